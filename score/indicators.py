"""The indicators of the gate against the targets of one year. Only sure figures decide."""

from decimal import Decimal
from typing import NamedTuple

from dossier import Evidence
from policy.rules import Basis, Indicator
from score.case import Case
from score.figures import SAY_BASIS, Bearing, Known, counted_basis, find_bearing, say_source
from score.goals import NO_GOAL, Goal
from score.rulebook import Rulebook
from score.scorecard import IndicatorResult, Outcome
from score.standing import RULED, Ruling, say_ruling
from score.trace import Input, Trace
from validate.wording import say_field, say_number, say_unknown

BLANK_TARGET = "通知没有填写当年目标"

OUTCOMES_OF_BLANK: dict[str, Outcome] = {
    "met": "met",
    "not_met": "not_met",
    "left_out": "undetermined",
    "proportional": "undetermined",
}
"""What a blank target comes to under each option of its reading. Where it is left out, the gate does
not count it."""

SAY_BLANK = {
    "met": "按“没有要求，算达标”计",
    "not_met": "按不达标计",
    "left_out": "不计入",
    "proportional": "不计入",
}

SAY_NONE = {"met": "没有这类对象，按达标计", "not_met": "没有这类对象，按不达标计"}


class Weighing(NamedTuple):
    """How one indicator stands to its goal. `value` is given only where it is sure."""

    outcome: Outcome
    reason: str
    goal: Goal
    known: tuple[Known, ...] = ()
    value: Decimal | None = None
    needs: str | None = None
    ruling: Ruling | None = None


def score_indicator(indicator: Indicator, case: Case, book: Rulebook) -> IndicatorResult:
    return describe(indicator, weigh_indicator(indicator, case, book), case, book)


def decide_indicator(indicator: Indicator, case: Case, book: Rulebook) -> Outcome:
    """The outcome alone, without the words: for the many readings that are only tried."""
    outcome: Outcome
    goal = case.goal(indicator, book)
    if goal is NO_GOAL:
        outcome = OUTCOMES_OF_BLANK[book.blank_option]
    elif known := case.known(indicator):
        counted = counted_basis(indicator, stock=book.stock)
        outcome = (
            decide(known[0], goal, counted)
            if len(known) == 1
            else agree([decide(each, goal, counted) for each in known])
        )
    else:
        outcome = decide_nothing(indicator, case)
    ruling = case.rulings.get(indicator.id) if outcome == "undetermined" else None
    return outcome if ruling is None else ruling.outcome


def weigh_indicator(indicator: Indicator, case: Case, book: Rulebook) -> Weighing:
    """What the figures say, and what a person decided of what they leave open."""
    known, goal = case.known(indicator), case.goal(indicator, book)
    if goal is NO_GOAL:
        weighing = weigh_blank(known, book.blank_option)
    elif known:
        weighing = weigh(indicator, known, goal, case, book)
    else:
        weighing = weigh_nothing(indicator, goal, case)
    ruling = case.rulings.get(indicator.id)
    if ruling is None or weighing.outcome != "undetermined":
        return weighing
    reason = join(weighing.reason, say_ruling(ruling))
    return weighing._replace(outcome=ruling.outcome, reason=reason, needs=None, ruling=ruling)


def weigh_blank(known: tuple[Known, ...], option: str) -> Weighing:
    reason = f"{BLANK_TARGET}，{SAY_BLANK[option]}"
    return Weighing(OUTCOMES_OF_BLANK[option], reason, NO_GOAL, known, find_value(known))


def find_value(known: tuple[Known, ...]) -> Decimal | None:
    return next((each.value for each in known if each.sure), None)


def weigh(indicator: Indicator, known: tuple[Known, ...], goal: Goal, case: Case, book: Rulebook) -> Weighing:
    counted = counted_basis(indicator, stock=book.stock)
    decided = [decide(each, goal, counted) for each in known]
    outcome = agree(decided)
    reason = join(*[explain(indicator, *pair, goal, counted) for pair in zip(known, decided, strict=True)])
    if "met" in decided and "not_met" in decided:
        reason = join(reason, "几处的数结论不同，须先核实")
    needs = None if outcome != "undetermined" else ask(indicator, known, goal, counted, case)
    return Weighing(outcome, reason, goal, known, find_value(known), needs)


def agree(outcomes: list[Outcome]) -> Outcome:
    """Any figure that decides, decides; two that decide against each other leave it open."""
    if len(outcomes) == 1:
        return outcomes[0]
    decided = {each for each in outcomes if each != "undetermined"}
    return decided.pop() if len(decided) == 1 else "undetermined"


def decide_nothing(indicator: Indicator, case: Case) -> Outcome:
    """No figure at all. An empty cell may mean that there is nothing of the kind."""
    if indicator.field is None or indicator.where_none == "ask":
        return "undetermined"
    blank = case.submission.reading(indicator.field).status == "blank"
    return indicator.where_none if blank else "undetermined"


def weigh_nothing(indicator: Indicator, goal: Goal, case: Case) -> Weighing:
    submission, outcome = case.submission, decide_nothing(indicator, case)
    absent = "申报表没有这一栏"
    if indicator.field is not None:
        absent = say_unknown(submission.specs[indicator.field], submission.reading(indicator.field))
    if outcome != "undetermined":
        return Weighing(outcome, join(absent, SAY_NONE[outcome]), goal)
    needs = ask_about_cell("请申报单位补填", indicator, goal, case)
    return Weighing("undetermined", join(absent, goal.gap), goal, needs=needs)


