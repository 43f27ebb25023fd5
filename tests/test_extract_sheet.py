"""Workbooks: the value as a person sees it in the cell, and a doubt where that is not certain."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from PIL import Image as Pillow

from dossier import Cell, Document
from dossier.errors import UnreadableSource
from extract.sheet.workbook import read_sheet

Fill = Callable[[Any, Any], None]
"""Fills the first sheet of a workbook: (book, sheet)."""


@pytest.fixture
def read(tmp_path: Path) -> Callable[[Fill], Document]:
    def write_and_read(fill: Fill) -> Document:
        path = tmp_path / "a.xlsx"
        book = xlsxwriter.Workbook(str(path))
        fill(book, book.add_worksheet("申报表"))
        book.close()
        return read_sheet(path, "a.xlsx")

    return write_and_read


@pytest.fixture
def read_cell(read: Callable[[Fill], Document]) -> Callable[..., Cell]:
    def read_one(value: object, shape: str | None = None) -> Cell:
        def fill(book: Any, sheet: Any) -> None:
            sheet.write(0, 0, value, book.add_format({"num_format": shape} if shape else {}))

        return read(fill).pages[0].tables[0].cells[0]

    return read_one


@pytest.mark.parametrize(
    ("value", "shape", "text"),
    [
        (35, None, "35"),
        (35.0, "0", "35"),
        (25345, "#,##0", "25345"),
        (0.086, "0.0%", "8.6%"),
        (0.086, "0.00%", "8.6%"),
        (0.523, "0%", "52.3%"),
        (-0.013, "0.0%", "-1.3%"),
        (0.07, "0%", "7%"),
        (500, '0"万元"', "500万元"),
        (35, "0\\家", "35家"),
        (0.1 + 0.2, None, "0.3"),
        (236580.00000000003, None, "236580"),
        (1e15, None, "1000000000000000"),
        (0.00001, None, "0.00001"),
        ("２５３４５家", None, "２５３４５家"),
        ("0340-2601234", None, "0340-2601234"),
        (" 甲\n乙 ", None, "甲\n乙"),
    ],
)
def test_shown_as_a_person_sees_it(
    read_cell: Callable[..., Cell], value: object, shape: str, text: str
) -> None:
    assert (read_cell(value, shape).text, read_cell(value, shape).doubts) == (text, ())


@pytest.mark.parametrize(
    ("value", "shape"),
    [
        (25345.0, "#,##0.0,"),
        (datetime(2021, 3, 5), "yyyy-mm-dd"),
        (datetime(2021, 3, 5), "m月d日"),
    ],
)
def test_doubtful_cells(read_cell: Callable[..., Cell], value: object, shape: str) -> None:
    assert read_cell(value, shape).doubts


@pytest.mark.parametrize("shape", ["0.0;0.0", "0.0%;0.0%", "0.0_);(0.0)"])
def test_a_minus_that_is_not_shown_as_one(read_cell: Callable[..., Cell], shape: str) -> None:
    """Either doubtful, or shown as in the sheet; never a rise."""
    cell = read_cell(-0.5, shape)
    assert cell.doubts or cell.text.startswith("(")


@pytest.mark.parametrize("shape", ['0"."0', "# ?/?", "0.0E+00", '0"余"家', '0!.0,"万"'])
def test_a_format_that_makes_another_text_of_a_number(read_cell: Callable[..., Cell], shape: str) -> None:
    assert read_cell(25.5, shape).doubts


LOOKS: dict[str, dict[str, Any]] = {
    "white": {"font_color": "#FFFFFF"},
    "struck": {"font_strikeout": True},
    "raised": {"font_script": 1},
}


@pytest.mark.parametrize("look", LOOKS)
def test_text_that_may_not_count_is_doubtful(read: Callable[[Fill], Document], look: str) -> None:
    """In a whole cell, and in a part of its text."""

    def fill(book: Any, sheet: Any) -> None:
        odd = book.add_format(LOOKS[look])
        sheet.write(0, 0, 35, odd)
        sheet.write(1, 0, "35", odd)
        sheet.write_rich_string(2, 0, book.add_format(), "35", odd, "7")
        sheet.write(3, 0, 35)

    cells = read(fill).pages[0].tables[0].cells
    assert [bool(c.doubts) for c in cells] == [True, True, True, False]


def test_a_number_that_its_format_hides_is_not_believed(read: Callable[[Fill], Document]) -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write(0, 0, 35, book.add_format({"num_format": ";;;"}))
        sheet.write(0, 1, "乙")

    first = read(fill).pages[0].tables[0].cells[0]
    assert first.text == "" or first.doubts


def test_a_comment_on_a_cell_is_told(read: Callable[[Fill], Document]) -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write(0, 0, 35)
        sheet.write_comment(0, 0, "应为36")

    assert any("应为36" in doubt for doubt in read(fill).pages[0].tables[0].cells[0].doubts)


def test_zero_is_written_and_an_empty_cell_is_not(read: Callable[[Fill], Document]) -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["甲", 0, None, "乙"])

    cells = read(fill).pages[0].tables[0].cells
    assert [c.text for c in cells] == ["甲", "0", "", "乙"]


def test_merged_cells(read: Callable[[Fill], Document]) -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.merge_range(0, 0, 0, 2, "表题")
        sheet.merge_range(1, 0, 2, 0, "甲")
        sheet.write_row(1, 1, ["乙", 1])
        sheet.write_row(2, 1, ["丙", 2])

    table = read(fill).pages[0].tables[0]
    assert (table.rows, table.columns) == (3, 3)
    assert [(c.row, c.column, c.row_span, c.column_span, c.text) for c in table.cells] == [
        (0, 0, 1, 3, "表题"),
        (1, 0, 2, 1, "甲"),
        (1, 1, 1, 1, "乙"),
        (1, 2, 1, 1, "1"),
        (2, 1, 1, 1, "丙"),
        (2, 2, 1, 1, "2"),
    ]


def test_a_hidden_sheet_is_not_read_but_told(read: Callable[[Fill], Document]) -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write(0, 0, "看得见")
        old = book.add_worksheet("旧表")
        old.write(0, 0, "看不见")
        old.hide()
        book.add_worksheet("第三张").write(0, 0, "也看得见")

    document = read(fill)
    assert [(page.number, page.name) for page in document.pages] == [(1, "申报表"), (3, "第三张")]
    assert any("旧表" in note for note in document.notes)


def test_hidden_rows_and_columns_are_doubtful(read: Callable[[Fill], Document]) -> None:
    def fill(book: Any, sheet: Any) -> None:
        for row in range(3):
            sheet.write_row(row, 0, ["甲", 1, 2])
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.set_column(2, 2, None, None, {"hidden": True})

    cells = read(fill).pages[0].tables[0].cells
    assert {(c.row, c.column) for c in cells if c.doubts} == {(1, 0), (1, 1), (1, 2), (0, 2), (2, 2)}


def test_filtered_rows_are_doubtful_too(read: Callable[[Fill], Document]) -> None:
    """Rows that a filter hides are hidden in the file."""

    def fill(book: Any, sheet: Any) -> None:
        sheet.write_column(0, 0, ["指标", "甲", "乙"])
        sheet.autofilter(0, 0, 2, 0)
        sheet.filter_column(0, "x == 乙")
        sheet.set_row(1, options={"hidden": True})

    doubtful = [c.text for c in read(fill).pages[0].tables[0].cells if c.doubts]
    assert doubtful == ["甲"]


def test_columns_left_of_the_first_value_keep_their_place(read: Callable[[Fill], Document]) -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write(2, 3, "35")

    cell = next(c for c in read(fill).pages[0].tables[0].cells if c.text)
    assert (cell.row, cell.column) == (2, 3)


def test_evidence_points_to_sheet_and_cell(read: Callable[[Fill], Document]) -> None:
    document = read(lambda book, sheet: sheet.write(0, 0, "35家"))
    page = document.pages[0]
    found = document.cell_evidence(page, page.tables[0], page.tables[0].cells[0])
    assert found.cell is not None
    assert (found.page, found.quote, found.method, found.box) == (1, "35家", "sheet", None)


def test_an_empty_sheet_has_no_table(read: Callable[[Fill], Document]) -> None:
    assert read(lambda book, sheet: None).pages[0].tables == ()


def test_a_damaged_workbook_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(UnreadableSource, match="损坏"):
        read_sheet(path, "a.xlsx")


def test_a_picture_in_a_workbook_is_told(read: Callable[[Fill], Document], tmp_path: Path) -> None:
    noise = Pillow.effect_noise((600, 400), 80)
    noise.save(tmp_path / "扫描.png")
    noise.crop((0, 0, 20, 20)).save(tmp_path / "标志.png")

    def fill(book: Any, sheet: Any) -> None:
        sheet.write(0, 0, "甲")
        sheet.insert_image(2, 0, str(tmp_path / "扫描.png"))
        sheet.insert_image(2, 9, str(tmp_path / "标志.png"))

    (note,) = read(fill).notes
    assert "1张图片" in note
    assert "请" in note
