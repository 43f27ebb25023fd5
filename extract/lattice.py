"""The cells that ruled lines enclose on a straight page.

Lines are put on a lattice of rows and columns; between two places of it there is a border where a thin dark
line is seen. Places without a border between them are one cell.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.ocr import Quad
from extract.pictures import Image
from extract.ruling import Stroke

_TOUCHING = 0.006
"""How near, as a part of the page's longer side, lines come that are meant to meet."""
_SAME = 0.0035
"""How near to each other two pieces of one line lie."""
_TEXT_EDGE = 0.08
_TEXT_BESIDE, _IN_TEXT = 0.4, 0.65
_SURE, _LIKELY, _POSSIBLE = 0.7, 0.5, 0.3
"""Shares of a border's length along which a line is seen, against the other lines of the table: it is
there; perhaps; it may have faded."""
_FADING = (_LIKELY, 0.4, _POSSIBLE, 0.2, 0.1)
_CORNER = 4
_DRIFT = 3
"""How many pixels a line may lie off its level."""
_BESIDE = (6, 8)
"""At how many pixels from a line paper is to be seen."""
_STRETCH = 49
_GAPS = (3, 9)
"""Gaps shorter than this do not break a line, on a clear print and on a broken one."""
_CLEAR = 0.9
"""Where lines are seen along less of their length than this, the print is broken."""
_SMALLEST = 0.005
"""No cell is narrower or lower than this part of the longer side."""

