"""Totals given with their parts in a table: a row that says 合计, and the rows it sums up."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from dossier import Cell, Document, Page, Table, Tally
from extract.facts.table_figures import is_of_two_lines
from extract.narrative.sections import TableKey
from extract.text import squeeze, to_halfwidth

_TOTAL = re.compile(r"(?:合计|总计|共计)(?:\(.{1,6}\))?")
_LAYERED = re.compile(r"小计|其中|分项|占|比例")
_NUMBER = re.compile(r"(-?\d+(?:,\d{3})*(?:\.\d+)?)(万元|亿元|元|[家户个场次期项人名件])?")
_BLANK = re.compile(r"[-—/无]*")
_NO_SUM = re.compile(
    r"序号|编号|年份|年度|年$|时间|日期|文号|电话|率|比重|占|增速|增幅|排名|得分|平均|均价|%|备注|期限|页"
)
_FEWEST = 2

Rows = dict[int, dict[int, Cell]]


def find_table_tallies(documents: Sequence[Document], not_narrative: frozenset[TableKey]) -> Iterator[Tally]:
    """A tally for each column of figures below or above whose figures a total stands. Tables with totals
    within totals are left alone, and those of which a part stands on the page before."""
    for document in documents:
        for page in document.pages:
            for table in page.tables:
                if not table.continued and (document.source, table.index) not in not_narrative:
                    yield from _read_table(document, page, table)


def _read_table(document: Document, page: Page, table: Table) -> Iterator[Tally]:
    rows = _lay_out(table)
    heads = {row: squeeze(to_halfwidth(_head(cells))) for row, cells in rows.items()}
    totals = [row for row, head in heads.items() if _TOTAL.fullmatch(head)]
    if len(totals) != 1 or any(_LAYERED.search(head) for head in heads.values()):
        return
    total_row = totals[0]
    for column, cell in rows[total_row].items():
        total = _number(cell)
        parts, label = _column(rows, column, total_row)
        if total is None or parts is None or len(parts) < _FEWEST or _NO_SUM.search(label):
            continue
        if any(unit != total[1] for _, unit in parts if unit) or cell.column_span > 1:
            continue
        values = [value for value, _ in parts]
        yield Tally(
            label=label,
            unit=total[1],
            total=float(total[0]),
            parts=tuple(map(float, values)),
            complete=True,
            digits=max(_decimals(value) for value in (total[0], *values)),
            evidence=(document.cell_evidence(page, table, cell),),
        )


def _lay_out(table: Table) -> Rows:
    rows: Rows = {}
    for cell in table.cells:
        rows.setdefault(cell.row, {})[cell.column] = cell
    return dict(sorted(rows.items()))


def _head(cells: dict[int, Cell]) -> str:
    """What a row is called: its first cell that has words in it."""
    return next((cell.text for _, cell in sorted(cells.items()) if squeeze(cell.text)), "")


def _column(rows: Rows, column: int, total_row: int) -> tuple[list[tuple[Decimal, str | None]] | None, str]:
    """The figures of a column on the total's one side, and the words at its head. None where anything
    else stands among them."""
    figures: list[tuple[Decimal, str | None]] = []
    label = ""
    above = [row for row in rows if row < total_row]
    below = [row for row in rows if row > total_row]
    starts = [row for row in above if column in rows[row] and _number(rows[row][column])]
    if starts and any(column in rows[row] and _number(rows[row][column]) for row in below):
        return None, label
    for row in above if starts else [*above, *below]:
        cell = rows[row].get(column)
        number = _number(cell) if cell else None
        if number is not None:
            figures.append(number)
        elif cell is not None and not figures:
            label = squeeze(to_halfwidth(cell.text)) or label
        elif cell is not None and not _BLANK.fullmatch(squeeze(cell.text)):
            return None, label
    return figures, label


def _number(cell: Cell) -> tuple[Decimal, str | None] | None:
    """The number of a cell that holds nothing else and is in no doubt, with its unit."""
    doubtful = bool(cell.doubts) or is_of_two_lines(cell.text)
    match = None if doubtful else _NUMBER.fullmatch(squeeze(to_halfwidth(cell.text)))
    return (Decimal(match[1].replace(",", "")), match[2]) if match else None


def _decimals(value: Decimal) -> int:
    return max(0, -int(value.normalize().as_tuple().exponent))
