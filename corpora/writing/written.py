"""A value as a clerk wrote it, and what the contract says should be read from it."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from dossier import FieldStatus, Value

WIDE = str.maketrans("0123456789.%-", "０１２３４５６７８９．％－")
DIGITS = "零一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Expected:
    """What is right. `accepted`: the value may be accepted (sending it to a person is no error, only a
    cost). `review`: it must not be accepted; `value` is the best reading, None where there is none."""

    status: FieldStatus
    value: Value | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """`text` is what stands in the cell. In a workbook `number` (with `number_format`) stands there
    instead where the clerk typed a number. `manner` names the way of writing."""

    text: str
    manner: str
    expected: Expected
    number: float | None = None
    number_format: str | None = None


Manner = Callable[[random.Random], str | None]
"""Writes one given value down; None where this value cannot be written so."""


def draw_text(
    rng: random.Random, manners: dict[str, Manner], usual: str, usual_share: float
) -> tuple[str, str]:
    """The name of a manner and the text it wrote. The `usual` manner must always be able to write."""
    if rng.random() < usual_share:
        return usual, require_text(manners[usual](rng))
    names = list(manners)
    rng.shuffle(names)
    for name in names:
        text = manners[name](rng)
        if text is not None:
            return name, text
    return usual, require_text(manners[usual](rng))


def require_text(text: str | None) -> str:
    if text is None:
        raise ValueError("the usual manner must write every value")
    return text


def to_chinese(number: int) -> str | None:
    """A whole number from 0 to 99 in Chinese numerals, None above."""
    if number <= 10:
        return DIGITS[number]
    if number > 99:
        return None
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else DIGITS[tens]) + "十" + (DIGITS[ones] if ones else "")


def plain_number(value: float, digits: int = 6) -> str:
    """Without an exponent and without trailing zeros."""
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text
