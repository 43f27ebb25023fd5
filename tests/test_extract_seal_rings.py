"""The arc of words on a seal, rolled out and read."""

from collections.abc import Sequence

import cv2
import numpy as np
import pytest
from made_up_seals import NO_FONT, Cover, Press, blank_page, draw_seal, has_font, press, write

from extract.scan.pictures import Image, Picture
from extract.seals.page import read_seals
from extract.seals.rings import read_ring, unroll_names
from extract.seals.shapes import find_seals
from extract.seals.signs import Look

pytestmark = pytest.mark.skipif(not has_font(), reason=NO_FONT)

NAME = "丹岭市工业和信息化局"


def page_with(cover: Cover, turn: float) -> Image:
    page = write(blank_page(), "同意推荐申报，情况属实。", 420, 585, 30)
    return press(page, cover, Press(600, 600, turn=turn))


@pytest.mark.parametrize("turn", [0, 35, 140, 300])
def test_a_name_is_read_however_the_seal_is_turned(turn: float) -> None:
    page = page_with(draw_seal(NAME, wide=290), turn)
    (seal,) = read_seals(Picture(page, 595.0, 842.0), "表.jpg", 3)
    assert (seal.owner, seal.text, seal.certain) == ("unknown", NAME, True)
    (place,) = seal.evidence
    assert (place.source, place.page, place.quote) == ("表.jpg", 3, NAME)
    assert place.box == pytest.approx((218, 218, 358, 358), abs=4)


def test_without_anything_like_a_name_there_is_none() -> None:
    page = page_with(draw_seal(NAME), 0)
    (seal,) = find_seals(page)

    def sees_nothing(lines: Sequence[Image]) -> list[tuple[Look, float]]:
        return [(Look.of_text("1402"), 0.99) for _ in lines]

    assert read_ring(page, seal, sees_nothing) is None


@pytest.mark.parametrize("below", ["", "业务专用章"])
def test_a_line_of_words_below_the_star_is_no_part_of_the_name(below: str) -> None:
    page = page_with(draw_seal(NAME, below, wide=290), 20)
    (seal,) = read_seals(Picture(page, 595.0, 842.0), "表.jpg", 1)
    assert seal.text == NAME


def test_a_name_is_told_only_where_two_looks_agree() -> None:
    page = page_with(draw_seal(NAME), 20)
    (seal,) = find_seals(page)

    def reads_differently(lines: Sequence[Image]) -> list[tuple[Look, float]]:
        return [(Look.of_text(NAME[: 9 - number]), 0.99) for number, _ in enumerate(lines)]

    name = read_ring(page, seal, reads_differently)
    assert name is not None
    assert (name.score, len(name.looks)) == (0.0, 3)


def test_a_picture_that_keeps_colour_coarsely_is_read_by_its_light() -> None:
    page = page_with(draw_seal(NAME, wide=290), 20)
    luma, red, blue = cv2.split(cv2.cvtColor(page, cv2.COLOR_RGB2YCrCb))
    blocks = [
        cv2.resize(cv2.resize(c, None, fx=1 / 16, fy=1 / 16, interpolation=cv2.INTER_AREA), c.shape[::-1])
        for c in (red, blue)
    ]
    coarse = cv2.cvtColor(cv2.merge([luma, *blocks]), cv2.COLOR_YCrCb2RGB)
    (seal,) = read_seals(Picture(np.asarray(coarse, np.uint8), 595.0, 842.0), "表.jpg", 1)
    assert NAME in seal.evidence[0].quote


def test_lines_are_black_on_white_and_few() -> None:
    page = page_with(draw_seal(NAME), 20)
    (seal,) = find_seals(page)
    lines = unroll_names(page, seal)
    assert len(lines) == 3
    assert all(line.ndim == 2 and line.mean() > 128 for line in lines)
