"""Boxes of text drawn close around their ink, without slivers of neighbouring lines and specks of dirt."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from extract.scan.pictures import Image

PixelBox = tuple[int, int, int, int]
"""x0, y0, x1, y1 in pixels of the straight page."""

_CORE = 0.2
"""The part of a box, above and below, in which the neighbouring lines may reach."""
_BEYOND, _DEEPEST = 0.05, 0.45
"""How far beyond the box of the neighbouring line its end may lie, and the deepest it reaches."""
_BETWEEN = 0.15
"""How much ink, against that of a line's core, may stand between two lines that nearly touch."""
_DOT, _APART = 0.22, 0.3
"""A dot of that size at the end of a line, that far from it, in heights of the line, is dirt."""
_STACKED = 1.7
_STROKES = 0.17
"""How far strokes of one character stand apart, in heights of its box, if nothing is beyond them."""
_GROWTH, _SLIVER = 0.2, 0.05
"""How far a line may go on beyond its box, in heights of the box; and rows with so little ink, against that
of most, are paper."""
_TWO, _LINE, _AS_HIGH = 1.5, (0.75, 1.45), (0.6, 1.25)
"""A box that many lines high holds two; from where to where the first of them may end; how high a line of
print is, in heights of most."""
_STRAY, _OFF = 0.24, 0.15
"""A speck of that size, that far above or below a line, in heights of the line, is dirt."""
_SEVERAL, _BLOT, _THIN = 2.0, 0.5, 0.15
"""A line as long as several characters, in its heights; a larger blot, and how thin the rest of a rule is."""


def tighten(box: PixelBox, ink: Image, overlaps: tuple[int, int] = (0, 0)) -> Iterator[PixelBox]:
    """The box drawn close around its ink, without what it has of the lines above and below, whose boxes
    reach so many pixels into it. Characters that stand one below the other are a box each."""
    x0, y0, x1, y1 = (max(0, edge) for edge in box)
    part = np.asarray(ink[y0:y1, x0:x1] > 0, np.bool_)
    if not part.any():
        return
    if y1 - y0 > _STACKED * (x1 - x0):
        for top, bottom in _stacked_rows(part):
            yield _close(part, x0, y0, top, bottom)
        return
    y0, y1 = _grown(ink, (x0, y0, x1, y1))
    part = np.asarray(ink[y0:y1, x0:x1] > 0, np.bool_)
    filled = part.sum(axis=1)
    first, last = (_core(overlap, y1 - y0) for overlap in overlaps)
    top, bottom = first, len(filled) - last
    if not filled[top:bottom].any():
        return
    little = _BETWEEN * float(np.median(filled[top:bottom]))
    apart = _STROKES * len(filled)
    above, below = ink[max(0, y0 - 1), x0:x1], ink[min(len(ink) - 1, y1), x0:x1]
    top = first - _reach(filled[first::-1], little, 0 if above.any() else apart)
    bottom = (
        len(filled) - last + _reach(filled[len(filled) - last - 1 :], little, 0 if below.any() else apart)
    )
    yield _close(part, x0, y0, top, bottom)


def _grown(ink: Image, box: PixelBox) -> tuple[int, int]:
    """Top and bottom of a box made to take in all of a line that they cut, if paper is near: of the lines
    above and below there is more."""
    x0, y0, x1, y1 = box
    most = round(_GROWTH * (y1 - y0))
    filled = (ink[max(0, y0 - most) : y1 + most, x0:x1] > 0).sum(axis=1)
    least = _SLIVER * float(np.median(filled))
    inside = y0 - max(0, y0 - most)
    above = _beyond(filled[:inside][::-1], filled[inside], least)
    below = _beyond(filled[inside + y1 - y0 :], filled[inside + y1 - y0 - 1], least)
    return y0 - above, y1 + below


def _beyond(filled: NDArray[np.int_], edge: int, least: float) -> int:
    """How many rows beyond the edge of a box a line goes on; none where no paper comes."""
    paper = np.flatnonzero(filled <= least)
    return int(paper[0]) if edge > least and paper.size else 0


def part_lines(box: PixelBox, ink: Image, usual: float) -> list[PixelBox]:
    """The lines of a box in which the model took several for one, `usual` pixels high each; the box itself
    where no paper is seen between them."""
    x0, y0, x1, y1 = box
    filled = (ink[y0:y1, x0:x1] > 0).sum(axis=1)
    little = _BETWEEN * float(np.median(filled)) if len(filled) else 0.0
    tops, top = [0], 0
    while len(filled) - top > _TWO * usual:
        least, most = round(top + _LINE[0] * usual), round(top + _LINE[1] * usual)
        valley = least + int(np.argmin(filled[least:most]))
        below = np.flatnonzero(filled[valley:] > little)
        if filled[valley] > little or not below.size:
            return [box]
        top = valley + int(below[0])
        tops.append(top)
    ends = [*tops[1:], max(len(filled), tops[-1] + round(usual))]
    parts = [(x0, y0 + start, x1, y0 + end) for start, end in zip(tops, ends, strict=True)]
    return parts if all(_is_line(part, ink, usual) for part in parts) else [box]


