"""The name on the ring of a seal: the arc of words rolled out into a line and recognised.

Words run clockwise along the inside of the ring, however the seal was pressed. Where they begin is where
the arc has its widest gap; what stands in it is no part of the name, such as a number along the ring or a
line of words below the star. A name is told only where two looks at it agree.
"""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.scan.pictures import Image
from extract.seals.ellipses import Ellipse
from extract.seals.ink import find_paper, ink_by_colour, ink_by_light, own_outline, without_others
from extract.seals.shapes import SeenSeal
from extract.seals.signs import Look

Recognise = Callable[[Sequence[Image]], list[tuple[Look, float]]]
"""Grey pictures of single lines -> what is read of each, and how sure its least certain character is."""
Floats = NDArray[np.float32]

_LINE_HEIGHT = 48
_DEEPEST = 0.56
"""The arc of words ends at most this far below the ring's outer edge, in radii."""
_ROWS, _COLUMNS = 112, 1440
_A_RADIUS = _ROWS / _DEEPEST
_RING = 0.45
"""A row of the strip inked more than this part of the most inked one is a ring; a seal may have two."""
_EMPTY, _FAINT = 0.02, 0.2
"""Beyond the emptiest row, ink that still is no word; the ink of a row, of the fullest one, that is none."""
_OUTER, _INNER = slice(5, 18), slice(22, 44)
"""Of the line: both are inked by a name. A number along the ring stands in the outer part alone, a straight
line of words in the inner one alone."""
_REACH = 8
_WIDE_GAP = 40
"""Pixels of the line that a gap takes at least where a name ends; else it is read on around the ring."""
_WEAK = 0.35
"""Ink weaker than this, of the strongest, is not made stronger."""
_NARROWER, _SHARP = 0.8, 2.0
_SHORTEST = 3
_NO_WORD = re.compile(r"[^㐀-鿿（）()]")


@dataclass(frozen=True, slots=True)
class RingName:
    """What was read on the arc, in each look, the most certain first; and how sure the name is: that of
    the least certain character where two looks agree, else 0."""

    looks: tuple[Look, ...]
    score: float

    @property
    def text(self) -> str:
        return self.looks[0].text


def read_ring(
    image: Image, seal: SeenSeal, recognise: Recognise, others: Sequence[SeenSeal] = ()
) -> RingName | None:
    """The name on a seal's ring as far as it can be read; None where nothing like a name is."""
    read = [
        (replace(look, text=_NO_WORD.sub("", look.text), cut=seal.cut), score)
        for look, score in recognise(unroll_names(image, seal, others))
    ]
    sums: dict[str, list[float]] = {}
    for look, score in read:
        if len(look.text) >= _SHORTEST:
            sums.setdefault(look.text, []).append(score)
    if not sums:
        return None
    texts = sorted(sums, key=lambda text: -sum(sums[text]) * math.sqrt(len(text)))
    (first, score), (second, _) = read[0], read[1]
    agreed = score if first.text == second.text == texts[0] else 0.0
    looks = (next(look for look, _ in read if look.text == text) for text in texts)
    return RingName(tuple(looks), agreed)


def unroll_names(image: Image, seal: SeenSeal, others: Sequence[SeenSeal] = ()) -> list[Image]:
    """The name as lines of black on white: by its light, by its colour, and by its light once more, closer
    together and sharper."""
    paper, outline = find_paper(image), own_outline(seal)
    lines = []
    for ink_of in (ink_by_light, ink_by_colour):
        ink = without_others(ink_of(image, seal, paper), seal, others)
        strip, length = _unroll(ink, outline)
        lines.append(_as_print(_name_on(_line_of(strip, length))))
    return [*lines, _closer(lines[0])]


def _closer(line: Image) -> Image:
    """Characters closer together, and sharper."""
    narrow = max(_LINE_HEIGHT, round(line.shape[1] * _NARROWER))
    seen = cv2.resize(line, (narrow, line.shape[0]), interpolation=cv2.INTER_AREA).astype(np.float32)
    sharp = seen + (seen - cv2.GaussianBlur(seen, (0, 0), _SHARP))
    return np.asarray(np.clip(sharp, 0, 255), np.uint8)


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


