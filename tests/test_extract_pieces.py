"""Pieces of text on a straight page, and their boxes drawn close."""

from collections import Counter

import numpy as np
import pytest
from made_up_pages import NO_FONT, PAPER, Ruled, Shown, draw_page, find_tables, has_font, speckled

from extract.scan.ocr import Quad
from extract.scan.pictures import Image
from extract.scan.pieces import Piece, cut_piece, find_pieces, inside
from extract.scan.ruling import find_ink
from extract.scan.tightening import PixelBox, part_lines, tighten

pytestmark = pytest.mark.skipif(not has_font(), reason=NO_FONT)

TABLE = Ruled(
    [100, 400, 650, 900],
    [200, 280, 360, 520],
    {(0, 0): "企业数量", (0, 1): "1234", (1, 0): "专项资金", (1, 2): "56", (2, 1): "同意推荐\n可以申报"},
)
PAGE = draw_page(TABLE, lines=[(300, 100, "申报表"), (100, 600, "注：单位为万元")])


def pieces_of(shown: Shown, texts: list[Quad] | None = None) -> list[Piece]:
    lattices = find_tables(shown)
    return find_pieces(find_ink(shown.grey), shown.seen_texts if texts is None else texts, lattices)


def place(piece: Piece) -> tuple[int, int] | None:
    return (piece.cell.row, piece.cell.column) if piece.cell else None


def quad(x0: float, y0: float, x1: float, y1: float) -> Quad:
    return np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], np.float32)


def bounds(quad: Quad) -> list[float]:
    return [*quad.min(axis=0), *quad.max(axis=0)]


def test_each_text_stands_in_its_cell() -> None:
    pieces = pieces_of(PAGE)
    assert [place(piece) for piece in pieces] == [None, (0, 0), (0, 1), (1, 0), (1, 2), (2, 1), (2, 1), None]
    assert all(piece.found for piece in pieces)
    true = sorted((bounds(q) for q in PAGE.texts), key=lambda b: (b[1], b[0]))
    for piece, box in zip(pieces, true, strict=True):
        assert piece.box == pytest.approx(box, abs=6)


def test_a_box_over_several_cells_is_cut_at_their_borders() -> None:
    """As the model that finds text does it with short texts close together."""
    wide = [quad(105, 205, 895, 245), *PAGE.texts[2:]]
    pieces = [piece for piece in pieces_of(PAGE, wide) if piece.cell and piece.cell.row == 0]
    assert [place(piece) for piece in pieces] == [(0, 0), (0, 1)]
    assert [piece.box for piece in pieces] == [
        pytest.approx(bounds(PAGE.texts[0]), abs=4),
        pytest.approx(bounds(PAGE.texts[1]), abs=4),
    ]


def test_a_box_over_two_rows_is_cut_between_them() -> None:
    tall = [quad(100, 205, 250, 325)]
    pieces = [piece for piece in pieces_of(PAGE, tall) if place(piece) in ((0, 0), (1, 0))]
    assert sorted(p for p in map(place, pieces) if p) == [(0, 0), (1, 0)]


def test_ink_that_was_not_found_is_a_piece_by_itself() -> None:
    """Nothing that stands in a cell is passed over: not a lone digit, not a line of words."""
    pieces = pieces_of(PAGE, [q for q in PAGE.texts if bounds(q)[1] < 190])
    inner = [piece for piece in pieces if piece.cell]
    assert {place(piece) for piece in inner} == {(0, 0), (0, 1), (1, 0), (1, 2), (2, 1)}
    assert not any(piece.found for piece in inner)
    two_lines = [piece for piece in inner if place(piece) == (2, 1)]
    assert len(two_lines) == 2


def test_the_rest_of_a_cell_beside_a_found_text_is_a_piece() -> None:
    """A digit apart from the others, which the model for text did not see."""
    far = draw_page(Ruled(TABLE.xs, TABLE.ys, {(0, 1): "12        7"}))
    left = far.texts[0].copy()
    left[[1, 2], 0] = left[0, 0] + 36
    pieces = pieces_of(far, [left])
    assert [(place(piece), piece.found) for piece in pieces] == [((0, 1), True), ((0, 1), False)]


