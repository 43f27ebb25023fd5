"""The result of weighing a dossier: conditions, indicators, and the gate."""

from typing import Literal

from dossier import Evidence
from dossier.base import Record
from score.calendar import CalendarResult
from score.trace import Outcome as Outcome
from score.trace import Trace


class RequirementResult(Record):
    """One requirement of a condition. `reason` is Chinese and says the arithmetic ("25345 ≥ 20000")."""

    outcome: Outcome
    reason: str
    field: str | None = None
    evidence: tuple[Evidence, ...] = ()


class ConditionResult(Record):
    condition: str
    name: str
    outcome: Outcome
    requirements: tuple[RequirementResult, ...]
    clauses: tuple[str, ...]
    trace: Trace | None = None


class IndicatorResult(Record):
    """One indicator against the target of one year. `value` and `difference` (value - target) are in the
    indicator's unit, None where unknown. `needs` says what would decide it, and whom to ask."""

    indicator: str
    number: int
    group: str
    name: str
    unit: str
    department: str
    outcome: Outcome
    target: str
    target_value: float | None = None
    value: float | None = None
    difference: float | None = None
    reason: str
    needs: str | None = None
    field: str | None = None
    clauses: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    trace: Trace | None = None


class Shortfall(Record):
    """How far an unmet indicator is from its target: `gap` in the indicator's unit, `percent` of the
    target (None where the target is 0 or less). `gap` None: not to be told from figures. A strict target
    is missed by a gap of 0 too."""

    indicator: str
    number: int
    name: str
    unit: str
    gap: float | None
    percent: float | None
    said: str


class WayThrough(Record):
    """The shortest way to the number required. `sure` more indicators are needed if none of the open ones
    is met, `at_best` if all are; `nearest` are the unmet ones, nearest first by percent; `open` the numbers
    of those undetermined. `said` is it all in a sentence."""

    sure: int
    at_best: int
    nearest: tuple[Shortfall, ...]
    open: tuple[int, ...]
    said: str


class GateResult(Record):
    """The count of indicators met lies between `lowest` and `highest`. `outcome` compares the range with
    `required`: met, not_met, or undetermined. `other_readings` holds sentences on each reading of the
    policy under which the gate would end differently. `targets` says which targets were applied."""

    year: Literal[1, 2, 3]
    required: int
    total: int
    lowest: int
    highest: int
    outcome: Outcome
    binding: bool
    reason: str
    other_readings: tuple[str, ...] = ()
    targets: str = ""
    way: WayThrough | None = None
    trace: Trace | None = None


class Change(Record):
    """A rule that ends differently under another reading."""

    rule: str
    name: str
    taken: Outcome
    other: Outcome


class OtherEnd(Record):
    """An option of a reading under which something would end differently than under the one taken. `gate`
    is what the gate would come to, in words, where that is different. `said` is a sentence with both."""

    reading: str
    title: str
    option: str
    text: str
    changes: tuple[Change, ...]
    gate: str | None = None
    said: str


class ReadingTaken(Record):
    """A reading of an ambiguous rule, as printed in the summary."""

    id: str
    title: str
    option: str
    text: str


class Scorecard(Record):
    policy: str
    conditions: tuple[ConditionResult, ...]
    indicators: tuple[IndicatorResult, ...]
    gate: GateResult
    readings: tuple[ReadingTaken, ...]
    other_ends: tuple[OtherEnd, ...] = ()
    calendar: CalendarResult | None = None
