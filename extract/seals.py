"""Seals on the picture of a page: round and oval ones of offices, and the square chops of persons.

An official seal is a thin ring with words along its inside. Red alone is no seal: titles, rules, stamps
of text, finger prints and logos are red too.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.ellipses import Ellipse, find_ellipses, fit_circle, fit_oval
from extract.ink import Mask, red_mask
from extract.pictures import Image

SealKind = Literal["round", "oval", "chop"]
Floats = NDArray[np.float64]

_WORKING_SIDE = 1100
"""The longer side of the picture in which seals are looked for: a ring is a few pixels wide there."""
_SMALLEST, _LARGEST = 0.045, 0.24
"""Half axes of a seal, as parts of the picture's shorter side; 8 mm on A4."""
_CUTTING, _LARGEST_IN_CUTTING = 700, 0.52
"""A picture whose longer side is shorter than this many pixels may show nothing but a seal."""
_SOLID = 0.035
"""No part of a seal is this wide all over (of the shorter side); a table cloth or a banner is."""
_ROUND = 0.88
"""Flatter seals are oval."""
_MOST_IN_ONE = 5
"""Seals that may touch each other."""
_ANGLES = 120
_TURN: Floats = np.linspace(0.0, 2 * math.pi, _ANGLES, endpoint=False, dtype=np.float64)
_STEPS = 60
_REACH = 1.2
"""A seal is looked at in `_ANGLES` directions, in `_STEPS` steps from the centre out to `_REACH` radii."""
_LEAST_RING = 0.25
_LEAST_RING_OF_PART, _MOSTLY = 0.35, 0.6
"""What is asked of a ring of which less than `_MOSTLY` is seen."""
_LEAST_ARC = 0.2
"""How much of the whole round must be seen inked."""
_SURE_RING, _CLEAR_RING = 0.35, 0.5
_LEAST_VISIBLE = 0.25
_LEAST_BEYOND = 0.4
"""How much of a ring must lie outside the other seals, so that their words are not taken for rings."""
_APART = 0.45
"""The least distance between the centres of two seals, in half axes."""
_SMALLEST_CHOP, _LARGEST_CHOP = 0.03, 0.16
_LEAST_SQUARE = 0.88
"""The part of the narrowest rectangle around it that a chop takes up; a round seal takes up 0.79."""


@dataclass(frozen=True, slots=True)
class SeenSeal:
    """A seal: where in the picture (pixels), its outline, and whether it is one for certain."""

    box: tuple[int, int, int, int]
    outline: Ellipse
    kind: SealKind
    certain: bool = True


@dataclass(frozen=True, slots=True)
class RingLook:
    """What a ring looks like, all as parts of one. `ring`: in how many directions it is inked; `outside`: in
    how many there is ink right outside; `gap`: how much of the gap between ring and words is inked; `words`:
    in how many there is something between ring and centre; `filled`: how much of the room there is inked;
    `visible`: how much of the ring is on the page and not on other seals."""

    ring: float
    outside: float
    gap: float
    words: float
    filled: float
    visible: float

    @property
    def score(self) -> float:
        return self.ring - self.outside - 2 * self.gap

    @property
    def is_ring(self) -> bool:
        least = _LEAST_RING_OF_PART if self.visible < _MOSTLY else _LEAST_RING
        return self.score > least and self.ring * self.visible > _LEAST_ARC

    @property
    def has_words(self) -> bool:
        return self.words > 0.2 and 0.03 < self.filled < 0.5


NOT_SEEN = RingLook(ring=0.0, outside=1.0, gap=1.0, words=0.0, filled=0.0, visible=0.0)


