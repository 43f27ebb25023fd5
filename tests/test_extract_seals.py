"""Seals on pages: found whole, faint, cut and crossed; nothing else that is red is one."""

import math
import os
from pathlib import Path

import cv2
import numpy as np
import pytest
from made_up_seals import (
    BLACK,
    CINNABAR,
    CRIMSON,
    NO_FONT,
    ORANGE,
    PINK,
    Colour,
    Press,
    blank_page,
    draw_chop,
    draw_seal,
    has_font,
    press,
    rule,
    write,
)
from PIL import Image as Pillow

from extract.scan.pictures import Image
from extract.seals.shapes import SeenSeal, find_seals

REAL_FILES = os.environ.get("SHENBAO_REAL_FILES", "")
TEXT = "同意推荐申报，情况属实，请予审核。二〇二一年十月八日"

pytestmark = pytest.mark.skipif(not has_font(), reason=NO_FONT)


def ruled_page() -> Image:
    page = rule(blank_page(), range(100, 1141, 260), range(900, 1701, 200))
    for row in range(12):
        page = write(page, TEXT, 140, 200 + 110 * row, 28)
    return page


def official(page: Image) -> list[SeenSeal]:
    return [seal for seal in find_seals(page) if seal.kind != "chop"]


def stands_at(seal: SeenSeal, x: float, y: float, wide: float) -> bool:
    away = math.hypot(seal.outline.x - x, seal.outline.y - y)
    return away < 0.04 * wide and abs(seal.outline.long * 2 - wide) < 0.06 * wide


@pytest.mark.parametrize("ink", [CINNABAR, CRIMSON, ORANGE, PINK])
@pytest.mark.parametrize("patchy", [0.0, 0.4])
def test_a_round_seal_over_text_and_rules(ink: Colour, patchy: float) -> None:
    how = Press(600, 1130, turn=-12, ink=ink, patchy=patchy)
    (seal,) = find_seals(press(ruled_page(), draw_seal("云川县人民政府"), how))
    assert seal.kind == "round"
    assert stands_at(seal, 600, 1130, 250)


def test_an_oval_seal_keeps_its_turn() -> None:
    cover = draw_seal("云川县工业和信息化局", "业务专用章", 270, 180, star=False)
    (seal,) = find_seals(press(ruled_page(), cover, Press(500, 600, turn=25)))
    assert (seal.kind, seal.certain) == ("oval", True)
    assert stands_at(seal, 500, 600, 270)
    assert math.degrees(seal.outline.turn) == pytest.approx(25, abs=4)


@pytest.mark.parametrize(("x", "y"), [(1240, 700), (10, 700), (600, 1754), (1180, 1700)])
def test_a_seal_cut_by_the_edge_ends_there(x: int, y: int) -> None:
    (seal,) = find_seals(press(ruled_page(), draw_seal("云川县人民政府"), Press(x, y)))
    assert stands_at(seal, x, y, 250)
    assert seal.box[0] >= 0 and seal.box[1] >= 0 and seal.box[2] <= 1240 and seal.box[3] <= 1754


@pytest.mark.parametrize("around", [(150, 150, 150), (100, 60, 40), (40, 70, 60)])
def test_a_seal_cut_by_the_edge_of_the_paper_ends_there(around: Colour) -> None:
    page = press(ruled_page(), draw_seal("云川县人民政府"), Press(1100, 700))
    page[:, 1110:] = around
    (seal,) = find_seals(page)
    assert stands_at(seal, 1100, 700, 250)
    assert seal.cut


def test_a_seal_pressed_with_hardly_any_ink() -> None:
    pale = (255, 243, 242)
    (seal,) = find_seals(press(ruled_page(), draw_seal("云川县人民政府"), Press(600, 1130, ink=pale)))
    assert stands_at(seal, 600, 1130, 250)
    page = press(ruled_page(), draw_seal("云川县人民政府"), Press(300, 500))
    first, second = find_seals(press(page, draw_seal("云川县人民政府"), Press(900, 1130, ink=pale)))
    assert stands_at(first, 300, 500, 250) and stands_at(second, 900, 1130, 250)


def test_a_seal_that_shows_through_from_the_other_side_is_none() -> None:
    through = press(ruled_page(), draw_seal("云川县人民政府"), Press(600, 1130, ink=(255, 250, 250)))
    assert find_seals(through) == ()


def test_seals_over_each_other_are_two() -> None:
    page = press(ruled_page(), draw_seal("云川县人民政府"), Press(500, 1000))
    page = press(page, draw_seal("云川县工业和信息化局"), Press(660, 1060, turn=20))
    first, second = find_seals(page)
    assert stands_at(first, 500, 1000, 250)
    assert stands_at(second, 660, 1060, 250)


def test_a_chop_is_no_official_seal() -> None:
    (seal,) = find_seals(press(ruled_page(), draw_chop("张三之印"), Press(500, 1000, turn=4)))
    assert seal.kind == "chop"


def test_a_picture_of_nothing_but_a_seal() -> None:
    page = press(blank_page(280, 280), draw_seal("云川县人民政府"), Press(140, 140))
    (seal,) = find_seals(page)
    assert stands_at(seal, 140, 140, 250)


