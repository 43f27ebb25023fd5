"""Pictures in Word files: scans of pages are read as pages, in their place in the text; seals are found.

A Word file may be nothing but scans. Its pages then are its pictures, counted from 1.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np

from dossier import CellPlace, Document, Evidence, Origin, Page, Seal
from dossier.errors import UnreadableSource
from extract.files.papers import index_pages
from extract.files.picture_kinds import PICTURES, find_picture_kind
from extract.scan.picture_files import ReadPictures, decode_pictures, holds_page, recognise
from extract.scan.pictures import Picture
from extract.seals.shapes import find_seals
from extract.word.drawings import BlockEnd, CellAt, Drawing, Shown

_LEAST_PIXELS = 450
"""Of the shorter side: a page with fewer cannot be read."""
_LEAST_SHARE = 0.1
"""Of the page's room that a picture of a page takes up; one that is smaller is an ornament or a seal."""
_LEAST_SEAL = 80
"""Pixels."""


@dataclass
class _Found:
    """Pages, each with its place in the flow; seals with theirs; and what was not read."""

    pages: list[tuple[BlockEnd, Page]] = field(default_factory=list)
    seals: list[tuple[BlockEnd, Seal]] = field(default_factory=list)
    read: int = 0
    silent: int = 0
    drawn: int = 0
    outside: int = 0
    broken: int = 0

    def notes(self) -> Iterator[str]:
        if self.silent:
            yield f"有{self.silent}张图片（照片等）里没有读出文字，请看原件"
        if self.drawn:
            yield f"有{self.drawn}张图片是EMF、WMF等矢量格式或认不出的格式，没有读取，请看原件"
        if self.outside:
            yield f"有{self.outside}张图片不在文件里（链接到别处），没有读取，请把图片粘贴到文件中后重新提交"
        if self.broken:
            yield f"有{self.broken}张图片已损坏或太大，没有读取，请看原件"


def add_pictures(
    document: Document,
    drawings: Sequence[Drawing],
    page_size: tuple[float, float],
    read: ReadPictures | None = None,
) -> Document:
    """The document (its flow, one page) with its pictures of pages as pages between the parts of the flow.
    A flow without any text is left out."""
    found = _read_drawings(document.source, drawings, page_size, read or recognise)
    (flow,) = document.pages
    flow_pages, pictures = _split(flow, [place for place, _ in found.pages]), [p for _, p in found.pages]
    pictures = list(index_pages(pictures, len(flow.paragraphs), len(flow.tables)))
    pages: list[Page] = []
    for at, part in enumerate(flow_pages):
        own = tuple(seal for place, seal in found.seals if _part_of(place, found.pages) == at)
        pages += [replace(part, seals=own)] if _says_anything(part) or own else []
        pages += pictures[at : at + 1]
    pages = pages or [flow]
    numbered = tuple(replace(page, number=number) for number, page in enumerate(pages, 1))
    notes = (*document.notes, *found.notes())
    return replace(document, pages=numbered, notes=notes, paged=all(page.paged for page in pages))


def find_page_pictures(drawings: Sequence[Drawing], page_size: tuple[float, float]) -> Iterator[Picture]:
    """The pictures that are read as pages, each once, in the order by which evidence numbers them."""
    seen = set[tuple[object, ...]]()
    for drawing in drawings:
        large = drawing.shown.covers(_LEAST_SHARE, page_size)
        if large and drawing.content and find_picture_kind(drawing.content[:64]) in PICTURES:
            picture, key = _decode(drawing.shown, drawing.content), _key(drawing)
            if picture is not None and _may_be_page(picture) and key not in seen:
                yield picture
                seen.add(key)


def _may_be_page(picture: Picture) -> bool:
    return min(picture.pixels.shape[:2]) >= _LEAST_PIXELS and holds_page(picture)


def _key(drawing: Drawing) -> tuple[object, ...]:
    """What tells a picture from one that is shown again."""
    return (drawing.content, drawing.shown.crop, drawing.shown.turn)


