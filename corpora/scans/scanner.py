"""The glass of a scanner and of an office copier."""

import random

import cv2
import numpy as np

from corpora.scans.light import (
    Dice,
    add_noise,
    add_specks,
    blur,
    dim,
    make_grey,
    set_tones,
    soft_field,
)
from corpora.scans.shot import Shot, as_image, warp
from extract.scan.pictures import Image


def lay_on_glass(shot: Shot, rng: random.Random, skew: float, shift: float) -> Shot:
    """Turned by up to `skew` degrees and moved by up to `shift` of the width."""
    degrees = rng.uniform(-skew, skew)
    matrix = np.eye(3)
    matrix[:2] = cv2.getRotationMatrix2D((shot.width / 2, shot.height / 2), degrees, 1)
    matrix[0, 2] += rng.uniform(-shift, shift) * shot.width
    matrix[1, 2] += rng.uniform(-shift, shift) * shot.width
    return warp(shot, matrix, (shot.width, shot.height))


def scan_clean(shot: Shot, rng: random.Random) -> Shot:
    """A good scanner: hardly askew, white paper, a little noise."""
    dice = np.random.default_rng(rng.getrandbits(64))
    shot = lay_on_glass(shot, rng, 0.6, 0.006)
    pixels = blur(shot.pixels, rng.uniform(0.3, 0.7))
    white = rng.uniform(244, 255)
    pixels = set_tones(
        pixels, rng.uniform(12, 45), (white, white - rng.uniform(0, 3), white - rng.uniform(0, 7))
    )
    return shot.with_pixels(add_noise(pixels, dice, rng.uniform(0.8, 2.2)))


def copy_office(shot: Shot, rng: random.Random, *, colour: bool) -> Shot:
    """An office copier that has seen many papers: askew, dirty, grey paper, toner fading in places."""
    dice = np.random.default_rng(rng.getrandbits(64))
    pixels = fade_toner(shot.pixels, dice, rng)
    if rng.random() < 0.2:
        pixels = shine_through(pixels, rng)
    if rng.random() < 0.2:
        pixels = punch_holes(pixels, rng)
    shot = lay_on_glass(shot.with_pixels(pixels), rng, 2.0, 0.012)
    pixels = add_specks(shot.pixels, dice, rng.randint(60, 450), rng.uniform(1.5, 3.2), 50)
    pixels = blur(pixels, rng.uniform(0.5, 1.0))
    white = rng.uniform(226, 250)
    tint = (white, white - rng.uniform(-2, 5), white - rng.uniform(0, 14))
    pixels = set_tones(pixels, rng.uniform(25, 75), tint)
    pixels = dim(pixels, soft_field(dice, rng.uniform(0.86, 0.95), 1.02, rng.randint(2, 5)))
    pixels = draw_edge(pixels, dice, rng)
    pixels = draw_streaks(pixels, dice, rng.choice((0, 0, 1, 2, 3)))
    pixels = add_noise(pixels, dice, rng.uniform(2, 5))
    return shot.with_pixels(pixels if colour else make_grey(pixels))


def shine_through(pixels: Image, rng: random.Random) -> Image:
    """Thin paper, printed on both sides: the back is seen, faintly and mirrored."""
    back = cv2.GaussianBlur(cv2.flip(pixels, 1), (0, 0), 2)
    strength = rng.uniform(0.04, 0.1)
    paper = np.full_like(back, 255)
    faint = cv2.addWeighted(back, strength, paper, 1 - strength, 0)
    return as_image(cv2.multiply(pixels, faint, scale=1 / 255))


def punch_holes(pixels: Image, rng: random.Random) -> Image:
    """Where the paper hung in a folder: the dark lid shows through."""
    height, width = pixels.shape[:2]
    millimetre = width / 210
    x, middle = round(11 * millimetre), height / 2 + rng.uniform(-6, 6) * millimetre
    shade = rng.randint(30, 110)
    for offset in (-40, 40):
        place = (x, round(middle + offset * millimetre))
        cv2.circle(pixels, place, round(2.8 * millimetre), (shade, shade, shade), -1, cv2.LINE_AA)
    return pixels


def fade_toner(pixels: Image, dice: Dice, rng: random.Random) -> Image:
    """In places the ink is greyer, and grainy."""
    height, width = pixels.shape[:2]
    weak = soft_field(dice, -0.35, rng.uniform(0.2, 0.6), rng.randint(2, 6))
    lost = np.clip(cv2.resize(weak, (width, height), interpolation=cv2.INTER_LINEAR), 0, 1)
    grain = dice.random((height, width), dtype=np.float32)
    lost = np.clip(lost + (grain - 0.5) * 0.35 * (lost > 0.02), 0, 0.75)
    return as_image(255 - (255 - pixels.astype(np.float32)) * (1 - lost[:, :, None]))


def draw_edge(pixels: Image, dice: Dice, rng: random.Random) -> Image:
    """The lid's shadow along one side, at times the black beyond the paper."""
    side = rng.choice(("none", "left", "right", "top", "bottom"))
    if side == "none":
        return pixels
    height, width = pixels.shape[:2]
    reach = round(rng.uniform(0.004, 0.02) * width)
    dark = rng.uniform(0.15, 0.75)
    along = width if side in ("left", "right") else height
    fall = dark * np.exp(-np.arange(along, dtype=np.float32) / reach)
    light = np.asarray(1 - (fall if side in ("left", "top") else fall[::-1]), np.float32)
    field = light[None, :] if side in ("left", "right") else light[:, None]
    return dim(pixels, np.ascontiguousarray(np.broadcast_to(field, (height, width))))


def draw_streaks(pixels: Image, dice: Dice, count: int) -> Image:
    """Lines down the page from a scratch on the drum: grey, thin, with gaps."""
    height, width = pixels.shape[:2]
    for _ in range(count):
        x, wide = int(dice.integers(width - 3)), int(dice.integers(1, 3))
        start, end = sorted(int(place) for place in dice.integers(0, height, 2))
        keep = dice.random((end - start, 1, 1), dtype=np.float32) < 0.8
        strip = pixels[start:end, x : x + wide]
        strip[:] = np.where(keep, (strip * float(dice.uniform(0.6, 0.9))).astype(np.uint8), strip)
    return pixels
