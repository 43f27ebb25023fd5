"""审查摘要.docx and 补正通知.docx, read back."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_up_reviews import (
    HOSTILE,
    make_complete_review,
    make_hostile_review,
    make_review,
    make_unreadable_review,
)

from desk.review import Review
from desk.summaries.chart import say_difference
from desk.summaries.digest import group_by_department, list_requests
from desk.summaries.notice import render_notice
from desk.summaries.summary import render_summary
from desk.summaries.words import clean, one_line, say_number
from policy import load_policy
from validate.finding import Finding

POLICY = load_policy()


def read_text(path: Path) -> str:
    """All text, of paragraphs and cells."""
    paper = docx.Document(str(path))
    return "\n".join(node.text or "" for node in paper.element.body.iter(qn("w:t")))


def read_tables(path: Path) -> list[list[list[str]]]:
    paper = docx.Document(str(path))
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in paper.tables]


@pytest.fixture
def summary(tmp_path: Path) -> Path:
    path = tmp_path / "审查摘要.docx"
    render_summary(make_review(POLICY), POLICY, path)
    return path


def test_the_page_is_that_of_an_official_document(summary: Path) -> None:
    section = docx.Document(str(summary)).sections[0]
    sizes = (section.page_width, section.page_height, section.top_margin, section.bottom_margin)
    wanted = (Mm(210), Mm(297), Mm(37), Mm(35))
    for size, millimetres in zip(
        (*sizes, section.left_margin, section.right_margin), (*wanted, Mm(28), Mm(26)), strict=True
    ):
        assert size is not None
        assert abs(size - millimetres) < Mm(0.1)


@pytest.mark.parametrize(
    ("style", "font", "size"),
    [
        ("Title", "方正小标宋简体", 22),
        ("Normal", None, None),
        ("Heading 1", "黑体", None),
        ("Heading 2", "楷体_GB2312", None),
        ("Table Text", None, 10.5),
    ],
)
def test_the_styles_name_the_fonts_of_the_standard(
    summary: Path, style: str, font: str | None, size: float | None
) -> None:
    found = docx.Document(str(summary)).styles[style]
    fonts = found.element.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
    assert (fonts.get(qn("w:eastAsia")) if fonts is not None else None) == font
    assert found.font.size == (None if size is None else Pt(size))


def test_body_text_is_fangsong_at_a_fixed_pitch(summary: Path) -> None:
    styles = docx.Document(str(summary)).styles
    defaults = styles.element.find(f"{qn('w:docDefaults')}//{qn('w:rFonts')}")
    assert defaults.get(qn("w:eastAsia")) == "仿宋_GB2312"
    assert styles["Normal"].paragraph_format.line_spacing == Pt(28)


def test_no_paragraph_is_formatted_directly(summary: Path) -> None:
    body = docx.Document(str(summary)).element.body
    for properties in body.iter(qn("w:pPr")):
        assert [child.tag for child in properties] == [qn("w:pStyle")]
    assert not list(body.iter(qn("w:rPr")))


def test_the_footer_counts_pages(summary: Path) -> None:
    with zipfile.ZipFile(summary) as package:
        for name in ("word/footer-odd.xml", "word/footer-even.xml"):
            footer = package.read(name).decode()
            assert " PAGE " in footer
            assert "— " in footer


def test_tables_repeat_their_heads_and_keep_their_rows_whole(summary: Path) -> None:
    head, *listing = docx.Document(str(summary)).tables
    assert listing
    for table in listing:
        assert table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    for table in (head, *listing):
        for row in table.rows:
            assert row._tr.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None


def test_the_summary_names_the_applicant_and_every_file(summary: Path) -> None:
    review = make_review(POLICY)
    text = read_text(summary)
    assert "云川县申报资料审查摘要" in text
    assert POLICY.programme.title in text
    assert "柳知远" in text
    assert review.dossier is not None
    for source in review.dossier.sources:
        assert source.path in text
        assert (source.reason or "") in text


def test_the_summary_holds_every_material_condition_and_indicator(summary: Path) -> None:
    review = make_review(POLICY)
    rows = [row for table in read_tables(summary) for row in table]
    assert review.scorecard is not None
    for material in POLICY.materials:
        if material.required:
            assert any(row[1] == material.title for row in rows)
    assert ["4", POLICY.material("special_fund").title, "有标题无内容"] in [row[:3] for row in rows]
    assert ["6", POLICY.material("service_activities").title, "缺"] in [row[:3] for row in rows]
    words = {"met": ("符合", "达标"), "not_met": ("不符合", "未达标"), "undetermined": ("待定", "待定")}
    for condition in review.scorecard.conditions:
        assert any(row[1:3] == [condition.name, words[condition.outcome][0]] for row in rows)
    for result in review.scorecard.indicators:
        row = next(row for row in rows if row[:2] == [str(result.number), result.name])
        value = "—" if result.value is None else say_number(result.value) + result.unit
        assert row[2:4] == [value, result.target]
        assert row[4].strip() == (say_difference(result) or "—")
        assert row[5] == words[result.outcome][1]


def test_the_summary_counts_each_group_and_says_the_gate(summary: Path) -> None:
    text = read_text(summary)
    assert "质量效益显著提高（3项：达标1、未达标0、待定2）" in text
    assert "指标达标15—25项（共26项，年度考核要求24项），申报时不要求，只作参考。" in text
    assert "达到要求" not in text
    assert "目标空着的2项如不算在内" in text


def test_the_summary_says_what_is_needed_of_which_department(summary: Path) -> None:
    text = read_text(summary)
    review = make_review(POLICY)
    assert review.scorecard is not None
    assert "第6、11、22项要先核实或补填申报表（见第六部分和补正通知）。" in text
    for department, results in group_by_department(review.scorecard.indicators):
        numbers = "、".join(str(result.number) for result in results if result.number not in (6, 11, 22))
        assert not numbers or f"{department}主管部门提供第{numbers}项的数据" in text


def test_failures_come_heaviest_first_with_their_places(summary: Path) -> None:
    table = next(table for table in read_tables(summary) if "问题和依据" in table[0])
    assert [row[1] for row in table[1:]] == ["错误", "错误", "错误", "警告"]
    assert table[1][2].startswith("申报表第12行“中小企业发展专项资金数量（万元）”没有填写")
    assert "晋企发〔2020〕95号" in table[1][2]
    assert table[1][3] == "申报材料/云川县申报表.docx 第1个表第12行"
    assert table[4][3] == "申报材料/云川县申报表.docx 第1个表第8行；附表/专精特新企业名单.xlsx 第1张表B13"
    assert "提示：（1）申报资料中没有“上市企业情况”" in read_text(summary)


def test_what_is_in_order_is_no_finding(summary: Path) -> None:
    text = read_text(summary)
    assert "规上企业数量不少于规上工业企业数量" not in text
    assert "没有数值，不作核对" not in text


def test_decisions_hold_doubts_judgements_and_room_to_write(summary: Path) -> None:
    doubts = next(table for table in read_tables(summary) if table[0][-1] == "核实为")
    assert ["号码位数不常见（1栏）"] * 5 in doubts
    assert ["第3行联系电话", "0000-1234…", "", "第1个表第3行", ""] in doubts
    table = next(table for table in read_tables(summary) if table[0][-1] == "判定意见")
    matters = [row[1] for row in table[1:]]
    assert sum("营业收入”读作" in matter for matter in matters) == 1
    assert any("正文说专项资金每年安排500万元" in matter for matter in matters)
    assert any("机构队伍体系是否健全" in matter for matter in matters)
    assert all(row[-1] == "" for row in table[1:])


def test_only_readings_that_matter_are_printed(summary: Path) -> None:
    text = read_text(summary)
    for reading in POLICY.readings:
        if not {"gate", "conditions"} & set(reading.affects):
            assert f"{reading.title}——" not in text
    assert f"{POLICY.reading(POLICY.indicators.gate.entry).title}——" in text
    assert "企业家培训人数是当年数还是累计数——" not in text


def test_a_dossier_of_many_files_lists_those_not_read(tmp_path: Path) -> None:
    review = make_review(POLICY)
    assert review.dossier is not None
    read = review.dossier.sources[0]
    sources = (
        *(read.model_copy(update={"path": f"照片{n}.docx"}) for n in range(30)),
        *review.dossier.sources[3:],
    )
    crowded = Review(
        review.name, review.dossier.model_copy(update={"sources": sources}), (), review.scorecard
    )
    render_summary(crowded, POLICY, tmp_path / "a.docx")
    received = read_tables(tmp_path / "a.docx")[0][-1]
    assert received[1].split("\n") == [
        "已读取：照片0.docx等30个文件（共30页）",
        "无法读取：附件/领导小组文件.pdf（文件有打开密码，读不了。）",
        "略过：Thumbs.db（不是申报资料。）",
    ]


def test_an_unreadable_dossier_has_a_summary_that_says_why(tmp_path: Path) -> None:
    render_summary(make_unreadable_review(), POLICY, tmp_path / "a.docx")
    text = read_text(tmp_path / "a.docx")
    assert "申报资料未能读取：压缩包有密码" in text
    assert "审查人" in text


def test_the_notice_asks_for_everything_once(tmp_path: Path) -> None:
    review = make_review(POLICY)
    assert render_notice(review, POLICY, tmp_path / "a.docx")
    paragraphs = [paragraph.text for paragraph in docx.Document(str(tmp_path / "a.docx")).paragraphs]
    asked = [text for text in paragraphs if text[:2] in ("1.", "2.", "3.", "4.", "5.", "6.")]
    assert len(asked) == 5
    for request in list_requests(review):
        assert sum(request.text in text for text in asked) == 1
    assert paragraphs[2] == "云川县："
    assert [text for text in paragraphs if text[1:2] == "、"] == [
        "一、需要补报的材料",
        "二、申报表中需要补填或更正的内容",
    ]
    assert POLICY.programme.office in paragraphs[-1]


def test_the_notice_says_where_and_what_stands_there(tmp_path: Path) -> None:
    render_notice(make_review(POLICY), POLICY, tmp_path / "a.docx")
    text = read_text(tmp_path / "a.docx")
    assert (
        "位置：申报材料/云川县申报表.docx 所报表格第12行。原文：“/”。依据：晋企发〔2020〕95号 附件2。" in text
    )
    assert "审查情况：申报资料中没有找到第6项" in text


def test_the_notice_leaves_out_what_the_county_cannot_act_on(tmp_path: Path) -> None:
    render_notice(make_review(POLICY), POLICY, tmp_path / "a.docx")
    text = read_text(tmp_path / "a.docx")
    assert "须对照原件核实" not in text
    assert "上市企业情况" not in text
    assert "每年安排500万元" not in text


def test_the_notice_tells_why_a_file_could_not_be_read(tmp_path: Path) -> None:
    finding = Finding(
        rule="SOURCE-FAILED",
        outcome="review",
        severity="warning",
        subject="附件/领导小组文件.pdf",
        message="文件“附件/领导小组文件.pdf”无法读取：文件有打开密码。",
        request="请重新提供能够正常打开的文件“附件/领导小组文件.pdf”。",
    )
    review = make_complete_review(POLICY)
    render_notice(Review("云溪区", review.dossier, (finding,), review.scorecard), POLICY, tmp_path / "a.docx")
    text = read_text(tmp_path / "a.docx")
    assert "一、其他需要补正的内容" in text
    assert "无法读取：文件有打开密码" in text


def test_no_notice_where_there_is_nothing_to_ask(tmp_path: Path) -> None:
    for review in (make_complete_review(POLICY), make_unreadable_review()):
        assert not render_notice(review, POLICY, tmp_path / "a.docx")
    assert not list(tmp_path.iterdir())


def render_some_notice(review: Review, path: Path) -> None:
    assert render_notice(review, POLICY, path)


def render_some_summary(review: Review, path: Path) -> None:
    render_summary(review, POLICY, path)


RENDERERS: list[Callable[[Review, Path], None]] = [render_some_summary, render_some_notice]


@pytest.mark.parametrize("render", RENDERERS)
def test_the_same_review_gives_the_same_bytes(tmp_path: Path, render: Callable[[Review, Path], None]) -> None:
    render(make_review(POLICY), tmp_path / "a.docx")
    render(make_review(POLICY), tmp_path / "b.docx")
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.docx") as package:
        assert {part.date_time for part in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = package.read("docProps/core.xml").decode()
    assert "created" not in core
    assert "modified" not in core


@pytest.mark.parametrize("render", RENDERERS)
def test_hostile_text_comes_out_as_text(tmp_path: Path, render: Callable[[Review, Path], None]) -> None:
    render(make_hostile_review(POLICY), tmp_path / "a.docx")
    paper: Document = docx.Document(str(tmp_path / "a.docx"))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    text = "".join([paragraph.text for paragraph in paper.paragraphs] + cells)
    for hostile in HOSTILE:
        assert one_line(hostile) in text or clean(hostile) in text
    fields = list(paper.element.body.iter(qn("w:instrText"), qn("w:fldSimple"), qn("w:hyperlink")))
    assert not fields


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(min_size=1))
def test_any_text_can_be_printed(tmp_path: Path, text: str) -> None:
    finding = Finding(
        rule="X", outcome="fail", severity="error", subject=text, message=text, request=text + "补"
    )
    review = make_complete_review(POLICY, name=text)
    broken = Review(text, review.dossier, (finding,), review.scorecard)
    render_summary(broken, POLICY, tmp_path / "a.docx")
    render_notice(broken, POLICY, tmp_path / "b.docx")
    assert one_line(text) in one_line(read_text(tmp_path / "b.docx"))
