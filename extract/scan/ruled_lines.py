"""Ruled lines put together from the strokes of a straight page: which belong to tables, which to text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from extract.scan.ocr import Quad
from extract.scan.ruling import Points, Stroke

TOUCHING = 0.006
"""How near, as a part of the page's longer side, lines come that are meant to meet."""
_SAME = 0.0035
"""How near to each other two pieces of one line lie."""
_TEXT_EDGE = 0.08
_CURVE, _NEAR, _FARTHEST, _ROUNDS, _RIDGE = 2, 2.0, 8, 8, 1e-3
"""The curve that a line follows on a page: its power, how many pixels off it a point bears half witness, how
far off its level it may run."""
_SMALLEST = 0.005
"""No cell is narrower or lower than this part of the longer side."""
_FAR_APART = 0.3
"""How far from each other points tell how a line leans, in its lengths."""

Floats = NDArray[np.floating]


@dataclass(slots=True, eq=False)
class RuledLine:
    """A ruled line: where it lies, from where to where it runs, in pixels; `weight` is how much of it was
    traced, 0 of one that was not drawn; `points` (n x 2) are along it first, across it second."""

    at: float
    start: float
    end: float
    weight: float
    points: Points

    @property
    def drift(self) -> float:
        """By how many pixels it leans over its length; single points beside it, of characters, do not make
        it lean."""
        along, off = self.points[:, 0], self.points[:, 1]
        apart = along[None] - along[:, None]
        far = apart > _FAR_APART * (self.end - self.start)
        if not far.any():
            return 0.0
        slope = np.median((off[None] - off[:, None])[far] / apart[far])
        return float(abs(slope) * (self.end - self.start))

    def path(self, length: int) -> Floats:
        """Where it lies at each pixel from 0 to `length`: a curve, as a page may bend more than can be
        straightened; a streak beside a part of it does not draw it away."""
        along, off = self.points[:, 0] / length, self.points[:, 1] - self.at
        terms = np.vander(along, _CURVE + 1)
        weights = np.ones(len(off))
        curve = self._fit(terms, off, weights)
        for _ in range(_ROUNDS):
            weights = 1 / (1 + np.square((off - terms @ curve) / _NEAR))
            curve = self._fit(terms, off, weights)
        bent = np.polyval(curve, np.arange(length) / length)
        return np.asarray(self.at + np.clip(bent, -_FARTHEST, _FARTHEST))

    @staticmethod
    def _fit(terms: Floats, off: Floats, weights: Floats) -> Floats:
        """Of a line that is hardly traced, a straight one."""
        ridge = np.diag([_RIDGE * float(weights.sum())] * _CURVE + [0.0])
        return np.asarray(np.linalg.solve(terms.T * weights @ terms + ridge, terms.T * weights @ off))


def find_ruled_lines(
    strokes: Sequence[Stroke], texts: Sequence[Quad], level: int, side: int
) -> list[RuledLine]:
    """The lines across the page (`level` 1) or down it (0); `side` is the page's longer side in pixels."""
    return _merge([_line(stroke.points, level) for stroke in without_text(strokes, texts, level)], side)


def without_text(strokes: Sequence[Stroke], texts: Sequence[Quad], level: int) -> list[Stroke]:
    """Those across (`level` 1) or down (0) that do not lie well within a line of text, as strokes of
    characters do."""
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


def _line(points: Points, level: int) -> RuledLine:
    along = points if level else points[:, ::-1]
    start, end = float(along[:, 0].min()), float(along[:, 0].max())
    return RuledLine(float(np.median(along[:, 1])), start, end, end - start, along)


def _merge(pieces: list[RuledLine], side: int) -> list[RuledLine]:
    """Pieces on one level that touch, or nearly so, are one line."""
    lines: list[RuledLine] = []
    for piece in sorted(pieces, key=lambda p: -p.weight):
        joined = piece
        rest = []
        for line in lines:
            near = abs(line.at - joined.at) < _SAME * side
            gap = max(line.start, joined.start) - min(line.end, joined.end)
            if near and gap < max(
                TOUCHING * side, 0.4 * min(line.end - line.start, joined.end - joined.start)
            ):
                joined = _joined(line, joined)
            else:
                rest.append(line)
        lines = [*rest, joined]
    return lines


def _joined(one: RuledLine, other: RuledLine) -> RuledLine:
    """One that was not drawn stays so: pieces beside it are of something else."""
    weight = one.weight + other.weight if one.weight and other.weight else 0.0
    at = (one.at * one.weight + other.at * other.weight) / weight if weight else one.at
    points = np.vstack([one.points, other.points])
    return RuledLine(at, min(one.start, other.start), max(one.end, other.end), weight, points)


def find_networks(
    rows: list[RuledLine], columns: list[RuledLine], side: int
) -> Iterator[tuple[list[RuledLine], list[RuledLine]]]:
    """Groups of lines that meet. A line that does not meet two others is none of a table."""
    near = TOUCHING * side
    while True:
        kept_rows = [r for r in rows if sum(lines_meet(r, c, near) for c in columns) > 1]
        kept_columns = [c for c in columns if sum(lines_meet(r, c, near) for r in kept_rows) > 1]
        if len(kept_rows) == len(rows) and len(kept_columns) == len(columns):
            break
        rows, columns = kept_rows, kept_columns
    left_rows, left_columns = list(rows), list(columns)
    while left_rows:
        group_rows, group_columns, queue = [left_rows.pop()], [], True
        while queue:
            new_columns = [c for c in left_columns if any(lines_meet(r, c, near) for r in group_rows)]
            left_columns = [c for c in left_columns if c not in new_columns]
            group_columns += new_columns
            new_rows = [r for r in left_rows if any(lines_meet(r, c, near) for c in group_columns)]
            left_rows = [r for r in left_rows if r not in new_rows]
            group_rows += new_rows
            queue = bool(new_rows or new_columns)
        yield group_rows, group_columns


def lines_meet(row: RuledLine, column: RuledLine, near: float) -> bool:
    return (
        row.start - near <= column.at <= row.end + near and column.start - near <= row.at <= column.end + near
    )


def merge_levels(lines: list[RuledLine], side: int) -> list[RuledLine]:
    """One line for each distinct level, in their order."""
    levels: list[RuledLine] = []
    for line in sorted(lines, key=lambda one: one.at):
        if levels and line.at - levels[-1].at < max(_SMALLEST, _SAME) * side:
            levels[-1] = _joined(levels[-1], line)
        else:
            levels.append(replace(line))
    return levels


def lie_in_text(
    points: Points, texts: Sequence[Quad], along: float, across: float | None = None
) -> NDArray[np.bool_]:
    """Which points lie in a text, with so much room around it, in its heights; `across` it as much where it
    is not told."""
    if not texts or not len(points):
        return np.zeros(len(points), np.bool_)
    corners = np.array(texts)
    low, high = corners.min(axis=1), corners.max(axis=1)
    room = (high - low).min(axis=1, keepdims=True) * (along, along if across is None else across)
    places = points[:, None]
    return np.asarray(((places > low - room) & (places < high + room)).all(axis=2).any(axis=1), np.bool_)
