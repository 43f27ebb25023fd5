"""The pages of a file as a person sees them, for whoever wants to show where something was read.

Numbers and points are those of evidence: pages of a PDF turned as they were read, pictures of a file that
holds pictures, pictures of pages inside a Word file.
"""

from collections.abc import Collection, Iterator
from itertools import islice
from pathlib import Path

import docx

from extract.files.opening import Opened
from extract.files.picture_kinds import PICTURES
from extract.scan.picture_files import load_pictures
from extract.scan.pictures import Picture
from extract.word.drawings import find_drawings, page_size

_FINE = 2.0
"""Pixels to a point of a rendered page."""
_MOST_PIXELS = 12_000_000


def load_page_pictures(opened: Opened, numbers: Collection[int]) -> Iterator[tuple[int, Picture]]:
    """The pages of those numbers (from 1) that the file has, in order; none for a file without pages. Raises
    what readers raise."""
    if opened.refused or not numbers:
        return
    if opened.kind == "pdf":
        yield from _render(opened.path, sorted(numbers))
        return
    pictures = _list_pictures(opened)
    for number, picture in enumerate(islice(pictures, max(numbers)), start=1):
        if number in numbers:
            yield number, picture


def _list_pictures(opened: Opened) -> Iterator[Picture]:
    if opened.kind in PICTURES:
        return load_pictures(opened.path)
    return _list_word_pictures(opened.path) if opened.kind == "docx" else iter(())


def _list_word_pictures(path: Path) -> Iterator[Picture]:
    from extract.word.pictures import find_page_pictures

    package = docx.Document(str(path))
    return find_page_pictures(find_drawings(package, {}, {}), page_size(package))


def _render(path: Path, numbers: list[int]) -> Iterator[tuple[int, Picture]]:
    from extract.pdf.document import open_pdf
    from extract.pdf.page import look_at_page

    with open_pdf(path) as document:
        for number in (each for each in numbers if each <= len(document)):
            page = document[number - 1]
            try:
                look = look_at_page(page, number)  # turns the page where its text lies on its side
                scale = min(_FINE, (_MOST_PIXELS / (look.width * look.height)) ** 0.5)
                pixels = page.render(scale=scale, rev_byteorder=True, limit_image_cache=True).to_numpy()
                yield number, Picture(pixels[:, :, :3].copy(), look.width, look.height)
            finally:
                page.close()
