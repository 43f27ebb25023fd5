"""Leading groups as they are named in running text: name, kind, day of founding, office, document."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dossier.facts import GroupKind
from policy.form import LeadershipWords

_CUT = re.compile(
    r"(?:全|名)称(?:为|是)?“?|成立|组建|建立|设立|调整|改组|(?:更名|改名|调整|改组|变更)为|的(?!通知)|关于|印发|了|由|任|召开|对(?!接)|在|以(?!及)|并|将|《|》|\d+[名人]|承担|负责|协助|提交|提请|听取|各级|全县|全区|[我本][县区市]"
    r"|(?:县|区|市)(?:委|政府|人民政府)(?:办公室)?|领导小组[和及与]|领导组[和及与]|(?<=长)为|下设|另设|另行|参加|参与|加入|纳入|同时|充实|健全|完善|组织"
)
_PLACE = re.compile(
    r"^(?:中共)?(?:[一-鿿]{1,6}?(?:经济技术开发区|高新技术产业开发区|经济开发区|高新区|开发区|[县区市])|[县区市])?(?:级|委|政府)?"
)
_NOTHING = re.compile(r"工作|推进|领导|全省|山西省|省级|国家级|全国|专项|的|暨")
"""Words of names that do not say what a group is for."""
_COUNTED = re.compile(r"(?:^|[、一-鿿])[三四五六七八九十\d]+个[一-鿿]{0,8}$")
"""Several groups at once, which are parts of another."""
_LEAD = re.compile(
    r"^(?:\([一二三四五六七八九十\d]+\)|[^(]*\)|[和及与、“”]|高规格|高级别|高层次|强有力|专门)+"
)
_BARE = (
    "",
    "个",
    "工作",
    "本",
    "该",
    "县",
    "区",
    "市",
    "两个",
    "此",
    "专项",
    "县级",
    "上述",
    "现",
    "现任",
    "目前",
)
_FOUNDS = re.compile(r"成立|组建|建立|设立|印发|下发")
_ADJUSTS = re.compile(r"调整|充实")
_DAY = r"(?P<year>20\d\d)年(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?)?"
_DATE = re.compile(rf"{_DAY}(?!以来|来)")
_FOUNDED_IN = re.compile(rf"成立于{_DAY}")
_DATED = re.compile(rf"{_DAY}(?:正式|经[^,;。]{{2,12}}(?:批准|同意|研究))?$")
_FOUNDED_AT = re.compile(rf"成立(?:时间|日期)[:为是]?{_DAY}")
_APPROVED = r"经[^,;。]{2,16}(?:研究|同意|批准|审议|决定|通过)"
_SUBJECTLESS = re.compile(rf"(?:{_DAY}|{_APPROVED}|[于在经由已正式该同上]|[^一-鿿])*")
"""Ahead of a verb that says of nothing else that it was founded."""
_SINCE = re.compile(r"以来|至今")
_BRACKETED = re.compile(r"\([^()]*\)")
_OFFICE = re.compile(
    r"办公室[(,]?(?:均|都|就|一直|统一|地点|仍然?|也|现|暂)?(?:(?:附?设置|附?设立|附?设|挂靠|挂|放|(?=于))(?:在|于|为)?|(?:地点)?在|依托)(?:了)?(?P<behind>[^,;。:()]{2,24})"
    r"|在(?P<ahead>[^,;。:()]{2,20}?)(?:下设|设立?|设置)(?:了)?(?:领导小组|领导组)?办公室"
    r"|由(?P<by>[^,;。:()]{2,20}?)承担(?:领导小组|领导组)?办公室"
    r"|办公室(?:设置|地点)?[:为](?P<is>[^,;。:()\d]{2,20}?[局委办部处心])(?=$|[,;。(])"
    r"|(?:明确|确定|以)(?P<seated>[^,;。:()\d]{2,20}?)为(?:领导小组)?办公室(?:所在|牵头|责任|承办)?单位"
    r"|设在(?P<home>[^,;。:()]{2,24}),(?:具体)?承担[^,;。]{0,10}办公室"
    r"|(?:由|于|在|为)(?P<beside>[^,;。:()由]{2,20})\([^()]{0,16}(?:领导小组|领导组)办公室\)"
    r"|办公地点(?:设)?在(?P<seat>[^,;。:()]{2,24})"
    r"|由设在(?P<set>[^,;。:()]{2,24}?)的办公室|(?:日常|具体)(?:事务|工作)由(?P<daily>[^,;。:()]{2,24}?)(?:承担|负责|牵头|具体|办理)"
)
_HAN = re.compile(r"[一-鿿]{2}")
_ROOM = re.compile(r"\d|大楼|大厦")
_TRAIL = re.compile(r"(?:之?内|,|具体负责.*|负责.*|承担.*|牵头.*|作为.*|办公|挂牌)$")


@dataclass(frozen=True, slots=True)
class GroupName:
    """A group named at a place; `name` is the bare word where the text says no more. `kind` is None where it
    cannot be told, `foreign` says that it is a group for something else; `short`: the name says no more than
    its kind ("创建领导小组")."""

    start: int
    end: int
    name: str
    bare: bool
    kind: GroupKind | None
    foreign: bool
    short: bool = False


class GroupWords:
    def __init__(self, words: LeadershipWords) -> None:
        known = "|".join(sorted(map(re.escape, words.groups), key=len, reverse=True))
        self._group = re.compile(rf"[一-鿿“”\"（）()·]{{0,44}}?(?P<word>{known})")
        self._words = words

    def find(self, plain: str) -> Iterator[GroupName]:
        """All groups a sentence names, in order; a bare word stands for the one last named."""
        for match in self._group.finditer(plain):
            start = match.start("word")
            before = plain[match.start() : start]
            cuts = [cut.end() for cut in _CUT.finditer(before)]
            prefix = before[cuts[-1] :] if cuts else before
            counted = not cuts and plain[match.start() - 1 : match.start()].isdigit()
            prefix = _LEAD.sub("", prefix[1:] if counted else prefix)
            bare = prefix in _BARE or _COUNTED.search(prefix) is not None
            other = any(word in prefix for word in self._words.other_matters)
            about = not other and any(word in prefix for word in self._words.about)
            alone = not (bare or about or other) and self._says_no_more(prefix)
            yield GroupName(
                start=start - len(prefix),
                end=match.end(),
                name=match["word"] if bare else prefix + match["word"],
                bare=bare,
                kind=self._kind(prefix) if about or alone else None,
                foreign=not (bare or about or alone),
                short=alone,
            )

    def _says_no_more(self, prefix: str) -> bool:
        """Is there nothing in a name but a place and what a group may be called by itself."""
        alone = "|".join(sorted(map(re.escape, self._words.about_alone), key=len, reverse=True)) or "(?!)"
        rest, found = re.subn(alone, "", prefix)
        rest = _NOTHING.sub("", rest)
        others = any(word in prefix for word in self._words.about_others)
        return found > 0 and not others and (re.match(alone, prefix) is None or not rest) and _is_place(rest)

    def _kind(self, prefix: str) -> GroupKind:
        creates = any(word in prefix for word in self._words.creation)
        return "creation" if creates else "development"


def _is_place(text: str) -> bool:
    return _PLACE.fullmatch(text) is not None


@lru_cache(maxsize=4)
def group_words(words: LeadershipWords) -> GroupWords:
    return GroupWords(words)


@dataclass(frozen=True, slots=True)
class Founding:
    """`date` is an ISO date so far as it is known."""

    date: str | None


def find_founding(plain: str, words: LeadershipWords, year: str | None = None) -> Founding | None:
    """That a sentence says that a group was founded, and when; `year` was spoken of before."""
    plain = _BRACKETED.sub("", plain) or plain.strip("()")
    if said := _FOUNDED_AT.search(plain):
        return Founding(_as_date(said))
    verbs = (m for m in _FOUNDS.finditer(plain) if not plain[: m.start()].endswith(("未", "没有", "没")))
    found = [m for m in verbs if _founds(plain, m, words) and not _changes(plain, m)]
    if since := next((s for m in found if (s := _FOUNDED_IN.match(plain, m.start()))), None):
        return Founding(_as_date(since))
    dated = (m for m in found if any(date.start() < m.start() for date in _DATE.finditer(plain)))
    verb = next(dated, found[0] if found else None)
    if verb is None:
        return None
    dates = [match for match in _DATE.finditer(plain) if match.start() < verb.start()]
    if not dates and year:
        dates = [m for m in _DATE.finditer(f"{year}年{plain}") if m["month"] and m.start() == 0]
    return Founding(_as_date(dates[-1]) if dates else None)


def _changes(plain: str, verb: re.Match[str]) -> bool:
    """Is it a paper that changes a group, not one that founds it."""
    issued = verb.group() in ("印发", "下发")
    said = plain[verb.end() :] if issued else plain[: verb.end()]
    said = re.split("[。;]|,(?!现)", said)[0] if issued else said
    return _ADJUSTS.search(said if issued else plain[: verb.end()]) is not None and "成立" not in said


def _founds(plain: str, verb: re.Match[str], words: LeadershipWords) -> bool:
    """Is it a group that is founded: named behind the verb, or ahead of it where nothing else is behind."""
    behind = plain[verb.end() : verb.end() + 160].removeprefix("了")
    clause = re.split(r"[。;]" if behind[:1] in ("由", "以") else r"[。;]|,(?!由|以|决定|明确)", behind)[0]
    if any(group in clause for group in words.groups):
        return True
    ahead = re.split(r"[,。;]", plain[: verb.start()])[-1]
    named = any(group in ahead for group in words.groups)
    if not clause:
        return named or _SUBJECTLESS.fullmatch(ahead) is not None
    dated = _DATED.search(ahead) is not None
    return named and (
        dated or _SINCE.match(behind) is not None or _FOUNDED_IN.match(plain, verb.start()) is not None
    )


def _as_date(match: re.Match[str]) -> str:
    year, month, day = match["year"], match["month"], match["day"]
    return "-".join([year, *(f"{int(part):02d}" for part in (month, day) if part)])


def find_office(plain: str) -> str | None:
    """Where a sentence says that the group's office stands."""
    match = _OFFICE.search(plain)
    if match is None:
        return None
    office = _TRAIL.sub("", next(group for group in match.groups() if group))
    return office if _HAN.search(office) and not _ROOM.search(office) else None
