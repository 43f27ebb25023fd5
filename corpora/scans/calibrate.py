"""How often values read from scans are right, by how sure the reader is of them: `make calibrate`.

`python -m corpora.scans.calibrate` prints the table; `--write` makes it the one that the product uses.
"""

import math
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from corpora.measure import judge
from corpora.report import print_line
from corpora.scans import make_scans
from corpora.scans.reading import load_once, start_workers, tell
from corpora.scans.truth import ScanCase
from corpora.writing import Expected
from dossier import Evidence, FieldReading
from extract.files.papers import find_papers
from extract.form.copies import FormCopy
from extract.form.labels import LabelIndex
from extract.form.reading import read_form
from extract.pipeline import read_documents
from extract.scan.confidence import TABLE, Bin, Calibration, Tally
from policy import load_policy

SEED, PER_LEVEL = 20190731, 10
EDGES = (0.0, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995)
"""Where the bins of certainty begin."""
SURE = 1.645
"""The quantile of the normal distribution for a lower bound that holds in 95 of 100 cases."""
HEAD = """\
# How often values read from pictures were right, by how certain the recogniser was of their least certain
# character (`least`: where a bin begins), and by whether they were accepted or anything spoke against them.
# confidence: the lower bound of the share of right ones (Wilson, 95 %), neighbouring bins put together
# until it nowhere falls; of an accepted value never less than of a doubted one.
# Made by `make calibrate` on made-up scans of all levels; not to be changed by hand.
"""


@dataclass(frozen=True, slots=True)
class Sample:
    """A value read from a picture, and whether it is right."""

    case: ScanCase
    field: str
    certainty: float
    right: bool
    expected: Expected
    reading: FieldReading

    @property
    def doubted(self) -> bool:
        return self.reading.status == "review"


def main(
    seed: Annotated[int, typer.Option(help="Another seed makes other dossiers.")] = SEED,
    count: Annotated[int, typer.Option(help="Dossiers of each level.")] = PER_LEVEL,
    folder: Annotated[Path | None, typer.Option(help="Keep the dossiers here.")] = None,
    write: Annotated[bool, typer.Option("--write", help="Make this the table of the product.")] = False,
) -> None:
    """Count how often values are right that the reader of scans is so and so sure of."""
    console = Console(width=150)
    with tempfile.TemporaryDirectory() as scratch:
        tell(f"making {count} dossiers of each level, which takes a while")
        cases = make_scans(seed, count, folder or Path(scratch), load_policy())
        samples = read_cases(cases)
    calibration = Calibration(seed=seed, dossiers=count, bins=tuple(fill_bins(samples)))
    show_bins(console, calibration)
    show_levels(console, samples)
    show_silent(console, samples)
    if write:
        TABLE.write_text(render_table(calibration), encoding="utf-8")


def read_cases(cases: Sequence[ScanCase]) -> list[Sample]:
    samples: list[Sample] = []
    programme = load_policy().id
    with start_workers() as pool:
        for number, found in enumerate(pool.map(read_case, cases, repeat(programme)), 1):
            samples += found
            tell(f"calibrate {number}/{len(cases)} {cases[number - 1].name}: {len(found)} values")
    return samples


def read_case(case: ScanCase, programme: str) -> list[Sample]:
    policy = load_once(programme)
    _, files = read_documents(case.path)
    form, copies, _ = read_form(find_papers(files), policy.form, load_labels(programme))
    if not copies:
        return []
    samples = (find_sample(case, name, form.fields[name], copies[0]) for name in case.expected)
    return [sample for sample in samples if sample]


@cache
def load_labels(programme: str) -> LabelIndex:
    return LabelIndex(load_once(programme).form)


def find_sample(case: ScanCase, name: str, reading: FieldReading, copy: FormCopy) -> Sample | None:
    """None where no value was read, none from a picture, or one written so that nobody can be sure."""
    cells = [slot.cell for slot in copy.slots if slot.label.field == name and slot.cell]
    verdict = judge(case.expected[name], reading)
    if reading.value is None or verdict == "held" or not any(pictured(cell.evidence) for cell in cells):
        return None
    certainty = min(cell.certainty for cell in cells)
    right = verdict in ("accepted", "right in review")
    return Sample(case, name, certainty, right, case.expected[name], reading)


def pictured(places: Sequence[Evidence]) -> bool:
    return any(place.method == "ocr" for place in places)


# From samples to the table.


