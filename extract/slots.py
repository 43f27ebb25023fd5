"""Where the value of a label stands: right of it, below it, or in the value column of a list.

A layout is believed only where a whole row follows it; a row that breaks its table's pattern gives its
values with a doubt.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.columns import Columns, Group, find_columns
from extract.grids import Grid, GridCell
from extract.labels import UNIT, LabelIndex, LabelMatch
from extract.text import squeeze, to_halfwidth

_CUT = re.compile(r"\s*[:：][\s:：]*|\n\s*")

IRREGULAR = "这一行的格子排列与表中其他行不一致，不能确定数值属于哪一栏"
NO_CELL = "只找到标签，没有找到对应的填写格"


@dataclass(frozen=True, slots=True)
class Slot:
    """A label and the cell that holds its value. `cell` is None where the label has no cell;
    `remark` is the cell in the remark column of its row."""

    label: LabelMatch
    label_cell: GridCell
    cell: GridCell | None
    text: str
    column_unit: str | None = None
    year: int | None = None
    doubts: tuple[str, ...] = ()
    remark: GridCell | None = None


@dataclass(frozen=True)
class _Band:
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


def find_slots(grid: Grid, index: LabelIndex, sealed: frozenset[str], data_year: int) -> list[Slot]:
    """All slots of a grid in reading order. `sealed` are the fields whose opinion may stand below its
    label in any layout; of several years' columns that of `data_year` is taken."""
    labels = {cell: match for cell in grid.cells if (match := index.match(cell.text))}
    inline = [slot for cell in grid.cells if cell not in labels and (slot := _inline(cell, index))]
    slots = list(inline)
    for band in _find_bands(grid, labels, sealed):
        slots += _list_slots(band, band.columns, data_year) if band.columns else _pair_slots(band, inline)
    return sorted(slots, key=lambda s: (s.label_cell.row, s.label_cell.column))


def _find_bands(grid: Grid, labels: dict[GridCell, LabelMatch], sealed: frozenset[str]) -> Iterator[_Band]:
    """A row of heads, and a row with nothing but a title, begin a new band."""
    rows: list[int] = []
    columns: Columns | None = None
    named_above = False
    for row in range(grid.rows):
        cells = grid.row_cells(row)
        named = [cell in labels for cell in cells]
        heads = find_columns(cells) if cells and not any(named) else None
        written = [cell for cell in cells if squeeze(cell.text)]
        is_title = len(written) == 1 and not any(named) and not named_above and written[0].column == 0
        if heads or (is_title and not columns) or (is_title and written[0].column_span == grid.columns):
            yield _Band(grid, tuple(rows), labels, sealed, columns)
            rows, columns = [], heads
        else:
            rows.append(row)
        named_above = bool(named) and all(named)
    yield _Band(grid, tuple(rows), labels, sealed, columns)


def _inline(cell: GridCell, index: LabelIndex) -> Slot | None:
    """ "联系人：张三" in one cell; the label may run over lines."""
    text = cell.text.strip()
    for cut in list(_CUT.finditer(text))[:4]:
        label, rest = index.match(text[: cut.start()]), text[cut.end() :].strip()
        if label and rest:
            return Slot(label, cell, cell, rest, None, label.year, (*label.doubts, *cell.doubts))
    return None


# A list with heads: number, indicator, unit, value, remark.


def _list_slots(band: _Band, columns: Columns, data_year: int) -> list[Slot]:
    """Rows whose labels stand in the label columns; other rows are read as pairs."""
    slots = []
    below = _sealed_pairs(band)
    for row in band.rows:
        cells = band.grid.row_cells(row)
        named = [cell for cell in cells if band.is_label(cell)]
        groups = [columns.group_of(cell) for cell in named]
        if any(cell in below for cell in named):
            slots += [_slot(band.labels[cell], cell, below[cell]) for cell in named]
        elif None in groups or len(set(map(id, groups))) < len(groups):
            slots += _pairs_right(band, cells, broken=False)
        else:
            placed = zip(named, groups, strict=True)
            slots += [_list_slot(band, band.labels[c], c, g, data_year) for c, g in placed if g]
    return slots


def _list_slot(band: _Band, label: LabelMatch, cell: GridCell, group: Group, data_year: int) -> Slot:
    column, doubts = group.value_column(data_year)
    value = band.grid.cell_at(cell.row, column) if column is not None else None
    if value is None or value is cell or band.is_label(value):
        return _slot(label, cell, None, (IRREGULAR, *doubts))
    if value.row != cell.row or value.row_span > cell.row_span:
        doubts = (*doubts, "这个格子由几行合并，不能确定属于哪一栏")
    remark = band.grid.cell_at(cell.row, group.remark) if group.remark is not None else None
    slot = _slot(label, cell, value, doubts, group.unit_text(band.grid, cell.row))
    period = group.periods.get(column) if column is not None else None
    return replace(
        slot,
        year=label.year or (period.year if period else None),
        remark=remark if remark is not value else None,
    )


