"""The digits of a page held against each other: one that looks like another of its own print is doubtful.

A 4 that lost its thin strokes is read as a 1 by every look. But on the same page, or on those before it,
stand other ones and other fours, of the same type and the same machine: what is as like the one as the other
is neither for certain.
"""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.scan.certainty import Look
from extract.scan.strokes import Strokes

Shape = NDArray[np.float32]

_SIZE = (24, 32)
_WIDE, _HIGH, _ABOVE = 0.75, 1.16, 0.08
"""What is cut out around a digit, in heights of the digits of its line."""
_SOFT = 1.2
_LOWEST, _NEAR = 8, 0.2
_SLIM, _HALVED = "1", 0.65
"""All other digits are about as wide as each other; one that is narrower than this part has lost a half: the
right one of 8 looks like 3."""
_ENOUGH, _KEPT = 3, 400
"""How many of a kind show what it looks like; how many digits of earlier pages are kept."""
_CLOSER, _CLEARLY, _ALIKE = 0.03, 0.08, 0.7
"""How much more a digit must be like its own kind than like any other: for not being doubted, and for being
borne out; and how much like its own kind it must be for that, of 1."""


@dataclass(frozen=True, slots=True, eq=False)
class Digit:
    """`wide`: in heights of its line's digits. `look`: the index of its line; -1 on an earlier page."""

    look: int
    text: str
    shape: Shape
    wide: float


class EarlierDigits:
    """Those of the pages of one paper that have been read, the last few hundred: a page by itself may have
    too few."""

    def __init__(self) -> None:
        self.digits: deque[Digit] = deque(maxlen=_KEPT)

    def add(self, looks: Sequence[Look]) -> None:
        self.digits.extend(digit for look in looks for digit in _digits(-1, look.strokes))


def find_odd_lines(looks: Sequence[Look], earlier: Iterable[Digit] = (), *, strict: bool) -> set[int]:
    """The indexes of lines with a digit that is not clearly of its kind. `strict`: on a poor print every
    digit must be borne out by others of its kind; else only those that are like another kind are odd."""
    digits = [digit for n, look in enumerate(looks) for digit in _digits(n, look.strokes)]
    kinds: dict[str, list[Digit]] = {}
    for digit in (*digits, *earlier):
        kinds.setdefault(digit.text, []).append(digit)
    means = {text: np.median([d.shape for d in own], axis=0) for text, own in kinds.items()}
    usual = [digit.wide for digit in digits if digit.text != _SLIM]
    least = _HALVED * float(np.median(usual)) if usual else 0.0
    odd = {digit.look for digit in digits if _is_odd(digit, kinds, means, strict=strict)}
    odd |= {digit.look for digit in digits if digit.text != _SLIM and digit.wide < least}
    if strict:
        shown = Counter(digit.look for digit in digits)
        odd |= {n for n, look in enumerate(looks) if shown[n] < _count_digits(look)}
    return odd


def _count_digits(look: Look) -> int:
    return sum(character.text.isdigit() for character in look.reading.characters)


def _is_odd(digit: Digit, kinds: dict[str, list[Digit]], means: dict[str, Shape], *, strict: bool) -> bool:
    own = [other.shape for other in kinds[digit.text] if other is not digit]
    if len(own) < _ENOUGH - 1:
        return strict
    alike = _likeness(digit.shape, np.median(own, axis=0))
    rivals = [
        _likeness(digit.shape, mean)
        for text, mean in means.items()
        if text != digit.text and len(kinds[text]) >= _ENOUGH
    ]
    rival = max(rivals, default=0.0)
    if strict:
        return alike - rival < _CLEARLY or alike < _ALIKE
    return rival > _ALIKE and alike - rival < _CLOSER


def _likeness(one: Shape, other: Shape) -> float:
    """The correlation of two shapes, 1 for the same."""
    a, b = one - one.mean(), other - other.mean()
    size = float(np.sqrt((a * a).sum() * (b * b).sum()))
    return float((a * b).sum()) / size if size else 0.0


def _is_broken(owner: int, strokes: Strokes) -> bool:
    """Does other ink, which no character has, stand right beside: then this is a part of a digit."""
    run = strokes.runs[owner]
    return any(
        n not in strokes.owners and max(other.start - run.end, run.start - other.end) < _NEAR * strokes.em
        for n, other in enumerate(strokes.runs)
    )


def _digits(look: int, strokes: Strokes) -> Iterator[Digit]:
    """The digits of a line that stand alone in their ink, each at the same size and height."""
    if not strokes.runs:
        return
    alone = [
        (character, strokes.runs[owner])
        for character, owner in zip(strokes.characters, strokes.owners, strict=True)
        if character.text.isdigit() and strokes.owners.count(owner) == 1 and not _is_broken(owner, strokes)
    ]
    if not alone:
        return
    base = float(np.median([run.bottom for _, run in alone]))
    top = float(np.median([run.top for _, run in alone]))
    high = base - top
    if high < _LOWEST:
        return
    for character, run in alone:
        across, down = _SIZE[0] / (_WIDE * high), _SIZE[1] / (_HIGH * high)
        shift = [_SIZE[0] / 2 - run.middle * across, -(top - _ABOVE * high) * down]
        placing = np.array([[across, 0, shift[0]], [0, down, shift[1]]])
        shape = cv2.warpAffine(strokes.dark.astype(np.float32), placing, _SIZE, flags=cv2.INTER_LINEAR)
        soft = np.asarray(cv2.GaussianBlur(shape, (0, 0), _SOFT), np.float32)
        yield Digit(look, character.text, soft, run.wide / high)
