"""What every report says of a review, so that they all say the same."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile
from typing import TypeVar

from desk.review import Review
from desk.summaries.words import (
    CONDITION_OUTCOMES,
    FIELD_STATUSES,
    INDICATOR_OUTCOMES,
    MATERIAL_STATUSES,
    Verdict,
    one_line,
    say_gate,
    say_gate_end,
    shorten,
)
from dossier import Dossier, FieldReading, MaterialReading
from policy import Policy
from policy.form import FormField
from policy.rules import IndicatorGroup
from score.scorecard import GateResult, IndicatorResult, Outcome, ReadingTaken, Scorecard
from validate.finding import SEVERITIES, Finding

NOT_READ = FieldReading(status="missing")
NOT_FOUND = MaterialReading(status="missing")

T = TypeVar("T")

LONGEST_NAME = 60

WEIGHTY = frozenset({"gate", "conditions", "fields", "materials"})
"""What the reports state: readings of the policy that touch none of it are left out of the summary."""


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
    return tuple(sorted(open_ones, key=lambda finding: SEVERITIES.index(finding.severity)))


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
    """The readings of the policy on which a result of this review rests."""
    weighty = {reading.id for reading in policy.readings if WEIGHTY.intersection(reading.affects)}
    return tuple(taken for taken in scorecard.readings if taken.id in weighty)


def list_readings(reviews: Sequence[Review]) -> tuple[ReadingTaken, ...]:
    """The readings taken in the batch, each once."""
    taken = (reading for review in reviews if review.scorecard for reading in review.scorecard.readings)
    return tuple(dict.fromkeys(taken))


def sum_up(review: Review, policy: Policy) -> str:
    """The result of the review in one sentence."""
    if review.dossier is None or review.scorecard is None:
        return f"申报资料未能读取：{one_line(review.failure or '原因不明').rstrip('。')}。"
    parts = [
        sum_up_form(review.dossier, policy),
        sum_up_materials(review.dossier, policy),
        sum_up_conditions(review.scorecard),
        sum_up_gate(review.scorecard.gate),
        sum_up_findings(review),
    ]
    return "；".join(part for part in parts if part) + "。"


def sum_up_form(dossier: Dossier, policy: Policy) -> str:
    statuses = [read_field(dossier, field).status for field in policy.form.fields]
    return f"申报表{len(statuses)}项内容中{say_tally(statuses, FIELD_STATUSES)}"


def sum_up_materials(dossier: Dossier, policy: Policy) -> str:
    required = [material.id for material in policy.materials if material.required]
    statuses = [dossier.materials.get(material, NOT_FOUND).status for material in required]
    if all(status == "present" for status in statuses):
        return f"规定的{len(required)}项申报材料都有"
    return f"规定的{len(required)}项申报材料中{say_tally(statuses, MATERIAL_STATUSES)}"


def sum_up_conditions(scorecard: Scorecard) -> str:
    outcomes = [condition.outcome for condition in scorecard.conditions]
    return f"{len(outcomes)}项申报条件中{say_tally(outcomes, CONDITION_OUTCOMES)}"


def sum_up_gate(gate: GateResult) -> str:
    return f"指标{say_gate(gate)}，{say_gate_end(gate)}"


def sum_up_findings(review: Review) -> str:
    failures, questions = list_failures(review), list_questions(review)
    requests = list_requests(review)
    said = f"查出问题{len(failures)}个，需人工判定{len(questions)}处"
    return said + (f"，须请申报单位补正{len(requests)}处" if requests else "，没有须请申报单位补正的内容")


def say_tally(statuses: Sequence[T], words: Mapping[T, str]) -> str:
    """ "采用41项、待核3项": in the order of `words`, without those that do not occur."""
    return "、".join(
        f"{word}{statuses.count(status)}项" for status, word in words.items() if status in statuses
    )