def fill_bins(samples: Sequence[Sample]) -> Iterator[Bin]:
    accepted, doubted = (count_bins(samples, doubted=side) for side in (False, True))
    sure, unsure = rising_bounds(accepted), rising_bounds(doubted)
    for number, least in enumerate(EDGES):
        one, other = accepted[number], doubted[number]
        yield Bin(
            least=least,
            accepted=Tally(cells=one[0], right=one[1], confidence=max(sure[number], unsure[number])),
            doubted=Tally(cells=other[0], right=other[1], confidence=unsure[number]),
        )


def count_bins(samples: Sequence[Sample], *, doubted: bool) -> list[tuple[int, int]]:
    """Of each bin, how many there are and how many of them are right."""
    own = [sample for sample in samples if sample.doubted == doubted]
    cells = Counter(bin_of(sample.certainty) for sample in own)
    right = Counter(bin_of(sample.certainty) for sample in own if sample.right)
    return [(cells[number], right[number]) for number in range(len(EDGES))]


def bin_of(certainty: float) -> int:
    return max(number for number, least in enumerate(EDGES) if certainty >= least or number == 0)


def rising_bounds(counts: Sequence[tuple[int, int]]) -> list[float]:
    """The lower bound of each bin, where neighbours that fall are taken for one."""
    blocks: list[tuple[int, int, int]] = []
    for cells, right in counts:
        block = (cells, right, 1)
        while blocks and lower_bound(*block[:2]) < lower_bound(*blocks[-1][:2]):
            last = blocks.pop()
            block = (last[0] + block[0], last[1] + block[1], last[2] + block[2])
        blocks.append(block)
    return [lower_bound(cells, right) for cells, right, bins in blocks for _ in range(bins)]


def lower_bound(cells: int, right: int) -> float:
    """Of the share of right ones, by Wilson; 0 where there are none to judge by."""
    if cells == 0:
        return 0.0
    share, square = right / cells, SURE**2 / cells
    spread = SURE * math.sqrt((share * (1 - share) + square / 4) / cells)
    return max(0.0, round((share + square / 2 - spread) / (1 + square), 4))


def render_table(calibration: Calibration) -> str:
    lines = [f"seed: {calibration.seed}", f"dossiers: {calibration.dossiers}  # of each level", "bins:"]
    for one in calibration.bins:
        lines.append(f"- least: {one.least}")
        for name, tally in (("accepted", one.accepted), ("doubted", one.doubted)):
            lines.append(
                f"  {name}: {{cells: {tally.cells}, right: {tally.right}, confidence: {tally.confidence}}}"
            )
    return HEAD + "\n".join(lines) + "\n"


# The table on a terminal.


def show_bins(console: Console, calibration: Calibration) -> None:
    table = Table(title="Values read from scans, by certainty", title_justify="left")
    for name in ("certainty from", "", "cells", "right", "share", "lower bound", "confidence"):
        table.add_column(name, justify="right")
    for one in calibration.bins:
        for name, tally in (("accepted", one.accepted), ("doubted", one.doubted)):
            table.add_row(f"{one.least}", name, *show_tally(tally.cells, tally.right), str(tally.confidence))
    console.print(table)


def show_levels(console: Console, samples: Sequence[Sample]) -> None:
    table = Table(title="By level", title_justify="left")
    for name in ("level", "", "cells", "right", "share", "lower bound"):
        table.add_column(name, justify="right")
    for level in dict.fromkeys(sample.case.family for sample in samples):
        for doubted in (False, True):
            own = [s.right for s in samples if s.case.family == level and s.doubted == doubted]
            table.add_row(level, "doubted" if doubted else "accepted", *show_tally(len(own), sum(own)))
    console.print(table)


def show_tally(cells: int, right: int) -> tuple[str, str, str, str]:
    share = f"{right / cells:.2%}" if cells else "—"
    return str(cells), str(right), share, f"{lower_bound(cells, right):.4f}"


def show_silent(console: Console, samples: Sequence[Sample]) -> None:
    """What was accepted and is wrong."""
    wrong = [sample for sample in samples if not sample.doubted and not sample.right]
    for sample in wrong:
        places = [(place.source, place.page) for place in sample.reading.evidence]
        words = (
            f"{sample.case.family} {sample.case.path} {places} {sample.field}: read {sample.reading.value!r} "
            f"from {sample.reading.raw!r}, true {sample.expected}, certainty {sample.certainty:.4f}"
        )
        print_line(console, words, "bold red")
    console.print(f"{len(wrong)} of {len(samples)} values accepted and wrong")


if __name__ == "__main__":
    typer.run(main)
