"""The conditions of application. Only accepted values decide; what they cannot tell stays open."""

from collections.abc import Iterator
from decimal import Decimal

from policy.conditions import Condition, Filled, Judgement, Minimum, Requirement, Told
from score.case import Case
from score.rulebook import Rulebook
from score.scorecard import ConditionResult, Outcome, RequirementResult
from score.standing import RULED, say_ruling
from score.told import TellingCount, find_told
from score.trace import Input, Trace
from validate.submission import Figure
from validate.wording import exact, join_clauses, say_number, say_unknown, say_value

SAY_OUTCOME = {"met": "达到", "not_met": "达不到", "undetermined": "待定"}


def score_condition(condition: Condition, case: Case, book: Rulebook) -> ConditionResult:
    results = score_requirements(condition, case)
    outcome = all_of([result.outcome for result in results])
    return ConditionResult(
        condition=condition.id,
        name=condition.name,
        outcome=outcome,
        requirements=results,
        clauses=condition.clauses,
        trace=Trace(
            rule=condition.id,
            clauses=book.cite(condition.id, condition.clauses),
            inputs=(*list_inputs(results, case), *list_ruling(condition, results, case)),
            arithmetic=f"{join_clauses(*(each.reason for each in results))}{SAY_OUTCOME[outcome]}",
        ),
    )


def decide_condition(condition: Condition, case: Case) -> Outcome:
    """The outcome alone, for the many readings that are only tried."""
    ruling = case.rulings.get(condition.id)
    outcomes: list[Outcome] = []
    for requirement in condition.requirements:
        outcome = decide_requirement(requirement, case)
        if ruling is not None and outcome == "undetermined" and isinstance(requirement, Judgement | Told):
            outcome = ruling.outcome
        outcomes.append(outcome)
    return all_of(outcomes)


def decide_requirement(requirement: Requirement, case: Case) -> Outcome:
    if not isinstance(requirement, Minimum):
        return score_requirement(requirement, case).outcome
    figure = case.submission.figure(requirement.field)
    if figure is None or not figure.sure:
        return "undetermined"
    outcome = compare(requirement, figure.value, case)[0]
    return "undetermined" if contradictions(requirement, outcome, case) else outcome


def list_inputs(results: tuple[RequirementResult, ...], case: Case) -> list[Input]:
    inputs = [
        Input(
            name=case.submission.label(each.field),
            value=case.submission.reading(each.field).raw or "",
            evidence=each.evidence,
        )
        for each in results
        if each.field is not None
    ]
    told = [each for each in results if each.field is None and each.evidence]
    return inputs + [Input(name="申报资料正文", value=each.reason, evidence=each.evidence) for each in told]


def list_ruling(condition: Condition, results: tuple[RequirementResult, ...], case: Case) -> Iterator[Input]:
    """The ruling, where it has settled anything."""
    ruling = case.rulings.get(condition.id)
    if ruling is not None and any(each.reason == say_ruling(ruling) for each in results):
        yield Input(name=RULED, value=say_ruling(ruling), evidence=ruling.evidence)


def score_requirements(condition: Condition, case: Case) -> tuple[RequirementResult, ...]:
    """A person's ruling settles what only a person can decide, and nothing else."""
    results = tuple(score_requirement(each, case) for each in condition.requirements)
    ruling = case.rulings.get(condition.id)
    if ruling is None:
        return results
    return tuple(
        result.model_copy(update={"outcome": ruling.outcome, "reason": say_ruling(ruling)})
        if result.outcome == "undetermined" and isinstance(asked, Judgement | Told)
        else result
        for asked, result in zip(condition.requirements, results, strict=True)
    )


def all_of(outcomes: list[Outcome]) -> Outcome:
    """One that is not met decides; otherwise one that is open keeps the whole open."""
    if "not_met" in outcomes:
        return "not_met"
    return "undetermined" if "undetermined" in outcomes else "met"


def score_requirement(requirement: Requirement, case: Case) -> RequirementResult:
    match requirement:
        case Minimum():
            return score_minimum(requirement, case)
        case Filled():
            return score_filled(requirement, case)
        case Told():
            return score_told(requirement, case)
        case Judgement():
            return RequirementResult(outcome="undetermined", reason=f"须由人判断：{requirement.question}")


def score_minimum(requirement: Minimum, case: Case) -> RequirementResult:
    submission = case.submission
    reading = submission.reading(requirement.field)
    figure = submission.figure(requirement.field)
    outcome: Outcome = "undetermined"
    if figure is None:
        reason = say_unknown(submission.specs[requirement.field], reading)
    else:
        outcome, reason = weigh(requirement, figure, case)
        for other in contradictions(requirement, outcome, case):
            outcome, reason = "undetermined", f"{reason}；正文写的是{other}，如属实，结论不同，须先核实"
    return RequirementResult(
        outcome=outcome, reason=reason, field=requirement.field, evidence=reading.evidence
    )


