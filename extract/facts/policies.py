"""The policies that the county itself issued, in running text, in lists and in tables."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dossier import Evidence, PolicyDocument
from extract.facts.assertions import is_denied, is_of_elsewhere, is_planned
from extract.facts.documents import BROKEN_NUMBER, NumberText, Titled, find_numbers, find_titled
from extract.facts.issuers import find_issuer, find_issuer_behind
from extract.facts.policy_certainty import with_certainty
from extract.facts.policy_lines import read_line
from extract.facts.policy_tables import KIND, read_policy_rows
from extract.facts.sentences import Sentence
from extract.facts.years import find_years
from extract.narrative.blocks import Narrative, TableBlock, TextBlock
from extract.narrative.numbering import without_numbering
from extract.text import squeeze
from policy.form import FactWords, LeadershipWords, PolicyWords

_FOLLOWS = re.compile(r"根据|按照|依据|贯彻|落实|执行|转发|对照|依照|遵照|参照|结合")
_FOLLOWED = re.compile(
    r"(?:根据|按照|依据|贯彻|落实|执行|学习|转发|对照|依照|遵照|参照|围绕|宣传|宣讲|解读|结合|响应|符合|享受|用好|用足|出自|刊发|报道|编印|汇编|学懂)"
    r"[^《，。；]{0,30}$"
)
_PASSED_ON = re.compile(
    r"转发了?(?:[我本]?[县区]|[^市省《]{2,8}[县区])[^《市省]{0,16}(?:局|部门|委|办|中心)[^《]{0,4}$"
)
"""A paper of a body of the county, which the county itself sends on."""
_ISSUED = re.compile(
    r"(?:印发|出台|制定|下发|发布|颁布|公布|颁行|制订|修订|推出|编制|研究通过|审议通过|实施)(?:了|并实施|实施)?[^《。；]{0,12}$"
)
_IN_FORCE = re.compile(
    r"[、，,]?(?:目前|现行|现在|至今)*(?:仍|仍然|继续|正在|还在|在)+(?:有效|执行|实施|施行)的?"
)
"""Said of a document of one's own, which goes on to be in force."""
_ISSUED_BEHIND = re.compile(r"^[^《。；]{0,24}(?:印发|出台|制定|下发|发布|公布|颁布|颁行|实施)")
_JOINS = re.compile(r"[\s、，,和与及以等了（()）]*(?:以及)?\s*")
_ALSO = re.compile(r"[\s、，,]*(?:和|与|及|以及|、)[^《。；，,]{0,14}")
"""Another of several documents that are followed alike, with its issuer."""
_ENDED = re.compile(r"(?:废止|停止执行|作废|取消|宣布失效)(?:了|原)?[^《，。；]{0,4}$")

"""What stands ahead of a title in a sentence that lists some without their marks."""

"""It is written, but not issued."""
_REVISED = re.compile(r"(?:修订|重新印发|修改|修编)[^。；]{0,12}$")
_FORMER = re.compile(r"原(?:来的)?$")
_OWN_COUNTY = re.compile(
    r"(?:中共)?([一-鿿])(?:[一-鿿]{1,3}?[县区](?<!市区)|[一-鿿]{1,8}?(?:开发区|园区|新区))"
)
_OWN_CITY = re.compile(r"(?:中共)?([一-鿿])[一-鿿]{1,3}[县区市]")

_ENDS = re.compile(r"\s*[）)]?[。；;]?\s*")
_ONLY_TITLE = re.compile(r"^\s*《[^《》]*(?:[〈《][^〉》]*[〉》][^《》]*)?》[。；;，,]?\s*$")
_ALONE = re.compile(r"^[\s（(【\[]*(?:文号[:：]?)?\s*[）)】\]]*$")
_COUNTY = re.compile(r"[县区](?!域)")
_CITY = re.compile(r"市(?!场)(?!.*[县区])")
"""Issuers of a table's rows: where some are the county's, the city's are of the city above it."""
_DRAFTED = re.compile(r"(?:起草|草拟|拟定|研究制定中|正在编制)了?[^《，。；]{0,6}$")
_WAITS = re.compile(
    r"拟(?:于|在|近期)?[^，。；]{0,10}(?:印发|出台|发布)|待(?:印发|出台|发布|审议|批准)|征求意见|正在(?:修改|完善|报批|审核)"
)
"""It is written, but not issued."""
_OF_HOST = ("所在县", "所在区", "所在市", "属地", "托管县", "托管区")
"""The county that a zone lies in."""
_DRAFT = re.compile(r"[（(](?:[^（）()]*稿|草案)[）)]$")
_ITEM_MARK = re.compile(
    r"[^一-鿿]*(?:[一二三四五六七八九十]是|其[一二三四五六七八九十][，,、]?|首先[，,]|再次[，,])?[^一-鿿]*|[^《》。；，,]{2,10}[：:]"
)


