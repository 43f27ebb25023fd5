"""Of all amounts of the special fund that a dossier states: which are of a year, which of one use, and which
speak against each other."""

import re
from collections.abc import Iterable, Iterator, Sequence

from dossier import FundUse, FundYear
from extract.facts.fund_amounts import LAST, FundAmount
from extract.facts.fund_tables import find_fund_tables
from extract.facts.fund_uses import find_purpose
from extract.facts.fund_words import FundWords
from extract.facts.funds import FundReader
from extract.facts.items import join_items
from extract.narrative.blocks import Narrative, Setting, TextBlock

CONFLICT = "正文里同一年的专项资金写有不同的数：{}万元，请核对"
_GOES_ON = re.compile(
    r"[^一-鿿]{0,6}(?:20\d\d年度?|[上该此]述?|这些|具体|主要|其中|当年|全年|年内|截至|目前|已|实际)*"
    r"(?:(?:专项)?资金|使用|投向|用途|分配|(?<=[年内至前已际])(?:支出|拨付|兑现))"
)
"""How a paragraph begins that goes on about the money that the one before it named."""
_Key = tuple[int | None, bool, str | None]


def find_fund(
    narrative: Narrative, words: FundWords, *, city: bool
) -> tuple[tuple[FundYear, ...], tuple[FundUse, ...]]:
    """The amounts of years and of uses that paragraphs and tables state, each once."""
    years, uses = _find_in_texts(_read_amounts(join_items(narrative.texts), words, city=city))
    known = {(year.year, year.kind, year.amount) for year in years}
    for found in find_fund_tables(narrative.tables, words, city=city):
        if isinstance(found, FundUse):
            uses += (found,)
        elif (found.year, found.kind, found.amount) not in known:
            known.add((found.year, found.kind, found.amount))
            years += (found,)
    return tuple(_with_conflict(year, years) for year in years), uses


def _read_amounts(blocks: Iterable[TextBlock], words: FundWords, *, city: bool) -> Iterator[FundAmount]:
    """All amounts of the fund that the paragraphs state, in order."""
    told: Setting | None = None
    amounts = set[float]()
    years: Sequence[int] = ()
    for block in blocks:
        goes_on = told is not None and told.headings == block.setting.headings
        if any(set("元亿万") & set(s.plain) for s in block.sentences):
            reader = FundReader(words, block.setting, city=city, told=amounts)
            if goes_on and _GOES_ON.match(block.sentences[0].plain):
                reader.go_on(years)
            found = list(reader.read(block.sentences))
            amounts |= {one.amount for one in found if not one.part}
            yield from found
            years = reader.years
        if any(words.names_fund(sentence.plain) for sentence in block.sentences):
            told = block.setting


def _with_conflict(one: FundYear, years: Sequence[FundYear]) -> FundYear:
    """A table may say another amount than the text or another table."""
    if any(doubt.startswith(CONFLICT[:6]) for doubt in one.doubts):
        return one
    alike = [y for y in years if (y.year, y.annual) == (one.year, one.annual)]
    kinds = ("budgeted", None) if one.kind != "spent" else ("spent",)
    spent = {y.amount for y in alike if y.kind == "spent"} if one.kind != "spent" else set()
    same = {y.amount for y in alike if y.kind in kinds and (y.kind or y.amount not in spent)}
    return one.model_copy(update={"doubts": (*one.doubts, *_conflict(same))})


def _conflict(amounts: Iterable[float]) -> tuple[str, ...]:
    values = sorted(set(amounts))
    return (CONFLICT.format("、".join(f"{value:g}" for value in values)),) if len(values) > 1 else ()


def _find_in_texts(amounts: Iterable[FundAmount]) -> tuple[tuple[FundYear, ...], tuple[FundUse, ...]]:
    stated = _without_initial(list(amounts))
    parts = [one for one in stated if one.part]
    wholes = _merge([one for one in stated if not one.part])
    groups: dict[_Key, list[FundAmount]] = {}
    for one in wholes:
        groups.setdefault((one.year, one.annual, one.kind), []).append(one)
    years: list[FundYear] = []
    for group in groups.values():
        kept, shares = _part_from_whole(group)
        parts += shares
        years += [_as_year(one, kept) for one in kept]
    return tuple(years), _as_uses(parts)


def _without_initial(amounts: Sequence[FundAmount]) -> list[FundAmount]:
    """What was set aside first is left out where the same paragraph gives a figure of the same year and kind
    that replaces it; elsewhere the two speak against each other."""
    later = {(one.year, one.kind, _paragraph_of(one)) for one in amounts if not one.initial and not one.part}
    return [o for o in amounts if not (o.initial and (o.year, o.kind, _paragraph_of(o)) in later)]


def _paragraph_of(one: FundAmount) -> tuple[object, ...]:
    place = one.evidence()
    return place.source, place.page, place.paragraph, place.box


def _merge(amounts: Sequence[FundAmount]) -> list[FundAmount]:
    """The same amount of the same year said twice is one; what was done with it is known from either."""
    kept: dict[tuple[int | None, bool, float], list[FundAmount]] = {}
    set_aside: dict[int, float] = {}
    for one in amounts:
        if one.year and one.kind != "spent":
            set_aside.setdefault(one.year, one.amount)
    over_years = sum(set_aside.values()) if len(set_aside) > 1 else None
    dated = {one.amount for one in amounts if one.year and LAST not in one.doubts}
    for one in amounts:
        undated = (one.year is None and not one.annual) or LAST in one.doubts
        if undated and (one.amount in dated or one.amount == over_years):
            continue
        same = kept.setdefault((one.year, one.annual, one.amount), [])
        if one.kind is None and same:
            continue
        if one.kind and any(other.kind == one.kind for other in same):
            continue
        same[:] = [other for other in same if other.kind is not None]
        same.append(one)
    return [one for same in kept.values() for one in same]


def _part_from_whole(group: list[FundAmount]) -> tuple[list[FundAmount], list[FundAmount]]:
    """Where the largest is the sum of all others, they are its parts."""
    if len(group) < 3:
        return group, []
    largest = max(group, key=lambda one: one.amount)
    others = [one for one in group if one is not largest]
    whole = abs(sum(one.amount for one in others) - largest.amount) < 0.01
    return ([largest], others) if whole else (group, [])


def _as_year(one: FundAmount, group: Sequence[FundAmount]) -> FundYear:
    return FundYear(
        year=one.year,
        amount=one.amount,
        kind=one.kind,
        annual=one.annual,
        evidence=(one.evidence(),),
        doubts=(*one.doubts, *_conflict(other.amount for other in group)),
    )


def _as_uses(parts: Iterable[FundAmount]) -> tuple[FundUse, ...]:
    uses: dict[tuple[str, float, int | None], FundUse] = {}
    for one in parts:
        purpose = find_purpose(one.sentence.plain, one.start, one.end)
        if purpose:
            use = FundUse(
                purpose=purpose,
                amount=one.amount,
                year=one.year,
                evidence=(one.evidence(),),
                doubts=one.doubts,
            )
            uses.setdefault((purpose, one.amount, one.year), use)
    return tuple(uses.values())
