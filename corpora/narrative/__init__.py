"""The narrative of a dossier: sections in official prose, present, hollow or missing as the truth says.

The modules of this room that are named after a material write plain narratives for dossiers whose form is
measured. Narratives that are measured themselves are composed: `bank` (phrases), `tale` (what is true),
`planning` and `composing` (which sections, in what state), `outlining` and `typesetting` (how it looks),
`planting` (defects), `cases`; then `reading`, `measuring`, `sharing`, `pace` and `reporting`.
"""

import random
from collections.abc import Callable

from corpora.blocks import Block, Paragraph
from corpora.narrative import activities, extras, fund, leadership, measures, policies
from corpora.narrative.letter import write_letter
from corpora.truth import County
from corpora.writing.written import to_chinese
from policy import Policy

__all__ = ["write_letter", "write_narrative"]

Section = tuple[tuple[str, ...], tuple[str, ...], Callable[[random.Random, County], list[Block]]]
"""Headings, empty phrases, and who writes it properly."""

_SECTIONS: dict[str, Section] = {
    "leadership": (leadership.HEADINGS, leadership.BOILERPLATE, leadership.write_leadership),
    "policies": (policies.HEADINGS, policies.BOILERPLATE, policies.write_policies),
    "special_fund": (fund.HEADINGS, fund.BOILERPLATE, fund.write_fund),
    "measures": (measures.HEADINGS, measures.BOILERPLATE, measures.write_measures),
    "service_activities": (activities.HEADINGS, activities.BOILERPLATE, activities.write_activities),
}

_AFTER: tuple[tuple[str, tuple[str, ...], Callable[[random.Random, County, Policy], list[Block]]], ...] = (
    ("growth_rates", extras.GROWTH, extras.write_growth),
    ("listed_enterprises", extras.LISTED, extras.write_listed),
    ("business_environment", extras.ENVIRONMENT, extras.write_environment),
    ("problems_and_suggestions", extras.PROBLEMS, extras.write_problems),
    ("plans", extras.PLANS, extras.write_plans),
)

_NUMBERINGS = (
    ("{numeral}、", "（{numeral}）"),
    ("{numeral}、", "（{numeral}）"),
    ("{numeral}、", "（{numeral}）"),
    ("{numeral}、", "{number}."),
    ("第{numeral}部分  ", "{numeral}、"),
    ("{number}、", "（{number}）"),
    ("{numeral}．", "（{numeral}）"),
    ("{number}、", "（{numeral}）"),
)
"""How headings of the first and the second level are numbered. The last is a muddle, as it occurs."""


def write_narrative(rng: random.Random, county: County, policy: Policy) -> list[Block]:
    """All sections that the county's truth has, numbered through."""
    titles = ("申报资料", "创建中小企业高质量发展示范县（开发区）申报材料", "中小企业高质量发展情况报告")
    blocks: list[Block] = [Paragraph(f"{county.place.name}{rng.choice(titles)}", "title")]
    sections: list[list[Block]] = []
    if rng.random() < 0.7:
        heading = Paragraph(rng.choice(extras.OVERVIEW), "heading", 1)
        sections.append([heading, *extras.write_overview(rng, county, policy)])
    for material, section in _SECTIONS.items():
        written = write_section(rng, county, material, section)
        if written:
            sections.append(written)
    for _, headings, write in _AFTER:
        if rng.random() < 0.4:
            sections.append([Paragraph(rng.choice(headings), "heading", 1), *write(rng, county, policy)])
    first, second = rng.choice(_NUMBERINGS)
    for number, section_blocks in enumerate(sections, 1):
        typed = first.format(numeral=to_chinese(number), number=number)
        blocks += number_headings(section_blocks, typed, second)
    return [*blocks, *sign(rng, county)]


def write_section(rng: random.Random, county: County, material: str, section: Section) -> list[Block]:
    headings, phrases, write = section
    status = county.narrative.materials[material]
    if status == "missing":
        return []
    heading = Paragraph(rng.choice(headings), "heading", 1)
    if status == "present":
        return [heading, *write(rng, county)]
    phrase = rng.choice(("", rng.choice(phrases), rng.choice(phrases))).replace(
        "我县", f"我{county.place.we}"
    )
    return [heading, Paragraph(phrase)] if phrase else [heading]


def number_headings(blocks: list[Block], number: str, second: str) -> list[Block]:
    """The section's own heading with its number, and those below it counted from one."""
    numbered: list[Block] = []
    below = 0
    for block in blocks:
        if isinstance(block, Paragraph) and block.role == "heading":
            below += block.level == 2
            typed = number if block.level == 1 else second.format(numeral=to_chinese(below), number=below)
            block = Paragraph(typed + block.text, block.role, block.level)
        numbered.append(block)
    return numbered


def sign(rng: random.Random, county: County) -> list[Block]:
    if rng.random() < 0.5:
        return []
    return [
        Paragraph(county.text("lead_department"), "signature"),
        Paragraph(f"{county.data_year + 1}年{rng.randint(2, 4)}月", "signature"),
    ]
