"""Small pictures of boxes and words: SVG for the page, PNG for Word, drawn from one description.

No library draws them, so that the bytes are the same on every machine: text is left to whoever shows the
picture, and the PNG is packed without compressing, which differs between builds of zlib.
"""

import struct
import zlib
from dataclasses import dataclass
from html import escape
from typing import Literal

import numpy as np
import numpy.typing as npt

from desk.summaries.words import clean

Fill = Literal["solid", "hatched", "hollow", "grey", "track"]
"""How a box looks: told apart without colours too."""

Pixels = npt.NDArray[np.uint8]

INK, SHADE, LINE, PAPER, LIGHT = "#1f4e79", "#a6a6a6", "#404040", "#ffffff", "#ececec"
PALETTE = (PAPER, INK, SHADE, LINE, LIGHT)

SCALE = 4
"""Pixels a point in the PNG: 288 to the inch."""

HATCH = 3
"""Points from one stroke of a hatching to the next."""

FONT_SIZE = 12


@dataclass(frozen=True, slots=True)
class Box:
    """In points from the top left."""

    x: float
    y: float
    width: float
    height: float
    fill: Fill


@dataclass(frozen=True, slots=True)
class Label:
    """Words whose middle stands at the height `y`. They are left out of a PNG."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """`said` tells in words what it shows, for those who do not see it. Later boxes cover earlier ones."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    said: str
    labels: tuple[Label, ...] = ()


def render_svg(drawing: Drawing) -> str:
    """Markup to stand in a page: no style sheet, no ids, all text escaped."""
    size = f'width="{drawing.width:g}" height="{drawing.height:g}"'
    said = escape(clean(drawing.said))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {drawing.width:g} {drawing.height:g}" {size}'
        f' role="img" aria-label="{said}" font-size="{FONT_SIZE}"><title>{said}</title>'
    ]
    parts.extend(draw_box(box) for box in drawing.boxes)
    parts.extend(
        f'<text x="{label.x:g}" y="{label.y:g}" dominant-baseline="central" fill="currentColor">'
        f"{escape(clean(label.text))}</text>"
        for label in drawing.labels
    )
    return "".join(parts) + "</svg>"


def draw_box(box: Box) -> str:
    place = f'x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" height="{box.height:g}"'
    match box.fill:
        case "solid":
            return f'<rect {place} fill="{INK}"/>'
        case "grey":
            return f'<rect {place} fill="{SHADE}" stroke="{LINE}" stroke-width="0.5"/>'
        case "track":
            return f'<rect {place} fill="{LIGHT}"/>'
        case "hollow":
            return f'<rect {place} fill="{PAPER}" stroke="{LINE}"/>'
        case "hatched":
            frame = f'<rect {place} fill="{PAPER}" stroke="{INK}"/>'
            return f'{frame}<path d="{draw_hatching(box)}" stroke="{INK}" fill="none"/>'


def draw_hatching(box: Box) -> str:
    """Strokes from the lower left to the upper right, cut at the edges of the box."""
    strokes = []
    steps = int((box.width + box.height) / HATCH)
    for number in range(1, steps + 1):
        along = number * HATCH
        start = (box.x + max(0.0, along - box.height), box.y + min(box.height, along))
        end = (box.x + min(box.width, along), box.y + max(0.0, along - box.width))
        strokes.append(f"M{start[0]:g} {start[1]:g}L{end[0]:g} {end[1]:g}")
    return "".join(strokes)


def render_png(drawing: Drawing) -> bytes:
    """The boxes without the words."""
    grid = np.zeros((round(drawing.height * SCALE), round(drawing.width * SCALE)), np.uint8)
    for box in drawing.boxes:
        left, top = round(box.x * SCALE), round(box.y * SCALE)
        right, bottom = round((box.x + box.width) * SCALE), round((box.y + box.height) * SCALE)
        paint(grid[top:bottom, left:right], box.fill)
    return pack_png(grid)


def paint(area: Pixels, fill: Fill) -> None:
    edge = PALETTE.index(INK if fill == "hatched" else LINE)
    match fill:
        case "solid":
            area[:] = PALETTE.index(INK)
            return
        case "track":
            area[:] = PALETTE.index(LIGHT)
            return
        case "grey":
            area[:] = PALETTE.index(SHADE)
        case "hollow":
            area[:] = PALETTE.index(PAPER)
        case "hatched":
            rows, columns = np.indices(area.shape)
            stroke = (rows + columns) % (HATCH * SCALE) < SCALE
            area[:] = np.where(stroke, PALETTE.index(INK), PALETTE.index(PAPER))
    width = SCALE // 2
    area[:width] = area[-width:] = edge
    area[:, :width] = area[:, -width:] = edge


def pack_png(grid: Pixels) -> bytes:
    """A PNG of four bits a pixel."""
    height, width = grid.shape
    even = np.pad(grid, ((0, 0), (0, width % 2)))
    rows = even[:, ::2] << 4 | even[:, 1::2]
    lines = np.pad(rows, ((0, 0), (1, 0)))  # each line begins with the number of its filter: none
    colours = b"".join(bytes.fromhex(colour[1:]) for colour in PALETTE)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (
            pack_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 4, 3, 0, 0, 0)),
            pack_chunk(b"PLTE", colours),
            pack_chunk(b"IDAT", store(lines.tobytes())),
            pack_chunk(b"IEND", b""),
        )
    )


def pack_chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def store(content: bytes) -> bytes:
    """A zlib stream of stored blocks."""
    most = 0xFFFF
    blocks = [content[start : start + most] for start in range(0, len(content), most)]
    packed = [
        struct.pack("<BHH", number == len(blocks), len(block), most - len(block)) + block
        for number, block in enumerate(blocks, start=1)
    ]
    return b"\x78\x01" + b"".join(packed) + struct.pack(">I", zlib.adler32(content))