def test_specks_in_empty_cells_are_no_text() -> None:
    dirty = speckled(PAGE, 500)
    assert Counter(map(place, pieces_of(dirty))) == Counter(map(place, pieces_of(PAGE)))


def test_a_speck_beside_an_unfound_digit_is_not_taken_with_it() -> None:
    shown = draw_page(Ruled(TABLE.xs, TABLE.ys, {(0, 1): "7"}), lines=[(300, 100, "申报表")])
    shown.pixels[220:223, 600:603] = 40
    (piece,) = [p for p in pieces_of(shown, [shown.texts[1]]) if p.cell]
    assert piece.box == pytest.approx(bounds(shown.texts[0]), abs=6)
    assert piece.box[2] < 500


def test_rests_of_rules_are_no_text() -> None:
    """A line drawn twice, a finger's breadth of it beside its border."""
    shown = draw_page(TABLE, lines=[(300, 100, "申报表")])
    shown.pixels[286:288, 660:880] = 60
    shown.pixels[300:350, 655:657] = 60
    assert [place(piece) for piece in pieces_of(shown) if piece.cell] == [
        (0, 0),
        (0, 1),
        (1, 0),
        (1, 2),
        (2, 1),
        (2, 1),
    ]


def test_a_text_found_twice_is_one_piece() -> None:
    twice = [*PAGE.texts, PAGE.texts[1] + np.float32(2), quad(*bounds(PAGE.texts[0]))]
    assert len(pieces_of(PAGE, twice)) == len(pieces_of(PAGE))


def test_a_digit_within_two_boxes_is_read_once() -> None:
    """Figures are lower than the characters before them, and are found as a text of their own at times."""
    page = draw_page(Ruled(TABLE.xs, TABLE.ys, {(0, 0): "全县共有36"}))
    x0, y0, x1, y1 = bounds(page.texts[0])
    size = (x1 - x0) / 5
    pieces = pieces_of(
        page, [quad(x0, y0, x0 + 4.5 * size, y1), quad(x0 + 4 * size, y0 + 0.15 * size, x1, y1 - 0.1 * size)]
    )
    assert [piece.box for piece in pieces] == [pytest.approx((x0, y0, x1, y1), abs=6)]


def test_the_same_cells_text_is_not_taken_from_its_neighbour() -> None:
    """A box that reaches a few pixels over a border gives nothing to the cell beyond."""
    over = [quad(112, 208, 418, 246)]
    assert (0, 1) not in [
        place(p) for p in pieces_of(draw_page(Ruled(TABLE.xs, TABLE.ys, {(0, 0): "企业"})), over)
    ]


# The picture of a piece


def test_what_lies_beyond_the_cell_is_painted_over() -> None:
    grey = PAGE.grey.copy()
    lattices = find_tables(PAGE)
    ink = find_ink(grey)
    (piece,) = [p for p in find_pieces(ink, PAGE.texts, lattices) if place(p) == (0, 1)]
    assert piece.cell
    cut = cut_piece(grey, piece, inside(piece.cell, ink), 3.0, 3.0)
    x0, y0, x1, y1 = piece.box
    assert cut.shape == pytest.approx((y1 - y0 + 6 * (y1 - y0), x1 - x0 + 6 * (y1 - y0)), abs=8)
    pad = 3 * (y1 - y0)
    assert (cut[:pad] > 200).all()
    assert (cut[:, : pad - 3] > 200).all()
    assert (cut[pad:-pad, pad:-pad] == grey[y0:y1, x0:x1]).all()


def test_neighbouring_lines_are_painted_over() -> None:
    """With little paper above and below, the line above does not show."""
    grey = draw_page(lines=[(100, 100, "上一行文字"), (100, 129, "下一行文字")]).grey
    piece = Piece((100, 129, 230, 155))
    lower = cut_piece(grey, piece, None, 0.5)
    rows = np.flatnonzero((lower < 150).any(axis=1))
    assert rows[0] >= 13 - 3
    assert (cut_piece(grey, piece, None, 0.5, 0.5)[:8] < 150).any()


