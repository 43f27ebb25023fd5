"""Which targets apply in which assessment."""

from policy import Policy
from score.goals import Column

YEARS: tuple[Column, ...] = ("year_1", "year_2", "year_3")

SAY_COLUMN: dict[Column, str] = {
    "year_1": "第一年任务",
    "year_2": "第二年任务",
    "year_3": "第三年任务",
    "year_2025": "2025年目标",
}


def find_column(policy: Policy, number: int) -> Column:
    return YEARS[number - 1]


def say_column(column: Column) -> str:
    return SAY_COLUMN[column]
