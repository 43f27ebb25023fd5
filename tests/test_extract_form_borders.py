"""Cells that lost a border: a label with its value, two cells in one, the head in the first row."""

from collections.abc import Mapping, Sequence

import pytest

from dossier import Cell, Document, FieldReading, Page, Paragraph, Table
from dossier.evidence import Method
from extract.form.labels import LabelIndex
from extract.form.reading import read_form
from extract.form.splits import find_split
from policy import Policy
from policy.form import FormField

VALUES = {"int": "42", "pct": "8.6", "money": "1234.5万元", "count_names": "无", "text": "示例县工信局"}
METHODS: tuple[Method, ...] = ("ocr", "pdf-text", "word")
PART, REST = "中小企业工作部门", "名称"
"""A label that is another spelling of its field without its last word."""


def value_of(field: FormField) -> str:
    if field.seal:
        return "情况属实，同意推荐。"
    return {"applicant_name": "示例县", "contact_person": "张三丰", "contact_phone": "0350-2234567"}.get(
        field.id, "公益一类事业单位" if field.id == "sme_department_nature" else VALUES[field.kind]
    )


def read(
    policy: Policy, labels: LabelIndex, rows: Mapping[str, Sequence[str]], method: Method = "ocr"
) -> dict[str, FieldReading]:
    """A form of a row a field, label and value; `rows` has the cells of the rows of some fields."""
    cells: list[Cell] = []
    for row, field in enumerate(policy.form.fields):
        texts = rows.get(field.id, (field.label, value_of(field)))
        spans = (2, *[1] * (4 - len(texts) - 1), *[1] * 4)[: len(texts)] if len(texts) < 4 else (1,) * 4
        column = 0
        for n, text in enumerate(texts):
            span = 4 - column if n == len(texts) - 1 else spans[n]
            box = (50.0 + 100 * column, 30.0 + 20 * row, 50.0 + 100 * (column + span), 50.0 + 20 * row)
            cells.append(Cell(row, column, 1, span, text, box))
            column += span
    count = len(policy.form.fields)
    table = Table(count, 4, tuple(cells), 0, 0, (50, 30, 450, 1000), (0.0, 0.25, 0.5, 0.75, 1.0))
    title = Paragraph(policy.form.titles[0], 0, box=(200, 5, 400, 25))
    page = Page(1, method, 595, 1100, tables=(table,), paragraphs=(title,))
    form, _, _ = read_form([Document("申报表.pdf", "scan", True, (page,))], policy.form, labels)
    return form.fields


@pytest.mark.parametrize("method", METHODS)
def test_a_form_with_all_its_borders_is_accepted(policy: Policy, labels: LabelIndex, method: Method) -> None:
    readings = read(policy, labels, {}, method)
    assert {name: r.reasons for name, r in readings.items() if r.status != "accepted"} == {}


@pytest.mark.parametrize("between", ["\n", " ", ""])
@pytest.mark.parametrize("method", METHODS)
def test_a_label_that_runs_over_lines_is_taken_to_its_end(
    policy: Policy, labels: LabelIndex, method: Method, between: str
) -> None:
    cell = f"{PART}\n{REST}{between}示例县中小企业服务中心"
    readings = read(policy, labels, {"sme_department_name": (cell,)}, method)
    reading = readings["sme_department_name"]
    assert (reading.status, reading.value) == ("review", "示例县中小企业服务中心")


def test_a_line_break_before_the_words_of_another_label_is_doubted(labels: LabelIndex) -> None:
    """主导产业 is the name of one field, 主导产业数量 of another."""
    for text in ("主导产业\n数量4个", "主导产业：数量4个"):
        split = find_split(text, labels)
        assert split is not None
        assert (split.label.field, split.text, bool(split.label.doubts)) == (
            "leading_industries_count",
            "4个",
            True,
        )


@pytest.mark.parametrize("text", ["主板企业数量 2", "主板企业数量\n2", "主板企业数量：2"])
def test_a_value_in_the_cell_of_its_label_is_never_sure_on_a_picture(
    policy: Policy, labels: LabelIndex, text: str
) -> None:
    reading = read(policy, labels, {"main_board_listed": (text,)})["main_board_listed"]
    assert (reading.status, reading.value) == ("review", 2)


