"""How sure a reading of a picture is: it is looked at twice, and its ink is counted against its characters.

A recogniser that drops a character still says that it is certain of the rest. So the ink is asked too:
every stroke must belong to a character that was read, every character of a number must have its own.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

import numpy as np

from extract.ocr import Character, Reading
from extract.pictures import Image

UNREAD = "有笔迹没有读出来（可能是手写、印章或污渍）"
UNCLEAR = "字迹不清，读数没有把握"
TWO_READINGS = "两次识别的结果不一致"
INK_LEFT = "有笔画没有对应的文字，可能漏读了字"
INK_SHORT = "笔画与读出的数字个数对不上"
STOP = "小数点与逗号分不清"

_LEAST = 0.85
"""The probability under which a character is not believed."""
_WIDE, _NARROW = 0.62, 0.36
"""How far from its middle a character reaches, in heights of its line: Chinese ones, and others."""
_GAP = 0.16
"""Ink without a character, in heights of the line, that is more than a stray stroke."""
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_ALIKE = str.maketrans({"一": "-", "—": "-", "–": "-", "－": "-", "·": ".", "。": ".", "、": ",", "`": ","})


def find_doubts(reading: Reading, again: Reading, ink: Image) -> Iterator[str]:
    """Why a line may not say what was read, in Chinese. `again` is a second look at it; `ink` is 255 where
    the line is dark, cut just as for the first look."""
    if not reading.characters:
        yield UNREAD
        return
    if min(reading.certainty, again.certainty) < _LEAST:
        yield UNCLEAR
    if comparable(reading.text) != comparable(again.text):
        yield TWO_READINGS
    runs = _runs(ink)
    if not runs:
        return
    if _has_ink_left(reading, runs, ink):
        yield INK_LEFT
    yield from _number_doubts(reading, runs, ink)


def comparable(text: str) -> str:
    """What remains when signs that look alike, and spaces, are taken for one."""
    return "".join(unicodedata.normalize("NFKC", text).split()).translate(_ALIKE)


def _runs(ink: Image) -> list[tuple[int, int]]:
    """From where to where columns with ink follow each other; single dots of dirt are none."""
    filled = np.concatenate([[False], (ink > 0).any(axis=0), [False]])
    edges = np.flatnonzero(filled[1:] != filled[:-1])
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True) if _is_ink(ink, a, b)]


def _is_ink(ink: Image, start: int, end: int) -> bool:
    """More than a speck: as high or wide as a dot of this print at least."""
    part = ink[:, start:end] > 0
    rows = np.flatnonzero(part.any(axis=1))
    least = max(2, 0.05 * ink.shape[0])
    return bool(max(end - start, int(rows[-1] - rows[0]) + 1) >= least and int(part.sum()) >= least)


def _em(reading: Reading, ink: Image) -> float:
    """The size of the print in pixels, from the height of its ink."""
    rows = np.flatnonzero((ink > 0).any(axis=1))
    high = float(rows[-1] - rows[0] + 1)
    return high if any(is_wide(c.text) for c in reading.characters) else high / 0.74


def is_wide(character: str) -> bool:
    """Does it take a full square, as Chinese characters and their punctuation do."""
    return unicodedata.east_asian_width(character) in {"W", "F"}


def _has_ink_left(reading: Reading, runs: Sequence[tuple[int, int]], ink: Image) -> bool:
    em, wide = _em(reading, ink), ink.shape[1]
    seen = np.zeros(wide, np.bool_)
    for character in reading.characters:
        reach = (_WIDE if is_wide(character.text) else _NARROW) * em
        middle = character.middle * wide
        seen[max(0, round(middle - reach)) : max(0, round(middle + reach))] = True
    dark = np.zeros(wide, np.bool_)
    for start, end in runs:
        dark[start:end] = True
    left = np.concatenate([[0], np.cumsum(dark & ~seen)])
    window = max(1, round(em))
    if wide <= window:
        return bool(left[-1] > _GAP * em)
    return bool((left[window:] - left[:-window]).max() > _GAP * em)


def _number_doubts(reading: Reading, runs: Sequence[tuple[int, int]], ink: Image) -> Iterator[str]:
    """Each digit and each point of a number must have ink of its own."""
    em, wide = _em(reading, ink), ink.shape[1]
    for match in _NUMBER.finditer(reading.text):
        digits = reading.characters[match.start() : match.end()]
        low = _limit(reading, match.start() - 1, em, wide, 1)
        high = _limit(reading, match.end(), em, wide, -1)
        own = [run for run in runs if low <= (run[0] + run[1]) / 2 <= high]
        if not own:
            continue
        nearest = [_nearest(own, digit.middle * wide) for digit in digits]
        counts = [nearest.count(n) for n in range(len(own))]
        over = any(not count and not _is_stray(own, n, ink) for n, count in enumerate(counts))
        short = any(n > 1 and own[k][1] - own[k][0] < (n - 0.75) * 0.42 * em for k, n in enumerate(counts))
        if over or short:
            yield INK_SHORT
        yield from _stop_doubts(digits, nearest, own, ink)


def _limit(reading: Reading, neighbour: int, em: float, wide: int, side: int) -> float:
    """Where the ink of a number may begin or end beside a character that is none of it."""
    if not 0 <= neighbour < len(reading.characters):
        return -1.0 if side > 0 else wide + 1.0
    character = reading.characters[neighbour]
    return character.middle * wide + side * (0.5 if is_wide(character.text) else 0.22) * em


def _nearest(runs: Sequence[tuple[int, int]], x: float) -> int:
    return min(range(len(runs)), key=lambda n: max(runs[n][0] - x, x - runs[n][1], 0.0))


def _is_stray(runs: Sequence[tuple[int, int]], n: int, ink: Image) -> bool:
    """Ink between digits that is neither digit nor point: a speck above the line they stand on."""
    start, end = runs[n]
    rows = np.flatnonzero((ink[:, start:end] > 0).any(axis=1))
    whole = np.flatnonzero((ink > 0).any(axis=1))
    high = whole[-1] - whole[0] + 1
    small = rows[-1] - rows[0] + 1 < 0.3 * high
    raised = rows[-1] < whole[-1] - 0.35 * high
    return bool(small and raised)


def _stop_doubts(
    digits: Sequence[Character], nearest: Sequence[int], runs: Sequence[tuple[int, int]], ink: Image
) -> Iterator[str]:
    """A point stands on the line of the digits, a comma hangs below it."""
    bottoms = [
        _bottom(ink, runs[k])
        for d, k in zip(digits, nearest, strict=True)
        if d.text.isdigit() and nearest.count(k) == 1
    ]
    tops = [
        _top(ink, runs[k])
        for d, k in zip(digits, nearest, strict=True)
        if d.text.isdigit() and nearest.count(k) == 1
    ]
    if not bottoms:
        return
    base, high = float(np.median(bottoms)), float(np.median(bottoms) - np.median(tops))
    for sign, k in zip(digits, nearest, strict=True):
        if sign.text in ".," and nearest.count(k) == 1:
            hangs = (_bottom(ink, runs[k]) - base) / max(high, 1.0)
            if (sign.text == "." and hangs > 0.14) or (sign.text == "," and hangs < 0.04):
                yield STOP


def _bottom(ink: Image, run: tuple[int, int]) -> int:
    return int(np.flatnonzero((ink[:, run[0] : run[1]] > 0).any(axis=1))[-1])


def _top(ink: Image, run: tuple[int, int]) -> int:
    return int(np.flatnonzero((ink[:, run[0] : run[1]] > 0).any(axis=1))[0])
