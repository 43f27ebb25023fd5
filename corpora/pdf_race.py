"""How fast a long PDF is read, beside pdfplumber asked for the tables of all its pages."""

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import pypdfium2

from corpora.dossiers import Case
from corpora.speed import Race, list_files, race_once, walk_pdf
from extract.pdf.page import look_at_page
from policy import Policy

PAGES, FORM_PAGES = 200, 2
ROUNDS = 2


def race_long_pdf(cases: Sequence[Case], policy: Policy) -> Race:
    """Two hundred pages of narrative and a form of two pages, put together from the printed dossiers."""
    with tempfile.TemporaryDirectory() as room:
        path = Path(room) / "long.pdf"
        make_long([file for case in cases for file in list_files(case.path, ".pdf")], path)
        turns = [race_once(path, [path], policy, walk_pdf) for _ in range(ROUNDS)]
    extract, library = (min(turn[side] for turn in turns) for side in (0, 1))
    return Race("200 pages / pdfplumber", 1, extract, library)


def make_long(files: Iterable[Path], target: Path) -> Path:
    """A form as long as asked for, then pages without a table again and again."""
    whole = pypdfium2.PdfDocument.new()
    written = form = 0
    while written < PAGES:
        before = written
        for file in files:
            with pypdfium2.PdfDocument(file) as source:
                ruled, plain = part_pages(source)
                if not form and len(ruled) == FORM_PAGES:
                    form = len(ruled)
                    whole.import_pages(source, ruled, index=0)
                if chosen := plain[: PAGES - written]:
                    whole.import_pages(source, chosen)
                    written += len(chosen)
        if written == before:
            raise ValueError("no page of narrative in any file")
    whole.save(target)
    whole.close()
    return target


def part_pages(document: pypdfium2.PdfDocument) -> tuple[list[int], list[int]]:
    """The pages with ruled tables, and those without."""
    ruled = [n for n in range(len(document)) if look_at_page(document[n], n + 1).ruled]
    return ruled, [n for n in range(len(document)) if n not in ruled]
