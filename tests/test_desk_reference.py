"""The departments' workbook: made, filled in, read back with every fault under its cell, and used."""

import shutil
from pathlib import Path

import openpyxl
import pytest
from made_up_register import REGISTERED
from openpyxl.worksheet.worksheet import Worksheet

from desk.batch import Limits, review_inbox
from desk.cli import main
from desk.entered import load_reference
from desk.reference_columns import plan_sheets
from desk.reference_commands import keep_reference
from desk.reference_import import read_reference
from desk.reference_sheets import write_template
from dossier.errors import WrongUse
from policy import load_policy
from score.reference_book import ReferenceBook

APPLICANTS = [("岚川市", "青石县"), ("柏江市", "城区"), ("柏江市", "柏江高新技术产业开发区")]

POLICY = load_policy()

Cells = dict[str, str | int | float | None]
"""What is put where: "统计!E2" -> 4.4."""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("reference") / "参考数据.xlsx"
    write_template(path, APPLICANTS, REGISTERED)
    return path


def fill(template: Path, cells: Cells, name: str = "填好.xlsx") -> Path:
    workbook = openpyxl.load_workbook(template)
    for place, value in cells.items():
        sheet, cell = place.split("!")
        workbook[sheet][cell] = value
    path = template.with_name(name)
    workbook.save(path)
    return path


def read(template: Path, cells: Cells) -> ReferenceBook:
    return read_reference([fill(template, cells)], REGISTERED)[0]


def refuse(template: Path, cells: Cells) -> str:
    with pytest.raises(WrongUse) as caught:
        read(template, cells)
    return str(caught.value)


def test_each_department_has_a_sheet_with_its_figures(template: Path) -> None:
    workbook = openpyxl.load_workbook(template)
    departments = ["市场监管", "中小企业", "统计", "工信", "科技", "金融监管"]
    assert workbook.sheetnames == ["说明", "全省", *departments, "开发区"]
    plans = {plan.name: plan for plan in plan_sheets(REGISTERED)}
    figures = [figure.subject for name in departments for figure in plans[name].figures]
    asked = {indicator.id for indicator in REGISTERED.indicators.indicators}
    assert sorted(figures) == sorted([*asked, "county_gdp_growth"])
    assert [cell.value for cell in workbook["统计"][1]][:5] == [
        "市",
        "申报单位",
        "年份",
        "口径",
        "全县GDP增速（%）",
    ]


def test_the_year_before_has_a_row_where_something_is_to_have_grown(template: Path) -> None:
    workbook = openpyxl.load_workbook(template)

    def rows(sheet: Worksheet) -> list[tuple[object, ...]]:
        return [tuple(row[:3]) for row in sheet.iter_rows(2, 4, values_only=True)]

    assert rows(workbook["中小企业"])[:2] == [("岚川市", "青石县", 2019), ("岚川市", "青石县", 2020)]
    assert rows(workbook["统计"])[:2] == [("岚川市", "青石县", 2020), ("柏江市", "城区", 2020)]
    assert workbook["开发区"]["A2"].value == "柏江高新技术产业开发区"