@dataclass(frozen=True, slots=True)
class _Named:
    """A policy as one place names it."""

    title: str
    number: NumberText | None
    issuer: str | None
    year: int | None
    place: Evidence
    doubts: tuple[str, ...]
    sure: bool = True
    """Not only a title that stands on a line of its own under some heading."""


class _Reader:
    def __init__(self, words: PolicyWords, leadership: LeadershipWords, *, city: bool) -> None:
        self._words, self._groups, self._city = words, leadership.groups, city
        self.found: list[_Named] = []
        self._blocks = self._last = 0

    def read(self, block: TextBlock) -> None:
        """A paragraph; one that is nothing but a number belongs to the title before it."""
        home = "policies" in block.setting.materials
        self._blocks += 1
        for sentence in block.sentences:
            if is_of_elsewhere(sentence.plain):
                continue
            named = find_titled(sentence.text)
            if named:
                self._read_titles(sentence, named, home)
            self._take_loose_numbers(sentence, named)
        if not any("《" in sentence.text for sentence in block.sentences):
            self._read_line(block, home=home)

    def _read_titles(self, sentence: Sentence, named: Sequence[Titled], home: bool) -> None:
        text = sentence.text
        own: bool | None = None
        issuer: str | None = None
        for at, one in enumerate(named):
            start = named[at - 1].end if at else 0
            ahead = text[start : one.start]
            if at and own is False and _ALSO.fullmatch(ahead) and not _ISSUED.search(ahead):
                continue
            if not (at and _JOINS.fullmatch(ahead)):
                own, issuer = (
                    self._is_own(text, one, ahead),
                    find_issuer(ahead) or find_issuer_behind(text[one.end :]),
                )
            first = _opens_item(ahead) and KIND.search(one.title) is not None
            alone = _ONLY_TITLE.match(without_numbering(text)) is not None
            listed = first and (home or alone)
            if own is None and one.number is None and not listed:
                continue
            if own is False or not self._is_policy(text, one):
                continue
            self._add(one.title, one.number, issuer, self._year_of(text, one), sentence)
            self.found[-1] = replace(self.found[-1], sure=home or own is not None or one.number is not None)

    def _is_own(self, text: str, one: Titled, ahead: str) -> bool | None:
        """True where it is said to be issued, False where another's is followed or it is only planned."""
        clause = re.split(r"[。；]", ahead)[-1]
        if _PASSED_ON.search(clause):
            return True
        followed, issued = (
            _FOLLOWED.search(_IN_FORCE.sub("", clause)),
            _ISSUED.search(_IN_FORCE.sub("", clause)),
        )
        if any(host in clause for host in _OF_HOST):
            return False
        if followed and one.number and _is_local(one.title, one.number.raw, city=self._city):
            return None
        if followed and issued and followed.start() < issued.start() and not clause.rstrip().endswith("的"):
            followed = None
        ended = _ENDED.search(clause) is not None or _DRAFTED.search(clause) is not None
        if followed or ended or is_planned(squeeze(clause)) or self._is_higher_issuer(clause):
            return False
        if issued or _ISSUED_BEHIND.match(text[one.end :]):
            return True
        return None

    def _is_higher_issuer(self, clause: str) -> bool:
        last = re.split(r"[，,]", clause)[-1]
        return any(word in last for word in self._words.higher_issuers) or (
            not self._city
            and re.search(r"[一-鿿]{2}市(?!场|民)|(?:(?<![一-鿿])|(?<=[和与及]))市(?:委|政府|人民政府)", last)
            is not None
        )

    def _is_policy(self, text: str, one: Titled) -> bool:
        raw = one.number.raw if one.number else ""
        higher = raw.startswith(self._words.higher_numbers) and not _is_local(one.title, raw, city=self._city)
        if higher or one.title.startswith(self._words.higher_issuers):
            return False
        behind = re.split(r"[，,。；、《]", text[one.end :])[0]
        waits = _WAITS.search(re.split(r"[。；《]", text[one.end :])[0]) or _DRAFT.search(one.title)
        if (
            self._founds(one.title)
            or waits
            or is_denied(behind)
            or _FORMER.search(text[: one.start].rstrip("《"))
        ):
            return False
        return one.number is not None or KIND.search(one.title) is not None

    def _founds(self, title: str) -> bool:
        """Is it the paper that founds or changes a leading group."""
        made = re.search(r"成立|组建|调整|设立|充实|建立|成员|名单", title) is not None
        return made and any(group in title for group in self._groups)

    def _year_of(self, text: str, one: Titled) -> int | None:
        if one.number and one.number.year:
            return one.number.year
        if one.number:
            return None
        ahead = squeeze(text[: one.start])
        years = [mark.years[0] for mark in find_years(ahead) if mark.kind == "year" and not mark.compared]
        return years[-1] if years else None

    def _read_line(self, block: TextBlock, *, home: bool) -> None:
        """A list without title marks. Away from the policies' own place only one that says nothing else."""
        text = "".join(sentence.text for sentence in block.sentences)
        numbers = list(find_numbers(text))
        if not (home or (len(numbers) == 1 and _ENDS.fullmatch(text, numbers[0].end))):
            return
        for title, number in read_line(text):
            own = not (number.raw.startswith(self._words.higher_numbers) or _FOLLOWS.match(title))
            if own and not is_planned(title) and not self._founds(title):
                self._add(title, number, None, number.year, block.sentences[0])

    def _take_loose_numbers(self, sentence: Sentence, named: Sequence[Titled]) -> None:
        """Numbers that stand apart from their title: on the next line, or of a revision."""
        spans = [(one.start, one.end) for one in named]
        near = self.found and self._blocks - self._last <= 1
        for number in find_numbers(sentence.text) if near else ():
            beside = sentence.text[: number.start].rstrip("（( ").endswith("》")
            if beside or any(start <= number.start < end for start, end in spans):
                continue
            last = self.found[-1]
            around = sentence.text[: number.start], sentence.text[number.end :]
            alone = _ALONE.match(around[0]) and _ALONE.match(around[1].rstrip("。；;，、"))
            said = re.search(r"文号(?:为|是|:|：)\s*$", around[0]) is not None
            if (last.number is None and (alone or said)) or (
                number.number and _REVISED.search(around[0].rstrip("（("))
            ):
                self.found[-1] = replace(last, number=number, year=number.year)

    def read_table(self, block: TableBlock) -> None:
        rows = list(read_policy_rows(block))
        of_county = any(_COUNTY.search(row.issuer) for row in rows if row.issuer)
        for row in rows:
            raw = row.number.raw if row.number else ""
            of_city = of_county and row.issuer is not None and _CITY.search(row.issuer) is not None
            if not (of_city or raw.startswith(self._words.higher_numbers) or self._founds(row.title)):
                year = row.number.year if row.number else row.year
                self.found.append(_Named(row.title, row.number, row.issuer, year, row.place, row.doubts))

    def _add(
        self, title: str, number: NumberText | None, issuer: str | None, year: int | None, sentence: Sentence
    ) -> None:
        self._last = self._blocks
        self.found.append(_Named(title, number, issuer, year, sentence.evidence(), sentence.doubts))


