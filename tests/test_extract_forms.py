"""Whole dossiers whose truth is known: every certain value accepted, no doubtful one, all with evidence."""

import math
from collections.abc import Iterable
from pathlib import Path

import docx
import pypdfium2 as pdfium
import pytest

from corpora.dossiers import Case
from corpora.measure import CaseMeasure, measure_case
from dossier import Dossier, Evidence
from extract.pipeline import extract_dossier, read_documents
from extract.text import squeeze
from policy import Policy

Read = list[tuple[Case, Dossier]]


@pytest.fixture(scope="session")
def written(written_cases: list[Case], policy: Policy) -> Read:
    return [(case, extract_dossier(case.path, policy)) for case in written_cases]


@pytest.fixture(scope="session")
def printed(printed_cases: list[Case], policy: Policy) -> Read:
    return [(case, extract_dossier(case.path, policy)) for case in printed_cases]


def measure(read: Read) -> list[CaseMeasure]:
    return [measure_case(case, dossier, 0) for case, dossier in read]


def tell_silent(measures: Iterable[CaseMeasure]) -> list[str]:
    return [
        f"{m.case.medium} {m.case.name} {i.field}: {i.raw!r} read as {i.value!r}, true {i.expected}"
        for m in measures
        for i in m.silent
    ]


def tell_missed(measures: Iterable[CaseMeasure]) -> list[str]:
    """Certain values that were not accepted."""
    return [
        f"{m.case.name} ({m.case.layout}) {i.field}: {i.raw!r} {i.status} {i.reasons}"
        for m in measures
        for i in m.fields
        if i.verdict in ("right in review", "wrong in review", "absent")
    ]


def test_the_dossiers_have_every_layout(written_cases: list[Case]) -> None:
    assert len({case.layout for case in written_cases}) == 8


def test_no_silent_error_in_word_files_and_workbooks(written: Read) -> None:
    assert tell_silent(measure(written)) == []


def test_every_certain_value_of_word_files_and_workbooks_is_accepted(written: Read) -> None:
    assert tell_missed(measure(written)) == []


def test_no_silent_error_in_printed_files(printed: Read) -> None:
    assert tell_silent(measure(printed)) == []


def test_nearly_every_certain_value_of_printed_files_is_accepted(printed: Read) -> None:
    """Where a page breaks in a value, a person must look."""
    measures = measure(printed)
    certain = sum(i.expected.status == "accepted" for m in measures for i in m.fields)
    assert len(tell_missed(measures)) <= 0.01 * certain, tell_missed(measures)


@pytest.mark.parametrize("media", ["written", "printed"])
def test_the_year_and_the_materials(media: str, request: pytest.FixtureRequest) -> None:
    read: Read = request.getfixturevalue(media)
    for case, dossier in read:
        assert dossier.form.data_year in (None, case.data_year), case.name
    measures = measure(read)
    right, of = (sum(m.materials[n] for m in measures) for n in (0, 1))
    assert right >= 0.98 * of, [m.slips for m in measures if m.materials[0] < m.materials[1]]


@pytest.mark.parametrize("media", ["written", "printed"])
def test_no_wrong_fact(media: str, request: pytest.FixtureRequest) -> None:
    """A fact may be left out; one that is there is true."""
    read: Read = request.getfixturevalue(media)
    slips = [
        (m.case.name, slip) for m in measure(read) for slip in m.slips if "wrong" in slip or "form" in slip
    ]
    assert slips == []


def evidence_of(dossier: Dossier) -> list[Evidence]:
    """All the evidence there is, wherever it hangs."""
    facts = dossier.facts
    kinds = [getattr(facts.activities, kind) for kind in type(facts.activities).model_fields]
    found = [
        *(reading.evidence for reading in dossier.form.fields.values()),
        *(material.evidence for material in dossier.materials.values()),
        *(policy.evidence for policy in facts.policies),
        *(year.evidence for year in facts.special_fund),
        *(mention.evidence for mention in facts.mentions),
        *(document.evidence for document in facts.leadership.documents),
        *(kind.evidence for kind in kinds if kind),
        facts.leadership.leader.evidence if facts.leadership.leader else (),
    ]
    return [evidence for pieces in found for evidence in pieces]


@pytest.mark.parametrize("media", ["written", "printed"])
def test_everything_read_has_evidence(media: str, request: pytest.FixtureRequest) -> None:
    read: Read = request.getfixturevalue(media)
    for case, dossier in read:
        names = {source.path for source in dossier.sources}
        for name, reading in dossier.form.fields.items():
            assert reading.evidence or reading.status == "missing", (case.name, name)
            assert reading.reasons or reading.status != "review", (case.name, name)
        for name, material in dossier.materials.items():
            assert material.evidence or material.status == "missing", (case.name, name)
        facts = dossier.facts
        assert all(policy.evidence for policy in facts.policies), case.name
        assert all(year.evidence for year in facts.special_fund), case.name
        assert all(mention.evidence for mention in facts.mentions), case.name
        for evidence in evidence_of(dossier):
            assert evidence.source in names
            places = (evidence.box, evidence.cell, evidence.paragraph)
            assert sum(place is not None for place in places) == 1, (case.name, evidence)


