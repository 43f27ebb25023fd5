"""Ink so pale that no reading counts on it: in cells that seem blank, in numbers and beside them."""

import cv2
import numpy as np

from extract.scan.pictures import Image
from extract.scan.tightening import PixelBox

PALE_FIGURE = "数字里或旁边有颜色很淡的笔画，请对照原件"

_EM = 0.0155
"""The size of print, as a part of the page's longer side."""
_NOISE, _STEP, _FLOOR = 3.5, 2.0, 0.8
"""How much darker than the paper around ink is, in deviations of the bare paper and in steps of 255 at the
least; what is smoothed by less pixels shows single grains."""
_SMALLEST = 6
"""Pixels of a picture that shows anything."""
_FINE, _COARSE = 0.06, 0.8
"""How widely ink and paper are smoothed, in sizes of print."""
_HIGH, _WIDE = (0.4, 1.6), 1.6
"""How high a character is, and how wide at most, in sizes of print."""
_BESIDE, _HALO, _FIGURE = 0.85, 0.12, ((0.06, 1.0), 0.45)
"""How far beside a number a pale figure of it may stand, how far from dark ink its soft edge reaches, and how
wide and high it is seen: in heights of the number."""
_PALE, _DARK, _LEAST_DARK = 0.06, 0.4, 20
"""Pale is what is as dark as these parts of the darkest ink of the number, which must itself be so many steps
darker than paper."""


def has_pale_ink(paper: Image, side: int) -> bool:
    """Does a piece of grey paper without rules, on a page whose longer side has `side` pixels, show something
    as large as a character. What runs to its edge is the rest of a rule, or shade."""
    em = _EM * side
    if min(paper.shape) < _HIGH[0] * em:
        return False
    light = paper.astype(np.float32)
    darker = cv2.GaussianBlur(light, (0, 0), _COARSE * em) - cv2.GaussianBlur(
        light, (0, 0), max(_FLOOR, _FINE * em)
    )
    noise = 1.4826 * float(np.median(np.abs(darker - np.median(darker))))
    seen = np.asarray(darker > max(_STEP, _NOISE * noise), np.uint8)
    _, _, marks, _ = cv2.connectedComponentsWithStats(seen, connectivity=8)
    high, wide = seen.shape
    return any(
        _HIGH[0] * em <= h <= _HIGH[1] * em and w <= _WIDE * em
        for x, y, w, h, _ in marks[1:]
        if x > 0 and y > 0 and x + w < wide and y + h < high
    )


def has_pale_figure(grey: Image, number: PixelBox, room: PixelBox) -> bool:
    """Is a figure of a number, or one beside it within the room of its cell, much paler than the others: it
    may have faded, or show through from the back."""
    x0, y0, x1, y1 = number
    high = y1 - y0
    left, right = (round(x) for x in (x0 - _BESIDE * high, x1 + _BESIDE * high))
    part = grey[max(y0 - 2, room[1]) : min(y1 + 2, room[3]), max(left, room[0]) : min(right, room[2])]
    if min(part.shape) < _SMALLEST:
        return False
    light = cv2.GaussianBlur(part.astype(np.float32), (0, 0), max(0.6, _FINE * high))
    darker = np.percentile(light, 80) - light
    darkest = float(np.percentile(darker, 99))
    if darkest < _LEAST_DARK:
        return False
    noise = 1.4826 * float(np.median(np.abs(darker)))
    dark = np.asarray(darker > _DARK * darkest, np.uint8)
    halo = cv2.dilate(dark, np.ones((max(3, 2 * round(_HALO * high) + 1),) * 2, np.uint8))
    pale = (darker > max(_PALE * darkest, _NOISE * noise, _STEP)) & (halo == 0)
    _, _, marks, _ = cv2.connectedComponentsWithStats(pale.astype(np.uint8), connectivity=8)
    (narrow, broad), low = _FIGURE
    return any(
        h >= low * high and narrow * high <= w <= broad * high and x > 0 and x + w < part.shape[1]
        for x, _, w, h, _ in marks[1:]
    )
