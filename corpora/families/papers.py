"""One applicant's papers before they become files: the form, the narrative, and what is true of both."""

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from corpora.blocks import Block, Grid, GridCell, PageBreak, Paragraph
from corpora.clerk import Clerk
from corpora.dossiers import FORM_LAYOUTS, Case, hire_clerk
from corpora.narrative import write_narrative
from corpora.sheet import write_sheet
from corpora.truth import County, make_county
from corpora.word import Look, draw_look, write_word
from corpora.writing import Expected
from policy import Policy

Hire = Callable[[random.Random, County, Policy], Clerk]


@dataclass(frozen=True, slots=True)
class Papers:
    rng: random.Random
    policy: Policy
    county: County
    layout: str
    form: tuple[Block, ...]
    narrative: list[Block]
    look: Look
    expected: dict[str, Expected]

    @property
    def whole(self) -> list[Block]:
        return [*self.form, PageBreak(), *self.narrative]

    def case(self, family: str, kind: str, path: Path) -> Case:
        """The papers as a case of that family; `kind` is how they were made hard."""
        year = self.county.data_year
        return Case(path.stem, family, kind, self.layout, path, self.expected, self.county, year)

    def write_form(self, path: Path) -> None:
        """As a Word file or a workbook, by the ending of `path`."""
        if path.suffix == ".xlsx":
            write_sheet(path, self.form, random.Random(self.county.seed))
        else:
            write_word(path, self.form, self.look)

    def write_narrative(self, path: Path) -> None:
        write_word(path, self.narrative, self.look)


def draw_papers(seed: str, number: int, policy: Policy, hire: Hire | None = None) -> Papers:
    """The papers of that seed, always the same; `number` goes round the layouts."""
    rng = random.Random(f"{seed}/{number}")
    county = make_county(rng.randrange(10**6), policy)
    layout = list(FORM_LAYOUTS)[number % len(FORM_LAYOUTS)]
    clerk = (hire or hire_any)(rng, county, policy)
    form = FORM_LAYOUTS[layout](clerk)
    narrative = write_narrative(rng, county, policy)
    return Papers(rng, policy, county, layout, form, narrative, draw_look(rng), clerk.expected)


def hire_any(rng: random.Random, county: County, policy: Policy) -> Clerk:
    return hire_clerk(rng, county, policy, exact=rng.random() < 0.5)


def edit_cells(blocks: Iterable[Block], change: Callable[[GridCell], GridCell]) -> tuple[Block, ...]:
    """Every cell of every table replaced by what `change` makes of it."""
    return tuple(
        replace(block, cells=tuple(change(cell) for cell in block.cells))
        if isinstance(block, Grid)
        else block
        for block in blocks
    )


def edit_words(blocks: Iterable[Block], change: Callable[[Paragraph], Paragraph]) -> tuple[Block, ...]:
    """Every paragraph outside tables replaced by what `change` makes of it."""
    return tuple(change(block) if isinstance(block, Paragraph) else block for block in blocks)
