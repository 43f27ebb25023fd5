"""The words of an opinion cell, without the seal's place, the signature lines and the date."""

import re

from extract.text import squeeze, without_layout

_SEAL = r"[（(【\[]?(?:单位)?(?:盖\s*章|公\s*章|印\s*章|签\s*章|加盖公章)(?:处)?[）)】\]]?[:：]?"
_BLANK = r"[\dxX×〇零一二三四五六七八九十_＿\s０-９]*"
_DATE = rf"{_BLANK}年{_BLANK}月{_BLANK}日"
_SIGNATURE = (
    r"(?:单位|部门)?(?:主要)?(?:负责人|经办人|审核人|领导)?(?:\s*[（(]?签[字名章][)）]?)[:：]?[_＿\s]*"
)
_TAIL = re.compile(rf"[\s。．]*(?:{_SEAL}|{_DATE}|{_SIGNATURE})\s*$")


def parse_opinion(text: str) -> str:
    """The opinion alone; empty where only the printed words of the form stand there."""
    rest = text.strip().lstrip("：:").strip()
    while match := _TAIL.search(rest):
        if not match.group().strip(" \n\t\r。．"):
            break
        kept = rest[: match.start()]
        rest = kept + ("。" if match.group().lstrip().startswith(("。", "．")) else "")
        if not squeeze(rest.strip("。．")):
            return ""
    return without_layout(rest)
