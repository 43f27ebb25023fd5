"""Which materials a heading names."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz

from extract.facts.assertions import heads_plans
from extract.narrative.numbering import find_number
from extract.text import squeeze, to_halfwidth
from policy.form import MaterialSpec

_TITLE = re.compile(r"申报|申请|报告|总结|汇报|资料|材料|示范[县区市]")
_AND = re.compile(r"以及|[及和与暨、]")
_PARTS = re.compile(r"以及|[及和与暨、，,；;]")
_SURE, _LIKELY = 85.0, 84.0
_FEW = 2
_SHORTEST_CORE, _SHORTEST_PART = 3, 6


class HeadingIndex:
    """The ways in which the headings of all materials are written."""

    def __init__(self, materials: Sequence[MaterialSpec]) -> None:
        self._spellings = {
            spec.id: [squeeze(to_halfwidth(heading)) for heading in spec.headings]
            for spec in materials
            if spec.source == "narrative"
        }
        self._telling = _find_telling(self._spellings)
        self._hints = {spec.id: spec.hints for spec in materials if spec.source == "narrative"}
        self._seen: dict[str, frozenset[str]] = {}

    def knows(self, heading: str) -> bool:
        """Does it name a material, or plans."""
        return bool(self.match(heading)) or heads_plans(heading)

    def match(self, heading: str) -> frozenset[str]:
        """The materials a heading names surely, else the one it most likely does, else none."""
        bare = _bare(heading)
        if bare not in self._seen:
            parts = [part for part in _AND.split(bare) if len(part) >= _SHORTEST_PART]
            self._seen[bare] = frozenset().union(*map(self._match, {bare, *parts}))
        return self._seen[bare]

    def is_title(self, heading: str) -> bool:
        """Is it the title of a whole paper rather than the heading of a part."""
        return _TITLE.search(heading) is not None

    def guess(self, heading: str) -> tuple[str, ...]:
        """The materials to which most words of a heading point, where it names none; a title names all.
        Those whose word stands first come first."""
        if self.is_title(heading):
            return ()
        places = {
            name: sorted(heading.find(hint) for hint in hints if hint in heading)
            for name, hints in self._hints.items()
        }
        most = max(map(len, places.values()), default=0)
        guessed = [name for name, found in places.items() if most and len(found) == most]
        return tuple(sorted(guessed, key=lambda name: places[name]))

    def is_only_hint(self, heading: str) -> bool:
        """Is it nothing but one word that points to one material ("四、做法")."""
        return sum(_bare(heading) in hints for hints in self._hints.values()) == 1

    def guess_each(self, heading: str) -> frozenset[str]:
        """The materials to which each part of a heading points."""
        return frozenset(guess for part in self.parts(heading) for guess in self.guess(part))

    def parts(self, heading: str) -> list[str]:
        """What a heading joins by a comma or by 和."""
        return _PARTS.split(heading)

    def _match(self, bare: str) -> frozenset[str]:
        pairs = _pairs(bare)
        scores = {
            name: _likeness(bare, spellings, telling=not pairs.isdisjoint(self._telling[name]))
            for name, spellings in self._spellings.items()
        }
        sure = frozenset(name for name, score in scores.items() if score >= _SURE)
        if sure:
            return sure
        best = max(scores, key=lambda name: scores[name], default=None)
        return frozenset({best}) if best and scores[best] >= _LIKELY else frozenset()


def _find_telling(spellings: Mapping[str, Sequence[str]]) -> dict[str, frozenset[str]]:
    """For each material the pairs of characters that few have in headings: 发展情况 is said of anything."""
    each = {name: frozenset().union(*map(_pairs, written)) for name, written in spellings.items()}
    counted = Counter(pair for pairs in each.values() for pair in pairs)
    return {name: frozenset(p for p in pairs if counted[p] <= _FEW) for name, pairs in each.items()}


def _bare(heading: str) -> str:
    """A heading without its number."""
    line = to_halfwidth(heading).strip()
    number = find_number(line)
    return squeeze(line[number.length :] if number else line).strip(":。.、")


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


def _likeness(bare: str, spellings: Sequence[str], *, telling: bool) -> float:
    """0 to 100: the heading is a known one, holds one, or, where its words are `telling`, is a good part of
    one or looks like one."""
    best = 0.0
    for known in spellings:
        if bare == known:
            return 100.0
        if len(known) >= _SHORTEST_CORE and known in bare:
            best = max(best, 90.0)
        elif telling and len(bare) >= _SHORTEST_PART and bare in known:
            best = max(best, 88.0)
        elif telling and best < _SURE:
            best = max(best, fuzz.ratio(bare, known, score_cutoff=_LIKELY) * 0.99)
    return best
