"""The special fund in tables: by year, or by use."""

import re
from collections.abc import Callable, Iterator, Sequence, Set

from dossier import FundUse, FundYear
from dossier.facts import FundKind
from extract.facts.fund_certainty import unread_of_label
from extract.facts.fund_words import FundWords, Word
from extract.facts.policy_tables import KIND
from extract.facts.sentences import make_plain
from extract.facts.table_figures import Figure, FigureTable
from extract.facts.years import find_years
from extract.narrative.blocks import TableBlock

_SIZES = {"万元": 1.0, "亿元": 10_000.0, "元": 0.0001}
_SAID: tuple[tuple[str, FundKind], ...] = (("spent", "spent"), ("budget", "budgeted"))
_NO_ITEM = re.compile(
    r"金额|资金|数额|数量|额度|规模|经费|情况|县级|区级|市级|本级|财政|年度|\(.*?\)|[亿万元:]"
)
_PLAIN_ROW = re.compile(
    r"(?:其中|实际|当年|全年|年度|预算|安排|支出|拨付|执行|兑现|使用|金额|资金|支持|受益|惠及|企业|户数|[率数额年]|\(.*?\)|[\d.、,])+"
)
"""The head of a row that goes on about what another one names."""
_PART = re.compile(r"(?:其中|包括)[:,]?")
_NO_UNIT = "表中没有写明金额单位，按万元读取，请核对"


def find_fund_tables(
    tables: Sequence[TableBlock], words: FundWords, *, city: bool
) -> Iterator[FundYear | FundUse]:
    """The amounts of all tables that speak of the fund. Sums over years are left out."""
    for block in tables:
        yield from _Reader(block, words, city=city).read()


class _Reader:
    """Reads a table; `home`: what stands above it says that it is about the fund."""

    def __init__(self, block: TableBlock, words: FundWords, *, city: bool) -> None:
        self._block, self._words, self._city = block, words, city
        above = [*block.setting.headings, *block.caption.split("\n")]
        self._home = any(
            "专项资金" in make_plain(text) or words.names_fund(make_plain(text)) for text in above
        )
        dated = [years for text in above if (years := _years_in(text))]
        self._year = dated[-1] if dated and len(dated[-1]) == 1 else set[int]()

    def read(self) -> Iterator[FundYear | FundUse]:
        named = any("专项资金" in make_plain(cell.text) for cell in self._block.table.cells)
        rows = any(
            self._words.names_fund(make_plain(cell.text)) and not KIND.search(cell.text)
            for cell in self._block.table.cells
        )
        figures = [*FigureTable(self._block).figures()] if self._home or named or rows else []
        plain = all(self._words.names_fund(f.row) or _PLAIN_ROW.fullmatch(f.row) for f in figures)
        self._home = self._home or (rows and plain)
        several = any("fund" in self._kinds_of(figure.row) for figure in figures)
        for figure in figures:
            if several and "purse" in self._kinds_of(figure.row):
                continue  # a row of another pot
            if not figure.summed and (found := self._read(figure)):
                yield found

    def _read(self, figure: Figure) -> FundYear | FundUse | None:
        kinds = self._kinds_of(figure.label)
        years = self._years_of(figure.label, kinds)
        money = figure.unit in _SIZES
        own = self._home or bool(kinds & {"fund", "bare"})
        if kinds & {"other", "higher", "change", "denied"} or len(years) > 1 or not own:
            return None
        if not money and (figure.unit is not None or not kinds & {"budget", "spent", "fund", "bare"}):
            return None
        amount = round(figure.number * _SIZES.get(figure.unit or "", 1.0), 6)
        doubts = (*figure.cell.doubts, *(() if money else (_NO_UNIT,)))
        place = (figure.evidence(),)
        item = _item_of(figure, self._kinds_of) if years else None
        if item and "total" not in kinds:
            return FundUse(purpose=item, amount=amount, year=years.pop(), evidence=place, doubts=doubts)
        if years:
            kind = _kind(kinds) or _kind(self._kinds_of(self._block.caption.split("\n")[-1]))
            tokens = self._words.tokens(figure.label, city=self._city)
            unread = unread_of_label(figure.label, tokens, self._words.explained(city=self._city))
            return FundYear(
                year=years.pop(), amount=amount, kind=kind, evidence=place, doubts=(*doubts, *unread)
            )
        purpose = figure.row.split(",")[-1]
        if not purpose or ("fund" in kinds and not self._home):
            return None
        return FundUse(purpose=purpose, amount=amount, evidence=place, doubts=doubts)

    def _years_of(self, label: str, kinds: Set[str]) -> set[int]:
        """Those that stand beside and above a figure; that of the whole table where these say "本年" or name
        the fund."""
        marks = list(find_years(label))
        years = {year for mark in marks for year in mark.years}
        this = "fund" in kinds or any(mark.kind in ("same", "this") for mark in marks)
        return years or (set(self._year) if this else set())

    def _kinds_of(self, text: str) -> set[str]:
        tokens = self._words.tokens(make_plain(text), city=self._city)
        return {str(token.kind) for token in tokens if isinstance(token, Word)}


def _years_in(text: str) -> set[int]:
    return {year for mark in find_years(make_plain(text)) for year in mark.years}


def _item_of(figure: Figure, kinds_of: Callable[[str], set[str]]) -> str | None:
    """What else than a year the words beside a figure name: one item of what the fund was used for."""
    for text in reversed(_PART.sub("", figure.row).split(",")):
        bare = _NO_ITEM.sub("", text)
        if len(bare) >= 2 and not kinds_of(text) - {"use", "purse", "grant"} and not any(find_years(text)):
            return text
    return None


def _kind(kinds: Set[str]) -> FundKind | None:
    said: list[FundKind] = [kind for word, kind in _SAID if word in kinds]
    return said[0] if len(said) == 1 else None
