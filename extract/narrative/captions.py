"""Lines that name the table below them, and head no text."""

import re

from dossier import Document, Page, Paragraph, Table

_CAPTION = re.compile(
    r"^[附续]?[表图]\s*\d|[表图]\s*(?:[（(][^）)]*[）)])?$|一览表?|目录$|明细|清单|名单|统计|单位\s*[:：]"
)


def is_caption(text: str) -> bool:
    return _CAPTION.search(text.strip()) is not None


def find_above_tables(document: Document) -> frozenset[int]:
    """The ids (of the objects) of the paragraphs that stand right above a table."""
    found = set[int]()
    last: Paragraph | None = None
    for page in document.pages:
        for table in page.tables:
            above = _above(page, table) or last
            if above is not None:
                found.add(id(above))
        last = page.paragraphs[-1] if page.paragraphs and page.paged else None
    return frozenset(found)


def stands_above(paragraph: Paragraph, table: Table) -> bool:
    """On one page. Boxes of a picture that leans overlap: where the reader says after which paragraph a table
    comes, that counts."""
    if table.after < 0 and table.box and paragraph.box:
        return paragraph.box[3] <= table.box[1] + 2
    return paragraph.index <= table.after


def _above(page: Page, table: Table) -> Paragraph | None:
    if table.box is None:
        return next((p for p in page.paragraphs if p.index == table.after), None)
    higher = [p for p in page.paragraphs if p.box and stands_above(p, table)]
    return max(higher, key=lambda p: p.box[3] if p.box else 0, default=None)
