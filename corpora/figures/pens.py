"""What a pen does to figures in print: struck out, written over, added."""

import random
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from corpora.scans.pen import FIGURES
from extract.scan.figures import OTHER, SPOILT

EM = 48
"""The size of the print that lines are drawn at, in pixels; they are made smaller when they are worn."""
Ink = NDArray[np.float32]
"""How much ink lies at each pixel, from 0 to 1."""
Span = tuple[float, float]
Point = tuple[float, float]

_TALL = 0.75 * EM
"""How high a figure is."""


def draw_on(
    ink: Ink, rng: random.Random, boxes: Sequence[Span], labels: Sequence[str], base: int
) -> tuple[Ink, list[str]]:
    """A pen at one figure or more, whose labels are then `SPOILT`; nothing where there are none."""
    figures = [n for n, label in enumerate(labels) if label not in ("", OTHER)]
    ink, spoilt = ink.copy(), list(labels)
    if not figures:
        return ink, spoilt
    start = rng.choice(figures)
    end = start + 1
    while end in figures and rng.random() < 0.6:
        end += 1
    if rng.random() < 0.125:
        return _add_one(ink, rng, boxes, spoilt, end, base)
    way = rng.choice((_strike, _strike, _slash, _write_over, _write_over, _scribble, _set_caret))
    way(ink, rng, boxes[start:end], base)
    spoilt[start:end] = [SPOILT] + [""] * (end - start - 1)
    return ink, spoilt


def draw_stroke(ink: Ink, points: Sequence[Point], thick: float, dark: float) -> None:
    """In place."""
    path = np.array([[round(8 * x), round(8 * y)] for x, y in points], np.int32)
    layer = np.zeros_like(ink)
    cv2.polylines(layer, [path.reshape(-1, 1, 2)], False, dark, max(1, round(thick)), cv2.LINE_AA, 3)
    np.maximum(ink, layer, out=ink)


def _pen(rng: random.Random) -> tuple[float, float]:
    """How thick its stroke is, and how dark."""
    return rng.uniform(2, 6), rng.uniform(0.5, 1)


def _strike(ink: Ink, rng: random.Random, boxes: Sequence[Span], base: int) -> None:
    pen = _pen(rng)
    for _ in range(rng.choice((1, 1, 2))):
        y = base - 0.36 * EM + rng.uniform(-0.22, 0.22) * EM
        left, right = boxes[0][0] - rng.uniform(-2, 6), boxes[-1][1] + rng.uniform(-2, 6)
        draw_stroke(ink, _wavy(rng, (left, y), (right, y + rng.uniform(-6, 6))), *pen)


def _slash(ink: Ink, rng: random.Random, boxes: Sequence[Span], base: int) -> None:
    pen, left, right = _pen(rng), boxes[0][0], boxes[-1][1]
    draw_stroke(ink, _wavy(rng, (left, base + 1), (right, base - _TALL - rng.uniform(-4, 6))), *pen)
    if rng.random() < 0.4:
        draw_stroke(ink, _wavy(rng, (left, base - _TALL), (right, base + 2)), *pen)


def _write_over(ink: Ink, rng: random.Random, boxes: Sequence[Span], base: int) -> None:
    pen = _pen(rng)
    for left, right in boxes:
        _write(ink, rng, rng.choice("0123456789"), (left - 1, base - _TALL), (right - left + 2, _TALL), pen)


def _scribble(ink: Ink, rng: random.Random, boxes: Sequence[Span], base: int) -> None:
    left, right = boxes[0][0], boxes[-1][1]
    points = [(rng.uniform(left, right), base - _TALL * rng.random()) for _ in range(rng.randint(4, 8))]
    draw_stroke(ink, points, *_pen(rng))


def _set_caret(ink: Ink, rng: random.Random, boxes: Sequence[Span], base: int) -> None:
    x = rng.uniform(boxes[0][0], boxes[-1][1])
    draw_stroke(ink, [(x - 7, base + 10), (x, base - rng.uniform(2, 14)), (x + 7, base + 11)], *_pen(rng))


def _add_one(
    ink: Ink, rng: random.Random, boxes: Sequence[Span], labels: list[str], end: int, base: int
) -> tuple[Ink, list[str]]:
    """A figure behind others, where there is room for it or over what stands there."""
    x = boxes[end - 1][1] + 2
    if x < ink.shape[1] - 0.4 * EM:
        size = 0.38 * EM, _TALL * rng.uniform(0.8, 1.1)
        _write(ink, rng, rng.choice("0123456789"), (x, base - _TALL), size, _pen(rng))
        labels[end : end + 1] = [SPOILT]
    return ink, labels


def _wavy(rng: random.Random, one: Point, other: Point) -> list[Point]:
    return [
        (one[0] + t * (other[0] - one[0]), one[1] + t * (other[1] - one[1]) + rng.gauss(0, 1.5))
        for t in (0.0, 0.25, 0.5, 0.75, 1.0)
    ]


def _write(
    ink: Ink, rng: random.Random, figure: str, corner: Point, size: Point, pen: tuple[float, float]
) -> None:
    for points in FIGURES[figure]:
        wobble = [
            (corner[0] + size[0] * (x + rng.gauss(0, 0.05)), corner[1] + size[1] * (y + rng.gauss(0, 0.05)))
            for x, y in points
        ]
        draw_stroke(ink, wobble, *pen)
