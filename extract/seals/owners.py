"""Whose seal it is: by the name on its ring; where that cannot be read, by the cell it stands on.

A name that was read rules. Somebody else's is never taken for the owner that its place suggests, and a
place alone never makes an owner certain.
"""

from collections.abc import Mapping, Sequence

from dossier import Document, Evidence, Form, Seal, SealOwner
from extract.seals.names import Offices, is_another, judge_names, known_name, reads_applicant, told_name
from extract.seals.places import find_offices
from extract.seals.signs import Look, looks_of
from policy.form import ApplicationForm

_SPEAKS, _SURE = 3.5, 12.0
"""By how much a name must speak for an owner, and for the owner to be certain; 10 is a character."""
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
    cells = _sealed_cells(form, spec)
    return tuple(_own(seal, offices, _owner_of_place(seal, cells)) for seal in seals)


def _own(seal: Seal, offices: Offices, place: SealOwner) -> Seal:
    """A name that tells the owner, or that it is nobody we know, rules; else the place may, uncertainly."""
    looks, agreed = looks_of(seal), seal.text is not None
    verdict = judge_names(looks, offices, place=place, agreed=agreed)
    named = verdict is not None and verdict.margin >= _SPEAKS and verdict.changed <= _CHANGED
    if is_another(looks, offices, agreed=agreed) and not (named and verdict and verdict.changed == 0):
        return _as(seal, "unknown", True, looks, offices)
    if verdict and named:
        certain = verdict.margin >= _SURE and verdict.changed <= _SURELY_CHANGED
        certain &= verdict.owner != "applicant" or reads_applicant(looks, offices)
        return _as(seal, verdict.owner, certain or verdict.owner == "unknown", looks, offices)
    if verdict and verdict.against_place > _AGAINST:
        place = "unknown"
    return _as(seal, place, place == "unknown", looks, offices)


def _as(seal: Seal, owner: SealOwner, certain: bool, looks: Sequence[Look], offices: Offices) -> Seal:
    known = [name for look in looks if (name := known_name(look, offices)) and offices.names[name] == owner]
    text = known[0] if known else None
    if text is None and seal.text and (certain or owner == "unknown"):
        text = told_name(seal.text, offices)
    return Seal(owner=owner, certain=seal.certain and certain, text=text, evidence=seal.evidence)


def _sealed_cells(form: Form, spec: ApplicationForm) -> Mapping[SealOwner, tuple[Evidence, ...]]:
    """The places of the opinions, by the owner of the seal that belongs there."""
    return {
        field.seal: form.fields[field.id].evidence
        for field in spec.fields
        if field.seal and field.id in form.fields
    }


def _owner_of_place(seal: Seal, cells: Mapping[SealOwner, tuple[Evidence, ...]]) -> SealOwner:
    """The owner on whose cell the seal stands; unknown where it is none or more than one."""
    owners = [
        owner
        for owner, places in cells.items()
        if any(where.stands_on(place) for where in seal.evidence for place in places)
    ]
    return owners[0] if len(owners) == 1 else "unknown"
