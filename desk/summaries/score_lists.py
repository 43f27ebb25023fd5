"""The sheets of points and of yearly grades with their money; there only where something was entered."""

from collections.abc import Iterator, Sequence

from desk.summaries.book import A4, Book, Column, Entry
from desk.summaries.lists import SHORT_TOTALS, Named
from desk.summaries.tones import Tone
from score.total import Total
from score.years import YearsResult

POINTS = (
    Column("申报单位", 18),
    Column("打分部分", 18),
    Column("项目", 34),
    Column("满分", 8),
    Column("得分", 9),
    Column("怎样得来", 60),
)
YEARS = (
    Column("申报单位", 18),
    Column("考核", 8),
    Column("年份", 8),
    Column("等次", 10),
    Column("是否确认", 14),
    Column("奖励最少（万元）", 10),
    Column("奖励最多（万元）", 10),
    Column("称号、批评和取消资格", 28),
    Column("怎样得来", 52),
)
OPEN = "待定"


def write_points(book: Book, named: Named) -> None:
    """Item by item, then the parts and the total of each applicant."""
    totals = [(name, review.total) for name, review in named if review.total and review.total.parts]
    if totals:
        rows = (row for name, total in totals for row in list_points(name, total))
        book.write_list(book.add_sheet("评分", A4), POINTS, rows)


def list_points(applicant: str, total: Total) -> Iterator[list[Entry]]:
    for part in total.parts:
        for item in part.items:
            yield [
                Entry(applicant),
                *list_item(part.name, item.name, item.full, item.points, item.trace.arithmetic),
            ]
        weight = f"小计（占{part.weight * 100:g}%）"
        yield [Entry(applicant), *list_item(part.name, weight, part.full, part.points, part.trace.arithmetic)]
    said = "；".join([total.trace.arithmetic, *total.notes])
    points = total.points if total.points is not None else SHORT_TOTALS[total.outcome]
    yield [
        Entry(applicant),
        Entry("总分"),
        Entry(total.version),
        Entry(None),
        tell_points(points),
        Entry(said),
    ]


def list_item(part: str, name: str, full: float, points: float | None, said: str) -> list[Entry]:
    return [Entry(part), Entry(name), Entry(full, centred=True), tell_points(points), Entry(said)]


def tell_points(points: float | str | None) -> Entry:
    known = isinstance(points, int | float)
    return Entry(OPEN if points is None else points, "plain" if known else "open", centred=True)


def write_years(book: Book, years: Sequence[YearsResult]) -> None:
    """A line an assessment; of open grades the range that the money lies in."""
    if years:
        rows = (row for result in years for row in list_years(result))
        book.write_list(book.add_sheet("奖励", A4), YEARS, rows)


def list_years(result: YearsResult) -> Iterator[list[Entry]]:
    for year, award in zip(result.years, result.award.years, strict=True):
        tone: Tone = "plain" if year.confirmed else "open"
        follows = [
            each.name + ("" if each.certain else "（未定）")
            for each in result.consequences
            if each.number == year.number
        ]
        yield [
            Entry(result.applicant),
            Entry(f"第{year.number}次", centred=True),
            Entry(year.year, centred=True),
            Entry(year.name or OPEN, tone, centred=True),
            Entry(f"{year.confirmed_by}确认" if year.confirmed_by else "没有确认", tone, centred=True),
            Entry(award.lowest, centred=True),
            Entry(award.highest, centred=True),
            Entry("；".join(follows)),
            Entry(f"{year.trace.arithmetic}；{award.trace.arithmetic}"),
        ]
