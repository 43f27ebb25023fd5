"""The numbering that Chinese official texts are structured by: 一、 then （一） then 1. then (1)."""

import re
from dataclasses import dataclass

_HAN = "一二三四五六七八九十百"
_FORMAL = "壹贰叁肆伍陆柒捌玖拾"
_LEVELS = (
    re.compile(rf"第\s*(?:[{_HAN}]+|\d{{1,2}})\s*(?:大?部分|章|编|篇|节)[\s、.．:：]*"),
    re.compile(rf"(?:[{_HAN}]+|[{_FORMAL}])[、.．，,]\s*"),
    re.compile(rf"[（(][{_HAN}]+[)）]、?\s*"),
    re.compile(r"\d{1,2}(?:、|[.．，](?!\d))\s*"),
    re.compile(r"[（(]?(?:\d{1,2}|[a-hA-H])[)）]、?\s*"),
    re.compile(r"[①-⑳㉑-㉟㊱-㊿⑴-⒇⒈-⒛]\s*"),
)
_FIRST = re.compile(rf"[第{_HAN}{_FORMAL}(（a-hA-H\d①-⑳㉑-㉟㊱-㊿⑴-⒇⒈-⒛]")
"""What a numbering can begin with; few paragraphs do."""

PART = "part"
"""第一部分, which no other numbering stands above."""
CHAPTER = "chapter"
HEADING_KINDS = frozenset({PART, CHAPTER, "section", "han", "han-brackets"})
"""What is numbered in these ways is a heading rather than an item of a list."""
RUN_IN = "run-in"
"""一是, 首先: always inside a paragraph, or at its beginning."""

_DIGITS = rf"\s*[{_HAN}\d]{{1,3}}\s*"
_ORDINAL = rf"[{_HAN}]{{1,3}}"
_BEFORE_HAN = r"(?=[一-鿿《“])"
_KINDS = (
    (PART, rf"第{_DIGITS}(?:大?部分|编|篇)[\s、.．:：]*|(?i:part)\s*\d{{1,2}}[\s、.．:：]*"),
    (
        CHAPTER,
        rf"第{_DIGITS}章[\s、.．:：]*|(?:台账|板块|模块|单元|专题|材料|条目)\s?[{_HAN}\d]{{1,2}}(?:[、.．:：]\s*|\s+)",
    ),
    ("section", rf"第{_DIGITS}节[\s、.．:：]*"),
    (
        "han",
        rf"(?:{_ORDINAL}|[{_FORMAL}])\s*[、.．，,:：]\s*|[-—－]\s*、\s*|{_ORDINAL}\s{{1,4}}{_BEFORE_HAN}",
    ),
    ("han-brackets", rf"[（(〔\[]\s*{_ORDINAL}\s*[)）〕\]]\s*[、.．]?\s*"),
    ("decimals", rf"\d{{1,2}}(?:[.．]\d{{1,2}}){{2,3}}[.．、]?\s*{_BEFORE_HAN}"),
    ("decimal", rf"\d{{1,2}}[.．\-－–]\d{{1,2}}(?:[、.．]\s*|\s+){_BEFORE_HAN}"),
    (
        "digits",
        rf"\d{{1,2}}\s*(?:[、，]|[.．](?!\d)|[.．](?=20\d\d年))\s*|\d{{1,2}}\s{{1,4}}(?![年月日家个项万]){_BEFORE_HAN}",
    ),
    ("digits-brackets", r"[（(〔\[]?\s*(?:\d{1,2}|[a-hA-H])\s*[)）〕\]]\s*[、.．]?\s*"),
    ("circled", r"[①-⑳㉑-㉟㊱-㊿⑴-⒇⒈-⒛❶-❿]\s*"),
    (RUN_IN, rf"[{_HAN}]是[，,要]?\s*|首先，|其次，|再次，|最后，|第[{_HAN}]{{1,2}}[，、]\s*"),
)
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _KINDS)
_FIRST_OF_ANY = re.compile(
    rf"\s*[Ppa-hA-H台板模单专材条第{_HAN}{_FORMAL}(（〔\[\d①-⑳㉑-㉟㊱-㊿⑴-⒇⒈-⒛❶-❿首其再最—－-]"
)
_FROM_HIGH = (PART, CHAPTER, "section", "han", "han-brackets", "digits", "decimal", "decimals")
RANKS = {kind: rank for rank, kind in enumerate((*_FROM_HIGH, "digits-brackets", "circled", RUN_IN))}
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_ARTICLE = re.compile(rf"第\s*[{_HAN}\d]{{1,4}}\s*条")


@dataclass(frozen=True, slots=True)
class Number:
    """What a text is numbered by, how many characters the number takes, and which it is (None: not a
    plain one)."""

    kind: str
    length: int
    ordinal: int | None

    @property
    def rank(self) -> int:
        """Smaller is higher, as the rules for official papers have it."""
        return RANKS[self.kind]


def find_number(text: str) -> Number | None:
    """The number that a text begins with, of whatever kind."""
    if not _FIRST_OF_ANY.match(text):
        return None
    line = text.lstrip()
    ahead = len(text) - len(line)
    for kind, pattern in _PATTERNS:
        if match := pattern.match(line):
            return Number(kind, ahead + match.end(), _ordinal(match.group()))
    return None


def _ordinal(written: str) -> int | None:
    if digits := re.search(r"\d{1,3}", written):
        return int(digits.group())
    if formal := re.search(rf"[{_FORMAL}]", written):
        return _FORMAL.index(formal.group()) + 1
    if numeral := re.search(rf"[{_HAN}]{{1,3}}", written):
        return han_ordinal(numeral.group())
    circled = _CIRCLED.find(written.strip()[:1])
    return circled + 1 if circled >= 0 else None


def han_ordinal(numeral: str) -> int:
    """The number that up to three numerals say: 一 to 九十九."""
    tens, ten, ones = numeral.rpartition("十")
    units = _HAN.index(ones) + 1 if ones in tuple(_HAN) else 0
    return (_HAN.find(tens or "一") + 1) * 10 + units if ten else units


def is_article(text: str) -> bool:
    """Is it an article (第一条) of rules that are quoted in full."""
    return _ARTICLE.match(text.lstrip()) is not None


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