def find_seals(image: Image) -> tuple[SeenSeal, ...]:
    """The seals on a page (height x width x 3, red first), from top to bottom."""
    scale = min(1.0, _WORKING_SIDE / max(image.shape[:2]))
    size = (max(1, round(image.shape[1] * scale)), max(1, round(image.shape[0] * scale)))
    small = np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)
    red = _without_solid(red_mask(small, faint=True))
    if not red.any():
        return ()
    chops: list[Ellipse] = []
    rings: list[tuple[Ellipse, RingLook]] = []
    for place in _red_places(red):
        points = _outline_points(red, place)
        chop = _find_chop(points, min(red.shape))
        if chop:
            chops.append(chop)
        else:
            rings.extend(_rings_at(red, points))
    found = [_in_picture(chop, "chop", True, image, scale) for chop in chops]
    for ellipse, look in _without_inner(rings):
        kind: SealKind = "round" if ellipse.short > _ROUND * ellipse.long else "oval"
        found.append(_in_picture(ellipse, kind, look.score > _SURE_RING, image, scale))
    return tuple(sorted(found, key=lambda seal: (seal.box[1], seal.box[0])))


def _without_inner(rings: Sequence[tuple[Ellipse, RingLook]]) -> list[tuple[Ellipse, RingLook]]:
    kept: list[tuple[Ellipse, RingLook]] = []
    for ellipse, look in sorted(rings, key=lambda each: -each[1].score):
        if not _is_part(ellipse, look, [other for other, _ in kept]):
            kept.append((ellipse, look))
    return kept


def _without_solid(red: Mask) -> Mask:
    """The red without what is red all over: what lies around a photographed page, banners."""
    wide = max(5, round(min(red.shape) * _SOLID)) | 1
    solid = cv2.erode(red.astype(np.uint8), np.ones((wide, wide), np.uint8))
    if not solid.any():
        return red
    return np.asarray(red & (cv2.dilate(solid, np.ones((wide + 6, wide + 6), np.uint8)) == 0))


def _red_places(red: Mask) -> list[tuple[slice, slice]]:
    """Where red stands together, large enough for a seal."""
    side = min(red.shape)
    reach = max(3, round(side * 0.025))
    joined = cv2.dilate(red.astype(np.uint8), np.ones((reach, reach), np.uint8))
    _, _, boxes, _ = cv2.connectedComponentsWithStats(joined)
    return [
        (slice(y, y + height), slice(x, x + width))
        for x, y, width, height, _ in boxes[1:].tolist()
        if min(width, height) > _SMALLEST_CHOP * side
    ]


def _find_chop(points: Floats, side: int) -> Ellipse | None:
    """The circle in the square that all these points lie on or in, where they make one."""
    if len(points) < 12:
        return None
    hull = cv2.convexHull(points.astype(np.float32))
    (x, y), (wide, tall), degrees = cv2.minAreaRect(hull)
    fits = _SMALLEST_CHOP * side < min(wide, tall) and max(wide, tall) < _LARGEST_CHOP * side
    square = min(wide, tall) > 0.7 * max(wide, tall)
    if not (fits and square and cv2.contourArea(hull) > _LEAST_SQUARE * wide * tall):
        return None
    return Ellipse(x, y, wide / 2, tall / 2, math.radians(degrees))


def _rings_at(red: Mask, points: Floats) -> list[tuple[Ellipse, RingLook]]:
    """The rings that points lie on, the clearest first. Each is taken away before the next is looked for."""
    side = min(red.shape)
    largest = _LARGEST if max(red.shape) > _CUTTING else _LARGEST_IN_CUTTING
    found: list[tuple[Ellipse, RingLook]] = []
    while len(found) < _MOST_IN_ONE:
        others = [ellipse for ellipse, _ in found]
        judged = [
            _fit(ellipse, points, red, others)
            for ellipse in find_ellipses(points, _SMALLEST * side, largest * side)
        ]
        judged = [
            (ellipse, look)
            for ellipse, look in judged
            if look.is_ring and ellipse.long < largest * side and not _is_part(ellipse, look, others)
        ]
        if not judged:
            break
        best = max(judged, key=lambda each: each[1].score)
        found.append(best)
        points = points[np.abs(best[0].radii(points) - 0.98) > 0.06]
    return [(ellipse, look) for ellipse, look in found if look.has_words]


