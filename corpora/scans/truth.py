"""What is true of a scanned dossier beyond its values: where they stand, and which seals are on it."""

from dataclasses import dataclass
from typing import Literal

from corpora.dossiers import Case
from dossier import SealOwner
from dossier.evidence import Box

SealKind = Literal["round", "oval", "chop"]
"""A chop is the small square seal of a person, which stands for no office."""
Pressing = Literal["whole", "faint", "cut", "lost"]
"""How a seal came onto the paper: in full, with too little ink, or partly beside it; lost in a fax, where
nothing of it can be seen."""


@dataclass(frozen=True, slots=True)
class SealTruth:
    """A seal on a page. `source` is the path of its file in the dossier, `box` stands in points of the page
    as handed in. `certain`: red, whole, not faint, not crossed by another seal: a reader ought to name it.
    """

    owner: SealOwner
    name: str
    source: str
    page: int
    box: Box
    certain: bool
    kind: SealKind
    pressing: Pressing = "whole"


@dataclass(frozen=True, slots=True)
class Place:
    """The cell in which a value stands; the same field has several where a page break cuts its cell. The
    page it is on is `width` by `height` points as handed in, turned or not."""

    field: str
    source: str
    page: int
    box: Box
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Writing:
    """Strokes of a pen: a signature or a date by hand."""

    kind: Literal["signature", "date"]
    source: str
    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class ScanCase(Case):
    """`family` is the level, `layout` how the form is laid out. `pages` is how many pages were scanned."""

    seals: tuple[SealTruth, ...] = ()
    places: tuple[Place, ...] = ()
    writings: tuple[Writing, ...] = ()
    pages: int = 0
