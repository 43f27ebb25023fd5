"""Which reading of each ambiguous rule was taken."""

from functools import lru_cache

from policy import Policy
from score.scorecard import ReadingTaken

PRINTED = frozenset({"gate", "conditions", "fields", "materials"})
"""The results of a review. Readings that affect none of them are printed elsewhere."""


@lru_cache(maxsize=64)
def list_readings(policy: Policy) -> tuple[ReadingTaken, ...]:
    """The readings that bear on a review, in the policy's order."""
    return tuple(
        ReadingTaken(
            id=reading.id,
            title=reading.title,
            option=reading.default,
            text=next(option.text for option in reading.options if option.id == reading.default),
        )
        for reading in policy.readings
        if PRINTED & set(reading.affects)
    )
