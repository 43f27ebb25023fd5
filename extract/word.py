"""Word files (.docx): one walk over the tree gives paragraphs and tables alike.

python-docx opens the package; its own `cell.text` would miss content controls, tracked insertions and
text boxes and repeat merged cells, so the lxml tree is walked here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import BadZipFile

import docx
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from dossier import Cell, Document, Line, Page, Paragraph, Table
from dossier.errors import UnreadableSource
from extract.styles import Styles
from extract.word_text import BOX_TEXT, HIDDEN, UNSEEN, VAL, W, read_text

_P, _TBL, _TR, _TC = (W + tag for tag in ("p", "tbl", "tr", "tc"))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NOT_TEXT = (W + "drawing", W + "pict", W + "object", W + "numPr", W + "ffData", _TBL)


def read_word(path: Path, source: str) -> Document:
    """The whole flow of a .docx file as one page without size. Raises UnreadableSource."""
    try:
        package = docx.Document(str(path))
    except etree.XMLSyntaxError as error:
        if "NO_MEMORY" in str(error.error_log):
            raise MemoryError from error
        raise UnreadableSource("文件内容有错，Word也打不开，请向申报单位索取完好的文件") from error
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, OSError) as error:
        raise UnreadableSource("文件已损坏，Word也打不开，请向申报单位索取完好的文件") from error
    walk = _Walk(Styles.of(package))
    walk.read_body(package.element.body)
    page = Page(
        number=1,
        method="word",
        lines=tuple(Line(paragraph.text) for paragraph in walk.paragraphs),
        paragraphs=tuple(walk.paragraphs),
        tables=tuple(walk.tables),
    )
    return Document(source=source, reader="word", paged=False, pages=(page,), notes=walk.notes())


@dataclass
class _Walk:
    """What one walk over a body gathers."""

    styles: Styles
    paragraphs: list[Paragraph] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    hidden: int = 0

    def notes(self) -> tuple[str, ...]:
        return (f"有{self.hidden}处隐藏文字，没有当作内容读取",) if self.hidden else ()

    def read_body(self, body: etree._Element) -> None:
        for block in _blocks(body):
            if block.tag == _TBL:
                self.read_table(block)
            else:
                self.read_paragraph(block)

    def read_paragraph(self, element: etree._Element) -> None:
        text, doubts = read_text(element, self.styles.marks)
        self.hidden += HIDDEN in doubts
        if text.strip():
            look = self.styles.look_of(element)
            self.paragraphs.append(
                Paragraph(
                    text.strip(), len(self.paragraphs), look.style, look.outline, look.bold, look.centered
                )
            )
        for box in _boxes(element):
            self.read_body(box)

    def read_table(self, element: etree._Element) -> None:
        """Tables inside cells follow their table as tables of their own."""
        index = len(self.tables)
        self.tables.append(Table(0, 0, (), index))
        cells, inner = self._read_cells(element)
        rows = max((c.row + c.row_span for c in cells), default=0)
        columns = max((c.column + c.column_span for c in cells), default=0)
        self.tables[index] = Table(rows, columns, tuple(cells), index, len(self.paragraphs) - 1)
        for table in inner:
            self.read_table(table)

    def _read_cells(self, element: etree._Element) -> tuple[list[Cell], list[etree._Element]]:
        cells: list[Cell] = []
        open_above: dict[int, int] = {}
        inner: list[etree._Element] = []
        for row, row_element in enumerate(_rows(element)):
            if row_element.find(f"{W}trPr/{W}hidden") is not None:
                self.hidden += 1
                continue
            column = _grid_number(row_element, "gridBefore")
            for cell_element in _children(row_element, _TC):
                properties = cell_element.find(W + "tcPr")
                span = _span_of(properties)
                if properties is not None and properties.find(W + "cellDel") is not None:
                    cells.append(Cell(row, column, 1, span, "", None, ("这个格子已被标记删除",)))
                elif _continues(properties) and column in open_above:
                    above = cells[open_above[column]]
                    cells[open_above[column]] = _taller(above, row)
                else:
                    cells.append(self._read_cell(cell_element, row, column, span, inner))
                    open_above[column] = len(cells) - 1
                column += span
        return cells, inner

    def _read_cell(
        self, element: etree._Element, row: int, column: int, span: int, inner: list[etree._Element]
    ) -> Cell:
        texts, doubts = [], set[str]()
        for block in _blocks(element):
            if block.tag == _TBL:
                inner.append(block)
                continue
            for paragraph in (block, *(p for box in _boxes(block) for p in _blocks(box))):
                text, unsure = read_text(paragraph, self.styles.marks)
                texts.append(text)
                doubts |= unsure
        self.hidden += HIDDEN in doubts
        text = "\n".join(texts).strip()
        if not text and any(next(element.iter(tag), None) is not None for tag in _NOT_TEXT):
            doubts.add("格子里不是文字（图片、嵌套表格、自动编号或下拉框），请看原件")
        return Cell(row, column, 1, span, text, None, tuple(sorted(doubts)))


def _blocks(element: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables directly below, through content controls and tracked changes."""
    for child in element:
        if child.tag in (_P, _TBL):
            yield child
        elif isinstance(child.tag, str) and child.tag not in UNSEEN:
            yield from _blocks(child)


def _children(element: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, through content controls."""
    for child in element:
        if child.tag == wanted:
            yield child
        elif isinstance(child.tag, str) and child.tag in (
            W + "sdt",
            W + "sdtContent",
            W + "customXml",
            W + "ins",
        ):
            yield from _children(child, wanted)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """Rows that stand there; a row whose deletion is tracked does not."""
    for row in _children(table, _TR):
        if row.find(f"{W}trPr/{W}del") is None:
            yield row


def _boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The contents of text boxes anchored in a paragraph, each once."""
    for box in paragraph.iter(BOX_TEXT):
        if not any(a.tag == _FALLBACK or a.tag == BOX_TEXT for a in _between(box, paragraph)):
            yield box


def _between(element: etree._Element, ancestor: etree._Element) -> Iterator[etree._Element]:
    for above in element.iterancestors():
        if above is ancestor:
            return
        yield above


def _grid_number(row: etree._Element, name: str) -> int:
    element = row.find(f"{W}trPr/{W}{name}")
    return int(element.get(VAL) or 0) if element is not None else 0


def _span_of(properties: etree._Element | None) -> int:
    span = properties.find(W + "gridSpan") if properties is not None else None
    return max(1, int(span.get(VAL) or 1)) if span is not None else 1


def _continues(properties: etree._Element | None) -> bool:
    merge = properties.find(W + "vMerge") if properties is not None else None
    return merge is not None and merge.get(VAL, "continue") == "continue"


def _taller(cell: Cell, row: int) -> Cell:
    return Cell(cell.row, cell.column, row - cell.row + 1, cell.column_span, cell.text, None, cell.doubts)
