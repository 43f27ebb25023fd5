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

from extract.scan.ink import Mask
from extract.scan.pictures import Image
from extract.seals.coarse_rings import find_coarse_rings
from extract.seals.ellipses import Ellipse, find_ellipses, fit_circle, fit_oval
from extract.seals.ring_looks import RingLook, is_cut, look_at
from extract.seals.sight import Sight

SealKind = Literal["round", "oval", "chop"]
Found = tuple[Ellipse, SealKind, bool, bool]
"""Outline, kind, whether certain, whether red."""
Floats = NDArray[np.float64]

_WORKING_SIDE = 1100
"""The longer side of the picture in which seals are looked for: a ring is a few pixels wide there."""
_SMALLEST, _LARGEST = 0.045, 0.24
"""Half axes of a seal, as parts of the picture's shorter side; 8 mm on A4."""
_LEAST_RADIUS = 0.052
"""Of the circle that is as large as a seal, as such a part; finger prints and many logos are smaller."""
_CUTTING, _LARGEST_IN_CUTTING = 700, 0.52
"""A picture whose longer side is shorter than this many pixels may show nothing but a seal."""
_SMALLEST_COARSE, _LARGEST_COARSE = 0.077, 0.15
"""The same for rings which are found by their round shape alone."""
_ROUND = 0.88
"""Flatter seals are oval."""
_MOST_IN_ONE = 5
"""Seals that may touch each other."""
_SURE_RING, _CLEAR_RING = 0.35, 0.5
_BESIDE = 1.08
"""How far the ink of a seal reaches, in its radii."""
_WITH_WORDS = 0.2
"""How much words within speak for a ring, against other rings at the same place."""
_APART = 0.45
"""The least distance between the centres of two seals, in half axes."""
_SMALLEST_CHOP, _LARGEST_CHOP = 0.03, 0.16
_LEAST_SQUARE = 0.88
"""The part of the narrowest rectangle around it that a chop takes up; a round seal takes up 0.79."""


@dataclass(frozen=True, slots=True)
class SeenSeal:
    """A seal: where in the picture (pixels), its outline, and whether it is one for certain; what is not red
    never is. `cut`: by the edge of the picture or of the paper."""

    box: tuple[int, int, int, int]
    outline: Ellipse
    kind: SealKind
    certain: bool = True
    red: bool = True
    cut: bool = False


def find_seals(image: Image) -> tuple[SeenSeal, ...]:
    """The seals on a page, from top to bottom. Where nothing red is one, as on a black-and-white copy, grey
    rings that look like seals, none of them certain."""
    scale = min(1.0, _WORKING_SIDE / max(image.shape[:2]))
    size = (max(1, round(image.shape[1] * scale)), max(1, round(image.shape[0] * scale)))
    small = np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)
    sight = Sight(small)
    found = _red_seals(sight)
    found += _hardly_seen(sight, found)
    seals = [_in_picture(each, image, scale, cut=is_cut(each[0], sight.light)) for each in found]
    return tuple(sorted(seals, key=lambda seal: (seal.box[1], seal.box[0])))


def _hardly_seen(sight: Sight, clear: Sequence[Found]) -> list[Found]:
    """Pale rings where no clear one is; grey ones too where no seal is red."""
    ink = sight.pale if clear else sight.pale | sight.dark
    beside = np.ones(ink.shape, np.uint8)
    for ring, *_ in clear:
        seal = ring.grown(_BESIDE)
        around = (seal.x, seal.y), (2 * seal.long, 2 * seal.short), math.degrees(seal.turn)
        cv2.ellipse(beside, around, 0, -1)
    rings = find_coarse_rings(ink & (beside > 0), sight.light, _SMALLEST_COARSE, _LARGEST_COARSE)
    return [(ring, _shape(ring), False, _is_pale(ring, sight)) for ring in rings]


def _red_seals(sight: Sight) -> list[Found]:
    """The red ones, in the pixels of the small picture."""
    chops: list[Ellipse] = []
    rings: list[tuple[Ellipse, RingLook]] = []
    for place in _red_places(sight.red):
        points = _outline_points(sight.red, place)
        chop = _find_chop(points, sight.side)
        if chop:
            chops.append(chop)
        else:
            rings.extend(_rings_at(sight, points))
    found: list[Found] = [(chop, "chop", True, True) for chop in chops]
    for ellipse, look in _without_inner(rings):
        if ellipse.radius > _LEAST_RADIUS * sight.side:
            found.append((ellipse, _shape(ellipse), look.score > _SURE_RING, True))
    return found


def _shape(ellipse: Ellipse) -> SealKind:
    return "round" if ellipse.short > _ROUND * ellipse.long else "oval"


def _without_inner(rings: Sequence[tuple[Ellipse, RingLook]]) -> list[tuple[Ellipse, RingLook]]:
    kept: list[tuple[Ellipse, RingLook]] = []
    for ellipse, look in sorted(rings, key=lambda each: -each[1].score):
        if not _is_part(ellipse, look, [other for other, _ in kept]):
            kept.append((ellipse, look))
    return kept


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


def _rings_at(sight: Sight, points: Floats) -> list[tuple[Ellipse, RingLook]]:
    """The rings that points lie on, the clearest first. Each is taken away before the next is looked for."""
    side = sight.side
    largest = _LARGEST if max(sight.red.shape) > _CUTTING else _LARGEST_IN_CUTTING
    found: list[tuple[Ellipse, RingLook]] = []
    while len(found) < _MOST_IN_ONE:
        others = [ellipse for ellipse, _ in found]
        judged = [
            _fit(ellipse, points, sight, others)
            for ellipse in find_ellipses(points, _SMALLEST * side, largest * side)
        ]
        judged = [
            (ellipse, look)
            for ellipse, look in judged
            if look.is_ring and ellipse.long < largest * side and not _is_part(ellipse, look, others)
        ]
        if not judged:
            break
        best = max(judged, key=lambda each: each[1].score + _WITH_WORDS * each[1].has_words)
        found.append(best)
        points = points[np.abs(best[0].radii(points) - 0.98) > 0.06]
    return [(ellipse, look) for ellipse, look in found if look.has_words or _has_pale_words(ellipse, sight)]


def _has_pale_words(ellipse: Ellipse, sight: Sight) -> bool:
    return look_at(ellipse, sight.palest, (), sight.light).has_words


def _is_pale(ellipse: Ellipse, sight: Sight) -> bool:
    """Is a ring that was seen in grey a little red all the same."""
    return look_at(ellipse, sight.pale, (), sight.light).is_ring


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


def _fit(
    ellipse: Ellipse, points: Floats, sight: Sight, others: Sequence[Ellipse]
) -> tuple[Ellipse, RingLook]:
    """The ellipse moved onto the points near it, as a circle or an oval, whichever looks more like a ring."""
    best, best_look = ellipse, look_at(ellipse, sight.red, others, sight.light)
    for fit in (fit_circle, fit_oval):
        fitted: Ellipse | None = ellipse
        for within in (0.07, 0.045, 0.03):
            fitted = fit(points, fitted, within) if fitted else None
        if fitted is not None:
            look = look_at(fitted, sight.red, others, sight.light)
            if look.score > best_look.score + (0.04 if fit is fit_oval else 0.0):
                best, best_look = fitted, look
    return best, best_look


def _in_picture(found: Found, image: Image, scale: float, *, cut: bool) -> SeenSeal:
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
    return SeenSeal(box=box, outline=outline, kind=kind, certain=certain, red=red, cut=cut)
