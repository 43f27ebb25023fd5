"""Ruled tables of a PDF by pdfplumber, each cell read twice: by pdfminer's and by pdfium's characters."""

import logging
from collections.abc import Iterable, Sequence
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.pdfexceptions import PDFException
from pdfplumber.utils.exceptions import PdfminerException

from dossier import Box, Cell, Table
from dossier.errors import UnreadableSource
from extract.layout.paragraphs import Glyph, compose_text, has_overlap, has_raised_digit, rows_of
from extract.pdf.page import PageLook
from extract.pdf.spoilt import find_spoilt
from extract.text import fold_radicals, squeeze

# pdfminer tells every oddity of a font; none is for a clerk.
logging.getLogger("pdfminer").setLevel(logging.ERROR)

_EDGE = 2.0
"""Points within which two edges of cells are one ruled line."""


def read_tables(file: Path | BytesIO, looks: Sequence[PageLook]) -> dict[int, tuple[Table, ...]]:
    """The tables of the given pages, by page number; on each page they count from 0."""
    if not looks:
        return {}
    found: dict[int, tuple[Table, ...]] = {}
    try:
        with pdfplumber.open(file, pages=[look.number for look in looks]) as document:
            for page, look in zip(document.pages, looks, strict=True):
                found[look.number] = _read_page(page, look)
                page.close()
    except (PdfminerException, PDFException) as error:
        raise UnreadableSource("PDF文件中的表格读不出来，请向申报单位索取Word原件") from error
    return found


def _read_page(page: Any, look: PageLook) -> tuple[Table, ...]:
    x, y = page.cropbox[0], page.cropbox[1]
    found = page.find_tables()
    boxes = [[(c[0] - x, c[1] - y, c[2] - x, c[3] - y) for c in table.cells] for table in found]
    boxes = [cells for cells in boxes if len(cells) > 1]
    written = [c for c in page.chars if c["text"].strip()]
    glyphs = [_glyph(c, page, x, y) for c in written]
    spoilt = find_spoilt(page, written, glyphs, [box for cells in boxes for box in cells], (x, y))
    spoilt |= look.spoilt
    return tuple(_table(cells, glyphs, spoilt, look, n) for n, cells in enumerate(boxes))


def _glyph(char: Any, page: Any, x: float, y: float) -> Glyph:
    """Its baseline is where its text matrix lies; y0 and bottom are one edge counted from two sides."""
    upright = page.rotation == 0 and char["upright"]
    base = char["bottom"] - y + (char["y0"] - char["matrix"][5] if upright else 0)
    return Glyph(
        fold_radicals(char["text"]), char["x0"] - x, char["top"] - y, char["x1"] - x, char["bottom"] - y, base
    )


def _table(
    boxes: list[Box], glyphs: list[Glyph], spoilt: dict[str, list[Glyph]], look: PageLook, index: int
) -> Table:
    """`spoilt` are characters that a person may not see or count, by the reason."""
    xs = _lines([edge for box in boxes for edge in (box[0], box[2])])
    ys = _lines([edge for box in boxes for edge in (box[1], box[3])])
    ordered = sorted(boxes, key=lambda b: (_nearest(ys, b[1]), _nearest(xs, b[0])))
    ours, theirs = _share_out(look.glyphs, ordered), _share_out(glyphs, ordered)
    bad = {reason: _share_out(some, ordered) for reason, some in spoilt.items() if some}
    margin, crossing = _margin(ordered, ours), _crossing(look.glyphs, ours)
    cells = []
    for n, box in enumerate(ordered):
        text = compose_text(ours[n], box[2] - box[0] - 2 * margin)
        doubts = [reason for reason, shares in bad.items() if shares[n]]
        if squeeze(text) != squeeze(compose_text(theirs[n])):
            doubts.append("两种读法读出的文字不一致")
        if has_raised_digit(ours[n]):
            doubts.append("数字旁有小字（可能是注释号）")
        if has_overlap(ours[n]):
            doubts.append("有重叠的文字")
        if n in crossing:
            doubts.append("文字越过了格子的边线")
        row, column = _nearest(ys, box[1]), _nearest(xs, box[0])
        spans = _nearest(ys, box[3]) - row, _nearest(xs, box[2]) - column
        cell = Cell(row, column, max(1, spans[0]), max(1, spans[1]), text, _rounded(box), tuple(doubts))
        cells.append(cell)
    outer = (xs[0], ys[0], xs[-1], ys[-1])
    return Table(len(ys) - 1, len(xs) - 1, tuple(cells), index, box=_rounded(outer))


def _crossing(page: Sequence[Glyph], shares: Sequence[Sequence[Glyph]]) -> set[int]:
    """The cells whose text runs on over their edge without a gap."""
    cell_of = {id(glyph): n for n, share in enumerate(shares) for glyph in share}
    found: set[int] = set()
    for row in rows_of(glyph for glyph in page if glyph.text != " "):
        for one, other in pairwise(row):
            apart = other.x0 - one.x1 > 0.2 * (one.bottom - one.top)
            cells = {cell_of.get(id(one)), cell_of.get(id(other))}
            if len(cells) == 2 and not apart:
                found |= {cell for cell in cells if cell is not None}
    return found


def _margin(boxes: Sequence[Box], shares: Sequence[Sequence[Glyph]]) -> float:
    """The space between rule and text that all cells of a table keep."""
    gaps = [
        min(min(g.x0 for g in share) - box[0], box[2] - max(g.x1 for g in share))
        for box, share in zip(boxes, shares, strict=True)
        if share
    ]
    return max(0.0, min(gaps, default=0.0))


def _lines(edges: list[float]) -> list[float]:
    """The distinct ruled lines behind many nearly equal edges."""
    lines: list[float] = []
    for edge in sorted(edges):
        if not lines or edge - lines[-1] > _EDGE:
            lines.append(edge)
    return lines


def _nearest(lines: list[float], edge: float) -> int:
    return min(range(len(lines)), key=lambda n: abs(lines[n] - edge))


def _share_out(glyphs: Iterable[Glyph], boxes: Sequence[Box]) -> list[list[Glyph]]:
    """For each cell the glyphs whose middle lies in it."""
    shares: list[list[Glyph]] = [[] for _ in boxes]
    for glyph in glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
        for n, (x0, top, x1, bottom) in enumerate(boxes):
            if x0 <= x <= x1 and top <= y <= bottom:
                shares[n].append(glyph)
                break
    return shares


def _rounded(box: Box) -> Box:
    return (round(box[0], 2), round(box[1], 2), round(box[2], 2), round(box[3], 2))
