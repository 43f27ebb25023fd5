"""A name of a place that was read for another: 盂县 and 孟县 look nearly alike, and a reader can be
certain of the wrong one."""

from collections.abc import Iterable, Iterator

from dossier import FieldReading, Form
from extract.form.reading import doubted
from policy import Policy
from policy.register import Registry

NO_SUCH_PLACE = "名册里没有“{}”，有只差一个字的“{}”，可能认错了字，请对照原件"
OTHER_PLACE = "写的是“{}”，与申报单位“{}”只差一个字，可能认错了字，请对照原件"
_BY_SIGHT = "ocr"
_SHORTEST = 2


def doubt_misread_places(form: Form, policy: Policy) -> Form:
    """The form with a doubt on names that were recognised, and are one character away from a place of the
    register: on the applicant's, which the first field has, and on texts that begin with it."""
    first = policy.form.fields[0].id
    reading = form.fields.get(first)
    if reading is None or not isinstance(reading.value, str):
        return form
    wider = tuple(policy.form.seals.wider)
    fields = dict(form.fields)
    pair = _find_misread(reading.value, policy.registry, wider)
    if pair and _is_recognised(reading):
        fields[first] = doubted(reading, NO_SUCH_PLACE.format(*pair))
    own = {
        *(tail for place in pair or () for tail in _tails(place, wider)),
        *_named(reading.value, policy.registry, wider),
    }
    for name, other in form.fields.items():
        if name == first or not isinstance(other.value, str) or not _is_recognised(other):
            continue
        if not pair and (misread := _near_any(other.value, own)):
            fields[name] = doubted(other, OTHER_PLACE.format(*misread))
        elif pair and any(other.value.startswith(place) for place in own):
            fields[name] = doubted(other, OTHER_PLACE.format(*pair))
    return form.model_copy(update={"fields": fields})


def _find_misread(text: str, registry: Registry, wider: tuple[str, ...]) -> tuple[str, str] | None:
    """The name as it was read and that of the register; None where a place of the register is named. Of the
    shortest names, as 盂县, nothing else bears out the one character that tells them apart."""
    known = (*registry.by_name, *registry.by_short_name, *registry.zones_by_name)
    if any(name in text for name in known):
        return None
    short = [name for name in registry.by_name if len(name) == _SHORTEST]
    near = (found for tail in _tails(text, wider) if (found := _near_any(tail, short)))
    return next(near, None)


def _named(text: str, registry: Registry, wider: tuple[str, ...]) -> Iterator[str]:
    for tail in _tails(text, wider):
        yield from (name for name in registry.by_name if tail.startswith(name))


def _tails(text: str, wider: tuple[str, ...]) -> Iterator[str]:
    """The text, and what is left of it behind the name of a wider area."""
    yield text
    yield from (text[place:] for place in range(1, len(text)) if text[place - 1] in wider)


def _near_any(text: str, names: Iterable[str]) -> tuple[str, str] | None:
    """What the text begins with, and the name with the same end from which it differs in one character."""
    for name in names:
        head = text[: len(name)]
        if len(head) == len(name) and head[-1] == name[-1] and _differences(head, name) == 1:
            return head, name
    return None


def _differences(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))


def _is_recognised(reading: FieldReading) -> bool:
    return reading.status == "accepted" and any(one.method == _BY_SIGHT for one in reading.evidence)
