"""Writing that is not read as text: red that is of no seal, and what is left of text that is worn to specks.

Red is taken away before anything is read; what else than seals it was must not be forgotten. And a cell in
which a fax left a few dots of each character is not blank, nor one with ink that has nearly faded.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from dossier import Seal
from extract.scan.border_ink import is_written_on_border
from extract.scan.ink import Mask, red_mask
from extract.scan.lattice import LatticeCell
from extract.scan.pale_ink import has_pale_ink
from extract.scan.pictures import Image
from extract.scan.pieces import Piece
from extract.scan.straight import Sheet

PEN = "有红色的笔迹或文字，请看原件"
TRACES = "格子里有些笔迹，认不出是什么，不能当作空白"
ON_BORDER = "格子的边线上压着字迹，可能是这一格的，不能当作空白"
PALE = "格子里好像有很淡的字，不能当作空白，请看原件"

_LEAST, _TEXT = 0.05, 0.2
"""How much red is a stroke across a line, and is text in a cell, in squares of the line's height."""
_AROUND, _EDGE = 0.08, 0.15
"""How far beyond its box a seal may reach, in its width; how far from the edge of a cell its text stands, in
its height."""
_FROM_RULE = 0.0035
"""How far from the edge of a cell, as a part of the page's longer side, its rules are seen no more."""
_TRACES, _DIRTIER, _SPECKS = 0.08, 6.0, 6
"""How much ink in a cell where nothing is read, in squares of a line's height, is what is left of text; how
many times that of bare paper, and in how many specks."""
_WORN = 3
"""A page on which so many cells hold traces alone has lost the print of others altogether."""
_BLOCK, _PAPER = 32, 0.3
"""The page is looked at in blocks of so many pixels, of which that part shows bare paper."""
_LINE = 0.011
"""How high a line of text is, as a part of the page's longer side."""


@dataclass(frozen=True, slots=True, eq=False)
class PenMarks:
    """Where on the straight page there is `red` that is of no seal, and any `ink` at all in the `grey`
    picture; `dirt` is the part of bare paper that is dark; `worn`: so much of the print is lost that no cell
    shows that it is blank."""

    red: Mask
    ink: Mask
    grey: Image
    dirt: float
    worn: bool = False

    def crosses(self, piece: Piece) -> bool:
        """Does red run through what stands in a cell, or close beside it."""
        x0, y0, x1, y1 = piece.box
        beside = piece.height
        near = self.red[max(0, y0 - beside // 4) : y1 + beside // 4, max(0, x0 - beside) : x1 + beside]
        return piece.cell is not None and bool(near.sum() > _LEAST * beside**2)

    def why_not_blank(self, cell: LatticeCell) -> Iterator[str]:
        """Why a cell in which nothing was read may not be blank (Chinese): one reason at most."""
        if self.stand_in(cell):
            yield PEN
        elif self.worn or self.are_left_in(cell):
            yield TRACES
        elif self.are_pale_in(cell):
            yield PALE
        elif is_written_on_border(self.ink, cell.box):
            yield ON_BORDER

    def stand_in(self, cell: LatticeCell) -> bool:
        """Is there so much red in a cell as a character has, well within its borders."""
        return bool(self._within(self.red, cell).sum() > _TEXT * self._square)

    def on_page_of(self, unread: Iterable[LatticeCell]) -> "PenMarks":
        """These marks, knowing of all the cells of the page in which nothing was read."""
        return replace(self, worn=sum(self.are_left_in(cell) for cell in unread) >= _WORN)

    def are_left_in(self, cell: LatticeCell) -> bool:
        """Is a cell darker than the dirt of the page makes it."""
        part = self._within(self.ink, cell)
        dark = int(part.sum())
        if dark < max(_TRACES * self._square, _DIRTIER * self.dirt * part.size):
            return False
        return cv2.connectedComponents(part.astype(np.uint8))[0] > _SPECKS

    def are_pale_in(self, cell: LatticeCell) -> bool:
        """Is there, in a cell without any other, ink that has nearly faded."""
        side = max(self.grey.shape)
        x0, y0, x1, y1 = cell.box
        edge = round(_FROM_RULE * side)
        return has_pale_ink(self.grey[y0 + edge : y1 - edge, x0 + edge : x1 - edge], side)

    @property
    def _square(self) -> float:
        return float((_LINE * max(self.red.shape)) ** 2)

    def _within(self, mask: Mask, cell: LatticeCell) -> Mask:
        """The part of a mask well within a cell."""
        x0, y0, x1, y1 = cell.box
        edge = round(_EDGE * (y1 - y0))
        return mask[y0 + edge : y1 - edge, x0 + edge : x1 - edge]


def find_pen_marks(sheet: Sheet, seals: Sequence[Seal], grey: Image, ink: Image) -> PenMarks:
    """Of a straight page, `grey` without red; its `ink` is 255 where it is dark. Red is none of
    its seals', however faint these are found."""
    dark = ink > 0
    shares = np.sort(
        cv2.resize(ink, None, fx=1 / _BLOCK, fy=1 / _BLOCK, interpolation=cv2.INTER_AREA), axis=None
    )
    dirt = float(shares[: round(_PAPER * shares.size)].mean()) / 255
    return PenMarks(_red_of_no_seal(sheet, seals), dark, grey, dirt)


def _red_of_no_seal(sheet: Sheet, seals: Sequence[Seal]) -> Mask:
    red = red_mask(sheet.pixels)
    if not red.any():
        return red
    rows, columns = np.nonzero(red)
    places = sheet.in_points(np.column_stack([columns, rows]).astype(np.float32))
    for box in (one.box for seal in seals for one in seal.evidence if one.box):
        more = _AROUND * (box[2] - box[0])
        low, high = np.array(box[:2]) - more, np.array(box[2:]) + more
        inside = ((places > low) & (places < high)).all(axis=1)
        red[rows[inside], columns[inside]] = False
    return red
