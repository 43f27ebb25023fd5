"""The parts of a table that runs over pages: which belong together, where their columns lie, what stands
around them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dossier import Cell, Document, Page, Paragraph, Table
from extract.narrative.numbering import numbering_level

_OUTER_EDGE, _INNER_EDGE = 3.0, 2.0
_SAME_PART = 0.02
_PICTURE_WIDTH = 100.0
"""A table on a picture is measured as if it were so many points wide: two hundredths are one ruled line."""
_CHAPTER = 3
"""Numbering down to （一） heads chapters; 1. also numbers the notes of a form."""
_TITLE_LINES, _REMARK_LINES, _SHORT = 6, 3, 70


@dataclass(frozen=True, slots=True)
class Part:
    """A table and the page it stands on."""

    page: Page
    table: Table


def runs_on(last: Part, part: Part) -> bool:
    """The same outer edges on the next page, and no text between."""
    if part.page.number != last.page.number + 1 or part.page.method != last.page.method:
        return False
    if last.table is not last.page.tables[-1] or part.table is not part.page.tables[0]:
        return False
    if part.page.method == "ocr":
        return _runs_on_in_pictures(last, part)
    one, other = last.table.box, part.table.box
    if one is None or other is None:
        return False
    if abs(one[0] - other[0]) > _OUTER_EDGE or abs(one[2] - other[2]) > _OUTER_EDGE:
        return False
    below = any(p.box and p.box[1] > one[3] - 1 for p in last.page.paragraphs)
    above = any(p.box and p.box[3] < other[1] + 1 for p in part.page.paragraphs)
    return not below and not above


def _runs_on_in_pictures(last: Part, part: Part) -> bool:
    """Pictures lie differently on each page: columns at the same parts of the width, and no text between;
    a single character is dirt."""
    one, other = last.table.column_edges[1:-1], part.table.column_edges[1:-1]
    shared = any(abs(a - b) < _SAME_PART for a in one for b in other)
    below = any(p.index > last.table.after and len(p.text) > 1 for p in last.page.paragraphs)
    above = any(p.index <= part.table.after and len(p.text) > 1 for p in part.page.paragraphs)
    return (shared or not one or not other) and not below and not above


def find_edges(parts: Sequence[Part]) -> list[float]:
    found: list[float] = []
    sides = [side for part in parts for c in part.table.cells for side in sides_of(part.table, c)]
    for edge in sorted(sides):
        if not found or edge - found[-1] > _INNER_EDGE:
            found.append(edge)
    return found


def sides_of(table: Table, cell: Cell) -> tuple[float, float] | tuple[()]:
    """Where a cell begins and ends, in points; on a picture, as if its table were as wide as a page."""
    if table.column_edges:
        first, last = cell.column, cell.column + cell.column_span
        return table.column_edges[first] * _PICTURE_WIDTH, table.column_edges[last] * _PICTURE_WIDTH
    return (cell.box[0], cell.box[2]) if cell.box else ()


def nearest(edges: list[float], x: float) -> int:
    return min(range(len(edges)), key=lambda n: abs(edges[n] - x))


def find_context(document: Document, parts: Sequence[Part]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The short lines before (nearest first) and after a table."""
    first, last = parts[0], parts[-1]
    before = [p for p in first.page.paragraphs if _is_before(p, first)]
    after = [p for p in last.page.paragraphs if not _is_before(p, last)]
    names = [_dated(first.page.name)] if first.page.name else []
    if first.page.paged and not before:
        before = list(_page_numbered(document, first.page.number - 1))
    if last.page.paged and not after:
        after = list(_page_numbered(document, last.page.number + 1))
    upper = [p.text for p in reversed(before[-_TITLE_LINES:])]
    lower = [p.text for p in after[:_REMARK_LINES]]
    return tuple(_while_short(upper) + names), tuple(_while_short(lower))


def _page_numbered(document: Document, number: int) -> Sequence[Paragraph]:
    return next((page.paragraphs for page in document.pages if page.number == number), ())


def find_span(document: Document, parts: Sequence[Part]) -> tuple[int, int]:
    first, last = parts[0], parts[-1]
    placed = [(page.number, p) for page in document.pages for p in page.paragraphs]
    before = [p.index for n, p in placed if (n, True) <= (first.page.number, _is_before(p, first))]
    after = [p.index for n, p in placed if (n, False) >= (last.page.number, _is_before(p, last))]
    return max(before, default=-1), min(after, default=len(placed))


def _dated(name: str) -> str:
    """A sheet called 2019 is of that year."""
    return f"{name}年" if re.fullmatch(r"20\d\d", name) else name


def _is_before(paragraph: Paragraph, part: Part) -> bool:
    if paragraph.box and part.table.box and part.page.method != "ocr":
        return paragraph.box[1] < part.table.box[1]
    return paragraph.index <= part.table.after


def _while_short(lines: list[str]) -> list[str]:
    """Up to the first long line or heading of the narrative."""
    kept = []
    for line in lines:
        level = numbering_level(line)
        if len(line) > _SHORT or (level is not None and level <= _CHAPTER):
            break
        kept.append(line)
    return kept
