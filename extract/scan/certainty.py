"""How sure a reading of a picture is: it is looked at twice, and its ink is counted against its characters.

A recogniser that drops a character still says that it is certain of the rest. So the ink is asked too:
every stroke must belong to a character that was read, every character of a number must have its own.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from extract.scan.alignment import is_explained
from extract.scan.number_ink import UNCLEAR, find_number_doubts
from extract.scan.ocr import Reading
from extract.scan.strokes import DASH, Strokes, is_clear_dash, is_wide, width_of

UNREAD = "有笔迹没有读出来（可能是手写、印章或污渍）"
TWO_READINGS = "两次识别的结果不一致"
INK_LEFT = "有笔画没有对应的文字，可能漏读了字"
CUT = "文字的上边或下边可能没有截全"
SHORT_OR_LONG = "横线的长短看不清"
DOT = "两个字之间的点看不清，可能是顿号、间隔号或污渍"
ONE_STROKE = "只有一个笔画，分不清是数字还是划掉的记号"

_CERTAIN = (
    (re.compile(r"[一-鿿]{2}|(?<![\d.%])[一-鿿]"), 0.99, 0.8),
    (re.compile(r"\d"), 0.97, 0.9),
    (re.compile(""), 0.9, 0.8),
)
"""The probability of the least certain character that one of two looks must reach, and that both must: where
names may stand, of numbers, and else. Characters are many, and one for another is another name."""
_BEYOND = 0.1
"""How far beyond its width a character may be seen, in sizes of the print."""
_GAP = 0.16
"""Ink without a character, in sizes of the print, that is more than a stray stroke."""
_ONE_WIDE = 0.8
"""Ink no wider than this is one character's, which is seen if half of it is."""
_RUNNING, _BLANK = 8, 0.6
_HALF, _ROOM, _MARK_SIZE = 0.5, 0.45, 0.07
"""Half a character and its air, the room of a mark between two, and the least mark, in sizes of the print."""
_ONE_STROKE = re.compile(r"[1Iil!|丨/\\一—\-－_~十+]{1,3}")
_MARK = re.compile(r"(?<!\d)[.,;:]|[.,;:](?!\d)")
_UPRIGHT = 0.15
_ENOUGH, _SQUARE = 4, 0.95
"""How many characters tell how wide they are, and how high they are at least against that."""
_RING = re.compile(r"(?<=[一-鿿])[cCoO°]$")
"""What a full stop is taken for at the end of a short line."""
_DOT = re.compile(r"(?<=[一-鿿）)])[·•.](?=[一-鿿])")
_ALIKE = str.maketrans({"一": "-", "—": "-", "–": "-", "－": "-", "·": ".", "。": ".", "、": ",", "`": ","})


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """One look at a line: what was read, the ink it was read from, how sure its least certain character
    is."""

    reading: Reading
    strokes: Strokes
    certainty: float = 1.0


def find_doubts(look: Look, other: Look) -> Iterator[str]:
    """Why a line may not say what was read at the first look, in Chinese."""
    reading, again, strokes = look.reading, other.reading, look.strokes
    if not reading.text.strip():
        yield UNREAD
        return
    sure, unsure = sorted((look.certainty, other.certainty), reverse=True)
    least, worst = next(bounds for what, *bounds in _CERTAIN if what.search(reading.text))
    if sure < least or unsure < worst:
        yield UNCLEAR
    if comparable(reading.text) != comparable(again.text):
        yield TWO_READINGS
    if not strokes.runs:
        return
    if _is_cut(strokes):
        yield CUT
    if _has_mark_left(strokes) or (_has_ink_left(strokes) and not is_explained(strokes)):
        yield INK_LEFT
    if _DOT.search(reading.text):
        yield DOT
    if _ONE_STROKE.fullmatch(reading.text.strip()) and not _is_plain(reading, strokes):
        yield ONE_STROKE
    if not all(is_clear_dash(match.start(), strokes) for match in DASH.finditer(reading.text)):
        yield SHORT_OR_LONG
    yield from find_number_doubts(reading, strokes)


def comparable(text: str) -> str:
    """What remains when signs that look alike are taken for one, and spaces and dots at the ends for
    none."""
    plain = "".join(unicodedata.normalize("NFKC", text).split()).translate(_ALIKE)
    plain = _RING.sub(".", plain)
    return _MARK.sub(";", plain.strip(".,"))


def _is_cut(strokes: Strokes) -> bool:
    """Is a line of Chinese characters lower than they are wide: then its box cuts them."""
    owners = strokes.owners
    squares = [
        strokes.runs[owner].wide
        for character, owner in zip(strokes.characters, owners, strict=True)
        if is_wide(character.text) and character.text.isalpha() and owners.count(owner) == 1
    ]
    high = max(run.bottom for run in strokes.runs) - min(run.top for run in strokes.runs)
    return len(squares) >= _ENOUGH and high < _SQUARE * float(np.median(squares))


def _has_ink_left(strokes: Strokes) -> bool:
    em = strokes.em
    seen = np.zeros(strokes.wide, np.bool_)
    for character in strokes.characters:
        reach = (0.5 * width_of(character) + _BEYOND) * em
        middle = strokes.place(character)
        seen[max(0, round(middle - reach)) : max(0, round(middle + reach))] = True
    dark = np.zeros(strokes.wide, np.bool_)
    for run in strokes.runs:
        own = run.wide < _ONE_WIDE * em and seen[run.start : run.end].mean() >= 0.5
        dark[run.start : run.end] = not run.is_speck(em) and not own
    left = np.concatenate([[0], np.cumsum(dark & ~seen)])
    window = max(1, round(em))
    if strokes.wide <= window:
        return bool(left[-1] > _GAP * em)
    return bool((left[window:] - left[:-window]).max() > _GAP * em)


def _has_mark_left(strokes: Strokes) -> bool:
    """Is there ink, even a little, where two Chinese characters stand apart as if a mark were between; or,
    in running text, room enough for one."""
    em = strokes.em
    least = max(2.0, _MARK_SIZE * em)
    running = sum(is_wide(c.text) and c.text.isalpha() for c in strokes.characters) >= _RUNNING
    for one, other in pairwise(strokes.characters):
        start, end = strokes.place(one) + _HALF * em, strokes.place(other) - _HALF * em
        if not (is_wide(one.text) and is_wide(other.text) and end - start > _ROOM * em):
            continue
        if running and end - start > _BLANK * em and one.text.isalpha() and other.text.isalpha():
            return True
        if any(start < run.middle < end and max(run.wide, run.high) >= least for run in strokes.runs):
            return True
    return False


def _is_plain(reading: Reading, strokes: Strokes) -> bool:
    """Is a lone stroke surely what it was read as: a 1 that stands upright, a slash that leans."""
    slants = [strokes.slant(run) for run in strokes.runs]
    if set(reading.text.strip()) == {"1"}:
        return all(abs(slant) < _UPRIGHT for slant in slants)
    leaning = {"/": 1, "\\": -1}.get(reading.text.strip())
    return leaning is not None and len(slants) == 1 and slants[0] * leaning > 2 * _UPRIGHT
