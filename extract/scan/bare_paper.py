"""Paper that is seen to be bare behind a line: then nothing more was written there."""

import numpy as np

from dossier import Box
from extract.scan.pictures import Image

_FROM, _TO, _AROUND = 0.15, 2.4, 0.15
"""Where behind a line the paper must be bare: the room of two characters, as one that had found room would
stand there; and above and below it: in heights of the line."""
_DARKER, _SPECKS, _LIT = 24, 0.01, 0.8
"""By how much ink is darker than paper, of 255; what part of bare paper is darker; and how bright it is at
least against the paper of its cell, or it is a seal that is seen."""


def is_bare_behind(line: Box, cell: Box, pixels: Image) -> bool:
    """Is the paper bare in all colours to the right of a line; boxes in pixels of the straight page. Not
    where the cell has no room for two characters more: the line may go on in the next one."""
    _, top, right, bottom = line
    high = bottom - top
    left, end = round(right + _FROM * high), round(right + _TO * high)
    if end > cell[2] - _FROM * high:
        return False
    rows = slice(max(0, round(top - _AROUND * high)), round(bottom + _AROUND * high))
    behind = pixels[rows, left:end].min(axis=2)
    around = pixels[round(cell[1]) : round(cell[3]), round(cell[0]) : round(cell[2])].min(axis=2)
    paper = float(np.percentile(behind, 80)) if behind.size else 0.0
    lit = paper >= _LIT * float(np.percentile(around, 80)) if around.size else False
    return lit and bool((behind < paper - _DARKER).mean() <= _SPECKS)
