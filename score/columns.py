"""Which targets apply in which assessment."""

from policy import Policy
from policy.calendar import Calendar, Column, Round

YEARS: tuple[Column, ...] = ("year_1", "year_2", "year_3")

SAY_COLUMN: dict[Column, str] = {
    "year_1": "第一年任务",
    "year_2": "第二年任务",
    "year_3": "第三年任务",
    "year_2025": "2025年目标",
}


def find_round(calendar: Calendar, base_year: int) -> Round | None:
    """The round whose figures are of that year; the first such one, where all are of one year."""
    return next((each for each in calendar.rounds if each.base_year == base_year), None)


def find_column(policy: Policy, number: int) -> Column:
    """The targets of the assessment of that number, in the round that the form's year is of."""
    calendar = policy.calendar
    its_round = find_round(calendar, policy.form.data_year)
    if its_round is None or calendar.targets_by == "assessment":
        return YEARS[number - 1]
    return find_column_of(calendar, its_round.assessed[number - 1], number)


def find_column_of(calendar: Calendar, year: int, number: int) -> Column:
    """The targets of an assessment held in a calendar year. Past the third year its targets stay."""
    match calendar.targets_by:
        case "assessment":
            return YEARS[number - 1]
        case "first_year":
            place = year - (calendar.first_year or year)
            return YEARS[min(max(place, 0), len(YEARS) - 1)]
        case "calendar_year":
            begun = [each.column for each in calendar.target_years if each.since <= year]
            return begun[-1] if begun else YEARS[0]


def say_column(column: Column) -> str:
    return SAY_COLUMN[column]
