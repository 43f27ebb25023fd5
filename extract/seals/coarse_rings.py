"""Seals that only their round shape tells, grey on black-and-white copies or pale: never certain.

A ring of a size that seals have is laid over every place of the page at once; where ink lies along it and
paper on both sides of it, it is looked at closely.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.scan.ink import Mask
from extract.seals.ellipses import Ellipse, fit_circle, fit_oval
from extract.seals.ring_looks import NOT_SEEN, Light, RingLook, look_at

Floats = NDArray[np.float32]

_COARSE = 320
"""The longer side of the picture that rings are laid over."""
_STEP = 0.045
"""How much one ring is larger than the next, and half of how far its ink may lie from it."""
_FLAT, _FLATTEST, _LEANS = 0.68, 0.6, (-0.22, 0.0, 0.22)
"""The shape of ovals, the flattest one, and how they lean (radians), upright pages or pages on their side."""
_BESIDE = 2.6
"""Pixels from a ring where paper must be."""
_LEAST_RESPONSE, _MOST_PLACES = 0.17, 8
_OVAL_LEAST, _OVAL_MOST, _OVAL_LESS = 1.1, 0.8, 0.8
"""Half axes of ovals, as parts of the limits; how much less an oval is believed: it fits more by chance."""
_LEAST_SCORE, _LEAST_RING = 0.25, 0.55
"""A ring is inked nearly all around; squares and words touch a circle here and there."""
_LEAST_SCORE_OF_OVAL, _LEAST_RING_OF_OVAL = 0.42, 0.65
"""The same of ovals, which fit more by chance."""
_FULL, _LEAST_THIN = 0.97, 0.15
"""A ring without a gap is one even where print crosses it."""
_LEAST_SCORE_OF_PART, _LEAST_SEEN, _WHOLE = 0.5, 0.4, 0.75
"""What is asked of a ring that the edge of the page cuts."""
_NEAR = (0.1, 0.06, 0.04)
"""How far ink may lie from a ring that is moved onto it, step by step, in its radii."""
_NO_BETTER = 0.04
_SIZES = (1.0, 1.025, 1.05, 1.075, 1.1)
"""The coarse ring may be the inner edge of the ring or an inner ring."""
_CLEAR, _DENSE = 0.75, 0.35
"""The part of the dark points of a clean page that stand together; how dense the dots of ink are."""
_APART = 0.5


def find_coarse_rings(dark: Mask, light: Light, smallest: float, largest: float) -> list[Ellipse]:
    """Rings in what is dark on a page that look like seals, in the page's pixels; `light` is that of its
    paper, the limits of their half axes are parts of its shorter side. The clearest first, no two around the
    same middle."""
    scale = _COARSE / max(dark.shape)
    places = _likely_places(dark, scale, smallest, largest)
    if not places:
        return []
    joined = _joined(dark)
    judged = [_settle(place.scaled(1 / scale), joined, light) for place in places]
    found: list[Ellipse] = []
    for ring, look in sorted(judged, key=lambda each: -each[1].score * each[0].radius):
        near = any(np.hypot(ring.x - other.x, ring.y - other.y) < _APART * other.radius for other in found)
        if not near and looks_sealed(look, oval=ring.short < ring.long):
            found.append(ring)
    return found


def looks_sealed(look: RingLook, *, oval: bool = False) -> bool:
    """Whether the ring is inked, with paper on both sides, and holds words."""
    if oval and (look.score < _LEAST_SCORE_OF_OVAL or look.ring < _LEAST_RING_OF_OVAL):
        return False
    if not look.has_words or look.ring < _LEAST_RING or look.visible < _LEAST_SEEN:
        return False
    if not oval and look.ring > _FULL and look.visible > _WHOLE:
        return look.thin > _LEAST_THIN
    return look.score > (_LEAST_SCORE if look.visible > _WHOLE else _LEAST_SCORE_OF_PART)


def _likely_places(dark: Mask, scale: float, smallest: float, largest: float) -> list[Ellipse]:
    """The best places of all rings in the coarse picture, the likeliest first."""
    size = (max(1, round(dark.shape[1] * scale)), max(1, round(dark.shape[0] * scale)))
    coarse = cv2.resize(dark.astype(np.float32), size, interpolation=cv2.INTER_AREA)
    edge = int(largest * min(size)) + 4
    wide, tall = (cv2.getOptimalDFTSize(side + 2 * edge) for side in size)
    room = np.zeros((tall, wide), np.float32)
    room[edge : edge + size[1], edge : edge + size[0]] = coarse
    seen = cv2.dft(room)
    best = np.zeros((tall, wide), np.float32)
    which = np.zeros((tall, wide), np.int32)
    rings = _rings(round(smallest * min(size), 1), round(largest * min(size), 1))
    for number, (_, pattern) in enumerate(_patterns(rings, wide, tall)):
        response = cv2.idft(cv2.mulSpectrums(seen, pattern, 0, conjB=True), flags=cv2.DFT_SCALE)
        better = response > best
        which[better] = number
        best = np.maximum(best, response)
    return [
        Ellipse(x - edge, y - edge, rings[which[y, x]][0], rings[which[y, x]][1], rings[which[y, x]][2])
        for x, y in _peaks(best)
    ]


def _peaks(best: Floats) -> Iterator[tuple[int, int]]:
    local = cv2.dilate(best, np.ones((7, 7), np.uint8))
    rows, columns = np.nonzero((best >= local) & (best > _LEAST_RESPONSE))
    order = np.argsort(-best[rows, columns], kind="stable")[:_MOST_PLACES]
    yield from zip(columns[order].tolist(), rows[order].tolist(), strict=True)


@lru_cache(maxsize=4)
def _rings(smallest: float, largest: float) -> tuple[tuple[float, float, float], ...]:
    """Half axes and lean of the rings that are tried, in coarse pixels."""
    rings = []
    radius = smallest
    while radius <= largest:
        rings.append((radius, radius, 0.0))
        radius *= 1 + _STEP
    long = smallest * _OVAL_LEAST
    while long <= largest * _OVAL_MOST:
        for lean in _LEANS:
            rings += [(long, long * _FLAT, lean), (long, long * _FLAT, lean + np.pi / 2)]
        long *= 1 + 2 * _STEP
    return tuple(rings)


@lru_cache(maxsize=2)
def _patterns(
    rings: Sequence[tuple[float, float, float]], wide: int, tall: int
) -> tuple[tuple[int, Floats], ...]:
    """Each ring as a pattern around the corner, in frequencies: ink on it, paper on both sides."""
    patterns = []
    for number, (long, short, lean) in enumerate(rings):
        sheet = np.zeros((tall, wide), np.float32)
        for away, weight in ((0.0, 1.0), (_BESIDE, -0.5), (-_BESIDE, -0.5)):
            around = Ellipse(0.0, 0.0, long + away, short + away, lean)
            points = np.unique(np.round(around.at(np.linspace(0, 6.28, 240))).astype(int), axis=0)
            weight *= _OVAL_LESS if short < long else 1.0
            np.add.at(sheet, (points[:, 1] % tall, points[:, 0] % wide), weight / len(points))
        patterns.append((number, np.asarray(cv2.dft(sheet), np.float32)))
    return tuple(patterns)


def _settle(ring: Ellipse, dark: Mask, light: Light) -> tuple[Ellipse, RingLook]:
    """The ring moved onto the ink near it, to the outer edge of which it reaches, and how it looks."""
    x0, y0 = max(0, int(ring.x - 1.2 * ring.long)), max(0, int(ring.y - 1.2 * ring.long))
    part = dark[y0 : int(ring.y + 1.2 * ring.long), x0 : int(ring.x + 1.2 * ring.long)]
    rows, columns = np.nonzero(part)
    points = np.stack([columns + x0, rows + y0], axis=1).astype(np.float64)
    fit = fit_circle if ring.long == ring.short else fit_oval
    fitted = ring
    for within in _NEAR:
        fitted = fit(points, fitted, within) or fitted
    # The coarse ovals are few: one that no ink was fitted to is none.
    middles = (fitted,) if ring.short < ring.long else (ring, fitted)
    if middles == (ring,):
        return ring, NOT_SEEN
    sizes = [middle.grown(by) for middle in middles for by in _SIZES]
    looks = [(each, look_at(each, dark, (), light)) for each in sizes if each.short > _FLATTEST * each.long]
    if not looks:
        return ring, NOT_SEEN
    best = max(look.score for _, look in looks)
    return next(each for each in looks if each[1].score >= best - _NO_BETTER)


def _joined(dark: Mask) -> Mask:
    """Broken rings closed; where a page is sprinkled with dots, the dots taken away first."""
    seen = dark.astype(np.uint8)
    clear = cv2.medianBlur(seen, 3)
    if cv2.countNonZero(clear) < _CLEAR * cv2.countNonZero(seen):
        return np.asarray(cv2.blur(seen.astype(np.float32), (5, 5)) > _DENSE)
    return np.asarray(cv2.morphologyEx(seen, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8)) > 0)
