"""How strong the ink of a seal is at each pixel, freed of the print it was pressed over.

By its light: sharp, as pictures keep light finely and colour coarsely; and by its colour alone, which no
black print disturbs. The two looks err at different places.
"""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.scan.ink import paper_colour
from extract.scan.pictures import Image
from extract.seals.ellipses import Ellipse
from extract.seals.shapes import SeenSeal

Floats = NDArray[np.float32]

_LEAST_RED = 0.03
"""The weakest red that is taken for the full strength of a seal, as a part of the paper's light."""
_FULL = 0.93
"""The quantile of the red around that is its full strength."""
_BLACK, _DARKER = 0.62, 0.1
"""Less red light than this is left by black, not by a seal; all of it is black that much below."""
_STRONG = 0.6
"""Of the full red, where the darkness of the seal's own ink is measured."""
_RING, _MIDDLE = (0.93, 1.03), 0.45
"""Where other seals have their ring and what stands in their middle, in their radii."""
_RULE = 0.4
"""A dark line this long, in a seal's width, is ruled or printed, not part of the seal."""
_BLUR = 0.8


def ink_by_light(image: Image, seal: SeenSeal, paper: Image) -> Floats:
    """About 0 to 1, at `seal.box`. `paper` is the small picture of the page's paper."""
    if not seal.red:
        return _grey_ink(image, seal, paper)
    light = _light(image, seal, paper)
    red = np.clip(light[:, :, 0] - light[:, :, 1], 0.0, 1.0)
    bright = light @ np.array([0.15, 0.795, 0.055], np.float32)
    dark = np.clip(1.0 - bright, 0.0, 1.0)
    black = cv2.dilate(np.clip((_BLACK - light[:, :, 0]) / _DARKER, 0.0, 1.0), np.ones((3, 3), np.uint8))
    full = max(_LEAST_RED, float(np.quantile(red, _FULL)))
    wide = max(3, red.shape[1] // 50) | 1
    near = cv2.blur(cv2.dilate(red, np.ones((wide, wide), np.uint8)), (wide, wide)) / full
    own = dark[(red > _STRONG * full) & (black == 0)]
    strength = max(0.05, float(np.quantile(own, 0.75))) if own.size else 0.5
    seen = dark / strength * np.clip(3.0 * near - 0.4, 0.0, 1.0)
    under_black = np.minimum(near, 1.0) * np.minimum(1.5 * red / full, 1.0)
    return np.asarray(np.clip(seen * (1.0 - black) + black * under_black, 0.0, 1.2), np.float32)


def ink_by_colour(image: Image, seal: SeenSeal, paper: Image) -> Floats:
    """The same by the red alone; of a grey seal, the dots of its ink run together. Where black print covers
    the ink it is taken to be as strong as around."""
    if not seal.red:
        return np.asarray(cv2.GaussianBlur(_grey_ink(image, seal, paper), (0, 0), _BLUR), np.float32)
    light = _light(image, seal, paper)
    red = cv2.subtract(light[:, :, 0], light[:, :, 1])
    around = cv2.dilate(red, np.ones((5, 5), np.uint8))
    red = np.where(light[:, :, 0] < 0.5, np.maximum(red, 0.8 * around), red)
    full = max(_LEAST_RED, float(np.quantile(red, _FULL)))
    return np.asarray(np.clip(1.4 * red / full - 0.25, 0.0, 1.0), np.float32)


def without_others(ink: Floats, seal: SeenSeal, others: Sequence[SeenSeal]) -> Floats:
    """The ink without the rings of other seals and what stands in their middle."""
    near = [other for other in others if _meet(seal.box, other.box)]
    if not near:
        return ink
    rows, columns = np.indices(ink.shape)
    points = np.stack([columns.ravel() + seal.box[0], rows.ravel() + seal.box[1]], axis=1).astype(np.float64)
    ink = ink.copy()
    for other in near:
        radii = other.outline.radii(points).reshape(ink.shape)
        ink[((radii > _RING[0]) & (radii < _RING[1])) | (radii < _MIDDLE)] = 0.0
    return ink


def own_outline(seal: SeenSeal) -> Ellipse:
    """The outline in the pixels of `seal.box`."""
    x0, y0, _, _ = seal.box
    outline = seal.outline
    return Ellipse(outline.x - x0, outline.y - y0, outline.long, outline.short, outline.turn)


def _grey_ink(image: Image, seal: SeenSeal, paper: Image) -> Floats:
    """Ruled lines are taken away, and print that is much blacker than the ring."""
    light = _light(image, seal, paper)
    dark = np.clip(1.0 - (light if light.ndim == 2 else light.mean(axis=2)), 0.0, 1.0)
    edge = own_outline(seal).grown(0.97).at(np.linspace(0.0, 6.28, 180, dtype=np.float64))
    size = np.array([dark.shape[1], dark.shape[0]])
    inside = edge[((edge >= 0) & (edge < size)).all(axis=1)].astype(int)
    ring = dark[inside[:, 1], inside[:, 0]]
    strength = max(0.1, float(np.quantile(ring, 0.7))) if ring.size else 0.5
    ink = np.where(dark > 1.7 * strength + 0.1, 0.5, dark / strength)
    ink[_ruled(dark > 0.5 * strength)] = 0.0
    return np.asarray(np.clip(1.15 * ink - 0.15, 0.0, 1.0), np.float32)


def _ruled(dark: NDArray[np.bool_]) -> NDArray[np.bool_]:
    long = max(9, round(_RULE * max(dark.shape)))
    found = np.zeros(dark.shape, np.uint8)
    for wide, tall in ((long, 1), (1, long)):
        across = np.ones((wide, tall), np.uint8) if wide == 1 else np.ones((tall, wide), np.uint8)
        thick = np.ones((3, 1) if tall == 1 else (1, 3), np.uint8)
        line = cv2.morphologyEx(cv2.dilate(dark.astype(np.uint8), thick), cv2.MORPH_OPEN, across)
        found = np.asarray(cv2.bitwise_or(found, cv2.dilate(line, thick)), np.uint8)
    return np.asarray(found > 0)


def _light(image: Image, seal: SeenSeal, paper: Image) -> Floats:
    """The light of each pixel as a part of the paper's."""
    x0, y0, x1, y1 = seal.box
    around = _paper_at(paper, image, seal)
    return np.asarray(image[y0:y1, x0:x1].astype(np.float32) / np.maximum(around, 1.0), np.float32)


def _paper_at(paper: Image, image: Image, seal: SeenSeal) -> Floats:
    x0, y0, x1, y1 = seal.box
    down, across = paper.shape[0] / image.shape[0], paper.shape[1] / image.shape[1]
    columns = ((np.arange(x0, x1) + 0.5) * across - 0.5).astype(np.float32)
    rows = ((np.arange(y0, y1) + 0.5) * down - 0.5).astype(np.float32)
    across_page, down_page = np.meshgrid(columns, rows)
    seen = cv2.remap(paper, across_page, down_page, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(seen, np.float32)


def find_paper(image: Image) -> Image:
    """The colour of the paper of a page, grey or not, as a small picture."""
    if image.ndim == 3:
        return paper_colour(image)
    return np.asarray(paper_colour(np.repeat(image[:, :, None], 3, axis=2))[:, :, 0], np.uint8)


def _meet(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
