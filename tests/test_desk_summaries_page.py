"""index.html, read back."""

import base64
import hashlib
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html
from lxml.html import HtmlElement
from made_up_reviews import (
    HOSTILE,
    make_complete_review,
    make_hostile_review,
    make_review,
    make_unreadable_review,
)

from desk.review import Review
from desk.summaries.decisions import list_decisions
from desk.summaries.digest import list_requests
from desk.summaries.kinds import KINDS, OF_CHECKS, find_kind
from desk.summaries.page import render_page
from desk.summaries.words import clean, say_value
from policy import load_policy

POLICY = load_policy()


def make_batch() -> list[Review]:
    return [make_review(POLICY), make_complete_review(POLICY), make_unreadable_review()]


def render(tmp_path: Path, reviews: list[Review]) -> HtmlElement:
    render_page(reviews, POLICY, tmp_path / "index.html")
    return html.document_fromstring((tmp_path / "index.html").read_text(encoding="utf-8"))


@pytest.fixture
def page(tmp_path: Path) -> HtmlElement:
    return render(tmp_path, make_batch())


def read_row(row: HtmlElement) -> list[str]:
    return [" ".join(str(cell.text_content()).split()) for cell in row.xpath("./td|./th")]


def test_the_batch_at_a_glance(page: HtmlElement) -> None:
    glance = page.get_element_by_id("glance")
    decisions = sum(len(list_decisions(review, POLICY)) for review in make_batch())
    asked = sum(len(list_requests(review)) for review in make_batch())
    said = f"共收到申报资料 3 份，须审查人判定 {decisions} 件，须申报单位补正 {asked} 处"
    assert said in glance.text_content()
    labels = [svg.get("aria-label") for svg in glance.iter("svg")]
    assert labels[0] == "资料情况：资料齐全1，需补正1，未能读取1"
    assert labels[1] == "申报条件：符合0，不符合2，待定0"
    assert labels[2] == "达标现状（参考，申报时不要求）：达到要求0，未达到要求0，尚待确定2"
    assert [rect.get("x") for rect in next(glance.iter("svg")).iter("rect")] == ["0", "1", "2"]


def test_the_dossiers_can_be_filtered_and_opened(page: HtmlElement) -> None:
    rows = page.xpath("//table[@id='dossier-table']/tbody/tr")
    assert [row.get("data-verdict") for row in rows] == ["incomplete", "complete", "unreadable"]
    assert [row.get("data-gate") for row in rows] == ["undetermined", "undetermined", ""]
    assert read_row(rows[0])[1:3] == ["云川县岚川市 990123", "需补正"]
    assert read_row(rows[1])[1] == "云溪区名册中没有“云溪区”"
    links = [[str(link) for link in row.xpath(".//td[@class='links']/a/@href")] for row in rows]
    assert links == [
        ["云川县/审查摘要.docx", "云川县/补正通知.docx"],
        ["云溪区/审查摘要.docx"],
        ["云台县.zip/审查摘要.docx"],
    ]
    names = page.xpath("//table[@id='dossier-table']/tbody/tr/th/a/@href")
    assert names == ["云川县/审查明细.html", "云溪区/审查明细.html", "云台县.zip/审查明细.html"]
    keys = {str(key) for key in page.xpath("//select/@data-key")}
    assert keys == {"city", "verdict", "conditions", "gate", "kinds", "kind", "severity", "outcome"}
    assert [row.get("data-city") for row in rows] == ["岚川市", "", ""]
    assert rows[0].get("data-kinds").split()[:2] == ["form", "material"]


def test_links_within_the_page_have_their_targets(page: HtmlElement) -> None:
    targets = {str(found) for found in page.xpath("//@id")}
    inner = {str(link)[1:] for link in page.xpath("//a/@href") if str(link).startswith("#")}
    assert inner <= targets
    assert len(targets) == len(page.xpath("//@id"))


def test_the_heat_map_shows_every_outcome(page: HtmlElement) -> None:
    review = make_review(POLICY)
    assert review.scorecard is not None
    row = page.xpath("//table[@class='heat']/tbody/tr")[0]
    marks = {"met": "√", "not_met": "×", "undetermined": "?"}
    assert read_row(row) == [
        "云川县",
        *(marks[result.outcome] for result in review.scorecard.indicators),
        "15—25",
    ]
    titles = row.xpath(".//abbr/@title")
    assert titles[8] == "9. 新增科技型中小企业：未达标（71家，目标不低于80家）"


