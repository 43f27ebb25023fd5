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
_LEAST_VISIBLE = 0.25
_LEAST_BEYOND = 0.4
"""How much of a ring must lie outside the other seals, so that their words are not taken for rings."""


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
