"""Tables whose cells tell in words: their rows, read as the sentences that they stand for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from dossier import Cell
from extract.facts.policy_tables import read_policy_rows
from extract.facts.sentences import Sentence, make_plain, split_sentences
from extract.facts.table_rows import row_evidence, rows_of
from extract.narrative.blocks import Narrative, TableBlock, TextBlock
from extract.text import squeeze, without_layout

_TOLD = re.compile(r"[一-鿿]{2}.*\d.*[一-鿿]|\d.*[一-鿿].*\d|《")
_FIGURE = re.compile(r"[-+]?约?[\d,.]+(?:%|万元|亿元|元|[一-鿿]{0,2})")
_NOTE = re.compile(r"^[(]?(?:含|其中|包括|不含|备注)")
_PEOPLE = re.compile(r"\d+[人名]")
_YEAR = re.compile(r"20\d\d年?度?")
_LABEL = 14
"""Characters of a cell that heads its row."""
_PAIR = 2


def with_told_tables(narrative: Narrative) -> Narrative:
    """The narrative with the rows that tell something as paragraphs behind all others."""
    told = [block for table in narrative.tables for block in _blocks_of(table)]
    return replace(narrative, texts=(*narrative.texts, *told))


def statements(block: TableBlock) -> Iterator[Sentence]:
    """Of a table with a row of heads: each row as "head：cell，head：cell"."""
    rows = list(rows_of(block.table))
    heads = {cell.column: squeeze(cell.text) for cell in rows[0]} if rows else {}
    for cells in rows[1:]:
        text = "，".join(
            f"{heads[cell.column]}：{squeeze(cell.text)}" for cell in cells if heads.get(cell.column)
        )
        if text:
            yield _sentence(block, cells, text)


def _blocks_of(block: TableBlock) -> Iterator[TextBlock]:
    if any(True for _ in read_policy_rows(block)):
        return
    for cells in rows_of(block.table):
        label, told = _parts(cells, block.table.columns)
        sentences = [sentence for cell in told for sentence in _split(block, cells, label, cell)]
        if sentences:
            headings = (*block.setting.headings, label) if label else block.setting.headings
            yield TextBlock(tuple(sentences), replace(block.setting, headings=headings))


def _parts(cells: Sequence[Cell], columns: int) -> tuple[str, list[Cell]]:
    """The words that head a row, and its cells that tell something; in a table of two columns any that
    says more than a figure does."""
    numbered = _is_figure(cells[0]) and len(cells) > 1
    first = squeeze(cells[numbered].text)
    label = first if len(first) <= _LABEL and not _is_figure(cells[numbered]) else ""
    rest = cells[numbered + bool(label) :]
    if rest and columns == _PAIR and label and len(cells) == _PAIR and not _YEAR.fullmatch(make_plain(label)):
        people = _PEOPLE.fullmatch(make_plain(rest[0].text)) is not None
        return label, list(rest) if people or not _is_figure(rest[0]) else []
    told = (cell for cell in rest if _TOLD.search(make_plain(cell.text)))
    return label, [cell for cell in told if not _NOTE.search(make_plain(cell.text))]


def _is_figure(cell: Cell) -> bool:
    plain = make_plain(cell.text)
    return _FIGURE.fullmatch(plain) is not None and _YEAR.fullmatch(plain) is None


def _split(block: TableBlock, cells: list[Cell], label: str, cell: Cell) -> Iterator[Sentence]:
    """The sentences of a cell, behind the words that head the row."""
    joint = "，" if _YEAR.search(label) else "：" if _TOLD.search(make_plain(cell.text)) else "为"
    head = label + joint if label and not label.endswith("名称") else ""
    place = partial(row_evidence, block.document, block.page, block.table, cells)
    quote = without_layout(cell.text)
    text = cell.text if block.page.method == "word" else quote  # elsewhere lines end where the cell does
    for number, sentence in enumerate(split_sentences(text, lambda _: place(quote), cell.doubts)):
        yield (
            sentence
            if number
            else replace(sentence, text=head + sentence.text, plain=make_plain(head) + sentence.plain)
        )


def _sentence(block: TableBlock, cells: list[Cell], text: str) -> Sentence:
    quote = "  ".join(without_layout(cell.text) for cell in cells)
    place = partial(row_evidence, block.document, block.page, block.table, cells)
    doubts = tuple(dict.fromkeys(doubt for cell in cells for doubt in cell.doubts))
    return Sentence(text, make_plain(text), lambda _: place(quote), doubts)