def _read_drawings(
    source: str, drawings: Sequence[Drawing], page_size: tuple[float, float], read: ReadPictures
) -> _Found:
    found = _Found()
    seen = set[tuple[object, ...]]()
    for drawing in drawings:
        large = drawing.shown.covers(_LEAST_SHARE, page_size)
        if drawing.content is None:
            found.outside += large
        elif find_picture_kind(drawing.content[:64]) not in PICTURES:
            found.drawn += large
        else:
            picture = _decode(drawing.shown, drawing.content)
            key = _key(drawing)
            if picture is None:
                found.broken += large
            elif large and _may_be_page(picture):
                if key not in seen:
                    _read_page(found, source, drawing, picture, read)
                seen.add(key)
            elif min(picture.pixels.shape[:2]) >= _LEAST_SEAL and find_seals(picture.pixels):
                _read_seals(found, source, drawing, picture, read)
    return found


def _decode(shown: Shown, content: bytes) -> Picture | None:
    """The part of a picture that is shown, as it is turned, in the size that it is shown in; None where it
    cannot be opened."""
    try:
        picture = next(decode_pictures(io.BytesIO(content)), None)
    except UnreadableSource:
        return None
    if picture is None:
        return None
    high, wide = picture.pixels.shape[:2]
    left, top, right, bottom = shown.crop
    cut = picture.pixels[
        round(top * high) : max(round(high - bottom * high), round(top * high) + 1),
        round(left * wide) : max(round(wide - right * wide), round(left * wide) + 1),
    ]
    turned = np.ascontiguousarray(np.rot90(cut, -shown.turn))
    if shown.width is not None and shown.height is not None:
        return Picture(turned, round(shown.width, 2), round(shown.height, 2))
    scale = picture.height / high
    return Picture(turned, round(turned.shape[1] * scale, 2), round(turned.shape[0] * scale, 2))


def _read_page(found: _Found, source: str, drawing: Drawing, picture: Picture, read: ReadPictures) -> None:
    """A picture that says nothing is no page, but it counts."""
    found.read += 1
    for page in read([picture], source, found.read):
        if page.lines or page.tables or page.seals:
            found.pages.append((drawing.block, replace(page, origin=Origin(source, found.read))))
        else:
            found.silent += 1


def _read_seals(found: _Found, source: str, drawing: Drawing, picture: Picture, read: ReadPictures) -> None:
    """Seals that were pasted in as pictures stand where the picture does."""
    for page in read([picture], source, 1):
        for seal in page.seals:
            place = _seal_place(source, drawing.block, drawing.cell, seal.text or "")
            found.seals.append((drawing.block, seal.model_copy(update={"evidence": (place,)})))


def _seal_place(source: str, place: BlockEnd, cell: CellAt | None, quote: str) -> Evidence:
    if cell is None:
        return Evidence(source=source, paragraph=max(0, place[0] - 1), quote=quote, method="ocr")
    table, row, column = cell
    at = CellPlace(table=table, row=row, column=column)
    return Evidence(source=source, cell=at, quote=quote, method="ocr")


def _split(flow: Page, places: Sequence[BlockEnd]) -> list[Page]:
    """The flow cut at the places of the pictures: one part more than there are pictures."""
    bounds = [(0, 0), *places, (len(flow.paragraphs), len(flow.tables))]
    return [
        replace(
            flow,
            lines=flow.lines[first : max(first, end)],
            paragraphs=flow.paragraphs[first : max(first, end)],
            tables=flow.tables[first_table : max(first_table, end_table)],
        )
        for (first, first_table), (end, end_table) in pairwise(bounds)
    ]


def _part_of(place: BlockEnd, pages: Sequence[tuple[BlockEnd, Page]]) -> int:
    """In which part of the flow something stands: behind so many pictures."""
    return sum(1 for other, _ in pages if other < place)


def _says_anything(part: Page) -> bool:
    return bool(part.paragraphs) or any(cell.text.strip() for table in part.tables for cell in table.cells)
