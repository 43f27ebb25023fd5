"""Papers of several files: pictures that are the pages of one form or report, put together in order.

Every page keeps the file it was read from. A page that was handed in twice is read once, and where the two
differ nothing is certain.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from dossier import Document, Page
from extract.files.page_copies import without_copies
from extract.files.series import SeriesPlace, find_gaps, find_place


def find_papers(documents: Sequence[Document]) -> list[Document]:
    """The documents as papers: files that are pages of one paper stand where its first file stood. Pages
    are numbered anew; evidence goes by their origin."""
    series: dict[str, list[tuple[SeriesPlace, Document]]] = {}
    for document in documents:
        if _is_part(document):
            place = find_place(document.source)
            series.setdefault(place.words, []).append((place, document))
    papers, bound = list[Document](), set[str]()
    for document in documents:
        if not _is_part(document):
            papers.append(document)
            continue
        words = find_place(document.source).words
        if words not in bound:
            bound.add(words)
            papers.append(_bind(series[words]))
    return without_copies(papers)


def index_pages(pages: Iterable[Page], paragraphs: int = 0, tables: int = 0) -> tuple[Page, ...]:
    """The pages with their paragraphs and tables counted on through all of them, from the given numbers;
    readers of single pictures begin anew with each."""
    indexed = []
    for page in pages:
        moved = paragraphs - min((p.index for p in page.paragraphs), default=0)
        page = replace(
            page,
            paragraphs=tuple(replace(p, index=paragraphs + n) for n, p in enumerate(page.paragraphs)),
            tables=tuple(
                replace(t, index=tables + n, after=max(-1, t.after + moved))
                for n, t in enumerate(page.tables)
            ),
        )
        paragraphs += len(page.paragraphs)
        tables += len(page.tables)
        indexed.append(page)
    return tuple(indexed)


def _is_part(document: Document) -> bool:
    """May it be one page of a paper: a picture, or a scan of a single page."""
    if document.reader == "picture":
        return True
    return len(document.pages) == 1 and document.paged and document.pages[0].method == "ocr"


def _bind(parts: Sequence[tuple[SeriesPlace, Document]]) -> Document:
    """In the order of the numbers in the names, not of their letters: 2 before 10."""
    ordered = sorted(parts, key=lambda part: (part[0].rank, part[1].source))
    documents = [document for _, document in ordered]
    pages = [replace(p, origin=document.origin_of(p)) for document in documents for p in document.pages]
    numbered = (replace(page, number=number) for number, page in enumerate(pages, 1))
    notes = dict.fromkeys(note for document in documents for note in document.notes)
    gaps = find_gaps([place for place, _ in ordered])
    if gaps and len(documents) > 1:
        first, last = (PurePosixPath(documents[at].source).name for at in (0, -1))
        missing = "、".join(map(str, gaps))
        notes[f"从“{first}”到“{last}”按编号缺第{missing}张，请核实是否漏交"] = None
    return replace(documents[0], pages=index_pages(numbered), notes=tuple(notes))
