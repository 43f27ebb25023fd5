"""Pages set in two columns: where the gutter is, and the lines in the order in which they are read."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from dossier import Line
from extract.layout.paragraphs import Glyph, compose_lines, rows_of

_MIDDLE = (0.35, 0.65)
"""Between which parts of the width of the text a gutter stands."""
_WIDE, _FEWEST, _SHORTEST = 1.1, 4, 8
"""How wide a gutter is in heights of text, and how many rows with how many characters stand on both sides."""
_FULL, _ALIGNED, _INDENT, _MOSTLY = 1.6, 0.6, 2.0, 0.35
"""How near the left text comes to it and how near to one another the right text begins, or how far it is
indented, in heights; and in which share of the rows."""
_CROSSING = 0.3
"""How many lines may go across it, for each of the shorter column."""


_Run = Sequence[Glyph]
"""Characters of a row without a wide gap between them."""


def compose_page(glyphs: Sequence[Glyph]) -> tuple[Line, ...]:
    """The lines of a page without ruled lines: from the top, the left column before the right one."""
    rows = [[glyph for glyph in row if glyph.text != " "] for row in rows_of(glyphs)]
    rows = [row for row in rows if row]
    gutter = _find_gutter(rows)
    if gutter is None:
        return compose_lines(glyphs)
    return tuple(line for part in _part(glyphs, rows, gutter) for line in compose_lines(part))


def _find_gutter(rows: Sequence[Sequence[Glyph]]) -> float | None:
    """Where the right column begins; None on a page of one column."""
    if len(rows) < _FEWEST:
        return None
    left, right = min(row[0].x0 for row in rows), max(row[-1].x1 for row in rows)
    low, high = (left + part * (right - left) for part in _MIDDLE)
    runs = [run for row in rows for run in _runs_of(row)]
    inside = [run for run in runs if low < run[0].x0 < high]
    starts = sorted({round(run[0].x0, 1) for run in inside})
    start = next((place for place in starts if _is_margin(place, inside)), None)
    if start is None:
        return None
    gutter = start - _ALIGNED
    lefts, rights = [r for r in runs if r[-1].x1 <= gutter], [r for r in runs if r[0].x0 >= gutter]
    across = len(runs) - len(lefts) - len(rights)
    few = min(len(lefts), len(rights))
    columns = few >= _FEWEST and across <= _CROSSING * few and _are_columns(lefts, rights)
    return gutter if columns else None


def _is_margin(place: float, runs: Sequence[_Run]) -> bool:
    """Do enough runs begin there or indented from there, and more than one right there."""
    right_there = sum(abs(run[0].x0 - place) < _ALIGNED * _size(run) for run in runs)
    return right_there > 1 and sum(_stands_on(run, place) for run in runs) >= _FEWEST


def _runs_of(row: Sequence[Glyph]) -> Iterator[_Run]:
    """The parts of a row between wide gaps."""
    start = 0
    for at, (before, glyph) in enumerate(pairwise(row), 1):
        if glyph.x0 - before.x1 > _WIDE * max(glyph.bottom - glyph.top, 1.0):
            yield row[start:at]
            start = at
    yield row[start:]


def _are_columns(lefts: Sequence[_Run], rights: Sequence[_Run]) -> bool:
    """Is there long text on both sides, up to the gutter on the left, from one margin on the right, beside
    each other."""
    furthest = max((run[-1].x1 for run in lefts if len(run) >= _SHORTEST), default=0.0)
    first = min(run[0].x0 for run in rights)
    full = sum(run[-1].x1 > furthest - _FULL * _size(run) for run in lefts)
    aligned = sum(_stands_on(run, first) for run in rights)
    long = min(median(map(len, lefts)), median(map(len, rights))) >= _SHORTEST
    top, bottom = min(run[0].top for run in rights), max(run[0].bottom for run in rights)
    beside = sum(top <= run[0].top <= bottom for run in lefts)
    even = full >= _MOSTLY * len(lefts) and aligned >= _MOSTLY * len(rights)
    return long and even and beside >= _FEWEST


def _stands_on(run: _Run, margin: float) -> bool:
    """Does it begin at a margin, or indented from it."""
    size = _size(run)
    return min(abs(run[0].x0 - margin), abs(run[0].x0 - margin - _INDENT * size)) < _ALIGNED * size


def _size(run: _Run) -> float:
    return max(run[0].bottom - run[0].top, 1.0)


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
