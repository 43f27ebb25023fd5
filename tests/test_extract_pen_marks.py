"""A page that lost its print: what is left of it, and what that says of cells that look blank."""

import cv2
import numpy as np
import pytest

from extract.scan.lattice import LatticeCell
from extract.scan.pen_marks import ON_BORDER, PALE, PenMarks

HIGH, WIDE, ROWS = 1800, 1200, 10


def cells() -> list[LatticeCell]:
    return [LatticeCell(n, 0, 1, 1, (100, 100 + 80 * n, 900, 180 + 80 * n)) for n in range(ROWS)]


def marks_with(worn_cells: int) -> PenMarks:
    """Some cells with the specks that a fax leaves of a line of text."""
    ink = np.zeros((HIGH, WIDE), np.bool_)
    for n in range(worn_cells):
        for x in range(200, 800, 40):
            ink[130 + 80 * n : 133 + 80 * n, x : x + 3] = True
    grey = np.where(ink, 0, 255).astype(np.uint8)
    return PenMarks(np.zeros_like(ink), ink, grey, 0.0)


@pytest.mark.parametrize(("worn_cells", "worn"), [(0, False), (1, False), (2, False), (3, True), (8, True)])
def test_no_cell_is_blank_for_sure_where_several_lost_their_print(worn_cells: int, worn: bool) -> None:
    marks = marks_with(worn_cells)
    assert sum(marks.are_left_in(cell) for cell in cells()) == worn_cells
    assert marks.on_page_of(cells()).worn is worn


@pytest.mark.parametrize(("contrast", "reasons"), [(0, []), (10, [PALE]), (25, [PALE])])
def test_a_cell_with_a_digit_that_has_nearly_faded_is_not_blank(contrast: int, reasons: list[str]) -> None:
    """On paper with the grain of a photograph."""
    digit = np.zeros((HIGH, WIDE), np.uint8)
    cv2.putText(digit, "4", (480, 152), cv2.FONT_HERSHEY_SIMPLEX, 0.8, 255, 2, cv2.LINE_AA)
    grain = np.random.default_rng(5).normal(0, 3, digit.shape)
    paper = np.clip(225 + grain - contrast * (digit / 255), 0, 255).astype(np.uint8)
    nothing = np.zeros(digit.shape, np.bool_)
    assert list(PenMarks(nothing, nothing, paper, 0.0).why_not_blank(cells()[0])) == reasons


@pytest.mark.parametrize(
    ("at", "reasons"),
    [((480, 184), [ON_BORDER]), ((480, 187), [ON_BORDER]), ((480, 112), [ON_BORDER]), ((480, 300), [])],
    ids=["half below", "mostly below", "from above", "in another cell"],
)
def test_a_cell_on_whose_border_something_is_written_is_not_blank(
    at: tuple[int, int], reasons: list[str]
) -> None:
    page = np.zeros((HIGH, WIDE), np.uint8)
    for n in range(ROWS + 1):
        cv2.line(page, (100, 100 + 80 * n), (900, 100 + 80 * n), 255, 3)
    cv2.putText(page, "-2.3", at, cv2.FONT_HERSHEY_SIMPLEX, 0.7, 255, 2)
    ink = page > 0
    grey = np.where(ink, 0, 255).astype(np.uint8)
    marks = PenMarks(np.zeros_like(ink), ink, grey, 0.0)
    assert list(marks.why_not_blank(cells()[0])) == reasons
