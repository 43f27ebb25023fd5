"""Seals as they are cut: the rubber, in black on nothing, before it is pressed onto paper."""

import math
import shutil
import subprocess
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow
from PIL import ImageDraw, ImageFont

from corpora.scans.truth import SealKind
from dossier import SealOwner

Ink = NDArray[np.float32]
"""How much ink stands where, from 0 to 1."""

Middle = Literal["star", "emblem", "nothing"]
"""What stands in the middle: governments have the emblem of the state, offices a star."""

CUT_PIXELS_A_MM = 16
SERIF = "Noto Serif CJK SC"
SANS = "Noto Sans CJK SC"
MING = "AR PL UMing CN"


@dataclass(frozen=True, slots=True)
class Design:
    """A seal. `name` runs along the top, `line` straight below the middle, `number` along the bottom.
    `across` and `high` are its diameters in millimetres, `border` the stroke of its ring."""

    owner: SealOwner
    name: str
    kind: SealKind = "round"
    across: float = 42
    high: float = 42
    border: float = 1.2
    middle: Middle = "star"
    inner_ring: bool = False
    line: str = ""
    number: str = ""
    font: str = SERIF
    bold: bool = False


@lru_cache
def find_font(family: str, bold: bool) -> tuple[str, int]:
    """The file of a typeface and its place in it, as fontconfig knows them."""
    if shutil.which("fc-match") is None:
        raise FileNotFoundError("fc-match (fontconfig) is not installed")
    pattern = f"{family}:bold" if bold else family
    command = ["fc-match", "-f", "%{file}|%{index}", pattern]
    said = subprocess.run(command, check=True, capture_output=True, text=True, timeout=30).stdout
    file, _, index = said.partition("|")
    return file, int(index)


@lru_cache(maxsize=256)
def load_font(family: str, size: int, bold: bool = False) -> ImageFont.FreeTypeFont:
    file, index = find_font(family, bold)
    return ImageFont.truetype(file, size, index=index)


@lru_cache(maxsize=64)
def cut_seal(design: Design) -> Ink:
    """The seal upright, `CUT_PIXELS_A_MM` pixels a millimetre."""
    scale = CUT_PIXELS_A_MM
    width, height = round(design.across * scale), round(design.high * scale)
    cut = Pillow.new("L", (width, height), 0)
    draw = ImageDraw.Draw(cut)
    if design.kind == "chop":
        draw_chop(cut, design)
        return as_ink(cut)
    draw_ring(draw, (1, 1, width - 2, height - 2), design.border * scale)
    inset = design.border * scale
    if design.inner_ring:
        inset += 0.7 * scale
        draw_ring(draw, (inset, inset, width - 1 - inset, height - 1 - inset), 0.25 * scale)
        inset += 0.25 * scale
    if design.middle == "star":
        draw_star(draw, (width / 2, height / 2), design.across / 6 * scale)
    elif design.middle == "emblem":
        draw_emblem(draw, (width / 2, height / 2), design.across / 5.4 * scale)
    write_arc(cut, design, inset)
    if design.line:
        write_line(cut, design)
    if design.number:
        write_number(cut, design, inset)
    return as_ink(cut)


def as_ink(cut: Pillow.Image) -> Ink:
    return np.asarray(np.asarray(cut) / 255, dtype=np.float32)


def draw_chop(cut: Pillow.Image, design: Design) -> None:
    """Two columns of two characters, the right one first, in a square frame."""
    width, height = cut.size
    stroke = round(design.border * CUT_PIXELS_A_MM)
    ImageDraw.Draw(cut).rectangle((0, 0, width - 1, height - 1), outline=255, width=stroke)
    wide, tall = width * 0.36, height * 0.38
    for place, character in enumerate(design.name[:4]):
        column, row = 1 - place // 2, place % 2
        glyph = draw_glyph(character, design.font, design.bold, wide, tall)
        put_glyph(cut, glyph, width * (0.28 + 0.44 * column), height * (0.28 + 0.44 * row), 0)


def draw_ring(draw: ImageDraw.ImageDraw, box: tuple[float, float, float, float], stroke: float) -> None:
    draw.ellipse(box, outline=255, width=max(2, round(stroke)))


def draw_star(draw: ImageDraw.ImageDraw, middle: tuple[float, float], radius: float) -> None:
    points = []
    for corner in range(10):
        reach = radius if corner % 2 == 0 else radius * 0.382
        angle = math.pi * corner / 5 - math.pi / 2
        points.append((middle[0] + reach * math.cos(angle), middle[1] + reach * math.sin(angle)))
    draw.polygon(points, fill=255)


def draw_emblem(draw: ImageDraw.ImageDraw, middle: tuple[float, float], radius: float) -> None:
    """Like the emblem of the state from afar: stars above a gate, ears of grain around, a wheel below."""
    x, y = middle
    draw_star(draw, (x, y - 0.48 * radius), 0.2 * radius)
    for place in (-0.5, -0.25, 0.25, 0.5):
        draw_star(draw, (x + place * radius, y - (0.2 - 0.3 * abs(place)) * radius), 0.08 * radius)
    for step, half in enumerate((0.22, 0.34, 0.45)):
        top = y + (0.05 + 0.1 * step) * radius
        draw.rectangle((x - half * radius, top, x + half * radius, top + 0.06 * radius), fill=255)
    draw.rectangle((x - 0.45 * radius, y + 0.36 * radius, x + 0.45 * radius, y + 0.5 * radius), fill=255)
    for angle in range(125, 416, 11):
        grain_x = x + 0.86 * radius * math.cos(math.radians(angle))
        grain_y = y + 0.86 * radius * math.sin(math.radians(angle))
        size = 0.075 * radius
        draw.ellipse((grain_x - size, grain_y - size, grain_x + size, grain_y + size), fill=255)
    draw.arc((x - radius, y - radius, x + radius, y + radius), 125, 55, fill=255, width=round(0.06 * radius))
    for angle in range(60, 121, 15):
        spoke = (
            x + 0.9 * radius * math.cos(math.radians(angle)),
            y + 0.9 * radius * math.sin(math.radians(angle)),
        )
        draw.line((x, y + 0.75 * radius, *spoke), fill=255, width=round(0.07 * radius))


