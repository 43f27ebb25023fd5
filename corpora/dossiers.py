"""Whole dossiers with known truth: form and narrative, as one file or a folder, in three media."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from corpora.blocks import Block, PageBreak
from corpora.clerk import Clerk, MoneyUnit
from corpora.layouts import Layout, lay_below, lay_groups, lay_official, lay_one_pair, lay_two_pairs
from corpora.lists import lay_list, lay_split, lay_years
from corpora.narrative import write_letter, write_narrative
from corpora.pdf import print_pdfs
from corpora.sheet import write_sheet
from corpora.story import SECTIONS
from corpora.truth import County, make_county
from corpora.word import PRINT_LOOK, draw_look, write_word
from corpora.writing import Expected, Hand
from dossier import MaterialStatus
from policy import Policy

Medium = Literal["word", "sheet", "pdf"]
Family = Literal["official", "retyped"]

FORM_LAYOUTS: dict[str, Layout] = {
    "official": lay_official,
    "one_pair": lay_one_pair,
    "two_pairs": lay_two_pairs,
    "groups": lay_groups,
    "below": lay_below,
    "list": lay_list,
    "split": lay_split,
    "years": lay_years,
}
"""The printed form first; the others are what counties make of it."""


@dataclass(frozen=True, slots=True)
class Case:
    """A dossier and what is right to read from it. `medium` is a medium, or the name of a group of families;
    `county` is None where there is no truth but that of the fields; `layout` names how the form is laid out;
    `plain` is the same dossier in a plain format, from which just the same must be read."""

    name: str
    medium: str
    family: str
    layout: str
    path: Path
    expected: Mapping[str, Expected]
    county: County | None = None
    data_year: int | None = None
    plain: Path | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A case before its PDFs are printed: `prints` are the Word files to be printed into its folder."""

    case: Case
    prints: tuple[Path, ...] = ()


def make_cases(
    seed: int, medium: Medium, family: Family, count: int, folder: Path, policy: Policy
) -> list[Case]:
    """`count` dossiers below `folder`, numbered. The same arguments make the same dossiers."""
    drafts = [draft_case(seed, medium, family, number, folder, policy) for number in range(count)]
    print_drafts(drafts, folder)
    return [draft.case for draft in drafts]


def print_drafts(drafts: Sequence[Draft], folder: Path) -> None:
    """All PDFs in one call, moved to where their dossiers are."""
    files = [file for draft in drafts for file in draft.prints]
    if not files:
        return
    printed = {path.stem: path for path in print_pdfs(files, folder / "printed")}
    for draft in drafts:
        for file in draft.prints:
            target = draft.case.path
            if len(draft.prints) > 1:
                target = target / f"{file.stem.split('__')[1]}.pdf"
            target.parent.mkdir(parents=True, exist_ok=True)
            printed[file.stem].rename(target)


def draft_case(seed: int, medium: Medium, family: Family, number: int, folder: Path, policy: Policy) -> Draft:
    rng = random.Random(f"{seed}/{medium}/{family}/{number}")
    county = spoil_narrative(rng, make_county(rng.randrange(10**6), policy))
    retyped = list(FORM_LAYOUTS)[1:]
    layout = "official" if family == "official" else retyped[number % len(retyped)]
    clerk = hire_clerk(rng, county, policy, exact=family == "official")
    form = FORM_LAYOUTS[layout](clerk)
    name = f"{medium}-{family}-{number:02d}"
    case = Case(name, medium, family, layout, folder / name, clerk.expected, county, county.data_year)
    if medium == "sheet":
        return Draft(write_sheet_case(rng, case, form, policy))
    return write_paper_case(rng, case, form, policy, folder)


def hire_clerk(rng: random.Random, county: County, policy: Policy, *, exact: bool) -> Clerk:
    """A clerk with habits: some write plainly, some in every possible way."""
    usual = rng.choice((0.9, 0.7, 0.5, 0.3))
    hand = Hand(usual=usual, seal_in_cell=rng.random() < 0.8)
    units: tuple[MoneyUnit, ...] = ("cell", "cell", "note") if exact else ("cell", "label", "note")
    return Clerk(
        rng,
        county,
        policy,
        hand,
        exact_labels=exact,
        money_unit=rng.choice(units),
        large_unit=rng.choice(("万元", "万元", "亿元")),
    )


def spoil_narrative(rng: random.Random, county: County) -> County:
    """Two in five dossiers lack a section, or have one with nothing in it."""
    materials = dict(county.narrative.materials)
    if rng.random() < 0.4:
        for section in rng.sample(SECTIONS, rng.choice((1, 1, 2))):
            status: MaterialStatus = rng.choice(("hollow", "missing"))
            materials[section] = status
    return replace(county, narrative=replace(county.narrative, materials=materials))


def without_narrative(county: County) -> County:
    materials: dict[str, MaterialStatus] = dict.fromkeys(county.narrative.materials, "missing")
    materials["application_form"] = "present"
    return replace(county, narrative=replace(county.narrative, materials=materials))


def write_sheet_case(rng: random.Random, case: Case, form: tuple[Block, ...], policy: Policy) -> Case:
    """The form in a workbook; beside it the narrative as a Word file, or nothing."""
    county = require_county(case)
    if rng.random() < 0.25:
        path = case.path.with_suffix(".xlsx")
        write_sheet(path, form, rng)
        return replace(case, path=path, county=without_narrative(county))
    write_sheet(case.path / rng.choice(("申报表.xlsx", "附件2：申报表.xlsx")), form, rng)
    narrative = write_narrative(rng, county, policy)
    write_word(case.path / "申报资料.docx", narrative, draw_look(rng))
    return case


def write_paper_case(
    rng: random.Random, case: Case, form: tuple[Block, ...], policy: Policy, folder: Path
) -> Draft:
    """Word files, or Word files to be printed: letter, form and narrative in one file or in several."""
    county = require_county(case)
    pdf = case.medium == "pdf"
    look = draw_look(rng, PRINT_LOOK if pdf else None)
    letter = write_letter(rng, county) if rng.random() < 0.6 else []
    narrative = write_narrative(rng, county, policy)
    if rng.random() < 0.6:
        whole = [*letter, *form, PageBreak(), *narrative]
        if rng.random() < 0.25:
            whole = [*letter, *narrative, PageBreak(), *form]
        parts = {"申报资料": whole}
    else:
        parts = {"1.申报表": [*form], "2.申报资料": narrative}
        if letter:
            parts["0.申请文件"] = letter[:-1]
    files = place_files(case, list(parts), folder)
    for file, blocks in zip(files, parts.values(), strict=True):
        write_word(file, blocks, look)
    if len(files) == 1:
        case = replace(case, path=case.path.with_suffix(".pdf" if pdf else ".docx"))
    return Draft(case, tuple(files) if pdf else ())


def place_files(case: Case, names: list[str], folder: Path) -> list[Path]:
    if case.medium == "pdf":
        return [folder / "to-print" / f"{case.name}__{name}.docx" for name in names]
    if len(names) == 1:
        return [case.path.with_suffix(".docx")]
    return [case.path / f"{name}.docx" for name in names]


def require_county(case: Case) -> County:
    if case.county is None:
        raise ValueError(case.name)
    return case.county
