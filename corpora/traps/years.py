"""Forms with the figures of another year, or of no certain one."""

from dataclasses import replace

from corpora.blocks import Grid, GridCell
from corpora.lists import lay_list
from corpora.traps.kit import FormTrap, Kit, SpoiltForm


def remark(text: str) -> FormTrap:
    return lambda kit: kit.tidy().with_words("remark", text).expect(kit.figures())


def trap_title_of_other_year(kit: Kit) -> SpoiltForm:
    title = f"{kit.county.data_year - 1}年度{kit.policy.form.titles[0]}"
    form = kit.tidy().with_words("title", title)
    return form.with_words("remark", "备注：所有数据填报年底数据").expect(kit.figures())


def trap_head_of_other_year(kit: Kit) -> SpoiltForm:
    """The list's only column of values is headed with the year before."""
    form = kit.tidy(lay_list)
    head = f"{kit.county.data_year - 1}年"
    blocks = tuple(head_grid(block, head) if isinstance(block, Grid) else block for block in form.blocks)
    return replace(form, blocks=blocks).expect(kit.figures())


def trap_head_of_half_year(kit: Kit) -> SpoiltForm:
    form = kit.tidy(lay_list)
    head = f"{kit.county.data_year}年1-6月"
    blocks = tuple(head_grid(block, head) if isinstance(block, Grid) else block for block in form.blocks)
    return replace(form, blocks=blocks).expect(kit.figures())


def head_grid(grid: Grid, head: str) -> Grid:
    def change(cell: GridCell) -> GridCell:
        return replace(cell, text=head) if cell.role == "head" and cell.column == 3 else cell

    return replace(grid, cells=tuple(change(cell) for cell in grid.cells))


YEAR_TRAPS: dict[str, FormTrap] = {
    "remark_of_year_before": remark("备注：所有数据填报2019年底数据"),
    "remark_of_year_after": remark("备注：所有数据填报2021年底数据"),
    "remark_of_half_year": remark("备注：所有数据为截至2020年6月底数据"),
    "remark_of_two_years": remark("备注：数据为2019年底数据，部分为2020年底数据"),
    "title_of_other_year": trap_title_of_other_year,
    "head_of_other_year": trap_head_of_other_year,
    "head_of_half_year": trap_head_of_half_year,
}
