"""How fast scans are read, beside RapidOCR alone on the same pages; and what memory a long volume takes."""

import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import cycle, repeat
from pathlib import Path
from typing import Any

import pypdfium2

from corpora.scans.reading import WORKERS, load_once, memory, start_workers, tell
from corpora.scans.truth import ScanCase
from corpora.speed import Race, clock, list_files
from dossier import Document, Page
from extract.pipeline import extract_dossier
from extract.scan.pictures import Image, Picture
from policy import Policy

PACE, PEAK = 0.9, 1200
"""The least share of RapidOCR's pages a minute, and the most megabytes of a process."""
DPI = 200
PER_LEVEL = 2
"""Dossiers of each level in the race."""
VOLUME, SAMPLES = 300, (50, 100, 200, 300)
"""Pages of the long volume, and those after which memory is looked at."""


@dataclass(frozen=True, slots=True)
class ScanRace(Race):
    """Seconds of all processes together, each dossier once; `worked` is RapidOCR's time of the processor for
    one second of ours, which other programs on the machine disturb less."""

    pages: int
    worked: float

    def pace(self, seconds: float) -> float:
        """Pages a minute of all processes together."""
        return self.pages / seconds * 60 * WORKERS

    @property
    def share(self) -> float:
        """Our pages a minute for one of RapidOCR's."""
        return self.library / self.extract


@dataclass(frozen=True, slots=True)
class Seconds:
    """By the clock on the wall, and of the processor."""

    passed: float
    worked: float


@dataclass(frozen=True, slots=True)
class Volume:
    """`held`: megabytes after a page, by its number."""

    pages: int
    held: dict[int, int]
    peak: int
    seconds: float


def race_scans(cases: Sequence[ScanCase], policy: Policy) -> ScanRace:
    """Both read the same dossiers in the same processes, by turns; while one process reads in one way the
    other reads in either, so that what slows the machine slows both."""
    chosen = choose(cases)
    paths = [case.path for case in chosen]
    with start_workers(WORKERS, partial(warm_up, paths[0], policy.id)) as pool:
        turns = list(pool.map(race_scan, paths, repeat(policy.id), range(len(paths))))
    pages = sum(turn[0] for turn in turns)
    ours, theirs = [turn[1] for turn in turns], [turn[2] for turn in turns]
    worked = sum(one.worked for one in theirs) / sum(one.worked for one in ours)
    files = sum(len(list_files(path, ".pdf")) for path in paths)
    extract, library = sum(one.passed for one in ours), sum(one.passed for one in theirs)
    return ScanRace("scans / RapidOCR", files, extract, library, pages, worked)


def warm_up(path: Path, programme: str) -> None:
    """Loads all models, in a new process."""
    extract_dossier(path, load_once(programme))
    for picture in render_all(path)[:1]:
        load_engine()(picture)


def choose(cases: Sequence[ScanCase]) -> list[ScanCase]:
    """Some of each level."""
    by_family: dict[str, list[ScanCase]] = {}
    for case in cases:
        by_family.setdefault(case.family, []).append(case)
    return [case for group in by_family.values() for case in group[:PER_LEVEL]]


def race_scan(path: Path, programme: str, turn: int) -> tuple[int, Seconds, Seconds]:
    """Pages, the time of the whole reading of a dossier, and that of RapidOCR for its pages, which are
    rendered before. Who begins changes from turn to turn."""
    policy, engine = load_once(programme), load_engine()
    pictures = render_all(path)
    ways = (lambda: extract_dossier(path, policy), lambda: [engine(picture) for picture in pictures])
    seconds = {way: watch_clocks(ways[way]) for way in ((0, 1) if turn % 2 == 0 else (1, 0))}
    words = f"{seconds[0].passed:.1f} s, RapidOCR {seconds[1].passed:.1f} s"
    tell(f"race {turn + 1}: {len(pictures)} pages, {words}")
    return len(pictures), seconds[0], seconds[1]


def watch_clocks(work: Callable[[], object]) -> Seconds:
    before = time.process_time()
    passed = clock(work)
    return Seconds(passed, time.process_time() - before)


def render_all(path: Path) -> list[Image]:
    return [picture for file in list_files(path, ".pdf") for picture in render_pages(file)]


def render_pages(file: Path) -> Iterator[Image]:
    with pypdfium2.PdfDocument(file) as document:
        for page in document:
            yield page.render(scale=DPI / 72).to_numpy().copy()


@cache
def load_engine() -> Any:
    """RapidOCR as it comes, but with one thread. What it says in passing is not wanted."""
    from rapidocr import RapidOCR

    threads = {f"EngineConfig.onnxruntime.{kind}_op_num_threads": 1 for kind in ("intra", "inter")}
    return RapidOCR(params={"Global.log_level": "critical", **threads})


def measure_volume(cases: Sequence[ScanCase], policy: Policy, pages: int = VOLUME) -> Volume:
    """The memory of a process that reads one PDF with very many scanned pages."""
    with tempfile.TemporaryDirectory() as room, start_workers(1) as pool:
        path = Path(room) / "volume.pdf"
        bind_volume([file for case in cases for file in list_files(case.path, ".pdf")], path, pages)
        return pool.submit(read_volume, path, policy.id, pages).result()


def bind_volume(files: Sequence[Path], target: Path, pages: int) -> None:
    """All pages of the files, again and again, until there are enough."""
    whole = pypdfium2.PdfDocument.new()
    for file in cycle(files):
        with pypdfium2.PdfDocument(file) as source:
            whole.import_pages(source, list(range(min(len(source), pages - len(whole)))))
        if len(whole) == pages:
            break
    whole.save(target)
    whole.close()


def read_volume(path: Path, programme: str, pages: int) -> Volume:
    """In a process of its own, whose reader of PDFs is watched from page to page."""
    from extract.files.readers import READERS
    from extract.pdf.document import read_pdf
    from extract.scan.page import read_pictures

    held: dict[int, int] = {}

    def watch(pictures: Iterable[Picture]) -> Iterator[Picture]:
        for number, picture in enumerate(pictures):
            if number in SAMPLES:
                held[number] = memory("VmRSS")
                tell(f"volume: {number}/{pages} pages, {held[number]} MB")
            yield picture
        held[pages] = memory("VmRSS")

    def read(pictures: Sequence[Picture], source: str, first_number: int) -> tuple[Page, ...]:
        return read_pictures(watch(pictures), source, first_number)

    def read_watched(path: Path, source: str) -> Document:
        return read_pdf(path, source, read)

    READERS["pdf"] = read_watched
    start = time.perf_counter()
    extract_dossier(path, load_once(programme))
    return Volume(pages, held, memory("VmHWM"), time.perf_counter() - start)
