"""Tables made ready to be read as a form: parts on following pages joined, context gathered."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dossier import Cell, Document, Evidence
from extract.form.grid_parts import Part, find_context, find_edges, find_span, nearest, runs_on, sides_of
from extract.form.labels import LabelIndex
from extract.form.splits import find_split

CUT = "这一行在换页处，内容可能被截断"


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
    bare_ends: tuple[int, ...] = ()

    @property
    def columns(self) -> tuple[int, int]:
        return self.column, self.column + self.column_span

    @property
    def pictured(self) -> bool:
        """Was it read from a picture."""
        return any(place.method == "ocr" for place in self.evidence)


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


def find_grids(document: Document, labels: LabelIndex) -> list[Grid]:
    """All tables of a document in order, those that run over pages as one."""
    parts = [Part(page, table) for page in document.pages for table in page.tables if table.cells]
    groups: list[list[Part]] = []
    for part in parts:
        if groups and runs_on(groups[-1][-1], part):
            groups[-1].append(part)
        else:
            groups.append([part])
    return [_grid(document, group, labels) for group in groups]


def _grid(document: Document, parts: Sequence[Part], labels: LabelIndex) -> Grid:
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
    before, after = find_context(document, parts)
    return Grid(
        document=document,
        cells=tuple(sorted(cells, key=lambda c: (c.row, c.column))),
        rows=max(c.row + c.row_span for c in cells),
        columns=max(c.column + c.column_span for c in cells),
        before=before,
        after=after,
        soft_breaks=parts[0].page.paged,
        span=find_span(document, parts),
        tables=tuple((document.source, part.table.index) for part in parts),
    )


def _cells(document: Document, part: Part, parts: Sequence[Part]) -> list[GridCell]:
    """The cells of one part, with columns counted over the ruled lines of all parts."""
    edges = find_edges(parts) if len(parts) > 1 else []
    return [_cell(document, part, cell, edges) for cell in part.table.cells]


def _cell(document: Document, part: Part, cell: Cell, edges: list[float]) -> GridCell:
    column, span = cell.column, cell.column_span
    if edges and (sides := sides_of(part.table, cell)):
        column = nearest(edges, sides[0])
        span = max(1, nearest(edges, sides[1]) - column)
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
        cell.bare_ends,
    )


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
    if any(match and not match.doubts for match in (labels.match(c.text) for c in first)):
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
    if any(labels.match(c.text) or find_split(c.text, labels) for c in first) or not any(
        c.text for c in first
    ):
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
    return replace(
        upper,
        text=text,
        evidence=evidence,
        doubts=doubts,
        line_doubts=of_lines,
        certainty=min(upper.certainty, lower.certainty),
        bare_ends=(*upper.bare_ends, *(line + start for line in lower.bare_ends)),
        row_span=upper.row_span + lower.row_span - 1,
    )
