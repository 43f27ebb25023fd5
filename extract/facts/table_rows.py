"""Rows of tables, each read as one sentence."""

from collections.abc import Iterator
from functools import partial

from dossier import Box, Cell, Document, Evidence, Page, Table
from extract.facts.sentences import Sentence, make_plain
from extract.narrative.blocks import TableBlock
from extract.text import without_layout


def row_sentences(block: TableBlock) -> Iterator[Sentence]:
    """A sentence a row, its cells apart by blanks."""
    for cells in rows_of(block.table):
        text = "  ".join(without_layout(cell.text) for cell in cells)
        place = partial(row_evidence, block.document, block.page, block.table, cells)
        doubts = tuple(dict.fromkeys(doubt for cell in cells for doubt in cell.doubts))
        yield Sentence(text, make_plain(text), place, doubts)


def rows_of(table: Table) -> Iterator[list[Cell]]:
    """The cells with text of each row."""
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if cell.text:
            rows.setdefault(cell.row, []).append(cell)
    yield from rows.values()


def row_evidence(document: Document, page: Page, table: Table, cells: list[Cell], quote: str) -> Evidence:
    """The place of a row."""
    first = document.cell_evidence(page, table, cells[0])
    return first.model_copy(update={"quote": quote, "box": _box_around(cells)})


def _box_around(cells: list[Cell]) -> Box | None:
    boxes = [cell.box for cell in cells if cell.box]
    if not boxes:
        return None
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)
