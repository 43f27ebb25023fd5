"""The banks of phrases, as YAML that an official could have written: one to learn from, one to measure with.

A template is text with slots in braces (see `corpora.narrative.teller`). Each line is a paragraph, a line
that begins with `## ` a heading below that of the section. A listing is written once for each of several
things (policies, years, uses, activities).
"""

from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict
from ruamel.yaml import YAML

BankName = Literal["learn", "measure"]
Over = Literal["papers", "years", "uses", "activities"]
FOLDER = Path(__file__).with_name("phrases")


class Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Listing(Model):
    """`each` is written for every one of `over`: as a paragraph, or joined into one by `join`; or `row`
    as a row of a table below `head`."""

    over: Over
    before: str = ""
    each: str = ""
    join: str | None = None
    after: str = ""
    head: tuple[str, ...] = ()
    row: tuple[str, ...] = ()


Template = str | Listing


class Section(Model):
    """How one material is written. `hollow`: phrases without a fact. `parts` by name, each with the ways to
    write it; `filler` has paragraphs that tell nothing that is measured."""

    headings: tuple[str, ...] = ()
    hollow: tuple[str, ...] = ()
    openings: tuple[str, ...] = ()
    parts: dict[str, tuple[Template, ...]] = {}
    filler: tuple[str, ...] = ()


class Names(Model):
    """Names of things that are true of a county."""

    development_groups: tuple[str, ...]
    creation_groups: tuple[str, ...]
    papers: tuple[tuple[str, str], ...]
    older_papers: tuple[tuple[str, str], ...]
    purposes: tuple[str, ...]
    activities: dict[str, tuple[str, ...]]


class Bank(Model):
    """`merged`: headings for two materials at once; `vague`: headings that name no material; `groups`:
    headings above several measures; `attached`: what
    an attachment is called that stands for a material."""

    names: Names
    sections: dict[str, Section]
    merged: dict[str, tuple[str, ...]]
    vague: tuple[str, ...]
    groups: tuple[str, ...]
    titles: tuple[str, ...]
    attached: dict[str, str]


@lru_cache(maxsize=2)
def load_bank(name: BankName) -> Bank:
    """Raises pydantic's ValidationError where a file holds a key that is not known."""
    reader = YAML(typ="safe")
    files = {
        path.stem: reader.load(path.read_text("utf-8")) for path in sorted((FOLDER / name).glob("*.yaml"))
    }
    return Bank(**files.pop("common"), sections=files)
