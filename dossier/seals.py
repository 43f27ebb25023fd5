"""Seals on the pages."""

from typing import Literal

from dossier.base import Record
from dossier.evidence import Evidence

SealOwner = Literal["city_department", "city_government", "applicant", "unknown"]


class Seal(Record):
    """A seal that was seen. `text` is the name on its ring, where it could be read."""

    owner: SealOwner
    text: str | None = None
    evidence: tuple[Evidence, ...] = ()
