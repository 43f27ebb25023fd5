"""Sides of a table at which no frame is drawn, or where it was cut off or is on the next page.

Where most lines across go on beyond the last line down and end together, the table is open there: it is
closed with a line that nobody drew. What stands beside such a line may be cut, and counts only where it
surely is not.
"""

from collections.abc import Sequence
from itertools import chain

import numpy as np

from extract.scan.ocr import Quad
from extract.scan.pictures import Image
from extract.scan.ruled_lines import TOUCHING, RuledLine, lie_in_text, lines_meet, merge_levels

_LONG, _WIDE = 0.08, 0.05
"""The shortest line that tells where others end, and how far they go on where no text need stand, both as
parts of the page's longer side."""
_ROOM = 0.009
"""No cell is narrower than this part of the longer side."""
_LEAST, _CROSSED = 3, 3
"""So many lines must end together; so many must a last line meet."""
_MOSTLY = 0.6
_TRACED = 0.6
"""How much of such a line is traced: strokes of characters that stand one below the other are none."""
_WITHIN = 0.15
"""How far, in its heights, what runs through a text is within it."""
_OVER = 0.5
"""How far, in its heights, a text reaches beyond the last line."""
_CLEAR, _RULE, _SPOT = 0.5, 5, 4
"""How many heights of text are clear of a line at which it is not cut, how many pixels beside a rule are its
own, and how few dark ones are dirt."""
_PLAIN = 2
"""How many times as many texts must be clear as are not, for a blank to be one."""

Box = tuple[int, int, int, int]


def close_sides(
    rows: Sequence[RuledLine], columns: Sequence[RuledLine], texts: Sequence[Quad], side: int
) -> tuple[list[RuledLine], list[RuledLine]]:
    """The lines with those added that close open sides, of which nothing was traced: their `weight` is 0."""
    turned = [quad[:, ::-1] for quad in texts]
    down = find_closing(rows, columns, texts, side)
    across = find_closing(columns, rows, turned, side)
    return [*rows, *across], [*columns, *down]


def find_closing(
    lines: Sequence[RuledLine], others: Sequence[RuledLine], texts: Sequence[Quad], side: int
) -> list[RuledLine]:
    """What closes the ends of `lines`, across `others`; `texts` are turned so that the lines run across."""
    whole = [line for line in merge_levels(list(lines), side) if _is_whole(line, side)]
    found = [_closing(whole, others, texts, side, outward) for outward in (-1, 1)]
    return [line for line in found if line]


def _is_whole(line: RuledLine, side: int) -> bool:
    length = line.end - line.start
    return length > _LONG * side and line.weight > _TRACED * length


def _closing(
    lines: Sequence[RuledLine],
    others: Sequence[RuledLine],
    texts: Sequence[Quad],
    side: int,
    outward: int,
) -> RuledLine | None:
    near = TOUCHING * side
    met = [other for other in others if sum(lines_meet(line, other, near) for line in lines) >= _CROSSED]
    if len(met) < 2:
        return None
    last = max(outward * other.at for other in met)
    reaching = [(line, outward * _end(line, outward, texts)) for line in lines]
    reaching = [(line, end) for line, end in reaching if end > last - near]
    over = [(line, end) for line, end in reaching if end > last + _ROOM * side]
    if len(over) < _LEAST:
        return None
    common = float(np.median([end for _, end in over]))
    together = [(line.at, outward * end) for line, end in over if abs(end - common) < near]
    if len(together) < max(_LEAST, _MOSTLY * len(reaching)):
        return None
    closing = _drawn(together)
    if common - last < _WIDE * side and not _is_passed(outward * last, closing, texts, outward):
        return None
    return closing


def _end(line: RuledLine, outward: int, texts: Sequence[Quad]) -> float:
    """Without what is traced within text, above a table or below it, at its end."""
    inward = line.points[np.argsort(-outward * line.points[:, 0], kind="stable")]
    outside = inward[~lie_in_text(inward, texts, _WITHIN, -_WITHIN), 0]
    return float(outside[0]) if outside.size else (line.end if outward > 0 else line.start)


def _drawn(ends: Sequence[tuple[float, float]]) -> RuledLine:
    """Through ends of lines: the level of each, and where it ends."""
    points = np.array(ends, np.float32)
    low, high = float(points[:, 0].min()), float(points[:, 0].max())
    return RuledLine(float(np.median(points[:, 1])), low, high, 0.0, points)


def _is_passed(at: float, closing: RuledLine, texts: Sequence[Quad], outward: int) -> bool:
    """Does a text between the lines reach beyond the last one."""
    for quad in texts:
        low, high = quad.min(axis=0), quad.max(axis=0)
        reach = _OVER * float((high - low).min())
        end = high[0] if outward > 0 else low[0]
        if closing.start < quad[:, 1].mean() < closing.end and outward * (end - at) > reach:
            return True
    return False


def find_cut(boxes: Sequence[Box], side: int, ink: Image, texts: Sequence[Quad]) -> list[Box]:
    """Of the cells that a closing line bounds on their left (`side` 0) or right (1), those of which something
    may be missing: ink is close to it, or nothing is in them and too few others have text clear of it."""
    clear = round(_CLEAR * float(np.median([np.ptp(quad, axis=0).min() for quad in texts]))) if texts else 0
    near = [box for box in boxes if _has_ink(ink, box, side, clear)]
    blank = [box for box in boxes if box not in near and not _has_text(box, texts)]
    plain = len(boxes) - len(near) - len(blank)
    told = plain >= max(_LEAST, _PLAIN * len(near))
    return near if told else list(chain(near, blank))


def _has_ink(ink: Image, box: Box, side: int, clear: int) -> bool:
    x0, y0, x1, y1 = box
    left, right = (x1 - clear, x1) if side else (x0, x0 + clear)
    part = ink[y0 + _RULE : y1 - _RULE, max(0, left) : right]
    return int(np.count_nonzero(part)) > _SPOT


def _has_text(box: Box, texts: Sequence[Quad]) -> bool:
    x0, y0, x1, y1 = box
    return any(x0 < quad[:, 0].mean() < x1 and y0 < quad[:, 1].mean() < y1 for quad in texts)
