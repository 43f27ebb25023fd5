"""A form that was handed in, but scanned so badly that none of its table is read."""

from collections.abc import Iterator, Sequence
from statistics import median

from dossier import Document, Evidence
from extract.form.copies import names_the_form
from extract.text import squeeze, to_halfwidth
from policy.form import ApplicationForm

_CELLS, _LEGIBLE = 20, 0.8
"""So many cells below its title are those of a form, and of no list that names it; how sure the recogniser is
of half of what stands in the cells of a table that can be read."""


def find_illegible(documents: Sequence[Document], form: ApplicationForm) -> tuple[Evidence, ...]:
    """The title of the form on each page read from a picture on which a table of its size stands that
    is hardly legible."""
    return tuple(place for document in documents for place in _titles(document, form))


def _titles(document: Document, form: ApplicationForm) -> Iterator[Evidence]:
    for page in document.pages:
        cells = [cell for table in page.tables for cell in table.cells]
        written = [cell.certainty for cell in cells if cell.text]
        legible = not written or median(written) >= _LEGIBLE
        if page.method != "ocr" or len(cells) < _CELLS or legible:
            continue
        for line in page.lines:
            if names_the_form(squeeze(to_halfwidth(line.text)), form):
                yield Evidence(
                    source=document.source, page=page.number, box=line.box, quote=line.text, method="ocr"
                )
                break
