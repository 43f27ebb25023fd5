"""What speaks against a reading: two looks that differ, ink without a character, a character without ink."""

from dataclasses import replace

import cv2
import numpy as np
import pytest
from made_up_pages import NO_FONT, PAPER, Written, has_font, write_line

from extract.scan.certainty import (
    CUT,
    DOT,
    INK_LEFT,
    ONE_STROKE,
    TWO_READINGS,
    UNREAD,
    Look,
    comparable,
    find_doubts,
)
from extract.scan.number_ink import INK_SHORT, PER_MILLE, STOP, UNCLEAR
from extract.scan.ocr import Character, Reading
from extract.scan.strokes import Strokes

pytestmark = pytest.mark.skipif(not has_font(), reason=NO_FONT)

NUMBERS = ["1234567890", "25345", "42", "8.6", "3,456.78", "1147户", "128.5万元", "12.5%"]
WORDS = ["示例县中小企业发展服务中心", "同意推荐。", "联系人：张示例", "省级（国家级）企业12家"]


def doubts(line: Written, reading: Reading | None = None, again: Reading | None = None) -> set[str]:
    """`again` is what the second look gave, the same where it is not told."""
    first = reading or line.reading
    second = again or first
    one, other = (Look(read, Strokes(line.dark, read), read.certainty) for read in (first, second))
    return set(find_doubts(one, other))


def smeared(line: Written) -> Written:
    """Through a scanner: soft edges and half the pixels."""
    small = cv2.resize(cv2.GaussianBlur(line.grey, (0, 0), 1.5), None, fx=0.6, fy=0.6)
    return replace(line, grey=np.asarray(small, np.uint8))


@pytest.mark.parametrize("text", [*NUMBERS, *WORDS])
def test_a_true_reading_is_not_doubted(text: str) -> None:
    assert doubts(write_line(text)) == set()
    assert doubts(smeared(write_line(text))) == set()
    assert doubts(write_line(text, size=26)) == set()


@pytest.mark.parametrize("text", NUMBERS)
def test_a_dropped_digit_is_seen(text: str) -> None:
    """Both looks are sure of the rest and agree."""
    line = write_line(text)
    for n, sign in enumerate(text):
        if sign.isdigit():
            read = line.read_as(text[:n] + "~" + text[n + 1 :])
            if read.text:
                assert doubts(line, read) & {INK_LEFT, INK_SHORT}, read.text


@pytest.mark.parametrize("text", ["8.6", "128.5万元", "12.5%", "3456.78", "0.5", "中小企业128.5万元"])
def test_a_dropped_decimal_point_is_seen(text: str) -> None:
    line = write_line(text)
    assert doubts(line, line.read_as(text.replace(".", "~"))) & {INK_LEFT, INK_SHORT}


def test_a_dropped_comma_is_seen_too() -> None:
    line = write_line("1,234")
    assert doubts(line, line.read_as("1~234")) & {INK_LEFT, INK_SHORT}


@pytest.mark.parametrize("drawn", ["1,234", "12.34", "45.6", "13,456"])
def test_a_point_and_a_comma_are_told_apart_by_their_ink(drawn: str) -> None:
    other = drawn.translate(str.maketrans(".,", ",."))
    line = write_line(drawn)
    assert STOP in doubts(line, line.read_as(other))
    assert STOP not in doubts(line)


def test_a_point_before_three_digits_may_be_a_comma_that_lost_its_tail() -> None:
    assert STOP in doubts(write_line("3.456"))
    assert STOP not in doubts(write_line("0.456"))


@pytest.mark.parametrize("text", WORDS)
def test_a_dropped_chinese_character_is_seen(text: str) -> None:
    line = write_line(text)
    for n, sign in enumerate(text):
        if sign.isalpha():
            read = line.read_as(text[:n] + "~" + text[n + 1 :])
            assert doubts(line, read) & {INK_LEFT, INK_SHORT}, read.text


@pytest.mark.parametrize("text", ["不同意推荐", "非煤工业增加值", "未达标"])
def test_a_dropped_word_that_turns_the_meaning_is_seen(text: str) -> None:
    line = write_line(text)
    assert INK_LEFT in doubts(line, line.read_as("~" + text[1:]))


@pytest.mark.parametrize("more", ["1", "0", "7"])
def test_a_digit_that_has_no_ink_is_seen(more: str) -> None:
    line = write_line("25345")
    own = line.reading.characters
    doubled = Character(more, own[2].middle + 0.01, 0.99)
    assert INK_SHORT in doubts(line, Reading((*own[:3], doubled, *own[3:])))


