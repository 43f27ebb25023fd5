"""What is written by hand: whether, never what."""

from typing import Literal

from dossier.base import Record
from dossier.evidence import Evidence

HandKind = Literal["signature", "date"]
Presence = Literal["written", "none", "unclear"]
"""unclear: there is something that may be of a hand, or of a seal; a person must look."""


class Handwriting(Record):
    """Whether a signature or a date stands by hand on the opinion of a field that was read from a picture.
    Its evidence is the strokes, which are not read, or the cell where there are none."""

    field: str
    kind: HandKind
    presence: Presence
    evidence: tuple[Evidence, ...] = ()
