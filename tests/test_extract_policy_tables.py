"""Policies in tables: what is doubted of a row."""

import pytest

from dossier import Cell, Document, Page, Table
from extract.facts.policy_tables import CROWDED, read_policy_rows
from extract.narrative.blocks import Setting, TableBlock


def block_of(number: str) -> TableBlock:
    rows = (("文件名称", "文号"), ("示例县小升规企业奖励办法", number))
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
