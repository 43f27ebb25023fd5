"""Scanned dossiers whose truth is known: forms printed, sealed, signed, and put through the world."""

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from corpora.pdf import print_pdfs
from corpora.scans.drafts import Part, ScanDraft, draft_scan
from corpora.scans.files import PicturePage, store_fax, store_jpeg, write_picture_pdf
from corpora.scans.pages import (
    LEVELS,
    Device,
    Level,
    Pen,
    ScannedPage,
    choose_device,
    find_places,
    find_seals,
    find_writings,
    scan_sheet,
)
from corpora.scans.paper import Sheet, load_sheets
from corpora.scans.signing import sign_opinions
from corpora.scans.stamping import PLAIN, SEALED, Stamps, press_seals, seal_letter
from corpora.scans.truth import Place, ScanCase, SealTruth, Writing
from policy import Policy

__all__ = ["LEVELS", "Level", "Place", "ScanCase", "SealTruth", "Writing", "make_scans"]


def make_scans(
    seed: int, count: int, folder: Path, policy: Policy, levels: Sequence[Level] = LEVELS
) -> list[ScanCase]:
    """`count` dossiers of each level below `folder`. The same arguments make the same dossiers."""
    drafts = [draft_scan(seed, level, number, folder, policy) for level in levels for number in range(count)]
    printed = print_drafts(drafts, folder / "printed")
    return [finish_scan(draft, printed, policy, f"{seed}/{draft.case.name}") for draft in drafts]


def print_drafts(drafts: Sequence[ScanDraft], room: Path) -> dict[str, Path]:
    """All in one call; by the stem of the Word file."""
    files = [file for draft in drafts for part in draft.parts for file in (part.clean, part.coloured)]
    return {path.stem: path for path in print_pdfs(files, room)}


def finish_scan(draft: ScanDraft, printed: dict[str, Path], policy: Policy, seed: str) -> ScanCase:
    rng = random.Random(f"{seed}/scan")
    device = choose_device(draft.level, rng)
    pages = [page for part in draft.parts for page in scan_part(part, draft, printed, policy, device, rng)]
    return write_scan(draft, pages)


def scan_part(
    part: Part,
    draft: ScanDraft,
    printed: dict[str, Path],
    policy: Policy,
    device: Device,
    rng: random.Random,
) -> list[ScannedPage]:
    sheets = load_sheets(printed[part.clean.stem], printed[part.coloured.stem], part.cells)
    stamps, pens = seal_part(part, draft, sheets, policy, rng)
    return [
        scan_sheet(sheet, device, stamps.get(sheet.index, []), pens.get(sheet.index, []), rng)
        for sheet in sheets
    ]


def seal_part(
    part: Part, draft: ScanDraft, sheets: Sequence[Sheet], policy: Policy, rng: random.Random
) -> tuple[Stamps, dict[int, list[Pen]]]:
    county = draft.case.county
    if county is None or part.name == "narrative":
        return {}, {}
    if part.name == "letter":
        return seal_letter(rng, sheets, county.place), {}
    habits = SEALED if draft.level == "sealed" else PLAIN
    stamps = press_seals(rng, sheets, county.place, policy, habits)
    return stamps, sign_opinions(rng, sheets, county, policy)


def write_scan(draft: ScanDraft, pages: Sequence[ScannedPage]) -> ScanCase:
    """One PDF, a picture a page."""
    case = draft.case
    file = case.path / "申报表（盖章扫描件）.pdf" if draft.beside else case.path
    write_picture_pdf(file, [store_page(page) for page in pages])
    numbered = list(enumerate(pages, 1))
    return replace(
        case,
        seals=tuple(seal for number, page in numbered for seal in find_seals(page, file.name, number)),
        places=tuple(place for number, page in numbered for place in find_places(page, file.name, number)),
        writings=tuple(one for number, page in numbered for one in find_writings(page, file.name, number)),
        pages=len(pages),
    )


def store_page(page: ScannedPage) -> PicturePage:
    if page.jpeg is None:
        return store_fax(page.shot.pixels, *page.size)
    return store_jpeg(page.jpeg, *page.size)
