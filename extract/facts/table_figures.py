"""The numbers of a table, each with the words above it and beside it, whichever way the table lies."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from dossier import Cell, Evidence
from extract.facts.sentences import make_plain
from extract.narrative.blocks import TableBlock
from extract.numbers import parse_han_number

_NUMBER = re.compile(
    r"(?P<sign>[-−]?)(?P<hedge>约?)(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<unit>%|万元|亿元|元|[一-鿿]{0,3})"
)
_HAN_NUMBER = re.compile(r"(?P<number>[一二两三四五六七八九十百]{1,5})(?P<unit>[家户个场次期届名人]?)")
_YEAR = re.compile(r"(?:截[至止])?20\d\d年[一-鿿]{0,6}")
_UNITS = "%|万元|亿元|元|[家户个场次人项名期届]"
_UNIT = re.compile(rf"[(:](?:单位:)?({_UNITS})\)?$|\(({_UNITS})\)|(万元|亿元)$")
_UNIT_OF_ALL = re.compile(r"单位:(万元|亿元|元|[家户个人])|\((万元|亿元|元)\)")
_BARE_YEAR = re.compile(r"^(20[12]\d)$")
"""In the first row or column, a year of the table."""
_SERIAL = re.compile(r"序号|编号|No\.?|时间|日期|年月")
"""Heads of what counts nothing: serial numbers, days."""
_SUM = re.compile(r"合计|总计|小计|共计")
_COUNT = re.compile(
    r"(?:企业|项目|单位|活动|机构|户|家|个|人|次|场|件|期|届)数|数量|场次|占比|比例|比重|率|%"
)
_MONEY = re.compile(r"资金|金额|投入|支出|预算|拨付|经费")
_UNIT_HEAD = re.compile(r"(?:计量|计算)?单位")
_TWO_LINES = re.compile(r"\d\s*\n\s*[\d.,]")
_WIDEST, _TALLEST = 24, 400


@dataclass(frozen=True, slots=True)
class Figure:
    """`row` and `column` are the words beside and above it, `unit` the one that it or they give; `summed`: it
    stands in a row or column of sums."""

    number: float
    unit: str | None
    row: str
    column: str
    cell: Cell
    block: TableBlock
    summed: bool

    @property
    def label(self) -> str:
        return f"{self.row},{self.column}"

    def evidence(self) -> Evidence:
        return self.block.document.cell_evidence(self.block.page, self.block.table, self.cell)


def is_of_two_lines(text: str) -> bool:
    """Do digits stand below digits in a cell: two numbers, or a mark below one. What a narrow cell wraps, the
    readers have made whole."""
    return _TWO_LINES.search(text) is not None


class FigureTable:
    """A table as a grid of plain texts; merged cells stand in all their places."""

    def __init__(self, block: TableBlock) -> None:
        self.block = block
        self._cells: dict[tuple[int, int], tuple[Cell, str]] = {}
        heads = {cell.column: cell.text for cell in block.table.cells if cell.row == 0}
        for cell in block.table.cells:
            plain = make_plain(cell.text)
            if 0 in (cell.row, cell.column) or "年" in heads.get(cell.column, ""):
                plain = _BARE_YEAR.sub(r"\1年", plain)
            for row in range(cell.row, cell.row + cell.row_span):
                for column in range(cell.column, cell.column + cell.column_span):
                    self._cells[row, column] = cell, plain

        self._fill_heads()

    def _fill_heads(self) -> None:
        """A head that stands over several columns, without being merged, stands over the blank ones too."""
        for column in range(2, self.block.table.columns):
            left = self._cells.get((0, column - 1))
            here, below = (self._cells.get((row, column), (None, ""))[1] for row in (0, 1))
            if left and left[1] and not here and below and not _NUMBER.fullmatch(below):
                self._cells[0, column] = left

    def figures(self) -> Iterator[Figure]:
        """All its numbers but years and serial numbers, in reading order."""
        if self.block.table.columns > _WIDEST or self.block.table.rows > _TALLEST:
            return
        for (row, column), (cell, plain) in sorted(self._cells.items()):
            match = None if is_of_two_lines(cell.text) else _NUMBER.fullmatch(_in_digits(plain, column))
            if not match or (cell.row, cell.column) != (row, column) or _YEAR.fullmatch(plain):
                continue
            above, beside = self._above(row, column), self._beside(row, column)
            if _SERIAL.search(above) or match["hedge"]:
                continue
            number = float(match["number"].replace(",", "")) * (-1 if match["sign"] else 1)
            yield Figure(
                number=number,
                unit=match["unit"] or self._unit_at(row, above, beside),
                row=beside,
                column=above,
                cell=cell,
                block=self.block,
                summed=_SUM.search(above + beside) is not None,
            )

    def _unit_at(self, row: int, above: str, beside: str) -> str | None:
        """By the heads, by a column of units, else the one of the whole table; sums of money and counts of
        things in one table do not share it."""
        if own := _unit_of(above) or _unit_of(beside) or self._units_by_row.get(row):
            return own
        of_all = self._unit_of_all
        counts = _COUNT.search(above + beside) is not None and _MONEY.search(above + beside) is None
        return None if counts and of_all and of_all.endswith("元") else of_all

    @cached_property
    def _units_by_row(self) -> dict[int, str]:
        """Of a table with a column of units, the unit of each row."""
        heads = [place for place, (_, plain) in self._cells.items() if _UNIT_HEAD.fullmatch(plain)]
        return {
            row: plain
            for head_row, head_column in heads[:1]
            for (row, column), (_, plain) in self._cells.items()
            if column == head_column and row > head_row and re.fullmatch(_UNITS, plain)
        }

    @cached_property
    def _unit_of_all(self) -> str | None:
        """ "单位：万元" above the table."""
        said = _UNIT_OF_ALL.search(make_plain(self.block.caption))
        return said[1] or said[2] if said else None

    def _above(self, row: int, column: int) -> str:
        return _joined(self._cells.get((r, column), (None, ""))[1] for r in range(row))

    def _beside(self, row: int, column: int) -> str:
        start = self._start_of_pair(column)
        return _joined(self._cells.get((row, c), (None, ""))[1] for c in range(start, column))

    def _start_of_pair(self, column: int) -> int:
        """Where the columns begin that stand beside each other twice: "收入 | 金额 | 支出 | 金额"."""
        head = self._cells.get((0, column))
        if head is None or not head[1] or _YEAR.fullmatch(head[1]):
            return 0
        same = [
            c
            for c in range(column - 1)
            if (other := self._cells.get((0, c))) and other[1] == head[1] and other[0] is not head[0]
        ]
        return same[-1] + 1 if same else 0


def _in_digits(plain: str, column: int) -> str:
    """A number in words, "十九次", in digits; in the first column it numbers a row."""
    match = _HAN_NUMBER.fullmatch(plain) if column else None
    number = parse_han_number(match["number"]) if match else None
    return plain if match is None or number is None else f"{number}{match['unit']}"


def _joined(texts: Iterator[str]) -> str:
    words = [text for text in texts if text and (_YEAR.fullmatch(text) or not _NUMBER.fullmatch(text))]
    return ",".join(dict.fromkeys(words))


def _unit_of(label: str) -> str | None:
    found = _UNIT.search(label)
    return (found[1] or found[2] or found[3]) if found else None
