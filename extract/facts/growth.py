"""How much the county's enterprises, their revenue, taxes and staff grew in a year."""

import re
from collections.abc import Iterator, Sequence

from dossier import GrowthRate
from dossier.facts import GrowthBasis, GrowthKind
from extract.facts.assertions import is_of_elsewhere, is_of_others, is_planned
from extract.facts.growth_words import RATE_WORDS, GrowthTalk, Subject, growth_talk
from extract.facts.items import join_items
from extract.facts.quantities import Rate, find_rates
from extract.facts.sentences import Sentence, make_plain
from extract.facts.table_figures import FigureTable
from extract.facts.years import Timeline, find_years
from extract.narrative.blocks import Narrative, Setting, TableBlock
from policy.form import GrowthWords

_GROWS = re.compile(
    r"(?P<down>下降|减少|降低|回落|负增长|下滑|缩减|减幅|降幅)|(?P<up>增长|增速|增幅|增加|提高|上升|净增|年增|翻|是上年)"
)
_NET = re.compile(r"净增")
_GROSS = re.compile(r"新增")
_PARTLY = re.compile(r"[上下]半年|[一二三四]季度|\d{1,2}(?:-|—|至)\d{1,2}月|剔除|扣除|可比口径")
"""Of less than the year, or of less than all."""
_SHARE = re.compile(
    r"占|比重|占比|覆盖率|到位率|支出率|完成率|达标率|成活率|满意|不良|利率|任务|目标的|超额|贡献率"
)
_TIMES_OF = re.compile(r"(?:是|为|达到?|到)(?:上年|去年|同期|20\d\d年)?的?$")
_MANY_YEARS = re.compile(r"年均|平均|累计|复合")
_FEW = 2
"""More kinds than these that one paragraph tells of are those asked for."""
_LISTS_RATES = re.compile(r"增(?:长|速|幅)(?:率|速度|幅度|情况)?(?:分别|依次)?(?:为|是|如下)?$")
"""Rates follow, and need no word for growing of their own."""
_FORMER = re.compile(
    r"(?:(?:由|从)(?:上年|去年|上一年|20\d\d年)(?:同期|度)?的?(?:下降|减少|负增长|下滑|增长|增加)?|(?:较|比)(?:上年|去年|上一年|20\d\d年)(?:同期|度)?的)$"
)
"""The rate that follows is the one of the year before: "由上年下降2.4%转为增长5.7%", "较2019年的8.1%回落"."""
_RATE_NOUN = re.compile(r"增(?:速|幅|长率)")
"""Says that a rate follows, in this part or the next."""
_SIGNED = re.compile(r"(?<![\d%])[+\-↑↓▲▼]\d+(?:\.\d+)?%")
""" "（+6.8%）" behind a level."""
_ABOVE = re.compile(r"上述|以上|[四各这几]项")
_IN_TURN = re.compile(r"分别|依次")
_SOME = re.compile(r"个别|部分|少数|有的|一些|某些|不少|多数")
_HEDGED = re.compile(r"(?:约|近|超过?|突破|逾|不低于)$")
_HEDGES = re.compile(r"以上|左右|以内|上下")
_OWN = re.compile(r"我[县区市]|全[县区]|本[县区]")
VAGUE = "正文写的是“{}”，不是确数"
_SEVERAL = "正文里写有几个不同的增长率：{}%，请核对"


