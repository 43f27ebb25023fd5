"""Texts of known material, from the bank to learn from: never the one that measures."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from corpora.blocks import Grid, Paragraph
from corpora.narrative.bank import load_bank
from corpora.narrative.composing import PARTS, write_section
from corpora.narrative.planning import Plan
from corpora.narrative.slots import hire_teller
from corpora.narrative.tale import make_tale
from corpora.story import SECTIONS
from corpora.truth import make_county
from policy import Policy


@dataclass(frozen=True, slots=True)
class Lesson:
    """A section as a county writes it. `material` is the policy's id, "overview" or "plans"; `paragraphs`
    has its tables too, a row each."""

    material: str
    heading: str
    paragraphs: tuple[str, ...]


def make_lessons(seed: int, count: int, policy: Policy) -> Iterator[Lesson]:
    """Every section of `count` counties, without noise. The same arguments make the same lessons."""
    bank = load_bank("learn")
    materials = tuple(dict.fromkeys((*SECTIONS, *PARTS)))
    for number in range(count):
        rng = random.Random(f"{seed}/lesson/{number}")
        county = make_county(rng.randrange(10**6), policy)
        teller = hire_teller(rng, make_tale(rng, county, bank))
        plan = Plan(dict.fromkeys(SECTIONS, "present"), noise=0)
        for material in materials:
            heading = rng.choice(bank.sections[material].headings)
            blocks = write_section(teller, bank, material, plan)
            lines = [line for block in blocks for line in lines_of(block)]
            yield Lesson(material, heading, tuple(lines))


def lines_of(block: object) -> list[str]:
    if isinstance(block, Paragraph):
        return [block.text]
    if isinstance(block, Grid):
        rows: dict[int, list[str]] = {}
        for cell in block.cells:
            rows.setdefault(cell.row, []).append(cell.text)
        return [" ".join(cells) for cells in rows.values()]
    return []
