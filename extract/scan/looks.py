"""Everything that stands on a straight page, read in several looks that must agree."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.scan.certainty import INK_LEFT, ONE_STROKE, Look, comparable, find_doubts
from extract.scan.crossed import find_crossed_lines
from extract.scan.digits import EarlierDigits, find_odd_lines
from extract.scan.figures import OTHER_FIGURES, Figures, confirms, contradicts, read_figures
from extract.scan.ocr import Character, Reading, read_lines
from extract.scan.old_forms import fold_old_forms
from extract.scan.pale_ink import PALE_FIGURE, has_pale_figure
from extract.scan.pictures import Image
from extract.scan.pieces import Piece, cut_piece, in_rows, inside
from extract.scan.rivals import Around, Pairs, certainties, sure_pairs, with_likelier_rivals
from extract.scan.stray_ink import without_stray_ink
from extract.scan.strike_marks import find_strike
from extract.scan.strokes import Strokes, with_true_dashes, without_false_gaps
from extract.scan.unread_marks import with_unread_marks

POOR_PRINT = "这一页笔画断缺较多，请对照原件核对"
ODD_DIGIT = "有数字与本页同样的数字不像，可能缺了笔画"
BEYOND = "文字压在格子的边线上，可能有一部分写在别的格子里"
CROSSED = "数字上可能有划线或改动，请看原件"

_LOOKS = ((0.2, 0.0), (0.38, 0.12), (0.28, 0.05))
"""Of each look at a line, in its heights: the paper around it, so that each is at another scale, and what
is seen above and below it, in case its box is too narrow."""
_WIDELY = (0.5, 0.3)
"""The same of what the reader of figures sees, which knows lines with more paper around."""
_EASE, _GOOD_PRINT = 0.95, 0.75
"""What share of a page's text must be read with that certainty for its print to be good."""
_ONES = 4
"""How many ones within numbers show what a one of the page looks like."""
_OF_A_WORD = 3
"""How many characters of a word a line break may part from the rest."""
_SHORT = 12
"""No number alone, with its unit, has more characters."""
_OUTVOTED = 0.95
"""How sure two looks must be of every character to outvote a third."""


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """A piece with what was read of it, and why that may be wrong (Chinese)."""

    piece: Piece
    look: Look
    doubts: tuple[str, ...] = ()
    certainty: float = 1.0
    red: bool = False

    @property
    def believed(self) -> bool:
        """Is it text: a mark that only its ink speaks for must be read without doubt; what is red may be of
        a seal."""
        return bool(self.text.strip()) and not self.red and (self.piece.found or not self.doubts)

    @property
    def text(self) -> str:
        return without_dirt(fold_old_forms(self.look.reading.text))


def read_pieces(
    clean: Image, ink: Image, pieces: Sequence[Piece], earlier: EarlierDigits | None = None, *, poor: bool
) -> list[Read]:
    """Everything is read; what stands in cells, where the values are, twice, and a third time where two
    looks do not settle it. Its digits are added to the `earlier` ones."""
    first = _look_at([_cut(clean, ink, piece, _LOOKS[0]) for piece in pieces])
    pairs = sure_pairs(look.reading.characters for look in first)
    around = _texts_around(pieces, first)
    looks = {n: [_weighed(look, pairs, around[n])] for n, look in enumerate(first)}
    reads = [_settle(piece, looks[n]) for n, piece in enumerate(pieces)]
    for way in _LOOKS[1:]:
        open_ones = [
            n for n, read in enumerate(reads) if read.piece.cell and (read.doubts or way == _LOOKS[1])
        ]
        again = [_stretched(_cut(clean, ink, pieces[n], way)) for n in open_ones]
        for n, look in zip(open_ones, _look_at(again), strict=True):
            looks[n].append(_weighed(look, pairs, around[n]))
            reads[n] = _settle(pieces[n], looks[n])
    if not poor:
        reads = [_with_known_strike(read) for read in reads]
    reads = [replace(r, doubts=(*r.doubts, BEYOND)) if r.piece.crosses else r for r in reads]
    reads = _doubt_odd_digits(reads, earlier or EarlierDigits(), poor=poor)
    return _doubt_other_figures(clean, ink, _doubt_pale_figures(clean, ink, reads))


