"""Characters of a line set against its ink, on drawn blocks for signs."""

from collections.abc import Sequence

import numpy as np
import pytest
from made_up_pages import NO_FONT, has_font, write_line

from extract.scan.alignment import is_explained
from extract.scan.ocr import Character, Reading
from extract.scan.stray_ink import without_stray_ink
from extract.scan.strokes import Strokes

HIGH, PITCH, WIDE, BODY = 40, 15, 13, slice(10, 28)
"""Digits 13 pixels wide and 18 high, 15 apart, in a line of 40."""


def blocks(count: int, glued: Sequence[int] = ()) -> np.ndarray:
    """So many blocks beside each other; those in `glued` touch the next one."""
    dark = np.zeros((HIGH, PITCH * count + 12), np.bool_)
    for n in range(count):
        dark[BODY, 8 + PITCH * n : 8 + PITCH * n + (PITCH if n in glued else WIDE)] = True
    return dark


def line(dark: np.ndarray, text: str, drift: float = 0.0) -> Strokes:
    """Read as `text`, each character seen where its block is, more and more `drift` pixels off."""
    wide = dark.shape[1]
    seen = [Character(c, (8 + PITCH * (n + 0.5) + drift * n) / wide, 1.0) for n, c in enumerate(text)]
    return Strokes(dark, Reading(tuple(seen)))


@pytest.mark.parametrize("glued", [(), (2,), (1, 2), (0, 4)])
@pytest.mark.parametrize("drift", [0.0, 1.4, -1.4])
def test_each_digit_has_its_ink_wherever_it_was_seen(glued: tuple[int, ...], drift: float) -> None:
    assert is_explained(line(blocks(7, glued), "3624985", drift))


@pytest.mark.parametrize("glued", [(), (2,), (1, 2), (4, 5), (0, 4)])
@pytest.mark.parametrize("text", ["362498", "36249857"])
def test_a_digit_too_few_or_too_many_shows(glued: tuple[int, ...], text: str) -> None:
    drifts = (0.0, 1.4, -1.4, 2.2, -2.2)
    assert not any(is_explained(line(blocks(7, glued), text, drift)) for drift in drifts)


def test_the_top_of_the_line_below_is_no_ink_of_this_one() -> None:
    dark = blocks(5)
    dark[36:38, 20:44] = True
    assert not without_stray_ink(dark, Reading(()))[30:].any()
    dark[29:36, 22] = True  # it touches the line: a tail
    assert without_stray_ink(dark, Reading(()))[30:].any()


def test_strokes_of_one_character_stay() -> None:
    three = np.zeros((HIGH, 40), np.bool_)
    three[8:11, 8:30] = three[18:21, 10:28] = three[30:33, 6:34] = True
    assert (without_stray_ink(three, Reading(())) == three).all()


@pytest.mark.skipif(not has_font(), reason=NO_FONT)
@pytest.mark.parametrize(
    ("written", "read"), [("81%", "8~%"), ("81%", "~1%"), ("11户", "1~户"), ("1户", "~户"), ("31个", "3~个")]
)
def test_no_sign_takes_the_ink_of_a_digit_beside_it(written: str, read: str) -> None:
    for size in (26, 40, 60):
        drawn = write_line(written, size=size)
        assert not is_explained(Strokes(drawn.dark, drawn.read_as(read)))
        assert is_explained(Strokes(drawn.dark, drawn.reading))
