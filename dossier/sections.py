"""The required materials of the narrative."""

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
