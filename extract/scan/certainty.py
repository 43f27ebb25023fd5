"""How sure a reading of a picture is: it is looked at twice, and its ink is counted against its characters.

A recogniser that drops a character still says that it is certain of the rest. So the ink is asked too:
every stroke must belong to a character that was read, every character of a number must have its own.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np

from extract.scan.alignment import is_explained
from extract.scan.ocr import Character, Reading
from extract.scan.strokes import DASH, Run, Strokes, is_clear_dash, is_wide

UNREAD = "有笔迹没有读出来（可能是手写、印章或污渍）"
UNCLEAR = "字迹不清，读数没有把握"
TWO_READINGS = "两次识别的结果不一致"
INK_LEFT = "有笔画没有对应的文字，可能漏读了字"
INK_SHORT = "笔画与读出的数字个数对不上"
STOP = "小数点与逗号分不清"
CUT = "文字的上边或下边可能没有截全"
SHORT_OR_LONG = "横线的长短看不清"
PER_MILLE = "百分号和千分号分不清"
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
_WIDE_SIGN, _RINGS, _SLIVER = 1.05, 2, 0.4
"""From how many heights of its digits a percent sign may be a per mille sign, how many rings it has, and how
small paper is, against that in a ring, that a stroke touching a ring encloses."""
_APART = 0.8
"""How far from the digits of a number a speck is none of it, in their heights."""
_TOUCHING = 0.99
"""The probability that a digit must reach which touches its neighbour."""
_ONE_WIDE = 0.8
"""Ink no wider than this is one character's, which is seen if half of it is."""
_RUNNING, _BLANK = 8, 0.6
_HALF, _ROOM, _MARK_SIZE = 0.5, 0.45, 0.07
"""Half a character and its air, the room of a mark between two, and the least mark, in sizes of the print."""
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_ONE_STROKE = re.compile(r"[1Iil!|丨/\\一—\-－_~十+]{1,3}")
_LIKE_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:[,.]\d{3})*\.\d{3}")
"""A point before three digits may be a comma that lost its tail."""
_MARK = re.compile(r"(?<!\d)[.,;:]|[.,;:](?!\d)")
_UPRIGHT = 0.15
_ENOUGH, _SQUARE = 4, 0.95
"""How many characters tell how wide they are, and how high they are at least against that."""
_RING = re.compile(r"(?<=[一-鿿])[cCoO°]$")
"""What a full stop is taken for at the end of a short line."""
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
    if _ONE_STROKE.fullmatch(reading.text.strip()) and not _is_plain(reading, strokes):
        yield ONE_STROKE
    if not all(is_clear_dash(match.start(), strokes) for match in DASH.finditer(reading.text)):
        yield SHORT_OR_LONG
    if _may_be_per_mille(reading, strokes):
        yield PER_MILLE
    yield from _number_doubts(reading, strokes)


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
        reach = (0.5 * _width_of(character) + _BEYOND) * em
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


def _may_be_per_mille(reading: Reading, strokes: Strokes) -> bool:
    """Is the last percent sign as wide as a per mille sign, and has it three rings."""
    text = reading.text.rstrip()
    if not text.endswith("%") or len(text) < 2:
        return False
    start = max(strokes.runs[owner].end for owner in strokes.owners[: len(text) - 1])
    tail = [run for run in strokes.runs if run.start >= start]
    high = max((run.high for run in strokes.runs), default=0)
    if not tail or tail[-1].end - tail[0].start < _WIDE_SIGN * high:
        return False
    paper = np.pad(~strokes.dark[:, tail[0].start : tail[-1].end], 1, constant_values=True)
    stats = cv2.connectedComponentsWithStats(paper.astype(np.uint8), connectivity=4)[2]
    holes = stats[2:, cv2.CC_STAT_AREA]  # neither the ink nor the paper around it
    return bool(holes.size and np.count_nonzero(holes > _SLIVER * holes.max()) > _RINGS)


