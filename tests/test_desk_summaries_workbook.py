"""汇总表.xlsx, read back."""

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import openpyxl
import pytest
from hostile_texts import TEXTS, make_review_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_up_reviews import (
    HOSTILE,
    VALUES,
    make_complete_review,
    make_hostile_review,
    make_review,
    make_unreadable_review,
)
from openpyxl.cell.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from desk.review import Review
from desk.summaries.words import INDICATOR_OUTCOMES, clean
from desk.summaries.workbook import render_workbook
from dossier import NamedCount
from policy import load_policy
from score.entries import GradeEntry, Grades
from score.total import ItemScore, PartScore, Total
from score.trace import Trace
from score.years import assess_years

POLICY = load_policy()

SHEETS = ["总览", "申报表数据", "指标达标", "问题清单", "材料清单", "待核数据", "说明"]


def make_batch() -> list[Review]:
    return [make_review(POLICY), make_complete_review(POLICY), make_unreadable_review()]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "汇总表.xlsx"
    render_workbook(make_batch(), POLICY, path)
    return path


@pytest.fixture
def workbook(path: Path) -> Workbook:
    return openpyxl.load_workbook(path)


def find_cell(sheet: Worksheet, row: int, title: str) -> Cell:
    """The cell of a data row (from 1) below the heading that starts with `title`."""
    column = next(cell.column for cell in sheet[1] if str(cell.value).startswith(title))
    return sheet.cell(row + 1, column)


def list_texts(workbook: Workbook) -> Iterator[str]:
    for sheet in workbook:
        for row in sheet.iter_rows():
            yield from (cell.value for cell in row if isinstance(cell.value, str))


def test_the_sheets_stand_in_order_with_filters_and_frozen_heads(workbook: Workbook) -> None:
    assert workbook.sheetnames == SHEETS
    for name in SHEETS[:-1]:
        assert workbook[name].freeze_panes is not None
    for name in ("总览", "申报表数据", "问题清单", "材料清单", "待核数据"):
        assert workbook[name].auto_filter.ref is not None


def test_the_overview_has_a_line_a_dossier(workbook: Workbook) -> None:
    sheet = workbook["总览"]
    assert sheet.max_row == 4
    assert [find_cell(sheet, row, "申报单位").value for row in (1, 2, 3)] == [
        "云川县",
        "云溪区",
        "云台县.zip",
    ]
    verdicts = [find_cell(sheet, row, "资料情况").value for row in (1, 2, 3)]
    assert verdicts == ["需补正", "资料齐全", "未能读取"]
    counts = [find_cell(sheet, 1, f"申报表{word}").value for word in ("采用", "待核", "空白", "缺项")]
    assert counts == [38, 4, 2, 1]
    assert [find_cell(sheet, 1, f"达标{word}").value for word in ("最少", "最多")] == [15, 25]
    assert find_cell(sheet, 1, "申报条件").value == "不符合"
    assert "密码" in find_cell(sheet, 3, "未能读取的原因").value


def test_the_overview_says_where_the_applicant_lies(workbook: Workbook) -> None:
    sheet = workbook["总览"]
    said = [[find_cell(sheet, row, title).value for title in ("市", "行政区划代码")] for row in (1, 2, 3)]
    assert said == [["岚川市", "990123"], [None, "未对应"], [None, None]]
    assert "名册中没有“云溪区”" in find_cell(sheet, 2, "行政区划代码").comment.text


def test_the_overview_links_to_the_reports(workbook: Workbook, tmp_path: Path) -> None:
    sheet = workbook["总览"]
    links = [find_cell(sheet, 1, title).hyperlink.target for title in ("审查摘要", "补正通知")]
    assert links == ["云川县/审查摘要.docx", "云川县/补正通知.docx"]
    assert find_cell(sheet, 2, "补正通知").hyperlink is None
    assert find_cell(sheet, 3, "审查摘要").hyperlink.target == "云台县.zip/审查摘要.docx"


