"""Ellipses through points of a picture, many of which belong to no ellipse or to another one.

Three points make a circle, five an ellipse. Many are drawn from the points (the same for the same
points, there is no chance in it) and those that most points lie on are kept and fitted to them.
"""

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_CIRCLES = 700
_OVALS = 900
_MOST_POINTS = 260
_KEPT = 14
_FLATTEST = 0.55
"""The shorter axis of an ellipse, as a part of the longer one, at least."""
_NEAR = 0.025
"""How far from the ellipse a point may lie, as a part of its radius, to be on it."""


@dataclass(frozen=True, slots=True)
class Ellipse:
    """Centre, half axes (the longer first) in pixels, and the turn of the longer axis, radians clockwise
    as a picture is seen."""

    x: float
    y: float
    long: float
    short: float
    turn: float

    @property
    def radius(self) -> float:
        """Of the circle of the same area."""
        return math.sqrt(self.long * self.short)

    @property
    def reach(self) -> tuple[float, float]:
        """How far it reaches from its centre, across and down."""
        cos, sin = math.cos(self.turn), math.sin(self.turn)
        return (
            math.hypot(self.long * cos, self.short * sin),
            math.hypot(self.long * sin, self.short * cos),
        )

    def scaled(self, by: float) -> "Ellipse":
        """The same ellipse in a picture `by` times as large."""
        return Ellipse(self.x * by, self.y * by, self.long * by, self.short * by, self.turn)

    def grown(self, by: float) -> "Ellipse":
        """An ellipse around the same centre, `by` times as large."""
        return Ellipse(self.x, self.y, self.long * by, self.short * by, self.turn)

    def radii(self, points: Floats) -> Floats:
        """How far from the centre each point is; 1 on the ellipse."""
        cos, sin = math.cos(self.turn), math.sin(self.turn)
        across, down = points[:, 0] - self.x, points[:, 1] - self.y
        return np.hypot((across * cos + down * sin) / self.long, (down * cos - across * sin) / self.short)

    def at(self, angles: Floats) -> Floats:
        """The points of the ellipse at angles measured clockwise from the top, as on a clock; on an oval,
        at the angles of the circle that it is pressed from."""
        inner = angles - math.pi / 2 - self.turn
        cos, sin = math.cos(self.turn), math.sin(self.turn)
        across, down = self.long * np.cos(inner), self.short * np.sin(inner)
        return np.stack([self.x + across * cos - down * sin, self.y + across * sin + down * cos], axis=-1)


