"""What follows on the points: yearly grades, their consequences, awards, the yearly report."""

from typing import Annotated, Literal

from pydantic import Field

from policy.base import Clauses, Id, Rule
from policy.calendar import MonthDay


class Grade(Rule):
    """A grade of the yearly assessment, best first. `synonyms` are other words for it in the notices."""

    id: Id
    name: str
    synonyms: tuple[str, ...] = ()
    clauses: Clauses


class Consequence(Rule):
    """What follows from the same grade in `years` successive years. `approval` is who must agree first."""

    id: Id
    grade: Id
    years: Annotated[int, Field(ge=1)]
    name: str
    approval: str | None = None
    clauses: Clauses


class AwardCut(Rule):
    """`percent` taken off for a grade; 100 leaves nothing."""

    grade: Id
    percent: Annotated[float, Field(ge=0, le=100)]


class AwardScheme(Rule):
    """One reading of the award clause, as numbers.

    The grade `full_grade` earns the tier of its place. `tier_by` says what that place is: "streak", how
    many times in a row the grade was reached up to this year; "year", the number of the assessment.
    With `inclusive` a tier holds what the same streak has earned before, so that only the rest is paid.
    `cut_from` says what the cuts are taken from: "base", always the first tier; "tier", the tier that
    full grade would have earned this year. Assessments before number `first_paid` earn nothing.
    """

    option: Id
    tier_by: Literal["streak", "year"] = "streak"
    inclusive: bool = False
    cut_from: Literal["base", "tier"] = "base"
    first_paid: Annotated[int, Field(ge=1)] = 1


class Awards(Rule):
    """`tiers` are amounts in 万元. `reading` names the reading whose options the schemes are."""

    full_grade: Id
    tiers: Annotated[tuple[float, ...], Field(min_length=1)]
    cuts: tuple[AwardCut, ...]
    reading: Id
    schemes: Annotated[tuple[AwardScheme, ...], Field(min_length=1)]
    clauses: Clauses


class ReportTopic(Rule):
    id: Id
    name: str
    headings: tuple[str, ...] = ()


class AnnualReport(Rule):
    """The county's yearly report. `due` is the last day of it, on the year before."""

    due: MonthDay
    receiver: str
    topics: Annotated[tuple[ReportTopic, ...], Field(min_length=1)]
    clauses: Clauses


class Assessment(Rule):
    """`years` is the number of yearly assessments; `from_month` the month of the year after approval
    from which they are held. `cutoffs` (grade to lowest total, for all grades but the last) is empty: the
    notices give none. `proposed_by` and `unscored` name the readings that say whether cut-offs propose a
    grade, and which one is proposed where the gate was missed."""

    years: Annotated[int, Field(ge=1)]
    from_month: Annotated[int, Field(ge=1, le=12)]
    grades: Annotated[tuple[Grade, ...], Field(min_length=1)]
    cutoffs: dict[Id, Annotated[float, Field(ge=0, le=100)]] = Field(default_factory=dict)
    proposed_by: Id | None = None
    unscored: Id | None = None
    consequences: tuple[Consequence, ...]
    awards: Awards
    annual_report: AnnualReport
    clauses: Clauses