def test_every_field_stands_with_its_value(workbook: Workbook) -> None:
    sheet = workbook["申报表数据"]
    for field in POLICY.form.fields:
        raw, value, status = VALUES[field.id]
        cell = find_cell(sheet, 1, field.label)
        if isinstance(value, NamedCount):
            assert cell.value == value.count
            assert sheet.cell(2, cell.column + 1).value == "、".join(value.names)
        elif value is not None:
            assert cell.value == value
            assert isinstance(cell.value, str) == isinstance(value, str)
        else:
            assert cell.value == {"review": raw, "blank": "空白", "missing": "缺项"}[status]


def test_doubtful_values_are_coloured_and_explained(workbook: Workbook) -> None:
    sheet = workbook["申报表数据"]
    colours: dict[str, set[str]] = {}
    for field in POLICY.form.fields:
        status = VALUES[field.id][2]
        cell = find_cell(sheet, 1, field.label)
        colours.setdefault(status, set()).add(cell.fill.fgColor.rgb)
        assert (cell.comment is not None) == (status != "missing")
    assert all(len(seen) == 1 for seen in colours.values())
    assert len({next(iter(seen)) for seen in colours.values()}) == 4
    sure = find_cell(sheet, 1, "市场主体数量").comment.text
    assert sure == "位置：申报材料/云川县申报表.docx 第1个表第4行\n原文：25345家"
    comment = find_cell(sheet, 1, "营业收入").comment.text
    assert "没有写单位" in comment
    assert "位置：申报材料/云川县申报表.docx 第1个表第10行" in comment
    assert "原文：128.6" in comment


def test_indicators_are_counted_by_formulas_that_hold_their_results(path: Path) -> None:
    formulas = openpyxl.load_workbook(path)["指标达标"]
    results = openpyxl.load_workbook(path, data_only=True)["指标达标"]
    scorecard = make_review(POLICY).scorecard
    assert scorecard is not None
    row = next(cell.row for cell in formulas["A"] if cell.value == "云川县")
    outcomes = [formulas.cell(row, column).value for column in range(2, 28)]
    assert outcomes == [INDICATOR_OUTCOMES[result.outcome] for result in scorecard.indicators]
    assert [results.cell(row, column).value for column in range(28, 34)] == [
        15,
        1,
        10,
        "15—25",
        24,
        "申报时不要求（现状15—25项）",
    ]
    assert formulas.cell(row, 28).value == f'=COUNTIF(B{row}:AA{row},"达标")'
    assert formulas.cell(4, 2).value == f'=COUNTIF(B{row}:B{row + 1},"达标")'
    for column, result in enumerate(scorecard.indicators, start=2):
        others = make_complete_review(POLICY).scorecard
        assert others is not None
        both = [result.outcome, others.indicators[column - 2].outcome]
        counted = [results.cell(line, column).value for line in (4, 5, 6)]
        assert counted == [both.count("met"), both.count("not_met"), both.count("undetermined")]


def test_outcomes_are_coloured_by_the_word_in_the_cell(workbook: Workbook) -> None:
    rules = workbook["指标达标"].conditional_formatting
    words = {rule.formula[0] for block in rules for rule in block.rules}
    assert words == {'"达标"', '"未达标"', '"待定"'}


def test_findings_materials_and_questions_are_listed(workbook: Workbook) -> None:
    findings = workbook["问题清单"]
    assert findings.max_row == 1 + 7 + 1
    assert [find_cell(findings, row, "程度").value for row in range(1, 8)] == [
        *["错误"] * 3,
        *["警告"] * 3,
        "提示",
    ]
    assert find_cell(findings, 1, "依据").value.startswith("晋企发〔2020〕95号")
    materials = workbook["材料清单"]
    assert materials.max_row == 1 + 2 * len(POLICY.materials)
    assert find_cell(materials, 4, "情况").value == "有标题无内容"
    questions = workbook["待核数据"]
    departments = [find_cell(questions, row, "获取部门").value for row in range(1, questions.max_row)]
    assert departments == sorted(departments)
    assert len(departments) == 10 + 7


