"""Narratives that were printed and scanned: a few pages, as reading them is slow."""

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pypdfium2

from corpora.narrative.cases import NarrativeCase
from corpora.scans.containers import store_page
from corpora.scans.files import write_picture_pdf
from corpora.scans.pages import Level, choose_device, scan_sheet
from corpora.scans.paper import Sheet

SCANNED: tuple[Level, ...] = ("clean", "copier", "telephone")


def scan_cases(seed: int, cases: Sequence[NarrativeCase]) -> list[NarrativeCase]:
    """Printed narratives scanned by one machine after the other, none lying wrongly."""
    return [
        scan_case(random.Random(f"{seed}/{case.name}/scan"), case, SCANNED[number % len(SCANNED)])
        for number, case in enumerate(cases)
    ]


def scan_case(rng: random.Random, case: NarrativeCase, level: Level) -> NarrativeCase:
    device = choose_device(level, rng)
    pages = [scan_sheet(sheet, device, (), (), rng, turned=0) for sheet in list_sheets(case.path)]
    path = case.path.with_name(f"{case.name}-scanned.pdf")
    write_picture_pdf(path, [store_page(page) for page in pages])
    return replace(case, path=path)


def list_sheets(path: Path) -> list[Sheet]:
    document = pypdfium2.PdfDocument(path)
    try:
        sizes = [page.get_size() for page in document]
    finally:
        document.close()
    return [Sheet(path, index, width, height, ()) for index, (width, height) in enumerate(sizes)]
