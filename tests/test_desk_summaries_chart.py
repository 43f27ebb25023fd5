"""The charts: what they show is what the scorecard says, and their bytes depend on nothing else."""

import io
from pathlib import Path

import pytest
from lxml import etree
from made_up_reviews import HOSTILE, make_review
from PIL import Image

from desk.summaries.chart import (
    OVERHANG,
    draw_distance,
    draw_group,
    draw_groups,
    lay_out_bar,
    say_difference,
)
from desk.summaries.digest import group_indicators
from desk.summaries.drawing import Box, Drawing, Label, render_png, render_svg
from policy import load_policy
from score.scorecard import IndicatorResult

POLICY = load_policy()
SCORECARD = make_review(POLICY).scorecard
assert SCORECARD is not None
GROUPS = group_indicators(SCORECARD, POLICY)


def make_result(value: float | None, target: float | None, met: bool = False) -> IndicatorResult:
    return IndicatorResult(
        indicator="share",
        number=3,
        group="quality",
        name="中小企业占GDP比重",
        unit="%",
        department="统计",
        outcome="met" if met else "not_met",
        target="≥ 50%",
        target_value=target,
        value=value,
        difference=None if value is None or target is None else value - target,
        reason="",
    )


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: str(group.group.id))
def test_a_bar_has_a_cell_for_every_indicator(group: object) -> None:
    shown = next(each for each in GROUPS if each is group)
    bar = lay_out_bar(shown)
    fills = [box.fill for box in draw_group(bar, 6).boxes]
    outcomes = [result.outcome for result in shown.indicators]
    assert fills.count("solid") == outcomes.count("met")
    assert fills.count("hatched") == outcomes.count("undetermined")
    assert fills.count("hollow") == outcomes.count("not_met")
    assert fills == sorted(fills, key=["solid", "hatched", "hollow"].index)


def test_the_whole_chart_names_every_group_with_its_counts() -> None:
    bars = tuple(map(lay_out_bar, GROUPS))
    svg = etree.fromstring(render_svg(draw_groups(bars)).encode())
    texts = [str(node.text) for node in svg.iter("{http://www.w3.org/2000/svg}text")]
    assert texts == [text for bar in bars for text in (bar.name, bar.said)]


def test_the_stroke_stands_at_the_target() -> None:
    drawing = draw_distance(make_result(25, 50))
    assert drawing is not None
    track, value, _, stroke = drawing.boxes
    assert value.width == pytest.approx((stroke.x + 0.5) / 2)
    assert track.width == pytest.approx((stroke.x + 0.5) * OVERHANG)
    assert value.fill == "grey"


def test_what_is_far_beyond_the_target_fills_the_bar_and_no_more() -> None:
    drawing = draw_distance(make_result(60652, 50, met=True))
    assert drawing is not None
    assert drawing.boxes[1].width == drawing.boxes[0].width
    assert drawing.boxes[1].fill == "solid"


@pytest.mark.parametrize(("value", "target"), [(None, 50), (3, None), (3, 0), (3, -1.5)])
def test_no_bar_without_a_value_and_an_amount_to_reach(value: float | None, target: float | None) -> None:
    assert draw_distance(make_result(value, target)) is None


@pytest.mark.parametrize(("value", "said"), [(61.7, "+11.7"), (38.3, "−11.7"), (50, "0"), (None, "")])
def test_a_difference_has_its_sign(value: float | None, said: str) -> None:
    assert say_difference(make_result(value, 50)) == said


def test_a_png_shows_its_boxes() -> None:
    drawing = Drawing(
        20, 10, (Box(0, 0, 10, 10, "solid"), Box(10, 0, 10, 10, "hollow")), "", (Label(0, 5, "字"),)
    )
    picture = Image.open(io.BytesIO(render_png(drawing)))
    picture.load()
    assert picture.size == (80, 40)
    colours = picture.convert("L")
    assert colours.getpixel((20, 20)) == Image.new("RGB", (1, 1), "#1f4e79").convert("L").getpixel((0, 0))
    assert colours.getpixel((60, 20)) == 255


def test_a_picture_larger_than_a_stored_block_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(render_png(Drawing(300, 100, (Box(0, 0, 300, 100, "hatched"),), "")))
    with Image.open(path) as picture:
        picture.load()
        assert picture.size == (1200, 400)


@pytest.mark.parametrize("text", HOSTILE)
def test_words_in_a_drawing_never_become_markup(text: str) -> None:
    svg = etree.fromstring(
        render_svg(Drawing(10, 10, (), text, (Label(0, 0, text),))).encode("utf-8", "strict")
    )
    assert {etree.QName(node).localname for node in svg.iter()} == {"svg", "title", "text"}
