"""A picture of a sheet that remembers where each point of the sheet has gone."""

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from dossier.evidence import Box
from extract.scan.pictures import Image

Points = NDArray[np.float64]
"""n x 2, in pixels."""
Trace = Callable[[Points], Points]


@dataclass(frozen=True, slots=True, eq=False)
class Shot:
    """`trace` takes points of the sheet, in PDF points from its top left, to pixels of the picture."""

    pixels: Image
    trace: Trace

    @property
    def height(self) -> int:
        return int(self.pixels.shape[0])

    @property
    def width(self) -> int:
        return int(self.pixels.shape[1])

    def with_pixels(self, pixels: Image) -> "Shot":
        """The same geometry, other colours."""
        return Shot(pixels, self.trace)

    def find_box(self, box: Box) -> Box:
        """Where a box of the sheet lies now: the upright box, in pixels, around its outline."""
        x0, y0, x1, y1 = box
        steps = np.linspace(0, 1, 9)
        across, down = x0 + (x1 - x0) * steps, y0 + (y1 - y0) * steps
        sides = [(across, np.full(9, y)) for y in (y0, y1)] + [(np.full(9, x), down) for x in (x0, x1)]
        outline = np.concatenate([np.stack(side, axis=1) for side in sides])
        moved = self.trace(outline)
        low, high = moved.min(axis=0), moved.max(axis=0)
        return float(low[0]), float(low[1]), float(high[0]), float(high[1])


def begin_shot(pixels: Image, scale: float) -> Shot:
    """A sheet rendered at `scale` pixels a point."""
    return Shot(pixels, lambda points: points * scale)


def warp(shot: Shot, matrix: NDArray[np.float64], size: tuple[int, int], paper: int | None = 255) -> Shot:
    """The shot seen through a projective matrix. `paper` is the grey of what lies outside the sheet; None
    continues the edge of the picture."""
    border = cv2.BORDER_REPLICATE if paper is None else cv2.BORDER_CONSTANT
    colour = (paper or 0,) * 3
    # Shrinking without averaging would lose thin strokes that a lens does not lose.
    pixels = cv2.warpPerspective(
        shot.pixels, matrix, size, flags=cv2.INTER_AREA, borderMode=border, borderValue=colour
    )
    before = shot.trace
    return Shot(as_image(pixels), lambda points: project(before(points), matrix))


def project(points: Points, matrix: NDArray[np.float64]) -> Points:
    moved = np.column_stack([points, np.ones(len(points))]) @ matrix.T
    projected: Points = moved[:, :2] / moved[:, 2:]
    return projected


def bend(shot: Shot, rise: float, squeeze: float) -> Shot:
    """The sheet curved like the page of a bound book: lines rise by `rise` of the width towards one side,
    where the page, turning away, is narrower by `squeeze`."""
    width, height = shot.width, shot.height
    across = np.linspace(0, 1, width)
    # Where a column of the flat sheet is seen: dense near the spine at the left.
    seen = (across - squeeze * (1 - across) ** 3 * across * 3) * (width - 1)
    lift = rise * width * np.exp(-5 * across)
    columns = np.arange(width, dtype=np.float64)
    source_x = np.interp(columns, seen, columns)
    lift_there = np.interp(source_x, columns, lift)
    map_x = np.broadcast_to(source_x.astype(np.float32), (height, width))
    rows = np.arange(height, dtype=np.float32)[:, None]
    map_y = rows + lift_there.astype(np.float32)[None, :]
    pixels = cv2.remap(
        shot.pixels, np.ascontiguousarray(map_x), map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    before = shot.trace

    def trace(points: Points) -> Points:
        moved = before(points)
        x = np.interp(moved[:, 0], columns, seen)
        y = moved[:, 1] - np.interp(moved[:, 0], columns, lift)
        return np.column_stack([x, y])

    return Shot(as_image(pixels), trace)


def turn(shot: Shot, degrees: int) -> Shot:
    """Turned clockwise by 0, 90, 180 or 270 degrees, as a page laid wrongly on the glass."""
    width, height, before = shot.width, shot.height, shot.trace
    if degrees == 0:
        return shot
    flag = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}[degrees]

    def trace(points: Points) -> Points:
        x, y = before(points).T
        turned = {90: (height - y, x), 180: (width - x, height - y), 270: (y, width - x)}[degrees]
        return np.column_stack(turned)

    return Shot(as_image(cv2.rotate(shot.pixels, flag)), trace)


def resize(shot: Shot, factor: float) -> Shot:
    """Smaller or larger; small details are averaged, as by a sensor."""
    size = (max(1, round(shot.width * factor)), max(1, round(shot.height * factor)))
    stretch = np.array([size[0] / shot.width, size[1] / shot.height])
    way = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    before = shot.trace
    return Shot(as_image(cv2.resize(shot.pixels, size, interpolation=way)), lambda p: before(p) * stretch)


def as_image(pixels: object) -> Image:
    return np.asarray(pixels, dtype=np.uint8)
