"""Tables found in ruled lines: merged, faint, broken and dirty ones, and what is none."""

from collections.abc import Sequence

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
)

from extract.scan.borders import Scores, score_borders
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
        0.55,
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


def test_a_border_that_text_hides_in_part_is_one_along_the_whole_cell() -> None:
    """Where text touches a rule on both its sides, the rest of it along the same cell tells."""
    shown = draw_page(Ruled(XS, YS, {}, [(1, 1, 1, 2), (2, 1, 1, 2)]))
    pixels = shown.pixels.copy()
    for top in (YS[2] - 12, YS[2] + 5):
        pixels[top : top + 7, 310:410] = 0
    (lattice,) = find_tables(Shown(pixels, shown.texts))
    beside = [cell for cell in lattice.cells if cell.row in (1, 2) and cell.column == 1]
    assert [(cell.row_span, cell.column_span, cell.unsure) for cell in beside] == [(1, 2, False)] * 2
