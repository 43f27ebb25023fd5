"""The application form: its fields, how they are labelled, and what a value of theirs looks like."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from policy.base import Band, ClauseId, Id, Pattern, Rule

__all__ = [
    "ActivityWords",
    "ApplicationForm",
    "Band",
    "FactWords",
    "FieldKind",
    "FormField",
    "FundWords",
    "LeadershipWords",
    "MaterialSpec",
    "SealWords",
]

FieldKind = Literal["int", "pct", "money", "count_names", "text"]

Year = Annotated[int, Field(ge=2000, le=2100)]


class FormField(Rule):
    """One cell of the form.

    `unit` is the unit printed in the label (None where the form prints none); `units` the words a clerk
    may write behind the number. `range` is what a value can be at all (outside it: review); `hint` what
    is usual (outside it: a warning to verify, never an error). `pattern` is a regular expression that a
    text value matches in full, written half-width. `seal` names the owner of the seal that belongs on
    the cell. `mentions` are the phrases by which a narrative names the quantity, for comparing text and
    form; of two that fit at one place the longer is meant.
    """

    id: Id
    row: Annotated[int, Field(ge=1)]
    label: str
    variants: tuple[str, ...] = ()
    kind: FieldKind
    unit: str | None = None
    units: tuple[str, ...] = ()
    range: Band | None = None
    hint: Band | None = None
    pattern: Pattern | None = None
    seal: Literal["city_department", "city_government"] | None = None
    mentions: tuple[str, ...] = ()
    clause: ClauseId

    @model_validator(mode="after")
    def asks_what_its_kind_can_answer(self) -> Self:
        figures = (self.unit, self.units, self.range, self.hint, self.mentions)
        if self.kind == "text" and any(figures):
            raise ValueError("文字格子不能有 unit、units、range、hint、mentions")
        if self.kind != "text" and (self.pattern or self.seal):
            raise ValueError("只有文字格子可以有 pattern、seal")
        return self

    @model_validator(mode="after")
    def expects_the_possible(self) -> Self:
        if self.range and self.hint and not self.range[0] <= self.hint[0] <= self.hint[1] <= self.range[1]:
            raise ValueError("hint（常见范围）应在 range（可能范围）之内")
        return self


class SealWords(Rule):
    """What stands on the rings of seals. `department` are the names of the city's department behind the
    city's own, `government` those of governments, `zone` those of the offices of a zone, `others` those of
    bodies that are none of these and press their seals too; `city` is the
    last word of a city's name, `wider` those of all places around a county, `places` those of the places
    that have a seal, longer ones before shorter ones."""

    department: tuple[str, ...] = ()
    government: tuple[str, ...] = ()
    zone: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    city: str = ""
    wider: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


class ApplicationForm(Rule):
    """`titles` are words of which the form's title holds one; `data_year` the year its figures are of;
    `title_years` the years that may stand in its title (the year of the data, or of the round)."""

    titles: Annotated[tuple[str, ...], Field(min_length=1)]
    data_year: Year
    title_years: tuple[Year, ...]
    remark: str
    clause: ClauseId
    seals: SealWords = SealWords()
    fields: Annotated[tuple[FormField, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def has_its_data_year_in_the_title(self) -> Self:
        if self.title_years and self.data_year not in self.title_years:
            raise ValueError(f"title_years 中应有 data_year（{self.data_year}）")
        return self


class MaterialSpec(Rule):
    """A part of the narrative that is asked for.

    `headings` are the ways its heading is written; `hints` words of a heading that point to it where none of
    these fits. `facts` are regular expressions: a section that matches none of them says nothing of its kind
    and is hollow. They are `general` where other text looks the same: what stands in another section is then
    of its kind only by the facts that were read in it. `denials` are the ways to say that there is none,
    which is something said. `expects` tells the county what belongs there. `source` is "form" for the form
    itself, else "narrative".
    """

    id: Id
    number: int | None = None
    title: str
    required: bool
    source: Literal["form", "narrative"] = "narrative"
    headings: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    facts: tuple[Pattern, ...] = ()
    general: bool = False
    denials: tuple[Pattern, ...] = ()
    expects: str
    clauses: Annotated[tuple[ClauseId, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def can_be_found(self) -> Self:
        if self.source == "narrative" and not self.headings:
            raise ValueError("正文中的材料要写 headings")
        return self


class LeadershipWords(Rule):
    """`about` are the words in a group's name that make it one of this programme, `about_alone` those that do
    so where the name says nothing else but a place, `about_others` what such places may be called that a
    group is for ("文明县创建"), `other_matters` those that make it a group for one other matter,
    whatever else it names ("非公经济党建"), `creation` those that make it the one for the creation work;
    `bodies` are the places where those work who are counted as staff; `changed` say that somebody left an
    office or came into it."""

    groups: tuple[str, ...]
    about: tuple[str, ...] = ()
    about_alone: tuple[str, ...] = ()
    about_others: tuple[str, ...] = ()
    other_matters: tuple[str, ...] = ()
    creation: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    head: tuple[str, ...]
    changed: tuple[str, ...] = ()
    principal_titles: tuple[str, ...]
    other_titles: tuple[str, ...]


class PolicyWords(Rule):
    """Whose documents are none of the county's: `higher_numbers` begin the numbers of those above it,
    `higher_issuers` are their names."""

    higher_numbers: tuple[str, ...] = ()
    higher_issuers: tuple[str, ...] = ()


class FundWords(Rule):
    """`names` are whom the fund is for, `none` are the ways to say that there is none. `plain` are words that
    may stand around an amount of it and leave it as sure as it was; any other makes it doubtful."""

    names: tuple[str, ...]
    none: tuple[str, ...]
    plain: tuple[str, ...] = ()


class ActivityWords(Rule):
    words: tuple[str, ...]
    units: tuple[str, ...]


class GrowthWords(Rule):
    """`of` are those whose growth is asked for; each kind's words name what grew. A rate of `others` (a part
    of them, or something else that grows) is none of theirs."""

    of: tuple[str, ...] = ()
    number: tuple[str, ...] = ()
    revenue: tuple[str, ...] = ()
    tax: tuple[str, ...] = ()
    staff: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


class FactWords(Rule):
    """The words by which the facts of the narrative are found; keys of `activities` are the contract's.

    `increase_words`, standing right before a phrase of `FormField.mentions`, make it the name of another
    quantity: what was added, not what there is.
    """

    leadership: LeadershipWords
    special_fund: FundWords
    policies_since: Year
    policies: PolicyWords = PolicyWords()
    activities: dict[str, ActivityWords]
    growth: GrowthWords = GrowthWords()
    increase_words: tuple[str, ...] = ()
