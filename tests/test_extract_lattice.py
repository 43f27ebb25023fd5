"""Tables found in ruled lines: merged, faint, broken and dirty ones, and what is none."""

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
import pytest
from made_up_pages import (
    NO_FONT,
    PAPER,
    Ruled,
    Shown,
    broken,
    draw_page,
    find_tables,
    has_font,
    one_bit,
    places_of,
    speckled,
    streaked,
)

from extract.scan.borders import Scores, score_borders
from extract.scan.lattice import without_streaks
from extract.scan.ocr import Quad

pytestmark = pytest.mark.skipif(not has_font(), reason=NO_FONT)

XS, YS = [100, 260, 460, 620, 900], [160, 240, 340, 440, 540, 700, 900]
MERGED = [(0, 1, 1, 3), (1, 0, 3, 1), (4, 1, 2, 2), (5, 3, 1, 1)]
TEXTS = {(0, 0): "名称", (0, 1): "各项数量", (1, 1): "128", (2, 2): "企业", (4, 1): "同意", (5, 3): "3"}
TABLE = Ruled(XS, YS, TEXTS, MERGED)
PLAIN = Ruled(XS, YS, TEXTS)


def faint() -> Shown:
    return draw_page(Ruled(XS, YS, TEXTS, MERGED, shade=222))


def fine() -> Shown:
    return draw_page(Ruled(XS, YS, TEXTS, MERGED, thick=1))


def thick() -> Shown:
    return draw_page(Ruled(XS, YS, TEXTS, MERGED, thick=5))


def with_gaps() -> Shown:
    """A fifth of every line is lost, as on a copy of a copy."""
    return broken(draw_page(TABLE), 20, 4)


def in_shadow() -> Shown:
    shown = draw_page(TABLE)
    shade = np.linspace(1.0, 0.45, 1000)[None, :, None]
    return Shown((shown.pixels * shade).astype(np.uint8), shown.texts)


@pytest.mark.parametrize(
    "shown",
    [
        draw_page(TABLE),
        faint(),
        fine(),
        thick(),
        with_gaps(),
        in_shadow(),
        one_bit(draw_page(TABLE)),
        speckled(draw_page(TABLE), 300),
    ],
    ids=["clear", "faint", "fine", "thick", "broken", "in shadow", "one bit", "specks"],
)
def test_cells_and_merged_cells(shown: Shown) -> None:
    (lattice,) = find_tables(shown)
    assert (lattice.rows, lattice.columns) == (6, 4)
    assert places_of(lattice.cells) == TABLE.places()
    for cell in lattice.cells:
        assert cell.box == pytest.approx(TABLE.box(cell.row, cell.column), abs=3)
    assert lattice.edges == pytest.approx([(x - XS[0]) / (XS[-1] - XS[0]) for x in XS], abs=0.004)
    assert lattice.streaks == ((), ())


@pytest.mark.parametrize(
    "across",
    [
        True,
        pytest.param(
            False, marks=pytest.mark.xfail(strict=True, reason="broken columns alone are not closed")
        ),
    ],
)
def test_a_table_whose_lines_are_broken_one_way(across: bool) -> None:
    """As of a fax that lost rows of points, or a printer with a worn needle."""
    (lattice,) = find_tables(broken(draw_page(TABLE), 20, 4, across=across, down=not across))
    assert places_of(lattice.cells) == TABLE.places()


@pytest.mark.xfail(strict=True, reason="lines of which a quarter is lost in short gaps make no table")
def test_a_table_whose_lines_are_broken_more() -> None:
    (lattice,) = find_tables(broken(draw_page(TABLE), 20, 5))
    assert places_of(lattice.cells) == TABLE.places()


# Borders


LEVELS = np.array([100.0, 200.0, 300.0])


def score(drawn: Sequence[tuple[int, int, int, int]], texts: Sequence[Quad] = ()) -> tuple[Scores, Scores]:
    """Of a grid of two rows and two columns, all lines of which are drawn, with more ink in boxes."""
    ink = np.zeros((400, 400), np.uint8)
    for level in (100, 200, 300):
        ink[level - 1 : level + 1, 100:300] = 255
        ink[100:300, level - 1 : level + 1] = 255
    for x0, y0, x1, y1 in drawn:
        ink[y0:y1, x0:x1] = 255
    borders = score_borders(ink, LEVELS, LEVELS, texts)
    return borders.across, borders.down


def test_lines_that_are_seen_are_borders() -> None:
    assert [scores.tolist() for scores in score([])] == [[[1.0] * 2] * 3] * 2


def test_a_stroke_with_ink_on_both_sides_is_hardly_a_border() -> None:
    """It may be one of a character's; one with ink on one side may be either."""
    above, both = [(100, 190, 200, 195)], [(100, 190, 200, 195), (100, 205, 200, 210)]
    assert 0.3 < score(above)[0][1, 0] < 0.8
    assert score(both)[0][1, 0] < 0.5 * score(above)[0][1, 0]
    assert score(both)[0][1, 1] == 1


def test_a_line_through_a_text_is_less_of_a_border() -> None:
    across, down = score([], [np.array([[110, 180], [190, 180], [190, 220], [110, 220]], np.float32)])
    assert across[1, 0] < 0.7
    assert across[1, 1] == 1
    assert (down == 1).all()


