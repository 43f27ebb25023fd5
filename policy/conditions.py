"""The conditions of application."""

from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator

from policy.base import ClauseId, Id, Pattern, Rule


class Minimum(Rule):
    """`field` is at least `minimum`; for a county of `status` the lower `reduced` is enough.

    `status_name` is what a clerk calls that status. `strict`: it must be more. `only` says in words what
    alone counts of the cell's figure, where that is not all: too low a figure fails then, no other decides.
    """

    kind: Literal["minimum"]
    field: Id
    minimum: float
    strict: bool = False
    only: str | None = None
    reduced: float | None = None
    status: Id | None = None
    status_name: str | None = None

    @model_validator(mode="after")
    def reduces_for_somebody(self) -> Self:
        if (self.reduced is None) != (self.status is None):
            raise ValueError("reduced 和 status 要么都写，要么都不写")
        if self.reduced is not None and self.reduced > self.minimum:
            raise ValueError(f"reduced（{self.reduced:g}）不能大于 minimum（{self.minimum:g}）")
        return self


class Filled(Rule):
    """`field` has a value."""

    kind: Literal["filled"]
    field: Id


class Judgement(Rule):
    """What no cell can tell; a person answers `question`."""

    kind: Literal["judgement"]
    question: str


class Told(Rule):
    """What the narrative may tell: the number in the group `count` of one of `patterns` is at least
    `minimum`. Where it tells nothing, a person answers `question`. `unless` are words that, in the same
    sentence, make the number another one (a plan, another county's)."""

    kind: Literal["told"]
    patterns: Annotated[tuple[Pattern, ...], Field(min_length=1)]
    unless: tuple[str, ...] = ()
    minimum: float
    strict: bool = False
    unit: str = ""
    question: str

    @field_validator("patterns")
    @classmethod
    def say_what_counts(cls, patterns: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in patterns:
            if "(?P<count>" not in pattern:
                raise ValueError(f"正则表达式“{pattern}”里要有 (?P<count>…)，说明哪一段是数")
        return patterns


Requirement = Annotated[Minimum | Filled | Judgement | Told, Field(discriminator="kind")]


class Condition(Rule):
    """A condition of application. It is met when every requirement is."""

    id: Id
    name: str
    clauses: Annotated[tuple[ClauseId, ...], Field(min_length=1)]
    requirements: Annotated[tuple[Requirement, ...], Field(min_length=1)]
