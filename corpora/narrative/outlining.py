"""How a dossier's headings look: by styles, by numbers generated or typed, by layout alone, or not at all."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from corpora.blocks import Block, Paragraph
from corpora.narrative.composing import Chapter
from corpora.writing.written import to_chinese

Look = Literal["style", "generated", "typed", "bold", "centred", "large", "none"]
LOOKS: tuple[Look, ...] = ("style", "generated", "typed", "bold", "centred", "large", "none")

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
NUMBERINGS: tuple[tuple[str, str, str], ...] = (
    ("{numeral}、", "（{numeral}）", "{number}."),
    ("{numeral}、", "（{numeral}）", "{number}、"),
    ("{numeral}、", "{number}.", "（{number}）"),
    ("{numeral}、 ", "{numeral}是", "{circled}"),
    ("第{numeral}部分 ", "{numeral}、", "（{numeral}）"),
    ("第{numeral}章  ", "第{numeral}节  ", "{numeral}、"),
    ("{number}、", "（{number}）", "{circled}"),
    ("{number}.", "{above}.{number} ", "{number}）"),
    ("（{numeral}）", "{number}.", "({number})"),
    ("({numeral})", "{number}、", "({number})"),
    ("{number}．", "{circled}", "—"),
    ("({number})", "{circled}", "•"),
    ("{numeral}．", "({number})", "{circled}"),
    ("", "（{numeral}）", "{number}."),
)
"""For three levels. Not all of them are as they should be."""

WRAPPED = ("第二部分  申报资料", "申报材料", "第二部分 创建工作情况", "下篇  工作情况汇报")


@dataclass(frozen=True, slots=True)
class Outline:
    """`run_in`: headings below the first level stand at the beginning of their paragraph. `broken`: long
    headings are broken over two lines by hand. `contents`, `cover` and `header` are what stands around;
    `wrapped` is a heading above all of them, below which everything is a level deeper; `tail` ends every
    heading of the first level."""

    look: Look
    numbering: tuple[str, str, str]
    run_in: bool = False
    broken: bool = False
    contents: Literal["none", "dots", "tabs", "bare", "styled"] = "none"
    cover: bool = False
    header: bool = False
    page_numbers: Literal["none", "plain", "dashes", "total"] = "none"
    wrapped: str | None = None
    tail: str = ""


def draw_outline(rng: random.Random, pages: int) -> Outline:
    look = rng.choices(LOOKS, (4, 3, 8, 2, 2, 2, 1.5))[0]
    long = pages >= 6
    return Outline(
        look=look,
        numbering=rng.choice(NUMBERINGS),
        run_in=rng.random() < 0.25,
        broken=rng.random() < 0.2,
        contents=rng.choice(("dots", "tabs", "bare", "styled")) if long and rng.random() < 0.5 else "none",
        cover=long and rng.random() < 0.5,
        header=rng.random() < 0.3,
        page_numbers=rng.choice(("none", "plain", "dashes", "total")),
        tail=rng.choice(("。", "：")) if rng.random() < 0.06 else "",
        wrapped=rng.choice(WRAPPED) if look != "none" and rng.random() < 0.12 else None,
    )


def number_chapters(chapters: Sequence[Chapter], outline: Outline) -> list[Chapter]:
    """The chapters with their numbers typed, where they are typed. Attachments have none of their own."""
    if outline.look == "none":
        return [replace_chapter(one, None, drop_headings(one.blocks)) for one in chapters]
    plain = outline.look == "generated" or (outline.look in ("bold", "centred", "large") and outline.run_in)
    numbered = []
    number = 0
    for chapter in chapters:
        if chapter.attached:
            numbered.append(replace_chapter(chapter, chapter.heading, run_in(chapter.blocks)))
            continue
        number += 1
        typed = "" if plain else type_number(outline.numbering[0], number, 0)
        forms = ("", "") if plain else outline.numbering[1:]
        blocks = number_below(chapter.blocks, forms, number)
        if outline.run_in or "是" in outline.numbering[1]:
            blocks = run_in(blocks)
        numbered.append(replace_chapter(chapter, f"{typed}{chapter.heading}{outline.tail}", blocks))
    return numbered


def replace_chapter(chapter: Chapter, heading: str | None, blocks: list[Block]) -> Chapter:
    return replace(chapter, heading=heading, blocks=blocks)


def number_below(blocks: Sequence[Block], forms: Sequence[str], above: int) -> list[Block]:
    """Headings of the second and the third level, the latter counted anew below each of the former."""
    numbered: list[Block] = []
    second = third = 0
    for block in blocks:
        if isinstance(block, Paragraph) and block.role == "heading":
            second, third = (second + 1, 0) if block.level == 2 else (second, third + 1)
            number = second if block.level == 2 else third
            block = replace(block, text=type_number(forms[block.level - 2], number, above) + block.text)
        numbered.append(block)
    return numbered


def type_number(form: str, number: int, above: int) -> str:
    circled = CIRCLED[(number - 1) % len(CIRCLED)]
    return form.format(numeral=to_chinese(number), number=number, above=above, circled=circled)


def run_in(blocks: Sequence[Block]) -> list[Block]:
    """Headings joined to the paragraph behind them, with a full stop between."""
    joined: list[Block] = []
    waiting = ""
    for block in blocks:
        if isinstance(block, Paragraph) and block.role == "heading":
            joined += [Paragraph(waiting)] if waiting else []
            waiting = f"{block.text}。"
        elif isinstance(block, Paragraph) and waiting and block.role == "body":
            joined.append(replace(block, text=waiting + block.text))
            waiting = ""
        else:
            joined += [Paragraph(waiting)] if waiting else []
            joined.append(block)
            waiting = ""
    return [*joined, *([Paragraph(waiting)] if waiting else [])]


def drop_headings(blocks: Sequence[Block]) -> list[Block]:
    return run_in(blocks)
