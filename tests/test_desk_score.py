"""Sheets that people fill in: made, filled, read back; every fault is told under its cell."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest
from made_up_dossiers import POLICY, accepted, make_dossier
from openpyxl.worksheet.worksheet import Worksheet
from typer.testing import CliRunner

from desk.entered import FOLDER as KEPT
from desk.entered import SCORES, find_applicants, load_entered, save_kept, stamp_entered
from desk.grids import name_column
from desk.score_commands import score_app
from desk.score_sheets import read_score_sheets, write_score_sheet
from desk.store import save_dossier
from desk.survey_commands import survey_app
from desk.survey_sheets import read_survey_sheets, write_survey_sheet
from desk.work import review_dossier
from dossier import Source
from dossier.errors import WrongUse
from policy.scheme import lay_over, load_scheme

RUN = CliRunner()
SCHEME = load_scheme("example", POLICY)
CHOSEN = lay_over(POLICY, SCHEME)
JUDGED = [item for item in CHOSEN.scoring.items if item.by.kind == "person"]

Change = Callable[[Worksheet], object]


READ = (Source(path="申报表.docx", sha256="0" * 64, bytes=1, kind="docx", status="read"),)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """The results of a review of two dossiers, one of them under a name that is not on its form."""
    for folder, name in (("01 岚山县", "岚山县"), ("乙县", "乙县")):
        save_dossier(tmp_path / "out", folder, make_dossier({"applicant_name": accepted(name)}, sources=READ))
    return tmp_path / "out"


def fill(path: Path, sheet: str, cells: Mapping[str, object]) -> Path:
    book = openpyxl.load_workbook(path)
    for place, value in cells.items():
        book[sheet][place] = value
    book.save(path)
    return path


def make_score_sheet(out: Path, cells: Mapping[str, object]) -> Path:
    """The template for two experts, with both columns of the first dossier filled, then changed."""
    path = out.parent / "评分表.xlsx"
    write_score_sheet(path, find_applicants(out, CHOSEN), CHOSEN, 2)
    filled = {f"{c}{row}": 5 for c in "HI" for row in range(2, 2 + len(JUDGED))}
    return fill(path, "评分", {**filled, **cells})


def read(out: Path, path: Path) -> list[tuple[str, str, str, float]]:
    scores = read_score_sheets([path], find_applicants(out, CHOSEN), CHOSEN, SCHEME).scores
    return [(each.applicant, each.item, each.expert, each.points) for each in scores]


def refuse(out: Path, path: Path) -> str:
    with pytest.raises(WrongUse) as caught:
        read(out, path)
    return str(caught.value)


def test_a_filled_sheet_is_read_back_with_its_cells(out: Path) -> None:
    path = make_score_sheet(out, {"H1": "张示例", "H2": 12.5, "I2": "十二分"})
    read_scores = read(out, path)
    assert len(read_scores) == 2 * len(JUDGED)
    assert ("01 岚山县", "M1", "张示例", 12.5) in read_scores
    assert ("01 岚山县", "M1", "专家2", 12.0) in read_scores
    scores = read_score_sheets([path], find_applicants(out, CHOSEN), CHOSEN, SCHEME)
    first = next(each for each in scores.scores if each.expert == "张示例")
    assert first.evidence[0].cell is not None
    assert (first.evidence[0].source, first.evidence[0].cell.row, first.evidence[0].cell.column) == (
        "评分表.xlsx",
        1,
        7,
    )


def test_the_name_on_the_form_will_do(out: Path) -> None:
    assert read(out, make_score_sheet(out, {"A2": "岚山县"}))[0][0] == "01 岚山县"


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"H2": 15.5}, "“评分”表H2格：写的是“15.5”，应填0至15的数"),
        ({"H2": -1}, "“评分”表H2格：写的是“-1”，应填0至15的数"),
        ({"H3": "较好"}, "“评分”表H3格：写的是“较好”，应填0至15的数"),
        ({"H3": "约10"}, "“评分”表H3格：写的是“约10”"),
        ({"H3": "8-10"}, "“评分”表H3格：写的是“8-10”"),
        ({"I2": None}, "“评分”表I2格：空着，应填0至15的数"),
        ({"A2": "丙县"}, "“评分”表A2格：没有“丙县”这份资料，有的是：01 岚山县、乙县"),
        ({"D2": "M2"}, "“评分”表D2格：没有编号为“M2”、由专家打分的项目"),
        ({"D2": "M3"}, "打了两次分"),
        ({"H1": None}, "“评分”表H1格：这一列有分数，没有写专家姓名"),
        ({"I1": "专家1"}, "“评分”表I1格：专家“专家1”写了两列"),
    ],
)
def test_a_fault_is_told_under_its_cell(out: Path, cells: dict[str, object], told: str) -> None:
    assert told in refuse(out, make_score_sheet(out, cells))


def test_every_fault_is_told_at_once(out: Path) -> None:
    said = refuse(out, make_score_sheet(out, {"H2": 99, "I3": "优"}))
    assert "H2格" in said
    assert "I3格" in said


def test_a_percentage_is_no_number_of_points(out: Path) -> None:
    path = make_score_sheet(out, {"H2": 0.9})
    book = openpyxl.load_workbook(path)
    book["评分"]["H2"].number_format = "0%"
    book.save(path)
    assert "H2格：写的是“90%”" in refuse(out, path)


def test_a_sheet_of_another_table_is_refused(out: Path) -> None:
    path = make_score_sheet(out, {})
    fill(path, "说明", {"B2": "去年的分值表"})
    assert "是按“去年的分值表”做的" in refuse(out, path)


def test_a_sheet_without_points_a_renamed_sheet_and_a_lost_column(out: Path) -> None:
    path = out.parent / "空.xlsx"
    write_score_sheet(path, find_applicants(out, CHOSEN), CHOSEN, 2)
    assert "还没有一个分数" in refuse(out, path)
    fill(path, "评分", {"D1": "编号"})
    assert "缺少项目编号" in refuse(out, path)
    book = openpyxl.load_workbook(path)
    book["评分"].title = "打分"
    book.save(path)
    assert "没有名为“评分”的工作表" in refuse(out, path)
    path.write_bytes(b"no workbook")
    assert "没有读取" in refuse(out, path)


def test_the_same_sheet_has_the_same_bytes_and_no_formulas(out: Path) -> None:
    save_dossier(out, "丙", make_dossier({"applicant_name": accepted("=1+1")}))
    paths = [out.parent / f"{number}.xlsx" for number in (1, 2)]
    for path in paths:
        write_score_sheet(path, find_applicants(out, CHOSEN), CHOSEN, 3)
    assert paths[0].read_bytes() == paths[1].read_bytes()
    cell = openpyxl.load_workbook(paths[0])["评分"]["B8"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_from_template_to_total_on_the_command_line(out: Path) -> None:
    sheet = out.parent / "评分.xlsx"
    made = RUN.invoke(
        score_app, ["template", str(sheet), "--out", str(out), "--scheme", "example", "--experts", "3"]
    )
    assert made.exit_code == 0, made.output
    fill(sheet, "评分", {f"{c}{r}": 5 for c in "HIJ" for r in range(2, 2 + 2 * len(JUDGED))})
    before = stamp_entered(out)
    done = RUN.invoke(score_app, ["import", str(sheet), "--out", str(out), "--scheme", "example"])
    assert done.exit_code == 0, done.output
    assert f"已导入2份资料、3位专家的{6 * len(JUDGED)}个分数" in done.output
    assert stamp_entered(out) != before
    shown = RUN.invoke(score_app, ["show", "--out", str(out), "--json"])
    totals = json.loads(shown.output)
    assert totals["乙县"]["version"] == SCHEME.version
    assert totals["乙县"]["outcome"] == "undetermined"
    assert "没有发展环境调查结果" in totals["乙县"]["trace"]["arithmetic"]
    assert [each["points"] for each in totals["乙县"]["parts"]][1] is None


def test_the_import_has_the_same_bytes_every_time(out: Path) -> None:
    path = make_score_sheet(out, {})
    kept = [out / KEPT / name for name in (SCORES, "again.json")]
    for place in kept:
        save_kept(place, read_score_sheets([path], find_applicants(out, CHOSEN), CHOSEN, SCHEME))
    assert kept[0].read_bytes() == kept[1].read_bytes()
    entered = load_entered(out)
    assert entered.scores is not None
    assert entered.scores.scheme == SCHEME
    kept[0].write_text("{}", encoding="utf-8")
    with pytest.raises(WrongUse, match="请删除它，再导入一次"):
        load_entered(out)


def test_without_points_the_review_says_so_and_nothing_can_be_judged(out: Path) -> None:
    review = review_dossier("乙县", make_dossier(sources=READ), POLICY)
    assert review.total is not None
    assert review.total.trace.arithmetic == "未设分值，不计算"
    with pytest.raises(WrongUse, match="还没有设分值"):
        write_score_sheet(out.parent / "x.xlsx", find_applicants(out, POLICY), POLICY, 3)
    shown = RUN.invoke(score_app, ["show", "--out", str(out)], env={"COLUMNS": "200"})
    assert "未设分值，不计算" in shown.output


def test_where_nothing_was_reviewed_the_next_step_is_said(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="请先运行 shenbao review"):
        find_applicants(tmp_path, POLICY)


# The survey


def make_survey_sheet(out: Path, cells: Mapping[str, object]) -> Path:
    path = out.parent / "答卷.xlsx"
    write_survey_sheet(path, find_applicants(out, POLICY), POLICY, 5)
    filled: dict[str, object] = {
        "A2": "乙县",
        "B2": "1",
        "C2": "是",
        "D2": "非常满意",
        "E2": 85,
        "F2": "不了解",
    }
    return fill(path, "答卷", {**filled, **cells})


def refuse_survey(out: Path, path: Path) -> str:
    with pytest.raises(WrongUse) as caught:
        read_survey_sheets([path], find_applicants(out, POLICY), POLICY)
    return str(caught.value)


def test_answers_are_read_back_and_empty_rows_are_none(out: Path) -> None:
    path = make_survey_sheet(out, {"A4": "岚山县", "C4": "否", "L4": "较满意"})
    fill(path, "发放", {"B2": 40})
    answers = read_survey_sheets([path], find_applicants(out, POLICY), POLICY)
    assert answers.sent == {"01 岚山县": 40}
    assert [(each.applicant, each.number, each.enterprise) for each in answers.sheets] == [
        ("乙县", "1", True),
        ("01 岚山县", "第4行", False),
    ]
    told = [(each.topic, each.word, each.number) for each in answers.sheets[0].answers]
    assert told == [("S1", "非常满意", None), ("S2", None, 85.0), ("S3", "不了解", None)]
    assert [(each.topic, each.word) for each in answers.sheets[1].answers] == [("S9", "满意")]


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (
            {"D2": "还行"},
            "“答卷”表D2格：写的是“还行”，应填 非常满意、满意、基本满意、不满意、不了解 中的一个，或一个数",
        ),
        ({"D2": 101}, "“答卷”表D2格：写的是“101”，应填0至100的数"),
        ({"D2": "80-90"}, "“答卷”表D2格：写的是“80-90”"),
        ({"C2": "可能"}, "“答卷”表C2格：写的是“可能”，应填“是”或“否”"),
        ({"A2": None}, "“答卷”表A2格：空着，有的是：01 岚山县、乙县"),
        ({"A3": "乙县", "B3": "1", "D3": "满意"}, "“答卷”表B3格：乙县的答卷编号“1”用过了，另一份在"),
        ({"M1": "S1"}, "“答卷”表M1格：“S1 政策落实情况”写了两列"),
        ({"D1": "政策"}, "没有这些内容的列：S1 政策落实情况"),
    ],
)
def test_a_fault_in_an_answer_is_told_under_its_cell(out: Path, cells: dict[str, object], told: str) -> None:
    assert told in refuse_survey(out, make_survey_sheet(out, cells))


def test_columns_may_be_headed_by_the_questions(out: Path) -> None:
    topic = POLICY.scoring.survey.topics[0]
    path = make_survey_sheet(out, {"D1": f" {topic.question}"})
    assert read_survey_sheets([path], find_applicants(out, POLICY), POLICY).sheets[0].answers[0].topic == "S1"


def test_the_survey_on_the_command_line(out: Path, tmp_path: Path) -> None:
    sheet, paper = tmp_path / "答卷.xlsx", tmp_path / "问卷.docx"
    assert RUN.invoke(survey_app, ["questionnaire", str(paper)]).exit_code == 0
    assert RUN.invoke(survey_app, ["template", str(sheet), "--out", str(out)]).exit_code == 0
    fill(sheet, "答卷", {"A2": "乙县", "C2": "是", **{f"{name_column(n)}2": 90 for n in range(3, 12)}})
    assert RUN.invoke(survey_app, ["import", str(sheet), "--out", str(out)]).exit_code == 0
    shown = json.loads(RUN.invoke(survey_app, ["show", "--out", str(out), "--json"]).output)
    assert [topic["mean"] for topic in shown["乙县"]["topics"]] == [90.0] * 9
    assert shown["乙县"]["share"] == 100
    assert "有效答卷1份，少于30份，结果只供参考" in shown["乙县"]["flags"]
    assert shown["01 岚山县"]["topics"] == []


def test_a_sheet_that_is_there_is_not_written_over(out: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "答卷.xlsx"
    sheet.write_bytes(b"filled in")
    result = RUN.invoke(survey_app, ["template", str(sheet), "--out", str(out)])
    assert "没有覆盖" in str(result.exception)
    assert sheet.read_bytes() == b"filled in"
    result = RUN.invoke(survey_app, ["template", str(tmp_path / "没有" / "答卷.xlsx"), "--out", str(out)])
    assert "请先新建" in str(result.exception)


def test_the_questionnaire_asks_every_topic_and_is_the_same_every_time(tmp_path: Path) -> None:
    import docx

    paths = [tmp_path / f"{number}.docx" for number in (1, 2)]
    for path in paths:
        RUN.invoke(survey_app, ["questionnaire", str(path), "--applicant", "乙县"])
    assert paths[0].read_bytes() == paths[1].read_bytes()
    paper = docx.Document(str(paths[0]))
    table = paper.tables[0]
    assert [row.cells[1].text for row in table.rows][1:] == [
        topic.question for topic in POLICY.scoring.survey.topics
    ]
    assert [cell.text.replace("\n", "") for cell in table.rows[0].cells][2:7] == [
        answer.word for answer in POLICY.scoring.survey.answers
    ]
    assert paper.paragraphs[0].text == "乙县中小企业发展环境调查问卷"


# What the papers say


def text_of_summary(out: Path, path: Path) -> str:
    import docx

    from desk.summaries import render_summary

    review = review_dossier("乙县", make_dossier(sources=READ), POLICY, load_entered(out))
    render_summary(review, POLICY, path)
    paper = docx.Document(str(path))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in paper.paragraphs), *cells])


def test_the_summary_says_that_nothing_is_scored_until_the_office_sets_points(out: Path) -> None:
    assert "打分：未设分值，不计算。" in text_of_summary(out, out / "摘要.docx")


def test_the_summary_has_the_total_its_arithmetic_and_whose_table_it_is(out: Path) -> None:
    experts = {f"{c}{r}": 5 for c in "HIJ" for r in range(2, 2 + 2 * len(JUDGED))}
    sheet = out.parent / "评分.xlsx"
    write_score_sheet(sheet, find_applicants(out, CHOSEN), CHOSEN, 3)
    fill(sheet, "评分", experts)
    judging = SCHEME.judging.model_copy(update={"fewest": 1})
    scheme = SCHEME.model_copy(update={"judging": judging})
    scores = read_score_sheets([sheet], find_applicants(out, CHOSEN), CHOSEN, scheme)
    save_kept(out / KEPT / SCORES, scores)
    told = text_of_summary(out, out / "摘要.docx")
    assert f"总分待定；分值表：{SCHEME.version}。" in told
    assert "按示例分值表计算，只供试算，不作依据" in told
    assert "没有发展环境调查结果，不计算" in told
