"""The cells that ruled lines enclose on a straight page.

Lines are put on a lattice of rows and columns; between two places of it there is a border where a thin dark
line is seen. Places without a border between them are one cell.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from extract.scan.borders import Borders, Levels, Paths, Scores, score_borders
from extract.scan.ocr import Quad
from extract.scan.parted_text import parts_text
from extract.scan.pictures import Image
from extract.scan.ruled_lines import (
    RuledLine,
    find_networks,
    find_patchy,
    find_ruled_lines,
    find_streaks,
    find_unmoored,
    merge_levels,
    without_line,
)
from extract.scan.ruling import Stroke

_SURE, _LIKELY, _POSSIBLE = 0.7, 0.5, 0.3
"""Shares of a border along which a line is seen: it is there; perhaps; it may have faded."""
_MOSTLY, _LONG = 0.6, 0.06
"""A border of which so much is seen, and so long a part of the page's longer side, is there."""
_ROOM = 0.009
"""No column is narrower than this part of the longer side."""
_FADING = (_LIKELY, 0.4, _POSSIBLE, 0.2, 0.1)

Place = tuple[int, int]
"""Row and column of the lattice."""


@dataclass(frozen=True, slots=True)
class LatticeCell:
    """`box` in pixels, within its borders. `unsure`: one of its borders is hardly to be seen, or stands
    where none should be."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: tuple[int, int, int, int]
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Lattice:
    """The cells of one table, in reading order; places that a cell covers have no cell of their own.
    `edges`: where its columns begin and end, as parts of its width, one more than columns. `streaks`:
    what a dirty scanner drew across it and down it."""

    rows: int
    columns: int
    cells: tuple[LatticeCell, ...]
    box: tuple[int, int, int, int]
    edges: tuple[float, ...]
    streaks: tuple[tuple[RuledLine, ...], tuple[RuledLine, ...]] = ((), ())


def find_lattices(
    grey: Image, ink: Image, strokes: tuple[Sequence[Stroke], Sequence[Stroke]], texts: Sequence[Quad]
) -> list[Lattice]:
    """The tables of a straight page from the top. `ink` is 255 where `grey` is dark; `strokes` are the pieces
    of lines across and down. A frame with nothing divided in it is no table."""
    side = max(ink.shape)
    rows = find_ruled_lines(strokes[0], texts, 1, side)
    columns = find_ruled_lines(strokes[1], texts, 0, side)
    found = [_lattice(grey, ink, *group, texts) for group in find_networks(rows, columns, side)]
    return sorted((one for one in found if one and len(one.cells) > 1), key=lambda one: one.box[1])


def without_streaks(grey: Image, lattices: Sequence[Lattice]) -> Image:
    """The page without the streaks that a dirty scanner drew through its tables."""
    for lattice in lattices:
        for line in lattice.streaks[0]:
            grey = without_line(grey, line)
        for line in lattice.streaks[1]:
            grey = np.ascontiguousarray(without_line(np.ascontiguousarray(grey.T), line).T)
    return grey


@dataclass(frozen=True, slots=True, eq=False)
class _Net:
    """Lines across and down, where they lie and run, and what is seen of the borders between them."""

    rows: list[RuledLine]
    columns: list[RuledLine]
    ys: Levels
    xs: Levels
    paths: tuple[Paths, Paths]
    borders: Borders


def _lattice(
    grey: Image, ink: Image, rows: list[RuledLine], columns: list[RuledLine], texts: Sequence[Quad]
) -> Lattice | None:
    """None where the lines enclose nothing. Lines that no border bears out are given up."""
    side = max(ink.shape)
    rows, columns = merge_levels(rows, side), merge_levels(columns, side)
    streaks: tuple[list[RuledLine], list[RuledLine]] = [], []
    while len(rows) > 1 and len(columns) > 1:
        net = _scored(rows, columns, ink, texts)
        real = _real_lines(net, texts, side)
        if real == (rows, columns):
            drawn = _drawn_lines(net, grey, texts)
            streaks = streaks[0] + drawn[0], streaks[1] + drawn[1]
            real = [line for line in rows if line not in drawn[0]], [c for c in columns if c not in drawn[1]]
        if real == (rows, columns):
            return replace(_filled(net), streaks=(tuple(streaks[0]), tuple(streaks[1])))
        rows, columns = real
    return None


def _scored(rows: list[RuledLine], columns: list[RuledLine], ink: Image, texts: Sequence[Quad]) -> _Net:
    ys, xs = np.array([line.at for line in rows]), np.array([line.at for line in columns])
    high, wide = ink.shape
    paths = np.array([line.path(wide) for line in rows]), np.array([line.path(high) for line in columns])
    return _Net(rows, columns, ys, xs, paths, score_borders(ink, ys, xs, texts, paths))


def _real_lines(net: _Net, texts: Sequence[Quad], side: int) -> tuple[list[RuledLine], list[RuledLine]]:
    """Without lines that no border bears out; where all are, without those beside the table and doubled."""
    borders = net.borders
    rows = _borne_out(net.rows, borders.across, net.xs, side)
    columns = _borne_out(net.columns, borders.down, net.ys, side)
    if (rows, columns) != (net.rows, net.columns):
        return rows, columns
    framed = _within_frame(net.columns, borders.bare[1], texts, 0)
    seen = borders.bare[1] @ np.diff(net.ys)
    return _within_frame(net.rows, borders.bare[0], texts, 1), _apart(framed, net.columns, seen, side)


def _drawn_lines(net: _Net, grey: Image, texts: Sequence[Quad]) -> tuple[list[RuledLine], list[RuledLine]]:
    """What a dirty scanner drew across and down, unless text keeps to both its sides."""
    turned = [quad[:, ::-1] for quad in texts]
    across = find_streaks(net.rows, net.columns, net.borders.lean_across, grey, texts)
    down = find_streaks(net.columns, net.rows, net.borders.lean_down, np.asarray(grey.T), turned)
    down += find_patchy(net.columns, net.borders.down)
    down += find_unmoored(net.columns, net.rows, max(grey.shape))
    distinct = [line for line in net.columns if line in down]
    return across, [line for line in distinct if not parts_text(line, net.columns, net.rows, texts)]


def _filled(net: _Net) -> Lattice:
    groups = _groups(net.borders.across, net.borders.down)
    cells = sorted((_cell(group, net) for group in groups), key=lambda cell: (cell.row, cell.column))
    return _pruned(cells, net.ys, net.xs)


def _borne_out(lines: Sequence[RuledLine], scores: Scores, stops: Levels, side: int) -> list[RuledLine]:
    """The lines of which some border is surely there, or most of a long one, which seals and text hide."""
    lengths = scores * np.diff(stops)
    sure: NDArray[np.bool_] = (scores >= _SURE) | ((scores >= _MOSTLY) & (lengths >= _LONG * side))
    return [line for line, real in zip(lines, sure, strict=True) if real.any()]


def _apart(kept: Sequence[RuledLine], lines: Sequence[RuledLine], seen: Levels, side: int) -> list[RuledLine]:
    """Without those that leave no room for a character beside a line of which more pixels are `seen`: one
    line drawn twice by a page that bends."""
    weaker = [
        lines[n] if seen[n] < seen[n + 1] else lines[n + 1]
        for n, (one, other) in enumerate(pairwise(lines))
        if other.at - one.at < _ROOM * side
    ]
    return [line for line in kept if line not in weaker]


def _within_frame(
    lines: Sequence[RuledLine], bare: Scores, texts: Sequence[Quad], level: int
) -> list[RuledLine]:
    """Without a first and a last line of which nothing is seen, where the next one is a plain frame and no
    text stands between: an arc of a seal beside the table."""
    kept = list(lines)
    for outer, inner in ((-1, -2), (0, 1)):
        if len(lines) < 4 or bare[outer].max() >= _LIKELY or np.median(bare[inner]) < _SURE:
            continue
        low, high = sorted((lines[outer].at, lines[inner].at))
        if not any(low < quad[:, level].mean() < high for quad in texts):
            kept.remove(lines[outer])
    return kept


def _groups(across: Scores, down: Scores) -> list[list[Place]]:
    """Places that no border parts, always in rectangles: where they are none, a border was overlooked, and
    fainter ones are believed within."""
    places = [(row, column) for row in range(down.shape[1]) for column in range(across.shape[1])]
    groups, crooked = _split(_flood(places, across, down, _FADING[0]))
    for least in _FADING[1:]:
        parts, crooked = _split([part for group in crooked for part in _flood(group, across, down, least)])
        groups += parts
    return groups + [part for group in crooked for part in _rectangles(group)]


def _split(groups: Sequence[list[Place]]) -> tuple[list[list[Place]], list[list[Place]]]:
    straight = [group for group in groups if _is_rectangle(group)]
    return straight, [group for group in groups if not _is_rectangle(group)]


def _flood(places: Sequence[Place], across: Scores, down: Scores, least: float) -> list[list[Place]]:
    left = set(places)
    groups = []
    for start in sorted(places):
        if start not in left:
            continue
        left.discard(start)
        group, queue = [start], [start]
        while queue:
            r, c = queue.pop()
            steps = (
                ((r + 1, c), across[r + 1, c]),
                ((r - 1, c), across[r, c]),
                ((r, c + 1), down[c + 1, r]),
                ((r, c - 1), down[c, r]),
            )
            for place, border in steps:
                if border < least and place in left:
                    left.discard(place)
                    group.append(place)
                    queue.append(place)
        groups.append(group)
    return groups


def _extent(group: Sequence[Place]) -> tuple[int, int, int, int]:
    rows, columns = [r for r, _ in group], [c for _, c in group]
    return min(rows), min(columns), max(rows) + 1, max(columns) + 1


def _is_rectangle(group: Sequence[Place]) -> bool:
    top, left, bottom, right = _extent(group)
    return len(group) == (bottom - top) * (right - left)


def _rectangles(group: Sequence[Place]) -> Iterator[list[Place]]:
    """A crooked shape cut into rectangles, as wide as they can be."""
    left = set(group)
    while left:
        row, column = min(left)
        wide = column
        while (row, wide + 1) in left:
            wide += 1
        deep = row
        while all((deep + 1, c) in left for c in range(column, wide + 1)):
            deep += 1
        part = [(r, c) for r in range(row, deep + 1) for c in range(column, wide + 1)]
        left -= set(part)
        yield part


def _cell(group: Sequence[Place], net: _Net) -> LatticeCell:
    across, down = net.borders.across, net.borders.down
    top, left, bottom, right = _extent(group)
    around = [
        *across[top, left:right],
        *across[bottom, left:right],
        *down[left, top:bottom],
        *down[right, top:bottom],
    ]
    within = [*across[top + 1 : bottom, left:right].flat, *down[left + 1 : right, top:bottom].flat]
    unsure = min(around) < _LIKELY or max(within, default=0.0) > _POSSIBLE
    ys, xs = (np.round(levels).astype(int) for levels in (net.ys, net.xs))
    wide, deep = slice(xs[left], xs[right]), slice(ys[top], ys[bottom])
    rows, columns = net.paths
    box = (
        round(columns[left, deep].max()),
        round(rows[top, wide].max()),
        round(columns[right, deep].min()),
        round(rows[bottom, wide].min()),
    )
    return LatticeCell(top, left, bottom - top, right - left, box, unsure)


def _pruned(cells: Sequence[LatticeCell], ys: Levels, xs: Levels) -> Lattice:
    """Without rows and columns at which no cell begins."""
    rows = sorted({cell.row for cell in cells})
    columns = sorted({cell.column for cell in cells})
    placed = []
    for cell in cells:
        row, column = rows.index(cell.row), columns.index(cell.column)
        deep = sum(cell.row <= r < cell.row + cell.row_span for r in rows)
        wide = sum(cell.column <= c < cell.column + cell.column_span for c in columns)
        placed.append(replace(cell, row=row, column=column, row_span=deep, column_span=wide))
    box = (round(xs[0]), round(ys[0]), round(xs[-1]), round(ys[-1]))
    edges = [round(float((xs[c] - xs[0]) / (xs[-1] - xs[0])), 4) for c in columns]
    return Lattice(len(rows), len(columns), tuple(placed), box, (*edges, 1.0))