def _opens_item(ahead: str) -> bool:
    """Does a title begin an item of a list, behind its mark or the word that heads it ("财税方面：")."""
    return _ITEM_MARK.fullmatch(without_numbering(ahead).strip()) is not None


def _is_local(title: str, raw: str, *, city: bool) -> bool:
    """Does a title begin with a county whose name begins like the number: 银沟县 writes 银发."""
    place = _OWN_CITY if city else _OWN_COUNTY
    county = place.match(title)
    return county is not None and raw.startswith(county[1])


def find_policies(narrative: Narrative, words: FactWords, *, city: bool) -> tuple[PolicyDocument, ...]:
    """Documents that have a number or are said to be issued, not those of others that are followed; each
    once."""
    reader = _Reader(words.policies, words.leadership, city=city)
    for block in narrative.texts:
        reader.read(block)
    for table in narrative.tables:
        reader.read_table(table)
    named = [one for one in reader.found if one.sure or one.number]
    return with_certainty([_as_document(one, words.policies_since) for one in _each_once(named)])


def _each_once(found: Sequence[_Named]) -> Iterator[_Named]:
    """The first with a number stands for all of the same title; a number names one document."""
    best: dict[str, _Named] = {}
    for one in found:
        known = best.get(one.title)
        if (
            known is None
            or (known.number is None and one.number)
            or (_is_whole(one) and not _is_whole(known))
        ):
            issuer = one.issuer or (known.issuer if known else None)
            best[one.title] = replace(one, issuer=issuer)
    seen: dict[str, str] = {}
    for one in best.values():
        number = one.number.number if one.number else None
        other = seen.get(number) if number else None
        if other and (one.title in other or other in one.title):
            continue
        if number:
            seen.setdefault(number, one.title)
        yield one


def _is_whole(one: _Named) -> bool:
    return one.number is not None and one.number.number is not None


def _as_document(one: _Named, since: int) -> PolicyDocument:
    number = one.number
    broken = number is not None and number.number is None
    return PolicyDocument(
        title=one.title,
        number=number.number if number else None,
        raw_number=number.raw if number else None,
        issuer=one.issuer,
        year=one.year,
        since=None if one.year is None else one.year >= since,
        evidence=(one.place,),
        doubts=(*one.doubts, *((BROKEN_NUMBER.format(number.raw),) if number and broken else ())),
    )
