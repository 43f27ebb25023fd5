"""Whether somebody wrote by hand in a cell: a signature, a date. What is written is never guessed."""

from collections.abc import Sequence

import cv2
import numpy as np

from extract.ink import Mask, paper_colour, without_red
from extract.pictures import Image

PixelBox = tuple[int, int, int, int]

_LEAST_BLUE, _BLUE_STEP = 0.1, 18
"""How much more red than blue an ink must swallow, as a part of the paper's light and in steps of 255."""
_LEAST_BLUE_INK = 0.35
"""Blue ink of a hand, at least, in squares of the height of a line of text."""
_DARK = 0.72
"""Ink leaves less light than this, of the paper's."""
_TALL, _WIDE = 0.55, 0.45
"""The least size of a stroke beyond print, in heights of a line of text."""
_LEAST_STROKES = 1.6
"""Their lengths together, in heights of a line."""
_STRAIGHT = 0.16
"""A stroke so thin for its length lies straight: it is ruled."""
_AROUND = 0.12
"""How far print may reach beyond its box, in its heights."""


def find_handwriting(cell: Image, text_boxes: Sequence[PixelBox], line_height: int) -> bool:
    """Whether blue ink, or strokes beyond the recognised print, stand in the picture of a cell within its
    ruled lines; upright, boxes in its pixels."""
    if not cell.size:
        return False
    return _has_blue(cell, line_height) or _has_strokes(cell, text_boxes, line_height)


def _has_blue(cell: Image, line_height: int) -> bool:
    if cell.ndim == 2:
        return False
    soft = cv2.GaussianBlur(cell, (3, 3), 0)
    paper = np.median(soft.reshape(-1, 3), axis=0)
    swallowed = soft[:, :, 2].astype(np.int16) - soft[:, :, 0] - int(paper[2] - paper[0])
    green = soft[:, :, 1].astype(np.int16) - soft[:, :, 0] - int(paper[1] - paper[0])
    blue = (swallowed > max(_BLUE_STEP, _LEAST_BLUE * float(paper[0]))) & (green < swallowed)
    thin = cv2.morphologyEx(blue.astype(np.uint8), cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    return cv2.countNonZero(thin) > _LEAST_BLUE_INK * line_height**2


def _has_strokes(cell: Image, text_boxes: Sequence[PixelBox], line_height: int) -> bool:
    left = _dark(cell)
    for x0, y0, x1, y1 in text_boxes:
        more = round(_AROUND * (y1 - y0))
        left[max(0, y0 - more) : y1 + more, max(0, x0 - more) : x1 + more] = False
    count, labels, stats, _ = cv2.connectedComponentsWithStats(left.astype(np.uint8))
    long = 0.0
    for part in range(1, count):
        _, _, wide, tall, _ = stats[part].tolist()
        if tall < _TALL * line_height or wide < _WIDE * line_height:
            continue
        points = cv2.findNonZero((labels == part).astype(np.uint8))
        _, sides, _ = cv2.minAreaRect(points)
        if min(sides) > _STRAIGHT * max(sides):
            long += max(sides)
    return long > _LEAST_STROKES * line_height


def _dark(cell: Image) -> Mask:
    """Where there is ink that is not red."""
    grey = without_red(cell)
    paper = paper_colour(cell if cell.ndim == 3 else np.repeat(cell[:, :, None], 3, axis=2)).max(axis=2)
    around = cv2.resize(paper, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(grey < _DARK * around, np.bool_)
