"""Do the digits of a PDF look like what they are said to be. A file tells of each shape which character it
is, and may tell wrongly; the holes in a digit say what it can be."""

from collections.abc import Iterable
from typing import Any

import pypdfium2.raw as pdfium_c

from extract.layout.paragraphs import Glyph
from extract.pdf.drawing import address

_CONTOURS = {
    "0": frozenset({2, 3, 4}),  # plain, with a dot or a stroke inside
    "4": frozenset({1, 2}),  # open or closed
    "6": frozenset({2}),
    "8": frozenset({3}),
    "9": frozenset({2}),
    **dict.fromkeys("12357", frozenset({1})),
}
"""How many closed lines draw a digit: one around it, one around each hole."""
_CONTOURS |= {chr(ord(digit) + 0xFEE0): some for digit, some in _CONTOURS.items()}
_SIZE = 12.0


def has_false_digits(raw: Any, found: Iterable[tuple[int, Glyph]], most: int) -> bool:
    """Has any digit a shape that no such digit has. `raw` is pdfium's text page, `found` are its characters
    with their numbers there; at `most` so many digits are looked at. Fonts without outlines tell nothing."""
    asked: set[tuple[int, str]] = set()
    for index, glyph in found:
        if glyph.text not in _CONTOURS:
            continue
        font = pdfium_c.FPDFTextObj_GetFont(pdfium_c.FPDFText_GetTextObject(raw, index))
        if not font or (key := (address(font), glyph.text)) in asked:
            continue
        if len(asked) == most:
            return False
        asked.add(key)
        contours = _count_contours(font, glyph.text)
        if contours and contours not in _CONTOURS[glyph.text]:
            return True
    return False


def _count_contours(font: Any, character: str) -> int:
    path = pdfium_c.FPDFFont_GetGlyphPath(font, ord(character), _SIZE)
    if not path:
        return 0
    segments = range(pdfium_c.FPDFGlyphPath_CountGlyphSegments(path))
    kinds = (
        pdfium_c.FPDFPathSegment_GetType(pdfium_c.FPDFGlyphPath_GetGlyphPathSegment(path, n))
        for n in segments
    )
    return sum(kind == pdfium_c.FPDF_SEGMENT_MOVETO for kind in kinds)
