"""Characters of a line set against its ink from left to right: is every stroke that of one of them.

The recogniser says only to about half a width where it saw a character. Where that leaves a stroke without
one, all characters and all strokes are set against each other in their order.
"""

import re
from collections.abc import Iterator, Sequence

import numpy as np

from extract.scan.ocr import Character
from extract.scan.strokes import Run, Strokes, is_wide

Range = tuple[float, float]
"""From how wide to how wide, in pixels."""

_DRIFT = 0.8
"""How far from where it was seen a character may stand, in sizes of the print."""
_SQUARE, _BESIDE_DIGITS, _IN_GROUP = (0.3, 1.15), 1.03, (0.75, 1.05)
"""How wide the ink of a Chinese character is, at most where a digit may stand beside it, and touching one, in
sizes of the print."""
_STROKES, _TOGETHER = 6, 4
"""How many strokes one character has at most, and how many characters one stroke."""
_DIGIT, _AIR, _LEAN_ONE = 0.4, 0.13, 0.6
"""How wide the ink of a digit is, in sizes of the print, where none stands alone; the air between two
digits, and how much less a 1 may take, in such widths."""
_OFF = 0.35
"""By how much of a digit the ink of several may be wider or narrower than they are."""
_PERCENT, _STOP, _STOPS = (1.2, 2.2), (0.2, 0.75), ".,·"
"""How wide a percent sign and a point are, in widths of a digit."""
_HIGH, _TALL = 0.66, 0.75
"""How high digits are, in sizes of the print, where none stands alone; the least against that."""
_SPECK = 0.12


def is_explained(strokes: Strokes) -> bool:
    """Whether all ink of a line can be that of its characters in their order, nothing too wide or too narrow
    for what was read in it. False where that does not show."""
    characters = [c for c in strokes.characters if c.text.strip()]
    return bool(characters) and _Line(strokes, characters).is_explained()


class _Line:
    def __init__(self, strokes: Strokes, characters: Sequence[Character]) -> None:
        self.em, self.runs = strokes.em, strokes.runs
        self.characters = characters
        self.places = [strokes.place(character) for character in characters]
        owned = zip(strokes.characters, strokes.owners, strict=True)
        alone = [
            strokes.runs[owner]
            for character, owner in owned
            if character.text.isdigit() and character.text != "1" and strokes.owners.count(owner) == 1
        ]
        self.digit = float(np.median([run.wide for run in alone])) if alone else _DIGIT * self.em
        self.high = float(np.median([run.high for run in alone])) if alone else _HIGH * self.em

    def is_explained(self) -> bool:
        """Step by step from the left, by all ways that fit."""
        reached = {(0, 0)}
        for taken in range(len(self.characters) + 1):
            for run in range(len(self.runs)):
                if (taken, run) in reached:
                    reached |= set(self._steps(taken, run))
        return (len(self.characters), len(self.runs)) in reached

    def _steps(self, character: int, run: int) -> Iterator[tuple[int, int]]:
        """Where one may stand after the next character, or the next few that touch each other, or a speck."""
        if self._is_speck(character, run):
            yield character, run + 1
        if character == len(self.characters):
            return
        for end in range(run + 1, min(run + _STROKES, len(self.runs)) + 1):
            if self._is_one(character, self.runs[run:end]):
                yield character + 1, end
        for last in range(character + 2, min(character + _TOGETHER, len(self.characters)) + 1):
            for end in range(run + 1, min(run + 3, len(self.runs)) + 1):
                if self._are_several(range(character, last), self.runs[run:end]):
                    yield last, end

    def _is_speck(self, character: int, run: int) -> bool:
        """Is a stroke before the character too small for one, and beside no digit, where it is a point."""
        beside = "".join(c.text for c in self.characters[max(0, character - 1) : character + 1])
        small = max(self.runs[run].wide, self.runs[run].high) < _SPECK * self.em
        return small and not re.search(r"\d", beside)

    def _is_one(self, number: int, runs: Sequence[Run]) -> bool:
        text = self.characters[number].text
        start, end = runs[0].start, runs[-1].end
        if abs((start + end) / 2 - self.places[number]) > _DRIFT * self.em:
            return False
        wide, high = end - start, max(run.bottom for run in runs) - min(run.top for run in runs)
        if is_wide(text):
            least, most = _SQUARE if self._is_among_wide(number) else (_SQUARE[0], _BESIDE_DIGITS)
            return wide < most * self.em and (wide > least * self.em or not text.isalpha())
        if text.isdigit():
            return len(runs) == 1 and high > _TALL * self.high and self._fits(wide, [text])
        if text in _STOPS:
            return len(runs) == 1 and max(wide, high) < _STOP[1] * self.digit
        if text == "%":
            one = any(run.wide < _LEAN_ONE * self.digit and run.high > _TALL * self.high for run in runs)
            return _PERCENT[0] * self.digit < wide < _PERCENT[1] * self.digit and not one
        return len(runs) == 1 and wide < _SQUARE[1] * self.em

    def _is_among_wide(self, number: int) -> bool:
        """Do Chinese characters stand on both its sides: elsewhere a digit may be taken for its stroke."""
        beside = [self.characters[n].text for n in (number - 1, number + 1) if 0 <= n < len(self.characters)]
        return len(beside) == 2 and all(is_wide(text) for text in beside)

    def _are_several(self, numbers: range, runs: Sequence[Run]) -> bool:
        """Digits that touch each other or a point among them, and at most one other sign at their end."""
        texts = [self.characters[n].text for n in numbers]
        digits = sum(text.isdigit() for text in texts[:-1])
        stops = sum(text in _STOPS for text in texts)
        if digits + stops < len(texts) - 1 or stops > 1 or runs[0].high < _TALL * self.high:
            return False
        if len(runs) > 1 and texts[-1] != "%":  # whose ring stands apart
            return False
        start, end = runs[0].start, runs[-1].end
        steps = np.linspace(start, end, 2 * len(numbers) + 1)[1::2]
        near = max(abs(step - self.places[n]) for step, n in zip(steps, numbers, strict=True))
        return near <= _DRIFT * self.em and self._fits(end - start, texts)

    def _fits(self, wide: float, texts: Sequence[str]) -> bool:
        """Are digits, and perhaps another sign behind them, as wide as this."""
        digits = [text for text in texts if text.isdigit()]
        least = most = (len(digits) + _AIR * (len(texts) - 1)) * self.digit
        least -= _LEAN_ONE * self.digit * digits.count("1")
        for text in texts:
            low, high = self._other(text)
            least, most = least + low, most + high
        return least - _OFF * self.digit <= wide <= most + _OFF * self.digit

    def _other(self, text: str) -> Range:
        if text.isdigit():
            return 0.0, 0.0
        if text in _STOPS:
            return _STOP[0] * self.digit, _STOP[1] * self.digit
        if text == "%":
            return _PERCENT[0] * self.digit, _PERCENT[1] * self.digit
        if is_wide(text) and text.isalpha():
            return _IN_GROUP[0] * self.em, _IN_GROUP[1] * self.em
        return np.inf, -np.inf
