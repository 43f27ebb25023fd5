"""Where the value of a label stands: right of it, below it, or in the value column of a list.

A layout is believed only where a whole row follows it; a row that breaks its table's pattern gives its
values with a doubt.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from extract.form.bands import Band, find_bands, goes_on_below, without_prefix
from extract.form.cautions import UNMAKING_HEAD
from extract.form.columns import Columns, Group
from extract.form.grids import Grid, GridCell
from extract.form.labels import UNIT, LabelIndex, LabelMatch
from extract.form.periods import find_periods
from extract.form.shared_cells import doubt_shared, find_shared
from extract.form.splits import Split, find_split
from extract.text import squeeze, to_halfwidth

IRREGULAR = "这一行的格子排列与表中其他行不一致，不能确定数值属于哪一栏"
PARTED = "这一栏的填写格分成了上下几格，下面一格里还有内容，请看原件"
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


def find_slots(grid: Grid, index: LabelIndex, sealed: frozenset[str], data_year: int) -> list[Slot]:
    """All slots of a grid in reading order. `sealed` are the fields whose opinion may stand below its
    label in any layout; of several years' columns that of `data_year` is taken."""
    labels = {cell: match for cell in grid.cells if (match := _match(cell, index))}
    shared = find_shared(grid, labels, index)
    slots: list[Slot] = []
    for cell, split in shared.items():
        beside = grid.cell_at(cell.row, cell.columns[1])
        if beside is None or beside in labels or beside in shared:
            slots.append(_inline(cell, split, doubt_shared(grid, cell, split, labels, sealed)))
        else:
            tail = f"标签格里还写着“{squeeze(split.text)[:20]}”"
            labels[cell] = replace(split.label, doubts=(*split.label.doubts, tail))
    taken = {slot.label_cell for slot in slots}
    for band in find_bands(grid, labels, sealed):
        slots += _list_slots(band, band.columns, data_year) if band.columns else _pair_slots(band, taken)
    return sorted(slots, key=lambda s: (s.label_cell.row, s.label_cell.column))


def _match(cell: GridCell, index: LabelIndex) -> LabelMatch | None:
    """The field a cell names; recognition that is not sure of itself may have misread the name."""
    if cell.line_doubts:
        return index.match_pictured(cell.text)
    found = index.match_specked(cell.text) if cell.pictured else index.match(cell.text)
    if found and found.doubts and (split := find_split(cell.text, index)) and split.colon:
        return None if not split.label.doubts else found
    return found


def _inline(cell: GridCell, split: Split, doubts: tuple[str, ...]) -> Slot:
    label = split.label
    reasons = (*label.doubts, *doubts, *cell.doubts)
    return Slot(label, cell, cell, split.text, None, label.year, reasons)


# A list with heads: number, indicator, unit, value, remark.


def _list_slots(band: Band, columns: Columns, data_year: int) -> list[Slot]:
    """Rows whose labels stand in the label columns; other rows are read as pairs."""
    slots = []
    below = _sealed_pairs(band)
    for row in band.rows:
        cells = band.grid.row_cells(row)
        named = [cell for cell in cells if band.is_label(cell) and not columns.is_aside(cell)]
        groups = [columns.group_of(cell) for cell in named]
        if any(cell in below for cell in named):
            slots += [_slot_below(band, cell, below[cell]) for cell in named]
        elif None in groups or len(set(map(id, groups))) < len(groups):
            slots += _pairs_right(band, cells, broken=False)
        else:
            placed = zip(named, groups, strict=True)
            slots += [_list_slot(band, band.labels[c], c, g, data_year) for c, g in placed if g]
    return slots


def _list_slot(band: Band, label: LabelMatch, cell: GridCell, group: Group, data_year: int) -> Slot:
    column, doubts = group.value_column(data_year)
    value = band.grid.cell_at(cell.row, column) if column is not None else None
    if column is None or value is None or value is cell or band.is_label(value):
        return _slot(label, cell, None, (IRREGULAR, *doubts))
    if value.row != cell.row or value.row_span > cell.row_span:
        doubts = (*doubts, "这个格子由几行合并，不能确定属于哪一栏")
    if sum(other in range(*value.columns) for other in group.values) > 1:
        doubts = (*doubts, "这个格子由几列合并，不能确定是哪一列的数")
    if _has_neighbour(band, cell.row, value, column + group.values[column].width):
        doubts = (*doubts, "同一个表头下面有几个数，不能确定取哪一个")
    doubts = (*doubts, *group.find_corrections(band.grid, cell.row))
    remark = band.grid.cell_at(cell.row, group.remark) if group.remark is not None else None
    slot = _slot(label, cell, value, doubts, group.unit_text(band.grid, cell.row, column))
    period = group.values[column].period
    year = label.year or (period.year if period else None)
    return replace(slot, year=year, remark=remark if remark is not value else None)


def _has_neighbour(band: Band, row: int, value: GridCell, end: int) -> bool:
    """Does another written cell stand under the head of a value."""
    under = (band.grid.cell_at(row, column) for column in range(value.column, end))
    return any(cell is not None and cell is not value and squeeze(cell.text) for cell in under)


# Pairs of label and value.


def _pair_slots(band: Band, taken: set[GridCell]) -> list[Slot]:
    """`taken` are cells that hold label and value in one."""
    rows = {row: cells for row in band.rows if (cells := band.grid.row_cells(row))}
    is_below = _reads_downwards(band, rows)
    above = is_below and _begins_with_values(band, rows)
    slots: list[Slot] = []
    for row, cells in rows.items():
        own = [c for c in without_prefix(band, cells) if c not in taken]
        if not any(band.is_label(c) for c in own):
            continue
        pairs = _pairs_below(band, row, own)
        if pairs and (is_below or _stands_alone(band, own) or _all_sealed(band, own)):
            below = (_slot_below(band, c, v) for c, v in pairs)
            slots += [replace(s, doubts=(*s.doubts, IRREGULAR)) if above else s for s in below]
        else:
            slots += _pairs_right(band, own, broken=is_below)
    return slots


