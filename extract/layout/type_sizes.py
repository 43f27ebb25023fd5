"""How large text is set: one line against the other, and scanned text against the usual text of its page, as
a picture does not tell points."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from statistics import median

from dossier import Line, Paragraph

USUAL = 12.0
"""What the usual text of a page is given as its size, in points."""
_STEPS = ((1.09, USUAL), (1.25, 14.0), (1.45, 16.0), (1.7, 19.0))
_LARGEST = 22.0
"""Up to how many times the usual text is set in which size: what is read off a picture is no finer."""
_LONG, _ENOUGH, _FEW = 12, 3, 4
"""Characters of a line that tells what is usual, how many such lines tell it, and too few to be measured."""
_LARGER, _TOO_FEW = 1.08, 5
"""How much larger a line of print is at least, and too few characters to tell their size."""


def is_of_other_size(last: Line, line: Line, *, scanned: bool) -> bool:
    """On pictures the height of a line is that of the ink of its tallest sign: only what is set wider or
    closer too is of another size, and few signs tell nothing."""
    assert last.box and line.box
    if not _is_unlike(last.box[3] - last.box[1], line.box[3] - line.box[1]):
        return False
    if not scanned:
        return True
    few = min(len(last.text), len(line.text)) < _TOO_FEW
    return not few and _is_unlike(advance(last), advance(line))


def is_larger(last: Line, line: Line) -> bool:
    """Is the upper line of print a little larger, both in height and along the line: boxes are as high as
    their font has it. A line that fills its margins may be stretched, which tells nothing."""
    assert last.box and line.box
    if min(len(last.text), len(line.text)) < _TOO_FEW:
        return False
    heights = last.box[3] - last.box[1], line.box[3] - line.box[1]
    return heights[0] > _LARGER * heights[1] and advance(last) > _LARGER * advance(line)


def _is_unlike(one: float, other: float) -> bool:
    return not 0.8 < one / max(other, 1) < 1.25


def advance(line: Line) -> float:
    """How much room a character takes along the line; letters and digits take half as much."""
    assert line.box
    widths = sum(0.5 if character < "\u2000" else 1.0 for character in line.text)
    return (line.box[2] - line.box[0]) / max(widths, 0.5)


def with_type_sizes(paragraphs: Sequence[Paragraph], lines: Sequence[Line]) -> tuple[Paragraph, ...]:
    """Each with the size of its first line; without one on a page with hardly any text."""
    usual = _find_usual(lines)
    return tuple(replace(paragraph, size=_size_of(paragraph, lines, usual)) for paragraph in paragraphs)


_Usual = tuple[tuple[float, float], tuple[float, float]]
"""Height and advance of usual lines: at the top, and how much more down the page, which may be seen at an
angle."""


def _find_usual(lines: Sequence[Line]) -> _Usual | None:
    long = [line for line in lines if line.box and len(line.text) >= _LONG]
    if len(long) < _ENOUGH:
        return None
    return _trend(long, [_height(line) for line in long]), _trend(long, [advance(line) for line in long])


def _trend(lines: Sequence[Line], values: Sequence[float]) -> tuple[float, float]:
    """The straight line through the middle of the slopes between all pairs, as few are odd (Theil, Sen)."""
    tops = [line.box[1] for line in lines if line.box]
    slopes = [
        (values[m] - values[n]) / (tops[m] - tops[n])
        for n, m in combinations(range(len(tops)), 2)
        if abs(tops[m] - tops[n]) > 1
    ]
    slope = median(slopes) if slopes else 0.0
    return median(value - slope * top for value, top in zip(values, tops, strict=True)), slope


def _size_of(paragraph: Paragraph, lines: Sequence[Line], usual: _Usual | None) -> float | None:
    if usual is None or paragraph.box is None:
        return None
    first = next((line for line in lines if line.box and line.box[1] == paragraph.box[1] and line.text), None)
    if first is None or len(first.text) < _FEW:
        return USUAL
    (height, taller), (width, wider) = usual
    top = paragraph.box[1]
    ratio = min(_height(first) / (height + taller * top), advance(first) / (width + wider * top))
    return next((size for limit, size in _STEPS if ratio < limit), _LARGEST)


def _height(line: Line) -> float:
    assert line.box
    return line.box[3] - line.box[1]
