"""Sections and materials of short narratives written by hand, and the parts of the way to them."""

from dataclasses import replace

import pytest
from made_up_narratives import Passage, load_passages, make_document

from dossier import Cell, Document, Line, Page, Paragraph, Table
from extract.facts.gathering import find_facts
from extract.layout.columns import compose_page
from extract.layout.paragraphs import Glyph, find_paragraphs
from extract.narrative.attachments import find_attachments
from extract.narrative.contents import find_contents
from extract.narrative.flow import compose_flow
from extract.narrative.framed_text import unfold_tables
from extract.narrative.hollow import HollowJudge
from extract.narrative.levels import Kind, find_levels
from extract.narrative.materials import read_materials
from extract.narrative.numbering import find_number
from extract.narrative.outline import find_outline
from extract.narrative.shares import Sharing, SharingIndex
from policy import Policy

NARRATIVES = load_passages("outlines")


def mark(paragraph: Paragraph) -> Paragraph:
    look = paragraph.text[:1]
    if look not in ("*", "^"):
        return paragraph
    return replace(paragraph, text=paragraph.text[1:], bold=look == "*", centered=look == "^")


def share(policy: Policy, text: str) -> tuple[Document, Sharing]:
    document = make_document(text)
    (page,) = document.pages
    page = replace(page, paragraphs=tuple(mark(p) for p in page.paragraphs))
    index = SharingIndex(policy)
    flow = compose_flow(replace(document, pages=(page,)))
    flow = unfold_tables(flow, frozenset(), index.headings)
    return flow, index.share_all([flow], frozenset())


def read(policy: Policy, text: str) -> dict[str, str]:
    flow, sharing = share(policy, text)
    judge = HollowJudge(SharingIndex(policy).headings, find_attachments([flow], sharing.sections))
    facts = find_facts([flow], sharing.all_sections, sharing.by_material, policy)
    readings = read_materials(policy.materials, sharing.shares, judge, facts)
    return {name: reading.status for name, reading in readings.items() if reading.status != "missing"}


@pytest.mark.parametrize("narrative", NARRATIVES, ids=[n["name"] for n in NARRATIVES])
def test_what_a_narrative_holds(policy: Policy, narrative: Passage) -> None:
    assert read(policy, narrative["text"]) == narrative["says"]


# Numbers and levels


@pytest.mark.parametrize(
    ("text", "kind", "ordinal"),
    [
        ("第十二部分 做法", "part", 12),
        ("第3章 做法", "chapter", 3),
        ("二十一、做法", "han", 21),
        ("（十）做法", "han-brackets", 10),
        ("1.2 做法", "decimal", 1),
        ("3．做法", "digits", 3),
        ("⑤做法", "circled", 5),
        ("一是做法", "run-in", 1),
    ],
)
def test_numbers_of_every_kind(text: str, kind: str, ordinal: int) -> None:
    number = find_number(text)
    assert number is not None
    assert (number.kind, number.ordinal, text[number.length :]) == (kind, ordinal, "做法")


@pytest.mark.parametrize("text", ["3.5亿元资金", "2020年安排", "十分重视", "第一季度"])
def test_what_is_no_number(text: str) -> None:
    assert find_number(text) is None


def levels(*names: tuple[str, int]) -> list[int]:
    return find_levels([Kind(name, ordinal) for name, ordinal in names])


def test_a_list_before_the_first_heading_holds_none_of_what_follows() -> None:
    assert levels(("digits", 1), ("digits", 2), ("han", 1), ("digits", 1), ("han", 2)) == [1, 1, 1, 2, 1]


def test_what_counts_on_stands_above_what_begins_anew() -> None:
    assert levels(("digits", 1), ("han", 1), ("han", 2), ("digits", 2), ("han", 1)) == [1, 2, 2, 1, 2]


def test_a_forgotten_style_is_made_up_for_by_its_number() -> None:
    kinds = [Kind("han", 1, 1), Kind("han-brackets", 1, 2), Kind("han", 2), Kind("han-brackets", 1)]
    assert find_levels(kinds) == [1, 2, 1, 2]


def test_numbers_in_an_attachment_are_not_those_of_the_paper() -> None:
    kinds = [Kind("han", 1, 1), Kind("han", 2, 1), Kind("attachment"), Kind("han", 1), Kind("han", 2)]
    assert find_levels(kinds) == [1, 1, 1, 2, 2]


# Contents, running heads, page breaks


def test_contents_end_where_the_text_begins() -> None:
    lines = ["目录", "甲部分情况", "乙部分情况", "甲部分情况", "这是正文。", "乙部分情况"]
    found = find_contents([Paragraph(line, n) for n, line in enumerate(lines)])
    assert sorted(found) == [0, 1, 2]


def make_page(number: int, *lines: tuple[str, float, float, float]) -> Page:
    """Each line with its left, right and top; 12 points high, on a page of 595 by 842."""
    written = tuple(Line(text, (x0, top, x1, top + 12)) for text, x0, x1, top in lines)
    return Page(number, "pdf-text", 595, 842, None, written, find_paragraphs(written, (), 842, 10 * number))