def test_the_template_is_the_same_every_time_and_holds_no_formula(template: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.xlsx"
    write_template(again, [*APPLICANTS[:2], ("柏江市", "柏江高新技术产业开发区")], REGISTERED)
    assert again.read_bytes() == template.read_bytes()
    write_template(again, [("", "=1+1")], REGISTERED)
    assert openpyxl.load_workbook(again)["统计"]["B2"].value == "=1+1"
    assert openpyxl.load_workbook(again)["统计"]["B2"].data_type == "s"


def test_figures_are_read_as_those_of_the_form_are(template: Path) -> None:
    book = read(
        template,
        {
            "全省!B2": "6.3%",
            "统计!E2": 4.4,
            "统计!E3": "下降1.2%",
            "统计!D2": "总数",
            "统计!F2": "1,066家",
            "中小企业!N2": 30,
            "中小企业!N3": "36",
            "市场监管!D2": "累计",
            "市场监管!E2": "1200家",
            "开发区!C2": "云台区",
        },
    )
    found = {(each.subject, each.applicant, each.year): each for each in book.figures}
    assert {place: each.value for place, each in found.items()} == {
        ("provincial_sme_revenue_growth", None, 2020): 6.3,
        ("county_gdp_growth", "990121", 2020): 4.4,
        ("county_gdp_growth", "990202", 2020): -1.2,
        ("above_scale_enterprises", "990121", 2020): 1066,
        ("incubated_micro", "990121", 2019): 30,
        ("incubated_micro", "990121", 2020): 36,
        ("new_enterprises", "990121", 2020): 1200,
    }
    assert found["new_enterprises", "990121", 2020].basis == "cumulative"
    place = found["above_scale_enterprises", "990121", 2020].evidence
    assert (place.source, place.page, place.quote) == ("填好.xlsx", 5, "1,066家")
    assert place.cell is not None and (place.cell.row, place.cell.column) == (1, 5)
    assert [(host.zone, host.county) for host in book.hosts] == [("990271", "990203")]


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"统计!E2": "约4.4"}, "“统计”表E2格：写的是“约4.4”，写的是“约”，不是确数"),
        ({"统计!E2": "4.4或5"}, "E2格：写的是“4.4或5”，格子里不止一个数字"),
        ({"统计!E2": "=4+0.4"}, "E2格：看上去空着，公式没有算出的结果"),
        ({"统计!E2": 0.044}, "E2格：写的是“0.044”，写的是0.044，没有%号"),
        ({"统计!F2": 66, "统计!D2": None}, "D2格：空着，“新增规上企业数量（家）”要说明口径"),
        ({"统计!F2": 66, "统计!D2": "大概"}, "D2格：写的是“大概”"),
        ({"统计!F2": 66.5, "统计!D2": "总数"}, "F2格：写的是“66.5”，应为整数"),
        ({"统计!F2": "待定", "统计!D2": "总数"}, "F2格：写的是“待定”，格子里看不出数字"),
        ({"统计!I2": 101}, "I2格：写的是“101”，数值101超出可能的范围"),
        ({"统计!C2": None, "统计!E2": 4.4}, "C2格：没有写年份"),
        ({"统计!C2": "去年", "统计!E2": 4.4}, "C2格：写的是“去年”"),
        ({"统计!C2": 20, "统计!E2": 4.4}, "C2格：写的是“20”，数值20超出可能的范围"),
        ({"统计!B2": None, "统计!E2": 4.4}, "B2格：这一行填了数，没有写申报单位"),
        ({"统计!A3": None, "统计!E3": 4.4}, "B3格：“城区”可能是岚川市城区、柏江市城区，请在“市”一栏写明"),
        ({"统计!A2": "柏江", "统计!E2": 4.4}, "A2格：写的是“柏江”，名册中“青石县”不属于这个市"),
        ({"统计!E1": "GDP增速", "统计!E2": 4.4}, "“统计”表缺少全县GDP增速（%）"),
        ({"统计!M1": "工业增速", "统计!M2": 4.4}, "M1格：不认识“工业增速”这一列"),
        ({"开发区!C2": "柏江高新区"}, "C2格：“柏江高新区”不是县（市、区）"),
        ({"开发区!A2": "鹤鸣市", "开发区!C2": "云台区"}, "A2格：“鹤鸣市”不是开发区"),
        ({}, "参考数据里还没有填一个数，没有导入"),
    ],
)
def test_what_is_wrong_is_told_with_its_cell(template: Path, cells: Cells, told: str) -> None:
    assert told in refuse(template, cells)


def test_a_sheet_under_another_name_is_not_lost_silently(template: Path) -> None:
    workbook = openpyxl.load_workbook(template)
    workbook["统计"].title = "统计局"
    path = template.with_name("改名.xlsx")
    workbook.save(path)
    with pytest.raises(WrongUse, match="不认识“统计局”这张表"):
        read_reference([path], REGISTERED)


def test_a_hidden_sheet_is_told(template: Path) -> None:
    workbook = openpyxl.load_workbook(template)
    workbook["全省"]["B2"] = 6.3
    workbook["统计"].sheet_state = "hidden"
    path = template.with_name("隐藏.xlsx")
    workbook.save(path)
    assert "隐藏的工作表“统计”没有读取" in read_reference([path], REGISTERED)[1][0]


def test_two_workbooks_that_disagree_are_refused_with_both_cells(template: Path) -> None:
    one = fill(template, {"统计!E2": 4.4}, "甲.xlsx")
    same = fill(template, {"统计!E2": 4.4}, "乙.xlsx")
    other = fill(template, {"统计!E2": 4.5}, "丙.xlsx")
    assert len(read_reference([one, same], REGISTERED)[0].figures) == 1
    with pytest.raises(WrongUse) as caught:
        read_reference([one, other], REGISTERED)
    assert "“甲.xlsx”的“统计”表E2格：填的是4.4，“丙.xlsx”的“统计”表E2格填的是4.5" in str(caught.value)


def test_a_name_that_no_register_has_is_taken_with_a_note(template: Path) -> None:
    path = fill(template, {"统计!A2": None, "统计!B2": "白鹿县", "统计!E2": 4.4})
    book, notes = read_reference([path], REGISTERED)
    assert [each.applicant for each in book.figures] == ["白鹿县"]
    assert "名册中没有“白鹿县”" in notes[0]