def test_a_piece_at_the_edge_of_the_page_is_cut() -> None:
    grey = draw_page(lines=[(0, 0, "页边")]).grey
    assert cut_piece(grey, Piece((0, 0, 52, 24)), None, 0.4).shape == (24 + 2 * 10, 52 + 2 * 10)


# Boxes drawn close


def ink_of(*boxes: PixelBox, size: tuple[int, int] = (200, 400)) -> Image:
    ink = np.zeros(size, np.uint8)
    for x0, y0, x1, y1 in boxes:
        ink[y0:y1, x0:x1] = 255
    return ink


LINE = [(40 + 30 * n, 60, 60 + 30 * n, 90) for n in range(6)]
WHOLE = (40, 60, 210, 90)


def test_a_loose_box_is_drawn_close() -> None:
    assert list(tighten((30, 52, 230, 97), ink_of(*LINE))) == [WHOLE]


def test_a_box_without_ink_is_none() -> None:
    assert list(tighten((10, 10, 100, 40), ink_of(*LINE))) == []


def test_a_box_over_the_edge_of_the_page_is_drawn_close() -> None:
    assert list(tighten((-20, 52, 230, 97), ink_of(*LINE))) == [WHOLE]


@pytest.mark.parametrize("above", [True, False])
def test_slivers_of_a_neighbouring_line_are_left_out(above: bool) -> None:
    sliver = (45, 23, 200, 53) if above else (45, 97, 200, 127)
    assert list(tighten((35, 48, 215, 102), ink_of(*LINE, sliver))) == [WHOLE]


@pytest.mark.parametrize("above", [True, False])
def test_lines_that_nearly_touch_are_parted_where_least_ink_is(above: bool) -> None:
    """One long stroke reaches into the other line."""
    sliver = (45, 27, 200, 57) if above else (45, 93, 200, 123)
    touching = (100, 53, 104, 63) if above else (100, 88, 104, 96)
    (box,) = tighten((35, 50, 215, 100), ink_of(*LINE, sliver, touching))
    assert box == pytest.approx(WHOLE, abs=4)


def test_half_of_a_line_whose_box_reaches_into_another_is_left_out() -> None:
    """Rows of text so close that the boxes of the model lie over each other."""
    ink = ink_of((20, 40, 200, 58), (20, 62, 200, 82))
    (box,) = tighten((10, 48, 210, 86), ink, (12, 0))
    assert box == (20, 62, 200, 82)


def test_a_character_of_strokes_apart_is_kept_where_no_line_reaches_in() -> None:
    ink = ink_of((20, 40, 60, 44), (24, 52, 56, 56), (18, 66, 62, 70))
    (box,) = tighten((10, 36, 70, 74), ink)
    assert box == (18, 40, 62, 70)


def test_parts_of_characters_above_and_below_are_kept() -> None:
    """A dot above, a hook below: less ink than the core has, but nothing beyond."""
    top, tail = (100, 55, 112, 62), (150, 88, 156, 95)
    assert list(tighten((35, 50, 215, 100), ink_of(*LINE, top, tail))) == [(40, 55, 210, 95)]


def test_specks_before_and_behind_a_line_are_left_out() -> None:
    assert list(tighten((5, 50, 260, 100), ink_of(*LINE, (10, 70, 13, 73), (240, 64, 244, 67)))) == [WHOLE]


def test_a_point_at_the_end_of_a_number_is_kept() -> None:
    """Close to the last digit, it may be a sign; far from it, it is dirt."""
    near = (214, 86, 218, 90)
    assert list(tighten((35, 50, 260, 100), ink_of(*LINE, near))) == [(40, 60, 218, 90)]


def test_a_long_dash_at_the_end_is_kept() -> None:
    assert list(tighten((35, 50, 280, 100), ink_of(*LINE, (225, 74, 260, 77)))) == [(40, 60, 260, 90)]


