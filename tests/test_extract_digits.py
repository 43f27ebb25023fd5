"""The digits of a page held against each other: one that lost its strokes is found among its own."""

from dataclasses import replace

import cv2
import numpy as np
import pytest
from made_up_pages import NO_FONT, PAPER, Written, has_font, write_line

from extract.scan.certainty import Look
from extract.scan.digits import EarlierDigits, find_odd_lines
from extract.scan.pictures import Image
from extract.scan.strokes import Strokes

pytestmark = pytest.mark.skipif(not has_font(), reason=NO_FONT)

PAGE = ["1147", "4114", "3411", "1406", "2514", "8641", "7790", "5562", "3308", "9275", "6820", "9385"]


def look_at(line: Written) -> Look:
    return Look(line.reading, Strokes(line.dark, line.reading))


def odd(lines: list[Written], *, strict: bool = False) -> set[int]:
    return find_odd_lines([look_at(line) for line in lines], strict=strict)


def page() -> list[Written]:
    return [write_line(text) for text in PAGE]


def worn(line: Written, seed: int) -> Written:
    """As another copy of the same print: softer, with rough edges."""
    dice = np.random.default_rng(seed)
    soft = cv2.GaussianBlur(line.grey, (0, 0), 0.4 + 0.5 * dice.random()).astype(np.float32)
    noise = cv2.GaussianBlur(np.asarray(40 * dice.standard_normal(soft.shape), np.float32), (0, 0), 1.0)
    return replace(line, grey=np.clip(np.add(soft, noise), 0, 255).astype(np.uint8))


def without_thin_strokes(line: Written, at: int) -> Image:
    """A 4 of which the upright is left, and the head of its slope."""
    middle = round(line.reading.characters[at].middle * line.grey.shape[1])
    left, right = middle - 12, middle + 12
    part = line.dark[:, left:right]
    upright, rows = int(part.sum(axis=0).argmax()), np.flatnonzero(part.any(axis=1))
    grey = line.grey.copy()
    grey[rows[0] + int(0.45 * np.ptp(rows)) :, left : left + upright - 2] = PAPER
    grey[:, left + upright + 3 : right] = PAPER
    return grey


@pytest.mark.parametrize("strict", [False, True])
def test_true_digits_of_a_good_print_are_not_odd(strict: bool) -> None:
    """All kinds stand there three times; in other sizes they are held against each other too."""
    lines = [*page(), *(write_line(text, 30) for text in PAGE)]
    assert odd(lines, strict=strict) == set()


def test_true_digits_of_a_worn_print_are_not_odd() -> None:
    lines = [worn(line, n) for n, line in enumerate([*page(), *page()])]
    assert odd(lines) == set()


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("text", ["2541", "145", "47"])
def test_a_mutilated_four_that_is_read_as_one_is_odd(text: str, strict: bool) -> None:
    """Among true ones and fours: every look at it alone would say 1."""
    lines = [*page(), *page()]
    line = write_line(text)
    grey = without_thin_strokes(line, text.index("4"))
    torn = replace(line, grey=grey, reading=line.read_as(text.replace("4", "1")))
    assert odd([*lines, torn], strict=strict) == {len(lines)}


@pytest.mark.parametrize(
    ("true", "false"), [("6", "8"), ("8", "3"), ("7", "1"), ("9", "0"), ("5", "6"), ("0", "8")]
)
def test_a_digit_read_as_another_kind_is_odd(true: str, false: str) -> None:
    lines = [*page(), *page()]
    line = write_line(f"2{true}5")
    misread = replace(line, reading=line.read_as(f"2{false}5"))
    assert odd([*lines, misread]) == {len(lines)}


def test_the_same_digit_read_right_is_not() -> None:
    lines = [*page(), *page()]
    assert odd([*lines, write_line("265")]) == set()


def test_few_digits_tell_nothing_on_a_good_print_and_too_little_on_a_poor_one() -> None:
    lines = [write_line("12"), write_line("34")]
    assert odd(lines) == set()
    assert odd(lines, strict=True) == {0, 1}


def test_words_are_not_judged() -> None:
    assert odd([write_line("各县区"), *page(), *page()], strict=True) == set()


def test_digits_that_touch_are_not_borne_out_on_a_poor_print() -> None:
    lines = [*page(), *page(), write_line("2855", closer={1: 6})]
    assert odd(lines) == set()
    assert odd(lines, strict=True) == {len(lines) - 1}


def test_nothing_is_nothing() -> None:
    assert odd([], strict=True) == set()
    empty = write_line("12")
    assert odd([replace(empty, grey=np.full_like(empty.grey, PAPER))]) == set()


def test_the_right_half_of_an_eight_that_is_read_as_three_is_odd() -> None:
    """Where no three of the page shows what one looks like."""
    lines = [write_line(text) for text in ("4160", "2514", "7790", "5562")]
    line = write_line("48")
    middle = round(line.reading.characters[1].middle * line.grey.shape[1])
    grey = line.grey.copy()
    grey[:, middle - 14 : middle] = PAPER
    halved = replace(line, grey=grey, reading=line.read_as("43"))
    assert odd([*lines, halved]) == {len(lines)}
    assert odd([*lines, write_line("43")]) == set()


def test_a_poor_page_with_few_digits_is_held_against_the_pages_before() -> None:
    earlier = EarlierDigits()
    earlier.add([look_at(line) for line in page()])
    few = [write_line("61"), write_line("41")]
    assert odd(few, strict=True) == {0, 1}
    looks = [look_at(line) for line in few]
    assert find_odd_lines(looks, earlier.digits, strict=True) == set()
    misread = replace(few[0], reading=few[0].read_as("81"))
    assert find_odd_lines([look_at(misread), looks[1]], earlier.digits, strict=True) == {0}
