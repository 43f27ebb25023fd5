"""How much like a seal the ink at an ellipse looks: a thin ring, paper beside it, words inside."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.scan.ink import Mask
from extract.seals.ellipses import Ellipse

Floats = NDArray[np.float64]
Light = NDArray[np.float32]
"""Of the paper, 1 where it is good."""

_ANGLES = 120
_TURN: Floats = np.linspace(0.0, 2 * math.pi, _ANGLES, endpoint=False, dtype=np.float64)
_STEPS = 60
_REACH = 1.2
"""A seal is looked at in `_ANGLES` directions, in `_STEPS` steps from the centre out to `_REACH` radii."""
_RAY: Floats = np.arange(_STEPS, dtype=np.float64) * (_REACH / _STEPS)
_RIM: Floats = np.linspace(0.92, 1.08, 8, dtype=np.float64)
_LEAST_RING = 0.25
_LEAST_RING_OF_PART, _MOSTLY = 0.35, 0.6
"""What is asked of a ring of which less than `_MOSTLY` is seen."""
_LEAST_FILLED, _LEAST_FILLED_OF_PART = 0.03, 0.02
_LEAST_ARC = 0.2
"""How much of the whole round must be seen inked."""
_LEAST_VISIBLE = 0.25
_WHOLE, _DARKER_BEYOND = 0.85, 0.17
_DIM = 0.5
"""Less light is none of paper."""
_OFF_PAPER = 0.12
"""How much darker or lighter than the paper it is beyond its edge."""
_LEAST_BEYOND = 0.4
"""How much of a ring must lie outside the other seals, so that their words are not taken for rings."""


@dataclass(frozen=True, slots=True)
class RingLook:
    """What a ring looks like, all as parts of one. `ring`: in how many directions it is inked; `thin`: in how
    many it is, with paper right outside and inside; `outside`: in how many there is ink right outside; `gap`:
    how much of the gap between ring and words is inked; `words`: in how many there is something between ring
    and centre; `filled`: how much of the room there is inked; `visible`: how much of the ring is on the paper
    and not on other seals."""

    ring: float
    thin: float
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
        least = _LEAST_FILLED_OF_PART if self.visible < _MOSTLY else _LEAST_FILLED
        return self.words > 0.2 and least < self.filled < 0.5


NOT_SEEN = RingLook(ring=0.0, thin=0.0, outside=1.0, gap=1.0, words=0.0, filled=0.0, visible=0.0)


def look_at(
    ellipse: Ellipse, ink: Mask, others: Sequence[Ellipse] = (), light: Light | None = None
) -> RingLook:
    """How much like a seal the ink at an ellipse looks, where it is not on other seals and, with the `light`
    of the paper around each place, not beyond its edge."""
    around = ellipse.at(_TURN)
    visible = _on(around, ink)
    for other in others:
        visible &= other.radii(around) > 1.05
    if light is not None:
        visible &= ~_off_paper(ellipse, ink, light, visible)
    share = float(visible.mean())
    if share < (_LEAST_BEYOND if others else _LEAST_VISIBLE):
        return NOT_SEEN
    places = _rays(ellipse, around[visible])
    seen = _values(ink, places)
    by_radius = seen.mean(axis=0)
    peak = _step(0.9) + int(by_radius[_step(0.9) : _step(1.06)].argmax())
    inner = slice(_step(0.15), peak - 3)
    words, on_page = seen[:, inner] > 0.5, _on(places[:, inner], ink)
    ring = seen[:, peak - 2 : peak + 3].max(axis=1) > 0.5
    outside = seen[:, peak + 3 : peak + 7].max(axis=1) > 0.5
    inside = seen[:, peak - 9 : peak - 4].max(axis=1) > 0.5
    return RingLook(
        ring=float(ring.mean()),
        outside=float(outside.mean()),
        thin=float((ring & ~outside & ~inside).mean()),
        gap=float(by_radius[peak - 9 : peak - 2].min()),
        words=float(words.any(axis=1).mean()),
        filled=float(words.sum() / max(1, on_page.sum())),
        visible=share,
    )


def is_cut(ellipse: Ellipse, light: Light) -> bool:
    """Whether much of a ring lies beyond the edge of the picture, or where it is not as light as in most of
    the ring."""
    around = ellipse.at(_TURN)
    here = _values(light, around[:, None, :].astype(np.float32))[:, 0]
    on = (around >= 0) & (around < np.array([light.shape[1], light.shape[0]]))
    paper = on.all(axis=1)
    if paper.any():
        paper &= np.abs(here / float(np.percentile(here[paper], 75)) - 1.0) < _DARKER_BEYOND
    return float(paper.mean()) < _WHOLE


def _off_paper(ellipse: Ellipse, ink: Mask, light: Light, visible: Mask) -> Mask:
    """Where no ring is, and what is there is not as light as the paper under the ring."""
    around = ellipse.at(_TURN)
    rim = _values(ink, _rays(ellipse, around, _RIM)).max(axis=1) > 0.5
    if not (rim & visible).any() or rim[visible].all():
        return np.zeros(_ANGLES, np.bool_)
    here = _values(light, around[:, None, :].astype(np.float32))[:, 0]
    paper = float(np.median(here[rim & visible]))
    return np.asarray((~rim & (np.abs(here - paper) > _OFF_PAPER * paper)) | (paper < _DIM))


def _on(points: Floats | Light, ink: Mask) -> NDArray[np.bool_]:
    size = np.array([ink.shape[1], ink.shape[0]])
    return np.asarray(((points >= 0) & (points < size)).all(axis=-1))


def _rays(ellipse: Ellipse, around: Floats, steps: Floats = _RAY) -> NDArray[np.float32]:
    """Places by direction (rows) and distance from the centre (columns)."""
    centre = np.array([ellipse.x, ellipse.y])
    return np.asarray(centre + (around - centre)[:, None, :] * steps[None, :, None], np.float32)


def _values(picture: Mask | Light, places: NDArray[np.float32]) -> NDArray[np.float32]:
    """The ink or light at places."""
    plain = picture.view(np.uint8) if picture.dtype == np.bool_ else picture
    seen = cv2.remap(np.asarray(plain), places[:, :, 0], places[:, :, 1], cv2.INTER_LINEAR)
    return np.asarray(seen, np.float32)


def _step(radius: float) -> int:
    return round(radius * _STEPS / _REACH)
