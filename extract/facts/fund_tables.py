"""The special fund in tables: by year, or by use."""

import re
from collections.abc import Iterator, Sequence, Set

from dossier import FundUse, FundYear
from dossier.facts import FundKind
from extract.facts.fund_words import FundWords, Word
from extract.facts.sentences import make_plain
from extract.facts.table_figures import Figure, FigureTable
from extract.facts.years import YearMark, find_years
from extract.narrative.blocks import TableBlock

_SIZES = {"万元": 1.0, "亿元": 10_000.0, "元": 0.0001}
_SAID: tuple[tuple[str, FundKind], ...] = (("spent", "spent"), ("budget", "budgeted"))
_NO_ITEM = re.compile(
    r"金额|资金|数额|数量|额度|规模|经费|情况|县级|区级|市级|本级|财政|年度|\(.*?\)|[亿万元:]"
)
_NO_UNIT = "表中没有写明金额单位，按万元读取，请核对"


def find_fund_tables(
    tables: Sequence[TableBlock], words: FundWords, *, city: bool
) -> Iterator[FundYear | FundUse]:
    """The amounts of all tables that speak of the fund. Sums over years are left out."""
    for block in tables:
        home = _speaks_of_fund(block, words)
        figures = [*FigureTable(block).figures()] if home or _names_fund(block) else []
        several = any("fund" in _kinds_of(words, figure.row) for figure in figures)
        for figure in figures:
            if several and "purse" in _kinds_of(words, figure.row):
                continue  # a row of another pot
            if not figure.summed and (found := _read(figure, words, city=city, home=home)):
                yield found


def _speaks_of_fund(block: TableBlock, words: FundWords) -> bool:
    above = [*block.setting.headings, *block.caption.split("\n")]
    return any("专项资金" in make_plain(text) or words.names_fund(make_plain(text)) for text in above)


def _names_fund(block: TableBlock) -> bool:
    return any("专项资金" in make_plain(cell.text) for cell in block.table.cells)


def _read(figure: Figure, words: FundWords, *, city: bool, home: bool) -> FundYear | FundUse | None:
    tokens = words.tokens(figure.label, city=city)
    kinds = _kinds_of(words, figure.label)
    years = {year for token in tokens if isinstance(token, YearMark) for year in token.years}
    money = figure.unit in _SIZES
    if "other" in kinds or "change" in kinds or len(years) > 1 or not (home or kinds & {"fund", "bare"}):
        return None
    if not money and (figure.unit is not None or not kinds & {"budget", "spent", "fund", "bare"}):
        return None
    amount = figure.number * _SIZES.get(figure.unit or "", 1.0)
    doubts = (*figure.cell.doubts, *(() if money else (_NO_UNIT,)))
    place = (figure.evidence(),)
    item = _item_of(figure, words) if years else None
    if item and "total" not in kinds:
        year = years.pop()
        return FundUse(purpose=item, amount=round(amount, 6), year=year, evidence=place, doubts=doubts)
    if years:
        kind = _kind(kinds) or _kind(_kinds_of(words, figure.block.caption.split("\n")[-1]))
        return FundYear(year=years.pop(), amount=round(amount, 6), kind=kind, evidence=place, doubts=doubts)
    purpose = figure.row.split(",")[-1]
    if not purpose or ("fund" in kinds and not home):
        return None
    return FundUse(purpose=purpose, amount=round(amount, 6), evidence=place, doubts=doubts)


def _item_of(figure: Figure, words: FundWords) -> str | None:
    """What else than a year the words beside a figure name: one item of what the fund was used for."""
    for text in reversed(figure.row.split(",")):
        bare = _NO_ITEM.sub("", text)
        if (
            len(bare) >= 2
            and not _kinds_of(words, text) - {"use", "purse", "grant"}
            and not any(find_years(text))
        ):
            return text
    return None


def _kinds_of(words: FundWords, text: str) -> set[str]:
    return {
        str(token.kind) for token in words.tokens(make_plain(text), city=False) if isinstance(token, Word)
    }


def _kind(kinds: Set[str]) -> FundKind | None:
    said: list[FundKind] = [kind for word, kind in _SAID if word in kinds]
    return said[0] if len(said) == 1 else None
