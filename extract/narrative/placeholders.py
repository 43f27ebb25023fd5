"""Gaps that are still to be filled in: xx, ____, 20XX, （待填）, ［单位名称］."""

import re

from extract.narrative.pointers import POINTER

_UNIT = r"[年月日万亿元家户个次场项人名号件级期届]"
PLACEHOLDER = re.compile(
    r"[xX×ＸｘＸ*＊]{2,}|20[xX×*＊]{1,2}|×(?=[一-鿿〔\[])|(?<=[一-鿿〔\[])×"
    rf"|(?<![A-Za-z])[XxＸ](?={_UNIT})|[_＿]{{2,}}|[—-]{{4,}}|[○〇□]{{2,}}|[△▲]+(?={_UNIT})"
    rf"|…+(?={_UNIT})|【\s*】|（\s*）|\(\s*\)|某某|(?<![甲乙])某(?:年|月|县长|局)"
    r"|[［\[【〔<〈{][^［\[【〔<〈{］\]】〕>〉}\d]{0,10}(?:姓名|名称|职务|数字|数量|数据|金额|日期|时间|文号|名单|内容|部门|单位)"
    r"[^［\[【〔<〈{］\]】〕>〉}\d]{0,4}[］\]】〕>〉}]"
    r"|[（(【\[][^（）()]{0,12}(?:此处|待填|待补|填写|待定)[^（）()]{0,12}[）)】\]]|待补充|待完善|(?:此处|请)填写"
)


def is_filled(text: str) -> bool:
    """Is it neither left to be filled in nor a pointer to an attachment."""
    return not (PLACEHOLDER.search(text) or POINTER.search(text))
