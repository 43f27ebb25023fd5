"""Ink that is none of a line's text, on drawn lines: blocks stand for digits."""

import numpy as np
import pytest

from extract.scan.ocr import Character, Reading
from extract.scan.stray_ink import without_stray_ink

HIGH, BODY, WIDE, PITCH, LEFT = 44, slice(10, 28), 11, 15, 20
DIGITS = 4


def line(*marks: tuple[slice, slice]) -> np.ndarray:
    """Four digits as boxes with a hole, and whatever else was drawn."""
    dark = np.zeros((HIGH, LEFT + DIGITS * PITCH + 20), np.bool_)
    for n in range(DIGITS):
        start = LEFT + n * PITCH
        dark[BODY, start : start + WIDE] = True
        dark[BODY.start + 3 : BODY.stop - 3, start + 3 : start + WIDE - 3] = False
    for rows, columns in marks:
        dark[rows, columns] = True
    return dark


def reading(dark: np.ndarray, text: str = "4680") -> Reading:
    wide = dark.shape[1]
    places = [(LEFT + n * PITCH + WIDE / 2) / wide for n in range(DIGITS)]
    return Reading(tuple(Character(sign, at, 0.99) for sign, at in zip(text, places, strict=True)))


BESIDE = slice(LEFT - 8, LEFT + DIGITS * PITCH + 6)


@pytest.mark.parametrize(
    "mark",
    [
        (slice(27, 29), BESIDE),  # an underline that touches the digits
        (slice(31, 33), BESIDE),  # one a little below them
        (slice(32, 35), slice(LEFT + 2, LEFT + 5)),  # dirt below a digit
        (slice(3, 6), slice(LEFT + 20, LEFT + 23)),  # and above one
    ],
)
def test_what_lies_below_or_above_is_none_of_the_text(mark: tuple[slice, slice]) -> None:
    bare, drawn = line(), line(mark)
    left = without_stray_ink(drawn, reading(drawn)) & ~bare
    assert not left.any()


@pytest.mark.parametrize(
    "mark",
    [
        (slice(18, 20), BESIDE),  # a number struck out
        (slice(22, 24), BESIDE),  # struck out low
        (slice(25, 28), slice(LEFT + 12, LEFT + 14)),  # a point on the line
        (slice(25, 32), slice(LEFT + 12, LEFT + 14)),  # a comma
    ],
)
def test_what_is_written_over_or_between_digits_stays(mark: tuple[slice, slice]) -> None:
    drawn = line(mark)
    assert (without_stray_ink(drawn, reading(drawn)) == drawn).all()


def test_a_stroke_below_one_chinese_character_is_its_own() -> None:
    drawn = line((slice(28, 31), slice(LEFT - 6, LEFT + WIDE + 6)))
    assert (without_stray_ink(drawn, reading(drawn, "上680")) == drawn).all()
