"""When: rounds of applications, last days, steps, and which targets are for which year."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from policy.base import ClauseId, Clauses, Id, Rule

LEAP_YEAR = 2020


def keep_real(day: str) -> str:
    try:
        date.fromisoformat(day if len(day) == len("2020-12-31") else f"{LEAP_YEAR}-{day}")
    except ValueError:
        raise ValueError(f'没有“{day}”这一天，日期写成 "2021-04-30" 或 "04-30"') from None
    return day


MonthDay = Annotated[str, Field(pattern=r"^\d{2}-\d{2}$"), AfterValidator(keep_real)]
"""A day of every year, as MM-DD."""

Day = Annotated[str, Field(pattern=r"^(\d{4}-)?\d{2}-\d{2}$"), AfterValidator(keep_real)]
"""A day of one year (ISO) or of every year (MM-DD)."""

Year = Annotated[int, Field(ge=2000, le=2100)]

Column = Literal["year_1", "year_2", "year_3", "year_2025"]
"""A column of targets, as `rules.Targets` has them."""


class Round(Rule):
    """One yearly round of applications. `assessed` are the calendar years of its assessments, in the
    order of the targets' years."""

    application_year: Year
    base_year: Year
    assessed: tuple[Year, ...]
    note: str | None = None

    @model_validator(mode="after")
    def assesses_what_was_approved(self) -> Self:
        years = (self.application_year, *self.assessed)
        if list(years) != sorted(set(years)):
            raise ValueError("考核年份应在申报年份之后，一年接一年往后写")
        return self


Dating = Literal["letter", "city_department", "city_government"]
"""A date that a dossier may hold: under a letter, or in the opinion that bears the seal of that owner."""


class Deadline(Rule):
    """The last day for handing in. `printed` is the day as the notice has it, where it is no real day or
    of every year; `date` is the day it is read as: ISO for one round, MM-DD for every year. `note` says what
    is odd about it. `cities` limits it to counties of these cities; `reading` names the reading that settled
    it; one that is not `kept` is left aside. `of` is what has to be handed in. No dossier can have been
    handed in before the dates of `dated_by` that stand in it."""

    id: Id
    name: str
    of: Literal["application", "report"] = "application"
    sender: str
    receiver: str
    printed: str
    date: Day
    note: str | None = None
    kept: bool = True
    copies: Annotated[int, Field(ge=1)] | None = None
    cities: tuple[str, ...] = ()
    dated_by: tuple[Dating, ...] = ()
    reading: Id | None = None
    clauses: Clauses


class Step(Rule):
    """A step of the procedure and who takes it."""

    id: Id
    name: str
    actor: str
    receiver: str | None = None
    deadline: Id | None = None
    optional: bool = False
    clauses: tuple[ClauseId, ...] = ()


class TargetYear(Rule):
    """From the calendar year `since` on, the targets of `column`."""

    since: Year
    column: Column


class Calendar(Rule):
    """`base_year_offset`: the data are of the application year plus this; where `base_year` is given, of
    that year in every round.

    `targets_by` says which targets an assessment is held against: "assessment", those of its number;
    "calendar_year", the last of `target_years` that has begun; "first_year", the first year's in the
    calendar year `first_year`, and so on from there for everybody.
    """

    base_year_offset: int
    base_year: Year | None = None
    targets_by: Literal["assessment", "calendar_year", "first_year"] = "assessment"
    first_year: Year | None = None
    target_years: tuple[TargetYear, ...] = ()
    rounds: Annotated[tuple[Round, ...], Field(min_length=1)]
    deadlines: tuple[Deadline, ...]
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
    clauses: Clauses

    @model_validator(mode="after")
    def says_what_it_goes_by(self) -> Self:
        if self.targets_by == "calendar_year" and not self.target_years:
            raise ValueError("targets_by 为 calendar_year 时要写 target_years")
        if self.targets_by == "first_year" and self.first_year is None:
            raise ValueError("targets_by 为 first_year 时要写 first_year")
        since = [each.since for each in self.target_years]
        if since != sorted(set(since)):
            raise ValueError("target_years 的 since 应从早到晚，不能重复")
        return self
