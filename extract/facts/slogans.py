"""The words that head measures in reports ("突出要素保障，破解发展瓶颈"), and rows of such headings."""

import re
from collections.abc import Sequence

from extract.narrative.blocks import TextBlock
from extract.narrative.numbering import without_numbering
from extract.text import squeeze

_VERB = re.compile(
    r"^(?:坚持|突出|强化|聚焦|狠抓|紧抓|着力|大力|持续|全力|优化|搭建?|育|强|抓|做|推进|推动|加强|加快|完善|深化|创新|健全"
    r"|培育|打造|实施|构建|拓展|释放|筑|建|精准|破解|提升|夯实|激发|壮大|引导|扶持|落实|念好|打好|用好|下好|唱响|围绕|以)"
)
_NONE = re.compile(
    r"\d|[《》〔〕%]|(?:情况|介绍|概况|机构|名单|一览表|附件|如下|说明|工作|活动|成效|成果|问题|困难|不足|建议)$"
)
_RUN_IN = re.compile(r"^(?:[一二三四五六七八九十]|其[一二三四五六])是(?!否)")
_FIRST = re.compile(r"\s*([^。；;：:]{4,36})[。：:](?=.{12})")
_ROW = 3
"""So many in a row head measures wherever they stand."""
_SINGLE = 7
"""Characters of a heading of one part, four and three."""


def is_slogan(text: str) -> bool:
    """Parts of one length ("铸链强群，集聚发展"), or one part that says what is done."""
    parts = [part for part in re.split(r"[，,、；;]|——", squeeze(without_numbering(text))) if part]
    if not parts or any(_NONE.search(part) for part in parts):
        return False
    lengths = [len(part) for part in parts]
    if len(parts) == 1:
        return lengths[0] == _SINGLE or (6 <= lengths[0] <= 16 and _VERB.match(parts[0]) is not None)
    return min(lengths) >= 3 and max(lengths) <= 14 and max(lengths) - min(lengths) <= 3


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
