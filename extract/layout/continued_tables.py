"""Tables that a page break cuts: what goes on on the next page gets the heads that stand on the first."""

import re
from collections.abc import Sequence
from dataclasses import replace

from dossier import Cell, Page, Table
from extract.form.grid_parts import Part, runs_on
from extract.text import squeeze

_LONGEST_HEAD = 20
_YEAR = re.compile(r"^20\d\d(?=年)")


def carry_heads(pages: Sequence[Page]) -> list[Page]:
    """The pages with the heads of a table above each of its parts. Cells keep their places on the page."""
    carried: list[Page] = []
    for page in pages:
        if carried and page.tables and (heads := _find_heads(carried[-1], page)):
            first, *rest = page.tables
            page = replace(page, tables=(_with_heads(first, heads), *rest))
        carried.append(page)
    return carried


def _find_heads(before: Page, page: Page) -> list[Cell]:
    """The heads of the last table of a page, if the first of the next goes on with it and has none."""
    if not (before.paged and page.paged and before.tables):
        return []
    last, first = before.tables[-1], page.tables[0]
    if last.columns != first.columns or not runs_on(Part(before, last), Part(page, first)):
        return []
    heads = _row(last, 0)
    repeated = _words(heads) == _words(_row(first, 0))
    return heads if _are_heads(heads, last) and not repeated else []


def _are_heads(cells: Sequence[Cell], table: Table) -> bool:
    """A few words above every column, no figures."""
    whole = len(cells) == table.columns > 1 and all(cell.row_span == 1 for cell in cells)
    return whole and all(
        text and len(text) <= _LONGEST_HEAD and not _YEAR.sub("", text)[:1].isdigit() and "《" not in text
        for text in _words(cells)
    )


def _row(table: Table, row: int) -> list[Cell]:
    return [cell for cell in table.cells if cell.row == row]


def _words(cells: Sequence[Cell]) -> list[str]:
    return [squeeze(cell.text) for cell in cells]


def _with_heads(table: Table, heads: Sequence[Cell]) -> Table:
    below = (replace(cell, row=cell.row + 1) for cell in table.cells)
    return replace(table, rows=table.rows + 1, cells=(*heads, *below), continued=True)
