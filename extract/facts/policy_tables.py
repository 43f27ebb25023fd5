"""Tables of policies: a row a document, its title, number, issuer and date in columns of their own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from dossier import Cell, Evidence
from extract.facts.documents import NumberText, find_numbers
from extract.facts.table_rows import row_evidence, rows_of
from extract.narrative.blocks import TableBlock
from extract.text import squeeze, without_layout

_TITLE = re.compile(r"文件名|政策名|文件题|政策文件|名称|标题|题目|政策|文件")
_NUMBER = re.compile(r"文号|字号|文件号|编号")
_ISSUER = re.compile(r"单位|机关|部门|机构")
_DATE = re.compile(r"时间|日期|年份|年度")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
CUT = "标题在表中不完整，请对照原件"
CROWDED = "文号一格里还有别的文字，请对照原件"
KIND = re.compile(
    r"(?:意见|办法|措施|方案|通知|细则|规定|计划|制度|政策|条例|规划|条|决定|机制|指南|要点|纲要|清单|目录|规则|标准|政策包|承诺|行动)”?(?:[（(〈].*[)）〉])?$"
)
"""How the title of a paper ends."""
_SERIAL = re.compile(r"序号")
_WORDS = re.compile(r"[一-鿿]{2}|[一-鿿]$")
_TITLED = re.compile(r"《([^《》]{3,100}(?:[〈《][^〉》]*[〉》][^《》]{1,60})?)》")


@dataclass(frozen=True, slots=True)
class PolicyRow:
    title: str
    number: NumberText | None
    issuer: str | None
    year: int | None
    place: Evidence
    doubts: tuple[str, ...]


def read_policy_rows(block: TableBlock) -> Iterator[PolicyRow]:
    """The documents of a table that has a column of titles and one of numbers, issuers or dates."""
    rows = list(rows_of(block.table))
    heads = _find_heads(rows)
    if heads is None:
        return
    at, columns = heads
    for cells in rows[at + 1 :]:
        if row := _read_row(block, cells, {what: _below(head, cells) for what, head in columns.items()}):
            yield row


def _below(head: Cell, cells: list[Cell]) -> Cell | None:
    """The cell of a row that stands below a head; of several the one with the longest text, as a streak of a
    scan parts off an empty one."""
    end = head.column + head.column_span
    return max(
        (cell for cell in cells if head.column <= cell.column < end),
        key=lambda cell: len(squeeze(cell.text)),
        default=None,
    )


def _find_heads(rows: list[list[Cell]]) -> tuple[int, dict[str, Cell]] | None:
    """The row of heads among the first three, and what each is of."""
    for at, cells in enumerate(rows[:3]):
        columns: dict[str, Cell] = {}
        for cell in cells:
            if what := _what(squeeze(cell.text)):
                columns.setdefault(what, cell)
        if "both" in columns:
            columns.setdefault("title", columns["both"])
        if "title" in columns and ("number" in columns or "both" in columns):
            return at, columns
    return None


def _what(head: str) -> str | None:
    if len(head) > 14 or _SERIAL.search(head):
        return None
    if _NUMBER.search(head) and re.search(r"名称|标题|题目", head):
        return "both"
    for what, pattern in (("number", _NUMBER), ("date", _DATE), ("issuer", _ISSUER), ("title", _TITLE)):
        if pattern.search(head):
            return what
    return None


def _cut(title: str) -> tuple[str, ...]:
    """A title mark without its other half, or a bare title that names no kind of paper: it goes on
    elsewhere."""
    bare = "《" not in title and KIND.search(squeeze(title)) is None
    return (CUT,) if bare or ("《" in title) != ("》" in title) else ()


def _crowd(number: Cell | None) -> tuple[str, ...]:
    """Words behind a number in its cell: the border to the next column was not seen, and its words may stand
    ahead of the number too."""
    text = squeeze(number.text) if number else ""
    ends = [found.end for found in find_numbers(text)]
    return (CROWDED,) if ends and _WORDS.match(text, ends[-1]) else ()


def _read_row(block: TableBlock, cells: list[Cell], found: dict[str, Cell | None]) -> PolicyRow | None:
    title, number, issuer, date = (found.get(what) for what in ("title", "number", "issuer", "date"))
    if title is None:
        return None
    marked = _TITLED.search(squeeze(title.text))
    name = marked[1] if marked else squeeze(title.text).strip("《》")
    numbers = [*find_numbers(squeeze(number.text))] if number else []
    numbers = numbers or [*find_numbers(squeeze(title.text))]
    dates = [int(year) for year in _YEAR.findall(squeeze(date.text))] if date else []
    place = partial(row_evidence, block.document, block.page, block.table, cells)
    quote = "  ".join(without_layout(cell.text) for cell in cells)
    if len(name) < 4 or not (numbers or dates):
        return None
    return PolicyRow(
        title=re.sub(r"[（(][^（()）]*号[)）]$", "", name),
        number=numbers[0] if numbers else None,
        issuer=squeeze(issuer.text) if issuer else None,
        year=dates[0] if dates else None,
        place=place(quote),
        doubts=(*(doubt for cell in cells for doubt in cell.doubts), *_cut(title.text), *_crowd(number)),
    )
