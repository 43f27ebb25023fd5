"""Figures that no dossier holds and that departments have to give."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

NOTHING: Mapping[str, float] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ReferenceData:
    """`figures` by the reference that a target names, in percentage points; `last_year` the indicator's
    own value of the year before and `supplied` its value where the form has no cell, by indicator id."""

    figures: Mapping[str, float] = field(default_factory=lambda: NOTHING)
    last_year: Mapping[str, float] = field(default_factory=lambda: NOTHING)
    supplied: Mapping[str, float] = field(default_factory=lambda: NOTHING)


NO_REFERENCE = ReferenceData()
