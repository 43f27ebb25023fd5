"""Where the lines of a page begin and end: straight down in print, at a lean on a photograph, which shows one
end of a page smaller than the other."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from statistics import median
from typing import NamedTuple

from dossier import Line

_ON, _RAGGED = 0.7, 1.3
"""How far from a margin, in heights of text, lines begin that stand on it, and lines end that fill it."""
_STEEPEST, _APART = 0.15, 6
"""The most that a margin leans, and how many heights of text apart two lines must be to tell."""
_STEP = 3.0
"""By how much, in heights of text, the first line of a column is indented at most."""
_GAIN = 3
"""By how many lines a margin that leans must be borne out better."""
_STRAY = 0.05
"""The share of lines that may stand outside of a margin that leans: marks at the edge, specks."""
_SOLID, _FAR = 5.0, 3.0
"""In heights of text: how long a line is that is no speck, and how far outside none of these stands."""


class Margin(NamedTuple):
    """A line down the page: where it is at the top, and how it leans."""

    start: float
    lean: float = 0.0

    def at(self, line: Line) -> float:
        assert line.box
        return self.start + self.lean * line.box[1]


class Margins(NamedTuple):
    left: Margin
    right: Margin

    def at(self, line: Line) -> tuple[float, float]:
        return self.left.at(line), self.right.at(line)


def find_columns(lines: Sequence[Line]) -> list[Sequence[Line]]:
    """Lines in reading order, parted where a column goes on further up, beside the one before, and where
    lines go across both again."""
    parts: list[Sequence[Line]] = []
    start = 0
    for at in range(1, len(lines)):
        if at < start or not _is_above(lines[at], lines[at - 1]):
            continue
        edge = lines[at].box
        assert edge
        left = next((n + 1 for n in range(at - 1, start - 1, -1) if _reaches(lines[n], edge[0])), start)
        size = edge[3] - edge[1]
        end = next(
            (n for n in range(at, len(lines)) if _begins_before(lines[n], edge[0] - _STEP * size)), None
        )
        parts += [lines[start:left], lines[left:at], lines[at:end]]
        start = len(lines) if end is None else end
    return [part for part in (*parts, lines[start:]) if part]


def _is_above(line: Line, other: Line) -> bool:
    assert line.box and other.box
    return line.box[3] < other.box[1] + 1 and line.box[0] > other.box[0]


def _reaches(line: Line, edge: float) -> bool:
    assert line.box
    return line.box[2] > edge


def _begins_before(line: Line, edge: float) -> bool:
    assert line.box
    return line.box[0] < edge


def find_margins(lines: Sequence[Line], *, leaning: bool = False) -> Margins:
    """The margins of lines, all of which have a box. Only those of pictures may be `leaning`."""
    begins = [(line.box[0], line.box[1]) for line in lines if line.box]
    ends = [(-line.box[2], line.box[1]) for line in lines if line.box]
    left, right = Margin(min(x for x, _ in begins)), Margin(min(x for x, _ in ends))
    if leaning:
        size = median(line.box[3] - line.box[1] for line in lines if line.box)
        solid = [line.box[2] - line.box[0] > _SOLID * size for line in lines if line.box]
        left = _find_leaning(begins, left, size, _ON, solid)
        right = _find_leaning(ends, right, size, _RAGGED, solid)
    return Margins(left, Margin(-right.start, -right.lean))


_Place = tuple[float, float]


def _find_leaning(
    places: Sequence[_Place], upright: Margin, size: float, near: float, solid: Sequence[bool]
) -> Margin:
    """The margin on which most `places` lie and outside of which hardly any, and none of a `solid` line far
    out, if that leans."""
    least = _count_on(places, upright, near * size) + _GAIN
    strays = max(1, round(_STRAY * len(places)))
    best, most = upright, least - 1
    for margin in _through_pairs(places, size):
        out = [margin.start + margin.lean * y - x for x, y in places]
        if sum(each > _ON * size for each in out) > strays:
            continue
        if any(each > _FAR * size and of for each, of in zip(out, solid, strict=True)):
            continue
        count = _count_on(places, margin, near * size)
        if count > most:
            best, most = margin, count
    return best


def _through_pairs(places: Sequence[_Place], size: float) -> Iterator[Margin]:
    for (x0, y0), (x1, y1) in combinations(places, 2):
        if abs(y1 - y0) > _APART * size:
            lean = (x1 - x0) / (y1 - y0)
            if abs(lean) < _STEEPEST:
                yield Margin(x0 - lean * y0, lean)


def _count_on(places: Sequence[_Place], margin: Margin, near: float) -> int:
    return sum(abs(x - margin.start - margin.lean * y) <= near for x, y in places)