def flow_of(*pages: Page) -> Document:
    return compose_flow(Document("申报资料.pdf", "pdf", True, pages))


def test_running_heads_are_no_text() -> None:
    bodies = ("甲的正文到此为止。", "乙的正文到此为止。", "丙的正文到此为止。", "丁的正文到此为止。")
    heads = ("示例县申报资料", 250.0, 350.0, 40.0)
    pages = [make_page(n, heads, (body, 90, 300, 100)) for n, body in enumerate(bodies, 1)]
    said = [paragraph.text for page in flow_of(*pages).pages for paragraph in page.paragraphs]
    assert said == list(bodies)


def test_a_paragraph_cut_by_the_page_break_is_whole_and_knows_both_places() -> None:
    first = make_page(
        1, ("开头的一行文字排满了整行", 114, 500, 700), ("接下来的这一行也是满的而且", 90, 500, 720)
    )
    second = make_page(2, ("还没有说完。", 90, 200, 80), ("另起的一段文字。", 114, 400, 100))
    document = flow_of(first, second)
    (paragraph,), (other,) = (page.paragraphs for page in document.pages)
    assert paragraph.text == "开头的一行文字排满了整行接下来的这一行也是满的而且还没有说完。"
    assert other.text == "另起的一段文字。"
    assert document.paragraph_evidence(document.pages[0], paragraph, "开头的一行").page == 1
    assert document.paragraph_evidence(document.pages[0], paragraph, "还没有说完").page == 2


def test_a_short_page_does_not_tell_how_wide_its_lines_are() -> None:
    first = make_page(1, ("附件：1.关于成立领导小组的通知", 114, 300, 100))
    second = make_page(
        2, ("附件1", 90, 130, 80), ("这一行文字排满了整行", 114, 500, 100), ("接下来的一行。", 90, 300, 120)
    )
    said = [p.text for page in flow_of(first, second).pages for p in page.paragraphs]
    assert said[:2] == ["附件：1.关于成立领导小组的通知", "附件1"]


def test_the_numbers_of_attachments_are_no_running_heads() -> None:
    pages = [
        make_page(n, (f"附件{n}", 90, 130, 60), ("甲乙丙"[:n] + "文件的正文。", 90, 300, 100))
        for n in (1, 2, 3)
    ]
    said = [p.text for page in flow_of(*pages).pages for p in page.paragraphs]
    assert said == ["附件1", "甲文件的正文。", "附件2", "甲乙文件的正文。", "附件3", "甲乙丙文件的正文。"]


def test_a_numbered_heading_broken_in_the_middle_is_one_though_its_halves_measure_differently() -> None:
    lines = [("一、切实加强组织领导，为中小企业", 16.2, True), ("高质量发展提供坚强保障", 15.7, True)]
    lines += [("县政府成立了中小企业工作领导小组，由县长任组长。" * 2, 16.0, False)]
    paragraphs = [Paragraph(text, n, centered=c, size=size) for n, (text, size, c) in enumerate(lines)]
    document = Document("a.pdf", "pdf", True, (Page(1, "pdf-text", paragraphs=tuple(paragraphs)),))
    headings = [placed.heading for placed in find_outline(document, lambda heading: False) if placed.heading]
    assert headings == ["一、切实加强组织领导，为中小企业高质量发展提供坚强保障"]


def test_an_indented_line_on_the_next_page_is_another_paragraph() -> None:
    first = make_page(1, ("这一行文字排满了整行还带着句号。", 90, 500, 720))
    second = make_page(
        2, ("另起一段，这一行文字排满了整行", 114, 500, 80), ("后面的文字排满整行排满整行", 90, 500, 100)
    )
    assert len([p for page in flow_of(first, second).pages for p in page.paragraphs]) == 2


def test_a_heading_that_is_a_little_larger_is_no_part_of_text_that_is_not_indented() -> None:
    heading = Line("第二章 多措并举，推动县域中小企业转型跨越", (116.5, 97.4, 484.6, 115.4))
    first = Line("面对复杂严峻的经济形势，我县保持定力、精准施策，中小企", (79.5, 127.6, 511.5, 143.0))
    second = Line("业呈现稳中向好的发展态势，全县工业总产值再上新的台阶，", (79.5, 155.6, 511.5, 171.0))
    paragraphs = find_paragraphs([heading, first, second], (), 842, 0)
    assert [p.text for p in paragraphs] == [heading.text, first.text + second.text]


def test_the_last_line_of_the_contents_is_no_part_of_the_next_page() -> None:
    contents = (
        ("目录", 280, 320, 80),
        ("一、甲情况............................................1", 90, 500, 100),
        ("二、乙情况............................................4", 90, 500, 120),
    )
    first = make_page(1, *contents)
    second = make_page(2, ("示例县申报资料的题目排满了整行整行", 90, 500, 80), ("一、甲情况", 90, 200, 100))
    said = [p.text for page in flow_of(first, second).pages for p in page.paragraphs]
    assert said == ["示例县申报资料的题目排满了整行整行", "一、甲情况"]


