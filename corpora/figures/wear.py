"""How a line comes out of a scanner, a copier, a telephone or a fax machine."""

import random

import cv2
import numpy as np

from corpora.scans.shot import as_image
from extract.scan.pictures import Image


def wear(picture: Image, rng: random.Random, em: float) -> Image:
    """A picture of a line, `em` pixels to the size of its print, leaning, smaller, blurred, noisy, pressed,
    or with one bit a point."""
    dice = np.random.default_rng(rng.getrandbits(32))
    picture = _bend(picture, rng)
    size = rng.choice((rng.uniform(17, 26), rng.uniform(20, 50)))
    scale = size / em
    blurred = cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.25, 0.6) / scale)
    wide, high = (max(8, round(side * scale)) for side in reversed(picture.shape))
    picture = as_image(
        cv2.resize(blurred, (wide, high), interpolation=rng.choice((cv2.INTER_AREA, cv2.INTER_LINEAR)))
    )
    if rng.random() < 0.4:
        picture = as_image(cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.3, 0.045 * size)))
    grey = picture.astype(np.float32) + dice.standard_normal(picture.shape, np.float32) * rng.choice(
        (1, 3, rng.uniform(3, 22))
    )
    if rng.random() < 0.3:
        return _one_bit(grey, rng, dice)
    if rng.random() < 0.3:
        light = cv2.resize(
            dice.uniform(0.75, 1.0, (2, 4)).astype(np.float32), (wide, high), interpolation=cv2.INTER_CUBIC
        )
        grey = grey * light
    shown = np.clip(grey, 0, 255).astype(np.uint8)
    if rng.random() < 0.6:
        _, code = cv2.imencode(".jpg", shown, [cv2.IMWRITE_JPEG_QUALITY, rng.randint(22, 92)])
        shown = as_image(np.asarray(cv2.imdecode(code, cv2.IMREAD_GRAYSCALE)))
    return np.asarray(shown, np.uint8)


def _bend(picture: Image, rng: random.Random) -> Image:
    high, wide = picture.shape
    stretch = rng.choice((1.0, rng.uniform(0.8, 1.15)))
    wide = round(wide / stretch)
    across, down = np.meshgrid(np.arange(wide, dtype=np.float32), np.arange(high, dtype=np.float32))
    lean, slant = rng.gauss(0, 0.008), rng.choice((0.0, rng.gauss(0, 0.05), rng.uniform(0, 0.22)))
    wave = rng.choice((0.0, rng.uniform(0, 2.5))) * np.sin(across / rng.uniform(40, 200) + rng.uniform(0, 6))
    source_x = across * stretch + slant * (down - high / 2)
    source_y = down + lean * (across - wide / 2) + wave
    return np.asarray(
        cv2.remap(
            picture, source_x, source_y.astype(np.float32), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
        ),
        np.uint8,
    )


def _one_bit(grey: np.ndarray, rng: random.Random, dice: np.random.Generator) -> Image:
    """Black and white, with lines lost and points dropped; often shown a little soft again."""
    paper, ink = float(np.percentile(grey, 90)), float(grey.min())
    threshold = ink + (paper - ink) * rng.uniform(0.35, 0.75)
    black = np.where(grey < threshold, 0, 255).astype(np.uint8)
    chance = dice.random(black.shape)
    black[chance < rng.choice((0, 0.003, 0.012))] = 255
    black[chance > 1 - rng.choice((0, 0.0006, 0.004))] = 0
    for _ in range(rng.choice((0, 0, 0, 1))):
        row = rng.randrange(black.shape[0])
        black[row] = 255 if rng.random() < 0.5 else black[max(0, row - 1)]
    if rng.random() < 0.35:
        turn = cv2.getRotationMatrix2D((black.shape[1] / 2, black.shape[0] / 2), rng.gauss(0, 0.4), 1)
        soft = cv2.warpAffine(black, turn, black.shape[::-1], flags=cv2.INTER_LINEAR, borderValue=255)
        return as_image(soft)
    return np.asarray(black, np.uint8)
