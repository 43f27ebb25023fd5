"""A composed dossier as a Word file: cover, contents, running header, headings as the outline says."""

import random
from collections.abc import Sequence
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt

from corpora.blocks import Block, Paragraph
from corpora.narrative.composing import Chapter
from corpora.narrative.outlining import Outline
from corpora.word import Look, add_paragraph, add_text, build_word, set_run

LEVELS = {
    1: ("chineseCounting", "%1、"),
    2: ("chineseCounting", "（%2）"),
    3: ("decimal", "%3."),
    4: ("decimal", "（%4）"),
}
LONG_HEADING = 16


def typeset(
    chapters: Sequence[Chapter],
    title: str,
    office: str,
    date: str,
    outline: Outline,
    look: Look,
    front: Sequence[Block],
) -> Any:
    """The open document. `front` is what stands before the narrative: a letter, the form."""
    document = build_word(tuple(front), look)
    if outline.cover:
        add_cover(document, title, office, date, look)
    if outline.contents != "none":
        add_contents(document, chapters, outline, look)
    add_paragraph(document, Paragraph(title, "title"), look)
    numbering = define_numbering(document) if outline.look == "generated" else None
    if outline.wrapped:
        add_heading(document, outline.wrapped, 1, outline, look, None)
    for chapter in chapters:
        add_chapter(document, chapter, outline, look, numbering)
    if not outline.cover:
        for text in (office, date):
            add_paragraph(document, Paragraph(text, "signature"), look)
    dress_pages(document, title, outline, look)
    return document


def typeset_chapter(chapter: Chapter, outline: Outline, look: Look) -> Any:
    """A chapter as a document of its own."""
    document = build_word((), look)
    numbering = define_numbering(document) if outline.look == "generated" else None
    add_chapter(document, chapter, outline, look, numbering)
    return document


def add_chapter(document: Any, chapter: Chapter, outline: Outline, look: Look, numbering: int | None) -> None:
    deeper = 1 if outline.wrapped else 0
    if chapter.attached:
        document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        add_paragraph(document, Paragraph(chapter.heading or ""), look)
    elif chapter.heading:
        add_heading(document, chapter.heading, 1 + deeper, outline, look, numbering)
    for block in chapter.blocks:
        if isinstance(block, Paragraph) and block.role == "heading":
            add_heading(document, block.text, block.level + deeper, outline, look, numbering)
        else:
            add_block(document, block, look)


def add_block(document: Any, block: Block, look: Look) -> None:
    if isinstance(block, Paragraph):
        add_paragraph(document, block, look)
        return
    added = build_word([block], look)
    body = document.element.body
    for table in added.element.body.findall(qn("w:tbl")):
        body.insert(len(body) - 1, table)


def add_heading(
    document: Any, text: str, level: int, outline: Outline, look: Look, numbering: int | None
) -> None:
    lines = break_heading(text) if outline.broken and level == 1 else [text]
    if outline.look == "style":
        document.add_heading("\n".join(lines), level)
        return
    if outline.look == "generated" and numbering is not None:
        paragraph = document.add_paragraph()
        set_run(add_text(paragraph, text), look.first, 16)
        number_paragraph(paragraph, level, numbering)
        return
    for line in lines:
        add_plain_heading(document, line, level, outline, look)


def add_plain_heading(document: Any, line: str, level: int, outline: Outline, look: Look) -> None:
    paragraph = document.add_paragraph()
    sizes = {"large": 20 if level == 1 else 18, "centred": 18 if level == 1 else 16}
    bold = outline.look == "bold" or (outline.look == "centred" and level == 1)
    font = look.body if outline.look in ("bold", "typed") else (look.first if level == 1 else look.second)
    set_run(add_text(paragraph, line), font, sizes.get(outline.look, 16), bold=bold)
    shape = paragraph.paragraph_format
    shape.space_after = shape.space_before = Pt(0)
    shape.line_spacing = Pt(30)
    if outline.look == "centred" and level == 1:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif look.indent:
        shape.first_line_indent = Pt(32)


def break_heading(text: str) -> list[str]:
    """A long heading on two lines, broken where somebody thought it looks well."""
    if len(text) < LONG_HEADING:
        return [text]
    middle = len(text) // 2
    places = [index + 1 for index, mark in enumerate(text) if mark in "，、及和" and abs(index - middle) < 7]
    place = min(places, key=lambda one: abs(one - middle)) if places else middle
    return [text[:place], text[place:]]


def define_numbering(document: Any) -> int:
    """Numbers that Word generates: 一、 and （一）."""
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{level - 1}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
        for level, (form, text) in LEVELS.items()
    )
    name = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77"><w:multiLevelType w:val="multilevel"/>'
        f"{levels}</w:abstractNum>"
    )
    first = numbering.find(qn("w:num"))
    if first is None:
        numbering.append(name)
    else:
        first.addprevious(name)
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    return 77


def number_paragraph(paragraph: Any, level: int, numbering: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = level - 1
    properties.get_or_add_numId().val = numbering


def add_cover(document: Any, title: str, office: str, date: str, look: Look) -> None:
    for _ in range(5):
        document.add_paragraph()
    add_paragraph(document, Paragraph(title, "title"), look)
    for _ in range(9):
        document.add_paragraph()
    for text in (office, date):
        add_paragraph(document, Paragraph(text, "caption"), look)
    break_page(document)


def break_page(document: Any) -> None:
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def add_contents(document: Any, chapters: Sequence[Chapter], outline: Outline, look: Look) -> None:
    """A typed table of contents, with page numbers that are about right."""
    rng = random.Random(len(chapters))
    add_paragraph(document, Paragraph("目    录", "title"), look)
    if outline.contents == "styled":
        document.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
    page = 1
    for chapter in chapters:
        if chapter.heading is None:
            continue
        add_entry(document, chapter.heading, page, outline, look)
        for block in chapter.blocks:
            if isinstance(block, Paragraph) and block.role == "heading" and rng.random() < 0.9:
                add_entry(document, block.text, page, outline, look)
        page += rng.randint(1, 4)
    break_page(document)


def add_entry(document: Any, text: str, page: int, outline: Outline, look: Look) -> None:
    if outline.contents in ("tabs", "styled"):
        paragraph = document.add_paragraph(style="toc 1" if outline.contents == "styled" else None)
        stops = paragraph.paragraph_format.tab_stops
        stops.add_tab_stop(Cm(15.4), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        set_run(paragraph.add_run(f"{text}\t{page}"), look.body, 14)
        return
    dots = "…" * max(3, 22 - len(text) // 2)
    shown = f"{text}{dots}{page}" if outline.contents == "dots" else text
    paragraph = document.add_paragraph()
    set_run(paragraph.add_run(shown), look.body, 14)


def dress_pages(document: Any, title: str, outline: Outline, look: Look) -> None:
    section = document.sections[0]
    if outline.header:
        paragraph = section.header.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        set_run(paragraph.add_run(title), look.table, 10.5)
    if outline.page_numbers == "none":
        return
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    before, after = {"plain": ("", ""), "dashes": ("— ", " —"), "total": ("第", "页")}[outline.page_numbers]
    set_run(paragraph.add_run(before), look.table, 10.5)
    add_page_field(paragraph)
    set_run(paragraph.add_run(after), look.table, 10.5)


def add_page_field(paragraph: Any) -> None:
    for kind in ("begin", None, "end"):
        run = paragraph.add_run()
        if kind is None:
            text = OxmlElement("w:instrText")
            text.text = "PAGE"
            run._r.append(text)
        else:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
