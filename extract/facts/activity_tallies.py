"""Sentences about events and institutions: which kind is spoken of, how many, what sums they brought."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dossier import Evidence
from extract.facts.activity_words import ActivityTalk, Name, without_quotes
from extract.facts.assertions import is_of_elsewhere, is_of_others, is_planned
from extract.facts.quantities import Amount, Counted, find_amounts, without_former
from extract.facts.sentences import Sentence
from extract.facts.years import Timeline, YearMark, find_years
from extract.narrative.blocks import Setting

_FILLER = (
    r"(?:期间|总|等|实际|只|仅|各类|各种|系列|专场|专题|主题|大型|线上|线下|项目|技术|合作|供需|产品|行业|企业|对接|自办|交流|考察|研讨|座谈|班|论坛|展示|活动|会议|会|洽谈|推介|推进|大赛|沙龙|了|共计?|累计|总数|总量|数量|数|户数|家数|达到?"
    r"|已|有|为|发展到|增加到|现有|拥有|建成|培育|举办|开展|组织|召开|举行|参加|参展|参会|承办|场次|次数|情况|的|全年|先后|合计|总计|大小|\d+月|上半年|下半年|全县|全区|我县|我区"
    r"|年度?|当年|20\d\d年度?|截至|年?底|末|\([^()]*\)|“[^”]*”|《[^》]*》|、|和|及|与|省级|市级|县级|国家级|国内外|省内外|以上|较大规模|大中型|小型)*"
)
_GAP = re.compile(_FILLER)
_OWN_NAME = re.compile(
    r"(?:[一-鿿]{2}){0,2}?(?:对接|洽谈|交流|服务|主题|系列)*(?:活动|专场|对接会)(?:等|共计?|合计)?"
)
"""What an event is called behind the word for its kind: "银企牵手对接活动5次"."""
_NAMELESS = re.compile(rf"(?:{_FILLER})$")
_AHEAD = re.compile(
    r"(?:的|次|各类|各种|大型|专场|县级|市级|省级|国内|线上|线下|不同规模|主题|行业|系列|较大规模的?|\s)*"
)
_ORGANISED = re.compile(r"(?:组织|带领|邀请)[^\d,;。、]{0,18}?(?:开展|参加|举办|进行)[^\d,;。、]{0,4}")
"""Between a count and what was done so often: "先后11次组织企业赴高校院所开展产学研合作"."""
_HELD = re.compile(
    r"(?:开展|举办|组织|召开|举行)(?![^,;。]*(?:培训|调研|走访|宣讲|讲座|考察))[^\d,;。]{0,16}?(?:对接|活动|会|洽谈|交流)(?:共计?|合计|了)?$"
)
"""A count without a name, of what was held under a heading that says what that is."""
_ANOTHER = re.compile(
    r"(?:(?:举办|组织|承办|自办|开展|召开|主办|协办|参加)了?(?:对接|活动|展会|会)*|[大中小]型(?:对接)?(?:活动|会)?)$"
)
"""A further count of the same kind, by another host or of another size."""
_IN_ALL = re.compile(r"[^,;。\d]{0,6}(?:合计|共计|总计|共)(?:举办|组织|开展|召开|参加)?了?")
_RESULT = re.compile(r"项目|协议|成果|合同|基地|平台|中心|协作|课题")
"""What an event led to is not how many events there were."""
_ONCE_PLANNED = re.compile(r"原(?:计划|定|拟)[^,;。]{0,10}$")
_ADDED = re.compile(r"(?:新增|新建|新设|新培育|新引进|净增|增加)[^,;。\d]{0,12}$")
"""So many more of what is counted at a time, which is not how many there are."""
_PART = re.compile(r"其中")
_TOTAL = re.compile(
    r"全年|总量|总数|合计|共计|总计|累计|共举办|共组织|共开展|共召开|共参加|共有|年内|一年来|2\d{3}年共|共(?!同|享|建)"
)
_BROUGHT = re.compile(
    r"签约|签单|授信|贷款|融资|成交|意向|协议|合同|放款|投放|订单|销售|到位|交易|达成|签订|发放|放贷|落实|信贷|金额|获贷"
)
_INTENDED = re.compile(r"意向|拟|协议")
_RECEIVED = re.compile(r"到位|发放|投放|放款|落实|成交|销售|实际|获得|获贷|放贷|完成")
_CREDIT = re.compile(r"获贷|贷款|授信|放款|信贷|融资|放贷|投放")
_SLASH = re.compile(r"\d[场次期]+[/、(|]$")
"""Between a count and the sum of an item that says no more: "银企对接：4场/1.9亿元"."""
_NOT_BROUGHT = re.compile(r"投资|产值|收入|余额|补贴|补助|奖励|专项资金|税|注册资本|经费")
_OTHER_WAY = re.compile(r"线[上下]\d")
"""What was held the other way is counted apart, and neither number is that of all."""
_BOTH_WAYS = re.compile(r"线上.*\d.*线下.{0,6}\d|线下.*\d.*线上.{0,6}\d")
_OWN = re.compile(r"我[县区市]|全[县区]|本[县区]|我们|[县区]里|[县区]级|自办|自行")


_LABEL = re.compile(r"[●◆■▲★◇□○•·※(\d①-⑳一二三四五六七八九十)、.]*(?P<label>[一-鿿]{2,5}):")
"""What heads a sentence of a list: "双创：举办13场"."""
_STOCK, _SALES, _LENDS = "service_institutions", "exhibitions", "financing"
"""The kind that is counted at a time, not over it; the one where things are sold; the one with loans."""


@dataclass(frozen=True, slots=True)
class Tally:
    """A count or a sum of one kind as one place gives it. `total`: it is said to be of all of the year; a sum
    has a `firm` of 0 if it was only intended, 1 if agreed on, 2 if received."""

    kind: str
    count: int | None
    total: bool
    amount: float | None
    firm: int
    place: Evidence
    doubts: tuple[str, ...]


def read_tallies(
    talk: ActivityTalk, sentences: Sequence[Sentence], setting: Setting, data_year: int, *, city: bool
) -> Iterator[Tally]:
    """What a paragraph tells of the year asked for; of what is planned, of others or vague, nothing."""
    home = next((kind for h in reversed(setting.headings) if (kind := talk.only_kind(h))), None)
    if home is None and not any(talk.names_any(sentence.plain) for sentence in sentences):
        return
    time, kind = Timeline(), home
    for sentence in sentences:
        label = _LABEL.match(sentence.plain)
        kind = (label and talk.kind_of_label(label["label"])) or talk.only_kind(sentence.plain) or kind
        if not is_of_elsewhere(sentence.plain):
            yield from _SentenceReader(talk, sentence, kind, time, data_year, city=city).read()


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
        label = _LABEL.match(sentence.plain)
        self._labelled = label is not None and talk.kind_of_label(label["label"]) == kind
        self._part = self._others = self._is_by_kind = self._is_by_year = False
        self._summed = self._divided = self._tallied = False
        time.spanned = False

    def read(self) -> Iterator[Tally]:
        for end, whole in self._sentence.segments():
            if is_planned(self._sentence.plain[:end]):
                return
            pieces = _by_year(whole)
            self._is_by_year = len(pieces) > 1
            for segment in pieces:
                self._look_at(segment)
                if not self._others and self._is_of_year(segment):
                    yield from self._read_segment(without_former(without_quotes(segment)))

    def _look_at(self, segment: str) -> None:
        if is_of_others(segment, city=self._city):
            self._others = _OWN.search(segment) is None
        elif _OWN.search(segment):
            self._others = False
        if _PART.search(segment):
            self._part = self._tallied or self._sentence.plain.startswith("其中")
            self._divided = self._summed
            ahead, _, behind = self._sentence.plain.partition("其中")
            kinds = {name.kind for name in self._talk.names_in(without_quotes(behind))}
            self._is_by_kind = len(kinds) > 1 and not self._talk.names_any(ahead)
        elif _TOTAL.search(segment):
            self._part = False
        for mark in find_years(segment):
            self._time.go(mark)
            if mark.kind == "since" and mark.years == (self._year,):
                self._time.years, self._time.spanned = mark.years, False

    def _is_of_year(self, segment: str) -> bool:
        """Of the year asked for, or of no stated one."""
        marks: list[YearMark] = list(find_years(segment))
        if any(mark.kind in ("each", "last") and not mark.compared for mark in marks):
            return False
        years = self._time.years
        over = self._time.spanned and self._kind != _STOCK
        return not over and (not years or years == (self._year,))

    def _read_segment(self, segment: str) -> Iterator[Tally]:
        names, counts = self._talk.names_in(segment), self._talk.counts_in(segment)
        self._tallied = self._tallied or bool(counts)
        counts = [
            c for c in counts if not (self._kind_at(names) == _STOCK and _ADDED.search(segment[: c.start]))
        ]
        counts = [c for c in counts if not _ONCE_PLANNED.search(segment[: c.start])]
        bound = _with_both_ways(segment, list(self._bind(segment, names, counts)), counts)
        bound = _added_up(segment, bound, names) if len(bound) == len(counts) else bound
        for kind, count in bound:
            if (not self._part or self._is_by_kind or self._is_by_year) and count.hedge is None:
                self._counted.add(kind)
                total = _TOTAL.search(segment) is not None
                yield Tally(kind, count.value, total, None, 0, self._place(), self._sentence.doubts)
        if names:
            self._kind = names[-1].kind
        yield from self._sums(segment)

    def _bind(
        self, segment: str, names: Sequence[Name], counts: Sequence[Counted]
    ) -> Iterator[tuple[str, Counted]]:
        """Each name with its count: right behind it, else right before it; a count without a name goes with
        what was last spoken of."""
        free = list(counts)
        first = bool(names and counts) and _is_ahead(segment[counts[0].end : names[0].start])
        for name in names:
            own = [count for count in free if self._talk.is_unit(name.kind, count)]
            own = [count for count in own if not _is_result(segment[name.end : count.start], count)]
            after = next(
                (c for c in own if c.start >= name.end and _is_gap(segment[name.end : c.start])), None
            )
            before = next(
                (c for c in own if c.end <= name.start and _is_ahead(segment[c.end : name.start])), None
            )
            if chosen := ((before or after) if first else (after or before)):
                free.remove(chosen)
                yield name.kind, chosen
        if not names and self._kind:
            yield from self._bind_nameless(segment, self._kind, free)

    def _kind_at(self, names: Sequence[Name]) -> str | None:
        return names[-1].kind if names else self._kind

    def _bind_nameless(
        self, segment: str, kind: str, counts: Sequence[Counted]
    ) -> Iterator[tuple[str, Counted]]:
        """The first count that goes on with what was last spoken of: in all, or by another host."""
        for count in counts:
            ahead = segment[: count.start]
            if kind not in self._counted:
                held = self._labelled or _HELD.search(ahead)
                goes_on = _NAMELESS.fullmatch(ahead) or (kind != _STOCK and held)
            else:
                goes_on = _OTHER_WAY.match(segment) or _IN_ALL.fullmatch(ahead)
            goes_on = goes_on or (kind != _STOCK and _ANOTHER.search(ahead))
            if goes_on and self._talk.is_unit(kind, count) and not _is_result(ahead, count):
                yield kind, count
                return

    def _sums(self, segment: str) -> Iterator[Tally]:
        if self._kind is None or self._kind == _STOCK or (self._part and self._divided):
            return
        last = 0
        for amount in find_amounts(segment):
            around = segment[max(0, amount.start - 14) : amount.end + 6]
            ahead = segment[max(last, amount.start - 14) : amount.start]
            last = amount.end
            sold = self._kind == _SALES and "销售收入" in around
            lent = self._kind != _LENDS and _CREDIT.search(around) is not None
            bare = self._kind == _LENDS and _SLASH.search(segment[: amount.start])
            if amount.each or amount.hedge or lent or not (bare or _BROUGHT.search(around)):
                continue
            if sold or not _NOT_BROUGHT.search(around):
                self._summed = True
                yield self._sum(amount, ahead + segment[amount.end : amount.end + 6].split("、")[0])

    def _sum(self, amount: Amount, around: str) -> Tally:
        firm = 0 if _INTENDED.search(around) else 2 if _RECEIVED.search(around) else 1
        return Tally(self._kind or "", None, False, amount.value, firm, self._place(), self._sentence.doubts)

    def _place(self) -> Evidence:
        return self._sentence.evidence()


def _with_both_ways(
    segment: str, bound: list[tuple[str, Counted]], counts: Sequence[Counted]
) -> list[tuple[str, Counted]]:
    """ "线上…2场、线下3场": both together are how many there were."""
    if len(bound) != 1 or len(counts) != 2 or not _BOTH_WAYS.search(segment):
        return bound
    (kind, count), (first, other) = bound[0], counts
    return [(kind, replace(count, value=first.value + other.value))] if first.unit == other.unit else bound


def _added_up(
    segment: str, bound: list[tuple[str, Counted]], names: Sequence[Name]
) -> list[tuple[str, Counted]]:
    """ "双创大赛1场、训练营2期、创业沙龙9场": all of one kind, each under a name of its own."""
    kinds, own = {kind for kind, _ in bound}, {segment[name.start : name.end] for name in names}
    last = bound[-1][1].end if bound else 0
    apart = len(bound) > 1 and len(kinds) == 1 and len(own) == len(names) == len(bound)
    if not (apart and segment.count("、", 0, last) >= len(bound) - 1):
        return bound
    return [(bound[0][0], replace(bound[0][1], value=sum(count.value for _, count in bound)))]


def _is_result(between: str, count: Counted) -> bool:
    """Does it count what events led to: "合作项目11项"."""
    return count.unit in ("项", "个") and _RESULT.search(between) is not None


def _by_year(segment: str) -> list[str]:
    """ "2019年4次、2020年6次" are two parts."""
    years = len([mark for mark in find_years(segment) if mark.kind == "year" and not mark.compared])
    return segment.split("、") if years > 1 else [segment]


def _is_gap(text: str) -> bool:
    return _GAP.fullmatch(text) is not None or _OWN_NAME.fullmatch(text) is not None


def _is_ahead(text: str) -> bool:
    return _AHEAD.fullmatch(text) is not None or _ORGANISED.fullmatch(text) is not None
