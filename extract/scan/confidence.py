"""How far a value read from a picture is to be trusted: how often such values were right.

A recogniser's own probability is no frequency. `make calibrate` reads scans whose truth is known and counts;
its table, confidence.yaml, stands beside this module and is all that is used here.
"""

from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field
from ruamel.yaml import YAML

from dossier.base import Record

UNREAD_TEXT = "格子里还有一行字没有认清"
"""The doubt (Chinese) about a cell in which something that looks like text was not believed."""

TABLE = Path(__file__).with_name("confidence.yaml")

Share = Annotated[float, Field(ge=0, le=1)]


class Tally(Record):
    """Of `cells` values so many were `right`; at least a share of `confidence` of all such values is."""

    cells: Annotated[int, Field(ge=0)]
    right: Annotated[int, Field(ge=0)]
    confidence: Share


class Bin(Record):
    """Values whose least certain character has a probability of at least `least`, up to the next bin:
    those that were accepted, and those that anything spoke against."""

    least: Share
    accepted: Tally
    doubted: Tally


class Calibration(Record):
    """`bins` from the least certain up; the first begins at 0. `seed` and `dossiers` (of each level) make
    the same scans again."""

    seed: int
    dossiers: int
    bins: Annotated[tuple[Bin, ...], Field(min_length=1)]


def calibrated(certainty: float, *, doubted: bool) -> float:
    """The share of values as certain as this one that are right, at the least; between 0 and 1, and never
    less for a value that is more certain, or less doubted."""
    bins = load_calibration().bins
    own = next((one for one in reversed(bins) if certainty >= one.least), bins[0])
    return (own.doubted if doubted else own.accepted).confidence


@cache
def load_calibration(path: Path = TABLE) -> Calibration:
    return Calibration.model_validate(YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8")))
