"""What people hand in beside the dossiers: experts' points, answers of the survey, yearly grades, what they
decided themselves.

Each thing entered has the cell of the workbook it was read from.
"""

from datetime import date
from typing import Literal

from pydantic import Field

from dossier import Evidence
from dossier.base import Record
from policy.scheme import Scheme
from score.rulebook import Number
from score.scorecard import Outcome
from score.standing import Ruling, Rulings


class ExpertScore(Record):
    """The points that one expert gave one item of one applicant."""

    applicant: str
    item: str
    expert: str
    points: float
    evidence: tuple[Evidence, ...] = ()


class Scores(Record):
    """`version` is that of the table of points; `scheme` is the table itself, where it was one chosen for
    the run and not the policy's own."""

    policy: str
    version: str
    scheme: Scheme | None = None
    scores: tuple[ExpertScore, ...] = ()


class Answer(Record):
    """An answer on one topic: a word of the survey's answers, or a number."""

    topic: str
    word: str | None = None
    number: float | None = None
    evidence: tuple[Evidence, ...] = ()


class AnswerSheet(Record):
    """The answers of one respondent. `enterprise` is None where the sheet does not say who answered."""

    applicant: str
    number: str
    enterprise: bool | None = None
    answers: tuple[Answer, ...] = ()


class SurveyAnswers(Record):
    """`sent` are the questionnaires handed out, by applicant, where that was entered."""

    policy: str
    sent: dict[str, int] = Field(default_factory=dict)
    sheets: tuple[AnswerSheet, ...] = ()


class GradeEntry(Record):
    """The assessment `number` of one applicant. `raw` is the grade as written, `grade` its id; `total` and
    `gate` (of the indicators) may propose one where none is written. Without `confirmed_by` it is open."""

    applicant: str
    number: int
    raw: str | None = None
    grade: str | None = None
    total: float | None = None
    gate: Outcome | None = None
    confirmed_by: str | None = None
    evidence: tuple[Evidence, ...] = ()


class Grades(Record):
    """`approved` is the year of approval by applicant, where it was entered."""

    policy: str
    approved: dict[str, int] = Field(default_factory=dict)
    entries: tuple[GradeEntry, ...] = ()


class RulingEntry(Record):
    """What a person decided of the condition or indicator `rule` of one applicant."""

    applicant: str
    rule: str
    outcome: Literal["met", "not_met"]
    reason: str
    person: str
    evidence: tuple[Evidence, ...] = ()


class Receipt(Record):
    """The day on which the dossier of one applicant came in."""

    applicant: str
    day: date
    evidence: tuple[Evidence, ...] = ()


class Decisions(Record):
    policy: str
    rulings: tuple[RulingEntry, ...] = ()
    receipts: tuple[Receipt, ...] = ()

    def rulings_of(self, applicant: str) -> Rulings:
        return {
            each.rule: Ruling(
                outcome=each.outcome, reason=each.reason, person=each.person, evidence=each.evidence
            )
            for each in self.rulings
            if each.applicant == applicant
        }

    def received(self, applicant: str) -> date | None:
        return next((each.day for each in self.receipts if each.applicant == applicant), None)


class Assessed(Record):
    """The dossiers of a batch are those of the yearly assessment `number`, with figures of `data_year`."""

    number: Number
    data_year: int

    @property
    def base_year(self) -> int:
        """The year whose figures the applications had."""
        return self.data_year - self.number
