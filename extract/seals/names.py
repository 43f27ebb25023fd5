"""Whose name stands on a seal, read with errors, in part, or from its middle on.

What was read is compared with every name that makes sense in the dossier, and with what the names of other
bodies end with. A name speaks for its owner by how much less it takes to turn it into what was read than
any name of somebody else.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import get_args

from dossier import SealOwner
from extract.seals.alignment import change, change_end
from extract.seals.signs import OTHER, Look
from policy.form import SealWords

Costs = Mapping[SealOwner, float]
"""What it takes to turn the likeliest name of each owner into what was read."""

_RANK = 8
"""What it costs that a place of another rank was read."""
_RANDOM = 6.5
"""What a character costs that was read at random."""
_THERE, _SURELY_THERE = 0.35, 0.15
"""What part of an ending may be wrong; of a body's that is none we know."""
_NO_KNOWN_CITY, _OTHER_CITY, _STRANGE_GOVERNMENT, _LOCAL_DEPARTMENT = 7, 15, 22, 10
"""How unlikely the seals of a city are that nothing else in the dossier names, of other counties, and of
their departments."""
_SHORTEST, _LONG_ENOUGH = 3, 0.6
"""Characters of a look that counts, at least, and as a part of the longest look."""
_ALL_LOOKS = 0.2
"""How much all looks at a ring count besides the best one."""
_ALIKE = 0.4
"""Of the characters of two names that may be the same, how many differ at most."""
_IN_PLACE = 4
"""How much the place of a seal speaks for its owner."""
_FAR = 0.45
"""What part of a look must be wrong for it to be none of the names that are known."""
_AGREED = 1.5
"""Where looks agree, errors are less likely."""


@dataclass(frozen=True)
class Offices:
    """The words of the policy, the applicant's name, and the cities that the dossier speaks of. `sure`: the
    papers name the applicant, not its seals alone."""

    words: SealWords
    applicant: str
    cities: tuple[str, ...] = ()
    sure: bool = True

    @cached_property
    def name(self) -> str:
        """The applicant's name without its office and the places it lies in."""
        name = without_end(self.applicant, (*self.words.government, *self.words.zone))
        wider, places = "|".join(self.words.wider), "|".join(self.words.places)
        return re.sub(rf"^.{{2,5}}?(?:{wider})(?=.{{2,}}(?:{places})$)", "", name) if wider else name

    @cached_property
    def stem(self) -> str:
        """The name without its rank."""
        return without_end(self.name, self.words.places)

    @cached_property
    def names(self) -> Mapping[str, SealOwner]:
        """The names that are known in full."""
        words = self.words
        known: dict[str, SealOwner] = {}
        for city in self.cities:
            known |= {city + office: "city_government" for office in words.government}
            known |= {city + office: "city_department" for office in words.department}
        if self.name:
            known |= {self.name + office: "applicant" for office in self._own_offices}
        return known

    @cached_property
    def endings(self) -> tuple[tuple[str, SealOwner, int], ...]:
        """What names end with that begin with anything, their owner, and what speaks against them."""
        words = self.words
        of_city = _OTHER_CITY if self.cities else _NO_KNOWN_CITY
        found: list[tuple[str, SealOwner, int]] = [(word, "unknown", 0) for word in words.others]
        found += [(words.city + office, "city_government", of_city) for office in words.government]
        found += [(words.city + office, "city_department", of_city) for office in words.department]
        rest = [place for place in words.places if place != words.city]
        strange: SealOwner = "unknown" if self.name else "applicant"
        against = _STRANGE_GOVERNMENT if self.name else _LOCAL_DEPARTMENT
        found += [
            (place + office, strange, against)
            for place in rest
            for office in (*words.government, *words.zone)
        ]
        found += [
            (place + office, "unknown", _LOCAL_DEPARTMENT) for place in rest for office in words.department
        ]
        return tuple(found)

    @property
    def _own_offices(self) -> tuple[str, ...]:
        """A county has no office of a zone; some zones have a government."""
        rank = next((place for place in self.words.places if self.name.endswith(place)), "")
        return self.words.government if len(rank) == 1 else (*self.words.zone, *self.words.government)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The owner that a ring speaks for, by how much more than for anybody else (10 a character), and what
    part of the characters had to be changed; by how much it speaks against the owner of the place."""

    owner: SealOwner
    margin: float
    changed: float
    against_place: float = 0.0


def judge_names(
    looks: Sequence[Look], offices: Offices, *, place: SealOwner = "unknown", agreed: bool = False
) -> Verdict | None:
    """The owner that the looks at a ring speak for together; None where nothing was read. `place`: the owner
    of the cell it stands on; `agreed`: the first look was read twice."""
    least = max(_SHORTEST, _LONG_ENOUGH * max((len(look.text) for look in looks), default=0))
    read = [look for look in looks if len(look.text) >= least]
    if not read:
        return None
    weight = _AGREED if agreed else 1.0
    costs = [cost_of(look, offices) for look in read]
    told = {
        owner: _told([(look, c[owner]) for look, c in zip(read, costs, strict=True)]) for owner in costs[0]
    }
    total = {owner: -weight * speaks for owner, speaks in told.items()}
    if place != "unknown":
        total[place] -= _IN_PLACE
    ranked = sorted(total, key=lambda owner: (total[owner], owner))
    best, rival = ranked[0], total[ranked[1]] if len(ranked) > 1 else 100.0
    changed = min(cost[best] / (OTHER * len(look.text)) for look, cost in zip(read, costs, strict=True))
    return Verdict(best, rival - total[best], changed, total[place] - total[best])


def _told(costs: Sequence[tuple[Look, float]]) -> float:
    """How much looks speak for an owner, by what its name costs at each: that much less than what is read at
    random, and the more so the less had to be changed."""
    spared = [
        (_RANDOM * len(look.text) - cost) * (1.0 - cost / (OTHER * len(look.text))) for look, cost in costs
    ]
    return max(spared) + _ALL_LOOKS * sum(spared) / len(spared)


def cost_of(look: Look, offices: Offices) -> Costs:
    """For each owner, what the likeliest of its names costs; never more than what was read at random."""
    costs: dict[SealOwner, float] = dict.fromkeys(get_args(SealOwner), _RANDOM * len(look.text))
    for owner, cost in _all_costs(look, offices):
        costs[owner] = min(cost, costs[owner])
    return costs


def is_another(looks: Sequence[Look], offices: Offices, *, agreed: bool = False) -> bool:
    """Whether the applicant's place was read, but in no name that is known: that of a body of the place; or,
    twice, the government of a place that has nothing of the applicant's name."""
    if agreed and _is_strange(looks[0].text, offices):
        return True
    here = [
        look
        for look in looks
        if offices.stem and offices.stem in look.text and len(look.text) > len(offices.name)
    ]
    return any(
        min(c for o, c in cost_of(look, offices).items() if o != "unknown") > _FAR * OTHER * len(look.text)
        for look in here
    )


