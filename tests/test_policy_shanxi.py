"""The first programme's rules, against what the notices say."""

import re
from collections import Counter

import pytest
from pydantic import ValidationError

from policy import Policy, list_programmes, load_policy
from policy.base import PolicyError
from policy.coherence import find_faults
from policy.rereading import reread
from policy.rules import AtLeast, Blank, Minimum, Target

POLICY = load_policy()


def test_the_programme_comes_with_the_application() -> None:
    assert "shanxi-sme-2020" in list_programmes()
    assert POLICY.id == "shanxi-sme-2020"


def test_form_has_45_cells_in_24_rows() -> None:
    fields = POLICY.form.fields
    assert len(fields) == 45
    assert [field.row for field in fields] == sorted(field.row for field in fields)
    assert {field.row for field in fields} == set(range(1, 25))


def test_form_ids_and_kinds_are_the_contract() -> None:
    kinds = Counter(field.kind for field in POLICY.form.fields)
    assert kinds == {"int": 25, "text": 9, "pct": 5, "money": 3, "count_names": 3}
    named = [field.id for field in POLICY.form.fields if field.kind == "count_names"]
    assert named == ["startup_bases", "specialized_smes", "industrial_over_1b"]
    assert [f.id for f in POLICY.form.fields if f.kind == "money"] == [
        "sme_revenue",
        "sme_tax",
        "special_fund",
    ]
    seals = {field.id: field.seal for field in POLICY.form.fields if field.seal}
    assert seals == {
        "city_department_opinion": "city_department",
        "city_government_opinion": "city_government",
    }


def test_every_label_is_printed_on_the_form_it_cites() -> None:
    for field in POLICY.form.fields:
        printed = bare(POLICY.clause(field.clause).quote)
        assert bare(field.label) in printed, field.id
        assert POLICY.clause(field.clause).article == f"附件2 第{field.row}行"


def bare(label: str) -> str:
    return label.replace("（", "(").replace("）", ")").replace(" ", "")


def test_26_indicators_in_six_groups() -> None:
    indicators = POLICY.indicators.indicators
    assert [indicator.number for indicator in indicators] == list(range(1, 27))
    sizes = Counter(indicator.group for indicator in indicators)
    assert [sizes[group.id] for group in POLICY.indicators.groups] == [3, 4, 6, 3, 6, 4]
    assert POLICY.indicators.gate.required == 24


def test_indicators_come_from_six_departments() -> None:
    departments = Counter(indicator.department for indicator in POLICY.indicators.indicators)
    assert departments == {"中小企业": 13, "统计": 5, "金融监管": 3, "市场监管": 2, "科技": 2, "工信": 1}


def test_only_the_first_indicator_has_no_cell() -> None:
    without = [indicator.number for indicator in POLICY.indicators.indicators if indicator.field is None]
    assert without == [1]


def test_cumulative_indicators_are_the_notice_s_new_ones_but_for_the_fourth() -> None:
    for indicator in POLICY.indicators.indicators:
        is_new = indicator.name.startswith("新增")
        assert (indicator.basis == "cumulative") == is_new, indicator.id
    assert POLICY.indicators.indicators[3].basis == "annual"


def test_seven_indicators_need_more_than_the_form() -> None:
    needing = [indicator.number for indicator in POLICY.indicators.indicators if indicator.asks]
    assert needing == [1, 2, 15, 23, 24, 25, 26]


@pytest.mark.parametrize("indicator", POLICY.indicators.indicators, ids=lambda each: each.id)
def test_targets_are_those_of_both_notices(indicator: object) -> None:
    """The rows of both tables, cell by cell; 2020 and 2022 of the first are years one and three."""
    from policy.rules import Indicator

    assert isinstance(indicator, Indicator)
    first = POLICY.clause(f"D99-3-2-{indicator.number:02}").quote.split(" | ")
    second = POLICY.clause(f"D95-A1-4-{indicator.number:02}").quote.split(" | ")
    _, provincial, county, year_2020, year_2022, year_2025 = (cell.strip() for cell in first)
    _, year_1, year_2, year_3 = (cell.strip() for cell in second)
    assert (year_2020, year_2022) == (year_1, year_3)
    targets = indicator.targets
    said = (targets.year_1, targets.year_2, targets.year_3, targets.year_2025)
    assert tuple(print_target(target) for target in said) == (year_1, year_2, year_3, year_2025)
    assert (indicator.provincial_base or "", indicator.county_base or "") == (provincial, county)
    department = POLICY.clause(f"D95-A1-1-{indicator.number:02}").quote.split(" | ")[1]
    assert indicator.department == department
    unit = re.search(r"\((.)\)$", bare(first[0]))
    assert unit is not None
    assert indicator.unit == unit[1]


