"""Whose seal it is: by the name on its ring; where that cannot be read, by the cell it stands on.

A name that was read rules. Somebody else's is never taken for the owner that its place suggests, and a
place alone never makes an owner certain.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from dossier import Document, Form, Seal, SealOwner
from extract.seals.names import (
    Offices,
    is_another,
    is_borne_out,
    judge_names,
    known_name,
    reads_applicant,
    told_name,
)
from extract.seals.places import Room, find_offices, find_own_names, is_across_pages
from extract.seals.signs import Look, RingSeal, looks_of
from policy.form import ApplicationForm

_SPEAKS, _SURE = 3.5, 12.0
"""By how much a name must speak for an owner, and for the owner to be certain; 10 is a character."""
_ROUND: tuple[SealOwner, ...] = ("city_government", "applicant")
_AGAINST = 8.0
"""By how much a name must speak against the owner of its place."""
_CHANGED, _SURELY_CHANGED = 0.55, 0.25
"""The part of the characters of a name that may have been misread."""


def own_seals(documents: Sequence[Document], form: Form, spec: ApplicationForm) -> tuple[Seal, ...]:
    """The seals on all pages with their owners, in the order of the documents."""
    seals = [seal for document in documents for page in document.pages for seal in page.seals]
    if not seals:
        return ()
    offices = find_offices(documents, seals, form, spec)
    rooms = (*_opinions(form, spec), *find_own_names(documents, form, spec, offices))
    places = [_place_of(seal, rooms) for seal in seals]
    named = [
        _own_by_name(seal, offices, place.owner if place else "unknown")
        for seal, place in zip(seals, places, strict=True)
    ]
    claims = Counter(
        place for place, found in zip(places, named, strict=True) if place and _is_claim(found, place)
    )
    owned = [
        found or _own_by_place(seal, offices, place.owner if place and claims[place] == 1 else "unknown")
        for seal, found, place in zip(seals, named, places, strict=True)
    ]
    return tuple(
        _own_by_pages(seal, one, seals, named) if found is None else one
        for seal, one, found in zip(seals, owned, named, strict=True)
    )


def _own_by_name(seal: Seal, offices: Offices, place: SealOwner) -> Seal | None:
    """None where its name does not tell."""
    looks, agreed = looks_of(seal), seal.text is not None
    verdict = judge_names(looks, offices, place=place, agreed=agreed)
    named = verdict is not None and verdict.margin >= _SPEAKS and verdict.changed <= _CHANGED
    if is_another(looks, offices, agreed=agreed) and not (named and verdict and verdict.changed == 0):
        return _as(seal, "unknown", True, looks, offices)
    if not (verdict and named and is_borne_out(verdict.owner, looks, offices)):
        return None
    certain = verdict.margin >= _SURE and verdict.changed <= _SURELY_CHANGED
    certain &= verdict.owner != "applicant" or reads_applicant(looks, offices)
    # Where the papers do not name the applicant, a city's government may be the applicant itself.
    certain &= verdict.owner != "city_government" or offices.sure
    return _as(seal, verdict.owner, certain or verdict.owner == "unknown", looks, offices)


def _own_by_place(seal: Seal, offices: Offices, place: SealOwner) -> Seal:
    """Uncertain; not where what was read of its name speaks against it."""
    looks = looks_of(seal)
    verdict = judge_names(looks, offices, place=place, agreed=seal.text is not None)
    if verdict and verdict.against_place > _AGAINST:
        place = "unknown"
    return _as(seal, place, place == "unknown", looks, offices)


def _own_by_pages(seal: Seal, own: Seal, seals: Sequence[Seal], named: Sequence[Seal | None]) -> Seal:
    """A seal pressed across the edges of all pages is one: what cannot be read on one page stands on another.
    Uncertain, as each is only a part."""
    owners = {
        found.owner
        for other, found in zip(seals, named, strict=True)
        if found and is_across_pages(seal, other)
    }
    if own.owner != "unknown" or len(owners) != 1:
        return own
    return own.model_copy(update={"owner": owners.pop(), "certain": False})


def _as(seal: Seal, owner: SealOwner, certain: bool, looks: Sequence[Look], offices: Offices) -> Seal:
    known = [name for look in looks if (name := known_name(look, offices)) and offices.names[name] == owner]
    text = known[0] if known else None
    if text is None and seal.text and (certain or owner == "unknown"):
        text = told_name(seal.text, offices)
    return Seal(owner=owner, certain=seal.certain and certain, text=text, evidence=seal.evidence)


def _opinions(form: Form, spec: ApplicationForm) -> Iterator[Room]:
    """The places of the opinions, with the owner of the seal that belongs there."""
    for field in spec.fields:
        if field.seal and field.id in form.fields:
            yield from (Room(field.seal, place) for place in form.fields[field.id].evidence)


def _place_of(seal: Seal, rooms: Sequence[Room]) -> Room | None:
    """The room that a seal stands on; None where it is none, or rooms of several owners. A government's seal
    is round."""
    flat = isinstance(seal, RingSeal) and seal.oval
    found = [
        room
        for room in rooms
        if any(room.holds(where) for where in seal.evidence) and not (flat and room.owner in _ROUND)
    ]
    return found[0] if len({room.owner for room in found}) == 1 else None


def _is_claim(found: Seal | None, room: Room) -> bool:
    """Whether a seal may be the one that belongs there."""
    return found is None or found.owner == room.owner
