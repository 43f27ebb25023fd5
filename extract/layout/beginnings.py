"""Lines that begin a paragraph wherever they stand."""

import re

from dossier import Box, Line
from extract.narrative.numbering import RUN_IN, find_number

_STOPS = ("。", "；", "！", "？", "：", ":")
_MARKS = (*_STOPS, "，", "、", ",", ".")
_UNIT = "年月日号时周天岁家个项万亿元户名次场人条届期类种级层位只所件批套倍公平吨米里度分百千余多成"
BARE_DECIMAL = re.compile(rf"(\d{{1,2}})[.．](\d{{1,2}})(?![.．\d])\s*(?=[一-鿿“《])(?![{_UNIT}])")
"""3.1 of a heading, without the space that may stand behind it; nothing is counted or measured."""
_ROUND = str.maketrans("()[]【】", "（）〔〕〔〕")
_COUNTED = re.compile(rf"\d{{1,2}}\s+[{_UNIT}]")
_SHORT, _FULL, _INDENTED, _WIDE = 4.0, 1.3, 2.4, 0.7
"""In heights of text: how far before the margin a short line ends, how much room a full one leaves, and how
far at most a paragraph is indented; and how much of the width a wide line takes."""


def begins_anew(last: str, line: Line, right: float) -> bool:
    """Below a sentence that has ended, is `line` numbered (3.1 or 5 as well), or a short one that ends
    without any mark, as headings do. `right` is where a full line ends."""
    assert line.box
    if not last.endswith(_STOPS):
        return False
    number = find_number(line.text)
    numbered = number is not None and number.kind != RUN_IN and not _COUNTED.match(line.text)
    if numbered or BARE_DECIMAL.match(line.text):
        return True
    short = line.box[2] < right - _SHORT * (line.box[3] - line.box[1])
    return short and not line.text.rstrip().endswith(_MARKS)


def is_open(text: str) -> bool:
    """Does a bracket or quotation that opens in it close in another line."""
    plain = text.translate(_ROUND)
    return any(plain.count(begin) > plain.count(end) for begin, end in ("《》", "（）", "“”", "〔〕"))


def is_centered(box: Box, left: float, right: float, size: float) -> bool:
    """Does it stand in the middle, far from both margins. `size` is the height of its text."""
    before, behind = box[0] - left, right - box[2]
    return before > 3 * size and abs(before - behind) < 1.5 * size


def is_full_title(line: Line, left: float, right: float) -> bool:
    """May it be the first line of a title that is longer than a line: filled, and without any mark."""
    assert line.box
    room = line.box[0] - left + right - line.box[2]
    return room < _FULL * (line.box[3] - line.box[1]) and not line.text.rstrip().endswith(_MARKS)


def is_wide_title(box: Box, left: float, right: float, size: float) -> bool:
    """Does it stand in the middle and take most of the width: a paragraph is indented less, or ends before
    its line does."""
    before, behind = box[0] - left, right - box[2]
    wide = box[2] - box[0] > _WIDE * (right - left)
    return wide and before > _INDENTED * size and abs(before - behind) < 0.8 * size
