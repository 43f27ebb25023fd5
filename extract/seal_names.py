"""What the name on a seal says of its owner, read with an error or two, whole or in part."""

import re
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz

from dossier import SealOwner
from policy.form import SealWords

_SHORTEST = 4
_WHOLE_PLACE = 3
"""Characters of the name of a place, with its rank, at least."""
_ALIKE = 0.75
"""How much of an office's word must stand at the end of a name: one wrong character in four."""
_SAME_PLACE = 65.0
"""How like each other two names of one place are: one wrong character in three."""
_PART = 90.0
_HINT = 50.0


@dataclass(frozen=True)
class Offices:
    """The words of the policy, and the applicant's name."""

    words: SealWords
    applicant: str

    @cached_property
    def name(self) -> str:
        """The applicant's name without its office and the places it lies in."""
        name = _without_end(self.applicant, (*self.words.government, *self.words.zone))
        wider, places = "|".join(self.words.wider), "|".join(self.words.places)
        return re.sub(rf"^.{{2,5}}?(?:{wider})(?=.{{2,}}(?:{places})$)", "", name) if wider else name

    @cached_property
    def stem(self) -> str:
        """The name without its rank."""
        return _without_end(self.name, self.words.places)

    @property
    def may_be_city(self) -> bool:
        return not self.stem or self.name.endswith(self.words.city)


def find_owner(name: str, offices: Offices) -> SealOwner | None:
    """The owner that a name tells; "unknown" where it is somebody else's; None where it does not tell."""
    words = offices.words
    if len(name) < _SHORTEST:
        return None
    if (place := _place_before(name, words.government)) is not None:
        return _owner_of_seat(place, "city_government", "applicant", offices)
    if (place := _place_before(name, words.zone)) is not None:
        return "applicant" if is_applicant(place, offices) else "unknown" if place else None
    if (place := _place_before(name, words.department, last=True)) is not None:
        return _owner_of_seat(place, "city_department", "unknown", offices)
    own = [offices.name + office for office in (*words.government, *words.zone)]
    if offices.stem and any(fuzz.partial_ratio(name, whole) > _PART for whole in own):
        return "applicant"
    return "unknown"


def guess_owner(hint: str, offices: Offices) -> SealOwner | None:
    """The same for a name that was hardly read. The office of a place of the applicant's rank is the
    applicant's rather than another county's."""
    words = offices.words
    place = _place_before(hint, (*words.government, *words.zone))
    if place and offices.stem and place[-1] == offices.name[-1] != words.city:
        return "applicant"
    if place and offices.stem and place.endswith(words.city) and _is_half(place, offices.name):
        return "applicant"
    owner = find_owner(hint, offices)
    return None if owner == "unknown" else owner


def _is_half(place: str, name: str) -> bool:
    """Whether half of a name's characters, without its rank, stand where they should."""
    same = sum(a == b for a, b in zip(place[:-1], name[:-1], strict=False))
    return len(place) == len(name) and 2 * same >= len(name) - 1


def begin_rightly(name: str, offices: Offices) -> str:
    """A name read from its middle on, around the ring to its beginning, from its beginning on."""
    words = offices.words
    for office in sorted((*words.government, *words.zone, *words.department), key=len, reverse=True):
        end = name.find(office) + len(office)
        before, behind = name[: end - len(office)], name[end:]
        if office in name and len(before) < _WHOLE_PLACE and 0 < len(behind) <= _WHOLE_PLACE:
            return behind + name[:end]
    return name


def _owner_of_seat(
    place: str, of_city: SealOwner, of_applicant: SealOwner, offices: Offices
) -> SealOwner | None:
    """The owner by the place before the office's word: the applicant, a city, or another place."""
    if is_applicant(place, offices):
        return of_applicant
    words = offices.words
    if place.endswith(words.city):
        return of_city if _is_another_city(place, offices) else None
    return "unknown" if place.endswith(words.places) and len(place) > 1 else None


def _is_another_city(place: str, offices: Offices) -> bool:
    """A place that ends like a city and is not the applicant: beyond doubt where the applicant is none."""
    if not offices.stem:
        return False
    other = place.removesuffix(offices.words.city)
    return not offices.may_be_city or (len(other) > 1 and not set(other) & set(offices.stem))


def is_applicant(place: str, offices: Offices) -> bool:
    """Whether a place is the applicant's. A city of the applicant's own stem is the applicant only where
    the applicant is a city."""
    if not offices.stem or not place:
        return False
    rank, other = offices.words.city, _without_end(place, offices.words.places)
    if place.endswith(rank) and not offices.may_be_city:
        return False
    if other.endswith(offices.stem):
        return True
    return fuzz.ratio(other, offices.stem) > _SAME_PLACE


def speaks_for(hint: str, owner: SealOwner, offices: Offices) -> bool:
    """Whether what was hardly read of a name does not speak against an owner: it is nothing, or no more
    like another's words than like the owner's."""
    if len(hint) < 3:
        return True
    words = offices.words
    likeness = {
        "city_department": _likeness(hint, words.department),
        "city_government": _likeness(hint, words.government),
        "applicant": _likeness(hint, words.zone),
        "unknown": _likeness(hint, words.others),
    }
    mine = likeness.pop(owner, 0.0)
    return mine >= max(_HINT, *likeness.values()) or max(likeness.values()) < _HINT


def _likeness(hint: str, words: tuple[str, ...]) -> float:
    return max((fuzz.partial_ratio(hint, word) for word in words), default=0.0)


def _place_before(name: str, offices: tuple[str, ...], *, last: bool = False) -> str | None:
    """What stands before the office that a name ends with, the one most like it; None where it ends with
    none. The office may lack its last character; with `last`, it must be there and be right."""
    found = []
    for office in offices:
        for word in (office,) if last else (office, office[:-1]):
            end = name[-len(word) :]
            alike = sum(a == b for a, b in zip(end, word, strict=False)) / len(word)
            least = _ALIKE if len(word) > 3 else 1.0
            if len(end) == len(word) > 2 and alike >= least and not (last and end[-1] != word[-1]):
                found.append((alike, len(word)))
    return name[: -max(found)[1]] if found else None


def _without_end(name: str, ends: tuple[str, ...]) -> str:
    for end in sorted(ends, key=len, reverse=True):
        if name.endswith(end) and len(name) > len(end):
            return name.removesuffix(end)
    return name
