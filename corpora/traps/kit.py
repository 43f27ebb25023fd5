"""What traps are made with: a tidy form of a made-up county, and ways to spoil it."""

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from corpora.blocks import Block, Grid, GridCell, Paragraph
from corpora.clerk import Clerk
from corpora.dossiers import Case
from corpora.layouts import Layout, lay_official
from corpora.sheet import write_sheet
from corpora.truth import County
from corpora.word import PRINT_LOOK, write_word
from corpora.writing import TIDY, Expected
from dossier import Value
from policy import Policy

DOUBT = Expected("review")
"""Must not be accepted, whatever is read."""


@dataclass(frozen=True, slots=True)
class SpoiltForm:
    blocks: tuple[Block, ...]
    expected: dict[str, Expected]

    def expect(self, fields: Iterable[str], expected: Expected = DOUBT) -> "SpoiltForm":
        return replace(self, expected={**self.expected, **dict.fromkeys(fields, expected)})

    def edit(self, change: Callable[[GridCell], Iterable[GridCell]]) -> "SpoiltForm":
        """Every cell of every table replaced by what `change` makes of it."""
        blocks = tuple(
            change_grid(block, change) if isinstance(block, Grid) else block for block in self.blocks
        )
        return replace(self, blocks=blocks)

    def with_value(
        self, field: str, text: str, number: float | None = None, shape: str | None = None
    ) -> "SpoiltForm":
        """Another text (or number with its format) in the value's cell; nothing is sure of it any more."""

        def change(cell: GridCell) -> list[GridCell]:
            if cell.role != "value" or cell.field != field:
                return [cell]
            return [replace(cell, text=text, number=number, number_format=shape)]

        return self.edit(change).expect([field])

    def with_label(self, field: str, text: str) -> "SpoiltForm":
        def change(cell: GridCell) -> list[GridCell]:
            return [replace(cell, text=text) if cell.role == "label" and cell.field == field else cell]

        return self.edit(change)

    def with_words(self, role: str, text: str) -> "SpoiltForm":
        """Another title, note or remark."""
        blocks = tuple(
            replace(block, text=text) if isinstance(block, Paragraph) and block.role == role else block
            for block in self.blocks
        )
        return replace(self, blocks=blocks)

    def cell(self, field: str, role: str) -> GridCell:
        """The first label or value cell of the field."""
        for block in self.blocks:
            if isinstance(block, Grid):
                for cell in block.cells:
                    if cell.field == field and cell.role == role:
                        return cell
        raise KeyError(field)


def change_grid(grid: Grid, change: Callable[[GridCell], Iterable[GridCell]]) -> Grid:
    return replace(grid, cells=tuple(new for cell in grid.cells for new in change(cell)))


@dataclass(frozen=True, slots=True)
class Kit:
    policy: Policy
    county: County
    folder: Path

    def tidy(self, lay: Layout = lay_official, *, exact: bool = True) -> SpoiltForm:
        """A form without fault, every value written in the usual way and with its unit."""
        clerk = Clerk(random.Random("tidy"), self.county, self.policy, TIDY, exact_labels=exact)
        blocks = lay(clerk)
        return SpoiltForm(blocks, clerk.expected)

    def figures(self) -> list[str]:
        """The fields whose values belong to a year."""
        return [item.id for item in self.policy.form.fields if item.kind != "text"]

    def value(self, field: str) -> Value:
        return self.county.values[field]

    def whole(self, field: str) -> int:
        return int(self.county.number(field))

    def label(self, field: str) -> str:
        return self.policy.field(field).label

    def case(self, name: str, form: SpoiltForm, path: Path, medium: str = "word") -> Case:
        family = "trap"
        year = self.county.data_year
        if medium == "sheet":
            return Case(name, "sheet", family, name, path, form.expected, None, year)
        return Case(name, "word", family, name, path, form.expected, None, year)

    def word_case(self, name: str, form: SpoiltForm) -> Case:
        path = self.folder / f"{name}.docx"
        write_word(path, form.blocks, PRINT_LOOK)
        return self.case(name, form, path)

    def sheet_case(self, name: str, form: SpoiltForm) -> Case:
        path = self.folder / f"{name}.xlsx"
        write_sheet(path, form.blocks, random.Random(name))
        return self.case(name, form, path, "sheet")


FormTrap = Callable[[Kit], SpoiltForm]
"""Spoils a form; the same form is then written as a Word file and printed as a PDF."""

FileTrap = Callable[[Kit, str], Case]
"""Spoils a file in a way that only its medium knows."""
