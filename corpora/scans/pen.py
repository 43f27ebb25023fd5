"""Strokes of a pen: signatures that nobody can read, and dates in figures, drawn as curves."""

import random
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from dossier.evidence import Box
from extract.scan.pictures import Image

Stroke = NDArray[np.float64]
"""n x 2, in a box of one by one."""

INKS = ((24, 28, 34), (28, 30, 36), (22, 42, 120), (34, 52, 150), (18, 30, 96))
FIGURES: dict[str, Sequence[Sequence[tuple[float, float]]]] = {
    "0": [[(0.5, 0.0), (0.05, 0.3), (0.1, 0.8), (0.5, 1.0), (0.9, 0.7), (0.85, 0.2), (0.45, 0.02)]],
    "1": [[(0.6, 0.0), (0.5, 0.5), (0.45, 1.0)]],
    "2": [[(0.1, 0.25), (0.4, 0.0), (0.85, 0.2), (0.6, 0.6), (0.05, 0.98), (0.5, 0.9), (0.95, 0.98)]],
    "3": [[(0.15, 0.1), (0.6, 0.0), (0.8, 0.22), (0.4, 0.45), (0.85, 0.7), (0.5, 1.0), (0.1, 0.9)]],
    "4": [[(0.55, 0.0), (0.1, 0.6), (0.95, 0.62)], [(0.65, 0.3), (0.6, 1.0)]],
    "5": [
        [(0.25, 0.05), (0.2, 0.45), (0.7, 0.45), (0.8, 0.8), (0.4, 1.0), (0.1, 0.9)],
        [(0.25, 0.05), (0.9, 0.02)],
    ],
    "6": [[(0.75, 0.0), (0.25, 0.4), (0.15, 0.85), (0.6, 1.0), (0.8, 0.7), (0.4, 0.55), (0.2, 0.75)]],
    "7": [[(0.05, 0.05), (0.5, 0.08), (0.95, 0.02), (0.6, 0.5), (0.4, 1.0)]],
    "8": [
        [
            (0.75, 0.12),
            (0.3, 0.1),
            (0.4, 0.42),
            (0.85, 0.75),
            (0.4, 1.0),
            (0.15, 0.75),
            (0.7, 0.35),
            (0.75, 0.1),
        ]
    ],
    "9": [[(0.8, 0.25), (0.4, 0.0), (0.15, 0.3), (0.5, 0.5), (0.8, 0.2), (0.75, 0.6), (0.5, 1.0)]],
    ".": [[(0.3, 0.92), (0.4, 0.98)]],
}


def sign(pixels: Image, scale: float, box: Box, rng: random.Random) -> None:
    """Two or three characters that run into each other, in place, filling `box` (points of the sheet)."""
    count = rng.choice((2, 3, 3))
    strokes = []
    for place in range(count):
        for _ in range(rng.randint(3, 6)):
            strokes.append(scribble(rng) * (0.95 / count, 0.9) + (place / count, 0.05))
    strokes.append(np.array([[0.1, 0.7], [0.5, 0.6], [1.0, 0.85]]) + rng.uniform(-0.1, 0.1))
    draw_strokes(pixels, scale, box, strokes, rng)


def write_date(pixels: Image, scale: float, box: Box, rng: random.Random, year: int) -> None:
    text = f"{year}.{rng.randint(3, 4)}.{rng.randint(1, 28)}"
    strokes = []
    for place, figure in enumerate(text):
        for points in FIGURES[figure]:
            wobble = np.array(points) + [[rng.gauss(0, 0.04), rng.gauss(0, 0.04)] for _ in points]
            strokes.append(
                wobble * (0.72 / len(text), 0.9) + ((place + rng.uniform(0, 0.2)) / len(text), 0.05)
            )
    draw_strokes(pixels, scale, box, strokes, rng)


def scribble(rng: random.Random) -> Stroke:
    """A stroke of a character: across, down, slanting, or with a hook."""
    x, y, long = rng.uniform(0, 0.7), rng.uniform(0, 0.7), rng.uniform(0.25, 0.7)
    kind = rng.choice(("across", "down", "left", "right", "hook", "loop"))
    ways = {
        "across": [(0, 0), (long / 2, -0.03), (long, -0.08)],
        "down": [(0, 0), (0.02, long / 2), (-0.03, long)],
        "left": [(0, 0), (-0.1, long * 0.5), (-0.4 * long, long)],
        "right": [(0, 0), (long * 0.4, long * 0.5), (long, long * 0.7)],
        "hook": [(0, 0), (long, -0.05), (long * 0.8, long * 0.7), (long * 0.5, long * 0.5)],
        "loop": [(0, 0), (long, 0.1), (long * 0.3, long), (0, long * 0.4), (long * 1.1, long * 0.6)],
    }
    return np.asarray(np.add(ways[kind], (x, y)))


def draw_strokes(
    pixels: Image, scale: float, box: Box, strokes: Sequence[Stroke], rng: random.Random
) -> None:
    """The strokes as smooth lines of changing breadth, slanting a little, in one ink."""
    ink, breadth, slant = rng.choice(INKS), rng.uniform(0.8, 1.7) * scale, rng.uniform(-0.05, 0.2)
    size = np.array([box[2] - box[0], box[3] - box[1]])
    layer = np.zeros(pixels.shape[:2], np.uint8)
    for stroke in strokes:
        line = smooth(stroke)
        line[:, 0] += slant * (0.5 - line[:, 1]) * size[1] / size[0]
        points = (line * size + box[:2]) * scale
        # The pen slows down at the start and presses harder there.
        widths = breadth * np.linspace(rng.uniform(1.0, 1.25), rng.uniform(0.4, 0.9), len(points))
        for start, end, width in zip(points[:-1], points[1:], widths, strict=False):
            first, second = (tuple(round(float(part) * 8) for part in point) for point in (start, end))
            cv2.line(layer, first, second, 255, max(1, round(float(width))), cv2.LINE_AA, 3)
    inked = (layer.astype(np.float32) / 255 * rng.uniform(0.8, 0.97))[:, :, None]
    x0, y0, x1, y1 = find_extent(layer)
    part = pixels[y0:y1, x0:x1]
    through = 1 - inked[y0:y1, x0:x1] * (1 - np.array(ink, np.float32) / 255)
    part[:] = np.clip(part * through, 0, 255).astype(np.uint8)


def smooth(stroke: Stroke) -> Stroke:
    """A curve through the points (Catmull-Rom)."""
    points = np.concatenate([stroke[:1], stroke, stroke[-1:]])
    steps = np.linspace(0, 1, 12, endpoint=False)[:, None]
    parts = []
    for a, b, c, d in zip(points, points[1:], points[2:], points[3:], strict=False):
        parts.append(
            0.5
            * (
                2 * b
                + (c - a) * steps
                + (2 * a - 5 * b + 4 * c - d) * steps**2
                + (3 * b - a - 3 * c + d) * steps**3
            )
        )
    return np.concatenate([*parts, points[-1:]])


def find_extent(layer: Image) -> tuple[int, int, int, int]:
    x, y, width, height = cv2.boundingRect(layer)
    return x, y, x + width, y + height
