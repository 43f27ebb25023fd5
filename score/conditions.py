"""The conditions of application. Only accepted values decide; what they cannot tell stays open."""

from policy.rules import Condition, Filled, Judgement, Minimum, Requirement
from score.scorecard import ConditionResult, Outcome, RequirementResult
from validate.submission import Figure, Submission
from validate.wording import exact, say_number, say_unknown, say_value


def score_conditions(submission: Submission) -> tuple[ConditionResult, ...]:
    return tuple(score_condition(condition, submission) for condition in submission.policy.conditions)


def score_condition(condition: Condition, submission: Submission) -> ConditionResult:
    results = tuple(score_requirement(each, submission) for each in condition.requirements)
    return ConditionResult(
        condition=condition.id,
        name=condition.name,
        outcome=all_of([result.outcome for result in results]),
        requirements=results,
        clauses=condition.clauses,
    )


def all_of(outcomes: list[Outcome]) -> Outcome:
    """One that is not met decides; otherwise one that is open keeps the whole open."""
    if "not_met" in outcomes:
        return "not_met"
    return "undetermined" if "undetermined" in outcomes else "met"


def score_requirement(requirement: Requirement, submission: Submission) -> RequirementResult:
    match requirement:
        case Minimum():
            return score_minimum(requirement, submission)
        case Filled():
            return score_filled(requirement, submission)
        case Judgement():
            return RequirementResult(outcome="undetermined", reason=f"须由人判断：{requirement.question}")


def score_minimum(requirement: Minimum, submission: Submission) -> RequirementResult:
    reading = submission.reading(requirement.field)
    figure = submission.figure(requirement.field)
    outcome: Outcome = "undetermined"
    if figure is None:
        reason = say_unknown(submission.specs[requirement.field], reading)
    else:
        outcome, reason = weigh(requirement, figure, submission.label(requirement.field))
        for other in contradictions(requirement, outcome, submission):
            outcome, reason = "undetermined", f"{reason}；正文写的是{other}，如属实，结论不同，须先核实"
    return RequirementResult(
        outcome=outcome, reason=reason, field=requirement.field, evidence=reading.evidence
    )


def contradictions(requirement: Minimum, outcome: Outcome, submission: Submission) -> list[str]:
    """The figures that the narrative gives for the same quantity and that would end differently."""
    told = [m for m in submission.dossier.facts.mentions if m.field == requirement.field]
    figures = [Figure(exact(mention.value), True, mention.evidence) for mention in told]
    return [say_number(each.value) for each in figures if compare(requirement, each)[0] != outcome][:1]


def weigh(requirement: Minimum, figure: Figure, label: str) -> tuple[Outcome, str]:
    outcome, arithmetic = compare(requirement, figure)
    if figure.sure:
        return outcome, f"“{label}”{arithmetic}"
    return "undetermined", f"“{label}”读作{say_number(figure.value)}，尚待核实；如属实，{arithmetic}"


def compare(requirement: Minimum, figure: Figure) -> tuple[Outcome, str]:
    """The arithmetic of the number as read, whether sure or not."""
    value, minimum = figure.value, exact(requirement.minimum)
    said, wanted = say_number(value), say_number(minimum)
    if value >= minimum:
        return "met", f"{said} ≥ {wanted}"
    if requirement.reduced is None or value < exact(requirement.reduced):
        wanted = say_number(minimum if requirement.reduced is None else requirement.reduced)
        return "not_met", f"{said} < {wanted}"
    reduced = say_number(exact(requirement.reduced))
    status = requirement.status_name or requirement.status
    return "undetermined", f"{said} < {wanted}，但{said} ≥ {reduced}：须先确认是否属于{status}"


def score_filled(requirement: Filled, submission: Submission) -> RequirementResult:
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
