"""Sentences about events and institutions: which kind is spoken of, how many, what sums they brought."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dossier import Evidence
from extract.facts.assertions import is_of_elsewhere, is_of_others, is_planned
from extract.facts.quantities import Amount, Counted, find_amounts, find_counts
from extract.facts.sentences import Sentence
from extract.facts.years import Timeline, YearMark, find_years
from extract.narrative.blocks import Setting

Kinds = tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]
"""Of each kind its names and units."""

_FILLER = (
    r"(?:等|各类|各种|系列|专场|专题|主题|大型|线上|线下|项目|技术|合作|供需|产品|行业|企业|对接|自办|交流|考察|研讨|论坛|展示|活动|会议|会|洽谈|推介|大赛|沙龙|了|共计?|累计|总数|总量|数量|数|户数|家数|达到?"
    r"|已|有|为|发展到|增加到|现有|拥有|建成|培育|举办|开展|组织|召开|举行|参加|参展|参会|承办|场次|次数|情况|的|全年|先后|合计|总计|大小|\d+月|上半年|下半年|全县|全区|我县|我区"
    r"|年度?|当年|20\d\d年度?|截至|年?底|末|\([^()]*\)|“[^”]*”|《[^》]*》|、|和|及|与|省级|市级|县级|国家级|国内外|省内外|以上|较大规模|大中型|小型)*"
)
_GAP = re.compile(_FILLER)
_NAMELESS = re.compile(rf"(?:{_FILLER})$")
_AHEAD = re.compile(
    r"(?:的|次|各类|各种|大型|专场|县级|市级|省级|国内|线上|线下|不同规模|主题|行业|系列|较大规模的?|\s)*"
)
_ORGANISED = re.compile(r"(?:组织|带领|邀请)[^\d,;。、]{0,18}?(?:开展|参加|举办|进行)[^\d,;。、]{0,4}")
"""Between a count and what was done so often: "先后11次组织企业赴高校院所开展产学研合作"."""
_PART = re.compile(r"其中")
_TOTAL = re.compile(
    r"全年|合计|共计|总计|累计|共举办|共组织|共开展|共召开|共参加|共有|年内|一年来|2\d{3}年共|共"
)
_BROUGHT = re.compile(
    r"签约|授信|贷款|融资|成交|意向|协议|合同|放款|投放|订单|销售|到位|交易|达成|签订|发放|落实|信贷|金额"
)
_INTENDED = re.compile(r"意向|拟|协议")
_NOT_BROUGHT = re.compile(r"投资|产值|收入|余额|补贴|补助|奖励|专项资金|税|注册资本|经费")
_OTHER_WAY = re.compile(r"线[上下]\d")
"""What was held the other way is counted apart, and neither number is that of all."""
_QUOTED = re.compile(r"[“\"]([^“”\"]{1,4})[”\"]")
_OWN = re.compile(r"我[县区市]|全[县区]|本[县区]|我们")


@dataclass(frozen=True, slots=True)
class Tally:
    """A count or a sum of one kind as one place gives it. `total`: it is said to be of all of the year;
    `intended`: the sum is only agreed on."""

    kind: str
    count: int | None
    total: bool
    amount: float | None
    intended: bool
    place: Evidence
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Name:
    start: int
    end: int
    kind: str


class ActivityTalk:
    def __init__(self, kinds: Kinds) -> None:
        self._kinds = tuple(kind for kind, _, _ in kinds)
        groups = (
            f"(?P<k{at}>{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})"
            for at, (_, names, _) in enumerate(kinds)
        )
        self._names = re.compile("|".join(groups) or "(?!)")
        self._units = {kind: (*units, "场次") for kind, _, units in kinds}
        self._all = tuple(sorted({unit for units in self._units.values() for unit in units}))

    def names_any(self, plain: str) -> bool:
        return self._names.search(without_quotes(plain)) is not None

    def only_kind(self, text: str) -> str | None:
        """The kind that a text names, where it names one and no other."""
        kinds = {name.kind for name in self._find_names(without_quotes(text))}
        return kinds.pop() if len(kinds) == 1 else None

    def read(
        self, sentences: Sequence[Sentence], setting: Setting, data_year: int, *, city: bool
    ) -> Iterator[Tally]:
        """What a paragraph tells of the year asked for; of what is planned, of others or vague, nothing."""
        home = next((kind for h in reversed(setting.headings) if (kind := self.only_kind(h))), None)
        if home is None and not any(self.names_any(sentence.plain) for sentence in sentences):
            return
        time, kind = Timeline(), home
        for sentence in sentences:
            kind = self.only_kind(sentence.plain) or kind
            if not is_of_elsewhere(sentence.plain):
                yield from _SentenceReader(self, sentence, kind, time, data_year, city=city).read()

    def _find_names(self, text: str) -> Iterator[_Name]:
        for match in self._names.finditer(text):
            yield _Name(match.start(), match.end(), self._kinds[int((match.lastgroup or "k0")[1:])])

    def names_in(self, text: str) -> list[_Name]:
        """Names in order; those of one kind that follow each other closely count as one."""
        names: list[_Name] = []
        for name in self._find_names(text):
            if names and names[-1].kind == name.kind and name.start - names[-1].end <= 8:
                names[-1] = _Name(names[-1].start, name.end, name.kind)
            else:
                names.append(name)
        return names

    def counts_in(self, text: str) -> list[Counted]:
        return [c for c in find_counts(text, self._all) if not text.startswith("次", c.end) or c.unit == "场"]

    def is_unit(self, kind: str, count: Counted) -> bool:
        return count.unit in self._units[kind]


class _SentenceReader:
    """Goes through the parts of a sentence between commas."""

    def __init__(
        self,
        talk: ActivityTalk,
        sentence: Sentence,
        kind: str | None,
        time: Timeline,
        year: int,
        *,
        city: bool,
    ) -> None:
        self._talk, self._sentence, self._time, self._year = talk, sentence, time, year
        self._kind, self._city = kind, city
        self._counted: set[str] = set()
        self._part = self._others = self._is_by_kind = False

    def read(self) -> Iterator[Tally]:
        for end, whole in self._sentence.segments():
            if is_planned(self._sentence.plain[:end]):
                return
            for segment in _by_year(whole):
                self._look_at(segment)
                if not self._others and self._is_of_year(segment):
                    yield from self._read_segment(without_quotes(segment))

    def _look_at(self, segment: str) -> None:
        if is_of_others(segment, city=self._city):
            self._others = _OWN.search(segment) is None
        elif _OWN.search(segment):
            self._others = False
        if _PART.search(segment):
            self._part = True
            ahead, _, behind = self._sentence.plain.partition("其中")
            kinds = {name.kind for name in self._talk.names_in(without_quotes(behind))}
            self._is_by_kind = len(kinds) > 1 and not self._talk.names_any(ahead)
        elif _TOTAL.search(segment):
            self._part = False
        for mark in find_years(segment):
            self._time.go(mark)

    def _is_of_year(self, segment: str) -> bool:
        """Of the year asked for, or of no stated one."""
        marks: list[YearMark] = list(find_years(segment))
        if any(mark.kind in ("each", "last") and not mark.compared for mark in marks):
            return False
        years = self._time.years
        return not years or years == (self._year,)

    def _read_segment(self, segment: str) -> Iterator[Tally]:
        names, counts = self._talk.names_in(segment), self._talk.counts_in(segment)
        bound = list(self._bind(segment, names, counts))
        for kind, count in bound:
            if (not self._part or self._is_by_kind) and count.hedge is None:
                self._counted.add(kind)
                total = _TOTAL.search(segment) is not None
                yield Tally(kind, count.value, total, None, False, self._place(), self._sentence.doubts)
        if names:
            self._kind = names[-1].kind
        yield from self._sums(segment)

    def _bind(
        self, segment: str, names: Sequence[_Name], counts: Sequence[Counted]
    ) -> Iterator[tuple[str, Counted]]:
        """Each name with its count: right behind it, else right before it; a count without a name goes with
        what was last spoken of."""
        free = list(counts)
        first = bool(names and counts) and _is_ahead(segment[counts[0].end : names[0].start])
        for name in names:
            own = [count for count in free if self._talk.is_unit(name.kind, count)]
            after = next(
                (c for c in own if c.start >= name.end and _is_gap(segment[name.end : c.start])), None
            )
            before = next(
                (c for c in own if c.end <= name.start and _is_ahead(segment[c.end : name.start])), None
            )
            if chosen := ((before or after) if first else (after or before)):
                free.remove(chosen)
                yield name.kind, chosen
        kind = self._kind
        if not names and kind and (kind not in self._counted or _OTHER_WAY.match(segment)):
            for count in free:
                if self._talk.is_unit(kind, count) and _NAMELESS.fullmatch(segment[: count.start]):
                    yield kind, count
                    break

    def _sums(self, segment: str) -> Iterator[Tally]:
        if self._kind is None or self._kind == "service_institutions" or self._part:
            return
        for amount in find_amounts(segment):
            around = segment[max(0, amount.start - 14) : amount.end + 6]
            if amount.each or amount.hedge or not _BROUGHT.search(around) or _NOT_BROUGHT.search(around):
                continue
            yield self._sum(amount, around)

    def _sum(self, amount: Amount, around: str) -> Tally:
        kind = self._kind or ""
        intended = _INTENDED.search(around) is not None
        return Tally(kind, None, False, amount.value, intended, self._place(), self._sentence.doubts)

    def _place(self) -> Evidence:
        return self._sentence.evidence()


def _by_year(segment: str) -> list[str]:
    """ "2019年4次、2020年6次" are two parts."""
    years = len([mark for mark in find_years(segment) if mark.kind == "year" and not mark.compared])
    return segment.split("、") if years > 1 else [segment]


def without_quotes(text: str) -> str:
    """Without the quotation marks around a short word: “双创”活动 is 双创活动."""
    return _QUOTED.sub(r"\1", text)


def _is_gap(text: str) -> bool:
    return _GAP.fullmatch(text) is not None


def _is_ahead(text: str) -> bool:
    return _AHEAD.fullmatch(text) is not None or _ORGANISED.fullmatch(text) is not None


@lru_cache(maxsize=4)
def activity_talk(kinds: Kinds) -> ActivityTalk:
    return ActivityTalk(kinds)
