"""The characters of a PDF page by pdfium, with what speaks against each."""

import ctypes
import math
from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from dossier import Box
from extract.layout.paragraphs import Glyph
from extract.pdf.digits import has_false_digits
from extract.pdf.drawing import Drawing, address, find_dark_grounds
from extract.text import fold_radicals

GARBLED = "有字符没有编码，读不出是什么字"
CUT = "文字被格子裁掉了一部分，纸面上看不全"
UNSEEN = "有看不见的文字，没有采用"

_ALL_DIGITS, _SOME_DIGITS = 1000, 4
"""How many are looked at; where no table is, some will do."""
_SPACES = frozenset({0x20, 0xA0, 0x3000})
_BREAKS = frozenset({9, 10, 13})
_HYPHEN = 0xFFFE
"""What pdfium makes of "-" at the end of a line: it parts a word, but behind no letter it is a minus."""
_NO_INK, _WIDE = 0.1, 0.7
_LETTERS, _FONTS, _CODES = 0xF0000, 31, 0x1000
"""Letters for shapes: of so many fonts, so many of a font, where no character has its code."""
_SURROGATES = frozenset(range(0xD800, 0xE000))
_PRIVATE = 0xF000
"""Where control codes are kept that stand for a character which is seen: nobody knows which."""
_SAMPLE = 200
"""How many characters are asked which way they lie."""

Place = Callable[[float, float], tuple[float, float]]
"""PDF user space to points from the top left of the page as it is shown."""
Indexed = list[tuple[int, Glyph]]
"""Glyphs with their numbers in pdfium's text."""


@dataclass(frozen=True, slots=True)
class Layer:
    """The text of a page. `glyphs` are what a person sees, spaces included, in the order of the file;
    `unseen` the others. `spoilt`: glyphs by what speaks against them (Chinese). `turn`: degrees by which
    most of the text lies turned; `down`: it is written in columns from right to left; `false_digits`: some
    digits are other shapes than the file says."""

    glyphs: tuple[Glyph, ...]
    unseen: tuple[Glyph, ...]
    spoilt: dict[str, list[Glyph]]
    turn: int
    down: bool
    false_digits: bool


def read_layer(page: pdfium.PdfPage, drawing: Drawing) -> Layer:
    text_page = page.get_textpage()
    raw = text_page.raw
    try:
        found = list(_read_glyphs(page, raw))
        spoilt = {GARBLED: [glyph for index, glyph in found if _is_garbled(raw, index, glyph.text)]}
        unseen: Indexed = []
        if drawing.unseen or drawing.covered or drawing.white:
            found, unseen = _part_unseen(page, raw, drawing, found)
        if drawing.cut:
            found, spoilt[CUT] = _cut(page, raw, drawing, found)
        spoilt[UNSEEN] = [glyph for _, glyph in unseen]
        turn = _find_turn(page, raw, found[:_SAMPLE] or unseen[:_SAMPLE])
        glyphs, hidden = (tuple(glyph for _, glyph in some) for some in (found, unseen))
        down = _goes_down(found[:_SAMPLE])
        false = has_false_digits(raw, found, _ALL_DIGITS if drawing.ruled else _SOME_DIGITS)
        return Layer(glyphs, hidden, spoilt, turn, down, false)
    finally:
        text_page.close()


def read_shapes(page: pdfium.PdfPage) -> tuple[Glyph, ...]:
    """The characters with a letter of its own for each code of each font, where nobody knows what the codes
    mean. `shape_font` tells the fonts apart, and in a font the full-width characters, which may repeat the
    others."""
    text_page = page.get_textpage()
    raw, fonts, codes = text_page.raw, dict[tuple[int, bool], int](), dict[tuple[int, str], int]()
    found = []
    try:
        for index, glyph in _read_glyphs(page, raw, by_ink=True):
            if not _has_ink(raw, index):
                continue
            name = address(pdfium_c.FPDFTextObj_GetFont(pdfium_c.FPDFText_GetTextObject(raw, index)))
            wide = glyph.x1 - glyph.x0 > _WIDE * (glyph.bottom - glyph.top)
            font = fonts.setdefault((name, wide), len(fonts) % _FONTS)
            code = codes.setdefault((font, glyph.text), len(codes) % _CODES)
            found.append(glyph._replace(text=chr(_LETTERS + font * _CODES + code)))
    finally:
        text_page.close()
    return tuple(found)


def shape_font(letter: str) -> int:
    return (ord(letter) - _LETTERS) // _CODES


def find_place(page: pdfium.PdfPage) -> Place:
    x0, y0, x1, y1 = page.get_bbox()
    turn = page.get_rotation()
    if turn == 90:
        return lambda x, y: (y - y0, x - x0)
    if turn == 180:
        return lambda x, y: (x1 - x, y - y0)
    if turn == 270:
        return lambda x, y: (y1 - y, x1 - x)
    return lambda x, y: (x - x0, y1 - y)


