"""All slots that a template may have, and those about the county itself."""

import random
from collections.abc import Callable, Mapping

from corpora.narrative.tale import Tale
from corpora.narrative.teller import Over, Slot, Teller
from corpora.narrative.told_figures import (
    over_activities,
    over_uses,
    over_years,
    slot_absent,
    slot_count,
    slot_fund,
    slot_grow,
    slot_served,
    slot_spent,
    slot_sum,
    slot_total,
)
from corpora.narrative.told_papers import over_papers, slot_paper, slot_rules, slot_scheme
from corpora.narrative.told_people import (
    slot_founded,
    slot_founding,
    slot_group,
    slot_joint,
    slot_leader,
    slot_meetings,
    slot_office,
    slot_person,
    slot_second_founding,
    slot_second_group,
    slot_second_leader,
    slot_seconded,
    slot_staff,
)
from corpora.writing.written import plain_number


def hire_teller(rng: random.Random, tale: Tale) -> Teller:
    """Somebody who knows all slots."""
    return Teller(rng, tale, _SLOTS, _LISTED)


def slot_year(teller: Teller, part: str, style: str) -> str:
    """The data year; `{year:1}` is the next, `{year:1ago}` the one before."""
    years = int(style.removesuffix("ago") or 0)
    return str(teller.tale.county.data_year + (-years if style.endswith("ago") else years))


def slot_field(teller: Teller, part: str, style: str) -> str:
    """A figure of the form, in running text."""
    value = teller.tale.county.number(part)
    return f"{plain_number(value / 10000)}亿" if style == "large" else plain_number(value)


def slot_company(teller: Teller, part: str, style: str) -> str:
    names = getattr(teller.tale.county.values["specialized_smes"], "names", ())
    return str(teller.rng.choice(names))


def slot_industry(teller: Teller, part: str, style: str) -> str:
    return teller.rng.choice(teller.tale.county.text("leading_industries_names").split("、"))


def said(read: Callable[[Tale], str]) -> Slot:
    return lambda teller, part, style: read(teller.tale)


_LISTED: Mapping[str, Over] = {
    "papers": over_papers,
    "years": over_years,
    "uses": over_uses,
    "activities": over_activities,
}

_SLOTS: Mapping[str, Slot] = {
    "leader": slot_leader,
    "joint": slot_joint,
    "leader2": slot_second_leader,
    "group": slot_group,
    "group2": slot_second_group,
    "founding": slot_founding,
    "founding2": slot_second_founding,
    "founded": slot_founded,
    "office": slot_office,
    "seconded": slot_seconded,
    "staff": slot_staff,
    "meetings": slot_meetings,
    "person": slot_person,
    "paper": slot_paper,
    "fund": slot_fund,
    "spent": slot_spent,
    "served": slot_served,
    "absent": slot_absent,
    "count": slot_count,
    "sum": slot_sum,
    "grow": slot_grow,
    "total": slot_total,
    "year": slot_year,
    "field": slot_field,
    "company": slot_company,
    "industry": slot_industry,
    "place": said(lambda tale: tale.county.place.name),
    "short": said(lambda tale: tale.county.place.short),
    "we": said(lambda tale: tale.county.place.we),
    "head": said(lambda tale: tale.county.place.head),
    "party": said(lambda tale: "党工委" if tale.county.place.kind == "zone" else f"{tale.county.place.we}委"),
    "rule": said(
        lambda tale: "管委会" if tale.county.place.kind == "zone" else f"{tale.county.place.we}政府"
    ),
    "vice": said(
        lambda tale: (
            "党工委委员、管委会副主任"
            if tale.county.place.kind == "zone"
            else f"{tale.county.place.we}委常委、常务副{tale.county.place.head}"
        )
    ),
    "rules": slot_rules,
    "scheme": slot_scheme,
    "deputy": said(
        lambda tale: "管委会副主任" if tale.county.place.kind == "zone" else f"副{tale.county.place.head}"
    ),
    "gov": said(lambda tale: tale.county.place.government),
    "city": said(lambda tale: tale.county.place.city),
    "lead": said(lambda tale: tale.county.text("lead_department")),
    "sme": said(lambda tale: tale.county.text("sme_department_name")),
    "nature": said(lambda tale: tale.county.text("sme_department_nature")),
    "industries": said(lambda tale: tale.county.text("leading_industries_names")),
    "secretary": said(lambda tale: tale.secretary.title),
}
