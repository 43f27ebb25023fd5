"""Texts as sets of hashed shingles: whatever runs of characters they are made of."""

import re
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]

WIDTH = 8
"""Characters of a shingle: long enough to be no mere turn of phrase, short enough that a misread character
or a changed figure costs few of them."""

_BASE = 0x9E3779B97F4A7C15
_MASK = (1 << 64) - 1
_NO_WORDS = re.compile(r"[^0-9A-Za-z㐀-鿿]+")
_CITED = re.compile(r"《[^《》]*》|[〔\[［]\d{4}[〕\]］]\d*号?")
_END = "\x00"


def strip_text(text: str, names: Iterable[str] = ()) -> str:
    """The bare characters: no punctuation, no titles of documents, none of `names`, so that a text in which
    only the county's name was changed is the same text."""
    bare = _NO_WORDS.sub("", _CITED.sub("", text))
    for name in names:
        bare = bare.replace(name, "")
    return bare


def hash_texts(texts: Sequence[str]) -> list[Hashes]:
    """The shingles of each stripped text, sorted, each once; none where it is shorter than one."""
    codes = np.frombuffer(_END.join([*texts, ""]).encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    if len(codes) < WIDTH:
        return [np.empty(0, np.uint64) for _ in texts]
    rolled = np.zeros(len(codes) - WIDTH + 1, np.uint64)
    for place in range(WIDTH):
        weight = np.uint64(pow(_BASE, place + 1, 1 << 64) & _MASK)
        rolled += codes[place : place + len(rolled)] * weight
    rolled ^= rolled >> np.uint64(29)
    rolled *= np.uint64(0xBF58476D1CE4E5B9)
    starts = np.cumsum([0, *(len(text) + 1 for text in texts)])
    return [
        np.unique(rolled[start : start + max(0, len(text) - WIDTH + 1)])
        for start, text in zip(starts, texts, strict=False)
    ]


def count_characters(shingles: int) -> int:
    """About how many characters a run of so many shingles has."""
    return shingles + WIDTH - 1 if shingles else 0
