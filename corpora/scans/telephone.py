"""A sheet on a desk, photographed with a telephone in the hand; and with an old one, over a bent page."""

import random
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from corpora.scans.light import Dice, Field, add_noise, blur, dim, set_tones, shake, soft_field
from corpora.scans.press import spread_noise
from corpora.scans.shot import Shot, as_image, bend, warp
from extract.scan.pictures import Image

DESKS = (
    (122, 84, 52),
    (168, 128, 88),
    (92, 60, 40),
    (196, 192, 186),
    (70, 74, 80),
    (150, 154, 150),
    (58, 92, 84),
)


@dataclass(frozen=True, slots=True)
class Hold:
    """How the telephone is held: degrees of tilt and roll, how much of the frame the sheet takes, and the
    width of the picture in pixels."""

    tilt: float
    roll: float
    fill: float
    width: int
    ratio: float


def photograph(shot: Shot, rng: random.Random) -> Shot:
    """A telephone of today, with care."""
    dice = np.random.default_rng(rng.getrandbits(64))
    fill = rng.choice((rng.uniform(0.82, 0.96), rng.uniform(0.97, 1.0)))
    hold = Hold(rng.uniform(1.5, 6), rng.uniform(-2.5, 2.5), fill, rng.choice((1800, 2000, 2300)), 4 / 3)
    shot = shot.with_pixels(set_tones(shot.pixels, rng.uniform(18, 45), (255, 255, 255)))
    if rng.random() < 0.4:
        shot = bend(shot, rng.uniform(-0.006, 0.006), 0)
    shot = frame(shot, hold, rng, dice)
    pixels = dim(shot.pixels, light_up(dice, rng, darkest=0.55))
    pixels = blur(pixels, rng.uniform(0.5, 1.05))
    if rng.random() < 0.3:
        pixels = shake(pixels, rng.uniform(2, 4), rng.uniform(0, 180))
    return shot.with_pixels(add_noise(pixels, dice, rng.uniform(1.5, 4), rng.uniform(1, 3)))


def photograph_badly(shot: Shot, rng: random.Random) -> Shot:
    """An old telephone: few pixels (some 130 to 160 an inch of paper), askew, a page that will not lie
    flat, poor light."""
    dice = np.random.default_rng(rng.getrandbits(64))
    rise = rng.choice((-1, 1)) * rng.uniform(0.012, 0.04)
    shot = shot.with_pixels(set_tones(shot.pixels, rng.uniform(30, 60), (250, 248, 240)))
    shot = bend(shot, rise, rng.uniform(0.01, 0.05))
    fill = rng.uniform(0.86, 0.98)
    hold = Hold(rng.uniform(2, 6), rng.uniform(-5, 5), fill, rng.choice((1450, 1550, 1700)), 4 / 3)
    shot = frame(shot, hold, rng, dice)
    pixels = dim(shot.pixels, light_up(dice, rng, darkest=0.45))
    pixels = blur(pixels, rng.uniform(0.6, 0.95))
    if rng.random() < 0.4:
        pixels = shake(pixels, rng.uniform(2, 3.2), rng.uniform(0, 180))
    return shot.with_pixels(add_noise(pixels, dice, rng.uniform(4, 8), rng.uniform(2, 5)))


