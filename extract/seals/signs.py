"""What may stand at each place of a name on a ring: the likeliest sign, and what else it may be.

Words on a ring are worn, bent and crossed; the recogniser's second and fifth guess are often right. So a
name is not compared with what was read, but with all that may have been read, each at its cost.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dossier import Seal
from extract.scan.ocr import BLANK, Scores, alphabet

LOOKS_APART = "／"
"""Between what was read of a ring in looks that do not agree."""
Floats = NDArray[np.float64]

OTHER = 10.0
"""What it costs that another sign was read; a sign that may be the right one costs less."""
ADDED = 7.0
"""What it costs that a sign was read where there is none."""
LOST = 5.0
"""What it costs that a sign was not read."""

_LIKELY = 5.0
_SEEN = 0.05
"""A step at which any sign is that likely is a place of one."""
_APART = 0.3
"""Two signs that are both that likely within one place are two places."""
_RIVALS = 16
_DEEPEST = float(np.log(1000.0))
"""A sign so many times less likely than the likeliest is another one."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A place of a ring: what may stand there, with its cost (0 for the likeliest), and what it costs that
    nothing stands there."""

    costs: tuple[tuple[str, float], ...]
    nothing: float = ADDED

    @property
    def text(self) -> str:
        return self.costs[0][0]


@dataclass(frozen=True)
class Look:
    """One look at a ring: its text, and the places of its signs, of which some are in no text. `cut`: the
    ring is not on the page as a whole."""

    text: str
    signs: tuple[Sign, ...]
    cut: bool = False

    @classmethod
    def of_text(cls, text: str) -> "Look":
        """Where nothing is known but what was read."""
        return cls(text, tuple(Sign(((character, 0.0),)) for character in text))

    @cached_property
    def nothing(self) -> Floats:
        """What it costs at each place that nothing stands there."""
        return np.array([sign.nothing for sign in self.signs])

    def may_read(self, character: str) -> bool:
        """Is it among what may stand there, be it not the likeliest."""
        return bool(self.signs) and float(self.cost_of(character).min()) < _LIKELY

    def cost_of(self, character: str) -> Floats:
        """What a character costs at each place."""
        return np.array([dict(sign.costs).get(character, OTHER) for sign in self.signs])


def find_signs(scores: Scores, share: float) -> tuple[Sign, ...]:
    """The places of the signs along a line, from the scores of a recogniser."""
    steps = scores[: max(1, round(len(scores) * share))]
    return tuple(_sign(steps[start:end]) for start, end in _places(steps))


def _places(steps: Scores) -> Iterator[tuple[int, int]]:
    """From where to where a sign is seen, cut between two signs that follow each other without a gap."""
    seen = np.concatenate([[False], steps[:, BLANK] < 1 - _SEEN, [False]])
    edges = np.flatnonzero(seen[1:] != seen[:-1])
    for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        part = steps[start:end].copy()
        part[:, BLANK] = 0.0
        best, high = part.argmax(axis=1), part.max(axis=1)
        clear = [n for n in range(end - start) if high[n] > _APART]
        cuts = [(one + other + 1) // 2 for one, other in pairwise(clear) if best[one] != best[other]]
        for first, last in pairwise([0, *cuts, end - start]):
            yield start + first, start + last


def _sign(steps: Scores) -> Sign:
    names = alphabet()
    peak = steps.max(axis=0)
    peak[BLANK] = 0.0
    likeliest = np.argsort(-peak)[:_RIVALS]
    best = float(peak[likeliest[0]])
    costs = [(names[n], _cost(float(peak[n]), best)) for n in likeliest]
    nothing = float(steps[:, BLANK].min())
    return Sign(
        tuple((name, round(cost, 1)) for name, cost in costs if cost < OTHER),
        round(min(ADDED, _cost(nothing, best)), 1),
    )


def _cost(probability: float, best: float) -> float:
    if probability <= 0.0:
        return OTHER
    return min(OTHER, max(0.0, OTHER * float(np.log(best / probability)) / _DEEPEST))


class RingSeal(Seal):
    """A seal on a page with the looks at its ring, the likeliest first, until its owner is known. They are
    no part of a dossier. `cut`: by the edge of the page. `oval`: flatter than a round one ever looks."""

    looks: tuple[Look, ...] = ()
    cut: bool = False
    oval: bool = False


def looks_of(seal: Seal) -> list[Look]:
    """What was read of its ring, the likeliest first."""
    if isinstance(seal, RingSeal):
        return list(seal.looks)
    quotes = [look for place in seal.evidence for look in place.quote.split(LOOKS_APART)]
    return [Look.of_text(look) for look in quotes if look]
