"""Totals that the narrative gives together with their parts."""

from dossier.base import Record
from dossier.evidence import Evidence


class Tally(Record):
    """A total, and the parts that stand beside it, all in one unit.

    `complete`: the parts are said to be all there are (the rows of a table above 合计, "分别为"); where they
    are only some of them ("其中"), they can but not exceed the total. `digits` are the decimal places that
    the least exact of the numbers has.
    """

    label: str
    unit: str | None = None
    total: float
    parts: tuple[float, ...]
    complete: bool
    digits: int = 0
    evidence: tuple[Evidence, ...] = ()
