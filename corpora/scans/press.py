"""Pressing a seal onto a sheet: turned, patchy, faint, in one of the reds of seal paste."""

import random
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from corpora.scans.seals import CUT_PIXELS_A_MM, Design, Ink, cut_seal
from corpora.scans.truth import Pressing
from dossier.evidence import Box
from extract.scan.pictures import Image

POINTS_A_MM = 72 / 25.4
REDS = (
    (214, 36, 40),
    (200, 30, 46),
    (226, 54, 44),
    (188, 24, 52),
    (222, 44, 70),
    (205, 52, 36),
    (232, 70, 66),
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A seal at its place: the middle in points from the top left of the sheet, degrees clockwise."""

    design: Design
    x: float
    y: float
    degrees: float
    pressing: Pressing = "whole"

    @property
    def box(self) -> Box:
        """On the sheet, in points; of what was cut off, only what is beside the sheet counts too."""
        angle = np.radians(self.degrees)
        wide, high = self.design.across / 2 * POINTS_A_MM, self.design.high / 2 * POINTS_A_MM
        reach_x = float(np.hypot(wide * np.cos(angle), high * np.sin(angle)))
        reach_y = float(np.hypot(wide * np.sin(angle), high * np.cos(angle)))
        return self.x - reach_x, self.y - reach_y, self.x + reach_x, self.y + reach_y


def press_stamp(pixels: Image, scale: float, stamp: Stamp, rng: random.Random) -> None:
    """Adds the ink of a seal to the sheet, in place. `scale` is pixels a point."""
    x0, y0, x1, y1 = (round(edge * scale) for edge in stamp.box)
    height, width = pixels.shape[:2]
    size = (x1 - x0 + 2, y1 - y0 + 2)
    ink = wear(turn_ink(stamp, scale, size), stamp.pressing, scale, rng)
    left, top = max(0, -x0), max(0, -y0)
    right, bottom = min(size[0], width - x0), min(size[1], height - y0)
    if right <= left or bottom <= top:
        return
    part = pixels[y0 + top : y0 + bottom, x0 + left : x0 + right]
    part[:] = soak(part, ink[top:bottom, left:right], rng.choice(REDS), rng)


def turn_ink(stamp: Stamp, scale: float, size: tuple[int, int]) -> Ink:
    cut = cut_seal(stamp.design)
    factor = scale * POINTS_A_MM / CUT_PIXELS_A_MM
    # Shrunk first, by averaging: a turn alone would only pick single points of the large picture.
    small = cv2.resize(cut, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    middle = (small.shape[1] / 2, small.shape[0] / 2)
    matrix = cv2.getRotationMatrix2D(middle, -stamp.degrees, 1)
    matrix[:, 2] += (size[0] / 2 - middle[0], size[1] / 2 - middle[1])
    return np.asarray(cv2.warpAffine(small, matrix, size, flags=cv2.INTER_LINEAR), np.float32)


def wear(ink: Ink, pressing: Pressing, scale: float, rng: random.Random) -> Ink:
    """Uneven pressure, dry patches, the grain of the paper."""
    dice = np.random.default_rng(rng.getrandbits(64))
    height, width = ink.shape
    strength = rng.uniform(0.22, 0.4) if pressing == "faint" else rng.uniform(0.68, 0.97)
    blotches = spread_noise(dice, (height, width), rng.randint(4, 9))
    depth = rng.uniform(0.35, 0.8) if pressing == "faint" else rng.uniform(0.08, 0.42)
    # One side is pressed harder than the other.
    angle, slope = rng.uniform(0, 6.28), rng.uniform(0, 0.3)
    across, down = np.meshgrid(np.linspace(-1, 1, width), np.linspace(-1, 1, height))
    tilt = 1 + slope * (across * np.cos(angle) + down * np.sin(angle))
    grain = spread_noise(dice, (height, width), max(8, round(height / max(1.2, scale * 0.55))))
    holes = np.clip((grain - rng.uniform(0.1, 0.3)) * 4, 0, 1)
    worn = ink * strength * tilt * (1 - depth * blotches) * (0.55 + 0.45 * holes)
    # Paste runs a little into the fibres.
    return np.asarray(cv2.GaussianBlur(np.clip(worn, 0, 1), (0, 0), max(0.3, 0.16 * scale)), np.float32)


def spread_noise(dice: np.random.Generator, shape: tuple[int, int], cells: int) -> NDArray[np.float32]:
    """Soft noise from 0 to 1, about `cells` blotches to the height."""
    across = max(2, round(cells * shape[1] / shape[0]))
    small = dice.random((max(2, cells), across), dtype=np.float32)
    large = cv2.resize(small, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC)
    return np.asarray(np.clip(large, 0, 1), np.float32)


def soak(part: Image, ink: Ink, colour: tuple[int, int, int], rng: random.Random) -> Image:
    """Ink lets through what is under it: the sheet is multiplied by its colour."""
    swing = [min(255, max(0, tone + rng.randint(-10, 10))) for tone in colour]
    through = 1 - ink[:, :, None] * (1 - np.array(swing, np.float32) / 255)
    return np.asarray(np.clip(part * through, 0, 255), np.uint8)
