"""The one shape that every reader gives: pages of lines, paragraphs and tables.

Plain frozen dataclasses, as a batch makes millions of them. Boxes are points from the top left of the
page, and None where the medium has no page. Rows, columns, tables and paragraphs count from 0.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pydantic import TypeAdapter

from dossier.evidence import Box, CellPlace, Evidence, Method
from dossier.handwriting import HandKind, Presence
from dossier.seals import Seal


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text as it stands on the page; in a Word file, one paragraph. `certainty` is as of a
    cell."""

    text: str
    box: Box | None = None
    certainty: float = 1.0


@dataclass(frozen=True, slots=True)
class Tail:
    """The part of a paragraph that stands on another page: from which character on, and where."""

    start: int
    page: int
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in a table a paragraph stands: a line of a cell."""

    table: int
    row: int
    column: int
    line: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. `outline` is the heading level from 1, None for body text or where nobody says; `size`
    is the height of its characters in points, where the medium has one. A paragraph that a page break
    cuts stands on the first page, with its `tail`. `certainty` is as of a cell. With a `spot` it stands in a
    table, and `index` is that of the paragraph before the table."""

    text: str
    index: int
    style: str | None = None
    outline: int | None = None
    bold: bool = False
    centered: bool = False
    box: Box | None = None
    size: float | None = None
    tail: Tail | None = None
    certainty: float = 1.0
    spot: Spot | None = None


@dataclass(frozen=True, slots=True)
class Hand:
    """Strokes in a cell that are of a hand, or may be."""

    kind: HandKind
    presence: Presence
    box: Box


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell at its top left grid place. `text` keeps the line breaks of the medium.

    `doubts` says, in Chinese, why this text may not be what a person sees (two readings disagree, hidden
    text was left out); no value of a doubtful cell is accepted. `line_doubts` are of one of its lines, from
    0, where the medium is seen line by line: a scrawl below an opinion does not doubt the opinion.
    `certainty` is the probability of its least certain character, as the recogniser gives it. `hands` is
    what may be written by hand in a cell of a picture that has room for it. `bare_ends` are the lines of a
    picture behind which bare paper is seen: none of their text was lost there.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    box: Box | None = None
    doubts: tuple[str, ...] = ()
    line_doubts: tuple[tuple[int, str], ...] = ()
    certainty: float = 1.0
    hands: tuple[Hand, ...] = ()
    bare_ends: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A grid with its cells in reading order; covered grid places have no cell. `after` is the index of
    the paragraph before the table (-1 before the first), so that text around a table can be found.
    `column_edges`: where its columns begin and end as parts of its width, on pictures, whose boxes lean.
    `continued`: it goes on from the page before, whose heads are its first row."""

    rows: int
    columns: int
    cells: tuple[Cell, ...]
    index: int
    after: int = -1
    box: Box | None = None
    column_edges: tuple[float, ...] = ()
    continued: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """The file that a page was read from, and which page of that file it is."""

    source: str
    number: int


@dataclass(frozen=True, slots=True)
class Page:
    """A page, a sheet, or the flow of a Word file (in parts, where pictures of pages stand between).

    `number` is its place in the document; `origin` says where it was read from, where that is another
    place: in a document put together of several files, or behind a page that was left out. `name` is the
    sheet's name.
    """

    number: int
    method: Method
    width: float | None = None
    height: float | None = None
    name: str | None = None
    lines: tuple[Line, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    tables: tuple[Table, ...] = ()
    seals: tuple[Seal, ...] = ()
    doubts: tuple[str, ...] = ()
    origin: Origin | None = None

    @property
    def paged(self) -> bool:
        """Has the medium pages, with places on them."""
        return self.method in ("pdf-text", "ocr")


@dataclass(frozen=True, slots=True)
class Document:
    """One file as its reader saw it, or a paper put together of several files. `paged`: it is all pages."""

    source: str
    reader: str
    paged: bool
    pages: tuple[Page, ...]
    notes: tuple[str, ...] = ()

    def with_doubt(self, doubt: str) -> "Document":
        """The same document, no cell of which is certain."""
        pages = tuple(
            replace(
                page,
                doubts=(*page.doubts, doubt),
                tables=tuple(
                    replace(table, cells=tuple(replace(c, doubts=(*c.doubts, doubt)) for c in table.cells))
                    for table in page.tables
                ),
            )
            for page in self.pages
        )
        return replace(self, pages=pages)

    def origin_of(self, page: Page) -> Origin:
        """The file and page that a page was read from."""
        return page.origin or Origin(self.source, page.number)

    def cell_evidence(self, page: Page, table: Table, cell: Cell) -> Evidence:
        """The place of a cell: page and box on a paged medium, table, row and column elsewhere."""
        place = None if page.paged else CellPlace(table=table.index, row=cell.row, column=cell.column)
        origin = self.origin_of(page)
        return Evidence(
            source=origin.source,
            page=origin.number if page.paged or page.method == "sheet" else None,
            box=cell.box,
            cell=place,
            quote=cell.text,
            method=page.method,
        )

    def paragraph_evidence(self, page: Page, paragraph: Paragraph, quote: str | None = None) -> Evidence:
        """The place of a paragraph, quoting `quote` (a part of it) or all of it. A part that stands behind a
        page break has its place there."""
        box = paragraph.box
        if paragraph.tail and quote and paragraph.text.find(quote) >= paragraph.tail.start:
            page, box = self._page_of(paragraph.tail, page), paragraph.tail.box
        origin, spot = self.origin_of(page), paragraph.spot
        cell = CellPlace(table=spot.table, row=spot.row, column=spot.column) if spot else None
        return Evidence(
            source=origin.source,
            page=origin.number if page.paged or page.method == "sheet" else None,
            box=box,
            cell=None if page.paged else cell,
            paragraph=None if page.paged or cell else paragraph.index,
            quote=paragraph.text if quote is None else quote,
            method=page.method,
        )

    def _page_of(self, tail: Tail, otherwise: Page) -> Page:
        return next((page for page in self.pages if page.number == tail.page), otherwise)


def dump_pages(pages: Sequence[Page]) -> str:
    """Pages as the JSON of `shenbao read`: {"pages": [{"number", "lines", "tables", "seals", ...}]}."""
    return TypeAdapter(dict[str, tuple[Page, ...]]).dump_json({"pages": tuple(pages)}, indent=2).decode()
