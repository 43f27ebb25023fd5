"""Forms retyped as lists of figures: number, indicator, unit, value; or several years side by side."""

from corpora.blocks import Block, Grid, GridBuilder, GridCell, Paragraph
from corpora.clerk import Clerk
from corpora.layouts import by_row, frame_form, head_grid, opinion_grid
from corpora.writing import Expected, Written
from dossier import NamedCount
from policy.form import FormField


def lay_list(clerk: Clerk) -> tuple[Block, ...]:
    """One list of everything but the opinions."""
    clerk.money_unit = "column"
    items = [item for item in clerk.policy.form.fields if item.seal is None]
    return frame_form(clerk, [figure_list(clerk, items), opinion_grid(clerk, by_row(clerk)[-1])])


def lay_split(clerk: Clerk) -> tuple[Block, ...]:
    """A table of words, a list of figures, a table of opinions, each with a heading line."""
    clerk.money_unit = "column"
    words = [item for item in clerk.policy.form.fields if item.kind == "text" and item.seal is None]
    figures = [item for item in clerk.policy.form.fields if item.kind != "text"]
    blocks: list[Block] = [
        Paragraph("一、基本信息", "caption"),
        head_grid(clerk, words),
        Paragraph("二、指标情况", "caption"),
        figure_list(clerk, figures),
        Paragraph("三、审核意见", "caption"),
        opinion_grid(clerk, by_row(clerk)[-1]),
    ]
    return frame_form(clerk, blocks)


def figure_list(clerk: Clerk, items: list[FormField]) -> Grid:
    value_head = clerk.rng.choice(("数值", "填报内容", f"{clerk.county.data_year}年", "填报情况"))
    grid = GridBuilder((0.4, 2, 0.6, 1.7, 0.9))
    for column, text in enumerate(("序号", "指标名称", "单位", value_head, "备注")):
        grid.add(column, text, "head")
    grid.end_row()
    for number, item in enumerate(items, 1):
        grid.add(0, str(number), "plain")
        grid.add_cell(clerk.label_cell(item, grid.row, 1))
        grid.add(2, unit_column(clerk, item), "plain")
        value, remark = list_cells(clerk, item)
        shown, shape = value.number, value.number_format
        grid.add_cell(GridCell(grid.row, 3, value.text, "value", 1, 1, shown, shape, item.id))
        grid.add(4, remark, "plain")
        grid.end_row()
    return grid.build()


def list_cells(clerk: Clerk, item: FormField) -> tuple[Written, str]:
    """The value and what stands in the remarks. Sometimes a number stands left and its names right."""
    rng = clerk.rng
    value = clerk.county.values[item.id]
    if isinstance(value, NamedCount) and value.count and rng.random() < 0.15:
        expected = Expected("accepted", value)
        clerk.expected[item.id] = expected
        return Written(str(value.count), "names_aside", expected, value.count), "、".join(value.names)
    remark = ""
    if item.kind == "int" and rng.random() < 0.1:
        remark = rng.choice(
            (
                "统计局数据",
                "市场监管局提供",
                f"{clerk.county.data_year - 1}年为{rng.randint(5, 99)}",
                "含开发区",
            )
        )
    return clerk.write(item), remark


def unit_column(clerk: Clerk, item: FormField) -> str:
    if item.kind == "money":
        return clerk.given_unit(item) or clerk.large_unit
    if item.kind == "pct":
        return "%"
    if item.kind == "text":
        return clerk.rng.choice(("", "—", "/"))
    return "人" if "人" in item.units else clerk.rng.choice("家家个")


def lay_years(clerk: Clerk) -> tuple[Block, ...]:
    """Words and names in a table of their own; every figure for three years, the data year last."""
    clerk.money_unit = "column"
    plain = [
        item
        for item in clerk.policy.form.fields
        if item.kind in ("text", "count_names") and item.seal is None
    ]
    figures = [item for item in clerk.policy.form.fields if item.kind in ("int", "pct", "money")]
    grids = [head_grid(clerk, plain), year_list(clerk, figures), opinion_grid(clerk, by_row(clerk)[-1])]
    return frame_form(clerk, grids)


def year_list(clerk: Clerk, items: list[FormField]) -> Grid:
    year = clerk.county.data_year
    order = [year - 2, year - 1, year] if clerk.rng.random() < 0.7 else [year, year - 1, year - 2]
    ending = clerk.rng.choice(("年", "年底", ""))
    grid = GridBuilder((0.4, 2, 0.6, 1, 1, 1))
    for column, text in enumerate(("序号", "指标名称", "单位", *(f"{one}{ending}" for one in order))):
        grid.add(column, text, "head")
    grid.end_row()
    for number, item in enumerate(items, 1):
        grid.add(0, str(number), "plain")
        grid.add_cell(clerk.label_cell(item, grid.row, 1))
        grid.add(2, unit_column(clerk, item), "plain")
        for column, one in enumerate(order, 3):
            grid.add_cell(year_cell(clerk, item, grid.row, column, one))
        grid.end_row()
    return grid.build()


def year_cell(clerk: Clerk, item: FormField, row: int, column: int, year: int) -> GridCell:
    if year == clerk.county.data_year:
        return clerk.value_cell(item, row, column)
    shrink = 1 - 0.07 * (clerk.county.data_year - year)
    number = clerk.county.number(item.id) * shrink
    if item.kind == "int":
        text = str(int(number) + 1 if number == clerk.county.number(item.id) else int(number))
    elif item.kind == "pct":
        text = f"{number + 0.3:.1f}"
    else:
        unit = clerk.given_unit(item) or clerk.large_unit
        text = f"{number / 10000:.2f}" if unit == "亿元" else f"{round(number)}"
    return GridCell(row, column, text, "value", number=float(text))