def print_target(target: Target) -> str:
    """A target as the notices' tables print it."""
    match target.kind:
        case "at_least":
            return f"{target.value:g}"
        case "above_reference":
            return target.label or ""
        case "yearly_growth":
            return f"年增{target.percent:g}%"
        case "blank":
            return ""


def test_blank_targets_are_the_notices_blanks() -> None:
    blank = [
        (indicator.number, year)
        for indicator in POLICY.indicators.indicators
        for year in ("year_1", "year_2", "year_3", "year_2025")
        if isinstance(getattr(indicator.targets, year), Blank)
    ]
    assert blank == [(13, "year_1"), (13, "year_2"), (20, "year_1"), (20, "year_2"), (20, "year_3")]


def test_targets_never_fall_from_year_to_year() -> None:
    for indicator in POLICY.indicators.indicators:
        targets = indicator.targets
        years = (targets.year_1, targets.year_2, targets.year_3, targets.year_2025)
        values = [target.value for target in years if isinstance(target, AtLeast)]
        assert values == sorted(values), indicator.id


def test_conditions_are_the_six_of_the_notice() -> None:
    assert [condition.id for condition in POLICY.conditions] == ["C1", "C2a", "C2b", "C3", "C4", "C5", "C6"]
    minimums = {
        (condition.id, requirement.field): (requirement.minimum, requirement.reduced)
        for condition in POLICY.conditions
        for requirement in condition.requirements
        if isinstance(requirement, Minimum)
    }
    assert minimums == {
        ("C1", "market_entities"): (20000, None),
        ("C2a", "industrial_below_scale"): (200, None),
        ("C2b", "industrial_above_scale"): (20, None),
        ("C3", "leading_industries_count"): (1, None),
        ("C4", "startup_bases"): (1, None),
        ("C5", "specialized_smes"): (5, 2),
        ("C6", "sme_department_staff"): (1, None),
    }


def test_six_materials_are_required_and_four_are_not() -> None:
    required = [material.id for material in POLICY.materials if material.required]
    assert required == [
        "application_form",
        "leadership",
        "policies",
        "special_fund",
        "measures",
        "service_activities",
    ]
    assert [POLICY.material(each).number for each in required] == [1, 2, 3, 4, 5, 6]
    assert len(POLICY.materials) == 10


def test_total_is_weighted_80_to_20_and_no_points_are_given() -> None:
    assert [part.weight for part in POLICY.scoring.parts] == [0.8, 0.2]
    assert POLICY.scoring.items == ()
    topics = POLICY.scoring.survey.topics
    assert len(topics) == 9
    assert [topic.number for topic in topics if topic.negative] == [7, 8]


def test_calendar_follows_the_notices() -> None:
    calendar = POLICY.calendar
    steps = [step.id for step in calendar.steps if not step.optional]
    assert steps == [f"W{number}" for number in range(14)]
    deadlines = {deadline.id: (deadline.date, deadline.copies) for deadline in calendar.deadlines}
    assert deadlines["city_2021"] == ("2021-04-10", 3)
    assert deadlines["province_2021"] == ("2021-04-30", 1)
    yearly = next(each for each in calendar.deadlines if each.id == "province_yearly")
    assert ("4月31日" in yearly.printed, yearly.date) == (True, "04-30")
    assert POLICY.assessment.annual_report.due == "05-31"
    assert len(POLICY.assessment.annual_report.topics) == 6


def test_every_ambiguity_has_a_reading() -> None:
    known = {reading.id for reading in POLICY.readings}
    assert known == {f"A{number:02}" for number in range(1, 45)} | {f"F{number}" for number in range(1, 8)}


def test_every_option_that_can_be_taken_leaves_a_policy() -> None:
    for reading in POLICY.readings:
        for option in reading.options:
            if option.supported:
                policy = reread(POLICY, {reading.id: option.id})
                assert policy.reading(reading.id).default == option.id
                copy = Policy.model_validate_json(policy.model_dump_json())
                assert copy.model_dump() == policy.model_dump()
                assert find_faults(policy) == []


def test_an_option_that_nothing_does_cannot_be_taken() -> None:
    with pytest.raises(PolicyError, match="不能选“rescale”，可选：undetermined"):
        reread(POLICY, {"A33": "rescale"})
    with pytest.raises(PolicyError, match="没有编号为“A99”的读法"):
        reread(POLICY, {"A99": "met"})


def test_an_edit_reaches_the_rules_and_nothing_else() -> None:
    other = reread(POLICY, {"A36": "required"})
    changed = [m.id for m, old in zip(other.materials, POLICY.materials, strict=True) if m != old]
    assert changed == ["problems_and_suggestions", "listed_enterprises", "growth_rates"]
    assert other.form == POLICY.form
    assert other.indicators == POLICY.indicators


def test_policy_survives_json() -> None:
    assert Policy.model_validate_json(POLICY.model_dump_json()) == POLICY


def test_policy_is_frozen() -> None:
    with pytest.raises(ValidationError):
        POLICY.form.data_year = 2021
