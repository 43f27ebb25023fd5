"""Writing on the border of a cell in which nothing was read: it may be the cell's."""

from collections.abc import Iterator

import cv2
import numpy as np

from extract.scan.ink import Mask
from extract.scan.tightening import PixelBox

_RULE, _CORNER = 0.0022, 0.004
"""How far the ink of a rule reaches into a cell, and how far from a corner other rules are seen, as parts of
the page's longer side."""
_WIDEST, _MOST = 0.05, 0.0055
"""No writing that only touches a cell is wider; its width and twice its depth together, from which it is more
than the rough edge of a rule: both as parts of the longer side."""


def is_written_on_border(ink: Mask, cell: PixelBox) -> bool:
    """Does ink reach into a cell from one of its borders, `ink` being that of the whole page."""
    side = max(ink.shape)
    return any(
        x > 0 and x + wide < strip.shape[1] and wide < _WIDEST * side and wide + 2 * deep > _MOST * side
        for strip in _strips(ink, cell, round(_RULE * side), round(_CORNER * side))
        for x, y, wide, deep, _ in cv2.connectedComponentsWithStats(strip, connectivity=8)[2][1:]
        if y == 0
    )


def _strips(ink: Mask, cell: PixelBox, rule: int, corner: int) -> Iterator[np.ndarray]:
    """The cell within its rules as seen from each of its borders, which is on top."""
    x0, y0, x1, y1 = cell
    across, down = ink[y0:y1, x0 + corner : x1 - corner], ink[y0 + corner : y1 - corner, x0:x1].T
    for part in (across, across[::-1], down, down[::-1]):
        if min(part.shape) > 2 * corner:
            yield np.ascontiguousarray(part[rule:], np.uint8)
