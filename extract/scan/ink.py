"""Red ink on a page: where it is, and the page without it.

Text under a red seal is lost to recognition, which then says it is certain of what is left. Ink is judged
against the paper around it, so that yellowed paper, lamplight and shadows are not red, and faint pink is.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.scan.pictures import Image

Mask = NDArray[np.bool_]
Floats = NDArray[np.float32]

_PAPER_SIDE = 160
"""The longer side of the small picture in which the paper's colour is looked for."""
_PAPER_GAP = 9
"""Ink narrower than this, there, does not hide the paper."""
_LEAST_RED = 0.07
"""How much more green than red an ink must swallow, as a part of the paper's light."""
_LEAST_STEP = 12
"""The same in steps of 255, for dark places, where a picture is noise."""
_FAINT = 0.5
"""Of both, where faint ink is looked for."""
_EDGE, _AROUND = 0.45, 13
"""Where faint ink is looked for, a soft edge is weaker than this part of the strongest ink so many pixels
around."""
_PURPLE = 0.15
"""Of the green that an ink swallows, the part of blue that it must swallow too; else it is purple."""
_FULL_RED = 0.25
"""Where an ink swallows that much more green than red, its own colour can be measured."""
_DARKEST_RED = 0.8


def red_mask(image: Image, *, faint: bool = False) -> Mask:
    """True where there is red ink, from orange-red to crimson, not where black stands over it. A grey
    picture has none. `faint` takes in the palest pink, but not the soft edges of what is strong."""
    if image.ndim == 2:
        return np.zeros(image.shape, np.bool_)
    return _find_red(image, paper_colour(image), _FAINT if faint else 1.0)


def without_red(image: Image) -> Image:
    """The page in grey without red ink; black and blue under the red stay. All red goes, text printed in
    red too: `red_mask` tells where something was taken away."""
    if image.ndim == 2:
        return image
    grey = np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), np.uint8)
    paper = paper_colour(image)
    red = _find_red(image, paper, 1.0)
    if not red.any():
        return grey
    near = cv2.dilate(red.astype(np.uint8), np.ones((7, 7), np.uint8)) > 0
    around = _stretch(paper, image)[near].astype(np.float32)
    light = np.clip(image[near] / np.maximum(around, 1.0), 0.03, 1.0).astype(np.float32)
    left = _light_without_red(light) * np.dot(around, np.array([0.299, 0.587, 0.114], np.float32))
    grey[near] = np.maximum(grey[near], np.clip(left, 0, 255).astype(np.uint8))
    return grey


def paper_colour(image: Image) -> Image:
    """The colour of the paper everywhere, as a small picture: what is brightest around each place."""
    scale = min(1.0, _PAPER_SIDE / max(image.shape[:2]))
    size = (max(1, round(image.shape[1] * scale)), max(1, round(image.shape[0] * scale)))
    small = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    closed = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((_PAPER_GAP, _PAPER_GAP), np.uint8))
    return np.asarray(cv2.medianBlur(closed, 5), np.uint8)


def _find_red(image: Image, paper: Image, how_much: float) -> Mask:
    """Red is what swallows more green than red, and blue with it, beyond what the paper does."""
    reds, greens, blues = (paper[:, :, channel].astype(np.float32) for channel in range(3))
    step = how_much * _LEAST_STEP
    least = np.maximum(how_much * _LEAST_RED * reds, step)
    over_green = _stretch(np.clip(reds - greens + least, step, 255).astype(np.uint8), image)
    over_blue = _stretch(np.clip(reds - blues, 0, 255).astype(np.uint8), image)
    red, green, blue = cv2.split(image)
    swallowed = cv2.subtract(red, green)
    sure = cv2.compare(swallowed, over_green, cv2.CMP_GT)
    if not sure.any():
        return np.zeros(image.shape[:2], np.bool_)
    if how_much < 1.0:
        strongest = cv2.dilate(swallowed, np.ones((_AROUND, _AROUND), np.uint8))
        inner = cv2.compare(swallowed, cv2.convertScaleAbs(strongest, alpha=_EDGE), cv2.CMP_GT)
        sure = cv2.bitwise_and(sure, inner)
    beyond = cv2.subtract(cv2.subtract(red, blue), over_blue)
    not_purple = cv2.compare(beyond, cv2.convertScaleAbs(swallowed, alpha=_PURPLE), cv2.CMP_GT)
    return np.asarray(cv2.bitwise_and(sure, not_purple) > 0)


def _light_without_red(light: Floats) -> Floats:
    """Of each pixel's light, as parts of the paper's, what would be left of red light without red ink.

    Red ink swallows some red light too, in a fixed proportion to the green; the proportion is measured
    where the ink is strong. Black swallows both alike, so that it is not brightened.
    """
    red, green = light[:, 0], light[:, 1]
    ratio = np.log(np.maximum(red / green, 1.0))
    strong = red - green > _FULL_RED
    share = float(np.quantile(-np.log(red[strong]) / ratio[strong], 0.7)) if strong.any() else 0.0
    return np.asarray(np.minimum(red * np.exp(min(share, _DARKEST_RED) * ratio), 1.0), np.float32)


def _stretch(small: Image, image: Image) -> Image:
    height, width = image.shape[:2]
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR), np.uint8)
