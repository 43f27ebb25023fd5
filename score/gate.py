"""The gate: how many indicators are met, as a range, and how other readings of the notices would end."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from policy import Policy
from policy.rules import Blank, Gate
from score.goals import target_of
from score.indicators import OUTCOMES_OF_BLANK, counts_part
from score.readings import Options, say_option, takes_stock
from score.scorecard import GateResult, IndicatorResult, Outcome

BINDING_AT_ENTRY = frozenset({"entry", "both"})
"""The options of the gate's `entry` reading under which it binds applicants."""

LEFT_OUT = frozenset({"left_out", "proportional"})
"""The options of the gate's `blank_targets` reading under which blank targets are not counted."""

SAY_OUTCOME = {"met": "达到", "not_met": "达不到", "undetermined": "待定"}


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator as filed. `partial`: under some readings its cell holds more than it counts."""

    number: int
    outcome: Outcome
    blank: bool
    partial: bool


class Settled(NamedTuple):
    """One indicator as it counts under the options taken."""

    number: int
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Tally:
    required: int
    total: int
    lowest: int
    highest: int

    @property
    def outcome(self) -> Outcome:
        if self.lowest >= self.required:
            return "met"
        return "not_met" if self.highest < self.required else "undetermined"


def score_gate(
    policy: Policy, filed: Sequence[IndicatorResult], chosen: Options, *, year: Literal[1, 2, 3]
) -> GateResult:
    """`filed` are all of the policy's indicators, in its order, taken as the form states them; `chosen`
    the options of its readings."""
    gate = policy.indicators.gate
    rows = make_rows(policy, filed, year)
    settled = settle(rows, gate, chosen)
    tally = count(settled, len(rows), gate, chosen)
    binding = chosen[gate.entry] in BINDING_AT_ENTRY
    entry = "" if binding else f"（{say_option(policy.reading(gate.entry), chosen[gate.entry])}）"
    return GateResult(
        year=year,
        required=tally.required,
        total=tally.total,
        lowest=tally.lowest,
        highest=tally.highest,
        outcome=tally.outcome,
        binding=binding,
        reason=f"{say_tally(tally)}{entry}。{say_open(settled)}",
        other_readings=tuple(find_other_ends(policy, rows, chosen, tally)),
    )


def make_rows(policy: Policy, filed: Sequence[IndicatorResult], year: Literal[1, 2, 3]) -> tuple[Row, ...]:
    return tuple(
        Row(
            number=indicator.number,
            outcome=result.outcome,
            blank=isinstance(target_of(indicator, year), Blank),
            partial=counts_part(indicator),
        )
        for indicator, result in zip(policy.indicators.indicators, filed, strict=True)
    )


def settle(rows: Sequence[Row], gate: Gate, chosen: Options) -> list[Settled]:
    """The rows that count under these options, and what each comes to."""
    blank_option = chosen[gate.blank_targets]
    stock = takes_stock(gate, chosen)
    return [
        Settled(row.number, OUTCOMES_OF_BLANK[blank_option] if row.blank else settle_row(row, stock=stock))
        for row in rows
        if not (row.blank and blank_option in LEFT_OUT)
    ]


def settle_row(row: Row, *, stock: bool) -> Outcome:
    return "undetermined" if row.partial and row.outcome == "met" and not stock else row.outcome


def count(settled: Sequence[Settled], all_rows: int, gate: Gate, chosen: Options) -> Tally:
    """With blank targets left out in proportion, as large a share of the rest must be met as of all."""
    outcomes = [row.outcome for row in settled]
    required = gate.required
    if chosen[gate.blank_targets] == "proportional":
        required = -(-gate.required * len(settled) // all_rows)
    lowest = outcomes.count("met")
    return Tally(required, len(settled), lowest, lowest + outcomes.count("undetermined"))


def find_other_ends(policy: Policy, rows: Sequence[Row], chosen: Options, taken: Tally) -> Iterator[str]:
    """A sentence for every other option of the gate's readings under which the gate ends differently."""
    gate = policy.indicators.gate
    for reading_id in (gate.blank_targets, gate.basis):
        if reading_id is None:
            continue
        reading = policy.reading(reading_id)
        for option in reading.options:
            options = {**chosen, reading_id: option.id}
            other = count(settle(rows, gate, options), len(rows), gate, options)
            if other.outcome != taken.outcome:
                yield f"“{reading.title}”如改按“{option.text}”：{say_tally(other)}。"


def say_tally(tally: Tally) -> str:
    if tally.lowest == tally.highest:
        met = f"{tally.total}项中{tally.lowest}项达标"
    else:
        met = f"{tally.total}项中达标{tally.lowest}至{tally.highest}项"
    return f"{met}，要求{tally.required}项，{SAY_OUTCOME[tally.outcome]}"


def say_open(settled: Sequence[Settled]) -> str:
    numbers = [str(row.number) for row in settled if row.outcome == "undetermined"]
    return f"待定的是第{'、'.join(numbers)}项。" if numbers else ""
