"""Word files (.docx): one walk over the tree gives paragraphs and tables alike.

python-docx opens the package; its own `cell.text` would miss content controls, tracked insertions and
text boxes and repeat merged cells, so the lxml tree is walked here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

import docx
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from dossier import Cell, Document, Line, Page, Paragraph, Table
from dossier.errors import UnreadableSource
from extract.text import squeeze
from extract.word.drawings import BlockEnd, CellAt, find_drawings, page_size
from extract.word.numbering import AutoNumber, Numbering
from extract.word.properties import (
    OF_CELL,
    OF_PARAGRAPH,
    OF_ROW,
    VAL,
    Properties,
    W,
    is_end_gone,
    read_properties,
)
from extract.word.styles import Styles
from extract.word.text import BOX_TEXT, HIDDEN, UNSEEN, is_prompt, read_text

if TYPE_CHECKING:
    from extract.scan.picture_files import ReadPictures

_P, _TBL, _TR, _TC = (W + tag for tag in ("p", "tbl", "tr", "tc"))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NOT_TEXT = (W + "drawing", W + "pict", W + "object", W + "numPr", W + "ffData", _TBL)
_HIDDEN_ROW, _DELETED_ROW, _DELETED_CELL = W + "hidden", W + "del", W + "cellDel"
_VERTICAL, _HORIZONTAL, _SPAN, _COLUMNS_BEFORE = (
    W + tag for tag in ("vMerge", "hMerge", "gridSpan", "gridBefore")
)
_NO_TEXT = "格子里不是文字（图片、嵌套表格、自动编号或下拉框），请看原件"
_SDT_CONTENT = W + "sdtContent"
_TRANSPARENT = (W + "sdt", _SDT_CONTENT, W + "customXml", W + "ins")
_FIGURE = re.compile(r"\D{0,4}\d[\d,.，．%％]*\D{0,3}")
_LIKE_A_COUNT = re.compile(r"[\w、]$")


def read_word(path: Path, source: str, read: "ReadPictures | None" = None) -> Document:
    """The whole flow of a .docx file as one page without size; pictures of pages are pages of their own, in
    their place in it, read by `read`. Raises UnreadableSource."""
    try:
        package = docx.Document(str(path))
    except etree.XMLSyntaxError as error:
        if "NO_MEMORY" in str(error.error_log):
            raise MemoryError from error
        raise UnreadableSource("文件内容有错，Word也打不开，请向申报单位索取完好的文件") from error
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, OSError) as error:
        raise UnreadableSource("文件已损坏，Word也打不开，请向申报单位索取完好的文件") from error
    walk = _Walk(Styles.of(package), Numbering.of(package))
    walk.read_body(package.element.body)
    page = Page(
        number=1,
        method="word",
        lines=tuple(Line(paragraph.text) for paragraph in walk.paragraphs),
        paragraphs=tuple(walk.paragraphs),
        tables=tuple(walk.tables),
    )
    document = Document(source=source, reader="word", paged=False, pages=(page,), notes=walk.notes())
    drawings = find_drawings(package, walk.ends, walk.places)
    if not drawings:
        return document
    # A process that reads only text never loads what pictures need.
    from extract.word.pictures import add_pictures

    return add_pictures(document, drawings, page_size(package), read)


@dataclass
class _Walk:
    """What one walk over a body gathers. `ends` and `places` say where its blocks and cells stand."""

    styles: Styles
    numbering: Numbering
    paragraphs: list[Paragraph] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    ends: dict[etree._Element, BlockEnd] = field(default_factory=dict)
    places: dict[etree._Element, CellAt] = field(default_factory=dict)
    hidden: int = 0

    def notes(self) -> tuple[str, ...]:
        return (f"有{self.hidden}处隐藏文字，没有当作内容读取",) if self.hidden else ()

    def read_body(self, body: etree._Element) -> None:
        """A paragraph whose end is marked as deleted runs on into the next one."""
        ahead = ""
        blocks = list(_blocks(body))
        for block, following in zip_longest(blocks, blocks[1:]):
            if block.tag == _TBL:
                self.read_table(block)
            else:
                ahead = self._read_paragraph(block, ahead, following)
            self.ends[block] = len(self.paragraphs), len(self.tables)

    def _read_paragraph(self, element: etree._Element, ahead: str, following: etree._Element | None) -> str:
        """`ahead` is what runs on into this paragraph; returns what runs on into the next."""
        properties, text, doubts = self._read(element)
        self.hidden += HIDDEN in doubts
        text = ahead + text
        number = self.numbering.number_of(properties)
        runs_on = _runs_on(properties, following)
        if text.strip() and not runs_on:
            look = self.styles.look_of(element, properties, text)
            shown = number.before(text).strip() if number else text.strip()
            self.paragraphs.append(look.paragraph(shown, len(self.paragraphs)))
        for box in _boxes(element):
            self.read_body(box)
        return text if runs_on else ""

    def _read(self, paragraph: etree._Element) -> tuple[Properties, str, frozenset[str]]:
        """What Word says of a paragraph, its text, and why that may not be certain."""
        properties = read_properties(paragraph, OF_PARAGRAPH)
        return properties, *read_text(paragraph, properties, self.styles.marks_of)

    def read_table(self, element: etree._Element) -> None:
        """Tables inside cells follow their table as tables of their own."""
        index = len(self.tables)
        self.tables.append(Table(0, 0, (), index))
        cells = self._read_cells(element, index)
        rows = max((c.row + c.row_span for c in cells), default=0)
        columns = max((c.column + c.column_span for c in cells), default=0)
        self.tables[index] = Table(rows, columns, tuple(cells), index, len(self.paragraphs) - 1)

    def _shown_rows(self, table: etree._Element) -> Iterator[tuple[etree._Element, Properties]]:
        """A row whose deletion is tracked does not stand there."""
        for row in _children(table, _TR):
            properties = read_properties(row, OF_ROW)
            if _HIDDEN_ROW not in properties and _DELETED_ROW not in properties:
                yield row, properties
            elif _DELETED_ROW not in properties:
                self.hidden += 1

    def _read_cells(self, element: etree._Element, table: int) -> list[Cell]:
        cells: list[Cell] = []
        open_above: dict[int, int] = {}
        for row, (row_element, row_properties) in enumerate(self._shown_rows(element)):
            column = _grid_number(row_properties, _COLUMNS_BEFORE, 0)
            for cell_element in _children(row_element, _TC):
                properties = read_properties(cell_element, OF_CELL)
                span = max(1, _grid_number(properties, _SPAN, 1))
                if _DELETED_CELL in properties:
                    cells.append(Cell(row, column, 1, span, "", None, ("这个格子已被标记删除",)))
                elif _continues(properties, _VERTICAL) and column in open_above:
                    at = open_above[column]
                    cells[at] = self._covering(_taller(cells[at], row), cell_element)
                elif _continues(properties, _HORIZONTAL) and cells and cells[-1].row == row:
                    wider = replace(cells[-1], column_span=cells[-1].column_span + span)
                    cells[-1] = self._covering(wider, cell_element)
                else:
                    cells.append(self._read_cell(cell_element, row, column, span))
                    open_above[column] = len(cells) - 1
                    self.places[cell_element] = table, row, column
                column += span
        return cells

    def _covering(self, cell: Cell, covered: etree._Element) -> Cell:
        """Word does not print what stands in a cell that is merged into another."""
        left = squeeze("".join(self._read(block)[1] for block in _blocks(covered) if block.tag == _P))
        if not left or left == squeeze(cell.text):
            return cell
        doubt = f"合并的格子下面压着纸面上看不见的文字“{left[:20]}”，请看原件"
        return replace(cell, doubts=tuple(sorted({*cell.doubts, doubt})))

    def _read_cell(self, element: etree._Element, row: int, column: int, span: int) -> Cell:
        lines, doubts, text = list[_CellLine](), set[str](), ""
        blocks = [] if _shows_prompt(element) else list(_cell_blocks(element))
        for block, following in zip_longest(blocks, blocks[1:]):
            if block.tag == _TBL:
                self.read_table(block)
                continue
            properties, own, unsure = self._read(block)
            text, doubts = text + own, doubts | unsure
            number = self.numbering.number_of(properties)
            if not _runs_on(properties, following):
                lines.append(_CellLine(text, number))
                text = ""
        self.hidden += HIDDEN in doubts
        doubts |= set(_number_doubts(lines))
        shown = "\n".join(line.shown for line in lines).strip()
        if not shown and blocks and next(element.iter(*_NOT_TEXT), None) is not None:
            doubts.add(_NO_TEXT)
        return Cell(row, column, 1, span, shown, None, tuple(sorted(doubts)))


@dataclass(frozen=True, slots=True)
class _CellLine:
    """A paragraph of a cell and the number that Word puts in front of it."""

    text: str
    number: AutoNumber | None

    @property
    def shown(self) -> str:
        return self.number.before(self.text) if self.number and self.text.strip() else self.text


def _number_doubts(lines: list[_CellLine]) -> Iterator[str]:
    """A figure is not to be read together with the number in front of it, nor that number as one."""
    filled = [line for line in lines if line.text.strip()]
    for line in lines:
        number = line.number.text if line.number else ""
        if number and not line.text.strip():
            yield f"有一行只有自动编号“{number}”，请看原件" if filled else _NO_TEXT
        elif number and _FIGURE.fullmatch(squeeze(line.text)):
            yield f"数字前面有自动编号“{number}”，请看原件"
        elif number and line is filled[0] and _LIKE_A_COUNT.search(number):
            yield f"自动编号“{number}”可能被当作数量，请看原件"


def _cell_blocks(cell: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs and tables of a cell, those of text boxes behind their paragraph."""
    for block in _blocks(cell):
        yield block
        if block.tag == _P:
            for box in _boxes(block):
                yield from _blocks(box)


