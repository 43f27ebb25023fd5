"""The heads of a table that is a list: number, indicator, unit, value, years, remark."""

import re
from dataclasses import dataclass, field

from extract.grids import Grid, GridCell
from extract.text import squeeze, to_halfwidth

# Words that any office heads its columns with; none is of one programme.
_HEADS = {
    "number": re.compile(r"序号|编号|行号|行次|No\.?"),
    "category": re.compile(r"类别|分类|大类|一级指标|指标类别|指标分类|栏目"),
    "label": re.compile(
        r"(?:二级)?指标(?:名称|内容)?|项目(?:名称)?|填报项目|填报指标|申报项目|内容|名称|申报内容"
    ),
    "unit": re.compile(r"(?:计量)?单位"),
    "value": re.compile(
        r"数值|数据|填报(?:数|值|数据|内容|情况)|填写(?:数|值|内容|情况)|数量|指标值|实际(?:数|值)?|完成(?:数|值|情况)|本年数?|本年度|数额|具体内容|情况"
    ),
    "remark": re.compile(r"备注|说明|数据来源|填报部门|来源|责任部门"),
}
_YEAR = re.compile(r"(20\d\d)年?(?:度|底|末)?(?:数据|数值|实际|完成|情况|数|值)*")
_HEAD_UNIT = re.compile(r"\((?:单位:)?[^()]{1,6}\)$")


@dataclass
class Group:
    """One run of columns that belong together: where its labels, units, values and remarks stand."""

    label: int
    unit: int | None = None
    remark: int | None = None
    values: list[int] = field(default_factory=list)
    years: dict[int, int] = field(default_factory=dict)

    def value_column(self, data_year: int) -> tuple[int | None, tuple[str, ...]]:
        """The column to read, and doubts about it."""
        own = [column for column, year in self.years.items() if year == data_year]
        if len(own) == 1:
            return own[0], ()
        if self.years and not own and not self.values:
            last = max(self.years, key=lambda column: self.years[column])
            return last, (f"表中没有{data_year}年的数据列",)
        if len(self.values) == 1 and not self.years:
            return self.values[0], ()
        candidates = own or self.values
        return candidates[0] if candidates else None, ("有几列数据，不能确定取哪一列",)

    def unit_text(self, grid: Grid, row: int) -> str | None:
        cell = grid.cell_at(row, self.unit) if self.unit is not None else None
        text = squeeze(to_halfwidth(cell.text)).strip("()") if cell else ""
        return text or None


@dataclass(frozen=True)
class Columns:
    """The heads stand in `row`."""

    row: int
    groups: tuple[Group, ...]

    def group_of(self, cell: GridCell) -> Group | None:
        """The group in whose label column, and in no other of its columns, a cell stands."""
        covered = range(*cell.columns)
        for group in self.groups:
            others = {group.unit, group.remark, *group.values, *group.years}
            if group.label in covered and not others & set(covered):
                return group
        return None


def find_columns(cells: list[GridCell]) -> Columns | None:
    """The heads of a list, where a row is that; None where it is not."""
    groups = _groups(cells)
    if groups and all(g.values or g.years for g in groups):
        return Columns(cells[0].row, tuple(groups))
    return None


def _groups(cells: list[GridCell]) -> list[Group]:
    groups: list[Group] = []
    for cell in cells:
        text = _HEAD_UNIT.sub("", squeeze(to_halfwidth(cell.text)).strip("()"))
        if year := _YEAR.fullmatch(text):
            if groups:
                groups[-1].years[cell.column] = int(year[1])
            continue
        head = next((name for name, words in _HEADS.items() if words.fullmatch(text)), None)
        if head == "label":
            groups.append(Group(cell.column))
        elif head == "unit" and groups:
            groups[-1].unit = cell.column
        elif head == "remark" and groups:
            groups[-1].remark = cell.column
        elif head == "value" and groups:
            groups[-1].values.append(cell.column)
    return groups
