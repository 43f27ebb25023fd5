"""The ink of one line of text: its strokes from left to right, the size of its print."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from extract.ocr import Character, Reading

_DIGIT_HEIGHT = 0.74
"""How high digits are, in the size of their print."""
_SMALLEST = 0.05


@dataclass(frozen=True, slots=True)
class Run:
    """Columns that follow each other with ink in them: from `start` to before `end`, and the rows."""

    start: int
    end: int
    top: int
    bottom: int

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2

    @property
    def wide(self) -> int:
        return self.end - self.start

    @property
    def high(self) -> int:
        return self.bottom - self.top


class Strokes:
    """`dark` is True where the picture of a line has ink; `characters` are what was read in it."""

    def __init__(self, dark: NDArray[np.bool_], reading: Reading) -> None:
        self.dark = dark
        self.characters: Sequence[Character] = reading.characters

    @property
    def wide(self) -> int:
        return int(self.dark.shape[1])

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """All but specks, which are smaller than a dot of this print."""
        filled = np.concatenate([[False], self.dark.any(axis=0), [False]])
        edges = np.flatnonzero(filled[1:] != filled[:-1])
        least = max(2.0, _SMALLEST * self.dark.shape[0])
        found = [self._run(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
        return tuple(run for run in found if max(run.wide, run.high) >= least)

    def _run(self, start: int, end: int) -> Run:
        rows = np.flatnonzero(self.dark[:, start:end].any(axis=1))
        return Run(start, end, int(rows[0]), int(rows[-1]) + 1)

    @cached_property
    def em(self) -> float:
        """The size of the print in pixels."""
        if not self.runs:
            return float(self.dark.shape[0])
        highs = sorted(run.high for run in self.runs)
        tall = [high for high in highs if high > 0.5 * highs[-1]]
        high = float(tall[len(tall) * 3 // 4])
        return high if any(is_wide(c.text) for c in self.characters) else high / _DIGIT_HEIGHT

    def place(self, character: Character) -> float:
        """Its middle in pixels."""
        return character.middle * self.wide

    def nearest(self, runs: Sequence[Run], character: Character) -> int:
        x = self.place(character)
        return min(range(len(runs)), key=lambda n: max(runs[n].start - x, x - runs[n].end, 0.0))

    def slant(self, run: Run) -> float:
        """How far a stroke leans to the right, upwards, in its heights: 0 stands upright."""
        part = self.dark[run.top : run.bottom, run.start : run.end]
        third = max(1, run.high // 3)
        upper, lower = part[:third].any(axis=0), part[-third:].any(axis=0)
        apart = float(np.flatnonzero(upper).mean() - np.flatnonzero(lower).mean())
        return apart / max(1, run.high - third)


def is_wide(character: str) -> bool:
    """Does it take a full square, as Chinese characters and their punctuation do."""
    return unicodedata.east_asian_width(character) in {"W", "F"}


def without_false_gaps(reading: Reading, strokes: Strokes) -> Reading:
    """Without the spaces that were read between two digits whose ink stands as close as digits stand."""
    kept = list(reading.characters)
    for n in range(len(kept) - 2, 0, -1):
        if kept[n].text == " " and _stand_close(kept[n - 1], kept[n + 1], strokes):
            del kept[n]
    return Reading(tuple(kept))


def _stand_close(one: Character, other: Character, strokes: Strokes) -> bool:
    if not (one.text in "0123456789.,%" and other.text in "0123456789.,%") or not strokes.runs:
        return False
    left = strokes.runs[strokes.nearest(strokes.runs, one)]
    right = strokes.runs[strokes.nearest(strokes.runs, other)]
    return right.start - left.end < 0.45 * strokes.em
