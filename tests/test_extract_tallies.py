"""Totals with their parts, in sentences and in tables: what is a part, and what only stands beside one."""

import pytest

from dossier import Cell, Document, Evidence, Page, Passage, Table, Tally
from extract.facts.table_tallies import find_table_tallies
from extract.facts.tallies import find_tallies


def tallies(text: str) -> list[Tally]:
    return list(find_tallies([Passage(evidence=Evidence(source="a.docx", quote=text, method="word"))]))


@pytest.mark.parametrize(
    ("text", "total", "parts", "complete"),
    [
        ("2020年安排500万元，其中：小升规奖励200万元，技改贴息150万元。", 500, (200, 150), False),
        ("2020年安排500万元。其中，培训100万元、贴息0.02亿元。", 500, (100, 200), False),
        ("共举办服务活动30场次，其中银企对接12场、产学研10次，参加企业500家。", 30, (12, 10), False),
        ("现有服务机构12家，其中省级示范平台15家。", 12, (15,), False),
        ("一期1650万元，二期1,996.5万元和三期9.98万元，合计5万元。", 5, (1650, 1996.5, 9.98), True),
        ("解决问题170个，其中用地问题104个，融资问题22个、用工问题64个。", 170, (104, 22, 64), False),
        ("资金安排如下：2019年300万元，2020年500万元，两年共计800万元。", 800, (300, 500), True),
        ("１．培训６０人，２．考察２０人，合计１００人。", 100, (60, 20), True),
    ],
)  # fmt: skip
def test_a_total_and_its_parts(text: str, total: float, parts: tuple[float, ...], complete: bool) -> None:
    (tally,) = tallies(text)
    assert (tally.total, tally.parts, tally.complete) == (total, parts, complete)


@pytest.mark.parametrize(
    "text",
    [
        "规上工业企业58家，其中亿元以上企业实现产值30亿元。",
        "安排资金500万元，其中带动投资3000万元。",
        "培训企业家500人次，其中赴外培训60人，培训技工800人。",
        "全县共有企业近300家，其中规上58家，专精特新400家。",
        "企业120家，其中规上58家，占48%。其中亿元企业12家。".replace("。其中", "，其中"),
        "2019年安排300万元，2020年安排500万元，累计安排1200万元。",
        "用于技改贴息150万元，带动企业投资3000万元，合计安排350万元。",
        "贷款余额增长30%，其中小微企业贷款20亿元。",
    ],
)
def test_what_is_no_list_of_parts(text: str) -> None:
    assert tallies(text) == []


def test_the_sentence_is_quoted_as_it_stands() -> None:
    (tally,) = tallies("我县重视。安排５００万元，其中贴息６００万元。以上。")
    assert tally.evidence[0].quote == "安排５００万元，其中贴息６００万元"


def table(*rows: str) -> Document:
    cells = tuple(
        Cell(row, column, 1, 1, text)
        for row, line in enumerate(rows)
        for column, text in enumerate(line.split("|"))
    )
    page = Page(1, "word", tables=(Table(len(rows), 9, cells, 0),))
    return Document("a.docx", "word", False, (page,))


def of_table(*rows: str) -> list[tuple[float, tuple[float, ...]]]:
    return [(tally.total, tally.parts) for tally in find_table_tallies([table(*rows)], frozenset())]


def test_a_table_sums_up_below_or_above() -> None:
    lines = ("1|小升规奖励|200|3", "2|技改贴息|150.5|—")
    head = "序号|用途|金额（万元）|户数"
    assert of_table(head, *lines, "|合 计|350.5|3") == [(350.5, (200, 150.5))]
    assert of_table(head, "|合计|400|3", *lines) == [(400, (200, 150.5))]


@pytest.mark.parametrize(
    "rows",
    [
        ("用途|金额", "一、奖励|200", "小计|200", "贴息|100", "合计|300"),
        ("用途|金额", "奖励|200", "其中：小升规|150", "合计|200"),
        ("年度|增速（%）", "2019|8.5", "2020|9.5", "合计|18"),
        ("用途|金额", "奖励|约200", "贴息|100", "合计|300"),
        ("用途|金额", "奖励|200万元", "贴息|100元", "合计|300万元"),
        ("单位|合计", "甲|3", "乙|4"),
        ("用途|金额", "奖励|30\n0", "贴息|100", "合计|300"),
    ],
    ids=["totals within", "parts within", "rates", "rounded", "two units", "no total", "two in a cell"],
)
def test_other_tables_are_left_alone(rows: tuple[str, ...]) -> None:
    assert of_table(*rows) == []


def test_the_form_is_no_table_of_the_narrative() -> None:
    document = table("项目|数", "甲|1", "乙|2", "合计|4")
    assert list(find_table_tallies([document], frozenset({("a.docx", 0)}))) == []
    assert len(list(find_table_tallies([document], frozenset()))) == 1
