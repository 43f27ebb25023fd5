"""Workbooks: forms typed into a spreadsheet, with real numbers and per cent formats."""

import random
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from corpora.blocks import Block, Grid, GridCell, Paragraph

FIXED_TIME = datetime(2021, 3, 15, 9, 0, 0)
TEXT_COLUMNS = 92
"""Width of a printed page in characters."""


class Sheet:
    """One worksheet, filled from the top. Its columns are those of its widest grid; others span them."""

    def __init__(self, book: Any, name: str, widths: tuple[float, ...]) -> None:
        self.book, self.columns, self.row = book, len(widths), 0
        self.page = book.add_worksheet(name)
        self.page.set_paper(9)
        self.page.fit_to_pages(1, 0)
        self.widths = [TEXT_COLUMNS * width / sum(widths) for width in widths]
        for column, width in enumerate(self.widths):
            self.page.set_column(column, column, width)

    def add_paragraph(self, block: Paragraph) -> None:
        shapes: dict[str, dict[str, Any]] = {
            "title": {"bold": True, "font_size": 18, "align": "center"},
            "note": {"align": "right"},
        }
        style = self.book.add_format(
            {"font_name": "宋体", "text_wrap": True, "valign": "vcenter", **shapes.get(block.role, {})}
        )
        self.page.merge_range(self.row, 0, self.row, self.columns - 1, "", style)
        self.page.write_string(self.row, 0, block.text, style)
        self.row += 1

    def add_grid(self, grid: Grid) -> None:
        starts = spread_columns(grid.columns, self.columns)
        for cell in grid.cells:
            first, last = starts[cell.column], starts[cell.column + cell.column_span] - 1
            top, bottom = self.row + cell.row, self.row + cell.row + cell.row_span - 1
            style = self.book.add_format(cell_shape(cell))
            if (top, first) != (bottom, last):
                self.page.merge_range(top, first, bottom, last, "", style)
            write_value(self.page, top, first, cell, style)
        for row in range(grid.rows):
            lines = max((self.count_lines(cell, starts) for cell in grid.cells if cell.row == row), default=1)
            self.page.set_row(self.row + row, 90 if row in grid.tall else 9 + 15 * lines)
        self.row += grid.rows

    def count_lines(self, cell: GridCell, starts: list[int]) -> int:
        """How many lines the text takes, two columns of width a character."""
        width = sum(self.widths[starts[cell.column] : starts[cell.column + cell.column_span]])
        return sum(1 + int(2 * len(line) // width) for line in cell.text.split("\n"))

    def add_blocks(self, blocks: tuple[Block, ...]) -> None:
        for block in blocks:
            if isinstance(block, Grid):
                self.add_grid(block)
            elif isinstance(block, Paragraph):
                self.add_paragraph(block)


def spread_columns(columns: int, total: int) -> list[int]:
    """First sheet column of each grid column, and one past the last."""
    return [round(index * total / columns) for index in range(columns)] + [total]


def cell_shape(cell: GridCell) -> dict[str, Any]:
    shape: dict[str, Any] = {
        "font_name": "宋体",
        "font_size": 11,
        "border": 1,
        "text_wrap": True,
        "valign": "vcenter",
    }
    if cell.role != "value" or len(cell.text) < 24:
        shape["align"] = "center"
    if cell.number_format is not None:
        shape["num_format"] = cell.number_format
    return shape


def write_value(page: Any, row: int, column: int, cell: GridCell, style: Any) -> None:
    if cell.number is not None:
        page.write_number(row, column, cell.number, style)
    elif cell.text == "":
        page.write_blank(row, column, None, style)
    else:
        page.write_string(row, column, cell.text, style)


def open_book(path: Path) -> Any:
    path.parent.mkdir(parents=True, exist_ok=True)
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"author": "办公室", "created": FIXED_TIME})
    return book


def add_sheet(book: Any, name: str, blocks: tuple[Block, ...]) -> Sheet:
    grids = [block for block in blocks if isinstance(block, Grid)]
    widest = max(grids, key=lambda grid: grid.columns, default=None)
    sheet = Sheet(book, name, widest.widths if widest else (1.0,))
    sheet.add_blocks(blocks)
    return sheet


def write_sheet(path: Path, blocks: tuple[Block, ...], rng: random.Random) -> None:
    """The form on the first sheet; sometimes empty or explaining sheets behind it, as offices keep them."""
    book = open_book(path)
    add_sheet(book, rng.choice(("申报表", "Sheet1", "附件2", "Sheet1")), blocks)
    if rng.random() < 0.4:
        book.add_worksheet("Sheet2")
    if rng.random() < 0.25:
        page = book.add_worksheet("填表说明")
        page.write_string(0, 0, "填表说明：所有数据由各有关部门提供，按年底数填写，没有的填“0”。")
    book.close()
