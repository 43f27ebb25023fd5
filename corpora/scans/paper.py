"""The sheets before they are scanned: printed forms, with the place of every cell and every word."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from corpora.blocks import Block, Grid
from corpora.scans.shot import Shot, begin_shot
from corpora.word import Look, build_word, save_word, set_run
from dossier.evidence import Box
from extract.scan.pictures import Image

FINDING_SCALE = 2.0
"""Pixels a point of the picture in which the coloured cells are looked for."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell of the form, or the part of it on this page. `role` is "label" or "value"."""

    field: str
    role: str
    box: Box


@dataclass(frozen=True, slots=True)
class Sheet:
    """A printed page, from 0, with its cells; `width` and `height` in points."""

    pdf: Path
    index: int
    width: float
    height: float
    spots: tuple[Spot, ...]

    def spot(self, field: str, role: str = "value") -> Spot | None:
        return next((one for one in self.spots if (one.field, one.role) == (field, role)), None)

    def render(self, dpi: float) -> Shot:
        """The page as printed: black on white."""
        document = pypdfium2.PdfDocument(self.pdf)
        try:
            scale = dpi / 72
            bitmap = document[self.index].render(scale=scale, rev_byteorder=True)
            pixels: Image = np.array(bitmap.to_numpy()[:, :, :3])
        finally:
            document.close()
        return begin_shot(pixels, scale)


@dataclass(frozen=True, slots=True)
class Printing:
    """`margins` are left and right, top and bottom, in centimetres; `values` is the typeface that the form
    is filled in with; `letterhead` stands in red over a red rule, on top. `torn`: a page may end between
    any two lines of a cell, as in the Chinese template of Word. `lowered` is space above the first line, in
    points."""

    look: Look
    margins: tuple[float, float]
    values: str
    letterhead: str = ""
    torn: bool = False
    lowered: float = 0


def write_pair(blocks: Sequence[Block], printing: Printing, clean: Path, coloured: Path) -> None:
    """The paper as it is printed, and once more with every cell of the form in a colour of its own, which
    changes nothing of how it is laid out."""
    for path in (clean, coloured):
        document = build_word(tuple(blocks), printing.look)
        section = document.sections[0]
        section.left_margin = section.right_margin = Cm(printing.margins[0])
        section.top_margin = section.bottom_margin = Cm(printing.margins[1])
        for number, (place, role) in enumerate(walk_cells(document, blocks)):
            if role == "value":
                fill_in(place, printing)
            for paragraph in place.paragraphs:
                paragraph.paragraph_format.widow_control = not printing.torn
            if path == coloured:
                shade(place, colour_of(number))
        if printing.lowered:
            document.paragraphs[0].paragraph_format.space_before = Pt(printing.lowered)
        if printing.letterhead:
            print_letterhead(document, printing)
        save_word(document, path)


def walk_cells(document: Any, blocks: Iterable[Block]) -> Iterator[tuple[Any, str]]:
    """The cells of the form in a Word file, with their roles, in the order of `list_cells`."""
    grids = [block for block in blocks if isinstance(block, Grid)]
    for table, grid in zip(document.tables, grids, strict=True):
        places = [list(row.cells) for row in table.rows]
        for cell in grid.cells:
            if cell.field:
                yield places[cell.row][cell.column], cell.role


def fill_in(place: Any, printing: Printing) -> None:
    for paragraph in place.paragraphs:
        for run in paragraph.runs:
            set_run(run, printing.values, printing.look.table_size)


def print_letterhead(document: Any, printing: Printing) -> None:
    """As on every paper that a government issues under a number."""
    paragraph = document.paragraphs[0].insert_paragraph_before()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(printing.letterhead)
    set_run(run, printing.look.title, 36)
    run.font.color.rgb = RGBColor(0xE6, 0x1E, 0x1E)
    rule = '<w:pBdr {}><w:bottom w:val="single" w:sz="24" w:space="6" w:color="E61E1E"/></w:pBdr>'
    document.paragraphs[1]._element.get_or_add_pPr().append(parse_xml(rule.format(nsdecls("w"))))


def list_cells(blocks: Iterable[Block]) -> list[tuple[str, str]]:
    """Field and role of the cells that are coloured, in their order."""
    grids = [block for block in blocks if isinstance(block, Grid)]
    return [(cell.field, cell.role) for grid in grids for cell in grid.cells if cell.field]


def shade(place: Any, colour: tuple[int, int, int]) -> None:
    fill = "".join(f"{part:02X}" for part in colour)
    mark = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{fill}"/>')
    properties = place._element.get_or_add_tcPr()
    for old in properties.findall(qn("w:shd")):
        properties.remove(old)
    properties.append(mark)


def colour_of(number: int) -> tuple[int, int, int]:
    """Never grey, so that no shade of a letter's edge is taken for it."""
    high, low = divmod(number, 30)
    return 250 - 4 * low, 120 + 20 * high, 40


def load_sheets(clean: Path, coloured: Path, cells: Sequence[tuple[str, str]]) -> list[Sheet]:
    """The pages of a printed pair."""
    document = pypdfium2.PdfDocument(coloured)
    try:
        sheets = []
        for index, page in enumerate(document):
            width, height = page.get_size()
            pixels = page.render(scale=FINDING_SCALE, rev_byteorder=True).to_numpy()[:, :, :3]
            sheets.append(Sheet(clean, index, width, height, tuple(find_spots(pixels, cells))))
    finally:
        document.close()
    return sheets


def find_spots(pixels: Image, cells: Sequence[tuple[str, str]]) -> Iterable[Spot]:
    codes = pixels.astype(np.int64) @ np.array([1 << 16, 1 << 8, 1])
    wanted = {int(np.dot(colour_of(number), (1 << 16, 1 << 8, 1))): cell for number, cell in enumerate(cells)}
    rows, columns = np.nonzero(pixels[:, :, 2] == colour_of(0)[2])
    seen = codes[rows, columns]
    for code, (field, role) in wanted.items():
        chosen = np.flatnonzero(seen == code)
        if len(chosen) > FINDING_SCALE * 10:
            x, y = columns[chosen], rows[chosen]
            box = (x.min(), y.min(), x.max() + 1, y.max() + 1)
            x0, y0, x1, y1 = (float(edge) / FINDING_SCALE for edge in box)
            yield Spot(field, role, (x0, y0, x1, y1))


def find_words(sheet: Sheet, words: str, *, last: bool = False) -> Box | None:
    """Where these words stand first (or last) on the page, in points from its top left; None where they
    do not."""
    document = pypdfium2.PdfDocument(sheet.pdf)
    try:
        text = document[sheet.index].get_textpage()
        search = text.search(words, match_case=True)
        found = list(iter(search.get_next, None))
        if not found:
            return None
        start, length = found[-1 if last else 0]
        boxes = [text.get_charbox(place) for place in range(start, start + length)]
    finally:
        document.close()
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    low, high = min(box[1] for box in boxes), max(box[3] for box in boxes)
    return left, sheet.height - high, right, sheet.height - low
