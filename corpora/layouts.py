"""The printed form, and the ways in which counties lay it out anew when they retype it."""

from collections.abc import Callable, Iterable
from itertools import groupby

from corpora.blocks import Block, Grid, GridBuilder, GridCell, Paragraph
from corpora.clerk import Clerk
from policy.form import FormField

Layout = Callable[[Clerk], tuple[Block, ...]]


def frame_form(clerk: Clerk, grids: Iterable[Block], note: str | None = None) -> tuple[Block, ...]:
    """Title above, remark below, as printed; a note on the unit between title and table."""
    rng, form = clerk.rng, clerk.policy.form
    title = form.titles[0]
    if not clerk.exact_labels:
        title = rng.choice(
            (form.titles[0], form.titles[0], *form.titles[1:4], f"{clerk.county.place.name}{form.titles[0]}")
        )
        if rng.random() < 0.2:
            title = f"{clerk.county.data_year}年度{title}"
    blocks: list[Block] = []
    if rng.random() < 0.5:
        blocks.append(Paragraph(rng.choice(("附件2", "附件2：", "附件 2")), "note"))
    blocks.append(Paragraph(title, "title"))
    if note is None and clerk.money_unit == "note":
        note = rng.choice(
            (
                f"单位：{clerk.large_unit}",
                f"（金额单位：{clerk.large_unit}）",
                f"金额单位：{clerk.large_unit}",
            )
        )
    if note is not None:
        blocks.append(Paragraph(note, "note"))
    blocks.extend(grids)
    remark = f"备注：{form.remark}"
    if not clerk.exact_labels:
        remark = rng.choice((remark, remark, f"注：{form.remark}", f"备注：{form.remark}。"))
    blocks.append(Paragraph(remark, "remark"))
    return tuple(blocks)


def by_row(clerk: Clerk) -> list[tuple[FormField, ...]]:
    """The fields in the rows of the printed form."""
    return [tuple(group) for _, group in groupby(clerk.policy.form.fields, key=lambda item: item.row)]


def lay_official(clerk: Clerk) -> tuple[Block, ...]:
    """Six columns with merges, as the notice prints it."""
    grid = GridBuilder((1.5, 0.9, 1.3, 1.0, 1.2, 1.0))
    for items in by_row(clerk):
        if items[0].seal is not None:
            add_opinions(clerk, grid, items, clerk.rng.choice(("beside", "beside", "below")))
            continue
        for item, column, label_span, value_span in place_pairs(items):
            grid.add_cell(clerk.label_cell(item, grid.row, column, label_span))
            grid.add_cell(clerk.value_cell(item, grid.row, column + label_span, value_span))
        grid.end_row()
    return frame_form(clerk, [grid.build()])


def place_pairs(items: tuple[FormField, ...]) -> list[tuple[FormField, int, int, int]]:
    """Where one, two or three pairs stand in six columns: item, column, span of label, span of value."""
    if len(items) == 1:
        return [(items[0], 0, 1, 5)]
    if len(items) == 2:
        if items[1].kind in ("count_names", "text"):
            return [(items[0], 0, 1, 1), (items[1], 2, 1, 3)]
        return [(items[0], 0, 1, 1), (items[1], 2, 2, 2)]
    return [(item, 2 * place, 1, 1) for place, item in enumerate(items)]


def add_opinions(clerk: Clerk, grid: GridBuilder, items: tuple[FormField, ...], manner: str) -> None:
    """The cells for the two opinions over the grid's columns: the opinion beside its label, below it, or
    in the same cell."""
    columns = len(grid.widths)
    half = columns // 2
    starts = [(items[0], 0, half), (items[1], half, columns - half)]
    if manner == "beside" and half >= 2:
        for item, column, span in starts:
            grid.add_cell(clerk.label_cell(item, grid.row, column))
            grid.add_cell(clerk.value_cell(item, grid.row, column + 1, span - 1))
    elif manner == "below":
        for item, column, span in starts:
            grid.add_cell(clerk.label_cell(item, grid.row, column, span))
        grid.end_row()
        for item, column, span in starts:
            grid.add_cell(clerk.value_cell(item, grid.row, column, span))
    else:
        for item, column, span in starts:
            grid.add_cell(join_label(clerk, item, grid.row, column, span))
    grid.end_row(tall=True)


def join_label(clerk: Clerk, item: FormField, row: int, column: int, span: int) -> GridCell:
    text = f"{clerk.label(item)}：\n\n{clerk.write(item).text}"
    return GridCell(row, column, text, "value", 1, span, field=item.id)


