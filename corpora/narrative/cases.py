"""Narratives with known truth, as Word files and as PDFs printed from them."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from corpora.blocks import Block, PageBreak
from corpora.clerk import Clerk
from corpora.layouts import lay_official
from corpora.narrative.bank import Bank, BankName, load_bank
from corpora.narrative.composing import Chapter, compose
from corpora.narrative.judging import Shown, judge_materials
from corpora.narrative.letter import write_letter
from corpora.narrative.outlining import Outline, draw_outline, number_chapters
from corpora.narrative.planning import Plan, draw_plan
from corpora.narrative.planting import Planted, keep_told, plant, spoil_tale
from corpora.narrative.slots import hire_teller
from corpora.narrative.tale import Tale, make_tale
from corpora.narrative.teller import Fact, Teller
from corpora.narrative.typesetting import typeset, typeset_chapter
from corpora.pdf import print_pdfs
from corpora.truth import County, make_county
from corpora.word import PRINT_LOOK, Look, build_word, draw_look, save_word
from corpora.writing import TIDY
from dossier import MaterialStatus
from policy import Policy

Medium = Literal["word", "pdf", "scan"]
PAGES = (2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30, 45, 60)
LENGTHS = (6, 8, 10, 10, 8, 8, 8, 6, 6, 5, 3, 1, 1)
"""How many pages, and how often."""

LETTERS, SEPARATE = 0.25, 0.08
"""How many have a letter in front, and how many a file for each chapter."""


@dataclass(frozen=True, slots=True)
class NarrativeCase:
    """`materials` has what is right to say of each that is judged; `told` are the facts to find, `allowed`
    those that may be found."""

    name: str
    medium: Medium
    path: Path
    county: County
    tale: Tale
    plan: Plan
    outline: Outline
    materials: Mapping[str, MaterialStatus]
    told: frozenset[Fact]
    allowed: frozenset[Fact] = frozenset()
    planted: tuple[Planted, ...] = ()


@dataclass
class Draft:
    """A composed dossier before its headings are numbered and its file is written."""

    rng: random.Random
    name: str
    medium: Medium
    plan: Plan
    outline: Outline
    teller: Teller
    chapters: list[Chapter]
    planted: list[Planted]
    with_form: bool

    @property
    def county(self) -> County:
        return self.teller.tale.county


def make_narratives(
    seed: int, medium: Medium, count: int, folder: Path, policy: Policy, bank: BankName = "measure"
) -> list[NarrativeCase]:
    """`count` dossiers below `folder`. The same arguments make the same dossiers."""
    drafts = [draft_narrative(seed, medium, number, policy, load_bank(bank)) for number in range(count)]
    cases = [write_draft(draft, folder, policy, load_bank(bank)) for draft in drafts]
    return print_cases(cases, folder) if medium != "word" else cases


def print_cases(cases: Sequence[NarrativeCase], folder: Path) -> list[NarrativeCase]:
    printed = print_pdfs([case.path for case in cases], folder / "printed")
    return [replace(case, path=path) for case, path in zip(cases, printed, strict=True)]


def draft_narrative(
    seed: int, medium: Medium, number: int, policy: Policy, bank: Bank, pages: int | None = None
) -> Draft:
    """`pages` is drawn where it is not given; what is to be scanned is short, and without a form."""
    rng = random.Random(f"{seed}/narrative/{medium}/{number}")
    county = make_county(rng.randrange(10**6), policy)
    pages = pages or (rng.choices(PAGES, LENGTHS)[0] if medium != "scan" else rng.choice((2, 3)))
    plan, outline = draw_plan(rng, bank, pages), draw_outline(rng, pages)
    with_form = medium != "scan" and rng.random() < 0.5
    tale, spoilt = spoil_tale(rng, make_tale(rng, county, bank), bank, with_form=with_form)
    teller = hire_teller(rng, tale)
    chapters = compose(teller, bank, plan)
    planted = [*keep_told(spoilt, teller), *plant(teller, bank, chapters, with_form=with_form)]
    name = f"narrative-{medium}-{number:03d}"
    return Draft(rng, name, medium, plan, outline, teller, chapters, planted, with_form)


def write_draft(draft: Draft, folder: Path, policy: Policy, bank: Bank) -> NarrativeCase:
    """As a Word file, or as a folder of several."""
    teller = draft.teller
    cited = {fact for fact in teller.allowed if fact.kind == "scheme"}
    shown = Shown(form=draft.with_form, headings=draft.outline.look != "none")
    path = write_files(draft, folder, policy, bank)
    allow_mentions(teller)
    return NarrativeCase(
        name=draft.name,
        medium=draft.medium,
        path=path,
        county=draft.county,
        tale=teller.tale,
        plan=draft.plan,
        outline=draft.outline,
        materials=judge_materials(draft.plan, draft.chapters, teller.told | cited, shown),
        told=frozenset(teller.told),
        allowed=frozenset(teller.allowed),
        planted=tuple(draft.planted),
    )


def write_files(draft: Draft, folder: Path, policy: Policy, bank: Bank) -> Path:
    """One file for all, with a letter in front of some; or one for the form and one for each chapter."""
    rng, county = draft.rng, draft.county
    look = draw_look(rng, None if draft.medium == "word" else PRINT_LOOK)
    form = write_form(rng, county, policy) if draft.with_form else ()
    title = draft.teller.fill(rng.choice(bank.titles))
    signed = county.text("lead_department"), f"{county.data_year + 1}年{rng.randint(2, 4)}月"
    chapters = number_chapters(draft.chapters, draft.outline)
    if draft.medium == "word" and draft.outline.look != "none" and rng.random() < SEPARATE:
        return write_folder(folder / draft.name, chapters, draft.outline, look, form)
    letter = write_letter(rng, county) if draft.medium != "scan" and rng.random() < LETTERS else []
    front = [*letter, *form, *([PageBreak()] if form else [])]
    path = folder / f"{draft.name}.docx"
    save_word(typeset(chapters, title, *signed, draft.outline, look, front), path)
    return path


def write_folder(
    folder: Path, chapters: Sequence[Chapter], outline: Outline, look: Look, form: Sequence[Block]
) -> Path:
    if form:
        save_word(build_word(tuple(form), look), folder / "0申报表.docx")
    for number, chapter in enumerate(chapters, 1):
        name = "".join(mark for mark in chapter.heading or "" if mark.isalnum())[-12:]
        save_word(typeset_chapter(chapter, outline, look), folder / f"{number}{name}.docx")
    return folder


def allow_mentions(teller: Teller) -> None:
    """Figures of the form may be found anywhere in the text, as may those in which it differs."""
    tale = teller.tale
    for field, value in tale.county.values.items():
        if not isinstance(value, str):
            teller.allow("mention", field, tale.county.number(field))
    teller.allow("mention", "special_fund", tale.fund[tale.county.data_year])
    teller.allow("mention", "sme_department_staff", float(tale.staff))


def write_form(rng: random.Random, county: County, policy: Policy) -> tuple[Block, ...]:
    return lay_official(Clerk(rng, county, policy, TIDY))
