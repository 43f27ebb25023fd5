"""Another programme, made up: another form, other indicators, another gate and scoring. A folder is all."""

import shutil
from pathlib import Path

import pytest
from docx import Document

from desk.review import Review
from desk.summaries import render_notice, render_page, render_summary, render_workbook
from desk.work import review_dossier
from dossier import Dossier
from extract.pipeline import extract_dossier
from policy import Policy
from policy.catalogue import list_rules
from policy.examples import Example, load_examples
from policy.load import load_folder
from score.examples import check_example

FOLDER = Path(__file__).parent / "data" / "rural-digital-2023"
POLICY = load_folder(FOLDER)
EXAMPLES = load_examples(POLICY, FOLDER)

ROWS = (
    ("乡镇名称", "柳湾镇", "所在县区", "岚山县"),
    ("填报联系人", "张示例", "联系方式", "0350-1234567"),
    ("常住人口数量", "3200", "农户数量", "1100"),
    ("行政村数量及名称", "2个：柳湾村、石桥村", "专职信息员人数", "2"),
    ("宽带入户率", "93.5%", "5G基站数量", "6"),
    ("农产品网络销售额（万元）", "260", "网店数量", "21"),
    ("数字技能培训人次", "99", "快递服务点数量", "4"),
    ("网上办事比例", "61%", "农业传感器数量", "40"),
    ("远程诊疗卫生室数量", "0", "网络销售额增长率", "8.1%"),
    ("数字化投入资金（万元）", "35.5", "乡镇意见", "情况属实。"),
)


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    folder = tmp_path_factory.mktemp("second")
    paper = Document()
    paper.add_heading("数字乡村先行乡镇申报表", level=1)
    table = paper.add_table(rows=len(ROWS), cols=4)
    for cells, row in zip(ROWS, table.rows, strict=True):
        for text, cell in zip(cells, row.cells, strict=True):
            cell.text = text
    paper.add_heading("数字基础设施建设情况", level=1)
    paper.add_paragraph("全镇建成5G基站6座，宽带入户率达到93.5%，持证信息员2名。")
    paper.save(str(folder / "柳湾镇.docx"))
    return extract_dossier(folder, POLICY)


@pytest.fixture(scope="module")
def review(dossier: Dossier) -> Review:
    return review_dossier("柳湾镇", dossier, POLICY)


def test_its_form_is_read(dossier: Dossier) -> None:
    fields = dossier.form.fields
    assert {name for name, reading in fields.items() if reading.status != "accepted"} <= {"villages"}
    assert len(fields) == 20
    assert fields["residents"].value == 3200
    assert fields["online_sales"].value == 260
    assert fields["broadband_share"].value == 93.5


def test_its_materials_are_found(dossier: Dossier) -> None:
    assert dossier.materials["construction"].status == "present"
    assert dossier.materials["plans"].status == "missing"


def test_its_rules_decide(review: Review) -> None:
    card = review.scorecard
    assert card is not None
    assert {each.condition: each.outcome for each in card.conditions} == {"T1": "met", "T2": "met"}
    assert [each.outcome for each in card.indicators] == [
        *("met", "met", "met", "met", "not_met", "met", "met", "undetermined")
    ]
    assert (card.gate.required, card.gate.total, card.gate.lowest, card.gate.highest) == (6, 8, 6, 7)
    assert (card.gate.outcome, card.gate.binding) == ("met", True)
    assert [(end.reading, end.option) for end in card.other_ends] == [("R1", "not_met"), ("R2", "yearly")][:1]
    assert card.calendar is not None
    assert [each.said for each in card.calendar.assessments] == [
        "2024年4月起第1次考核，用2023年的数，按第一年任务",
        "2025年4月起第2次考核，用2024年的数，按第二年任务",
    ]


def test_its_gaps_are_found(review: Review) -> None:
    assert ("MATERIAL-MISSING", "plans") in {(each.rule, each.subject) for each in review.findings}


def test_its_papers_are_written(review: Review, tmp_path: Path) -> None:
    render_summary(review, POLICY, tmp_path / "summary.docx")
    render_notice(review, POLICY, tmp_path / "notice.docx")
    render_workbook([review], POLICY, tmp_path / "book.xlsx")
    render_page([review], POLICY, tmp_path / "index.html")
    text = "\n".join(
        [
            *(each.text for each in Document(str(tmp_path / "summary.docx")).paragraphs),
            *(
                cell.text
                for table in Document(str(tmp_path / "summary.docx")).tables
                for row in table.rows
                for cell in row.cells
            ),
        ]
    )
    assert "柳湾镇" in text
    assert "网上办事比例" in text
    for foreign in ("中小企业", "开发区", "示范县", "县级"):
        assert foreign not in text, foreign


@pytest.mark.parametrize("example", EXAMPLES, ids=[each.sentence for each in EXAMPLES])
def test_its_examples_hold(example: Example) -> None:
    assert check_example(example, POLICY) == ()


def test_it_is_found_by_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import policy.load as load

    home = tmp_path / "policy"
    shutil.copytree(FOLDER, home / "rural-digital-2023")
    monkeypatch.setattr(load, "PROGRAMMES", home)
    load.load_policy.cache_clear()
    try:
        assert load.list_programmes() == ("rural-digital-2023",)
        loaded: Policy = load.load_policy("rural-digital-2023")
        assert loaded == POLICY
    finally:
        load.load_policy.cache_clear()


def test_its_rules_have_ids_and_clauses() -> None:
    assert [rule.id for rule in list_rules(POLICY) if not rule.clauses] == []
