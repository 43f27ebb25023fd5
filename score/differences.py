"""The form's figures held against those of the departments."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from policy.rules import Indicator
from score.figures import SAY_BASIS, find_bearing
from score.reference import Given, ReferenceData
from validate.finding import Finding
from validate.submission import Figure, Submission
from validate.wording import exact, say_field, say_number

SAY_RELATION = {
    "exact": "两处不一致",
    "at_least": "{given}不可能多于{filed}",
    "at_most": "{given}不可能少于{filed}",
}


def find_differences(submission: Submission, reference: ReferenceData) -> Iterator[Finding]:
    """A finding for each figure of the form that cannot be true together with a department's."""
    for indicator in submission.policy.indicators.indicators:
        figure = None if indicator.field is None else submission.figure(indicator.field)
        if figure is None:
            continue
        for given in reference.list_supplied(indicator.id):
            said = say_difference(indicator, figure, given)
            if said:
                yield tell(indicator, figure, given, said, submission)


def say_difference(indicator: Indicator, figure: Figure, given: Given) -> str:
    """How the two contradict each other; empty where they do not. What was added is part of what there is."""
    filed = indicator.filed or indicator.basis
    bearing = find_bearing(given.basis, filed)
    value = exact(given.value)
    wrong = {
        "exact": not is_same(figure.value, value),
        "at_least": value > figure.value,
        "at_most": value < figure.value,
    }
    if not wrong.get(bearing, False):
        return ""
    return SAY_RELATION[bearing].format(given=SAY_BASIS[given.basis or filed], filed=SAY_BASIS[filed])


def is_same(one: Decimal, other: Decimal) -> bool:
    """Equal as far as the one with fewer decimals goes: 8.57 and 8.6 are."""
    step = max(one.as_tuple().exponent, other.as_tuple().exponent)
    unit = Decimal(1).scaleb(min(int(step), 0))
    return one.quantize(unit, ROUND_HALF_UP) == other.quantize(unit, ROUND_HALF_UP)


def tell(indicator: Indicator, figure: Figure, given: Given, said: str, submission: Submission) -> Finding:
    spec = submission.specs[indicator.field or ""]
    basis = "" if given.basis in (None, "rate") else SAY_BASIS[given.basis or "stock"]
    unsure = "" if figure.sure else "（表上的数尚待核实，请先对照原件）"
    request = f"请与{indicator.department}主管部门核对{say_field(spec)}，有误的请更正，无误的请说明。"
    return Finding(
        rule="DEPARTMENT-DIFFERS",
        outcome="fail" if figure.sure else "review",
        severity="warning",
        subject=indicator.field,
        message=f"{say_field(spec)}填的是{say_number(figure.value)}{indicator.unit}，"
        f"{indicator.department}主管部门提供的{basis}是{say_number(exact(given.value))}{indicator.unit}"
        f"{unsure}，{said}。",
        request=request if figure.sure else None,
        clauses=indicator.clauses,
        evidence=(*figure.evidence, *given.evidence),
    )