def _with_known_strike(read: Read) -> Read:
    """A cell that is struck out is so without doubt; print that lost strokes may leave a leaning one."""
    mark = find_strike(read.look.strokes) if read.piece.cell else None
    if mark is None:
        return read
    reading = Reading((Character(mark, 0.5, 1.0),))
    return Read(read.piece, Look(reading, Strokes(read.look.strokes.dark, reading)))


def _doubt_pale_figures(clean: Image, ink: Image, reads: Sequence[Read]) -> list[Read]:
    doubted = list(reads)
    for n, read in enumerate(reads):
        cell, number = read.piece.cell, len(read.text) <= _SHORT and _DIGIT.search(read.text)
        if not cell or read.doubts or not number:
            continue
        if has_pale_figure(clean, read.piece.box, inside(cell, ink)):
            doubted[n] = replace(read, doubts=(PALE_FIGURE,))
    return doubted


def _doubt_other_figures(clean: Image, ink: Image, reads: Sequence[Read]) -> list[Read]:
    """Numbers in cells that nothing speaks against yet are shown to the reader of figures; it is heard where
    it does not take back in two other looks what it said at the first."""
    doubted = list(reads)

    def look(lines: Sequence[int], way: tuple[float, float]) -> list[tuple[int, Figures]]:
        cuts = [_cut(clean, ink, reads[n].piece, way) for n in lines]
        return list(zip(lines, read_figures(cuts), strict=True))

    asked = [n for n, r in enumerate(reads) if r.piece.cell and not r.doubts and _DIGIT.search(r.text)]
    against = [n for n, figures in look(asked, _WIDELY) if contradicts(figures, reads[n].text)]
    agreed = Counter(
        n for way in _LOOKS[1:] for n, figures in look(against, way) if confirms(figures, reads[n].text)
    )
    for n in against:
        if agreed[n] < len(_LOOKS) - 1:
            doubted[n] = replace(reads[n], doubts=(OTHER_FIGURES,))
    return doubted


def _doubt_odd_digits(reads: Sequence[Read], earlier: EarlierDigits, *, poor: bool) -> list[Read]:
    """Digits that another on the page belies are doubted. On a poor print, which has lost strokes, all must
    be borne out by others, and other text must be read with ease."""
    celled = [n for n, read in enumerate(reads) if read.piece.cell and read.text.strip()]
    eased = sum(reads[n].certainty >= _EASE for n in celled)
    poor = poor and eased < _GOOD_PRINT * len(celled)
    looks = [reads[n].look for n in celled]
    odd = {celled[n] for n in find_odd_lines(looks, earlier.digits, strict=poor)}
    lone = any(ONE_STROKE in reads[n].doubts for n in celled)
    strange = odd
    if lone and not poor:
        strange = {celled[n] for n in find_odd_lines(looks, earlier.digits, strict=True)}
    earlier.add(looks)
    crossed = {celled[n] for n in find_crossed_lines(looks)}
    ones = Counter(len(read.text.strip()) > 1 for read in reads for sign in read.text if sign == "1")
    known = ones[True] >= max(_ONES, ones[False])
    doubted = [
        _with_known_stroke(read) if known and n not in strange else read for n, read in enumerate(reads)
    ]
    for n in celled:
        if poor and reads[n].certainty < _EASE:
            doubted[n] = replace(doubted[n], doubts=(*doubted[n].doubts, POOR_PRINT))
        elif n in odd:
            doubted[n] = replace(doubted[n], doubts=(*doubted[n].doubts, ODD_DIGIT))
        if n in crossed:
            doubted[n] = replace(doubted[n], doubts=(*doubted[n].doubts, CROSSED))
    return doubted


def _with_known_stroke(read: Read) -> Read:
    """A lone 1 that looks like those in the numbers of the page is one."""
    if set(read.text.strip()) != {"1"}:
        return read
    return replace(read, doubts=tuple(doubt for doubt in read.doubts if doubt != ONE_STROKE))


