"""Dossiers saved in the formats of older and other programs, some under a name that tells another format.

Each is written once, as a Word file or a workbook, and saved by LibreOffice in one call a format.
"""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from corpora.dossiers import Case, without_narrative
from corpora.families.papers import Papers, draw_papers
from corpora.pdf import save_as
from corpora.word import write_word
from policy import Policy

WORD_FORMS = {
    "doc": ("doc", "doc"),
    "wps": ("doc", "wps"),
    "rtf": ("rtf", "rtf"),
    "odt": ("odt", "odt"),
    "Word 2003 XML": ("xml:MS Word 2003 XML", "xml"),
    "HTML named doc": ("html:HTML (StarWriter)", "doc"),
    "doc named docx": ("doc", "docx"),
    "docx named doc": ("docx", "doc"),
}
SHEET_FORMS = {"xls": ("xls", "xls"), "et": ("xls", "et"), "ods": ("ods", "ods")}
"""By family: what LibreOffice saves as, and the ending of the file that is handed in."""


def make_legacy_cases(seed: int, count: int, folder: Path, policy: Policy) -> list[Case]:
    """`count` dossiers in each format, the same ones in all formats of Word and in all of workbooks."""
    papers = [draw_papers(f"{seed}/legacy", number, policy) for number in range(count)]
    words = [folder / "plain" / f"word-{number:02d}.docx" for number in range(count)]
    sheets = [folder / "plain" / f"sheet-{number:02d}.xlsx" for number in range(count)]
    for one, word, sheet in zip(papers, words, sheets, strict=True):
        write_word(word, one.whole, one.look)
        one.write_form(sheet)
    alone = [replace(one, county=without_narrative(one.county)) for one in papers]
    return [
        *save_all(papers, words, WORD_FORMS, folder),
        *save_all(alone, sheets, SHEET_FORMS, folder),
    ]


def save_all(
    papers: Sequence[Papers], files: Sequence[Path], forms: dict[str, tuple[str, str]], folder: Path
) -> list[Case]:
    """Every file in every format; formats that several families share are saved once."""
    saved = {"docx": list(files)}
    cases = []
    for family, (form, ending) in forms.items():
        if form not in saved:
            saved[form] = save_as(files, folder / "saved" / form.partition(":")[0], form)
        for one, plain, made in zip(papers, files, saved[form], strict=True):
            path = folder / f"legacy-{family}-{plain.stem}.{ending}"
            shutil.copyfile(made, path)
            cases.append(replace(one.case("legacy", family, path), plain=plain))
    return cases
