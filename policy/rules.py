"""The rules a dossier is checked and scored by."""

from typing import Annotated, Literal

from pydantic import Field

from policy.base import ClauseId, Id, Rule
from policy.form import Band

Severity = Literal["error", "warning", "note"]


class Clause(Rule):
    """A piece of a notice in its own words. `document` is the key of the notice, `article` the place in it."""

    id: Id
    document: Id
    article: str
    quote: str


class Notice(Rule):
    """A document the programme rests on. `number` is its 文号; `issued` an ISO date."""

    id: Id
    number: str
    title: str
    issuer: str
    issued: str
    role: str


class Option(Rule):
    id: Id
    text: str


class Reading(Rule):
    """An ambiguity of the notices, the ways to read it, and the one taken. `affects` names the results
    that may end differently: gate, conditions, fields, materials, calendar, award, scoring, none."""

    id: Id
    title: str
    problem: str
    options: Annotated[tuple[Option, ...], Field(min_length=1)]
    default: Id
    reason: str
    affects: tuple[str, ...] = ()
    clauses: tuple[ClauseId, ...] = ()


class Minimum(Rule):
    """`field` is at least `minimum`; for a county of `status` the lower `reduced` is enough."""

    kind: Literal["minimum"]
    field: Id
    minimum: float
    reduced: float | None = None
    status: str | None = None


class Filled(Rule):
    """`field` has a value."""

    kind: Literal["filled"]
    field: Id


class Judgement(Rule):
    """What no cell can tell; a person answers `question`."""

    kind: Literal["judgement"]
    question: str


Requirement = Annotated[Minimum | Filled | Judgement, Field(discriminator="kind")]


class Condition(Rule):
    """A condition of application. It is met when every requirement is."""

    id: Id
    name: str
    clauses: Annotated[tuple[ClauseId, ...], Field(min_length=1)]
    requirements: Annotated[tuple[Requirement, ...], Field(min_length=1)]


class AtLeast(Rule):
    kind: Literal["at_least"]
    value: float


class AboveReference(Rule):
    """Above a figure that the dossier does not hold, by `margin` percentage points (`strict`: more than)."""

    kind: Literal["above_reference"]
    reference: Id
    margin: float = 0
    strict: bool


class YearlyGrowth(Rule):
    """(this year - last year) / last year is at least `percent`."""

    kind: Literal["yearly_growth"]
    percent: float


class Blank(Rule):
    """The notice leaves the target empty; what that means is a reading."""

    kind: Literal["blank"]


Target = Annotated[AtLeast | AboveReference | YearlyGrowth | Blank, Field(discriminator="kind")]

Basis = Literal["cumulative", "annual", "stock", "rate"]


class Targets(Rule):
    """Targets by year of assessment, and of the calendar year 2025 that only the first notice names."""

    year_1: Target
    year_2: Target
    year_3: Target
    year_2025: Target


class Indicator(Rule):
    """One of the indicators of the gate. `field` is its cell on the form, None where it has none; `asks`
    then says what to ask and whom. The two bases are for information only and enter no test."""

    id: Id
    number: Annotated[int, Field(ge=1)]
    group: Id
    name: str
    unit: str
    department: str
    basis: Basis
    field: Id | None
    asks: str | None = None
    targets: Targets
    provincial_base: str | None = None
    county_base: str | None = None
    clauses: Annotated[tuple[ClauseId, ...], Field(min_length=1)]


class IndicatorGroup(Rule):
    id: Id
    name: str


class Gate(Rule):
    """At least `required` of the indicators must be met. `blank_targets` and `entry` name readings."""

    required: int
    blank_targets: Id
    entry: Id
    clauses: Annotated[tuple[ClauseId, ...], Field(min_length=1)]


class CompareCheck(Rule):
    """`left` `op` the sum of `right`. Asked only where all of them are known."""

    kind: Literal["compare"]
    id: Id
    left: Id
    op: Literal["<", "<=", ">=", "=="]
    right: Annotated[tuple[Id, ...], Field(min_length=1)]
    severity: Severity
    message: str
    clauses: tuple[ClauseId, ...] = ()


class NamesCheck(Rule):
    """The stated number is the number of names listed, and no name stands twice."""

    kind: Literal["names"]
    id: Id
    fields: Annotated[tuple[Id, ...], Field(min_length=1)]
    severity: Severity
    message: str
    clauses: tuple[ClauseId, ...] = ()


class RangeCheck(Rule):
    """Each of `fields` lies within `range`."""

    kind: Literal["range"]
    id: Id
    fields: Annotated[tuple[Id, ...], Field(min_length=1)]
    range: Band
    severity: Severity
    message: str
    clauses: tuple[ClauseId, ...] = ()


class RatioCheck(Rule):
    """`numerator` / `denominator` lies within `range` (units as the fields have them)."""

    kind: Literal["ratio"]
    id: Id
    numerator: Id
    denominator: Id
    range: Band
    severity: Severity
    message: str
    clauses: tuple[ClauseId, ...] = ()


class HintCheck(Rule):
    """Every field that has a `hint` band lies within it."""

    kind: Literal["hint"]
    id: Id
    severity: Severity
    message: str
    clauses: tuple[ClauseId, ...] = ()


class FundCheck(Rule):
    """The narrative's special fund of the data year is the amount in `field`."""

    kind: Literal["fund"]
    id: Id
    field: Id
    severity: Severity
    message: str
    clauses: tuple[ClauseId, ...] = ()


class YearCheck(Rule):
    """The year the form says its figures are of is the programme's data year."""

    kind: Literal["year"]
    id: Id
    severity: Severity
    message: str
    clauses: tuple[ClauseId, ...] = ()


class PolicyDateCheck(Rule):
    """Policies listed were issued in `since` or later."""

    kind: Literal["policy_date"]
    id: Id
    since: int
    severity: Severity
    message: str
    clauses: tuple[ClauseId, ...] = ()


class MentionCheck(Rule):
    """What the narrative says of a field (`FormField.mentions`) is what the form says."""

    kind: Literal["mention"]
    id: Id
    severity: Severity
    message: str
    clauses: tuple[ClauseId, ...] = ()


Check = Annotated[
    CompareCheck
    | NamesCheck
    | RangeCheck
    | RatioCheck
    | HintCheck
    | FundCheck
    | MentionCheck
    | YearCheck
    | PolicyDateCheck,
    Field(discriminator="kind"),
]
