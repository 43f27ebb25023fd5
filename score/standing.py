"""Who applies, as far as rules ask for it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from pydantic import Field

from dossier import Evidence
from dossier.base import Record


class Standing(Record):
    """`kind` and `city` are None where nobody knows. `statuses` says of each status that a condition
    names whether the applicant has it; one that is not there is unknown, `doubts` may say why. `source` is
    where it was looked up."""

    name: str | None = None
    kind: Literal["county", "zone"] | None = None
    city: str | None = None
    statuses: Mapping[str, bool] = Field(default_factory=dict)
    doubts: Mapping[str, str] = Field(default_factory=dict)
    source: str = ""
    evidence: tuple[Evidence, ...] = ()


NOBODY = Standing()


class Ruling(Record):
    """What a person decided of a condition or an indicator that was left open. It never overrides what
    figures have decided."""

    outcome: Literal["met", "not_met"]
    reason: str
    person: str = ""
    evidence: tuple[Evidence, ...] = ()


Rulings = Mapping[str, Ruling]
"""By the id of the condition or indicator."""

NO_RULINGS: Rulings = MappingProxyType({})


RULED = "人的判定"


def say_ruling(ruling: Ruling) -> str:
    return f"由{ruling.person or '人'}判定：{ruling.reason}"
