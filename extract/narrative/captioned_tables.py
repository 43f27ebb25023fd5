"""Tables whose captions say what they tell of."""

from collections.abc import Callable

from extract.narrative.captions import is_caption, stands_above
from extract.narrative.lines import LONGEST
from extract.narrative.sections import Section


def find_captioned(section: Section, match: Callable[[str], frozenset[str]]) -> list[Section]:
    """A section for each of its tables whose caption names what is asked for, under the caption."""
    found: list[Section] = []
    for page, table in section.tables:
        here = [paragraph for other, paragraph in section.own if other.number == page.number]
        above = [paragraph for paragraph in here if stands_above(paragraph, table)][-1:]
        for caption in above:
            if is_caption(caption.text) and match(caption.text) and len(caption.text) <= LONGEST:
                place = section.document.paragraph_evidence(page, caption)
                tables = ((page, table),)
                level, document = section.level + 1, section.document
                found.append(Section(caption.text.strip(), level, place, (), (), (), document, tables))
    return found