# One stroke


@pytest.mark.parametrize("drawn", ["/", "\\"])
def test_a_lone_slash_that_is_read_as_one_is_doubted(drawn: str) -> None:
    line = write_line(drawn)
    assert ONE_STROKE in doubts(line, line.read_as("1"))


@pytest.mark.parametrize("drawn", ["—", "-", "一"])
def test_a_dash_that_is_read_as_one_is_doubted(drawn: str) -> None:
    assert doubts(write_line(drawn), write_line(drawn).read_as("1"))


@pytest.mark.parametrize("text", ["1", "11"])
def test_upright_ones_are_ones(text: str) -> None:
    assert doubts(write_line(text)) == set()


@pytest.mark.parametrize("read", ["l", "I", "|", "丨"])
def test_an_upright_stroke_that_is_read_as_a_letter_is_doubted(read: str) -> None:
    assert ONE_STROKE in doubts(write_line("1"), write_line("1").read_as(read))


# What is nobody's fault


@pytest.mark.parametrize("text", ["25345", "3008", "67"])
@pytest.mark.parametrize("closer", [3, 5])
def test_two_digits_that_touch_are_two_digits(text: str, closer: int) -> None:
    line = write_line(text, closer={1: closer})
    assert INK_SHORT not in doubts(line)
    assert doubts(line) == set()


@pytest.mark.parametrize("digit", "0468")
def test_a_digit_that_is_broken_is_one_digit(digit: str) -> None:
    """A gap of the print runs down through it."""
    line = write_line(f"2{digit}5")
    x = round(line.reading.characters[1].middle * line.grey.shape[1])
    grey = line.grey.copy()
    grey[:, x - 1 : x + 1] = PAPER
    assert doubts(replace(line, grey=grey)) == set()


def test_a_speck_beside_a_number_is_no_digit() -> None:
    line = write_line("128")
    grey = line.grey.copy()
    grey[29:34, 8:13] = 40
    assert doubts(replace(line, grey=grey)) == set()


# Two looks


def test_two_looks_that_differ_are_doubted() -> None:
    line = write_line("128")
    assert TWO_READINGS in doubts(line, again=line.read_as("126"))
    assert doubts(line, again=line.read_as("128")) == set()


@pytest.mark.parametrize(
    ("one", "other"),
    [("（盖章）", "(盖章)"), ("8.6％", "8.6%"), ("同意。", "同意"), ("注：无", "注:无"), ("１２８", "128")],
)
def test_signs_in_other_widths_are_the_same(one: str, other: str) -> None:
    assert comparable(one) == comparable(other)


@pytest.mark.parametrize(
    ("one", "other"), [("12.8", "128"), ("1.28", "12.8"), ("12.8", "12,8"), ("不同意", "同意"), ("8%", "8")]
)
def test_what_changes_a_value_is_never_the_same(one: str, other: str) -> None:
    assert comparable(one) != comparable(other)


@pytest.mark.parametrize("sure", [(0.5, 0.99), (0.99, 0.5), (0.85, 0.85)])
def test_a_character_that_is_unclear_to_one_look_is_doubted(sure: tuple[float, float]) -> None:
    line = write_line("128")
    first, second = (line.read_as("128", probability) for probability in sure)
    assert UNCLEAR in doubts(line, first, second)


@pytest.mark.parametrize("text", ["45.3‰", "9.2‰"])
def test_a_per_mille_sign_is_no_percent_sign(text: str) -> None:
    line = write_line(text)
    assert PER_MILLE in doubts(line, line.read_as(text.replace("‰", "%")))


def test_ink_that_nothing_was_read_from_is_told() -> None:
    line = write_line("无")
    assert doubts(line, Reading((Character(" ", 0.5, 0.99),))) == {UNREAD}


def test_a_line_whose_box_cuts_it_is_told() -> None:
    line = write_line("专项资金规模")
    rows = np.flatnonzero(line.dark.any(axis=1))
    high = rows[-1] - rows[0]
    cut = replace(line, grey=line.grey[: rows[0] + round(0.75 * high)])
    assert CUT in doubts(cut)
    assert CUT not in doubts(line)


def test_a_dot_between_two_characters_is_doubted() -> None:
    """It may be a comma of a list, or dirt."""
    assert DOT in doubts(write_line("新型建材·法兰锻造"))
    assert DOT not in doubts(write_line("新型建材、法兰锻造"))
