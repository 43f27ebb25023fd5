"""考核等次表: the yearly grades of the counties, three rows each; and reading them back."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desk.grids import Faults, Grid, find_grid, find_head, read_grids, read_number, read_whole
from desk.summaries.binding import write_book
from desk.summaries.book import A4, Book, Column, Entry
from dossier.errors import WrongUse
from policy import Policy
from score.entries import GradeEntry, Grades
from score.grades import parse_grade, say_grades
from score.scorecard import Outcome

SHEET, NOTES = "考核等次", "说明"

NAME, APPROVED, NUMBER, MET, TOTAL, GRADE, BY = (
    "申报单位",
    "批准年份",
    "第几次考核",
    "达标项数",
    "总分",
    "等次",
    "确认人",
)
COLUMNS = (
    Column(NAME, 24),
    Column(APPROVED, 10),
    Column(NUMBER, 11),
    Column(MET, 11),
    Column(TOTAL, 9),
    Column(GRADE, 10),
    Column(BY, 14),
)

FIRST_YEAR, LAST_YEAR = 2000, 2100

EMPTY_ROWS = 10
"""Counties' worth of rows in a sheet that starts from no batch."""

_RANGE = re.compile(r"(\d+)\s*[-—–~～至到]+\s*(\d+)")


@dataclass(frozen=True, slots=True)
class YearlyReview:
    """What the review of one yearly assessment came to. `number` is None where it was of an application."""

    applicant: str
    number: int | None = None
    met: str | None = None
    total: float | None = None


def write_grade_sheet(
    path: Path, names: Sequence[str], policy: Policy, yearly: Sequence[YearlyReview] = ()
) -> None:
    """A row for each assessment of each of `names`, with what its review came to; without names, empty
    rows."""
    years = policy.assessment.years
    known = {(each.applicant, each.number): each for each in yearly}
    rows = [
        list_cells(name, number, known.get((name, number)))
        for name in (names or [""] * EMPTY_ROWS)
        for number in range(1, years + 1)
    ]
    grades = [grade.name for grade in policy.assessment.grades]

    def fill(book: Book) -> None:
        sheet = book.add_sheet(SHEET, A4)
        book.write_list(sheet, COLUMNS, rows)
        column = [each.title for each in COLUMNS].index(GRADE)
        choose = {"validate": "list", "source": grades, "error_type": "information"}
        sheet.data_validation(1, column, len(rows), column, choose)
        write_notes(book, policy)

    write_book(path, f"{policy.programme.title}考核等次表", fill)


def list_cells(name: str, number: int, review: YearlyReview | None) -> list[Entry]:
    """A count of indicators without a range is a number, as somebody would type it."""
    cells = [Entry(name or None), Entry(None), Entry(number, centred=True)]
    if review is None:
        return cells
    met = int(review.met) if review.met and review.met.isdecimal() else review.met
    return [*cells, Entry(met, centred=True), Entry(review.total, centred=True)]


def write_notes(book: Book, policy: Policy) -> None:
    gate = policy.indicators.gate.required
    lines = [
        (NAME, "每次考核一行；还没有考核的空着。"),
        (APPROVED, "同意创建的年份，不知道的空着；同一个单位写一次就可以。"),
        (MET, f"这次考核指标达标几项（要求{gate}项），没有定的可以写 23-25，不知道的空着。"),
        (TOTAL, "这次考核的总分，没有的空着。设了分数线的按总分建议等次。"),
        (GRADE, f"{say_grades(policy.assessment)}（及格就是合格，不及格就是不合格）；没有评定的空着。"),
        (BY, "评定等次的人；没有写的只作建议，不算数。"),
    ]
    sheet = book.add_sheet(NOTES, A4, upright=True)
    columns = (Column("栏目", 14), Column("怎样填写", 72))
    book.write_list(sheet, columns, [[Entry(title), Entry(text)] for title, text in lines])


