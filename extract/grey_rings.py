"""Seals on black-and-white copies: round rings with words in them, never certain."""

import cv2
import numpy as np

from extract.ellipses import Ellipse, fit_circle
from extract.ink import Mask, paper_colour
from extract.pictures import Image
from extract.ring_looks import look_at

_SHRINK, _BLUR = 0.5, 1.5
"""The rings of a fax are dots, which must run together."""
_ROUNDNESS = 0.55
"""How perfect a circle must be, 0 to 1, for OpenCV to give it."""
_EDGE = 150
_LEAST_DARK = 0.1
"""How much darker than the paper ink is, as a part of the paper's light."""
_LEAST_SCORE, _LEAST_RING = 0.2, 0.6
"""A round ring is inked nearly all around; squares and words touch a circle here and there."""
_APART = 0.5


def find_grey_rings(page: Image, smallest: float, largest: float) -> list[Ellipse]:
    """Grey rings that look like seals, in the page's pixels; the limits of their radii are parts of the
    page's shorter side. The clearest first, no two around the same middle."""
    grey = page if page.ndim == 2 else np.asarray(cv2.cvtColor(page, cv2.COLOR_RGB2GRAY), np.uint8)
    side = min(grey.shape) * _SHRINK
    seen = cv2.resize(grey, None, fx=_SHRINK, fy=_SHRINK, interpolation=cv2.INTER_AREA)
    circles = cv2.HoughCircles(
        cv2.GaussianBlur(seen, (0, 0), _BLUR),
        cv2.HOUGH_GRADIENT_ALT,
        dp=1.5,
        minDist=max(1.0, side * smallest / 2),
        param1=_EDGE,
        param2=_ROUNDNESS,
        minRadius=max(2, round(side * smallest)),
        maxRadius=max(3, round(side * largest)),
    )
    if circles is None:
        return []
    dark = _dark(grey)
    found: list[Ellipse] = []
    for x, y, radius in (circles[0][:, :3] / _SHRINK).tolist():
        ring = _settle(Ellipse(x, y, radius, radius, 0.0), dark)
        near = any(np.hypot(ring.x - other.x, ring.y - other.y) < _APART * ring.radius for other in found)
        if not near and looks_sealed(ring, dark):
            found.append(ring)
    return found


def looks_sealed(ring: Ellipse, dark: Mask) -> bool:
    """Whether the ring is inked, with paper on both sides, and holds words."""
    look = look_at(ring, dark)
    return look.score > _LEAST_SCORE and look.ring > _LEAST_RING and look.has_words and look.visible > 0.6


def _settle(ring: Ellipse, dark: Mask) -> Ellipse:
    """The circle moved onto the ink near it, to the outer edge of which the ring reaches."""
    x0, y0 = max(0, int(ring.x - 1.2 * ring.long)), max(0, int(ring.y - 1.2 * ring.long))
    part = dark[y0 : int(ring.y + 1.2 * ring.long), x0 : int(ring.x + 1.2 * ring.long)]
    rows, columns = np.nonzero(part)
    points = np.stack([columns + x0, rows + y0], axis=1).astype(np.float64)
    fitted: Ellipse | None = ring
    for within in (0.06, 0.04):
        fitted = fit_circle(points, fitted, within) if fitted else None
    sizes = [ring, ring.grown(1.03), *([fitted, fitted.grown(1.02)] if fitted else [])]
    return max(sizes, key=lambda each: look_at(each, dark).score)


def _dark(grey: Image) -> Mask:
    coloured = np.repeat(grey[:, :, None], 3, axis=2)
    paper = cv2.resize(paper_colour(coloured)[:, :, 0], (grey.shape[1], grey.shape[0]))
    return np.asarray(grey < paper * (1.0 - _LEAST_DARK))
