"""The long PDF of the race: a form, then pages of narrative again and again."""

from pathlib import Path

import pypdfium2 as pdfium
from made_up_pdf import Sheet, write_pdf

from corpora.pdf_race import FORM_PAGES, PAGES, make_long, part_pages


def test_a_form_of_two_pages_and_two_hundred_of_text(tmp_path: Path) -> None:
    form, text = Sheet(), Sheet()
    form.grid([60, 260, 520], [100, 140, 180], [["甲", "1"], ["乙", "2"]])
    text.write(60, 100, "只有文字的一页。")
    file = write_pdf(tmp_path / "a.pdf", text, *[form] * FORM_PAGES, text)
    with pdfium.PdfDocument(make_long([file], tmp_path / "long.pdf")) as long:
        ruled, plain = part_pages(long)
    assert ruled == list(range(FORM_PAGES))
    assert len(plain) == PAGES
