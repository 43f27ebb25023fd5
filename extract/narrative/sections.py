"""The sections of a narrative: headings with the text that stands below each."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dossier import Document, Evidence, Page, Paragraph, SectionReading, Table
from extract.narrative.lines import Known
from extract.narrative.numbering import RUN_IN, find_number
from extract.narrative.outline import Placed, find_outline
from extract.text import squeeze

TableKey = tuple[str, int]
"""Source and index of a table."""
Body = tuple[tuple[Page, Paragraph], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what follows it up to the next heading of its rank, sub-sections included.

    `heading` is empty for text that stands under none. `level` is comparable within one document only; 0 is
    that of the title, whose section is the whole document. `body` is without the heading; `own` is what of
    it stands under no other heading, and `below` the headings in it.
    """

    heading: str
    level: int
    evidence: Evidence
    body: Body
    own: Body
    below: tuple[str, ...]
    document: Document
    tables: tuple[tuple[Page, Table], ...]

    @property
    def table_text(self) -> str:
        return "\n".join(cell.text for _, table in self.tables for cell in table.cells if cell.text)

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(paragraph for _, paragraph in self.body)

    @property
    def text(self) -> str:
        """The body without headings, as lines."""
        headings = set(self.below)
        return "\n".join(p.text for p in self.paragraphs if p.text.strip() not in headings)

    def read(self, materials: Sequence[str]) -> SectionReading:
        return SectionReading(
            heading=self.heading,
            level=max(1, self.level),
            materials=tuple(materials),
            characters=len(squeeze(self.text)) + len(squeeze(self.table_text)),
            evidence=(self.evidence,),
        )


def find_sections(
    document: Document,
    not_narrative: frozenset[TableKey] = frozenset(),
    known: Known = lambda heading: False,
) -> list[Section]:
    """All sections of a document, in order, with those of text that stands under no heading. Tables in
    `not_narrative` (the form's) belong to none."""
    placed = find_outline(document, known)
    tables = _place_tables(document, placed, not_narrative)
    ends = _find_ends(placed)
    sections = []
    for start, end in ends.items():
        inside = [(page, table) for at, page, table in tables if start < at <= end]
        sections.append(_section(document, placed, start, ends, inside))
    return sections


def _find_ends(placed: Sequence[Placed]) -> dict[int, int]:
    """Where each section begins, and the place behind its end. A title's section is the whole document."""
    ends: dict[int, int] = {}
    open_: list[int] = []
    loose: int | None = None
    for at, item in enumerate(placed):
        if item.heading is not None:
            while open_ and placed[open_[-1]].level >= item.level:
                ends[open_.pop()] = at
            ends[at] = len(placed)
            if _is_one_paragraph(item):
                ends[at] = at + 1
            else:
                open_.append(at)
        elif not item.aside and not any(placed[o].level for o in open_):
            loose = at if loose is None else loose
            ends[loose] = at + 1
        if item.heading is not None:
            loose = None
    return dict(sorted(ends.items()))


def _is_one_paragraph(item: Placed) -> bool:
    """Is all of a section said behind its heading: "一是……。" says nothing of what stands below."""
    number = find_number(item.heading or "")
    return bool(item.rest) and (number is None or number.kind == RUN_IN)


def _section(
    document: Document,
    placed: Sequence[Placed],
    start: int,
    ends: Mapping[int, int],
    tables: Sequence[tuple[Page, Table]],
) -> Section:
    item = placed[start]
    headed = item.heading is not None
    inside = placed[start + 1 : ends[start]] if headed else placed[start : ends[start]]
    rest = [(item.page, _with_text(item.paragraph, item.rest))] if item.rest else []
    own = [(p.page, p.paragraph) for p in _find_own(placed, start, ends)]
    return Section(
        heading=item.heading or "",
        level=item.level if headed else 1,
        evidence=document.paragraph_evidence(item.page, item.paragraph, item.heading),
        body=(*rest, *_bodies(inside)),
        own=(*rest, *own),
        below=tuple(p.heading for p in inside if p.heading is not None),
        document=document,
        tables=tuple(tables),
    )


def _find_own(placed: Sequence[Placed], start: int, ends: Mapping[int, int]) -> Iterator[Placed]:
    """What of a section stands under no heading in it, also behind a part that has ended."""
    at = start if placed[start].heading is None else start + 1
    while at < ends[start]:
        if placed[at].heading is not None:
            at = ends[at]
            continue
        if not placed[at].aside:
            yield placed[at]
        at += 1


def _bodies(inside: Sequence[Placed]) -> Iterator[tuple[Page, Paragraph]]:
    """What stands in a section; of a broken heading all in one."""
    for item in inside:
        if item.aside:
            continue
        if item.heading is None or item.rest or item.heading == item.paragraph.text.strip():
            yield item.page, item.paragraph
        else:
            yield item.page, replace(item.paragraph, text=item.heading)


def _with_text(paragraph: Paragraph, text: str) -> Paragraph:
    return Paragraph(text, paragraph.index, paragraph.style, box=paragraph.box)


def _place_tables(
    document: Document, placed: Sequence[Placed], not_narrative: frozenset[TableKey]
) -> list[tuple[int, Page, Table]]:
    """Each table with the number of paragraphs that stand before it."""
    places = [(item.page.number, _height(item.paragraph)) for item in placed]
    return [
        (bisect_right(places, _table_place(page, table)), page, table)
        for page in document.pages
        for table in page.tables
        if (document.source, table.index) not in not_narrative
    ]


def _height(paragraph: Paragraph) -> float:
    return paragraph.box[1] if paragraph.box else paragraph.index


def _table_place(page: Page, table: Table) -> tuple[int, float]:
    return page.number, table.box[1] if table.box else table.after + 0.5
