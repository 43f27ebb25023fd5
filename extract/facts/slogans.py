"""Rows of slogans ("突出要素保障，破解发展瓶颈"), which head measures in reports."""

import re
from collections.abc import Sequence

from extract.narrative.blocks import TextBlock
from extract.narrative.slogans import is_slogan

_RUN_IN = re.compile(r"^(?:[一二三四五六七八九十]|其[一二三四五六])是(?!否)")
_FIRST = re.compile(r"\s*([^。；;：:]{4,36})[。：:](?=.{12})")
_ROW = 3
"""So many in a row head measures wherever they stand."""


def find_rows(blocks: Sequence[TextBlock], material: str) -> frozenset[int]:
    """The places of the blocks that stand in a row of slogans and serve no other material than that of
    measures, though no heading says so."""
    rows: dict[tuple[bool, tuple[str, ...]], list[int]] = {}
    for at, block in enumerate(blocks):
        head = _head_of(block)
        if head and is_slogan(head[0]):
            rows.setdefault((head[1], block.setting.headings[: head[2]]), []).append(at)
    long = (row for row in rows.values() if len(row) >= _ROW)
    return frozenset(at for row in long for at in _of_measures(row, blocks, material))


def _head_of(block: TextBlock) -> tuple[str, bool, int] | None:
    """What heads a block, whether that is a heading of its own, and how many headings stand above it."""
    above = len([heading for heading in block.setting.headings if not _RUN_IN.match(heading.strip())])
    if block.heading is not None and not _RUN_IN.match(block.heading.strip()):
        return block.heading, True, above - 1
    text = "".join(sentence.text for sentence in block.sentences)
    first = _FIRST.match(_RUN_IN.sub("", text.strip()))
    return (first[1], False, above) if first else None


def _materials_below(at: int, blocks: Sequence[TextBlock]) -> frozenset[str]:
    """What a block serves, and all that stands under it where it is a heading: a chapter on another material
    may have a heading that is a slogan too."""
    headings = blocks[at].setting.headings
    found = blocks[at].setting.materials
    if blocks[at].heading is None:
        return found
    for block in blocks[at + 1 :]:
        if block.setting.headings[: len(headings)] != headings:
            break
        found |= block.setting.materials
    return found


def _of_measures(row: Sequence[int], blocks: Sequence[TextBlock], material: str) -> list[int]:
    shared = frozenset.intersection(*(blocks[at].setting.materials for at in row))
    if not shared <= {material}:
        return []
    own = [at for at in row if _materials_below(at, blocks) <= {material}]
    return own if len(own) >= _ROW else []