def _line_of(strip: Floats, length: float) -> Floats:
    """The words alone, evenly inked, `_LINE_HEIGHT` high, characters as wide as they are pressed."""
    top, bottom = _band(strip)
    deep = (bottom - top) * _DEEPEST / _ROWS
    width = max(_LINE_HEIGHT, round(_LINE_HEIGHT * length / deep))
    line = cv2.resize(strip[top:bottom], (width, _LINE_HEIGHT), interpolation=cv2.INTER_AREA)
    strength = np.quantile(line[6:44], 0.9, axis=0)[None].astype(np.float32)
    around = _near(strength, _LINE_HEIGHT)
    smooth = cv2.blur(np.tile(around, 3), (2 * _LINE_HEIGHT + 1, 1))[:, width : 2 * width]
    around = np.asarray(smooth, np.float32)
    around = np.maximum(around, _WEAK * max(0.2, float(around.max())))
    return np.asarray(np.clip(1.15 * line / around - 0.1, 0.0, 1.0), np.float32)


def _band(strip: Floats) -> tuple[int, int]:
    """The rows in which the words stand: below the ring or both rings, above the star."""
    inked = strip.mean(axis=1)
    least, most = int(0.05 * _A_RADIUS), int(0.17 * _A_RADIUS)
    rings = np.flatnonzero(inked[:most] > _RING * float(inked[:most].max()))
    after = max(least, int(rings[-1]) + 1)
    room = inked[after : after + int(0.06 * _A_RADIUS)]
    start = after + int(np.flatnonzero(room <= float(room.min()) + _EMPTY)[0])
    words = inked[start : start + int(0.4 * _A_RADIUS)]
    first = int(0.14 * _A_RADIUS)
    weak = words < _FAINT * float(words[: 2 * first].max())
    ends = np.flatnonzero(weak[first:-1] & weak[first + 1 :])
    end = start + first + (int(ends[0]) if len(ends) else int(0.22 * _A_RADIUS))
    return max(0, start - 1), min(_ROWS, end + 2)


def _name_on(line: Floats) -> Floats:
    """The line from the end of its widest gap to the gap's beginning."""
    width = line.shape[1]
    outer = _near(line[_OUTER].max(axis=0)[None], _REACH)
    inner = _near(line[_INNER].max(axis=0)[None], _REACH)
    empty = np.minimum(outer, inner)[0] <= _WEAK
    if not empty.any():
        return np.concatenate([line, line[:, : width // 4]], axis=1)
    steps = np.diff(np.concatenate([[False], empty, empty, [False]]).astype(np.int8))
    begins, ends = np.flatnonzero(steps == 1), np.flatnonzero(steps == -1)
    widest = int((ends - begins).argmax())
    begin, end = int(begins[widest]), int(min(ends[widest], begins[widest] + width))
    on = np.concatenate([line, line, line], axis=1)
    if end - begin < _WIDE_GAP:
        return np.asarray(on[:, end : end + width + width // 4])
    return np.asarray(on[:, end + 2 : max(begin + width - 2, end + 2 + _LINE_HEIGHT)])


def _near(row: Floats, reach: int) -> Floats:
    """The strongest within some columns of each, on a line that closes upon itself."""
    width = row.shape[1]
    wide = cv2.dilate(np.tile(row, 3), np.ones((1, 2 * reach + 1), np.uint8))
    return np.asarray(wide[:, width : 2 * width], np.float32)


def _as_print(line: Floats) -> Image:
    grey = np.asarray(255.0 * (1.0 - line), np.uint8)
    margin = _LINE_HEIGHT // 4
    return np.asarray(
        cv2.copyMakeBorder(grey, 4, 4, margin, margin, cv2.BORDER_CONSTANT, value=[255.0]), np.uint8
    )