def test_counties_stand_by_their_distance_to_the_gate(page: HtmlElement) -> None:
    rows = [read_row(row) for row in page.xpath("//table[@class='distance']/tbody/tr")]
    assert [row[0] for row in rows] == ["云溪区", "云川县"]
    assert rows[1][2] == "指标达标15—25项（共26项，年度考核要求24项），还差9项，待定10项"


def test_every_indicator_is_spread_with_each_county_in_its_place(page: HtmlElement) -> None:
    reviews = [review for review in make_batch() if review.scorecard]
    for number, indicator in enumerate(POLICY.indicators.indicators):
        results = [(r.name, r.scorecard.indicators[number]) for r in reviews if r.scorecard]
        known = {name: result.value for name, result in results if result.value is not None}
        strips = page.xpath(f"//div[@id='strip-{indicator.number}']")
        assert bool(strips) == bool(known)
        if not known:
            continue
        circles = strips[0].xpath(".//circle")
        assert {circle.get("data-county") for circle in circles} == set(known)
        for circle in circles:
            value = known[circle.get("data-county")]
            assert f"：{say_value(value)}{indicator.unit}" in circle.xpath("./title")[0].text
            assert circle.get("data-rank") == str(1 + sum(other > value for other in known.values()))
            higher = [float(c.get("cx")) for c in circles if known[c.get("data-county")] > value]
            assert all(float(circle.get("cx")) < x for x in higher)


def test_findings_are_counted_by_kind(page: HtmlElement) -> None:
    rows = page.xpath("//table[@class='bars']/tbody/tr")
    shown = {read_row(row)[0]: int(read_row(row)[1]) for row in rows}
    expected: dict[str, int] = {}
    for review in make_batch():
        for finding in review.findings:
            if finding.outcome in ("fail", "review"):
                word = KINDS[find_kind(finding, POLICY)]
                expected[word] = expected.get(word, 0) + 1
    assert shown == expected
    kinds = [row.get("data-kind") for row in page.xpath("//table[@id='finding-table']/tbody/tr")]
    assert {KINDS[kind]: kinds.count(kind) for kind in kinds} == expected


def test_every_check_of_the_policy_has_a_kind() -> None:
    assert {check.kind for check in POLICY.checks} <= set(OF_CHECKS)


def test_the_page_needs_nothing_else(page: HtmlElement, tmp_path: Path) -> None:
    assert not page.xpath("//link | //img | //iframe | //object | //*[@src] | //@style")
    text = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert not re.search(r"https?://|//[a-z]|@import|url\(", text.replace("// A ", ""))


def test_only_our_own_style_and_script_are_allowed(page: HtmlElement) -> None:
    policy = str(page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0])
    assert "default-src 'none'" in policy
    for tag in ("style", "script"):
        blocks = page.xpath(f"//{tag}/text()")
        assert len(blocks) == 1
        digest = base64.b64encode(hashlib.sha256(str(blocks[0]).encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_the_same_reviews_give_the_same_bytes(tmp_path: Path) -> None:
    render_page(make_batch(), POLICY, tmp_path / "a.html")
    render_page(make_batch(), POLICY, tmp_path / "b.html")
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


def test_an_empty_batch_gives_a_page(tmp_path: Path) -> None:
    assert "共收到申报资料 0 份" in str(render(tmp_path, []).text_content())


def test_hostile_text_comes_out_as_text(tmp_path: Path) -> None:
    plain = render(tmp_path, [make_review(POLICY)])
    hostile = render(tmp_path, [make_hostile_review(POLICY)])
    text = " ".join(str(hostile.text_content()).split())
    for said in HOSTILE:
        assert " ".join(clean(said).split()) in text
    tags = {element.tag for element in plain.iter() if isinstance(element.tag, str)}
    assert {element.tag for element in hostile.iter() if isinstance(element.tag, str)} <= tags
    assert len(hostile.xpath("//script")) == 1
    assert not hostile.xpath("//@onerror | //@onclick")
    links = [unquote(str(link)) for link in hostile.xpath("//td[@class='links']/a/@href")]
    assert links[0] == "恶'\"<b>&县 #1%20=1+1/审查摘要.docx"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(min_size=1))
def test_any_text_can_be_shown(tmp_path: Path, text: str) -> None:
    page = render(tmp_path, [make_complete_review(POLICY, name=text)])
    assert len(page.xpath("//script")) == 1
    assert len(page.xpath("//table[@id='dossier-table']/tbody/tr")) == 1
