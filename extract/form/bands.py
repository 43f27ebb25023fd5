"""Tables cut into bands, each of one layout: under one head, or between two title rows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.form.columns import Columns, is_head_row, read_columns
from extract.form.grids import Grid, GridCell
from extract.form.labels import LabelMatch
from extract.text import squeeze, to_halfwidth

_STOREYS = 3
_CATEGORY = re.compile(r"[一-鿿（()）、及和]{2,12}")
_ORDINAL = re.compile(r"\(?(?:\d{1,2}|[一二三四五六七八九十]{1,3})\)?[.、]?")


@dataclass(frozen=True)
class Band:
    """Rows of a grid that follow one layout: under one head, or between two title rows."""

    grid: Grid
    rows: tuple[int, ...]
    labels: dict[GridCell, LabelMatch]
    sealed: frozenset[str]
    columns: Columns | None

    def is_label(self, cell: GridCell) -> bool:
        return cell in self.labels

    def first_label_column(self) -> int:
        return min((cell.column for cell in self.labels if cell.row in self.rows), default=0)


def find_bands(grid: Grid, labels: dict[GridCell, LabelMatch], sealed: frozenset[str]) -> Iterator[Band]:
    """A row of heads, and a row with nothing but a title, begin a new band."""
    rows: list[int] = []
    columns: Columns | None = None
    named_above = False
    for row in range(grid.rows):
        cells = grid.row_cells(row)
        named = [cell in labels for cell in cells]
        if columns and row in columns.rows:
            continue
        is_head = not any(named) and is_head_row(cells)
        if is_head or _is_title(grid, cells, named, named_above, columns):
            yield Band(grid, tuple(rows), labels, sealed, columns)
            rows, columns = [], read_columns(grid, _storeys(grid, row, labels)) if is_head else None
        else:
            rows.append(row)
        named_above = bool(named) and all(named)
    yield Band(grid, tuple(rows), labels, sealed, columns)


def _is_title(
    grid: Grid, cells: list[GridCell], named: list[bool], named_above: bool, columns: Columns | None
) -> bool:
    """One text and no label, not the value of a label above; in a list only over the whole width."""
    written = [cell for cell in cells if squeeze(cell.text)]
    if len(written) != 1 or any(named) or named_above:
        return False
    wide = written[0].column_span == grid.columns
    return wide or (columns is None and written[0].column == 0)


def _storeys(grid: Grid, row: int, labels: dict[GridCell, LabelMatch]) -> list[int]:
    """The rows of one head: down to the first row with a label, if only head cells stand between."""
    rows = [row]
    for below in range(row + 1, min(row + _STOREYS, grid.rows)):
        cells = grid.row_cells(below)
        if any(cell in labels for cell in cells):
            return rows
        written = [cell for cell in cells if squeeze(cell.text)]
        if len(written) < 2 or any(cell.column == 0 for cell in written):
            return rows
        rows.append(below)
    return rows


def goes_on_below(band: Band, label: GridCell, value: GridCell) -> bool:
    """Does something stand below a value, beside the same label: a stray line may have parted its cell."""
    rows = range(value.row + value.row_span, label.row + label.row_span)
    below = (band.grid.cell_at(row, value.column) for row in rows)
    return any(cell is not None and squeeze(cell.text) for cell in below)


def without_prefix(band: Band, cells: list[GridCell]) -> list[GridCell]:
    """A row without its category and number cells, which stand ahead of its first label."""
    edge = band.first_label_column()
    own = [c for c in cells if c.column >= edge]
    while len(own) > 1 and not band.is_label(own[0]) and _is_prefix(band, own[0]):
        own = own[1:]
    return own[1:] if _begins_with_category(band, own) else own


def _begins_with_category(band: Band, own: list[GridCell]) -> bool:
    """A word ahead of nothing but whole pairs: a category whose cell lost its height in a conversion."""
    if len(own) < 3 or len(own) % 2 == 0 or band.is_label(own[0]):
        return False
    word = squeeze(own[0].text)
    pairs = all(band.is_label(cell) == (number % 2 == 0) for number, cell in enumerate(own[1:]))
    return pairs and own[0].column == 0 and _CATEGORY.fullmatch(word) is not None


def _is_prefix(band: Band, cell: GridCell) -> bool:
    """A running number, or a cell of a column in which categories span rows."""
    if cell.column == 0 and _ORDINAL.fullmatch(squeeze(to_halfwidth(cell.text))):
        return True
    return any(
        c.columns == cell.columns and c.row_span > 1 and not band.is_label(c) and c.column == 0
        for row in band.rows
        for c in band.grid.row_cells(row)
    )
