"""Lines that begin a paragraph wherever they stand."""

import re

from dossier import Box, Line
from extract.narrative.numbering import RUN_IN, find_number

_STOPS = ("。", "；", "！", "？", "：", ":")
_MARKS = (*_STOPS, "，", "、", ",", ".")
_UNIT = "年月日号时周天岁家个项万亿元户名次场人条届期类种级层位只所件批套倍公平吨米里度分百千余多成"
BARE_DECIMAL = re.compile(rf"(\d{{1,2}})[.．](\d{{1,2}})(?![.．\d])\s*(?=[一-鿿“《])(?![{_UNIT}])")
"""3.1 of a heading, without the space that may stand behind it; nothing is counted or measured."""
_COUNTED = re.compile(rf"\d{{1,2}}\s+[{_UNIT}]")
_SHORT, _WIDE = 4.0, 0.7
"""How many heights of text a line ends before the margin that is a short one; how much of the width a wide
one takes."""


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


def is_centered(box: Box, left: float, right: float, size: float) -> bool:
    """Does it stand in the middle, far from both margins. `size` is the height of its text."""
    before, behind = box[0] - left, right - box[2]
    return before > 3 * size and abs(before - behind) < 1.5 * size


def is_wide_title(box: Box, left: float, right: float) -> bool:
    """Does it stand in the middle and fill most of the width, but not all: of a title that is longer than a
    line. Text begins or ends at a margin."""
    size, before, behind = box[3] - box[1], box[0] - left, right - box[2]
    near = 0.4 * size < min(before, behind) and abs(before - behind) < 0.8 * size
    return near and box[2] - box[0] > _WIDE * (right - left)
