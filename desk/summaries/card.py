"""One dossier as the page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass

from desk.review import Review
from desk.summaries.conclusion import sum_up
from desk.summaries.decisions import Decision, list_decisions
from desk.summaries.digest import (
    NOT_FOUND,
    GroupResult,
    Request,
    conclude_conditions,
    group_indicators,
    judge_dossier,
    list_requests,
    read_field,
    sort_findings,
)
from desk.summaries.names import link_to
from desk.summaries.places import Places, name_places
from desk.summaries.tones import FIELD_TONES, OUTCOME_TONES, VERDICT_TONES, Tone, find_gate_tone
from desk.summaries.words import (
    CONDITION_OUTCOMES,
    FIELD_STATUSES,
    GATE_OUTCOMES,
    UNITS,
    VERDICTS,
    Verdict,
    say_number,
)
from dossier import Dossier, FieldReading, MaterialReading
from policy import Policy
from policy.form import FormField, MaterialSpec
from score.scorecard import GateResult, IndicatorResult, Outcome, Scorecard
from validate.finding import SEVERITIES, Finding, Severity


@dataclass(frozen=True, slots=True)
class Share:
    """A piece of a bar."""

    word: str
    count: int
    tone: Tone


@dataclass(frozen=True, slots=True)
class Chart:
    title: str
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A review with everything worked out that the templates print."""

    review: Review
    applicant: str
    verdict: Verdict
    sentence: str
    places: Places
    requests: tuple[Request, ...]
    findings: tuple[Finding, ...]
    decisions: tuple[Decision, ...]
    fields: tuple[tuple[FormField, FieldReading], ...]
    materials: tuple[tuple[MaterialSpec, MaterialReading], ...]
    groups: tuple[GroupResult, ...]

    @property
    def dossier(self) -> Dossier | None:
        return self.review.dossier

    @property
    def scorecard(self) -> Scorecard | None:
        return self.review.scorecard

    @property
    def gate(self) -> GateResult | None:
        return self.review.scorecard.gate if self.review.scorecard else None

    @property
    def conditions(self) -> Outcome | None:
        """All conditions in one outcome."""
        return conclude_conditions(self.review.scorecard) if self.review.scorecard else None

    @property
    def failures(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.outcome == "fail")

    @property
    def grave(self) -> dict[Severity, int]:
        """How many findings there are of each severity, undecided ones included."""
        return {
            severity: sum(finding.severity == severity for finding in self.findings)
            for severity in SEVERITIES
        }

    @property
    def form(self) -> tuple[Share, ...]:
        """How many cells of the form have which status."""
        statuses = [reading.status for _, reading in self.fields]
        return tuple(
            Share(word, statuses.count(status), "good" if status == "accepted" else FIELD_TONES[status])
            for status, word in FIELD_STATUSES.items()
        )

    def link(self, report: str) -> str:
        return link_to(self.review, report)

    def unit(self, field: FormField, reading: FieldReading) -> str:
        """The unit to print behind a value; none behind a value of doubtful unit."""
        if field.kind == "money":
            return reading.unit or ""
        return UNITS.get(field.kind, "")

    def figure(self, result: IndicatorResult) -> str:
        return "—" if result.value is None else say_number(result.value) + result.unit


def lay_out_card(applicant: str, review: Review, policy: Policy) -> Card:
    dossier = review.dossier
    return Card(
        review=review,
        applicant=applicant,
        verdict=judge_dossier(review),
        sentence=sum_up(review, policy),
        places=name_places(dossier),
        requests=list_requests(review),
        findings=sort_findings(review.findings),
        decisions=list_decisions(review, policy),
        fields=tuple((field, read_field(dossier, field)) for field in policy.form.fields) if dossier else (),
        materials=tuple(
            (material, dossier.materials.get(material.id, NOT_FOUND)) for material in policy.materials
        )
        if dossier
        else (),
        groups=group_indicators(review.scorecard, policy) if review.scorecard else (),
    )


def lay_out_charts(cards: Sequence[Card]) -> tuple[Chart, ...]:
    """The batch at a glance: dossiers by completeness, by conditions, by the gate."""
    verdicts = [card.verdict for card in cards]
    conditions = [card.conditions for card in cards if card.conditions]
    gates = [card.gate.outcome for card in cards if card.gate]
    binding = any(card.gate.binding for card in cards if card.gate)
    return (
        Chart("资料情况", tuple(Share(VERDICTS[v], verdicts.count(v), VERDICT_TONES[v]) for v in VERDICTS)),
        Chart(
            "申报条件",
            tuple(
                Share(word, conditions.count(o), OUTCOME_TONES[o]) for o, word in CONDITION_OUTCOMES.items()
            ),
        ),
        Chart(
            "达标项数" if binding else "达标现状（参考，申报时不要求）",
            tuple(
                Share(word, gates.count(o), find_gate_tone(o, binding)) for o, word in GATE_OUTCOMES.items()
            ),
        ),
    )
