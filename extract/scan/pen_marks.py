"""Red writing that is of no seal: a teacher's pen through a value, a value typed in red.

Red is taken away before anything is read; what else than seals it was must not be forgotten.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dossier import Seal
from extract.scan.ink import Mask, red_mask
from extract.scan.lattice import LatticeCell
from extract.scan.pieces import Piece
from extract.scan.straight import Sheet

PEN = "有红色的笔迹或文字，请看原件"

_LEAST, _TEXT = 0.05, 0.2
"""How much red is a stroke across a line, and is text in a cell, in squares of the line's height."""
_AROUND, _EDGE = 0.08, 0.15
"""How far beyond its box a seal may reach, in its width; how far from the edge of a cell its text stands, in
its height."""
_LINE = 0.011
"""How high a line of text is, as a part of the page's longer side."""


@dataclass(frozen=True, slots=True, eq=False)
class PenMarks:
    """Where on the straight page there is red that is of no seal."""

    red: Mask

    def crosses(self, piece: Piece) -> bool:
        """Does red run through what stands in a cell, or close beside it."""
        x0, y0, x1, y1 = piece.box
        beside = piece.height
        near = self.red[max(0, y0 - beside // 4) : y1 + beside // 4, max(0, x0 - beside) : x1 + beside]
        return piece.cell is not None and bool(near.sum() > _LEAST * beside**2)

    def stand_in(self, cell: LatticeCell) -> bool:
        """Is there so much red in a cell as a character has, well within its borders."""
        x0, y0, x1, y1 = cell.box
        edge = round(_EDGE * (y1 - y0))
        line = _LINE * max(self.red.shape)
        return bool(self.red[y0 + edge : y1 - edge, x0 + edge : x1 - edge].sum() > _TEXT * line * line)


def find_pen_marks(sheet: Sheet, seals: Sequence[Seal]) -> PenMarks:
    """All red of a straight page but that of its seals, however faint these are found."""
    red = red_mask(sheet.pixels)
    if not red.any():
        return PenMarks(red)
    rows, columns = np.nonzero(red)
    places = sheet.in_points(np.column_stack([columns, rows]).astype(np.float32))
    for box in (one.box for seal in seals for one in seal.evidence if one.box):
        more = _AROUND * (box[2] - box[0])
        low, high = np.array(box[:2]) - more, np.array(box[2:]) + more
        inside = ((places > low) & (places < high)).all(axis=1)
        red[rows[inside], columns[inside]] = False
    return PenMarks(red)
