"""Paragraphs about events and institutions: which kind is spoken of, how many, what sums they brought."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dossier import Evidence
from extract.facts.activity_binding import (
    Bound,
    added_up,
    are_of_label,
    bind,
    counts_else,
    is_nameless,
    is_of_times,
    is_other,
    is_result,
    with_both_ways,
    with_left_over,
)
from extract.facts.activity_certainty import doubts_of
from extract.facts.activity_sums import find_sums
from extract.facts.activity_words import ActivityTalk, Name, find_label, find_short_label, without_quotes
from extract.facts.assertions import is_of_elsewhere, is_of_others, is_planned
from extract.facts.quantities import Counted, without_former
from extract.facts.sentences import Sentence
from extract.facts.years import Timeline, find_years, split_by_year, years_within
from extract.narrative.blocks import Setting

LAST_YEAR = "正文写的是“去年”，请核对是哪一年"
MAYBE_PART = "这个数写在“其中”后面，请核对是不是前面的数的一部分"
_HELD = re.compile(
    r"(?:开展|举办|组织|召开|举行|办)(?![^,;。]*(?:培训|调研|走访|宣讲|讲座|考察))[^\d,;。]{0,16}?(?:对接|活动|会|洽谈|交流)(?:共计?|合计|了)?$"
)
"""A count without a name, of what was held under a heading that says what that is."""
_HELD_WITH = re.compile(
    r"(?:与|和|同|赴|到|邀请|联合|走进|会同)[^,;。\d]{2,40}?(?:对接|洽谈|合作|交流)(?:活动|会)?(?:共计?|合计|了)?$"
)
"""Such a count behind those with whom it was held."""
_EACH = re.compile(r"每(?:个|一|半|两)?(?:季度?|月|周|年|季)(?:至少|各|均)?[^\d,;。]{0,4}$")
"""So many each month are not all of the year."""
_ENDS_IN_COUNT = re.compile(r"\d(?:场次?|次|期|届|批次|家|个)$")
"""Ahead of a bracket that holds the parts of a count."""
_ANOTHER = re.compile(
    r"(?:(?:举办|组织|承办|自办|开展|召开|主办|协办|参加|参展)了?(?:对接|活动|展会|会)*|[大中小]型(?:对接)?(?:活动|会)?)$"
)
"""A further count of the same kind, by another host or of another size."""
_ABOUT = re.compile("围绕|针对|聚焦|面向|为|在")
_IN_ALL = re.compile(r"[^,;。\d]{0,6}(?:[合共总]计|共)(?:举办|组织|开展|召开|参加)?了?")
_ONCE_PLANNED = re.compile(r"原(?:计划|定|拟)[^,;。]{0,10}$")
_ADDED = re.compile(r"(?:新增|新建|新设|新培育|新引进|净增|增加|减少)[^,;。\d]{0,12}$")
"""So many more of what is counted at a time, which is not how many there are."""
_CHANGED = re.compile(r"(?:增加|减少|净增|多|少|增)(?:了)?$")
_TOTAL = re.compile(
    r"全年|总量|总数|合计|共计|总计|累计|共举办|共组织|共开展|共召开|共参加|共有|年内|一年来|2\d{3}年共|共(?!同|享|建)"
)
_SUMS_UP = re.compile(r"合计|共计|总计|总共|共(?=举办|组织|开展|召开|参加|\d)")
_IN_TURN = re.compile("分别|依次")
_OTHER_WAY = re.compile(r"线[上下]\d")  # what was held the other way is counted apart
_OWN = re.compile(r"我[县区市]|全[县区]|本[县区]|我们|[县区]里|[县区]级|自办|自行")
_WITH = re.compile(
    r"(?:与|和|同|赴|邀请|联合|依托|对接|参加|参展|企业亮相|企业走进)[^,;。]{0,12}?(?:[省国]内|省外|全国|外[省地]|省级)"
)
"""Others with whom something was held."""
_STOCK = "service_institutions"
"""The kind that is counted at a time, not over it."""


@dataclass(frozen=True, slots=True)
class Tally:
    """A count or a sum of one kind as one place gives it. `total`: it is said to be of all of the year; a sum
    has a `firm` of 0 if it was only intended, 1 if agreed on, 2 if received; `paragraph`: where it stands."""

    kind: str
    count: int | None
    total: bool
    amount: float | None
    firm: int
    place: Evidence
    doubts: tuple[str, ...]
    paragraph: int = 0
    sums_up: bool = False
    """It is said to be all together, not only of the whole year."""


def read_tallies(
    talk: ActivityTalk, sentences: Sequence[Sentence], setting: Setting, data_year: int, *, city: bool
) -> Iterator[Tally]:
    """What a paragraph tells of the year asked for; of what is planned, of others or vague, nothing."""
    home = next((kind for h in reversed(setting.headings) if (kind := talk.kind_of_heading(h))), None)
    if home is None and not any(talk.names_any(sentence.plain) for sentence in sentences):
        labels = (find_label(sentence.plain) for sentence in sentences)
        if not any(label and talk.kind_of_label(label["label"]) for label in labels):
            return
    reader = _Reader(talk, home, data_year, city=city)
    told = "".join(sentence.plain for sentence in sentences)
    reader.of_last = "去年" in told and not any(other in told for other in ("今年", "上年", str(data_year)))
    for sentence in sentences:
        yield from reader.read(sentence)


class _Reader:
    """Goes through the parts of a paragraph between commas."""

    def __init__(self, talk: ActivityTalk, home: str | None, year: int, *, city: bool) -> None:
        self._talk, self._year, self._city = talk, year, city
        self._time, self._kind = Timeline(), home
        self.of_last = False
        """Whether 去年 is the year asked for, as nothing else is said of it."""
        self._labelled = self._last = self._dated = self._others = self._summed = self._divided = (
            self._is_by_year
        ) = False
        self._spoken: set[str] = set()
        """The kinds that were named or counted."""
        self._together: tuple[int, ...] = ()
        """Several years that were named at once."""
        self._told: set[str] = set()
        """The kinds that were counted in this sentence."""
        self._before: set[str] = set()
        """Those counted in the sentence before it."""
        self._parted: set[str] = set()
        """Those of which parts are told from here ("其中…")."""

    def read(self, sentence: Sentence) -> Iterator[Tally]:
        self._begin(sentence)
        if is_of_elsewhere(sentence.plain):
            return
        outside: list[tuple[set[str], str | None, tuple[int, ...], bool]] = []
        for end, whole in sentence.segments():
            if is_planned(sentence.plain[:end]):
                return
            pieces = split_by_year(whole)
            self._is_by_year = len(pieces) > 1
            for segment in pieces:
                self._look_at(segment, sentence.plain)
                if not self._others and self._is_of_year(segment):
                    yield from self._read_segment(without_former(without_quotes(segment)), sentence)
                elif names := self._talk.names_in(without_quotes(segment)):
                    self._kind = names[-1].kind
            if sentence.plain[end : end + 1] == "(":
                time = self._time.years, self._time.spanned
                outside.append((set(self._parted), self._kind, *time))
                if _ENDS_IN_COUNT.search(whole):
                    self._parted = self._parted | self._told
            elif sentence.plain[end : end + 1] == ")" and outside:
                self._parted, self._kind, self._time.years, self._time.spanned = outside.pop()

    def _begin(self, sentence: Sentence) -> None:
        label = find_label(sentence.plain)
        labelled = self._talk.kind_of_label(label["label"]) if label else None
        alone = label is not None and label.end() == len(sentence.plain)
        named = self._talk.only_kind(sentence.plain)
        self._labelled = bool(labelled) or (self._labelled and not named and not label)
        others = self._talk.names_any(sentence.plain) and named != self._kind
        self._kind = labelled or (None if others else self._kind)
        self._spoken |= {labelled} if labelled else set()
        self._before, self._told = self._told or (self._before if alone else set()), set()
        self._parted = set()
        self._others = self._summed = self._divided = self._last = self._dated = False
        self._time.spanned = False

    def _look_at(self, segment: str, plain: str) -> None:
        if "其中" not in segment and self._parted:
            pass  # parts may be told by level: "国家级2次、省级5次"
        elif is_of_others(segment, city=self._city):
            self._others = _OWN.search(segment) is None and _WITH.search(segment) is None
        elif _OWN.search(segment):
            self._others = False
        if "其中" in segment:
            self._parted = self._told or (self._before if plain.startswith("其中") else set())
            self._divided = self._summed
        elif _TOTAL.search(segment):
            self._parted = set()
        for mark in find_years(segment):
            if segment[: mark.start].endswith(("从", "由")):
                continue
            self._dated = True
            self._last = mark.kind == "last" if not mark.compared else self._last
            self._time.go(mark)
            if mark.kind in ("span", "list") and len(mark.years) > 1 and self._year in years_within(mark):
                self._together = years_within(mark)
            if mark.kind == "since" and mark.years == (self._year,):
                self._time.years, self._time.spanned = mark.years, False

    def _is_of_year(self, segment: str) -> bool:
        """Of the year asked for, or of no stated one."""
        each = any(mark.kind == "each" and not mark.compared for mark in find_years(segment))
        if each or self._last:
            return self._last and self.of_last and not each
        names = self._talk.names_in(without_quotes(segment))
        kind = names[-1].kind if names else self._kind
        if kind == _STOCK and not self._dated:
            return True
        years = self._time.years
        if self._together and _IN_TURN.search(segment):
            return True
        over = self._time.spanned and kind != _STOCK
        return not over and (not years or years == (self._year,))

    def _read_segment(self, segment: str, sentence: Sentence) -> Iterator[Tally]:
        names, counts = self._talk.names_in(segment), self._counts(segment)
        total = _TOTAL.search(segment) is not None
        more = doubts_of(segment, sentence.plain, total=total)
        more += (LAST_YEAR,) if self._last else ()
        for kind, count, doubts in self._in_turn(segment, names, counts) or self._bind(
            segment, names, counts
        ):
            if count.hedge is None and (kind not in self._parted or self._is_by_year):
                self._told.add(kind)
                self._spoken.add(kind)
                doubts = (*sentence.doubts, *doubts, *more, *((MAYBE_PART,) if self._parted else ()))
                sums_up = total and _SUMS_UP.search(segment) is not None
                place = sentence.evidence()
                yield Tally(kind, count.value, total, None, 0, place, doubts, sums_up=sums_up)
        if names:
            self._kind = names[-1].kind
            self._spoken |= {name.kind for name in names}
        yield from self._sums(segment, sentence)

    def _counts(self, segment: str) -> list[Counted]:
        """Those that say how many there were, not how many more there were than before."""
        names = self._talk.names_in(segment)
        stock = (names[-1].kind if names else self._kind) == _STOCK
        counts = [
            count
            for count in self._talk.counts_in(segment)
            if not _EACH.search(segment[: count.start])
            and not (stock and _ADDED.search(segment[: count.start]))
            and not _ONCE_PLANNED.search(segment[: count.start])
        ]
        return [count for count in counts if not _CHANGED.search(segment[: count.start])]

    def _bind(self, segment: str, names: Sequence[Name], counts: Sequence[Counted]) -> list[Bound]:
        own = [c for c in counts if self._talk.is_unit(self._kind, c)] if self._kind else []
        kinds = {name.kind for name in names} <= {self._kind}
        if self._kind and kinds and self._labelled and len(own) > 1 and are_of_label(segment, own):
            return [(self._kind, replace(own[0], value=sum(count.value for count in own)), ())]
        if not names and len(counts) > 1 and _IN_TURN.search(segment):
            return []
        if not names and (called := self._called(segment, counts)):
            return [called]
        if not names and self._kind:
            return list(self._bind_nameless(segment, self._kind, counts))
        bound = bind(self._talk, segment, names, counts)
        bound = with_both_ways(segment, bound, counts)
        bound = with_left_over(self._talk, segment, bound, counts)
        return added_up(segment, bound, names) if len(bound) == len(counts) else bound

    def _called(self, segment: str, counts: Sequence[Counted]) -> Bound | None:
        """ "融资2次": a kind by a short word, and nothing else ahead of the count."""
        label = find_short_label(segment)
        kind = self._talk.kind_of_word(label["label"]) if label and counts else None
        fits = (
            kind
            and label
            and not is_other(label["label"])
            and label.end() == counts[0].start
            and self._talk.is_unit(kind, counts[0])
        )
        if not (kind and fits):
            return None
        self._kind = kind
        return kind, counts[0], ()

    def _in_turn(self, segment: str, names: Sequence[Name], counts: Sequence[Counted]) -> list[Bound]:
        """ "2018—2020年，…分别为2次、4次、7次": one for each year; or one for each of several kinds."""
        if _IN_TURN.search(segment) and len(names) == len(counts) > 1 and names[-1].end <= counts[0].start:
            return [(name.kind, count, ()) for name, count in zip(names, counts, strict=True)]
        kind = names[-1].kind if names else self._kind
        turn = kind and _IN_TURN.search(segment) and len(counts) == len(self._together) > 1
        return [(kind, counts[self._together.index(self._year)], ())] if kind and turn else []

    def _bind_nameless(self, segment: str, kind: str, counts: Sequence[Counted]) -> Iterator[Bound]:
        """The first count that goes on with what was last spoken of: in all, or by another host."""
        own = [c for c in counts if self._talk.is_unit(kind, c) and not is_result(segment[: c.start], c)]
        for count in (c for c in own if not counts_else(segment[c.end :], c)):
            ahead = segment[: count.start]
            if kind not in self._told:
                led = self._labelled or _HELD_WITH.search(ahead) is not None
                held = (led and is_of_times(count)) or _HELD.search(ahead)
                goes_on = is_nameless(ahead) or (kind != _STOCK and held)
            else:
                goes_on = _OTHER_WAY.match(segment) or _IN_ALL.fullmatch(ahead)
            again = self._talk.hints_at(kind, ahead) and are_of_label(segment, own[:1])
            another = _ANOTHER.search(ahead) and not _ABOUT.match(ahead)
            if goes_on or (kind != _STOCK and (again or another)):
                yield kind, count, ()
                return

    def _sums(self, segment: str, sentence: Sentence) -> Iterator[Tally]:
        kind = self._kind
        if kind is None or kind == _STOCK or kind not in self._spoken or (self._parted and self._divided):
            return
        for amount, firm in find_sums(kind, segment, sentence.plain):
            self._summed = True
            yield Tally(kind, None, False, amount.value, firm, sentence.evidence(), sentence.doubts)