class _Reader:
    """Goes through a paragraph. What grows carries on from part to part until another is named."""

    def __init__(self, talk: GrowthTalk, setting: Setting, data_year: int, *, city: bool) -> None:
        self._talk, self._city, self._data_year = talk, city, data_year
        heads = [
            mark.years for heading in setting.headings for mark in find_years(heading) if mark.kind == "year"
        ]
        self._time = Timeline(heads[-1] if heads else ())
        self._held: int | None = None
        """The year that is held against."""
        self._years: list[int] = []
        """Those named since the last rate: of two whose levels are given, it is the later's."""
        self._row: list[GrowthKind] = []
        """The kinds named since the last rate, whose rates may follow in turn."""
        self._told: list[GrowthKind] = []
        """Those whose rates were given, in order."""
        self._scope = talk.is_home(setting)
        self._subject: GrowthKind | None = None
        self._others = self._listed = False

    def read(self, sentences: Sequence[Sentence]) -> Iterator[GrowthRate]:
        if not _may_tell("".join(sentence.plain for sentence in sentences)):
            return
        parts = (segment for sentence in sentences for _, segment in sentence.segments())
        kinds = {one.kind for segment in parts for one in self._talk.subjects(segment) if one.kind}
        self._scope = self._scope or len(kinds) > _FEW
        for sentence in sentences:
            if not is_of_elsewhere(sentence.plain):
                self._others = self._listed = False
                self._years = []
                yield from self._read_sentence(sentence)

    def _read_sentence(self, sentence: Sentence) -> Iterator[GrowthRate]:
        for end, segment in sentence.segments():
            if is_planned(sentence.plain[:end]):
                return
            self._others = _turns_to_others(segment, self._others, city=self._city)
            rates = list(find_rates(segment))
            latest = [rate for rate in rates if not _FORMER.search(segment[: rate.start])]
            for mark in find_years(segment):
                turned = self._time.year or latest != rates
                if turned and segment[: mark.start].endswith(("从", "由")):
                    continue  # "2020年…由2019年的…增加到…", "由2019年下降2.4%转为增长5.7%"
                self._time.go(mark)
                self._held = mark.years[0] if mark.compared and mark.years else self._held
                self._years += mark.years if mark.kind == "year" and not mark.compared else ()
            self._scope = self._scope or self._talk.names(segment)
            subjects = self._talk.subjects(segment)
            signed = _SIGNED.fullmatch(segment) is not None
            self._listed = self._listed or signed or _LISTS_RATES.search(segment) is not None
            for kind, rate in self._pair(segment, subjects, latest):
                found = self._rate(sentence, segment, kind, rate, subjects) if kind and self._tells else None
                self._told += [kind] if found and kind and kind not in self._told else []
                if found and len(self._time.years) == len(latest) > 1:
                    found = found.model_copy(update={"year": self._time.years[latest.index(rate)]})
                if found:
                    yield found
            self._row += [one.kind for one in subjects if one.kind and one.kind not in self._row]
            if rates:
                self._years, self._row = self._years[-1:], []
            self._listed = self._listed or (not rates and _RATE_NOUN.search(segment) is not None)
            bracketed = sentence.plain[: end - len(segment)].endswith("(")
            if subjects and not (bracketed and self._subject):
                self._subject = subjects[-1].kind

    @property
    def _tells(self) -> bool:
        return self._scope and not self._others

    def _pair(
        self, segment: str, subjects: Sequence[Subject], rates: Sequence[Rate]
    ) -> Iterator[tuple[GrowthKind | None, Rate]]:
        """As many rates as subjects go in turn ("分别"); else each with what was named last before it."""
        in_turn = not subjects and len(rates) > 1 and _IN_TURN.search(segment)
        if in_turn:
            rows = (self._row, self._told if _ABOVE.search(segment) else [])
            row = next((row for row in rows if len(row) == len(rates)), [])
            yield from zip(row, rates, strict=False)
            return
        if not subjects and "其中" in segment:
            return
        named = [one.kind for one in subjects if one.kind]
        if len(rates) == len(named) > 1:
            yield from zip(named, rates, strict=True)
            return
        for rate in rates:
            ahead = [one for one in subjects if one.end <= rate.start]
            yield (ahead[-1].kind if ahead else self._subject), rate

    def _rate(
        self, sentence: Sentence, segment: str, kind: GrowthKind, rate: Rate, subjects: Sequence[Subject]
    ) -> GrowthRate | None:
        start = max((one.end for one in subjects if one.end <= rate.start), default=0)
        grows = list(_GROWS.finditer(segment[: rate.end]))
        if (
            not (grows or self._listed or _SIGNED.search(segment[start : rate.end]))
            or _SHARE.search(segment[: rate.start])
            or _PARTLY.search(sentence.plain[: sentence.plain.find(segment) + rate.start].split("全年")[-1])
            or self._is_over_years(segment)
        ):
            return None
        vague = _HEDGED.search(segment[: rate.start]) or _HEDGES.match(segment, rate.end)
        level = rate.times and _TIMES_OF.search(segment[start : rate.start])
        value = rate.value - 100.0 if level else rate.value
        return GrowthRate(
            kind=kind,
            value=round(-value if grows and grows[-1]["down"] else value, 6),
            year=self._year_of(segment),
            basis=_basis(segment),
            evidence=(sentence.evidence(),),
            doubts=(*sentence.doubts, *((VAGUE.format(vague.group()),) if vague else ())),
        )

    def _is_over_years(self, segment: str) -> bool:
        """A growth of more than one year: on average, or over an earlier year than the last."""
        if _MANY_YEARS.search(segment) or self._time.spanned:
            return True
        return any(year != (self._time.year or self._data_year) - 1 for year in _compared(segment))

    def _year_of(self, segment: str) -> int | None:
        if self._time.year is None and self._held == self._data_year - 1:
            return self._data_year
        if len(self._years) > 1 and self._years[-1] == self._time.year:
            return max(self._years[-2:])
        return self._time.year


