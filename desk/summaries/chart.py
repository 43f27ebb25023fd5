"""The charts: the groups of indicators against what is asked, and one indicator against its target."""

from dataclasses import dataclass

from desk.summaries.digest import GroupResult, count_outcomes
from desk.summaries.drawing import Box, Drawing, Fill, Label
from desk.summaries.words import INDICATOR_OUTCOMES, say_number, say_range
from score.scorecard import IndicatorResult, Outcome

FILLS: dict[Outcome, Fill] = {"met": "solid", "undetermined": "hatched", "not_met": "hollow"}
"""From left to right."""

LEGEND = "深色为达标，斜线为待定，空白为未达标"

CELL, GAP, THICKNESS = 8, 2, 9
NAME_WIDTH, ROW_HEIGHT, COUNT_WIDTH = 112, 20, 132

LENGTH, OVERHANG = 21, 1.5
"""Of the bar of one indicator: 1.5 times the target is its whole length, and all beyond that too."""


@dataclass(frozen=True, slots=True)
class GroupBar:
    """How many indicators of a group are met, open and not met."""

    name: str
    counts: dict[Outcome, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def count(self) -> str:
        """ "1—3/3项": how many are met of how many."""
        met = self.counts["met"]
        return f"{say_range(met, met + self.counts['undetermined'])}/{self.total}项"

    @property
    def said(self) -> str:
        return f"达标{self.count}"


def lay_out_bar(group: GroupResult) -> GroupBar:
    return GroupBar(group.group.name, count_outcomes(result.outcome for result in group.indicators))


def draw_group(bar: GroupBar, cells: int) -> Drawing:
    """A cell an indicator: those met first, then the open ones. The drawing is `cells` cells wide."""
    width = max(cells, bar.total) * (CELL + GAP)
    return Drawing(width, THICKNESS, tuple(place_cells(bar, 0, 0)), f"{bar.name}：{say_counts(bar)}")


def draw_groups(bars: tuple[GroupBar, ...]) -> Drawing:
    """All groups, one below the other, with their names and counts."""
    length = max((bar.total for bar in bars), default=0) * (CELL + GAP)
    boxes: list[Box] = []
    labels: list[Label] = []
    for number, bar in enumerate(bars):
        middle = number * ROW_HEIGHT + ROW_HEIGHT / 2
        boxes.extend(place_cells(bar, NAME_WIDTH, middle - THICKNESS / 2))
        labels += [Label(0, middle, bar.name), Label(NAME_WIDTH + length + 4, middle, bar.said)]
    said = "；".join(f"{bar.name}：{say_counts(bar)}" for bar in bars)
    width = NAME_WIDTH + length + 4 + COUNT_WIDTH
    return Drawing(width, len(bars) * ROW_HEIGHT, tuple(boxes), said, tuple(labels))


def place_cells(bar: GroupBar, x: float, y: float) -> list[Box]:
    fills = [fill for outcome, fill in FILLS.items() for _ in range(bar.counts[outcome])]
    return [Box(x + n * (CELL + GAP), y, CELL, THICKNESS, fill) for n, fill in enumerate(fills)]


def say_counts(bar: GroupBar) -> str:
    return "、".join(f"{INDICATOR_OUTCOMES[outcome]}{bar.counts[outcome]}项" for outcome in FILLS)


def draw_distance(result: IndicatorResult) -> Drawing | None:
    """The value as a bar, with a stroke where the target is. None where either is unknown, or the target
    is no amount that a part could be told of."""
    value, target = result.value, result.target_value
    if value is None or target is None or target <= 0:
        return None
    at_target = LENGTH / OVERHANG
    filled = min(max(value / target, 0), OVERHANG) * at_target
    fills: dict[Outcome, Fill] = {"met": "solid", "undetermined": "hatched", "not_met": "grey"}
    boxes = [Box(0, 1, LENGTH, THICKNESS - 2, "track")]
    if filled >= 1:
        boxes.append(Box(0, 1, filled, THICKNESS - 2, fills[result.outcome]))
    boxes += [
        Box(at_target - 1.25, 0, 2.5, THICKNESS, "hollow"),
        Box(at_target - 0.5, 0, 1, THICKNESS, "solid"),
    ]
    said = (
        f"{result.name}：{say_number(value)}{result.unit}，是目标的{say_number(round(value / target * 100))}%"
    )
    return Drawing(LENGTH, THICKNESS, tuple(boxes), said)


def say_difference(result: IndicatorResult) -> str:
    """ "+1.7", "−50", "0"; an empty string where it is not known."""
    if result.difference is None:
        return ""
    sign = "+" if result.difference > 0 else "−" if result.difference < 0 else ""
    return sign + say_number(abs(result.difference))
