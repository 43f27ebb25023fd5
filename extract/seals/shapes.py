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

from extract.scan.ink import Mask, red_mask
from extract.scan.pictures import Image
from extract.seals.ellipses import Ellipse, find_ellipses, fit_circle, fit_oval
from extract.seals.grey_rings import find_grey_rings
from extract.seals.ring_looks import RingLook, look_at

SealKind = Literal["round", "oval", "chop"]
Found = tuple[Ellipse, SealKind, bool, bool]
"""Outline, kind, whether certain, whether red."""
Floats = NDArray[np.float64]

_WORKING_SIDE = 1100
"""The longer side of the picture in which seals are looked for: a ring is a few pixels wide there."""
_SMALLEST, _LARGEST = 0.045, 0.24
"""Half axes of a seal, as parts of the picture's shorter side; 8 mm on A4."""
_CUTTING, _LARGEST_IN_CUTTING = 700, 0.52
"""A picture whose longer side is shorter than this many pixels may show nothing but a seal."""
_SMALLEST_GREY, _LARGEST_GREY = 0.077, 0.15
"""The same for grey rings, which are found by their round shape alone."""
_SOLID = 0.035
"""No part of a seal is this wide all over (of the shorter side); a table cloth or a banner is."""
_ROUND = 0.88
"""Flatter seals are oval."""
_MOST_IN_ONE = 5
"""Seals that may touch each other."""
_SURE_RING, _CLEAR_RING = 0.35, 0.5
_APART = 0.45
"""The least distance between the centres of two seals, in half axes."""
_SMALLEST_CHOP, _LARGEST_CHOP = 0.03, 0.16
_LEAST_SQUARE = 0.88
"""The part of the narrowest rectangle around it that a chop takes up; a round seal takes up 0.79."""


@dataclass(frozen=True, slots=True)
class SeenSeal:
    """A seal: where in the picture (pixels), its outline, and whether it is one for certain; what is not red
    never is."""

    box: tuple[int, int, int, int]
    outline: Ellipse
    kind: SealKind
    certain: bool = True
    red: bool = True


def find_seals(image: Image) -> tuple[SeenSeal, ...]:
    """The seals on a page, from top to bottom. Where nothing red is one, as on a black-and-white copy, grey
    rings that look like seals, none of them certain."""
    scale = min(1.0, _WORKING_SIDE / max(image.shape[:2]))
    size = (max(1, round(image.shape[1] * scale)), max(1, round(image.shape[0] * scale)))
    small = np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)
    found = _red_seals(small)
    if not found:
        rings = find_grey_rings(small, _SMALLEST_GREY, _LARGEST_GREY)
        found = [(ring, _shape(ring), False, False) for ring in rings]
    seals = [_in_picture(each, image, scale) for each in found]
    return tuple(sorted(seals, key=lambda seal: (seal.box[1], seal.box[0])))


def _red_seals(small: Image) -> list[Found]:
    """The red ones, in the pixels of the small picture."""
    red = _without_solid(red_mask(small, faint=True))
    chops: list[Ellipse] = []
    rings: list[tuple[Ellipse, RingLook]] = []
    for place in _red_places(red):
        points = _outline_points(red, place)
        chop = _find_chop(points, min(red.shape))
        if chop:
            chops.append(chop)
        else:
            rings.extend(_rings_at(red, points))
    found: list[Found] = [(chop, "chop", True, True) for chop in chops]
    for ellipse, look in _without_inner(rings):
        kind = _shape(ellipse)
        found.append((ellipse, kind, look.score > _SURE_RING, True))
    return found


def _shape(ellipse: Ellipse) -> SealKind:
    return "round" if ellipse.short > _ROUND * ellipse.long else "oval"


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


def _in_picture(found: Found, image: Image, scale: float) -> SeenSeal:
    ellipse, kind, certain, red = found
    outline = ellipse.scaled(1 / scale)
    height, width = image.shape[:2]
    across, down = outline.reach
    box = (
        max(0, round(outline.x - across)),
        max(0, round(outline.y - down)),
        min(width, round(outline.x + across)),
        min(height, round(outline.y + down)),
    )
    return SeenSeal(box=box, outline=outline, kind=kind, certain=certain, red=red)
