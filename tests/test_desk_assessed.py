"""A batch that is a yearly assessment: the gate binds, the form asks for its year, grades start from it."""

from pathlib import Path

import openpyxl
import pytest
from made_up_dossiers import POLICY, accepted, make_dossier
from typer.testing import CliRunner

from desk.assess_commands import assess_app
from desk.assessed import find_yearly, keep_assessed
from desk.entered import find_applicants, load_assessed, load_entered, stamp_entered
from desk.review import Review
from desk.store import save_dossier
from desk.work import review_dossier
from dossier import Source
from dossier.errors import WrongUse

RUN = CliRunner()
READ = (Source(path="申报表.docx", sha256="0" * 64, bytes=1, kind="docx", status="read"),)
FEW = {"tech_smes": 79, "high_tech_enterprises": 24, "neeq_listed": 0}


def make_out(out: Path, year: int) -> Path:
    """Three indicators are missed, so that the gate cannot be met."""
    missed = {field: accepted(value) for field, value in FEW.items()}
    dossier = make_dossier(missed, sources=READ)
    form = dossier.form.model_copy(update={"data_year": year})
    save_dossier(out, "岚山县", dossier.model_copy(update={"form": form}))
    return out


def review(out: Path) -> Review:
    (applicant,) = find_applicants(out, POLICY)
    return review_dossier(applicant.name, applicant.dossier, POLICY, load_entered(out))


def test_the_gate_binds_in_a_yearly_assessment_alone(tmp_path: Path) -> None:
    out = make_out(tmp_path / "out", 2021)
    entry = review(out)
    keep_assessed(out, POLICY, 1, None)
    yearly = review(out)
    assert entry.scorecard is not None
    assert yearly.scorecard is not None
    assert (entry.scorecard.gate.binding, yearly.scorecard.gate.binding) == (False, True)
    assert entry.scorecard.calendar is not None
    assert yearly.scorecard.calendar is None


@pytest.mark.parametrize(("number", "targets"), [(1, "第一年任务"), (2, "第二年任务"), (3, "第三年任务")])
def test_each_assessment_has_its_targets(tmp_path: Path, number: int, targets: str) -> None:
    out = make_out(tmp_path / "out", 2020 + number)
    keep_assessed(out, POLICY, number, None)
    card = review(out).scorecard
    assert card is not None
    assert (card.gate.year, card.gate.targets) == (number, targets)


def test_the_form_is_asked_for_the_year_of_the_assessment(tmp_path: Path) -> None:
    """A form of the year before the assessment is right, and that of the application is not any more."""
    told = []
    for year in (2020, 2021):
        out = make_out(tmp_path / str(year), year)
        assert keep_assessed(out, POLICY, 1, None).form.data_year == 2021
        told.append("X17" in {each.rule for each in review(out).findings})
    assert told == [True, False]


def test_a_later_round_names_its_year(tmp_path: Path) -> None:
    out = make_out(tmp_path / "out", 2022)
    assert keep_assessed(out, POLICY, 1, 2022).form.data_year == 2022
    assessed = load_assessed(out)
    assert assessed is not None
    assert assessed.base_year == 2021


def test_it_stays_one_until_it_is_said_otherwise(tmp_path: Path) -> None:
    out = make_out(tmp_path / "out", 2021)
    stamp = stamp_entered(out)
    keep_assessed(out, POLICY, 2, None)
    assert keep_assessed(out, POLICY, None, None).form.data_year == 2022
    assert stamp_entered(out) != stamp
    assert keep_assessed(out, POLICY, 0, None) is POLICY
    assert stamp_entered(out) == stamp


@pytest.mark.parametrize(
    ("number", "year", "told"),
    [(4, None, "应写1至3"), (-1, None, "应写1至3"), (None, 2021, "--assess"), (0, 2021, "--assess")],
)
def test_what_cannot_be_is_refused(tmp_path: Path, number: int | None, year: int | None, told: str) -> None:
    with pytest.raises(WrongUse, match=told):
        keep_assessed(tmp_path, POLICY, number, year)


def test_the_sheet_of_grades_starts_from_the_yearly_reviews(tmp_path: Path) -> None:
    folders = [make_out(tmp_path / str(number), 2020 + number) for number in (1, 2)]
    for number, out in enumerate(folders, start=1):
        keep_assessed(out, POLICY, number, None)
    application = make_out(tmp_path / "0", 2020)
    sheet = tmp_path / "等次.xlsx"
    arguments = [text for out in (application, *folders) for text in ("--out", str(out))]
    made = RUN.invoke(assess_app, ["template", str(sheet), *arguments])
    assert made.exit_code == 0, made.output
    rows = list(openpyxl.load_workbook(sheet)["考核等次"].iter_rows(min_row=2, values_only=True))
    (first,), (second,) = (list(find_yearly(out, POLICY)) for out in folders)
    assert [row[:4] for row in rows] == [
        ("岚山县", None, 1, first.met),
        ("岚山县", None, 2, second.met),
        ("岚山县", None, 3, None),
    ]
    assert first.met is not None
    kept = RUN.invoke(assess_app, ["import", str(sheet), "--out", str(folders[0])])
    assert "已导入1个申报单位的2次考核" in kept.output
