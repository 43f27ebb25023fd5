"""How long it takes to understand narratives once they are read, and how that grows with their length."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpora.narrative.bank import load_bank
from corpora.narrative.cases import draft_narrative, write_draft
from dossier import Dossier
from extract.pipeline import extract_dossier, read_documents
from policy import Policy
from validate.shared import find_shared

LENGTHS = (20, 30, 40)
LIMIT = 0.3
"""Seconds that sections, facts and shared passages of thirty pages may take, on one core."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds of the processor a dossier of so many pages: to read the file; for form, sections and facts;
    and to look for shared passages in the whole batch."""

    pages: int
    dossiers: int
    reading: float
    understanding: float
    sharing: float


def measure_pace(seed: int, count: int, folder: Path, policy: Policy) -> list[Pace]:
    """`count` dossiers of each length; one is read before, so that words are loaded."""
    paces = []
    for pages in LENGTHS:
        paths = [write_long(seed, number, pages, folder, policy) for number in range(count)]
        extract_dossier(paths[0], policy)
        paces.append(measure_length(pages, paths, policy))
    return paces


def write_long(seed: int, number: int, pages: int, folder: Path, policy: Policy) -> Path:
    """Of the drafts of that length one that has all its measures, and so can be as long as wanted."""
    bank = load_bank("measure")
    tries = (
        draft_narrative(seed, "word", 20_000 + 100 * number + each, policy, bank, pages)
        for each in range(100)
    )
    draft = next(one for one in tries if one.plan.manners["measures"] == "present")
    return write_draft(draft, folder / f"pages-{pages}", policy, bank).path


def measure_length(pages: int, paths: Sequence[Path], policy: Policy) -> Pace:
    start = time.process_time()
    for path in paths:
        read_documents(path)
    read = time.process_time()
    batch: list[tuple[str, Dossier]] = [(path.name, extract_dossier(path, policy)) for path in paths]
    extracted = time.process_time()
    find_shared(batch, policy)
    shared = time.process_time()
    reading, whole = (read - start) / len(paths), (extracted - read) / len(paths)
    return Pace(pages, len(paths), reading, max(0.0, whole - reading), (shared - extracted) / len(paths))
