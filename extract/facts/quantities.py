"""Amounts of money, counts and rates in running text, each with its place in the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from extract.numbers import parse_han_number

_NUM = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
_HAN = r"[零〇一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟]+"
_BIG = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
_SIZES = {"百": 10**2, "千": 10**3, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7, "亿": 10**8}
_SIZE = r"百万|千万|十万|[亿万千百]"
_HEDGE_AHEAD = re.compile(
    r"(?:(?<![签合履条节解集])约|大约|(?<!最)近|将近|超过?|逾|突破|不低于|不少于|不超过|不高于|至少|最高|最多|上限|将近|接近|不足|多达)(?:为|达|到|达到)?$"
)
_AMOUNT = re.compile(
    rf"(?<![\d.])(?:(?P<yi>\d+|{_HAN})亿零?(?P<wan>\d+(?:\.\d+)?|{_HAN})万元|(?P<number>{_NUM}|{_HAN})(?P<vague>[多余几]?)"
    rf"(?:(?P<size>{_SIZE})(?P<vague2>[多余]?)元|元|(?P<bare>亿)(?=[,、;。:)]|$|用于|的)))"
    r"(?P<after>余|左右|以上|以内|上下|以下)?(?P<each>[/每](?:户|家|人|个|项))?"
)
_AMOUNT_OR_BARE = re.compile(
    _AMOUNT.pattern.replace("(?P<bare>亿)", "(?P<bare>亿|万(?=[,、;。:()用投给奖补支]|$))")
)
_SHARED = re.compile(r"(?<![\d.])(?:\d+(?:\.\d+)?[、和及])+$")
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_RANGE_AHEAD = re.compile(r"\d(?:[万亿]?元)?(?:-|—|~|～|至)+$")
_RANGE_BEHIND = re.compile(r"(?:-|—|~|～|至)+\d+(?:\.\d+)?[万亿]")
_EACH_AHEAD = re.compile(
    r"(?:\d[户家个人名项台次]?[×xX*]|(?:每(?:户|家|个|人|年每户|名|项|次|企业|家企业|户企业)|各(?!年|自)|户均|人均|平均)[^,;。]{0,10})$"
)
_UNIT_AHEAD = re.compile(r"\((?:单位:)?(?P<size>[万亿]?)元\)")
_UNITLESS = re.compile(rf"(?<=[年度:为数额])(?P<number>{_NUM})(?=[,、;。)→]|$|和|及)")
_RATE = re.compile(
    r"(?P<sign>(?<![\d%])[-↓▼]|负)?(?<![\d.])(?:(?P<number>\d+(?:\.\d+)?)%|百分之(?P<han>[零〇一二三四五六七八九十百点]+)"
    r"|(?P<times>\d+(?:\.\d+)?)倍|(?P<double>翻了?[一两三]番|翻番))"
)
_WENT_FROM = re.compile(
    r"[由从](?:20\d\d年?[底末]?的?|最初的?|原来的?)?\d+[家户个场次名人](?:增加|增长|发展|扩大|提高|上升|增)?[到至](?:20\d\d年?[底末]?的?)?"
)
_TIMES = {"一": 100.0, "两": 300.0, "三": 700.0}


@dataclass(frozen=True, slots=True)
class Amount:
    """`value` in 万元. `hedge` are the words that make it inexact, `each`: it is for each of several."""

    start: int
    end: int
    value: float
    hedge: str | None
    each: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """A whole number with its unit."""

    start: int
    end: int
    value: int
    unit: str
    hedge: str | None


@dataclass(frozen=True, slots=True)
class Rate:
    """`value` in percent, with the sign that is written at it. `times`: it says by how many times."""

    start: int
    end: int
    value: float
    times: bool


def find_amounts(plain: str, *, bare: bool = False) -> Iterator[Amount]:
    """All amounts of money in a half-width text without white space; `bare`: also those that lack their 元
    ("预算数400万")."""
    if "元" not in plain and "亿" not in plain and not (bare and "万" in plain):
        return
    if bare:
        yield from _with_unit_ahead(plain)
    for match in (_AMOUNT_OR_BARE if bare else _AMOUNT).finditer(plain):
        value = _amount_value(match)
        if value is None:
            continue
        ahead = plain[max(0, match.start() - 14) : match.start()]
        hedge = _hedge(match, ahead)
        if _RANGE_AHEAD.search(ahead) or _RANGE_BEHIND.match(plain, match.end()):
            hedge = "至"
        each = bool(match["each"]) or _EACH_AHEAD.search(ahead) is not None
        yield from _sharing_the_unit(plain, match)
        yield Amount(match.start(), match.end(), value, hedge, each)


def _with_unit_ahead(plain: str) -> Iterator[Amount]:
    """ "专项资金(万元):2019年1600,2020年2400": the unit stands once ahead of all."""
    said = _UNIT_AHEAD.search(plain)
    if said is None:
        return
    for match in _UNITLESS.finditer(plain, said.end()):
        value = float(Decimal(match["number"].replace(",", "")) * _SIZES.get(said["size"], 1) / 10_000)
        yield Amount(match.start("number"), match.end("number"), value, None, False)


def _sharing_the_unit(plain: str, match: re.Match[str]) -> Iterator[Amount]:
    """ "200、350万元" are two amounts."""
    shared = _SHARED.search(plain, max(0, match.start() - 40), match.start())
    size = _SIZES.get(match["size"] or "", 1)
    for number in _PLAIN.finditer(plain, shared.start(), shared.end()) if shared else ():
        value = float(Decimal(number.group()) * size / 10_000)
        yield Amount(number.start(), number.end(), value, None, False)


def _amount_value(match: re.Match[str]) -> float | None:
    if match["yi"]:
        yi, wan = _number(match["yi"]), _number(match["wan"])
        return None if yi is None or wan is None else float(yi * 10_000 + wan)
    number = _number(match["number"])
    if number is None:
        return None
    size = _SIZES[match["size"] or match["bare"]] if match["size"] or match["bare"] else 1
    return float(number * size / 10_000)


def _number(text: str) -> Decimal | None:
    if text[0].isascii():
        return Decimal(text.replace(",", ""))
    return parse_han_number(text.translate(_BIG))


def _hedge(match: re.Match[str], ahead: str) -> str | None:
    found = match["vague"] or (match.groupdict().get("vague2") or "") or (match["after"] or "")
    if found:
        return found
    before = _HEDGE_AHEAD.search(ahead)
    return before.group() if before else None


def without_former(plain: str) -> str:
    """Without the number that there was before, ahead of the one that there is: "由16家增加到22家"."""
    return _WENT_FROM.sub("", plain)


@lru_cache(maxsize=32)
def _count_pattern(units: tuple[str, ...]) -> re.Pattern[str]:
    unit = "|".join(map(re.escape, sorted(units, key=len, reverse=True)))
    return re.compile(
        rf"(?<![\d.第])(?P<number>{_NUM}|{_HAN})(?P<vague>[多余几]?)(?P<size>万?)(?P<vague2>[多余]?)"
        rf"(?P<unit>{unit})(?P<after>以上|左右)?"
    )


def find_counts(plain: str, units: tuple[str, ...]) -> Iterator[Counted]:
    """All whole numbers with one of some units."""
    for match in _count_pattern(units).finditer(plain):
        number = _number(match["number"])
        if number is None:
            continue
        value = number * (10_000 if match["size"] else 1)
        if value == value.to_integral_value():
            ahead = plain[max(0, match.start() - 8) : match.start()]
            yield Counted(match.start(), match.end(), int(value), match["unit"], _hedge(match, ahead))


def find_rates(plain: str) -> Iterator[Rate]:
    """All percentages and multiples; 百分点 is none."""
    for match in _RATE.finditer(plain):
        value = _rate_value(match)
        if value is not None:
            signed = -value if match["sign"] else value
            yield Rate(match.start(), match.end(), signed, bool(match["times"] or match["double"]))


def _rate_value(match: re.Match[str]) -> float | None:
    if match["double"]:
        return next((by for word, by in _TIMES.items() if word in match["double"]), 100.0)
    if match["times"]:
        return float(Decimal(match["times"]) * 100)
    number = Decimal(match["number"]) if match["number"] else parse_han_number(match["han"])
    return None if number is None else float(number)