def read_grade_sheets(paths: Sequence[Path], policy: Policy) -> Grades:
    """All grades of all workbooks. Raises WrongUse with every fault and its cell."""
    faults = Faults()
    entries: list[GradeEntry] = []
    approved: dict[str, int] = {}
    seen: dict[tuple[str, int], str] = {}
    for path in paths:
        grid = find_grid(read_grids(path), SHEET)
        if grid is None:
            continue
        head, places = find_head(grid, [column.title for column in COLUMNS])
        for row in range(head + 1, grid.rows):
            read_row(grid, row, places, policy, faults, approved, seen, entries)
    faults.refuse("考核等次表")
    if not entries:
        raise WrongUse("考核等次表里还没有一个等次、总分或达标项数，没有导入")
    return Grades(policy=policy.id, approved=approved, entries=tuple(entries))


def read_row(
    grid: Grid,
    row: int,
    places: dict[str, int],
    policy: Policy,
    faults: Faults,
    approved: dict[str, int],
    seen: dict[tuple[str, int], str],
    entries: list[GradeEntry],
) -> None:
    """Adds what stands in the row to `approved` and `entries`."""
    name = grid.text(row, places[NAME])
    if not name:
        if any(grid.text(row, places[each]) for each in (APPROVED, MET, TOTAL, GRADE, BY)):
            faults.add(grid, row, places[NAME], "空着，应填申报单位")
        return
    read_approval(grid, row, places[APPROVED], name, faults, approved)
    if not any(grid.text(row, places[each]) for each in (MET, TOTAL, GRADE)):
        return
    number = read_whole(grid, row, places[NUMBER], faults, 1, policy.assessment.years)
    entry = read_entry(grid, row, places, policy, faults)
    if number is None:
        return
    if (name, number) in seen:
        told = f"{name}第{number}次考核写了两行，另一行在{seen[name, number]}"
        faults.add(grid, row, places[NUMBER], told)
    seen.setdefault((name, number), grid.say(row, places[NUMBER]))
    entries.append(entry.model_copy(update={"applicant": name, "number": number}))


def read_approval(
    grid: Grid, row: int, column: int, name: str, faults: Faults, approved: dict[str, int]
) -> None:
    if not grid.text(row, column):
        return
    year = read_whole(grid, row, column, faults, FIRST_YEAR, LAST_YEAR)
    if year is not None and approved.setdefault(name, year) != year:
        faults.add(grid, row, column, f"写的是{year}，前面写的是{approved[name]}")


def read_entry(grid: Grid, row: int, places: dict[str, int], policy: Policy, faults: Faults) -> GradeEntry:
    """The grade with its total and gate; name and number are still to be set."""
    raw = grid.text(row, places[GRADE]) or None
    grade = parse_grade(raw, policy.assessment) if raw else None
    if raw and grade is None:
        known = say_grades(policy.assessment)
        faults.add(grid, row, places[GRADE], f"写的是“{raw}”，应填 {known} 中的一个")
    total = None
    if grid.text(row, places[TOTAL]):
        total = read_number(grid, row, places[TOTAL], faults, 0, 100)
    return GradeEntry(
        applicant="",
        number=0,
        raw=raw,
        grade=grade.id if grade else None,
        total=None if total is None else float(total),
        gate=read_gate(grid, row, places[MET], policy, faults),
        confirmed_by=grid.text(row, places[BY]) or None,
        evidence=(grid.evidence(row, places[GRADE]),) if raw else (),
    )


def read_gate(grid: Grid, row: int, column: int, policy: Policy, faults: Faults) -> Outcome | None:
    """What a number of indicators met, or a range of it, comes to."""
    said = grid.text(row, column)
    if not said:
        return None
    required, most = policy.indicators.gate.required, len(policy.indicators.indicators)
    if (between := _RANGE.fullmatch(said)) is not None:
        lowest, highest = int(between[1]), int(between[2])
        if not lowest <= highest <= most:
            faults.add(grid, row, column, f"写的是“{said}”，应填0至{most}的整数，或 23-25 这样的范围")
    else:
        count = read_whole(grid, row, column, faults, 0, most)
        if count is None:
            return None
        lowest = highest = count
    if lowest >= required:
        return "met"
    return "not_met" if highest < required else "undetermined"
