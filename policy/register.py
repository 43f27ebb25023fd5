"""The register of a province: its counties with their cities, codes and former names, the development
zones that are known, and the lists that a rule may ask for (who was a poverty county)."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated

from pydantic import Field

from policy.base import Id, Rule

Code = Annotated[str, Field(pattern=r"^\d{6}$")]
"""Of GB/T 2260: two digits of the province, two of the city, two of the county."""

Name = Annotated[str, Field(min_length=2)]


class County(Rule):
    """A county, a district or a county-level city. `former` are the names it had, and those of places that
    were merged into it. Not `certain`: the code has not been verified."""

    code: Code
    name: Name
    former: tuple[Name, ...] = ()
    certain: bool = True


class City(Rule):
    code: Code
    name: Name
    counties: Annotated[tuple[County, ...], Field(min_length=1)]


class Zone(Rule):
    """A development zone. `also` are other names of it, `host` the county that it lies in, as far as that
    is known. Its `code` is one of statistics; not `certain`: it has not been verified."""

    name: Name
    also: tuple[Name, ...] = ()
    city: str | None = None
    host: str | None = None
    code: Code | None = None
    certain: bool = True
    note: str | None = None


class Zones(Rule):
    """`words` are what the name of a zone ends with, so that one that is not `known` is still told from a
    county."""

    words: tuple[Name, ...] = ()
    known: tuple[Zone, ...] = ()


class StatusList(Rule):
    """Some of those who have a status, and where that stands. A county is named as in the register, where
    several have that name with its city before it. `holds` is false of those who have it not. Not
    `certain`: perhaps, perhaps not."""

    title: str
    source: str
    holds: bool = True
    certain: bool = True
    counties: Annotated[tuple[str, ...], Field(min_length=1)]


class Status(Rule):
    """What a condition may ask of a county. `total` is how many have it: where as many are certain, all
    others have it not; where fewer are, nobody knows of those that stand on no list."""

    id: Id
    name: str
    total: Annotated[int, Field(ge=1)] | None = None
    note: str | None = None
    lists: Annotated[tuple[StatusList, ...], Field(min_length=1)]


class Registry(Rule):
    """Empty where a programme does without."""

    province: str = ""
    source: str = ""
    cities: tuple[City, ...] = ()
    zones: Zones = Zones()
    statuses: tuple[Status, ...] = ()

    def list_counties(self) -> Iterator[tuple[City, County]]:
        for city in self.cities:
            for county in city.counties:
                yield city, county

    @cached_property
    def by_name(self) -> Mapping[str, tuple[tuple[City, County], ...]]:
        """Everybody who is or was called so, in the order of the register; with its city before it too."""
        named: dict[str, list[tuple[City, County]]] = {}
        for city, county in self.list_counties():
            for name in dict.fromkeys((county.name, *county.former)):
                named.setdefault(name, []).append((city, county))
                named.setdefault(city.name + name, []).append((city, county))
        return {name: tuple(called) for name, called in named.items()}

    @cached_property
    def by_short_name(self) -> Mapping[str, tuple[tuple[City, County], ...]]:
        """As `by_name`, without the last word of the name. A single character names nobody, and what is
        the name of a city names the city."""
        cities = {city.name[:-1] for city in self.cities}
        named: dict[str, list[tuple[City, County]]] = {}
        for city, county in self.list_counties():
            for short in dict.fromkeys(name[:-1] for name in (county.name, *county.former)):
                if len(short) > 1 and short not in cities:
                    named.setdefault(short, []).append((city, county))
        return {name: tuple(called) for name, called in named.items()}

    @cached_property
    def zones_by_name(self) -> Mapping[str, Zone]:
        return {name: zone for zone in self.zones.known for name in (zone.name, *zone.also)}

    def find_status(self, status_id: str) -> Status | None:
        return next((status for status in self.statuses if status.id == status_id), None)

    def list_members(self, status: Status) -> Iterator[tuple[County, StatusList]]:
        """Everybody on the status's lists. A name that is not in the register is passed over."""
        for each in status.lists:
            for name in each.counties:
                for _, county in self.by_name.get(name, ())[:1]:
                    yield county, each
