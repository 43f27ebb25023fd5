"""What a document is made of, before it becomes a Word file, a workbook or a PDF."""

from dataclasses import dataclass
from typing import Literal

ParagraphRole = Literal["title", "heading", "body", "note", "remark", "addressee", "signature", "caption"]
CellRole = Literal["label", "value", "head", "group", "plain"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`level` is a heading's, from 1. Numbers of headings are typed, as in most offices' papers."""

    text: str
    role: ParagraphRole = "body"
    level: int = 0


@dataclass(frozen=True, slots=True)
class PageBreak:
    pass


@dataclass(frozen=True, slots=True)
class GridCell:
    """`number` with `number_format` is what a workbook holds instead of the text. `field` is the id of the
    form's field that the label names or the value is of."""

    row: int
    column: int
    text: str
    role: CellRole = "plain"
    row_span: int = 1
    column_span: int = 1
    number: float | None = None
    number_format: str | None = None
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. `widths` are relative; covered places have no cell. `tall` rows are given room to write."""

    columns: int
    cells: tuple[GridCell, ...]
    widths: tuple[float, ...]
    tall: frozenset[int] = frozenset()

    @property
    def rows(self) -> int:
        return max(cell.row + cell.row_span for cell in self.cells)


Block = Paragraph | PageBreak | Grid


class GridBuilder:
    """Fills a grid row by row."""

    def __init__(self, widths: tuple[float, ...]) -> None:
        self.widths = widths
        self.cells: list[GridCell] = []
        self.tall: set[int] = set()
        self.row = 0

    def add(self, column: int, text: str, role: CellRole, column_span: int = 1, row_span: int = 1) -> None:
        self.cells.append(GridCell(self.row, column, text, role, row_span, column_span))

    def add_cell(self, cell: GridCell) -> None:
        self.cells.append(cell)

    def end_row(self, *, tall: bool = False) -> None:
        if tall:
            self.tall.add(self.row)
        self.row += 1

    def build(self) -> Grid:
        return Grid(len(self.widths), tuple(self.cells), self.widths, frozenset(self.tall))


def plain_grid(rows: tuple[tuple[str, ...], ...], widths: tuple[float, ...]) -> Grid:
    """A table without merges whose first row is its head."""
    cells = tuple(
        GridCell(index, column, text, "head" if index == 0 else "plain")
        for index, row in enumerate(rows)
        for column, text in enumerate(row)
    )
    return Grid(len(widths), cells, widths)
