"""The indicators of the gate against the targets of one year. Only sure figures decide."""

from dataclasses import dataclass
from decimal import Decimal

from dossier import Evidence
from policy.rules import Basis, Blank, Indicator
from score.case import Case
from score.figures import SAY_BASIS, Bearing, Known, counted_basis, find_bearing, find_known
from score.goals import Goal, find_goal, target_of
from score.rulebook import Rulebook
from score.scorecard import IndicatorResult, Outcome
from score.standing import say_ruling
from score.trace import Input, Trace
from validate.wording import say_field, say_number, say_unknown

BLANK_TARGET = "通知没有填写当年目标"
NO_TARGET = "通知未定目标"

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


@dataclass(frozen=True, slots=True)
class Weighing:
    """How one indicator stands to its goal. `value` is given only where it is sure."""

    outcome: Outcome
    reason: str
    goal: Goal
    known: tuple[Known, ...] = ()
    value: Decimal | None = None
    needs: str | None = None


def score_indicator(indicator: Indicator, case: Case, book: Rulebook) -> IndicatorResult:
    weighing = weigh_indicator(indicator, case, book)
    return describe(indicator, weighing, case, book)


def weigh_indicator(indicator: Indicator, case: Case, book: Rulebook) -> Weighing:
    """What the figures say, and what a person decided of what they leave open."""
    target = target_of(indicator, book.column)
    known = find_known(indicator, case.submission, case.reference)
    if isinstance(target, Blank):
        weighing = weigh_blank(known, book.blank_option)
    else:
        goal = find_goal(target, indicator, case.reference, case.standing)
        weighing = weigh(indicator, known, goal, case, book)
    ruling = case.rulings.get(indicator.id)
    if ruling is None or weighing.outcome != "undetermined":
        return weighing
    reason = join(weighing.reason, say_ruling(ruling))
    return Weighing(ruling.outcome, reason, weighing.goal, weighing.known, weighing.value)


def weigh_blank(known: tuple[Known, ...], option: str) -> Weighing:
    reason = f"{BLANK_TARGET}，{SAY_BLANK[option]}"
    return Weighing(OUTCOMES_OF_BLANK[option], reason, Goal(NO_TARGET), known, find_value(known))


def find_value(known: tuple[Known, ...]) -> Decimal | None:
    return next((each.value for each in known if each.sure), None)


def weigh(indicator: Indicator, known: tuple[Known, ...], goal: Goal, case: Case, book: Rulebook) -> Weighing:
    if not known:
        return weigh_nothing(indicator, goal, case)
    counted = counted_basis(indicator, stock=book.stock)
    judged = [judge(indicator, each, goal, counted) for each in known]
    outcome = agree([decided for decided, _ in judged])
    reason = join(*(said for _, said in judged))
    if len({decided for decided, _ in judged} & {"met", "not_met"}) == 2:
        reason = join(reason, "几处的数结论不同，须先核实")
    needs = None if outcome != "undetermined" else ask(indicator, known, goal, counted, case)
    return Weighing(outcome, reason, goal, known, find_value(known), needs)


def agree(outcomes: list[Outcome]) -> Outcome:
    """Any figure that decides, decides; two that decide against each other leave it open."""
    decided = {each for each in outcomes if each != "undetermined"}
    return decided.pop() if len(decided) == 1 else "undetermined"


def weigh_nothing(indicator: Indicator, goal: Goal, case: Case) -> Weighing:
    """No figure at all. An empty cell may mean that there is nothing of the kind."""
    submission = case.submission
    absent = "申报表没有这一栏"
    if indicator.field is not None:
        reading = submission.reading(indicator.field)
        absent = say_unknown(submission.specs[indicator.field], reading)
        if reading.status == "blank" and indicator.where_none != "ask":
            return Weighing(indicator.where_none, join(absent, SAY_NONE[indicator.where_none]), goal)
    needs = ask_about_cell("请申报单位补填", indicator, goal, case)
    return Weighing("undetermined", join(absent, goal.gap), goal, needs=needs)


def judge(indicator: Indicator, known: Known, goal: Goal, counted: Basis) -> tuple[Outcome, str]:
    """What one figure says of the indicator, and the arithmetic of it."""
    outcome, arithmetic = compare(known.value, goal, indicator.unit)
    if not known.filed and indicator.field is not None:
        arithmetic = f"{known.source}：{arithmetic}"
    if not known.sure:
        value = f"{say_number(known.value)}{indicator.unit}"
        return "undetermined", f"读作{value}，尚待核实；如属实，{arithmetic}"
    bearing = find_bearing(known.basis, counted)
    doubt = say_bearing(bearing, outcome, known, counted)
    return ("undetermined", f"{arithmetic}；{doubt}") if doubt else (outcome, arithmetic)


def say_bearing(bearing: Bearing, outcome: Outcome, known: Known, counted: Basis) -> str:
    """Why a figure of another count does not decide; empty where it does."""
    if outcome == "undetermined" or bearing == "exact":
        return ""
    if bearing == "at_most" and outcome == "met":
        filed = "但表上填的是总数" if known.filed else f"但提供的是{SAY_BASIS[known.basis or 'stock']}"
        return f"{filed}，其中新增多少不清楚"
    if bearing == "at_least" and outcome == "not_met":
        return f"但这是{SAY_BASIS[known.basis or 'annual']}，{SAY_BASIS[counted]}可能更多"
    return "但没有注明是当年数、累计数还是总数" if bearing == "unknown" else ""


def compare(value: Decimal, goal: Goal, unit: str) -> tuple[Outcome, str]:
    """The arithmetic of the number as read, whether sure or not."""
    said = f"{say_number(value)}{unit}"
    if goal.grows_from_zero and value == 0:
        return "not_met", "上一年和本年都是0，没有增长"
    if goal.value is None and goal.floor is not None and value < goal.floor:
        return "not_met", f"{said} < {say_number(goal.floor)}{unit}，比照上一年当年数也不够"
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
    inputs = tuple(
        Input(name=each.source, value=f"{say_number(each.value)}{indicator.unit}", evidence=each.evidence)
        for each in weighing.known
    )
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
            inputs=(*inputs, *weighing.goal.inputs),
            arithmetic=f"{weighing.goal.text}：{weighing.reason}",
        ),
    )
