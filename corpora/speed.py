"""How fast reading is, beside the plain library alone on the same files."""

import gc
import tempfile
import time
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path

import docx
import pdfplumber

from corpora.dossiers import Case
from extract.pipeline import extract_dossier
from policy import Policy

FEWEST_ROUNDS, FEWEST_RACES = 4, 60
"""Of one file, and of all: few files are raced more often."""

LONG_FILES, LONG_TEXT = 4, 30 * 700
"""How many files are made long, and how many characters thirty pages hold."""


@dataclass(frozen=True, slots=True)
class Race:
    """Seconds for all files, of each file the best of the rounds."""

    name: str
    files: int
    extract: float
    library: float

    @property
    def ratio(self) -> float:
        return self.extract / self.library


def race_word(cases: Sequence[Case], policy: Policy) -> Race:
    return race("word / python-docx", cases, ".docx", policy, walk_word)


def race_long_word(cases: Sequence[Case], policy: Policy) -> Race:
    """Each of the Word dossiers that are one file, with thirty pages of its own narrative around the form."""
    with tempfile.TemporaryDirectory() as room:
        single = [case for case in cases if case.path.suffix == ".docx"][:LONG_FILES]
        long = [replace(case, path=lengthen(case.path, Path(room))) for case in single]
        return race("30 pages / python-docx", long, ".docx", policy, walk_word)


def lengthen(path: Path, room: Path) -> Path:
    """The file with its long paragraphs repeated until they fill thirty pages."""
    document = docx.Document(str(path))
    long = [paragraph for paragraph in document.paragraphs if len(paragraph.text) > 60]
    written = 0
    while long and written < LONG_TEXT:
        for paragraph in long:
            long[-1]._p.addnext(deepcopy(paragraph._p))
            written += len(paragraph.text)
    target = room / path.name
    document.save(str(target))
    return target


def race_pdf(cases: Sequence[Case], policy: Policy) -> Race:
    return race("pdf / pdfplumber", cases, ".pdf", policy, walk_pdf)


def race(name: str, cases: Sequence[Case], suffix: str, policy: Policy, walk: Callable[[Path], int]) -> Race:
    """Case by case and round by round, so that a machine that is busy for a while slows both."""
    files = {case.path: list_files(case.path, suffix) for case in cases}
    seconds: dict[Path, list[tuple[float, float]]] = {path: [] for path in files}
    for _ in range(max(FEWEST_ROUNDS, FEWEST_RACES // max(1, len(files)))):
        for path, own in files.items():
            seconds[path].append(race_once(path, own, policy, walk))
    extract, library = (
        sum(min(turn[side] for turn in turns) for turns in seconds.values()) for side in (0, 1)
    )
    return Race(name, sum(map(len, files.values())), extract, library)


def race_once(
    path: Path, files: Sequence[Path], policy: Policy, walk: Callable[[Path], int]
) -> tuple[float, float]:
    return clock(lambda: extract_dossier(path, policy)), clock(lambda: [walk(file) for file in files])


def clock(work: Callable[[], object]) -> float:
    """Seconds. What python-docx leaves behind refers to itself, and nobody is to clear up after the other."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def list_files(path: Path, suffix: str) -> list[Path]:
    if path.is_file():
        return [path] if path.suffix == suffix else []
    return sorted(path.rglob(f"*{suffix}"))


def walk_word(path: Path) -> int:
    """Everything python-docx sees: the text of every paragraph and of every cell of every row."""
    document = docx.Document(str(path))
    length = sum(len(paragraph.text) for paragraph in document.paragraphs)
    for table in document.tables:
        for row in table.rows:
            length += sum(len(cell.text) for cell in row.cells)
    return length


def walk_pdf(path: Path) -> int:
    """Every table that pdfplumber finds."""
    with pdfplumber.open(path) as document:
        return sum(len(page.extract_tables()) for page in document.pages)
