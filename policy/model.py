"""The whole of a programme, frozen and cross-checked.

Its files are folded into one `Policy`; `load.load_policy` does that. Each file has its model in the
module that is named after it or after what it holds.
"""

from typing import Annotated, TypeVar

from pydantic import Field, PrivateAttr

from policy.assessment import Assessment
from policy.base import Id, Rule
from policy.calendar import Calendar
from policy.form import ApplicationForm, FactWords, FormField, MaterialSpec
from policy.register import Registry
from policy.rules import Check, Clause, Condition, Gate, Indicator, IndicatorGroup, Notice, Reading, Reference
from policy.scoring import Scoring
from policy.words import Words


class Indicators(Rule):
    """`references` are the figures that targets name."""

    gate: Gate
    references: tuple[Reference, ...] = ()
    groups: tuple[IndicatorGroup, ...]
    indicators: Annotated[tuple[Indicator, ...], Field(min_length=1)]


class Programme(Rule):
    """`aliases` are other names of the offices, so that texts of any year are understood."""

    id: Id
    title: str
    office: str
    applicant: str
    aliases: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class Policy(Rule):
    programme: Programme
    notices: tuple[Notice, ...]
    clauses: tuple[Clause, ...]
    form: ApplicationForm
    materials: tuple[MaterialSpec, ...]
    facts: FactWords
    conditions: tuple[Condition, ...]
    indicators: Indicators
    checks: tuple[Check, ...]
    readings: tuple[Reading, ...]
    scoring: Scoring
    assessment: Assessment
    calendar: Calendar
    registry: Registry = Registry()
    words: Words = Words()

    _written: "Policy | None" = PrivateAttr(default=None)

    def __hash__(self) -> int:
        return hash(self.id)

    @property
    def id(self) -> str:
        return self.programme.id

    @property
    def written(self) -> "Policy":
        """The policy as its files have it, where this one is read otherwise."""
        return self._written or self

    def remember(self, written: "Policy") -> "Policy":
        self._written = written
        return self

    def field(self, field_id: str) -> FormField:
        """The field of that id. Raises KeyError where there is none."""
        return next_of(self.form.fields, field_id)

    def material(self, material_id: str) -> MaterialSpec:
        """The material of that id. Raises KeyError where there is none."""
        return next_of(self.materials, material_id)

    def clause(self, clause_id: str) -> Clause:
        """The clause of that id. Raises KeyError where there is none."""
        return next_of(self.clauses, clause_id)

    def reading(self, reading_id: str) -> Reading:
        """The reading of that id. Raises KeyError where there is none."""
        return next_of(self.readings, reading_id)


Item = TypeVar("Item", FormField, MaterialSpec, Clause, Reading)


def next_of(items: tuple[Item, ...], wanted: str) -> Item:
    for item in items:
        if item.id == wanted:
            return item
    raise KeyError(wanted)