@pytest.mark.parametrize(("text", "status"), [("主板企业数量：2", "accepted"), ("主板企业数量\n2", "review")])
def test_a_colon_parts_label_and_value_in_a_file_a_line_break_does_not(
    policy: Policy, labels: LabelIndex, text: str, status: str
) -> None:
    reading = read(policy, labels, {"main_board_listed": (text,)}, "word")["main_board_listed"]
    assert (reading.status, reading.value) == (status, 2)


@pytest.mark.parametrize("method", METHODS)
def test_an_opinion_may_stand_in_the_cell_of_its_label(
    policy: Policy, labels: LabelIndex, method: Method
) -> None:
    label = policy.field("city_government_opinion").label
    readings = read(policy, labels, {"city_government_opinion": (f"{label}：\n同意推荐。",)}, method)
    reading = readings["city_government_opinion"]
    assert (reading.status, reading.value) == ("accepted", "同意推荐。")


@pytest.mark.parametrize("method", METHODS)
def test_a_value_that_wraps_like_a_label_is_a_value(
    policy: Policy, labels: LabelIndex, method: Method
) -> None:
    """中小企业 is a short name of another field."""
    label = policy.field("sme_department_name").label
    readings = read(policy, labels, {"sme_department_name": (label, "中小企业\n服务中心")}, method)
    reading = readings["sme_department_name"]
    assert (reading.status, reading.value) == ("accepted", "中小企业服务中心")
    assert readings["sme_count"].status == "accepted"


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("applicant_name", "数值\n岭峪县"),
        ("sme_department_nature", "事业单位 编制人数 12"),
        ("sme_department_nature", "事业单位编制人数：12"),
        ("lead_department", "填报内容 县工信局"),
        ("leading_industries_names", "煤化工\n中小企业工作部门名称"),
        ("specialized_smes", "2家：甲铸造有限公司、乙铸造有限公司科技型中小企业"),
    ],
)
def test_words_of_the_form_in_a_value_are_doubted(
    policy: Policy, labels: LabelIndex, field: str, text: str, method: Method
) -> None:
    label = policy.field(field).label
    reading = read(policy, labels, {field: (label, text)}, method)[field]
    assert reading.status == "review"
    assert any("格线" in reason for reason in reading.reasons)


def test_a_label_cut_before_its_last_word_is_doubted(policy: Policy, labels: LabelIndex) -> None:
    readings = read(policy, labels, {"sme_department_name": (PART, f"{REST}示例县工信局")}, "word")
    assert readings["sme_department_name"].status == "review"


def test_a_figure_beside_the_label_of_another_says_that_a_border_is_missing(
    policy: Policy, labels: LabelIndex
) -> None:
    own, other = policy.field("market_entities"), policy.field("industrial_below_scale")
    readings = read(policy, labels, {own.id: (own.label, f"1408{other.label}", "370")})
    reading = readings[own.id]
    assert (reading.status, reading.value) == ("review", 1408)
    assert any("格线" in reason for reason in reading.reasons)
    assert not any("单位" in reason for reason in reading.reasons)


def test_a_part_in_brackets_is_no_other_cell(policy: Policy, labels: LabelIndex) -> None:
    """A figure with its "其中" is read as before."""
    label = policy.field("industrial_over_100m").label
    text = "42（其中高新技术企业5家）"
    reading = read(policy, labels, {"industrial_over_100m": (label, text)}, "word")["industrial_over_100m"]
    assert (reading.status, reading.value) == ("accepted", 42)


@pytest.mark.parametrize(
    ("text", "status"), [("二栏\n示例县工信局", "review"), ("示例县工业\n和信息化局", "accepted")]
)
def test_a_first_line_that_ends_too_early_is_doubted_on_a_picture(
    policy: Policy, labels: LabelIndex, text: str, status: str
) -> None:
    label = policy.field("lead_department").label
    assert read(policy, labels, {"lead_department": (label, text)})["lead_department"].status == status
