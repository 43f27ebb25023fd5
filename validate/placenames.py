"""Names of counties and zones as people write them, held against the register."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from policy.register import City, County, Registry

Kind = Literal["county", "zone"]

_SPACES = re.compile(r"[\s·•_“”\"']+")
_BRACKETED = re.compile(r"[(\[【〔][^()\[\]【】〔〕]*[)\]】〕]$")
_OFFICES = re.compile(r"(?:人民政府|政府|管理委员会|管委会|党工委)$")


@dataclass(frozen=True, slots=True)
class Place:
    """A county or a zone. `code` is None for a zone that has none. `written` is how it was named."""

    kind: Kind
    name: str
    city: str | None
    code: str | None
    written: str

    @property
    def key(self) -> str:
        """What tells it from all others."""
        return self.code or self.name


def find_places(registry: Registry, text: str) -> tuple[Place, ...]:
    """All that a name may mean: one where it is clear, several where several are called so, none where
    nobody is. A zone is told by its last word even where the register does not know it."""
    name = strip_name(text)
    if zone := find_zone(registry, name):
        return (zone,)
    bare = strip_province(registry, name)
    city, rest = split_city(registry, bare)
    found = call(registry, bare) or (call(registry, rest) if city else ())
    return tuple(
        Place("county", county.name, home.name, county.code, name)
        for home, county in found
        if city is None or home is city or bare in registry.by_name
    )


def strip_name(text: str) -> str:
    """A name without layout, remarks in brackets at its end, and the word for its government."""
    bare = _SPACES.sub("", unicodedata.normalize("NFKC", text))
    return _OFFICES.sub("", _BRACKETED.sub("", bare))


def strip_province(registry: Registry, name: str) -> str:
    province = registry.province
    for word in (province, province[:-1]):
        if word and name.startswith(word):
            return name[len(word) :]
    return name


def split_city(registry: Registry, name: str) -> tuple[City | None, str]:
    """The city that a name begins with, and what is left of it."""
    for city in registry.cities:
        for word in (city.name, city.name[:-1]):
            if name.startswith(word) and len(name) > len(word):
                return city, name[len(word) :]
    return None, name


def call(registry: Registry, name: str) -> tuple[tuple[City, County], ...]:
    return registry.by_name.get(name) or registry.by_short_name.get(name, ())


def find_zone(registry: Registry, name: str) -> Place | None:
    bare = strip_province(registry, name)
    for each in (name, bare, split_city(registry, bare)[1]):
        if known := registry.zones_by_name.get(each):
            return Place("zone", known.name, known.city, known.code, name)
    if not registry.zones.words or not name.endswith(registry.zones.words):
        return None
    return Place("zone", bare, find_city_of_zone(registry, bare), None, name)


def find_city_of_zone(registry: Registry, name: str) -> str | None:
    """The city that the zone's name begins with, or that of the one county that it begins with."""
    homes = {
        city.name
        for city, county in registry.list_counties()
        for word in (county.name, county.name[:-1])
        if len(word) > 1 and name.startswith(word)
    }
    city, _ = split_city(registry, name)
    if city is not None:
        return city.name
    return homes.pop() if len(homes) == 1 else None


def find_cities(registry: Registry, text: str) -> Iterator[str]:
    """The cities that a text names in full."""
    for city in registry.cities:
        if city.name in text:
            yield city.name


def narrow(registry: Registry, places: Iterable[Place], texts: Iterable[str]) -> tuple[Place, ...]:
    """Those of several places whose city the texts name, in full or right before the place's name."""
    hints = [_SPACES.sub("", unicodedata.normalize("NFKC", text)) for text in texts]
    return tuple(
        place
        for place in places
        if place.city is not None
        and any(place.city in hint or place.city[:-1] + place.written in hint for hint in hints)
    )