def decide(known: Known, goal: Goal, counted: Basis) -> Outcome:
    """What one figure says of the indicator."""
    if not known.sure:
        return "undetermined"
    outcome = hold(known.value, goal)
    if known.basis == counted:
        return outcome
    bearing = find_bearing(known.basis, counted)
    proves = (bearing, outcome) in (("at_most", "not_met"), ("at_least", "met"))
    return outcome if proves else "undetermined"


def hold(value: Decimal, goal: Goal) -> Outcome:
    """The number as read against the goal, whether sure or not."""
    if goal.value is not None:
        return "met" if value > goal.value or (value == goal.value and not goal.strict) else "not_met"
    short = goal.floor is not None and value < goal.floor
    return "not_met" if short or (goal.grows_from_zero and value == 0) else "undetermined"


def explain(indicator: Indicator, known: Known, decided: Outcome, goal: Goal, counted: Basis) -> str:
    """The arithmetic of one figure, and why it does not decide where it does not."""
    outcome = hold(known.value, goal)
    arithmetic = say_arithmetic(known.value, goal, indicator.unit, outcome)
    if not known.filed and indicator.field is not None:
        arithmetic = f"{indicator.department}主管部门提供的数：{arithmetic}"
    if not known.sure:
        value = f"{say_number(known.value)}{indicator.unit}"
        return f"读作{value}，尚待核实；如属实，{arithmetic}"
    if outcome == "undetermined" or decided == outcome:
        return arithmetic
    return f"{arithmetic}；{say_bearing(find_bearing(known.basis, counted), known, counted)}"


def say_bearing(bearing: Bearing, known: Known, counted: Basis) -> str:
    """Why a figure of another count does not decide."""
    if bearing == "at_most":
        filed = "但表上填的是总数" if known.filed else f"但提供的是{SAY_BASIS[known.basis or 'stock']}"
        return f"{filed}，其中新增多少不清楚"
    if bearing == "at_least":
        return f"但这是{SAY_BASIS[known.basis or 'annual']}，{SAY_BASIS[counted]}可能更多"
    return "但没有注明是当年数、累计数还是总数"


def say_arithmetic(value: Decimal, goal: Goal, unit: str, outcome: Outcome) -> str:
    said = f"{say_number(value)}{unit}"
    if goal.value is None:
        if outcome == "undetermined":
            return f"{said}，{goal.gap}"
        if goal.grows_from_zero:
            return "上一年和本年都是0，没有增长"
        return f"{said} < {say_number(goal.floor or 0)}{unit}，比照上一年当年数也不够"
    wanted = f"{say_number(goal.value)}{unit}"
    if outcome == "met":
        return f"{said} {'>' if goal.strict else '≥'} {wanted}"
    if value == goal.value:
        return f"{said} = {wanted}，须高于"
    return f"{said} < {wanted}，差{say_number(goal.value - value)}{say_gap_unit(unit)}"


def say_gap_unit(unit: str) -> str:
    return "个百分点" if unit == "%" else unit


def ask(indicator: Indicator, known: tuple[Known, ...], goal: Goal, counted: Basis, case: Case) -> str:
    """What would decide it, and whom to ask."""
    if any(not each.sure for each in known):
        return ask_about_cell("请对照原件核实", indicator, goal, case)
    if goal.value is None:
        return ask_for_goal(indicator)
    if any(find_bearing(each.basis, counted) == "at_most" for each in known):
        return f"请{indicator.department}主管部门提供其中属于新增的数量"
    if any(each.basis is None for each in known):
        return f"请{indicator.department}主管部门注明是当年数、累计数还是总数"
    return f"请{indicator.department}主管部门提供{SAY_BASIS[counted]}"


def ask_about_cell(verb: str, indicator: Indicator, goal: Goal, case: Case) -> str:
    """What to do about the cell, and about the goal where that is open too."""
    if indicator.field is None:
        return ask_for_goal(indicator)
    cell = say_field(case.submission.specs[indicator.field])
    asked = f"{verb}{cell}（数据归口：{indicator.department}主管部门）"
    return join(asked, ask_for_goal(indicator) if goal.gap else None)


def ask_for_goal(indicator: Indicator) -> str:
    return indicator.asks or f"请向{indicator.department}主管部门核实"


def join(*parts: str | None) -> str:
    return "；".join(part for part in parts if part)


def describe(indicator: Indicator, weighing: Weighing, case: Case, book: Rulebook) -> IndicatorResult:
    value, target = weighing.value, weighing.goal.value
    evidence: tuple[Evidence, ...] = ()
    if indicator.field is not None:
        evidence = case.submission.reading(indicator.field).evidence
    inputs = [
        Input(
            name=say_source(each, indicator, case.submission),
            value=f"{say_number(each.value)}{indicator.unit}",
            evidence=each.evidence,
        )
        for each in weighing.known
    ]
    inputs += weighing.goal.inputs
    if weighing.ruling is not None:
        said = say_ruling(weighing.ruling)
        inputs.append(Input(name=RULED, value=said, evidence=weighing.ruling.evidence))
    return IndicatorResult(
        indicator=indicator.id,
        number=indicator.number,
        group=indicator.group,
        name=indicator.name,
        unit=indicator.unit,
        department=indicator.department,
        outcome=weighing.outcome,
        target=weighing.goal.text,
        target_value=None if target is None else float(target),
        value=None if value is None else float(value),
        difference=None if value is None or target is None else float(value - target),
        reason=weighing.reason,
        needs=weighing.needs,
        field=indicator.field,
        clauses=indicator.clauses,
        evidence=evidence,
        trace=Trace(
            rule=indicator.id,
            clauses=book.cite(indicator.id, indicator.clauses),
            inputs=tuple(inputs),
            arithmetic=f"{weighing.goal.text}：{weighing.reason}",
        ),
    )
