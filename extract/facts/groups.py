"""Leading groups as they are named in running text: name, kind, day of founding, office, document."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dossier.facts import GroupKind
from policy.form import LeadershipWords

_CUT = re.compile(
    r"成立|组建|建立|设立|调整|改组|(?:更名|改名|调整|改组|变更)为|的(?!通知)|关于|印发|了|由|任|召开|对(?!接)|在|以(?!及)|并|将|《|》|各级|全县|全区|[我本][县区市]"
    r"|(?:县|区|市)(?:委|政府|人民政府)(?:办公室)?|领导小组[和及与]|领导组[和及与]|(?<=长)为|下设|纳入|同时|充实|健全|完善|组织"
)
_LEAD = re.compile(r"^(?:\([一二三四五六七八九十\d]+\)|[^(]*\)|[和及与、“”])+")
_FOUNDS = re.compile(r"成立|组建|建立|设立|印发|下发")
_ADJUSTS = re.compile(r"调整|充实")
_DATE = re.compile(r"(20\d\d)年(?:(\d{1,2})月(?:(\d{1,2})日)?)?(?!以来|来)")
_OFFICE = re.compile(
    r"办公室\(?(?:均|都|统一|地点)?(?:(?:设|挂靠|放|设置|设立)(?:在|于)?|(?:地点)?在|依托)(?:了)?(?P<behind>[^,;。:()]{2,24})"
    r"|在(?P<ahead>[^,;。:()]{2,20}?)(?:下设|设立?|设置)(?:了)?(?:领导小组|领导组)?办公室"
    r"|由(?P<by>[^,;。:()]{2,20}?)承担(?:领导小组|领导组)?办公室"
    r"|由设在(?P<set>[^,;。:()]{2,24}?)的办公室|(?:日常|具体)(?:事务|工作)由(?P<daily>[^,;。:()]{2,24}?)(?:承担|负责|牵头|具体|办理)"
)
_HAN = re.compile(r"[一-鿿]{2}")
_TRAIL = re.compile(r"(?:内|,|具体负责.*|负责.*|承担.*|牵头.*|作为.*|办公|挂牌)$")


@dataclass(frozen=True, slots=True)
class GroupName:
    """A group named at a place; `name` is the bare word where the text says no more. `kind` is None where it
    cannot be told, `foreign` says that it is a group for something else."""

    start: int
    end: int
    name: str
    bare: bool
    kind: GroupKind | None
    foreign: bool


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
            prefix = _LEAD.sub("", prefix)
            bare = prefix in ("", "工作", "本", "该", "县", "区", "市", "两个", "此", "专项", "县级", "上述")
            about = any(word in prefix for word in self._words.about)
            yield GroupName(
                start=start - len(prefix),
                end=match.end(),
                name=match["word"] if bare else prefix + match["word"],
                bare=bare,
                kind=self._kind(prefix) if about else None,
                foreign=not bare and not about,
            )

    def _kind(self, prefix: str) -> GroupKind:
        creates = any(word in prefix for word in self._words.creation)
        return "creation" if creates else "development"


@lru_cache(maxsize=4)
def group_words(words: LeadershipWords) -> GroupWords:
    return GroupWords(words)


@dataclass(frozen=True, slots=True)
class Founding:
    """`date` is an ISO date so far as it is known."""

    date: str | None


def find_founding(plain: str, words: LeadershipWords) -> Founding | None:
    """That a sentence says that a group was founded, and when."""
    verb = next((m for m in _FOUNDS.finditer(plain) if _founds(plain[m.end() : m.end() + 60], words)), None)
    if verb is None or (_ADJUSTS.search(plain) and "成立" not in plain):
        return None
    dates = [match for match in _DATE.finditer(plain) if match.start() < verb.start()]
    if not dates:
        return Founding(None)
    year, month, day = dates[-1].groups()
    return Founding("-".join([year, *(f"{int(part):02d}" for part in (month, day) if part)]))


def _founds(behind: str, words: LeadershipWords) -> bool:
    """Is it a group that is founded: named behind the verb, or nothing is ("2020年5月成立")."""
    clause = re.split(r"[。;]|,(?!由|以)", behind)[0]
    return not clause or any(group in clause for group in words.groups)


def find_office(plain: str) -> str | None:
    """Where a sentence says that the group's office stands."""
    match = _OFFICE.search(plain)
    if match is None:
        return None
    office = _TRAIL.sub("", next(group for group in match.groups() if group))
    return office if _HAN.search(office) else None
