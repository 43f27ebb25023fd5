"""Characters of a PDF page that a person may not see, or not count: white, struck, covered, turned."""

from collections.abc import Iterable, Sequence
from typing import Any

from dossier import Box
from extract.layout.paragraphs import Glyph

WHITE, STRUCK = "格子里有白色的文字，纸面上看不见", "有划掉的文字"
COVERED, TURNED = "有文字被遮盖或涂改", "有倒置或倾斜的文字"


def find_spoilt(
    page: Any,
    characters: Sequence[Any],
    glyphs: Sequence[Glyph],
    cells: Sequence[Box],
    origin: tuple[float, float],
) -> dict[str, list[Glyph]]:
    """By reason (Chinese). `characters` are pdfplumber's of `page`, `glyphs` the same as ours; `cells` are
    the boxes of all table cells."""
    strokes = [_box(edge, origin) for edge in page.horizontal_edges]
    slashes = [box for line in (*page.lines, *page.curves) if _is_slanted(box := _box(line, origin))]
    dark = [_box(rect, origin) for rect in page.rects if rect["fill"] and _is_dark(rect)]
    covers = [box for rect in page.rects if rect["fill"] and _is_patch(box := _box(rect, origin), cells)]
    return {
        WHITE: [g for c, g in zip(characters, glyphs, strict=True) if _is_white(c)],
        STRUCK: [g for g in glyphs if _any(strokes, g, _strikes) or _any(slashes, g, _touches)],
        COVERED: [g for g in glyphs if _any(covers, g, _touches)]
        + [
            g for c, g in zip(characters, glyphs, strict=True) if _any(dark, g, _touches) and not _is_white(c)
        ],
        TURNED: [g for c, g in zip(characters, glyphs, strict=True) if _is_turned(c, page)],
    }


def _box(thing: Any, origin: tuple[float, float]) -> Box:
    x, y = origin
    return thing["x0"] - x, thing["top"] - y, thing["x1"] - x, thing["bottom"] - y


def _any(boxes: Iterable[Box], glyph: Glyph, meets: Any) -> bool:
    return any(meets(box, glyph) for box in boxes)


def _strikes(line: Box, glyph: Glyph) -> bool:
    """Does a horizontal line cross the middle of a character."""
    size = glyph.bottom - glyph.top
    across = line[0] < glyph.x0 + 0.3 * size and line[2] > glyph.x1 - 0.3 * size
    return across and glyph.top + 0.25 * size < line[1] < glyph.base - 0.15 * size


def _touches(box: Box, glyph: Glyph) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _is_slanted(box: Box) -> bool:
    return box[2] - box[0] > 3 and box[3] - box[1] > 3


def _is_patch(box: Box, cells: Sequence[Box]) -> bool:
    """A filled area inside a cell, smaller than it: no rule and no ground, but a cover."""
    wide, high = box[2] - box[0], box[3] - box[1]
    if wide < 3 or high < 3:
        return False
    return any(
        _holds(cell, box) and (wide < 0.85 * (cell[2] - cell[0]) or high < 0.6 * (cell[3] - cell[1]))
        for cell in cells
    )


def _holds(outer: Box, inner: Box) -> bool:
    return (
        outer[0] - 1 < inner[0]
        and inner[2] < outer[2] + 1
        and outer[1] - 1 < inner[1]
        and inner[3] < outer[3] + 1
    )


def _is_white(thing: Any) -> bool:
    """White in any colour space. A file that names no colour means black."""
    color = _color_of(thing)
    if len(color) == 4:
        return max(color) < 0.05
    return bool(color) and min(color) > 0.94


def _is_dark(rect: Any) -> bool:
    """A filled area, no rule, too dark for black text to be seen on it."""
    color = _color_of(rect)
    if rect["width"] < 3 or rect["height"] < 3 or not color:
        return False
    if len(color) == 4:
        return color[3] > 0.6 or sum(color[:3]) > 1.8
    return sum(color) / len(color) < 0.4


def _color_of(thing: Any) -> tuple[float, ...]:
    """The colour a thing is filled with; empty where none, or a pattern, is named."""
    color = thing["non_stroking_color"]
    parts = color if isinstance(color, tuple | list) else (color,)
    return tuple(parts) if all(isinstance(part, int | float) for part in parts) else ()


def _is_turned(char: Any, page: Any) -> bool:
    """Upside down, mirrored or slanting, on a page that is not turned as a whole. Italics lean a little."""
    across, up, lean, down = char["matrix"][:4]
    if page.rotation:
        return False
    return bool(across <= 0 or down <= 0 or abs(up) > 0.05 * across or abs(lean) > 0.4 * down)
