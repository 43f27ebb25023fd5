"""How far a figure in running text may stand from the form's and still be the same figure.

Texts round: "1.8亿元" for 18023万元, "近3000人" for 2985. A figure written in the form's own unit and
without such a word is meant exactly.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from policy.form import FieldKind

HEDGES_BEFORE = ("约", "近", "超", "超过", "逾", "突破")

HEDGE_BEHIND = re.compile(r"\s*[^\W\d_]{0,2}?(左右|上下|余|多)")
"""With the unit between: "500万元左右", "50家左右"."""

WRITTEN = re.compile(r"(\d+(?:,\d{3})*(?:\.\d+)?)\s*([余多]?)\s*(亿|万)?")

SCALES: dict[str, Decimal] = {"": Decimal(1), "万": Decimal(10_000), "亿": Decimal(100_000_000)}
"""What the word behind a number multiplies it by."""

MONEY_UNIT = Decimal(10_000)
"""Money is held in 万元."""


def is_same_figure(form: Decimal, stated: Decimal, quotes: tuple[str, ...], kind: FieldKind) -> bool:
    """Whether the text's `stated` figure, written as in `quotes`, says what the form says."""
    if form == stated:
        return True
    gaps = (gap for quote in quotes for gap in find_tolerances(stated, quote, kind))
    return any(abs(form - stated) <= gap for gap in gaps)


def find_tolerances(stated: Decimal, quote: str, kind: FieldKind) -> Iterator[Decimal]:
    """What each writing of `stated` in the quote leaves open: half of its last place where it is written
    in a larger unit than the form's, a whole unit of its last digit that is not zero where hedged."""
    unit = MONEY_UNIT if kind == "money" else Decimal(1)
    for match in WRITTEN.finditer(quote):
        digits = Decimal(match[1].replace(",", ""))
        scale = SCALES[match[3] or ""] / unit
        if digits * scale != stated:
            continue
        if is_hedged(quote, match):
            yield last_digit(digits) * scale
        elif scale > 1:
            yield last_place(digits) * scale / 2


def is_hedged(quote: str, match: re.Match[str]) -> bool:
    before, behind = quote[: match.start()].rstrip(), quote[match.end() :]
    return bool(match[2]) or before.endswith(HEDGES_BEFORE) or HEDGE_BEHIND.match(behind) is not None


def last_place(digits: Decimal) -> Decimal:
    """The place of the last digit written: 0.1 for 1.8, 1 for 500."""
    return Decimal(1).scaleb(min(0, int(digits.as_tuple().exponent)))


def last_digit(digits: Decimal) -> Decimal:
    """The place of the last digit that is not zero: 0.1 for 1.8, 100 for 500."""
    if digits == 0:
        return Decimal(0)
    return Decimal(1).scaleb(int(digits.normalize().as_tuple().exponent))