def _outline_points(red: Mask, place: tuple[slice, slice]) -> Floats:
    """Points of the outer outlines of what is red there, not those where the picture's edge cuts it."""
    closed = cv2.morphologyEx(red[place].astype(np.uint8), cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    outlines, _ = cv2.findContours(closed, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    corner = np.array([place[1].start, place[0].start])
    points = np.concatenate([outline[:, 0, :] for outline in outlines]) + corner
    edge = np.array([red.shape[1], red.shape[0]]) - 3
    return np.asarray(points[((points > 2) & (points < edge)).all(axis=1)], np.float64)


def _is_part(ellipse: Ellipse, look: RingLook, others: Sequence[Ellipse]) -> bool:
    """Whether it is more likely made of the words and the ring of another seal: it stands around the same
    middle, or is small and on it, or is not clear itself."""
    middle = np.array([[ellipse.x, ellipse.y]])
    for other in others:
        away = float(other.radii(middle)[0])
        small = ellipse.radius < 0.75 * other.radius
        if away < (1.1 if small else _APART if look.score > _CLEAR_RING else 2 * _APART):
            return True
    return False


def _fit(ellipse: Ellipse, points: Floats, red: Mask, others: Sequence[Ellipse]) -> tuple[Ellipse, RingLook]:
    """The ellipse moved onto the points near it, as a circle or an oval, whichever looks more like a ring."""
    best, best_look = ellipse, look_at(ellipse, red, others)
    for fit in (fit_circle, fit_oval):
        fitted: Ellipse | None = ellipse
        for within in (0.07, 0.045, 0.03):
            fitted = fit(points, fitted, within) if fitted else None
        if fitted is not None:
            look = look_at(fitted, red, others)
            if look.score > best_look.score + (0.04 if fit is fit_oval else 0.0):
                best, best_look = fitted, look
    return best, best_look


def look_at(ellipse: Ellipse, ink: Mask, others: Sequence[Ellipse] = ()) -> RingLook:
    """How much like a seal the ink at an ellipse looks, where it is not on other seals."""
    around = ellipse.at(_TURN)
    size = np.array([ink.shape[1], ink.shape[0]])
    visible = ((around >= 0) & (around < size)).all(axis=1)
    for other in others:
        visible &= other.radii(around) > 1.05
    share = float(visible.mean())
    if share < (_LEAST_BEYOND if others else _LEAST_VISIBLE):
        return NOT_SEEN
    seen = _unroll(ellipse, around[visible], ink)
    by_radius = seen.mean(axis=0)
    peak = _step(0.9) + int(by_radius[_step(0.9) : _step(1.06)].argmax())
    words = seen[:, _step(0.15) : peak - 3] > 0.5
    return RingLook(
        ring=float((seen[:, peak - 2 : peak + 3].max(axis=1) > 0.5).mean()),
        outside=float((seen[:, peak + 3 : peak + 7].max(axis=1) > 0.5).mean()),
        gap=float(by_radius[peak - 9 : peak - 2].min()),
        words=float(words.any(axis=1).mean()),
        filled=float(words.mean()),
        visible=share,
    )


def _unroll(ellipse: Ellipse, around: Floats, ink: Mask) -> NDArray[np.float32]:
    """The ink by direction (rows) and distance from the centre (columns)."""
    centre = np.array([ellipse.x, ellipse.y])
    steps = np.arange(_STEPS) * (_REACH / _STEPS)
    places = (centre + (around - centre)[:, None, :] * steps[None, :, None]).astype(np.float32)
    return np.asarray(
        cv2.remap(ink.astype(np.float32), places[:, :, 0], places[:, :, 1], cv2.INTER_LINEAR), np.float32
    )


def _step(radius: float) -> int:
    return round(radius * _STEPS / _REACH)


def _in_picture(ellipse: Ellipse, kind: SealKind, certain: bool, image: Image, scale: float) -> SeenSeal:
    outline = ellipse.scaled(1 / scale)
    height, width = image.shape[:2]
    across, down = outline.reach
    box = (
        max(0, round(outline.x - across)),
        max(0, round(outline.y - down)),
        min(width, round(outline.x + across)),
        min(height, round(outline.y + down)),
    )
    return SeenSeal(box=box, outline=outline, kind=kind, certain=certain)
