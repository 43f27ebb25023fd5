"""Ruled lines of a picture: traced as they run, leaning or bent, whole or broken."""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.scan.pictures import Image

Points = NDArray[np.float32]

_THICKEST = 0.0045
"""The thickest ruled line, as a part of the page's longer side."""
_SHORTEST = 0.013
"""The shortest piece that counts for a line."""
_LEANING = 3
"""Pixels by which a piece may rise or fall within its shortest length."""
_ASIDE = 8
"""At how many pixels from a line paper is to be seen on one side."""
_MOSTLY, _HARDLY = 0.6, 0.25
_STEP = 12
_LEAST_CONTRAST = 9
_SPECK, _NOISE_SIDE, _NOISY = 3, 61, 0.02


@dataclass(frozen=True, slots=True, eq=False)
class Stroke:
    """A piece of a ruled line: points along its middle, n x 2, from left to right or from top to bottom."""

    points: Points
    thick: float


def find_strokes(grey: Image) -> tuple[list[Stroke], list[Stroke]]:
    """The pieces of lines that run across the page, and of those that run down it."""
    dark = find_ink(grey)
    across = list(_trace(dark))
    down = [Stroke(stroke.points[:, ::-1], stroke.thick) for stroke in _trace(np.ascontiguousarray(dark.T))]
    return across, down


def find_ink(grey: Image, least: int = _LEAST_CONTRAST) -> Image:
    """255 where it is darker than around: also what is faint, and what stands in a shadow."""
    side = 2 * (max(grey.shape) // 90) + 1
    paper = cv2.medianBlur(cv2.resize(grey, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA), 21)
    paper = cv2.dilate(paper, np.ones((3, 3), np.uint8))
    around = cv2.resize(paper, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    local = cv2.GaussianBlur(grey, (side, side), 0)
    level = np.minimum(local.astype(np.int16) - least, around.astype(np.int16) - 2 * least)
    return _without_specks(np.where(grey < level, 255, 0).astype(np.uint8))


def _without_specks(ink: Image) -> Image:
    """Without the dots by which a fax shows grey; where dots are few they may be of a broken line."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8, ltype=cv2.CV_32S)
    small = (stats[:, cv2.CC_STAT_WIDTH] <= _SPECK) & (stats[:, cv2.CC_STAT_HEIGHT] <= _SPECK)
    small[0] = False
    if not small.any():
        return ink
    specks = np.where(small[labels], 255, 0).astype(np.uint8)
    many = cv2.blur(specks, (_NOISE_SIDE, _NOISE_SIDE)) > 255 * _NOISY
    return np.where(many & (specks > 0), 0, ink).astype(np.uint8)


def _trace(dark: Image) -> Iterator[Stroke]:
    """Pieces that run across: thin, long, with nothing of their thickness beside them but other lines."""
    side = max(dark.shape)
    length = max(15, round(_SHORTEST * side))
    thickest = max(4, round(_THICKEST * side))
    steep = cv2.dilate(dark, np.ones((_LEANING, 1), np.uint8))
    solid = cv2.morphologyEx(steep, cv2.MORPH_CLOSE, np.ones((1, 5), np.uint8))
    solid = cv2.morphologyEx(solid, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    runs = cv2.bitwise_or(solid, _broken(np.asarray(steep, np.uint8), 2 * length + 1))
    thick = cv2.morphologyEx(runs, cv2.MORPH_OPEN, np.ones((thickest + _LEANING, 3), np.uint8))
    runs = cv2.subtract(runs, cv2.dilate(thick, np.ones((3, 3), np.uint8)))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(runs, connectivity=8)
    for n in range(1, count):
        x, y, wide, high, area = (int(stat) for stat in stats[n])
        if wide >= length and area < 3 * thickest * wide:
            piece = labels[y : y + high, x : x + wide] == n
            yield Stroke(_middle(piece, x, y), max(1.0, area / wide - (_LEANING - 1)))


def _broken(steep: Image, length: int) -> Image:
    """Lines with gaps: mostly dark along a row, with paper above or below."""
    filled = cv2.blur(steep, (length, 1))
    above, below = np.roll(filled, _ASIDE, axis=0), np.roll(filled, -_ASIDE, axis=0)
    line = (filled > 255 * _MOSTLY) & (np.minimum(above, below) < 255 * _HARDLY)
    return np.where(line, 255, 0).astype(np.uint8)


def _middle(piece: NDArray[np.bool_], x: int, y: int) -> Points:
    """The middle of a piece every few pixels along it."""
    wide = piece.shape[1]
    columns = np.unique(np.append(np.arange(0, wide, _STEP), wide - 1))
    rows = np.arange(piece.shape[0])[:, None]
    part = piece[:, columns]
    counts = np.maximum(part.sum(axis=0), 1)
    return np.column_stack([columns + x, (part * rows).sum(axis=0) / counts + y]).astype(np.float32)
