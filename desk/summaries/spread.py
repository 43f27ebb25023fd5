"""How the counties of a batch spread over an indicator, and where each one stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from desk.summaries.card import Card
from desk.summaries.tones import Tone, find_gate_tone
from desk.summaries.words import say_number
from policy import Policy
from policy.rules import Indicator
from score.scorecard import IndicatorResult

WIDTH, ROOM = 100.0, 4.0
"""Of a strip, and what is left free on either side, in units of the picture."""
STEP, DOT, MOST = 1.6, 0.8, 7
"""Dots that stand closer than a step are piled up, as many as that; more lie on each other."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One county: `x` from the left, `y` from the ground, both in units of the picture."""

    card: Card
    said: str
    rank: int
    x: float
    y: float
    tone: Tone


@dataclass(frozen=True, slots=True)
class Strip:
    """One indicator. `mark` is where the target stands, None where it is no number; `unknown` counts the
    counties without a figure."""

    indicator: Indicator
    target: str
    dots: tuple[Dot, ...]
    mark: float | None
    lowest: str
    highest: str
    middle: str
    unknown: int


def lay_out_strips(cards: Sequence[Card], policy: Policy) -> tuple[Strip, ...]:
    """A strip for each indicator for which some county has a figure."""
    strips = (lay_out_strip(indicator, cards) for indicator in policy.indicators.indicators)
    return tuple(strip for strip in strips if strip is not None)


def lay_out_strip(indicator: Indicator, cards: Sequence[Card]) -> Strip | None:
    results = [(card, find_result(card, indicator.id)) for card in cards if card.scorecard]
    known = [(card, result, result.value) for card, result in results if result and result.value is not None]
    if not known:
        return None
    values = [value for _, _, value in known]
    target = known[0][1].target_value
    ends = [*values, target] if target is not None else values
    low, high = min(ends), max(ends)
    unit = indicator.unit
    return Strip(
        indicator=indicator,
        target=known[0][1].target,
        dots=pile_up(known, low, high),
        mark=None if target is None else place(target, low, high),
        lowest=say_number(min(values)) + unit,
        highest=say_number(max(values)) + unit,
        middle=say_number(round(median(values), 2)) + unit,
        unknown=len(results) - len(known),
    )


def find_result(card: Card, indicator: str) -> IndicatorResult | None:
    results = card.scorecard.indicators if card.scorecard else ()
    return next((result for result in results if result.indicator == indicator), None)


def place(value: float, low: float, high: float) -> float:
    return round(ROOM + (value - low) / (high - low) * (WIDTH - 2 * ROOM), 2) if high > low else WIDTH / 2


def pile_up(known: Sequence[tuple[Card, IndicatorResult, float]], low: float, high: float) -> tuple[Dot, ...]:
    """The dots from the left; those of about the same figure above each other."""
    values = [value for _, _, value in known]
    piles: dict[int, int] = {}
    dots = []
    for card, result, value in sorted(known, key=lambda each: each[2]):
        x = place(value, low, high)
        level = piles.setdefault(round(x / STEP), 0)
        piles[round(x / STEP)] += 1
        binding = card.gate.binding if card.gate else False
        dots.append(
            Dot(
                card=card,
                said=card.figure(result),
                rank=1 + sum(other > value for other in values),
                x=x,
                y=round(DOT + min(level, MOST - 1) * 2 * DOT, 2),
                tone=find_gate_tone(result.outcome, binding),
            )
        )
    return tuple(dots)