def _is_line(part: PixelBox, ink: Image, usual: float) -> bool:
    """Is it as high as the lines of the page; handwriting is not."""
    x0, y0, x1, y1 = part
    rows = np.flatnonzero((ink[y0:y1, x0:x1] > 0).any(axis=1))
    return bool(rows.size and _AS_HIGH[0] < (rows[-1] - rows[0] + 1) / usual < _AS_HIGH[1])


def _core(overlap: int, high: int) -> int:
    """Where the core of a line begins, in pixels from the edge of its box."""
    return max(1, round(min(max(_CORE * high, overlap + _BEYOND * high), _DEEPEST * high)))


def _reach(filled: NDArray[np.int_], little: float, apart: float) -> int:
    """How far a line goes on from its core: to where least ink is, if that is little and there is more
    beyond, of the next line; else as far as there is any. Strokes of one character, as of 元, are no more
    than `apart` rows apart."""
    least = int(np.argmin(filled))
    cut_off = filled[-1] > 0  # by the edge of the box; a stroke of a character, as of 三, is whole
    near = np.count_nonzero(filled <= little) <= apart
    if cut_off and not near and filled[least] <= little and filled[least:].max() > filled[least]:
        return max(0, least - 1)
    return len(filled) - 1


def _close(part: NDArray[np.bool_], x0: int, y0: int, top: int, bottom: int) -> PixelBox:
    low, high = _without_strays(part[top:bottom])
    top, bottom = top + low, top + high
    left, right = _without_dots(part[top:bottom])
    rows = np.flatnonzero(part[top:bottom, left:right].any(axis=1))
    return x0 + left, y0 + top + int(rows[0]), x0 + right, y0 + top + int(rows[-1]) + 1


def _without_strays(part: NDArray[np.bool_]) -> tuple[int, int]:
    """From which row to which a line reaches, without specks of dirt well above and below it."""
    bands = _runs(np.asarray(part.any(axis=1)))
    main = max(range(len(bands)), key=lambda n: bands[n][1] - bands[n][0])
    high = bands[main][1] - bands[main][0]
    first = last = main
    while first > 0 and not _is_stray(part, bands[first - 1], bands[first][0] - bands[first - 1][1], high):
        first -= 1
    while last + 1 < len(bands) and not _is_stray(
        part, bands[last + 1], bands[last + 1][0] - bands[last][1], high
    ):
        last += 1
    return bands[first][0], bands[last][1]


def _is_stray(part: NDArray[np.bool_], band: tuple[int, int], gap: int, high: int) -> bool:
    """Is all ink of some rows in specks; beside several characters in blots, or the rest of a rule."""
    deep = band[1] - band[0]
    if gap < _OFF * high:
        return False
    runs = _runs(np.asarray(part[band[0] : band[1]].any(axis=0)))
    if max(deep, *(end - start for start, end in runs)) < _STRAY * high:
        return True
    if part.shape[1] < _SEVERAL * high:
        return False
    blot = max(deep, runs[-1][1] - runs[0][0]) < _BLOT * high
    return blot or (deep < _THIN * high and sum(end - start for start, end in runs) < part.shape[1] / 2)


def _runs(filled: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """From where to before where there is ink without a gap."""
    padded = np.concatenate([[False], filled, [False]])
    edges = np.flatnonzero(padded[1:] != padded[:-1])
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _without_dots(part: NDArray[np.bool_]) -> tuple[int, int]:
    """From where to where a line reaches, without specks of dirt before and behind it."""
    runs = _runs(np.asarray(part.any(axis=0)))
    rows = np.flatnonzero(part.any(axis=1))
    high = int(rows[-1] - rows[0]) + 1

    def is_dot(run: tuple[int, int], gap: int) -> bool:
        own = np.flatnonzero(part[:, run[0] : run[1]].any(axis=1))
        size = max(run[1] - run[0], int(own[-1] - own[0]) + 1)
        return size < _DOT * high and gap > _APART * high

    while len(runs) > 1 and is_dot(runs[0], runs[1][0] - runs[0][1]):
        runs.pop(0)
    while len(runs) > 1 and is_dot(runs[-1], runs[-1][0] - runs[-2][1]):
        runs.pop()
    return runs[0][0], runs[-1][1]


def _stacked_rows(part: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """From where to where each of several characters reaches that stand one below the other."""
    wide = part.shape[1]
    runs: list[tuple[int, int]] = []
    for top, bottom in _runs(np.asarray(part.any(axis=1))):
        if runs and bottom - runs[-1][0] < 1.1 * wide and top - runs[-1][1] < 0.25 * wide:
            runs[-1] = (runs[-1][0], bottom)
        else:
            runs.append((top, bottom))
    return runs
