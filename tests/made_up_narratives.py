"""Passages of narratives with what they say, as data: tests/narratives/*.yaml."""

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from dossier import Cell, Document, Page, Paragraph, Table
from dossier.dossier import Facts
from extract.facts.gathering import find_facts
from extract.narrative.shares import SharingIndex
from policy import Policy

FOLDER = Path(__file__).parent / "narratives"
Passage = dict[str, Any]


def load_passages(name: str) -> list[Passage]:
    loaded: list[Passage] = YAML(typ="safe").load(FOLDER / f"{name}.yaml")
    return loaded


def make_document(text: str, section: str | None = None) -> Document:
    """A Word file of the lines: "# " and "## " are headings, lines of "| a | b |" a table."""
    lines = [*([f"# {section}"] if section else []), *text.strip().split("\n")]
    paragraphs: list[Paragraph] = []
    tables: list[Table] = []
    rows: list[list[str]] = []
    for line in [*lines, ""]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip().strip("|").split("|")])
            continue
        if rows:
            tables.append(_make_table(rows, len(tables), len(paragraphs) - 1))
            rows = []
        if line:
            level = len(line) - len(line.lstrip("#"))
            paragraphs.append(Paragraph(line.lstrip("# "), len(paragraphs), outline=level or None))
    page = Page(1, "word", paragraphs=tuple(paragraphs), tables=tuple(tables))
    return Document("申报资料.docx", "word", False, (page,))


def _make_table(rows: list[list[str]], index: int, after: int) -> Table:
    cells = tuple(
        Cell(row, column, 1, 1, text) for row, texts in enumerate(rows) for column, text in enumerate(texts)
    )
    return Table(len(rows), max(map(len, rows)), cells, index, after)


def tell(policy: Policy, text: str, section: str | None = None) -> Facts:
    """The facts of a passage."""
    document = make_document(text, section)
    sharing = SharingIndex(policy).share_all([document], frozenset())
    return find_facts([document], sharing.all_sections, sharing.by_material, policy)
