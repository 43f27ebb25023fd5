"""Words of Chinese, which tell what a character can be that is hardly legible: from jieba's dictionary."""

from collections.abc import Iterator
from functools import lru_cache

_SHORTEST, _LONGEST = 2, 4
_RARE = 10
"""Words counted less often than this in the dictionary's texts are left out."""


@lru_cache(maxsize=1)
def load_words() -> frozenset[str]:
    """The words of two to four characters. Loaded once a process."""
    import jieba  # only its dictionary: importing it where no picture is read costs a tenth of a second

    with jieba.get_dict_file() as file:
        lines = file.read().decode("utf-8").splitlines()
    entries = (line.split(" ", 2) for line in lines)
    return frozenset(word for word, count, *_ in entries if _is_usual(word, int(count)))


def _is_usual(word: str, count: int) -> bool:
    return _SHORTEST <= len(word) <= _LONGEST and count >= _RARE


def stands_in_word(text: str, place: int) -> bool:
    """Is the character at `place` part of a word, with those beside it."""
    words = load_words()
    return any(text[start:end] in words for start, end in _windows(len(text), place))


def _windows(length: int, place: int) -> Iterator[tuple[int, int]]:
    for size in range(_SHORTEST, _LONGEST + 1):
        for start in range(max(0, place - size + 1), min(place, length - size) + 1):
            yield start, start + size
