"""Dossiers that are wrong by construction: what is spoilt in them must never be accepted."""

from dataclasses import replace
from pathlib import Path

from corpora.blocks import Paragraph
from corpora.dossiers import FORM_LAYOUTS, Case
from corpora.pdf import print_pdfs
from corpora.traps.kit import FormTrap, Kit
from corpora.traps.layout import LAYOUT_TRAPS
from corpora.traps.sheet_files import SHEET_TRAPS
from corpora.traps.values import VALUE_TRAPS, trap_doubtful_everywhere
from corpora.traps.word_files import WORD_TRAPS
from corpora.traps.years import YEAR_TRAPS
from corpora.truth import make_county
from policy import Policy

__all__ = ["FORM_TRAPS", "SHEET_TRAPS", "WORD_TRAPS", "make_traps"]

FORM_TRAPS: dict[str, FormTrap] = {
    **VALUE_TRAPS,
    **LAYOUT_TRAPS,
    **YEAR_TRAPS,
    "doubtful_everywhere": trap_doubtful_everywhere,
}
PRINTED_TOO = ("white_digit", "raised_mark", "struck_value", "deleted_digit", "replaced_value")
"""Traps of Word files that still are traps on paper: LibreOffice prints tracked changes as marked."""
LINES_DOWN = range(1, 20)
COUNTY_SEED = 20211436
"""A county with long lists of names, so that a page can break in them."""


def make_traps(folder: Path, policy: Policy, *, printed: bool = True) -> list[Case]:
    """Every trap as a file in `folder`. Traps of a form's content come as Word files, as workbooks and,
    if `printed`, as PDFs; the others in their own medium."""
    kit = Kit(policy, make_county(COUNTY_SEED, policy), folder)
    forms = {name: make(kit) for name, make in FORM_TRAPS.items()}
    words = [kit.word_case(name, form) for name, form in forms.items()]
    sheets = [kit.sheet_case(name, form) for name, form in forms.items()]
    own = [make(kit, name) for name, make in WORD_TRAPS.items()]
    books = [make(kit, name) for name, make in SHEET_TRAPS.items()]
    moved = [case for lines in LINES_DOWN for case in move_down(kit, lines)] if printed else []
    to_print = [*words, *(case for case in own if case.name in PRINTED_TOO), *moved]
    return [*words, *own, *sheets, *books, *(print_traps(to_print, folder) if printed else [])]


def move_down(kit: Kit, lines: int) -> list[Case]:
    """The form begins so many lines down the page that the page breaks in another of its rows."""
    space = tuple(Paragraph("") for _ in range(lines))
    cases = []
    for layout in ("official", "one_pair", "groups"):
        form = kit.tidy(FORM_LAYOUTS[layout])
        form = replace(form, blocks=(*space, *form.blocks))
        cases.append(kit.word_case(f"page_break_{layout}_{lines:02d}", form))
    return cases


def print_traps(cases: list[Case], folder: Path) -> list[Case]:
    """The same traps as PDFs."""
    paths = print_pdfs([case.path for case in cases], folder)
    return [replace(case, medium="pdf", path=path) for case, path in zip(cases, paths, strict=True)]