def _begins_with_values(band: Band, rows: dict[int, list[GridCell]]) -> bool:
    """Does a row without labels stand above the first with some, each cell above a label: then the labels
    may be below their values."""
    first, *others = rows.values()
    named = next((cells for cells in others if any(band.is_label(c) for c in cells)), [])
    above = {c.columns for c in first if squeeze(c.text) and not band.is_label(c)}
    return len(above) == len(first) and above >= {c.columns for c in named if band.is_label(c)} != set()


def _reads_downwards(band: Band, rows: dict[int, list[GridCell]]) -> bool:
    """Do more labels have their value below than beside them."""
    below = beside = 0
    for row, cells in rows.items():
        own = without_prefix(band, cells)
        named = sum(band.is_label(c) for c in own)
        if _pairs_below(band, row, own) and not _stands_alone(band, own) and not _all_sealed(band, own):
            below += named
        elif named and _is_regular(band, own):
            beside += named
    return below > beside


def _pairs_below(band: Band, row: int, own: list[GridCell]) -> list[tuple[GridCell, GridCell]]:
    """Each cell with the one right below it, where all of the row are labels and none below is. Rows of
    as many cells that do not quite stand under each other are paired in their order."""
    if not own or not all(band.is_label(c) for c in own):
        return []
    under = band.grid.row_cells(max(c.row + c.row_span for c in own))
    if len(under) != len(own) and len(own) > 1:
        under = [c for c in under if c.column >= own[0].column]
    exact = [band.grid.cell_at(c.row + c.row_span, c.column) for c in own]
    pairs = [(c, e) for c, e in zip(own, exact, strict=True) if e and e.columns == c.columns]
    if len(pairs) < len(own) and len(under) == len(own) and len(own) > 1:
        pairs = list(zip(own, under, strict=True))
    whole = len(pairs) == len(own) and not any(band.is_label(value) for _, value in pairs)
    return pairs if whole else []


def _slot_below(band: Band, label: GridCell, value: GridCell) -> Slot:
    """The value below a label. Several rows of data, or a row of another time, cannot be told apart."""
    match, more = band.labels[label], _cells_below(band, value)
    if match.field in band.sealed:
        texts = [value.text, *(cell.text for cell in more)]
        return replace(_slot(match, label, value), text="\n".join(filter(None, texts)))
    doubts: list[str] = ["标签下面有几行数据，不能确定取哪一行"] if more else []
    for ahead in band.grid.row_cells(value.row):
        if ahead.column < band.first_label_column() and _is_of_another_kind(ahead):
            doubts.append(f"这一行前面写着“{squeeze(ahead.text)[:20]}”")
    return _slot(match, label, value, tuple(doubts))


def _cells_below(band: Band, value: GridCell) -> list[GridCell]:
    """Written cells of the same columns, down to the next label."""
    found = []
    row = value.row + value.row_span
    while (cell := band.grid.cell_at(row, value.column)) and row in band.rows:
        if cell.columns != value.columns or any(band.is_label(c) for c in band.grid.row_cells(row)):
            break
        if squeeze(cell.text):
            found.append(cell)
        row = cell.row + cell.row_span
    return found


def _is_of_another_kind(ahead: GridCell) -> bool:
    """Does a cell ahead of a row say that the row is of another time or of a part."""
    text = squeeze(to_halfwidth(ahead.text))
    return bool(
        UNMAKING_HEAD.search(text) or text.startswith("其中") or any(True for _ in find_periods(text))
    )


def _stands_alone(band: Band, own: list[GridCell]) -> bool:
    """One cell over the whole width: its value cannot stand beside it."""
    return len(own) == 1 and own[0].column_span == band.grid.columns > 1


def _all_sealed(band: Band, own: list[GridCell]) -> bool:
    return bool(own) and all(c in band.labels and band.labels[c].field in band.sealed for c in own)


def _sealed_pairs(band: Band) -> dict[GridCell, GridCell]:
    """Opinion labels with their opinion below."""
    pairs: dict[GridCell, GridCell] = {}
    for row in band.rows:
        cells = band.grid.row_cells(row)
        if _all_sealed(band, cells):
            pairs.update(_pairs_below(band, row, cells))
    return pairs


def _is_regular(band: Band, own: list[GridCell]) -> bool:
    return all(kind != "odd" for kind, *_ in _walk(band, own))


def _pairs_right(band: Band, own: list[GridCell], *, broken: bool) -> list[Slot]:
    regular = not broken and _is_regular(band, own)
    doubts: tuple[str, ...] = () if regular else (IRREGULAR,)
    doubts += tuple(
        f"这一行前面写着“{squeeze(c.text)[:20]}”" for c in _ahead_of(band, own) if _is_of_another_kind(c)
    )
    slots = []
    for kind, cell, unit, value in _walk(band, own):
        if kind == "pair" or (kind == "odd" and cell in band.labels):
            unit_text = _unit_of(unit) if unit else None
            parted = (PARTED,) if value and goes_on_below(band, cell, value) else ()
            slots.append(_slot(band.labels[cell], cell, value, (*doubts, *parted), unit_text))
    return slots


def _ahead_of(band: Band, own: list[GridCell]) -> list[GridCell]:
    """The category cells that a row stands under."""
    edge, row = band.first_label_column(), own[0].row
    return [c for column in range(edge) if (c := band.grid.cell_at(row, column)) and c.column == column]


def _walk(
    band: Band, own: list[GridCell]
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