def write_arc(cut: Pillow.Image, design: Design, inset: float) -> None:
    """The name from left to right along the top, its characters narrower the more there are of them."""
    count = len(design.name)
    scale = CUT_PIXELS_A_MM
    tall = (5.4 if count <= 14 else 4.6 if count <= 20 else 3.9) * scale
    if design.kind == "oval":
        tall *= 0.72
    radius_x = design.across * scale / 2 - inset - 0.9 * scale - tall / 2
    radius_y = design.high * scale / 2 - inset - 0.9 * scale - tall / 2
    sweep = min(math.radians(250 if design.number or design.line else 285), math.radians(27) * (count - 1))
    path = walk_ellipse(radius_x, radius_y, sweep, count)
    room = arc_length(radius_x, radius_y, sweep) / max(1, count - 1)
    wide = min(tall * 0.86, room * 0.9)
    for character, (x, y, lean) in zip(design.name, path, strict=True):
        glyph = draw_glyph(character, design.font, design.bold, wide, tall)
        put_glyph(cut, glyph, cut.width / 2 + x, cut.height / 2 + y, lean)


def walk_ellipse(
    radius_x: float, radius_y: float, sweep: float, count: int
) -> list[tuple[float, float, float]]:
    """`count` places evenly along the top of an ellipse, each with the degrees by which a character there
    leans clockwise."""
    steps = np.linspace(-sweep / 2, sweep / 2, 400)
    x, y = radius_x * np.sin(steps), -radius_y * np.cos(steps)
    way = np.concatenate([[0], np.cumsum(np.hypot(np.diff(x), np.diff(y)))])
    wanted = np.interp(np.linspace(0, way[-1], count), way, steps) if count > 1 else np.zeros(1)
    # A character stands upright on the ellipse: along its normal.
    lean = np.degrees(np.arctan2(np.sin(wanted) / radius_x, np.cos(wanted) / radius_y))
    places = zip(radius_x * np.sin(wanted), -radius_y * np.cos(wanted), lean, strict=True)
    return [(float(a), float(b), float(c)) for a, b, c in places]


def arc_length(radius_x: float, radius_y: float, sweep: float) -> float:
    steps = np.linspace(-sweep / 2, sweep / 2, 200)
    x, y = radius_x * np.sin(steps), radius_y * np.cos(steps)
    return float(np.hypot(np.diff(x), np.diff(y)).sum())


@lru_cache(maxsize=512)
def draw_glyph(character: str, family: str, bold: bool, wide: float, tall: float) -> Pillow.Image:
    """One character filling `wide` by `tall` pixels, as it is cut: stretched to its place."""
    font = load_font(family, 160, bold)
    left, top, right, bottom = font.getbbox(character)
    glyph = Pillow.new("L", (max(1, round(right - left)), max(1, round(bottom - top))), 0)
    ImageDraw.Draw(glyph).text((-left, -top), character, fill=255, font=font)
    # Characters such as 一 must not be blown up to the height of their neighbours.
    share_x, share_y = min(1.0, (right - left) / 140), min(1.0, (bottom - top) / 140)
    size = (max(2, round(wide * share_x)), max(2, round(tall * share_y)))
    return glyph.resize(size, Pillow.Resampling.LANCZOS)


def put_glyph(cut: Pillow.Image, glyph: Pillow.Image, x: float, y: float, lean: float) -> None:
    turned = glyph.rotate(-lean, Pillow.Resampling.BICUBIC, expand=True)
    place = (round(x - turned.width / 2), round(y - turned.height / 2))
    cut.paste(255, place, turned)


def write_line(cut: Pillow.Image, design: Design) -> None:
    """Below the star; in the middle of an oval, which has none."""
    scale = CUT_PIXELS_A_MM
    tall = (3.4 if design.kind == "round" else 3.8) * scale
    wide = min(tall * 0.9, design.across * scale * 0.58 / len(design.line))
    y = cut.height / 2 + (design.high * 0.26 * scale if design.middle != "nothing" else 0.06 * cut.height)
    start = cut.width / 2 - wide * 1.12 * (len(design.line) - 1) / 2
    for place, character in enumerate(design.line):
        glyph = draw_glyph(character, design.font, design.bold, wide, tall)
        put_glyph(cut, glyph, start + place * wide * 1.12, y, 0)


def write_number(cut: Pillow.Image, design: Design, inset: float) -> None:
    """Thirteen small digits along the bottom, their feet outwards."""
    scale = CUT_PIXELS_A_MM
    radius_x = design.across * scale / 2 - inset - 1.3 * scale
    radius_y = design.high * scale / 2 - inset - 1.3 * scale
    sweep = min(math.radians(80), len(design.number) * 1.9 * scale / radius_x)
    for digit, angle in zip(
        design.number, np.linspace(sweep / 2, -sweep / 2, len(design.number)), strict=True
    ):
        glyph = draw_glyph(digit, SANS, False, 1.0 * scale, 1.5 * scale)
        x, y = radius_x * math.sin(-angle), radius_y * math.cos(angle)
        put_glyph(cut, glyph, cut.width / 2 + x, cut.height / 2 + y, math.degrees(angle))