def find_ellipses(points: Floats, smallest: float, largest: float) -> list[Ellipse]:
    """Ellipses that many of the points (N x 2) lie on, with radii between two limits; best first. Several
    may be about the same one."""
    if len(points) < 12:
        return []
    some = points[:: max(1, len(points) // _MOST_POINTS)]
    chance = np.random.default_rng(len(some))
    drawn = np.concatenate([_draw_circles(some, chance), _draw_ovals(some, chance)])
    long, short = drawn[:, 2], drawn[:, 3]
    with np.errstate(invalid="ignore"):
        fits = np.isfinite(drawn).all(axis=1) & (short >= smallest) & (long <= largest)
        fits &= short > _FLATTEST * long
    drawn = drawn[fits]
    if not len(drawn):
        return []
    best = np.argsort(-_share_on(drawn, some), kind="stable")
    kept: list[Ellipse] = []
    for index in best:
        ellipse = Ellipse(*(float(part) for part in drawn[index]))
        if not any(is_about_same(ellipse, other) for other in kept):
            kept.append(ellipse)
        if len(kept) == _KEPT:
            break
    return kept


def is_about_same(one: Ellipse, other: Ellipse, within: float = 0.12) -> bool:
    away = math.hypot(one.x - other.x, one.y - other.y)
    scale = within * min(one.radius, other.radius)
    return away < scale and abs(one.long - other.long) < scale and abs(one.short - other.short) < scale


def fit_circle(points: Floats, near: Ellipse, within: float) -> Ellipse | None:
    """The circle that fits best the points near an ellipse."""
    on = points[np.abs(near.radii(points) - 1.0) < within]
    if len(on) < 8:
        return None
    middle = on.mean(axis=0)
    moved = on - middle
    system = np.column_stack([2 * moved, np.ones(len(on))])
    (x, y, rest), *_ = np.linalg.lstsq(system, (moved**2).sum(axis=1), rcond=None)
    radius = math.sqrt(max(rest + x * x + y * y, 1.0))
    return Ellipse(float(x + middle[0]), float(y + middle[1]), radius, radius, 0.0)


def fit_oval(points: Floats, near: Ellipse, within: float) -> Ellipse | None:
    """The ellipse that fits best the points near an ellipse."""
    on = points[np.abs(near.radii(points) - 1.0) < within]
    if len(on) < 12:
        return None
    (x, y), (wide, tall), degrees = cv2.fitEllipseDirect(on.astype(np.float32))
    long, short, turn = (wide, tall, degrees) if wide >= tall else (tall, wide, degrees + 90.0)
    if not short > _FLATTEST * long:
        return None
    return Ellipse(x, y, long / 2, short / 2, math.radians(turn % 180.0))


def _draw_circles(points: Floats, chance: np.random.Generator) -> Floats:
    """Rows of x, y, long, short, turn; not finite where three points lie on a line."""
    a, b, c = (points[chance.integers(0, len(points), _CIRCLES)] for _ in range(3))
    ab, ac = b - a, c - a
    twice = 2 * (ab[:, 0] * ac[:, 1] - ab[:, 1] * ac[:, 0])
    with np.errstate(divide="ignore", invalid="ignore"):
        square_b, square_c = (ab**2).sum(axis=1), (ac**2).sum(axis=1)
        x = (ac[:, 1] * square_b - ab[:, 1] * square_c) / twice
        y = (ab[:, 0] * square_c - ac[:, 0] * square_b) / twice
        radius = np.hypot(x, y)
    return np.stack([x + a[:, 0], y + a[:, 1], radius, radius, np.zeros(_CIRCLES)], axis=1)


def _draw_ovals(points: Floats, chance: np.random.Generator) -> Floats:
    """The same for ellipses through five points; other conics are not finite or too flat."""
    middle = points.mean(axis=0)
    scale = float(np.abs(points - middle).max()) or 1.0
    five = ((points - middle) / scale)[chance.integers(0, len(points), (_OVALS, 5))]
    five = five + chance.normal(0.0, 1e-6, five.shape)  # points on a line would have no solution
    x, y = five[:, :, 0], five[:, :, 1]
    system = np.stack([x * x, x * y, y * y, x, y], axis=2)
    conic = np.linalg.solve(system, np.ones((_OVALS, 5, 1)))[:, :, 0]
    axes: Floats = _axes_of(conic) * np.array([scale, scale, scale, scale, 1.0]) + np.array(
        [*middle, 0, 0, 0]
    )
    return axes


def _axes_of(conic: Floats) -> Floats:
    """Rows of a, b, c, d, e in ax² + bxy + cy² + dx + ey = 1 as rows of x, y, long, short, turn."""
    a, b, c, d, e = conic.T
    with np.errstate(all="ignore"):
        below = 4 * a * c - b * b
        x, y = (b * e - 2 * c * d) / below, (b * d - 2 * a * e) / below
        sign = np.sign(a + c)
        size = sign * (1 + a * x * x + b * x * y + c * y * y)
        a, b, c = sign * a, sign * b, sign * c
        spread = np.hypot(a - c, b)
        long, short = np.sqrt(2 * size / (a + c - spread)), np.sqrt(2 * size / (a + c + spread))
        turn = 0.5 * np.arctan2(-b, c - a)
    ellipses = np.stack([x, y, long, short, turn], axis=1)
    found: Floats = np.where((below > 0)[:, None], ellipses, np.nan)
    return found


def _share_on(drawn: Floats, points: Floats) -> Floats:
    """For each row of x, y, long, short, turn: how many of the points lie on it, by its length."""
    x, y, long, short, turn = (column[:, None] for column in drawn.T)
    across, down = points[None, :, 0] - x, points[None, :, 1] - y
    cos, sin = np.cos(turn), np.sin(turn)
    radii = np.hypot((across * cos + down * sin) / long, (down * cos - across * sin) / short)
    count = (np.abs(radii - 1.0) < _NEAR).sum(axis=1)
    return np.asarray(count / np.sqrt(drawn[:, 2] * drawn[:, 3]), np.float64)
