"""Marks of running text that the recogniser passed over, of which the ink is seen: 、 above all."""

from itertools import pairwise

from extract.scan.ocr import Character, Reading
from extract.scan.strokes import Run, Strokes, is_wide

_MARK = "、"
"""What stands where a small mark was passed over: others are hardly ever."""
_HALF, _HALF_DIGIT, _ROOM = 0.5, 0.3, 0.45
"""Half a character and its air, half a digit, and the room of a mark between two, in sizes of the print."""
_LEAST, _MOST = 0.1, 0.55
"""How large its ink is at least and at most."""
_LOW = 0.4
"""Below which part of the line its middle stands."""


def with_unread_marks(reading: Reading, strokes: Strokes) -> Reading:
    """With a mark between two characters that stand as far apart as if one were between, and ink low
    between them. Few characters tell nothing of their distance."""
    if not strokes.runs:
        return reading
    kept: list[Character] = list(reading.characters[:1])
    for one, other in pairwise(reading.characters):
        run = _find_mark(one, other, strokes)
        if run is not None:
            kept.append(Character(_MARK, run.middle / strokes.wide, 1.0))
        kept.append(other)
    return Reading(tuple(kept))


def _find_mark(one: Character, other: Character, strokes: Strokes) -> Run | None:
    """The ink of a mark behind a Chinese character and before another one or a digit."""
    if not (_is_chinese(one) and (_is_chinese(other) or other.text.isdigit())):
        return None
    em = strokes.em
    start = strokes.place(one) + _HALF * em
    end = strokes.place(other) - (_HALF if _is_chinese(other) else _HALF_DIGIT) * em
    if end - start < _ROOM * em:
        return None
    return next((run for run in strokes.runs if start < run.middle < end and _is_mark(run, strokes)), None)


def _is_chinese(character: Character) -> bool:
    return is_wide(character.text) and character.text.isalpha()


def _is_mark(run: Run, strokes: Strokes) -> bool:
    em = strokes.em
    top, bottom = min(run.top for run in strokes.runs), max(run.bottom for run in strokes.runs)
    low = (run.top + run.bottom) / 2 > top + _LOW * (bottom - top)
    return low and max(run.wide, run.high) >= _LEAST * em and max(run.wide, run.high) <= _MOST * em
