"""Lines down a table that run from rule to rule, as columns do that only some rows have.

Strokes of the characters above and below a short column are traced as if they went on with it. What tells is
the ink: the line is seen along whole rows or not at all, and ends where it meets the lines across.
"""

import numpy as np

from extract.scan.borders import Levels, Paths, Scores
from extract.scan.pictures import Image

_WHOLE, _HARDLY, _LEAST = 0.7, 0.3, 2
"""What is seen of a line in a row that it parts, and in one that it does not; how many it must part."""
_RULE, _BEYOND, _WIDE = 5, 0.006, 1
"""How many pixels beside the middle of a rule may be its own; how far beyond, as a part of the page's longer
side, a line that goes on is seen; how many pixels off its level."""
_GOES_ON = 0.5
_MISTAKEN = 0.25
"""At what part of its ends text may stand so close that it seems to go on."""


def is_moored(scores: Scores, path: Levels, rows: Paths, ink: Image) -> bool:
    """Is a line down, `path` its place at each pixel and `scores` what is seen of it in each row, drawn from
    rule to rule wherever it is. `rows`: where the lines across lie at each pixel."""
    whole, hardly = scores >= _WHOLE, scores <= _HARDLY
    if not (whole | hardly).all() or np.count_nonzero(whole) < _LEAST:
        return False
    within = np.r_[False, whole, False]
    at = int(np.clip(round(float(np.median(path))), 0, rows.shape[1] - 1))
    ends = [(float(rows[n, at]), 1 if within[n] else -1) for n in np.flatnonzero(within[1:] != within[:-1])]
    return sum(_goes_on(path, level, onward, ink) for level, onward in ends) <= _MISTAKEN * len(ends)


def _goes_on(path: Levels, level: float, onward: int, ink: Image) -> bool:
    """Does it, without a gap, go on beyond a rule."""
    first, last = sorted(round(level + onward * far) for far in (_RULE, _RULE + _BEYOND * max(ink.shape)))
    ys = np.arange(max(0, first), min(len(path), last + 1))
    if not ys.size:
        return False
    xs = np.round(path[ys]).astype(int) + np.arange(-_WIDE, _WIDE + 1)[:, None]
    dark = ink[ys, np.clip(xs, 0, ink.shape[1] - 1)].max(axis=0) > 0
    return bool(dark.mean() > _GOES_ON)
