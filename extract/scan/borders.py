"""How much of the border between two places of a table is seen on a straight page."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.scan.ocr import Quad
from extract.scan.pictures import Image

Levels = NDArray[np.float64]
"""Where lines lie, in pixels, in their order."""
Paths = NDArray[np.float64]
"""For each line where it lies at each pixel along it."""
Scores = NDArray[np.float64]
"""For each line and each part of it between two crossing lines, from 0 to 1."""

_TEXT_BESIDE, _TEXT_EDGE = 0.4, 0.15
_COVERED, _IN_TEXT = 0.5, 0.65
"""A border over so much of which text stands is seen no more than that."""
_CORNER = 4
_DRIFT = 3
"""How many pixels a line may lie off its level."""
_BESIDE = (6, 8)
"""At how many pixels from a line paper is to be seen."""
_STRETCH = 49
_GAPS = (3, 9)
"""Gaps shorter than this do not break a line, on a clear print and on a broken one."""
_PLAIN = 0.7
"""What is seen of a border that is surely there."""
_CLEAR = 0.9
"""Where lines are seen along less of their length than this, the print is broken."""


@dataclass(frozen=True, slots=True, eq=False)
class Borders:
    """Of the lines across, of the lines down: how much of each border is seen, against what is seen of
    most lines; and by how many pixels each line leans where it is seen. `bare`: what is seen of both when
    the frame does not count as closed."""

    across: Scores
    down: Scores
    lean_across: Levels
    lean_down: Levels
    bare: tuple[Scores, Scores]


def score_borders(
    ink: Image, ys: Levels, xs: Levels, texts: Sequence[Quad], paths: tuple[Paths, Paths] | None = None
) -> Borders:
    """The frame counts as closed, also where the margin cut it off. `paths`: of the lines across and down,
    where they do not run quite straight."""
    high, wide = ink.shape
    row_paths, column_paths = paths or (np.tile(ys[:, None], wide), np.tile(xs[:, None], high))
    for gap in _GAPS:
        across, off_across = _seen_of_all(ink, row_paths, xs, gap)
        down, off_down = _seen_of_all(np.asarray(ink.T), column_paths, ys, gap)
        clear = float(np.percentile([*np.median(across, axis=1), *np.median(down, axis=1)], 80))
        if clear >= _CLEAR:
            break
    clear = max(clear, 0.1)
    across = np.minimum(across / clear, 1.0) * _through_text(texts, ys, xs, 1)
    down = np.minimum(down / clear, 1.0) * _through_text(texts, xs, ys, 0)
    bare = across.copy(), down.copy()
    across[[0, -1]] = down[[0, -1]] = 1.0
    return Borders(across, down, _leans(across, off_across, xs), _leans(down, off_down, ys), bare)


def _leans(scores: Scores, offsets: Scores, stops: Levels) -> Levels:
    """Of each line against the nearer of its neighbours: where the page bends, all lean."""
    middles = (stops[1:] + stops[:-1]) / 2
    slopes, lengths = np.full(len(scores), np.nan), np.zeros(len(scores))
    for n, seen in enumerate(scores >= _PLAIN):
        if np.count_nonzero(seen) > 1:
            slopes[n] = np.polyfit(middles[seen], offsets[n][seen], 1)[0]
            lengths[n] = np.ptp(middles[seen])
    around = np.stack([np.r_[np.nan, slopes[:-1]], np.r_[slopes[1:], np.nan], np.zeros(len(slopes))])
    off = np.nanmin(np.abs(slopes - around), axis=0, initial=np.inf)
    return np.where(lengths > 0, off, 0.0) * lengths


def _seen_of_all(ink: Image, paths: Paths, stops: Levels, gap: int) -> tuple[Scores, Scores]:
    seen, offsets = zip(*(_seen(ink, path, stops, gap) for path in paths), strict=True)
    return np.array(seen), np.array(offsets)


def _seen(ink: Image, path: Levels, stops: Levels, gap: int) -> tuple[Scores, Scores]:
    """For each border of a line, between two of the `stops`, how much of it is seen: 1 where a thin dark
    line runs, half where something stands close beside it, nothing where it is dark on both sides, as text
    is. Text does not reach the corners. And how many pixels off its usual level it is seen."""
    reach = _DRIFT + _BESIDE[1]
    padded = np.pad(ink, ((reach, reach), (0, 0)))
    levels = np.clip(np.round(path).astype(int), 0, len(ink) - 1) + np.arange(2 * reach + 1)[:, None]
    rows = np.asarray(padded[levels, np.arange(ink.shape[1])] > 0, np.bool_)
    tracks = np.array([_track(rows, reach + drift, gap) for drift in range(-_DRIFT, _DRIFT + 1)])
    best = cv2.blur(tracks, (_STRETCH, 1)).argmax(axis=0)
    seen = np.take_along_axis(tracks, best[None], axis=0)[0]
    total = np.concatenate([[0.0], np.cumsum(seen)])
    ends = np.clip(np.round(stops).astype(int), 0, ink.shape[1])
    start, end = ends[:-1] + _CORNER, np.maximum(ends[1:] - _CORNER, ends[:-1] + _CORNER + 1)
    start, end = np.minimum(start, ink.shape[1] - 1), np.minimum(end, ink.shape[1])
    tip = np.clip((end - start) // 6, 3, 24)
    whole = (total[end] - total[start]) / (end - start)
    tips = np.minimum(
        total[np.minimum(start + tip, ink.shape[1])] - total[start], total[end] - total[end - tip]
    )
    passed = np.concatenate([[0.0], np.cumsum(best - _DRIFT + path - np.median(path))])
    return whole * (0.5 + 0.5 * tips / tip), (passed[end] - passed[start]) / (end - start)


def _track(rows: NDArray[np.bool_], at: int, gap: int) -> NDArray[np.float32]:
    """Along one row: is it dark there, and light on how many sides."""
    near, far = _BESIDE
    found = np.asarray(rows[at - 1 : at + 2].any(axis=0, keepdims=True), np.uint8)
    dark = cv2.morphologyEx(found, cv2.MORPH_CLOSE, np.ones((1, gap), np.uint8)).reshape(-1)
    above, below = rows[at - far : at - near + 1].any(axis=0), rows[at + near : at + far + 1].any(axis=0)
    return np.asarray(dark * (1 - 0.5 * above - 0.5 * below), np.float32)


def _through_text(texts: Sequence[Quad], levels: Levels, stops: Levels, level: int) -> Scores:
    """For each border 1, or less by what part of it a line of text stands that reaches well beyond both its
    sides: that part may be one of its strokes."""
    covered = np.zeros((len(levels), len(stops) - 1))
    for quad in texts:
        low, high = quad.min(axis=0), quad.max(axis=0)
        reach, edge = _TEXT_BESIDE * min(high - low), _TEXT_EDGE * min(high - low)
        crossed = (levels > low[level] + reach) & (levels < high[level] - reach)
        start, end = low[1 - level] + edge, high[1 - level] - edge
        part = np.clip(np.minimum(stops[1:], end) - np.maximum(stops[:-1], start), 0, None)
        covered[crossed] += part / np.diff(stops)
    return np.asarray(1 - (1 - _IN_TEXT) * np.clip(covered / _COVERED, 0, 1))
