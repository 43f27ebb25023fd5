"""Seals drawn for tests: rings, arcs of text and stars pressed onto a page. Nobody's names."""

import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow
from PIL import ImageDraw, ImageFont

from extract.scan.pictures import Image

Cover = NDArray[np.float32]
"""How much of each pixel is inked, 0 to 1."""
Colour = tuple[int, int, int]

CINNABAR: Colour = (214, 40, 48)
CRIMSON: Colour = (190, 30, 80)
ORANGE: Colour = (228, 84, 50)
PINK: Colour = (246, 196, 202)
BLACK: Colour = (40, 40, 40)
FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc",
    "/usr/share/fonts/truetype/arphic/uming.ttc",
)
NO_FONT = "没有安装中文字体，画不出印章 / no Chinese font is installed, no seal can be drawn"


@dataclass(frozen=True)
class Press:
    """How a seal was pressed: where its centre is (pixels), how it is turned (degrees, clockwise), its
    ink, how much of the ink came off, how much of its outline, and how uneven."""

    x: int
    y: int
    turn: float = 0.0
    ink: Colour = CINNABAR
    strength: float = 0.95
    patchy: float = 0.0
    seed: int = 1


def has_font() -> bool:
    return any(Path(path).exists() for path in FONTS)


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    path = next(path for path in FONTS if Path(path).exists())
    return ImageFont.truetype(path, size, index=2 if "Noto" in path else 0)


def blank_page(width: int = 1240, height: int = 1754, paper: Colour = (252, 251, 248)) -> Image:
    """A4 at 150 dots an inch."""
    return np.full((height, width, 3), paper, np.uint8)


