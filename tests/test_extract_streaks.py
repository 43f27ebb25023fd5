"""Lines through a table that are no rules: streaks of a dirty scanner, what shows through from the back."""

from dataclasses import replace

import cv2
import numpy as np
import pytest
from made_up_pages import NO_FONT, Ruled, Shown, draw_page, find_tables, has_font, places_of, streaked

from extract.scan.lattice import without_streaks
from extract.scan.ocr import Quad

pytestmark = pytest.mark.skipif(not has_font(), reason=NO_FONT)

XS, YS = [100, 260, 460, 620, 900], [160, 240, 340, 440, 540, 700, 900]
TEXTS = {(0, 0): "名称", (0, 1): "各项数量", (1, 1): "128", (2, 2): "企业", (4, 1): "同意", (5, 3): "3"}
TABLE = Ruled(XS, YS, TEXTS, [(0, 1, 1, 3), (1, 0, 3, 1), (4, 1, 2, 2), (5, 3, 1, 1)])
PLAIN = Ruled(XS, YS, TEXTS)


@pytest.mark.parametrize("shade", [150, 190, 215])
def test_a_streak_of_the_scanner_is_no_column(shade: int) -> None:
    shown = streaked(draw_page(PLAIN), 540, shade)
    (lattice,) = find_tables(shown)
    assert places_of(lattice.cells) == PLAIN.places()
    assert [abs(line.at - 540.5) < 2 for line in lattice.streaks[1]] == [True]


def drawn(shown: Shown, start: tuple[int, int], end: tuple[int, int], gap: int = 0, wide: int = 2) -> Shown:
    """With a dark line from one point to another, broken by gaps of so many pixels."""
    pixels = shown.pixels.copy()
    cv2.line(pixels, start, end, (60, 60, 60), wide)
    for y in range(start[1], end[1], 3 * gap) if gap else ():
        pixels[y : y + gap] = shown.pixels[y : y + gap]
    return Shown(pixels, shown.texts)


@pytest.mark.parametrize(
    ("start", "end", "gap"),
    [
        ((545, 260), (531, 860), 0),  # leans, and begins within a cell
        ((540, 40), (540, 620), 0),  # comes from above the table
        ((540, 40), (540, YS[4]), 0),  # and ends at a rule
        ((540, YS[1] + 20), (540, YS[-1] - 20), 8),  # is seen in part beside most rows
    ],
)
def test_a_dark_streak_is_no_column(start: tuple[int, int], end: tuple[int, int], gap: int) -> None:
    (lattice,) = find_tables(drawn(draw_page(PLAIN), start, end, gap))
    assert places_of(lattice.cells) == PLAIN.places()


def test_strokes_of_text_where_a_column_stands_make_it_no_streak() -> None:
    """Of a title above the table and of two lines below it."""
    shown, x = draw_page(PLAIN), XS[1]
    for top in (YS[0] - 60, YS[-1] + 14, YS[-1] + 66):
        shown = replace(drawn(shown, (x, top), (x, top + 44)), texts=(*shown.texts, _text_around(x, top)))
    (lattice,) = find_tables(shown)
    assert places_of(lattice.cells) == PLAIN.places()
    assert lattice.streaks == ((), ())


def test_a_column_that_a_streak_meets_stays_one() -> None:
    """What the text on both sides of it says."""
    told = Ruled(XS, YS, {(row, column): "企业" for row in range(6) for column in range(4)})
    shown = drawn(draw_page(told), (XS[2], 20), (XS[2], YS[2]))
    (lattice,) = find_tables(shown)
    assert places_of(lattice.cells) == told.places()
    crossed = drawn(draw_page(told), (XS[2] + 40, 20), (XS[2] + 40, YS[-1]))
    (lattice,) = find_tables(crossed)
    assert places_of(lattice.cells) == told.places()


def _text_around(x: int, top: int) -> Quad:
    left, right, bottom = x - 200, x + 200, top + 42
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float32)


def test_a_dark_column_of_one_row_is_one() -> None:
    """From rule to rule, upright and whole."""
    (lattice,) = find_tables(drawn(draw_page(PLAIN), (540, YS[2]), (540, YS[3])))
    assert len(lattice.cells) == len(PLAIN.places()) + 1


