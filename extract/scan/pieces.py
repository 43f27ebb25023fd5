"""Pieces of text on a straight page: a line of a cell or of the running text, cut so that it can be read.

Where text stands comes from the model that finds it; a box that spans cells is cut at their borders, and
ink in a cell that no box covers makes a piece of its own.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import cv2
import numpy as np

from extract.scan.lattice import Lattice, LatticeCell
from extract.scan.ocr import Quad
from extract.scan.pictures import Image
from extract.scan.tightening import PixelBox, part_lines, tighten

T = TypeVar("T")

_BORDER = 0.0022
"""How far, as a part of the longer side, the ink of a ruled line reaches into its cells."""
_NEAR_BORDER, _CORE = 0.18, 0.2
"""Text that near to a border on both its sides crosses it; the part of a line, above and below, that may be
of another: in heights of the box."""
_REACHING, _MOSTLY, _HIGH_ROW = 0.2, 0.62, 1.2
"""A box of which no cell has the second part of its height stands on a border, and is of all that have the
first, where the row is so much higher than the box."""
_LEAST_PART = 0.35
"""A part of a box in a cell is text of it if it is that wide, in heights of the box."""
_ENDS = 0.4
"""How far beyond a box, in its heights, a faint sign at the end of a line may stand."""
_BESIDE = 0.3
"""Boxes with so much of their width in common stand one below the other."""
_EDGE = 2
"""Pixels around ink that are still of its blurred edge."""
_BORDER_REST = 0.35
"""How thick the rest of a ruled line may be and how near the edge of its cell, in heights of text."""
_AS_HIGH, _TOUCHING, _LOWER = 0.8, 0.3, 0.5
"""Parts of one line are at one height, so near and as high as each other, or lower where they share ink."""
_SPECK = 0.16
"""Ink smaller than this, in heights of the text around, is dirt where no text was found."""


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """`box` is around its ink; `cell` and `lattice` are None in running text; `found`: by the model that
    finds text, not by its ink alone; `crosses`: it goes on beyond the side of its cell."""

    box: PixelBox
    lattice: int | None = None
    cell: LatticeCell | None = None
    found: bool = True
    crosses: bool = False

    @property
    def height(self) -> int:
        return self.box[3] - self.box[1]


def find_pieces(ink: Image, texts: Sequence[Quad], lattices: Sequence[Lattice]) -> list[Piece]:
    """All text of a page; `ink` is 255 where it is dark."""
    shared = [piece for box in _with_ends(texts) for piece in _share_out(box, lattices, ink)]
    pieces = [
        replace(piece, box=close)
        for piece in shared
        for close in tighten(piece.box, ink, _overlaps(piece, shared))
    ]
    pieces = _parted(_joined(pieces), ink)
    usual = float(np.median([p.height for p in pieces])) if pieces else max(ink.shape) / 70
    for number, lattice in enumerate(lattices):
        for cell in lattice.cells:
            own = [p for p in pieces if p.cell is cell]
            left = [Piece(box, number, cell, found=False) for box in _left_over(ink, cell, own, usual)]
            pieces += left
    return _without_doubles(pieces)


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Parts of one line that touch, made whole: a character may lie between them."""
    joined: list[Piece] = []
    for piece in sorted(pieces, key=lambda p: p.box[0]):
        before = next((n for n, other in enumerate(joined) if _goes_on(other, piece)), None)
        if before is None:
            joined.append(piece)
        else:
            one, other = joined[before].box, piece.box
            box = one[0], min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])
            joined[before] = replace(piece, box=box)
    return joined


def _parted(pieces: Sequence[Piece], ink: Image) -> list[Piece]:
    """Lines of one cell that were found as one, each by itself."""
    usual = float(np.median([p.height for p in pieces])) if pieces else 0.0
    return [
        replace(piece, box=close)
        for piece in pieces
        for part in (part_lines(piece.box, ink, usual) if piece.cell else [piece.box])
        for close in ([part] if part == piece.box else tighten(part, ink))
    ]


def _goes_on(one: Piece, other: Piece) -> bool:
    if one.cell is None or other.cell is not one.cell:
        return False
    low, high = sorted((one.height, other.height))
    common = min(one.box[3], other.box[3]) - max(one.box[1], other.box[1])
    gap = (other.box[0] - one.box[2]) / high
    return gap < _TOUCHING and low > (_AS_HIGH if gap > 0 else _LOWER) * high and common > _AS_HIGH * low


