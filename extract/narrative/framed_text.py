"""Narratives that are laid out as tables become running text: what is asked for stands beside what is told,
above it, or both stand in frames one below the other."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dossier import Cell, Document, Page, Paragraph, Spot, Table
from extract.narrative.headings import HeadingIndex
from extract.narrative.lines import LONGEST
from extract.narrative.numbering import find_number
from extract.text import squeeze

TableKey = tuple[str, int]
"""Source and index of a table."""
_Row = tuple[Cell | None, tuple[Cell, ...]]
"""The cell that heads something, and those that tell it."""

_FEWEST = 2
"""So many headings that name different parts of what is asked for make a table a narrative; more, where they
only point to them."""
_MOSTLY = 0.4
"""The share of its rows that name what is asked for where all of them head something."""
_SHORTEST, _FRAMED = 15, 30
"""Characters of a cell that tells something, as fewer are a figure or a name; and of one in a frame."""
_FULL = 1.5
"""By how many characters at most a line that goes on in the next is shorter than the longest."""
_HEAD, _COLUMNS = 6, 4
_ENDS = ("。", "；", "！", "：")
_DOUBTFUL = 0.5


def unfold_tables(document: Document, not_narrative: frozenset[TableKey], headings: HeadingIndex) -> Document:
    """The document with such tables as paragraphs; those in `not_narrative` (the form's) stay."""
    pages: list[Page] = []
    columns = 0
    for page in document.pages:
        unfolded = page
        for at, table in enumerate(page.tables):
            goes_on = page.paged and at == 0 and table.columns == columns
            form = (document.source, table.index) in not_narrative
            rows = [] if form else list(_find_rows(table, headings, goes_on=goes_on))
            columns = table.columns if rows else 0
            if rows:
                unfolded = _with_text(unfolded, table, list(_read_rows(page, table, rows)))
        pages.append(unfolded)
    return replace(document, pages=tuple(pages))


def _with_text(page: Page, table: Table, paragraphs: Sequence[Paragraph]) -> Page:
    at = sum(_stands_before(paragraph, table) for paragraph in page.paragraphs)
    whole = (*page.paragraphs[:at], *paragraphs, *page.paragraphs[at:])
    return replace(page, paragraphs=whole, tables=tuple(t for t in page.tables if t is not table))


def _stands_before(paragraph: Paragraph, table: Table) -> bool:
    if table.box and paragraph.box:
        return paragraph.box[1] < table.box[1]
    return paragraph.index <= table.after


def _find_rows(table: Table, headings: HeadingIndex, *, goes_on: bool) -> Iterator[_Row]:
    """The rows of a table that is a narrative; none of any other."""
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell)
    each = list(rows.values())
    if all(len(cells) == 1 for cells in each):
        yield from _find_frames([cells[0] for cells in each])
        return
    if len(each) == _FEWEST and len(each[0]) == len(each[1]):
        below = [(heading, (text,)) for heading, text in zip(*each, strict=True)]
        if _is_told(below, headings):
            yield from below
            return
    yield from _find_beside(each, headings, goes_on=goes_on)


def _find_frames(cells: Sequence[Cell]) -> Iterator[_Row]:
    """Text in frames, with its headings in it."""
    if any(len(squeeze(cell.text)) >= _FRAMED or cell.text.rstrip().endswith("。") for cell in cells):
        yield from ((None, (cell,)) for cell in cells)


def _find_beside(each: Sequence[Sequence[Cell]], headings: HeadingIndex, *, goes_on: bool) -> Iterator[_Row]:
    """Headings on the left, what is told at the end of each row."""
    rows = [_part(cells, headings) for cells in each if 1 < len(cells) <= _COLUMNS]
    headed = [row for row in rows if row[0] and _name(row[0], headings)]
    if not goes_on and not (_is_told(headed, headings) and len(headed) >= _MOSTLY * len(each)):
        return
    for row in rows:
        if row in headed or not _is_head(row):
            yield row


def _part(cells: Sequence[Cell], headings: HeadingIndex) -> _Row:
    """The first cell of a row that names what is asked for, else the first, heads it; numbers do not."""
    before = [cell for cell in cells[:-1] if not squeeze(cell.text).isdigit()]
    short = [cell for cell in before if 0 < len(squeeze(cell.text)) <= 2 * LONGEST]
    heading = next((cell for cell in short if _name(cell, headings)), next(iter(short), None))
    return heading, tuple(cell for cell in (*before, cells[-1]) if cell is not heading)


def _is_told(rows: Sequence[_Row], headings: HeadingIndex) -> bool:
    heads = [heading for heading, _ in rows if heading]
    named = {headings.match(squeeze(heading.text)) for heading in heads} - {frozenset[str]()}
    pointed = {_name(heading, headings) for heading in heads} - {""}
    longest = max((len(squeeze(cell.text)) for _, told in rows for cell in told), default=0)
    return (len(named) >= _FEWEST or len(pointed) > _FEWEST) and longest >= _SHORTEST


def _name(cell: Cell, headings: HeadingIndex) -> str:
    """One of the materials that a cell names, or else points to; empty where it does neither."""
    text = squeeze(cell.text)
    return next(iter(sorted(headings.match(text)) or headings.guess(text)), "")


def _is_head(row: _Row) -> bool:
    """Is it the row that says what stands in the columns."""
    cells = [cell for cell in (row[0], *row[1]) if cell]
    return all(len(squeeze(cell.text)) <= _HEAD and cell.row == 0 for cell in cells)


def _read_rows(page: Page, table: Table, rows: Sequence[_Row]) -> Iterator[Paragraph]:
    last = ""
    for heading, told in rows:
        if heading and (line := squeeze(heading.text)) != last:
            yield _paragraph(table, heading, line, 0, heading=True)
            last = line
        for cell in told:
            lines = [line.strip() for line in cell.text.splitlines() if line.strip()]
            for at, line in enumerate(_unwrap(lines) if page.paged else lines):
                yield _paragraph(table, cell, line, at)


def _paragraph(table: Table, cell: Cell, text: str, line: int, *, heading: bool = False) -> Paragraph:
    spot = Spot(table.index, cell.row, cell.column, line)
    certainty = min(cell.certainty, _DOUBTFUL) if cell.doubts else cell.certainty
    return Paragraph(text, table.after, bold=heading, box=cell.box, certainty=certainty, spot=spot)


def _unwrap(lines: Sequence[str]) -> list[str]:
    """The lines of a cell without the breaks that only its width made."""
    longest = max(map(_width, lines), default=0.0)
    joined: list[str] = []
    before = ""
    for line in lines:
        full = bool(joined) and _width(before) >= longest - _FULL and not before.endswith(_ENDS)
        if full and find_number(line) is None:
            joined[-1] += line
        else:
            joined.append(line)
        before = line
    return joined


def _width(text: str) -> float:
    return sum(0.5 if character < "\u2000" else 1.0 for character in text)
