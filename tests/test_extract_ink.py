"""Red ink: found against the paper around it, taken away without what stands below."""

import numpy as np
import pytest
from made_up_seals import (
    CINNABAR,
    CRIMSON,
    NO_FONT,
    ORANGE,
    PINK,
    Colour,
    Press,
    blank_page,
    draw_seal,
    has_font,
    press,
    write,
)

from extract.scan.ink import red_mask, without_red
from extract.scan.pictures import Image

pytestmark = pytest.mark.skipif(not has_font(), reason=NO_FONT)

TEXT = "同意推荐申报42家"
PLACE = Press(x=300, y=200, turn=10)


def page_of(*, text: str = "", ink: Colour | None = None, dark: bool = False) -> Image:
    page = blank_page(600, 400)
    page = write(page, text, 180, 185, 30) if text else page
    if ink is not None:
        page = press(page, draw_seal("云川县人民政府"), Press(300, 200, 10, ink))
    if dark:
        shade = np.linspace(0.95, 0.4, 600)[None, :, None] * np.array([1.0, 0.97, 0.88])
        page = (page * shade).astype(np.uint8)
    return page


@pytest.mark.parametrize("ink", [CINNABAR, CRIMSON, ORANGE, PINK])
@pytest.mark.parametrize("dark", [False, True])
def test_every_red_is_seen_on_white_paper_and_in_shadow(ink: Colour, dark: bool) -> None:
    strong = red_mask(page_of(ink=CINNABAR))
    seen = red_mask(page_of(ink=ink, dark=dark))
    assert seen[strong].mean() > 0.75
    assert seen.sum() < 1.6 * strong.sum()


@pytest.mark.parametrize("ink", [(40, 40, 160), (120, 30, 160), (60, 120, 60), (40, 40, 40)])
@pytest.mark.parametrize("dark", [False, True])
def test_blue_purple_green_and_black_are_not_red(ink: Colour, dark: bool) -> None:
    assert red_mask(page_of(text=TEXT, ink=ink, dark=dark)).mean() < 0.0005


@pytest.mark.parametrize("ink", [CINNABAR, CRIMSON, ORANGE, PINK])
@pytest.mark.parametrize("dark", [False, True])
def test_black_under_a_red_seal_stays_and_the_red_goes(ink: Colour, dark: bool) -> None:
    bare = without_red(page_of(text=TEXT, dark=dark)).astype(int)
    freed = without_red(page_of(text=TEXT, ink=ink, dark=dark)).astype(int)
    assert np.abs(freed - bare).max() < 60
    assert np.abs(freed - bare).mean() < 1


def test_a_grey_page_is_handed_back() -> None:
    grey = page_of(text=TEXT)[:, :, 0]
    assert without_red(grey) is grey
    assert not red_mask(grey).any()
