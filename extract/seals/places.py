"""The places whose offices may have sealed a dossier: the applicant, and the cities it speaks of."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dossier import Document, Evidence, Form, Seal, SealOwner
from extract.seals.names import Offices
from extract.seals.signs import RingSeal, looks_of
from extract.text import squeeze
from policy.form import ApplicationForm, SealWords

_STEM = (2, 4)
"""Characters of the name of a city, without its rank."""
_ALONG, _INTO = 22.0, 60.0
"""Points by which parts of a seal on several pages stand elsewhere, along the edge and away from it."""
_ENOUGH = 2
"""On how many seals a city stands that no text speaks of."""


@dataclass(frozen=True)
class Room:
    """A place on which the seal of an owner belongs."""

    owner: SealOwner
    place: Evidence

    def holds(self, seal: Evidence) -> bool:
        """Whether a seal stands on it, or covers it."""
        return seal.stands_on(self.place) or self.place.stands_on(seal)


def is_across_pages(one: Seal, other: Seal) -> bool:
    """Whether two seals, cut at the same place of two pages of a file, may be one across their edges."""
    if not (isinstance(one, RingSeal) and isinstance(other, RingSeal) and one.cut and other.cut):
        return False
    return any(_is_opposite(first, second) for first in one.evidence for second in other.evidence)


def _is_opposite(one: Evidence, other: Evidence) -> bool:
    if one.box is None or other.box is None or one.source != other.source or one.page == other.page:
        return False
    across, down = (
        abs(one.box[side] + one.box[side + 2] - other.box[side] - other.box[side + 2]) / 2 for side in (0, 1)
    )
    return min(across, down) < _ALONG and max(across, down) < _INTO


def find_own_names(
    documents: Sequence[Document], form: Form, spec: ApplicationForm, offices: Offices
) -> Iterator[Room]:
    """Where the applicant's name stands alone: in the form's first field, and at the end of its letters."""
    field = form.fields.get(spec.fields[0].id)
    yield from (Room("applicant", place) for place in (field.evidence if field else ()))
    names = {name for name, owner in offices.names.items() if owner == "applicant"}
    for document in documents:
        for page in document.pages:
            origin = document.origin_of(page)
            for line in page.lines:
                if line.box and squeeze(line.text) in names:
                    place = Evidence(
                        source=origin.source,
                        page=origin.number,
                        box=line.box,
                        quote=line.text,
                        method=page.method,
                    )
                    yield Room("applicant", place)


def find_offices(
    documents: Sequence[Document], seals: Sequence[Seal], form: Form, spec: ApplicationForm
) -> Offices:
    """The words of the policy with the names of the applicant and of cities."""
    words = spec.seals
    texts = [squeeze(text) for document in documents for text in _texts(document)]
    written = _applicant_of(form, spec) or _find_applicant(texts, words, 1)
    pressed = [look for seal in seals for look in dict.fromkeys(look.text for look in looks_of(seal))]
    applicant = written or _find_applicant(pressed, words, _ENOUGH)
    return Offices(words, applicant, tuple(_find_cities(texts, seals, words, applicant)), bool(written))


def _applicant_of(form: Form, spec: ApplicationForm) -> str:
    """As the form says; empty where that is no name of a place or office."""
    field = form.fields.get(spec.fields[0].id)
    value = str(field.value or "") if field else ""
    ends = (*spec.seals.places, *spec.seals.government, *spec.seals.zone)
    return value if value.endswith(ends) and re.fullmatch(r"[㐀-鿿（）()]+", value) else ""


def _find_applicant(texts: Sequence[str], words: SealWords, least: int) -> str:
    """The place, no city, of whose government or office the texts speak most often, and often enough."""
    offices = "|".join((*words.government, *words.zone))
    ranks = [place for place in words.places if place != words.city]
    if not ranks or not offices:
        return ""
    named = re.compile(rf"([㐀-鿿]{{2,4}}(?:{'|'.join(ranks)}))(?:{offices})")
    counts = Counter(match[1] for text in texts for match in named.finditer(text))
    best, count = counts.most_common(1)[0] if counts else ("", 0)
    return best if count >= least else ""


def _find_cities(
    texts: Sequence[str], seals: Sequence[Seal], words: SealWords, applicant: str
) -> Iterator[str]:
    """Cities of whose offices a text speaks, or that stand on several seals; not the applicant."""
    offices = "|".join((*words.government, *words.department))
    if not words.city or not offices:
        return
    written = re.compile(rf"([㐀-鿿]{{{_STEM[0]}}}{words.city})(?={offices})")
    pressed = re.compile(rf"([㐀-鿿]{{{_STEM[0]},{_STEM[1]}}}{words.city})(?:{offices})")
    told = Counter(match[1] for text in texts for match in written.finditer(text))
    seen: Counter[str] = Counter()
    for seal in seals:
        found = {match[1] for look in looks_of(seal) if (match := pressed.fullmatch(look.text))}
        sure = seal.text is not None and len(found) == 1 and not set(*found) & set(applicant)
        seen.update(dict.fromkeys(found, _ENOUGH if sure else 1))
    for city, count in (told + seen).most_common():
        if (told[city] or count >= _ENOUGH) and city not in applicant:
            yield city


def _texts(document: Document) -> Iterable[str]:
    for page in document.pages:
        yield from (paragraph.text for paragraph in page.paragraphs)
        yield from (cell.text for table in page.tables for cell in table.cells)
