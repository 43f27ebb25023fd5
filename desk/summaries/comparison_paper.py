"""对比情况.docx: what changed between two dossiers, for the file."""

from pathlib import Path

from docx.document import Document

from desk.summaries.changes import BothPlaces, Section, list_sections, sum_up_changes
from desk.summaries.official import Style, add_row, add_table, add_text, open_paper, save_paper
from desk.summaries.words import one_line, say_program
from policy import Policy
from score.comparison import Comparison

NUMERALS = "一二三四五六七八九十"


def render_comparison(comparison: Comparison, policy: Policy, places: BothPlaces, path: Path) -> None:
    """Writes the paper. What did not change takes a sentence at the end instead of an empty table."""
    applicant = one_line(comparison.new.applicant or comparison.new.name)
    title = f"{applicant}申报资料对比情况"
    paper = open_paper(title)
    add_text(paper, title, Style.TITLE)
    add_text(paper, f"（{policy.programme.title}）", Style.SUBTITLE)
    for sentence in sum_up_changes(comparison):
        add_text(paper, sentence)
    sections = list_sections(comparison, policy, places)
    for number, section in enumerate(each for each in sections if each.rows):
        add_section(paper, f"{NUMERALS[number]}、{section.title}", section)
    if same := [section.nothing for section in sections if not section.rows]:
        add_text(paper, "".join(same))
    add_text(paper, say_program(), Style.FINE)
    save_paper(paper, path)


def add_section(paper: Document, heading: str, section: Section) -> None:
    add_text(paper, heading, Style.HEADING)
    table = add_table(paper, section.head, section.widths)
    for row in section.rows:
        add_row(table, row, [Style.TABLE_TEXT] * len(row))
    if section.note:
        add_text(paper, section.note, Style.FINE)
