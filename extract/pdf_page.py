"""One look at a PDF page by pdfium: its characters, its ruled lines, its pictures."""

import ctypes
import math
from collections.abc import Callable
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from dossier import Line
from extract.layout import Glyph, compose_lines
from extract.text import fold_radicals

_GARBLED_SHARE = 0.02
_PICTURE_SHARE = 0.5
_SPACES = frozenset({0x20, 0xA0, 0x3000})
_HYPHEN = 0xFFFE
_SAMPLE = 200

Place = Callable[[float, float], tuple[float, float]]
"""PDF user space to points from the top left of the page as it is shown."""


@dataclass(frozen=True, slots=True)
class PageLook:
    """`number` from 1, sizes in points. `ruled`: it may hold a table with lines. `doubts`: why its text
    may not be what a person sees, in Chinese."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    lines: tuple[Line, ...]
    ruled: bool
    images: bool
    doubts: tuple[str, ...]


def look_at_page(page: pdfium.PdfPage, number: int) -> PageLook:
    width, height = page.get_size()
    place = _placing(page)
    glyphs, garbled, turned = _read_glyphs(page, place, (width, height))
    ruled, pictures = _look_at_objects(page, width * height)
    doubts = []
    if garbled > _GARBLED_SHARE * max(1, len(glyphs)):
        doubts.append("这一页的文字编码有乱码")
    if turned > min(_SAMPLE, len(glyphs)) / 2:
        doubts.append("这一页的文字是横放或倒放的，请转正后重新提交")
    if pictures and glyphs:
        doubts.append("这一页是图片加文字层，文字层可能与图片不一致")
    return PageLook(number, width, height, glyphs, compose_lines(glyphs), ruled, pictures, tuple(doubts))


def _placing(page: pdfium.PdfPage) -> Place:
    x0, y0, x1, y1 = page.get_cropbox()
    turn = page.get_rotation()
    if turn == 90:
        return lambda x, y: (y - y0, x - x0)
    if turn == 180:
        return lambda x, y: (x1 - x, y - y0)
    if turn == 270:
        return lambda x, y: (y1 - y, x1 - x)
    return lambda x, y: (x - x0, y1 - y)


def _read_glyphs(
    page: pdfium.PdfPage, place: Place, size: tuple[float, float]
) -> tuple[tuple[Glyph, ...], int, int]:
    """The characters on the visible page in the order of the file, spaces included; how many have no
    sensible code; how many lie on their side."""
    text_page = page.get_textpage()
    raw = text_page.raw
    box, x, y = pdfium_c.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    glyphs: list[Glyph] = []
    garbled = turned = 0
    for index in range(text_page.count_chars()):
        code = pdfium_c.FPDFText_GetUnicode(raw, index)
        is_space = code in _SPACES
        if (code <= 32 and not is_space) or code == _HYPHEN or (is_space and _is_generated(raw, index)):
            continue
        if not pdfium_c.FPDFText_GetLooseCharBox(raw, index, ctypes.byref(box)):
            continue
        pdfium_c.FPDFText_GetCharOrigin(raw, index, ctypes.byref(x), ctypes.byref(y))
        (ax, ay), (bx, by) = place(box.left, box.bottom), place(box.right, box.top)
        middle = (ax + bx) / 2, (ay + by) / 2
        if not (0 <= middle[0] <= size[0] and 0 <= middle[1] <= size[1]):
            continue
        garbled += code == 0xFFFD or 0xE000 <= code <= 0xF8FF
        turned += index < _SAMPLE and _is_turned(page, raw, index)
        text = " " if is_space else fold_radicals(chr(code))
        base = place(x.value, y.value)[1]
        glyphs.append(Glyph(text, min(ax, bx), min(ay, by), max(ax, bx), max(ay, by), base))
    text_page.close()
    return tuple(glyphs), garbled, turned


def _is_generated(raw: object, index: int) -> bool:
    """A space that pdfium made up from a gap; ours are made by our own measure."""
    return bool(pdfium_c.FPDFText_IsGenerated(raw, index))


def _is_turned(page: pdfium.PdfPage, raw: object, index: int) -> bool:
    angle = math.degrees(pdfium_c.FPDFText_GetCharAngle(raw, index))
    return bool(abs((angle - page.get_rotation() + 180) % 360 - 180) > 10)


def _look_at_objects(page: pdfium.PdfPage, area: float) -> tuple[bool, bool]:
    """May it hold a ruled table; does a picture cover much of it."""
    across = down = 0
    pictures = False
    kinds = (pdfium_c.FPDF_PAGEOBJ_PATH, pdfium_c.FPDF_PAGEOBJ_IMAGE)
    for thing in page.get_objects(filter=kinds, max_depth=4):
        left, bottom, right, top = thing.get_bounds()
        wide, high = right - left, top - bottom
        if thing.type == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            pictures = pictures or wide * high > _PICTURE_SHARE * area
            continue
        across += (wide > 20) * (2 if high > 5 else 1)
        down += (high > 5) * (2 if wide > 20 else 1)
        if across >= 2 and down >= 2 and not pictures:
            return True, pictures
    return across >= 2 and down >= 2, pictures
