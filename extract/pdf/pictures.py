"""Pages of a PDF as pictures, rendered one at a time when they are asked for."""

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import overload

import pypdfium2 as pdfium

from dossier import Page, Seal
from extract.pdf.page import PageLook
from extract.scan.picture_files import ReadPictures
from extract.scan.pictures import Picture

FindSeals = Callable[[Picture, str, int], tuple[Seal, ...]]
"""The picture of a page, its file and its number, to the seals on it."""

_COARSEST, _FINEST = 150 / 72, 300 / 72
"""Pixels to a point: what small print needs, and what no scanner's page has more of to tell."""
_MOST_PIXELS = 12_000_000


def render_page(document: pdfium.PdfDocument, look: PageLook) -> Picture:
    """The page as a person sees it, stamps and filled-in fields too, as fine as its own pictures are."""
    page = document[look.number - 1]
    scale = min(max(look.density, _COARSEST), _FINEST)
    scale = min(scale, (_MOST_PIXELS / (look.width * look.height)) ** 0.5)
    try:
        pixels = page.render(scale=scale, rev_byteorder=True, limit_image_cache=True).to_numpy().copy()
        return Picture(pixels, look.width, look.height)
    finally:
        page.close()


def read_pictured(
    document: pdfium.PdfDocument, looks: Sequence[PageLook], source: str, read: ReadPictures
) -> dict[int, Page]:
    """What is recognised on the pages, by page number. Pages that follow each other are given together."""
    found: dict[int, Page] = {}
    for _, group in groupby(enumerate(looks), lambda pair: pair[1].number - pair[0]):
        run = [look for _, look in group]
        pages = read(_Renderings(document, run), source, run[0].number)
        found |= {look.number: page for look, page in zip(run, pages, strict=True)}
    return found


def find_seals_on(
    document: pdfium.PdfDocument, looks: Sequence[PageLook], source: str, find_seals: FindSeals
) -> dict[int, tuple[Seal, ...]]:
    """The seals on pages of text, by page number; only pages with red ink are rendered for it."""
    return {
        look.number: find_seals(render_page(document, look), source, look.number)
        for look in looks
        if look.red and not look.trust.needs_picture
    }


class _Renderings(Sequence[Picture]):
    """Renders anew whenever it is asked: only one page need be held."""

    def __init__(self, document: pdfium.PdfDocument, looks: Sequence[PageLook]) -> None:
        self._document, self._looks = document, looks

    def __len__(self) -> int:
        return len(self._looks)

    @overload
    def __getitem__(self, index: int) -> Picture: ...
    @overload
    def __getitem__(self, index: slice) -> "_Renderings": ...
    def __getitem__(self, index: int | slice) -> "Picture | _Renderings":
        if isinstance(index, slice):
            return _Renderings(self._document, self._looks[index])
        return render_page(self._document, self._looks[index])