def test_characters_one_below_the_other_are_a_box_each() -> None:
    column = [(100, 20 + 40 * n, 130, 50 + 40 * n) for n in range(4)]
    assert list(tighten((96, 15, 135, 175), ink_of(*column))) == column


def test_a_character_of_two_parts_is_not_parted() -> None:
    """三 and 言 in a narrow column: their strokes lie close above each other."""
    parts = [(100, 20, 130, 24), (104, 31, 126, 35), (100, 44, 130, 48), (100, 62, 130, 92)]
    assert list(tighten((96, 15, 135, 100), ink_of(*parts))) == [(100, 20, 130, 48), (100, 62, 130, 92)]


def test_paper_alone_makes_no_pieces() -> None:
    blank = Shown(np.full((400, 300, 3), PAPER, np.uint8))
    assert pieces_of(blank) == []


@pytest.mark.parametrize("speck", [(70, 50, 74, 53), (120, 100, 125, 104)])
def test_specks_above_and_below_a_line_are_left_out(speck: PixelBox) -> None:
    assert list(tighten((35, 45, 215, 108), ink_of(*LINE, speck))) == [WHOLE]


def test_a_box_that_cuts_its_line_grows() -> None:
    assert list(tighten((35, 64, 215, 87), ink_of(*LINE))) == [WHOLE]


def test_a_box_does_not_grow_into_what_it_touches() -> None:
    """No paper comes: the line stands on the rule below it."""
    rule = (0, 90, 400, 120)
    assert list(tighten((35, 55, 215, 87), ink_of(*LINE, rule))) == [(40, 60, 210, 87)]


def test_lines_taken_for_one_are_parted() -> None:
    rows = [(20, 40, 200, 61), (20, 63, 200, 84), (60, 86, 150, 107)]
    assert part_lines((18, 40, 202, 107), ink_of(*rows), 21) == [
        (18, 40, 202, 63),
        (18, 63, 202, 86),
        (18, 86, 202, 107),
    ]


def test_the_second_of_two_lines_is_made_whole() -> None:
    ink = ink_of((20, 40, 200, 61), (60, 63, 150, 84))
    assert part_lines((18, 40, 202, 76), ink, 21) == [(18, 40, 202, 63), (18, 63, 202, 84)]


def test_tall_characters_are_no_two_lines() -> None:
    box = (20, 40, 200, 86)
    assert part_lines(box, ink_of(box), 21) == [box]


@pytest.mark.parametrize("mark", [(100, 42, 112, 54), (90, 97, 130, 100)])
def test_a_blot_and_the_rest_of_a_rule_off_a_long_line_are_left_out(mark: PixelBox) -> None:
    assert list(tighten((35, 40, 215, 104), ink_of(*LINE, mark))) == [WHOLE]
    alone = ink_of(LINE[2], mark)
    assert list(tighten((95, 40, 135, 104), alone)) != [LINE[2]]


def test_the_upper_stroke_of_a_short_line_is_kept_where_the_line_above_reaches_in() -> None:
    """元, with another line close above, whose box lies over this one's."""
    upper, strokes = (20, 20, 200, 40), [(60, 44, 76, 47), (56, 49, 80, 64)]
    (box,) = tighten((54, 46, 84, 66), ink_of(upper, *strokes), (3, 0))
    assert box == (56, 44, 80, 64)


@pytest.mark.parametrize(
    ("place_of_text", "cells"), [((388, 225), {(0, 0), (0, 1)}), ((450, 268), {(0, 1), (1, 1)})]
)
def test_what_is_written_over_a_border_is_of_no_cell_for_certain(
    place_of_text: tuple[int, int], cells: set[tuple[int, int]]
) -> None:
    """Over the line between two cells beside each other, or one above the other."""
    bare = Ruled(TABLE.xs, TABLE.ys, {(0, 0): "企业数量", (2, 1): "同意推荐"})
    shown = draw_page(bare, lines=[(*place_of_text, "24356")])
    crossing = [piece for piece in pieces_of(shown) if piece.crosses]
    assert crossing and {place(piece) for piece in crossing} <= cells
    assert not any(piece.crosses for piece in pieces_of(PAGE))
