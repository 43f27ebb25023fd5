"""Means and spreads of points, exact: a total must not miss a cut-off by a hair."""

import math
from collections.abc import Sequence
from fractions import Fraction

from validate.wording import exact, say_number


def fraction(number: float) -> Fraction:
    """The number as it was written."""
    return Fraction(exact(number))


def find_mean(values: Sequence[Fraction]) -> Fraction | None:
    return sum(values, Fraction(0)) / len(values) if values else None


def find_spread(values: Sequence[Fraction]) -> float | None:
    """The standard deviation of a sample, to four places; None of fewer than two."""
    mean = find_mean(values)
    if mean is None or len(values) < 2:
        return None
    return round(math.sqrt(sum((value - mean) ** 2 for value in values) / (len(values) - 1)), 4)


def say_points(value: Fraction) -> str:
    """To two places where that is exact, else to as many as six."""
    for places in (2, 4, 6):
        rounded = round(value, places)
        if rounded == value:
            break
    return say_number(float(rounded))
