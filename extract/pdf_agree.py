"""What a PDF page's text layer says and what is recognised on its picture, held against each other."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dossier import Box, Cell, Line, Page, Table
from extract.layout import Glyph, compose_text, find_paragraphs
from extract.pdf_page import PageLook
from extract.text import squeeze, to_halfwidth

DISAGREES = "识别出的文字与文件自带的文字层不一致"
PICTURE_IN_CELL = "格子里有图片或图形，其中的文字要人工核对"


def hold_against(page: Page, look: PageLook) -> Page:
    """The recognised page, with a doubt on each cell of which the text layer says something else."""
    doubts = (*page.doubts, look.trust.reason) if look.trust.reason else page.doubts
    if not look.trust.comparable:
        return replace(page, doubts=doubts)
    layer = [*look.glyphs, *look.unseen]
    tables = tuple(
        replace(table, cells=tuple(_held(cell, layer) for cell in table.cells)) for table in page.tables
    )
    return replace(page, tables=tables, doubts=doubts)


def _held(cell: Cell, layer: Iterable[Glyph]) -> Cell:
    if cell.box is None:
        return cell
    told = compose_text(glyph for glyph in layer if _is_in(glyph, cell.box))
    if not told or _plain(told) == _plain(cell.text):
        return cell
    return replace(cell, doubts=(*cell.doubts, DISAGREES))


def _plain(text: str) -> str:
    return to_halfwidth(squeeze(text))


def join_pages(written: Page, seen: Page, look: PageLook) -> Page:
    """The page as its text says it, with what was recognised where no text stands. A cell with ink that its
    text does not say is doubted; where it has no text it shows what was recognised."""
    new = [line for line in seen.lines if line.box and not _has_text(line.box, look.glyphs)]
    tables = [
        *(_with_bare_ink(table, look.bare, seen, new) for table in written.tables),
        *(table for table in seen.tables if not _overlaps(table, written.tables)),
    ]
    lines = tuple(sorted((*written.lines, *new), key=_place))
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


def _place(line: Line) -> tuple[float, float]:
    assert line.box
    return line.box[1], line.box[0]
