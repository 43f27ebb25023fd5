"""The applicant's name as a picture shows it, held against the register."""

from dossier import Form
from extract.form.reading import doubted
from extract.text import squeeze
from policy.register import Registry

_SHORTEST = 2
"""Of a name of so many characters, as 盂县, nothing else bears out the one that tells it from others."""


def doubt_misread_applicant(form: Form, field: str, registry: Registry) -> Form:
    """Doubts the shortest names that nobody has and that differ in one character from a name that somebody
    has: the recogniser may be sure of a character and wrong. `field` is the one that names the applicant."""
    reading = form.fields[field]
    if reading.status != "accepted" or all(place.method != "ocr" for place in reading.evidence):
        return form
    name = squeeze(str(reading.value))
    near = find_near_name(name, registry)
    if near is None:
        return form
    reason = f"名录里没有“{name}”，只有“{near}”等，可能认错了一个字，请看原件"
    return form.model_copy(update={"fields": {**form.fields, field: doubted(reading, reason)}})


def find_near_name(name: str, registry: Registry) -> str | None:
    """The first of the shortest names, with its city or without, that differs in one character; None where
    the name itself stands in the register, or no such name is so near."""
    if name in registry.by_name:
        return None
    short = (pair for pair in registry.list_counties() if len(pair[1].name) == _SHORTEST)
    known = (written for city, county in short for written in (county.name, city.name + county.name))
    return next((other for other in known if _differ_in_one(name, other)), None)


def _differ_in_one(one: str, other: str) -> bool:
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1
