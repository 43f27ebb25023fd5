"""汇总表.xlsx: every county by every cell of the form and every indicator, and what is open."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from desk.review import Review
from desk.summaries.binding import write_book
from desk.summaries.book import A4, Book, Column, Entry
from desk.summaries.digest import list_readings, name_applicants
from desk.summaries.grids import write_indicators, write_values
from desk.summaries.lists import write_findings, write_materials, write_overview, write_questions
from desk.summaries.score_lists import write_points, write_years
from desk.summaries.tones import Tone
from desk.summaries.words import say_program
from policy import Policy
from score.years import YearsResult

NOTES = (Column("事项", 30), Column("说明", 74))
COLOURS: Final[Mapping[Tone, str]] = {
    "good": "达标、符合、资料有",
    "open": "待核、待定：须人工核对后才能下结论",
    "bad": "不符合、缺材料、表上没有这一格",
    "empty": "格子空着没有填；未达标（申报时不要求）",
}


def render_workbook(
    reviews: Sequence[Review], policy: Policy, path: Path, years: Sequence[YearsResult] = ()
) -> None:
    """Writes the workbook of a batch; an empty batch gives its headings. `years` are the grades entered."""
    named = name_applicants(reviews, policy)

    def fill(book: Book) -> None:
        write_overview(book, named, policy)
        write_values(book, named, policy)
        write_indicators(book, named, policy)
        write_findings(book, named, policy)
        write_materials(book, named, policy)
        write_points(book, named)
        write_years(book, years)
        write_questions(book, named, policy)
        write_notes(book, reviews, policy)

    write_book(path, f"{policy.programme.title}申报资料汇总表", fill)


def write_notes(book: Book, reviews: Sequence[Review], policy: Policy) -> None:
    """What the workbook rests on: the notices, the readings taken, the colours, the program."""
    sheet = book.add_sheet("说明", A4, upright=True)
    for number, column in enumerate(NOTES):
        sheet.set_column(number, number, column.width)
    row = 0
    for title, lines in list_notes(reviews, policy):
        sheet.write_string(row, 0, title, book.format(role="title"))
        for number, pair in enumerate(lines, start=1):
            book.write_row(sheet, row + number, pair, NOTES)
        row += len(lines) + 2


def list_notes(reviews: Sequence[Review], policy: Policy) -> list[tuple[str, list[tuple[Entry, Entry]]]]:
    programme = policy.programme
    return [
        (
            "程序",
            [
                (Entry("版本"), Entry(say_program())),
                (Entry("政策"), Entry(f"{programme.title}（{policy.id}）")),
            ],
        ),
        (
            "审查依据",
            [
                (
                    Entry(notice.number),
                    Entry(f"{notice.issuer}《{notice.title}》（{notice.issued}）{notice.role}"),
                )
                for notice in policy.notices
            ],
        ),
        (
            "通知中没有写清的地方怎样理解",
            [(Entry(taken.title), Entry(taken.text)) for taken in list_readings(reviews)],
        ),
        ("颜色", [(Entry("", tone), Entry(meaning)) for tone, meaning in COLOURS.items()]),
    ]
