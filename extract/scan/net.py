"""The lines of one table and what is seen of the borders between them; which of the lines are none."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from extract.scan.borders import Borders, Levels, Paths, Scores, score_borders
from extract.scan.moorings import is_moored
from extract.scan.ocr import Quad
from extract.scan.parted_text import parts_text
from extract.scan.pictures import Image
from extract.scan.ruled_lines import RuledLine
from extract.scan.streaks import find_patchy, find_streaks, find_unmoored

_SURE, _HALF = 0.7, 0.5
"""Shares of a border along which a line is seen: it is there; perhaps."""
_MOSTLY, _LONG = 0.6, 0.06
"""A border of which so much is seen, and so long a part of the page's longer side, is there."""
_ROOM = 0.009
"""No column is narrower than this part of the longer side."""


@dataclass(frozen=True, slots=True, eq=False)
class Net:
    """Lines across and down, where they lie and run, and what is seen of the borders between them."""

    rows: list[RuledLine]
    columns: list[RuledLine]
    ys: Levels
    xs: Levels
    paths: tuple[Paths, Paths]
    borders: Borders


def score_net(rows: list[RuledLine], columns: list[RuledLine], ink: Image, texts: Sequence[Quad]) -> Net:
    ys, xs = np.array([line.at for line in rows]), np.array([line.at for line in columns])
    high, wide = ink.shape
    paths = np.array([line.path(wide) for line in rows]), np.array([line.path(high) for line in columns])
    return Net(rows, columns, ys, xs, paths, score_borders(ink, ys, xs, texts, paths))


def find_real_lines(net: Net, texts: Sequence[Quad], side: int) -> tuple[list[RuledLine], list[RuledLine]]:
    """Without lines that no border bears out; where all are, without those beside the table and doubled."""
    borders = net.borders
    rows = _borne_out(net.rows, borders.across, net.xs, side)
    columns = _borne_out(net.columns, borders.down, net.ys, side)
    if (rows, columns) != (net.rows, net.columns):
        return rows, columns
    framed = _within_frame(net.columns, borders.bare[1], texts, 0)
    seen = borders.bare[1] @ np.diff(net.ys)
    return _within_frame(net.rows, borders.bare[0], texts, 1), _apart(framed, net.columns, seen, side)


def find_drawn_lines(
    net: Net, grey: Image, ink: Image, texts: Sequence[Quad]
) -> tuple[list[RuledLine], list[RuledLine]]:
    """What a dirty scanner drew across and down, unless text keeps to both its sides; of what only seems to
    have loose ends, not what runs from rule to rule."""
    turned = [quad[:, ::-1] for quad in texts]
    across = find_streaks(net.rows, net.columns, net.borders.lean_across, grey, texts)
    down = find_streaks(net.columns, net.rows, net.borders.lean_down, np.asarray(grey.T), turned)
    down += find_patchy(net.columns, net.borders.down)
    scored = zip(net.columns, net.borders.down, net.paths[1], strict=True)
    moored = [line for line, seen, path in scored if is_moored(seen, path, net.paths[0], ink)]
    loose = find_unmoored(net.columns, net.rows, texts, max(grey.shape))
    down += [line for line in loose if line not in moored]
    distinct = [line for line in net.columns if line in down]
    return across, [line for line in distinct if not parts_text(line, net.columns, net.rows, texts)]


def _borne_out(lines: Sequence[RuledLine], scores: Scores, stops: Levels, side: int) -> list[RuledLine]:
    """The lines of which some border is surely there, or most of a long one, which seals and text hide."""
    lengths = scores * np.diff(stops)
    sure: NDArray[np.bool_] = (scores >= _SURE) | ((scores >= _MOSTLY) & (lengths >= _LONG * side))
    return [line for line, real in zip(lines, sure, strict=True) if real.any()]


def _apart(kept: Sequence[RuledLine], lines: Sequence[RuledLine], seen: Levels, side: int) -> list[RuledLine]:
    """Without those that leave no room for a character beside a line of which more pixels are `seen`: one
    line drawn twice by a page that bends."""
    weaker = [
        lines[n] if seen[n] < seen[n + 1] else lines[n + 1]
        for n, (one, other) in enumerate(pairwise(lines))
        if other.at - one.at < _ROOM * side
    ]
    return [line for line in kept if line not in weaker]


def _within_frame(
    lines: Sequence[RuledLine], bare: Scores, texts: Sequence[Quad], level: int
) -> list[RuledLine]:
    """Without a first and a last line of which nothing is seen, where the next one is a plain frame and no
    text stands between: an arc of a seal beside the table."""
    kept = list(lines)
    for outer, inner in ((-1, -2), (0, 1)):
        seen = bare[outer].max() >= _HALF or not lines[outer].weight
        if len(lines) < 4 or seen or np.median(bare[inner]) < _SURE:
            continue
        low, high = sorted((lines[outer].at, lines[inner].at))
        if not any(low < quad[:, level].mean() < high for quad in texts):
            kept.remove(lines[outer])
    return kept
