"""A written Word file taken apart: which element holds which cell; and the pieces put into it."""

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from corpora.blocks import Block, Grid, GridCell, Paragraph

AUTHOR = 'w:author="办公室" w:date="2021-03-15T09:00:00Z"'


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell of a form, as it was planned and as the element that it became."""

    cell: GridCell
    element: Any

    @property
    def row(self) -> Any:
        return self.element.getparent()


@dataclass(frozen=True, slots=True)
class Opened:
    """The document of a dossier. `form` counts the blocks of the form, which come first."""

    document: Any
    blocks: Sequence[Block]
    form: int
    spots: tuple[Spot, ...]

    @property
    def body(self) -> Any:
        return self.document.element.body

    def elements(self) -> list[Any]:
        """The element of each block."""
        return [child for child in self.body if child.tag in (qn("w:p"), qn("w:tbl"))]

    def filled(self) -> list[Spot]:
        """The cells with values that hold something and no label."""
        labelled = {spot.cell.field for spot in self.spots if spot.cell.role == "label"}
        return [
            spot
            for spot in self.spots
            if spot.cell.role == "value" and spot.cell.text.strip() and spot.cell.field in labelled
        ]

    def labels(self) -> list[Spot]:
        return [spot for spot in self.spots if spot.cell.role == "label"]

    def headings(self) -> list[tuple[Paragraph, Any]]:
        pairs = zip(self.blocks, self.elements(), strict=True)
        return [
            (block, one) for block, one in pairs if isinstance(block, Paragraph) and block.role == "heading"
        ]


def take_apart(document: Any, blocks: Sequence[Block], form: int) -> Opened:
    tables = iter(document.tables)
    spots = []
    for index, block in enumerate(blocks):
        if isinstance(block, Grid):
            table = next(tables)
            if index < form:
                places = [list(row.cells) for row in table.rows]
                spots += [Spot(cell, places[cell.row][cell.column]._tc) for cell in block.cells]
    return Opened(document, blocks, form, tuple(spots))


def piece(tag: str, attributes: str = "", inside: str = "") -> Any:
    """An element of WordprocessingML: its tag, attributes and content as they are written."""
    return parse_xml(f"<w:{tag} {nsdecls('w')} {attributes}>{inside}</w:{tag}>")


def runs_of(element: Any) -> list[Any]:
    return [run for run in element.iter(qn("w:r")) if run.find(qn("w:t")) is not None]


def wrap(elements: Sequence[Any], wrapper: Any, inner: Any | None = None) -> None:
    """Puts neighbours into `inner` (or `wrapper` itself), and `wrapper` in their place."""
    first = elements[0]
    first.getparent().insert(first.getparent().index(first), wrapper)
    target = wrapper if inner is None else inner
    for element in elements:
        target.append(element)


def run_text(run: Any) -> str:
    return "".join(text.text or "" for text in run.findall(qn("w:t")))


def run_like(run: Any, text: str, tag: str = "t") -> Any:
    """A run with the look of `run` and another text."""
    new = piece("r")
    look = run.find(qn("w:rPr"))
    if look is not None:
        new.append(deepcopy(look))
    content = piece(tag, 'xml:space="preserve"')
    content.text = text
    new.append(content)
    return new


def split_run(run: Any, cut: Callable[[str], Iterator[str]]) -> list[Any]:
    """The run's text in several runs; runs with line breaks are left alone."""
    text = run_text(run)
    if run.find(qn("w:br")) is not None or len(text) < 2:
        return [run]
    pieces = [run_like(run, part) for part in cut(text)]
    for one in pieces:
        run.addprevious(one)
    run.getparent().remove(run)
    return pieces
