"""What is written by hand in the cells of a page: a signature, a date. Whether, never what.

A hand writes taller than print, in strokes that no character explains, in blue ink, dates with dots. What
seals leave behind looks alike where they are not red; then it cannot be told.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import get_args

import numpy as np

from dossier import Box, Seal, Table
from dossier.handwriting import HandKind, Presence
from dossier.pages import Hand
from extract.scan.certainty import INK_LEFT, UNREAD
from extract.scan.lattice import Lattice
from extract.scan.looks import Read
from extract.scan.pictures import Image
from extract.scan.straight import Sheet

_ROOM = 3.0
"""How many lines of print a cell is high, at least, in which somebody could write by hand."""
_SMALL, _PLAIN = 0.6, 1.75
"""In heights of print: what is smaller is dirt; what is read without doubt and no higher is print."""
_WRITTEN_DATE, _PRINTED_DATE, _TWO_LINES = 1.4, 1.35, 2.4
"""From which height a date with dots is of a hand; up to which any date is of print; from which there may be
a line of writing besides."""
_FIGURES = 1.9
"""From which height nothing but figures is a date of a hand, be its dots lost."""
_SIGNED, _SIGNED_WIDE = (2.1, 4.2), (2.5, 13.0)
"""How high and how wide signatures are."""
_HARDLY, _SURELY = 0.6, 0.9
"""How sure the recogniser is of a scrawl at most, and of print at least."""
_BLUE, _MOSTLY = 30, 0.35
"""How much more blue than red there is in blue ink, beyond the paper's, and in what share of the ink."""
_GREY_STEPS = 6
_AROUND_SEAL = 1.1
_DOT = re.compile(r"[.．·]")
_WITH_DOTS = re.compile(r"20\d\d[.．·]\d{1,2}[.．·]\d")


@dataclass(frozen=True, slots=True)
class _Mark:
    """A piece that stands in a cell, its size in heights of print; `on`: the kind of seal it stands on."""

    read: Read
    high: float
    wide: float
    blue: bool
    on: str

    @property
    def text(self) -> str:
        return self.read.text

    @property
    def digits(self) -> int:
        return sum(character.isdigit() for character in self.text)

    @property
    def has_ink_left(self) -> bool:
        return UNREAD in self.read.doubts or INK_LEFT in self.read.doubts


def with_hands(
    table: Table, lattice: Lattice, reads: Sequence[Read], sheet: Sheet, seals: Sequence[Seal]
) -> Table:
    """The table with what is written by hand in each of its cells. `reads` are those of all the page."""
    print_height = _height_of_print(reads)
    grey = _is_grey(sheet.pixels)
    cells = []
    for cell, place in zip(table.cells, lattice.cells, strict=True):
        own = [read for read in reads if read.piece.cell is place]
        if place.box[3] - place.box[1] > _ROOM * print_height:
            marks = [_mark(read, print_height, sheet, seals, grey=grey) for read in own]
            cell = replace(cell, hands=tuple(_find_hands(marks, sheet, grey=grey)))
        cells.append(cell)
    return replace(table, cells=tuple(cells))


def _height_of_print(reads: Sequence[Read]) -> float:
    plain = [read.piece.height for read in reads if read.piece.cell and read.believed and not read.doubts]
    return float(np.median(plain)) if plain else 30.0


def _is_grey(pixels: Image) -> bool:
    few = pixels[::16, ::16].astype(np.int16)
    return bool(np.percentile(np.abs(few[:, :, 0] - few[:, :, 2]), 99) < _GREY_STEPS)


def _mark(read: Read, height: float, sheet: Sheet, seals: Sequence[Seal], *, grey: bool) -> _Mark:
    x0, y0, x1, y1 = read.piece.box
    box = sheet.box_in_points(x0, y0, x1, y1)
    on = any(_stands_on(box, place.box) for seal in seals for place in seal.evidence)
    kind = "" if not on else "grey" if grey else "red"
    blue = _is_blue(sheet.pixels[y0:y1, x0:x1])
    return _Mark(read, (y1 - y0) / height, (x1 - x0) / height, blue, kind)


