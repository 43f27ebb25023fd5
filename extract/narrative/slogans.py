"""Headings that say what was done in parts of one length: "突出要素保障，破解发展瓶颈"."""

import re

from extract.narrative.numbering import without_numbering
from extract.text import squeeze

_VERB = re.compile(
    r"^(?:坚持|突出|强化|聚焦|狠抓|紧抓|着力|大力|持续|全力|优化|搭建?|育|强|抓|做|推进|推动|加强|加快|完善|深化|创新|健全"
    r"|培育|打造|实施|构建|拓展|释放|筑|建|精准|破解|提升|夯实|激发|壮大|引导|扶持|落实|念好|打好|用好|下好|唱响|围绕|以)"
)
_NONE = re.compile(
    r"\d|[《》〔〕%]|(?:情况|介绍|概况|机构|名单|一览表|附件|如下|说明|工作|活动|成效|成果|问题|困难|不足|建议)$"
)
_SINGLE = 7
"""Characters of a heading of one part, four and three."""


def is_slogan(text: str) -> bool:
    """Parts of one length ("铸链强群，集聚发展"), or parts that each say what is done."""
    parts = [part for part in re.split(r"[，,、；;]|——", squeeze(without_numbering(text))) if part]
    if not parts or any(_NONE.search(part) for part in parts):
        return False
    lengths = [len(part) for part in parts]
    if len(parts) == 1:
        return lengths[0] == _SINGLE or (6 <= lengths[0] <= 16 and _VERB.match(parts[0]) is not None)
    even = max(lengths) - min(lengths) <= 3
    urged = min(lengths) >= 4 and all(map(_VERB.match, parts))
    return min(lengths) >= 3 and max(lengths) <= 14 and (even or urged)
