"""What people decide, entered in a sheet: read back, shown with their names, in force in the next review."""

import datetime
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
from made_up_dossiers import POLICY, make_dossier
from typer.testing import CliRunner

from desk.entered import DECISIONS, FOLDER, find_applicants, load_entered, save_kept, stamp_entered
from desk.ruling_commands import list_matters, ruling_app
from desk.ruling_sheets import read_ruling_sheets, write_ruling_sheet
from desk.store import save_dossier
from desk.work import review_dossier
from dossier import Source
from dossier.errors import WrongUse
from score.entries import Decisions
from score.scorecard import Scorecard

RUN = CliRunner()
READ = (Source(path="申报表.docx", sha256="0" * 64, bytes=1, kind="docx", status="read"),)
RULED = {"F2": "达到", "G2": "附件列有26家", "H2": "张示例"}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    save_dossier(tmp_path / "out", "01 岚山县", make_dossier(sources=READ))
    return tmp_path / "out"


def make_sheet(out: Path, cells: Mapping[str, object], days: Mapping[str, object] | None = None) -> Path:
    path = out.parent / "判定.xlsx"
    applicants = find_applicants(out, POLICY)
    matters = list_matters(applicants, out, POLICY)
    write_ruling_sheet(path, applicants, matters, load_entered(out).decisions, POLICY)
    book = openpyxl.load_workbook(path)
    for sheet, changed in (("判定", cells), ("收件", days or {})):
        for place, value in changed.items():
            book[sheet][place] = value
    book.save(path)
    return path


def read(out: Path, path: Path) -> Decisions:
    return read_ruling_sheets([path], find_applicants(out, POLICY), POLICY)


def score(out: Path) -> Scorecard:
    (applicant,) = find_applicants(out, POLICY)
    card = review_dossier(applicant.name, applicant.dossier, POLICY, load_entered(out)).scorecard
    assert card is not None
    return card


def test_the_sheet_lists_what_is_open_and_a_persons_to_decide(out: Path) -> None:
    matters = list_matters(find_applicants(out, POLICY), out, POLICY)
    assert [each.rule for each in matters] == [
        *("C3", "C6"),
        *("new_enterprises", "sme_revenue_growth", "cluster_output_growth"),
        *("incubated_micro", "incubated_over_5m", "zone_new_above_scale", "platform_served"),
    ]
    assert "产业链企业" in matters[0].why


def test_a_ruling_decides_and_says_whose_it_is(out: Path) -> None:
    save_kept(out / FOLDER / DECISIONS, read(out, make_sheet(out, RULED)))
    condition = next(each for each in score(out).conditions if each.condition == "C3")
    assert condition.outcome == "met"
    assert condition.requirements[-1].reason == "由张示例判定：附件列有26家"
    assert condition.trace is not None
    ruled = condition.trace.inputs[-1]
    assert (ruled.name, ruled.evidence[0].source, ruled.evidence[0].quote) == (
        "人的判定",
        "判定.xlsx",
        "达到",
    )


def test_an_indicator_that_a_person_decides_counts(out: Path) -> None:
    before = score(out).gate.lowest
    row = 2 + [each.rule for each in list_matters(find_applicants(out, POLICY), out, POLICY)].index(
        "platform_served"
    )
    path = make_sheet(out, {f"F{row}": "达到", f"G{row}": "平台台账", f"H{row}": "李样本"})
    save_kept(out / FOLDER / DECISIONS, read(out, path))
    card = score(out)
    result = next(each for each in card.indicators if each.indicator == "platform_served")
    assert card.gate.lowest == before + 1
    assert (result.outcome, result.needs) == ("met", None)
    assert result.reason.endswith("由李样本判定：平台台账")


