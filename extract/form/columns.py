"""The heads of a table that is a list: number, indicator, unit, value, years, remark.

Heads may stand in two storeys; a head over several columns heads each of them. A column is read only where
every word of its heads is understood.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from extract.form.cautions import CORRECTING_HEAD, UNMAKING_HEAD
from extract.form.grids import Grid, GridCell
from extract.form.labels import UNIT
from extract.form.periods import PERIOD_HEAD, Period, find_periods
from extract.text import squeeze, to_halfwidth

# Words that any office heads its columns with; none is of one programme.
_ROLES = {
    "number": re.compile(r"序号|编号|行号|行次|No\.?"),
    "category": re.compile(r"类别|分类|大类|一级指标|指标类别|指标分类"),
    "label": re.compile(
        r"(?:二级)?指标(?:名称|内容)?|项目(?:名称)?|填报项目|填报指标|申报项目|申报内容|栏目|内容|名称"
    ),
    "unit": re.compile(r"(?:计量)?单位"),
    "remark": re.compile(r"备注|说明|数据来源|填报部门|来源|责任部门|获取部门"),
    "value": re.compile(
        r"数值|数据|填报(?:数|值|数据|内容|情况|结果)|填写(?:数|值|内容|情况)|数量|指标值|实际(?:数|值)?|完成(?:数|值|情况)"
        r"|本年(?:数|度|实际)?|数额|金额|具体内容|情况|统计数|年末数|年底数|期末数"
    ),
}
_WEAK = frozenset({"内容", "名称"})


@dataclass(frozen=True, slots=True)
class Head:
    """All that stands over one column, or over `width` columns alike. `doubt` quotes what is not
    understood or unmakes the figures."""

    role: str | None
    period: Period | None = None
    unit: str | None = None
    doubt: str | None = None
    width: int = 1


@dataclass
class Group:
    """One run of columns that belong together: where its labels, units, values and remarks stand."""

    label: int
    unit: int | None = None
    remark: int | None = None
    values: dict[int, Head] = field(default_factory=dict)

    def value_column(self, data_year: int) -> tuple[int | None, tuple[str, ...]]:
        """The column to read, and doubts about it. Of several years' columns that of `data_year` is read."""
        clear = {column: head for column, head in self.values.items() if head.doubt is None}
        own = [c for c, head in clear.items() if head.period and head.period.year == data_year]
        whole = [c for c in own if (period := clear[c].period) and period.whole]
        plain = [c for c, head in clear.items() if head.period is None]
        if len(whole) == 1 or (not own and not _has_period(clear) and len(plain) == 1):
            return (whole or plain)[0], ()
        return self._unclear_column(own or plain or list(self.values), data_year)

    def _unclear_column(self, candidates: list[int], data_year: int) -> tuple[int | None, tuple[str, ...]]:
        if not candidates:
            return None, ("表头没有写明哪一列是数值",)
        column = candidates[-1]
        head = self.values[column]
        if head.doubt:
            return column, (f"表头写的是“{head.doubt}”，不是要填的数",)
        if len(candidates) > 1:
            return column, ("有几列数据，不能确定取哪一列",)
        words = head.period.words if head.period else ""
        return column, (f"这一列是{words}的数，本次要求{data_year}年底",)

    def unit_text(self, grid: Grid, row: int, column: int) -> str | None:
        """The unit in the unit column, else that in the head of the value column."""
        cell = grid.cell_at(row, self.unit) if self.unit is not None else None
        text = squeeze(to_halfwidth(cell.text)).strip("()") if cell else ""
        return text or self.values[column].unit

    def find_corrections(self, grid: Grid, row: int) -> Iterator[str]:
        """Doubts (Chinese): what stands on a row in a column that corrects the figures."""
        for column, head in self.values.items():
            cell = grid.cell_at(row, column)
            if head.doubt and CORRECTING_HEAD.search(head.doubt) and cell and squeeze(cell.text):
                yield f"“{head.doubt}”一列写着“{squeeze(cell.text)[:20]}”"


def _has_period(heads: dict[int, Head]) -> bool:
    return any(head.period for head in heads.values())


@dataclass(frozen=True)
class Columns:
    """The heads of a list, which stand in `rows`."""

    rows: tuple[int, ...]
    groups: tuple[Group, ...]

    def group_of(self, cell: GridCell) -> Group | None:
        """The group in whose label column, and in no other of its columns, a cell stands."""
        covered = set(range(*cell.columns))
        for group in self.groups:
            others = {group.unit, group.remark, *group.values}
            if group.label in covered and not others & covered:
                return group
        return None

    def is_aside(self, cell: GridCell) -> bool:
        """Does a cell stand in a unit or remark column, where no indicator is named."""
        asides = {column for group in self.groups for column in (group.unit, group.remark)}
        return set(range(*cell.columns)) <= asides


def is_head_row(cells: Sequence[GridCell]) -> bool:
    """Does a row head a list: it says where the indicators stand, and something else beside."""
    texts = [squeeze(to_halfwidth(cell.text)) for cell in cells if squeeze(cell.text)]
    roles = [_role_of(text) for text in texts]
    labels = [text for text, role in zip(texts, roles, strict=True) if role == "label"]
    strong = any(text not in _WEAK for text in labels) or sum(role is not None for role in roles) > 1
    return bool(labels) and strong and len(texts) > 1


def read_columns(grid: Grid, rows: Sequence[int]) -> Columns:
    """The columns headed by `rows`, the storeys of one head."""
    groups: list[Group] = []
    paths = [tuple(c for row in rows if (c := grid.cell_at(row, column))) for column in range(grid.columns)]
    for column, path in enumerate(paths):
        if column and path == paths[column - 1]:
            continue
        texts = [squeeze(to_halfwidth(cell.text)) for cell in dict.fromkeys(path)]
        head = replace(_read_head([text for text in texts if text]), width=paths.count(path))
        if head.role == "label":
            groups.append(Group(column))
        elif groups and head.role == "unit":
            groups[-1].unit = column
        elif groups and head.role == "remark":
            groups[-1].remark = column
        elif groups and head.role == "value":
            groups[-1].values[column] = head
    return Columns(tuple(rows), tuple(groups))


def is_head(text: str) -> bool:
    """Is a word one that any office heads a column with."""
    return _role_of(text) is not None


def _role_of(text: str) -> str | None:
    return next((name for name, words in _ROLES.items() if words.fullmatch(text)), None)


def _read_head(texts: list[str]) -> Head:
    """A column whose heads are none of the known others holds values, perhaps doubtful ones."""
    if not texts:
        return Head(None)
    roles = {_role_of(text) for text in texts} - {None}
    if len(roles) == 1 and roles != {"value"}:
        return Head(roles.pop())
    unit, period, unknown = None, None, []
    for part in (p for text in texts for p in re.split(r"[()]", text) if p):
        if UNIT.fullmatch(part):
            unit = part.removeprefix("单位").lstrip(":")
        elif PERIOD_HEAD.fullmatch(part):
            period = next(find_periods(part if "年" in part else part + "年"), period)
        elif _role_of(part) != "value":
            unknown.append(part)
    joined = "".join(texts)
    doubt = joined if unknown or UNMAKING_HEAD.search(joined) else None
    return Head("value", _period_of(joined, period), unit, doubt)


def _period_of(joined: str, period: Period | None) -> Period | None:
    """Two storeys may name one period: 2020年 over 1-6月."""
    return next(find_periods(joined), period) if period else None
