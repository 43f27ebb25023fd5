"""Scanned dossiers in a batch: the same bytes however they are shared out, within the memory of a worker."""

from pathlib import Path

import pypdfium2
import pytest
from made_up_pdf import Sheet, write_pdf
from made_up_seals import NO_FONT, has_font

from desk.batch import Limits, review_inbox
from desk.store import save_dossier
from desk.summaries.names import RECORD
from extract.pipeline import extract_dossier
from policy import load_policy

POLICY = load_policy()
DPI = 120


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two dossiers of one page, each a picture of some cells of a form."""
    if not has_font():
        pytest.skip(NO_FONT)
    folder = tmp_path_factory.mktemp("scans")
    labels = sorted((field.label for field in POLICY.form.fields if field.kind == "int"), key=len)[:13]
    (folder / "inbox").mkdir()
    for name, first in (("one", 23), ("two", 57)):
        sheet = Sheet()
        sheet.write(60, 60, POLICY.form.titles[0], size=14)
        rows = [[label, str(first + 3 * row)] for row, label in enumerate(labels)]
        sheet.grid([60, 300, 520], [90 + 22 * row for row in range(len(rows) + 1)], rows)
        with pypdfium2.PdfDocument(write_pdf(folder / "page.pdf", sheet)) as document:
            document[0].render(scale=DPI / 72).to_pil().save(folder / "inbox" / f"{name}.png", dpi=(DPI, DPI))
    return folder / "inbox"


def test_scans_give_the_same_bytes_by_one_process_or_two(inbox: Path, tmp_path: Path) -> None:
    reviews = review_inbox(
        inbox, tmp_path, POLICY, Limits(2), lambda name, fresh: None, lambda total, underway: None
    )
    assert [review.failure for review in reviews] == [None, None]
    for name, value in (("two", "57"), ("one", "23")):
        dossier = extract_dossier(inbox / f"{name}.png", POLICY)
        save_dossier(tmp_path / "alone", name, dossier)
        written = (tmp_path / name / RECORD).read_bytes()
        assert written == (tmp_path / "alone" / name / RECORD).read_bytes()
        quotes = {e.quote: e.method for reading in dossier.form.fields.values() for e in reading.evidence}
        assert quotes[value] == "ocr"
