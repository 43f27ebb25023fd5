"""What the program leaves to a person."""

from collections.abc import Iterator
from dataclasses import dataclass

from desk.review import Review
from desk.summaries.digest import list_questions, read_field
from desk.summaries.words import join_reasons, say_value, shorten
from dossier import Evidence
from policy import Policy
from score.scorecard import Scorecard

LONGEST_VALUE = 40

OTHER_READINGS = "通知有几种理解，达标项数会有不同（见达标指标部分），采用哪种理解由审查人确定。"


@dataclass(frozen=True, slots=True)
class Decision:
    """A matter to decide, in a sentence, and where to look."""

    matter: str
    evidence: tuple[Evidence, ...] = ()


def list_decisions(review: Review, policy: Policy) -> tuple[Decision, ...]:
    """Undecided findings, doubtful values that no finding speaks of, open conditions, and readings of
    the policy under which the gate would end differently."""
    decisions = [Decision(finding.message, finding.evidence) for finding in list_questions(review)]
    decisions.extend(list_doubts(review, policy))
    if review.scorecard is not None:
        decisions.extend(list_open_conditions(review.scorecard))
        if review.scorecard.gate.other_readings:
            decisions.append(Decision(OTHER_READINGS))
    return tuple(decisions)


def list_doubts(review: Review, policy: Policy) -> Iterator[Decision]:
    if review.dossier is None:
        return
    spoken_of = {finding.subject for finding in list_questions(review)}
    for field in policy.form.fields:
        reading = read_field(review.dossier, field)
        if reading.status == "review" and field.id not in spoken_of:
            read = shorten(say_value(reading.value) or reading.raw or "", LONGEST_VALUE)
            reasons = join_reasons(reading.reasons)
            yield Decision(f"“{field.label}”读作“{read}”，须核实：{reasons}", reading.evidence)


def list_open_conditions(scorecard: Scorecard) -> Iterator[Decision]:
    for condition in scorecard.conditions:
        for requirement in condition.requirements:
            if requirement.outcome == "undetermined":
                yield Decision(f"申报条件“{condition.name}”：{requirement.reason}", requirement.evidence)
