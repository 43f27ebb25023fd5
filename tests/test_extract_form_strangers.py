"""Forms of other hands, in Word: what is not this county's figure of this year is never accepted."""

from collections.abc import Sequence

import pytest

from dossier import Cell, Document, FieldReading, Page, Paragraph, Table
from extract.form.labels import LabelIndex
from extract.form.reading import read_form
from policy import Policy
from policy.form import FormField

VALUES = {"int": "42", "pct": "8.6", "money": "1234.5万元", "count_names": "无", "text": "示例县工信局"}
FIGURE = "market_entities"


def value_of(field: FormField) -> str:
    return "情况属实，同意推荐。" if field.seal else VALUES[field.kind]


def read(
    policy: Policy,
    labels: LabelIndex,
    rows: Sequence[Sequence[str]],
    before: Sequence[str] = (),
    after: Sequence[str] = (),
) -> dict[str, FieldReading]:
    """A table of `rows` under the form's title, with lines before and after it."""
    width = max(map(len, rows))
    cells = [
        Cell(row, column, 1, width - column if column == len(texts) - 1 else 1, text)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    ]
    above = [policy.form.titles[0], *before]
    paragraphs = [Paragraph(text, n) for n, text in enumerate((*above, *after))]
    table = Table(len(rows), width, tuple(cells), 0, len(above) - 1)
    page = Page(1, "word", tables=(table,), paragraphs=tuple(paragraphs))
    form, _, _ = read_form([Document("申报表.docx", "word", False, (page,))], policy.form, labels)
    return form.fields


def pairs(policy: Policy) -> list[tuple[str, str]]:
    return [(field.label, value_of(field)) for field in policy.form.fields]


def accepted_figures(policy: Policy, readings: dict[str, FieldReading]) -> set[str]:
    figures = {field.id for field in policy.form.fields if field.kind in ("int", "pct", "money")}
    return {name for name in figures if readings[name].status == "accepted"}


def test_a_plain_form_is_accepted(policy: Policy, labels: LabelIndex) -> None:
    assert read(policy, labels, pairs(policy))[FIGURE].status == "accepted"


def test_figures_above_their_labels_are_not_those_below(policy: Policy, labels: LabelIndex) -> None:
    plain = pairs(policy)
    rows = []
    for at in range(0, len(plain), 3):
        rows += [[value for _, value in plain[at : at + 3]], [label for label, _ in plain[at : at + 3]]]
    assert accepted_figures(policy, read(policy, labels, rows)) == set()


@pytest.mark.parametrize("head", ["更正", "核定数", "修改后"])
def test_a_column_of_corrections_doubts_what_it_corrects(
    policy: Policy, labels: LabelIndex, head: str
) -> None:
    corrected = policy.field(FIGURE).label
    rows = [("项目", "数值", head), *((a, b, "999" if a == corrected else "") for a, b in pairs(policy))]
    readings = read(policy, labels, rows)
    assert (readings[FIGURE].status, readings["sme_count"].status) == ("review", "accepted")


@pytest.mark.parametrize("remark", ["应为999", "更正为99", "有误", "预计", "2019年数据", "上报后修正"])
def test_a_remark_that_corrects_doubts_its_row(policy: Policy, labels: LabelIndex, remark: str) -> None:
    corrected = policy.field(FIGURE).label
    rows = [("项目", "数值", "备注"), *((a, b, remark if a == corrected else "") for a, b in pairs(policy))]
    readings = read(policy, labels, rows)
    assert (readings[FIGURE].status, readings["sme_count"].status) == ("review", "accepted")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("（参考样式）",), ()),
        (("（征求意见稿）",), ()),
        (("填表范例",), ()),
        (("（2019年度）",), ()),
        ((), ("注：市场主体数量应为25999家。",)),
        ((), ("注：第4行更正为25999家",)),
        ((), ("说明：营业收入为快报数",)),
    ],
)
def test_a_line_that_unmakes_the_form_doubts_all_of_it(
    policy: Policy, labels: LabelIndex, before: Sequence[str], after: Sequence[str]
) -> None:
    assert accepted_figures(policy, read(policy, labels, pairs(policy), before, after)) == set()


@pytest.mark.parametrize(
    "line", ["备注：填报数据应为2020年底数据", "注：如有错误由填报单位负责", "单位：万元"]
)
def test_a_line_that_any_form_has_does_not(policy: Policy, labels: LabelIndex, line: str) -> None:
    assert read(policy, labels, pairs(policy), after=(line,))[FIGURE].status == "accepted"


def test_labels_and_values_in_one_cell_with_a_colon_are_read(policy: Policy, labels: LabelIndex) -> None:
    """A short figure behind the colon does not make another label of it."""
    rows = [(f"{label}：{value}",) for label, value in pairs(policy)]
    readings = read(policy, labels, rows)
    doubted = {name: r.reasons for name, r in readings.items() if r.status != "accepted"}
    assert set(doubted) <= {"applicant_name", "contact_person", "contact_phone", "sme_department_nature"}
