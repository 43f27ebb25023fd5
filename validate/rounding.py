"""How far a figure in running text may stand from the form's and still be the same figure.

Texts round: "28.1亿元" for 280806万元, "近3000人" for 2985, "2.5万余户" for 25345. A figure written in
full and without such a word is meant exactly.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from policy.form import FieldKind

WRITTEN = re.compile(r"(\d+(?:,\d{3})*(?:\.\d+)?)\s*([余多]?)\s*(亿|万)?")

SCALES = {"": Decimal(1), "万": Decimal(10_000), "亿": Decimal(100_000_000)}
"""What the word behind a number multiplies it by."""

MONEY_UNIT = Decimal(10_000)
"""Money is held in 万元."""

MORE = ("超", "超过", "逾", "突破")
NEARLY = "近"
LATELY = "最近"
ABOUT = ("约",)

BEHIND = re.compile(r"\s*[^\W\d_]{0,2}?(左右|上下|余|多)")
"""A hedge behind the number, with its unit between: "500万元左右", "50家左右"."""

NEAR = Decimal("0.1")
"""What "nearly" and "about" leave open, as a share of the figure."""

Span = tuple[Decimal, Decimal]


def is_same_figure(
    form: Decimal, stated: Decimal, quotes: tuple[str, ...], kind: FieldKind, *, hedged_only: bool = False
) -> bool:
    """Whether the text's `stated` figure, written as in `quotes`, says what the form says. With
    `hedged_only`, a figure that is only short ("1.8亿元") is meant exactly too."""
    if form == stated:
        return True
    spans = (span for quote in quotes for span in find_spans(stated, quote, kind, hedged_only=hedged_only))
    return any(low <= form <= high for low, high in spans)


def find_spans(stated: Decimal, quote: str, kind: FieldKind, *, hedged_only: bool) -> Iterator[Span]:
    """What each writing of the figure in the quote leaves open, where it leaves anything open."""
    unit = MONEY_UNIT if kind == "money" else Decimal(1)
    for match in WRITTEN.finditer(quote):
        digits = Decimal(match[1].replace(",", ""))
        scale = SCALES[match[3] or ""] / unit
        if digits * scale != stated:
            continue
        hedged = find_hedged_span(stated, last_digit(digits) * scale, quote, match)
        if hedged is not None:
            yield hedged
        elif "." in match[1] and scale > 1 and not hedged_only:
            half = last_place(digits) * scale / 2
            yield stated - half, stated + half


def find_hedged_span(stated: Decimal, step: Decimal, quote: str, match: re.Match[str]) -> Span | None:
    before = quote[: match.start()].rstrip()
    behind = BEHIND.match(quote, match.end())
    hedge = match[2] or (behind[1] if behind else "")
    if hedge in ("余", "多") or before.endswith(MORE):
        return stated, stated + step
    if before.endswith(NEARLY) and not before.endswith(LATELY):
        return stated * (1 - NEAR), stated
    if hedge or before.endswith(ABOUT):
        return stated * (1 - NEAR), stated * (1 + NEAR)
    return None


def last_place(digits: Decimal) -> Decimal:
    """The place of the last digit written: 0.1 for 1.8, 1 for 500."""
    return Decimal(1).scaleb(min(0, int(digits.as_tuple().exponent)))


def last_digit(digits: Decimal) -> Decimal:
    """The place of the last digit that is not zero: 0.1 for 1.8, 100 for 500."""
    if digits == 0:
        return Decimal(0)
    return Decimal(1).scaleb(int(digits.normalize().as_tuple().exponent))
