"""The running text of the narrative, paragraph by paragraph: what is compared between dossiers."""

import re
from collections.abc import Iterator, Sequence

from dossier import Document, Evidence, Passage
from extract.narrative.sections import Section
from extract.text import squeeze

_CONTENTS_LINE = re.compile(r"(?:[.…·．]{3,}|\t)\s*-?\d{1,3}-?\s*$")

_Key = tuple[str, int | None, int | None, object, str]


def find_passages(documents: Sequence[Document], sections: Sequence[Section]) -> Iterator[Passage]:
    """Every paragraph that is more than a heading or a line of a table of contents, in order."""
    headings = {_key(section.evidence, section.heading) for section in sections}
    for document in documents:
        for page in document.pages:
            for paragraph in page.paragraphs:
                place = document.paragraph_evidence(page, paragraph)
                if _is_running(place.quote) and _key(place, place.quote) not in headings:
                    yield Passage(evidence=place)


def _is_running(text: str) -> bool:
    return bool(text.strip()) and _CONTENTS_LINE.search(text) is None


def _key(place: Evidence, text: str) -> _Key:
    return place.source, place.page, place.paragraph, place.box, squeeze(text)
