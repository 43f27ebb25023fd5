"""The outline of a narrative: headings with the text that stands below each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dossier import Document, Evidence, Page, Paragraph, Table
from extract.numbering import numbering_level
from extract.text import squeeze

_LONGEST_HEADING = 45
_RUN_IN = re.compile(r"^(.{2,30}?)[。:：](?=.)")
_CONTENTS_LINE = re.compile(r"(?:[.…·．]{2,}|\t|\s{2,})\s*-?\d{1,3}-?$")
_ENDS_SENTENCE = ("。", "；", "，", ";", ",", "、")
Level = tuple[int, int]
"""Smaller is higher: styled headings, then numbered ones, then those that only look like headings."""

_BODY: Level = (9, 0)
_CHAPTER = 1
"""The level of 第一部分, which no other numbering stands above."""

TableKey = tuple[str, int]
"""Source and index of a table."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what follows it up to the next heading of its rank, sub-sections included.

    `level` is comparable within one document only. `body` is without the heading.
    """

    heading: str
    level: Level
    evidence: Evidence
    body: tuple[tuple[Page, Paragraph], ...]
    document: Document
    tables: tuple[tuple[Page, Table], ...]

    @property
    def table_text(self) -> str:
        return "\n".join(cell.text for _, table in self.tables for cell in table.cells if cell.text)

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(paragraph for _, paragraph in self.body)


@dataclass(frozen=True, slots=True)
class _Placed:
    paragraph: Paragraph
    page: Page
    heading: str | None
    level: Level
    rest: str


def find_sections(document: Document, not_narrative: frozenset[TableKey] = frozenset()) -> list[Section]:
    """All sections of a document, in order; a document without headings has none. Tables in
    `not_narrative` (the form's) belong to none."""
    ranks: dict[int, int] = {}
    placed = [_place(page, paragraph, ranks) for page, paragraph in _running_text(document)]
    sections = []
    for at, item in enumerate(placed):
        if item.heading is None:
            continue
        end = next((n for n in range(at + 1, len(placed)) if _closes(placed[n], item)), len(placed))
        body = [(p.page, p.paragraph) for p in placed[at + 1 : end]]
        if item.rest:
            body.insert(0, (item.page, _with_text(item.paragraph, item.rest)))
        following = placed[end] if end < len(placed) else None
        sections.append(
            Section(
                heading=item.heading,
                level=item.level,
                evidence=document.paragraph_evidence(item.page, item.paragraph, item.heading),
                body=tuple(body),
                document=document,
                tables=_tables_between(document, item, following, not_narrative),
            )
        )
    return sections


def _running_text(document: Document) -> Iterator[tuple[Page, Paragraph]]:
    """The paragraphs that are neither a line of a table of contents nor empty."""
    for page in document.pages:
        for paragraph in page.paragraphs:
            style = (paragraph.style or "").lower()
            if not style.startswith("toc") and not _is_contents_line(paragraph.text):
                yield page, paragraph


def _is_contents_line(text: str) -> bool:
    """A line of a table of contents ends with the number of a page, which few paragraphs do."""
    last = text.rstrip("\n")[-1:]
    return (last.isdecimal() or last == "-") and _CONTENTS_LINE.search(text) is not None


def _place(page: Page, paragraph: Paragraph, ranks: dict[int, int]) -> _Placed:
    """`ranks` are the kinds of numbering in the order in which this document first used them."""
    text = paragraph.text.strip()
    numbered = numbering_level(text)
    heading, rest = text, ""
    if numbered and len(text) > _LONGEST_HEADING // 2 and (run_in := _RUN_IN.match(text)):
        heading, rest = run_in[1], text[run_in.end() :]
    elif text.endswith(_ENDS_SENTENCE) or len(squeeze(text)) > _LONGEST_HEADING:
        return _Placed(paragraph, page, None, _BODY, "")
    level = _heading_level(paragraph, numbered, ranks)
    return _Placed(paragraph, page, heading if level < _BODY else None, level, rest)


def _heading_level(paragraph: Paragraph, numbered: int | None, ranks: dict[int, int]) -> Level:
    """Its style ranks a heading; without one the kind of its numbering does, or its look."""
    if paragraph.outline is not None:
        return (0, paragraph.outline)
    if numbered is not None:
        return (1, 0 if numbered == _CHAPTER else ranks.setdefault(numbered, len(ranks) + 1))
    if 2 <= len(squeeze(paragraph.text)) <= 30 and (paragraph.bold or paragraph.centered):
        return (0, 0) if paragraph.centered else (2, 0)
    return _BODY


def _closes(later: _Placed, section: _Placed) -> bool:
    return later.heading is not None and later.level <= section.level


def _with_text(paragraph: Paragraph, text: str) -> Paragraph:
    return Paragraph(text, paragraph.index, paragraph.style, None, False, False, paragraph.box)


def _tables_between(
    document: Document, start: _Placed, end: _Placed | None, not_narrative: frozenset[TableKey]
) -> tuple[tuple[Page, Table], ...]:
    """The tables that stand in a section."""
    found = []
    for page in document.pages:
        for table in page.tables:
            place = _table_place(page, table)
            inside = _place_of(start) < place and (end is None or place < _place_of(end))
            if inside and (document.source, table.index) not in not_narrative:
                found.append((page, table))
    return tuple(found)


def _place_of(item: _Placed) -> tuple[int, float]:
    box = item.paragraph.box
    return item.page.number, box[1] if box else item.paragraph.index


def _table_place(page: Page, table: Table) -> tuple[int, float]:
    return page.number, table.box[1] if table.box else table.after + 0.5
