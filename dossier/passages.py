"""The running text of the narrative."""

from dossier.base import Record
from dossier.evidence import Evidence


class Passage(Record):
    """A paragraph of running text, whole: the quote of its place. No heading, contents or page header."""

    evidence: Evidence

    @property
    def text(self) -> str:
        return self.evidence.quote