Lines = NDArray[np.float64]
Scores = NDArray[np.float64]
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
    `edges`: where its columns begin and end, as parts of its width, one more than columns."""

    rows: int
    columns: int
    cells: tuple[LatticeCell, ...]
    box: tuple[int, int, int, int]
    edges: tuple[float, ...]


@dataclass(slots=True)
class _Line:
    """A ruled line: where it lies, and from where to where it runs. `x` for lines down the page."""

    at: float
    start: float
    end: float
    weight: float


def find_lattices(
    ink: Image, across: Sequence[Stroke], down: Sequence[Stroke], texts: Sequence[Quad]
) -> list[Lattice]:
    """The tables of a page from the top; `ink` is 255 where the straight page is dark. A frame with nothing
    divided in it is no table."""
    side = max(ink.shape)
    rows = _merge([_line(stroke.points, 1) for stroke in _ruled(across, texts, 1)], side)
    columns = _merge([_line(stroke.points, 0) for stroke in _ruled(down, texts, 0)], side)
    found = [_lattice(ink, *group, texts) for group in _connected(rows, columns, side)]
    return sorted((one for one in found if one and len(one.cells) > 1), key=lambda one: one.box[1])


def _ruled(strokes: Sequence[Stroke], texts: Sequence[Quad], level: int) -> list[Stroke]:
    """Those that do not lie well within a line of text, as strokes of characters do."""
    if not texts or not strokes:
        return list(strokes)
    top, bottom = np.array([q.min(axis=0) for q in texts]), np.array([q.max(axis=0) for q in texts])
    edge = _TEXT_EDGE * (bottom - top).min(axis=1, keepdims=True)
    if level:  # a row: within the text's height, and not longer than it
        top, bottom = top + edge * (0, 1), bottom - edge * (0, 1)
    else:
        top, bottom = top + edge, bottom - edge
    kept = []
    for stroke in strokes:
        low, high = stroke.points.min(axis=0), stroke.points.max(axis=0)
        if not ((low > top) & (high < bottom)).all(axis=1).any():
            kept.append(stroke)
    return kept


def _line(points: NDArray[np.float32], level: int) -> _Line:
    run = points[:, 1 - level]
    start, end = float(run.min()), float(run.max())
    return _Line(float(np.median(points[:, level])), start, end, end - start)


def _merge(pieces: list[_Line], side: int) -> list[_Line]:
    """Pieces on one level that touch, or nearly so, are one line."""
    lines: list[_Line] = []
    for piece in sorted(pieces, key=lambda p: -p.weight):
        joined = piece
        rest = []
        for line in lines:
            near = abs(line.at - joined.at) < _SAME * side
            gap = max(line.start, joined.start) - min(line.end, joined.end)
            if near and gap < max(0.02 * side, 0.4 * min(line.end - line.start, joined.end - joined.start)):
                joined = _joined(line, joined)
            else:
                rest.append(line)
        lines = [*rest, joined]
    return lines


def _joined(one: _Line, other: _Line) -> _Line:
    weight = one.weight + other.weight
    at = (one.at * one.weight + other.at * other.weight) / weight
    return _Line(at, min(one.start, other.start), max(one.end, other.end), weight)


def _connected(
    rows: list[_Line], columns: list[_Line], side: int
) -> Iterator[tuple[list[_Line], list[_Line]]]:
    """Groups of lines that meet. A line that does not meet two others is none of a table."""
    near = _TOUCHING * side
    while True:
        kept_rows = [r for r in rows if sum(_meet(r, c, near) for c in columns) > 1]
        kept_columns = [c for c in columns if sum(_meet(r, c, near) for r in kept_rows) > 1]
        if len(kept_rows) == len(rows) and len(kept_columns) == len(columns):
            break
        rows, columns = kept_rows, kept_columns
    left_rows, left_columns = list(rows), list(columns)
    while left_rows:
        group_rows, group_columns, queue = [left_rows.pop()], [], True
        while queue:
            new_columns = [c for c in left_columns if any(_meet(r, c, near) for r in group_rows)]
            left_columns = [c for c in left_columns if c not in new_columns]
            group_columns += new_columns
            new_rows = [r for r in left_rows if any(_meet(r, c, near) for c in group_columns)]
            left_rows = [r for r in left_rows if r not in new_rows]
            group_rows += new_rows
            queue = bool(new_rows or new_columns)
        yield group_rows, group_columns


def _meet(row: _Line, column: _Line, near: float) -> bool:
    return (
        row.start - near <= column.at <= row.end + near and column.start - near <= row.at <= column.end + near
    )


def _lattice(ink: Image, rows: list[_Line], columns: list[_Line], texts: Sequence[Quad]) -> Lattice | None:
    """None where the lines enclose nothing."""
    ys, xs = _levels(rows, max(ink.shape)), _levels(columns, max(ink.shape))
    gap = _GAPS[0]
    while len(ys) > 1 and len(xs) > 1:
        across = np.array([_seen(ink, y, xs, gap) for y in ys])
        down = np.array([_seen(np.asarray(ink.T), x, ys, gap) for x in xs])
        clear = float(np.percentile([*np.median(across, axis=1), *np.median(down, axis=1)], 80))
        if clear < _CLEAR and gap == _GAPS[0]:
            gap = _GAPS[1]
            continue
        across = np.minimum(across / clear, 1.0) * _through_text(texts, ys, xs, 1)
        down = np.minimum(down / clear, 1.0) * _through_text(texts, xs, ys, 0)
        across[[0, -1]] = down[[0, -1]] = 1.0  # the frame is closed, also where the margin cut it off
        real_ys, real_xs = ys[across.max(axis=1) >= _SURE], xs[down.max(axis=1) >= _SURE]
        if len(real_ys) == len(ys) and len(real_xs) == len(xs):
            cells = [_cell(group, ys, xs, across, down) for group in _groups(across, down)]
            return _pruned(sorted(cells, key=lambda c: (c.row, c.column)), ys, xs)
        ys, xs = real_ys, real_xs
    return None


def _through_text(texts: Sequence[Quad], levels: Lines, stops: Lines, level: int) -> Scores:
    """For each border 1, or less where a line of text reaches well beyond both its sides: it may be one of
    its strokes."""
    scores = np.ones((len(levels), len(stops) - 1))
    for quad in texts:
        low, high = quad.min(axis=0), quad.max(axis=0)
        reach = _TEXT_BESIDE * min(high - low)
        crossed = (levels > low[level] + reach) & (levels < high[level] - reach)
        touched = (stops[:-1] < high[1 - level]) & (stops[1:] > low[1 - level])
        scores[np.ix_(crossed, touched)] = _IN_TEXT
    return scores


def _levels(lines: list[_Line], side: int) -> Lines:
    """The distinct levels at which lines lie."""
    levels: list[_Line] = []
    for line in sorted(lines, key=lambda one: one.at):
        if levels and line.at - levels[-1].at < max(_SMALLEST, _SAME) * side:
            levels[-1] = _joined(levels[-1], line)
        else:
            levels.append(replace(line))
    return np.array([line.at for line in levels])


def _seen(ink: Image, level: float, stops: Lines, gap: int) -> Scores:
    """For each border of a line, between two of the `stops`, how much of it is seen: 1 where a thin dark
    line runs, half where something stands close beside it, nothing where it is dark on both sides, as text
    is. Text does not reach the corners."""
    reach = _DRIFT + _BESIDE[1]
    rows = np.pad(ink, ((reach, reach), (0, 0)))[round(level) : round(level) + 2 * reach + 1] > 0
    tracks = np.array([_track(rows, reach + drift, gap) for drift in range(-_DRIFT, _DRIFT + 1)])
    best = cv2.blur(tracks, (_STRETCH, 1)).argmax(axis=0)
    seen = np.take_along_axis(tracks, best[None], axis=0)[0]
    total = np.concatenate([[0.0], np.cumsum(seen)])
    ends = np.clip(np.round(stops).astype(int), 0, ink.shape[1])
    start, end = ends[:-1] + _CORNER, np.maximum(ends[1:] - _CORNER, ends[:-1] + _CORNER + 1)
    start, end = np.minimum(start, ink.shape[1] - 1), np.minimum(end, ink.shape[1])
    tip = np.clip((end - start) // 6, 3, 24)
    whole = (total[end] - total[start]) / (end - start)
    tips = np.minimum(
        total[np.minimum(start + tip, ink.shape[1])] - total[start], total[end] - total[end - tip]
    )
    return np.asarray(whole * (0.5 + 0.5 * tips / tip), np.float64)


def _track(rows: NDArray[np.bool_], at: int, gap: int) -> NDArray[np.float32]:
    """Along one row: is it dark there, and light on how many sides."""
    near, far = _BESIDE
    dark = rows[at - 1 : at + 2].any(axis=0).astype(np.uint8)
    dark = np.asarray(cv2.morphologyEx(dark[None], cv2.MORPH_CLOSE, np.ones((1, gap), np.uint8)))[0]
    above, below = rows[at - far : at - near + 1].any(axis=0), rows[at + near : at + far + 1].any(axis=0)
    return np.asarray(dark * (1 - 0.5 * above - 0.5 * below), np.float32)


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


def _cell(group: Sequence[Place], ys: Lines, xs: Lines, across: Scores, down: Scores) -> LatticeCell:
    top, left, bottom, right = _extent(group)
    around = [
        *across[top, left:right],
        *across[bottom, left:right],
        *down[left, top:bottom],
        *down[right, top:bottom],
    ]
    within = [*across[top + 1 : bottom, left:right].flat, *down[left + 1 : right, top:bottom].flat]
    unsure = min(around) < _LIKELY or max(within, default=0.0) > _POSSIBLE
    box = (round(xs[left]), round(ys[top]), round(xs[right]), round(ys[bottom]))
    return LatticeCell(top, left, bottom - top, right - left, box, unsure)


def _pruned(cells: Sequence[LatticeCell], ys: Lines, xs: Lines) -> Lattice:
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
