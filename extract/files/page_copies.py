"""A page that was scanned or photographed twice: read once, and compared with its copy cell by cell.

Copies of a whole form are found by `copies`; half a form that comes twice would look like a form that
contradicts itself.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from dossier import Cell, Document, Page, Table
from extract.text import squeeze, to_halfwidth

_ALIKE = 85.0
"""Per cent: recognition of the same page twice differs by a few characters in a hundred."""
_OTHER_FIGURES, _FEW_FIGURES = 0.25, 3
"""The form of another year, or of another county, has the same words but other figures: more than this part
of them, and more than so many, that may be written by hand."""
_ENOUGH = 40
"""Characters by which a page can be known."""
_FIGURE = re.compile(r"\d+")


@dataclass(eq=False)
class _Seen:
    """A page of the paper `document` (its place among all). `kept` is false where its copy stands for it."""

    document: int
    page: Page
    words: str
    kept: bool = True
    copies: tuple["_Seen", ...] = ()


def without_copies(documents: Sequence[Document]) -> list[Document]:
    """The documents without pages that are copies of others, those left doubted where a copy differs. Of
    two copies, that in the longer document stays, else the first; what is left is numbered anew."""
    seen = [
        _Seen(number, page, _words(page))
        for number, document in enumerate(documents)
        for page in document.pages
        if page.method == "ocr"
    ]
    known: list[_Seen] = []
    for each in sorted(seen, key=lambda s: -len(documents[s.document].pages)):
        original = next((other for other in known if _is_copy(each, other)), None)
        if original is None:
            known.append(each)
        else:
            each.kept = False
            original.copies = (*original.copies, each)
    if all(each.kept for each in seen):
        return list(documents)
    return [
        rest
        for number, document in enumerate(documents)
        if (rest := _rest(document, [each for each in seen if each.document == number], documents)).pages
    ]


def _words(page: Page) -> str:
    return squeeze(to_halfwidth("".join(line.text for line in page.lines)))


def _is_copy(one: _Seen, other: _Seen) -> bool:
    if min(len(one.words), len(other.words)) < _ENOUGH:
        return False
    if not fuzz.ratio(one.words, other.words, score_cutoff=_ALIKE):
        return False
    figures, others = _FIGURE.findall(one.words), _FIGURE.findall(other.words)
    same = sum(min(figures.count(figure), others.count(figure)) for figure in set(figures))
    most = max(len(figures), len(others))
    return most - same <= max(_FEW_FIGURES, _OTHER_FIGURES * most)


def _rest(document: Document, seen: Sequence[_Seen], documents: Sequence[Document]) -> Document:
    """What is left of a document."""
    by_page = {id(each.page): each for each in seen}
    left, notes = list[Page](), list[str]()
    for page in document.pages:
        each = by_page.get(id(page))
        if each is None or each.kept:
            for copy in each.copies if each else ():
                told = _told(documents[copy.document], copy.page)
                page = _compared(page, copy.page, told)
                notes.append(f"{told}与{_told(document, page)}是同一页，只读一次，已逐格比对")
            left.append(replace(page, origin=document.origin_of(page)))
    numbered = tuple(replace(page, number=number) for number, page in enumerate(left, 1))
    return replace(document, pages=numbered, notes=(*document.notes, *notes))


def _told(document: Document, page: Page) -> str:
    origin = document.origin_of(page)
    return f"“{origin.source}”第{origin.number}页"


def _compared(page: Page, copy: Page, told: str) -> Page:
    """The page, with doubts on the cells that read otherwise in its copy."""
    same_grid = [_places(t) for t in page.tables] == [_places(t) for t in copy.tables]
    if same_grid:
        pairs = zip(page.tables, copy.tables, strict=True)
        tables = [_compared_by_place(table, other, told) for table, other in pairs]
    else:
        texts = {_comparable(cell) for table in copy.tables for cell in table.cells}
        tables = [_compared_by_text(table, texts, told) for table in page.tables]
    return replace(page, tables=tuple(tables))


def _places(table: Table) -> list[tuple[int, int]]:
    return [(cell.row, cell.column) for cell in table.cells]


def _comparable(cell: Cell) -> str:
    return squeeze(to_halfwidth(cell.text))


def _compared_by_place(table: Table, other: Table, told: str) -> Table:
    def cells() -> Iterator[Cell]:
        for cell, copy in zip(table.cells, other.cells, strict=True):
            if _comparable(cell) == _comparable(copy):
                yield cell
            else:
                shown = f"写的是“{squeeze(copy.text)[:30]}”" if copy.text.strip() else "是空白"
                yield replace(cell, doubts=(*cell.doubts, f"同一页的另一份{told}上这一格{shown}"))

    return replace(table, cells=tuple(cells()))


def _compared_by_text(table: Table, texts: set[str], told: str) -> Table:
    """The two were cut into cells differently: what stands in a cell must stand in one of the other."""
    doubt = f"同一页的另一份{told}上没有读到同样的内容"
    return replace(
        table,
        cells=tuple(
            cell
            if _comparable(cell) in texts or not cell.text
            else replace(cell, doubts=(*cell.doubts, doubt))
            for cell in table.cells
        ),
    )
