"""A dossier against the calendar: its round, its last days, and the assessments that would follow."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from dossier.base import Record
from policy.calendar import Column, Deadline, Round
from score.case import Case
from score.columns import find_column_of, find_round, say_column
from score.days import DatedPaper, find_dated
from score.rulebook import Rulebook
from score.trace import Input, Outcome, Trace

RECEIVED = "收件日期"


class DeadlineResult(Record):
    """A last day against the days in the dossier. `applies` is None where nobody knows whether it is for
    this applicant. `outcome`: met, handed in by then; not_met, later; undetermined."""

    deadline: str
    name: str
    receiver: str
    day: date
    copies: int | None = None
    applies: bool | None = True
    outcome: Outcome
    reason: str
    note: str | None = None
    trace: Trace


class YearOfAssessment(Record):
    """`year` is the calendar year it is held in, `data_year` that of its figures, `column` the targets."""

    number: int
    year: int
    data_year: int
    column: Column
    said: str


class CalendarResult(Record):
    """`application_year` is None where no round has figures of the dossier's year."""

    application_year: int | None
    base_year: int
    said: str
    deadlines: tuple[DeadlineResult, ...] = ()
    assessments: tuple[YearOfAssessment, ...] = ()
    dates: tuple[DatedPaper, ...] = ()


def place_in_calendar(case: Case, book: Rulebook, received: date | None = None) -> CalendarResult:
    """`received` is the day that the office received the dossier, where it was written down."""
    policy = book.policy
    base_year = case.submission.dossier.form.data_year or policy.form.data_year
    its_round = find_round(policy.calendar, base_year)
    if its_round is None:
        said = f"没有以{base_year}年为数据年份的申报轮次，期限和考核年份无从核对"
        return CalendarResult(application_year=None, base_year=base_year, said=said)
    dates = tuple(find_dated(case.submission))
    return CalendarResult(
        application_year=its_round.application_year,
        base_year=base_year,
        said=say_round(its_round),
        deadlines=tuple(check_deadlines(case, book, its_round, dates, received)),
        assessments=list_assessments(book, its_round),
        dates=dates,
    )


def say_round(its_round: Round) -> str:
    note = f"（{its_round.note}）" if its_round.note else ""
    return f"{its_round.application_year}年申报，数据年份{its_round.base_year}年{note}"


@lru_cache(maxsize=64)
def list_assessments(book: Rulebook, its_round: Round) -> tuple[YearOfAssessment, ...]:
    return tuple(
        make_assessment(book, number, year) for number, year in enumerate(its_round.assessed, start=1)
    )


def make_assessment(book: Rulebook, number: int, year: int) -> YearOfAssessment:
    """The data are of the year before the assessment, as those of an application are."""
    calendar, month = book.policy.calendar, book.policy.assessment.from_month
    column = find_column_of(calendar, year, number)
    data_year = year + calendar.base_year_offset
    return YearOfAssessment(
        number=number,
        year=year,
        data_year=data_year,
        column=column,
        said=f"{year}年{month}月起第{number}次考核，用{data_year}年的数，按{say_column(column)}",
    )


def check_deadlines(
    case: Case, book: Rulebook, its_round: Round, dates: Sequence[DatedPaper], received: date | None
) -> Iterator[DeadlineResult]:
    for deadline in book.policy.calendar.deadlines:
        day = find_day(deadline, its_round)
        if deadline.kept and deadline.of == "application" and day is not None:
            yield check_deadline(deadline, day, case, book, dates, received)


def find_day(deadline: Deadline, its_round: Round) -> date | None:
    """The last day in that round; None where it is one of another round."""
    if len(deadline.date) == len("04-30"):
        return date.fromisoformat(f"{its_round.application_year}-{deadline.date}")
    day = date.fromisoformat(deadline.date)
    return day if day.year == its_round.application_year else None


def check_deadline(
    deadline: Deadline,
    day: date,
    case: Case,
    book: Rulebook,
    dates: Sequence[DatedPaper],
    received: date | None,
) -> DeadlineResult:
    applies = None if deadline.cities and case.standing.city is None else is_for(deadline, case)
    bounding = [each for each in dates if each.kind in deadline.dated_by]
    outcome, reason = judge(day, bounding, received)
    if applies is not True:
        outcome = "undetermined"
    reason = "；".join(part for part in (say_whom(deadline, applies), reason) if part)
    inputs = [
        Input(name=each.name, value=each.day.isoformat(), evidence=(each.evidence,)) for each in bounding
    ]
    if received is not None:
        inputs.append(Input(name=RECEIVED, value=received.isoformat()))
    return DeadlineResult(
        deadline=deadline.id,
        name=deadline.name,
        receiver=deadline.receiver,
        day=day,
        copies=deadline.copies,
        applies=applies,
        outcome=outcome,
        reason=reason,
        note=f"通知写“{deadline.printed}”，{deadline.note}" if deadline.note else None,
        trace=Trace(
            rule=deadline.id,
            clauses=book.cite(deadline.id, deadline.clauses),
            inputs=tuple(inputs),
            arithmetic=reason,
        ),
    )


def is_for(deadline: Deadline, case: Case) -> bool:
    return not deadline.cities or case.standing.city in deadline.cities


def say_whom(deadline: Deadline, applies: bool | None) -> str:
    if applies is True:
        return ""
    cities = "、".join(deadline.cities)
    return f"只管{cities}的县" + ("，不知道是不是" if applies is None else "，不管本申报单位")


def judge(day: date, bounding: Sequence[DatedPaper], received: date | None) -> tuple[Outcome, str]:
    """A dossier was handed in on the day it was received, and not before any day that stands in it."""
    if received is not None:
        late = received > day
        return ("not_met" if late else "met"), f"{RECEIVED}{say_day(received)}，期限{say_day(day)}"
    if not bounding:
        return "undetermined", f"期限{say_day(day)}，资料里没有日期，收件日期没有登记"
    latest = max(bounding, key=lambda each: each.day)
    dated = f"{latest.name}是{say_day(latest.day)}"
    if latest.day > day:
        return "not_met", f"{dated}，晚于期限{say_day(day)}"
    return "undetermined", f"{dated}，在期限{say_day(day)}之前，收件日期没有登记"


def say_day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
