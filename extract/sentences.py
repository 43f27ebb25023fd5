"""Sentences of the narrative, each with its place. A row of a table is one sentence."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from dossier import Box, Cell, Document, Evidence, Page, Paragraph, Table
from extract.sections import Section
from extract.text import without_layout

_SENTENCE = re.compile(r"[^。；;！\n]+[。；;！]?")
_CLAUSE = re.compile(r"[^，,：:。；;！\n]+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """`place` gives the evidence for some words of the paragraph or row it stands in; few are asked for."""

    text: str
    place: Callable[[str], Evidence]

    def evidence(self, quote: str | None = None) -> Evidence:
        return self.place((quote or self.text).strip())

    def clauses(self) -> list[str]:
        """The parts between commas."""
        return _CLAUSE.findall(self.text)


def find_sentences(documents: Iterable[Document]) -> Iterator[Sentence]:
    """All sentences of the running text, in order."""
    for document in documents:
        for page in document.pages:
            for paragraph in page.paragraphs:
                yield from _split(document, page, paragraph)


def sentences_of(sections: Iterable[Section]) -> Iterator[Sentence]:
    """The sentences of some sections, each place once: running text, then rows of tables."""
    seen: set[tuple[str, int | None, str]] = set()
    for section in sections:
        for page, paragraph in section.body:
            key = (section.document.source, paragraph.index, paragraph.text)
            if key not in seen:
                seen.add(key)
                yield from _split(section.document, page, paragraph)
        for page, table in section.tables:
            key = (section.document.source, table.index, "")
            if key not in seen:
                seen.add(key)
                for cells in _rows(table):
                    text = "  ".join(without_layout(cell.text) for cell in cells)
                    yield Sentence(text, partial(_row_evidence, section.document, page, table, cells))


def _split(document: Document, page: Page, paragraph: Paragraph) -> Iterator[Sentence]:
    place = partial(document.paragraph_evidence, page, paragraph)
    for part in _SENTENCE.findall(paragraph.text):
        if text := part.strip():
            yield Sentence(text, place)


def _row_evidence(document: Document, page: Page, table: Table, cells: list[Cell], quote: str) -> Evidence:
    first = document.cell_evidence(page, table, cells[0])
    return first.model_copy(update={"quote": quote, "box": _box_around(cells)})


def _box_around(cells: list[Cell]) -> Box | None:
    boxes = [cell.box for cell in cells if cell.box]
    if not boxes:
        return None
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _rows(table: Table) -> Iterator[list[Cell]]:
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if cell.text:
            rows.setdefault(cell.row, []).append(cell)
    yield from rows.values()
