"""Where the value of a label stands: right of it, below it, or in the value column of a list.

A layout is believed only where a whole row follows it; a row that breaks its table's pattern gives its
values with a doubt.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.columns import Columns, find_columns
from extract.grids import Grid, GridCell
from extract.labels import UNIT, LabelIndex, LabelMatch
from extract.text import squeeze, to_halfwidth

_INLINE = re.compile(r"([^:：\n]{2,40})[:：\n](.+)", re.DOTALL)

IRREGULAR = "这一行的格子排列与表中其他行不一致，不能确定数值属于哪一栏"
NO_CELL = "只找到标签，没有找到对应的填写格"


@dataclass(frozen=True, slots=True)
class Slot:
    """A label and the cell that holds its value. `cell` is None where the label has no cell."""

    label: LabelMatch
    label_cell: GridCell
    cell: GridCell | None
    text: str
    column_unit: str | None = None
    year: int | None = None
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Labelled:
    """A grid with its labels found."""

    grid: Grid
    labels: dict[GridCell, LabelMatch]
    sealed: frozenset[str]

    def is_label(self, cell: GridCell) -> bool:
        return cell in self.labels

    def first_label_column(self) -> int:
        return min((cell.column for cell in self.labels), default=0)


def find_slots(grid: Grid, index: LabelIndex, sealed: frozenset[str], data_year: int) -> list[Slot]:
    """All slots of a grid in reading order. `sealed` are the fields whose opinion may stand below its
    label in any layout; of several years' columns that of `data_year` is taken."""
    labels = {cell: match for cell in grid.cells if (match := index.match(cell.text))}
    inline = [slot for cell in grid.cells if cell not in labels and (slot := _inline(cell, index))]
    labelled = _Labelled(grid, labels, sealed)
    columns = find_columns(grid, lambda cell: cell in labels)
    slots = _list_slots(labelled, columns, data_year) if columns else _pair_slots(labelled, inline)
    return sorted([*slots, *inline], key=lambda s: (s.label_cell.row, s.label_cell.column))


def _inline(cell: GridCell, index: LabelIndex) -> Slot | None:
    """ "联系人：张三" in one cell."""
    match = _INLINE.fullmatch(cell.text.strip())
    label = index.match(match[1]) if match else None
    if match is None or label is None or not match[2].strip():
        return None
    return Slot(label, cell, cell, match[2].strip(), None, label.year, label.doubts)


# A list with heads: number, indicator, unit, value, remark.


def _list_slots(labelled: _Labelled, columns: Columns, data_year: int) -> list[Slot]:
    slots = []
    below_allowed = _sealed_pairs(labelled)
    for cell, label in labelled.labels.items():
        if cell.row <= columns.row:
            continue
        if cell in below_allowed:
            slots.append(_slot(label, cell, below_allowed[cell]))
            continue
        group = columns.group_of(cell)
        if group is None:
            slots.append(_slot(label, cell, None, (IRREGULAR,)))
            continue
        column, doubts = group.value_column(data_year)
        value = labelled.grid.cell_at(cell.row, column) if column is not None else None
        slots.append(
            _list_slot(labelled, label, cell, value, group.unit_text(labelled.grid, cell.row), doubts)
        )
        if column is not None:
            slots[-1] = replace(slots[-1], year=label.year or group.years.get(column))
    return slots


def _list_slot(
    labelled: _Labelled,
    label: LabelMatch,
    cell: GridCell,
    value: GridCell | None,
    unit: str | None,
    doubts: tuple[str, ...],
) -> Slot:
    if value is None or value == cell or labelled.is_label(value):
        return _slot(label, cell, None, (IRREGULAR, *doubts))
    if value.row != cell.row or value.row_span > cell.row_span:
        doubts = (*doubts, "这个格子由几行合并，不能确定属于哪一栏")
    return _slot(label, cell, value, doubts, unit)


# Pairs of label and value.


