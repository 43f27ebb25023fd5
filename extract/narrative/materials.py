"""Which materials a narrative holds: present, hollow (a heading and nothing of its kind), missing."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from dossier import Evidence, FieldReading, MaterialReading
from dossier.dossier import Facts
from extract.form.copies import FormCopy
from extract.narrative.hollow import HollowJudge, stands_in
from extract.narrative.placeholders import is_filled
from extract.narrative.shares import Share
from extract.text import squeeze
from policy.form import MaterialSpec

MISSING = "没有找到这一部分的标题，正文里也没有读到有关的事实"
_SCATTERED = 3
"""How many places of facts are told for a material that has no section."""

_MUCH, _MUCH_BESIDE = 66, 200
"""Characters that speak of one material under no heading, and in sections of others."""


def read_materials(
    materials: Sequence[MaterialSpec], shares: Sequence[Share], judge: HollowJudge, facts: Facts
) -> dict[str, MaterialReading]:
    """One reading for each material of the narrative. What was read as a fact of a material is never said to
    be missing."""
    told = {
        name: tuple(place for place in places if is_filled(place.quote))
        for name, places in _facts_of(facts).items()
    }
    heard = [share for share in shares if not _tells_of_another(share, told)]
    return {
        spec.id: _read(spec, [s for s in heard if s.material == spec.id], judge, told.get(spec.id, ()))
        for spec in materials
        if spec.source == "narrative"
    }


def read_form_material(copies: Sequence[FormCopy], fields: Mapping[str, FieldReading]) -> MaterialReading:
    """A form of which only the title could be read is there all the same."""
    if not copies:
        reading = next(iter(fields.values()))
        if reading.evidence:
            titles = tuple(place.quote for place in reading.evidence)
            return MaterialReading(status="present", headings=titles, evidence=reading.evidence)
        return MaterialReading(status="missing", reasons=reading.reasons)
    evidence = copies[0].slots[0].label_cell.evidence
    if all(reading.status in ("blank", "missing") for reading in fields.values()):
        return MaterialReading(status="hollow", reasons=("申报表是空白表，没有填写",), evidence=evidence)
    return MaterialReading(status="present", headings=copies[0].titles, evidence=evidence)


def _read(
    spec: MaterialSpec, shares: Sequence[Share], judge: HollowJudge, told: Sequence[Evidence]
) -> MaterialReading:
    filled, empty, reasons = list[Share](), list[Share](), list[str]()
    attached = list[Evidence]()
    loose = [share for share in shares if spec.general and _is_loose(share) and not _is_told(share, told)]
    for share in shares:
        if share in loose and not _is_much(loose):
            continue
        judged = share.named or not is_filled(share.section.text)
        reason = judge.find_reason(spec, share.section, told) if judged else None
        attachment = judge.find_attachment(spec, share.section) if reason else None
        if attachment:
            attached.append(attachment.evidence)
        if reason is None or attachment:
            filled.append(share)
        elif not share.attached:
            empty.append(share)
            reasons.append(reason)
    if filled:
        return _present([*filled, *empty], attached)
    if empty:
        return MaterialReading(
            status="hollow",
            headings=tuple(share.section.heading for share in empty if share.section.heading),
            reasons=tuple(dict.fromkeys(reasons)),
            evidence=tuple(share.section.evidence for share in empty),
        )
    if told:
        return MaterialReading(status="present", evidence=tuple(told[:_SCATTERED]))
    return MaterialReading(status="missing", reasons=(MISSING,))


def _tells_of_another(share: Share, told: Mapping[str, Sequence[Evidence]]) -> bool:
    """Were facts of other materials read in what only tends to one, and none of its own."""
    if not share.faint:
        return False
    read = {name for name, places in told.items() if any(stands_in(place, share.section) for place in places)}
    return bool(read) and share.material not in read


def _is_told(share: Share, told: Sequence[Evidence]) -> bool:
    """Was anything read in it, or is it still to be filled in."""
    return not is_filled(share.section.text) or any(stands_in(place, share.section) for place in told)


def _is_loose(share: Share) -> bool:
    """Is it a run of paragraphs that no heading says of what they are, and which may be of something else."""
    return share.beside or not share.clear


def _is_much(shares: Sequence[Share]) -> bool:
    """Is it more than a chance remark: a part of the paper whose heading was lost or never written."""
    least = _MUCH_BESIDE if any(share.beside for share in shares) else _MUCH
    return sum(len(squeeze(share.section.text)) for share in shares) >= least


def _present(shares: Sequence[Share], attached: Sequence[Evidence]) -> MaterialReading:
    headings = (share.section.heading for share in shares if share.section.heading)
    places = (*(share.section.evidence for share in shares), *attached)
    return MaterialReading(
        status="present", headings=tuple(dict.fromkeys(headings)), evidence=tuple(dict.fromkeys(places))
    )


def _facts_of(facts: Facts) -> dict[str, Iterator[Evidence]]:
    """The places of the facts by the material that asks for them."""
    leadership, activities = facts.leadership, facts.activities
    kinds = [getattr(activities, name) for name in type(activities).model_fields]
    held = (kind for kind in kinds if kind is not None and kind.count is not None)
    return {
        "leadership": _places(
            leadership.leader,
            *leadership.groups,
            *leadership.documents,
            leadership.staff,
            leadership.meetings,
        ),
        "policies": _places(*(paper for paper in facts.policies if paper.since is not False)),
        "special_fund": chain(
            _places(*facts.special_fund, *facts.fund_uses, facts.fund_enterprises), facts.fund_absent
        ),
        "service_activities": _places(*held),
        "measures": _places(*facts.measures.headlines),
        "problems_and_suggestions": _places(*facts.measures.problems, *facts.measures.suggestions),
        "growth_rates": _places(*facts.growth),
    }


def _places(*told: object) -> Iterator[Evidence]:
    for fact in told:
        yield from getattr(fact, "evidence", ())
