"""Tables made ready to be read as a form: parts on following pages joined, context gathered."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dossier import Cell, Document, Evidence, Page, Paragraph, Table
from extract.labels import LabelIndex
from extract.numbering import numbering_level

CUT = "这一行在换页处，内容可能被截断"
_OUTER_EDGE, _INNER_EDGE = 3.0, 2.0
_SAME_PART = 0.02
_PICTURE_WIDTH = 100.0
"""A table on a picture is measured as if it were so many points wide: two hundredths are one ruled line."""
_CHAPTER = 3
"""Numbering down to （一） heads chapters; 1. also numbers the notes of a form."""
_TITLE_LINES, _REMARK_LINES, _SHORT = 6, 3, 70


@dataclass(frozen=True, slots=True, eq=False)
class GridCell:
    """A cell of a joined table. A cell cut by a page break has two pieces of evidence. Two cells are
    equal only where they are one."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    evidence: tuple[Evidence, ...]
    doubts: tuple[str, ...]
    line_doubts: tuple[tuple[int, str], ...] = ()
    certainty: float = 1.0

    @property
    def columns(self) -> tuple[int, int]:
        return self.column, self.column + self.column_span


@dataclass(frozen=True)
class Grid:
    """`before` and `after` are the short lines around it (title, note on units, remarks). `soft_breaks`:
    its medium breaks lines by itself. `span`: the indexes of the last paragraph before it and the first
    after it. `tables`: source and index of the tables it is made of."""

    document: Document
    cells: tuple[GridCell, ...]
    rows: int
    columns: int
    before: tuple[str, ...]
    after: tuple[str, ...]
    soft_breaks: bool
    span: tuple[int, int]
    tables: tuple[tuple[str, int], ...]

    def gap_to(self, other: "Grid") -> int:
        """How many paragraphs stand between this table and a later one of the same document."""
        return max(0, other.span[0] - self.span[1] + 1)

    @cached_property
    def _rows(self) -> dict[int, list[GridCell]]:
        rows: dict[int, list[GridCell]] = {}
        for cell in self.cells:
            rows.setdefault(cell.row, []).append(cell)
        return rows

    @cached_property
    def _places(self) -> dict[tuple[int, int], GridCell]:
        return {
            (row, column): cell
            for cell in self.cells
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(*cell.columns)
        }

    def row_cells(self, row: int) -> list[GridCell]:
        """The cells that start on a row, from the left."""
        return self._rows.get(row, [])

    def cell_at(self, row: int, column: int) -> GridCell | None:
        """The cell that covers a place."""
        return self._places.get((row, column))


@dataclass
class _Part:
    page: Page
    table: Table


def find_grids(document: Document, labels: LabelIndex) -> list[Grid]:
    """All tables of a document in order, those that run over pages as one."""
    parts = [_Part(page, table) for page in document.pages for table in page.tables if table.cells]
    groups: list[list[_Part]] = []
    for part in parts:
        if groups and _runs_on(groups[-1][-1], part):
            groups[-1].append(part)
        else:
            groups.append([part])
    return [_grid(document, group, labels) for group in groups]


def _runs_on(last: _Part, part: _Part) -> bool:
    """The same outer edges on the next page, and no text between."""
    if part.page.number != last.page.number + 1 or part.page.method != last.page.method:
        return False
    if last.table is not last.page.tables[-1] or part.table is not part.page.tables[0]:
        return False
    if part.page.method == "ocr":
        return _runs_on_in_pictures(last, part)
    one, other = last.table.box, part.table.box
    if one is None or other is None:
        return False
    if abs(one[0] - other[0]) > _OUTER_EDGE or abs(one[2] - other[2]) > _OUTER_EDGE:
        return False
    below = any(p.box and p.box[1] > one[3] - 1 for p in last.page.paragraphs)
    above = any(p.box and p.box[3] < other[1] + 1 for p in part.page.paragraphs)
    return not below and not above


