"""Families of dossiers as offices leave them: each made hard in one way, each with its truth."""

from pathlib import Path

from corpora.dossiers import Case
from corpora.families.archives import make_archive_cases
from corpora.families.copies import make_copies_cases
from corpora.families.features import make_feature_cases
from corpora.families.labels import make_label_cases
from corpora.families.legacy import make_legacy_cases
from policy import Policy

__all__ = ["make_families"]


def make_families(seed: int, count: int, folder: Path, policy: Policy, *, printed: bool = True) -> list[Case]:
    """`count` dossiers of each family; no PDFs and no old formats unless `printed`."""
    return [
        *make_feature_cases(seed, count, folder / "features", policy),
        *make_label_cases(seed, count, folder / "labels", policy),
        *(make_legacy_cases(seed, count, folder / "legacy", policy) if printed else []),
        *make_archive_cases(seed, count, folder / "archives", policy),
        *make_copies_cases(seed, count, folder / "copies", policy, printed=printed),
    ]
