"""What only a workbook can hide: formats, formulas, dates, hidden rows and sheets."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from corpora.blocks import Grid
from corpora.dossiers import Case
from corpora.lists import lay_list
from corpora.sheet import add_sheet, open_book
from corpora.traps.kit import DOUBT, FileTrap, Kit, SpoiltForm
from corpora.writing import Expected

FIELD = "industrial_above_scale"


def with_number(field: str, number: float, shape: str, value: float | None = None) -> FileTrap:
    """A number whose format shows something else than what is stored. `value`: what may be accepted."""

    def make(kit: Kit, name: str) -> Case:
        form = kit.tidy(lay_list).with_value(field, str(number), number, shape)
        if value is not None:
            form = form.expect([field], Expected("accepted", value))
        return kit.sheet_case(name, form)

    return make


def write_over(
    spoil: Callable[[Any, Any, int, int], None], field: str, value: float | None = None
) -> FileTrap:
    """Something else than text or a number in the value's cell."""

    def make(kit: Kit, name: str) -> Case:
        form = kit.tidy(lay_list)
        expected = DOUBT if value is None else Expected("accepted", value)
        book = open_book(kit.folder / f"{name}.xlsx")
        sheet = add_sheet(book, "申报表", form.blocks)
        row, column = place_of(form, field)
        spoil(book, sheet.page, row, column)
        book.close()
        return kit.case(name, form.expect([field], expected), kit.folder / f"{name}.xlsx", "sheet")

    return make


def place_of(form: SpoiltForm, field: str) -> tuple[int, int]:
    """Row and column on the sheet, where the list is the first table."""
    above = next(index for index, block in enumerate(form.blocks) if isinstance(block, Grid))
    cell = form.cell(field, "value")
    return above + cell.row, cell.column


def write_date(book: Any, page: Any, row: int, column: int) -> None:
    """3-5 was typed, and the program made a date of it."""
    page.write_datetime(row, column, datetime(2021, 3, 5), book.add_format({"num_format": "m-d"}))


def write_error(book: Any, page: Any, row: int, column: int) -> None:
    page.write_formula(row, column, "=1/0", None, "#DIV/0!")


def write_reference(book: Any, page: Any, row: int, column: int) -> None:
    page.write_formula(row, column, "='[台账.xlsx]Sheet1'!B4", None, "#REF!")


def write_uncomputed(book: Any, page: Any, row: int, column: int) -> None:
    """A formula that no program has computed yet."""
    page.write_formula(row, column, "=17+18", None, "")


def write_computed(book: Any, page: Any, row: int, column: int) -> None:
    page.write_formula(row, column, "=17+18", None, 35)


def write_truth_value(book: Any, page: Any, row: int, column: int) -> None:
    page.write_boolean(row, column, True)


def other_sheet(names: tuple[str, str], expected: Expected | None, hidden: bool = False) -> FileTrap:
    """A second sheet with the same form and another number; `expected` None means the first sheet's."""

    def make(kit: Kit, name: str) -> Case:
        form = kit.tidy()
        other = form.with_value(FIELD, str(kit.whole(FIELD) - 4))
        book = open_book(kit.folder / f"{name}.xlsx")
        second = add_sheet(book, names[0], other.blocks) if not hidden else None
        add_sheet(book, names[1], form.blocks).page.activate()
        if second is None:
            add_sheet(book, names[0], other.blocks).page.hide()
        book.close()
        right = expected or Expected("accepted", kit.value(FIELD))
        return kit.case(name, form.expect([FIELD], right), kit.folder / f"{name}.xlsx", "sheet")

    return make


def hidden_row(kit: Kit, name: str) -> Case:
    """A hidden row with the label and an old number."""
    form = kit.tidy(lay_list)
    book = open_book(kit.folder / f"{name}.xlsx")
    sheet = add_sheet(book, "申报表", form.blocks)
    end = sheet.row
    sheet.page.write_string(end, 1, kit.label(FIELD))
    sheet.page.write_number(end, 3, kit.whole(FIELD) - 4)
    sheet.page.set_row(end, None, None, {"hidden": True})
    book.close()
    right = Expected("accepted", kit.value(FIELD))
    return kit.case(name, form.expect([FIELD], right), kit.folder / f"{name}.xlsx", "sheet")


def hidden_value_row(kit: Kit, name: str) -> Case:
    """The form's own row is hidden: what nobody sees nobody has checked."""
    form = kit.tidy(lay_list)
    book = open_book(kit.folder / f"{name}.xlsx")
    sheet = add_sheet(book, "申报表", form.blocks)
    sheet.page.set_row(place_of(form, FIELD)[0], None, None, {"hidden": True})
    book.close()
    return kit.case(name, form.expect([FIELD]), kit.folder / f"{name}.xlsx", "sheet")


SHEET_TRAPS: dict[str, FileTrap] = {
    "rate_shown_as_860": with_number("sme_revenue_growth", 8.6, "0.0%"),
    "share_typed_as_ratio": with_number("sme_gdp_share", 0.523, "General"),
    "count_shown_rounded": with_number(FIELD, 35.6, "0"),
    "count_shown_as_per_cent": with_number(FIELD, 0.35, "0%"),
    "count_shown_in_thousands": with_number("market_entities", 25345.0, "#,##0.0,"),
    "money_shown_in_other_unit": with_number("special_fund", 500.0, '0.00"亿元"'),
    "money_with_unit_in_format": with_number("special_fund", 500.0, '0"万元"', 500.0),
    "count_with_unit_in_format": with_number(FIELD, 35.0, '0"家"', 35),
    "count_is_a_date": write_over(write_date, FIELD),
    "count_is_an_error": write_over(write_error, FIELD),
    "count_is_a_lost_reference": write_over(write_reference, FIELD),
    "count_is_uncomputed": write_over(write_uncomputed, FIELD),
    "count_is_computed": write_over(write_computed, FIELD, 35),
    "count_is_a_truth_value": write_over(write_truth_value, FIELD),
    "sheet_of_year_before": other_sheet(("2019年", "2020年"), None),
    "sheet_left_over": other_sheet(("申报表（初稿）", "申报表"), DOUBT),
    "sheet_hidden": other_sheet(("旧表", "申报表"), None, hidden=True),
    "row_hidden_behind": hidden_row,
    "row_hidden": hidden_value_row,
}
