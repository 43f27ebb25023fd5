"""Yearly grades as a sheet and on the command line; the yearly report as a file."""

import json
from collections.abc import Mapping
from pathlib import Path

import docx
import openpyxl
import pytest
from typer.testing import CliRunner

from desk.assess_commands import assess_app
from desk.grade_sheets import read_grade_sheets, write_grade_sheet
from dossier.errors import WrongUse
from policy import load_policy

RUN = CliRunner()
POLICY = load_policy()
WIDE = {"COLUMNS": "200"}


def make_sheet(path: Path, cells: Mapping[str, object]) -> Path:
    """The template for two counties, filled for the first and then changed."""
    write_grade_sheet(path, ["甲县", "乙县"], POLICY)
    book = openpyxl.load_workbook(path)
    filled = {"B2": 2021, "F2": "优秀", "G2": "示例处", "D3": "23-25", "E3": 91.5, "F4": "不及格", **cells}
    for place, value in filled.items():
        book["考核等次"][place] = value
    book.save(path)
    return path


def test_grades_are_read_back_with_what_was_written(tmp_path: Path) -> None:
    grades = read_grade_sheets([make_sheet(tmp_path / "等次.xlsx", {})], POLICY)
    assert grades.approved == {"甲县": 2021}
    told = [(each.number, each.raw, each.grade, each.total, each.gate) for each in grades.entries]
    assert told == [
        (1, "优秀", "excellent", None, None),
        (2, None, None, 91.5, "undetermined"),
        (3, "不及格", "unqualified", None, None),
    ]
    assert [each.confirmed_by for each in grades.entries] == ["示例处", None, None]
    assert grades.entries[0].evidence[0].quote == "优秀"


@pytest.mark.parametrize(
    ("met", "gate"),
    [(24, "met"), (23, "not_met"), ("24-26", "met"), ("20—23", "not_met"), ("23至24", "undetermined")],
)
def test_both_sides_of_the_gate(tmp_path: Path, met: object, gate: str) -> None:
    grades = read_grade_sheets([make_sheet(tmp_path / "等次.xlsx", {"D3": met})], POLICY)
    assert grades.entries[1].gate == gate


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"F2": "优良"}, "“考核等次”表F2格：写的是“优良”，应填 优秀、良好、合格、不合格 中的一个"),
        ({"E3": 101}, "“考核等次”表E3格：写的是“101”，应填0至100的数"),
        ({"D3": 27}, "“考核等次”表D3格：写的是“27”，应填0至26的数"),
        ({"D3": "25-23"}, "“考核等次”表D3格：写的是“25-23”"),
        ({"C3": 4}, "“考核等次”表C3格：写的是“4”，应填1至3的数"),
        ({"C3": 1}, "“考核等次”表C3格：甲县第1次考核写了两行，另一行在“等次.xlsx”的“考核等次”表C2格"),
        ({"B3": 2022}, "“考核等次”表B3格：写的是2022，前面写的是2021"),
        ({"B2": "去年"}, "“考核等次”表B2格：写的是“去年”"),
        ({"A2": None}, "“考核等次”表A2格：空着，应填申报单位"),
    ],
)
def test_a_fault_is_told_under_its_cell(tmp_path: Path, cells: dict[str, object], told: str) -> None:
    with pytest.raises(WrongUse) as caught:
        read_grade_sheets([make_sheet(tmp_path / "等次.xlsx", cells)], POLICY)
    assert told in str(caught.value)


def test_an_empty_sheet_is_refused(tmp_path: Path) -> None:
    write_grade_sheet(tmp_path / "空.xlsx", [], POLICY)
    with pytest.raises(WrongUse, match="没有导入"):
        read_grade_sheets([tmp_path / "空.xlsx"], POLICY)


def test_from_template_to_awards_on_the_command_line(tmp_path: Path) -> None:
    sheet, out = make_sheet(tmp_path / "等次.xlsx", {"F3": "优秀", "F4": "良好"}), tmp_path / "out"
    done = RUN.invoke(assess_app, ["import", str(sheet), "--out", str(out)])
    assert done.exit_code == 0, done.output
    first = (out / "录入" / "等次.json").read_bytes()
    RUN.invoke(assess_app, ["import", str(sheet), "--out", str(out)])
    assert (out / "录入" / "等次.json").read_bytes() == first
    (result,) = json.loads(RUN.invoke(assess_app, ["show", "--out", str(out), "--json"]).output)
    assert [year["year"] for year in result["years"]] == [2022, 2023, 2024]
    assert result["award"]["lowest"] == 480
    assert {each["option"]: each["lowest"] for each in result["other_awards"]} == {
        "B": 800,
        "C": 800,
        "D": 380,
        "E": 380,
    }
    shown = RUN.invoke(assess_app, ["show", "--out", str(out)], env=WIDE).output
    assert "示例处确认" in shown
    assert "第2、3次考核的等次还没有人确认" in shown


