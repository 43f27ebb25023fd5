"""Pages set in two columns: where the gutter is, and the lines in the order in which they are read."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from dossier import Line
from extract.layout.paragraphs import Glyph, compose_lines, rows_of

_MIDDLE = (0.35, 0.65)
"""Between which parts of the width of the text a gutter stands."""
_WIDE, _FEWEST, _SHORTEST = 1.1, 4, 8
"""How wide a gutter is in heights of text, and how many rows with how many characters stand on both sides."""
_FULL, _ALIGNED, _MOSTLY = 1.6, 0.6, 0.45
"""How near the left text comes to it and how near to one another the right text begins, in heights; and in
which share of the rows."""
_CROSSING = 0.5
"""How many rows may go across it, for each that has text on both sides."""


class _Parted(NamedTuple):
    """A row with text on both sides of a gap: where the gap begins and ends, and how many signs are there."""

    begin: float
    end: float
    size: float
    left: int
    right: int


def compose_page(glyphs: Sequence[Glyph]) -> tuple[Line, ...]:
    """The lines of a page without ruled lines: from the top, the left column before the right one."""
    rows = [[glyph for glyph in row if glyph.text != " "] for row in rows_of(glyphs)]
    rows = [row for row in rows if row]
    gutter = _find_gutter(rows)
    if gutter is None:
        return compose_lines(glyphs)
    return tuple(line for part in _part(glyphs, rows, gutter) for line in compose_lines(part))


def _find_gutter(rows: Sequence[Sequence[Glyph]]) -> float | None:
    """The middle of the gap that most rows have; None on a page of one column."""
    if len(rows) < _FEWEST:
        return None
    left, right = min(row[0].x0 for row in rows), max(row[-1].x1 for row in rows)
    low, high = (left + part * (right - left) for part in _MIDDLE)
    parted = [gap for row in rows if (gap := _find_gap(row, low, high))]
    if len(parted) < _FEWEST:
        return None
    begin, end = median(gap.begin for gap in parted), median(gap.end for gap in parted)
    place = (begin + end) / 2
    agreeing = [gap for gap in parted if gap.begin < place < gap.end]
    across = sum(any(glyph.x0 < place < glyph.x1 for glyph in row) for row in rows)
    if len(agreeing) < _FEWEST or across > _CROSSING * len(agreeing) or not _are_columns(agreeing):
        return None
    return place


def _find_gap(row: Sequence[Glyph], low: float, high: float) -> _Parted | None:
    """The widest gap of a row in the middle of the page."""
    gaps = [
        _Parted(before.x1, glyph.x0, max(glyph.bottom - glyph.top, 1.0), at, len(row) - at)
        for at, (before, glyph) in enumerate(pairwise(row), 1)
        if low < (before.x1 + glyph.x0) / 2 < high
    ]
    wide = [gap for gap in gaps if gap.end - gap.begin > _WIDE * gap.size]
    return max(wide, key=lambda gap: gap.end - gap.begin, default=None)


def _are_columns(gaps: Sequence[_Parted]) -> bool:
    """Is there long text on both sides, up to the gutter on the left, from one margin on the right."""
    furthest, first = max(gap.begin for gap in gaps), min(gap.end for gap in gaps)
    full = sum(gap.begin > furthest - _FULL * gap.size for gap in gaps)
    aligned = sum(gap.end < first + _ALIGNED * gap.size for gap in gaps)
    long = min(median(gap.left for gap in gaps), median(gap.right for gap in gaps)) >= _SHORTEST
    return long and min(full, aligned) >= _MOSTLY * len(gaps)


def _part(
    glyphs: Sequence[Glyph], rows: Sequence[Sequence[Glyph]], gutter: float
) -> Iterator[Sequence[Glyph]]:
    """What stands above, left and right of the gutter, between rows that go across it."""
    across = [row for row in rows if any(glyph.x0 < gutter < glyph.x1 for glyph in row)]
    bounds = [(min(g.top for g in row), max(g.bottom for g in row), row) for row in across]
    taken = {id(glyph) for row in across for glyph in row}
    rest = [glyph for glyph in glyphs if id(glyph) not in taken and glyph.text != " "]
    top = float("-inf")
    for begin, end, row in [*bounds, (float("inf"), float("inf"), [])]:
        band = [glyph for glyph in rest if top <= (glyph.top + glyph.bottom) / 2 < begin]
        for side in (True, False):
            yield [glyph for glyph in band if (glyph.x0 < gutter) is side]
        yield row
        top = end
