"""The stroke with which a clerk fills a cell that has nothing to say: its ink shows that it is no digit."""

import re

import numpy as np

from extract.scan.strokes import Strokes

_LIKE_A_STROKE = re.compile(r"[1Iil!|丨/\\丿]{0,2}")
_STRAIGHT, _SMALLEST = 0.14, 12
"""How far the ink may lie off one straight line, in its heights; the fewest pixels of height that tell."""
_TO_THE_LEFT, _TO_THE_RIGHT = 0.35, 0.6
"""How far a stroke leans at least, in its heights. A 1 by hand leans a little to either side, the rest
of a 7 to the right."""


def find_strike(strokes: Strokes) -> str | None:
    """The slash that a line of text consists of, / or \\; None where it may be anything else."""
    text = "".join(character.text for character in strokes.characters).strip()
    if len(strokes.runs) != 1 or not _LIKE_A_STROKE.fullmatch(text):
        return None
    run = strokes.runs[0]
    ys, xs = np.nonzero(strokes.dark[run.top : run.bottom, run.start : run.end])
    if run.high < _SMALLEST:
        return None
    lean, start = np.polyfit(ys, xs, 1)
    off = np.abs(xs - (lean * ys + start))
    if float(np.percentile(off, 95)) > _STRAIGHT * run.high:
        return None
    if lean > _TO_THE_LEFT:
        return "\\"
    return "/" if -lean > _TO_THE_RIGHT else None
