"""Forms whose cells do not stand where they should."""

from dataclasses import replace

from corpora.blocks import Grid, GridCell, Paragraph, plain_grid
from corpora.layouts import lay_one_pair, lay_two_pairs
from corpora.lists import lay_list
from corpora.traps.kit import DOUBT, FormTrap, Kit, SpoiltForm
from corpora.writing import Expected

ABOVE, NEW = "above_scale_enterprises", "newly_above_scale"
INDUSTRY, BELOW = "industrial_above_scale", "industrial_below_scale"


def trap_value_and_label_swapped(kit: Kit) -> SpoiltForm:
    """A | B | a | b instead of A | a | B | b: beside A stands B's label, beside B stands A's value."""
    form = kit.tidy()
    value, label = form.cell(ABOVE, "value"), form.cell(NEW, "label")

    def change(cell: GridCell) -> list[GridCell]:
        if cell == value:
            return [replace(label, column=value.column, column_span=value.column_span)]
        if cell == label:
            return [replace(value, column=label.column, column_span=label.column_span)]
        return [cell]

    return form.edit(change).expect([ABOVE, NEW])


def trap_label_blended(kit: Kit) -> SpoiltForm:
    """A label that has lost the one character that tells it from another."""
    first, second = kit.label(INDUSTRY), kit.label(BELOW)
    text = "".join(a for a, b in zip(first, second, strict=True) if a == b)
    return kit.tidy().with_label(INDUSTRY, text).expect([INDUSTRY])


def trap_label_two_errors(kit: Kit) -> SpoiltForm:
    """Two typing errors, one of them in the character that matters."""
    first, second = kit.label(INDUSTRY), kit.label(BELOW)
    text = "".join(a if a == b else "土" for a, b in zip(first, second, strict=True))
    return kit.tidy().with_label(INDUSTRY, text[:-1] + "里").expect([INDUSTRY])


def trap_label_doubled(kit: Kit) -> SpoiltForm:
    """Two neighbours that carry the same label by mistake."""
    return kit.tidy().with_label(ABOVE, kit.label(INDUSTRY)).expect([ABOVE, INDUSTRY])


def trap_label_repeated(kit: Kit) -> SpoiltForm:
    """One more row with a label of the form and another value."""
    form = kit.tidy()
    wrong = str(kit.whole(INDUSTRY) + 3)

    def change(grid: Grid) -> Grid:
        row = grid.rows
        extra = (
            GridCell(row, 0, kit.label(INDUSTRY), "label"),
            GridCell(row, 1, wrong, "value", 1, grid.columns - 1),
        )
        return replace(grid, cells=(*grid.cells, *extra))

    blocks = tuple(change(block) if isinstance(block, Grid) else block for block in form.blocks)
    return replace(form, blocks=blocks).expect([INDUSTRY])


def trap_digits_in_two_cells(kit: Kit) -> SpoiltForm:
    """The digits of one number spread over two cells."""
    form = kit.tidy()
    value = form.cell(INDUSTRY, "value")
    text = str(kit.whole(INDUSTRY) + 1000)

    def change(cell: GridCell) -> list[GridCell]:
        if cell != value:
            return [cell]
        right = replace(cell, column=3, column_span=3, text=text[2:], number=None)
        return [replace(cell, column_span=2, text=text[:2], number=None), right]

    return form.edit(change).expect([INDUSTRY])


def trap_value_in_next_row(kit: Kit) -> SpoiltForm:
    """The value one row too low, where no label stands."""
    form = kit.tidy(lay_one_pair)
    row = form.cell(INDUSTRY, "value").row

    def change(cell: GridCell) -> list[GridCell]:
        if cell.row > row:
            return [replace(cell, row=cell.row + 1)]
        if cell.row == row and cell.role == "value":
            empty = GridCell(row + 1, 0, "", "label")
            return [replace(cell, text="", number=None), empty, replace(cell, row=row + 1)]
        return [cell]

    return form.edit(change).expect([INDUSTRY])


def trap_two_labels_in_a_cell(kit: Kit) -> SpoiltForm:
    """Two labels in one cell, two values in the other."""
    form = kit.tidy(lay_one_pair)
    both = f"{kit.label(ABOVE)}\n{kit.label(NEW)}"
    values = f"{kit.whole(ABOVE)}\n{kit.whole(NEW)}"
    row = form.cell(NEW, "label").row
    form = form.with_label(ABOVE, both).with_value(ABOVE, values)
    form = form.edit(lambda cell: [] if cell.row == row else [cell if cell.row < row else lift(cell)])
    return form.expect([ABOVE, NEW])


def lift(cell: GridCell) -> GridCell:
    return replace(cell, row=cell.row - 1)


def trap_value_over_two_rows(kit: Kit) -> SpoiltForm:
    """One value cell merged over the rows of two labels."""
    form = kit.tidy(lay_one_pair)
    first, second = form.cell(ABOVE, "value"), form.cell(NEW, "value")

    def change(cell: GridCell) -> list[GridCell]:
        if cell == first:
            return [replace(cell, row_span=2)]
        return [] if cell == second else [cell]

    return form.edit(change).expect([ABOVE, NEW])


