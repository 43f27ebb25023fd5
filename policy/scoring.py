"""The points: parts and weights, the office's own table of items, its experts, and the survey.

The notices give the weights alone. All else is the office's, has a version, and is empty by default.
"""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from policy.base import Band, Clauses, Id, Rule

Percent = Annotated[float, Field(ge=0, le=100)]


class ScoringPart(Rule):
    """A part of the total, scored from 0 to `full` and weighted by `weight`."""

    id: Id
    name: str
    weight: Annotated[float, Field(gt=0, le=1)]
    full: float = 100
    clauses: Clauses


class ByPerson(Rule):
    """Experts give the points, from 0 to those of the item."""

    kind: Literal["person"] = "person"


class BySurvey(Rule):
    """The item's points in the share that the survey's topic has of a full score."""

    kind: Literal["survey"]
    topic: Id


class ByMaterial(Rule):
    """All points where the item's material is there, `hollow` where it is without content, else none."""

    kind: Literal["material"]
    hollow: Annotated[float, Field(ge=0)] = 0


FactCount = Literal[
    "policies", "industry_university", "financing", "exhibitions", "startup_events", "service_institutions"
]
"""What of the narrative's facts can be counted."""


class Step(Rule):
    """`points` from a value of `least` on."""

    least: float
    points: Annotated[float, Field(ge=0)]


class ByFigure(Rule):
    """Points by a cell of the form or a count of the narrative's facts: of the last step reached."""

    kind: Literal["steps"]
    field: Id | None = None
    fact: FactCount | None = None
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def rests_on_one_figure(self) -> Self:
        if (self.field is None) == (self.fact is None):
            raise ValueError("field（申报表的格子）和 fact（正文中的事实）要写一个，只能写一个")
        return self

    @model_validator(mode="after")
    def rises(self) -> Self:
        leasts = [step.least for step in self.steps]
        if sorted(set(leasts)) != leasts:
            raise ValueError("steps 的 least 要从小到大，不能重复")
        return self


Way = Annotated[ByPerson | BySurvey | ByMaterial | ByFigure, Field(discriminator="kind")]


class ScoringItem(Rule):
    """One item of the office's table of points. `material` is what it is judged on, where it is one; `by`
    says who or what gives the points, `standard` what they are given for."""

    id: Id
    part: Id
    name: str
    points: Annotated[float, Field(gt=0)]
    standard: str = ""
    material: Id | None = None
    by: Way = ByPerson()

    @model_validator(mode="after")
    def stays_within_its_points(self) -> Self:
        match self.by:
            case ByFigure(steps=steps) if max(step.points for step in steps) > self.points:
                raise ValueError(f"“{self.name}”的 steps 中有一档超过了满分{self.points:g}")
            case ByMaterial(hollow=hollow) if hollow > self.points:
                raise ValueError(f"“{self.name}”的 hollow 超过了满分{self.points:g}")
            case ByMaterial() if self.material is None:
                raise ValueError(f"“{self.name}”按材料计分，要写 material")
        return self


class Judging(Rule):
    """How the points of several experts become one: the mean, after the highest and lowest are dropped.

    `drop_by`: "expert" drops whole experts, by the sum that each gave the part; "item" drops points item
    by item. `fewest` experts must be left for a mean.
    """

    drop_highest: Annotated[int, Field(ge=0)] = 0
    drop_lowest: Annotated[int, Field(ge=0)] = 0
    drop_by: Literal["expert", "item"] = "expert"
    fewest: Annotated[int, Field(ge=1)] = 1


class SurveyTopic(Rule):
    """A topic of the survey of enterprises. `negative`: the less of it, the better. `question` asks for it
    so that to be satisfied is good."""

    id: Id
    number: Annotated[int, Field(ge=1)]
    name: str
    question: str = ""
    negative: bool = False


class AnswerWord(Rule):
    """A word to answer with. `points` (of 100) is None until the office sets it; what is not `counted`
    ("不了解") is left out of the mean and told apart."""

    word: str
    synonyms: tuple[str, ...] = ()
    points: Percent | None = None
    counted: bool = True


class Survey(Rule):
    """`methods` are the ways the notice allows; it names neither sample nor scale. `subject` is what it asks
    about, as printed in the questionnaire's title; `about` are lines that the respondent fills in.

    Answers may be words or numbers within `numbers` (lowest and highest). An answer sheet counts with at
    least `fewest_topics` topics answered; fewer than `fewest_answers` sheets, or a smaller share of
    enterprises (in percent) than `least_enterprises`, is flagged. `respondents`: whose sheets are counted.
    `negative_numbers`: whether a high number on a negative topic is good ("as_asked") or bad ("reversed").
    """

    part: Id
    methods: tuple[str, ...]
    subject: str = ""
    about: tuple[str, ...] = ()
    topics: Annotated[tuple[SurveyTopic, ...], Field(min_length=1)]
    answers: tuple[AnswerWord, ...] = ()
    numbers: Band = (0, 100)
    negative_numbers: Literal["as_asked", "reversed"] = "as_asked"
    respondents: Literal["all", "enterprises"] = "all"
    fewest_topics: Annotated[int, Field(ge=1)] = 1
    fewest_answers: Annotated[int, Field(ge=1)] = 1
    least_enterprises: Percent = 0
    clauses: Clauses


class Scoring(Rule):
    """`version` names the table of points in use and is printed with every score; `example` marks one that
    is no office's. Without `items` nothing is scored: the notices give no points."""

    version: str
    example: bool = False
    parts: Annotated[tuple[ScoringPart, ...], Field(min_length=1)]
    items: tuple[ScoringItem, ...] = ()
    judging: Judging = Judging()
    survey: Survey
    clauses: Clauses
