"""What every report says of a review, so that they all say the same."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile

from desk.review import Review
from desk.summaries.words import INDICATOR_OUTCOMES, SEVERITIES, Verdict, one_line, shorten
from dossier import Dossier, FieldReading, MaterialReading
from policy import Policy
from policy.form import FormField
from policy.rules import IndicatorGroup
from score.scorecard import IndicatorResult, Outcome, ReadingTaken, Scorecard
from validate.finding import SEVERITIES as ORDER
from validate.finding import Finding

NOT_READ = FieldReading(status="missing")
NOT_FOUND = MaterialReading(status="missing")

LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Request:
    """Something the county is asked for, and the findings that ask it."""

    text: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class GroupResult:
    """The indicators of one group of the first level."""

    group: IndicatorGroup
    indicators: tuple[IndicatorResult, ...]


def find_applicant(review: Review, policy: Policy) -> str:
    """Who applies: the first cell of the form. Where it was not read, the name of the inbox entry."""
    field = policy.form.fields[0]
    value = read_field(review.dossier, field).value if review.dossier else None
    name = value if isinstance(value, str) and value.strip() else review.name
    return shorten(name, LONGEST_NAME)


def name_applicants(reviews: Sequence[Review], policy: Policy) -> tuple[tuple[str, Review], ...]:
    """The reviews with their applicants; where one applicant stands in a batch twice, the names of the
    inbox entries tell its dossiers apart."""
    names = [find_applicant(review, policy) for review in reviews]
    return tuple(
        (name if names.count(name) == 1 else f"{name}（{one_line(review.name)}）", review)
        for name, review in zip(names, reviews, strict=True)
    )


def list_contacts(dossier: Dossier, policy: Policy) -> tuple[tuple[FormField, FieldReading], ...]:
    """Who answers for the application: the cells of the form before its first figure."""
    opening = takewhile(lambda field: field.kind == "text", policy.form.fields)
    return tuple((field, read_field(dossier, field)) for field in opening)


def read_field(dossier: Dossier, field: FormField) -> FieldReading:
    return dossier.form.fields.get(field.id, NOT_READ)


def judge_dossier(review: Review) -> Verdict:
    if review.dossier is None:
        return "unreadable"
    return "incomplete" if list_requests(review) else "complete"


def list_requests(review: Review) -> tuple[Request, ...]:
    """What the county is asked for, each once, heaviest first."""
    asking: dict[str, list[Finding]] = {}
    for finding in sort_findings(review.findings):
        if finding.request and finding.request.strip():
            asking.setdefault(finding.request.strip(), []).append(finding)
    return tuple(Request(text, tuple(findings)) for text, findings in asking.items())


def sort_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """What is wrong or undecided, heaviest first; what is in order is left out."""
    open_ones = (finding for finding in findings if finding.outcome in ("fail", "review"))
    return tuple(sorted(open_ones, key=lambda finding: ORDER.index(finding.severity)))


def say_severities(review: Review) -> str:
    """ "错误1个、警告2个、提示3个": whatever is wrong or undecided, counted alike in every report."""
    found = [finding.severity for finding in sort_findings(review.findings)]
    return "、".join(f"{word}{found.count(severity)}个" for severity, word in SEVERITIES.items())


def list_failures(review: Review) -> tuple[Finding, ...]:
    """What is wrong, heaviest first."""
    return tuple(finding for finding in sort_findings(review.findings) if finding.outcome == "fail")


def list_questions(review: Review) -> tuple[Finding, ...]:
    """What could not be decided, heaviest first."""
    return tuple(finding for finding in sort_findings(review.findings) if finding.outcome == "review")


def group_indicators(scorecard: Scorecard, policy: Policy) -> tuple[GroupResult, ...]:
    """The indicators in the policy's groups and order; groups without any are left out."""
    members = {
        group.id: tuple(result for result in scorecard.indicators if result.group == group.id)
        for group in policy.indicators.groups
    }
    return tuple(
        GroupResult(group, members[group.id]) for group in policy.indicators.groups if members[group.id]
    )


def group_by_department(
    results: Iterable[IndicatorResult],
) -> tuple[tuple[str, tuple[IndicatorResult, ...]], ...]:
    """The undetermined indicators by the department that holds their data."""
    undetermined = [result for result in results if result.outcome == "undetermined"]
    undetermined.sort(key=lambda result: (result.department, result.number))
    return tuple(
        (department, tuple(asked))
        for department, asked in groupby(undetermined, key=lambda result: result.department)
    )


def count_outcomes(outcomes: Iterable[Outcome]) -> dict[Outcome, int]:
    """How many are met, not met and undetermined."""
    seen = list(outcomes)
    every: tuple[Outcome, ...] = ("met", "not_met", "undetermined")
    return {outcome: seen.count(outcome) for outcome in every}


def conclude_conditions(scorecard: Scorecard) -> Outcome:
    """All must be met; one that is not decides, whatever is still open."""
    outcomes = [condition.outcome for condition in scorecard.conditions]
    if "not_met" in outcomes:
        return "not_met"
    return "undetermined" if "undetermined" in outcomes else "met"


def say_counts(results: Sequence[IndicatorResult]) -> str:
    """ "3项：达标1、未达标0、待定2"."""
    counts = count_outcomes(result.outcome for result in results)
    said = "、".join(f"{INDICATOR_OUTCOMES[outcome]}{count}" for outcome, count in counts.items())
    return f"{len(results)}项：{said}"


def list_weighty_readings(scorecard: Scorecard, policy: Policy) -> tuple[ReadingTaken, ...]:
    """The readings of the policy on which what is open or not met in this review rests: those that cite
    its clauses, and the one that says when the gate binds. The workbook lists all."""
    conditions = {clause for item in scorecard.conditions if item.outcome != "met" for clause in item.clauses}
    cited = Counter(clause for item in scorecard.indicators for clause in item.clauses)
    indicators = {
        clause
        for item in scorecard.indicators
        if item.outcome == "undetermined"
        for clause in item.clauses
        if cited[clause] == 1  # what all share says nothing of one
    }
    weighty = {policy.indicators.gate.entry}
    for reading in policy.readings:
        asked = (conditions if "conditions" in reading.affects else set()) | (
            indicators if "gate" in reading.affects else set()
        )
        if asked.intersection(reading.clauses):
            weighty.add(reading.id)
    return tuple(taken for taken in scorecard.readings if taken.id in weighty)


def list_readings(reviews: Sequence[Review]) -> tuple[ReadingTaken, ...]:
    """The readings taken in the batch, each once."""
    taken = (reading for review in reviews if review.scorecard for reading in review.scorecard.readings)
    return tuple(dict.fromkeys(taken))
