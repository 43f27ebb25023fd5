"""The families of hard dossiers are hard in the way they say, and true in all else."""

import random
import zipfile
from pathlib import Path

import pytest
from rapidfuzz.distance import OSA

from corpora.blocks import Grid
from corpora.dossiers import Case
from corpora.families.archives import PACKINGS, make_archive_case
from corpora.families.copies import MANNERS as COPIES
from corpora.families.copies import blank_form, make_copies_cases, old_form
from corpora.families.features import FEATURES, make_feature_case
from corpora.families.labels import MANNERS as LABELS
from corpora.families.labels import make_label_case, only_unmistakable, put_breaks, put_spaces
from corpora.families.papers import draw_papers
from corpora.measure import compare_forms
from dossier import Dossier, FieldReading, Form
from policy import Policy, load_policy

MARKS = {
    "content controls": ("word/document.xml", "<w:sdt>"),
    "tracked changes": ("word/document.xml", "<w:ins "),
    "split runs": ("word/document.xml", "<w:fldSimple "),
    "text boxes": ("word/document.xml", "<w:txbxContent>"),
    "form in a table": ("word/document.xml", '<w:tc><w:tcPr><w:tcW w:w="9000" w:type="dxa"/></w:tcPr><w:p>'),
    "generated numbers": ("word/numbering.xml", "chineseCountingThousand"),
    "hidden rows": ("word/document.xml", "<w:hidden/>"),
    "marks in labels": ("word/document.xml", "<w:softHyphen/>"),
    "shifted rows": ("word/document.xml", "<w:gridBefore "),
    "headers, footers": ("word/header1.xml", "2019-0035"),
    "comments": ("word/comments.xml", "999"),
}
"""What can be seen in the file that each feature has been laid in."""


@pytest.fixture(scope="module")
def policy() -> Policy:
    return load_policy()


def read_part(path: Path, part: str) -> str:
    with zipfile.ZipFile(path) as package:
        return package.read(part).decode()


@pytest.mark.parametrize("name", FEATURES)
def test_a_feature_is_in_the_file(name: str, tmp_path: Path, policy: Policy) -> None:
    case = make_feature_case(5, name, 0, tmp_path, policy)
    part, mark = MARKS[name]
    assert mark in read_part(case.path, part)
    assert set(case.expected) == {field.id for field in policy.form.fields}


def test_the_same_arguments_make_the_same_files(tmp_path: Path, policy: Policy) -> None:
    def make(folder: Path) -> list[Case]:
        made = [make_feature_case(5, name, 1, folder, policy) for name in FEATURES]
        made += [make_label_case(5, "synonyms", 0, folder, policy)]
        return [*made, make_archive_case(5, "zip in zip", 0, folder, policy)]

    make(tmp_path / "one")
    make(tmp_path / "two")
    first = sorted(path.relative_to(tmp_path / "one") for path in tmp_path.glob("one/**/*") if path.is_file())
    assert len(first) > len(FEATURES)
    for name in first:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), name


@pytest.mark.parametrize("name", [name for name in LABELS if name.startswith("slip")])
def test_a_slip_is_one_slip_and_stays_unmistakable(name: str, policy: Policy) -> None:
    rng = random.Random(name)
    slip = only_unmistakable(LABELS[name], policy)
    changed = 0
    for number, field in enumerate(policy.form.fields):
        new = slip(rng, field.label, field, number)
        changed += new != field.label
        assert OSA.distance(new, field.label) <= 1
        others = (other.label for other in policy.form.fields if other.id != field.id)
        assert new == field.label or all(OSA.distance(new, other) >= 3 for other in others)
    assert changed > 15


def test_spaces_and_breaks_change_nothing_else(policy: Policy) -> None:
    rng = random.Random(1)
    for number, field in enumerate(policy.form.fields):
        for put in (put_spaces, put_breaks):
            new = put(rng, field.label, field, number)
            assert new != field.label and "".join(new.split()) == field.label


def test_every_manner_of_labels_writes_a_dossier(tmp_path: Path, policy: Policy) -> None:
    for name in LABELS:
        case = make_label_case(3, name, 2, tmp_path, policy)
        assert sorted(path.name for path in case.path.iterdir()) == ["申报表.xlsx", "申报资料.docx"]
        assert all(expected.status == "accepted" for expected in case.expected.values())


def test_names_are_in_gbk_and_do_not_say_so(tmp_path: Path, policy: Policy) -> None:
    case = make_archive_case(3, "zip, GBK names", 0, tmp_path, policy)
    with zipfile.ZipFile(case.path) as package:
        entries = package.infolist()
    assert len(entries) == 2
    for entry in entries:
        assert not entry.flag_bits & 0x800
        assert "申报" in entry.filename.encode("cp437").decode("gbk")


def test_every_packing_packs(tmp_path: Path, policy: Policy) -> None:
    for name in PACKINGS:
        case = make_archive_case(3, name, 1, tmp_path, policy)
        assert case.path.exists() and case.family == name
        if case.path.suffix == ".zip":
            assert zipfile.is_zipfile(case.path)


def test_a_blank_form_is_blank_and_an_old_one_is_another(policy: Policy) -> None:
    for number in range(8):
        papers = draw_papers("test", number, policy)
        blank, old = blank_form(papers), old_form(papers, titled=True)
        values = [
            cell for block in blank if isinstance(block, Grid) for cell in block.cells if cell.role == "value"
        ]
        assert len(values) >= len(policy.form.fields)
        assert all(
            cell.number is None and cell.text in ("", cell.text.split("：")[0] + "：") for cell in values
        )
        assert old != papers.form and f"{papers.county.data_year - 1}年" in str(old)


def test_every_manner_of_copies_is_made_without_printing(tmp_path: Path, policy: Policy) -> None:
    cases = make_copies_cases(3, 1, tmp_path, policy, printed=False)
    assert [case.family for case in cases] == [name for name in COPIES if name != "Word and PDF"]
    by_name = {case.family: case for case in cases}
    assert all(expected.status == "blank" for expected in by_name["only a blank one"].expected.values())
    differing = by_name["one value differs"].expected
    plain = draw_papers("3/copies/one value differs", 0, policy).expected
    assert [name for name in plain if plain[name] != differing[name]] == [
        name for name in plain if plain[name].status == "accepted" and differing[name].status == "review"
    ]
    assert sum(plain[name] != differing[name] for name in plain) == 1


def test_readings_are_compared_by_value_and_status() -> None:
    def read(**fields: FieldReading) -> Dossier:
        return Dossier(policy="p", form=Form(fields=fields))

    plain = read(a=FieldReading(status="accepted", value=3), b=FieldReading(status="blank"))
    assert compare_forms(plain, plain) == ()
    doubted = read(a=FieldReading(status="review", value=3), b=FieldReading(status="blank"))
    wrong = read(a=FieldReading(status="accepted", value=4), b=FieldReading(status="blank"))
    lost = read(a=FieldReading(status="accepted", value=3))
    assert [len(compare_forms(plain, one)) for one in (doubted, wrong, lost)] == [1, 1, 1]
    assert compare_forms(plain, doubted)[0].startswith("a: review 3")
