"""How events and institutions of each kind are called, and in what they are counted."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extract.facts.quantities import Counted, find_counts
from extract.narrative.numbering import without_numbering

Kinds = tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]
"""Of each kind its names and units."""

_SHORTEST, _MEETING = 2, "对接"
_GENERIC = re.compile(r"(?:服务|方面|情况|工作|开展|组织|举办|平台|的)+$")
_TOO_GENERAL = re.compile(r"企业|产品|行业|机构|组织|创新|公共|中介|大众|外出|展示|银行|工作")
_QUOTED = re.compile(r"[“\"]([^“”\"]{1,4})[”\"]")

_MARK = r"[●◆■▲★◇□○•·※(\d①-⑳一二三四五六七八九十是)、.—\-]*"
_LABEL = re.compile(
    rf"{_MARK}(?P<label>[一-鿿]{{2,7}})(?:[:：]|。$|,(?=[^,]*(?:\d|[一二三四五六七八九十][场次期家])))"
)
"""What heads a sentence of a list: "双创：举办13场"; or stands on its own: "4. 双创。"."""
_LED_IN = re.compile(r"[^;。]{2,30}?(?:如下|以下|情况|包括|其中):")
"""Words ahead of the first item of a list."""
_SHORT_LABEL = re.compile(rf"{_MARK}(?P<label>[一-鿿]{{2,4}}?)(?:活动|共|计)*(?=\d)")


@dataclass(frozen=True, slots=True)
class Name:
    start: int
    end: int
    kind: str


class ActivityTalk:
    def __init__(self, kinds: Kinds) -> None:
        self._kinds = tuple(kind for kind, _, _ in kinds)
        self._all_names = {kind: names for kind, names, _ in kinds}
        groups = (f"(?P<k{at}>{'|'.join(_spellings(names))})" for at, (_, names, _) in enumerate(kinds))
        self._names = re.compile("|".join(groups) or "(?!)")
        self._units = {kind: (*units, "场次") for kind, _, units in kinds}
        self._all = tuple(sorted({unit for units in self._units.values() for unit in units}))

    def kind_of_label(self, label: str) -> str | None:
        """The one kind of which some name holds a short word."""
        label = _GENERIC.sub("", label) or label
        if len(label) < _SHORTEST:
            return None
        kinds = {kind for kind, names in self._all_names.items() if any(label in name for name in names)}
        return kinds.pop() if len(kinds) == 1 else None

    def kind_of_heading(self, heading: str) -> str | None:
        """The one kind that a heading names, in full or by a short word ("（二）融资服务")."""
        bare = _GENERIC.sub("", without_numbering(heading).strip(" 。:："))
        return self.only_kind(heading) or self.kind_of_word(bare)

    def kind_of_word(self, word: str) -> str | None:
        """The same of a word that no label makes telling."""
        return None if _TOO_GENERAL.fullmatch(word) else self.kind_of_label(word)

    def hints_at(self, kind: str, text: str) -> bool:
        """Does a text hold the beginning of some name of a kind ("双创讲堂")."""
        starts = {name[:_SHORTEST] for name in self._all_names[kind]}
        return any(start in text and not _TOO_GENERAL.fullmatch(start) for start in starts)

    def names_any(self, plain: str) -> bool:
        return self._names.search(without_quotes(plain)) is not None

    def only_kind(self, text: str) -> str | None:
        """The kind that a text names, where it names one and no other."""
        kinds = {name.kind for name in self._find_names(without_quotes(text))}
        return kinds.pop() if len(kinds) == 1 else None

    def _find_names(self, text: str) -> Iterator[Name]:
        for match in self._names.finditer(text):
            yield Name(match.start(), match.end(), self._kinds[int((match.lastgroup or "k0")[1:])])

    def names_in(self, text: str) -> list[Name]:
        """Names in order; those of one kind that follow each other closely count as one."""
        names: list[Name] = []
        for name in self._find_names(text):
            between = text[names[-1].end : name.start] if names else ""
            near = len(between) <= 8 and not any(map(str.isdigit, between))
            if names and names[-1].kind == name.kind and near:
                names[-1] = Name(names[-1].start, name.end, name.kind)
            else:
                names.append(name)
        return names

    def counts_in(self, text: str) -> list[Counted]:
        return [c for c in find_counts(text, self._all) if not text.startswith("次", c.end) or c.unit == "场"]

    def is_unit(self, kind: str, count: Counted) -> bool:
        return count.unit in self._units[kind]


def _spellings(names: Sequence[str]) -> list[str]:
    """Patterns of all names of a kind, the longest first."""
    return [*map(re.escape, sorted(names, key=len, reverse=True)), *_stems(names), *_parted(names)]


def _stems(names: Sequence[str]) -> list[str]:
    """A name may lack its last word before a count: "双创28场" for 双创活动."""
    stems = [name.removesuffix("活动") for name in names if name.endswith("活动")]
    return [rf"{re.escape(stem)}(?=\d|类|赛事)" for stem in stems if stem]


def _parted(names: Sequence[str]) -> list[str]:
    """A name may hold another word: "融资服务对接会" for 融资对接."""
    halves = [name.removesuffix(_MEETING) for name in names if name.endswith(_MEETING)]
    long = [re.escape(half) for half in halves if len(half) >= _SHORTEST]
    return [rf"{half}(?:[一-鿿]{{1,4}}?{_MEETING}|(?=\d+(?:场|次|期)))" for half in long]


def without_quotes(text: str) -> str:
    """Without the quotation marks around a short word: “双创”活动 is 双创活动."""
    return _QUOTED.sub(r"\1", text)


@lru_cache(maxsize=4)
def activity_talk(kinds: Kinds) -> ActivityTalk:
    return ActivityTalk(kinds)


def find_label(plain: str) -> re.Match[str] | None:
    """The words that head a sentence, behind those that head the whole list."""
    led = _LED_IN.match(plain)
    return _LABEL.match(plain, led.end() if led else 0)


def find_short_label(segment: str) -> re.Match[str] | None:
    """A short word right ahead of a count."""
    return _SHORT_LABEL.match(segment)
