"""A passage that two dossiers of a batch share: in the page, in each summary, whatever happens to the run."""

import shutil
from pathlib import Path

import pytest
from docx import Document
from made_up_dossiers import POLICY, accepted, make_dossier

from desk.batch import Limits, review_inbox
from desk.review import Review
from desk.shared import add_findings, compare_batch
from desk.summaries.shared_page import mark_same, render_shared
from dossier import Dossier, Evidence, Passage

SAMPLES = Path(__file__).parent.parent / "corpora" / "inbox"
COPIED = (
    "建立企业服务专员制度，从机关选派一百二十名干部担任专员，每名专员联系三到五户成长型企业，每月至少上门一次，"
    "对企业提出的难题登记造册、限时办结，办结情况纳入部门考核，企业满意度达到百分之九十六。"
)


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """Two dossiers that share a paragraph and one that does not."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    for name in ("02 青槐县.docx", "03 鹿鸣县.docx", "04 柏崖县.docx"):
        document = Document(str(SAMPLES / name))
        if not name.startswith("04"):
            document.add_paragraph(COPIED)
        document.save(str(folder / name))
    return folder


def review(inbox: Path, out: Path) -> list[Review]:
    return review_inbox(
        inbox, out, POLICY, Limits(workers=1), lambda name, fresh: None, lambda total, underway: None
    )


def shared_findings(reviews: list[Review]) -> dict[str, list[str]]:
    return {
        each.name: [finding.message for finding in each.findings if finding.rule == "X30"] for each in reviews
    }


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def words_of(summary: Path) -> str:
    paper = Document(str(summary))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in paper.paragraphs), *cells])


def test_shared_passages_stand_in_the_summaries_and_on_a_page(inbox: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    found = shared_findings(review(inbox, out))
    assert not any("建立企业服务" in message for message in found["04 柏崖县"])
    assert any("02 青槐县" in message and "建立企业服务" in message for message in found["03 鹿鸣县"])
    assert "建立企业服务" in words_of(out / "02 青槐县" / "审查摘要.docx")
    assert "建立企业服务" not in words_of(out / "04 柏崖县" / "审查摘要.docx")
    page = (out / "雷同段落.html").read_text("utf-8")
    assert page.count(f"<mark>{COPIED}</mark>") == 2
    assert 'href="雷同段落.html"' in (out / "index.html").read_text("utf-8")


def test_a_run_stopped_at_any_point_ends_with_the_same_bytes(inbox: Path, tmp_path: Path) -> None:
    whole, out = tmp_path / "whole", tmp_path / "out"
    review(inbox, whole)
    shutil.copytree(whole, out)
    for name in ("02 青槐县", "03 鹿鸣县"):
        (out / ".shenbao" / f"{name}.json").unlink()
        (out / name / "审查摘要.docx").write_bytes(b"half")
        review(inbox, out)
        assert contents(out) == contents(whole)
    state = out / ".shenbao" / "02 青槐县.json"
    state.write_text(state.read_text("utf-8").replace('"shared": "', '"shared": "old'), "utf-8")
    (out / "02 青槐县" / "审查摘要.docx").write_bytes(b"of another batch")
    review(inbox, out)
    assert contents(out) == contents(whole)


def test_when_the_other_dossier_goes_nothing_is_shared(inbox: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    review(inbox, out)
    (inbox / "03 鹿鸣县.docx").unlink()
    reviews = review(inbox, out)
    assert not any(shared_findings(reviews).values())
    assert "雷同" not in words_of(out / "02 青槐县" / "审查摘要.docx")
    assert not (out / "雷同段落.html").exists()


def dossier(name: str, *texts: str) -> Dossier:
    passages = tuple(
        Passage(evidence=Evidence(source=f"{name}.pdf", page=place, box=None, quote=text, method="pdf-text"))
        for place, text in enumerate(texts, 1)
    )
    return make_dossier({"applicant_name": accepted(name)}).model_copy(update={"passages": passages})


def test_a_finding_names_the_place_in_the_other_dossier() -> None:
    second = (
        COPIED.replace("专员", "联络员").replace("机关", "部门") + "这一做法还在全市推广，各乡镇也参照执行。"
    )
    reviews = [
        Review("01", dossier("岚山县", COPIED, second)),
        Review("02", dossier("青禾县", "无关的话。", COPIED, second)),
        Review("03", None, failure="文件夹是空的"),
    ]
    texts = compare_batch(reviews, POLICY)
    first, other, none = add_findings(reviews, texts, POLICY)
    (finding,) = first.findings
    assert (finding.outcome, finding.request) == ("review", None)
    assert finding.message.startswith("与“02”的申报资料有")
    assert "青禾县.pdf 第3页" in finding.message
    assert {place.page for place in finding.evidence} == {1, 2}
    assert [each.rule for each in other.findings] == ["X30"]
    assert none.findings == ()


def test_the_page_escapes_what_it_shows(tmp_path: Path) -> None:
    sly = "<script>alert(1)</script>" + COPIED
    reviews = [Review("01", dossier("岚山县", sly)), Review("02", dossier("青禾县", sly))]
    render_shared(compare_batch(reviews, POLICY), reviews, POLICY, tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text("utf-8")
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>" not in page


def test_what_is_the_same_is_marked_wherever_it_stands() -> None:
    assert list(mark_same("一二三四五六七八", "甲乙一二三四五六丙")) == [
        ("一二三四五六", True),
        ("七八", False),
    ]
    assert list(mark_same("一二三四五六甲乙丙丁戊己", "甲乙丙丁戊己一二三四五六")) == [
        ("一二三四五六甲乙丙丁戊己", True)
    ]
    assert list(mark_same("一二三四", "甲乙")) == [("一二三四", False)]
