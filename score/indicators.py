"""The indicators of the gate against the targets of one year. Only accepted values decide."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from dossier import Evidence
from policy.rules import Blank, Indicator
from score.goals import Goal, find_goal, target_of
from score.reference import ReferenceData
from score.scorecard import IndicatorResult, Outcome
from validate.submission import Figure, Submission
from validate.wording import exact, say_field, say_number, say_unknown

BLANK_TARGET = "通知没有填写当年目标"
NO_TARGET = "通知未定目标"

OUTCOMES_OF_BLANK: Mapping[str, Outcome] = {
    "met": "met",
    "not_met": "not_met",
    "left_out": "undetermined",
    "proportional": "undetermined",
}
"""What a blank target comes to under each option of its reading. Where it is left out, the gate does
not count it."""

SAY_BLANK: Mapping[str, str] = {
    "met": "按“没有要求，算达标”计",
    "not_met": "按不达标计",
    "left_out": "不计入",
    "proportional": "不计入",
}


@dataclass(frozen=True, slots=True)
class Weighing:
    """How one indicator stands to its goal. `value` is given only where it is sure."""

    outcome: Outcome
    reason: str
    value: Decimal | None = None
    needs: str | None = None


def score_indicator(
    indicator: Indicator,
    submission: Submission,
    *,
    year: Literal[1, 2, 3],
    blank_option: str,
    reference: ReferenceData,
) -> IndicatorResult:
    target = target_of(indicator, year)
    figure = find_figure(indicator, submission, reference)
    if isinstance(target, Blank):
        goal = Goal(NO_TARGET)
        weighing = weigh_blank(figure, blank_option)
    else:
        goal = find_goal(target, indicator, reference)
        weighing = weigh(indicator, figure, goal, submission)
    return describe(indicator, goal, weighing, submission)


def counts_part(indicator: Indicator) -> bool:
    """Whether, under some readings, the indicator counts only a part of what its cell holds."""
    return indicator.basis == "cumulative" and indicator.field is not None


def doubt_stock(indicator: Indicator, filed: IndicatorResult) -> IndicatorResult:
    """The result where the cell is read as holding more than the indicator counts."""
    if not counts_part(indicator) or filed.outcome != "met" or filed.target_value is None:
        return filed
    needs = f"请{indicator.department}主管部门提供其中属于新增的数量"
    reason = f"{filed.reason}；但表上填的是总数，其中新增多少不清楚"
    return filed.model_copy(update={"outcome": "undetermined", "reason": reason, "needs": needs})


def find_figure(indicator: Indicator, submission: Submission, reference: ReferenceData) -> Figure | None:
    """The indicator's value: of its cell, or as its department supplied it where it has none."""
    if indicator.field is not None:
        return submission.figure(indicator.field)
    supplied = reference.supplied.get(indicator.id)
    return None if supplied is None else Figure(exact(supplied), True, ())


def weigh_blank(figure: Figure | None, option: str) -> Weighing:
    value = figure.value if figure is not None and figure.sure else None
    return Weighing(OUTCOMES_OF_BLANK[option], f"{BLANK_TARGET}，{SAY_BLANK[option]}", value)


def weigh(indicator: Indicator, figure: Figure | None, goal: Goal, submission: Submission) -> Weighing:
    if figure is None:
        reason = join(say_absent(indicator, submission), goal.gap)
        return Weighing(
            "undetermined", reason, None, ask_about_value("请申报单位补填", indicator, goal, submission)
        )
    outcome, arithmetic = compare(figure.value, goal, indicator.unit)
    if figure.sure:
        needs = ask_for_goal(indicator) if outcome == "undetermined" else None
        return Weighing(outcome, arithmetic, figure.value, needs)
    reason = f"读作{say_number(figure.value)}{indicator.unit}，尚待核实；如属实，{arithmetic}"
    return Weighing(
        "undetermined", reason, None, ask_about_value("请对照原件核实", indicator, goal, submission)
    )


def compare(value: Decimal, goal: Goal, unit: str) -> tuple[Outcome, str]:
    """The arithmetic of the number as read, whether sure or not."""
    said = f"{say_number(value)}{unit}"
    if goal.grows_from_zero and value == 0:
        return "not_met", "上一年和本年都是0，没有增长"
    if goal.value is None:
        return "undetermined", f"{said}，{goal.gap}"
    wanted = f"{say_number(goal.value)}{unit}"
    if value > goal.value:
        return "met", f"{said} {'>' if goal.strict else '≥'} {wanted}"
    if value == goal.value:
        return ("not_met", f"{said} = {wanted}，须高于") if goal.strict else ("met", f"{said} ≥ {wanted}")
    return "not_met", f"{said} < {wanted}，差{say_number(goal.value - value)}{say_gap_unit(unit)}"


def say_gap_unit(unit: str) -> str:
    return "个百分点" if unit == "%" else unit


def say_absent(indicator: Indicator, submission: Submission) -> str:
    if indicator.field is None:
        return "申报表没有这一栏"
    return say_unknown(submission.specs[indicator.field], submission.reading(indicator.field))


def ask_about_value(verb: str, indicator: Indicator, goal: Goal, submission: Submission) -> str:
    """What to do about the cell, and about the goal where that is open too."""
    if indicator.field is None:
        return ask_for_goal(indicator)
    cell = say_field(submission.specs[indicator.field])
    ask = f"{verb}{cell}（数据归口：{indicator.department}主管部门）"
    return join(ask, ask_for_goal(indicator) if goal.gap else None)


def ask_for_goal(indicator: Indicator) -> str:
    return indicator.asks or f"请向{indicator.department}主管部门核实"


def join(*parts: str | None) -> str:
    return "；".join(part for part in parts if part)


def describe(indicator: Indicator, goal: Goal, weighing: Weighing, submission: Submission) -> IndicatorResult:
    value, target = weighing.value, goal.value
    evidence: tuple[Evidence, ...] = ()
    if indicator.field is not None:
        evidence = submission.reading(indicator.field).evidence
    return IndicatorResult(
        indicator=indicator.id,
        number=indicator.number,
        group=indicator.group,
        name=indicator.name,
        unit=indicator.unit,
        department=indicator.department,
        outcome=weighing.outcome,
        target=goal.text,
        target_value=None if target is None else float(target),
        value=None if value is None else float(value),
        difference=None if value is None or target is None else float(value - target),
        reason=weighing.reason,
        needs=weighing.needs,
        field=indicator.field,
        clauses=indicator.clauses,
        evidence=evidence,
    )
