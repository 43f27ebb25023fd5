"""Which county or zone of the register it is that applies."""

from collections.abc import Iterator, Sequence

from dossier import Evidence, FieldReading
from dossier.base import Record
from policy.register import Registry
from validate.placenames import Kind, Place, find_cities, find_places, narrow, strip_name
from validate.submission import Submission

SHORT = 2
"""Characters of the shortest names: 代县."""


class Applicant(Record):
    """`name` is that of the register, or what stands on the form where the register has no such name; None
    where nothing was read. Not `sure`: nobody may reckon with it before a person has looked; `reason` says
    why, or how it was found. `key` tells it from all other applicants, None where it is not sure."""

    name: str | None = None
    kind: Kind | None = None
    city: str | None = None
    code: str | None = None
    sure: bool = False
    reason: str
    evidence: tuple[Evidence, ...] = ()

    @property
    def key(self) -> str | None:
        return (self.code or self.name) if self.sure else None


def find_applicant(submission: Submission, names: Sequence[str] = ()) -> Applicant:
    """Who applies, by the first cell of the form. Of several places of one name the one whose city the
    rest of the form, the seals, the files or `names` (what the dossier was handed in as) speak of."""
    registry = submission.policy.registry
    reading = submission.reading(submission.policy.form.fields[0].id)
    written = reading.value if isinstance(reading.value, str) else ""
    if not written.strip():
        return Applicant(reason="申报表上没有读出申报单位名称")
    hints = list_hints(submission, names)
    places = find_places(registry, written)
    if len(places) > 1:
        places = narrow(registry, places, hints) or places
    if len(places) != 1:
        return leave_open(written, places, reading)
    return settle(registry, places[0], reading, hints, submission)


def list_hints(submission: Submission, names: Sequence[str]) -> tuple[str, ...]:
    """What else says where the applicant lies: the other texts of the form, seals, files and folders."""
    fields = submission.policy.form.fields
    values = [submission.reading(field.id).value for field in fields[1:] if field.kind == "text"]
    seals = [seal.text for seal in submission.dossier.seals if seal.text]
    files = [source.path for source in submission.dossier.sources]
    return (*(value for value in values if isinstance(value, str)), *seals, *files, *names)


def leave_open(written: str, places: Sequence[Place], reading: FieldReading) -> Applicant:
    """Several places, or none. A name that the register does not have is a name all the same."""
    if places:
        called = "、".join(f"{place.city or ''}{place.name}" for place in places)
        reason = f"“{strip_name(written)}”可能是{called}，从表上看不出属于哪个市"
        return Applicant(name=strip_name(written), reason=reason, evidence=reading.evidence)
    return Applicant(
        name=strip_name(written),
        sure=reading.status == "accepted",
        reason=f"名册中没有“{strip_name(written)}”",
        evidence=reading.evidence,
    )


def settle(
    registry: Registry, place: Place, reading: FieldReading, hints: Sequence[str], submission: Submission
) -> Applicant:
    """The one place that is meant, unless its name is doubtful or city offices of elsewhere signed."""
    doubts = [*doubt_reading(place, reading, hints), *doubt_city(registry, place, submission)]
    return Applicant(
        name=place.name,
        kind=place.kind,
        city=place.city,
        code=place.code,
        sure=not doubts,
        reason="；".join(doubts) or say_found(place),
        evidence=reading.evidence,
    )


def say_found(place: Place) -> str:
    if place.kind == "zone" and place.code is None:
        return "开发区，没有代码"
    renamed = place.kind == "county" and not place.written.endswith((place.name, place.name[:-1]))
    return f"表上写的是原名“{place.written}”" if renamed else "与名册一致"


def doubt_reading(place: Place, reading: FieldReading, hints: Sequence[str]) -> Iterator[str]:
    """A name that was read with a doubt is borne out where it stands elsewhere too; one of two characters
    is too easily part of another, so that its city must stand there as well."""
    full = (place.city or "")[:-1] if len(place.name) <= SHORT else ""
    if reading.status != "accepted" and not any(place.name in hint and full in hint for hint in hints):
        yield "申报单位名称尚待核实"


def doubt_city(registry: Registry, place: Place, submission: Submission) -> Iterator[str]:
    """The city's opinions and seals name other cities and never the applicant's."""
    signed = [submission.reading(spec.id).value for spec in submission.specs.values() if spec.seal]
    told = [text for text in signed if isinstance(text, str)]
    told += [seal.text for seal in submission.dossier.seals if seal.text and seal.certain]
    named = {city for text in told for city in find_cities(registry, text)}
    if place.city is not None and named and place.city not in named:
        yield f"{place.name}属于{place.city}，意见和印章上写的是{'、'.join(sorted(named))}"
