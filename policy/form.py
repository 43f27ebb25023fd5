"""The application form: its fields, how they are labelled, and what a value of theirs looks like."""

from typing import Annotated, Literal

from pydantic import Field

from policy.base import ClauseId, Id, Rule

FieldKind = Literal["int", "pct", "money", "count_names", "text"]

Band = tuple[float, float]
"""Lowest and highest value, both included."""


class FormField(Rule):
    """One cell of the form.

    `unit` is the unit printed in the label (None where the form prints none); `units` the words a clerk
    may write behind the number. `range` is what a value can be at all (outside it: review); `hint` what
    is usual (outside it: a warning to verify, never an error). `pattern` is a regular expression that a
    text value matches in full. `seal` names the owner of the seal that belongs on the cell. `mentions`
    are the phrases by which a narrative names the quantity, for comparing text and form.
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
    pattern: str | None = None
    seal: str | None = None
    mentions: tuple[str, ...] = ()
    clause: ClauseId


class ApplicationForm(Rule):
    """`titles` are words of which the form's title holds one; `data_year` the year its figures are of;
    `title_years` the years that may stand in its title (the year of the data, or of the round)."""

    titles: Annotated[tuple[str, ...], Field(min_length=1)]
    data_year: int
    title_years: tuple[int, ...]
    remark: str
    clause: ClauseId
    fields: Annotated[tuple[FormField, ...], Field(min_length=1)]


class MaterialSpec(Rule):
    """A part of the narrative that is asked for.

    `headings` are the ways its heading is written. `facts` are regular expressions: a section that
    matches none of them says nothing of its kind and is hollow. `expects` tells the county what belongs
    there. `source` is "form" for the form itself, else "narrative".
    """

    id: Id
    number: int | None = None
    title: str
    required: bool
    source: Literal["form", "narrative"] = "narrative"
    headings: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    expects: str
    clauses: Annotated[tuple[ClauseId, ...], Field(min_length=1)]


class LeadershipWords(Rule):
    groups: tuple[str, ...]
    head: tuple[str, ...]
    principal_titles: tuple[str, ...]
    other_titles: tuple[str, ...]


class FundWords(Rule):
    names: tuple[str, ...]
    none: tuple[str, ...]


class ActivityWords(Rule):
    words: tuple[str, ...]
    units: tuple[str, ...]


class FactWords(Rule):
    """The words by which the facts of the narrative are found; keys of `activities` are the contract's."""

    leadership: LeadershipWords
    special_fund: FundWords
    policies_since: int
    activities: dict[str, ActivityWords]
