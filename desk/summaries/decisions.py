"""What the program leaves to a person."""

from collections.abc import Iterator
from dataclasses import dataclass

from desk.review import Review
from desk.summaries.digest import list_questions, read_field, sort_findings
from desk.summaries.words import join_reasons, say_number, say_value, shorten
from dossier import Dossier, Evidence, NamedCount
from policy import Policy
from policy.rules import Minimum
from score.scorecard import ConditionResult, RequirementResult, Scorecard
from validate.finding import Finding

LONGEST_VALUE = 40

OTHER_READINGS = "通知有几种理解，达标项数会有不同（见达标指标部分），采用哪种理解由审查人确定。"


@dataclass(frozen=True, slots=True)
class Decision:
    """A matter to decide, in a sentence, and where to look. `field` is the cell that is in doubt, None
    where it is about something else; `rule` is that of the finding it comes from, if any."""

    matter: str
    evidence: tuple[Evidence, ...] = ()
    field: str | None = None
    rule: str | None = None


def list_decisions(review: Review, policy: Policy) -> tuple[Decision, ...]:
    """Undecided findings, doubtful values that no finding speaks of, open conditions, and readings of
    the policy under which a gate that binds would end differently. A cell in doubt is one decision, with
    the conditions that hang on it."""
    questions = list_questions(review)
    scorecard = review.scorecard
    if review.dossier is None or scorecard is None:
        return tuple(Decision(each.message, each.evidence, rule=each.rule) for each in questions)
    decisions = [
        make_decision(group, review.dossier, scorecard, policy)
        for group in group_questions(questions, review.dossier)
    ]
    decisions.extend(list_doubts(review.dossier, questions, policy))
    decisions.extend(list_open_conditions(review, scorecard, policy))
    if scorecard.gate.binding and scorecard.gate.other_readings:
        decisions.append(Decision(OTHER_READINGS))
    return tuple(decisions)


def make_decision(group: list[Finding], dossier: Dossier, scorecard: Scorecard, policy: Policy) -> Decision:
    first = group[0]
    said = say_question(group, dossier, scorecard, policy)
    field = first.subject if is_on_cell(first, dossier) or is_unseen_cell(first, dossier) else None
    return Decision(said, first.evidence, field, first.rule)


def group_questions(questions: tuple[Finding, ...], dossier: Dossier) -> list[list[Finding]]:
    """Findings on one cell alone stand together; all others stand by themselves."""
    groups: list[list[Finding]] = []
    cells: dict[str, list[Finding]] = {}
    for finding in questions:
        if finding.subject is not None and is_on_cell(finding, dossier):
            if finding.subject not in cells:
                groups.append(cells.setdefault(finding.subject, []))
            cells[finding.subject].append(finding)
        else:
            groups.append([finding])
    return groups


def is_on_cell(finding: Finding, dossier: Dossier) -> bool:
    """Whether it speaks of a doubtful cell and of nothing else."""
    reading = dossier.form.fields.get(finding.subject or "")
    return reading is not None and reading.status == "review" and finding.evidence == reading.evidence


def is_unseen_cell(finding: Finding, dossier: Dossier) -> bool:
    """Whether it is about a cell that a scan may hold though it was not found."""
    reading = dossier.form.fields.get(finding.subject or "")
    return (
        finding.rule == "FIELD-MISSING"
        and finding.outcome == "review"
        and (reading is None or reading.status == "missing")
    )


def say_question(group: list[Finding], dossier: Dossier, scorecard: Scorecard, policy: Policy) -> str:
    said = "".join(dict.fromkeys(finding.message for finding in group))
    if not is_on_cell(group[0], dossier):
        return said
    hanging = [
        f"申报条件“{condition.name}”：{say_requirement(condition, requirement, dossier, policy)}。"
        for condition, requirement in list_open(scorecard)
        if requirement.field == group[0].subject
    ]
    return said + "".join(hanging)


def list_open(scorecard: Scorecard) -> Iterator[tuple[ConditionResult, RequirementResult]]:
    for condition in scorecard.conditions:
        for requirement in condition.requirements:
            if requirement.outcome == "undetermined":
                yield condition, requirement


def say_requirement(
    condition: ConditionResult, requirement: RequirementResult, dossier: Dossier, policy: Policy
) -> str:
    """Why the condition is open; where a count and its names disagree, what either comes to."""
    minimum = find_minimum(policy, condition, requirement)
    value = dossier.form.fields[requirement.field].value if requirement.field else None
    told = any(mention.field == requirement.field for mention in dossier.facts.mentions)
    if minimum is None or told or not isinstance(value, NamedCount) or value.count == len(value.names):
        return requirement.reason.rstrip("。")
    return say_both(minimum, value)


def say_both(minimum: Minimum, value: NamedCount) -> str:
    """What either way to count comes to: the number stated, and the names listed."""
    ways = f"按所填数量{value.count}、按所列名称{len(value.names)}个"
    low, high = sorted((value.count, len(value.names)))
    least = say_number(minimum.minimum)
    if low >= minimum.minimum:
        return f"{ways}，都不低于{least}，不影响这一条件"
    if high < minimum.minimum and minimum.reduced is None:
        return f"{ways}，都低于{least}"
    return f"{ways}，要求不低于{least}，须先核实"


def find_minimum(
    policy: Policy, condition: ConditionResult, requirement: RequirementResult
) -> Minimum | None:
    """The rule behind a result, where it asks for a least number."""
    asked = next((item.requirements for item in policy.conditions if item.id == condition.condition), ())
    return next(
        (each for each in asked if isinstance(each, Minimum) and each.field == requirement.field), None
    )


def list_doubts(dossier: Dossier, questions: tuple[Finding, ...], policy: Policy) -> Iterator[Decision]:
    spoken_of = {finding.subject for finding in questions}
    for field in policy.form.fields:
        reading = read_field(dossier, field)
        if reading.status == "review" and field.id not in spoken_of:
            read = shorten(say_value(reading.value) or reading.raw or "", LONGEST_VALUE)
            reasons = join_reasons(reading.reasons)
            yield Decision(f"“{field.label}”读作“{read}”，须核实：{reasons}", reading.evidence, field.id)


def list_open_conditions(review: Review, scorecard: Scorecard, policy: Policy) -> Iterator[Decision]:
    """Open conditions but those that a decision or a request speaks of already."""
    said = {finding.subject for finding in sort_findings(review.findings) if speaks_of_cell(finding, review)}
    for condition, requirement in list_open(scorecard):
        if requirement.field is None or requirement.field not in said:
            reason = requirement.reason.rstrip("。")
            yield Decision(f"申报条件“{condition.name}”：{reason}。", requirement.evidence)


def speaks_of_cell(finding: Finding, review: Review) -> bool:
    """Whether it is about a cell in doubt or not found on a scan, or asks the county for a missing value."""
    if review.dossier is None or finding.subject is None:
        return False
    reading = review.dossier.form.fields.get(finding.subject)
    if reading is None:
        return False
    if reading.status == "review":
        return finding.evidence == reading.evidence and finding.outcome == "review"
    if is_unseen_cell(finding, review.dossier):
        return True
    return reading.status in ("blank", "missing") and finding.request is not None
