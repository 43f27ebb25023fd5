"""A form of whose scan little more than the title can be read."""

import pytest

from dossier import Cell, Document, Line, Page, Table
from dossier.evidence import Method
from extract.form.labels import LabelIndex
from extract.form.reading import ILLEGIBLE, NOT_FOUND, read_form
from extract.narrative.materials import read_form_material
from policy.load import load_policy

POLICY = load_policy()
TITLE = POLICY.form.titles[0]


def scan(title: str, cells: int, method: Method = "ocr", certainty: float = 0.2) -> Document:
    """A page with a title and a table in which nothing can be read."""
    table = Table(cells, 1, tuple(Cell(n, 0, 1, 1, "山…非", certainty=certainty) for n in range(cells)), 0)
    page = Page(1, method, 595.0, 842.0, lines=(Line(title, (60.0, 70.0, 540.0, 100.0)),), tables=(table,))
    return Document(source="扫描件.pdf", reader="pdf", paged=True, pages=(page,))


@pytest.mark.parametrize(
    ("document", "seen"),
    [
        (scan(TITLE, 60), True),
        (scan(TITLE.replace("申报", "电报"), 60), True),
        (scan(TITLE, 6), False),
        (scan("企业名单", 60), False),
        (scan(TITLE, 60, method="pdf-text"), False),
        (scan(TITLE, 60, certainty=0.99), False),
    ],
    ids=[
        "a form",
        "its title misread",
        "a small table",
        "another table",
        "not scanned",
        "a legible table that is none",
    ],
)
def test_its_title_shows_that_it_was_handed_in(document: Document, seen: bool) -> None:
    form, copies, _ = read_form([document], POLICY.form, LabelIndex(POLICY.form))
    assert {reading.status for reading in form.fields.values()} == {"missing"}
    assert {reading.reasons for reading in form.fields.values()} == {(ILLEGIBLE if seen else NOT_FOUND,)}
    material = read_form_material(copies, form.fields)
    assert material.status == ("present" if seen else "missing")
    assert bool(material.evidence) is seen
