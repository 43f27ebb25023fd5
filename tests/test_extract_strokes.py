"""The ink of a line: its strokes, the size of its print, and what it says of spaces and dashes."""

from dataclasses import replace

import pytest
from made_up_pages import NO_FONT, Written, has_font, write_line

from extract.scan.ocr import Character, Reading
from extract.scan.strokes import Strokes, is_wide, with_true_dashes, without_false_gaps

pytestmark = pytest.mark.skipif(not has_font(), reason=NO_FONT)


def strokes_of(line: Written, reading: Reading | None = None) -> Strokes:
    return Strokes(line.dark, reading or line.reading)


def with_space(line: Written, at: int) -> Reading:
    """As read with a space before a character."""
    own = line.reading.characters
    middle = (own[at - 1].middle + own[at].middle) / 2
    return Reading((*own[:at], Character(" ", middle, 0.9), *own[at:]))


def settle(line: Written, reading: Reading) -> str:
    return without_false_gaps(reading, strokes_of(line, reading)).text


@pytest.mark.parametrize("text", ["12345", "3,456.78", "8.6%", "1147户", "企业128家"])
@pytest.mark.parametrize("size", [28, 40, 60])
def test_every_digit_and_point_has_its_stroke(text: str, size: int) -> None:
    strokes = strokes_of(write_line(text, size))
    owners = strokes.owners
    for n, (sign, owner) in enumerate(zip(text, owners, strict=True)):
        if sign.isdigit() or sign in ".,":
            run = strokes.runs[owner]
            assert owners.count(owner) == 1
            assert run.start - 2 <= strokes.place(strokes.characters[n]) <= run.end + 2


@pytest.mark.parametrize("size", [24, 40, 64])
@pytest.mark.parametrize("text", ["12345", "专项资金", "企业12345家", "8.6%", "1,234"])
def test_the_size_of_the_print_is_measured(text: str, size: int) -> None:
    assert strokes_of(write_line(text, size)).em == pytest.approx(size, rel=0.2)


def test_specks_are_no_strokes() -> None:
    line = write_line("123")
    dark = line.dark.copy()
    dark[5:7, 4:6] = True
    assert len(Strokes(dark, line.reading).runs) == len(strokes_of(line).runs) == 3


def test_paper_has_no_strokes() -> None:
    line = write_line("12")
    nothing = Strokes(line.dark & False, Reading())
    assert nothing.runs == ()
    assert nothing.em > 0
    reading = with_space(line, 1)
    assert without_false_gaps(reading, Strokes(line.dark & False, reading)) == reading


def test_a_slanting_stroke_leans_and_an_upright_one_does_not() -> None:
    slash, one = strokes_of(write_line("/")), strokes_of(write_line("1"))
    assert slash.slant(slash.runs[0]) > 0.25
    assert abs(one.slant(one.runs[0])) < 0.15
    back = strokes_of(write_line("\\"))
    assert back.slant(back.runs[0]) < -0.25


@pytest.mark.parametrize("character", "一企（，％８。")
def test_chinese_signs_are_wide(character: str) -> None:
    assert is_wide(character)
    assert not any(map(is_wide, "8.,%(-A"))


# Spaces


@pytest.mark.parametrize("at", [1, 2, 3, 4])
def test_a_space_between_digits_that_stand_close_is_none(at: int) -> None:
    line = write_line("12345")
    assert settle(line, with_space(line, at)) == "12345"


def test_a_space_at_a_point_is_none() -> None:
    line = write_line("1234.56")
    assert settle(line, with_space(line, 5)) == "1234.56"


def test_a_true_space_between_two_numbers_is_kept() -> None:
    """Else two counts in one cell would be read as one large number."""
    line = write_line("128    42家")
    two = Reading(tuple(c for n, c in enumerate(line.reading.characters) if n not in (4, 5, 6)))
    assert two.text == "128 42家"
    assert settle(line, two) == "128 42家"


def test_digits_a_full_square_apart_are_one_number() -> None:
    line = write_line("１２３４")
    narrow = Reading(
        tuple(
            Character(c, (n + 0.5 + 0.5) / 5, 0.95)
            for n, c in zip((0, 0.5, 1, 1.5, 2, 2.5, 3), "1 2 3 4", strict=True)
        )
    )
    assert settle(line, narrow) == "1234"


def test_spaces_beside_words_are_kept() -> None:
    line = write_line("县12")
    assert settle(line, with_space(line, 1)) == "县 12"


# Signs


def test_a_bracket_seen_in_both_widths_is_one() -> None:
    line = write_line("县（开发区）")
    own = line.reading.characters
    double = replace(own[1], text="(", probability=0.4, middle=own[1].middle + 0.01)
    reading = Reading((*own[:2], double, *own[2:]))
    assert settle(line, reading) == "县（开发区）"


def test_two_equal_digits_close_together_are_two() -> None:
    line = write_line("11")
    assert settle(line, line.reading) == "11"


def test_a_digit_that_was_seen_twice_is_kept_for_the_ink_to_judge() -> None:
    """It may be two that touch."""
    line = write_line("12")
    one, two = line.reading.characters
    reading = Reading((one, replace(one, middle=one.middle + 0.02), two))
    assert settle(line, reading) == "112"


def test_dirt_between_two_chinese_characters_is_no_point() -> None:
    line = write_line("中.小")
    assert settle(line, line.reading) == "中小"
    number = write_line("8.6")
    assert settle(number, number.reading) == "8.6"


@pytest.mark.parametrize("read", ["-", "—", "一", "－"])
@pytest.mark.parametrize(("drawn", "true"), [("0351-4", "-"), ("2019—2020", "—")])
def test_a_dash_is_as_long_as_its_ink(drawn: str, true: str, read: str) -> None:
    line = write_line(drawn)
    reading = line.read_as(drawn.replace(true, read))
    assert with_true_dashes(reading, strokes_of(line, reading)).text == drawn


def test_the_figure_one_before_a_word_is_no_dash() -> None:
    line = write_line("第一家12")
    assert with_true_dashes(line.reading, strokes_of(line)).text == "第一家12"


@pytest.mark.parametrize(("text", "at", "kept"), [("葛晓丽", 2, False), ("买买提·艾力", 3, True)])
def test_a_dot_without_room_is_dirt(text: str, at: int, kept: bool) -> None:
    line = write_line(text)
    own = line.reading.characters
    if not kept:
        dot = Character("·", (own[at - 1].middle + own[at].middle) / 2, 0.9)
        own = (*own[:at], dot, *own[at:])
    assert settle(line, Reading(tuple(own))) == text
