"""Policies in tables: what is doubted of a row."""

import pytest

from dossier import Cell, Document, Page, Table
from extract.facts.policy_tables import CROWDED, CUT, read_policy_rows
from extract.narrative.blocks import Setting, TableBlock


def block_of(number: str, title: str = "示例县小升规企业奖励办法") -> TableBlock:
    rows = (("文件名称", "文号"), (title, number))
    cells = tuple(Cell(r, c, 1, 1, text) for r, texts in enumerate(rows) for c, text in enumerate(texts))
    table = Table(2, 2, cells, 0)
    page = Page(1, "word", tables=(table,))
    return TableBlock(Document("a.docx", "word", False, (page,)), page, table, "", Setting())


@pytest.mark.parametrize(
    ("number", "doubts"),
    [
        ("示政办发〔2020〕67号", ()),
        ("示政办发\n〔2020〕67号", ()),
        ("示例县人民政\n示政办发(2020)67号\n府办公室", (CROWDED,)),
        ("示例县人民政 示政发〔2020〕7号\n府", (CROWDED,)),
    ],
)
def test_a_number_among_the_words_of_another_column_is_doubted(number: str, doubts: tuple[str, ...]) -> None:
    (row,) = read_policy_rows(block_of(number))
    assert row.doubts == doubts


@pytest.mark.parametrize(
    ("title", "doubts"),
    [
        ("示例县支持民营经济发展的若干意见", ()),
        ("示例县小升规企业奖励办法（试行）", ()),
        ("示例县支持民营经济发展的若", (CUT,)),
        ("《示例县支持民营经济发展的若", (CUT,)),
    ],
)
def test_a_title_that_names_no_kind_of_paper_is_doubted(title: str, doubts: tuple[str, ...]) -> None:
    """Its row may go on on the next page."""
    (row,) = read_policy_rows(block_of("示政发〔2020〕6号", title))
    assert row.doubts == doubts


def test_a_title_below_a_head_that_spans_an_empty_column_is_found() -> None:
    cells = (
        Cell(0, 0, 1, 2, "文件名称"),
        Cell(0, 2, 1, 1, "文号"),
        Cell(1, 0, 1, 1, ""),
        Cell(1, 1, 1, 1, "《示例县人才新政十条》"),
        Cell(1, 2, 1, 1, "示办发〔2021〕2号"),
    )
    table = Table(2, 3, cells, 0)
    page = Page(1, "word", tables=(table,))
    block = TableBlock(Document("a.docx", "word", False, (page,)), page, table, "", Setting())
    (row,) = read_policy_rows(block)
    assert (row.title, row.number and row.number.number) == ("示例县人才新政十条", "示办发〔2021〕2号")
