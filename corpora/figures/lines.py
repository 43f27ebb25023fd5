"""Pictures of single lines: printed in many faces, with what stands around them and what a pen did."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
from PIL import Image as Pillow
from PIL import ImageDraw, ImageFont

from corpora.figures.pens import EM, Ink, Span, draw_on, draw_stroke
from corpora.figures.texts import label_of, make_text, words
from extract.scan.pictures import Image

Face = tuple[Path, int]


@dataclass(frozen=True, slots=True)
class Faces:
    """Fonts with Chinese characters, and fonts with figures alone, each with its place in its file."""

    chinese: Sequence[Face]
    western: Sequence[Face]


def find_faces(folder: Path = Path("/usr/share/fonts")) -> Faces:
    chinese: list[Face] = []
    western: list[Face] = []
    for path in sorted(folder.rglob("*.[to]t[fc]")):
        for index in range(4 if path.suffix == ".ttc" else 1):
            try:
                face = ImageFont.truetype(str(path), 24, index=index)
            except OSError:
                break
            if "Symbol" in str(path) or "opens" in path.name or "Math" in path.name:
                continue
            if bytes(face.getmask("2")) == bytes(face.getmask("3")):
                continue
            (chinese if _has_chinese(face) else western).append((path, index))
    return Faces(chinese, western)


def _has_chinese(face: ImageFont.FreeTypeFont) -> bool:
    """Do two characters look different, and not like one that no font has."""
    return len({bytes(face.getmask(sign)) for sign in "国企\ue83a"}) == 3


@lru_cache(maxsize=400)
def _face(path: Path, index: int, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(path), size, index=index)


def draw_line(rng: random.Random, faces: Faces) -> tuple[Ink, list[str]]:
    """The ink of a line in its surroundings, and the labels of its characters from left to right."""
    text = make_text(rng)
    ink, boxes, base = _print(text, rng, faces)
    labels = ["" if character.isspace() else label_of(character) for character in text]
    ink = _wear_print(ink, rng, boxes)
    if rng.random() < 0.6:
        top = max(0, round(base - EM * rng.uniform(0.78, 1.3)))
        bottom = min(ink.shape[0], round(base + EM * rng.uniform(0.04, 0.5)))
        ink, base = ink[top:bottom].copy(), base - top
    ink = _surround(ink, rng, faces, base)
    if rng.random() < 0.3:
        ink, labels = draw_on(ink, rng, boxes, labels, base)
    return ink, [label for label in labels if label]


def _print(text: str, rng: random.Random, faces: Faces) -> tuple[Ink, list[Span], int]:
    """The ink of a text with paper around, from where to where each character goes, and its base line."""
    chinese = _face(*rng.choice(faces.chinese), EM)
    western = chinese
    if rng.random() < 0.55:
        western = _face(*rng.choice(faces.western), rng.choice((EM, EM, EM - 3, EM + 4)))
    tracking = rng.choices((0.0, rng.uniform(-1.5, 3), rng.uniform(3, 22)), (5, 4, 1))[0]
    left, right = (round(EM * rng.choice((rng.uniform(0.05, 0.3), rng.uniform(0.1, 2)))) for _ in "lr")
    above, below = (round(EM * rng.uniform(0.1, 0.7)) for _ in "ab")
    advance = [max(3.0, (western if c.isascii() else chinese).getlength(c) + tracking) for c in text]
    sheet = Pillow.new("L", (round(left + sum(advance) + right), EM + above + below + 12), 0)
    pen, x, base = ImageDraw.Draw(sheet), float(left), above + round(0.86 * EM)
    boxes = []
    for character, step in zip(text, advance, strict=True):
        pen.text((x, base), character, 255, western if character.isascii() else chinese, anchor="ls")
        boxes.append((x, x + step))
        x += step
    return (np.asarray(sheet, np.float32) / np.float32(255)).astype(np.float32), boxes, base


def _wear_print(ink: Ink, rng: random.Random, boxes: Sequence[tuple[float, float]]) -> Ink:
    """Thicker or thinner, narrower or leaning, single characters pale."""
    way = rng.random()
    if way < 0.15:
        ink = np.asarray(cv2.dilate(ink, np.ones((rng.choice((2, 3)),) * 2)), np.float32)
    elif way < 0.3:
        ink = np.asarray(cv2.erode(ink, np.ones((2, rng.choice((1, 2))))), np.float32)
    ink = ink * rng.choice((1.0, 1.0, rng.uniform(0.5, 1.0)))
    if rng.random() < 0.08 and boxes:
        start, end = rng.choice(boxes)
        ink[:, round(start) : round(end)] *= rng.uniform(0.3, 0.7)
    if rng.random() < 0.1:
        thin = cv2.GaussianBlur(_noise(rng, ink.shape), (0, 0), rng.uniform(2, 9))
        ink = ink * np.clip(
            0.5 + thin / max(1e-6, float(thin.std())) * rng.uniform(0.1, 0.5) + rng.uniform(0.1, 0.5), 0, 1
        )
    return np.asarray(ink, np.float32)


def _noise(rng: random.Random, shape: tuple[int, ...]) -> Ink:
    return np.random.default_rng(rng.getrandbits(32)).standard_normal(shape, np.float32)


def _surround(ink: Ink, rng: random.Random, faces: Faces, base: int) -> Ink:
    """Rules at the edges, an underline, the next lines' ink, an arc of a seal, dirt."""
    high, wide = ink.shape
    if rng.random() < 0.25:
        x = rng.choice((rng.uniform(0, 0.12 * EM), wide - 1 - rng.uniform(0, 0.12 * EM)))
        draw_stroke(ink, [(x, 0), (x + rng.uniform(-3, 3), high)], rng.uniform(1.5, 5), rng.uniform(0.4, 1))
    if rng.random() < 0.25:
        y = rng.choice((rng.uniform(0, 0.08 * EM), high - 1 - rng.uniform(0, 0.08 * EM)))
        draw_stroke(ink, [(0, y), (wide, y + rng.uniform(-3, 3))], rng.uniform(1.5, 5), rng.uniform(0.4, 1))
    if rng.random() < 0.08 and high - base > 8:
        y = base + rng.uniform(5, 9)
        draw_stroke(
            ink, [(rng.uniform(0, 0.2) * wide, y), (rng.uniform(0.8, 1) * wide, y)], rng.uniform(1.5, 3.5), 1
        )
    if rng.random() < 0.2:
        _lines_beside(ink, rng, faces, base)
    if rng.random() < 0.15:
        _arc(ink, rng)
    for _ in range(rng.choice((0, 0, 0, 0, 1, 2, 5))):
        centre = rng.uniform(0, wide), rng.uniform(0, high)
        cv2.circle(
            ink, (round(centre[0]), round(centre[1])), rng.choice((1, 1, 2, 3)), rng.uniform(0.4, 1), -1
        )
    return ink


