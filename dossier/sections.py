"""The outline of the narrative, and the required materials found in it."""

from typing import Literal

from dossier.base import Record
from dossier.evidence import Evidence

MaterialStatus = Literal["present", "hollow", "missing"]
"""hollow: the heading stands there, and nothing that belongs under it."""


class MaterialReading(Record):
    """Where a material was found. `reasons` says why it is hollow or missing, in Chinese."""

    status: MaterialStatus
    headings: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class SectionReading(Record):
    """A section of the narrative. `heading` is as written, empty for text that stands under none; `level`
    counts from 1; `materials` are the ids of those it serves; `characters` counts its text, that of the
    sections below it included."""

    heading: str
    level: int
    materials: tuple[str, ...] = ()
    characters: int
    evidence: tuple[Evidence, ...] = ()
