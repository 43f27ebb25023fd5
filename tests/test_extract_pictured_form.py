"""The form read from a picture: a doubt reaches the values that it is about, and no others."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from dossier import Cell, Document, FieldReading, Page, Paragraph, Table
from extract.form.copies import names_the_form
from extract.form.labels import LabelIndex
from extract.form.reading import read_form
from extract.scan.confidence import UNREAD_TEXT
from extract.scan.number_ink import STOP
from policy import Policy
from policy.form import FormField

DOUBT = "两次识别的结果不一致"
VALUES = {"int": "42", "pct": "8.6", "money": "1234.5", "count_names": "无", "text": "示例县中小企业局"}
OPINION = "city_department_opinion"


def value_of(field: FormField) -> str:
    return "情况属实，同意推荐。" if field.seal else VALUES[field.kind]


def read(
    policy: Policy,
    labels: LabelIndex,
    changed: Mapping[str, Mapping[str, object]],
    method: str = "ocr",
    renamed: Mapping[str, str] | None = None,
    alone: str | None = None,
    parted: str | None = None,
    note: str = "",
) -> dict[str, FieldReading]:
    """A form of two columns, label and value; `changed` are parts of the cells with values by field,
    `renamed` what was read of labels, `alone` the field whose label fills its row, `parted` the one below
    whose value another cell stands; `note` stands below the table."""
    cells: list[Cell] = []
    row = 0
    for field in policy.form.fields:
        top = 30.0 + 20 * row
        deep = 2 if field.id == parted else 1
        label = Cell(row, 0, deep, 1, field.label, (50, top, 300, top + 20 * deep))
        if renamed and field.id in renamed:
            label = replace(label, text=renamed[field.id], line_doubts=((0, DOUBT),))
        value = Cell(row, 1, 1, 1, value_of(field), (300, top, 550, top + 20))
        if field.id == alone:
            cells.append(replace(label, column_span=2, box=(50, top, 550, top + 20)))
        else:
            cells += [label, replace(value, **changed.get(field.id, {}))]  # type: ignore[arg-type]
        if deep > 1:
            cells.append(Cell(row + 1, 1, 1, 1, "21个", (300, top + 20, 550, top + 40)))
        row += deep
    rows = row
    table = Table(rows, 2, tuple(cells), 0, 0, (50, 30, 550, 830), (0.0, 0.5, 1.0))
    title = Paragraph(policy.form.titles[0], 0, box=(200, 5, 400, 25))
    paragraphs = (title, *([Paragraph(note, 1, box=(50, 832, 550, 840))] if note else []))
    page = Page(1, "ocr" if method == "ocr" else "pdf-text", 595, 842, tables=(table,), paragraphs=paragraphs)
    form, copies, _ = read_form([Document("申报表.pdf", "scan", True, (page,))], policy.form, labels)
    assert len(copies) == 1
    return form.fields


def doubted(readings: Mapping[str, FieldReading]) -> set[str]:
    return {name for name, reading in readings.items() if DOUBT in reading.reasons}


def test_a_form_without_doubts_is_accepted(policy: Policy, labels: LabelIndex) -> None:
    readings = read(policy, labels, {})
    assert doubted(readings) == set()
    assert (readings["sme_count"].status, readings["sme_count"].value) == ("accepted", 42)
    assert (readings[OPINION].status, readings[OPINION].value) == ("accepted", "情况属实，同意推荐。")


@pytest.mark.parametrize("name", ["sme_count", "sme_revenue", "sme_revenue_growth", "startup_bases"])
def test_a_doubt_of_a_line_sends_its_value_to_review_and_no_other(
    policy: Policy, labels: LabelIndex, name: str
) -> None:
    readings = read(policy, labels, {name: {"line_doubts": ((0, DOUBT),)}})
    assert doubted(readings) == {name}
    assert readings[name].status == "review"


def test_a_mark_after_the_last_line_of_a_value_doubts_it(policy: Policy, labels: LabelIndex) -> None:
    """Ink below a number that nobody could read may be a part of it; such marks come after all lines."""
    readings = read(policy, labels, {"sme_employees": {"text": "42\n1", "line_doubts": ((1, DOUBT),)}})
    assert doubted(readings) == {"sme_employees"}


@pytest.mark.parametrize("written", ["\n（盖章）\n2021年3月15日", "\n仪十乞\n21.3.1S", "\n\n公草"])
def test_doubts_below_an_opinion_do_not_doubt_it(policy: Policy, labels: LabelIndex, written: str) -> None:
    """A scrawl, a seal or a date below is not the opinion."""
    text = f"情况属实，同意推荐。{written}"
    last = text.count("\n")
    readings = read(
        policy, labels, {OPINION: {"text": text, "line_doubts": ((last, DOUBT), (last + 1, DOUBT))}}
    )
    assert (readings[OPINION].status, readings[OPINION].value) == ("accepted", "情况属实，同意推荐。")
    assert doubted(readings) == set()


def test_doubts_of_the_opinion_itself_doubt_it(policy: Policy, labels: LabelIndex) -> None:
    text = "情况属实，经研究，\n同意推荐。\n仪十乞"
    for line, expected in ((0, {OPINION}), (1, {OPINION}), (2, set())):
        readings = read(policy, labels, {OPINION: {"text": text, "line_doubts": ((line, DOUBT),)}})
        assert doubted(readings) == expected, line


def test_doubts_of_a_cell_are_of_all_its_lines(policy: Policy, labels: LabelIndex) -> None:
    readings = read(policy, labels, {OPINION: {"doubts": (DOUBT,)}})
    assert doubted(readings) == {OPINION}


def test_an_opinion_that_does_not_judge_keeps_all_its_doubts(policy: Policy, labels: LabelIndex) -> None:
    readings = read(policy, labels, {OPINION: {"text": "仪十乞\n公草", "line_doubts": ((1, DOUBT),)}})
    assert doubted(readings) == {OPINION}


def test_ink_that_was_not_read_keeps_an_opinion_from_being_blank(policy: Policy, labels: LabelIndex) -> None:
    readings = read(policy, labels, {OPINION: {"text": "年 月 日", "line_doubts": ((1, DOUBT),)}})
    assert doubted(readings) == {OPINION}


def test_what_stands_below_an_opinion_of_a_text_pdf_is_its_own(policy: Policy, labels: LabelIndex) -> None:
    """There nothing is misread: more words are more of the opinion, not a scrawl."""
    text = "同意推荐。\n但须补齐材料"
    readings = read(policy, labels, {OPINION: {"text": text}}, method="pdf")
    assert readings[OPINION].value != "同意推荐。"


def test_an_opinion_without_its_end_goes_to_review_on_a_picture_only(
    policy: Policy, labels: LabelIndex
) -> None:
    cut: dict[str, Mapping[str, object]] = {OPINION: {"text": "情况属实，同意推荐"}}
    assert read(policy, labels, cut)[OPINION].status == "review"
    assert read(policy, labels, cut, method="pdf")[OPINION].status == "accepted"


def test_a_label_that_recognition_is_unsure_of_is_found(policy: Policy, labels: LabelIndex) -> None:
    """Its value is read; a label that was read with certainty and is another word names nothing surely."""
    label = policy.field("platform_served").label
    misread = label[:6] + "口" + label[7:]
    readings = read(policy, labels, {}, renamed={"platform_served": misread})
    assert readings["platform_served"].value == 42


def test_ink_that_was_not_read_in_a_label_with_the_place_of_a_seal_is_told(
    policy: Policy, labels: LabelIndex
) -> None:
    """The opinion stands in the cell of its label, and nothing of it was read."""
    label = next(field.label for field in policy.form.fields if field.id == OPINION)
    readings = read(policy, labels, {}, renamed={OPINION: f"{label}\n（盖章）"}, alone=OPINION)
    assert readings[OPINION].status == "review"
    assert DOUBT in readings[OPINION].reasons


def test_a_line_that_was_not_believed_doubts_what_stands_beside_it(
    policy: Policy, labels: LabelIndex
) -> None:
    """A speck after the lines is none of the value; a line of text may be half of it. Below an opinion people
    sign."""
    beyond = {"line_doubts": ((1, UNREAD_TEXT),)}
    readings = read(policy, labels, {"lead_department": beyond, OPINION: beyond})
    assert readings["lead_department"].status == "review"
    assert readings[OPINION].status == "accepted"
    speck = read(policy, labels, {"lead_department": {"line_doubts": ((1, DOUBT),)}})
    assert speck["lead_department"].status == "accepted"


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("创建中小企业局质量友展示范县中报表", True),
        ("创建中小企业公共服务示范平台申报表", False),
        ("创建民营经济高质量发展示范县申报表", False),
        ("中小企业特色产业集群申报表", False),
    ],
)
def test_a_title_with_signs_misread_is_the_forms_but_not_one_with_other_words(
    line: str, named: bool, policy: Policy
) -> None:
    assert names_the_form(line, policy.form) is named


def test_a_value_whose_cell_a_line_parted_is_doubted(policy: Policy, labels: LabelIndex) -> None:
    """What stands in the part below may be the value, or the rest of it."""
    for upper in ("", "42"):
        readings = read(policy, labels, {"neeq_listed": {"text": upper}}, parted="neeq_listed")
        assert readings["neeq_listed"].status == "review"
        assert readings["sme_count"].status == "accepted"


@pytest.mark.parametrize(
    ("note", "status"),
    [
        ("数据截至2020年12月31日。填表人：张某 2021年3月18日", "accepted"),
        ("数据截至2020年12月31日 填表人：张某 2021年3月18日", "accepted"),
        ("数据截至2021年3月18日", "review"),
    ],
)
def test_the_day_of_filling_in_is_not_that_of_the_data(
    note: str, status: str, policy: Policy, labels: LabelIndex
) -> None:
    assert read(policy, labels, {}, note=note)["sme_count"].status == status


@pytest.mark.parametrize(
    ("text", "status"), [("4.581亿元", "accepted"), ("4.581万元", "review"), ("4,581万元", "review")]
)
def test_a_point_is_one_where_the_number_without_it_cannot_be(
    text: str, status: str, policy: Policy, labels: LabelIndex
) -> None:
    readings = read(policy, labels, {"sme_tax": {"text": text, "line_doubts": ((0, STOP),)}})
    assert readings["sme_tax"].status == status