def contradictions(requirement: Minimum, outcome: Outcome, case: Case) -> list[str]:
    """The figures that the narrative gives for the same quantity and that would end differently."""
    told = [m for m in case.submission.dossier.facts.mentions if m.field == requirement.field]
    values = [exact(mention.value) for mention in told]
    return [say_number(each) for each in values if compare(requirement, each, case)[0] != outcome][:1]


def weigh(requirement: Minimum, figure: Figure, case: Case) -> tuple[Outcome, str]:
    outcome, arithmetic = compare(requirement, figure.value, case)
    label = case.submission.label(requirement.field)
    if figure.sure:
        return outcome, f"“{label}”{arithmetic}"
    return "undetermined", f"“{label}”读作{say_number(figure.value)}，尚待核实；如属实，{arithmetic}"


def compare(requirement: Minimum, value: Decimal, case: Case) -> tuple[Outcome, str]:
    """The arithmetic of the number as read, whether sure or not."""
    minimum = exact(requirement.minimum)
    outcome, arithmetic = hold(value, minimum, requirement.strict)
    reduced = None if requirement.reduced is None else exact(requirement.reduced)
    if outcome == "not_met" and reduced is not None:
        outcome, arithmetic = compare_reduced(requirement, value, reduced, arithmetic, case)
    if outcome == "met" and requirement.only is not None:
        return "undetermined", f"{arithmetic}，但只算其中的{requirement.only}，有多少不清楚"
    return outcome, arithmetic


def compare_reduced(
    requirement: Minimum, value: Decimal, reduced: Decimal, arithmetic: str, case: Case
) -> tuple[Outcome, str]:
    """Too few for most; enough, perhaps, for those of whom less is asked."""
    outcome, of_less = hold(value, reduced, requirement.strict)
    status = requirement.status or ""
    name = requirement.status_name or status
    if outcome == "not_met":
        return "not_met", of_less
    held = case.standing.statuses.get(status)
    if held is None:
        doubt = case.standing.doubts.get(status)
        asked = f"须先确认是否属于{name}" + (f"（{doubt}）" if doubt else "")
        return "undetermined", f"{arithmetic}，但{of_less}：{asked}"
    source = f"（{case.standing.source}）" if case.standing.source else ""
    if held:
        return "met", f"{arithmetic}，属于{name}{source}，{of_less}"
    return "not_met", f"{arithmetic}，不属于{name}{source}"


def hold(value: Decimal, least: Decimal, strict: bool) -> tuple[Outcome, str]:
    said, wanted = say_number(value), say_number(least)
    if value > least or (value == least and not strict):
        return "met", f"{said} {'>' if strict else '≥'} {wanted}"
    return "not_met", f"{said} {'=' if value == least else '<'} {wanted}"


def score_told(requirement: Told, case: Case) -> RequirementResult:
    """Decided only where every number that the narrative gives is enough, and was not read in a picture."""
    told = tuple(find_told(requirement, case.submission.dossier.passages))
    outcomes = {hold(each.value, exact(requirement.minimum), requirement.strict)[0] for each in told}
    evidence = tuple(dict.fromkeys(each.evidence for each in told))
    if outcomes == {"met"} and all(each.evidence.method != "ocr" for each in told):
        return RequirementResult(outcome="met", reason=say_told(requirement, told), evidence=evidence)
    wrote = f"{say_told(requirement, told)}。" if told else ""
    return RequirementResult(
        outcome="undetermined", reason=f"{wrote}须由人判断：{requirement.question}", evidence=evidence
    )


def say_told(requirement: Told, told: tuple[TellingCount, ...]) -> str:
    least = exact(requirement.minimum)
    first = min(told, key=lambda each: each.value)
    arithmetic = hold(first.value, least, requirement.strict)[1]
    return f"正文写“{first.sentence}”：{arithmetic}"


def score_filled(requirement: Filled, case: Case) -> RequirementResult:
    submission = case.submission
    reading = submission.reading(requirement.field)
    label = submission.label(requirement.field)
    outcome: Outcome = "undetermined"
    if reading.status == "accepted" and reading.value is not None:
        outcome, reason = "met", f"“{label}”已填写：{say_value(reading.value)}"
    elif reading.status == "review" and reading.value is not None:
        reason = f"“{label}”读作“{say_value(reading.value)}”，尚待核实"
    else:
        reason = say_unknown(submission.specs[requirement.field], reading)
    return RequirementResult(
        outcome=outcome, reason=reason, field=requirement.field, evidence=reading.evidence
    )
