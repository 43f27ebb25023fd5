"""Composes a dossier: which materials are there, in what order and how, and what is right to find."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from corpora.blocks import Block, Paragraph
from corpora.narrative.bank import Bank, Template
from corpora.narrative.planning import Plan
from corpora.narrative.tale import ACTIVITIES
from corpora.narrative.teller import Teller, shape_lines
from corpora.story import SECTIONS

PARTS: Mapping[str, tuple[tuple[str, float], ...]] = {
    "leadership": (("group", 1), ("second", 0.4), ("body", 0.85), ("work", 0.8)),
    "policies": (("list", 1),),
    "special_fund": (("years", 1), ("uses", 0.7), ("served", 0.5)),
    "growth_rates": (("rates", 1),),
    "listed_enterprises": (("listed", 1),),
    "business_environment": (("environment", 1),),
    "problems_and_suggestions": (("problems", 1), ("suggestions", 0.8)),
    "overview": (("facts", 1), ("figures", 0.6)),
    "plans": (("plans", 1),),
}
"""The parts of a section in their order, and how likely each is there."""

A_PAGE = 450
"""Characters on a printed page, with what its headings and short lines leave empty."""

ITEM = re.compile(r"(?:[一二三四]是|\d\.)([^；。]+)")
SUGGESTION = re.compile(r"(?:建议(?!：)|\d\.)([^；。]+)")


@dataclass
class Chapter:
    """`heading` is None where the text simply goes on. `attached`: an attachment at the end."""

    materials: tuple[str, ...]
    heading: str | None
    blocks: list[Block] = field(default_factory=list)
    attached: bool = False


def compose(teller: Teller, bank: Bank, plan: Plan) -> list[Chapter]:
    """The chapters in their order; what they tell is in `teller`."""
    rng = teller.rng
    chapters: list[Chapter] = []
    for material in SECTIONS:
        chapters += compose_material(teller, bank, plan, material)
    if plan.shuffled:
        rng.shuffle(chapters)
    for extra in plan.extras:
        chapters.append(
            Chapter(
                (extra,), rng.choice(bank.sections[extra].headings), write_section(teller, bank, extra, plan)
            )
        )
    if rng.random() < 0.7:
        overview = Chapter(
            (), rng.choice(bank.sections["overview"].headings), write_section(teller, bank, "overview", plan)
        )
        chapters.insert(0, overview)
    lengthen(teller, bank, plan, chapters)
    return [*chapters, *attach(teller, bank, plan)]


def compose_material(teller: Teller, bank: Bank, plan: Plan, material: str) -> list[Chapter]:
    rng, section = teller.rng, bank.sections[material]
    manner = plan.manners[material]
    heading = rng.choice(section.headings)
    if manner == "missing" or (plan.moved and plan.moved[0] == material):
        return []
    if manner not in ("present", "absent fund"):
        return [Chapter((material,), heading, write_hollow(teller, bank, material, plan))]
    if plan.merged and material == plan.merged[1]:
        return []
    if plan.merged and material == plan.merged[0]:
        blocks = [block for one in plan.merged for block in write_section(teller, bank, one, plan)]
        return [Chapter(plan.merged, rng.choice(bank.merged[" ".join(plan.merged)]), blocks)]
    blocks = write_section(teller, bank, material, plan)
    if plan.moved and plan.moved[1] == material:
        blocks += write_section(teller, bank, plan.moved[0], plan)
    if plan.spread == material:
        cut = rng.choice(list_cuts(blocks) or [len(blocks)])
        later = Chapter((material,), rng.choice(bank.vague), blocks[cut:])
        return [Chapter((material,), heading, blocks[:cut]), *([later] if later.blocks else [])]
    return [Chapter((material,), heading, blocks)]


def list_cuts(blocks: Sequence[Block]) -> list[int]:
    """Where a section can be broken off: at a heading or, where it has none, between whole sentences."""
    heads = [place for place, block in enumerate(blocks) if is_heading(block)]
    if heads:
        return [place for place in heads if place > 0]
    return [
        place
        for place, (before, after) in enumerate(pairwise(blocks), 1)
        if isinstance(before, Paragraph) and isinstance(after, Paragraph) and before.text.endswith("。")
    ]


def is_heading(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.role == "heading"


def write_section(teller: Teller, bank: Bank, material: str, plan: Plan) -> list[Block]:
    """A material as it should be: an opening, its parts, what else offices write, and noise."""
    rng, section = teller.rng, bank.sections[material]
    blocks: list[Block] = []
    if section.openings and rng.random() < 0.7:
        blocks += teller.write(rng.choice(section.openings))
    if material == "measures":
        blocks += write_measures(teller, bank)
    elif material == "service_activities":
        blocks += write_activities(teller, bank)
    elif plan.manners.get(material) == "absent fund":
        blocks += teller.write(rng.choice(section.parts["absent"]))
    else:
        for part, chance in PARTS[material]:
            if rng.random() < chance:
                blocks += teller.write(rng.choice(section.parts[part]))
    for line in rng.sample(section.filler, min(len(section.filler), rng.randint(0, 3))):
        blocks += teller.write(line)
    noise = bank.sections["noise"].parts.get(material, ())
    if noise and rng.random() < plan.noise:
        blocks += teller.write(rng.choice(noise))
    if material == "problems_and_suggestions":
        note_problems(teller, blocks)
    return blocks


def write_measures(teller: Teller, bank: Bank) -> list[Block]:
    """Under headings, below headings of groups, as paragraphs that begin with them, or all in one."""
    parts, rng = bank.sections["measures"].parts, teller.rng
    topics = [text_of(one) for one in rng.sample(parts["topic"], rng.randint(3, min(7, len(parts["topic"]))))]
    written = [teller.fill(topic).strip().removeprefix("## ").split("\n", 1) for topic in topics]
    for heading, _ in written:
        teller.tell("headline", heading)
    blocks = shape_lines(list(lay_measures(teller, bank, written)))
    if rng.random() < 0.8:
        blocks += teller.write(rng.choice(parts["experience"]))
    return blocks


def lay_measures(teller: Teller, bank: Bank, written: list[list[str]]) -> Iterator[str]:
    style = teller.rng.choices(("headings", "groups", "paragraphs", "together"), (6, 2, 2, 2))[0]
    words = ("一是", "二是", "三是", "四是", "五是", "六是", "七是")
    if style == "together":
        yield "".join(f"{word}{head}。{text}" for word, (head, text) in zip(words, written, strict=False))
        return
    groups = iter(teller.rng.sample(bank.groups, 2))
    for number, (head, text) in enumerate(written):
        if style == "paragraphs":
            yield f"{words[number]}{head}。{text}"
            continue
        if style == "groups" and number in (0, 2):
            group = next(groups)
            teller.allow("headline", group)
            yield f"## {group}"
        yield from (f"{'###' if style == 'groups' else '##'} {head}", text)


def write_activities(teller: Teller, bank: Bank) -> list[Block]:
    """Sentences under headings, numbered, run together, or a table."""
    parts, rng = bank.sections["service_activities"].parts, teller.rng
    if rng.random() < 0.15:
        return teller.write(rng.choice(parts["table"]))
    kinds = [kind for kind in ACTIVITIES if rng.random() < 0.92] or list(ACTIVITIES)
    style = rng.choice(("plain", "headings", "numbers", "together"))
    sentences = [teller.fill(text_of(rng.choice(parts[kind]))) for kind in kinds]
    if style == "together":
        words = ("一是", "二是", "三是", "四是", "五是")
        return shape_lines(["".join(word + text for word, text in zip(words, sentences, strict=False))])
    if style == "numbers":
        return shape_lines([f"{number}.{text}" for number, text in enumerate(sentences, 1)])
    if style == "plain":
        return shape_lines(sentences)
    titles = [f"{rng.choice(bank.names.activities[kind])}情况" for kind in kinds]
    for title in titles:
        teller.allow("headline", title)
    pairs = zip(titles, sentences, strict=True)
    return shape_lines([line for title, text in pairs for line in (f"## {title}", text)])


def text_of(template: Template) -> str:
    if not isinstance(template, str):
        raise TypeError(template)
    return template


def note_problems(teller: Teller, blocks: list[Block]) -> None:
    for block in blocks:
        if isinstance(block, Paragraph):
            suggests = block.text.startswith("建议")
            for item in (SUGGESTION if suggests else ITEM).findall(block.text):
                teller.tell("suggestion" if suggests else "problem", item)


def write_hollow(teller: Teller, bank: Bank, material: str, plan: Plan) -> list[Block]:
    rng, manner = teller.rng, plan.manners[material]
    if manner == "heading only":
        return []
    if manner == "boilerplate":
        phrases = bank.sections[material].hollow
        return [one for text in rng.sample(phrases, rng.randint(1, 2)) for one in teller.write(text)]
    if manner == "placeholder":
        return teller.write(rng.choice(bank.sections["placeholders"].parts[material]))
    pointers = bank.sections["annexes"].parts["pointer" if manner == "attached" else "missing_pointer"]
    number = attachments(plan, bank).index(material) + 1 if manner == "attached" else rng.randint(1, 4)
    title = bank.attached.get(material, "有关情况汇总表")
    teller.scope = {"annex": lambda style: str(number), "annex.title": lambda style: title}
    blocks = teller.write(rng.choice(pointers))
    teller.scope = {}
    return blocks


def attachments(plan: Plan, bank: Bank) -> list[str]:
    return [material for material in bank.attached if plan.manners[material] == "attached"]


def attach(teller: Teller, bank: Bank, plan: Plan) -> list[Chapter]:
    """What the pointers point to, and now and then a policy in full."""
    rng, chapters = teller.rng, []
    for number, material in enumerate(attachments(plan, bank), 1):
        chapter = Chapter((material,), f"附件{number}", [Paragraph(bank.attached[material], "title")], True)
        if material == "service_activities":
            chapter.blocks += write_activities(teller, bank)
        else:
            part = PARTS[material][0][0]
            chapter.blocks += teller.write(rng.choice(bank.sections[material].parts[part]))
        chapters.append(chapter)
    there = [
        name
        for name, needed in (("fund_rules", "special_fund"), ("opinions", "policies"))
        if plan.manners[needed] == "present"
    ]
    pointed = "no attachment" in plan.manners.values()
    if there and not pointed and plan.pages > 5 and rng.random() < 0.35:
        blocks = teller.write(rng.choice(bank.sections["annexes"].parts[rng.choice(there)]))
        first = blocks[0]
        if isinstance(first, Paragraph):
            blocks[0] = Paragraph(first.text, "title")
        chapters.append(Chapter((), f"附件{len(chapters) + 1}", blocks, True))
    return chapters


def lengthen(teller: Teller, bank: Bank, plan: Plan, chapters: list[Chapter]) -> None:
    """Cases of companies and more of what was done, until there are as many pages as wanted."""
    target = next(
        (one for one in chapters if "measures" in one.materials and plan.manners["measures"] == "present"),
        None,
    )
    lines = bank.sections["measures"].filler
    while target and sum(map(measure, chapters)) < plan.pages * A_PAGE:
        for line in teller.rng.sample(lines, len(lines)):
            target.blocks += teller.write(line)
            if sum(map(measure, chapters)) >= plan.pages * A_PAGE:
                break


def measure(chapter: Chapter) -> int:
    return sum(len(block.text) for block in chapter.blocks if isinstance(block, Paragraph))
