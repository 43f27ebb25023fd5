"""A dossier full of doubts on paper: alike things said together, nothing lost, four pages at most."""

from pathlib import Path

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn
from made_up_dossiers import blank, make_dossier
from made_up_dossiers import review as doubtful
from made_up_reviews import HOSTILE, make_hostile_review, make_review
from made_up_reviews import make_dossier as make_whole_dossier

from corpora.pdf import has_office, print_pdfs
from desk.review import Review
from desk.summaries.alike import SHOWN, gather_alike
from desk.summaries.decisions import list_decisions
from desk.summaries.digest import list_requests
from desk.summaries.doubts import MOST
from desk.summaries.notice import FEW, render_notice
from desk.summaries.summary import render_summary
from desk.summaries.words import clean, one_line
from dossier import FieldReading
from policy import load_policy
from score.score import score_dossier
from validate.check import check_dossier
from validate.finding import Finding

POLICY = load_policy()
REASONS = ("字迹不清，读数没有把握", "两次识别的结果不一致", "这一行的格子排列与表中其他行不一致")


def doubt_all() -> Review:
    """Every cell was read with doubts, most of them for the first of the reasons."""
    fields: dict[str, FieldReading] = {}
    for number, field in enumerate(POLICY.form.fields):
        value = {"int": 7, "pct": 7.5, "money": 700.0}.get(field.kind, "云川县")
        reasons = REASONS[: 1 + number % 3] if number % 5 else REASONS[2:]
        if field.kind != "count_names":
            fields[field.id] = doubtful(value).model_copy(update={"reasons": reasons})
    dossier = make_dossier(fields)
    findings = check_dossier(dossier, POLICY)
    return Review("云川县", dossier, findings, score_dossier(dossier, POLICY))


def read_paper(path: Path) -> tuple[list[str], list[list[list[str]]]]:
    paper = docx.Document(str(path))
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in paper.tables]
    return [paragraph.text for paragraph in paper.paragraphs], tables


def test_every_doubtful_cell_is_named_once_and_the_weightiest_are_listed(tmp_path: Path) -> None:
    review = doubt_all()
    render_summary(review, POLICY, tmp_path / "a.docx")
    paragraphs, tables = read_paper(tmp_path / "a.docx")
    table = next(table for table in tables if table[0][-1] == "核实为")
    listed = [row for row in table[1:] if row[0] != row[1]]
    assert len(listed) == MOST
    assert all(row[2] for row in listed)
    (rest,) = [text for text in paragraphs if text.startswith("另有")]
    asked = {each.field for each in list_decisions(review, POLICY)} - {None}
    assert rest.startswith(f"另有{len(asked) - MOST}栏也须核实：")
    said = "、".join([row[0] for row in listed]) + rest.partition("：")[2]
    for field in POLICY.form.fields:
        assert (f"第{field.row}行{field.label}" in said) == (field.id in asked)


def test_cells_of_one_reason_stand_together_the_largest_group_first(tmp_path: Path) -> None:
    render_summary(doubt_all(), POLICY, tmp_path / "a.docx")
    _, tables = read_paper(tmp_path / "a.docx")
    table = next(table for table in tables if table[0][-1] == "核实为")
    groups = [row[0] for row in table[1:] if row[0] == row[1]]
    counts = [int(group.rpartition("（")[2].removesuffix("栏）")) for group in groups]
    assert counts == sorted(counts, reverse=True)
    assert sum(counts) == MOST


def test_empty_cells_are_one_failure_in_the_summary_and_a_table_in_the_notice(tmp_path: Path) -> None:
    empty = [field for field in POLICY.form.fields if field.kind == "int"][:6]
    dossier = make_dossier({field.id: blank() for field in empty})
    review = Review("云川县", dossier, check_dossier(dossier, POLICY), score_dossier(dossier, POLICY))
    render_summary(review, POLICY, tmp_path / "a.docx")
    _, tables = read_paper(tmp_path / "a.docx")
    failures = next(table for table in tables if "问题和依据" in table[0])
    said = "".join(row[2] for row in failures if "没有填写" in row[2])
    for field in empty:
        assert f"“{field.label}”" in said
    assert len(empty) > FEW
    assert render_notice(review, POLICY, tmp_path / "b.docx")
    _, (table,) = read_paper(tmp_path / "b.docx")
    requests = [request.text for request in list_requests(review)]
    assert [row[1] for row in table[1:]] == [
        text if text.endswith("。") else text + "。" for text in requests
    ]
    assert [row[0] for row in table[1:]] == [str(number) for number in range(1, len(requests) + 1)]


