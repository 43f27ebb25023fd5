"""Ink on a PDF page where no text stands, seen on a small rendering. Only for pages that give a reason."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from numpy.typing import NDArray

from dossier import Box
from extract.layout.paragraphs import Glyph
from extract.pdf.drawing import Drawing, Ink
from extract.pdf.drawing import Image as Drawn
from extract.pdf.glyphs import find_place, place_box
from extract.scan.pictures import Image

_LONGEST = 1600
"""Pixels of the longest side of a rendering."""
_STEP, _FAINT = 40, 20
"""Levels of brightness between paper and ink, and between paper and ink on a page with nothing else."""
_BLOCK = 12
_LEAST = 4
"""Edges in a block from which it counts as inked."""
_EDGE = 2
_RED, _REDDISH = 50, 25
_RED_PLANE = 2
"""pdfium gives blue first."""
_DENSE, _MOSTLY = 240, 0.8


def find_ink(page: pdfium.PdfPage, drawing: Drawing, glyphs: Sequence[Glyph]) -> Ink:
    """Writing has many edges side by side; a rule, a box or a ground has none but its border."""
    pixels, scale = _render(page)
    place = find_place(page)
    borders = [place_box(place, box) for box in drawing.boxes]
    borders += [place_box(place, image.box) for image in drawing.images]
    free = _free(pixels.shape[:2], glyphs, borders, scale)
    tint = pixels.astype(np.int16)
    redness = tint[..., 0] - np.maximum(tint[..., 1], tint[..., 2])
    red = redness > _RED
    # Red ink is made as light as paper: seals are looked for elsewhere.
    light = np.where(redness > _REDDISH, 255, tint[..., 0])
    edges = np.zeros(free.shape, bool)
    edges[:, 1:] = np.abs(np.diff(light, axis=1)) > (_STEP if glyphs else _FAINT)
    edges &= free
    return Ink(tuple(_blocks(edges, scale)), bool((red & free).sum() > _LEAST * _BLOCK))


def shows_writing(page: pdfium.PdfPage, image: Drawn) -> bool:
    """Has a picture edges of its own, as writing has: looked at alone, on white paper, without red."""
    pixels = _look_at(page, image)
    if pixels is None:
        return True
    red, alpha = pixels[..., _RED_PLANE].astype(np.int32), pixels[..., 3].astype(np.int32)
    shown = (red * alpha + 255 * (255 - alpha)) // 255
    return int((np.abs(np.diff(shown, axis=1)) > _STEP).sum()) > 2 * _BLOCK


def is_opaque(page: pdfium.PdfPage, image: Drawn) -> bool:
    """Does it hide what lies beneath; a watermark does not."""
    pixels = _look_at(page, image)
    return pixels is None or bool((pixels[..., 3] > _DENSE).mean() > _MOSTLY)


def _look_at(page: pdfium.PdfPage, image: Drawn) -> Image | None:
    """The picture as the page shows it: blue, green, red and how dense; None where pdfium cannot."""
    bitmap = pdfium_c.FPDFImageObj_GetRenderedBitmap(page.pdf.raw, page.raw, image.raw)
    if not bitmap:
        return None
    pixels = pdfium.PdfBitmap.from_raw(bitmap).to_numpy().copy()
    return pixels if pixels.ndim == 3 and pixels.shape[2] == 4 else None


def _render(page: pdfium.PdfPage) -> tuple[Image, float]:
    scale = min(1.0, _LONGEST / max(page.get_size()))
    return page.render(scale=scale, rev_byteorder=True).to_numpy().copy(), scale


def _free(
    shape: tuple[int, ...], glyphs: Iterable[Glyph], borders: Sequence[Box], scale: float
) -> NDArray[np.bool_]:
    """Where neither text nor the border of a rule or box stands."""
    free = np.ones(shape, bool)
    for glyph in glyphs:
        _clear(free, (glyph.x0, glyph.top, glyph.x1, glyph.bottom), scale)
    for x0, y0, x1, y1 in borders:
        for strip in ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)):
            _clear(free, strip, scale)
    return free


def _clear(free: NDArray[np.bool_], box: Box, scale: float) -> None:
    x0, y0, x1, y1 = (round(value * scale) for value in box)
    free[max(0, y0 - _EDGE) : max(0, y1 + _EDGE), max(0, x0 - _EDGE) : max(0, x1 + _EDGE)] = False


def _blocks(edges: NDArray[np.bool_], scale: float) -> Iterator[Box]:
    """The blocks of the page that hold enough edges, row by row, in points."""
    high, wide = (-(-size // _BLOCK) for size in edges.shape)
    whole = np.zeros((high * _BLOCK, wide * _BLOCK), np.int32)
    whole[: edges.shape[0], : edges.shape[1]] = edges
    counts = whole.reshape(high, _BLOCK, wide, _BLOCK).sum(axis=(1, 3))
    size = _BLOCK / scale
    for row, column in np.argwhere(counts >= _LEAST).tolist():
        yield column * size, row * size, (column + 1) * size, (row + 1) * size
