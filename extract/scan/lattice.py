"""The cells that ruled lines enclose on a straight page.

Lines are put on a lattice of rows and columns; between two places of it there is a border where a thin dark
line is seen. Places without a border between them are one cell.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from extract.scan.borders import Levels, Scores
from extract.scan.net import Net, find_drawn_lines, find_real_lines, score_net
from extract.scan.ocr import Quad
from extract.scan.open_sides import close_sides, find_cut
from extract.scan.pictures import Image
from extract.scan.ruled_lines import (
    RuledLine,
    find_networks,
    find_ruled_lines,
    merge_levels,
)
from extract.scan.ruling import Stroke
from extract.scan.streaks import find_shown_through, without_line

_LIKELY, _POSSIBLE = 0.5, 0.2
"""What is seen of a border that is there perhaps, and of one that may have faded: a line along half its
length, from one end, comes to little more than that (`score_borders`)."""
_WHOLE, _PART, _SURE_PART = 0.55, 0.3, 0.4
"""What is seen of a border along all of a cell, and of each part of it, where text stands on it in places: it
is there; and surely so."""
_FADING = (_LIKELY, 0.4, 0.3, _POSSIBLE, 0.1)

Place = tuple[int, int]
"""Row and column of the lattice."""
Lines = tuple[list[RuledLine], list[RuledLine]]
"""Across and down."""


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
    rows, columns = close_sides(rows, columns, texts, side)
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


def _lattice(
    grey: Image, ink: Image, rows: list[RuledLine], columns: list[RuledLine], texts: Sequence[Quad]
) -> Lattice | None:
    """None where the lines enclose nothing. Lines that no border bears out are given up; so are those that
    show through from the back of the sheet, for none of the cells they cross for certain."""
    side = max(ink.shape)
    rows, columns = merge_levels(rows, side), merge_levels(columns, side)
    streaks: Lines = [], []
    shown: Lines = [], []
    while len(rows) > 1 and len(columns) > 1:
        net = score_net(rows, columns, ink, texts)
        real = find_real_lines(net, texts, side)
        if real == (rows, columns):
            pale = find_shown_through(rows, columns, grey, texts)
            drawn = pale if any(pale) else find_drawn_lines(net, grey, ink, texts)
            shown = shown[0] + pale[0], shown[1] + pale[1]
            streaks = streaks[0] + drawn[0], streaks[1] + drawn[1]
            real = [line for line in rows if line not in drawn[0]], [c for c in columns if c not in drawn[1]]
        if real == (rows, columns):
            filled = _filled(net, ink, texts)
            cells = tuple(replace(c, unsure=True) if _is_crossed(c, shown) else c for c in filled.cells)
            return replace(filled, cells=cells, streaks=(tuple(streaks[0]), tuple(streaks[1])))
        rows, columns = real
    return None


def _is_crossed(cell: LatticeCell, lines: Lines) -> bool:
    left, top, right, bottom = cell.box
    return any(top < row.at < bottom and row.start < right and row.end > left for row in lines[0]) or any(
        left < column.at < right and column.start < bottom and column.end > top for column in lines[1]
    )


def _filled(net: Net, ink: Image, texts: Sequence[Quad]) -> Lattice:
    groups = [part for group in _groups(net.borders.across, net.borders.down) for part in _parted(group, net)]
    cells = sorted((_cell(group, net) for group in groups), key=lambda cell: (cell.row, cell.column))
    return _pruned(_with_cut(cells, net, ink, texts), net.ys, net.xs)


def _with_cut(cells: Sequence[LatticeCell], net: Net, ink: Image, texts: Sequence[Quad]) -> list[LatticeCell]:
    """Cells at an outer line that was not drawn are unsure where they may be cut; at the top or the foot they
    may go on on another page."""
    rows, columns = net.rows, net.columns
    sides = (
        [cell for cell in cells if not columns[0].weight and cell.column == 0],
        [
            cell
            for cell in cells
            if not columns[-1].weight and cell.column + cell.column_span == len(columns) - 1
        ],
    )
    cut = {box for n, beside in enumerate(sides) for box in find_cut([c.box for c in beside], n, ink, texts)}
    cut |= {cell.box for cell in cells if not rows[0].weight and cell.row == 0}
    cut |= {cell.box for cell in cells if not rows[-1].weight and cell.row + cell.row_span == len(rows) - 1}
    return [replace(cell, unsure=True) if cell.box in cut else cell for cell in cells]


def _groups(across: Scores, down: Scores) -> list[list[Place]]:
    """Places that no border parts, always in rectangles: where they are none, a border was overlooked, and
    fainter ones are believed within."""
    places = [(row, column) for row in range(down.shape[1]) for column in range(across.shape[1])]
    groups, crooked = _split(_flood(places, across, down, _FADING[0]))
    for least in _FADING[1:]:
        parts, crooked = _split([part for group in crooked for part in _flood(group, across, down, least)])
        groups += parts
    return groups + [part for group in crooked for part in _rectangles(group)]


def _parted(group: list[Place], net: Net) -> list[list[Place]]:
    """A rectangle cut where a border is seen along the whole of it, though hardly anywhere for certain: a
    cell has a border along all of a side or none."""
    top, left, bottom, right = _extent(group)
    if not _is_rectangle(group):
        return [group]
    wide, deep = np.diff(net.xs)[left:right], np.diff(net.ys)[top:bottom]
    for row in range(top + 1, bottom):
        if _is_seen(net.borders.across[row, left:right], wide, _PART):
            parts = (
                [place for place in group if place[0] < row],
                [place for place in group if place[0] >= row],
            )
            return [one for part in parts for one in _parted(part, net)]
    for column in range(left + 1, right):
        if _is_seen(net.borders.down[column, top:bottom], deep, _PART):
            parts = [p for p in group if p[1] < column], [p for p in group if p[1] >= column]
            return [one for part in parts for one in _parted(part, net)]
    return [group]


def _is_seen(parts: Levels, lengths: Levels, least: float) -> bool:
    """Is a border seen well in all its parts, or in each at `least` and well along the whole."""
    whole = np.average(parts, weights=lengths) >= _WHOLE
    return bool(parts.min() >= _LIKELY or (parts.min() >= least and whole))


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


def _cell(group: Sequence[Place], net: Net) -> LatticeCell:
    across, down = net.borders.across, net.borders.down
    top, left, bottom, right = _extent(group)
    lengths = np.diff(net.xs)[left:right], np.diff(net.ys)[top:bottom]
    sides = [across[n, left:right] for n in (top, bottom)], [down[n, top:bottom] for n in (left, right)]
    closed = all(_is_seen(side, lengths[n], _SURE_PART) for n in (0, 1) for side in sides[n])
    within = [*across[top + 1 : bottom, left:right].flat, *down[left + 1 : right, top:bottom].flat]
    unsure = not closed or max(within, default=0.0) > _POSSIBLE
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