def lay_one_pair(clerk: Clerk) -> tuple[Block, ...]:
    """One pair a row, the label left."""
    wide = clerk.rng.choice((1.2, 1.6, 2.2))
    grid = GridBuilder((1.6, wide))
    for items in by_row(clerk):
        for item in items:
            grid.add_cell(clerk.label_cell(item, grid.row, 0))
            grid.add_cell(clerk.value_cell(item, grid.row, 1))
            grid.end_row(tall=item.seal is not None)
    return frame_form(clerk, [grid.build()])


def lay_two_pairs(clerk: Clerk) -> tuple[Block, ...]:
    """Two pairs a row throughout; what needs room takes a row of its own."""
    grid = GridBuilder(clerk.rng.choice(((1.4, 1, 1.4, 1), (1.6, 0.8, 1.6, 0.8), (1.2, 1.2, 1.2, 1.2))))
    waiting: FormField | None = None
    for item in clerk.policy.form.fields:
        if item.seal is not None:
            break
        roomy = item.kind == "count_names"
        if waiting is not None:
            add_pairs(clerk, grid, (waiting,) if roomy else (waiting, item))
            waiting = None
            if not roomy:
                continue
        if roomy:
            add_pairs(clerk, grid, (item,))
        else:
            waiting = item
    if waiting is not None:
        add_pairs(clerk, grid, (waiting,))
    add_opinions(clerk, grid, by_row(clerk)[-1], clerk.rng.choice(("beside", "below", "inside")))
    return frame_form(clerk, [grid.build()])


def add_pairs(clerk: Clerk, grid: GridBuilder, items: tuple[FormField, ...]) -> None:
    for place, item in enumerate(items):
        span = 3 if len(items) == 1 else 1
        grid.add_cell(clerk.label_cell(item, grid.row, 2 * place))
        grid.add_cell(clerk.value_cell(item, grid.row, 2 * place + 1, span))
    grid.end_row()


_GROUPS = (
    (3, "基本信息"),
    (9, "申报条件"),
    (12, "经济规模"),
    (15, "质量规模"),
    (18, "创新结构"),
    (23, "管理服务"),
)


def lay_groups(clerk: Clerk) -> tuple[Block, ...]:
    """A first column that says what the rows are about, merged down; then one or two pairs a row."""
    upright = clerk.rng.random() < 0.5
    grid = GridBuilder((0.35 if upright else 0.7, 1.4, 1, 1.4, 1))
    for group, rows in groupby(by_row(clerk)[:-1], key=group_of):
        first = grid.row
        for items in rows:
            for start in range(0, len(items), 2):
                add_group_row(clerk, grid, items[start : start + 2])
        name = "\n".join(group) if upright else group
        grid.add_cell(GridCell(first, 0, name, "group", grid.row - first))
    opinions = by_row(clerk)[-1]
    first = grid.row
    for item in opinions:
        grid.add_cell(clerk.label_cell(item, grid.row, 1))
        grid.add_cell(clerk.value_cell(item, grid.row, 2, 3))
        grid.end_row(tall=True)
    grid.add_cell(GridCell(first, 0, "审\n核\n意\n见" if upright else "审核意见", "group", len(opinions)))
    return frame_form(clerk, [grid.build()])


def group_of(items: tuple[FormField, ...]) -> str:
    return next(name for last, name in _GROUPS if items[0].row <= last)


def add_group_row(clerk: Clerk, grid: GridBuilder, items: tuple[FormField, ...]) -> None:
    for place, item in enumerate(items):
        grid.add_cell(clerk.label_cell(item, grid.row, 1 + 2 * place))
        grid.add_cell(clerk.value_cell(item, grid.row, 2 + 2 * place, 3 if len(items) == 1 else 1))
    grid.end_row()


def lay_below(clerk: Clerk) -> tuple[Block, ...]:
    """Labels in one row, their values in the next."""
    grid = GridBuilder((1, 1, 1, 1, 1, 1))
    for items in by_row(clerk):
        span = 6 // len(items)
        for place, item in enumerate(items):
            grid.add_cell(clerk.label_cell(item, grid.row, place * span, span))
        grid.end_row()
        for place, item in enumerate(items):
            grid.add_cell(clerk.value_cell(item, grid.row, place * span, span))
        grid.end_row(tall=items[0].seal is not None)
    return frame_form(clerk, [grid.build()])


def head_grid(clerk: Clerk, items: Iterable[FormField]) -> Grid:
    """A small table of who applies, above a table of figures."""
    grid = GridBuilder((1.3, 1.4, 1.1, 1.4))
    chosen = list(items)
    while chosen:
        pair = tuple(chosen[:2])
        del chosen[:2]
        add_pairs(clerk, grid, pair)
    return grid.build()


def opinion_grid(clerk: Clerk, items: tuple[FormField, ...]) -> Grid:
    grid = GridBuilder((1, 1.6, 1, 1.6))
    add_opinions(clerk, grid, items, clerk.rng.choice(("beside", "below", "inside")))
    return grid.build()
