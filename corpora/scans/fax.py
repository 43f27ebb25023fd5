"""A page sent by fax: one bit a point, what is pale is lost, what is red is black, lines are torn."""

import random

import cv2
import numpy as np
from PIL import Image as Pillow
from PIL import ImageDraw

from corpora.scans.light import Dice, add_specks, blur, dim, soft_field
from corpora.scans.scanner import lay_on_glass
from corpora.scans.seals import SANS, load_font
from corpora.scans.shot import Shot, as_image
from extract.scan.pictures import Image


def send_fax(shot: Shot, rng: random.Random) -> Shot:
    """Three equal channels, every point black or white."""
    dice = np.random.default_rng(rng.getrandbits(64))
    shot = lay_on_glass(shot, rng, 1.5, 0.01)
    pixels = blur(shot.pixels, rng.uniform(0.5, 0.9))
    pixels = dim(pixels, soft_field(dice, 0.88, 1.0, 3))
    grey = as_image(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY))
    black = dither(grey, dice, rng) if rng.random() < 0.4 else cut_tones(grey, dice, rng)
    black = tear_lines(drop_points(black, dice, rng), dice, rng)
    pixels = add_specks(np.repeat(black[:, :, None], 3, axis=2), dice, rng.randint(20, 160), 2.2, 0)
    if rng.random() < 0.5:
        pixels = print_header(pixels, rng)
    return shot.with_pixels(as_image(np.where(pixels < 128, 0, 255)))


def cut_tones(grey: Image, dice: Dice, rng: random.Random) -> Image:
    """Darker than a threshold is black; a seal stays or goes as the machine is set."""
    threshold = rng.uniform(150, 195) + dice.standard_normal(grey.shape, dtype=np.float32) * rng.uniform(
        4, 14
    )
    return as_image(np.where(grey < threshold, 0, 255))


def dither(grey: Image, dice: Dice, rng: random.Random) -> Image:
    """The photo setting: half tones as dots, in an ordered screen; text frays."""
    screen = np.array([[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]], np.float32)
    height, width = grey.shape
    tiles = np.tile((screen + 0.5) / 16, (height // 4 + 1, width // 4 + 1))[:height, :width]
    sharp = cv2.addWeighted(grey, 1.8, cv2.GaussianBlur(grey, (0, 0), 1.5), -0.8, 0)
    threshold = 70 + tiles * rng.uniform(110, 165) + dice.standard_normal(grey.shape, dtype=np.float32) * 6
    return as_image(np.where(sharp < threshold, 0, 255))


def drop_points(black: Image, dice: Dice, rng: random.Random) -> Image:
    """Single points lost, and a few added."""
    chance = dice.random(black.shape, dtype=np.float32)
    lost, added = rng.uniform(0.002, 0.012), rng.uniform(0, 0.0006)
    black = np.where(chance < lost, 255, black).astype(np.uint8)
    return as_image(np.where(chance > 1 - added, 0, black))


def tear_lines(black: Image, dice: Dice, rng: random.Random) -> Image:
    """Scan lines that came through white in part, or as the line before."""
    height, width = black.shape
    for _ in range(rng.choice((0, 0, 2, 4, 8))):
        row = int(dice.integers(1, height))
        start = int(dice.integers(0, width // 2))
        end = int(dice.integers(start + 1, width))
        black[row, start:end] = 255 if dice.random() < 0.5 else black[row - 1, start:end]
    return black


def print_header(pixels: Image, rng: random.Random) -> Image:
    """The line that the machine prints above what it received."""
    height, width = pixels.shape[:2]
    page = Pillow.fromarray(pixels)
    hour, day = f"{rng.randint(8, 17):02d}:{rng.randint(0, 59):02d}", rng.randint(1, 28)
    text = (
        f"2021-03-{day:02d} {hour}    FROM: 0340-{rng.randint(2000000, 2999999)}    P.{rng.randint(1, 9):02d}"
    )
    font = load_font(SANS, max(12, round(width / 75)))
    ImageDraw.Draw(page).text((width * 0.05, height * 0.008), text, fill=(0, 0, 0), font=font)
    return as_image(page)
