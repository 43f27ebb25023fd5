"""A form that was handed in, but scanned so badly that none of its table is read."""

from collections.abc import Iterator, Sequence

from dossier import Document, Evidence
from extract.form.copies import names_the_form
from extract.text import squeeze, to_halfwidth
from policy.form import ApplicationForm

_CELLS = 20
"""So many cells below its title are those of a form, and of no list that names it."""


def find_illegible(documents: Sequence[Document], form: ApplicationForm) -> tuple[Evidence, ...]:
    """The title of the form on each page read from a picture on which a table of its size stands."""
    return tuple(place for document in documents for place in _titles(document, form))


def _titles(document: Document, form: ApplicationForm) -> Iterator[Evidence]:
    for page in document.pages:
        if page.method != "ocr" or sum(len(table.cells) for table in page.tables) < _CELLS:
            continue
        for line in page.lines:
            if names_the_form(squeeze(to_halfwidth(line.text)), form):
                yield Evidence(
                    source=document.source, page=page.number, box=line.box, quote=line.text, method="ocr"
                )
                break
