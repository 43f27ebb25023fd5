"""Makes narratives, reads them, and measures what was read."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corpora.narrative.cases import NarrativeCase, make_narratives
from corpora.narrative.measuring import FLAGGED, NarrativeMeasure, Tally, measure_narrative
from corpora.narrative.pace import Pace, measure_pace
from corpora.narrative.scanning import scan_cases
from corpora.narrative.sharing import measure_pairs
from corpora.pdf import has_office
from extract.pipeline import extract_dossier
from policy import Policy
from validate.check import check_dossier

PAIRED_SHARE = 3
"""Of so many narratives, one is half of a pair."""
LONG_DOSSIERS = 12


@dataclass(frozen=True, slots=True)
class NarrativeBench:
    """`pairs` are copied paragraphs, `slips` what is wrong with them."""

    measures: Sequence[NarrativeMeasure] = ()
    pairs: Tally = field(default_factory=Tally)
    slips: Sequence[str] = ()
    paces: Sequence[Pace] = ()

    @property
    def silent(self) -> int:
        """Leaders, numbers of policies and amounts of funds that are wrong without a flag."""
        return sum(one.facts[kind].silent for one in self.measures for kind in FLAGGED if kind in one.facts)


def measure_narratives(
    seed: int, count: int, folder: Path, policy: Policy, *, scans: int, speed: bool
) -> NarrativeBench:
    """`count` dossiers in Word and PDF, and `scans` scanned ones; only Word where LibreOffice is missing."""
    cases = make_narratives(seed, "word", count, folder, policy)
    if has_office():
        cases += make_narratives(seed, "pdf", count, folder, policy)
        cases += scan_cases(seed, make_narratives(seed, "scan", scans, folder, policy))
    measures = [read_narrative(case, policy) for case in cases]
    pairs, slips = measure_pairs(seed, -(-count // PAIRED_SHARE), folder / "pairs", policy)
    paces = measure_pace(seed, LONG_DOSSIERS, folder / "long", policy) if speed and count else []
    return NarrativeBench(measures, pairs, slips, paces)


def read_narrative(case: NarrativeCase, policy: Policy) -> NarrativeMeasure:
    start = time.perf_counter()
    dossier = extract_dossier(case.path, policy)
    seconds = time.perf_counter() - start
    return measure_narrative(case, dossier, check_dossier(dossier, policy), policy, seconds)
