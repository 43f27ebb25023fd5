"""The rules a dossier is checked and scored by."""

from typing import Annotated, Literal, Self

from pydantic import Field, JsonValue, model_validator

from policy.base import ClauseId, Id, Rule
from policy.checks import (
    Check,
    CompareCheck,
    FundCheck,
    HintCheck,
    MentionCheck,
    NamesCheck,
    PolicyDateCheck,
    RangeCheck,
    RatioCheck,
    Severity,
    YearCheck,
)
from policy.conditions import Condition, Filled, Judgement, Minimum, Requirement, Told

__all__ = [
    "AboveReference",
    "AtLeast",
    "Basis",
    "Blank",
    "Check",
    "Clause",
    "CompareCheck",
    "Condition",
    "Filled",
    "FundCheck",
    "Gate",
    "HintCheck",
    "Indicator",
    "IndicatorGroup",
    "Judgement",
    "MentionCheck",
    "Minimum",
    "NamesCheck",
    "Notice",
    "Option",
    "PolicyDateCheck",
    "RangeCheck",
    "RatioCheck",
    "Reading",
    "Reference",
    "Requirement",
    "Severity",
    "Target",
    "Targets",
    "Told",
    "YearCheck",
    "YearlyGrowth",
]


class Clause(Rule):
    """A piece of a notice in its own words. `document` is the id of the notice, `article` the place in it.

    Layout spaces are left out of `quote`; the cells of a table's row are parted by " | ". `states_rule`
    is false for what is an aim or an appeal, from which nothing follows for a dossier.
    """

    id: Id
    document: Id
    article: str
    quote: str
    states_rule: bool = True


class Notice(Rule):
    """A document the programme rests on. `number` is its 文号; `issued` an ISO date."""

    id: Id
    number: str
    title: str
    issuer: str
    issued: str
    role: str


class Option(Rule):
    """One way to read it. `edits` are what it changes in the policy, as `rereading.reread` takes them.

    Not `supported`: nothing in the program works that way yet, so that it cannot be taken.
    """

    id: Id
    text: str
    edits: dict[str, JsonValue] = Field(default_factory=dict)
    supported: bool = True


Affected = Literal["gate", "conditions", "fields", "materials", "calendar", "award", "scoring", "none"]


class Reading(Rule):
    """An ambiguity of the notices, the ways to read it, and the one taken. `affects` names the results
    that may end differently."""

    id: Id
    title: str
    problem: str
    options: Annotated[tuple[Option, ...], Field(min_length=1)]
    default: Id
    reason: str
    affects: tuple[Affected, ...] = ()
    clauses: tuple[ClauseId, ...] = ()

    @model_validator(mode="after")
    def takes_one_of_its_options(self) -> Self:
        taken = self.find_option(self.default)
        if taken is None:
            known = "、".join(option.id for option in self.options if option.supported)
            raise ValueError(f"default 的值“{self.default}”不在 options 中，可选的有 {known}")
        if not taken.supported:
            raise ValueError(f"程序还不会按“{self.default}”（{taken.text}）计算，default 不能用它")
        return self

    def find_option(self, option_id: str) -> Option | None:
        return next((option for option in self.options if option.id == option_id), None)


class AtLeast(Rule):
    kind: Literal["at_least"]
    value: float


class AboveReference(Rule):
    """Above a figure that the dossier does not hold, by `margin` percentage points (`strict`: more than),
    after it was multiplied by `factor`.

    `label` is the target in the notice's words. `figure` is taken instead of the year's own, where it is
    given. `of_county`: the figure is the county's, which a zone has not; `of_host` then takes that of the
    county in which the zone lies.
    """

    kind: Literal["above_reference"]
    reference: Id
    label: str | None = None
    figure: float | None = None
    factor: Annotated[float, Field(gt=0)] = 1
    margin: float = 0
    strict: bool
    of_county: bool = False
    of_host: bool = False


class YearlyGrowth(Rule):
    """(this year - last year) / last year is at least `percent`. `of` says of which figures: the year's
    own, or those accumulated up to it."""

    kind: Literal["yearly_growth"]
    percent: float
    of: Literal["annual", "cumulative"] = "annual"


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
    year_2025: Target = Blank(kind="blank")


class Indicator(Rule):
    """One of the indicators of the gate. `field` is its cell on the form, None where it has none; `asks`
    then says what to ask and whom.

    `basis` is what the indicator counts and `filed` what its cell holds, where that is another count: of
    what was added in a year, what was added up to it, and what there is, none is less than the one before.
    `where_none` is what a cell left empty comes to for those who have nothing of the kind. The provincial
    and county bases are for information only and enter no test.
    """

    id: Id
    number: Annotated[int, Field(ge=1)]
    group: Id
    name: str
    unit: str
    department: str
    basis: Basis
    filed: Basis | None = None
    field: Id | None
    asks: str | None = None
    where_none: Literal["ask", "met", "not_met"] = "ask"
    targets: Targets
    provincial_base: str | None = None
    county_base: str | None = None
    clauses: Annotated[tuple[ClauseId, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def asks_for_what_no_cell_tells(self) -> Self:
        targets = (self.targets.year_1, self.targets.year_2, self.targets.year_3, self.targets.year_2025)
        decidable = all(target.kind in ("at_least", "blank") for target in targets)
        if self.asks is None and not (decidable and self.field):
            raise ValueError("表上定不了的指标要写 asks：向谁要什么数")
        return self


class Reference(Rule):
    """A figure that targets are held against and no form holds: one of the whole province, or of each
    applicant's own county. Its `department` gives it."""

    id: Id
    name: str
    unit: str
    of: Literal["province", "applicant"]
    department: str


class IndicatorGroup(Rule):
    id: Id
    name: str


class Gate(Rule):
    """At least `required` of the indicators must be met. `blank_targets`, `entry` and `basis` name readings.

    `basis` is the reading of what a cumulative indicator counts. Under its option `stock` the form's
    figure is the indicator's; under any other the indicator is a part of that figure.
    """

    required: Annotated[int, Field(ge=1)]
    blank_targets: Id
    entry: Id
    basis: Id | None = None
    clauses: Annotated[tuple[ClauseId, ...], Field(min_length=1)]