def _runs_on_in_pictures(last: _Part, part: _Part) -> bool:
    """Pictures lie differently on each page: columns at the same parts of the width, and no text between;
    a single character is dirt."""
    one, other = last.table.column_edges[1:-1], part.table.column_edges[1:-1]
    shared = any(abs(a - b) < _SAME_PART for a in one for b in other)
    below = any(p.index > last.table.after and len(p.text) > 1 for p in last.page.paragraphs)
    above = any(p.index <= part.table.after and len(p.text) > 1 for p in part.page.paragraphs)
    return (shared or not one or not other) and not below and not above


def _grid(document: Document, parts: Sequence[_Part], labels: LabelIndex) -> Grid:
    cells: list[GridCell] = []
    for number, part in enumerate(parts):
        own = _cells(document, part, parts)
        if number and _same_texts(_first_row(own), _first_row(cells)):
            own = [replace(c, row=c.row - 1) for c in own if c.row > 0]
        if number and _cut_by_page_break(_last_row(cells), _first_row(own), labels):
            cells, own = _mend(cells, own)
        elif number and _may_be_cut(_last_row(cells), _first_row(own), labels):
            cells, own = _doubt_rows(cells, _last_row(cells)), _doubt_rows(own, _first_row(own))
        start = max((c.row + c.row_span for c in cells), default=0)
        cells += [replace(c, row=c.row + start) for c in own]
    before, after = _context(document, parts)
    return Grid(
        document=document,
        cells=tuple(sorted(cells, key=lambda c: (c.row, c.column))),
        rows=max(c.row + c.row_span for c in cells),
        columns=max(c.column + c.column_span for c in cells),
        before=before,
        after=after,
        soft_breaks=parts[0].page.paged,
        span=_span(document, parts),
        tables=tuple((document.source, part.table.index) for part in parts),
    )


def _cells(document: Document, part: _Part, parts: Sequence[_Part]) -> list[GridCell]:
    """The cells of one part, with columns counted over the ruled lines of all parts."""
    edges = _edges(parts) if len(parts) > 1 else []
    return [_cell(document, part, cell, edges) for cell in part.table.cells]


def _cell(document: Document, part: _Part, cell: Cell, edges: list[float]) -> GridCell:
    column, span = cell.column, cell.column_span
    if edges and (sides := _sides(part.table, cell)):
        column = _nearest(edges, sides[0])
        span = max(1, _nearest(edges, sides[1]) - column)
    evidence = document.cell_evidence(part.page, part.table, cell)
    return GridCell(
        cell.row,
        column,
        cell.row_span,
        span,
        cell.text,
        (evidence,),
        cell.doubts,
        cell.line_doubts,
        cell.certainty,
    )


def _edges(parts: Sequence[_Part]) -> list[float]:
    found: list[float] = []
    sides = [side for part in parts for c in part.table.cells for side in _sides(part.table, c)]
    for edge in sorted(sides):
        if not found or edge - found[-1] > _INNER_EDGE:
            found.append(edge)
    return found


def _sides(table: Table, cell: Cell) -> tuple[float, float] | tuple[()]:
    """Where a cell begins and ends, in points; on a picture, as if its table were as wide as a page."""
    if table.column_edges:
        first, last = cell.column, cell.column + cell.column_span
        return table.column_edges[first] * _PICTURE_WIDTH, table.column_edges[last] * _PICTURE_WIDTH
    return (cell.box[0], cell.box[2]) if cell.box else ()


def _nearest(edges: list[float], x: float) -> int:
    return min(range(len(edges)), key=lambda n: abs(edges[n] - x))


def _first_row(cells: Sequence[GridCell]) -> list[GridCell]:
    return [c for c in cells if c.row == 0]


def _last_row(cells: Sequence[GridCell]) -> list[GridCell]:
    end = max(c.row + c.row_span for c in cells)
    return sorted((c for c in cells if c.row + c.row_span == end), key=lambda c: c.column)


def _same_texts(one: Sequence[GridCell], other: Sequence[GridCell]) -> bool:
    return [c.text for c in one] == [c.text for c in other] and any(c.text for c in one)


