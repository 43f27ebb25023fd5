"""Makes narratives, reads them, and measures what was read."""

import time
from pathlib import Path

from corpora.narrative.cases import Medium, NarrativeCase, make_narratives
from corpora.narrative.measuring import NarrativeMeasure, measure_narrative
from corpora.pdf import has_office
from extract.pipeline import extract_dossier
from policy import Policy
from validate.check import check_dossier


def measure_narratives(seed: int, count: int, folder: Path, policy: Policy) -> list[NarrativeMeasure]:
    """`count` dossiers of each medium; no PDFs where LibreOffice is not installed."""
    media: tuple[Medium, ...] = ("word", "pdf") if has_office() else ("word",)
    cases = [case for medium in media for case in make_narratives(seed, medium, count, folder, policy)]
    return [read_narrative(case, policy) for case in cases]


def read_narrative(case: NarrativeCase, policy: Policy) -> NarrativeMeasure:
    start = time.perf_counter()
    dossier = extract_dossier(case.path, policy)
    seconds = time.perf_counter() - start
    return measure_narrative(case, dossier, check_dossier(dossier, policy), policy, seconds)
