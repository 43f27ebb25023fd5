"""The reader of figures: what it reads, and where it speaks against another reading."""

import random

import cv2
import numpy as np
import pytest
from PIL import Image as Pillow
from PIL import ImageDraw, ImageFont

from corpora.figures.lines import as_picture, draw_line, find_faces
from corpora.figures.pens import EM
from extract.scan.figures import ALPHABET, SPOILT, Figures, confirms, contradicts, numbers_of, read_figures
from extract.scan.pictures import Image


def printed(text: str) -> Image:
    face = _face()
    sheet = Pillow.new("L", (round(face.getlength(text)) + 40, round(1.5 * EM)), 255)
    ImageDraw.Draw(sheet).text((20, round(1.1 * EM)), text, 0, face, anchor="ls")
    return np.asarray(sheet, np.uint8)


def _face() -> ImageFont.FreeTypeFont:
    path, index = find_faces().chinese[0]
    return ImageFont.truetype(str(path), EM, index=index)


@pytest.mark.parametrize("text", ["2,924", "47.73%", "0340-3806790", "1806268", "36", "2021.4.25"])
def test_reads_figures_in_print(text: str) -> None:
    (figures,) = read_figures([printed(text)])
    assert figures.text == text
    assert figures.certainty > 0.9


def test_what_is_no_figure_is_seen_as_such() -> None:
    (figures,) = read_figures([printed("共有327人")])
    assert figures.numbers == ("327",)
    assert set(figures.text) - set("327") == {"□"}


def test_a_figure_struck_out_is_none() -> None:
    line = printed("1737家").copy()
    cv2.line(line, (18 + EM // 2, 35), (22 + EM, 30), 0, 4)
    (figures,) = read_figures([line])
    assert contradicts(figures, "1737家")


def test_lines_are_read_alike_alone_and_together() -> None:
    lines = [printed(text) for text in ("5", "123456", "增长12.3%")]
    assert [figures.text for figures in read_figures(lines)] == [read_figures([one])[0].text for one in lines]
    assert read_figures([]) == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("2,924家", ("2,924",)),
        ("2，924家（截至2020年12月底）", ("2,924", "2020", "12")),
        ("－1.3％", ("-1.3%",)),
        ("0340—3806790", ("0340", "3806790")),
        ("3家：甲、乙", ("3",)),
        ("无", ()),
    ],
)
def test_numbers_of_a_text(text: str, numbers: tuple[str, ...]) -> None:
    assert numbers_of(text) == numbers


@pytest.mark.parametrize(
    ("seen", "certainty", "text", "expected"),
    [
        ("90", 0.99, "9.0", True),
        ("90", 0.99, "90", False),
        ("90", 0.3, "9.0", False),
        ("□", 1.0, "9", False),
        ("1✗3", 0.8, "123", True),
        ("327□", 0.9, "327人", False),
    ],
)
def test_speaks_against_other_numbers_when_it_is_sure(
    seen: str, certainty: float, text: str, expected: bool
) -> None:
    assert contradicts(Figures(seen, certainty), text) is expected


def test_bears_out_the_very_numbers_when_it_is_sure() -> None:
    assert confirms(Figures("3□5.6%", 0.7), "3年5.6%")
    assert not confirms(Figures("3□56%", 0.9), "3年5.6%")
    assert not confirms(Figures("3□5.6%", 0.4), "3年5.6%")


def test_lines_to_learn_from_are_labelled_in_the_alphabet() -> None:
    rng, faces = random.Random(5), find_faces()
    spoilt = 0
    for _ in range(40):
        ink, labels = draw_line(rng, faces)
        assert as_picture(ink, rng).shape == ink.shape
        assert set(labels) <= set(ALPHABET[1:])
        spoilt += SPOILT in labels
    assert 0 < spoilt < 30