def _cut_by_page_break(last: list[GridCell], first: list[GridCell], labels: LabelIndex) -> bool:
    """Is `first` the rest of the row `last`: no label stands in it, and it completes one or leaves them."""
    if [c.columns for c in last] != [c.columns for c in first]:
        return False
    if any(labels.match(c.text) for c in first):
        return False
    named = 0
    for upper, lower in zip(last, first, strict=True):
        whole = labels.match(upper.text + lower.text) if lower.text else None
        if whole and not whole.doubts:
            named += 1
        elif labels.match(upper.text):
            if lower.text:
                return False
            named += 1
    return named > 0


def _may_be_cut(last: list[GridCell], first: list[GridCell], labels: LabelIndex) -> bool:
    """A page that begins with text and no label, below a row with labels, may go on with that row; below
    a row of labels alone stand their values."""
    if any(labels.match(c.text) or labels.split(c.text) for c in first) or not any(c.text for c in first):
        return False
    named = [labels.match(c.text) is not None for c in last]
    return any(named) and not all(named)


def _doubt_rows(cells: list[GridCell], doubted: list[GridCell]) -> list[GridCell]:
    return [replace(c, doubts=(*c.doubts, CUT)) if c in doubted else c for c in cells]


def _mend(cells: list[GridCell], own: list[GridCell]) -> tuple[list[GridCell], list[GridCell]]:
    """The last row completed by the first of `own`, and what is left of `own`."""
    rest = {c.columns: c for c in _first_row(own)}
    end = max(c.row + c.row_span for c in cells)
    mended = [_joined(c, rest[c.columns]) if c.row + c.row_span == end else c for c in cells]
    return mended, [replace(c, row=c.row - 1) for c in own if c.row > 0]


def _joined(upper: GridCell, lower: GridCell) -> GridCell:
    written = [part for part in (upper, lower) if part.text] or [upper]
    text = "\n".join(part.text for part in written)
    evidence = tuple(place for part in written for place in part.evidence)
    doubts = tuple(dict.fromkeys(upper.doubts + lower.doubts))
    start = upper.text.count("\n") + 1 if upper.text else 0
    of_lines = (*upper.line_doubts, *((line + start, doubt) for line, doubt in lower.line_doubts))
    spans = upper.row_span + lower.row_span - 1
    return replace(upper, text=text, evidence=evidence, doubts=doubts, line_doubts=of_lines, row_span=spans)


def _context(document: Document, parts: Sequence[_Part]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The short lines before (nearest first) and after a table."""
    first, last = parts[0], parts[-1]
    before = [p for p in first.page.paragraphs if _is_before(p, first)]
    after = [p for p in last.page.paragraphs if not _is_before(p, last)]
    names = [_dated(first.page.name)] if first.page.name else []
    if first.page.paged and not before:
        before = list(_page_numbered(document, first.page.number - 1))
    if last.page.paged and not after:
        after = list(_page_numbered(document, last.page.number + 1))
    upper = [p.text for p in reversed(before[-_TITLE_LINES:])]
    lower = [p.text for p in after[:_REMARK_LINES]]
    return tuple(_while_short(upper) + names), tuple(_while_short(lower))


def _page_numbered(document: Document, number: int) -> Sequence[Paragraph]:
    return next((page.paragraphs for page in document.pages if page.number == number), ())


def _span(document: Document, parts: Sequence[_Part]) -> tuple[int, int]:
    first, last = parts[0], parts[-1]
    placed = [(page.number, p) for page in document.pages for p in page.paragraphs]
    before = [p.index for n, p in placed if (n, True) <= (first.page.number, _is_before(p, first))]
    after = [p.index for n, p in placed if (n, False) >= (last.page.number, _is_before(p, last))]
    return max(before, default=-1), min(after, default=len(placed))


def _dated(name: str) -> str:
    """A sheet called 2019 is of that year."""
    return f"{name}年" if re.fullmatch(r"20\d\d", name) else name


def _is_before(paragraph: Paragraph, part: _Part) -> bool:
    if paragraph.box and part.table.box and part.page.method != "ocr":
        return paragraph.box[1] < part.table.box[1]
    return paragraph.index <= part.table.after


def _while_short(lines: list[str]) -> list[str]:
    """Up to the first long line or heading of the narrative."""
    kept = []
    for line in lines:
        level = numbering_level(line)
        if len(line) > _SHORT or (level is not None and level <= _CHAPTER):
            break
        kept.append(line)
    return kept
