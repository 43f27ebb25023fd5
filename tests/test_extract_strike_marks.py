"""Slashes in cells that have nothing to say, and what looks like them."""

import cv2
import numpy as np
import pytest

from extract.scan.ocr import Character, Reading
from extract.scan.strike_marks import find_strike
from extract.scan.strokes import Strokes


def strokes(text: str, *lines: tuple[tuple[int, int], tuple[int, int]]) -> Strokes:
    """The ink of straight lines, and what was read in it."""
    ink = np.zeros((60, 120), np.uint8)
    for start, end in lines:
        cv2.line(ink, start, end, 255, 3)
    read = Reading(tuple(Character(sign, 0.5, 0.6) for sign in text))
    return Strokes(ink > 0, read)


@pytest.mark.parametrize(
    ("drawn", "mark"),
    [
        (strokes("1", ((70, 15), (50, 45))), "/"),
        (strokes("/", ((75, 18), (45, 42))), "/"),
        (strokes("1", ((54, 15), (67, 45))), "\\"),
        (strokes("", ((45, 15), (75, 45))), "\\"),
        (strokes("1", ((60, 15), (60, 45))), None),
        (strokes("1", ((64, 15), (56, 45))), None),
        (strokes("1", ((56, 15), (64, 45))), None),
        (strokes("7", ((45, 15), (65, 15)), ((65, 15), (50, 45))), None),
        (strokes("1", ((60, 15), (60, 45)), ((60, 15), (50, 22))), None),
        (strokes("11", ((40, 15), (50, 45)), ((70, 15), (80, 45))), None),
        (strokes("4", ((55, 15), (65, 45))), None),
        (strokes("1", ((55, 20), (58, 29))), None),
    ],
    ids=[
        "a slash",
        "a slash that was read",
        "a stroke to the left",
        "nothing read",
        "an upright 1",
        "a 1 by hand",
        "a 1 by the left hand",
        "a 7",
        "a 1 with its flag",
        "two strokes",
        "read as a 4",
        "too small to tell",
    ],
)
def test_a_stroke_that_no_digit_has_is_a_strike(drawn: Strokes, mark: str | None) -> None:
    assert find_strike(drawn) == mark
