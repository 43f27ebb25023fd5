"""The figures of a line read by a small reader of their own, which knows nothing but figures.

It was taught on worn lines (`corpora.figures`), has another alphabet and another eye than the recogniser, and
so errs elsewhere. Besides the figures it says where something was drawn over them.
"""

import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.scan.pictures import Image

SIGNS = "0123456789.,%-():/+"
OTHER, SPOILT = "□", "✗"
"""Any sign that is no part of a number, and figures that a pen was at."""
ALPHABET = ("", *SIGNS, OTHER, SPOILT)
HEIGHT = 32
"""Of the lines as the reader sees them, in pixels."""

OTHER_FIGURES = "数字换一种方法读出来不一样，请对照原件"

_BATCH, _WIDEST = 16, 1600
_HEARD = 0.55
"""How sure the reader must be of all its figures to speak against another reading."""
_LEAST_CONTRAST = 40.0
_NUMBER = re.compile(r"(?:(?<![\d✗])-)?[\d✗](?:[\d✗.,]*[\d✗])?%?")


@dataclass(frozen=True, slots=True)
class Figures:
    """What was read, other signs as `OTHER`; the probability of the least certain of its figures."""

    text: str
    certainty: float

    @property
    def numbers(self) -> tuple[str, ...]:
        return numbers_of(self.text)


def contradicts(figures: Figures, text: str) -> bool:
    """Does the reader see other numbers than a text has. Where it sees none at all it says nothing."""
    numbers = figures.numbers
    return bool(numbers) and figures.certainty >= _HEARD and numbers != numbers_of(text)


def confirms(figures: Figures, text: str) -> bool:
    """Does the reader see the very numbers of a text."""
    return figures.certainty >= _HEARD and figures.numbers == numbers_of(text)


def numbers_of(text: str) -> tuple[str, ...]:
    """The numbers in a text, each as it is written, signs of both widths as one."""
    plain = unicodedata.normalize("NFKC", text).translate(_ALIKE)
    return tuple(_NUMBER.findall("".join(plain.split())))


_ALIKE = str.maketrans({"—": "-", "–": "-", "−": "-", "一": "-", "、": OTHER})


def read_figures(lines: Sequence[Image]) -> list[Figures]:
    """What the reader sees in each of the grey pictures of single lines."""
    shown = [as_input(line) for line in lines]
    found = [Figures("", 0.0)] * len(lines)
    order = sorted(range(len(lines)), key=lambda n: shown[n].shape[1])
    for start in range(0, len(order), _BATCH):
        batch = order[start : start + _BATCH]
        widest = -(-shown[batch[-1]].shape[1] // 8) * 8
        pile = np.zeros((len(batch), 1, HEIGHT, widest), np.float32)
        for row, n in enumerate(batch):
            pile[row, 0, :, : shown[n].shape[1]] = shown[n]
        (scores,) = _reader().run(None, {"lines": pile})
        for row, n in enumerate(batch):
            found[n] = _parse(np.exp(scores[row]))
    return found


def as_input(line: Image) -> NDArray[np.float32]:
    """A grey picture of a line at the reader's height, paper 0 and ink near 1."""
    width = min(_WIDEST, max(8, round(line.shape[1] * HEIGHT / line.shape[0])))
    way = cv2.INTER_AREA if line.shape[0] > HEIGHT else cv2.INTER_LINEAR
    small = cv2.resize(line, (width, HEIGHT), interpolation=way).astype(np.float32)
    ink, paper = np.percentile(small, (1, 80))
    return np.asarray(
        np.clip((paper - small) / max(_LEAST_CONTRAST, float(paper - ink)), -0.5, 1.5), np.float32
    )


def _parse(scores: Any) -> Figures:
    signs = list(_signs(scores))
    certainty = min((probability for sign, probability in signs if sign != OTHER), default=1.0)
    return Figures("".join(sign for sign, _ in signs), certainty)


def _signs(scores: Any) -> Iterator[tuple[str, float]]:
    """The likeliest sign of each run of steps, at its surest step."""
    best = scores.argmax(axis=1)
    edges = np.flatnonzero(np.diff(best, prepend=-1, append=-1))
    for start, end in pairwise(edges):
        if best[start]:
            yield ALPHABET[best[start]], float(scores[start:end, best[start]].max())


@lru_cache(maxsize=1)
def _reader() -> Any:
    """With one thread: several processes share the machine. Loaded once a process."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return InferenceSession(files("extract.scan").joinpath("figures.onnx").read_bytes(), options)
