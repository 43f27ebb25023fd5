"""A printed sheet with its seals and signatures, gone through the world at one of the levels."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from corpora.scans.fax import send_fax
from corpora.scans.light import compress
from corpora.scans.paper import Sheet
from corpora.scans.pen import sign, write_date
from corpora.scans.press import POINTS_A_MM, Stamp, press_stamp
from corpora.scans.scanner import copy_office, scan_clean
from corpora.scans.shot import Shot, resize, turn
from corpora.scans.telephone import photograph, photograph_badly
from corpora.scans.truth import Place, SealTruth, Writing
from dossier.evidence import Box

Level = Literal["clean", "copier", "telephone", "fax", "old-telephone", "sealed"]
LEVELS: tuple[Level, ...] = ("clean", "copier", "telephone", "fax", "old-telephone", "sealed")

A4_SHORT = 595.28
GREY_COPIER = 0.25
TURNED = 0.2
LOST_RING = 0.2


@dataclass(frozen=True, slots=True)
class Pen:
    """Where something is written by hand, in points of the sheet."""

    kind: Literal["signature", "date"]
    box: Box
    year: int = 0


@dataclass(frozen=True, slots=True)
class Device:
    """One machine for a whole dossier: its resolution, its strength of compression, and whether in colour.
    `dpi` 0 is a camera's, whose pictures have none."""

    level: Level
    sheet_dpi: float
    dpi: float
    quality: int
    colour: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class ScannedPage:
    """A page as handed in: the picture, its JPEG (None for a fax, which is not one), and what is on it."""

    sheet: Sheet
    shot: Shot
    jpeg: bytes | None
    dpi: float
    colour: bool
    stamps: Sequence[Stamp] = ()
    pens: Sequence[Pen] = ()
    size: tuple[float, float] = field(default=(0, 0))


def choose_device(level: Level, rng: random.Random) -> Device:
    if level == "telephone":
        return Device(level, 220, 0, rng.randint(68, 88))
    if level == "old-telephone":
        return Device(level, 170, 0, rng.randint(34, 56))
    if level == "fax":
        dpi = rng.choice((130, 150, 200, 200))
        return Device(level, dpi, dpi, 0, colour=False)
    if level == "copier":
        dpi = rng.choice((150, 200, 200, 200))
        return Device(level, dpi, dpi, rng.randint(60, 80), colour=rng.random() > GREY_COPIER)
    if level == "sealed" and rng.random() < 0.5:
        return Device(level, 200, 200, rng.randint(62, 82))
    dpi = rng.choice((200, 240, 300))
    return Device(level, dpi, dpi, rng.randint(84, 95))


def scan_sheet(
    sheet: Sheet,
    device: Device,
    stamps: Sequence[Stamp],
    pens: Sequence[Pen],
    rng: random.Random,
    turned: float = TURNED,
) -> ScannedPage:
    """Prints, signs, seals, scans, and lays a share of the pages wrongly."""
    shot = sheet.render(device.sheet_dpi)
    scale = device.sheet_dpi / 72
    for pen in pens:
        if pen.kind == "signature":
            sign(shot.pixels, scale, pen.box, rng)
        else:
            write_date(shot.pixels, scale, pen.box, rng, pen.year)
    for stamp in stamps:
        press_stamp(shot.pixels, scale, stamp, rng)
    shot = see(shot, device, rng)
    shot = turn(shot, rng.choice((90, 180, 270)) if rng.random() < turned else 0)
    jpeg = None
    if device.level != "fax":
        jpeg, pixels = compress(shot.pixels, device.quality)
        shot = shot.with_pixels(pixels)
    return ScannedPage(
        sheet,
        shot,
        jpeg,
        device.dpi,
        device.colour,
        tuple(stamps),
        tuple(pens),
        measure_page(shot, device.dpi),
    )


def see(shot: Shot, device: Device, rng: random.Random) -> Shot:
    if device.level == "copier" or (device.level == "sealed" and device.quality < 84):
        return copy_office(shot, rng, colour=device.colour)
    ways: dict[str, Callable[[Shot, random.Random], Shot]] = {
        "clean": scan_clean,
        "sealed": scan_clean,
        "telephone": photograph,
        "old-telephone": photograph_badly,
        "fax": send_fax,
    }
    seen = ways[device.level](shot, rng)
    if device.level == "old-telephone" and rng.random() < 0.3:
        # Sent on by a chat program, which makes pictures smaller.
        return resize(seen, rng.uniform(0.8, 0.95))
    return seen


def measure_page(shot: Shot, dpi: float) -> tuple[float, float]:
    """In points. A photograph has no size: programs that make PDFs of it give it the width of A4."""
    scale = 72 / dpi if dpi else A4_SHORT / min(shot.width, shot.height)
    return round(shot.width * scale, 2), round(shot.height * scale, 2)


def place_box(page: ScannedPage, box: Box) -> Box:
    """Where a box of the sheet lies on the page as handed in, in its points, kept within the page."""
    across, down = page.size[0] / page.shot.width, page.size[1] / page.shot.height
    x0, y0, x1, y1 = page.shot.find_box(box)
    low = max(0.0, x0 * across), max(0.0, y0 * down)
    high = min(page.size[0], x1 * across), min(page.size[1], y1 * down)
    return round(low[0], 1), round(low[1], 1), round(high[0], 1), round(high[1], 1)


def find_places(page: ScannedPage, source: str, number: int) -> list[Place]:
    return [
        Place(spot.field, source, number, place_box(page, spot.box), *page.size)
        for spot in page.sheet.spots
        if spot.role == "value"
    ]


def find_writings(page: ScannedPage, source: str, number: int) -> list[Writing]:
    return [Writing(pen.kind, source, number, place_box(page, pen.box)) for pen in page.pens]


def find_seals(page: ScannedPage, source: str, number: int) -> list[SealTruth]:
    """Those of which anything is to be seen on the page."""
    seals = []
    for stamp in page.stamps:
        box = place_box(page, stamp.box)
        if box[0] < box[2] and box[1] < box[3]:
            alone = not any(crosses(stamp.box, other.box) for other in page.stamps if other is not stamp)
            pressing = "lost" if page.jpeg is None and is_lost(page, stamp) else stamp.pressing
            design = stamp.design
            certain = pressing == "whole" and page.colour and alone and design.kind != "chop"
            seals.append(
                SealTruth(design.owner, design.name, source, number, box, certain, design.kind, pressing)
            )
    return seals


def is_lost(page: ScannedPage, stamp: Stamp) -> bool:
    """Of its ring hardly a point is black. Asked of pages in black and white only."""
    if page.colour:
        return False
    angles = np.linspace(0, 2 * np.pi, 180)
    inside = stamp.design.border / 2
    reach_x = (stamp.design.across / 2 - inside) * POINTS_A_MM
    reach_y = (stamp.design.high / 2 - inside) * POINTS_A_MM
    x, y = reach_x * np.cos(angles), reach_y * np.sin(angles)
    lean = np.radians(stamp.degrees)
    ring = np.stack([x * np.cos(lean) - y * np.sin(lean), x * np.sin(lean) + y * np.cos(lean)], axis=1)
    seen = np.round(page.shot.trace(np.add(ring, (stamp.x, stamp.y)))).astype(int)
    within = (seen >= 1).all(axis=1) & (seen < (page.shot.width - 1, page.shot.height - 1)).all(axis=1)
    dark = [page.shot.pixels[b - 1 : b + 2, a - 1 : a + 2, 0].min() < 128 for a, b in seen[within]]
    return not dark or float(np.mean(dark)) < LOST_RING


def crosses(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
