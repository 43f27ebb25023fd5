"""The numbers that Word generates, and the rarer parts of a Word file: read as they are printed."""

import re
import subprocess
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from made_up_word import CHANGE, SPACES, cell, control, paragraph, row, run, table

from corpora.pdf import has_office
from dossier import Cell, Document, Page
from extract.form.labels import LabelIndex
from extract.form.values import CellContext, parse_value
from extract.narrative.sections import find_sections
from extract.word.document import read_word
from extract.word.ordinals import write_ordinal
from policy import Policy, load_policy

NAMESPACES = SPACES + (
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def level(
    depth: int, text: str, form: str = "decimal", *, start: int = 1, suff: str = "", more: str = ""
) -> str:
    """`more` stands where lvlRestart, pStyle and isLgl do."""
    suffix = f"<w:suff w:val='{suff}'/>" if suff else ""
    return (
        f"<w:lvl w:ilvl='{depth}'><w:start w:val='{start}'/><w:numFmt w:val='{form}'/>{more}{suffix}"
        f"<w:lvlText w:val='{text}'/><w:lvlJc w:val='left'/></w:lvl>"
    )


def abstract(number: int, *levels: str) -> str:
    inside = "".join(levels)
    kind = "<w:multiLevelType w:val='multilevel'/>"
    return f"<w:abstractNum w:abstractNumId='{number}'>{kind}{inside}</w:abstractNum>"


def num(number: int, of: int, *overrides: str) -> str:
    return f"<w:num w:numId='{number}'><w:abstractNumId w:val='{of}'/>{''.join(overrides)}</w:num>"


def again(depth: int, start: int = 1) -> str:
    """An override that starts a level anew."""
    return f"<w:lvlOverride w:ilvl='{depth}'><w:startOverride w:val='{start}'/></w:lvlOverride>"


def item(text: str, number: int = 1, depth: int = 0, *, more: str = "") -> str:
    place = f"<w:numPr><w:ilvl w:val='{depth}'/><w:numId w:val='{number}'/></w:numPr>"
    return paragraph(run(text) if text else "", properties=f"{more}{place}")


def styled(text: str, style: str) -> str:
    return paragraph(run(text), properties=f"<w:pStyle w:val='{style}'/>")


def style(name: str, properties: str, *, kind: str = "paragraph", parent: str = "") -> str:
    based = f"<w:basedOn w:val='{parent}'/>" if parent else ""
    return (
        f"<w:style w:type='{kind}' w:styleId='{name}'><w:name w:val='{name}'/>{based}"
        f"<w:pPr>{properties}</w:pPr></w:style>"
    )


def parsed(block: str) -> Any:
    return parse_xml(re.sub(r"(?=/?>)", f" {NAMESPACES}", block, count=1))


class Writer:
    """Writes documents with lists and styles of their own."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "a.docx"
        self.lists: tuple[str, ...] = ()
        self.styles: tuple[str, ...] = ()

    def document(self, *blocks: str) -> Document:
        package: Any = docx.Document()
        numbering = package.part.numbering_part.element
        for old in list(numbering):
            numbering.remove(old)
        for block in self.lists:
            numbering.append(parsed(block))
        for block in self.styles:
            package.styles.element.append(parsed(block))
        for number, block in enumerate(blocks):
            package.element.body.insert(number, parsed(block))
        package.sections[0].header.paragraphs[0].text = "页眉"
        package.sections[0].footer.paragraphs[0].text = "页脚"
        package.save(self.path)
        return read_word(self.path, "a.docx")

    def page(self, *blocks: str) -> Page:
        return self.document(*blocks).pages[0]

    def texts(self, *blocks: str) -> list[str]:
        return [p.text for p in self.page(*blocks).paragraphs]

    def cells(self, *rows: str) -> list[Cell]:
        return list(self.page(table(*rows)).tables[0].cells)

    def cell(self, *content: str) -> Cell:
        return self.cells(row(cell(*content)))[0]


OFFICIAL = abstract(
    7,
    level(0, "%1、", "chineseCounting", suff="nothing"),
    level(1, "（%2）", "chineseCounting", suff="nothing"),
    level(2, "%3.", suff="space"),
    level(3, "(%4)"),
    level(4, "%5", "decimalEnclosedCircle", suff="nothing"),
)


@pytest.fixture
def writer(tmp_path: Path) -> Writer:
    made = Writer(tmp_path)
    made.lists = (OFFICIAL, num(1, 7), num(2, 7), num(3, 7, again(0)))
    return made


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_policy()


# Signs


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("chineseCounting", "一 九 十 十一 二十 二十一 九十九"),
        ("chineseCountingThousand", "一 九 十 十一 二十 二十一 九十九 一百 一百零一 一百一十 一千零一"),
        ("taiwaneseCountingThousand", "一 九 十 十一 二十 二十一 九十九 一百 一百零一 一百一十 一千零一"),
        ("japaneseCounting", "一 九 十 十一 二十 二十一 九十九 百 百一 百十 千一"),
        ("ideographDigital", "一 九 一〇 一一 二〇 二一 九九 一〇〇"),
        ("chineseLegalSimplified", "壹 玖 壹拾 壹拾壹 贰拾 贰拾壹 玖拾玖 壹佰 壹佰零壹"),
        ("decimal", "1 9 10 11 20"),
        ("decimalZero", "01 09 10 11 20"),
        ("decimalFullWidth", "１ ９ １０ １１ ２０ ２１"),
        ("decimalEnclosedCircle", "① ⑨ ⑩ ⑪ ⑳ ㉑ 99"),
        ("decimalEnclosedCircleChinese", "① ⑨ ⑩"),
        ("decimalEnclosedParen", "⑴ ⑼ ⑽ ⑾ ⒇ 21"),
        ("upperLetter", "A I J K T U UUUU"),
        ("lowerLetter", "a i j k t u uuuu"),
        ("upperRoman", "I IX X XI XX XXI XCIX"),
        ("lowerRoman", "i ix x xi xx xxi xcix"),
        ("ideographTraditional", "甲 壬 癸"),
    ],
)
def test_the_forms_of_numbers(form: str, written: str) -> None:
    numbers = (1, 9, 10, 11, 20, 21, 99, 100, 101, 110, 1001)
    expected = written.split()
    assert [write_ordinal(n, form) for n in numbers[: len(expected)]] == expected


def test_bullets_have_no_text_and_unknown_forms_are_digits() -> None:
    assert [write_ordinal(3, form) for form in ("bullet", "none", "hebrew1")] == ["", "", "3"]
    assert write_ordinal(0, "upperRoman") == write_ordinal(0, "lowerLetter") == "0"


# Levels and restarts


def test_the_numbering_of_official_texts(writer: Writer) -> None:
    assert writer.texts(
        item("总体情况"),
        item("经济", depth=1),
        item("人口", depth=1),
        item("城镇", depth=2),
        item("乡村", depth=2),
        item("东乡", depth=3),
        item("南乡", depth=4),
        item("工作措施"),
        item("财政", depth=1),
        item("县级", depth=2),
    ) == [
        "一、总体情况",
        "（一）经济",
        "（二）人口",
        "1. 城镇",
        "2. 乡村",
        "(1) 东乡",
        "①南乡",
        "二、工作措施",
        "（一）财政",
        "1. 县级",
    ]


def test_lists_of_one_family_count_on_unless_they_start_anew(writer: Writer) -> None:
    blocks = [item("甲", 1), item("乙", 2), item("丙", 3), item("丁", 3), item("戊", 1)]
    assert writer.texts(*blocks) == ["一、甲", "二、乙", "一、丙", "二、丁", "三、戊"]


def test_starts_and_levels_that_do_not_restart(writer: Writer) -> None:
    never = level(1, "%2.", more="<w:lvlRestart w:val='0'/>")
    chapter_only = level(2, "(%3)", more="<w:lvlRestart w:val='1'/>")
    writer.lists = (abstract(0, level(0, "第%1章", start=3), never, chapter_only), num(1, 0))
    depths = (0, 1, 2, 1, 2, 0, 1, 2)
    shown = writer.texts(*(item("甲", depth=depth) for depth in depths))
    assert [text.split()[0] for text in shown] == ["第3章", "1.", "(1)", "2.", "(2)", "第4章", "3.", "(1)"]


def test_levels_name_those_above_them(writer: Writer) -> None:
    legal = level(1, "%1.%2", more="<w:isLgl/>")
    writer.lists = (
        abstract(0, level(0, "第%1章", "chineseCounting"), legal, level(2, "%1-%2.%3", "lowerLetter")),
        num(1, 0),
    )
    shown = writer.texts(item("甲", depth=1), item("乙"), item("丙", depth=1), item("丁", depth=2))
    assert shown == ["1.1 甲", "第一章 乙", "1.1 丙", "一-1.a 丁"]


def test_an_override_brings_a_level_of_its_own(writer: Writer) -> None:
    own = (
        "<w:lvlOverride w:ilvl='0'>" + level(0, "附%1：", "upperLetter", suff="nothing") + "</w:lvlOverride>"
    )
    writer.lists = (*writer.lists, num(4, 7, own), num(5, 7, again(0, 5)))
    assert writer.texts(item("甲", 5), item("乙", 5), item("丙", 4)) == ["五、甲", "六、乙", "附G：丙"]


def test_bullets_hidden_numbers_and_lists_that_are_not_there(writer: Writer) -> None:
    hidden = level(1, "%2.").replace("</w:lvl>", "<w:rPr><w:vanish/></w:rPr></w:lvl>")
    writer.lists = (abstract(0, level(0, "●", "bullet"), hidden, level(2, "", "none")), num(1, 0), num(2, 99))
    blocks = [
        item("甲"),
        item("乙", depth=1),
        item("丙", depth=2),
        item("丁", 2),
        item("戊", 8),
        item("己", 0),
    ]
    assert writer.texts(*blocks) == ["甲", "乙", "丙", "丁", "戊", "己"]
    assert writer.texts(item("甲", depth=8), item("乙", depth=77)) == ["甲", "乙"]


def test_deleted_hidden_and_empty_paragraphs(writer: Writer) -> None:
    """What is deleted or hidden is not counted; an empty line is."""
    gone = f"<w:rPr><w:del {CHANGE}/></w:rPr>"
    deleted = item("").replace(
        "</w:pPr>", f"{gone}</w:pPr><w:del {CHANGE}><w:r><w:delText>删</w:delText></w:r></w:del>"
    )
    hidden = item("").replace("</w:pPr>", f"<w:rPr><w:vanish/></w:rPr></w:pPr>{run('隐', '<w:vanish/>')}")
    assert writer.texts(item("甲"), deleted, hidden, item("乙"), item(""), item("丙")) == [
        "一、甲",
        "二、乙",
        "四、丙",
    ]


def test_a_deleted_line_end_joins_two_lines(writer: Writer) -> None:
    gone = f"<w:rPr><w:del {CHANGE}/></w:rPr>"
    first, second = item("共25").replace("</w:pPr>", f"{gone}</w:pPr>"), item("3家")
    assert writer.texts(first, second, paragraph(run("完"))) == ["一、共253家", "完"]
    plain = paragraph(run("25")).replace("</w:pPr>", f"{gone}</w:pPr>")
    assert writer.cell(plain, paragraph(run("3家"))).text == "253家"
    assert writer.cell(paragraph(run("25")), plain).text == "25\n25"


# Styles


def numbered_by(number: int | None, depth: int | None = None) -> str:
    at = f"<w:ilvl w:val='{depth}'/>" if depth is not None else ""
    of = f"<w:numId w:val='{number}'/>" if number is not None else ""
    return f"<w:numPr>{at}{of}</w:numPr>"


def test_styles_number_their_paragraphs(writer: Writer) -> None:
    writer.styles = (
        style("甲级", numbered_by(1)),
        style("乙级", numbered_by(None, 1), parent="甲级"),
        style("丙级", "", parent="乙级"),
        style("无号", numbered_by(0), parent="甲级"),
    )
    bare = styled("戊", "甲级").replace("</w:pPr>", "<w:numPr><w:numId w:val='0'/></w:numPr></w:pPr>")
    blocks = [styled(t, s) for t, s in zip("甲乙丙丁", ("甲级", "乙级", "丙级", "无号"), strict=True)]
    assert writer.texts(*blocks, bare, styled("己", "甲级")) == [
        "一、甲",
        "（一）乙",
        "（二）丙",
        "丁",
        "戊",
        "二、己",
    ]


def test_a_level_names_its_style(writer: Writer) -> None:
    writer.lists = (
        abstract(
            0,
            level(
                0, "第%1部分", "chineseCountingThousand", more="<w:pStyle w:val='Heading1'/>", suff="space"
            ),
            level(1, "%1.%2", more="<w:pStyle w:val='Heading2'/><w:isLgl/>"),
        ),
        num(1, 0),
    )
    writer.styles = (style("章", numbered_by(1), parent="Heading2"),)
    page = writer.page(
        styled("甲", "Heading1").replace("</w:pPr>", "<w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>"),
        styled("乙", "章"),
    )
    assert [(p.text, p.outline) for p in page.paragraphs] == [("第一部分 甲", 1), ("1.1 乙", 2)]


def test_a_list_style_holds_the_levels(writer: Writer) -> None:
    linked = "<w:abstractNum w:abstractNumId='1'><w:numStyleLink w:val='公文'/></w:abstractNum>"
    owner = OFFICIAL.replace("<w:lvl ", "<w:styleLink w:val='公文'/><w:lvl ", 1)
    writer.lists = (owner, linked, num(1, 7), num(2, 1), num(3, 1, again(0)))
    writer.styles = (style("公文", numbered_by(1), kind="numbering"),)
    assert writer.texts(item("甲", 2), item("乙", 2, 1), item("丙", 3)) == ["一、甲", "（一）乙", "一、丙"]


def test_styles_that_lead_in_a_circle(writer: Writer) -> None:
    looped = "<w:abstractNum w:abstractNumId='1'><w:numStyleLink w:val='圈'/></w:abstractNum>"
    writer.lists = (looped, num(1, 1))
    writer.styles = (
        style("圈", numbered_by(1), kind="numbering"),
        style("左", "", parent="右"),
        style("右", "", parent="左"),
    )
    assert writer.texts(item("甲"), styled("乙", "左")) == ["甲", "乙"]


# Sections


def test_generated_numbers_make_sections(writer: Writer) -> None:
    document = writer.document(
        item("发展基础"),
        paragraph(run("本县位于山西东南部，是全省重要的工业县，近年来发展较快。")),
        item("工业基础", depth=1),
        paragraph(run("全县规上企业不断增加，产业结构不断优化，质量不断提高。")),
        item("工作措施"),
    )
    sections = find_sections(document)
    assert [(s.heading, s.evidence.quote) for s in sections] == [
        (text, text) for text in ("一、发展基础", "（一）工业基础", "二、工作措施")
    ]
    assert len(sections[0].paragraphs) == 3


# Cells


def test_an_automatic_list_of_names(writer: Writer, policy: Policy) -> None:
    one = writer.cell(
        paragraph(run("2家：")), item("甲阳机械有限公司", depth=2), item("乙阳机械有限公司", depth=2)
    )
    assert (one.text, one.doubts) == ("2家：\n1. 甲阳机械有限公司\n2. 乙阳机械有限公司", ())
    field = next(field for field in policy.form.fields if field.kind == "count_names")
    value = parse_value(field, one.text, CellContext(2020))
    assert value.status == "accepted"
    assert getattr(value.value, "names", ()) == ("甲阳机械有限公司", "乙阳机械有限公司")


@pytest.mark.parametrize("depth", range(5))
@pytest.mark.parametrize("text", ["25", "25家", "共25家", "1,200.5万元", "12.5%", "３５"])
def test_a_figure_behind_a_number_is_doubtful(writer: Writer, text: str, depth: int) -> None:
    assert any("自动编号" in doubt for doubt in writer.cell(item(text, depth=depth)).doubts)


def test_a_number_alone_is_doubtful(writer: Writer) -> None:
    writer.styles = (style("甲级", numbered_by(1)),)
    for content in (item(""), styled("", "甲级")):
        one = writer.cell(content)
        assert one.text == ""
        assert one.doubts == ("格子里不是文字（图片、嵌套表格、自动编号或下拉框），请看原件",)
    assert writer.cell(item(""), paragraph(run("25"))).doubts


def test_a_number_that_may_be_taken_for_a_count_is_doubtful(writer: Writer) -> None:
    assert writer.cell(item("甲阳机械有限公司")).doubts
    assert not writer.cell(item("甲阳机械有限公司", depth=2)).doubts


@pytest.mark.parametrize("depth", range(4))
def test_numbered_labels_are_labels(writer: Writer, policy: Policy, depth: int) -> None:
    labels = LabelIndex(policy.form)
    for field in policy.form.fields:
        match = labels.match(writer.cell(item(field.label, depth=depth)).text)
        assert match is not None
        assert (match.field, match.doubts) == (field.id, ())


def test_a_digit_does_not_join_its_number(writer: Writer) -> None:
    assert writer.texts(item("10亿元以上企业", depth=2), item("2020年", depth=3)) == [
        "1、10亿元以上企业",
        "(1) 2020年",
    ]


def test_numbers_count_on_through_tables_as_they_stand(writer: Writer) -> None:
    inner = table(row(cell(item("内", depth=2))))
    gone = row(cell(item("删", depth=2)), properties=f"<w:del {CHANGE}/>")
    page = writer.page(
        item("前", depth=2),
        table(gone, row(cell(item("左", depth=2), inner, "<w:p/>"), cell(item("右", depth=2)))),
        item("后", depth=2),
    )
    assert [p.text for p in page.paragraphs] == ["1. 前", "5. 后"]
    assert [c.text for t in page.tables for c in t.cells] == ["2. 左", "4. 右", "3. 内"]


# Merged cells


def test_old_horizontal_merges(writer: Writer) -> None:
    begins, goes_on = "<w:hMerge w:val='restart'/>", "<w:hMerge/>"
    cells = writer.cells(
        row(cell("甲", properties=begins), cell("", properties=goes_on), "乙"),
        row("丙", cell("丁", properties=begins), cell("戊", properties=goes_on)),
    )
    assert [(c.row, c.column, c.column_span, c.text) for c in cells] == [
        (0, 0, 2, "甲"),
        (0, 2, 1, "乙"),
        (1, 0, 1, "丙"),
        (1, 1, 2, "丁"),
    ]
    assert [bool(c.doubts) for c in cells] == [False, False, False, True]


def test_text_that_a_merged_cell_covers(writer: Writer) -> None:
    begins, goes_on = "<w:vMerge w:val='restart'/>", "<w:vMerge/>"
    other, same = (
        writer.cells(row(cell("35", properties=begins)), row(cell(text, properties=goes_on)))[0]
        for text in ("28", "3 5")
    )
    assert (other.text, same.text, same.doubts, same.row_span) == ("35", "35", (), 2)
    assert any("28" in doubt for doubt in other.doubts)


def test_rows_that_end_early_and_tracked_rows(writer: Writer) -> None:
    short = row("丙", properties="<w:gridAfter w:val='1'/>")
    new = row("丁", "戊", properties=f"<w:ins {CHANGE}/>")
    page = writer.page(table(row("甲", "乙"), short, new))
    assert [(c.row, c.column, c.text) for c in page.tables[0].cells] == [
        (0, 0, "甲"),
        (0, 1, "乙"),
        (1, 0, "丙"),
        (2, 0, "丁"),
        (2, 1, "戊"),
    ]
    assert page.tables[0].columns == 2


# Text


def test_wrappers_and_odd_characters(writer: Writer) -> None:
    wrapped = (
        f"<w:smartTag w:element='x'>{run('三')}</w:smartTag>"
        f"<w:customXml w:element='y'>{run('十')}</w:customXml>"
        f"<w:hyperlink>{run('五')}</w:hyperlink><w:fldSimple w:instr='X'>{run('家')}</w:fldSimple>"
    )
    signs = (
        "<w:r><w:t>中\xad小</w:t><w:softHyphen/><w:noBreakHyphen/><w:t>微</w:t><w:ptab/><w:t>户</w:t></w:r>"
    )
    one = writer.cell(paragraph(wrapped, signs))
    assert (one.text, one.doubts) == ("三十五家中小-微\t户", ())


def test_blocks_in_custom_xml(writer: Writer) -> None:
    assert writer.texts(f"<w:customXml w:element='x'>{paragraph(run('正文'))}</w:customXml>") == ["正文"]


def test_only_the_base_of_a_ruby(writer: Writer) -> None:
    ruby = f"<w:ruby><w:rt>{run('jiā')}</w:rt><w:rubyBase>{run('家')}</w:rubyBase></w:ruby>"
    assert writer.cell(paragraph(f"<w:r>{ruby}</w:r>")).text == "家"


@pytest.mark.parametrize(
    ("font", "code", "sign"),
    [
        ("Wingdings", "F0FC", "√"),
        ("Wingdings", "F0FE", "☑"),
        ("Wingdings", "F0A8", "□"),
        ("Wingdings", "00FB", "×"),
        ("Wingdings 2", "F052", "☑"),
        ("Wingdings 2", "F050", "√"),
        ("Wingdings 2", "F0A3", "□"),
        ("Symbol", "F0D6", "√"),
        ("Symbol", "F0B4", "×"),
        ("Symbol", "F0B3", "≥"),
        ("Symbol", "F033", "3"),
        ("宋体", "2611", "☑"),
    ],
)
def test_symbols(writer: Writer, font: str, code: str, sign: str) -> None:
    one = writer.cell(paragraph(f"<w:r><w:sym w:font='{font}' w:char='{code}'/></w:r>", run("是")))
    assert (one.text, one.doubts) == (f"{sign}是", ())


@pytest.mark.parametrize(
    ("font", "code"),
    [
        ("Wingdings", "F021"),
        ("Wingdings", "F052"),
        ("宋体", "F0FE"),
        ("Wingdings 3", "F050"),
        ("Symbol", "乱"),
    ],
)
def test_unknown_symbols_are_doubtful(writer: Writer, font: str, code: str) -> None:
    one = writer.cell(paragraph(run("35"), f"<w:r><w:sym w:font='{font}' w:char='{code}'/></w:r>"))
    assert any("符号" in doubt for doubt in one.doubts)


def test_letters_in_a_symbol_font(writer: Writer) -> None:
    font = "<w:rFonts w:ascii='Wingdings 2' w:hAnsi='Wingdings 2'/>"
    assert writer.cell(paragraph(run("R", font), run("是"))).text == "☑是"
    assert writer.cell(paragraph(run("\uf052是", font))).text == "☑是"
    assert writer.cell(paragraph(run("35", font))).doubts
    assert writer.cell(paragraph(run("\uf052"))).doubts


# Controls


def test_check_boxes_and_choices(writer: Writer) -> None:
    def made(kind: str, inside: str) -> str:
        return f"<w:sdt><w:sdtPr>{kind}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"

    box = made("<w14:checkbox><w14:checked w14:val='1'/></w14:checkbox>", run("☒"))
    items = "<w:dropDownList><w:listItem w:value='1'/><w:listItem w:value='2'/></w:dropDownList>"
    assert writer.cell(paragraph(box, run("是"))).text == "☒是"
    assert writer.cell(paragraph(run("共"), made(items, run("35")), run("家"))).text == "共35家"


def test_prompts_are_not_text(writer: Writer) -> None:
    def prompting(inside: str, value: str = "1") -> str:
        shown = f"<w:alias w:val='提示'/><w:showingPlcHdr w:val='{value}'/>"
        return control(inside).replace("<w:alias w:val='提示'/>", shown)

    prompt = paragraph(run("单击此处输入文字。"))
    assert writer.texts(prompting(prompt), paragraph(run("正文"))) == ["正文"]
    assert writer.cell(prompting(prompt)).text == ""
    cells = writer.cells(row("甲", prompting(cell(prompt)), "乙"))
    assert [(c.column, c.text) for c in cells] == [(0, "甲"), (1, ""), (2, "乙")]
    assert writer.cell(prompting(paragraph(run("35")), "0")).text == "35"


def test_old_form_fields(writer: Writer) -> None:
    def form_field(inside: str) -> str:
        return "".join(
            f"<w:r><w:fldChar w:fldCharType='{kind}'>{data}</w:fldChar></w:r>"
            for kind, data in (("begin", f"<w:ffData>{inside}</w:ffData>"), ("end", ""))
        )

    on, off = (
        "<w:checkBox><w:default w:val='1'/></w:checkBox>",
        "<w:checkBox><w:checked w:val='0'/></w:checkBox>",
    )
    assert writer.cell(paragraph(form_field(on), run("是"), form_field(off), run("否"))).text == "☒是☐否"
    choice = "<w:ddList><w:result w:val='1'/><w:listEntry w:val='甲'/><w:listEntry w:val='乙'/></w:ddList>"
    one = writer.cell(paragraph(form_field(choice)))
    assert one.text == "乙"
    assert one.doubts


def test_headers_and_footers_are_not_read(writer: Writer) -> None:
    assert writer.texts(paragraph(run("正文"))) == ["正文"]


# Against an office


@pytest.mark.skipif(not has_office(), reason="LibreOffice is not installed")
def test_the_numbers_that_an_office_prints(writer: Writer, tmp_path: Path) -> None:
    """One thing LibreOffice does not know: isLgl."""
    chapters = (level(0, "第%1章", "chineseCountingThousand", suff="space"), level(1, "%1.%2"))
    writer.lists = (
        OFFICIAL,
        abstract(1, *chapters),
        abstract(2, level(0, "%1)", "upperLetter"), level(1, "%2.", "lowerRoman", start=4)),
        num(1, 7),
        num(2, 1),
        num(3, 2),
        num(4, 2, again(0)),
        num(5, 7),
    )
    writer.styles = (style("节", numbered_by(2, 1)),)
    places = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 2), (1, 3), (1, 4), (1, 4), (2, 0), (3, 0), (3, 1), (3, 1)]
    places += [(1, 0), (1, 1), (1, 2), (4, 0), (4, 0), (2, 0), (5, 0), (3, 0)]
    blocks = [item(f"段{at}", number, depth) for at, (number, depth) in enumerate(places)]
    read = writer.texts(*blocks, styled("段尾", "节"))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    target = ["--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path), str(writer.path)]
    subprocess.run(["soffice", profile, "--headless", *target], check=True, timeout=120, capture_output=True)
    printed = (tmp_path / "a.txt").read_text(encoding="utf-8-sig").split("\n")
    assert [re.sub(r"\s", "", text) for text in read] == [re.sub(r"\s", "", t) for t in printed if t.strip()]
