"""The gate: how many indicators are met, as a range, and whether that is enough."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import compress
from typing import NamedTuple

from score.columns import say_column
from score.conditions import SAY_OUTCOME
from score.rulebook import PROPORTIONAL, Rulebook
from score.scorecard import GateResult, IndicatorResult, Outcome
from score.shortfall import find_way
from score.trace import Input, Trace

GATE = "gate"
"""The gate's id among the rules."""


class Tally(NamedTuple):
    required: int
    total: int
    lowest: int
    highest: int

    @property
    def outcome(self) -> Outcome:
        if self.lowest >= self.required:
            return "met"
        return "not_met" if self.highest < self.required else "undetermined"


def score_gate(results: Sequence[IndicatorResult], book: Rulebook) -> GateResult:
    """`results` are all of the policy's indicators, in its order. What other readings make of them is not
    in it yet."""
    gate = book.policy.indicators.gate
    tally = count([result.outcome for result in results], book)
    entry = book.policy.reading(gate.entry)
    advice = "" if book.binding else f"（{next(o.text for o in entry.options if o.id == entry.default)}）"
    counted = [result for result, counts in zip(results, book.counting, strict=True) if counts]
    reason = f"{say_tally(tally)}{advice}。{say_open(counted)}"
    return GateResult(
        year=book.number,
        required=tally.required,
        total=tally.total,
        lowest=tally.lowest,
        highest=tally.highest,
        outcome=tally.outcome,
        binding=book.binding,
        reason=reason,
        targets=say_column(book.column),
        way=find_way(counted, tally.required, tally.lowest, tally.highest),
        trace=Trace(
            rule=GATE,
            clauses=book.cite(GATE, gate.clauses),
            inputs=tuple(make_input(each.number, each.name, each.outcome) for each in counted),
            arithmetic=say_arithmetic(tally),
        ),
    )


@lru_cache(maxsize=1024)
def make_input(number: int, name: str, outcome: Outcome) -> Input:
    return Input(name=f"{number}. {name}", value=SAY_OUTCOME[outcome])


def count(outcomes: Sequence[Outcome], book: Rulebook) -> Tally:
    """With blank targets left out in proportion, as large a share of the rest must be met as of all."""
    counted = outcomes if all(book.counting) else list(compress(outcomes, book.counting))
    required = book.policy.indicators.gate.required
    if book.blank_option == PROPORTIONAL:
        required = -(-required * len(counted) // len(outcomes))
    lowest = counted.count("met")
    return Tally(required, len(counted), lowest, lowest + counted.count("undetermined"))


def say_tally(tally: Tally) -> str:
    if tally.lowest == tally.highest:
        met = f"{tally.total}项中{tally.lowest}项达标"
    else:
        met = f"{tally.total}项中达标{tally.lowest}至{tally.highest}项"
    return f"{met}，要求{tally.required}项，{SAY_OUTCOME[tally.outcome]}"


def say_arithmetic(tally: Tally) -> str:
    open_ones = tally.highest - tally.lowest
    return (
        f"达标{tally.lowest}项 + 待定{open_ones}项 = 至多{tally.highest}项；要求{tally.required}项："
        f"{SAY_OUTCOME[tally.outcome]}"
    )


def say_open(counted: Sequence[IndicatorResult]) -> str:
    numbers = [str(result.number) for result in counted if result.outcome == "undetermined"]
    return f"待定的是第{'、'.join(numbers)}项。" if numbers else ""
