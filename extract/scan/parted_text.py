"""Lines down a table that keep its text apart in row after row, as the borders of columns do."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from extract.scan.ocr import Quad
from extract.scan.ruled_lines import RuledLine

_ROWS, _MOSTLY = 3, 0.6
"""In how many rows, and in what part of those with text there, it stands on both sides."""
_WITHIN = 0.5
"""How far, in its heights, a text reaches over a line that it stands across."""


def parts_text(
    line: RuledLine, columns: Sequence[RuledLine], rows: Sequence[RuledLine], texts: Sequence[Quad]
) -> bool:
    """Is there text on both sides of a line, between it and the next ones, and none across it. A streak that
    follows a border for a while is taken for one line with it."""
    left = max((c.at for c in columns if c.at < line.at), default=-np.inf)
    right = min((c.at for c in columns if c.at > line.at), default=np.inf)
    levels = sorted(row.at for row in rows)
    both = either = 0
    for top, bottom in pairwise(levels):
        here = [_reach(quad) for quad in texts if top < quad[:, 1].mean() < bottom]
        near = [(x0, x1, high) for x0, x1, high in here if left < (x0 + x1) / 2 < right]
        if any(x0 < line.at - _WITHIN * high and x1 > line.at + _WITHIN * high for x0, x1, high in here):
            return False
        sides = {x0 + x1 < 2 * line.at for x0, x1, _ in near}
        both += len(sides) == 2
        either += bool(sides)
    return both >= _ROWS and both >= _MOSTLY * either


def _reach(quad: Quad) -> tuple[float, float, float]:
    """From where to where a text runs across the page, and how high it is."""
    (x0, y0), (x1, y1) = quad.min(axis=0), quad.max(axis=0)
    return float(x0), float(x1), float(y1 - y0)