def glyphs_of(text: str, x: float, top: float, size: float = 12.0) -> list[Glyph]:
    places = ((x + size * n, c) for n, c in enumerate(text))
    return [Glyph(c, at, top, at + size, top + size, top + size) for at, c in places]


def test_two_columns_are_read_one_after_the_other() -> None:
    left = ["一、甲的情况", *["左栏的正文排满了整整一行了" for _ in range(5)], "左栏没有说完的一句话接着"]
    right = ["在右栏说完。", *["右栏的正文排满了整整一行了" for _ in range(5)], "右栏到此为止。"]
    rows = [
        [*glyphs_of(one, 60, 120 + 20 * n), *glyphs_of(other, 60 + 13 * 12 + 20, 120 + 20 * n)]
        for n, (one, other) in enumerate(zip(left, right, strict=True))
    ]
    title = glyphs_of("横跨两栏的题目在这里一行", 160, 80)
    lines = compose_page([*title, *(glyph for row in rows for glyph in row)])
    assert [line.text for line in lines] == ["横跨两栏的题目在这里一行", *left, *right]
    said = [p.text for p in find_paragraphs(lines, (), 842, 0)]
    assert any(text.endswith("接着在右栏说完。") for text in said)


def test_words_apart_are_no_columns() -> None:
    rows = [
        [*glyphs_of("组长：张样本", 60, 100 + 20 * n), *glyphs_of("副组长：李样本", 260, 100 + 20 * n)]
        for n in range(6)
    ]
    glyphs = [glyph for row in rows for glyph in row]
    assert len(compose_page(glyphs)) == 6


def test_lines_of_the_contents_with_a_number_behind_one_space_stand_alone() -> None:
    lines = [
        Line(f"{n} 加大扶持力度，助力企业发展 {n + 2}", (80, 100 + 20 * n, 267, 112 + 20 * n)) for n in (1, 2)
    ]
    assert len(find_paragraphs(lines, (), 842, 0)) == 2


def test_numbers_that_count_on_begin_paragraphs() -> None:
    lines = [Line(f"{n} 甲乙丙丁情况", (80, 100 + 20 * n, 180, 112 + 20 * n)) for n in (1, 2, 3)]
    assert len(find_paragraphs(lines, (), 842, 0)) == 3


def test_sizes_that_hardly_differ_are_one() -> None:
    body = ("正文" * 40, 14.0)
    lines = [("题目", 28.0), body, ("甲的情况", 19.0), body, ("乙的情况", 20.4), body]
    paragraphs = tuple(Paragraph(text, n, size=size) for n, (text, size) in enumerate(lines))
    document = Document("a.pdf", "pdf", True, (Page(1, "pdf-text", paragraphs=paragraphs),))
    placed = find_outline(document, lambda heading: False)
    assert [each.level for each in placed if each.heading] == [0, 1, 1]


# Narratives in tables


def test_text_in_a_table_is_told_with_its_cell(policy: Policy) -> None:
    rows = "|组织领导|县长裴样本任组长，办公室设在县工信局。|\n|专项资金情况|2020年安排90万元。|"
    flow, sharing = share(policy, f"^申报资料\n{rows}")
    (page,) = flow.pages
    assert page.tables == ()
    facts = find_facts([flow], sharing.all_sections, sharing.by_material, policy)
    (fund,) = facts.special_fund
    assert fund.evidence[0].cell is not None
    assert (fund.evidence[0].cell.row, fund.evidence[0].cell.column) == (1, 1)
    assert fund.evidence[0].paragraph is None


def test_lines_that_the_width_of_a_cell_broke_are_whole(policy: Policy) -> None:
    cells = [
        ("组织领导", "县长裴样本任领导小组组长，办公室设\n在县工信局，编制5名。"),
        ("专项资金情况", "90万元。"),
    ]
    written = tuple(
        Cell(row, column, 1, 1, text, (90.0 + 100 * column, 100.0 + 30 * row, 190.0, 130.0))
        for row, texts in enumerate(cells)
        for column, text in enumerate(texts)
    )
    table = Table(2, 2, written, 0, box=(90, 100, 400, 160))
    document = Document("a.pdf", "pdf", True, (Page(1, "pdf-text", 595, 842, tables=(table,)),))
    headings = SharingIndex(policy).headings
    (page,) = unfold_tables(document, frozenset(), headings).pages
    assert [p.text for p in page.paragraphs if not p.bold] == [
        "县长裴样本任领导小组组长，办公室设在县工信局，编制5名。",
        "90万元。",
    ]
    kept = unfold_tables(document, frozenset({("a.pdf", 0)}), headings)
    assert kept == document


# What the dossier tells


def test_the_outline_is_told(policy: Policy) -> None:
    _, sharing = share(policy, "一、组织领导\n（一）领导小组\n编制5名。\n二、专项资金\n安排20万元。")
    told = [(s.heading, s.level, s.materials) for s in sharing.read_sections()]
    assert told[0] == ("一、组织领导", 1, ("leadership",))
    assert told[1][:2] == ("（一）领导小组", 2)
    assert told[2] == ("二、专项资金", 1, ("special_fund",))
    assert all(section.evidence[0].quote == section.heading for section in sharing.read_sections())
