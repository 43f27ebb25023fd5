"""Scanned dossiers whose truth is known: forms printed, sealed, signed, and put through the world."""

import random
from collections.abc import Sequence
from pathlib import Path

from corpora.scans.containers import MANNERS, Work, write_pdf
from corpora.scans.drafts import draft_scan
from corpora.scans.making import prepare_papers, print_drafts
from corpora.scans.pages import LEVELS, Level
from corpora.scans.truth import Place, ScanCase, SealTruth, Writing
from policy import Policy

__all__ = [
    "LEVELS",
    "MANNERS",
    "Level",
    "Place",
    "ScanCase",
    "SealTruth",
    "Writing",
    "make_containers",
    "make_scans",
]


def make_scans(
    seed: int, count: int, folder: Path, policy: Policy, levels: Sequence[Level] = LEVELS
) -> list[ScanCase]:
    """`count` dossiers of each level below `folder`, as PDFs of pictures. The same arguments make the same
    dossiers."""
    drafts = [draft_scan(seed, level, number, folder, policy) for level in levels for number in range(count)]
    printed = print_drafts(drafts, folder / "printed")
    cases = []
    for draft in drafts:
        rng = random.Random(f"{seed}/{draft.case.name}/scan")
        papers = prepare_papers(draft, printed, policy, rng)
        cases.append(write_pdf(Work(draft, papers, rng)))
    return cases


def make_containers(
    seed: int, count: int, folder: Path, policy: Policy, manners: Sequence[str] = tuple(MANNERS)
) -> list[ScanCase]:
    """`count` dossiers of each manner in which pictures are handed in, or text that lies."""
    drafts = []
    for name in manners:
        for number in range(count):
            manner = MANNERS[name]
            level = manner.levels[number % len(manner.levels)]
            drafts.append((name, draft_scan(seed, level, number, folder, policy, name, manner.ending)))
    printed = print_drafts([draft for _, draft in drafts], folder / "printed")
    cases = []
    for name, draft in drafts:
        rng = random.Random(f"{seed}/{draft.case.name}/scan")
        papers = prepare_papers(draft, printed, policy, rng)
        cases.append(MANNERS[name].write(Work(draft, papers, rng)))
    return cases
