"""From a draft to scanned pages, and what is true of them once they lie in files."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpora.pdf import print_pdfs
from corpora.scans.drafts import Part, ScanDraft
from corpora.scans.pages import (
    TURNED,
    Device,
    Pen,
    ScannedPage,
    find_places,
    find_seals,
    find_writings,
    scan_sheet,
)
from corpora.scans.paper import Sheet, load_sheets
from corpora.scans.press import Stamp
from corpora.scans.signing import Pens, sign_opinions
from corpora.scans.stamping import PLAIN, SEALED, Stamps, press_seals, seal_letter
from corpora.scans.truth import ScanCase
from policy import Policy

Filed = tuple[ScannedPage, str, int]
"""A page, the file of the dossier it lies in, and its number there."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet, sealed and signed, ready for the glass."""

    sheet: Sheet
    stamps: Sequence[Stamp] = ()
    pens: Sequence[Pen] = ()


def print_drafts(drafts: Iterable[ScanDraft], room: Path) -> dict[str, Path]:
    """All in one call; by the stem of the Word file."""
    files = [file for draft in drafts for part in draft.parts for file in (part.clean, part.coloured)]
    return {path.stem: path for path in print_pdfs(files, room)}


def prepare_papers(
    draft: ScanDraft, printed: dict[str, Path], policy: Policy, rng: random.Random
) -> list[Paper]:
    papers = []
    for part in draft.parts:
        sheets = load_sheets(printed[part.clean.stem], printed[part.coloured.stem], part.cells)
        stamps, pens = seal_part(part, draft, sheets, policy, rng)
        papers += [Paper(one, stamps.get(one.index, ()), pens.get(one.index, ())) for one in sheets]
    return papers


def seal_part(
    part: Part, draft: ScanDraft, sheets: Sequence[Sheet], policy: Policy, rng: random.Random
) -> tuple[Stamps, Pens]:
    county = draft.case.county
    if county is None or part.name == "narrative":
        return {}, {}
    if part.name == "letter":
        return seal_letter(rng, sheets, county.place), {}
    habits = SEALED if draft.level == "sealed" else PLAIN
    stamps = press_seals(rng, sheets, county.place, policy, habits)
    return stamps, sign_opinions(rng, sheets, county, policy)


def scan_papers(
    papers: Iterable[Paper], device: Device, rng: random.Random, turned: float = TURNED
) -> list[ScannedPage]:
    return [scan_sheet(one.sheet, device, one.stamps, one.pens, rng, turned) for one in papers]


def tell_truth(case: ScanCase, filed: Sequence[Filed]) -> ScanCase:
    """The case with all that is known of its pages."""
    return replace(
        case,
        seals=tuple(seal for one in filed for seal in find_seals(*one)),
        places=tuple(place for one in filed for place in find_places(*one)),
        writings=tuple(writing for one in filed for writing in find_writings(*one)),
        pages=len(filed),
    )


def number_pages(pages: Iterable[ScannedPage], source: str) -> list[Filed]:
    return [(page, source, number) for number, page in enumerate(pages, 1)]
