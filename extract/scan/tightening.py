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
    filled = part.sum(axis=1)
    first, last = (_core(overlap, y1 - y0) for overlap in overlaps)
    top, bottom = first, len(filled) - last
    if not filled[top:bottom].any():
        return
    little = _BETWEEN * float(np.median(filled[top:bottom]))
    top = first - _reach(filled[first::-1], little)
    bottom = len(filled) - last + _reach(filled[len(filled) - last - 1 :], little)
    yield _close(part, x0, y0, top, bottom)


def _core(overlap: int, high: int) -> int:
    """Where the core of a line begins, in pixels from the edge of its box."""
    return max(1, round(min(max(_CORE * high, overlap + _BEYOND * high), _DEEPEST * high)))


def _reach(filled: NDArray[np.int_], little: float) -> int:
    """How far a line goes on from its core: to where least ink is, if that is little and there is more
    beyond, of the next line; else as far as there is any."""
    least = int(np.argmin(filled))
    cut_off = filled[-1] > 0  # by the edge of the box; a stroke of a character, as of 三, is whole
    if cut_off and filled[least] <= little and filled[least:].max() > filled[least]:
        return max(0, least - 1)
    return len(filled) - 1


def _close(part: NDArray[np.bool_], x0: int, y0: int, top: int, bottom: int) -> PixelBox:
    left, right = _without_dots(part[top:bottom])
    rows = np.flatnonzero(part[top:bottom, left:right].any(axis=1))
    return x0 + left, y0 + top + int(rows[0]), x0 + right, y0 + top + int(rows[-1]) + 1


def _without_dots(part: NDArray[np.bool_]) -> tuple[int, int]:
    """From where to where a line reaches, without specks of dirt before and behind it."""
    filled = np.concatenate([[False], part.any(axis=0), [False]])
    edges = np.flatnonzero(filled[1:] != filled[:-1])
    runs = [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
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
    filled = np.concatenate([[False], part.any(axis=1), [False]])
    edges = np.flatnonzero(filled[1:] != filled[:-1])
    runs: list[tuple[int, int]] = []
    for top, bottom in zip(edges[::2], edges[1::2], strict=True):
        if runs and bottom - runs[-1][0] < 1.1 * wide and top - runs[-1][1] < 0.25 * wide:
            runs[-1] = (runs[-1][0], int(bottom))
        else:
            runs.append((int(top), int(bottom)))
    return runs
