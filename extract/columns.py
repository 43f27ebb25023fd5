"""The heads of a table that is a list: number, indicator, unit, value, years, remark."""

import re
from dataclasses import dataclass, field

from extract.grids import Grid, GridCell
from extract.periods import PERIOD_HEAD, Period, find_periods
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
_NO_VALUE = re.compile(
    r"上年|去年|上期|同期|目标|计划|预计|预期|增长|增速|增减|增幅|同比|标准|任务|基数|全省|全市|得分|分值|权重"
)
_HEAD_UNIT = re.compile(r"\((?:单位:)?[^()]{1,6}\)$")


@dataclass
class Group:
    """One run of columns that belong together: where its labels, units, values and remarks stand.
    `others` are the columns whose heads say nothing known."""

    label: int
    unit: int | None = None
    remark: int | None = None
    values: list[int] = field(default_factory=list)
    periods: dict[int, Period] = field(default_factory=dict)
    others: list[int] = field(default_factory=list)

    def value_column(self, data_year: int) -> tuple[int | None, tuple[str, ...]]:
        """The column to read, and doubts about it."""
        own = [column for column, period in self.periods.items() if period.year == data_year]
        whole = [column for column in own if self.periods[column].whole]
        if len(whole) == 1:
            return whole[0], ()
        if own and not whole:
            return own[0], (f"这一列是{self.periods[own[0]].words}的数，不是全年（年底）的数",)
        if self.periods and not own and not self.values:
            last = max(self.periods, key=lambda column: self.periods[column].year)
            return last, (f"表中没有{data_year}年的数据列",)
        plain = self.values or (self.others if not self.periods else [])
        if len(plain) == 1 and not self.periods:
            return plain[0], ()
        candidates = own or plain
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
            others = {group.unit, group.remark, *group.values, *group.periods}
            if group.label in covered and not others & set(covered):
                return group
        return None


def find_columns(cells: list[GridCell]) -> Columns | None:
    """The heads of a list, where a row is that: one over its labels and at least one more."""
    groups: list[Group] = []
    known = 0
    for cell in cells:
        text = squeeze(to_halfwidth(cell.text)).strip("()")
        bare = _HEAD_UNIT.sub("", text)
        head = next((name for name, words in _HEADS.items() if words.fullmatch(bare)), None)
        period = _period_of(bare)
        known += head is not None or period is not None
        if head == "label":
            groups.append(Group(cell.column))
        elif groups:
            _place_head(groups[-1], cell.column, head, period, bare)
    if known < 2 or not groups or not all(g.values or g.periods or g.others for g in groups):
        return None
    return Columns(cells[0].row, tuple(groups))


def _period_of(head: str) -> Period | None:
    if not PERIOD_HEAD.fullmatch(head):
        return None
    return next(find_periods(head if "年" in head else head + "年"), None)


def _place_head(group: Group, column: int, head: str | None, period: Period | None, text: str) -> None:
    if period:
        group.periods[column] = period
    elif head == "unit":
        group.unit = column
    elif head == "remark":
        group.remark = column
    elif head == "value":
        group.values.append(column)
    elif head is None and text and not _NO_VALUE.search(text):
        group.others.append(column)
