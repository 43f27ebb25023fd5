"""Which of very many texts may be alike: those that have some shingles in common with a neighbour."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from validate.shingles import Hashes

Places = NDArray[np.int64]

_NEIGHBOURS = 4
"""Of the texts that have one shingle, each is paired with so many before it and with the first: the pairs
grow with the texts, not with their square, and what many have hangs together all the same."""


def find_candidates(hashes: Sequence[Hashes], owners: Places, least: int) -> list[tuple[int, int]]:
    """Pairs of texts of different owners, smaller place first, that have about `least` shingles in common."""
    if not hashes:
        return []
    texts = np.repeat(np.arange(len(hashes), dtype=np.int64), [len(each) for each in hashes])
    every = np.concatenate(hashes)
    order = np.lexsort((texts, every))
    texts, every = texts[order], every[order]
    new = np.concatenate(([True], every[1:] != every[:-1]))
    firsts = np.maximum.accumulate(np.where(new, np.arange(len(new)), 0))
    keys = [
        (left * len(hashes) + right)[owners[left] != owners[right]] for left, right in pair_up(texts, firsts)
    ]
    pairs, counts = np.unique(np.concatenate(keys), return_counts=True)
    return [divmod(int(pair), len(hashes)) for pair in pairs[counts >= least]]


def pair_up(texts: Places, firsts: Places) -> Iterator[tuple[Places, Places]]:
    """Texts that stand together under one shingle; `firsts` says where the texts of each begin."""
    for step in range(1, _NEIGHBOURS + 1):
        same = firsts[step:] == firsts[:-step]
        yield texts[:-step][same], texts[step:][same]
    far = np.arange(len(texts)) - firsts > _NEIGHBOURS
    yield texts[firsts[far]], texts[far]
