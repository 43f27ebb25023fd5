"""Cells that hold a label and its value in one, and what speaks against reading them so."""

from collections.abc import Collection, Mapping

from extract.form.grids import Grid, GridCell
from extract.form.labels import UNIT, LabelIndex, LabelMatch
from extract.form.splits import Split, find_split
from extract.text import squeeze, to_halfwidth

SHARED = "标签和内容在同一个格子里，中间可能少了一条格线"


def find_shared(
    grid: Grid, labels: Mapping[GridCell, LabelMatch], index: LabelIndex
) -> dict[GridCell, Split]:
    """The cells that begin with a label. What follows a label without its value is its value, though it
    may begin like another label: "中小企业 / 服务中心" in two lines."""
    found: dict[GridCell, Split] = {}
    for cell in grid.cells:
        if cell in labels or not (split := find_split(cell.text, index, pictured=cell.pictured)):
            continue
        if split.colon or not _stands_for_value(grid, cell, labels):
            found[cell] = split
    return found


def _stands_for_value(grid: Grid, cell: GridCell, labels: Mapping[GridCell, LabelMatch]) -> bool:
    """Is the next cell on its left, but for one with a unit, a label on the same row."""
    ahead = grid.cell_at(cell.row, cell.column - 1)
    if ahead and UNIT.fullmatch(squeeze(to_halfwidth(ahead.text)).strip("()")):
        ahead = grid.cell_at(cell.row, ahead.column - 1)
    return ahead is not None and ahead in labels and ahead.row == cell.row


def doubt_shared(
    grid: Grid,
    cell: GridCell,
    split: Split,
    labels: Mapping[GridCell, LabelMatch],
    sealed: Collection[str],
) -> tuple[str, ...]:
    """A value in the cell of its label may be one whose border was lost, or a part of the label. Opinions
    often stand there."""
    if split.label.field in sealed:
        return ()
    return (SHARED,) if cell.pictured or (not split.colon and _has_own_cells(grid, labels)) else ()


def _has_own_cells(grid: Grid, labels: Mapping[GridCell, LabelMatch]) -> bool:
    """Have values cells of their own, beside their labels, in this table."""
    beside = ((grid.cell_at(cell.row, cell.columns[1])) for cell in labels)
    return any(value and value not in labels and squeeze(value.text) for value in beside)