def _lines_beside(ink: Ink, rng: random.Random, faces: Faces, base: int) -> None:
    """What is seen of the line above or below."""
    face = _face(*faces.chinese[0], EM)
    sheet = Pillow.new("L", (ink.shape[1], ink.shape[0]), 0)
    pen = ImageDraw.Draw(sheet)
    text = words(rng, 1 + ink.shape[1] // EM)
    if rng.random() < 0.5:
        pen.text(
            (0, max(0, base - 0.86 * EM) * rng.uniform(0.1, 0.6) - 0.1 * EM), text, 255, face, anchor="ls"
        )
    else:
        pen.text(
            (0, ink.shape[0] - (ink.shape[0] - base) * rng.uniform(0.05, 0.5) + 0.8 * EM),
            text,
            255,
            face,
            anchor="ls",
        )
    np.maximum(ink, np.asarray(sheet, np.float32) / 255, out=ink)


def _arc(ink: Ink, rng: random.Random) -> None:
    """The ring of a seal, its words, or what is left of them where red was taken out: paler or darker."""
    high, wide = ink.shape
    mask = np.zeros_like(ink)
    radius = rng.uniform(2.5, 6) * EM
    centre = rng.uniform(-0.2, 1.2) * wide, rng.choice((-1, 1)) * radius * rng.uniform(0.3, 1.05) + high / 2
    cv2.circle(mask, (round(centre[0]), round(centre[1])), round(radius), 1, rng.choice((3, 5, 8, 12)))
    mask = np.asarray(cv2.GaussianBlur(mask, (0, 0), 1.5), np.float32)
    mask *= np.clip(0.7 + cv2.GaussianBlur(_noise(rng, ink.shape), (0, 0), 2) * 2, 0, 1)
    if rng.random() < 0.5:
        ink *= 1 - rng.uniform(0.2, 0.75) * mask
    else:
        np.maximum(ink, mask * rng.uniform(0.1, 0.5), out=ink)


def as_picture(ink: Ink, rng: random.Random) -> Image:
    paper, black = rng.uniform(215, 255), rng.uniform(0, 90)
    return np.asarray(np.clip(paper - ink * (paper - black), 0, 255), np.uint8)