def test_a_photograph_in_bad_light() -> None:
    page = press(ruled_page(), draw_seal("云川县人民政府"), Press(500, 1000, patchy=0.2))
    corners = np.array([[0, 0], [1240, 0], [1240, 1754], [0, 1754]], np.float32)
    seen = np.array([[60, 40], [1200, 90], [1170, 1700], [20, 1740]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, seen)
    bent = cv2.warpPerspective(page, matrix, (1240, 1754), borderValue=(110, 70, 50))
    light = np.linspace(0.9, 0.45, 1240)[None, :, None] * np.array([1.0, 0.96, 0.85])
    (seal,) = find_seals((bent * light).astype(np.uint8))
    place = cv2.perspectiveTransform(np.array([[[500.0, 1000.0]]]), matrix)[0, 0]
    assert math.hypot(seal.outline.x - place[0], seal.outline.y - place[1]) < 12


def letterhead(page: Image) -> Image:
    page = write(page, "云川县人民政府文件", 150, 120, 105, CINNABAR)
    cv2.line(page, (120, 420), (1120, 420), CINNABAR, 6)
    return page


def red_text(page: Image) -> Image:
    for row in range(20):
        page = write(page, TEXT, 140, 200 + 60 * row, 36, CINNABAR)
    return page


def red_grid(page: Image) -> Image:
    return rule(page, range(100, 1141, 80), range(300, 1501, 60), CINNABAR)


def received_stamp(page: Image) -> Image:
    cv2.rectangle(page, (700, 200), (1100, 400), CINNABAR, 6)
    cv2.line(page, (700, 270), (1100, 270), CINNABAR, 4)
    page = write(page, "收文专用章", 760, 210, 50, CINNABAR)
    return write(page, "2021年10月8日 第42号", 715, 300, 40, CINNABAR)


def finger_print(page: Image) -> Image:
    for axis in range(6, 60, 8):
        cv2.ellipse(page, (600, 800), (axis, int(axis * 1.3)), 10, 0, 360, CINNABAR, 4)
    return page


def large_finger_print(page: Image) -> Image:
    for axis in range(6, 54, 8):
        cv2.ellipse(page, (600, 800), (axis, int(axis * 1.3)), axis % 15, axis, 345 + axis % 30, CINNABAR, 3)
    return page


def marker(page: Image) -> Image:
    page[560:600, 140:700] = page[560:600, 140:700] * np.array([1.0, 0.6, 0.65])
    return page


def logo(page: Image) -> Image:
    cv2.circle(page, (200, 160), 90, CINNABAR, -1)
    cv2.circle(page, (200, 160), 50, (255, 255, 255), -1)
    return write(page, "晋", 165, 120, 70, CINNABAR)


def pen_circle(page: Image) -> Image:
    cv2.ellipse(page, (400, 600), (110, 90), 10, 5, 352, CINNABAR, 4)
    return page


def table_cloth(page: Image) -> Image:
    around = np.full_like(page, (130, 35, 30))
    around[70:1690, 60:1190] = page[70:1690, 60:1190]
    return around


@pytest.mark.parametrize(
    "draw",
    [
        letterhead,
        red_text,
        red_grid,
        received_stamp,
        finger_print,
        large_finger_print,
        marker,
        logo,
        pen_circle,
        table_cloth,
    ],
)
def test_other_red_is_no_seal(draw: object) -> None:
    assert callable(draw)
    assert official(draw(ruled_page())) == []


def test_a_seal_across_a_red_line_of_words_is_found() -> None:
    page = write(ruled_page(), TEXT, 500, 390, 30, CINNABAR)
    (seal,) = official(press(page, draw_seal("云川县人民政府"), Press(900, 400)))
    assert stands_at(seal, 900, 400, 250)


def test_on_a_black_and_white_copy_a_seal_is_never_certain() -> None:
    page = press(blank_page(), draw_seal("云川县人民政府"), Press(500, 1000))
    page = write(page, TEXT, 200, 990, 28)
    copy = cv2.cvtColor(page, cv2.COLOR_RGB2GRAY)
    black = np.where(copy < 150, 0, 255).astype(np.uint8)
    for seen in (copy, black):
        (seal,) = find_seals(np.asarray(seen, np.uint8))
        assert (seal.certain, seal.red) == (False, False)
        assert stands_at(seal, 500, 1000, 250)


def test_a_grey_seal_cut_by_the_edge_is_perhaps_one() -> None:
    page = press(blank_page(), draw_seal("云川县人民政府"), Press(1230, 900))
    (seal,) = find_seals(np.asarray(cv2.cvtColor(page, cv2.COLOR_RGB2GRAY), np.uint8))
    assert stands_at(seal, 1230, 900, 250)


def test_holes_stains_and_pens_are_no_grey_seals() -> None:
    page = ruled_page()
    for row in (500, 1200):
        cv2.circle(page, (65, row), 18, (60, 60, 60), -1)
    cv2.ellipse(page, (800, 1300), (120, 90), 0, 0, 360, (205, 195, 180), -1)
    cv2.ellipse(page, (400, 600), (110, 90), 10, 5, 352, BLACK, 4)
    assert find_seals(page) == ()


def test_a_page_of_black_print_has_no_seal() -> None:
    page = write(ruled_page(), "〇○O◎⊙", 300, 300, 160)
    assert find_seals(page) == ()
    assert find_seals(page[:, :, 0]) == ()


@pytest.mark.skipif(not REAL_FILES, reason="没有设置SHENBAO_REAL_FILES / SHENBAO_REAL_FILES names no folder")
def test_a_real_scan_with_two_seals_over_a_table() -> None:
    path = next(Path(REAL_FILES).rglob("squeeze_error.jpeg"), None)
    if path is None:
        pytest.skip("not among the real files")
    with Pillow.open(path) as picture:
        first, second = find_seals(np.asarray(picture.convert("RGB"), np.uint8))
    assert stands_at(first, 798, 1400, 310)
    assert stands_at(second, 1704, 1406, 312)
