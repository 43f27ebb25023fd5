"""Files that are the pages of one paper, by their names: IMG_1.jpg, IMG_2.jpg, IMG_10.jpg."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from extract.text import to_halfwidth

_OF_ALL = re.compile(r"[,(\s]*共\d+[页张]\)?$")
_NUMBERED = re.compile(
    r"(?P<words>.*?)[\s_.(\[-]*(?P<number>\d+|[一二三四五六七八九十]+(?=[页张]))\s*[页张pP]?[\s)\]]*"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_HAN = re.compile(r"[㐀-鿿]")
_MOMENT = 14
"""Digits of a date with its time; what follows numbers the pictures of one second."""
_DIGITS = "一二三四五六七八九"
_COUNTED_UP_TO = 100
"""Numbers of cameras do not begin at 1."""

Number = tuple[int, int]


@dataclass(frozen=True, slots=True)
class SeriesPlace:
    """`words` is the folder and what all names of a series have in common; `number` is None for the one
    that has none, which comes first."""

    words: str
    number: Number | None

    @property
    def rank(self) -> Number:
        return self.number or (-1, 0)


def find_place(source: str) -> SeriesPlace:
    """The place of a file by its path. A year at the end of Chinese words numbers no page."""
    path = PurePosixPath(source)
    stem = _OF_ALL.sub("", to_halfwidth(path.stem).strip())
    match = _NUMBERED.fullmatch(stem)
    if match is None or (_YEAR.fullmatch(match["number"]) and _HAN.search(match["words"])):
        return SeriesPlace(str(path.parent / stem), None)
    return SeriesPlace(str(path.parent / match["words"]), _value(match["number"]))


def find_gaps(places: Sequence[SeriesPlace]) -> list[int]:
    """The numbers that are left out between 1 and the highest, where pages are plainly counted from 1."""
    numbers = {place.number[0] for place in places if place.number}
    if 1 not in numbers or max(numbers) > _COUNTED_UP_TO:
        return []
    return sorted(set(range(1, max(numbers))) - numbers)


def _value(number: str) -> Number:
    if not number.isdecimal():
        return _chinese_value(number), 0
    if len(number) > _MOMENT and _YEAR.match(number):
        return int(number[:_MOMENT]), int(number[_MOMENT:])
    return int(number), 0


def _chinese_value(number: str) -> int:
    """Up to 九十九."""
    tens, _, ones = number.rpartition("十")
    if "十" not in number:
        return _DIGITS.index(ones[-1]) + 1
    return (_DIGITS.index(tens[-1]) + 1 if tens else 1) * 10 + (_DIGITS.index(ones[-1]) + 1 if ones else 0)
