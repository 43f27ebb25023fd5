"""Words of Chinese, which tell what a character can be that is hardly legible: from jieba's dictionary."""

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

_SHORTEST, _LONGEST = 2, 4
_USUAL = re.compile(r"^([一-鿿]{2,4}) \d{2,} ", re.MULTILINE)
"""A line of the dictionary: a word counted ten times at least in the texts that it was made from."""
_MEASURE = re.compile(r"^([一-鿿]) \d{4,} [qm]$", re.MULTILINE)
"""A common measure word or numeral."""


@lru_cache(maxsize=1)
def load_words() -> frozenset[str]:
    """The words of two to four characters. Loaded once a process; jieba itself is not started."""
    return frozenset(_USUAL.findall(_read_dictionary()))


@lru_cache(maxsize=1)
def _load_measures() -> frozenset[str]:
    return frozenset(_MEASURE.findall(_read_dictionary()))


def _read_dictionary() -> str:
    spec = find_spec("jieba")
    assert spec and spec.origin
    return Path(spec.origin).with_name("dict.txt").read_text("utf-8")


def is_measure(character: str) -> bool:
    """Does it count things after a figure: 家, 户, 元."""
    return character in _load_measures()


def stands_in_word(text: str, place: int) -> bool:
    """Is the character at `place` part of a word, with those beside it."""
    words = load_words()
    return any(text[start:end] in words for start, end in _windows(len(text), place))


def _windows(length: int, place: int) -> Iterator[tuple[int, int]]:
    for size in range(_SHORTEST, _LONGEST + 1):
        for start in range(max(0, place - size + 1), min(place, length - size) + 1):
            yield start, start + size
