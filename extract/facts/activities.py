"""How many events and institutions of each kind there were, and the sums that they brought."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dossier import Activities, Activity, Evidence
from extract.facts.activity_certainty import PART_OF_YEAR
from extract.facts.activity_tallies import Tally, read_tallies
from extract.facts.activity_words import ActivityTalk, activity_talk
from extract.facts.items import join_items
from extract.facts.sentences import make_plain
from extract.facts.table_figures import Figure, FigureTable
from extract.narrative.blocks import Narrative, Setting, TableBlock
from policy.form import ActivityWords

_MONEY = {"万元": 1.0, "亿元": 10_000.0, "元": 0.0001}
_COUNTED = ("次数", "场次", "数量", "个数", "家数", "场数", "期数", "活动数", "总数", "合计", "情况")
_SEVERAL = "正文里写有几个不同的数：{}，请核对"
_ADDED = "正文里分开写有几个数：{}，这里读的是合计{}，请核对"


@dataclass(frozen=True, slots=True)
class _Sum:
    amount: float
    firm: int
    place: Evidence
    doubts: tuple[str, ...]


def find_activities(
    narrative: Narrative, kinds: dict[str, ActivityWords], data_year: int, *, city: bool
) -> Activities:
    """By kind; a count is given only where one is stated, or one that the others add up to."""
    talk = activity_talk(tuple(sorted((kind, words.words, words.units) for kind, words in kinds.items())))
    tallies: list[Tally] = []
    for at, block in enumerate(join_items(narrative.texts)):
        if is_about_money(block.setting):
            continue
        told = read_tallies(talk, block.sentences, block.setting, data_year, city=city)
        tallies += (replace(tally, paragraph=at) for tally in told)
    for table in narrative.tables:
        if not is_about_money(table.setting):
            tallies += _read_table(table, talk, kinds, data_year)
    found = {kind: _activity([tally for tally in tallies if tally.kind == kind]) for kind in kinds}
    return Activities(**found)


def is_about_money(setting: Setting) -> bool:
    """Does it stand under a heading about the fund: what is counted there was paid for, not held."""
    return any("资金" in heading and "融资" not in heading for heading in setting.headings[-1:])


def _activity(tallies: Sequence[Tally]) -> Activity | None:
    """One record of a kind; without a number where several speak against each other."""
    counts = [tally for tally in tallies if tally.count is not None]
    sums = [
        _Sum(tally.amount, tally.firm, tally.place, tally.doubts)
        for tally in tallies
        if tally.amount is not None
    ]
    if not (counts or sums):
        return None
    count, doubts = _agree(counts)
    amount, more = _brought(sums)
    places = dict.fromkeys(tally.place for tally in counts if count is None or tally.count == count)
    places |= dict.fromkeys(one.place for one in sums if one.amount == amount)
    return Activity(
        count=count,
        amount=amount,
        evidence=tuple(places),
        doubts=(*doubts, *more),
        amount_doubts=tuple(doubt for doubt in more if doubt not in doubts),
    )


def _agree(counts: Sequence[Tally]) -> tuple[int | None, tuple[str, ...]]:
    """The one count: what is said to be the total, else the only one, else the sum of all others."""
    numbers = _numbers(counts)
    if len(numbers) == 1:
        return numbers[0], _doubts(counts)
    totals = _totals(counts)
    largest = max(numbers, default=0)
    if len(totals) == 1:
        stated = [t for t in counts if t.total and t.count == totals[0]]
        return totals[0], (*_doubts(stated), *_left_over(totals[0], counts))
    if len(numbers) > 2 and largest * 2 == sum(numbers):
        return largest, ()
    shown = "、".join(str(tally.count) for tally in counts)
    in_part = any(PART_OF_YEAR in tally.doubts for tally in counts)
    if numbers and not (totals or in_part) and len({tally.paragraph for tally in counts}) == 1:
        return sum(numbers), (*_doubts(counts), _ADDED.format(shown, sum(numbers)))
    return None, (_SEVERAL.format(shown),) if counts else ()


def _totals(counts: Sequence[Tally]) -> list[int]:
    """What is said to be the total; one that is said to sum up goes before what is only of the whole year."""
    totals = [tally for tally in counts if tally.total]
    sums = [tally for tally in totals if tally.sums_up]
    return _numbers(sums or totals)


def _numbers(counts: Iterable[Tally]) -> list[int]:
    return list(dict.fromkeys(tally.count for tally in counts if tally.count is not None))


def _left_over(total: int, counts: Sequence[Tally]) -> tuple[str, ...]:
    """The doubt about a total that the other numbers do not fit: they are more, or told elsewhere and are not
    its parts."""
    homes = {tally.paragraph for tally in counts if tally.total}
    others = [tally for tally in counts if not tally.total and tally.count != total]
    elsewhere = any(tally.paragraph not in homes for tally in others)
    rest = sum(_numbers(others))
    fits = rest == total or (rest < total and not elsewhere)
    return () if fits else (_SEVERAL.format("、".join(map(str, _numbers(counts)))),)


def _doubts(tallies: Iterable[Tally]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(doubt for tally in tallies for doubt in tally.doubts))


def _brought(sums: Sequence[_Sum]) -> tuple[float | None, tuple[str, ...]]:
    """What was received goes before what was agreed on, and that before what was only intended."""
    firmest = max((one.firm for one in sums), default=0)
    chosen = [one for one in sums if one.firm == firmest]
    values = list(dict.fromkeys(one.amount for one in chosen))
    if not values:
        return None, ()
    several = (_SEVERAL.format("、".join(f"{value:g}万元" for value in values)),) if len(values) > 1 else ()
    return values[0], (*chosen[0].doubts, *several)


def _read_table(
    block: TableBlock, talk: ActivityTalk, kinds: dict[str, ActivityWords], data_year: int
) -> Iterable[Tally]:
    """A figure whose row or column names a kind, and counts it or gives its sum."""
    texts = "".join(cell.text for cell in block.table.cells)
    if not talk.names_any(make_plain(texts)):
        return
    for figure in FigureTable(block).figures():
        kind = talk.only_kind(figure.label) or talk.kind_of_label(figure.row.split(",")[-1])
        if kind is None or figure.summed or not _is_of_year(figure, data_year):
            continue
        if figure.unit in _MONEY:
            amount = round(figure.number * _MONEY[figure.unit], 6)
            firm = 0 if "意向" in figure.label else 1
            yield Tally(kind, None, False, amount, firm, figure.evidence(), figure.cell.doubts, -1)
        elif _counts(figure, kinds[kind].units):
            yield Tally(kind, int(figure.number), False, None, 0, figure.evidence(), figure.cell.doubts)


def _is_of_year(figure: Figure, data_year: int) -> bool:
    return "年" not in figure.label or str(data_year) in figure.label or "20" not in figure.label


def _counts(figure: Figure, units: Sequence[str]) -> bool:
    if figure.number != int(figure.number):
        return False
    unit = figure.unit or ""
    return unit in units or unit == "场次" or (not unit and any(word in figure.label for word in _COUNTED))