def all_text(path: Path) -> str:
    """All that stands in a Word file, by another way than the reader's."""
    body = docx.Document(str(path)).element.body
    return squeeze("".join(body.itertext()))


def file_of(case: Case, evidence: Evidence) -> Path:
    return case.path / evidence.source if case.path.is_dir() else case.path


def test_quotes_stand_in_the_word_files(written: Read) -> None:
    for case, dossier in written:
        files = {file_of(case, evidence) for evidence in evidence_of(dossier)}
        texts = {path: all_text(path) for path in files if path.suffix == ".docx"}
        for evidence in evidence_of(dossier):
            path = file_of(case, evidence)
            if path in texts:
                text = texts[path]
                for line in evidence.quote.split("\n"):
                    for part in line.split("  "):
                        assert squeeze(part) in text, (case.name, evidence)


def test_quotes_stand_at_the_named_cell_or_paragraph(written: Read) -> None:
    for case, dossier in written:
        documents = {document.source: document for document in read_documents(case.path)[1]}
        for evidence in evidence_of(dossier):
            pages = documents[evidence.source].pages
            page = pages[0] if evidence.page is None else next(p for p in pages if p.number == evidence.page)
            if evidence.cell is not None:
                place = (evidence.cell.row, evidence.cell.column)
                cells = page.tables[evidence.cell.table].cells
                text = "".join(c.text for c in cells if c.row == place[0] and c.column >= place[1])
                first = next(c.text for c in cells if (c.row, c.column) == place)
                assert squeeze(evidence.quote).startswith(squeeze(first)), (case.name, evidence)
            else:
                text = next(p.text for p in page.paragraphs if p.index == evidence.paragraph)
            assert squeeze(evidence.quote) in squeeze(text), (case.name, evidence)


def test_boxes_lie_on_the_page_and_hold_their_quote(printed: Read) -> None:
    for case, dossier in printed:
        opened = {
            s.path: pdfium.PdfDocument(case.path / s.path if case.path.is_dir() else case.path)
            for s in dossier.sources
        }
        for evidence in evidence_of(dossier):
            assert evidence.page is not None
            assert evidence.box is not None
            page = opened[evidence.source][evidence.page - 1]
            width, height = page.get_size()
            x0, y0, x1, y1 = evidence.box
            assert 0 <= x0 < x1 <= width, (case.name, evidence)
            assert 0 <= y0 < y1 <= height, (case.name, evidence)
            around = {"left": x0 - 1, "bottom": height - y1 - 1, "right": x1 + 1, "top": height - y0 + 1}
            there = squeeze(page.get_textpage().get_text_bounded(**around))
            assert all(squeeze(part) in there for part in evidence.quote.split()), (
                case.name,
                evidence,
                there,
            )
        for document in opened.values():
            document.close()


def test_no_trap_is_fallen_into(traps: list[Case], policy: Policy) -> None:
    assert {case.medium for case in traps} == {"word", "sheet"}
    assert tell_silent(measure_case(c, extract_dossier(c.path, policy), 0) for c in traps) == []


def test_no_printed_trap_is_fallen_into(printed_traps: list[Case], policy: Policy) -> None:
    assert len(printed_traps) >= 15
    assert tell_silent(measure_case(c, extract_dossier(c.path, policy), 0) for c in printed_traps) == []


def test_a_trap_never_spoils_its_neighbours(traps: list[Case], policy: Policy) -> None:
    """One bad cell sends that cell to review, not the form: most of the others stay accepted."""
    for case in traps:
        if case.name.startswith(("count_", "rate_", "money_", "names_", "hidden_digit", "white_digit")):
            fields = extract_dossier(case.path, policy).form.fields
            accepted = sum(reading.status == "accepted" for reading in fields.values())
            assert accepted >= math.floor(0.9 * len(fields)), (case.medium, case.name, accepted)


@pytest.mark.parametrize("media", ["written_cases", "printed_cases"])
def test_the_same_files_give_the_same_bytes(
    media: str, request: pytest.FixtureRequest, policy: Policy
) -> None:
    cases: list[Case] = request.getfixturevalue(media)
    for case in cases[::3]:
        once, twice = (extract_dossier(case.path, policy).model_dump_json() for _ in range(2))
        assert once == twice


def test_another_place_gives_the_same_bytes(
    written_cases: list[Case], policy: Policy, tmp_path: Path
) -> None:
    """Where a dossier lies, and how its folder's entries are ordered, is not in the result."""
    case = next(case for case in written_cases if case.path.is_dir())
    copy = tmp_path / "elsewhere"
    copy.mkdir()
    for path in sorted(case.path.iterdir(), reverse=True):
        (copy / path.name).write_bytes(path.read_bytes())
    assert extract_dossier(copy, policy) == extract_dossier(case.path, policy)
