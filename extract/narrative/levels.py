"""How deep a heading stands, from the order in which a paper uses its kinds of heading."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.narrative.numbering import CHAPTER, PART, RANKS

ATTACHMENT = "attachment"
CENTRED, LARGE = "centred", "size"
"""Parts of the names of looks."""
_TOP = (PART, ATTACHMENT)
_UNRANKED = 99


@dataclass(frozen=True, slots=True)
class Kind:
    """What makes a line a heading: the kind of its number, or its look; and its outline level where a style
    gives one."""

    name: str
    ordinal: int | None = None
    outline: int | None = None

    @property
    def rank(self) -> int:
        return RANKS.get(self.name, _UNRANKED)

    @property
    def numbered(self) -> bool:
        return self.name in RANKS

    @property
    def certain(self) -> bool:
        """Not only a look."""
        return self.numbered or self.outline is not None or self.name == ATTACHMENT

    @property
    def heads_a_paper(self) -> bool:
        """Does it look like the title of another paper, where it stands behind an attachment."""
        return not self.numbered and (CENTRED in self.name or LARGE in self.name)

    def follows(self, other: "Kind") -> bool:
        return self.ordinal is not None and other.ordinal == self.ordinal - 1


def find_levels(kinds: Sequence[Kind]) -> list[int]:
    """The depth of each heading of a document, from 1."""
    walk = _Walk(_find_straddled(kinds), _find_misused(kinds))
    return [walk.place(kind) for kind in kinds]


@dataclass
class _Walk:
    """`straddled`: pairs of kinds the first of which was seen to count on across the second. `misused` are
    outline levels that hold numbers of several kinds, and so tell nothing."""

    straddled: frozenset[tuple[str, str]]
    misused: frozenset[int]
    open: list[Kind] = field(default_factory=list)
    styled: dict[str, int] = field(default_factory=dict)

    def place(self, kind: Kind) -> int:
        outline = kind.outline if kind.outline not in self.misused else None
        if outline is not None:
            self.styled.setdefault(kind.name, outline)
        elif kind.numbered and not any(other.name == ATTACHMENT for other in self.open):
            outline = self.styled.get(kind.name)
        if outline is not None:
            self._close_to_outline(outline)
        elif kind.name in _TOP:
            self.open.clear()
        elif kind.name == CHAPTER:
            self.open = [other for other in self.open if other.name == PART][:1]
        elif kind.heads_a_paper and any(other.name == ATTACHMENT for other in self.open):
            self.open.clear()
        elif any(other.name == kind.name for other in self.open):
            while self.open.pop().name != kind.name:
                pass
        else:
            self._close_lower(kind)
        self.open.append(Kind(kind.name, kind.ordinal, outline))
        return len(self.open)

    def _close_to_outline(self, outline: int) -> None:
        while self.open and not (self.open[-1].outline is not None and self.open[-1].outline < outline):
            self.open.pop()

    def _close_lower(self, kind: Kind) -> None:
        """一、 ends what is numbered 3. before it, unless 4. was seen to follow."""
        while self.open and kind.rank < self.open[-1].rank < _UNRANKED:
            if (self.open[-1].name, kind.name) in self.straddled:
                return
            self.open.pop()


def _find_straddled(kinds: Sequence[Kind]) -> frozenset[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    last: dict[str, int] = {}
    for at, kind in enumerate(kinds):
        before = last.get(kind.name)
        if before is not None and kind.follows(kinds[before]):
            found |= {(kind.name, other.name) for other in kinds[before + 1 : at]}
        last[kind.name] = at
    return frozenset(found)


def _find_misused(kinds: Sequence[Kind]) -> frozenset[int]:
    numbers: dict[int, set[str]] = {}
    for kind in kinds:
        if kind.outline is not None and kind.numbered:
            numbers.setdefault(kind.outline, set()).add(kind.name)
    return frozenset(outline for outline, names in numbers.items() if len(names) > 1)
