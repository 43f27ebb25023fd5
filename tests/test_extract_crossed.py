"""Numbers struck out, and digits added by hand, among the plain ones of a page; red writing over a value."""

from dataclasses import replace

import cv2
import numpy as np
import pytest
from made_up_pages import NO_FONT, PAPER, Written, has_font, write_line

from extract.scan.certainty import Look
from extract.scan.crossed import find_crossed_lines
from extract.scan.strokes import Strokes

pytestmark = pytest.mark.skipif(not has_font(), reason=NO_FONT)

PAGE = ["1147", "4114家", "3411", "14.06", "2514", "8641个", "7790", "55.62%", "3308", "9275", "6820", "9385"]


def crossed(*lines: Written) -> set[int]:
    looks = [Look(one.reading, Strokes(one.dark, one.reading)) for one in [*map(write_line, PAGE), *lines]]
    return {n - len(PAGE) for n in find_crossed_lines(looks)}


def drawn_over(line: Written, start: tuple[float, float], end: tuple[float, float]) -> Written:
    """A stroke of a pen from one place to another, in parts of the ink's width and height."""
    rows, columns = np.nonzero(line.dark)
    low, size = np.array([columns.min(), rows.min()]), np.array([np.ptp(columns), np.ptp(rows)])
    ends = [tuple(int(v) for v in np.round(low + place * size)) for place in (np.array(start), np.array(end))]
    return replace(line, grey=np.asarray(cv2.line(line.grey.copy(), ends[0], ends[1], 40, 3), np.uint8))


def test_plain_numbers_are_not_crossed() -> None:
    assert crossed() == set()
    assert crossed(write_line("4477"), write_line("2020年"), write_line("1")) == set()


@pytest.mark.parametrize("text", ["673", "90", "242193万元", "17.6", "12家"])
@pytest.mark.parametrize("ends", [((-0.1, 0.5), (1.1, 0.5)), ((-0.1, 0.95), (1.1, 0.1))])
def test_a_number_that_is_struck_out_is(text: str, ends: tuple[tuple[float, float], ...]) -> None:
    assert crossed(drawn_over(write_line(text), *ends)) == {0}


def test_a_lone_digit_that_is_struck_out_is() -> None:
    assert crossed(drawn_over(write_line("5"), (-0.4, 0.5), (1.4, 0.5))) == {0}


def test_a_digit_on_another_line_was_added() -> None:
    line = write_line("47")
    moved = line.grey.copy()
    middle = moved.shape[1] // 2
    moved[:, middle:] = np.roll(moved[:, middle:], 7, axis=0)
    assert crossed(replace(line, grey=moved)) == {0}


def test_a_smaller_digit_on_the_same_line_was_added() -> None:
    line = write_line("47")
    bottom = int(np.flatnonzero(line.dark.any(axis=1))[-1]) + 1
    half = line.grey[:bottom, line.grey.shape[1] // 2 :]
    small = cv2.resize(half, None, fx=0.75, fy=0.75, interpolation=cv2.INTER_AREA)
    changed = line.grey.copy()
    changed[:, line.grey.shape[1] // 2 :] = PAPER
    start = line.grey.shape[1] // 2 + 2
    changed[bottom - small.shape[0] : bottom, start : start + small.shape[1]] = small
    assert crossed(replace(line, grey=changed)) == {0}


def test_too_few_digits_tell_nothing() -> None:
    looks = [Look(one.reading, Strokes(one.dark, one.reading)) for one in map(write_line, ["12", "55"])]
    assert find_crossed_lines(looks) == set()
