"""Scanned dossiers read and measured by two processes of one thread each, as the product reads them."""

import multiprocessing
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from pathlib import Path

from corpora.measure import CaseMeasure, measure_case
from corpora.scans.measure import ScanMeasure, measure_scan
from corpora.scans.truth import ScanCase
from desk.threads import limit_threads
from extract.pipeline import extract_dossier
from policy import Policy, load_policy

WORKERS = 2


@dataclass(frozen=True, slots=True)
class ScanReading:
    """What was right of a scanned dossier, the most megabytes its process has held until then, and the
    seconds that the processor worked for it."""

    fields: CaseMeasure
    scan: ScanMeasure
    peak: int
    worked: float

    @property
    def case(self) -> ScanCase:
        return self.scan.case


def read_scans(cases: Sequence[ScanCase], policy: Policy) -> list[ScanReading]:
    """In the order of the cases, whoever is done first. It takes long: each is told on standard error."""
    readings = []
    with start_workers() as pool:
        for reading in pool.map(read_scan, cases, repeat(policy.id)):
            readings.append(reading)
            tell(
                f"scans {len(readings)}/{len(cases)} {reading.case.name}: {reading.case.pages} pages, "
                f"{reading.fields.seconds:.1f} s, {len(reading.fields.silent)} silent"
            )
    return readings


def read_scan(case: ScanCase, programme: str) -> ScanReading:
    policy = load_once(programme)
    start, work = time.perf_counter(), time.process_time()
    dossier = extract_dossier(case.path, policy)
    seconds, worked = time.perf_counter() - start, time.process_time() - work
    fields = measure_case(case, dossier, seconds)
    return ScanReading(fields, measure_scan(case, dossier, policy), memory("VmHWM"), worked)


def start_workers(count: int = WORKERS, prepare: Callable[[], object] = limit_threads) -> ProcessPoolExecutor:
    """Processes that start from nothing and take over the environment: one thread each."""
    limit_threads()
    return ProcessPoolExecutor(count, multiprocessing.get_context("spawn"), prepare)


@cache
def load_once(programme: str) -> Policy:
    return load_policy(programme)


def memory(name: str) -> int:
    """Megabytes of this process: VmRSS is what it holds now, VmHWM the most it ever held. (What getrusage
    says of a new process is its parent's.)"""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:")) >> 10


def tell(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
