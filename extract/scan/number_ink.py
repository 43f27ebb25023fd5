"""What the ink of a number says against its digits: each digit and each point must have ink of its own."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import cv2
import numpy as np

from extract.scan.alignment import is_explained
from extract.scan.ocr import Character, Reading
from extract.scan.strokes import Run, Strokes, width_of

UNCLEAR = "字迹不清，读数没有把握"
INK_SHORT = "笔画与读出的数字个数对不上"
STOP = "小数点与逗号分不清"
PER_MILLE = "百分号和千分号分不清"
APART = "数字之间隔得很开，可能是两个数"
LARGE_MARK = "数字后面的记号看不清，可能是一位数字或小数"

_WIDE_SIGN, _RINGS, _SLIVER = 1.05, 2, 0.4
"""From how many heights of its digits a percent sign may be a per mille sign, how many rings it has, and how
small paper is, against that in a ring, that a stroke touching a ring encloses."""
_FAR = 0.9
"""Digits that far apart, in sizes of the print, are of two numbers."""
_LARGE, _ON_LINE, _NEAR = 0.55, 0.12, 0.5
"""A mark behind a number that is so high against its digits may be a digit; one as near to the line they
stand on, and to them, a decimal point."""
_APART = 0.8
"""How far from the digits of a number a speck is none of it, in their heights."""
_TOUCHING = 0.99
"""The probability that a digit must reach which touches its neighbour."""
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_LIKE_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:[,.]\d{3})*\.\d{3}")
"""A point before three digits may be a comma that lost its tail."""
_MARKED = re.compile(r"(\d)\s*([.。·•°`'*])$")


def find_number_doubts(reading: Reading, strokes: Strokes) -> Iterator[str]:
    """Why the numbers of a line may not be what was read, in Chinese; nothing where it has none."""
    if _may_be_per_mille(reading, strokes):
        yield PER_MILLE
    if _may_go_on(reading, strokes):
        yield LARGE_MARK
    yield from _digit_doubts(reading, strokes)


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


def _may_go_on(reading: Reading, strokes: Strokes) -> bool:
    """May a mark at the end of a line that ends in a number be a digit of it, or its point."""
    match = _MARKED.search(reading.text)
    if not match:
        return False
    digit, mark = (strokes.runs[strokes.owners[match.start(group)]] for group in (1, 2))
    if digit is mark:
        return False
    on_line = abs(mark.bottom - digit.bottom) < _ON_LINE * digit.high
    point = match.group(2) == "." and on_line and mark.start - digit.end < _NEAR * digit.high
    return point or mark.high > _LARGE * digit.high


def _digit_doubts(reading: Reading, strokes: Strokes) -> Iterator[str]:
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
        if _is_parted(range(match.start(), match.end()), strokes):
            yield APART


def _is_parted(digits: range, strokes: Strokes) -> bool:
    """Stand two digits of a number farther apart than any do that are one number's."""
    for one, other in pairwise(digits):
        if strokes.characters[one].text.isdigit() and strokes.characters[other].text.isdigit():
            left, right = (strokes.runs[strokes.owners[n]] for n in (one, other))
            if right.start - left.end > _FAR * strokes.em:
                return True
    return False


def _limit(strokes: Strokes, reading: Reading, neighbour: int, side: int) -> float:
    """Where the ink of a number may begin or end beside a character that is none of it."""
    if not 0 <= neighbour < len(reading.characters):
        return -1.0 if side > 0 else strokes.wide + 1.0
    character = reading.characters[neighbour]
    return strokes.place(character) + side * 0.5 * width_of(character) * strokes.em


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
    least = sum(0.85 * width_of(c) for c in inside) - 0.3
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