def test_all_faults_are_told_at_once(template: Path) -> None:
    told = refuse(template, {"统计!E2": "约4", "工信!E2": "三五家", "科技!C3": "某年", "科技!E3": 8})
    assert all(cell in told for cell in ("“统计”表E2格", "“工信”表E2格", "“科技”表C3格"))


def test_order_of_files_makes_no_difference(template: Path, tmp_path: Path) -> None:
    one = fill(template, {"统计!E2": 4.4}, "甲.xlsx")
    two = fill(template, {"全省!B2": 6.3}, "乙.xlsx")
    keep_reference([one, two], tmp_path / "a", REGISTERED)
    keep_reference([two, one], tmp_path / "b", REGISTERED)
    kept = [path.read_bytes() for path in sorted(tmp_path.glob("[ab]/录入/参考数据.json"))]
    assert len(kept) == 2 and kept[0] == kept[1]
    book = load_reference(tmp_path / "a")
    assert book is not None and len(book.figures) == 2


def test_a_spoilt_import_keeps_what_was_there(template: Path, tmp_path: Path) -> None:
    keep_reference([fill(template, {"统计!E2": 4.4})], tmp_path, REGISTERED)
    with pytest.raises(WrongUse):
        keep_reference([fill(template, {"统计!E2": "约5"})], tmp_path, REGISTERED)
    book = load_reference(tmp_path)
    assert book is not None and book.figures[0].value == 4.4


# In a review

SAMPLE = Path(__file__).parent.parent / "corpora" / "inbox" / "03 鹿鸣县.docx"


def review(inbox: Path, out: Path) -> list[str]:
    """The names of the dossiers that were read anew."""
    fresh: list[str] = []

    def report(name: str, is_fresh: bool) -> None:
        fresh.extend([name] * is_fresh)

    review_inbox(inbox, out, POLICY, Limits(workers=1), report, lambda total, underway: None)
    return fresh


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_reviews_use_what_was_imported_and_read_nothing_anew(template: Path, tmp_path: Path) -> None:
    inbox, out, again = tmp_path / "inbox", tmp_path / "out", tmp_path / "again"
    inbox.mkdir()
    shutil.copy(SAMPLE, inbox)
    given = fill(
        template,
        {"全省!B2": 6.3, "科技!A2": None, "科技!B2": "鹿鸣县", "科技!D2": "总数", "科技!E2": 7},
    )
    assert review(inbox, out) == [SAMPLE.stem]
    before = contents(out)
    keep_reference([given], out, POLICY)
    assert review(inbox, out) == []
    after = contents(out)
    changed = {name for name in before if before[name] != after[name]}
    assert {f"{SAMPLE.stem}/审查摘要.docx", "汇总表.xlsx", "index.html"} <= changed
    assert f"{SAMPLE.stem}/dossier.json" not in changed
    assert "科技主管部门提供的总数是7家" in (out / "index.html").read_text("utf-8")
    keep_reference([given], again, POLICY)
    assert review(inbox, again) == [SAMPLE.stem]
    assert contents(again) == after
    assert review(inbox, again) == []
    assert contents(again) == after


# On the command line


def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *words: str) -> tuple[int, str]:
    """Exit status, and all that was said."""
    monkeypatch.setattr("sys.argv", ["shenbao", "reference", *words])
    with pytest.raises(SystemExit) as ended:
        main()
    said = capsys.readouterr()
    return int(str(ended.value.code)), said.out + said.err


def test_the_commands_from_template_to_show(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet, out = tmp_path / "表.xlsx", tmp_path / "结果"
    assert run(capsys, monkeypatch, "template", str(sheet))[0] == 0
    status, said = run(capsys, monkeypatch, "template", str(sheet))
    assert status == 2 and "没有覆盖" in said
    status, said = run(capsys, monkeypatch, "import", str(sheet), "--out", str(out))
    assert status == 2 and "还没有填一个数" in said
    status, said = run(capsys, monkeypatch, "show", "--out", str(out))
    assert status == 2 and "没有导入过参考数据" in said
    filled = fill(sheet, {"全省!B2": "6.3%"})
    assert run(capsys, monkeypatch, "import", str(filled), "--out", str(out))[0] == 0
    status, said = run(capsys, monkeypatch, "show", "--out", str(out))
    assert status == 0 and "6.3" in said and "第2张表B2" in said
    status, said = run(capsys, monkeypatch, "show", "--out", str(out), "--json")
    assert status == 0 and '"value": 6.3' in said
    status, said = run(capsys, monkeypatch, "import", str(filled), "--out", str(filled))
    assert status == 2 and "是一个文件，不是文件夹" in said
