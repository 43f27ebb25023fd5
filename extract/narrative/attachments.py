"""Where "see the attachment" leads: to another file, or to a part of the same paper."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from dossier import Document, Evidence
from extract.narrative.pointers import number_of
from extract.narrative.sections import Section
from extract.text import squeeze

_NAMED = re.compile(r"附\s*[件表录]\s*[\d一二三四五六七八九十]*")


@dataclass(frozen=True, slots=True)
class Attachment:
    """`name` is its heading or the name of its file; `number` that of 附件3."""

    name: str
    number: int | None
    text: str
    evidence: Evidence


def find_attachments(documents: Sequence[Document], sections: Sequence[Section]) -> list[Attachment]:
    """Parts that are headed as attachments, and files that are none of the narrative's own."""
    parts = [
        Attachment(section.heading, number_of(section.heading), _text_of(section), section.evidence)
        for section in sections
        if _NAMED.match(section.heading.strip())
    ]
    files = [
        Attachment(_stem(document), number_of(_stem(document)), _text_in(document), evidence)
        for document in documents
        if (evidence := _first_place(document)) is not None
    ]
    return [each for each in (*parts, *files) if squeeze(each.text)]


def _text_of(section: Section) -> str:
    return f"{section.text}\n{section.table_text}"


def _stem(document: Document) -> str:
    return PurePosixPath(document.source).stem


def _text_in(document: Document) -> str:
    lines = [p.text for page in document.pages for p in page.paragraphs]
    cells = [c.text for page in document.pages for table in page.tables for c in table.cells if c.text]
    return "\n".join((*lines, *cells))


def _first_place(document: Document) -> Evidence | None:
    for page in document.pages:
        if page.paragraphs:
            return document.paragraph_evidence(page, page.paragraphs[0])
        for table in page.tables:
            if table.cells:
                return document.cell_evidence(page, table, table.cells[0])
    return None
