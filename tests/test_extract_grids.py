"""Tables on pictures put together over pages: by where their columns lie, with every doubt kept."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from dossier import Cell, Document, Page, Paragraph, Table
from extract.form.grids import CUT, Grid, find_grids
from extract.form.labels import LabelIndex
from policy import Policy

EDGES = (0.0, 0.3, 0.5, 0.8, 1.0)


def cell(row: int, column: int, text: str, wide: int = 1) -> Cell:
    return Cell(
        row, column, 1, wide, text, (10.0 * column, 20.0 * row, 10.0 * (column + wide), 20.0 * row + 20)
    )


def table_of(
    rows: Sequence[Sequence[str]], index: int, edges: tuple[float, ...] = EDGES, after: int = -1
) -> Table:
    cells = tuple(cell(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row))
    return Table(len(rows), len(edges) - 1, cells, index, after, (50, 50, 500, 700), edges)


def page_of(number: int, *tables: Table, above: str = "", below: str = "", first: int = 0) -> Page:
    """Text above the tables and below them; `first` is the index of its first paragraph."""
    said = [text for text in (above, below) if text]
    paragraphs = tuple(Paragraph(text, first + n, box=(60, 20, 400, 40)) for n, text in enumerate(said))
    after = first if above else first - 1
    placed = tuple(replace(table, after=after) for table in tables)
    return Page(number, "ocr", 595, 842, tables=placed, paragraphs=paragraphs)


def grids_of(labels: LabelIndex, *pages: Page) -> list[Grid]:
    return find_grids(Document("扫描件.pdf", "scan", True, pages), labels)


@pytest.fixture
def rows(policy: Policy) -> list[list[str]]:
    """Two labels with their values a row, as on the form."""
    names = [field.label for field in policy.form.fields if field.kind == "int"][:8]
    return [[names[n], str(n + 11), names[n + 1], str(n + 12)] for n in range(0, 8, 2)]


def texts(grid: Grid) -> list[list[str]]:
    return [[c.text for c in grid.row_cells(row)] for row in range(grid.rows)]


def test_a_table_over_two_pages_is_one(labels: LabelIndex, rows: list[list[str]]) -> None:
    """Pictures lie differently: the second is wider, elsewhere on its page, its edges a little off."""
    off = (0.0, 0.304, 0.497, 0.803, 1.0)
    second = replace(table_of(rows[2:], 1, off), box=(20, 90, 580, 300))
    (grid,) = grids_of(labels, page_of(1, table_of(rows[:2], 0)), page_of(2, second))
    assert texts(grid) == rows
    assert [c.evidence[0].page for c in grid.cells if c.column == 0] == [1, 1, 2, 2]
    assert grid.tables == (("扫描件.pdf", 0), ("扫描件.pdf", 1))


def test_columns_are_counted_over_the_edges_of_both_pages(labels: LabelIndex, rows: list[list[str]]) -> None:
    """The second page has a wide cell where the first has three."""
    wide = table_of([[rows[2][0], rows[2][1]]], 1, (0.0, 0.3, 1.0))
    (grid,) = grids_of(labels, page_of(1, table_of(rows[:2], 0)), page_of(2, wide))
    assert [(c.column, c.column_span) for c in grid.row_cells(0)] == [(0, 1), (1, 1), (2, 1), (3, 1)]
    assert [(c.column, c.column_span) for c in grid.row_cells(2)] == [(0, 1), (1, 3)]


def test_text_between_parts_tables(labels: LabelIndex, rows: list[list[str]]) -> None:
    upper, lower = table_of(rows[:2], 0), table_of(rows[2:], 1)
    assert len(grids_of(labels, page_of(1, upper, below="注：以上为年末数"), page_of(2, lower, first=1))) == 2
    assert len(grids_of(labels, page_of(1, upper), page_of(2, lower, above="二、其他情况"))) == 2


def test_a_single_character_between_is_dirt(labels: LabelIndex, rows: list[list[str]]) -> None:
    upper, lower = table_of(rows[:2], 0), table_of(rows[2:], 1)
    assert len(grids_of(labels, page_of(1, upper, below="、"), page_of(2, lower, first=1))) == 1


def test_other_columns_are_another_table(labels: LabelIndex, rows: list[list[str]]) -> None:
    other = table_of(rows[2:], 1, (0.0, 0.22, 0.61, 0.7, 1.0))
    assert len(grids_of(labels, page_of(1, table_of(rows[:2], 0)), page_of(2, other))) == 2


def test_a_page_left_out_parts_tables(labels: LabelIndex, rows: list[list[str]]) -> None:
    assert len(grids_of(labels, page_of(1, table_of(rows[:2], 0)), page_of(3, table_of(rows[2:], 1)))) == 2


def test_only_the_last_and_the_first_table_of_pages_run_on(labels: LabelIndex, rows: list[list[str]]) -> None:
    one, two, three = table_of(rows[:1], 0), table_of(rows[1:2], 1), table_of(rows[2:], 2)
    grids = grids_of(labels, page_of(1, one, two), page_of(2, three))
    assert [texts(grid) for grid in grids] == [rows[:1], rows[1:]]


def test_a_repeated_head_is_left_out(labels: LabelIndex) -> None:
    head = ["序号", "内容", "数量", "备注"]
    upper, lower = table_of([head, ["一", "甲", "1", ""]], 0), table_of([head, ["二", "乙", "2", ""]], 1)
    (grid,) = grids_of(labels, page_of(1, upper), page_of(2, lower))
    assert texts(grid) == [head, ["一", "甲", "1", ""], ["二", "乙", "2", ""]]


def test_a_row_cut_by_the_page_break_is_mended(labels: LabelIndex, policy: Policy) -> None:
    """A label and its value go on at the top of the next page; each has two places."""
    name, other = policy.field("leading_industries_names").label, policy.field("sme_count").label
    upper = table_of([[other, "42"], [name, "铸造、"]], 0, (0.0, 0.4, 1.0))
    lower = table_of([["", "玻璃器皿"], [policy.field("sme_employees").label, "7"]], 1, (0.0, 0.4, 1.0))
    (grid,) = grids_of(labels, page_of(1, upper), page_of(2, lower))
    assert texts(grid)[1:] == [[name, "铸造、\n玻璃器皿"], [policy.field("sme_employees").label, "7"]]
    value = grid.row_cells(1)[1]
    assert [(e.page, e.quote) for e in value.evidence] == [(1, "铸造、"), (2, "玻璃器皿")]
    assert value.doubts == ()


def test_doubts_of_a_mended_cell_keep_their_lines(labels: LabelIndex, policy: Policy) -> None:
    """Lines of the second part are counted on from the first; the surer part makes it no surer."""
    name = policy.field("leading_industries_names").label
    above = replace(cell(0, 1, "铸造、\n煤机、"), line_doubts=((1, "不清"),), certainty=0.97)
    below = replace(cell(0, 1, "玻璃器皿"), line_doubts=((0, "两次不同"),), doubts=("边线",), certainty=0.91)
    edges = (0.0, 0.4, 1.0)
    upper = Table(1, 2, (cell(0, 0, name), above), 0, -1, (0, 0, 1, 1), edges)
    lower = Table(1, 2, (cell(0, 0, ""), below), 1, -1, (0, 0, 1, 1), edges)
    (grid,) = grids_of(labels, page_of(1, upper), page_of(2, lower))
    value = grid.row_cells(0)[1]
    assert value.text == "铸造、\n煤机、\n玻璃器皿"
    assert value.line_doubts == ((1, "不清"), (2, "两次不同"))
    assert value.doubts == ("边线",)
    assert value.certainty == 0.91


def test_what_may_be_cut_is_doubted(labels: LabelIndex, policy: Policy) -> None:
    """The next page begins with text without a label, in columns of its own: it may go on with that row."""
    name, other = policy.field("leading_industries_names").label, policy.field("sme_count").label
    upper = table_of([[other, "42"], [name, "铸造、"]], 0, (0.0, 0.4, 1.0))
    lower = table_of([["玻璃", "器皿", "三"]], 1, (0.0, 0.4, 0.7, 1.0))
    (grid,) = grids_of(labels, page_of(1, upper), page_of(2, lower))
    assert all(CUT in c.doubts for row in (1, 2) for c in grid.row_cells(row))
    assert not any(c.doubts for c in grid.row_cells(0))
