"""审查明细.html, read back and compared with the record that it shows."""

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
    REPORT_FILE,
    VALUES,
    make_complete_review,
    make_hostile_review,
    make_review,
    make_unreadable_review,
)
from PIL import Image

from desk.review import Review
from desk.summaries.detail import render_detail
from desk.summaries.fact_list import list_facts
from desk.summaries.names import CUTOUTS, name_cutout
from desk.summaries.words import clean, say_number, say_value
from dossier import (
    Activities,
    Activity,
    Evidence,
    Facts,
    FundYear,
    Leader,
    Leadership,
    LeadingGroup,
    PolicyDocument,
)
from policy import load_policy

POLICY = load_policy()


def render(tmp_path: Path, review: Review) -> HtmlElement:
    render_detail(review, POLICY, tmp_path / "a.html")
    return html.document_fromstring((tmp_path / "a.html").read_text(encoding="utf-8"))


@pytest.fixture
def page(tmp_path: Path) -> HtmlElement:
    return render(tmp_path, make_review(POLICY))


def read_row(row: HtmlElement) -> list[str]:
    return [" ".join(str(cell.text_content()).split()) for cell in row.xpath("./td|./th")]


def test_every_value_stands_with_status_quote_and_place(page: HtmlElement) -> None:
    rows = [read_row(row) for row in page.xpath("//section[@id='form']//tbody/tr")]
    words = {"accepted": "采用", "review": "待核", "blank": "空白", "missing": "缺项"}
    assert len(rows) == len(POLICY.form.fields)
    for row, field in zip(rows, POLICY.form.fields, strict=True):
        raw, value, status = VALUES[field.id]
        assert row[:2] == [str(field.row), field.label]
        assert row[2].startswith(say_value(value) or raw)
        assert row[3].startswith(words[status])
        if status != "missing":
            assert row[4].startswith(f"申报材料/云川县申报表.docx 第1个表第{field.row}行")
            assert (raw[:20] or "（空白）") in row[4]


def test_the_page_holds_what_the_review_holds(page: HtmlElement) -> None:
    review = make_review(POLICY)
    text = str(page.text_content())
    assert review.dossier is not None
    assert review.scorecard is not None
    for source in review.dossier.sources:
        assert source.path in text
    for condition in review.scorecard.conditions:
        assert condition.name in text
    rows = [read_row(row) for row in page.xpath("//section[@id='indicators']//tbody/tr[not(@class)]")]
    for row, result in zip(rows, review.scorecard.indicators, strict=True):
        figure = "—" if result.value is None else say_number(result.value) + result.unit
        assert row[:3] == [str(result.number), result.name, figure]
        assert result.target in row[3]
        assert (result.needs or "") in row[5]
    for finding in review.findings:
        assert (finding.message in text) == (finding.outcome in ("fail", "review"))
    assert "云中市工业和信息化局" in text


def test_facts_are_told_with_their_doubts(tmp_path: Path) -> None:
    review = make_review(POLICY)
    assert review.dossier is not None
    place = Evidence(source=REPORT_FILE, page=3, box=(1.0, 2.0, 3.0, 4.0), quote="原话", method="pdf-text")
    leader = Leader(name="柳知远", title="县长", evidence=(place,))
    facts = Facts(
        leadership=Leadership(
            groups=(LeadingGroup(name="中小企业领导小组", leaders=(leader,), founded="2020-05"),)
        ),
        policies=(
            PolicyDocument(title="扶持办法", number="云政发〔2020〕3号", year=2020, evidence=(place,)),
        ),
        special_fund=(FundYear(year=2020, amount=500.5, kind="budgeted", doubts=("年份不清",)),),
        activities=Activities(financing=Activity(count=3, amount=1200.0)),
    )
    said = [f"{fact.what}：{fact.says}" for fact in list_facts(facts, POLICY)]
    assert said == [
        "领导机构：中小企业领导小组，2020-05成立",
        "负责人：县长 柳知远",
        "扶持政策：《扶持办法》（云政发〔2020〕3号），2020年",
        "专项资金：2020年安排500.5万元",
        "融资对接：3场，1200万元",
    ]
    told = Review(review.name, review.dossier.model_copy(update={"facts": facts}), (), review.scorecard)
    rows = [read_row(row) for row in render(tmp_path, told).xpath("//section[@id='facts']//tbody/tr")]
    assert [f"{row[0]}：{row[1]}" for row in rows][:3] == said[:3]
    assert rows[3][1] == "2020年安排500.5万元待核 年份不清。"
    assert rows[1][2] == "申报材料/云川县申报报告.pdf 第3页 原话"


def test_a_cut_out_that_lies_beside_is_shown_instead_of_the_words(tmp_path: Path) -> None:
    review = make_review(POLICY)
    assert review.dossier is not None
    place = review.dossier.seals[0].evidence[0]
    (tmp_path / CUTOUTS).mkdir()
    Image.new("RGB", (300, 60)).save(tmp_path / CUTOUTS / name_cutout(place), "WEBP")
    shown = render(tmp_path, review).xpath("//section[@id='seals']//img")
    assert [unquote(image.get("src")) for image in shown] == [f"{CUTOUTS}/{name_cutout(place)}"]
    assert (shown[0].get("width"), shown[0].get("height")) == ("200", "40")
    assert place.quote in shown[0].get("alt")
    assert not render(tmp_path, review).xpath("//section[@id='form']//img")


def test_a_dossier_that_could_not_be_read_says_why(tmp_path: Path) -> None:
    page = render(tmp_path, make_unreadable_review())
    assert "压缩包有密码" in str(page.text_content())
    targets = {str(found) for found in page.xpath("//@id")}
    assert not [a for a in page.xpath("//nav//a/@href") if a.startswith("#") and a[1:] not in targets]


def test_hostile_text_comes_out_as_text(tmp_path: Path) -> None:
    page = render(tmp_path, make_hostile_review(POLICY))
    text = " ".join(str(page.text_content()).split())
    for said in HOSTILE:
        assert " ".join(clean(said).split()) in text
    assert not page.xpath("//script | //iframe | //@onerror | //@onclick | //img")
    assert not [a for a in page.xpath("//@href | //@src") if re.match("javascript|http", a)]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(min_size=1))
def test_any_text_can_be_shown(tmp_path: Path, text: str) -> None:
    page = render(tmp_path, make_complete_review(POLICY, name=text))
    assert len(page.xpath("//section[@id='form']//tbody/tr")) == len(POLICY.form.fields)


def test_a_name_that_is_no_text_leads_to_its_place(tmp_path: Path) -> None:
    page = render(tmp_path, make_complete_review(POLICY, name="坏\udc80名 #1"))
    links = [unquote(str(link)) for link in page.xpath("//section[@id='indicators']//a/@href")]
    assert links == ["../index.html#county=坏\ufffd名 #1"]