def place_box(place: Place, box: Box) -> Box:
    (ax, ay), (bx, by) = place(box[0], box[1]), place(box[2], box[3])
    return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def _read_glyphs(page: pdfium.PdfPage, raw: Any, *, by_ink: bool = False) -> Iterator[tuple[int, Glyph]]:
    """The characters on the visible page. Spaces that pdfium made up from a gap are left out: ours are made
    by our own measure. `by_ink`: what has ink is no space, whatever its code."""
    place, (wide, high) = find_place(page), page.get_size()
    flat = page.get_rotation() % 180 == 0
    box, x, y = pdfium_c.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    box_of, is_generated = pdfium_c.FPDFText_GetLooseCharBox, pdfium_c.FPDFText_IsGenerated
    last, base, before = math.nan, 0.0, 0
    for index, code in enumerate(_codes(raw)):
        before, code_before = code, before
        if code in _SPACES:
            if is_generated(raw, index):
                continue
            text = chr(code) if by_ink and _has_ink(raw, index) else " "
        elif code < 32:
            if is_generated(raw, index) or (code in _BREAKS and not (by_ink and _has_ink(raw, index))):
                continue
            text = chr(_PRIVATE + code)
        elif code == _HYPHEN:
            if chr(code_before).isascii() and chr(code_before).isalpha():
                continue
            text = "-"
        else:
            text = chr(code) if code < 0x2E80 or 0x3000 <= code < 0xF900 else fold_radicals(chr(code))
        if not box_of(raw, index, box):
            continue
        (ax, ay), (bx, by) = place(box.left, box.top), place(box.right, box.bottom)
        if ax > bx:
            ax, bx = bx, ax
        if ay > by:
            ay, by = by, ay
        if not (0 <= ax + bx <= 2 * wide and 0 <= ay + by <= 2 * high):
            continue
        edge = box.bottom if flat else box.left
        if edge != last:  # the characters of one run share one baseline
            pdfium_c.FPDFText_GetCharOrigin(raw, index, x, y)
            last, base = edge, place(x.value, y.value)[1]
        yield index, Glyph(text, ax, ay, bx, by, base)


def _has_ink(raw: Any, index: int) -> bool:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium_c.FPDFText_GetCharBox(raw, index, left, right, bottom, top)
    return top.value - bottom.value > _NO_INK and right.value - left.value > _NO_INK


def _codes(raw: Any) -> Sequence[int]:
    """The codes of all characters: in one call, or one by one where some take two units or none."""
    count = max(0, pdfium_c.FPDFText_CountChars(raw))
    buffer = (ctypes.c_ushort * (count + 1))()
    if pdfium_c.FPDFText_GetText(raw, 0, count, buffer) == count + 1:
        codes = array("H", buffer)[:count]
        if _SURROGATES.isdisjoint(codes):
            return codes
    return [pdfium_c.FPDFText_GetUnicode(raw, index) for index in range(count)]


def _is_garbled(raw: Any, index: int, text: str) -> bool:
    return (
        text == "\ufffd"
        or "\ue000" <= text <= "\uf8ff"
        or bool(pdfium_c.FPDFText_HasUnicodeMapError(raw, index))
    )


def _part_unseen(page: pdfium.PdfPage, raw: Any, drawing: Drawing, found: Indexed) -> tuple[Indexed, Indexed]:
    """What a person sees, and what not. White text is seen on a dark ground."""
    place = find_place(page)
    grounds = [place_box(place, box) for box in find_dark_grounds(page)] if drawing.white else []
    seen: Indexed = []
    unseen: Indexed = []
    for index, glyph in found:
        owner = address(pdfium_c.FPDFText_GetTextObject(raw, index))
        hidden = owner in drawing.unseen or owner in drawing.covered
        if owner in drawing.white:
            hidden = hidden or not any(_holds(box, glyph) for box in grounds)
        (unseen if hidden else seen).append((index, glyph))
    return seen, unseen


def _cut(page: pdfium.PdfPage, raw: Any, drawing: Drawing, found: Indexed) -> tuple[Indexed, list[Glyph]]:
    """What is left of text that is cut off, and a mark where it was cut."""
    place = find_place(page)
    left: Indexed = []
    marks = []
    for index, glyph in found:
        edge = drawing.cut.get(address(pdfium_c.FPDFText_GetTextObject(raw, index)))
        if edge is None:
            left.append((index, glyph))
            continue
        room = place_box(place, edge)
        if _holds(room, glyph):
            left.append((index, glyph))
        marks.append(_drawn_into(room, glyph))
    return left, marks


def _drawn_into(room: Box, glyph: Glyph) -> Glyph:
    """The point of `room` that is nearest: something is missing there."""
    x = min(max((glyph.x0 + glyph.x1) / 2, room[0] + 1), room[2] - 1)
    y = min(max((glyph.top + glyph.bottom) / 2, room[1] + 1), room[3] - 1)
    return Glyph(glyph.text, x, y, x, y, y)


def _holds(box: Box, glyph: Glyph) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _find_turn(page: pdfium.PdfPage, raw: Any, some: Indexed) -> int:
    """By how much, anticlockwise, most of the text lies turned on the page as it is shown."""
    angles = Counter(pdfium_c.FPDFText_GetCharAngle(raw, index) for index, _ in some)
    turns: Counter[int] = Counter()
    for angle, count in angles.items():
        turns[round((math.degrees(angle) - page.get_rotation()) / 90) * 90 % 360] += count
    turn, most = turns.most_common(1)[0] if turns else (0, 0)
    return turn if most > len(some) / 2 else 0


def _goes_down(some: Indexed) -> bool:
    """Does each character stand beneath the one before."""
    down = pairs = 0
    for (one, above), (other, below) in pairwise(some):
        if other != one + 1:
            continue
        size = above.bottom - above.top
        pairs += 1
        down += abs(below.x0 - above.x0) < 0.2 * size and 0.5 * size < below.top - above.top < 2 * size
    return pairs >= 3 and down > 0.7 * pairs