def _pair_slots(labelled: _Labelled, inline: Sequence[Slot]) -> list[Slot]:
    taken = {slot.label_cell for slot in inline}
    rows = {row: cells for row in range(labelled.grid.rows) if (cells := labelled.grid.row_cells(row))}
    is_below = _reads_downwards(labelled, rows)
    slots: list[Slot] = []
    for row, cells in rows.items():
        own = [c for c in _without_prefix(labelled, cells) if c not in taken]
        if not any(labelled.is_label(c) for c in own):
            continue
        pairs = _pairs_below(labelled, row, own)
        if pairs and (is_below or _stands_alone(labelled, own) or _all_sealed(labelled, own)):
            slots += [_slot(labelled.labels[c], c, v) for c, v in pairs]
        else:
            slots += _pairs_right(labelled, own, broken=is_below)
    return slots


def _without_prefix(labelled: _Labelled, cells: list[GridCell]) -> list[GridCell]:
    """A row without its category and number cells, which stand left of every label of the table."""
    edge = labelled.first_label_column()
    return [c for c in cells if c.column >= edge]


def _reads_downwards(labelled: _Labelled, rows: dict[int, list[GridCell]]) -> bool:
    """Do more labels have their value below than beside them."""
    below = beside = 0
    for row, cells in rows.items():
        own = _without_prefix(labelled, cells)
        named = sum(labelled.is_label(c) for c in own)
        if (
            _pairs_below(labelled, row, own)
            and not _stands_alone(labelled, own)
            and not _all_sealed(labelled, own)
        ):
            below += named
        elif named and _is_regular(labelled, own):
            beside += named
    return below > beside


def _pairs_below(labelled: _Labelled, row: int, own: list[GridCell]) -> list[tuple[GridCell, GridCell]]:
    """Each cell with the one right below it, where all of the row are labels and none below is."""
    if not own or not all(labelled.is_label(c) for c in own):
        return []
    pairs = []
    for cell in own:
        below = labelled.grid.cell_at(cell.row + cell.row_span, cell.column)
        if below is None or below.columns != cell.columns or labelled.is_label(below):
            return []
        pairs.append((cell, below))
    return pairs


def _stands_alone(labelled: _Labelled, own: list[GridCell]) -> bool:
    """One cell over the whole width: its value cannot stand beside it."""
    return len(own) == 1 and own[0].column_span == labelled.grid.columns > 1


def _all_sealed(labelled: _Labelled, own: list[GridCell]) -> bool:
    return bool(own) and all(
        c in labelled.labels and labelled.labels[c].field in labelled.sealed for c in own
    )


def _sealed_pairs(labelled: _Labelled) -> dict[GridCell, GridCell]:
    """Opinion labels with their opinion below."""
    pairs: dict[GridCell, GridCell] = {}
    for row in range(labelled.grid.rows):
        cells = labelled.grid.row_cells(row)
        if _all_sealed(labelled, cells):
            pairs.update(_pairs_below(labelled, row, cells))
    return pairs


def _is_regular(labelled: _Labelled, own: list[GridCell]) -> bool:
    return all(kind != "odd" for kind, *_ in _walk(labelled, own))


def _pairs_right(labelled: _Labelled, own: list[GridCell], *, broken: bool) -> list[Slot]:
    regular = not broken and _is_regular(labelled, own)
    doubts = () if regular else (IRREGULAR,)
    slots = []
    for kind, cell, unit, value in _walk(labelled, own):
        if kind == "pair" or (kind == "odd" and cell in labelled.labels):
            unit_text = _unit_of(unit) if unit else None
            slots.append(_slot(labelled.labels[cell], cell, value, doubts, unit_text))
    return slots


def _walk(
    labelled: _Labelled, own: list[GridCell]
) -> Iterator[tuple[str, GridCell, GridCell | None, GridCell | None]]:
    """A row as pairs of label and value, a unit between them allowed; what does not fit is odd. Empty
    cells at the end of a row are nothing."""
    end = len(own)
    while end and not squeeze(own[end - 1].text) and (end < 2 or not labelled.is_label(own[end - 2])):
        end -= 1
    at = 0
    while at < end:
        cell = own[at]
        rest = own[at + 1 : at + 3]
        if not labelled.is_label(cell) or not rest or labelled.is_label(rest[0]) or rest[0].row_span > cell.row_span:
            yield "odd", cell, None, None
            at += 1
        elif len(rest) == 2 and _unit_of(rest[0]) and not labelled.is_label(rest[1]):
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