def trap_labels_on_the_right(kit: Kit) -> SpoiltForm:
    """value | label | value | label: to the right of a label stands another's value."""
    form = kit.tidy(lay_two_pairs)
    narrow = {
        cell.row: cell.field
        for block in form.blocks
        if isinstance(block, Grid)
        for cell in block.cells
        if cell.role == "value" and cell.column == 3 and cell.row_span == 1
    }
    moved: list[str] = []

    def change(cell: GridCell) -> list[GridCell]:
        if cell.row not in narrow or cell.field is None or kit.policy.field(cell.field).seal is not None:
            return [cell]
        moved.append(cell.field)
        return [replace(cell, column=cell.column + (1 if cell.role == "label" else -1))]

    return form.edit(change).expect(moved)


def trap_codes_beside_labels(kit: Kit) -> SpoiltForm:
    """A column of line numbers between label and value."""
    form = kit.tidy(lay_list)
    return replace(form, blocks=tuple(code_column(block) for block in form.blocks))


def code_column(block: object) -> Grid | Paragraph:
    if isinstance(block, Grid) and block.columns == 5:
        words = {"head": "代码", "plain": ""}
        cells = [
            replace(cell, text=words.get(cell.role, "") if cell.row == 0 else f"{cell.row:02d}")
            if cell.column == 2
            else cell
            for cell in block.cells
        ]
        return replace(block, cells=tuple(cells))
    if isinstance(block, Grid | Paragraph):
        return block
    raise TypeError(block)


def trap_target_column(kit: Kit) -> SpoiltForm:
    """What was planned stands beside what is; only the second is the value."""
    return add_column(kit, "目标值", "完成值")


def trap_columns_without_heads(kit: Kit) -> SpoiltForm:
    """Two numbers to every label, and nothing that tells which is which."""
    form = add_column(kit, "", "")
    return form.expect([item.id for item in kit.policy.form.fields if item.kind == "int"])


def trap_two_applicants(kit: Kit) -> SpoiltForm:
    """One form for two counties, side by side."""
    form = add_column(kit, "鹿鸣县", kit.county.place.name)
    return form.expect([item.id for item in kit.policy.form.fields if item.kind == "int"])


def add_column(kit: Kit, left_head: str, right_head: str) -> SpoiltForm:
    """Whole numbers in a list with two columns of values, the left one wrong."""
    items = [item for item in kit.policy.form.fields if item.kind == "int"]
    rows = [("序号", "指标名称", left_head, right_head)]
    for number, item in enumerate(items, 1):
        rows.append((str(number), item.label, str(kit.whole(item.id) + 7), str(kit.whole(item.id))))
    form = kit.policy.form
    blocks = (
        Paragraph(form.titles[0], "title"),
        plain_grid(tuple(rows), (0.4, 2.4, 1, 1)),
        Paragraph(f"备注：{form.remark}", "remark"),
    )
    return SpoiltForm(blocks, {item.id: Expected("accepted", kit.value(item.id)) for item in items})


def trap_other_programme(kit: Kit) -> SpoiltForm:
    """Another programme's form with some labels of ours."""
    shared = ("contact_person", "contact_phone", "sme_revenue", "sme_tax", "sme_employees", "sme_count")
    rows = [("企业名称", "云川县星火食品有限公司", "统一社会信用代码", "（略）")]
    pairs = [(kit.label(field), shown) for field, shown in zip(shared, _OTHER_VALUES, strict=True)]
    for (first, one), (second, two) in zip(pairs[::2], pairs[1::2], strict=True):
        rows.append((first, one, second, two))
    blocks = (
        Paragraph("技术改造专项资金项目申报表", "title"),
        plain_grid(tuple(rows), (1.2, 1.4, 1.2, 1.4)),
        Paragraph("注：本表一式三份。", "remark"),
    )
    return SpoiltForm(blocks, dict.fromkeys(kit.county.values, DOUBT))


_OTHER_VALUES = ("张立新", "0340-2605678", "3600万元", "120万元", "86", "1")


def trap_blank_form(kit: Kit) -> SpoiltForm:
    """The form as it was handed out: only labels, and what is printed for the seals."""
    form = kit.tidy()

    def change(cell: GridCell) -> list[GridCell]:
        if cell.role != "value":
            return [cell]
        seal = cell.field is not None and kit.policy.field(cell.field).seal is not None
        return [replace(cell, text="（盖章）\n年  月  日" if seal else "", number=None)]

    return form.edit(change).expect(form.expected, Expected("blank"))


def trap_form_twice(kit: Kit) -> SpoiltForm:
    """A draft was left in the file, with other numbers."""
    form = kit.tidy()
    draft = form
    for field in (INDUSTRY, ABOVE, "market_entities"):
        draft = draft.with_value(field, str(kit.whole(field) - 4))
    return replace(form, blocks=(*draft.blocks, *form.blocks)).expect([INDUSTRY, ABOVE, "market_entities"])


LAYOUT_TRAPS: dict[str, FormTrap] = {
    "value_and_label_swapped": trap_value_and_label_swapped,
    "label_blended": trap_label_blended,
    "label_two_errors": trap_label_two_errors,
    "label_doubled": trap_label_doubled,
    "label_repeated": trap_label_repeated,
    "digits_in_two_cells": trap_digits_in_two_cells,
    "value_in_next_row": trap_value_in_next_row,
    "two_labels_in_a_cell": trap_two_labels_in_a_cell,
    "value_over_two_rows": trap_value_over_two_rows,
    "labels_on_the_right": trap_labels_on_the_right,
    "codes_beside_labels": trap_codes_beside_labels,
    "target_column": trap_target_column,
    "columns_without_heads": trap_columns_without_heads,
    "two_applicants": trap_two_applicants,
    "other_programme": trap_other_programme,
    "blank_form": trap_blank_form,
    "form_twice": trap_form_twice,
}
