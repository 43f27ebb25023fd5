"""Figures that no dossier holds and that departments have to give, as one application needs them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from dossier import Evidence
from policy.rules import Basis


@dataclass(frozen=True, slots=True)
class Given:
    """A figure that a department gave. `basis` says what it counts, None where nobody said. `host` is the
    county whose figure it is, where the applicant is a zone that lies in it."""

    value: float
    basis: Basis | None = None
    host: str | None = None
    evidence: tuple[Evidence, ...] = ()


Figure = float | Given
"""A bare number is one whose place nobody noted."""

NOTHING: Mapping[str, Figure] = MappingProxyType({})
NO_SUPPLY: Mapping[str, float | tuple[Given, ...]] = MappingProxyType({})
NO_BASES: Mapping[str, Basis] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ReferenceData:
    """`figures` by the reference that a target names, in percentage points; `last_year` the indicator's
    own value of the year before and `supplied` its value as its department gave it, by indicator id: several
    where they count different things. `bases` says what a bare number of `supplied` counts."""

    figures: Mapping[str, Figure] = field(default_factory=lambda: NOTHING)
    last_year: Mapping[str, Figure] = field(default_factory=lambda: NOTHING)
    supplied: Mapping[str, float | tuple[Given, ...]] = field(default_factory=lambda: NO_SUPPLY)
    bases: Mapping[str, Basis] = field(default_factory=lambda: NO_BASES)

    def find_figure(self, reference: str) -> Given | None:
        return take(self.figures.get(reference))

    def find_last_year(self, indicator: str) -> Given | None:
        return take(self.last_year.get(indicator))

    def list_supplied(self, indicator: str) -> tuple[Given, ...]:
        given = self.supplied.get(indicator, ())
        return given if isinstance(given, tuple) else (Given(given, self.bases.get(indicator)),)


def take(figure: Figure | None) -> Given | None:
    return figure if figure is None or isinstance(figure, Given) else Given(figure)


NO_REFERENCE = ReferenceData()
