"""A workbook that somebody filled in, cell by cell, and what is wrong in it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from dossier import Cell, CellPlace, Evidence, Page
from dossier.errors import UnreadableSource, WrongUse
from extract.numbers import parse_quantity
from extract.sheet.workbook import read_sheet

MOST_FAULTS = 20
"""How many faults are told at once."""

HEAD_ROWS = 10
"""The headings stand in one of the first rows; above them there may be a title."""


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet. Rows and columns count from 0; a merged cell stands in every place that it covers."""

    source: str
    page: int
    name: str
    cells: Mapping[tuple[int, int], Cell]
    rows: int
    columns: int

    def text(self, row: int, column: int) -> str:
        cell = self.cells.get((row, column))
        return "" if cell is None else cell.text.strip()

    def say(self, row: int, column: int) -> str:
        """How a clerk finds the cell."""
        return f"“{self.source}”的“{self.name}”表{name_column(column)}{row + 1}格"

    def evidence(self, row: int, column: int) -> Evidence:
        return Evidence(
            source=self.source,
            page=self.page,
            cell=CellPlace(table=0, row=row, column=column),
            quote=self.text(row, column),
            method="sheet",
        )

    def is_empty(self, row: int) -> bool:
        return not any(self.text(row, column) for column in range(self.columns))


@dataclass(slots=True)
class Faults:
    """What is wrong in a workbook, each with its cell; nothing is taken over while there is any."""

    told: list[str] = field(default_factory=list)

    def add(self, grid: Grid, row: int, column: int, message: str) -> None:
        self.told.append(f"{grid.say(row, column)}：{message}")

    def refuse(self, what: str) -> None:
        """Raises WrongUse where anything is wrong."""
        if not self.told:
            return
        told = self.told[:MOST_FAULTS]
        if len(self.told) > len(told):
            told.append(f"……共有{len(self.told)}处，先改正以上{len(told)}处。")
        raise WrongUse(f"{what}没有导入，请改正以后再导入：\n" + "\n".join(told))


def read_grids(path: Path, notes: list[str] | None = None) -> list[Grid]:
    """The visible sheets of a workbook; what was not read in it is added to `notes`. Raises WrongUse where
    it cannot be read."""
    if path.is_dir():
        raise WrongUse(f"“{path}”是文件夹，请写里面的表格文件，如 {path}/表格.xlsx")
    if not path.is_file():
        raise WrongUse(f"没有找到文件“{path}”，请检查路径是否写对")
    try:
        document = read_sheet(path, path.name)
    except UnreadableSource as error:
        raise WrongUse(f"“{path.name}”没有读取：{error}") from error
    if notes is not None:
        notes += [f"“{path.name}”：{note}" for note in document.notes]
    return [make_grid(path.name, page) for page in document.pages]


def make_grid(source: str, page: Page) -> Grid:
    table = page.tables[0] if page.tables else None
    cells = {
        (cell.row + down, cell.column + right): cell
        for cell in (table.cells if table else ())
        for down in range(cell.row_span)
        for right in range(cell.column_span)
    }
    rows, columns = (table.rows, table.columns) if table else (0, 0)
    return Grid(source, page.number, page.name or "", cells, rows, columns)


def find_grid(grids: Sequence[Grid], name: str, *, needed: bool = True) -> Grid | None:
    """The sheet of that name. Raises WrongUse where a needed one is not there."""
    found = next((grid for grid in grids if grid.name.strip() == name), None)
    if found is None and needed:
        there = "、".join(grid.name for grid in grids) or "（没有）"
        raise WrongUse(
            f"没有名为“{name}”的工作表，只有：{there}。请用 template 命令生成的表填写，不要改工作表的名称。"
        )
    return found


def find_head(grid: Grid, wanted: Sequence[str]) -> tuple[int, dict[str, int]]:
    """The heading row, and the column of each wanted heading. Raises WrongUse where one is missing."""
    best: tuple[int, dict[str, int]] = (0, {})
    for row in range(min(HEAD_ROWS, grid.rows)):
        places = {grid.text(row, column): column for column in reversed(range(grid.columns))}
        found = {name: places[name] for name in wanted if name in places}
        if len(found) > len(best[1]):
            best = (row, found)
    missing = [name for name in wanted if name not in best[1]]
    if missing:
        raise WrongUse(
            f"“{grid.source}”的“{grid.name}”表缺少{'、'.join(missing)}；请用 template 命令生成的表填写"
        )
    return best


def read_number(grid: Grid, row: int, column: int, faults: Faults, low: float, high: float) -> Decimal | None:
    """A number from `low` to `high`; anything else is a fault. The cell must not be empty."""
    cell, text = grid.cells.get((row, column)), grid.text(row, column)
    asked = f"应填{low:g}至{high:g}的数"
    found = parse_quantity(re.sub(r"分$", "", text))
    if found is None or found.before or found.after or found.doubts:
        faults.add(grid, row, column, f"写的是“{text}”，{asked}" if text else f"空着，{asked}")
    elif cell is not None and cell.doubts:
        faults.add(grid, row, column, f"写的是“{text}”，{'；'.join(cell.doubts)}，请改成普通的数")
    elif not low <= found.value <= high:
        faults.add(grid, row, column, f"写的是“{text}”，{asked}")
    else:
        return found.value
    return None


def read_whole(grid: Grid, row: int, column: int, faults: Faults, low: int, high: int) -> int | None:
    """A whole number from `low` to `high`; anything else is a fault."""
    value = read_number(grid, row, column, faults, low, high)
    if value is not None and value != int(value):
        faults.add(grid, row, column, f"写的是“{grid.text(row, column)}”，应填整数")
        return None
    return None if value is None else int(value)


def name_column(column: int) -> str:
    """A, B, ..., Z, AA, ..."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
