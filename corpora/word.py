"""Word files as a county office types them: official fonts, typed numbers, real merges, stable bytes."""

import io
import random
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from corpora.blocks import Block, Grid, GridCell, PageBreak, Paragraph

FIXED_TIME = datetime(2021, 3, 15, 9, 0, 0, tzinfo=UTC)
TEXT_WIDTH = 15.6
"""Centimetres between the margins of an official paper."""


@dataclass(frozen=True, slots=True)
class Look:
    """Fonts and habits of an office. `headings`: how a heading stands out, "style" for Word's own heading
    styles, "font" for another font only, "none" for nothing. `breaks`: whether a line break in a cell is a
    new paragraph."""

    body: str = "仿宋_GB2312"
    title: str = "方正小标宋简体"
    first: str = "黑体"
    second: str = "楷体_GB2312"
    table: str = "宋体"
    table_size: float = 10.5
    headings: str = "font"
    breaks: bool = True
    indent: bool = True


PRINT_LOOK = Look(
    "AR PL UMing CN", "Noto Serif CJK SC", "Noto Sans CJK SC", "AR PL UKai CN", "AR PL UMing CN"
)
"""Fonts that are at hand where the PDFs are made."""


def draw_look(rng: random.Random, base: Look | None = None) -> Look:
    start = base or Look(
        body=rng.choice(("仿宋_GB2312", "仿宋", "仿宋_GB2312", "宋体")),
        title=rng.choice(("方正小标宋简体", "方正小标宋_GBK", "宋体", "黑体")),
        table=rng.choice(("宋体", "仿宋_GB2312", "仿宋")),
    )
    return Look(
        start.body,
        start.title,
        start.first,
        start.second,
        start.table,
        rng.choice((9, 10, 10.5, 10.5, 12)),
        rng.choice(("style", "font", "font", "none")),
        rng.random() < 0.6,
        rng.random() < 0.85,
    )


def write_word(path: Path, blocks: list[Block] | tuple[Block, ...], look: Look) -> None:
    save_word(build_word(blocks, look), path)


def build_word(blocks: list[Block] | tuple[Block, ...], look: Look) -> Any:
    """The open python-docx document, so that a trap can still be laid in it."""
    document = docx.Document()
    prepare_page(document, look)
    for block in blocks:
        if isinstance(block, PageBreak):
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        elif isinstance(block, Grid):
            add_table(document, block, look)
        else:
            add_paragraph(document, block, look)
    return document


def save_word(document: Any, path: Path) -> None:
    """Saves with fixed times, so that the same document has the same bytes."""
    properties = document.core_properties
    properties.author = properties.last_modified_by = "办公室"
    properties.created = properties.modified = FIXED_TIME
    properties.comments = properties.title = ""
    buffer = io.BytesIO()
    document.save(buffer)
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))


def prepare_page(document: Any, look: Look) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
    set_style(document.styles["Normal"], look.body, 16)
    set_style(document.styles["Heading 1"], look.first, 16)
    set_style(document.styles["Heading 2"], look.second, 16)


def set_style(style: Any, font: str, size: float) -> None:
    style.font.name, style.font.size = font, Pt(size)
    style.font.color.rgb = RGBColor(0, 0, 0)
    style.font.bold = False
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("w:eastAsia", "w:ascii", "w:hAnsi"):
        fonts.set(qn(name), font)
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(name), None)


def set_run(run: Any, font: str, size: float, *, bold: bool = False) -> None:
    run.font.name, run.font.size, run.font.bold = font, Pt(size), bold
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)


def add_paragraph(document: Any, block: Paragraph, look: Look) -> None:
    if block.role == "heading" and look.headings == "style":
        document.add_heading(block.text, block.level)
        return
    paragraph = document.add_paragraph()
    font, size, bold = paragraph_font(block, look)
    set_run(add_text(paragraph, block.text), font, size, bold=bold)
    shape = paragraph.paragraph_format
    shape.space_after = shape.space_before = Pt(0)
    shape.line_spacing = Pt(28)
    if block.role in ("title", "caption"):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        shape.line_spacing = Pt(34)
    elif block.role == "signature" or (block.role == "note" and "附件" not in block.text):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    elif block.role in ("body", "heading") and look.indent:
        shape.first_line_indent = Pt(32)


def paragraph_font(block: Paragraph, look: Look) -> tuple[str, float, bool]:
    if block.role == "title":
        return look.title, 22, False
    if block.role in ("note", "remark"):
        return look.table, 12, False
    if block.role == "heading" and look.headings == "font":
        return (look.first, 16, False) if block.level == 1 else (look.second, 16, block.level == 2)
    return look.body, 16, False


def add_text(paragraph: Any, text: str) -> Any:
    """One run; line feeds become line breaks."""
    run = paragraph.add_run()
    for index, line in enumerate(text.split("\n")):
        if index:
            run.add_break()
        run.add_text(line)
    return run


def add_table(document: Any, grid: Grid, look: Look) -> None:
    table = document.add_table(grid.rows, grid.columns)
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    widths = [Cm(TEXT_WIDTH * width / sum(grid.widths)) for width in grid.widths]
    for column, width in enumerate(widths):
        table.columns[column].width = width
    places = [list(row.cells) for row in table.rows]
    for index, row in enumerate(table.rows):
        row.height = Cm(3.2 if index in grid.tall else 0.9)
        row.height_rule = WD_ROW_HEIGHT_RULE.AT_LEAST
    for cell in grid.cells:
        place = places[cell.row][cell.column]
        if cell.row_span > 1 or cell.column_span > 1:
            place = place.merge(places[cell.row + cell.row_span - 1][cell.column + cell.column_span - 1])
        fill_cell(place, cell, look)
    for row in places:
        for column, place in enumerate(row):
            place.width = place.width or widths[column]


def fill_cell(place: Any, cell: GridCell, look: Look) -> None:
    place.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    lines = cell.text.split("\n") if look.breaks else [cell.text]
    for index, line in enumerate(lines):
        paragraph = place.paragraphs[0] if index == 0 else place.add_paragraph()
        set_run(add_text(paragraph, line), look.table, look.table_size, bold=cell.role == "head")
        paragraph.paragraph_format.space_after = Pt(0)
        long = len(cell.text) > 24 or (len(lines) > 2 and cell.role == "value")
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if long else WD_ALIGN_PARAGRAPH.CENTER