def _may_tell(plain: str) -> bool:
    said = "%" in plain or "百分之" in plain or "倍" in plain or "番" in plain
    return said and (_GROWS.search(plain) is not None or _SIGNED.search(plain) is not None)


def _turns_to_others(segment: str, others: bool, *, city: bool) -> bool:
    if _SOME.search(segment):
        return True
    if is_of_others(segment, city=city):
        return _OWN.search(segment) is None and "高于全" not in segment and "快于全" not in segment
    return others and _OWN.search(segment) is None


def _compared(segment: str) -> list[int]:
    """The years that are held against."""
    return [
        mark.years[0] for mark in find_years(segment) if mark.compared and mark.years and mark.kind == "year"
    ]


def _basis(segment: str) -> GrowthBasis | None:
    if _NET.search(segment):
        return "net"
    return "gross" if _GROSS.search(segment) else None


def find_growth(
    narrative: Narrative, words: GrowthWords, data_year: int, *, city: bool
) -> tuple[GrowthRate, ...]:
    """Each rate once; where one kind and year has several, each with a doubt."""
    talk = growth_talk(words)
    found: dict[tuple[str, int | None, float], GrowthRate] = {}
    rates: list[GrowthRate] = []
    for block in join_items(narrative.texts):
        rates += _Reader(talk, block.setting, data_year, city=city).read(block.sentences)
    for table in narrative.tables:
        rates += _read_table(table, talk, data_year)
    for rate in rates:
        found.setdefault((rate.kind, rate.year, rate.value), rate)
    return tuple(_with_conflict(rate, list(found.values())) for rate in found.values())


def _with_conflict(rate: GrowthRate, rates: Sequence[GrowthRate]) -> GrowthRate:
    values = [o.value for o in rates if (o.kind, o.year, o.basis) == (rate.kind, rate.year, rate.basis)]
    if len(values) < 2:
        return rate
    doubt = _SEVERAL.format("、".join(f"{value:g}" for value in values))
    return rate.model_copy(update={"doubts": (*rate.doubts, doubt)})


def _read_table(block: TableBlock, talk: GrowthTalk, data_year: int) -> Iterator[GrowthRate]:
    """A column or row of rates, with what grew at the other side."""
    texts = make_plain("".join(cell.text for cell in block.table.cells))
    above = make_plain(block.caption) + "".join(block.setting.headings)
    if not RATE_WORDS.search(texts) or not (talk.names(texts + above) or talk.is_home(block.setting)):
        return
    years = [year for mark in find_years(texts + above) for year in mark.years if year <= data_year]
    for figure in FigureTable(block).figures():
        kinds = {one.kind for one in talk.subjects(figure.label)}
        if not RATE_WORDS.search(figure.label) or figure.unit not in ("%", None) or len(kinds) != 1:
            continue
        stated = [year for mark in find_years(figure.label) for year in mark.years]
        if kind := kinds.pop():
            yield GrowthRate(
                kind=kind,
                value=figure.number,
                year=max(stated or years or [data_year]),
                evidence=(figure.evidence(),),
                doubts=figure.cell.doubts,
            )
