"""Figures that no dossier holds and that departments have to give."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from policy.rules import Basis

NOTHING: Mapping[str, float] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ReferenceData:
    """`figures` by the reference that a target names, in percentage points; `last_year` the indicator's
    own value of the year before and `supplied` its value as its department gave it, by indicator id; `bases`
    says what that value counts, where it was said."""

    figures: Mapping[str, float] = field(default_factory=lambda: NOTHING)
    last_year: Mapping[str, float] = field(default_factory=lambda: NOTHING)
    supplied: Mapping[str, float] = field(default_factory=lambda: NOTHING)
    bases: Mapping[str, Basis] = field(default_factory=lambda: MappingProxyType({}))


NO_REFERENCE = ReferenceData()
