"""Money and consequences of a row of yearly grades, under any reading of the award clause.

A grade that is not known yet is `None`: then every grade is tried in its place, and what comes of it is a
range. Amounts are in 万元.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from dossier.base import Record
from policy import Policy
from policy.assessment import Assessment, Awards, AwardScheme, Consequence
from score.trace import Citation, Trace, cite
from validate.wording import exact, say_number

Grades = Sequence[str | None]
"""The id of the grade of the first, second, ... assessment."""


class YearAward(Record):
    """The award of assessment `number`; a range where grades are open. `trace` says how it is worked out."""

    number: int
    lowest: float
    highest: float
    trace: Trace


class AwardResult(Record):
    """The awards under one reading of the clause."""

    option: str
    text: str
    years: tuple[YearAward, ...]
    lowest: float
    highest: float


class ConsequenceResult(Record):
    """What follows from the grade of assessment `number` and those before it. `certain`: whatever the open
    grades turn out to be."""

    consequence: str
    name: str
    number: int
    certain: bool
    approval: str | None = None
    clauses: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Payment:
    amount: Decimal
    arithmetic: str


def pay(assessment: Assessment, scheme: AwardScheme, grades: Sequence[str]) -> tuple[Payment, ...]:
    """The award of each year, all grades being known."""
    awards, payments, streak = assessment.awards, [], 0
    names = {grade.id: grade.name for grade in assessment.grades}
    for number, grade in enumerate(grades, start=1):
        streak = streak + 1 if grade == awards.full_grade else 0
        if number < scheme.first_paid:
            payments.append(Payment(Decimal(0), f"第{number}次考核不奖励"))
        elif grade == awards.full_grade:
            payments.append(pay_in_full(awards, scheme, names[grade], streak=streak, number=number))
        else:
            before = count_streak(awards, grades[: number - 1])
            payments.append(pay_cut(awards, scheme, grade, names, place_of(scheme, before + 1, number)))
    return tuple(payments)


def place_of(scheme: AwardScheme, streak: int, number: int) -> int:
    return number if scheme.tier_by == "year" else streak


def tier_of(awards: Awards, place: int) -> Decimal:
    """The last tier stands for all after it."""
    return exact(awards.tiers[min(place, len(awards.tiers)) - 1])


def count_streak(awards: Awards, grades: Sequence[str]) -> int:
    """How many times in a row, up to the last one, the full grade was reached."""
    streak = 0
    for grade in grades:
        streak = streak + 1 if grade == awards.full_grade else 0
    return streak


def pay_in_full(awards: Awards, scheme: AwardScheme, name: str, *, streak: int, number: int) -> Payment:
    place = place_of(scheme, streak, number)
    tier = tier_of(awards, place)
    said = f"第{number}次考核{name}" if scheme.tier_by == "year" else f"连续第{streak}年{name}"
    said = f"{said}，奖励{say_number(tier)}万元"
    if not scheme.inclusive or place == 1:
        return Payment(tier, said)
    earned = tier_of(awards, place - 1)
    rest = tier - earned
    return Payment(rest, f"{said}，减去已得的{say_number(earned)}万元，为{say_number(rest)}万元")


def pay_cut(awards: Awards, scheme: AwardScheme, grade: str, names: dict[str, str], place: int) -> Payment:
    percent = next(exact(cut.percent) for cut in awards.cuts if cut.grade == grade)
    base = tier_of(awards, place if scheme.cut_from == "tier" else 1)
    amount = base * (100 - percent) / 100
    if percent == 100:
        return Payment(amount, f"{names[grade]}，没有奖励")
    sum_ = f"{say_number(base)}×（1－{say_number(percent)}%）＝{say_number(amount)}万元"
    return Payment(amount, f"{names[grade]}，核减{say_number(percent)}%：{sum_}")


def work_out(policy: Policy, option: str, grades: Grades) -> AwardResult:
    """The awards under the option `option` of the reading of the award clause."""
    assessment = policy.assessment
    awards = assessment.awards
    scheme = next(each for each in awards.schemes if each.option == option)
    rows = [pay(assessment, scheme, row) for row in complete(assessment, grades)]
    totals = [sum((payment.amount for payment in row), Decimal(0)) for row in rows]
    reading = policy.reading(awards.reading)
    return AwardResult(
        option=option,
        text=next(each.text for each in reading.options if each.id == option),
        years=tuple(
            sum_up_year(policy, number, year) for number, year in enumerate(zip(*rows, strict=True), 1)
        ),
        lowest=float(min(totals, default=0)),
        highest=float(max(totals, default=0)),
    )


def sum_up_year(policy: Policy, number: int, payments: Sequence[Payment]) -> YearAward:
    """One year over all ways in which the open grades may turn out."""
    lowest = min(payment.amount for payment in payments)
    highest = max(payment.amount for payment in payments)
    if len(payments) == 1 or lowest == highest:
        said = payments[0].arithmetic
    else:
        said = f"等次没有定完，为{say_number(lowest)}至{say_number(highest)}万元"
    awards = policy.assessment.awards
    trace = Trace(rule=awards.reading, clauses=cite(policy, awards.clauses), arithmetic=said)
    return YearAward(number=number, lowest=float(lowest), highest=float(highest), trace=trace)


def complete(assessment: Assessment, grades: Grades) -> Iterator[tuple[str, ...]]:
    """Every way in which the open grades may turn out; the row itself where none is open."""
    every = [grade.id for grade in assessment.grades]
    return product(*(every if grade is None else [grade] for grade in grades))


def compare_awards(policy: Policy, grades: Grades) -> tuple[AwardResult, tuple[AwardResult, ...]]:
    """The awards under the reading taken, and under every other that pays otherwise."""
    reading = policy.reading(policy.assessment.awards.reading)
    taken = work_out(policy, reading.default, grades)
    others = (work_out(policy, each.id, grades) for each in reading.options if each.id != reading.default)
    return taken, tuple(other for other in others if list_amounts(other) != list_amounts(taken))


def list_amounts(award: AwardResult) -> list[tuple[float, float]]:
    """What is paid, a year and in all."""
    return [(award.lowest, award.highest), *((year.lowest, year.highest) for year in award.years)]


def find_consequences(policy: Policy, grades: Grades) -> tuple[ConsequenceResult, ...]:
    """Title, criticism and removal, in the order of the years; those too that open grades may bring."""
    rows = list(complete(policy.assessment, grades))
    return tuple(
        ConsequenceResult(
            consequence=rule.id,
            name=rule.name,
            number=number,
            certain=all(hits),
            approval=rule.approval,
            clauses=cite(policy, rule.clauses),
        )
        for number in range(1, len(grades) + 1)
        for rule in policy.assessment.consequences
        if any(hits := [follows(rule, row[:number]) for row in rows])
    )


def follows(rule: Consequence, grades: Sequence[str]) -> bool:
    """Whether the last of the grades completes the row that the rule asks for."""
    last = grades[-rule.years :]
    return len(last) == rule.years and all(grade == rule.grade for grade in last)
