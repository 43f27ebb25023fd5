"""Pages made straight: what leans, tilts and bends becomes level, and every place is found again."""

import numpy as np
import pytest
from made_up_pages import NO_FONT, Ruled, Shown, draw_page, has_font

from extract.scan.ocr import Quad
from extract.scan.straight import Sheet, straighten
from extract.scan.upright import Affine, Upright, move

pytestmark = pytest.mark.skipif(not has_font(), reason=NO_FONT)

TABLE = Ruled(
    [120, 300, 420, 520, 700, 880],
    [150, 300, 420, 600, 780, 1000, 1220],
    {(0, 0): "企业", (4, 2): "12.34"},
)
PAGE = draw_page(TABLE)
SEEN = {
    "leaning": PAGE.leaning(2.5),
    "leaning back": PAGE.leaning(-4.0),
    "tilted": PAGE.tilted(0.02),
    "bent": PAGE.bent(14),
    "bent and leaning": PAGE.bent(12).leaning(1.5),
    "tilted and bent": PAGE.bent(8).tilted(0.015),
}


def sheet_of(shown: Shown, to_upright: Affine | None = None) -> Sheet:
    high, wide = shown.pixels.shape[:2]
    turn = np.array([[1.0, 0, 0], [0, 1, 0]]) if to_upright is None else to_upright
    if turn[0, 0] == 0:
        wide, high = high, wide
    texts: tuple[Quad, ...] = tuple(move(quad, turn) for quad in shown.seen_texts)
    return straighten(shown.picture(), shown.grey, Upright(turn, wide, high, texts))


def on_sheet(sheet: Sheet, shown: Shown, points: list[tuple[float, float]]) -> Quad:
    """Where places of the drawn page lie on the straight one."""
    seen = shown.where(np.array(points, np.float32))
    return sheet.shift.straighten(move(seen, sheet.upright.to_upright))


def lines_across() -> list[list[tuple[float, float]]]:
    return [[(float(x), float(y)) for x in range(TABLE.xs[0], TABLE.xs[-1] + 1, 20)] for y in TABLE.ys]


def lines_down() -> list[list[tuple[float, float]]]:
    return [[(float(x), float(y)) for y in range(TABLE.ys[0], TABLE.ys[-1] + 1, 20)] for x in TABLE.xs]


@pytest.mark.parametrize("how", SEEN)
def test_lines_become_straight(how: str) -> None:
    sheet = sheet_of(SEEN[how])
    for line in lines_across():
        assert np.ptp(on_sheet(sheet, SEEN[how], line)[:, 1]) < 2
    for line in lines_down():
        assert np.ptp(on_sheet(sheet, SEEN[how], line)[:, 0]) < 2


@pytest.mark.parametrize("how", SEEN)
def test_the_straight_page_is_drawn_where_its_places_say(how: str) -> None:
    """Along each line the redrawn page is dark, between the lines it is light."""
    sheet = sheet_of(SEEN[how])
    for line in lines_across():
        places = np.round(on_sheet(sheet, SEEN[how], line)).astype(int)
        columns, level = places[2:-2, 0], int(np.median(places[:, 1]))
        band = sheet.pixels[level - 2 : level + 3, columns, 0].min(axis=0)
        assert (band < 150).mean() > 0.97
        assert np.median(sheet.pixels[level + 20, columns, 0]) > 230


@pytest.mark.parametrize("how", SEEN)
def test_traced_lines_are_straight_too(how: str) -> None:
    sheet = sheet_of(SEEN[how])
    long = [s.points for s in sheet.across if np.ptp(s.points[:, 0]) > 200]
    assert len(long) >= len(TABLE.ys)
    assert max(np.ptp(points[:, 1]) for points in long) < 5  # of lines drawn as steps


@pytest.mark.parametrize(
    ("how", "quarters"),
    [*((how, 0) for how in SEEN), *((how, n) for how in ("level", "bent and leaning") for n in (1, 2, 3))],
)
def test_boxes_lie_where_the_picture_shows_them(how: str, quarters: int) -> None:
    """Whatever way the picture lies, a box of the straight page comes back to its place in the picture."""
    shown = SEEN.get(how, PAGE).turned(quarters)
    high, wide = shown.pixels.shape[:2]
    back = {
        0: [[1.0, 0, 0], [0, 1, 0]],
        1: [[0.0, 1, 0], [-1, 0, wide]],
        2: [[-1.0, 0, wide], [0, -1, high]],
        3: [[0.0, -1, high], [1, 0, 0]],
    }
    sheet = sheet_of(shown, np.array(back[quarters]))
    scale = shown.picture().width / wide
    for row, column, _, _ in TABLE.places():
        x0, y0, x1, y1 = TABLE.box(row, column)
        corners = on_sheet(sheet, shown, [(x0, y0), (x1, y0), (x1, y1), (x0, y1)])
        (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
        box = sheet.box_in_points(float(left), float(top), float(right), float(bottom))
        assert box == pytest.approx([edge * scale for edge in shown.place((x0, y0, x1, y1))], abs=2 * scale)


def test_boxes_stay_on_the_page() -> None:
    shown = PAGE.leaning(3)
    box = sheet_of(shown).box_in_points(-40, -40, 1100, 1500)
    picture = shown.picture()
    assert box == (0, 0, picture.width, round(picture.height, 2))


def test_a_page_of_text_alone_is_levelled_by_its_lines() -> None:
    rows = range(200, 1200, 60)
    words = "各县区要高度重视中小企业发展工作并认真"
    page = draw_page(lines=[(100, y, words) for y in rows]).leaning(0.6)
    sheet = sheet_of(page)
    for y in rows:
        ends = on_sheet(sheet, page, [(110, y), (600, y)])
        assert abs(float(ends[1, 1] - ends[0, 1])) < 2


def test_a_tilted_table_of_few_columns_becomes_straight() -> None:
    table = Ruled([120, 500, 880], TABLE.ys)
    shown = draw_page(table).tilted(0.02)
    sheet = sheet_of(shown)
    for x in table.xs:
        line = on_sheet(sheet, shown, [(x, y) for y in range(table.ys[0], table.ys[-1] + 1, 20)])
        assert np.ptp(line[:, 0]) < 4


def test_a_page_with_nothing_to_go_by_stays_as_it_is() -> None:
    sheet = sheet_of(draw_page())
    assert sheet.box_in_points(100, 200, 300, 400) == pytest.approx((59.5, 119, 178.5, 238), abs=0.02)
    assert np.abs(sheet.pixels.astype(int) - 250).max() == 0


def test_one_crooked_line_does_not_bend_the_page() -> None:
    """What someone drew by hand across the table is no witness."""
    shown = draw_page(TABLE)
    xs = np.arange(150, 850)
    for offset in range(2):
        shown.pixels[(500 + 60 * (xs - 150) / 700).astype(int) + offset, xs] = 40
    sheet = sheet_of(shown)
    for line in lines_across():
        assert np.ptp(on_sheet(sheet, shown, line)[:, 1]) < 2