def _stands_on(box: Box, seal: Box | None) -> bool:
    """Whether its middle lies on the ring that fills the box of a seal, or within."""
    if seal is None:
        return False
    across = (box[0] + box[2] - seal[0] - seal[2]) / max(1.0, seal[2] - seal[0])
    down = (box[1] + box[3] - seal[1] - seal[3]) / max(1.0, seal[3] - seal[1])
    return bool(np.hypot(across, down) < _AROUND_SEAL)


def _is_blue(part: Image) -> bool:
    if not part.size:
        return False
    colours = part.astype(np.int16)
    paper = np.percentile(colours.reshape(-1, 3), 85, axis=0)
    dark = colours.mean(axis=2) < paper.mean() - 40
    bluer = colours[:, :, 2] - colours[:, :, 0] - (paper[2] - paper[0])
    return bool(np.count_nonzero(dark) > 20 and (bluer[dark] > _BLUE).mean() > _MOSTLY)


def _find_hands(marks: Sequence[_Mark], sheet: Sheet, *, grey: bool) -> Iterator[Hand]:
    """What is written, or may be; nothing of a kind that is not there."""
    said: list[tuple[HandKind, Presence, _Mark]] = []
    for mark in marks:
        said += [(kind, presence, mark) for kind, presence in _judge(mark, grey=grey)]
    for kind in get_args(HandKind):
        own = [(presence, mark) for one, presence, mark in said if one == kind]
        written = [mark for presence, mark in own if presence == "written"]
        for mark in written or [mark for _, mark in own]:
            box = sheet.box_in_points(*mark.read.piece.box)
            yield Hand(kind, "written" if written else "unclear", box)


def _judge(mark: _Mark, *, grey: bool) -> Iterator[tuple[HandKind, Presence]]:
    """What a mark speaks for; print and dirt speak for nothing."""
    if _is_written_date(mark):
        yield "date", "written"
        if mark.high > _TWO_LINES:
            yield "signature", "unclear"
    elif _is_signature(mark, grey=grey):
        yield "signature", "written"
    elif not _is_print(mark):
        yield "signature", "unclear"
        if mark.wide > 3 or mark.digits:
            yield "date", "unclear"


def _is_written_date(mark: _Mark) -> bool:
    over_print = "年" in mark.text
    if mark.blue:
        return mark.digits >= 3 and mark.high > 0.8 and not over_print
    sure = mark.high >= _WRITTEN_DATE and mark.read.certainty > 0.2 and mark.on != "grey"
    if over_print:
        return sure and bool(_WITH_DOTS.search(mark.text))
    figures = mark.digits >= 5 and mark.high >= _FIGURES and len(mark.text) <= mark.digits + 3
    return sure and ((mark.digits >= 4 and bool(_DOT.search(mark.text))) or figures)


def _is_signature(mark: _Mark, *, grey: bool) -> bool:
    """A chop, which is square, cannot be told from it on a grey page."""
    if mark.blue:
        return mark.high > 0.8 and mark.wide > 1 and mark.digits < 3
    scrawled = mark.read.piece.found and mark.read.certainty < _HARDLY and bool(mark.read.doubts)
    sized = _SIGNED[0] <= mark.high <= _SIGNED[1] and _SIGNED_WIDE[0] <= mark.wide <= _SIGNED_WIDE[1]
    alone = len(mark.text) <= 3 and mark.digits < 2 and mark.on != "grey"
    return scrawled and sized and alone and not (grey and mark.wide < 2 * mark.high)


def _is_print(mark: _Mark) -> bool:
    """Or dirt, or what a red seal has left."""
    if mark.high < _SMALL or mark.high * mark.wide < _SMALL:
        return True
    if mark.blue:
        return False
    if mark.on == "red" and (mark.read.red or not mark.read.piece.found) and mark.high < _SIGNED[0]:
        return True
    if mark.high >= _PLAIN or (mark.digits and mark.high > _PRINTED_DATE):
        return False
    sure = mark.read.certainty >= _SURELY and mark.read.piece.found and not mark.has_ink_left
    return sure or not mark.read.doubts
