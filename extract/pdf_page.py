"""One look at a PDF page by pdfium: its characters, its ruled lines, its pictures."""

import ctypes
from collections.abc import Callable
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from dossier import Line
from extract.layout import Glyph, compose_lines
from extract.text import fold_radicals

_GARBLED_SHARE = 0.02
_PICTURE_SHARE = 0.5

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
    glyphs, garbled = _read_glyphs(page, place)
    ruled, pictures = _look_at_objects(page, width * height)
    doubts = []
    if garbled > _GARBLED_SHARE * max(1, len(glyphs)):
        doubts.append("这一页的文字编码有乱码")
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


def _read_glyphs(page: pdfium.PdfPage, place: Place) -> tuple[tuple[Glyph, ...], int]:
    """The characters in the order of the file, and how many of them have no sensible code."""
    text_page = page.get_textpage()
    raw = text_page.raw
    box, x, y = pdfium_c.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    glyphs, garbled = [], 0
    for index in range(text_page.count_chars()):
        code = pdfium_c.FPDFText_GetUnicode(raw, index)
        if code <= 32 or code in (0xA0, 0x3000, 0xFFFE):
            continue
        if not pdfium_c.FPDFText_GetLooseCharBox(raw, index, ctypes.byref(box)):
            continue
        pdfium_c.FPDFText_GetCharOrigin(raw, index, ctypes.byref(x), ctypes.byref(y))
        garbled += code == 0xFFFD or 0xE000 <= code <= 0xF8FF
        (ax, ay), (bx, by) = place(box.left, box.bottom), place(box.right, box.top)
        base = place(x.value, y.value)[1]
        glyphs.append(
            Glyph(fold_radicals(chr(code)), min(ax, bx), min(ay, by), max(ax, bx), max(ay, by), base)
        )
    text_page.close()
    return tuple(glyphs), garbled


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