# Pairs of label and value.


def _pair_slots(band: _Band, inline: Sequence[Slot]) -> list[Slot]:
    taken = {slot.label_cell for slot in inline}
    rows = {row: cells for row in band.rows if (cells := band.grid.row_cells(row))}
    is_below = _reads_downwards(band, rows)
    slots: list[Slot] = []
    for row, cells in rows.items():
        own = [c for c in _without_prefix(band, cells) if c not in taken]
        if not any(band.is_label(c) for c in own):
            continue
        pairs = _pairs_below(band, row, own)
        if pairs and (is_below or _stands_alone(band, own) or _all_sealed(band, own)):
            slots += [_slot(band.labels[c], c, v) for c, v in pairs]
        else:
            slots += _pairs_right(band, own, broken=is_below)
    return slots


def _without_prefix(band: _Band, cells: list[GridCell]) -> list[GridCell]:
    """A row without its category and number cells, which stand left of every label of the table."""
    edge = band.first_label_column()
    return [c for c in cells if c.column >= edge]


def _reads_downwards(band: _Band, rows: dict[int, list[GridCell]]) -> bool:
    """Do more labels have their value below than beside them."""
    below = beside = 0
    for row, cells in rows.items():
        own = _without_prefix(band, cells)
        named = sum(band.is_label(c) for c in own)
        if _pairs_below(band, row, own) and not _stands_alone(band, own) and not _all_sealed(band, own):
            below += named
        elif named and _is_regular(band, own):
            beside += named
    return below > beside


def _pairs_below(band: _Band, row: int, own: list[GridCell]) -> list[tuple[GridCell, GridCell]]:
    """Each cell with the one right below it, where all of the row are labels and none below is."""
    if not own or not all(band.is_label(c) for c in own):
        return []
    pairs = []
    for cell in own:
        below = band.grid.cell_at(cell.row + cell.row_span, cell.column)
        if below is None or below.columns != cell.columns or band.is_label(below):
            return []
        pairs.append((cell, below))
    return pairs


def _stands_alone(band: _Band, own: list[GridCell]) -> bool:
    """One cell over the whole width: its value cannot stand beside it."""
    return len(own) == 1 and own[0].column_span == band.grid.columns > 1


def _all_sealed(band: _Band, own: list[GridCell]) -> bool:
    return bool(own) and all(c in band.labels and band.labels[c].field in band.sealed for c in own)


def _sealed_pairs(band: _Band) -> dict[GridCell, GridCell]:
    """Opinion labels with their opinion below."""
    pairs: dict[GridCell, GridCell] = {}
    for row in band.rows:
        cells = band.grid.row_cells(row)
        if _all_sealed(band, cells):
            pairs.update(_pairs_below(band, row, cells))
    return pairs


def _is_regular(band: _Band, own: list[GridCell]) -> bool:
    return all(kind != "odd" for kind, *_ in _walk(band, own))


def _pairs_right(band: _Band, own: list[GridCell], *, broken: bool) -> list[Slot]:
    regular = not broken and _is_regular(band, own)
    doubts = () if regular else (IRREGULAR,)
    slots = []
    for kind, cell, unit, value in _walk(band, own):
        if kind == "pair" or (kind == "odd" and cell in band.labels):
            unit_text = _unit_of(unit) if unit else None
            slots.append(_slot(band.labels[cell], cell, value, doubts, unit_text))
    return slots


def _walk(
    band: _Band, own: list[GridCell]
) -> Iterator[tuple[str, GridCell, GridCell | None, GridCell | None]]:
    """A row as pairs of label and value, a unit between them allowed; what does not fit is odd. Empty
    cells at the end of a row are nothing."""
    end = len(own)
    while end and not squeeze(own[end - 1].text) and (end < 2 or not band.is_label(own[end - 2])):
        end -= 1
    at = 0
    while at < end:
        cell = own[at]
        rest = own[at + 1 : at + 3]
        if not band.is_label(cell) or not rest or band.is_label(rest[0]) or rest[0].row_span > cell.row_span:
            yield "odd", cell, None, None
            at += 1
        elif len(rest) == 2 and _unit_of(rest[0]) and not band.is_label(rest[1]):
            yield "pair", cell, rest[0], rest[1]
            at += 3
        else:
            yield "pair", cell, None, rest[0]
            at += 2


def _unit_of(cell: GridCell) -> str | None:
    """The unit, where a cell holds nothing else."""
    text = squeeze(to_halfwidth(cell.text)).strip("()")
    return text if UNIT.fullmatch(text) else None


def _slot(
    label: LabelMatch,
    label_cell: GridCell,
    cell: GridCell | None,
    doubts: tuple[str, ...] = (),
    unit: str | None = None,
) -> Slot:
    reasons = (*label.doubts, *doubts)
    if cell is None:
        return Slot(label, label_cell, None, "", unit, label.year, (*reasons, NO_CELL))
    return Slot(label, label_cell, cell, cell.text, unit, label.year, (*reasons, *cell.doubts))