def _runs_on(properties: Properties, following: etree._Element | None) -> bool:
    """Does the text of a paragraph run on into what follows it?"""
    return following is not None and following.tag == _P and is_end_gone(properties)


def _shows_prompt(cell: etree._Element) -> bool:
    """Does a whole cell show the prompt of the content control around it?"""
    content = cell.getparent()
    control = content.getparent() if content is not None and content.tag == _SDT_CONTENT else None
    return control is not None and is_prompt(control)


def _blocks(element: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables directly below, through content controls and tracked changes."""
    for child in element:
        tag = child.tag
        if tag in (_P, _TBL):
            yield child
        elif isinstance(tag, str) and tag not in UNSEEN and not is_prompt(child):
            yield from _blocks(child)


def _children(element: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, through content controls."""
    for child in element:
        if child.tag == wanted:
            yield child
        elif child.tag in _TRANSPARENT:
            yield from _children(child, wanted)


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


def _grid_number(properties: Properties, name: str, otherwise: int) -> int:
    """How many columns of the grid a row leaves free before its first cell, or a cell covers."""
    element = properties.get(name)
    return int(element.get(VAL) or otherwise) if element is not None else otherwise


def _continues(properties: Properties, direction: str) -> bool:
    """Does a cell go on with the one above (vMerge) or, in old files, to the left (hMerge)?"""
    merge = properties.get(direction)
    return merge is not None and merge.get(VAL, "continue") == "continue"


def _taller(cell: Cell, row: int) -> Cell:
    return replace(cell, row_span=row - cell.row + 1)