def frame(shot: Shot, hold: Hold, rng: random.Random, dice: Dice) -> Shot:
    """The sheet as the lens sees it, on a desk or on other papers."""
    size = (hold.width, round(hold.width * hold.ratio))
    matrix = aim(shot, hold, size, rng)
    seen = warp(shot, matrix, size, paper=0)
    mask = np.full((shot.height, shot.width), 255, np.uint8)
    inside = cv2.warpPerspective(mask, matrix, size, flags=cv2.INTER_LINEAR)
    small = cv2.resize(inside, (size[0] // 8, size[1] // 8), interpolation=cv2.INTER_AREA)
    shadow = cv2.GaussianBlur(small, (0, 0), size[0] * 0.012 / 8)
    desk = make_desk((size[1], size[0]), dice, rng)
    # The sheet throws a narrow shadow on the desk.
    desk = dim(desk, np.asarray(1 - 0.45 * shadow.astype(np.float32) / 255, np.float32))
    desk = dim(desk, np.asarray(1 - inside.astype(np.float32) / 255, np.float32))
    return seen.with_pixels(as_image(cv2.add(seen.pixels, desk)))


def aim(shot: Shot, hold: Hold, size: tuple[int, int], rng: random.Random) -> NDArray[np.float64]:
    """The projective matrix of a camera above the middle of the sheet, tilted in some direction."""
    towards = rng.uniform(0, 2 * np.pi)
    pitch, yaw = np.radians(hold.tilt) * np.sin(towards), np.radians(hold.tilt) * np.cos(towards)
    roll = np.radians(hold.roll)
    tilt_x = np.array([[1, 0, 0], [0, np.cos(pitch), -np.sin(pitch)], [0, np.sin(pitch), np.cos(pitch)]])
    tilt_y = np.array([[np.cos(yaw), 0, np.sin(yaw)], [0, 1, 0], [-np.sin(yaw), 0, np.cos(yaw)]])
    flat = np.array([[np.cos(roll), -np.sin(roll), 0], [np.sin(roll), np.cos(roll), 0], [0, 0, 1]])
    turned = tilt_x @ tilt_y @ flat
    # The sheet lies in the plane z = 0, its height is 1; a telephone's lens sees about as far as it is high.
    place = np.diag([1 / shot.height, 1 / shot.height, 1]) @ np.array(
        [[1, 0, -shot.width / 2], [0, 1, -shot.height / 2], [0, 0, 1]]
    )
    view = np.column_stack([turned[:, 0], turned[:, 1], [0, 0, 1.15]]) @ place
    return fit(view, shot, hold, size, rng)


def fit(
    view: NDArray[np.float64], shot: Shot, hold: Hold, size: tuple[int, int], rng: random.Random
) -> NDArray[np.float64]:
    """Scaled and moved so that the sheet fills its share of the frame."""
    corners = np.array([[0, 0], [shot.width, 0], [shot.width, shot.height], [0, shot.height]], np.float64)
    seen = np.column_stack([corners, np.ones(4)]) @ view.T
    seen = seen[:, :2] / seen[:, 2:]
    low, high = seen.min(axis=0), seen.max(axis=0)
    scale = hold.fill * min(size[0] / (high[0] - low[0]), size[1] / (high[1] - low[1]))
    spare = np.array(size) - scale * (high - low)
    offset = spare * np.array([rng.uniform(0.3, 0.7), rng.uniform(0.3, 0.7)]) - scale * low
    return np.array([[scale, 0, offset[0]], [0, scale, offset[1]], [0, 0, 1]]) @ view


def make_desk(shape: tuple[int, int], dice: Dice, rng: random.Random) -> Image:
    """Wood, stone or cloth, with a grain; at times the corner of another paper."""
    tone = np.array(rng.choice(DESKS), np.float32) * rng.uniform(0.7, 1.1)
    height, width = shape
    grain = cv2.resize(
        spread_noise(dice, (width // 4, 40), 90), (width, height), interpolation=cv2.INTER_LINEAR
    )
    blotches = cv2.resize(spread_noise(dice, (60, 45), 6), (width, height), interpolation=cv2.INTER_LINEAR)
    pattern = 0.8 + 0.22 * grain + 0.18 * blotches
    desk = as_image(np.clip(pattern[:, :, None] * tone, 0, 255))
    if rng.random() < 0.3:
        side = rng.choice((-0.2, 0.75))
        corners = np.array([[side, -0.1], [side + 0.45, -0.05], [side + 0.5, 0.5], [side + 0.02, 0.55]])
        cv2.fillPoly(desk, [(corners * (width, height)).astype(np.int32)], (206, 204, 198))
    return desk


def light_up(dice: Dice, rng: random.Random, darkest: float) -> Field:
    """A lamp or a window at one side, warm or cold; dark corners; the shadow of the hand that holds it."""
    across, down = np.meshgrid(np.linspace(-1, 1, 90), np.linspace(-1, 1, 120))
    angle, slope = rng.uniform(0, 2 * np.pi), rng.uniform(0.05, (1 - darkest) / 2)
    light = 0.95 - slope * (1 + across * np.cos(angle) + down * np.sin(angle))
    light -= rng.uniform(0.02, 0.1) * (across**2 + down**2) / 2
    light += soft_field(dice, -0.04, 0.04, 4, (120, 90))
    if rng.random() < 0.5:
        light *= cast_shadow(across, down, rng)
    warm = rng.uniform(-0.06, 0.06)
    colours = np.array([1 + warm, 1.0, 1 - 1.4 * warm])
    shaded = np.clip(light, darkest * 0.75, 1)[:, :, None] * colours
    return np.asarray(shaded / max(1.0, float(shaded.max())), np.float32)


def cast_shadow(
    across: NDArray[np.float64], down: NDArray[np.float64], rng: random.Random
) -> NDArray[np.float64]:
    """A dark lobe that reaches in from a side."""
    angle = rng.uniform(0, 2 * np.pi)
    x, y = across - 1.1 * np.cos(angle), down - 1.1 * np.sin(angle)
    along = x * np.cos(angle) + y * np.sin(angle)
    beside = -x * np.sin(angle) + y * np.cos(angle)
    distance = (along / rng.uniform(0.5, 1.0)) ** 2 + (beside / rng.uniform(0.35, 0.8)) ** 2
    edge = rng.uniform(3, 9)
    shadow = rng.uniform(0.15, 0.38) / (1 + np.exp(edge * (distance - 1)))
    return np.asarray(1 - shadow)