def in_rows(items: Iterable[T], box_of: Callable[[T], PixelBox]) -> list[list[T]]:
    """What stands beside each other, rows from the top, each from the left."""
    rows: list[list[T]] = []
    for item in sorted(items, key=lambda one: box_of(one)[1] + box_of(one)[3]):
        _, top, _, bottom = box_of(item)
        for row in rows[-3:]:
            _, low, _, high = box_of(row[0])
            if min(bottom, high) - max(top, low) > 0.5 * min(bottom - top, high - low):
                row.append(item)
                break
        else:
            rows.append([item])
    return [sorted(row, key=lambda one: box_of(one)[0]) for row in rows]


def _with_ends(texts: Sequence[Quad]) -> list[PixelBox]:
    """The boxes of text made a little longer, but not into each other."""
    boxes = [(*quad.min(axis=0), *quad.max(axis=0)) for quad in texts]
    longer = []
    for n, (x0, y0, x1, y1) in enumerate(boxes):
        more = _ENDS * min(y1 - y0, x1 - x0)
        beside = [
            box
            for m, box in enumerate(boxes)
            if m != n and min(y1, box[3]) - max(y0, box[1]) > 0.3 * min(y1 - y0, box[3] - box[1])
        ]
        left = max((b[2] for b in beside if b[0] < x0 and b[2] > x0 - more), default=x0 - more)
        right = min((b[0] for b in beside if b[2] > x1 and b[0] < x1 + more), default=x1 + more)
        longer.append((round(min(x0, left)), round(y0), round(max(x1, right)), round(y1)))
    return longer


def _overlaps(piece: Piece, pieces: Sequence[Piece]) -> tuple[int, int]:
    """By how many pixels the lines above and below reach into its box."""
    x0, y0, x1, y1 = piece.box
    above = below = 0
    for other in pieces:
        left, top, right, bottom = other.box
        if other.cell is not piece.cell or min(x1, right) - max(x0, left) < _BESIDE * min(
            x1 - x0, right - left
        ):
            continue
        if top < y0 < bottom < y1:
            above = max(above, bottom - y0)
        if y0 < top < y1 < bottom:
            below = max(below, y1 - top)
    return above, below


def inside(cell: LatticeCell, ink: Image) -> PixelBox:
    """The room of a cell within its ruled lines."""
    edge = max(2, round(_BORDER * max(ink.shape)))
    x0, y0, x1, y1 = cell.box
    return x0 + edge, y0 + edge, x1 - edge, y1 - edge


def _share_out(box: PixelBox, lattices: Sequence[Lattice], ink: Image) -> Iterator[Piece]:
    """The parts of a box that lie in different cells, and what lies outside all tables. What stands on a
    border across is of each cell that it reaches into, for none of them for certain."""
    x0, y0, x1, y1 = box
    for number, lattice in enumerate(lattices):
        if not _overlap(box, lattice.box) > 0.5:
            continue
        parts = []
        low = min(y1 - y0, x1 - x0)
        for cell in lattice.cells:
            room = inside(cell, ink)
            part = max(x0, room[0]), max(y0, room[1]), min(x1, room[2]), min(y1, room[3])
            wide, high = part[2] - part[0], part[3] - part[1]
            if wide > min(_LEAST_PART * (y1 - y0), 0.5 * (x1 - x0)) and high > _REACHING * low:
                parts.append((high, Piece(part, number, cell, crosses=_crosses(box, cell, ink))))
        whole = [part for high, part in parts if high > 0.4 * low]
        if parts and _stands_on_border(parts, low):
            whole = [replace(part, crosses=True) for _, part in parts]
        yield from whole
        return
    yield Piece(box)


def _stands_on_border(parts: Sequence[tuple[int, Piece]], high: int) -> bool:
    """Does no cell have most of a box `high`, though it would have room for it: rows may be lower than the
    boxes that the model draws."""
    most, piece = max(parts, key=lambda part: part[0])
    assert piece.cell
    return most < _MOSTLY * high and piece.cell.box[3] - piece.cell.box[1] > _HIGH_ROW * high


def _crosses(box: PixelBox, cell: LatticeCell, ink: Image) -> bool:
    """Does a line of text stand so near to both sides of a border that it crosses it: text keeps away from
    the borders of its own cell."""
    x0, y0, x1, y1 = box
    near, core = round(_NEAR_BORDER * (y1 - y0)), round(_CORE * (y1 - y0))
    rows = ink[y0 + core : y1 - core] > 0
    left, _, right, _ = inside(cell, ink)
    edge = left - cell.box[0]
    sides = []
    if x0 < left - 2 * edge:
        sides.append((rows[:, max(0, left - 2 * edge - near) : left - 2 * edge], rows[:, left : left + near]))
    if x1 > right + 2 * edge:
        sides.append((rows[:, right - near : right], rows[:, right + 2 * edge : right + 2 * edge + near]))
    return any(min(one.sum(), other.sum()) > near for one, other in sides)


