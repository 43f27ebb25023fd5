"""The values of the application form."""

from typing import Annotated, Literal

from pydantic import Field

from dossier.base import Record
from dossier.evidence import Evidence

FieldStatus = Literal["accepted", "review", "blank", "missing"]
"""accepted: sure; review: read, but a person must look; blank: an empty cell; missing: no such cell."""


class NamedCount(Record):
    """How many there are, and what they are called."""

    count: Annotated[int, Field(ge=0)]
    names: tuple[str, ...] = ()


Value = int | float | NamedCount | str
"""By kind of field: int a whole number; pct percentage points; money 万元; count_names; text."""


class FieldReading(Record):
    """What was read for one field. `raw` is what stands in the cell, `value` what it means.

    `reasons` says, in Chinese for a clerk, why a value is not accepted; it is never empty under `review`.
    Under `review` the value is the best reading there is, or None where there is none.
    """

    status: FieldStatus
    value: Value | None = None
    raw: str | None = None
    unit: str | None = None
    confidence: Annotated[float, Field(ge=0, le=1)] = 0.0
    reasons: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
