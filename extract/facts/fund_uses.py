"""What an amount was for, from the words around it."""

import re

_BEHIND = re.compile(
    r"^(?:主要|全部|已|均|专项)?(?:用于|用作|支持|补助|奖励|扶持|投入到?|资助|奖补|为)(?P<purpose>[^,、;。:()\d]{2,40})"
)
_ITEM = re.compile(r"[,、;。:()]|(?<=元)(?:和|及|以及)")
_LEAD = re.compile(
    r"^(?:其中|一是|二是|三是|四是|五是|六是|主要|全部|分别|用于|用作|安排|拨付|给予|支持|奖励|补助|扶持|投入|支出|下达|兑现|对|为|将|和|及|[①-⑩]|\d[.、])+"
)
_TAIL = re.compile(
    r"(?:共|各|合计|\d[\d,.]*(?:个|户|家|名|项|人|件|次|场|台套)|(?:补助|补贴|奖励|支持|专项)?资金|支出|安排|投入|拨付|计|为|:|达|共计|方面|等)+$"
)


def find_purpose(plain: str, start: int, end: int) -> str | None:
    """The purpose of the amount at a place: what it is said to be for behind it, else what it stands at."""
    if behind := _BEHIND.match(plain[end : end + 60]):
        return _clean(behind["purpose"]) or None
    items = _ITEM.split(plain[max(0, start - 60) : start])
    for item in reversed(items[-2:]):
        if purpose := _clean(item):
            return purpose
    return None


def _clean(text: str) -> str:
    bare = _LEAD.sub("", text)
    bare = _TAIL.sub("", bare)
    return bare if len(bare) >= 2 else ""
