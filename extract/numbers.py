"""Numbers as clerks write them: one quantity in a short text, and every reason to doubt it.

The reader accepts a narrow grammar and doubts all else. A number that fits the grammar has exactly one
meaning; anything left over in the cell (a second number, an unknown word) is a doubt, never ignored.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from extract.text import squeeze, to_halfwidth

_MAGNITUDES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "百万": 10**6, "千万": 10**7, "亿": 10**8}

_TOKEN = re.compile(r"\d[\d,.' ]*\d|\d")
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?: \d{3})+(?:\.\d+)?")
_HAN_TOKEN = re.compile(r"[零〇一二两三四五六七八九十百千万亿]+(?:点[零〇一二三四五六七八九]+)?")
_HAN_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_BROKEN = re.compile(r"[\d.,]\s*[\n\r\t\v\f]\s*[\d.,]")
_VAGUE = re.compile(
    r"约|大概|近|将近|左右|上下|余|多|以上|以下|超过?|逾|突破|不足|不到|至少|最多|至多|预计|预期|计划|力争|目标|估计|不低于|不少于|不超过|几|数[十百千万]|累计|>|<|≥|≤|≈|\+"
)
_MAGNITUDE = re.compile(r"百万|千万|[十百千万亿]")
_RANGE = re.compile(r"\d%?\s*(?:-|~|～|—+|至|到)\s*\d")
_COMPOUND = re.compile(r"(?<![\d.,])(\d{1,5})亿(\d{1,4})万(?!\d)")
"""16亿9800万"""
_LONGEST = 24
"""Characters of a number; what is longer is none."""
_STOP = " 。;；,，、.：:"


@dataclass(frozen=True, slots=True)
class Quantity:
    """`number` times `magnitude`, with the words before and after it.

    `before` and `after` are half-width and without white space; `doubts` are Chinese and say why the
    number may not be what is meant. `spaced`: its groups of three stand apart, which two numbers might too.
    """

    number: Decimal
    magnitude: int
    before: str
    after: str
    doubts: tuple[str, ...] = ()
    spaced: bool = False

    @property
    def value(self) -> Decimal:
        return self.number * self.magnitude


def parse_quantity(text: str) -> Quantity | None:
    """The one quantity a text holds; None where it holds no number. With several numbers the first is
    given, with a doubt."""
    line = to_halfwidth(text).strip()
    doubts = []
    if _BROKEN.search(line):
        doubts.append("数字中间有换行或制表符，可能被截断")
    line = re.sub(r"[\n\r\t\v\f]+", " ", line)
    line = _COMPOUND.sub(lambda m: f"{int(m[1]) * 10_000 + int(m[2])}万", line)
    token = _TOKEN.search(line)
    if token and len(token.group()) > _LONGEST:
        return None
    if token is None:
        return _parse_han(squeeze(line), doubts)
    if _RANGE.search(line):
        doubts.append("写的是一个范围")
    number, doubt = _parse_token(token.group())
    doubts += doubt
    before, after = line[: token.start()], line[token.end() :]
    if re.search(r"\d", after):
        doubts.append("格子里不止一个数字")
    return _quantity(number, before, after, doubts, spaced=" " in token.group().strip())


def _parse_token(token: str) -> tuple[Decimal, list[str]]:
    plain = token.replace(",", "").replace(" ", "").replace("'", "")
    if _PLAIN.fullmatch(token):
        if len(token) > 1 and token[0] == "0" and token[1] != ".":
            return Decimal(plain), ["数字以0开头"]
        return Decimal(token), []
    if _GROUPED.fullmatch(token) and token[0] != "0":
        return Decimal(plain), []
    if plain.count(".") > 1:
        return Decimal(token.split(".")[0].replace(",", "").replace(" ", "") or 0), ["数字里有两个小数点"]
    return Decimal(plain), ["数字的分节位置不对，可能多写或漏写了一位"]


def _quantity(
    number: Decimal, before: str, after: str, doubts: list[str], *, spaced: bool = False
) -> Quantity:
    before, after = squeeze(before), squeeze(after)
    if before == "+":
        before = ""
    if before.endswith("-"):
        number, before = -number, before[:-1]
        if before[-1:].isdigit() or before.endswith("-"):
            doubts.append("负号前还有字符")
    elif before.endswith(("—", "－")):
        number, before = -number, before[:-1]
        doubts.append("数字前的横线不知是不是负号")
    if before.endswith(".") or (after.startswith((".", "·", "。")) and re.match(r"[.·。]\d", after)):
        doubts.append("小数点不清楚")
    if after in (".", "·", ",", "、"):
        doubts.append("数字后面可能少了一位")
    magnitude = 1
    if match := _MAGNITUDE.match(after):
        magnitude, after = _MAGNITUDES[match.group()], after[match.end() :]
    if vague := _VAGUE.search(before) or _VAGUE.search(after):
        doubts.append(f"写的是“{vague.group()}”，不是确数")
    return Quantity(number, magnitude, before.strip(_STOP), after.strip(_STOP), tuple(doubts), spaced)


def _parse_han(line: str, doubts: list[str]) -> Quantity | None:
    token = _HAN_TOKEN.search(line)
    if token is None:
        return None
    number = parse_han_number(token.group())
    if number is None:
        return None
    before, after = line[: token.start()], line[token.end() :]
    if _HAN_TOKEN.search(after):
        doubts.append("格子里不止一个数字")
    return _quantity(number, before, after, doubts)


def parse_han_number(text: str) -> Decimal | None:
    """A number in Chinese characters (二十三, 一万零五百, 八点六); None where it is not well formed."""
    whole, _, fraction = text.partition("点")
    value = _parse_han_whole(whole)
    if value is None:
        return None
    digits = "".join(str(_HAN_DIGITS[c]) for c in fraction)
    return Decimal(f"{value}.{digits}") if digits else Decimal(value)


def _parse_han_whole(text: str) -> int | None:
    for word, size in (("亿", 10**8), ("万", 10**4)):
        if word in text:
            high, _, low = text.partition(word)
            head, tail = _parse_han_whole(high), _parse_han_whole(low) if low else 0
            if not high or head is None or tail is None or tail >= size:
                return None
            if low and tail < size // 10 and low[0] not in "零〇":
                return None
            return head * size + tail
    return _parse_han_small(text)


def _parse_han_small(text: str) -> int | None:
    """Up to 9999. Each unit stands once, from large to small; 二三 and 一百二 are no certain numbers."""
    total, digit, last, zero = 0, None, 10**4, False
    for char in text:
        if char in _HAN_DIGITS:
            if digit not in (None, 0):
                return None
            digit = _HAN_DIGITS[char]
            zero = zero or digit == 0
            continue
        size = _MAGNITUDES[char]
        if size >= last or (digit in (None, 0) and not (size == 10 and total == 0)):
            return None
        total, digit, last, zero = total + (digit or 1) * size, None, size, False
    if digit and 10 < last < 10**4 and not zero:
        return None
    return total + (digit or 0) if text else None
