"""What a PDF page's text layer says and what is recognised on its picture, held against each other."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from dossier import Box, Cell, Line, Page, Table
from extract.layout.paragraphs import Glyph, compose_text, find_paragraphs
from extract.pdf.glyphs import shape_font
from extract.pdf.page import PageLook
from extract.pdf.trust import Witness
from extract.text import squeeze, to_halfwidth

DISAGREES = "识别出的文字与文件自带的文字层不一致"
PICTURE_IN_CELL = "格子里有图片或图形，其中的文字要人工核对"

_ALIKE = str.maketrans("、“”‘’—〔〕【】", ",\"\"''-[][]")
"""Signs that programs put for each other, and that make no value another."""
_MOST, _COUNTABLE = 0.6, 0.7

Place = tuple[int, int]
"""A table of a page and a cell in it."""


def hold_against(page: Page, look: PageLook) -> Page:
    """The recognised page, with a doubt on each cell of which the text layer says something else."""
    doubts = (*page.doubts, look.trust.reason) if look.trust.reason else page.doubts
    check = _CHECKS.get(look.trust.witness)
    if check is None:
        return replace(page, doubts=doubts)
    boxed = {
        (t, c): cell for t, table in enumerate(page.tables) for c, cell in enumerate(table.cells) if cell.box
    }
    layer = [glyph for glyph in look.shapes or (*look.glyphs, *look.unseen) if glyph.text != " "]
    told = {place: [g for g in layer if cell.box and _is_in(g, cell.box)] for place, cell in boxed.items()}
    wrong = check(boxed, told)
    tables = tuple(
        replace(table, cells=tuple(_doubted(cell, (t, c) in wrong) for c, cell in enumerate(table.cells)))
        for t, table in enumerate(page.tables)
    )
    return replace(page, tables=tables, doubts=doubts)


def _doubted(cell: Cell, doubted: bool) -> Cell:
    return replace(cell, doubts=(*cell.doubts, DISAGREES)) if doubted else cell


def _disagreeing(cells: Mapping[Place, Cell], told: Mapping[Place, Sequence[Glyph]]) -> set[Place]:
    """The cells where the layer says something, and something else."""
    return {
        place
        for place, cell in cells.items()
        if told[place] and _plain(compose_text(told[place])) != _plain(cell.text)
    }


def _inconsistent(cells: Mapping[Place, Cell], told: Mapping[Place, Sequence[Glyph]]) -> set[Place]:
    """The cells whose characters are not as many as the codes, or where a code was read as a character that
    elsewhere has another code of the same font, or that code another character: whatever the codes mean,
    they are the same wherever the same character is printed."""
    pairs = {place: _pair(cell.text, told[place]) for place, cell in cells.items()}
    if sum(some is not None for some in pairs.values()) < _COUNTABLE * len(pairs):
        return set()  # characters are missing in the layer all over: it cannot even be counted
    votes = Counter(pair for some in pairs.values() for pair in some or ())
    codes, characters = Counter[str](), Counter[tuple[int, str]]()
    for (code, character), count in votes.items():
        codes[code] += count
        characters[shape_font(code), character] += count
    return {
        place
        for place, some in pairs.items()
        if some is None
        or any(
            votes[c, t] < _MOST * max(codes[c], characters[shape_font(c), t]) for c, t in some if _counts(t)
        )
    }


def _counts(character: str) -> bool:
    """Signs are put for each other without harm, save those that belong to numbers."""
    return character.isalnum() or character in ".-%+/"


def _pair(text: str, glyphs: Sequence[Glyph]) -> list[tuple[str, str]] | None:
    """The codes of a cell with the characters that were read there; None where they are not as many."""
    told, read = squeeze(compose_text(glyphs)), _plain(text)
    return list(zip(told, read, strict=True)) if len(told) == len(read) else None


_CHECKS: Mapping[Witness, Callable[[Mapping[Place, Cell], Mapping[Place, Sequence[Glyph]]], set[Place]]] = {
    "codes": _disagreeing,
    "shapes": _inconsistent,
}


def _plain(text: str) -> str:
    return to_halfwidth(squeeze(text)).translate(_ALIKE)


def join_pages(written: Page, seen: Page, look: PageLook) -> Page:
    """The page as its text says it, with what was recognised where no text stands. A cell with ink that its
    text does not say is doubted; where it has no text it shows what was recognised."""
    new = [line for line in seen.lines if line.box and not _has_text(line.box, look.glyphs)]
    tables = [
        *(_with_bare_ink(table, look.bare, seen, new) for table in written.tables),
        *(table for table in seen.tables if not _overlaps(table, written.tables)),
    ]
    lines = tuple(sorted((*written.lines, *new), key=_reading_place))
    boxes = [table.box for table in tables if table.box]
    return replace(
        written,
        lines=lines,
        paragraphs=find_paragraphs(lines, boxes, look.height, 0),
        tables=tuple(tables),
        seals=seen.seals,
        doubts=(*written.doubts, *seen.doubts),
    )


def _with_bare_ink(table: Table, bare: Sequence[Box], seen: Page, new: Sequence[Line]) -> Table:
    cells = []
    for cell in table.cells:
        if cell.box and any(_middle_in(box, cell.box) for box in bare):
            text = cell.text or _recognised_in(cell.box, seen.tables, new)
            cells.append(replace(cell, text=text, doubts=(*cell.doubts, PICTURE_IN_CELL)))
        else:
            cells.append(cell)
    return replace(table, cells=tuple(cells))


def _recognised_in(box: Box, tables: Iterable[Table], lines: Iterable[Line]) -> str:
    """What was recognised in a cell of the same place, or else of the lines in it."""
    for cell in (cell for table in tables for cell in table.cells):
        if cell.box and _middle_in(cell.box, box) and _middle_in(box, cell.box):
            return cell.text
    return "\n".join(line.text for line in lines if line.box and _middle_in(line.box, box))


def _has_text(box: Box, glyphs: Iterable[Glyph]) -> bool:
    return any(_is_in(glyph, box) for glyph in glyphs if glyph.text != " ")


def _overlaps(table: Table, others: Iterable[Table]) -> bool:
    if table.box is None:
        return True
    x0, y0, x1, y1 = table.box
    boxes = [other.box for other in others if other.box]
    return any(x0 < b[2] and b[0] < x1 and y0 < b[3] and b[1] < y1 for b in boxes)


def _is_in(glyph: Glyph, box: Box) -> bool:
    return _middle_in((glyph.x0, glyph.top, glyph.x1, glyph.bottom), box)


def _middle_in(box: Box, outer: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return outer[0] <= x <= outer[2] and outer[1] <= y <= outer[3]


def _reading_place(line: Line) -> tuple[float, float]:
    assert line.box
    return line.box[1], line.box[0]