def _cut(clean: Image, ink: Image, piece: Piece, way: tuple[float, float]) -> Image:
    return cut_piece(clean, piece, inside(piece.cell, ink) if piece.cell else None, *way)


def _look_at(cuts: Sequence[Image]) -> list[Look]:
    looks = []
    for cut, reading in zip(cuts, read_lines(cuts), strict=True):
        dark = without_stray_ink(dark_of(cut), reading)
        strokes = Strokes(dark, reading)
        settled = with_true_dashes(without_false_gaps(reading, strokes), strokes)
        looks.append(Look(settled, Strokes(strokes.dark, settled)))
    return looks


def _texts_around(pieces: Sequence[Piece], looks: Sequence[Look]) -> list[Around]:
    """For each piece the last characters before it and the first after it, in the lines of its cell or of
    the running text."""
    by_cell: dict[object, list[int]] = {}
    for n, piece in enumerate(pieces):
        by_cell.setdefault(piece.cell, []).append(n)
    around = [("", "")] * len(pieces)
    for own in by_cell.values():
        order = [n for row in in_rows(own, lambda n: pieces[n].box) for n in row]
        texts = ["", *(looks[n].reading.text.strip() for n in order), ""]
        for place, n in enumerate(order):
            around[n] = texts[place][-_OF_A_WORD:], texts[place + 2][:_OF_A_WORD]
    return around


def _weighed(look: Look, pairs: Pairs, around: Around) -> Look:
    reading = with_likelier_rivals(look.reading, around)
    certainty = min(certainties(reading.characters, pairs, around), default=1.0)
    return Look(reading, Strokes(look.strokes.dark, reading), certainty)


def _settle(piece: Piece, looks: Sequence[Look]) -> Read:
    """The first look that another one bears out; the very first with its doubts where none does. Running
    text is looked at once."""
    if piece.cell is None:
        return Read(piece, _with_unread_marks(looks[0]), (), looks[0].certainty)
    if len(looks) == 1:
        return Read(piece, looks[0])
    pairs = list(combinations(looks, 2))
    doubts = [tuple(dict.fromkeys(find_doubts(one, other))) for one, other in pairs]
    for (one, other), found in zip(pairs, doubts, strict=True):
        outvoted = len(looks) > 2 and _certainty(one, other) < _OUTVOTED
        if not found and not outvoted and not _is_belied(one, looks[0], doubts[0]):
            return Read(piece, one, (), _certainty(one, other))
    return Read(piece, looks[0], doubts[0], _certainty(looks[0], looks[1]))


def _with_unread_marks(look: Look) -> Look:
    reading = with_unread_marks(look.reading, look.strokes)
    return replace(look, reading=reading, strokes=Strokes(look.strokes.dark, reading))


def _is_belied(look: Look, first: Look, doubts: Sequence[str]) -> bool:
    """Did the first look say the same, with ink left that no character has."""
    same = comparable(look.reading.text) == comparable(first.reading.text)
    return look is not first and same and INK_LEFT in doubts


def _certainty(one: Look, other: Look) -> float:
    return min(one.certainty, other.certainty)


def _stretched(cut: Image) -> Image:
    """With the darkest made black and the paper white."""
    low, high = np.percentile(cut, (1, 80))
    scale = 255 / max(20.0, float(high - low))
    return np.asarray(cv2.convertScaleAbs(cut.astype(np.float32) - low, alpha=scale), np.uint8)


def dark_of(cut: Image) -> NDArray[np.bool_]:
    """True where a line of text is dark, judged by its own paper and ink."""
    ink, paper = np.percentile(cut, (1, 80))
    return np.asarray(cut < paper - 0.38 * max(24.0, paper - ink), np.bool_)


_DIGIT = re.compile(r"\d")
_DIRT = re.compile(
    r"^[.。·•`'°*~]+(?=[一-鿿])|(?<=[一-鿿。，；：）)])[.·•`'°*~]+$|(?<=[、，；：。])[.·•`'°*~]+(?=[一-鿿])"
)


def without_dirt(text: str) -> str:
    """Without the specks that were read as signs at the ends of a line of Chinese. A point between two
    characters stays: it may be of a name (买买提·艾力)."""
    return _DIRT.sub("", text)
