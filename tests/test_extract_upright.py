"""Pages turned upright, with the models that find and judge text played by the tests."""

from collections.abc import Iterator, Sequence

import cv2
import numpy as np
import pytest
from made_up_pages import NO_FONT, Ruled, Shown, draw_page, has_font

from extract.scan import upright
from extract.scan.ocr import Character, Quad, Reading
from extract.scan.pictures import Image
from extract.scan.upright import cut_quad, find_upright, move

pytestmark = pytest.mark.skipif(not has_font(), reason=NO_FONT)

WORDS = "各县区要高度重视中小企业发展"
PAGE = draw_page(
    Ruled([100, 500, 900], [700, 800, 900], {(0, 0): "企业数量", (0, 1): "1234"}),
    lines=[(100, 100 + 70 * n, WORDS) for n in range(8)],
)


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> Iterator["Seen"]:
    """Plays the models for one picture at a time."""
    models = Seen()
    monkeypatch.setattr(upright, "find_text", models.find_text)
    monkeypatch.setattr(upright, "is_upside_down", models.is_upside_down)
    monkeypatch.setattr(upright, "read_lines", models.read_lines)
    yield models


class Seen:
    """Finds all texts of a page; `votes` are given in turn on whether lines stand on their head, the
    reader tells lines by `reads_well`."""

    def __init__(self) -> None:
        self.shown = PAGE
        self.votes: list[bool | None] = [False]
        self.judged: list[Image] = []

    def find_text(self, grey: Image) -> list[Quad]:
        scale = max(grey.shape) / max(self.shown.pixels.shape)
        return [quad * np.float32(scale) for quad in self.shown.seen_texts]

    def is_upside_down(self, lines: Sequence[Image]) -> list[bool | None]:
        self.judged = list(lines)
        return [self.votes[n % len(self.votes)] for n in range(len(lines))]

    def read_lines(self, lines: Sequence[Image]) -> list[Reading]:
        """Surely where the line is like the page's own last line, of which it was drawn."""
        x0, y0 = PAGE.texts[-1].min(axis=0).astype(int)
        x1, y1 = PAGE.texts[-1].max(axis=0).astype(int)
        true = np.asarray(PAGE.grey[y0:y1, x0:x1], np.uint8)
        return [Reading((Character("县", 0.5, _likeness(line, true)),)) for line in lines]


def _likeness(line: Image, true: Image) -> float:
    same = cv2.resize(line, (true.shape[1], true.shape[0]))
    soft, other = cv2.GaussianBlur(same, (0, 0), 2), cv2.GaussianBlur(true, (0, 0), 2)
    return max(0.0, float(np.corrcoef(soft.ravel(), other.ravel())[0, 1]))


def find(seen: Seen, shown: Shown, quarters: int = 0) -> upright.Upright:
    seen.shown = shown
    # Turned by one quarter, it is first turned by one more, as it is not known which way to turn.
    seen.votes = [quarters in (1, 2)]
    return find_upright(shown.grey)


def angle_of(found: upright.Upright, shown: Shown) -> float:
    """Degrees by which the lines of the page still lean on the upright page; 180 upside down."""
    ends = move(shown.where(np.array([[100, 100], [600, 100]], np.float32)), found.to_upright)
    return float(np.degrees(np.arctan2(ends[1, 1] - ends[0, 1], ends[1, 0] - ends[0, 0])))


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
@pytest.mark.parametrize("lean", [0.0, 1.7, -3.5])
def test_every_turn_and_lean_is_taken_out(seen: Seen, quarters: int, lean: float) -> None:
    shown = PAGE.leaning(lean).turned(quarters)
    found = find(seen, shown, quarters)
    assert angle_of(found, shown) == pytest.approx(0, abs=0.15)
    assert (found.width > found.height) is False


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_where_the_judge_is_of_two_minds_the_reader_decides(seen: Seen, quarters: int) -> None:
    seen.shown = PAGE.turned(quarters)
    seen.votes = [True, False, None]
    found = find_upright(seen.shown.grey)
    assert angle_of(found, seen.shown) == pytest.approx(0, abs=0.15)


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_few_votes_do_not_decide(seen: Seen, quarters: int) -> None:
    seen.shown = PAGE.turned(quarters)
    seen.votes = [True, *[None] * 23]
    assert angle_of(find_upright(seen.shown.grey), seen.shown) == pytest.approx(0, abs=0.15)