def _number_doubts(reading: Reading, strokes: Strokes) -> Iterator[str]:
    """Each digit and each point of a number must have ink of its own."""
    runs, owners = strokes.runs, strokes.owners
    for match in _NUMBER.finditer(reading.text):
        low = _limit(strokes, reading, len(reading.text[: match.start()].rstrip()) - 1, 1)
        high = _limit(strokes, reading, len(reading.text) - len(reading.text[match.end() :].lstrip()), -1)
        free = [
            run
            for n, run in enumerate(runs)
            if n not in owners and low <= run.middle <= high and not _is_part(run, strokes)
        ]
        own = sorted(set(owners[match.start() : match.end()]))
        tall = [runs[n] for n in own]
        short = any(not _is_stray(run, tall) for run in free) or any(_is_crowded(n, strokes) for n in own)
        if short and not is_explained(strokes):
            yield INK_SHORT
        if any(_touches(n, strokes) for n in range(match.start(), match.end())):
            yield UNCLEAR
        if _LIKE_THOUSANDS.fullmatch(match.group()):
            yield STOP
        yield from _stop_doubts(range(match.start(), match.end()), strokes)


def _limit(strokes: Strokes, reading: Reading, neighbour: int, side: int) -> float:
    """Where the ink of a number may begin or end beside a character that is none of it."""
    if not 0 <= neighbour < len(reading.characters):
        return -1.0 if side > 0 else strokes.wide + 1.0
    character = reading.characters[neighbour]
    return strokes.place(character) + side * 0.5 * _width_of(character) * strokes.em


def _width_of(character: Character) -> float:
    """How wide its square is, in sizes of the print; Chinese characters stand a little apart."""
    if is_wide(character.text) or character.text == "—":
        return 1.2
    return {"%": 0.9, ".": 0.2, ",": 0.2}.get(character.text, 0.45)


def _is_part(run: Run, strokes: Strokes) -> bool:
    """Is it the other half of a digit that the print broke in two."""
    for character, owner in zip(strokes.characters, strokes.owners, strict=True):
        half = strokes.runs[owner]
        wide = max(run.end, half.end) - min(run.start, half.start)
        near = abs(strokes.place(character) - run.middle) < 0.32 * strokes.em
        if character.text.isdigit() and near and wide < 0.6 * strokes.em:
            return True
    return False


def _is_crowded(run: int, strokes: Strokes) -> bool:
    """Is one stroke too narrow for all that was read in it."""
    inside = _inside(run, strokes)
    least = sum(0.85 * _width_of(c) for c in inside) - 0.3
    return len(inside) > 1 and strokes.runs[run].wide < least * strokes.em


def _touches(place: int, strokes: Strokes) -> bool:
    """Is an unsure digit of one stroke with another sign: a percent sign is then easily read as a digit."""
    digit, owner = strokes.characters[place], strokes.owners[place]
    return digit.text.isdigit() and digit.probability < _TOUCHING and len(_inside(owner, strokes)) > 1


def _inside(run: int, strokes: Strokes) -> list[Character]:
    """The characters read in a stroke; blanks have none."""
    pairs = zip(strokes.characters, strokes.owners, strict=True)
    return [character for character, owner in pairs if owner == run and character.text.strip()]


def _is_stray(run: Run, runs: Sequence[Run]) -> bool:
    """Ink beside digits that is neither digit nor point: a speck above or below the line they stand on, or
    well apart from them."""
    high, bottom = max(other.high for other in runs), max(other.bottom for other in runs)
    if run.high >= 0.3 * high:
        return False
    apart = min(max(other.start - run.end, run.start - other.end) for other in runs)
    far = run.wide < 0.3 * high and apart > _APART * high
    return far or run.bottom < bottom - 0.35 * high or run.top > bottom


def _stop_doubts(digits: Sequence[int], strokes: Strokes) -> Iterator[str]:
    """A point stands on the line of the digits, a comma hangs below it."""
    owners = strokes.owners
    alone = [
        (strokes.characters[n].text, strokes.runs[owners[n]]) for n in digits if owners.count(owners[n]) == 1
    ]
    standing = [run for text, run in alone if text.isdigit()]
    if not standing:
        return
    base = float(np.median([run.bottom for run in standing]))
    high = max(1.0, float(np.median([run.high for run in standing])))
    for sign, run in alone:
        hangs = (run.bottom - base) / high
        if (sign == "." and hangs > 0.14) or (sign == "," and -0.1 < hangs < 0.04):
            yield STOP
