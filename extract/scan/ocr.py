"""Text found and recognised in pictures by RapidOCR's models, which lie in its package. No network.

The models are asked directly, so that every character comes with its place and how sure it is.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.scan.pictures import Image

Quad = NDArray[np.float32]
"""The corners of a piece of text, 4 x 2, in pixels: top left, top right, bottom right, bottom left."""
Scores = NDArray[np.float32]
"""How likely each sign of the alphabet is at each step along a line; `BLANK` is none."""

_HEIGHT, _STEP = 48, 8
"""The recogniser sees lines 48 pixels high, and says something of every 8 pixels."""
_BATCH, _LONGEST, _WIDEST_BATCH = 6, 2400, 3600
"""So many lines are read together, of at most that width each and that much in all, in pixels: the scores of
a long line are large."""
_NARROWEST = 64
BLANK = 0
_UPSIDE_DOWN = 0.9
_TWO_WIDTHS = frozenset(" \u3000()（）:：,，;；、。[]【】")


@dataclass(frozen=True, slots=True)
class Character:
    """A character with the middle of its place, from 0 to 1 along the line, its probability, and the
    likeliest other character with that of its own."""

    text: str
    middle: float
    probability: float
    rival: str = ""
    rival_probability: float = 0.0


@dataclass(frozen=True, slots=True)
class Reading:
    """What a line was read as; without characters where nothing was seen."""

    characters: tuple[Character, ...] = ()

    @property
    def text(self) -> str:
        return "".join(character.text for character in self.characters)

    @property
    def certainty(self) -> float:
        """The probability of its least certain character; 1 for nothing. Brackets and the like are left
        out: full and half width share what is certain of them."""
        return min((c.probability for c in self.characters if c.text not in _TWO_WIDTHS), default=1.0)


@lru_cache(maxsize=1)
def _models() -> Any:
    """RapidOCR with one thread: several processes share the machine. Loaded once a process."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.log_level": "error",
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def find_text(grey: Image) -> list[Quad]:
    """Where text stands in a grey picture, in the picture's own pixels."""
    found = _models()._load_det_model()(cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR))
    return [] if found.boxes is None else [quad.astype(np.float32) for quad in found.boxes]


def is_upside_down(lines: Sequence[Image]) -> list[bool | None]:
    """For each grey line of text, whether it stands on its head; None where it does not show."""
    if not lines:
        return []
    found = _models()._load_cls_model()([cv2.cvtColor(line, cv2.COLOR_GRAY2BGR) for line in lines])
    return ["180" in label if score > _UPSIDE_DOWN else None for label, score in found.cls_res]


def read_lines(lines: Sequence[Image]) -> list[Reading]:
    """What stands in each of the grey pictures of single lines."""
    readings = [Reading()] * len(lines)
    for n, scores, share in score_lines(lines):
        readings[n] = parse_scores(scores, share)
    return readings


def score_lines(lines: Sequence[Image]) -> Iterator[tuple[int, Scores, float]]:
    """For each line, in some order, its number, its scores, and how much of their steps it takes. They are
    large: whoever needs but the text asks `read_lines`."""
    widths = [min(_LONGEST, max(8, round(line.shape[1] * _HEIGHT / line.shape[0]))) for line in lines]
    for batch in _batches(widths):
        width = -(-max(_NARROWEST, widths[batch[-1]]) // _STEP) * _STEP
        scores = _models()._load_rec_model().session(_pile(lines, batch, widths, width))
        for row, n in enumerate(batch):
            yield n, scores[row], widths[n] / width


def _batches(widths: Sequence[int]) -> Iterator[list[int]]:
    """Lines of nearly one width together, the narrow ones first."""
    batch: list[int] = []
    for n in sorted(range(len(widths)), key=lambda n: widths[n]):
        if len(batch) == _BATCH or (len(batch) + 1) * widths[n] > _WIDEST_BATCH:
            if batch:
                yield batch
            batch = []
        batch.append(n)
    if batch:
        yield batch


def _pile(lines: Sequence[Image], batch: Sequence[int], widths: Sequence[int], width: int) -> Any:
    """Lines as the model wants them: lines x 3 x 48 x width, from -1 to 1, 0 beside them."""
    pile = np.zeros((len(batch), 3, _HEIGHT, width), dtype=np.float32)
    for row, n in enumerate(batch):
        shrinks = lines[n].shape[0] > _HEIGHT
        way = cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
        line = cv2.resize(lines[n], (widths[n], _HEIGHT), interpolation=way)
        pile[row, :, :, : widths[n]] = line.astype(np.float32) / 127.5 - 1
    return pile


def parse_scores(scores: Scores, share: float) -> Reading:
    """The likeliest characters of a line."""
    return Reading(tuple(_characters(scores, share)))


def _characters(scores: Any, share: float) -> Iterator[Character]:
    """Of each run of one character its surest step; `share` is how much of the width the line takes."""
    names = alphabet()
    best = scores.argmax(axis=1)
    edges = np.flatnonzero(np.diff(best, prepend=-1, append=-1))
    for start, end in pairwise(edges):
        if best[start] == BLANK:
            continue
        surest = start + int(scores[start:end, best[start]].argmax())
        step = scores[surest].copy()
        probability = float(step[best[start]])
        step[[BLANK, best[start]]] = 0.0
        rival = int(step.argmax())
        middle = min(1.0, float((start + end) / 2 / len(best) / share))
        yield Character(names[best[start]], middle, probability, names[rival], float(step[rival]))


@lru_cache(maxsize=1)
def alphabet() -> list[str]:
    """The signs that the recogniser knows, in the order of its scores."""
    return list(_models()._load_rec_model().postprocess_op.character)
