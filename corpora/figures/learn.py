"""The reader of figures, taught anew: `make learn-figures` writes `extract/scan/figures.onnx`.

It needs torch, which nothing else does, and goes on for the minutes it is given; the reader that is kept was
taught for 77 minutes on two processors. It learns the better the more fonts the machine has.
"""

import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import torch
import typer
from numpy.typing import NDArray
from torch import nn
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from corpora.figures.lines import Faces, as_picture, draw_line, find_faces
from corpora.figures.pens import EM
from corpora.figures.wear import wear
from extract.scan import figures
from extract.scan.figures import ALPHABET, HEIGHT, as_input

Sample = tuple[NDArray[np.float32], list[int]]
"""A line, 32 x width, and the places of its labels in the alphabet."""

_POOL, _BATCH, _WIDEST = 512, 32, 560
_RATE, _WARMING = 2e-3, 200
_TOLD = 100
"""After how many steps it says how it does."""
_SIGHT = 112
_WAYS = (
    (1, 16, (1, 1)),
    (16, 32, (2, 2)),
    (32, 32, (1, 1)),
    (32, 48, (2, 1)),
    (48, 64, (1, 1)),
    (64, 80, (2, 1)),
)
"""How many pictures each layer takes in and gives out, and its steps down and across."""
_OUT = Path(figures.__file__).with_suffix(".onnx")


class Reader(nn.Module):
    """Pictures of lines, lines x 1 x 32 x width, to the log probability of each sign at every second
    column."""

    def __init__(self) -> None:
        super().__init__()
        layers = [layer for way in _WAYS for layer in _block(*way)]
        self.eye = nn.Sequential(*layers, *_block(80, _SIGHT, (1, 1), size=(4, 3), around=(0, 1)))
        self.sides = nn.ModuleList(
            nn.Sequential(
                nn.Conv1d(_SIGHT, _SIGHT, 5, padding=2 * far, dilation=far, bias=False),
                nn.BatchNorm1d(_SIGHT),
                nn.ReLU(),
            )
            for far in (1, 2)
        )
        self.name = nn.Conv1d(_SIGHT, len(ALPHABET), 1)

    def forward(self, lines: torch.Tensor) -> torch.Tensor:
        seen = self.eye(lines).squeeze(2)
        for side in self.sides:
            seen = seen + side(seen)
        named: torch.Tensor = self.name(seen).transpose(1, 2).log_softmax(2)
        return named


def _block(
    into: int,
    out: int,
    stride: tuple[int, int],
    size: tuple[int, int] = (3, 3),
    around: tuple[int, int] = (1, 1),
) -> list[nn.Module]:
    return [nn.Conv2d(into, out, size, stride, around, bias=False), nn.BatchNorm2d(out), nn.ReLU()]


class Lines(IterableDataset[Any]):
    """Batches of lines of nearly one width, without end: the lines, their labels in a row, how many steps
    each has, how many labels."""

    def __init__(self, seed: int) -> None:
        self.seed = seed

    def __iter__(self) -> Iterator[tuple[torch.Tensor, ...]]:
        worker = get_worker_info()
        rng = random.Random(self.seed * 1000 + (worker.id if worker else 0))
        faces = find_faces()
        while True:
            pool = sorted((_make_sample(rng, faces) for _ in range(_POOL)), key=lambda s: s[0].shape[1])
            batches = [pool[n : n + _BATCH] for n in range(0, _POOL, _BATCH)]
            rng.shuffle(batches)
            yield from map(_pile, batches)


def _make_sample(rng: random.Random, faces: Faces) -> Sample:
    """One that is not too wide, and wide enough for its labels."""
    while True:
        ink, labels = draw_line(rng, faces)
        line = as_input(wear(as_picture(ink, rng), rng, EM))
        if 6 * len(labels) < line.shape[1] <= _WIDEST:
            return line, [ALPHABET.index(label) for label in labels]


def _pile(batch: list[Sample]) -> tuple[torch.Tensor, ...]:
    widest = -(-max(line.shape[1] for line, _ in batch) // 8) * 8
    pile = np.zeros((len(batch), 1, HEIGHT, widest), np.float32)
    for row, (line, _) in enumerate(batch):
        pile[row, 0, :, : line.shape[1]] = line
    labels = torch.tensor([n for _, own in batch for n in own], dtype=torch.long)
    counts = torch.tensor([len(own) for _, own in batch], dtype=torch.long)
    return torch.from_numpy(pile), labels, torch.full((len(batch),), widest // 2), counts


def main(
    minutes: Annotated[float, typer.Option(help="How long it is taught.")] = 75.0,
    seed: Annotated[int, typer.Option(help="Another seed makes other lines.")] = 7,
    out: Annotated[Path, typer.Option(help="Where the reader is written.")] = _OUT,
) -> None:
    """Teach the reader anew and write it."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    reader = Reader()
    teach(reader, iter(DataLoader(Lines(seed), batch_size=None, num_workers=1, prefetch_factor=20)), minutes)
    save(reader, out)


def teach(reader: Reader, batches: Iterator[tuple[torch.Tensor, ...]], minutes: float) -> None:
    """With a rate that rises shortly and falls to the end."""
    optimiser = torch.optim.AdamW(reader.parameters(), _RATE, weight_decay=1e-2)
    loss_of = nn.CTCLoss(zero_infinity=True)
    start, step, mean = time.monotonic(), 0, 0.0
    while (share := (time.monotonic() - start) / 60 / minutes) < 1:
        for group in optimiser.param_groups:
            group["lr"] = _RATE * min(1.0, (step + 1) / _WARMING) * (0.5 + 0.5 * np.cos(np.pi * share))
        lines, labels, steps, counts = next(batches)
        loss = loss_of(reader(lines).transpose(0, 1), labels, steps, counts)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(reader.parameters(), 5)
        optimiser.step()
        step += 1
        mean += (loss.item() - mean) / min(step, _TOLD)
        if step % _TOLD == 0:
            typer.echo(f"{step} steps, {share:.0%} of the time, loss {mean:.4f}")


def save(reader: Reader, out: Path) -> None:
    reader.eval()
    torch.onnx.export(
        reader,
        (torch.zeros(2, 1, HEIGHT, 64),),
        str(out),
        input_names=["lines"],
        output_names=["scores"],
        dynamic_axes={"lines": {0: "count", 3: "width"}, "scores": {0: "count", 1: "steps"}},
        dynamo=False,
    )


if __name__ == "__main__":
    typer.run(main)
