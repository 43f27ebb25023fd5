"""A workbook from its first sheet to its file: the same content gives the same bytes."""

import io
from collections.abc import Callable
from pathlib import Path

import xlsxwriter

from desk.summaries.book import Book
from desk.summaries.package import EPOCH, pack_parts, unpack_parts


def write_book(path: Path, title: str, fill: Callable[[Book], object]) -> None:
    """Writes the workbook that `fill` fills. Text stays text: nothing becomes a formula, link or number."""
    buffer = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    workbook = xlsxwriter.Workbook(buffer, options)
    workbook.set_properties({"title": title, "created": EPOCH})
    fill(Book(workbook))
    workbook.close()
    path.write_bytes(pack_parts(mend_links(unpack_parts(buffer.getvalue()))))


def mend_links(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Links between files with the slashes that every office program follows."""
    return {
        name: content.replace(b"\\", b"/") if name.endswith(".rels") else content
        for name, content in parts.items()
    }
