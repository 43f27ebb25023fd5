"""Bare paper behind a line, on drawn cells: nothing more was written there."""

import numpy as np
import pytest

from extract.form.values import CellContext, parse_value
from extract.scan.bare_paper import is_bare_behind
from policy.form import FormField

CELL = (10.0, 10.0, 400.0, 200.0)
LINE = (20.0, 40.0, 140.0, 60.0)
OPINION = FormField(id="opinion", row=1, label="某局意见", kind="text", seal="city_department", clause="X-1")


def page() -> np.ndarray:
    noise = np.random.default_rng(7).integers(-6, 7, (220, 420, 3))
    return np.clip(240 + noise, 0, 255).astype(np.uint8)


def test_bare_paper_is_seen() -> None:
    assert is_bare_behind(LINE, CELL, page())


@pytest.mark.parametrize(
    ("where", "colour"),
    [
        ((slice(44, 56), slice(150, 160)), (40, 40, 40)),  # a character more
        ((slice(57, 60), slice(146, 150)), (200, 200, 200)),  # a pale full stop
        ((slice(30, 70), slice(165, 169)), (220, 120, 120)),  # the ring of a seal
        ((slice(0, 220), slice(141, 420)), (120, 120, 120)),  # a black seal over all of it
    ],
)
def test_whatever_stands_there_is_seen(where: tuple[slice, slice], colour: tuple[int, int, int]) -> None:
    pixels = page()
    pixels[where] = colour
    assert not is_bare_behind(LINE, CELL, pixels)


def test_a_line_that_fills_its_cell_may_go_on_in_the_next() -> None:
    assert not is_bare_behind((20.0, 40.0, 370.0, 60.0), CELL, page())


@pytest.mark.parametrize(
    ("text", "bare", "status"),
    [
        ("经审核，同意推荐", True, "accepted"),
        ("经审核，同意推荐", False, "review"),
        ("经审核，同意推", True, "review"),
        ("情况属实；同意推荐上报。", True, "review"),
    ],
)
def test_an_opinion_may_end_without_a_full_stop(text: str, bare: bool, status: str) -> None:
    context = CellContext(data_year=2020, pictured=True, bare_end=bare)
    assert parse_value(OPINION, text, context).status == status