def test_a_streak_is_painted_out_and_nothing_else() -> None:
    """Not the lines that it crosses, not the text beside it."""
    bare = draw_page(PLAIN)
    shown = streaked(bare, 540)
    clean = without_streaks(shown.grey, find_tables(shown)).astype(int)
    within = np.s_[YS[0] : YS[-1], :]
    assert np.abs(clean - bare.grey)[within].max() < 30
    assert np.abs(clean - bare.grey)[within].mean() < 0.05


def test_a_streak_across_is_no_row() -> None:
    across = Shown(draw_page(PLAIN).pixels.copy(), draw_page(PLAIN).texts)
    across.pixels[590:592] = np.minimum(across.pixels[590:592], 195)
    (lattice,) = find_tables(across)
    assert places_of(lattice.cells) == PLAIN.places()
    assert len(lattice.streaks[0]) == 1


def test_a_dark_line_that_begins_and_ends_within_cells_is_a_streak() -> None:
    shown = drawn(draw_page(PLAIN), (540, YS[1] + 25), (540, YS[2] + 25))
    (lattice,) = find_tables(shown)
    assert places_of(lattice.cells) == PLAIN.places()


def test_a_dark_line_from_within_a_cell_to_below_the_table_is_a_streak() -> None:
    shown = drawn(draw_page(PLAIN), (540, YS[2] + 25), (540, YS[-1] + 120))
    (lattice,) = find_tables(shown)
    assert places_of(lattice.cells) == PLAIN.places()


def test_a_short_column_beside_close_text_is_no_streak() -> None:
    """Strokes of characters stand on its level above and below it, and of what is free of text no end is at
    a rule."""
    x, texts = 540, []
    shown = drawn(draw_page(PLAIN), (x, YS[2]), (x, YS[4]))
    for start in (YS[2] - 46, YS[4] + 24):
        shown = drawn(shown, (x, start), (x, start + 24))
        texts.append(_text_around(x, start))
    for top, bottom in ((YS[2] + 2, YS[3] - 50), (YS[3] + 50, YS[4] - 2)):
        texts.append(np.array([[x, top], [x + 60, top], [x + 60, bottom], [x, bottom]], np.float32))
    (lattice,) = find_tables(replace(shown, texts=(*shown.texts, *texts)))
    assert len(lattice.cells) == len(PLAIN.places()) + 2
    assert lattice.streaks == ((), ())


@pytest.mark.parametrize("over", [14, 30])
def test_a_short_line_that_goes_on_beyond_a_rule_is_a_streak(over: int) -> None:
    low = Ruled(XS, [160, 230, 300, 370, 440, 510, 580], TEXTS)
    (lattice,) = find_tables(drawn(draw_page(low), (540, low.ys[2] - over), (540, low.ys[4] + over)))
    assert places_of(lattice.cells) == low.places()


def shown_through(shown: Shown, back: Shown, share: float) -> Shown:
    """With the page on its back, mirrored, paler by a share."""
    ghost = 255 - share * (255.0 - back.pixels[:, ::-1])
    return Shown(np.minimum(shown.pixels, ghost).astype(np.uint8), shown.texts)


def test_rules_that_show_through_from_the_back_part_no_cells() -> None:
    back = draw_page(Ruled([50, 330, 560, 700], [120, 200, 280, 390, 500, 620, 800], {}))
    (found,) = find_tables(shown_through(draw_page(TABLE), back, 0.2))
    (alone,) = find_tables(draw_page(TABLE))
    assert places_of(found.cells) == places_of(alone.cells)
    assert not any(cell.unsure for cell in alone.cells)
    assert any(cell.unsure for cell in found.cells)


def test_a_frame_of_which_the_scan_kept_a_thin_edge_stays() -> None:
    shown = draw_page(TABLE)
    pixels = shown.pixels.copy()
    edge = pixels[150:910, 894:907].astype(np.float32)
    pixels[150:910, 894:907] = (255 - 0.25 * (255 - edge)).astype(np.uint8)
    (found,) = find_tables(Shown(pixels, shown.texts))
    assert places_of(found.cells) == places_of(find_tables(shown)[0].cells)
