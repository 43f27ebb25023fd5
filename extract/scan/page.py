"""Pictures of pages to pages: turned, straightened, freed of red, their grid found, read in several looks."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import cv2
import numpy as np

from dossier import Box, Cell, Line, Page, Paragraph, Seal, Table
from extract.layout.lost_marks import settle_marks
from extract.layout.paragraphs import find_paragraphs, join_lines
from extract.layout.type_sizes import with_type_sizes
from extract.scan.bare_paper import is_bare_behind
from extract.scan.confidence import UNREAD_TEXT
from extract.scan.digits import EarlierDigits
from extract.scan.handwriting import with_hands
from extract.scan.ink import Mask, red_mask, without_red
from extract.scan.lattice import Lattice, LatticeCell, find_lattices, without_streaks
from extract.scan.looks import Read, read_pieces
from extract.scan.pen_marks import PEN, PenMarks, find_pen_marks
from extract.scan.pictures import Image, Picture
from extract.scan.pieces import find_pieces, in_rows
from extract.scan.ruling import Points, Stroke, find_ink
from extract.scan.straight import Sheet, straighten
from extract.scan.tightening import PixelBox
from extract.scan.upright import find_upright
from extract.seals.page import read_seals

RED = "有红色的字，可能是印章上的，没有采用"
_RED, _PLAIN, _PALE, _ENOUGH = 0.4, 0.05, 0.5, 3
"""The share of red ink that makes a piece doubtful, and plain; how pale it is then against the plain ones,
of which there must be so many."""
_OF_RING, _RING_WIDTH = 0.7, 0.08
"""A line so much of which lies on the ring of a seal is an arc of it; how thick a ring is, of its radius."""
FAINT_GRID = "格子的边线看不清"
_LIKE_YUAN = re.compile(r"(?<=[万亿])(\s?)[π兀]$")
"""What a 元 is taken for that stands alone on the last line of a cell."""
_LIKE_TEXT = re.compile(r"[一-鿿]{2}|\d{2}")

_BLACK, _WHITE, _HALF_TONES, _SOFT = 40, 215, 0.01, 0.9
"""A picture with so few half tones is of one bit, and is softened by so many pixels."""


def read_pictures(pictures: Iterable[Picture], source: str, first_number: int = 1) -> tuple[Page, ...]:
    """A page for each picture, numbered from `first_number`; tables and paragraphs count through. Pictures
    are taken one by one, so that a long volume needs no more memory than a page."""
    pages: list[Page] = []
    digits = EarlierDigits()
    for number, picture in enumerate(pictures, first_number):
        tables, paragraphs = sum(len(p.tables) for p in pages), sum(len(p.paragraphs) for p in pages)
        pages.append(read_picture(picture, number, source, tables, paragraphs, digits))
    return tuple(pages)


def read_picture(
    picture: Picture,
    number: int,
    source: str,
    first_table: int = 0,
    first_paragraph: int = 0,
    digits: EarlierDigits | None = None,
) -> Page:
    """The page that a picture shows; without text where none is seen. `digits`: those of the pages before
    it, to which its own are added."""
    two_tone = _is_two_tone(picture)
    if two_tone:
        picture = _softened(picture)
    grey = without_red(picture.pixels)
    upright = find_upright(grey)
    seals = read_seals(picture, source, number)
    page = Page(number, "ocr", round(picture.width, 2), round(picture.height, 2), seals=seals)
    if not upright.texts:
        return page
    sheet = _without_rings(straighten(picture, grey, upright), seals)
    clean = without_red(sheet.pixels)
    ink = find_ink(clean)
    lattices = find_lattices(clean, ink, (sheet.across, sheet.down), sheet.texts)
    if any(lattice.streaks != ((), ()) for lattice in lattices):
        clean = without_streaks(clean, lattices)
        ink = find_ink(clean)
    reads = read_pieces(clean, ink, find_pieces(ink, sheet.texts, lattices), digits, poor=two_tone)
    reads = _without_seals(reads, clean, ink, red_mask(sheet.pixels, faint=True))
    pen = find_pen_marks(sheet, seals, clean, ink)
    written = {read.piece.cell for read in reads}
    pen = pen.on_page_of(cell for one in lattices for cell in one.cells if cell not in written)
    reads = [replace(r, doubts=(*r.doubts, PEN)) if pen.crosses(r.piece) else r for r in reads]
    lines, own = _running_text(sheet, reads, first_paragraph)
    tables = [
        with_hands(_table(sheet, lattice, n, reads, pen, first_table + n), lattice, reads, sheet, seals)
        for n, lattice in enumerate(lattices)
    ]
    return replace(
        page,
        lines=tuple(replace(line, box=_in_points(sheet, line.box)) for line in lines),
        paragraphs=tuple(replace(p, box=_in_points(sheet, p.box)) for p in own),
        tables=tuple(_after(table, lattice, own) for table, lattice in zip(tables, lattices, strict=True)),
    )


def _without_rings(sheet: Sheet, seals: Sequence[Seal]) -> Sheet:
    """Without the arcs of seals among the ruled lines: in a copy without colour they look like some."""
    rings = [box for seal in seals for one in seal.evidence if (box := one.box)]
    across, down = (_off_rings(strokes, sheet, rings) for strokes in (sheet.across, sheet.down))
    return replace(sheet, across=across, down=down)


def _off_rings(strokes: Sequence[Stroke], sheet: Sheet, rings: Sequence[Box]) -> tuple[Stroke, ...]:
    if not strokes or not rings:
        return tuple(strokes)
    places = sheet.in_points(np.vstack([stroke.points for stroke in strokes]))
    ends = np.cumsum([len(stroke.points) for stroke in strokes])[:-1]
    on_ring = [np.split(_lie_on(places, ring), ends) for ring in rings]
    return tuple(
        stroke
        for n, stroke in enumerate(strokes)
        if not any(shares[n].mean() > _OF_RING for shares in on_ring)
    )


def _lie_on(places: Points, ring: Box) -> Mask:
    """Which places, in points of the page, lie on the ring that fills a box."""
    x0, y0, x1, y1 = ring
    middle, reach = np.array([x0 + x1, y0 + y1]) / 2, np.array([x1 - x0, y1 - y0]) / 2
    away = np.hypot(*((places - middle) / np.maximum(reach, 1.0)).T)
    return np.asarray(np.abs(away - 1) < _RING_WIDTH, np.bool_)


def _without_seals(reads: Sequence[Read], clean: Image, ink: Image, red: Mask) -> list[Read]:
    """A piece in a cell most of whose ink is red is no text that can be counted on: it may be what is left
    of the words on a seal. Print below a seal is as dark as other print."""
    celled = [n for n, read in enumerate(reads) if read.piece.cell]
    shares = {n: _red_share(reads[n], ink, red) for n in celled}
    contrasts = {n: _contrast(reads[n], clean, ink) for n in celled}
    plain = [contrasts[n] for n in celled if shares[n] < _PLAIN and reads[n].text]
    least = _PALE * float(np.median(plain)) if len(plain) >= _ENOUGH else np.inf
    settled = list(reads)
    for n in celled:
        if shares[n] > _RED and contrasts[n] < least:
            settled[n] = replace(reads[n], red=True, doubts=(*reads[n].doubts, RED))
    return settled


def _red_share(read: Read, ink: Image, red: Mask) -> float:
    x0, y0, x1, y1 = read.piece.box
    dark = ink[y0:y1, x0:x1] > 0
    return float(red[y0:y1, x0:x1][dark].mean()) if dark.any() else 0.0


def _contrast(read: Read, clean: Image, ink: Image) -> float:
    """How much darker the darker ink of a piece is than its paper, of 255."""
    x0, y0, x1, y1 = read.piece.box
    part, dark = clean[y0:y1, x0:x1], ink[y0:y1, x0:x1] > 0
    return float(np.percentile(part, 90) - np.percentile(part[dark], 25)) if dark.any() else 0.0


def _is_two_tone(picture: Picture) -> bool:
    """Is it of black and white alone, as from a fax."""
    sample = picture.pixels[::4, ::4]
    between = np.count_nonzero((sample > _BLACK) & (sample < _WHITE)) / sample.size
    return bool(between < _HALF_TONES)


def _softened(picture: Picture) -> Picture:
    """With the soft edges that the recogniser knows from print."""
    return replace(picture, pixels=np.asarray(cv2.GaussianBlur(picture.pixels, (0, 0), _SOFT), np.uint8))


def _running_text(
    sheet: Sheet, reads: Sequence[Read], first_index: int
) -> tuple[list[Line], tuple[Paragraph, ...]]:
    """All lines of the page, and the paragraphs outside tables; boxes in pixels."""
    lines = [_line(row) for row in _rows([read for read in reads if read.believed])]
    outside = [read for read in reads if read.believed and read.piece.cell is None]
    own = [_line(row) for row in _rows(outside)]
    paragraphs = find_paragraphs(own, [], sheet.shift.height, first_index, scanned=True)
    return lines, with_type_sizes(paragraphs, own)


def _line(row: Sequence[Read]) -> Line:
    text = settle_marks(" ".join(r.text for r in row))
    return Line(text, _around(row), min(r.certainty for r in row))


def _rows(reads: Sequence[Read]) -> list[list[Read]]:
    return in_rows(reads, lambda read: read.piece.box)


def _around(row: Sequence[Read]) -> Box:
    boxes = [read.piece.box for read in row]
    return (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )


def _table(
    sheet: Sheet, lattice: Lattice, number: int, reads: Sequence[Read], pen: PenMarks, index: int
) -> Table:
    by_cell: dict[LatticeCell, list[Read]] = {}
    for read in reads:
        if read.piece.lattice == number and read.piece.cell:
            by_cell.setdefault(read.piece.cell, []).append(read)
    margin = _margin(by_cell)
    cells = [_cell(sheet, cell, by_cell.get(cell, []), margin, pen) for cell in lattice.cells]
    box = sheet.box_in_points(*lattice.box)
    return Table(lattice.rows, lattice.columns, tuple(cells), index, box=box, column_edges=lattice.edges)


def _margin(by_cell: dict[LatticeCell, list[Read]]) -> float:
    """The space between rule and text that nearly all cells of a table keep."""
    gaps = [
        min(read.piece.box[0] - cell.box[0], cell.box[2] - read.piece.box[2])
        for cell, reads in by_cell.items()
        for read in reads
        if read.believed
    ]
    return max(0.0, float(np.percentile(gaps, 5))) if gaps else 0.0


def _cell(sheet: Sheet, cell: LatticeCell, reads: Sequence[Read], margin: float, pen: PenMarks) -> Cell:
    rows = _rows([read for read in reads if read.believed])
    lines = [Line(_beside(row), _around(row)) for row in rows]
    text = join_lines(lines, cell.box[2] - cell.box[0] - 2 * margin).strip(".·")
    text = _LIKE_YUAN.sub(r"\1元", text)
    joined = text.count("\n") + 1 < len(rows)
    return Cell(
        cell.row,
        cell.column,
        cell.row_span,
        cell.column_span,
        text,
        sheet.box_in_points(*cell.box),
        (FAINT_GRID,) if cell.unsure else (),
        _cell_doubts(cell, rows, reads, pen, joined=joined),
        min((read.certainty for row in rows for read in row), default=1.0),
        bare_ends=() if joined else _bare_ends(sheet, cell, rows),
    )


def _bare_ends(sheet: Sheet, cell: LatticeCell, rows: Sequence[Sequence[Read]]) -> tuple[int, ...]:
    return tuple(
        n
        for n, row in enumerate(rows)
        if row[-1].text[-1:].isalpha() and is_bare_behind(_around(row), cell.box, sheet.pixels)
    )


def _cell_doubts(
    cell: LatticeCell, rows: Sequence[Sequence[Read]], reads: Sequence[Read], pen: PenMarks, *, joined: bool
) -> tuple[tuple[int, str], ...]:
    """Those of its lines; and where nothing is read but writing is seen, that."""
    if not reads:
        return tuple((0, doubt) for doubt in pen.why_not_blank(cell))
    return tuple(dict.fromkeys(_line_doubts(rows, reads, joined=joined)))


def _line_doubts(
    rows: Sequence[Sequence[Read]], reads: Sequence[Read], *, joined: bool
) -> Iterator[tuple[int, str]]:
    """The doubts of the pieces by line; those of marks that are no text and stand by no line come after
    all lines. What looks like a line of text but was not believed is told at the next one below it. Where
    lines were joined, all are of the first."""
    for read in reads:
        near = (n for n, row in enumerate(rows) if read in row or _touches(read.piece.box, row))
        line = next(near, len(rows))
        for doubt in read.doubts:
            yield (0 if joined else line), doubt
        if line == len(rows) and not read.red and _LIKE_TEXT.search(read.text):
            below = (n for n, row in enumerate(rows) if _around(row)[1] > read.piece.box[1])
            yield (0 if joined else next(below, line)), UNREAD_TEXT


def _touches(box: PixelBox, row: Sequence[Read]) -> bool:
    """Does a mark stand at the height of a line, within it or less than a character beside it."""
    x0, y0, x1, y1 = _around(row)
    middle, beside = (box[1] + box[3]) / 2, y1 - y0
    return y0 <= middle <= y1 and box[2] > x0 - beside and box[0] < x1 + beside


def _beside(row: Sequence[Read]) -> str:
    """Pieces of one row: a wide gap is a space."""
    text = row[0].text
    for last, read in pairwise(row):
        gap = read.piece.box[0] - last.piece.box[2]
        text += (" " if gap > 0.6 * read.piece.height else "") + read.text
    return text


def _after(table: Table, lattice: Lattice, paragraphs: Sequence[Paragraph]) -> Table:
    above = [p.index for p in paragraphs if p.box and p.box[1] < lattice.box[1]]
    before = min((p.index for p in paragraphs), default=0) - 1
    return replace(table, after=max(above, default=before))


def _in_points(sheet: Sheet, box: Box | None) -> Box | None:
    return sheet.box_in_points(*box) if box else None