def draw_seal(
    name: str, below: str = "", wide: int = 250, tall: int | None = None, star: bool = True
) -> Cover:
    """A seal with its name on the arc, a star, and a straight line of text below; oval where `tall`."""
    tall = tall or wide
    sheet = np.zeros((tall * 2, wide * 2), np.float32)
    line = max(4, wide // 35)
    inset = line // 2 + 1
    centre = (wide, tall)
    cv2.ellipse(sheet, centre, (wide - inset, tall - inset), 0, 0, 360, 1.0, line, cv2.LINE_AA)
    if star:
        points = [
            _on_circle(centre, wide * (0.3 if k % 2 == 0 else 0.115), math.pi * k / 5) for k in range(10)
        ]
        cv2.fillPoly(sheet, [np.array(points, np.int32)], 1.0, cv2.LINE_AA)
    _draw_arc(sheet, name, wide, tall)
    if below:
        size = min(int(wide * 0.22), int(wide * 1.05 / len(below)))
        _paste(sheet, _draw_text(below, size), wide, tall + int(tall * 0.5))
    return np.asarray(cv2.resize(sheet, (wide, tall), interpolation=cv2.INTER_AREA), np.float32)


def draw_chop(name: str, side: int = 110) -> Cover:
    """The square seal of a person, two characters a column."""
    sheet = np.zeros((side, side), np.float32)
    cv2.rectangle(sheet, (3, 3), (side - 4, side - 4), 1.0, 4)
    half = side // 2
    for index, character in enumerate(name[:4]):
        text = _draw_text(character, int(side * 0.38))
        _paste(sheet, text, side - half // 2 - 4 - half * (index // 2), half // 2 + 4 + half * (index % 2))
    return sheet


def draw_words(text: str, size: int) -> Cover:
    """A line of words, for titles and stamps that are no seals."""
    return _draw_text(text, size)


def press(page: Image, cover: Cover, how: Press) -> Image:
    """The page with the seal on it; what falls beyond the page is cut off."""
    height, width = cover.shape
    side = int(math.hypot(height, width)) + 2
    turned = cv2.warpAffine(cover, _placing(width, height, side, how.turn), (side, side))
    if how.patchy:
        noise = np.random.default_rng(how.seed).random((side // 12 + 2, side // 12 + 2)).astype(np.float32)
        spots = cv2.resize(noise, (side, side), interpolation=cv2.INTER_CUBIC)
        turned = turned * np.clip((spots - how.patchy) / 0.25 + 0.5, 0.0, 1.0)
    whole = np.zeros(page.shape[:2], np.float32)
    _paste(whole, np.asarray(turned, np.float32), how.x, how.y)
    through = 1.0 - whole[:, :, None] * how.strength * (1.0 - np.array(how.ink, np.float32) / 255.0)
    return np.asarray(np.clip(page * through, 0, 255), np.uint8)


def write(page: Image, text: str, x: int, y: int, size: int, ink: Colour = BLACK) -> Image:
    """The page with a line of print whose top left corner is at x, y."""
    sheet = Pillow.fromarray(page)
    ImageDraw.Draw(sheet).text((x, y), text, fill=ink, font=font(size))
    return np.array(sheet, np.uint8)


def rule(page: Image, xs: range, ys: range, ink: Colour = BLACK) -> Image:
    """The page with a ruled grid on it."""
    ruled = page.copy()
    for x in xs:
        cv2.line(ruled, (x, ys[0]), (x, ys[-1]), ink, 2)
    for y in ys:
        cv2.line(ruled, (xs[0], y), (xs[-1], y), ink, 2)
    return ruled


def _draw_arc(sheet: Cover, name: str, wide: int, tall: int) -> None:
    """The characters of a name along the upper arc, feet to the centre, as seals are cut."""
    sweep = min(5 * math.pi / 3, math.radians(27) * max(1, len(name) - 1))
    room = sweep * 0.75 * min(wide, tall * 1.15) / max(len(name) - 1, 1)
    size = int(min(wide * 0.26, room))
    inside = 1.0 - 0.08 - size / 2 / tall - 0.03
    for index, character in enumerate(name):
        share = index / (len(name) - 1) - 0.5 if len(name) > 1 else 0.0
        angle = sweep * share
        x, y = wide + wide * inside * math.sin(angle), tall - tall * inside * math.cos(angle)
        tangent = math.degrees(math.atan2(tall * math.sin(angle), wide * math.cos(angle)))
        glyph = _draw_text(character, size)
        side = int(size * 1.6)
        turned = cv2.warpAffine(glyph, _placing(glyph.shape[1], glyph.shape[0], side, tangent), (side, side))
        _paste(sheet, np.asarray(turned, np.float32), round(x), round(y))


def _draw_text(text: str, size: int) -> Cover:
    box = font(size).getbbox(text)
    sheet = Pillow.new("L", (int(box[2] - box[0]) + 2, int(box[3] - box[1]) + 2))
    ImageDraw.Draw(sheet).text((1 - box[0], 1 - box[1]), text, fill=255, font=font(size))
    return np.asarray(sheet, np.float32) / 255.0


def _placing(width: int, height: int, side: int, clockwise: float) -> NDArray[np.float64]:
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -clockwise, 1.0)
    matrix[:, 2] += np.array((side / 2 - width / 2, side / 2 - height / 2))
    return np.asarray(matrix, np.float64)


def _paste(sheet: Cover, part: Cover, x: int, y: int) -> None:
    """`part` onto the sheet with its centre at x, y, cut at the edges."""
    top, left = y - part.shape[0] // 2, x - part.shape[1] // 2
    y0, x0 = max(0, top), max(0, left)
    y1, x1 = min(sheet.shape[0], top + part.shape[0]), min(sheet.shape[1], left + part.shape[1])
    if y0 < y1 and x0 < x1:
        seen = part[y0 - top : y1 - top, x0 - left : x1 - left]
        sheet[y0:y1, x0:x1] = np.maximum(sheet[y0:y1, x0:x1], seen)


def _on_circle(centre: tuple[int, int], radius: float, angle: float) -> tuple[int, int]:
    return round(centre[0] + radius * math.sin(angle)), round(centre[1] - radius * math.cos(angle))
