"""A dossier before it is scanned: its papers written as Word files, to be printed and put on the glass."""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from corpora.blocks import Block, Grid
from corpora.dossiers import FORM_LAYOUTS, hire_clerk, spoil_narrative, without_narrative
from corpora.narrative import write_letter, write_narrative
from corpora.scans.pages import Level
from corpora.scans.paper import Printing, list_cells, write_pair
from corpora.scans.truth import ScanCase
from corpora.truth import County, make_county
from corpora.word import Look, draw_look, write_word
from policy import Policy

PartName = Literal["form", "letter", "narrative"]
SERIF, SANS, MING, KAI = "Noto Serif CJK SC", "Noto Sans CJK SC", "AR PL UMing CN", "AR PL UKai CN"
MARGINS = ((2.8, 3.6), (2.6, 2.5), (2.0, 2.0), (1.6, 1.5), (1.6, 1.5))
"""Left and right, top and bottom, in centimetres: as the rules have it, and as a form is made to fit."""

SCANNED: tuple[tuple[PartName, ...], ...] = (("form",), ("letter", "form"), ("letter", "form", "narrative"))


LETTER = re.compile(r"[\dO]O|O\d")


@dataclass(frozen=True, slots=True)
class Part:
    """A paper that is scanned: its two Word files, and the cells that are coloured in the second."""

    name: PartName
    clean: Path
    coloured: Path
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ScanDraft:
    case: ScanCase
    level: Level
    parts: tuple[Part, ...]
    beside: bool
    """Whether the dossier is a folder, because something lies beside the scans."""


def draft_scan(
    seed: int, level: Level, number: int, folder: Path, policy: Policy, family: str = "", ending: str = ".pdf"
) -> ScanDraft:
    """`family` names the case where that is not its level; without `ending` the dossier is a folder."""
    family = family or level
    rng = random.Random(f"{seed}/scans/{family}/{number}")
    county = spoil_narrative(rng, make_county(rng.randrange(10**6), policy))
    layout = choose_layout(number)
    clerk = hire_clerk(rng, county, policy, exact=layout == "official")
    form = FORM_LAYOUTS[layout](clerk)
    while any(has_letter_for_digit(block) for block in form):
        clerk = hire_clerk(rng, county, policy, exact=layout == "official")
        form = FORM_LAYOUTS[layout](clerk)
    scanned = rng.choices(SCANNED, (8, 2, 1))[0]
    # Most offices scan only what is sealed, and hand in the rest as it was typed.
    beside = "narrative" not in scanned and rng.random() < 0.35
    if not beside and "narrative" not in scanned:
        county = without_narrative(county)
    look = draw_print_look(rng)
    stem = f"scan-{family.replace(' ', '-')}-{number:02d}"
    path = folder / family / (stem if beside else f"{stem}{ending}")
    if beside:
        write_word(path / "申报资料.docx", write_narrative(rng, county, policy), draw_look(rng))
    case = ScanCase(stem, "scan", family, layout, path, clerk.expected, county, county.data_year)
    parts = []
    for name in scanned:
        blocks = write_part(name, rng, county, form, policy)
        parts.append(print_part(name, blocks, look, county.place.government, rng, folder / "to-print" / stem))
    return ScanDraft(case, level, tuple(parts), beside or not ending)


def has_letter_for_digit(block: Block) -> bool:
    """A letter O typed for a nought: on paper nobody can tell."""
    return isinstance(block, Grid) and any(LETTER.search(cell.text) for cell in block.cells)


def choose_layout(number: int) -> str:
    """The printed form at every other time; between them, the layouts that counties retype it in."""
    others = [name for name in FORM_LAYOUTS if name != "official"]
    return "official" if number % 2 == 0 else others[number // 2 % len(others)]


def write_part(
    name: PartName, rng: random.Random, county: County, form: Sequence[Block], policy: Policy
) -> Sequence[Block]:
    if name == "form":
        return form
    return write_letter(rng, county)[:-1] if name == "letter" else write_narrative(rng, county, policy)


def print_part(
    name: PartName, blocks: Sequence[Block], look: Look, government: str, rng: random.Random, stem: Path
) -> Part:
    clean, coloured = (stem.with_name(f"{stem.name}__{name}__{kind}.docx") for kind in ("clean", "coloured"))
    margins = rng.choice(MARGINS) if name == "form" else MARGINS[0]
    values = look.table if rng.random() < 0.6 else rng.choice((MING, SERIF, KAI, SANS))
    letterhead = f"{government}文件" if name == "letter" and rng.random() < 0.6 else ""
    torn = name == "form" and rng.random() < 0.6
    lowered = rng.uniform(0, 120) if torn else 0
    write_pair(blocks, Printing(look, margins, values, letterhead, torn, lowered), clean, coloured)
    return Part(name, clean, coloured, tuple(list_cells(blocks)))


def draw_print_look(rng: random.Random) -> Look:
    """In typefaces that are at hand: Song, Kai, Hei."""
    table = rng.choice((MING, MING, SERIF, KAI, SANS))
    look = draw_look(rng, Look(rng.choice((MING, SERIF, KAI)), rng.choice((SERIF, SANS)), SANS, KAI, table))
    return replace(look, table_size=rng.choice((9, 10, 10.5, 10.5, 12)))
