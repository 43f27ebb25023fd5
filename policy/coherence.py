"""Whether the rules of a policy agree with each other: kinds, gate, points, awards, years.

What one rule alone can tell is checked by its own model; here stands what takes two.
"""

from collections.abc import Iterator

from policy.model import Policy
from policy.places import Fault, Place
from policy.references import find_dangling, find_twins
from policy.register_faults import find_register_faults
from policy.rereading import find_edit_faults
from policy.scoring_faults import find_scoring_faults

FIGURES = frozenset({"int", "pct", "money", "count_names"})
"""The kinds of field that rules can reckon with."""

GATE_OPTIONS = {
    "blank_targets": frozenset({"met", "left_out", "proportional", "not_met"}),
    "entry": frozenset({"yearly", "entry", "both"}),
    "basis": frozenset({"stock", "since_base_year", "since_approval"}),
}
"""The options that whoever works out the gate knows, by the key of `Gate` that names the reading."""

ACTIVITIES = frozenset(
    {"industry_university", "financing", "exhibitions", "startup_events", "service_institutions"}
)
"""The activities of the contract's `facts`."""


def find_faults(policy: Policy) -> list[Fault]:
    """Everything in which the policy contradicts itself; empty where all fits."""
    return [
        *find_twins(policy),
        *find_dangling(policy),
        *find_wrong_kinds(policy),
        *find_unlike_sides(policy),
        *find_gate_faults(policy),
        *find_scoring_faults(policy),
        *find_award_faults(policy),
        *find_round_faults(policy),
        *find_fact_faults(policy),
        *find_register_faults(policy),
        *find_edit_faults(policy),
    ]


def find_wrong_kinds(policy: Policy) -> Iterator[Fault]:
    """Rules that reckon with a field whose values they cannot reckon with."""
    kinds = {field.id: field.kind for field in policy.form.fields}
    for place, allowed, field_id in list_reckoned(policy):
        if kinds.get(field_id, "int") not in allowed and field_id in kinds:
            yield place, f"格子“{field_id}”的 kind 是 {kinds[field_id]}，这里用不上"


def list_reckoned(policy: Policy) -> Iterator[tuple[Place, frozenset[str], str]]:
    """The place of each field that a rule reckons with, the kinds that will do, and the field's id."""
    for index, check in enumerate(policy.checks):
        here: Place = ("checks", index)
        match check.kind:
            case "compare":
                yield from ((here, FIGURES, name) for name in (check.left, *check.right))
            case "names":
                yield from ((here, frozenset({"count_names"}), name) for name in check.fields)
            case "range":
                yield from ((here, FIGURES, name) for name in check.fields)
            case "ratio":
                yield from ((here, FIGURES, name) for name in (check.numerator, check.denominator))
            case "fund":
                yield here, frozenset({"money"}), check.field
    for index, condition in enumerate(policy.conditions):
        for number, requirement in enumerate(condition.requirements):
            if requirement.kind == "minimum":
                yield ("conditions", index, "requirements", number, "field"), FIGURES, requirement.field
    for index, indicator in enumerate(policy.indicators.indicators):
        if indicator.field is not None:
            yield ("indicators", "indicators", index, "field"), FIGURES, indicator.field


def find_unlike_sides(policy: Policy) -> Iterator[Fault]:
    """Comparisons of money with counts, and the like."""
    kinds = {field.id: field.kind for field in policy.form.fields}
    for index, check in enumerate(policy.checks):
        if check.kind == "compare":
            sides = {kinds.get(name) for name in (check.left, *check.right)}
            if len(sides) > 1 and not sides <= {"int", "count_names"}:
                yield ("checks", index), "两边不是同一种数，不能比较"


def find_gate_faults(policy: Policy) -> Iterator[Fault]:
    gate, indicators = policy.indicators.gate, policy.indicators.indicators
    here: Place = ("indicators", "gate")
    if gate.required > len(indicators):
        yield (*here, "required"), f"要求{gate.required}项达标，指标只有{len(indicators)}项"
    readings = {reading.id: reading for reading in policy.readings}
    for key, known in GATE_OPTIONS.items():
        reading = readings.get(getattr(gate, key) or "")
        unknown = [option.id for option in reading.options if option.id not in known] if reading else []
        if unknown:
            yield (*here, key), f"读法“{reading.id if reading else ''}”的选项“{unknown[0]}”不能用在这里"
    for index, indicator in enumerate(indicators):
        if indicator.number != index + 1:
            yield ("indicators", "indicators", index, "number"), f"number 应按顺序，这里应是{index + 1}"


def find_award_faults(policy: Policy) -> Iterator[Fault]:
    """Every option of the awards' reading has one scheme, and every grade but the best one has a cut."""
    awards = policy.assessment.awards
    here: Place = ("assessment", "awards")
    schemes = [scheme.option for scheme in awards.schemes]
    options = [o.id for reading in policy.readings if reading.id == awards.reading for o in reading.options]
    if options and sorted(schemes) != sorted(options):
        yield (*here, "schemes"), f"应与读法“{awards.reading}”的选项一一对应：{'、'.join(options)}"
    graded = [awards.full_grade, *(cut.grade for cut in awards.cuts)]
    if sorted(graded) != sorted(grade.id for grade in policy.assessment.grades):
        yield (*here, "cuts"), "除全额的等次外，每个等次要有一条核减比例"


def find_round_faults(policy: Policy) -> Iterator[Fault]:
    for index, each in enumerate(policy.calendar.rounds):
        here: Place = ("calendar", "rounds", index)
        expected = policy.calendar.base_year or each.application_year + policy.calendar.base_year_offset
        if each.base_year != expected:
            yield (*here, "base_year"), f"{each.application_year}年申报的数据年份应是{expected}"
        if len(each.assessed) != policy.assessment.years:
            yield (*here, "assessed"), f"应有{policy.assessment.years}个考核年份"


def find_fact_faults(policy: Policy) -> Iterator[Fault]:
    for name in policy.facts.activities:
        if name not in ACTIVITIES:
            known = "、".join(sorted(ACTIVITIES))
            yield ("facts", "activities", name), f"不认识的活动“{name}”，只能是 {known}"
    for index, check in enumerate(policy.checks):
        if check.kind == "policy_date" and check.since != policy.facts.policies_since:
            yield (
                ("checks", index, "since"),
                f"与 facts.yaml 的 policies_since（{policy.facts.policies_since}）不一致",
            )
