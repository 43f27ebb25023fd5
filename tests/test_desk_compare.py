"""`shenbao compare`: the same comparison on the terminal, in Word and as JSON."""

import json
import subprocess
import sys
from pathlib import Path

import docx
import pytest

from desk.compare import compare_paths, find_record, load_side
from desk.store import STATE, save_dossier
from desk.summaries.changes import list_sections, sum_up_changes
from desk.summaries.comparison_paper import render_comparison
from desk.summaries.words import say_number
from dossier import Dossier, FieldReading
from dossier.errors import WrongUse
from extract.pipeline import extract_dossier
from policy import Policy
from score.comparison import Comparison

SAMPLE = Path(__file__).parent.parent / "corpora" / "inbox" / "03 鹿鸣县.docx"
SHENBAO = Path(sys.executable).with_name("shenbao")
HOSTILE = '<b>=1+1</b>{{7*7}}\u202e"&#x41;[bold]'


@pytest.fixture(scope="module")
def first(policy: Policy) -> Dossier:
    return extract_dossier(SAMPLE, policy)


def blank_of(dossier: Dossier) -> str:
    return next(name for name, reading in dossier.form.fields.items() if reading.status == "blank")


def change(dossier: Dossier, **fields: FieldReading) -> Dossier:
    form = dossier.form.model_copy(update={"fields": dossier.form.fields | fields})
    return dossier.model_copy(update={"form": form})


@pytest.fixture
def both(first: Dossier, tmp_path: Path) -> tuple[Path, Path]:
    """A review of a dossier with an empty cell, and one of the dossier with it filled in."""
    place = next(reading.evidence for reading in first.form.fields.values() if reading.evidence)
    filled = FieldReading(status="accepted", value=30, raw="30", confidence=0.9, evidence=place)
    for name, dossier in (("first", first), ("second", change(first, **{blank_of(first): filled}))):
        (tmp_path / name / STATE).mkdir(parents=True)
        save_dossier(tmp_path / name, "鹿鸣县", dossier)
    return tmp_path / "first" / "鹿鸣县", tmp_path / "second" / "鹿鸣县"


def test_one_cell_that_was_filled_in(both: tuple[Path, Path], first: Dossier, policy: Policy) -> None:
    comparison, _ = compare_paths(*both, policy)
    changed = [each for each in comparison.fields if each.kind != "same"]
    assert [(each.field, each.kind, each.new.value) for each in changed] == [(blank_of(first), "given", 30)]
    settled = [each.old.subject for each in comparison.findings if each.fate == "settled" and each.old]
    assert settled == [blank_of(first)]
    assert (comparison.relation, comparison.same_applicant) == ("resubmission", True)
    assert not any(each.fate == "new" for each in comparison.findings)


def test_a_dossier_compared_with_itself_shows_nothing(both: tuple[Path, Path], policy: Policy) -> None:
    comparison, places = compare_paths(both[0], both[0] / "dossier.json", policy)
    assert {each.kind for each in comparison.fields} == {"same"}
    assert {each.fate for each in comparison.findings} == {"stays"}
    shown = [section for section in list_sections(comparison, policy, places) if section.rows]
    assert [section.title for section in shown] == ["问题的变化"]


def test_another_year_and_another_applicant_are_said(first: Dossier, policy: Policy, tmp_path: Path) -> None:
    later = first.model_copy(update={"form": first.form.model_copy(update={"data_year": 2021})})
    name = next(spec.id for spec in policy.form.fields)
    stranger = change(first, **{name: first.form.fields[name].model_copy(update={"value": "柏崖县"})})
    for folder, dossier in (("a", first), ("b", later), ("c", stranger)):
        save_dossier(tmp_path, folder, dossier)
    next_year, _ = compare_paths(tmp_path / "a", tmp_path / "b", policy)
    assert (next_year.relation, next_year.old.data_year, next_year.new.data_year) == (
        "other_year",
        2020,
        2021,
    )
    other, _ = compare_paths(tmp_path / "a", tmp_path / "c", policy)
    assert other.same_applicant is False
    assert "不是同一个" in sum_up_changes(other)[0]


def test_every_figure_of_the_paper_is_in_the_comparison(
    both: tuple[Path, Path], policy: Policy, tmp_path: Path
) -> None:
    comparison, places = compare_paths(*both, policy)
    render_comparison(comparison, policy, places, tmp_path / "对比.docx")
    render_comparison(comparison, policy, places, tmp_path / "again.docx")
    assert (tmp_path / "对比.docx").read_bytes() == (tmp_path / "again.docx").read_bytes()
    paper = docx.Document(str(tmp_path / "对比.docx"))
    text = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert all(sentence in text for sentence in sum_up_changes(comparison))
    rows = [[cell.text for cell in row.cells] for table in paper.tables for row in table.rows[1:]]
    shown = [list(row) for section in list_sections(comparison, policy, places) for row in section.rows]
    assert rows == shown
    labels = {spec.id: spec.label for spec in policy.form.fields}
    for each in comparison.fields:
        if each.kind != "same" and isinstance(each.new.value, int | float):
            (row,) = [row for row in rows if row[0] == labels[each.field]]
            assert row[2].startswith(say_number(each.new.value))


def test_hostile_words_stay_words(first: Dossier, policy: Policy, tmp_path: Path) -> None:
    texts = {spec.id for spec in policy.form.fields if spec.kind == "text"}
    evil = {
        name: reading.model_copy(update={"value": HOSTILE, "status": "accepted"})
        for name, reading in first.form.fields.items()
        if name in texts
    }
    for name, dossier in (("a", first), ("b", change(first, **evil))):
        save_dossier(tmp_path, name, dossier)
    comparison, places = compare_paths(tmp_path / "a", tmp_path / "b", policy)
    render_comparison(comparison, policy, places, tmp_path / "evil.docx")
    paper = docx.Document(str(tmp_path / "evil.docx"))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    assert HOSTILE.replace("\u202e", "") in cells
    assert not any("\u202e" in cell for cell in cells)


def test_the_command_writes_word_and_json(both: tuple[Path, Path], tmp_path: Path) -> None:
    word = tmp_path / "对比情况.docx"
    command = [str(SHENBAO), "compare", *map(str, both)]
    done = subprocess.run(
        [*command, "--word", str(word), "--json"], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0
    Comparison.model_validate(json.loads(done.stdout))
    assert word.exists()
    again = subprocess.run([*command, "--word", str(word)], capture_output=True, text=True, timeout=60)
    assert again.returncode == 2
    assert "没有覆盖" in again.stderr


def test_what_cannot_be_compared_is_said(both: tuple[Path, Path], first: Dossier, policy: Policy) -> None:
    out = both[0].parent
    with pytest.raises(WrongUse, match="整批的结果文件夹"):
        load_side(out, policy)
    with pytest.raises(WrongUse, match="没有找到"):
        load_side(out / "无此县", policy)
    save_dossier(out, "别的", first.model_copy(update={"policy": "other"}))
    with pytest.raises(WrongUse, match="另一套政策"):
        load_side(out / "别的", policy)
    (out / "别的" / "dossier.json").write_text("{}", encoding="utf-8")
    with pytest.raises(WrongUse, match=r"dossier\.json"):
        load_side(out / "别的", policy)
    assert find_record(SAMPLE) is None