def test_points_and_grades_have_sheets_where_they_were_entered(tmp_path: Path) -> None:
    trace = Trace(rule="scoring", arithmetic="0.8×81＋0.2×80＝80.8")
    item = ItemScore(item="a", name="工作机制", full=10, points=8.5, trace=trace)
    part = PartScore(part="p", name="专家评审", weight=0.8, full=100, points=None, items=(item,), trace=trace)
    total = Total(version="示例", example=True, outcome="scored", points=80.8, parts=(part,), trace=trace)
    grade = POLICY.assessment.grades[0]
    entries = tuple(
        GradeEntry(applicant="云川县", number=number, raw=grade.name, grade=grade.id) for number in (1, 2)
    )
    years = assess_years(
        POLICY, Grades(policy=POLICY.id, entries=entries, approved={"云川县": 2021}), "云川县"
    )
    render_workbook([replace(make_review(POLICY), total=total)], POLICY, tmp_path / "a.xlsx", [years])
    workbook = openpyxl.load_workbook(tmp_path / "a.xlsx")
    rows = [[cell.value for cell in row] for row in workbook["评分"].iter_rows(min_row=2)]
    assert rows[0] == ["云川县", "专家评审", "工作机制", 10, 8.5, trace.arithmetic]
    assert rows[1][1:5] == ["专家评审", "小计（占80%）", 100, "待定"]
    assert rows[2][1:5] == ["总分", "示例", None, 80.8]
    held = [[cell.value for cell in row] for row in workbook["奖励"].iter_rows(min_row=2)]
    for row, year, award in zip(held, years.years, years.award.years, strict=True):
        assert row[:4] == ["云川县", f"第{year.number}次", year.year, grade.name]
        assert row[5:7] == [award.lowest, award.highest]


def test_the_notes_name_the_notices_the_readings_and_the_program(workbook: Workbook) -> None:
    text = "\n".join(str(cell.value) for row in workbook["说明"].iter_rows() for cell in row)
    for notice in POLICY.notices:
        assert notice.number in text
    for reading in POLICY.readings:
        assert reading.title in text
    assert "shenbao" in text


def test_the_same_reviews_give_the_same_bytes(path: Path, tmp_path: Path) -> None:
    render_workbook(make_batch(), POLICY, tmp_path / "b.xlsx")
    assert path.read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    with zipfile.ZipFile(path) as package:
        assert {part.date_time for part in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_an_empty_batch_gives_the_headings(tmp_path: Path) -> None:
    render_workbook([], POLICY, tmp_path / "a.xlsx")
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames == SHEETS


@pytest.mark.parametrize("hostiles", [HOSTILE, TEXTS], ids=["few", "hundred"])
def test_hostile_text_comes_out_as_text(tmp_path: Path, hostiles: tuple[str, ...]) -> None:
    review = make_hostile_review(POLICY) if hostiles is HOSTILE else make_review_of(TEXTS, POLICY)
    render_workbook([review], POLICY, tmp_path / "a.xlsx")
    workbook = openpyxl.load_workbook(tmp_path / "a.xlsx")
    texts = {" ".join(text.split()) for text in list_texts(workbook)}
    for hostile in hostiles:
        assert any(" ".join(clean(hostile).split()) in text for text in texts), hostile
    for sheet in workbook:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f" or str(cell.value).startswith(
                    ("=COUNTIF(", "=IF(", '="申报时不要求（现状"&')
                )
    links = [find_cell(workbook["总览"], 1, title).hyperlink.target for title in ("审查摘要", "补正通知")]
    assert [unquote(link) for link in links] == [
        f"{review.name}/审查摘要.docx",
        f"{review.name}/补正通知.docx",
    ]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text())
def test_any_text_can_be_written(tmp_path: Path, text: str) -> None:
    review = make_complete_review(POLICY, name=text or "无")
    render_workbook([review], POLICY, tmp_path / "a.xlsx")
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames == SHEETS


def test_a_text_longer_than_a_cell_is_cut_and_not_lost(tmp_path: Path) -> None:
    review = make_unreadable_review()
    render_workbook([Review(review.name, None, failure="长" * 40_000)], POLICY, tmp_path / "a.xlsx")
    said = find_cell(openpyxl.load_workbook(tmp_path / "a.xlsx")["总览"], 1, "未能读取的原因").value
    assert len(said) == 32_000
    assert said.endswith("…")
