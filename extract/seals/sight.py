"""What of a page matters for its seals: where it is red, where it is hardly so, how light its paper is."""

from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.scan.ink import Mask, paper_colour, red_mask
from extract.scan.pictures import Image

_SOLID = 0.035
"""No part of a seal is this wide all over (of the shorter side); a table cloth or a banner is."""
_INK_GAP = 9
"""Ink narrower than this, on a picture of a quarter of the size, does not hide the paper."""
_SOFT = 1.2
"""A soft picture has less noise."""
_AROUND = 61
"""Pixels around a place in which its paper is seen."""
_BLACK, _BESIDE = 0.72, 9
"""Light of black print, as a part of the paper's, and pixels in which its edges are coloured."""
_PALE, _PALEST, _ABOVE_NOISE = 7.0, 3.0, 4.0
"""How much redder than its paper a place is, in steps of white paper's 255; and at least in those by which
the paper of this picture usually varies."""
_PAPER = 75
"""The percentile of the light of a page that is its paper's: a fourth may lie beyond it or in the shadow."""
_LEAST_DARK = 0.1
"""How much darker than the paper ink is, as a part of the paper's light."""
Floats = NDArray[np.float32]


class Sight:
    """A picture, small, of a page; a grey one has nothing red."""

    def __init__(self, image: Image) -> None:
        self.image = image if image.ndim == 3 else np.repeat(image[:, :, None], 3, axis=2)

    @property
    def side(self) -> int:
        return int(min(self.image.shape[:2]))

    @cached_property
    def red(self) -> Mask:
        """Where there is red ink, without what is red all over: what lies around a photographed page, and
        banners."""
        red = red_mask(self.image, faint=True)
        wide = max(5, round(self.side * _SOLID)) | 1
        solid = cv2.erode(red.astype(np.uint8), np.ones((wide, wide), np.uint8))
        if not solid.any():
            return red
        return np.asarray(red & (cv2.dilate(solid, np.ones((wide + 6, wide + 6), np.uint8)) == 0))

    @cached_property
    def pale(self) -> Mask:
        """Where it is a little redder than around, as a seal pressed with hardly any ink is, and less a seal
        that shows through from the other side."""
        return self._redder(_PALE)

    @cached_property
    def palest(self) -> Mask:
        """The same, so little that it may be noise, without the coloured edges of black print."""
        black = (self._grey < _BLACK * self._around).astype(np.uint8)
        near = cv2.dilate(black, np.ones((_BESIDE, _BESIDE), np.uint8))
        return np.asarray(self._redder(_PALEST) & (near == 0))

    @cached_property
    def dark(self) -> Mask:
        """Where it is darker than the paper."""
        paper = paper_colour(np.repeat(self._grey[:, :, None], 3, axis=2))[:, :, 0]
        around = cv2.resize(paper, (self._grey.shape[1], self._grey.shape[0]))
        return np.asarray(self._grey < around * (1.0 - _LEAST_DARK))

    @cached_property
    def light(self) -> Floats:
        """How light the paper is around each place, or what lies beyond the paper: 1 for good paper."""
        return np.asarray(
            self._around / max(1.0, float(np.percentile(self._around[::4, ::4], _PAPER))), np.float32
        )

    @cached_property
    def _around(self) -> Floats:
        """The light of the paper, of 255."""
        quarter = cv2.resize(self._grey, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
        around = cv2.morphologyEx(quarter, cv2.MORPH_CLOSE, np.ones((_INK_GAP, _INK_GAP), np.uint8))
        high, wide = self._grey.shape
        return np.asarray(cv2.resize(around, (wide, high)), np.float32)

    @cached_property
    def _grey(self) -> Image:
        return np.asarray(cv2.cvtColor(self.image, cv2.COLOR_RGB2GRAY), np.uint8)

    def _redder(self, least: float) -> Mask:
        beyond, usual = self._beyond_paper
        return np.asarray(beyond > np.maximum(least / 255.0 * self._around, _ABOVE_NOISE * usual), np.bool_)

    @cached_property
    def _beyond_paper(self) -> tuple[Floats, float]:
        """How much redder each place is than the paper around, and how much the paper itself varies."""
        redness = cv2.subtract(self.image[:, :, 0], self.image[:, :, 1], dtype=cv2.CV_32F)
        soft = cv2.GaussianBlur(redness, (0, 0), _SOFT)
        around = cv2.medianBlur(np.clip(soft + 128.5, 0, 255).astype(np.uint8), _AROUND)
        beyond = np.asarray(soft - (around.astype(np.float32) - 128.0), np.float32)
        return beyond, float(np.median(np.abs(beyond[::4, ::4])))
