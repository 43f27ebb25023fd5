"""A page made straight: lean, tilt and bend taken out, so that ruled lines run along rows and columns.

What a scanner lets lean, a telephone sees from aside and a thick volume bends is described by one smooth
shift of every place, fitted so that each traced line becomes level, each line down the page upright.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from dossier import Box
from extract.scan.ocr import Quad
from extract.scan.pictures import Image, Picture
from extract.scan.ruled_lines import without_text
from extract.scan.ruling import Points, Stroke, find_strokes
from extract.scan.upright import Upright, move

Numbers = NDArray[np.float64]

_POWERS = ((1, 0), (1, 1), (2, 0), (1, 2), (2, 1), (3, 0))
"""Of the place along the line and of that across it, in the terms of the shift. Terms without the first
would only move whole lines."""
_BACK = tuple((i, j) for i in range(5) for j in range(5 - i))
_RIDGE = 1e-3
_LONG = 0.05
"""How long, as a part of the longer side, a piece must be to bear witness."""
_ENOUGH = 3.0
"""How much length of lines, in widths of the page, tells more than a lean."""
_LITTLE = 0.3
"""How much length tells nothing, not even a lean."""
_LONG_LINE, _APART, _TILT = 0.25, 0.4, 3
"""Lines of which length and distance, in widths of the page, tell the first few terms."""
_OFF = 3.0
"""Pixels off its line, after the fit, at which a piece bears but half witness."""
_ROUNDS = 6
_MESH = 16


@dataclass(frozen=True, slots=True, eq=False)
class Shift:
    """Pixels of the upright page to those of the straight one and back: powers of x and y, both scaled to
    the page, times `forward` or `back` (columns: x, y)."""

    width: int
    height: int
    forward: Numbers
    back: Numbers

    def straighten(self, points: Points) -> Points:
        return _bend(points, self.forward, self.width, self.height)

    def restore(self, points: Points) -> Points:
        return _bend(points, self.back, self.width, self.height)


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """The straight page. `across` and `down` are its ruled lines in pieces, `texts` where text stands, all
    in its pixels."""

    pixels: Image
    across: tuple[Stroke, ...]
    down: tuple[Stroke, ...]
    texts: tuple[Quad, ...]
    picture: Picture
    upright: Upright
    shift: Shift

    def in_points(self, places: Points) -> Points:
        """Places in pixels, in points of the page as handed in."""
        high, wide = self.picture.pixels.shape[:2]
        scale = np.array([self.picture.width / wide, self.picture.height / high])
        return np.asarray(move(self.shift.restore(places), self.upright.back) * scale)

    def box_in_points(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """The box, in points of the page as handed in, around a box of pixels."""
        places = self.in_points(np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], np.float32))
        xs = np.clip(places[:, 0], 0, self.picture.width)
        ys = np.clip(places[:, 1], 0, self.picture.height)
        return (
            round(float(xs.min()), 2),
            round(float(ys.min()), 2),
            round(float(xs.max()), 2),
            round(float(ys.max()), 2),
        )


def straighten(picture: Picture, grey: Image, upright: Upright) -> Sheet:
    """`grey` is the picture without red, in the picture's own pixels."""
    turned = cv2.warpAffine(
        grey,
        upright.to_upright,
        (upright.width, upright.height),
        flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    across, down = find_strokes(np.asarray(turned, np.uint8))
    shift = _find_shift(across, down, upright)
    return Sheet(
        pixels=_redraw(picture.pixels, upright, shift),
        across=_moved(across, shift),
        down=_moved(down, shift),
        texts=tuple(shift.straighten(quad) for quad in upright.texts),
        picture=picture,
        upright=upright,
        shift=shift,
    )


def _moved(strokes: Sequence[Stroke], shift: Shift) -> tuple[Stroke, ...]:
    """All at once: a page has many."""
    if not strokes:
        return ()
    places = shift.straighten(np.vstack([stroke.points for stroke in strokes]))
    ends = np.cumsum([len(stroke.points) for stroke in strokes])[:-1]
    parts = zip(np.split(places, ends), strokes, strict=True)
    return tuple(Stroke(points, stroke.thick) for points, stroke in parts)


def _find_shift(across: Sequence[Stroke], down: Sequence[Stroke], upright: Upright) -> Shift:
    width, height = upright.width, upright.height
    least = _LONG * max(width, height)
    level = [s.points for s in without_text(across, upright.texts, 1)]
    level = [points for points in level if np.ptp(points[:, 0]) > least]
    plumb = [s.points[:, ::-1] for s in without_text(down, upright.texts, 0)]
    plumb = [points for points in plumb if np.ptp(points[:, 0]) > least]
    texts = [_middle_line(quad) for quad in upright.texts if np.ptp(quad[:, 0]) > 3 * least]
    rows = _fit(level if _length(level) > _ENOUGH * width else [*level, *texts], width, height)
    columns = _fit(plumb, height, width)
    if columns is None:
        columns = np.zeros(len(_POWERS))
        columns[0] = -(rows[0] if rows is not None else 0.0)
    if rows is None:
        rows = np.zeros(len(_POWERS))
        rows[0] = -columns[0]
    return _shift(rows, columns, width, height)


def _middle_line(quad: Quad) -> Points:
    return np.asarray([(quad[0] + quad[3]) / 2, (quad[1] + quad[2]) / 2], np.float32)


def _length(lines: Sequence[Points]) -> float:
    return float(sum(np.ptp(points[:, 0]) for points in lines))


def _fit(lines: Sequence[Points], along: int, across: int) -> Numbers | None:
    """The shift across the lines that makes each one level: coefficients of `_POWERS`, in half lengths of
    the longer side. None where too little is there to fit."""
    if _length(lines) < _LITTLE * along:
        return None
    half = max(along, across) / 2
    powers = _powers_for(lines, along, across)
    terms, levels = [], []
    for points in lines:
        u, v = (points[:, 0] - along / 2) / half, (points[:, 1] - across / 2) / half
        part = np.column_stack([u**i * v**j for i, j in powers])
        weight = np.sqrt(np.ptp(points[:, 0]) / len(points) / half)
        # Each line lies at a level of its own, whatever that is: only differences from its mean count.
        terms.append((part - part.mean(axis=0)) * weight)
        levels.append((v - v.mean()) * weight)
    ridge = _RIDGE * np.eye(len(powers)) * sum(map(len, terms)) / 1000
    coefficients = np.zeros(len(_POWERS))
    trust = np.ones(len(lines))
    for _ in range(_ROUNDS):
        left = np.vstack([part * t for part, t in zip(terms, trust, strict=True)])
        right = -np.concatenate([level * t for level, t in zip(levels, trust, strict=True)])
        coefficients[: len(powers)] = np.linalg.solve(left.T @ left + ridge, left.T @ right)
        off = np.array([_roughness(points, coefficients, along, across) for points in lines]) * half
        trust = 1 / (1 + (off / _OFF) ** 2)
    return coefficients


def _powers_for(lines: Sequence[Points], along: int, across: int) -> tuple[tuple[int, int], ...]:
    """How much the lines can tell: few tell a lean; long ones that lie apart a tilt; many a bend."""
    if _length(lines) > _ENOUGH * along:
        return _POWERS
    long = [float(np.median(points[:, 1])) for points in lines if np.ptp(points[:, 0]) > _LONG_LINE * along]
    apart = len(long) > 1 and np.ptp(long) > _APART * across
    return _POWERS[: _TILT if apart else 1]


def _roughness(points: Points, coefficients: Numbers, along: int, across: int) -> float:
    """How far a line is from level after the shift, in half lengths."""
    half = max(along, across) / 2
    u, v = (points[:, 0] - along / 2) / half, (points[:, 1] - across / 2) / half
    level = v + sum(c * u**i * v**j for c, (i, j) in zip(coefficients, _POWERS, strict=True))
    return float(np.abs(level - np.median(level)).max())


def _shift(rows: Numbers, columns: Numbers, width: int, height: int) -> Shift:
    forward = np.zeros((len(_BACK), 2))
    forward[_BACK.index((1, 0)), 0] = forward[_BACK.index((0, 1)), 1] = 1.0
    for (i, j), down, right in zip(_POWERS, rows, columns, strict=True):
        forward[_BACK.index((i, j)), 1] += down
        forward[_BACK.index((j, i)), 0] += right
    there = np.stack(np.meshgrid(np.linspace(0, width, 24), np.linspace(0, height, 24)), axis=-1)
    points = there.reshape(-1, 2).astype(np.float32)
    moved = _bend(points, forward, width, height)
    half = max(width, height) / 2
    middle = np.array([width / 2, height / 2])
    back, *_ = np.linalg.lstsq(_powers_of(moved, width, height), (points - middle) / half, rcond=None)
    return Shift(width, height, forward, back)


def _bend(points: Points, coefficients: Numbers, width: int, height: int) -> Points:
    half, middle = max(width, height) / 2, np.array([width / 2, height / 2])
    return np.asarray(_powers_of(points, width, height) @ coefficients * half + middle, np.float32)


def _powers_of(points: Points, width: int, height: int) -> Numbers:
    half = max(width, height) / 2
    u = (points[:, 0].astype(np.float64) - width / 2) / half
    v = (points[:, 1].astype(np.float64) - height / 2) / half
    return np.column_stack([u**i * v**j for i, j in _BACK])


def _redraw(pixels: Image, upright: Upright, shift: Shift) -> Image:
    """The straight page, drawn from the picture's own pixels at once."""
    xs = np.arange(0, shift.width + _MESH, _MESH, dtype=np.float32)
    ys = np.arange(0, shift.height + _MESH, _MESH, dtype=np.float32)
    mesh = np.stack(np.meshgrid(xs, ys), axis=-1)
    places = move(shift.restore(mesh.reshape(-1, 2)), upright.back).reshape(mesh.shape)
    # Pixel centres of the coarse mesh lie at 0, 16, 32 ...: resizing keeps them there with this offset.
    full = cv2.warpAffine(
        places,
        np.array([[_MESH, 0, 0], [0, _MESH, 0]], np.float64),
        (shift.width, shift.height),
        flags=cv2.INTER_LINEAR,
    )
    return np.asarray(
        cv2.remap(pixels, full[:, :, 0], full[:, :, 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE),
        np.uint8,
    )
