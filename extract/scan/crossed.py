"""Numbers that something was drawn over: struck out by hand or in print, a digit added by hand.

A line drawn through digits joins them, or makes one wider; the recogniser reads on as if it were not there.
So the digits of a page are held against each other: how wide they are, how high, and whether they touch.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from extract.scan.certainty import Look
from extract.scan.strokes import Run, Strokes

_MANY = 8
"""So many digits that stand alone show how large the digits of a page are."""
_WIDER, _WIDER_ONE, _HIGHER = 1.27, 1.25, 1.3
"""From how much wider or higher than most digits a stroke with one, with a 1, holds more than it."""
_RARELY = 0.04
"""Where no more of the digits of a page touch the next one, touching ones were joined by something."""
_MIDDLE, _ACROSS = (0.25, 0.72), 0.93
"""Between which parts of the height, and over how much of the width of a stroke, a line runs through it."""
_AIR, _OVERHANG, _FAR = 0.12, 0.25, 0.5
"""The air between two digits, and how far a line goes on beyond those it strikes out, at least, and surely,
in widths of a digit."""
_UNEVEN = 0.15
"""By how much of their height two neighbouring digits may stand, or reach, higher or lower."""
_SIGNS, _SQUARE = {".": 0.4, ",": 0.4, "%": 2.0, "-": 0.8}, 2.2
"""How wide other signs are, in widths of a digit."""
_BROKEN = 0.38
"""A digit that is no wider than this, in its heights, is a part of one."""
_SLIM, _BARRED = "1", "4"


@dataclass(frozen=True, slots=True, eq=False)
class _Figure:
    """A stroke with digits: what was read in it, its line, its own picture."""

    line: int
    text: str
    run: Run
    strokes: Strokes


def find_crossed_lines(looks: Sequence[Look]) -> set[int]:
    """The indexes of lines with a number that something may be drawn over."""
    figures = [figure for n, look in enumerate(looks) for figure in _figures(n, look.strokes)]
    alone = [f.run for f in figures if len(f.text) == 1 and f.text != _SLIM and _is_whole(f.run)]
    if len(alone) < _MANY:
        return set()
    wide, high = float(np.median([run.wide for run in alone])), float(np.median([run.high for run in alone]))
    joints, touching = _count_joints([f for f in figures if not _goes_beyond(f, wide, high)])
    rare = touching <= _RARELY * joints
    return {
        f.line
        for f in figures
        if _is_larger(f, figures, wide, high)
        or (_goes_beyond(f, wide, high) and (rare or _is_struck(f) or _overhang(f, wide) > _FAR))
    } | {one.line for one, other in pairwise(figures) if _stand_uneven(one, other, high)}


def _is_whole(run: Run) -> bool:
    """Is a digit other than a 1 not broken in two: then it is about half as wide as it is high."""
    return run.wide > _BROKEN * run.high


def _figures(line: int, strokes: Strokes) -> Iterator[_Figure]:
    inside: dict[int, str] = {}
    for character, owner in zip(strokes.characters, strokes.owners if strokes.runs else (), strict=False):
        inside[owner] = inside.get(owner, "") + character.text
    for owner, text in inside.items():
        if any(sign.isdigit() for sign in text):
            yield _Figure(line, text, strokes.runs[owner], strokes)


def _count_joints(figures: Sequence[_Figure]) -> tuple[int, int]:
    """How many digits have a digit behind them in their line, and how many of these touch it."""
    by_line: dict[int, int] = {}
    for figure in figures:
        by_line[figure.line] = by_line.get(figure.line, 0) + len(figure.text)
    return sum(count - 1 for count in by_line.values()), sum(len(f.text) - 1 for f in figures)


def _is_larger(figure: _Figure, figures: Sequence[_Figure], wide: float, high: float) -> bool:
    """Is a lone digit wider than those of its height, or one stroke of a number higher than the others."""
    run = figure.run
    most = _WIDER if figure.text != _SLIM else _WIDER_ONE
    if len(figure.text) == 1 and run.wide > most * wide * max(1.0, run.high / high):
        return True
    beside = [f.run.high for f in figures if f.line == figure.line and f.run is not run]
    return bool(beside) and run.high > _HIGHER * max(high, float(np.median(beside)))


def _stand_uneven(one: _Figure, other: _Figure, high: float) -> bool:
    """Do two lone digits of one line that follow each other stand on different lines, or differ in height."""
    if one.line != other.line or len(one.text) > 1 or len(other.text) > 1:
        return False
    near = other.run.start - one.run.end < high
    step = max(abs(one.run.bottom - other.run.bottom), abs(one.run.top - other.run.top))
    return near and step > _UNEVEN * high


def _goes_beyond(figure: _Figure, wide: float, high: float) -> bool:
    """Are digits that touch together wider than they are."""
    return len(figure.text) > 1 and _overhang(figure, wide) > _OVERHANG


def _overhang(figure: _Figure, wide: float) -> float:
    """By how many digits a stroke is wider than all that was read in it."""
    signs = sum(1.0 if c.isdigit() else _SIGNS.get(c, _SQUARE) for c in figure.text)
    return figure.run.wide / wide - signs - _AIR * (len(figure.text) - 1)


def _is_struck(figure: _Figure) -> bool:
    """Does a line run through a number from end to end. Fours have one of their own."""
    run = figure.run
    if set(figure.text) == {_BARRED}:
        return False
    part = figure.strokes.dark[run.top : run.bottom, run.start : run.end]
    low, high = (round(share * run.high) for share in _MIDDLE)
    rows = part[low : max(high, low + 1)]
    thick = rows[:-1] | rows[1:] if len(rows) > 1 else rows
    return bool(thick.mean(axis=1).max(initial=0.0) >= _ACROSS)