def _overlap(box: PixelBox, other: PixelBox) -> float:
    """The part of `box` that lies in `other`."""
    wide = min(box[2], other[2]) - max(box[0], other[0])
    high = min(box[3], other[3]) - max(box[1], other[1])
    area = (box[2] - box[0]) * (box[3] - box[1])
    return max(0, wide) * max(0, high) / area if area else 0.0


def _left_over(ink: Image, cell: LatticeCell, own: Sequence[Piece], usual: float) -> Iterator[PixelBox]:
    """Ink in a cell that no piece covers, in lines; single specks are none."""
    x0, y0, x1, y1 = inside(cell, ink)
    if x1 - x0 < 4 or y1 - y0 < 4:
        return
    rest = ink[y0:y1, x0:x1].copy()
    for piece in own:
        pad = round(0.25 * piece.height)
        left, top, right, bottom = piece.box
        rest[
            max(0, top - pad - y0) : max(0, bottom + pad - y0),
            max(0, left - pad - x0) : max(0, right + pad - x0),
        ] = 0
    count, _, stats, _ = cv2.connectedComponentsWithStats(rest, connectivity=8)
    marks = [tuple(int(n) for n in stats[n][:4]) for n in range(1, count)]
    marks = [m for m in marks if max(m[2], m[3]) > _SPECK * usual and not _is_border(m, rest, usual)]
    if not any(m[3] > 0.35 * usual for m in marks):
        return
    for line in _in_lines(marks, usual):
        left, top = min(m[0] for m in line), min(m[1] for m in line)
        right, bottom = max(m[0] + m[2] for m in line), max(m[1] + m[3] for m in line)
        if max(right - left, bottom - top) > 0.35 * usual:
            yield x0 + left, y0 + top, x0 + right, y0 + bottom


def _is_border(mark: tuple[int, ...], room: Image, usual: float) -> bool:
    """A thin rest of a ruled line at the edge of its cell, or a streak through it."""
    x, y, wide, high = mark
    deep, broad = room.shape
    near = _BORDER_REST * usual
    if wide < near and high > 0.85 * deep:
        return True  # a streak of the scanner from the top of the cell to its bottom
    lies = high < near and wide > 3 * high and (y < near or y + high > deep - near)
    stands = wide < near and high > 3 * wide and (x < near or x + wide > broad - near)
    return lies or stands


def _in_lines(marks: Sequence[tuple[int, ...]], usual: float) -> list[list[tuple[int, ...]]]:
    """Marks beside each other are one line."""
    lines: list[list[tuple[int, ...]]] = []
    for mark in sorted(marks, key=lambda m: (m[1] + m[3] / 2, m[0])):
        middle = mark[1] + mark[3] / 2
        for line in lines:
            top, bottom = min(m[1] for m in line), max(m[1] + m[3] for m in line)
            if top - 0.2 * usual < middle < bottom + 0.2 * usual and bottom - top < 1.6 * usual:
                line.append(mark)
                break
        else:
            lines.append([mark])
    return lines


def _without_doubles(pieces: Sequence[Piece]) -> list[Piece]:
    """A piece that lies wholly within another is the same text found twice."""
    kept: list[Piece] = []
    for piece in sorted(pieces, key=lambda p: -(p.box[2] - p.box[0]) * (p.box[3] - p.box[1])):
        if not any(other.cell is piece.cell and _overlap(piece.box, other.box) > 0.5 for other in kept):
            kept.append(piece)
    return sorted(kept, key=lambda p: (p.box[1], p.box[0]))


def cut_piece(grey: Image, piece: Piece, room: PixelBox | None, margin: float, beyond: float = 0.0) -> Image:
    """The picture of a piece with `margin` (in its heights) of paper around; what lies beyond `room`, or
    more than `beyond` above and below its ink, is painted over with paper."""
    x0, y0, x1, y1 = piece.box
    pad = max(2, round(margin * min(piece.height, x1 - x0 + piece.height)))
    high, wide = grey.shape
    limits = room or (0, 0, wide, high)
    left, right = max(limits[0], x0 - pad, 0), min(limits[2], x1 + pad, wide)
    edge = max(_EDGE, round(beyond * piece.height))
    top, bottom = max(limits[1], y0 - edge, 0), min(limits[3], y1 + edge, high)
    part = grey[top:bottom, left:right]
    paper = int(np.percentile(part, 80)) if part.size else 255
    around = (top - y0 + pad, y1 + pad - bottom, left - x0 + pad, x1 + pad - right)
    return np.asarray(cv2.copyMakeBorder(part, *around, cv2.BORDER_CONSTANT, value=paper), np.uint8)
