"""How many work for the county's enterprises, and how often the leading groups met."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from dossier import Count
from extract.facts.assertions import is_of_elsewhere, told_before_plans
from extract.facts.groups import GroupName, GroupWords, group_words
from extract.facts.quantities import without_former
from extract.facts.sentences import Sentence
from extract.facts.table_figures import FigureTable
from extract.narrative.blocks import Narrative, Setting
from extract.numbers import parse_han_number
from policy.form import LeadershipWords

_POSTS = re.compile(
    r"(?<!增加)(?<!新增)(?<!增核)(?:编制|定编|核编)(?:数|人数|数量)?(?:为|共|有|总数|达到|达|:)?(\d+)(?:名|人|个)?(?![\d月年.])|(\d+)(?:名|个)(?:事业|行政|全额)?编制"
)
_FILLED = re.compile(r"在编(?:数|人数|数量)?(?:为|共|有|总数|:)?(\d+)(?:名|人|个)?(?![\d月年.])")
_WORKERS = re.compile(
    r"(?<!各)(?:抽调|选调)[^,;。\d各每]{0,12}?(\d+|[一二两三四五六七八九十]+)(?:名|人)|组成(\d+)人|"
    r"(?:工作人员|在岗人员|在岗职工|现有干部|专职(?:工作|服务)?人员|在编人员|干部职工|实有人员|在职人员|(?<!从业)(?<!服务)(?<!技术)(?<!培训)人员|专职)(?:共|有|为|:)?(\d+)(?:名|人)"
    r"|(\d+)(?:名|人)?(?:专职|专门)?(?:工作人员|专职人员|在岗人员|在编人员)"
)
_COLUMN = re.compile(r"(?P<posts>编制|定编|核编)|(?P<people>实有|在编|在岗|工作人员|人数)")
_REGULAR = re.compile(r"每(?:[一二两三]?个?(?:月|季度?|周|年)|半年|旬)[^,;。]{0,8}$")
_N = r"(\d+|[一二两三四五六七八九十]+)"
_MET = r"(?:会议|例会|推进会|专题会|协调会|联席会|调度会)"
_MEETINGS = tuple(
    map(
        re.compile,
        (
            rf"(?:会议|例会|联席会)[^。;]{{0,24}}?,(?:20\d\d年度?|截[至止]|[底末]|目前|全年|年内|当年|已|先后|共计?|总计|累计)+召开(?:了)?{_N}次(?=$|[,;。])",
            rf"{_N}次(?:组织)?召开(?:了)?[^,;。\d]{{0,10}}?{_MET}",
            rf"(?:召开|组织召开|举行)(?:了)?[^,;。\d]{{0,18}}?(?:{_MET}|会商|会)[^,;。\d]{{0,6}}?{_N}(?:次|场|期)",
            rf"(?:召开|组织召开|举行)(?:了)?{_N}(?:次|场)[^,;。\d]{{0,16}}?(?:{_MET}|会)",
            rf"(?:^|[,;。]|20\d\d年)(?:共|领导小组)?会议{_N}次",
            rf"(?:领导小组|领导组|专班|小组)[^,;。\d]{{0,8}}?(?:20\d\d年)?开会(?:共|了)?{_N}次|开会[:,](?:20\d\d年)?{_N}次|开会(?:研究|议事|专题)[^,;。\d]{{0,6}}?{_N}次|(?:^|[,;。])(?:去年|全年|一年来|先后|共)+开会{_N}次|开(?:了)?{_N}次(?:领导小组)?会",
        ),
    )
)
_LOWER = re.compile(r"乡镇|街道|社区|村级|服务站|兼职|从业|企业职工")
_LONG_NAME = 7
_SEVERAL = "正文里有几个不同的数：{}，请核对"


def find_staff(narrative: Narrative, words: LeadershipWords) -> Count | None:
    """The posts of the office for enterprises; where no posts are told, the people that work there."""
    sentences = [s for s, setting in _told(narrative) if _is_of_office(s, setting, words)]
    for pattern in (_POSTS, _FILLED, _WORKERS):
        found = [(n, s) for s in sentences if (n := _only(pattern, sentence=s)) is not None]
        if found:
            return _count(found)
    return _of_tables(narrative, words)


def _of_tables(narrative: Narrative, words: LeadershipWords) -> Count | None:
    """A column of posts, or of people, in the row of the office."""
    found: dict[str, Count] = {}
    for table in narrative.tables:
        for figure in FigureTable(table).figures():
            named = any(body in figure.row for body in words.bodies)
            kind = _COLUMN.search(figure.column.split(",")[-1]) if named else None
            if kind and kind.lastgroup and figure.number == int(figure.number):
                count = Count(
                    count=int(figure.number), evidence=(figure.evidence(),), doubts=figure.cell.doubts
                )
                found.setdefault(kind.lastgroup, count)
    return found.get("posts") or found.get("people")


def find_meetings(narrative: Narrative, words: LeadershipWords, year: int) -> Count | None:
    found, names = [], group_words(words)
    for sentence, setting in _told(narrative):
        near = "leadership" in setting.materials or any(group in sentence.plain for group in words.groups)
        told = near and "会" in sentence.plain
        own = _of_year(_without_others(sentence, names), year)
        number = _only(*_MEETINGS, sentence=own) if told else None
        if number is not None:
            found.append((number, sentence))
    return _count(found) if found else None


def _without_others(sentence: Sentence, names: GroupWords) -> Sentence:
    """A sentence of several counts without what it tells of groups for something else."""
    parts = sentence.plain.split(",")
    own = [part for part in parts if not any(_is_other(name) for name in names.find(part))]
    several = sum(re.search(r"\d次", part) is not None for part in parts) > 1
    return replace(sentence, plain=",".join(own)) if several and own else sentence


def _is_other(name: GroupName) -> bool:
    """Is it by its name a group for something else, not one that is named behind other words."""
    return name.foreign and len(name.name) > _LONG_NAME and not re.search(r"年|以来|\d", name.name)


def _of_year(sentence: Sentence, year: int) -> Sentence:
    """A sentence without what it tells of other years: "2020年召开2次、2019年召开3次"."""
    parts = re.split(r"[、,](?=20\d\d年)", sentence.plain)
    label = re.match(r"(?:[^:,;]{2,8}:(?=20\d\d年))?", parts[0])
    head = label.group() if label else ""
    own = [head + part for part in (parts[0].removeprefix(head), *parts[1:]) if part.startswith(f"{year}年")]
    each = len(parts) > 1 and all(re.search(r"20\d\d年.*次", part) for part in parts)
    return replace(sentence, plain=own[0]) if each and len(own) == 1 else sentence


def _told(narrative: Narrative) -> Iterator[tuple[Sentence, Setting]]:
    for block in narrative.texts:
        for sentence in block.sentences:
            told = told_before_plans(sentence.plain)
            if told and not is_of_elsewhere(sentence.plain):
                yield replace(sentence, plain=told), block.setting


def _is_of_office(sentence: Sentence, setting: Setting, words: LeadershipWords) -> bool:
    if not re.search(r"编|人员|职工|抽调|选调|专职|干部", sentence.plain):
        return False
    return "leadership" in setting.materials or any(body in sentence.plain for body in words.bodies)


def _only(*patterns: re.Pattern[str], sentence: Sentence) -> int | None:
    """The one number that a sentence gives; None where it gives none, or several that differ. What is said
    of villages is left out, and of a part where the whole is told too."""
    segments = [segment for _, segment in sentence.segments() if not _LOWER.search(segment)]
    whole = list(takewhile(lambda segment: not segment.startswith("其中"), segments))
    texts = _numbers(patterns, whole) or _numbers(patterns, segments)
    if len(texts) != 1:
        return None
    text = texts.pop()
    number = int(text) if text.isdecimal() else parse_han_number(text)
    return None if number is None else int(number)


def _numbers(patterns: Sequence[re.Pattern[str]], segments: Sequence[str]) -> set[str]:
    plain = without_former(",".join(segments))
    return {
        next(group for group in match.groups() if group)
        for pattern in patterns
        for match in pattern.finditer(plain)
        if not _REGULAR.search(plain, max(0, match.start() - 12), match.start(match.lastindex or 0))
    }


def _count(found: list[tuple[int, Sentence]]) -> Count:
    """The first; a doubt where others differ."""
    numbers = list(dict.fromkeys(number for number, _ in found))
    doubts = (_SEVERAL.format("、".join(map(str, numbers))),) if len(numbers) > 1 else ()
    return Count(
        count=numbers[0],
        evidence=tuple(dict.fromkeys(sentence.evidence() for _, sentence in found)),
        doubts=(*found[0][1].doubts, *doubts),
    )