def _is_strange(look: str, offices: Offices) -> bool:
    place = without_end(look, (*offices.words.government, *offices.words.zone))
    named = place != look and _is_place(place, offices) and not place.endswith(offices.words.city)
    return named and bool(offices.stem) and not set(place) & set(offices.stem)


def reads_applicant(looks: Sequence[Look], offices: Offices) -> bool:
    """Whether most of the applicant's name without its rank was read."""
    stem = set(offices.stem)
    return offices.sure and any(2 * len(stem & set(look.text)) >= max(2, len(stem)) for look in looks)


def is_borne_out(owner: SealOwner, looks: Sequence[Look], offices: Offices) -> bool:
    """Whether anything was read that only this owner has in its name: every government is one."""
    if owner == "applicant":
        own = set(offices.name) - set(offices.words.city)
    elif owner == "city_government":
        shared = offices.cities and offices.name.endswith(offices.words.city)
        own = set("".join(offices.cities)) - set(offices.name if shared else "")
        own |= set("" if shared else offices.words.city)
    else:
        return True
    return not own or any(look.may_read(character) for look in looks for character in own)


def known_name(look: Look, offices: Offices) -> str | None:
    """The name that was read without an error, be it from its middle on."""
    return next((name for name in offices.names if name in (look.text, *_turned(look.text))), None)


def _all_costs(look: Look, offices: Offices) -> Iterator[tuple[SealOwner, float]]:
    ranks = _ranks(look, offices)
    for name, owner in offices.names.items():
        place = without_end(name, (*offices.words.government, *offices.words.zone, *offices.words.department))
        yield owner, ranks.get(place[-1], 0.0) + change(look, name)
    for ending, owner, against in offices.endings:
        place = next((place for place in offices.words.places if ending.startswith(place)), "")
        unread = bool(place) and not look.may_read(place[-1])
        if unread and (place != offices.words.city or not offices.name):
            continue
        other = _RANK if unread else ranks.get(place[-1:], 0.0)
        yield (
            owner,
            other
            + against
            + change_end(look, ending, (_THERE if place else _SURELY_THERE) * OTHER * len(ending)),
        )


def _ranks(look: Look, offices: Offices) -> Mapping[str, float]:
    """For the last word of each rank of places, what it costs that the likeliest one is another."""
    costs = {place[-1]: float(look.cost_of(place[-1]).min()) for place in offices.words.places}
    return {rank: min(_RANK, cost - min(costs.values())) for rank, cost in costs.items()}


def _turned(look: str) -> list[str]:
    return [look[at:] + look[:at] for at in range(1, len(look))]


def told_name(text: str, offices: Offices) -> str | None:
    """A name that two looks agree on, of a body that is none we know, from its beginning on; None where it
    is not whole, or so like a name that is known that it may be the same, misread."""
    words = offices.words
    ends = (*words.government, *words.zone, *words.others)
    whole = next((way for way in (text, *_turned(text)) if way.endswith(ends)), "")
    before = without_end(whole, ends)
    if before == whole or not (whole.endswith(words.others) or _is_strange(whole, offices)):
        return None
    near = min((change(Look.of_text(whole), name) for name in offices.names), default=1000)
    part = bool(set(before) & set(offices.stem)) and offices.stem not in before
    return None if part or near <= _ALIKE * OTHER * len(whole) else whole


def _is_place(text: str, offices: Offices) -> bool:
    rest = without_end(text, offices.words.places)
    return rest != text and len(rest) > 1


def without_end(name: str, ends: Sequence[str]) -> str:
    for end in sorted(ends, key=len, reverse=True):
        if name.endswith(end) and len(name) > len(end):
            return name.removesuffix(end)
    return name
