"""Sentences of the narrative, each with its place. A row of a table is one sentence."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dossier import Box, Cell, Document, Evidence, Table
from extract.sections import Section
from extract.text import without_layout

_SENTENCE = re.compile(r"[^。；;！\n]+[。；;！]?")
_CLAUSE = re.compile(r"[^，,：:。；;！\n]+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """`place` is the evidence of the paragraph or cell it stands in."""

    text: str
    place: Evidence

    def evidence(self, quote: str | None = None) -> Evidence:
        return self.place.model_copy(update={"quote": (quote or self.text).strip()})

    def clauses(self) -> list[str]:
        """The parts between commas."""
        return _CLAUSE.findall(self.text)


def find_sentences(documents: Iterable[Document]) -> Iterator[Sentence]:
    """All sentences of the running text, in order."""
    for document in documents:
        for page in document.pages:
            for paragraph in page.paragraphs:
                yield from _split(paragraph.text, document.paragraph_evidence(page, paragraph))


def sentences_of(sections: Iterable[Section]) -> Iterator[Sentence]:
    """The sentences of some sections, each place once: running text, then rows of tables."""
    seen: set[tuple[str, int | None, str]] = set()
    for section in sections:
        for page, paragraph in section.body:
            place = section.document.paragraph_evidence(page, paragraph)
            key = (place.source, paragraph.index, paragraph.text)
            if key not in seen:
                seen.add(key)
                yield from _split(paragraph.text, place)
        for page, table in section.tables:
            key = (section.document.source, table.index, "")
            if key not in seen:
                seen.add(key)
                for cells in _rows(table):
                    place = section.document.cell_evidence(page, table, cells[0])
                    text = "  ".join(without_layout(cell.text) for cell in cells)
                    yield Sentence(text, place.model_copy(update={"quote": text, "box": _box_around(cells)}))


def _split(text: str, place: Evidence) -> Iterator[Sentence]:
    for match in _SENTENCE.finditer(text):
        if match.group().strip():
            yield Sentence(match.group().strip(), place)


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
