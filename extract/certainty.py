"""How sure a reading of a picture is: it is looked at twice, and its ink is counted against its characters.

A recogniser that drops a character still says that it is certain of the rest. So the ink is asked too:
every stroke must belong to a character that was read, every character of a number must have its own.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

import numpy as np

from extract.ocr import Character, Reading
from extract.strokes import Run, Strokes, is_wide

UNREAD = "有笔迹没有读出来（可能是手写、印章或污渍）"
UNCLEAR = "字迹不清，读数没有把握"
TWO_READINGS = "两次识别的结果不一致"
INK_LEFT = "有笔画没有对应的文字，可能漏读了字"
INK_SHORT = "笔画与读出的数字个数对不上"
STOP = "小数点与逗号分不清"
ONE_STROKE = "只有一个笔画，分不清是数字还是划掉的记号"

_LEAST = 0.85
"""The probability under which a character is not believed."""
_WIDE, _NARROW = 0.62, 0.36
"""How far from its middle a character reaches, in sizes of the print: Chinese ones, and others."""
_GAP = 0.16
"""Ink without a character, in sizes of the print, that is more than a stray stroke."""
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_ONE_STROKE = re.compile(r"[1Il|丨/\\一—\-－_~十+]{1,3}")
_UPRIGHT = 0.15
_ALIKE = str.maketrans({"一": "-", "—": "-", "–": "-", "－": "-", "·": ".", "。": ".", "、": ",", "`": ","})


def find_doubts(reading: Reading, again: Reading, strokes: Strokes) -> Iterator[str]:
    """Why a line may not say what was read, in Chinese. `again` is a second look at it; `strokes` are the
    ink of the first."""
    if not reading.text.strip():
        yield UNREAD
        return
    if min(reading.certainty, again.certainty) < _LEAST:
        yield UNCLEAR
    if comparable(reading.text) != comparable(again.text):
        yield TWO_READINGS
    if not strokes.runs:
        return
    if _has_ink_left(strokes):
        yield INK_LEFT
    if _ONE_STROKE.fullmatch(reading.text.strip()) and not _is_one(reading, strokes):
        yield ONE_STROKE
    yield from _number_doubts(reading, strokes)


def comparable(text: str) -> str:
    """What remains when signs that look alike are taken for one, and spaces and dots at the ends for
    none."""
    plain = "".join(unicodedata.normalize("NFKC", text).split()).translate(_ALIKE)
    return plain.strip(".")


def _has_ink_left(strokes: Strokes) -> bool:
    em = strokes.em
    seen = np.zeros(strokes.wide, np.bool_)
    for character in strokes.characters:
        reach = (_WIDE if is_wide(character.text) else _NARROW) * em
        middle = strokes.place(character)
        seen[max(0, round(middle - reach)) : max(0, round(middle + reach))] = True
    dark = np.zeros(strokes.wide, np.bool_)
    for run in strokes.runs:
        dark[run.start : run.end] = True
    left = np.concatenate([[0], np.cumsum(dark & ~seen)])
    window = max(1, round(em))
    if strokes.wide <= window:
        return bool(left[-1] > _GAP * em)
    return bool((left[window:] - left[:-window]).max() > _GAP * em)


def _is_one(reading: Reading, strokes: Strokes) -> bool:
    """Is a lone stroke surely the digit 1: one that stands upright."""
    ones = set(reading.text.strip()) == {"1"}
    return ones and all(abs(strokes.slant(run)) < _UPRIGHT for run in strokes.runs)


def _number_doubts(reading: Reading, strokes: Strokes) -> Iterator[str]:
    """Each digit and each point of a number must have ink of its own."""
    for match in _NUMBER.finditer(reading.text):
        digits = reading.characters[match.start() : match.end()]
        low = _limit(strokes, reading, match.start() - 1, 1)
        high = _limit(strokes, reading, match.end(), -1)
        own = [run for run in strokes.runs if low <= run.middle <= high]
        if not own:
            continue
        nearest = [strokes.nearest(own, digit) for digit in digits]
        counts = [nearest.count(n) for n in range(len(own))]
        over = any(not count and not _is_stray(run, own) for run, count in zip(own, counts, strict=True))
        narrow = [(n - 0.75) * 0.42 * strokes.em for n in counts]
        short = any(n > 1 and run.wide < least for run, n, least in zip(own, counts, narrow, strict=True))
        if over or short:
            yield INK_SHORT
        yield from _stop_doubts(digits, nearest, own)


def _limit(strokes: Strokes, reading: Reading, neighbour: int, side: int) -> float:
    """Where the ink of a number may begin or end beside a character that is none of it."""
    if not 0 <= neighbour < len(reading.characters):
        return -1.0 if side > 0 else strokes.wide + 1.0
    character = reading.characters[neighbour]
    return strokes.place(character) + side * (0.5 if is_wide(character.text) else 0.22) * strokes.em


def _is_stray(run: Run, runs: Sequence[Run]) -> bool:
    """Ink between digits that is neither digit nor point: a speck above the line they stand on."""
    high = max(other.high for other in runs)
    return run.high < 0.3 * high and run.bottom < max(other.bottom for other in runs) - 0.35 * high


def _stop_doubts(digits: Sequence[Character], nearest: Sequence[int], runs: Sequence[Run]) -> Iterator[str]:
    """A point stands on the line of the digits, a comma hangs below it."""
    alone = [(d.text, runs[k]) for d, k in zip(digits, nearest, strict=True) if nearest.count(k) == 1]
    standing = [run for text, run in alone if text.isdigit()]
    if not standing:
        return
    base = float(np.median([run.bottom for run in standing]))
    high = max(1.0, float(np.median([run.high for run in standing])))
    for sign, run in alone:
        hangs = (run.bottom - base) / high
        if (sign == "." and hangs > 0.14) or (sign == "," and hangs < 0.04):
            yield STOP
