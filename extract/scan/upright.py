"""A page turned upright: which way its text runs, which way is up, and by how much it leans."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.scan.ocr import Quad, find_text, is_upside_down, read_lines
from extract.scan.pictures import Image

Affine = NDArray[np.float64]
"""2 x 3: pixels of one picture to pixels of another."""

_FINDING_SIDE = 1344
"""The longer side at which text is looked for: small print is still found, and in a third of the time."""
_TEXT_HEIGHT = 40.0
"""How high, in pixels, the boxes of text are to be after turning: as at 200 pixels an inch."""
_LEAST_SIDE, _MOST_SIDE = 1600, 2700
_JUDGES = 24
_LEAST_VOTES = 3


@dataclass(frozen=True, slots=True, eq=False)
class Upright:
    """`to_upright` takes pixels of the picture to pixels of the upright page, which is `width` x `height`;
    `texts` are where text stands, there."""

    to_upright: Affine
    width: int
    height: int
    texts: tuple[Quad, ...]

    @property
    def back(self) -> Affine:
        return np.asarray(cv2.invertAffineTransform(self.to_upright), np.float64)


def find_upright(grey: Image) -> Upright:
    """How the page of a grey picture is to be turned. A page without text stays as it is."""
    side = max(grey.shape)
    small = min(1.0, _FINDING_SIDE / side)
    finding = cv2.resize(grey, None, fx=small, fy=small, interpolation=cv2.INTER_AREA) if small < 1 else grey
    texts = [quad / small for quad in find_text(np.asarray(finding, np.uint8))]
    quarter = _turned(texts)
    lean = _lean([_turn_quad(quad, quarter) for quad in texts])
    if texts and _is_upside_down(grey, texts, quarter):
        quarter = (quarter + 2) % 4
    scale = _scale(texts, side)
    turning = _turning(grey.shape[1], grey.shape[0], quarter * 90 - lean, scale)
    width, height = _size(grey.shape[1], grey.shape[0], quarter, scale)
    turning[:, 2] += (width / 2, height / 2)
    placed = [_in_order(move(quad, turning)) for quad in texts]
    return Upright(turning, width, height, tuple(placed))


def move(points: NDArray[np.float32], by: Affine) -> Quad:
    """Points, n x 2, under an affine map."""
    return np.asarray(points @ by[:, :2].T + by[:, 2], np.float32)


def _turned(texts: Sequence[Quad]) -> int:
    """0 where the text runs across, 1 where it runs up or down the picture."""
    across = sum(_long(quad) for quad in texts if _wide(quad) > 1.5 * _high(quad))
    along = sum(_long(quad) for quad in texts if _high(quad) > 1.5 * _wide(quad))
    return 1 if along > across else 0


def _wide(quad: Quad) -> float:
    return float(np.ptp(quad[:, 0]))


def _high(quad: Quad) -> float:
    return float(np.ptp(quad[:, 1]))


def _long(quad: Quad) -> float:
    return max(_wide(quad), _high(quad))


def _turn_quad(quad: Quad, quarter: int) -> Quad:
    """Turned about the origin, clockwise: enough to see how it leans."""
    turning = _turning(0, 0, quarter * 90, 1.0)
    return move(quad, turning)


def _lean(texts: Sequence[Quad]) -> float:
    """Degrees by which lines run down to the right: the median over their length."""
    leans, weights = [], []
    for quad in texts:
        (_, _), (long, short), angle = cv2.minAreaRect(quad)
        if long < short:
            long, short, angle = short, long, angle - 90
        if long > 4 * short:
            leans.append((angle + 90) % 180 - 90)
            weights.append(long)
    if not leans:
        return 0.0
    order = np.argsort(leans)
    half = np.cumsum(np.asarray(weights)[order]) >= sum(weights) / 2
    found = float(np.asarray(leans)[order][int(np.argmax(half))])
    return found if abs(found) < 30 else 0.0


def _is_upside_down(grey: Image, texts: Sequence[Quad], quarter: int) -> bool:
    """Some long lines are judged by the model for that; where they do not agree, it is tried which way
    they can be read."""
    longest = sorted(texts, key=_long, reverse=True)[:_JUDGES]
    lines = [cut_quad(grey, quad, quarter) for quad in longest]
    votes = [vote for vote in is_upside_down(lines) if vote is not None]
    down = sum(votes)
    if len(votes) >= _LEAST_VOTES and (down <= 0.2 * len(votes) or down >= 0.8 * len(votes)):
        return down * 2 > len(votes)
    turned = [np.ascontiguousarray(np.rot90(line, 2)) for line in lines[:8]]
    return _readable(turned) > _readable(lines[:8])


def _readable(lines: Sequence[Image]) -> float:
    return sum(c.probability - 0.5 for reading in read_lines(lines) for c in reading.characters)


def cut_quad(grey: Image, quad: Quad, quarter: int = 0) -> Image:
    """The text in a quad of the picture as a straight line, after `quarter` turns clockwise."""
    (x, y), (wide, high), angle = cv2.minAreaRect(quad)
    if wide < high:
        wide, high, angle = high, wide, angle - 90
    angle = (angle + quarter * 90 + 90) % 180 - 90 - quarter * 90
    turning = _turning(2 * x, 2 * y, -angle, 1.0)
    turning[:, 2] += (wide / 2, high / 2)
    size = (max(1, round(wide)), max(1, round(high)))
    cut = cv2.warpAffine(grey, turning, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(cut, np.uint8)


def _turning(width: float, height: float, degrees: float, scale: float) -> Affine:
    """Turns clockwise by `degrees` about the middle of a picture, which becomes the origin."""
    turn = math.radians(degrees)
    across, up = scale * math.cos(turn), scale * math.sin(turn)
    x, y = width / 2, height / 2
    return np.array([[across, -up, up * y - across * x], [up, across, -up * x - across * y]])


def _scale(texts: Sequence[Quad], side: int) -> float:
    """Makes text as high as the recogniser likes it, but no picture tiny or huge."""
    highs = [min(cv2.minAreaRect(quad)[1]) for quad in texts]
    wanted = _TEXT_HEIGHT / float(np.median(highs)) if highs else 1.0
    return float(np.clip(wanted, _LEAST_SIDE / side, _MOST_SIDE / side))


def _size(width: int, height: int, quarter: int, scale: float) -> tuple[int, int]:
    if quarter % 2:
        width, height = height, width
    return round(width * scale), round(height * scale)


def _in_order(quad: Quad) -> Quad:
    """Corners from the top left, clockwise."""
    by_height = quad[np.argsort(quad[:, 1], kind="stable")]
    top = by_height[:2][np.argsort(by_height[:2, 0])]
    bottom = by_height[2:][np.argsort(by_height[2:, 0])[::-1]]
    return np.vstack([top, bottom]).astype(np.float32)
