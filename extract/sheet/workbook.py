"""Workbooks (.xlsx) by python-calamine: each sheet is a page with one table.

calamine gives stored values; number formats (0.086 shown as 8.6%, 500 shown as 500万元) are looked up in
the file, as a person sees the formatted value.
"""

import datetime
from decimal import Decimal
from pathlib import Path

import python_calamine as calamine

from dossier import Cell, Document, Line, Page, Table
from dossier.errors import UnreadableSource
from extract.sheet.look import SheetLook, count_pictures, read_looks
from extract.sheet.number_format import plain, show

Stored = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta


def read_sheet(path: Path, source: str) -> Document:
    """Every visible sheet as a page. Raises UnreadableSource for damaged and locked workbooks."""
    try:
        book = calamine.load_workbook(str(path))
    except calamine.PasswordError as error:
        raise UnreadableSource("表格有打开密码，请去掉密码后重新提交") from error
    except (calamine.CalamineError, OSError) as error:
        raise UnreadableSource("表格文件已损坏，打不开，请向申报单位索取完好的文件") from error
    looks = read_looks(path)
    pages, hidden = [], []
    for number, sheet in enumerate(book.sheets_metadata, 1):
        if sheet.visible != calamine.SheetVisibleEnum.Visible:
            hidden.append(sheet.name)
        elif sheet.typ == calamine.SheetTypeEnum.WorkSheet:
            pages.append(
                _page(book.get_sheet_by_name(sheet.name), number, looks.get(sheet.name, SheetLook()))
            )
    notes = [f"隐藏的工作表“{'”“'.join(hidden)}”没有读取，请核实"] if hidden else []
    if pictures := count_pictures(path):
        notes.append(f"表格里贴有{pictures}张图片，没有读取；如是扫描的申报材料，请把图片另存为文件后提交")
    return Document(source=source, reader="sheet", paged=False, pages=tuple(pages), notes=tuple(notes))


def _page(sheet: calamine.CalamineSheet, number: int, look: SheetLook) -> Page:
    rows = sheet.to_python(skip_empty_area=False)
    spans, covered = _merges(sheet)
    cells = []
    for r, row in enumerate(rows):
        for c, stored in enumerate(row):
            if (r, c) in covered:
                continue
            text, doubts = _shown(stored, look.formats.get((r, c)))
            doubts = (*doubts, *look.doubts(r, c))
            height, width = spans.get((r, c), (1, 1))
            cells.append(Cell(r, c, height, width, text, None, doubts))
    cells = _without_margin(cells)
    height = max((cell.row + cell.row_span for cell in cells), default=0)
    width = max((cell.column + cell.column_span for cell in cells), default=0)
    tables = (Table(height, width, tuple(cells), 0),) if cells else ()
    lines = tuple(
        Line(" ".join(t for t in texts if t)) for texts in _texts_by_row(cells, height) if any(texts)
    )
    return Page(number=number, method="sheet", name=sheet.name, lines=lines, tables=tables)


def _merges(
    sheet: calamine.CalamineSheet,
) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    """Spans by their top left place, and the places that they cover."""
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        spans[top, left] = (bottom - top + 1, right - left + 1)
        covered |= {(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)} - {(top, left)}
    return spans, covered


def _without_margin(cells: list[Cell]) -> list[Cell]:
    """Empty rows and columns behind the last written cell go."""
    bottom = max((cell.row + cell.row_span for cell in cells if cell.text), default=0)
    right = max((cell.column + cell.column_span for cell in cells if cell.text), default=0)
    return [cell for cell in cells if cell.row < bottom and cell.column < right]


def _texts_by_row(cells: list[Cell], height: int) -> list[list[str]]:
    rows: list[list[str]] = [[] for _ in range(height)]
    for cell in cells:
        rows[cell.row].append(cell.text)
    return rows


def _shown(stored: Stored, code: str | None) -> tuple[str, tuple[str, ...]]:
    """What a person sees in the cell, and doubts about it."""
    if isinstance(stored, bool):
        return ("TRUE" if stored else "FALSE"), ()
    if isinstance(stored, int | float):
        number = Decimal(f"{stored:.15g}")
        return show(code, number) if code else (plain(number), ())
    if isinstance(stored, datetime.datetime):
        return f"{stored:%Y-%m-%d}", ("单元格存的是日期",)
    if isinstance(stored, datetime.date | datetime.time | datetime.timedelta):
        return str(stored), ("单元格存的是日期或时间",)
    return stored.strip(), ()
