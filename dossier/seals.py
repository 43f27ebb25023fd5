"""Seals on the pages."""

from typing import Literal

from dossier.base import Record
from dossier.evidence import Evidence

SealOwner = Literal["city_department", "city_government", "applicant", "unknown"]


class Seal(Record):
    """A seal that was seen. `text` is the name on its ring, where it could be read; the quote of its
    evidence is what was read there, sure or not. Not `certain`: a person must say whether it is a seal
    (grey in a black-and-white copy, very faint), or whose (its name cannot be read, its place suggests it).
    """

    owner: SealOwner
    text: str | None = None
    certain: bool = True
    evidence: tuple[Evidence, ...] = ()
