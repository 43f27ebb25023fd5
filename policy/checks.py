"""Checks of a dossier against itself, as data: the kind says what is compared, the message what to say.

Those of the form and of the form against the narrative stand here, those of the narrative in
`policy.text_checks`.
"""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from policy.any_check import AnyCheck, Severity
from policy.base import Band, Id
from policy.text_checks import TextCheck

__all__ = [
    "AnyCheck",
    "Check",
    "CompareCheck",
    "FundCheck",
    "HintCheck",
    "MentionCheck",
    "NamesCheck",
    "PolicyDateCheck",
    "RangeCheck",
    "RatioCheck",
    "Severity",
    "YearCheck",
]


class CompareCheck(AnyCheck):
    """`left` `op` the sum of `right`. Asked only where all of them are known.

    Places: {left_label} {left} {right_label} {right}, labels and values of both sides.
    """

    words: ClassVar = frozenset({"left_label", "left", "right_label", "right"})

    kind: Literal["compare"]
    left: Id
    op: Literal["<", "<=", ">=", "=="]
    right: Annotated[tuple[Id, ...], Field(min_length=1)]


class NamesCheck(AnyCheck):
    """The stated number is the number of names listed, and no name stands twice.

    Places: {label}; {count}, the number stated; {listed}, how many names are listed; {repeated}, the
    names that stand more than once, or 无.
    """

    words: ClassVar = frozenset({"label", "count", "listed", "repeated"})

    kind: Literal["names"]
    fields: Annotated[tuple[Id, ...], Field(min_length=1)]


class RangeCheck(AnyCheck):
    """Each of `fields` lies within `range`.

    Places: {label}, {value}, {low} and {high} of the range.
    """

    words: ClassVar = frozenset({"label", "value", "low", "high"})

    kind: Literal["range"]
    fields: Annotated[tuple[Id, ...], Field(min_length=1)]
    range: Band


class RatioCheck(AnyCheck):
    """`numerator` / `denominator` lies within `range` (units as the fields have them, money in 万元).

    Places: {numerator_label} {denominator_label} {ratio} {low} {high}.
    """

    words: ClassVar = frozenset({"numerator_label", "denominator_label", "ratio", "low", "high"})

    kind: Literal["ratio"]
    numerator: Id
    denominator: Id
    range: Band


class HintCheck(AnyCheck):
    """Every field that has a `hint` band lies within it.

    Places: {label}, {value}, {low} and {high} of the band.
    """

    words: ClassVar = frozenset({"label", "value", "low", "high"})

    kind: Literal["hint"]


class FundCheck(AnyCheck):
    """The narrative's special fund of the data year is the amount in `field`.

    Places: {label}, and in 万元 {form} and {narrative}.
    """

    words: ClassVar = frozenset({"label", "form", "narrative"})

    kind: Literal["fund"]
    field: Id


class MentionCheck(AnyCheck):
    """What the narrative says of a field (`FormField.mentions`) is what the form says.

    Places: {label} {form} {narrative}.
    """

    words: ClassVar = frozenset({"label", "form", "narrative"})

    kind: Literal["mention"]


class YearCheck(AnyCheck):
    """The year the form says its figures are of is the programme's data year.

    Places: {stated}, the year on the form; {expected}.
    """

    words: ClassVar = frozenset({"stated", "expected"})

    kind: Literal["year"]


class PolicyDateCheck(AnyCheck):
    """Policies listed were issued in `since` or later.

    Places: {title} without its title marks, {year}, {since}.
    """

    words: ClassVar = frozenset({"title", "year", "since"})

    kind: Literal["policy_date"]
    since: int


Check = Annotated[
    CompareCheck
    | NamesCheck
    | RangeCheck
    | RatioCheck
    | HintCheck
    | FundCheck
    | MentionCheck
    | YearCheck
    | PolicyDateCheck
    | TextCheck,
    Field(discriminator="kind"),
]