@pytest.mark.parametrize(
    "day", ["2021-04-28", "2021.4.28", "2021年4月28日", "二〇二一年四月二十八日", datetime.date(2021, 4, 28)]
)
def test_the_day_of_receipt_is_read_however_it_is_written(out: Path, day: object) -> None:
    decisions = read(out, make_sheet(out, {}, {"C2": day}))
    assert decisions.received("01 岚山县") == datetime.date(2021, 4, 28)


@pytest.mark.parametrize(("day", "outcome"), [("2021-04-30", "met"), ("2021-05-01", "not_met")])
def test_the_day_of_receipt_is_held_against_the_last_day(out: Path, day: str, outcome: str) -> None:
    save_kept(out / FOLDER / DECISIONS, read(out, make_sheet(out, {}, {"C2": day})))
    calendar = score(out).calendar
    assert calendar is not None
    assert {each.outcome for each in calendar.deadlines if each.applies} == {outcome}


@pytest.mark.parametrize(
    ("cells", "days", "told"),
    [
        ({"F2": "行"}, {}, "“判定”表F2格：写的是“行”，应填 达到、达不到 中的一个"),
        ({"F2": None}, {}, "“判定”表F2格：空着"),
        ({"G2": None}, {}, "“判定”表G2格：空着，有判定的要写理由"),
        ({"H2": " "}, {}, "“判定”表H2格：空着，有判定的要写判定人"),
        ({"A2": "丙县"}, {}, "“判定”表A2格：没有“丙县”这份资料，有的是：01 岚山县"),
        ({"C2": "C9"}, {}, "“判定”表C2格：没有编号为“C9”的申报条件或指标"),
        (
            {"C3": "C3", "F3": "达不到", "G3": "少", "H3": "王例子"},
            {},
            "“判定”表C3格：01 岚山县的C3判定了两次",
        ),
        ({}, {"C2": "2021-04-31"}, "“收件”表C2格：写的是“2021-04-31”，应填日期"),
        ({}, {"C2": "四月底"}, "“收件”表C2格：写的是“四月底”，应填日期"),
        ({}, {"C2": 44314}, "“收件”表C2格：写的是“44314”，应填日期"),
    ],
)
def test_a_fault_is_told_under_its_cell(
    out: Path, cells: dict[str, object], days: dict[str, object], told: str
) -> None:
    with pytest.raises(WrongUse) as caught:
        read(out, make_sheet(out, {**RULED, **cells}, days))
    assert told in str(caught.value)


def test_an_empty_sheet_is_refused(out: Path) -> None:
    with pytest.raises(WrongUse, match="没有导入"):
        read(out, make_sheet(out, {}))


def test_a_ruling_never_overrides_a_figure(out: Path) -> None:
    path = make_sheet(out, {**RULED, "C2": "C1", "F2": "达不到"})
    told = RUN.invoke(ruling_app, ["import", str(path), "--out", str(out)])
    assert "01 岚山县的C1不是待定的，判定不起作用" in told.output
    assert score(out).conditions[0].outcome == "met"


def test_the_way_of_a_clerk(out: Path) -> None:
    """Template, import, show; a second template holds what was decided; reviews are made anew."""
    sheet, stamp = out.parent / "表.xlsx", stamp_entered(out)
    made = RUN.invoke(ruling_app, ["template", str(sheet), "--out", str(out)])
    assert "待定的有9项" in made.output
    sheet.unlink()
    kept = RUN.invoke(ruling_app, ["import", str(make_sheet(out, RULED)), "--out", str(out)])
    assert "已导入1个判定、0个收件日期" in kept.output
    assert stamp_entered(out) != stamp
    shown = RUN.invoke(ruling_app, ["show", "--out", str(out)], env={"COLUMNS": "200"})
    assert "张示例" in shown.output
    RUN.invoke(ruling_app, ["template", str(sheet), "--out", str(out)])
    rows = list(openpyxl.load_workbook(sheet)["判定"].iter_rows(min_row=2, values_only=True))
    assert rows[0][5:] == ("达到", "附件列有26家", "张示例")
    assert rows[1][5:] == (None, None, None)
