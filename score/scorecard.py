"""The result of weighing a dossier: conditions, indicators, and the gate."""

from typing import Literal

from dossier import Evidence
from dossier.base import Record

Outcome = Literal["met", "not_met", "undetermined"]


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


class GateResult(Record):
    """The count of indicators met lies between `lowest` and `highest`. `outcome` compares the range with
    `required`: met, not_met, or undetermined. `other_readings` holds sentences on each reading of the
    policy under which the gate would end differently."""

    year: Literal[1, 2, 3]
    required: int
    total: int
    lowest: int
    highest: int
    outcome: Outcome
    binding: bool
    reason: str
    other_readings: tuple[str, ...] = ()


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
