"""Ink in the picture of a line that is none of its text: the next line's, underlines, dirt.

What strikes a number out runs through its middle; an underline lies where the digits end, or below.
"""

from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.scan.ocr import Reading

_EDGE, _CLEAR = 0.2, 0.1
"""How low ink at the edge is against its line that is of the next one, and how far apart from it."""
_LONG, _SURELY, _PART = 0.9, 2.4, 0.25
"""How long a line is that may be an underline, from where it is no stroke of a character, and how short the
parts are that a comma leaves of one: in heights of the text."""
_THIN, _LOW, _BELOW = 0.3, 0.8, 0.12
"""How thick it is at most, in what part of the text's height it lies, and how much of the ink stands below
it: a comma's tail, no half of a digit."""
_SPECK, _TALL = 0.3, 0.6
"""How large dirt above or below a line is at most, and how high the ink is that shows where the line stands,
against its highest."""
_OF_NUMBERS = frozenset("0123456789.,，。%-+ _")


class _Line(NamedTuple):
    x0: int
    y0: int
    x1: int
    y1: int


def without_stray_ink(dark: NDArray[np.bool_], reading: Reading) -> NDArray[np.bool_]:
    """`dark` is True where the picture of a line has ink; so is what is returned, where it may be of the
    text that was read."""
    return _without_specks(_without_underlines(_without_neighbours(dark), reading))


def _without_neighbours(dark: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Without what a line above or below shows of itself at the edge: ink low against the line, and apart
    from it."""
    filled = np.concatenate([[False], dark.any(axis=1), [False]])
    edges = np.flatnonzero(filled[1:] != filled[:-1])
    bands = list(zip(edges[::2], edges[1::2], strict=True))
    if len(bands) < 2:
        return dark
    top, bottom = max(bands, key=lambda band: band[1] - band[0])
    kept = dark.copy()
    for start, end in bands:
        apart = max(start - bottom, top - end)
        if end - start < _EDGE * (bottom - top) and apart > _CLEAR * (bottom - top):
            kept[start:end] = False
    return kept


def _without_underlines(dark: NDArray[np.bool_], reading: Reading) -> NDArray[np.bool_]:
    """`dark` (True where a line of text has ink) without what underlines it; where a stroke of the text goes
    on through an underline, that stays."""
    rows = np.flatnonzero(dark.any(axis=1))
    if not rows.size:
        return dark
    high = int(rows[-1]) + 1 - int(rows[0])
    kept = dark
    for line in _find_long_lines(dark, max(3, round(_LONG * high))):
        if _lies_below(line, dark, high) and _is_no_stroke(line, dark.shape[1], reading, high):
            kept = _without(line, kept, max(2, round(_PART * high)))
    return kept


def _find_long_lines(dark: NDArray[np.bool_], least: int) -> Sequence[_Line]:
    """What runs on across for at least so many pixels, a little aslant too."""
    thick = dark.copy()
    thick[1:] |= dark[:-1]
    long = cv2.morphologyEx(thick.astype(np.uint8), cv2.MORPH_OPEN, np.ones((1, least), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(long, connectivity=8)
    return [_Line(x, y, x + wide, y + tall) for x, y, wide, tall, _ in stats[1:count].tolist()]


def _lies_below(line: _Line, dark: NDArray[np.bool_], high: int) -> bool:
    """Is a thin line at the foot of the ink above it."""
    if line.y1 - line.y0 > _THIN * high + 2:
        return False
    above, below = dark[: line.y0, line.x0 : line.x1], dark[line.y1 :, line.x0 : line.x1]
    tops = np.flatnonzero(above.any(axis=1))
    if not tops.size:
        return False
    under = np.flatnonzero(below.any(axis=1))
    if not under.size:
        return True
    foot, top = line.y1 + int(under[-1]) + 1, int(tops[0])
    return line.y0 - top >= _LOW * (foot - top) and bool(below.sum() <= _BELOW * above.sum())


def _is_no_stroke(line: _Line, wide: int, reading: Reading, high: int) -> bool:
    """Is it longer than a stroke of a character, or stand only signs of numbers on it."""
    if line.x1 - line.x0 > _SURELY * high:
        return True
    on_it = [c.text for c in reading.characters if line.x0 <= c.middle * wide < line.x1]
    return bool(on_it) and all(sign in _OF_NUMBERS for sign in on_it)


def _without(line: _Line, dark: NDArray[np.bool_], least: int) -> NDArray[np.bool_]:
    """Without a line and its parts of at least so many pixels in the same rows."""
    top, bottom = max(0, line.y0 - 1), min(len(dark) - 1, line.y1 + 1)
    band = dark[top:bottom].astype(np.uint8)
    drawn = cv2.morphologyEx(band, cv2.MORPH_OPEN, np.ones((1, least), np.uint8)) > 0
    through = dark[max(0, top - 1)] & dark[bottom]
    kept = dark.copy()
    kept[top:bottom] &= ~drawn | through
    return kept


def _without_specks(dark: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Without what is small and stands wholly above or below the characters around it; points and commas
    begin above the foot of the digits beside them."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(dark.astype(np.uint8), connectivity=8)
    if count < 3:
        return dark
    left, top, wide, high = (stats[1:, n] for n in range(4))
    tall = high >= _TALL * high.max()
    size = float(np.median(high[tall]))
    stray = np.zeros(count, np.bool_)
    for n in np.flatnonzero(np.maximum(wide, high) <= _SPECK * size):
        beside = tall & (left < left[n] + wide[n] + size) & (left + wide > left[n] - size)
        if beside.any():
            below = top[n] >= (top + high)[beside].max()
            stray[n + 1] = below or top[n] + high[n] <= top[beside].min()
    return np.asarray(dark & ~stray[labels], np.bool_)
