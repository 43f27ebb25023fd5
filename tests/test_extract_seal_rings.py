"""The arc of words on a seal, rolled out and read."""

from collections.abc import Sequence

import pytest
from made_up_seals import NO_FONT, Cover, Press, blank_page, draw_seal, has_font, press, write

from extract.page_seals import read_seals
from extract.pictures import Image, Picture
from extract.seal_rings import read_ring, unroll_names
from extract.seals import find_seals

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

    def sees_nothing(lines: Sequence[Image]) -> list[tuple[str, float]]:
        return [("1402", 0.99) for _ in lines]

    assert read_ring(page, seal, sees_nothing) is None


def test_the_whole_name_is_the_likeliest_line() -> None:
    page = page_with(draw_seal(NAME), 20)
    (seal,) = find_seals(page)
    best = max(unroll_names(page, seal), key=lambda line: line.likely)
    assert best.picture.ndim == 2
    assert best.share > 0.95
