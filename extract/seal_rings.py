"""The name on the ring of a seal: the arc of words rolled out into a line and recognised.

Words run clockwise along the inside of the ring, however the seal was pressed. Where they begin is where
the arc has a wide gap. Black print under the seal is not red and does not disturb.
"""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.ellipses import Ellipse
from extract.ink import paper_colour
from extract.pictures import Image
from extract.seals import SeenSeal

Recognise = Callable[[Sequence[Image]], list[tuple[str, float]]]
"""Grey pictures of single lines -> the text of each, and how sure its least certain character is."""
Floats = NDArray[np.float32]

_LINE_HEIGHT = 48
_DEEPEST = 0.56
"""The arc of words ends at most this far below the ring's outer edge, in radii."""
_ROWS, _COLUMNS = 112, 1440
_INKED = 0.45
_GAPS = 3
"""How many of the widest gaps are tried as the beginning and the end of the name."""
_MOST_OF_IT = 0.75
"""A name takes up this much of what stands around the ring; a number below it, the rest."""
_SHORTEST = 4
"""Characters of the shortest name of an office."""
_NO_WORD = re.compile(r"[^㐀-鿿（）()]")


@dataclass(frozen=True, slots=True)
class RingName:
    """The name on the arc, and how sure it is: its least certain character, less where much was left."""

    text: str
    score: float


@dataclass(frozen=True, slots=True, eq=False)
class RingLine:
    """A part of the ring rolled out; how wide the gaps around it are, of the widest one, and how much of
    the ring's ink stands in it."""

    picture: Image
    gap: float
    share: float

    @property
    def likely(self) -> float:
        """How likely it is the name, by its gaps and its ink alone."""
        return float(self.gap**0.4 * self.share)


def read_ring(image: Image, seal: SeenSeal, recognise: Recognise) -> RingName | None:
    """The name on a seal's ring as far as it can be read; None where nothing like a name is."""
    lines = unroll_names(image, seal)
    read = (
        [(_NO_WORD.sub("", text), score) for text, score in recognise([line.picture for line in lines])]
        if lines
        else []
    )
    named = [
        (RingName(text, score * min(1.0, line.share / _MOST_OF_IT)), line.likely)
        for (text, score), line in zip(read, lines, strict=True)
        if len(text) >= _SHORTEST
    ]
    best = max(named, key=lambda each: each[0].score * math.sqrt(len(each[0].text)) * each[1], default=None)
    return best[0] if best else None


def unroll_names(image: Image, seal: SeenSeal) -> list[RingLine]:
    """What may be the name, each as a line of black on white: from each of the widest gaps of the arc to
    each of them, as a number or a straight line of words may stand at the bottom."""
    ink, outline = _cut_out(image, seal)
    strip, length = _unroll(ink, outline)
    top, bottom = _band(strip)
    deep = (bottom - top) * _DEEPEST / _ROWS
    width = max(_LINE_HEIGHT, round(_LINE_HEIGHT * length / deep))
    line = _resized(strip[top:bottom], width, _LINE_HEIGHT)
    gaps = _widest_gaps(line)
    twice = np.concatenate([line, line], axis=1)
    cuts = [
        (first, last, last.end - last.wide + (0 if last.end - last.wide > first.end else width))
        for first in gaps
        for last in gaps
    ]
    widest, total = max(1, *(gap.wide for gap in gaps)), float(line.sum()) + 1.0
    return [
        RingLine(
            picture=_as_print(twice[:, first.end : end]),
            gap=min(first.wide, last.wide) / widest,
            share=float(twice[:, first.end : end].sum() / total),
        )
        for first, last, end in cuts
        if end - first.end > _SHORTEST * _LINE_HEIGHT // 2
    ]