def test_the_judge_sees_lines_that_lie_level(seen: Seen) -> None:
    """Whatever way the page lies, else it could not tell their head from their feet."""
    for quarters in range(4):
        seen.shown = PAGE.leaning(2).turned(quarters)
        find_upright(seen.shown.grey)
        assert all(line.shape[1] > 2 * line.shape[0] for line in seen.judged)
        turned = quarters in (1, 2)
        lines = [np.ascontiguousarray(np.rot90(line, 2 * turned)) for line in seen.judged[:8]]
        assert min(reading.certainty for reading in seen.read_lines(lines)) > 0.8


@pytest.mark.parametrize("quarters", [0, 1])
def test_texts_are_where_the_upright_page_shows_them(seen: Seen, quarters: int) -> None:
    found = find(seen, PAGE.turned(quarters), quarters)
    turned = cv2.warpAffine(seen.shown.grey, found.to_upright, (found.width, found.height), borderValue=250)
    assert len(found.texts) == len(PAGE.texts)
    for quad in found.texts:
        assert quad[0, 0] < quad[1, 0]
        assert quad[0, 1] < quad[3, 1]
        (x0, y0), (x1, y1) = quad.min(axis=0).astype(int), quad.max(axis=0).astype(int)
        assert turned[y0:y1, x0:x1].min() < 100
    outside = turned.copy()
    for quad in found.texts:
        (x0, y0), (x1, y1) = quad.min(axis=0).astype(int), quad.max(axis=0).astype(int)
        outside[y0 : y1 + 1, x0 : x1 + 1] = 250
    assert outside[: round(found.height * 0.45)].min() > 100


@pytest.mark.parametrize("size", [0.5, 1.0, 2.5])
def test_text_becomes_as_high_whatever_the_picture_measures(seen: Seen, size: float) -> None:
    pixels = np.asarray(cv2.resize(PAGE.pixels, None, fx=size, fy=size), np.uint8)
    shown = Shown(pixels, PAGE.texts, lambda points: np.asarray(points * size, np.float32))
    usual = find(seen, PAGE)
    found = find(seen, shown)
    assert found.height == pytest.approx(usual.height, rel=0.02)
    assert 1500 < found.height < 2800


def test_a_page_without_text_stays_as_it_is(seen: Seen) -> None:
    seen.shown = draw_page()
    found = find_upright(seen.shown.grey)
    assert found.texts == ()
    assert angle_of(found, seen.shown) == 0
    assert found.width / found.height == pytest.approx(1000 / 1400, rel=0.01)


def test_one_line_that_leans_by_itself_does_not_turn_the_page(seen: Seen) -> None:
    """A stamp or a note put down aslant, beside many level lines."""
    seen.shown = PAGE
    aslant = np.array([[600, 1100], [900, 1000], [910, 1030], [610, 1130]], np.float32)
    seen.shown = Shown(PAGE.pixels, (*PAGE.texts, aslant))
    assert angle_of(find_upright(PAGE.grey), PAGE) == pytest.approx(0, abs=0.15)


def test_the_way_back_leads_to_the_picture(seen: Seen) -> None:
    found = find(seen, PAGE.leaning(3).turned(1))
    places = np.array([[10, 20], [300, 900]], np.float32)
    assert move(move(places, found.to_upright), found.back) == pytest.approx(places, abs=0.01)


@pytest.mark.parametrize("quarters", [0, 1])
@pytest.mark.parametrize("lean", [0, 4, -4])
def test_a_line_is_cut_out_straight(quarters: int, lean: float) -> None:
    """`quarters` clockwise turns would set the picture upright."""
    shown = PAGE.leaning(lean).turned(-quarters % 4)
    line = cut_quad(shown.grey, shown.seen_texts[2], quarters)
    true = cut_quad(PAGE.grey, PAGE.texts[2])
    assert line.shape == pytest.approx(true.shape, abs=3)
    assert _likeness(line, true) > 0.8
