"""Word documents in the form of GB/T 9704: the styles are those of templates/official/word/styles.xml."""

import io
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.shared import Mm, Pt
from docx.table import Table, _Cell, _Row

from desk.summaries.drawing import Drawing, render_png
from desk.summaries.package import pack_parts, write_package
from desk.summaries.words import clean, one_line

TEMPLATE = Path(__file__).parent / "templates" / "official"

PRINT_WIDTH = 156
"""Millimetres between the margins."""


class Style(StrEnum):
    """The names of the template's styles. What is kept stands on the page of what follows."""

    TITLE = "Title"
    SUBTITLE = "Subtitle"
    ADDRESSEE = "Addressee"
    BODY = "Body Text"
    KEPT_BODY = "Body Text Kept"
    HEADING = "Heading 1"
    SUBHEADING = "Heading 2"
    TABLE_LEAD = "Table Lead"
    DETAIL = "Detail"
    SIGNATURE = "Signature"
    SMALL = "Small Print"
    SMALL_KEPT = "Small Print Kept"
    FINE = "Fine Print"
    TABLE = "Official Table"
    TABLE_TEXT = "Table Text"
    TABLE_CENTRED = "Table Centred"
    TABLE_HEAD = "Table Head"
    TABLE_GROUP = "Table Group"


def open_paper(title: str) -> Document:
    """An empty document in official form. `title` goes into its properties."""
    # The types come first in a package; the order of the rest does not matter, but is fixed.
    paths = sorted(path for path in TEMPLATE.rglob("*") if path.is_file())
    package = pack_parts({path.relative_to(TEMPLATE).as_posix(): path.read_bytes() for path in paths})
    paper = docx.Document(io.BytesIO(package))
    paper.core_properties.title = one_line(title)
    return paper


def save_paper(paper: Document, path: Path) -> None:
    """Writes the document; the same content gives the same bytes."""
    buffer = io.BytesIO()
    paper.save(buffer)
    write_package(buffer.getvalue(), path)


def add_text(paper: Document, text: str, style: Style = Style.BODY) -> None:
    """A paragraph; line breaks in `text` stay."""
    paper.add_paragraph(clean(text), style=style)


def add_table(paper: Document, head: Sequence[str], widths: Sequence[float]) -> Table:
    """A table of one heading row, repeated on each page. `widths` are shares of the printed width."""
    table = add_plain_table(paper, widths)
    row = add_row(table, head, [Style.TABLE_HEAD] * len(head))
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    return table


def add_plain_table(paper: Document, widths: Sequence[float]) -> Table:
    """A table without a heading row."""
    table: Table = paper.add_table(rows=0, cols=len(widths), style=Style.TABLE)
    table.autofit = False
    scale = PRINT_WIDTH / sum(widths)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width * scale)
    return table


def add_row(table: Table, texts: Sequence[str], styles: Sequence[Style]) -> _Row:
    """A row that is not split between pages."""
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell, text, style in zip(row.cells, texts, styles, strict=True):
        write_cell(cell, text, style)
    return row


def add_group_row(table: Table, text: str) -> None:
    """A row of one cell over the whole width, kept with the row after it."""
    cells = add_row(table, [""] * len(table.columns), [Style.TABLE_GROUP] * len(table.columns)).cells
    write_cell(cells[0].merge(cells[-1]), text, Style.TABLE_GROUP)


def add_wide_row(table: Table, label: str, text: str, label_style: Style, style: Style) -> None:
    """A row whose second cell takes all the width that is left."""
    columns = len(table.columns)
    cells = add_row(table, [label, *[""] * (columns - 1)], [label_style, *[style] * (columns - 1)]).cells
    write_cell(cells[1].merge(cells[-1]), text, style)


def write_cell(cell: _Cell, text: str, style: Style) -> None:
    lines = clean(text).split("\n")
    for paragraph in cell.paragraphs[1:]:
        paragraph._p.getparent().remove(paragraph._p)
    first = cell.paragraphs[0]
    first.text = lines[0]
    first.style = style
    for line in lines[1:]:
        cell.add_paragraph(line, style=style)


def add_picture(cell: _Cell, drawing: Drawing, text: str = "") -> None:
    """Puts a drawing into a cell, as high as it says, with `text` behind it on the same line."""
    paragraph = cell.paragraphs[0]
    paragraph.text = ""
    run = paragraph.add_run()
    shape = run.add_picture(io.BytesIO(render_png(drawing)), Pt(drawing.width), Pt(drawing.height))
    for side in ("distT", "distB", "distL", "distR"):
        shape._inline.set(side, "0")  # else LibreOffice leaves an eighth of an inch on both sides
    shape._inline.docPr.set("descr", one_line(drawing.said))
    if text:
        paragraph.add_run(clean(f" {text}"))
