"""Tables whose frame is not drawn on a side, or was cut off."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from made_up_pages import NO_FONT, PAPER, Ruled, Shown, draw_page, find_tables, has_font, places_of

from extract.scan.lattice import LatticeCell

pytestmark = pytest.mark.skipif(not has_font(), reason=NO_FONT)

XS, YS = [100, 260, 460, 620, 900], [160, 240, 340, 440, 540, 700, 900]
TOLD = Ruled(XS, YS, {(row, column): "企业" for row in range(6) for column in range(4)})
WIDE_ROWS = Ruled(XS, YS, TOLD.texts, [(0, 1, 1, 3), (1, 1, 1, 3)])
"""The line between its first rows meets one line down within the frame."""


def without_sides(shown: Shown, *xs: int) -> Shown:
    pixels = shown.pixels.copy()
    for x in xs:
        pixels[:, x - 3 : x + 4] = PAPER
    return replace(shown, pixels=pixels)


def cropped(shown: Shown, right: int) -> Shown:
    """Cut off on the right, text too."""
    texts = tuple(quad.clip(max=[right, 9999]) for quad in shown.texts if quad[:, 0].min() < right)
    return replace(shown, pixels=shown.pixels[:, :right], texts=texts)


def unsure(cells: Sequence[LatticeCell]) -> list[tuple[int, int]]:
    return [(cell.row, cell.column) for cell in cells if cell.unsure]


@pytest.mark.parametrize("table", [TOLD, WIDE_ROWS], ids=["plain", "merged"])
@pytest.mark.parametrize("lost", [XS[:1], XS[-1:], [XS[0], XS[-1]]], ids=["left", "right", "both"])
def test_where_most_rows_end_the_table_ends(table: Ruled, lost: list[int]) -> None:
    """Where text stands close to its ends it may be cut; well clear of them nothing is doubted."""
    (lattice,) = find_tables(without_sides(draw_page(table), *lost))
    assert places_of(lattice.cells) == table.places()
    assert lattice.streaks == ((), ())
    assert unsure(lattice.cells) == [(row, 0) for row in range(6) if XS[0] in lost]


def test_what_the_edge_of_the_page_cuts_is_doubted() -> None:
    """Not the cells of which the text ends before it, nor a blank between them."""
    texts = {**TOLD.texts, (2, 3): "企业企业企业企业企业", (4, 3): ""}
    (lattice,) = find_tables(cropped(draw_page(replace(TOLD, texts=texts)), 800))
    assert places_of(lattice.cells) == TOLD.places()
    assert unsure(lattice.cells) == [(2, 3)]


def test_a_blank_at_the_edge_is_doubted_where_nothing_tells_how_wide_the_column_is() -> None:
    texts = {place: text for place, text in TOLD.texts.items() if place[1] < 3 or place[0] < 2}
    (lattice,) = find_tables(cropped(draw_page(replace(TOLD, texts=texts)), 800))
    assert unsure(lattice.cells) == [(row, 3) for row in range(2, 6)]


def test_a_row_that_has_no_foot_may_go_on_elsewhere() -> None:
    shown = draw_page(TOLD)
    pixels = shown.pixels.copy()
    pixels[YS[-1] - 3 : YS[-1] + 4] = PAPER
    (lattice,) = find_tables(replace(shown, pixels=pixels))
    assert places_of(lattice.cells) == TOLD.places()
    assert unsure(lattice.cells) == [(5, column) for column in range(4)]


def test_rows_drawn_a_little_beyond_their_frame_make_no_column() -> None:
    shown = draw_page(TOLD)
    pixels = shown.pixels.copy()
    for y in YS:
        pixels[y : y + 2, XS[-1] : XS[-1] + 30] = 40
    (lattice,) = find_tables(replace(shown, pixels=pixels))
    assert places_of(lattice.cells) == TOLD.places()


def test_strokes_of_a_title_above_the_columns_make_no_row() -> None:
    shown = draw_page(TOLD)
    pixels = shown.pixels.copy()
    for x in XS[1:4]:
        pixels[YS[0] - 50 : YS[0], x : x + 2] = 40
    title = np.array([[150, 108], [700, 108], [700, 152], [150, 152]], np.float32)
    (lattice,) = find_tables(replace(shown, pixels=pixels, texts=(*shown.texts, title)))
    assert places_of(lattice.cells) == TOLD.places()


def test_rules_with_one_line_down_between_them_are_no_table() -> None:
    """As of a heading between two rules, or a name and a place to sign."""
    shown = draw_page(lines=[(120, 200, "联系人"), (560, 200, "负责人（签字）")])
    pixels = shown.pixels.copy()
    for y in (180, 260, 460, 800):
        pixels[y : y + 2, 120:880] = 40
    pixels[180:262, 500:502] = 40
    assert find_tables(replace(shown, pixels=pixels)) == []