def test_the_frame_counts_as_closed() -> None:
    ink = np.zeros((400, 400), np.uint8)
    ink[199:201, 100:300] = 255
    borders = score_borders(ink, LEVELS, LEVELS, ())
    across, down = borders.across, borders.down
    assert across[[0, 2]].tolist() == down[[0, 2]].tolist() == [[1.0, 1.0], [1.0, 1.0]]
    assert down[1].max() < 0.1


def test_no_border_of_a_clear_table_is_unsure() -> None:
    assert not any(cell.unsure for cell in find_tables(draw_page(TABLE))[0].cells)


def test_the_frame_may_be_cut_off_by_the_margin() -> None:
    """A table as wide as the page, whose outer lines the scanner half lost, has its outer columns."""
    shown = draw_page(PLAIN)
    pixels = shown.pixels.copy()
    pixels[310:620, XS[0] - 2 : XS[0] + 3] = PAPER
    (lattice,) = find_tables(Shown(pixels, shown.texts))
    assert places_of(lattice.cells) == PLAIN.places()


def test_two_tables_one_below_the_other() -> None:
    lower = Ruled([100, 500, 900], [1050, 1140, 1230])
    lattices = find_tables(draw_page(lower, TABLE, lines=[(100, 980, "附表")]))
    assert [places_of(lattice.cells) for lattice in lattices] == [TABLE.places(), lower.places()]


@pytest.mark.xfail(strict=True, reason="outer lines on one level are joined over the gap between two tables")
def test_two_tables_close_together() -> None:
    lower = Ruled([100, 500, 900], [960, 1040, 1130])
    lattices = find_tables(draw_page(lower, TABLE, lines=[(100, 914, "附表")]))
    assert [places_of(lattice.cells) for lattice in lattices] == [TABLE.places(), lower.places()]


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


@pytest.mark.parametrize("text", ["三王二丰目由", "一二三一二三", "中国中国中", "11111111", "田田田田田"])
def test_dense_text_that_touches_the_rules_makes_no_border(text: str) -> None:
    """Rows just as high as their text, whose strokes lie along the borders and meet them."""
    size = 30
    ys = [200 + (size + 2) * n for n in range(9)]
    texts = {(row, column): text for row in range(8) for column in range(3)}
    close = Ruled([100, 300, 500, 700], ys, size=size)
    shown = draw_page(close)
    words = [(close.xs[c] + 3, close.ys[r] + 2, line) for (r, c), line in texts.items()]
    written = draw_page(lines=words)
    both = Shown(np.minimum(shown.pixels, written.pixels), written.texts)
    (lattice,) = find_tables(both)
    assert places_of(lattice.cells) == close.places()


def test_a_frame_alone_is_no_table() -> None:
    assert find_tables(draw_page(Ruled([100, 900], [150, 900], {(0, 0): "各县区要认真组织"}))) == []


def test_rules_below_words_and_headings_are_no_table() -> None:
    """Two rules across a page, and blanks to be filled in, enclose nothing."""
    shown = draw_page(lines=[(120, 220, "联系人"), (120, 420, "负责人（签字）")])
    for y in (180, 260, 460, 800):
        shown.pixels[y : y + 2, 120:880] = 40
    assert find_tables(shown) == []


def test_a_blank_page_has_no_table() -> None:
    assert find_tables(draw_page()) == []


@pytest.mark.parametrize(
    "share",
    [
        0.3,
        0.4,
        pytest.param(
            0.55, marks=pytest.mark.xfail(strict=True, reason="cells merge over half a border without a word")
        ),
    ],
)
def test_a_border_that_is_hardly_seen_is_told(share: float) -> None:
    """Either both its cells say that they are unsure, or the one that they became."""
    shown = draw_page(PLAIN)
    pixels = shown.pixels.copy()
    gone = round(YS[2] + share * (YS[3] - YS[2]))
    pixels[YS[2] + 4 : gone, XS[2] - 2 : XS[2] + 3] = PAPER
    (lattice,) = find_tables(Shown(pixels, shown.texts))
    beside = [c for c in lattice.cells if c.row == 2 and c.column < 3 and c.column + c.column_span > 1]
    assert beside
    assert all(cell.unsure for cell in beside)
    assert not any(cell.unsure for cell in lattice.cells if cell.row != 2)


def test_cells_are_rectangles_that_cover_the_table_once() -> None:
    """Also where two lost borders between four cells would make a corner of three."""
    shown = draw_page(PLAIN)
    pixels = shown.pixels.copy()
    pixels[YS[1] + 4 : YS[2] - 4, XS[1] - 2 : XS[1] + 3] = PAPER
    pixels[YS[2] - 2 : YS[2] + 3, XS[1] + 4 : XS[2] - 4] = PAPER
    (lattice,) = find_tables(Shown(pixels, shown.texts))
    covered = [
        (row, column)
        for cell in lattice.cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    ]
    assert sorted(covered) == [(row, column) for row in range(6) for column in range(4)]
    crooked = [cell for cell in lattice.cells if cell.row in (1, 2) and cell.column in (0, 1)]
    assert len(crooked) < 4
    assert any(cell.unsure for cell in crooked)


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


def test_a_frame_of_which_the_scan_kept_a_thin_edge_stays() -> None:
    shown = draw_page(TABLE)
    pixels = shown.pixels.copy()
    edge = pixels[150:910, 894:907].astype(np.float32)
    pixels[150:910, 894:907] = (255 - 0.25 * (255 - edge)).astype(np.uint8)
    (found,) = find_tables(Shown(pixels, shown.texts))
    assert places_of(found.cells) == places_of(find_tables(shown)[0].cells)
