"""Figures that have nearly faded, or that show through from the back of the sheet."""

import cv2
import numpy as np
import pytest

from extract.scan.pale_ink import has_pale_figure
from extract.scan.pictures import Image

ROOM = (4, 4, 296, 76)
_PALEST = 100


def number(*figures: tuple[str, int]) -> tuple[Image, tuple[int, int, int, int]]:
    """Grey paper with figures beside each other, so much darker than it; the box of the dark ones."""
    paper = 235 + np.random.default_rng(3).normal(0, 2, (80, 300))
    ends = []
    for place, (figure, contrast) in enumerate(figures):
        sheet = np.zeros((80, 500), np.uint8)
        cv2.putText(sheet, figure, (160 + 24 * place, 50), cv2.FONT_HERSHEY_SIMPLEX, 0.9, 255, 2, cv2.LINE_AA)
        slim = cv2.resize(sheet, (300, 80), interpolation=cv2.INTER_AREA)
        paper -= contrast * (cv2.GaussianBlur(slim, (0, 0), 0.7) / 255)
        if contrast > _PALEST:
            columns = np.flatnonzero(slim.any(axis=0))
            ends += [int(columns[0]), int(columns[-1]) + 1]
    return np.clip(paper, 0, 255).astype(np.uint8), (min(ends), 30, max(ends), 51)


@pytest.mark.parametrize("contrast", [25, 45])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_pale_figure_in_a_number_or_beside_it_is_seen(place: int, contrast: int) -> None:
    figures = [("4", 200), ("7", 200), ("2", 200)]
    figures[place] = ("8", contrast)
    grey, box = number(*figures)
    assert has_pale_figure(grey, box, ROOM)


@pytest.mark.parametrize("contrast", [60, 120, 200])
def test_a_number_in_one_ink_has_none(contrast: int) -> None:
    even, box = number(("4", 200), ("7", 200), ("2", 200))
    paler = np.clip(235 - (235 - even.astype(np.float32)) * contrast / 200, 0, 255).astype(np.uint8)
    assert not has_pale_figure(paler, box, ROOM)
