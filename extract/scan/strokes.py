"""The ink of one line of text: its strokes from left to right, the size of its print."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from extract.scan.lexicon import is_measure
from extract.scan.ocr import Character, Reading

_DIGIT_HEIGHT = 0.74
"""How high digits are, in the size of their print."""
_AGAINST_DIGITS = 1.6
"""How high a character of a full square is at most, against the digits beside it."""
_AGAINST_PITCH, _PITCHES = 1.12, 4
"""How large a print is at most, against the distance of so many characters: a seal may cross it."""
_SMALLEST, _SPECK = 0.05, 0.2
_LATE = 0.04
"""How far behind its middle the recogniser sees a character, in sizes of the print: measured on prints."""
_OF_NUMBERS = frozenset("0123456789.,%")
DASH = re.compile(r"(?<=\d)[-—–－一](?=\d)")
_LONG_DASH, _UNCLEAR, _LONGEST = 0.8, 0.06, 1.4
"""The room between digits, in sizes of the print, from which a dash between them is a long one; how near to
that tells nothing; and the most that a dash takes."""
_SQUARE, _SQUARES = 0.75, 1.15
"""How far apart digits stand that are set in full squares: at least; two alone at most."""
_CLOSE, _OF_ONE, _SPREAD = 0.3, 0.08, 1.0
"""The widest gap between two digits of one number, in sizes of the print; what a 1 adds, which is narrow in
its square."""
_MIDDLE_DOTS, _DOT_ROOM = "·•", 0.2
"""How far apart two Chinese characters stand at least that have a dot between them, in sizes of the print."""
_AFTER_FULL_STOP = (0.62, 1.25)
"""The gap behind a point or comma that is set in a full square, in sizes of the print."""


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

    def is_speck(self, em: float) -> bool:
        """Too small for a character, and for the marks between Chinese ones."""
        return self.wide < _SPECK * em and self.high < _SPECK * em

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
        highest = max(run.high for run in self.runs)
        tall = sorted(run.high for run in self.runs if run.high > 0.5 * highest)
        if not any(is_wide(c.text) for c in self.characters):
            return tall[len(tall) // 2] / _DIGIT_HEIGHT
        high = float(tall[len(tall) * 3 // 4])
        squares = [self._run_at(c) for c in self.characters if is_wide(c.text)]
        high = max([high, *(run.high for run in squares if run and run.high < _AGAINST_DIGITS * high)])
        size = max([high, *(run.wide for run in self.runs if run.wide < 1.3 * high)])
        return min(size, _AGAINST_PITCH * self._pitch)

    @cached_property
    def _pitch(self) -> float:
        """How far apart Chinese characters stand that follow each other, in pixels; infinite where too few
        do."""
        apart = [
            (other.middle - one.middle) * self.wide
            for one, other in pairwise(self.characters)
            if is_wide(one.text) and is_wide(other.text) and one.text.isalpha() and other.text.isalpha()
        ]
        return float(np.median(apart)) if len(apart) >= _PITCHES else np.inf

    def _run_at(self, character: Character) -> Run | None:
        x = character.middle * self.wide
        return next((run for run in self.runs if run.start <= x < run.end), None)

    def place(self, character: Character) -> float:
        """Its middle in pixels."""
        return character.middle * self.wide - _LATE * self.em

    @cached_property
    def owners(self) -> tuple[int, ...]:
        """For each character the run it is part of: the nearest, a low one for a point."""
        highest = max((run.high for run in self.runs), default=0)
        low = [n for n, run in enumerate(self.runs) if run.high < 0.62 * highest]
        high = [n for n in range(len(self.runs)) if n not in low]
        return tuple(
            self._nearest(c, low if c.text in ".,·" else high if c.text.isdigit() else [])
            for c in self.characters
        )

    def _nearest(self, character: Character, fitting: Sequence[int]) -> int:
        x = self.place(character)
        near = [n for n in fitting if self._gap(n, x) < 0.4 * self.em]
        return min(
            near or range(len(self.runs)), key=lambda n: (self._gap(n, x), abs(self.runs[n].middle - x))
        )

    def _gap(self, run: int, x: float) -> float:
        return max(self.runs[run].start - x, x - self.runs[run].end, 0.0)

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


def width_of(character: Character) -> float:
    """How wide the square of a character is, in sizes of the print; Chinese ones stand a little apart."""
    if is_wide(character.text) or character.text == "—":
        return 1.2
    return {"%": 0.9, ".": 0.2, ",": 0.2}.get(character.text, 0.45)


def without_false_gaps(reading: Reading, strokes: Strokes) -> Reading:
    """Without the spaces that were read between digits whose ink stands as close as digits stand, and
    between digits that are all set wide apart, as full-width digits are."""
    if not strokes.runs:
        return reading
    kept = list(reading.characters)
    limit = _SPREAD if _is_spread(reading, strokes) else _CLOSE
    for n in range(len(kept) - 2, 0, -1):
        if kept[n].text == " " and _stand_close(n, reading, strokes, limit):
            del kept[n]
    kept = _without_doubled_signs(kept, strokes)
    settled = Reading(tuple(kept))
    if _is_spread(settled, strokes):
        # Fonts for full-width digits set the point in the middle of its square.
        kept = [replace(c, text=".") if c.text == "·" else c for c in kept]
    return Reading(tuple(kept))


def _without_doubled_signs(characters: Sequence[Character], strokes: Strokes) -> list[Character]:
    """Of one sign seen in both its widths at one place, the surer; and no point where only dirt stands."""
    kept: list[Character] = []
    for n, character in enumerate(characters):
        after = characters[n + 1] if n + 1 < len(characters) else None
        if kept and after and _is_dirt(kept[-1].text, character.text, after.text):
            continue
        if kept and after and character.text in _MIDDLE_DOTS and not _has_room(kept[-1], after, strokes):
            continue
        if kept and _is_same_sign(kept[-1], character, strokes):
            kept[-1] = max(kept[-1], character, key=lambda c: c.probability)
        else:
            kept.append(character)
    return kept


def _is_dirt(before: str, sign: str, after: str) -> bool:
    """Is a point none: between two Chinese characters, between a figure and what it counts."""
    between = sign == "." and not (before.isascii() and before.isalnum()) and is_wide(after)
    return between or (sign in "·•" and before.isdigit() and is_measure(after))


def _has_room(one: Character, other: Character, strokes: Strokes) -> bool:
    """Stand two Chinese characters so far apart that there is room for a mark between them; True of any
    others."""
    if not (is_wide(one.text) and is_wide(other.text)):
        return True
    return strokes.place(other) - strokes.place(one) > (1 + _DOT_ROOM) * strokes.em


def _is_same_sign(one: Character, other: Character, strokes: Strokes) -> bool:
    alike = unicodedata.normalize("NFKC", one.text) == unicodedata.normalize("NFKC", other.text)
    near = (other.middle - one.middle) * strokes.wide < 0.3 * strokes.em
    return alike and near and not one.text.isalnum()


def _is_spread(reading: Reading, strokes: Strokes) -> bool:
    """Are all digits set a full square apart."""
    digits = [c for c in reading.characters if c.text in _OF_NUMBERS or c.text == "·"]
    apart = [(other.middle - one.middle) * strokes.wide for one, other in pairwise(digits)]
    widest = _SQUARES * strokes.em if len(apart) == 1 else np.inf
    return bool(apart) and min(apart) > _SQUARE * strokes.em and max(apart) < widest


def with_true_dashes(reading: Reading, strokes: Strokes) -> Reading:
    """A dash between digits is long or short by the room between them: its ink may be broken."""
    kept = list(reading.characters)
    for match in DASH.finditer(reading.text) if strokes.runs else ():
        room = dash_room(match.start(), strokes)
        if room is not None:
            kept[match.start()] = replace(kept[match.start()], text="—" if room > _LONG_DASH else "-")
    return Reading(tuple(kept))


def is_clear_dash(place: int, strokes: Strokes) -> bool:
    """Is it told from its room whether a dash is long or short."""
    room = dash_room(place, strokes)
    return room is not None and abs(room - _LONG_DASH) > _UNCLEAR and room < _LONGEST


def dash_room(place: int, strokes: Strokes) -> float | None:
    """How far apart the digits beside a dash stand, in sizes of the print; None where it touches them."""
    owners, runs = strokes.owners, strokes.runs
    if owners.count(owners[place]) > 1:
        return None
    return (runs[owners[place + 1]].start - runs[owners[place - 1]].end) / strokes.em


def _stand_close(space: int, reading: Reading, strokes: Strokes, limit: float) -> bool:
    one, other = reading.characters[space - 1], reading.characters[space + 1]
    if one.text not in _OF_NUMBERS or other.text not in _OF_NUMBERS:
        return False
    left, right = strokes.runs[strokes.owners[space - 1]], strokes.runs[strokes.owners[space + 1]]
    gap = (right.start - left.end) / strokes.em
    least, most = _AFTER_FULL_STOP
    limit += _OF_ONE * (one.text + other.text).count("1")
    return gap < limit or (one.text in ".," and least < gap < most)
