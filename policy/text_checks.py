"""Checks of what the narrative says: against the form, against itself, against the year, against others."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field, field_validator

from policy.any_check import AnyCheck, keep_known_places
from policy.base import Id


class StaffCheck(AnyCheck):
    """The staff that the narrative tells of is that in `field`. Where the narrative does not call it by one
    of `words_for`, it may be another staff: those who are on loan, or a working group's.

    Places: {label} {form} {narrative}.
    """

    words: ClassVar = frozenset({"label", "form", "narrative"})

    kind: Literal["staff"]
    field: Id
    words_for: tuple[str, ...]


class GroupsCheck(AnyCheck):
    """Of the leading groups that the notice asks for, the narrative tells of each. Asked where it tells of
    any. `called` is what a clerk calls each kind.

    Places: {missing} and {found}, as they are called.
    """

    words: ClassVar = frozenset({"missing", "found"})

    kind: Literal["groups"]
    called: dict[Literal["development", "creation"], str]


class ListedNamesCheck(AnyCheck):
    """Names that the narrative lists behind a phrase of one of `fields` (`FormField.mentions`) are among
    those listed on the form.

    Places: {label}; {unknown}, the names that the form does not have.
    """

    words: ClassVar = frozenset({"label", "unknown"})

    kind: Literal["listed_names"]
    fields: Annotated[tuple[Id, ...], Field(min_length=1)]


class FundAbsentCheck(AnyCheck):
    """The narrative says that there is no special fund, which the law obliges the county to budget."""

    kind: Literal["fund_absent"]


class FundUsesCheck(AnyCheck):
    """What parts of a year's fund were used for is not more than the fund of that year.

    Places, in 万元: {year} with its 年; {amount} of the fund; {total} of its uses; {relation} (大于, 小于);
    {uses}, each with its amount.
    """

    words: ClassVar = frozenset({"year", "amount", "total", "uses", "relation"})

    kind: Literal["fund_uses"]


class TallyCheck(AnyCheck):
    """A total of the narrative is the sum of its parts; parts that are not all are not more than it.

    Places: {label} of the total, {total}, {sum} of its parts, {relation} (大于, 小于).
    """

    words: ClassVar = frozenset({"label", "total", "sum", "relation"})

    kind: Literal["tally"]


class RepeatCheck(AnyCheck):
    """What the narrative says twice, it says alike.

    Places: {name} of the quantity, {values}, the numbers given for it.
    """

    words: ClassVar = frozenset({"name", "values"})

    kind: Literal["repeat"]


class StaleYearCheck(AnyCheck):
    """Text that speaks of an earlier year as of the present one ("截至2018年底", headings of 2018) may have
    been taken from another year's paper. `earliest` is the first year that such text may be of.

    Places: {years}, the years it speaks of; {expected}, the data year; {count} of places.
    """

    words: ClassVar = frozenset({"years", "expected", "count"})

    kind: Literal["stale_year"]
    earliest: Annotated[int, Field(ge=2000, le=2100)]


class ActivityYearCheck(AnyCheck):
    """Of the activities told under `material`, some were held in the data year.

    Places: {title} of the material, {years} that its activities are dated, {expected}.
    """

    words: ClassVar = frozenset({"title", "years", "expected"})

    kind: Literal["activity_year"]
    material: Id


class WrongDateCheck(AnyCheck):
    """A date in the text is one that the calendar has.

    Places: {date} as it stands there.
    """

    words: ClassVar = frozenset({"date"})

    kind: Literal["wrong_date"]


class OtherPlaceCheck(AnyCheck):
    """The text does not speak of another county as of its own.

    `offices` are words that behind a county's name make it an owner: its offices, its policies, its
    figures. `passing` is the message where a county is only named beside the own one, which is a note.

    Places of both messages: {name} of the other county; {own} name; {count} of places.
    """

    words: ClassVar = frozenset({"name", "own", "count"})

    kind: Literal["other_place"]
    offices: Annotated[tuple[str, ...], Field(min_length=1)]
    passing: str

    @field_validator("passing")
    @classmethod
    def holds_known_places_too(cls, passing: str) -> str:
        return keep_known_places(passing, cls.words)


class SharedCheck(AnyCheck):
    """Passages that another dossier of the batch has too. A passage counts from `characters` that are its
    own: without what the clauses of the notices say and without the stock `phrases`. Two are the same where
    `similarity` of the shorter one stands in the other. What more dossiers have than `few`, and than
    `share` of the batch, is common property.

    Places: {other}, the other dossier; {count} passages; {characters} in all; {quote}, how the longest one
    begins; {place}, where that stands in the other dossier.
    """

    words: ClassVar = frozenset({"other", "count", "characters", "quote", "place"})

    kind: Literal["shared"]
    characters: Annotated[int, Field(ge=20)]
    similarity: Annotated[float, Field(gt=0, le=1)]
    few: Annotated[int, Field(ge=2)]
    share: Annotated[float, Field(gt=0, le=1)]
    phrases: tuple[str, ...] = ()


TextCheck = (
    GroupsCheck
    | StaffCheck
    | ListedNamesCheck
    | FundAbsentCheck
    | FundUsesCheck
    | TallyCheck
    | RepeatCheck
    | StaleYearCheck
    | ActivityYearCheck
    | WrongDateCheck
    | OtherPlaceCheck
    | SharedCheck
)