def test_findings_alike_are_said_in_full_or_counted_and_named() -> None:
    def make(number: int) -> Finding:
        return Finding(
            rule="X", outcome="fail", severity="error", subject=f"文件{number}", message=f"第{number}个。"
        )

    groups = gather_alike([make(number) for number in range(9)], POLICY)
    assert [group.said for group in groups[:SHOWN]] == ["第0个。", "第1个。", "第2个。"]
    assert groups[-1].said.startswith("另有同类问题6个（“文件3”、“文件4”")
    assert sum(len(group.findings) for group in groups) == 9


def test_every_figure_on_paper_is_that_of_the_record(tmp_path: Path) -> None:
    review = make_review(POLICY)
    assert review.scorecard is not None
    render_summary(review, POLICY, tmp_path / "a.docx")
    _, tables = read_paper(tmp_path / "a.docx")
    chart = next(table for table in tables if table[0][0] == "指标组")
    counts = {row[n]: row[n + 1].strip() for row in chart[1:] for n in (0, 2)}
    for group in POLICY.indicators.groups:
        outcomes = [each.outcome for each in review.scorecard.indicators if each.group == group.id]
        least, most = outcomes.count("met"), len(outcomes) - outcomes.count("not_met")
        said = str(least) if least == most else f"{least}—{most}"
        assert counts[group.name] == f"{said}/{len(outcomes)}项"


def test_pictures_say_in_words_what_they_show(tmp_path: Path) -> None:
    review = make_review(POLICY)
    assert review.scorecard is not None
    render_summary(review, POLICY, tmp_path / "a.docx")
    body = docx.Document(str(tmp_path / "a.docx")).element.body
    said = [node.get("descr") for node in body.iter(qn("wp:docPr"))]
    shown = [each for each in review.scorecard.indicators if each.value is not None and each.target_value]
    assert len(said) == len(POLICY.indicators.groups) + len(shown)
    assert all(said)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_in_every_field_stays_text(tmp_path: Path, text: str) -> None:
    hostile = make_hostile_review(POLICY)
    assert hostile.dossier is not None
    values = {field.id: (text, text if field.kind == "text" else 7, "review") for field in POLICY.form.fields}
    dossier = make_whole_dossier(POLICY, values)  # type: ignore[arg-type]
    files = tuple(each.model_copy(update={"path": text, "reason": text}) for each in dossier.sources)
    review = Review(text, dossier.model_copy(update={"sources": files}), hostile.findings, hostile.scorecard)
    render_summary(review, POLICY, tmp_path / "a.docx")
    render_notice(review, POLICY, tmp_path / "b.docx")
    for name in ("a.docx", "b.docx"):
        paper = docx.Document(str(tmp_path / name))
        printed = "".join(node.text or "" for node in paper.element.body.iter(qn("w:t")))
        assert one_line(text)[:8] in one_line(printed) or clean(text)[:8] in printed
        assert not list(paper.element.body.iter(qn("w:instrText"), qn("w:fldSimple"), qn("w:hyperlink")))


@pytest.mark.skipif(not has_office(), reason="LibreOffice is not installed")
def test_a_summary_takes_two_to_four_pages_and_loses_no_row(tmp_path: Path) -> None:
    render_summary(doubt_all(), POLICY, tmp_path / "doubts.docx")
    render_summary(make_review(POLICY), POLICY, tmp_path / "plain.docx")
    for path in print_pdfs([tmp_path / "doubts.docx", tmp_path / "plain.docx"], tmp_path / "printed"):
        with pypdfium2.PdfDocument(path) as printed:
            pages = ["".join(page.get_textpage().get_text_bounded().split()) for page in printed]
        assert 2 <= len(pages) <= 4
        assert all(len(page) > 100 for page in pages)
        for indicator in POLICY.indicators.indicators:
            assert "".join(indicator.name.split()) in "".join(pages)