def test_cut_offs_of_a_scheme_propose_and_bind_nobody(tmp_path: Path) -> None:
    sheet, out = make_sheet(tmp_path / "等次.xlsx", {"D3": 24}), tmp_path / "out"
    RUN.invoke(assess_app, ["import", str(sheet), "--out", str(out)])
    options = ["show", "--out", str(out), "--json"]
    (plain,) = json.loads(RUN.invoke(assess_app, options).output)
    (proposed,) = json.loads(RUN.invoke(assess_app, [*options, "--scheme", "example"]).output)
    assert plain["years"][1]["grade"] is None
    assert (proposed["years"][1]["grade"], proposed["years"][1]["confirmed"]) == ("excellent", False)


def test_grades_on_the_command_line() -> None:
    said = RUN.invoke(assess_app, ["grades", "优秀", "优秀", "优秀"], env=WIDE).output
    assert "须经省政府同意" in said
    assert "900" in said
    said = RUN.invoke(assess_app, ["grades", "优秀", "优秀", "--reading", "A43=D"], env=WIDE).output
    assert "D（采用）" in said


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["grades", "差"], "没有“差”这个等次"),
        (["grades", *["优"] * 4], "通知只安排3次考核"),
        (["grades", "优", "--reading", "A43"], "要写成 编号=选项"),
        (["show", "--out", "没有"], "还没有导入等次"),
        (["report", "没有.docx", "--received", "五月"], "应写 2022-05-31 这样的日期"),
    ],
)
def test_wrong_use_says_what_to_do(arguments: list[str], told: str) -> None:
    result = RUN.invoke(assess_app, arguments)
    assert isinstance(result.exception, WrongUse)
    assert told in str(result.exception)


# The yearly report

CONTENTS = {
    "一、创建工作进展情况": "成立了创建工作领导小组，印发了实施方案，分解了各项任务，每季度召开一次会议。",
    "二、绩效完成情况": "二十六项指标中二十四项达标，其中规上企业五十六家，高新技术企业二十七家。",
    "三、主要措施和特点": "出台扶持政策三份，安排专项资金五百万元，开展融资对接六次，形成完整的产业链。",
    "四、下一步打算": "新增规上企业十五家，再培育一批专精特新企业，办好双创活动周。",
}


def write_report(path: Path) -> Path:
    paper = docx.Document()
    paper.add_paragraph("示例县2021年度创建工作进展情况报告")
    for heading, text in CONTENTS.items():
        paper.add_paragraph(heading)
        paper.add_paragraph(text)
    paper.add_paragraph("示例县人民政府")
    paper.add_paragraph("2022年6月1日")
    paper.save(str(path))
    return path


def test_a_report_is_checked_by_its_headings_and_its_date(tmp_path: Path) -> None:
    report = write_report(tmp_path / "报告.docx")
    result = json.loads(RUN.invoke(assess_app, ["report", str(report), "--json"]).output)
    assert {each["topic"]: each["outcome"] for each in result["topics"]} == {
        "progress": "met",
        "performance": "met",
        "measures": "met",
        "features": "met",
        "problems": "not_met",
        "plans": "met",
    }
    assert (result["due"], result["day"], result["in_time"]) == ("2022-05-31", "2022-06-01", "not_met")
    assert result["topics"][0]["evidence"][0]["quote"].startswith("一、创建工作进展情况")


def test_the_day_it_was_received_goes_before_the_day_it_was_signed(tmp_path: Path) -> None:
    report = write_report(tmp_path / "报告.docx")
    options = ["report", str(report), "--received", "2022-05-31"]
    assert "按时" in RUN.invoke(assess_app, options, env=WIDE).output
    assert "按时" in RUN.invoke(assess_app, ["report", str(report), "--year", "2022"], env=WIDE).output
