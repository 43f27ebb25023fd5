"""What lenses, lamps and sensors do to the colours of a picture, whatever its geometry."""

import io

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow

from corpora.scans.press import spread_noise
from corpora.scans.shot import as_image
from extract.scan.pictures import Image

Dice = np.random.Generator
Field = NDArray[np.float32]


def dim(pixels: Image, light: Field) -> Image:
    """Multiplied by the light that falls there: 1 is full light; a colour's light has three values."""
    if light.ndim == 2:
        light = np.repeat(light[:, :, None], 3, axis=2)
    size = (pixels.shape[1], pixels.shape[0])
    stretched = cv2.resize(light, size, interpolation=cv2.INTER_LINEAR)
    return as_image(cv2.multiply(pixels, stretched, dtype=cv2.CV_8U))


def soft_field(dice: Dice, low: float, high: float, cells: int, shape: tuple[int, int] = (96, 68)) -> Field:
    """A small field of soft blotches between two values, to be stretched over a picture."""
    return np.asarray(low + (high - low) * spread_noise(dice, shape, cells), np.float32)


def add_noise(pixels: Image, dice: Dice, strength: float, colour: float = 0) -> Image:
    """Grey noise of `strength` steps; and of `colour` steps in each colour by itself, coarser."""
    height, width = pixels.shape[:2]
    noise = dice.standard_normal((height, width), dtype=np.float32) * strength
    noisy = pixels.astype(np.float32) + noise[:, :, None]
    if colour:
        coarse = dice.standard_normal((height // 2 + 1, width // 2 + 1, 3), dtype=np.float32) * colour
        noisy += cv2.resize(coarse, (width, height), interpolation=cv2.INTER_LINEAR)
    return as_image(np.clip(noisy, 0, 255))


def blur(pixels: Image, sigma: float) -> Image:
    return as_image(cv2.GaussianBlur(pixels, (0, 0), sigma)) if sigma > 0.2 else pixels


def shake(pixels: Image, length: float, degrees: float) -> Image:
    """Blurred along a line: the hand moved."""
    reach = max(3, round(length) | 1)
    kernel = np.zeros((reach, reach), np.float32)
    kernel[reach // 2] = 1
    matrix = cv2.getRotationMatrix2D((reach / 2 - 0.5, reach / 2 - 0.5), degrees, 1)
    kernel = np.asarray(cv2.warpAffine(kernel, matrix, (reach, reach)), np.float32)
    return as_image(cv2.filter2D(pixels, -1, kernel / kernel.sum()))


def set_tones(pixels: Image, ink: float, paper: tuple[float, float, float]) -> Image:
    """Black becomes the grey `ink`, white the colour `paper`."""
    steps = np.arange(256, dtype=np.float32)[:, None] / 255
    table = np.clip(ink + steps * (np.array(paper, np.float32) - ink), 0, 255).astype(np.uint8)
    return as_image(cv2.LUT(pixels, table[None]))


def make_grey(pixels: Image) -> Image:
    """Still three channels, all alike."""
    return as_image(cv2.cvtColor(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB))


def add_specks(pixels: Image, dice: Dice, count: int, largest: float, tone: int) -> Image:
    """Dirt on the glass and on the drum."""
    height, width = pixels.shape[:2]
    for _ in range(count):
        place = (int(dice.integers(width)), int(dice.integers(height)))
        # Most dirt is tiny.
        radius = max(1, round(float(largest * dice.random() ** 3)))
        shade = int(np.clip(tone + dice.integers(-40, 60), 0, 255))
        cv2.circle(pixels, place, radius, (shade, shade, shade), -1)
    return pixels


def compress(pixels: Image, quality: int) -> tuple[bytes, Image]:
    """As a JPEG: its bytes, and the picture that is left. Grey pictures become grey files."""
    buffer = io.BytesIO()
    picture = Pillow.fromarray(pixels)
    if is_grey(pixels):
        picture = picture.convert("L")
    picture.save(buffer, "JPEG", quality=quality, subsampling=2 if quality < 88 else 0)
    buffer.seek(0)
    return buffer.getvalue(), as_image(Pillow.open(buffer).convert("RGB"))


def is_grey(pixels: Image) -> bool:
    return bool((pixels[:, :, 0] == pixels[:, :, 1]).all() and (pixels[:, :, 1] == pixels[:, :, 2]).all())
