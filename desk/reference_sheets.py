"""参考数据: the workbook that the office sends round the departments."""

from collections.abc import Sequence
from pathlib import Path

from xlsxwriter.worksheet import Worksheet

from desk.reference_columns import (
    BASIS,
    CITY,
    HOST,
    NAME,
    NOTES,
    OFFERED,
    SOURCE,
    YEAR,
    YEARS,
    ZONE,
    ZONES,
    SheetPlan,
    plan_sheets,
)
from desk.summaries.binding import write_book
from desk.summaries.book import A3, A4, Book, Column, Entry
from policy import Policy
from policy.rules import YearlyGrowth

EMPTY_ROWS, SPARE_ROWS = 30, 8
"""Where nobody is known yet, and behind those that are."""

WIDTHS = {CITY: 10, NAME: 18, YEAR: 8, BASIS: 10, SOURCE: 24, ZONE: 24, HOST: 18}
FIGURE_WIDTH = 18

HOW = (
    "每个部门一张表，一行是一个申报单位一年的数；没有的格子空着，不要填0。工作表和列的名称不要改。",
    "写年增长的几项要有上一年的数：上一年另写一行，“年份”写上一年。",
    "“口径”说明带“新增”的几项填的是什么：当年数（当年新增）、累计数（新增到当年的累计）、总数（年末共有）。"
    "同一单位有几种口径的，分几行写。",
    "百分数写8.6或8.6%都可以；数量写整数。",
    "县（市、区）写名册中的名称；城区、矿区、郊区等同名的要在“市”一栏写明。",
    "“开发区”表写开发区所在的县（市、区），需要用全县数据时用。",
    "可以把各部门的表分成几个文件，导入时一起写上。",
)

Applicants = Sequence[tuple[str, str]]
"""City and name; the city is empty where nobody knows it."""


def write_template(path: Path, applicants: Applicants, policy: Policy) -> None:
    """The workbook to be filled in, with a row for each applicant and year that is needed."""

    def fill(book: Book) -> None:
        write_notes(book)
        for plan in plan_sheets(policy):
            write_plan(book, plan, applicants, policy)
        write_zones(book, applicants, policy)

    write_book(path, f"{policy.programme.title}参考数据", fill)


def write_notes(book: Book) -> None:
    sheet = book.add_sheet(NOTES, A4, upright=True)
    rows = [(Entry(str(number), centred=True), Entry(line)) for number, line in enumerate(HOW, start=1)]
    book.write_list(sheet, (Column("序号", 6), Column("怎样填写", 78)), rows)


def write_plan(book: Book, plan: SheetPlan, applicants: Applicants, policy: Policy) -> None:
    columns = [Column(head, WIDTHS.get(head, FIGURE_WIDTH)) for head in (*plan.heads, SOURCE)]
    sheet = book.add_sheet(plan.name, A3)
    rows = list_rows(plan, applicants, policy)
    rows += [[]] * count_spare(rows)
    book.write_list(sheet, columns, rows, frozen=1 if plan.of_province else 3)
    offer_words(sheet, plan.heads, len(rows), policy)


def count_spare(rows: Sequence[object]) -> int:
    return SPARE_ROWS if rows else EMPTY_ROWS


def list_rows(plan: SheetPlan, applicants: Applicants, policy: Policy) -> list[list[Entry]]:
    years = list_years(plan, policy)
    if plan.of_province:
        return [[Entry(year, centred=True)] for year in years]
    return [
        [Entry(city), Entry(name), Entry(year, centred=True)] for city, name in applicants for year in years
    ]


def list_years(plan: SheetPlan, policy: Policy) -> tuple[int, ...]:
    """The form's year, and the one before where something of the sheet is to have grown since."""
    subjects = {figure.subject for figure in plan.figures}
    year = policy.form.data_year
    grows = any(
        isinstance(target, YearlyGrowth)
        for indicator in policy.indicators.indicators
        if indicator.id in subjects
        for target in (indicator.targets.year_1, indicator.targets.year_2, indicator.targets.year_3)
    )
    return (year - 1, year) if grows else (year,)


def offer_words(sheet: Worksheet, heads: Sequence[str], rows: int, policy: Policy) -> None:
    """Lists to choose from, and a year that is one."""
    rules: dict[str, dict[str, object]] = {
        CITY: {"validate": "list", "source": [city.name for city in policy.registry.cities]},
        BASIS: {"validate": "list", "source": list(OFFERED), "error_message": f"应选{'、'.join(OFFERED)}"},
        YEAR: {"validate": "integer", "criteria": "between", "minimum": YEARS[0], "maximum": YEARS[1]},
    }
    for column, head in enumerate(heads):
        rule = rules.get(head)
        if rule is not None and rule.get("source") != []:
            sheet.data_validation(1, column, rows, column, rule)


def write_zones(book: Book, applicants: Applicants, policy: Policy) -> None:
    heads = (ZONE, CITY, HOST, SOURCE)
    columns = [Column(head, WIDTHS[head]) for head in heads]
    zones = [(city, name) for city, name in applicants if is_zone(name, policy)]
    rows = [[Entry(name), Entry(city)] for city, name in zones]
    rows += [[]] * count_spare(rows)
    sheet = book.add_sheet(ZONES, A4)
    book.write_list(sheet, columns, rows)
    offer_words(sheet, heads, len(rows), policy)


def is_zone(name: str, policy: Policy) -> bool:
    zones = policy.registry.zones
    return name in policy.registry.zones_by_name or (bool(zones.words) and name.endswith(zones.words))
