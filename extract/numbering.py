"""The numbering that Chinese official texts are structured by: 一、 then （一） then 1. then (1)."""

import re

_HAN = "一二三四五六七八九十百"
_LEVELS = (
    re.compile(rf"第[{_HAN}]+(?:部分|章|篇|节)[\s、.．:：]*"),
    re.compile(rf"[{_HAN}]+[、.．，,]\s*"),
    re.compile(rf"[（(][{_HAN}]+[)）]、?\s*"),
    re.compile(r"\d{1,2}(?:、|[.．，](?!\d))\s*"),
    re.compile(r"[（(]?\d{1,2}[)）]、?\s*"),
    re.compile(r"[①-⑳㉑-㉟㊱-㊿⑴-⒇⒈-⒛]\s*"),
)
_FIRST = re.compile(rf"[第{_HAN}(（\d①-⑳㉑-㉟㊱-㊿⑴-⒇⒈-⒛]")
"""What a numbering can begin with; few paragraphs do."""


def numbering_level(text: str) -> int | None:
    """The level of the numbering a text starts with, from 1 (第一部分) to 6 (①); None without one."""
    line = text.lstrip()
    if not _FIRST.match(line):
        return None
    return next((level for level, pattern in enumerate(_LEVELS, 1) if pattern.match(line)), None)


def without_numbering(text: str) -> str:
    """The text behind its numbering."""
    line = text.strip()
    for pattern in _LEVELS:
        if match := pattern.match(line):
            return line[match.end() :]
    return line