def _cut_out(image: Image, seal: SeenSeal) -> tuple[Floats, Ellipse]:
    """How strong the ink of the seal is, 0 to 1, and the outline in that part of the picture. Where black
    print covers the ink it is taken to be as strong as around."""
    x0, y0, x1, y1 = seal.box
    outline = Ellipse(
        seal.outline.x - x0, seal.outline.y - y0, seal.outline.long, seal.outline.short, seal.outline.turn
    )
    if not seal.red:
        grey = image if image.ndim == 2 else cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
        dark = 255.0 - grey[y0:y1, x0:x1].astype(np.float32)
        return np.asarray(np.clip(dark / max(1.0, float(np.quantile(dark, 0.95))), 0, 1)), outline
    paper = cv2.resize(paper_colour(image), (image.shape[1], image.shape[0]))[y0:y1, x0:x1]
    light = image[y0:y1, x0:x1].astype(np.float32) / np.maximum(paper.astype(np.float32), 1.0)
    red = cv2.subtract(light[:, :, 0], light[:, :, 1])
    covered = light[:, :, 0] < 0.5
    around = cv2.dilate(red, np.ones((5, 5), np.uint8))
    red = np.where(covered, np.maximum(red, 0.8 * around), red)
    full = max(0.04, float(np.quantile(red, 0.93)))
    return np.asarray(np.clip(1.4 * red / full - 0.25, 0.0, 1.0), np.float32), outline


def _unroll(ink: Floats, outline: Ellipse) -> tuple[Floats, float]:
    """The ring rolled out clockwise from the top, its outer edge above, and how long it is halfway down
    the words, in radii. Lines of the strip are parallel to the outline, as the words on an oval are."""
    turns = np.linspace(0.0, 2 * math.pi, _COLUMNS + 1, dtype=np.float64)
    edge = outline.at(turns)
    along = np.gradient(edge, axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    inward = np.stack([-along[:, 1], along[:, 0]], axis=1)
    middle = edge + inward * (0.2 * outline.short)
    walked = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(middle, axis=0), axis=1))])
    even = np.linspace(0.0, walked[-1], _COLUMNS, endpoint=False)
    starts, ways = (
        np.stack([np.interp(even, walked, part[:, 0]), np.interp(even, walked, part[:, 1])], axis=1)
        for part in (edge, inward)
    )
    depths = np.linspace(0.0, _DEEPEST, _ROWS) * outline.short
    places = (starts[None] + ways[None] * depths[:, None, None]).astype(np.float32)
    strip = cv2.remap(ink, places[:, :, 0], places[:, :, 1], cv2.INTER_LINEAR)
    return np.asarray(strip, np.float32), float(walked[-1] / outline.short)


def _band(strip: Floats) -> tuple[int, int]:
    """The rows in which the words stand: below the ring, above the star."""
    inked = (strip > _INKED).mean(axis=1)
    row = _ROWS / _DEEPEST
    start = int(0.05 * row) + int(inked[int(0.05 * row) : int(0.17 * row)].argmin())
    first = start + int(0.14 * row)
    enough = 0.3 * float(inked[start:first].max())
    below = np.flatnonzero(inked[first : int(0.5 * row)] < enough)
    end = first + int(below[0]) if len(below) else int(0.42 * row)
    return max(0, start - 1), min(_ROWS, end + 2)


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch without ink, in columns; it may reach over the end of the line to its beginning."""

    end: int
    wide: int


def _widest_gaps(line: Floats) -> list[Gap]:
    """The widest stretches without ink on a line that closes upon itself."""
    width = line.shape[1]
    empty = (line > _INKED).mean(axis=0) < 0.05
    if empty.all() or not empty.any():
        return [Gap(0, 0)]
    first = int(np.flatnonzero(~empty)[0])
    turned = np.concatenate([np.roll(empty, -first), [False]])
    steps = np.flatnonzero(np.diff(turned.astype(np.int8), prepend=0))
    runs = [Gap(int(b + first) % width, int(b - a)) for a, b in zip(steps[::2], steps[1::2], strict=True)]
    return sorted(runs, key=lambda gap: -gap.wide)[:_GAPS]


def _resized(strip: Floats, width: int, height: int) -> Floats:
    return np.asarray(cv2.resize(strip, (width, height), interpolation=cv2.INTER_AREA), np.float32)


def _as_print(line: Floats) -> Image:
    grey = np.asarray(255.0 * (1.0 - line), np.uint8)
    margin = _LINE_HEIGHT // 4
    return np.asarray(
        cv2.copyMakeBorder(grey, 4, 4, margin, margin, cv2.BORDER_CONSTANT, value=[255.0]), np.uint8
    )
