"""Every figure of the workbook and the pages is that of dossier.json, on files that were really read."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import openpyxl
import pytest
from lxml import html
from lxml.html import HtmlElement
from openpyxl.workbook import Workbook

from desk.batch import Limits, review_inbox
from desk.review import Review
from desk.summaries.words import FIELD_STATUSES, INDICATOR_OUTCOMES, one_line, say_range, say_value
from dossier import FieldReading, NamedCount
from policy import load_policy

SAMPLES = Path(__file__).parent.parent / "corpora" / "inbox"
POLICY = load_policy()
NAMES = ("03 鹿鸣县.docx", "06 苇泽县.pdf")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    room = tmp_path_factory.mktemp("reports")
    (room / "inbox").mkdir()
    for name in NAMES:
        shutil.copy(SAMPLES / name, room / "inbox")
    reviews: list[Review] = review_inbox(
        room / "inbox", room / "out", POLICY, Limits(), lambda *_: None, lambda *_: None
    )
    assert len(reviews) == len(NAMES)
    return room / "out"


@pytest.fixture(scope="module")
def workbook(out: Path) -> Workbook:
    return openpyxl.load_workbook(out / "汇总表.xlsx", data_only=True)


def load_records(out: Path) -> Iterator[tuple[str, dict[str, Any], dict[str, FieldReading]]]:
    for path in sorted(out.glob("*/dossier.json")):
        record = json.loads(path.read_text("utf-8"))
        fields = {k: FieldReading.model_validate(v) for k, v in record["form"]["fields"].items()}
        yield path.parent.name, record, fields


def load_page(path: Path) -> HtmlElement:
    return html.document_fromstring(path.read_text(encoding="utf-8"))


def text_of(element: HtmlElement) -> str:
    return one_line(str(element.text_content()))


def test_values_in_the_workbook(out: Path, workbook: Workbook) -> None:
    rows = list(workbook["申报表数据"].iter_rows(min_row=2))
    for row, (_, _, fields) in zip(rows, load_records(out), strict=True):
        cells = iter(row[1:])
        for field in POLICY.form.fields:
            reading, cell = fields[field.id], next(cells)
            names = next(cells).value if field.kind == "count_names" else None
            value = reading.value
            if isinstance(value, NamedCount):
                assert (cell.value, names or "") == (value.count, "、".join(value.names))
            elif value is not None:
                assert cell.value == value
            else:
                assert cell.value == (
                    reading.raw if reading.status == "review" else FIELD_STATUSES[reading.status]
                )
            for evidence in reading.evidence[:1]:
                assert one_line(evidence.quote)[:20] in one_line(cell.comment.text)


def test_values_on_the_page_of_a_dossier(out: Path) -> None:
    for name, _, fields in load_records(out):
        rows = load_page(out / name / "审查明细.html").xpath("//section[@id='form']//tbody/tr")
        for row, field in zip(rows, POLICY.form.fields, strict=True):
            reading = fields[field.id]
            _, label, value, status, _ = (text_of(cell) for cell in row.xpath("./td|./th"))
            assert label == one_line(field.label)
            assert value.startswith(one_line(say_value(reading.value) or reading.raw or ""))
            assert status.startswith(FIELD_STATUSES[reading.status])


def test_every_value_of_a_paged_file_has_its_cut_out(out: Path) -> None:
    name = "06 苇泽县"
    page = load_page(out / name / "审查明细.html")
    for row in page.xpath("//section[@id='form']//tbody/tr"):
        assert len(row.xpath(".//img")) >= 1
    sources = {unquote(str(source)) for source in page.xpath("//img/@src")}
    assert sources == {f"原文截图/{path.name}" for path in (out / name / "原文截图").iterdir()} & sources
    assert all((out / name / source).is_file() for source in sources)
    assert not (out / "03 鹿鸣县" / "原文截图").exists()


def test_counts_on_the_overview_and_in_the_workbook(out: Path, workbook: Workbook) -> None:
    page = load_page(out / "index.html")
    rows = page.xpath("//table[@id='dossier-table']/tbody/tr")
    heads = [str(cell.value) for cell in workbook["总览"][1]]
    for number, (_, _, fields) in enumerate(load_records(out)):
        statuses = [fields[field.id].status for field in POLICY.form.fields]
        said = " ".join(f"{word}{statuses.count(s)}" for s, word in FIELD_STATUSES.items() if s in statuses)
        assert said in text_of(rows[number])
        line = dict(zip(heads, (cell.value for cell in workbook["总览"][number + 2]), strict=True))
        assert [line[f"申报表{word}"] for word in FIELD_STATUSES.values()] == [
            statuses.count(status) for status in FIELD_STATUSES
        ]
        assert text_of(rows[number]).count(f"{say_range(line['达标最少'], line['达标最多'])} / 26") == 1


def test_indicators_agree_in_workbook_and_pages(out: Path, workbook: Workbook) -> None:
    marks = {"√": "达标", "×": "未达标", "?": "待定"}
    heat = load_page(out / "index.html").xpath("//table[@class='heat']/tbody/tr")
    sheet = workbook["指标达标"]
    lines = [row for row in sheet.iter_rows(min_row=7) if row[0].value]
    for row, line, (name, _, _) in zip(heat, lines, load_records(out), strict=True):
        shown = [marks[text_of(cell)] for cell in row.xpath("./td")[:-1]]
        assert shown == [cell.value for cell in line[1:27]]
        assert [line[27 + n].value for n in range(3)] == [shown.count(w) for w in INDICATOR_OUTCOMES.values()]
        detail = load_page(out / name / "审查明细.html")
        told = [
            text_of(row.xpath("./td")[4]) for row in detail.xpath("//section[@id='indicators']//tbody/tr[td]")
        ]
        assert [one.split()[0] for one in told] == [text_of(cell) for cell in row.xpath("./td")[:-1]]


def test_links_between_the_reports_lead_somewhere(out: Path) -> None:
    pages = [out / "index.html", *out.glob("*/审查明细.html")]
    for page in pages:
        for link in load_page(page).xpath("//a/@href"):
            target = unquote(str(link).partition("#")[0])
            assert not target or (page.parent / target).exists(), link
    for row in openpyxl.load_workbook(out / "汇总表.xlsx")["总览"].iter_rows(min_row=2):
        for cell in row:
            assert cell.hyperlink is None or (out / unquote(cell.hyperlink.target)).exists()
