"""Sections of a narrative laid out as a table: what is asked for on the left, what is told on the right; and
tables whose captions say what they tell of."""

from collections.abc import Callable, Iterator

from dossier import Cell, Document, Page, Paragraph, Table
from extract.narrative.captions import is_caption, stands_above
from extract.narrative.lines import LONGEST
from extract.narrative.sections import Section, TableKey
from extract.text import squeeze

_FEWEST = 2
"""So many rows that name different parts of what is asked for make a table a narrative."""
_MOSTLY = 0.4
"""The share of its rows that name what is asked for where all of them head something."""
_SHORTEST = 15
"""Characters of a cell that tells something; fewer are a figure or a name."""


def find_table_sections(
    document: Document, not_narrative: frozenset[TableKey], match: Callable[[str], frozenset[str]]
) -> list[Section]:
    """A section for each row; `match` says what its heading names. Their paragraphs are those of cells."""
    found: list[Section] = []
    for page in document.pages:
        for table in page.tables:
            if (document.source, table.index) not in not_narrative:
                found += _read_rows(document, page, table, match)
    return found


def find_captioned(section: Section, match: Callable[[str], frozenset[str]]) -> list[Section]:
    """A section for each of its tables whose caption names what is asked for, under the caption."""
    found: list[Section] = []
    for page, table in section.tables:
        here = [paragraph for other, paragraph in section.own if other.number == page.number]
        above = [paragraph for paragraph in here if stands_above(paragraph, table)][-1:]
        for caption in above:
            if is_caption(caption.text) and match(caption.text) and len(caption.text) <= LONGEST:
                place = section.document.paragraph_evidence(page, caption)
                tables = ((page, table),)
                level, document = section.level + 1, section.document
                found.append(Section(caption.text.strip(), level, place, (), (), (), document, tables))
    return found


def _read_rows(
    document: Document, page: Page, table: Table, match: Callable[[str], frozenset[str]]
) -> Iterator[Section]:
    rows = list(_find_rows(table))
    headed = [row for row in rows if match(squeeze(row[0].text))]
    named = {match(squeeze(heading.text)) for heading, _ in headed}
    tells = any(len(squeeze(text.text)) >= _SHORTEST for _, text in headed)
    if len(named) >= _FEWEST and tells:
        told = rows if len(headed) >= _MOSTLY * len(rows) else headed
        yield from (_section(document, page, table, heading, text) for heading, text in told)


def _find_rows(table: Table) -> Iterator[tuple[Cell, Cell]]:
    """Pairs of cells side by side that end their rows, the first of which may be a heading."""
    last: dict[int, list[Cell]] = {}
    for cell in table.cells:
        last.setdefault(cell.row, []).append(cell)
    for cells in last.values():
        if len(cells) in (2, 3) and 0 < len(squeeze(cells[-2].text)) <= 2 * LONGEST:
            yield cells[-2], cells[-1]


def _section(document: Document, page: Page, table: Table, heading: Cell, text: Cell) -> Section:
    lines = [line.strip() for line in text.text.splitlines() if line.strip()]
    body = tuple(
        (page, Paragraph(line, -1 - 1000 * table.index - 100 * text.row - at, box=text.box))
        for at, line in enumerate(lines)
    )
    place = document.cell_evidence(page, table, heading)
    return Section(squeeze(heading.text), 1, place, body, (), (), document, ())
