"""What changed between two dossiers, on the terminal."""

import rich.box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from desk.summaries.changes import FATES, BothPlaces, Section, list_sections, sum_up_changes
from policy import Policy
from score.comparison import Comparison

COLOURS = {FATES["settled"]: "green", FATES["new"]: "red", FATES["open"]: "yellow"}


def print_comparison(comparison: Comparison, policy: Policy, places: BothPlaces) -> None:
    console = Console(highlight=False, markup=False)
    for sentence in sum_up_changes(comparison):
        console.print(sentence)
    for section in list_sections(comparison, policy, places):
        console.print()
        if section.rows:
            console.print(make_table(section))
        else:
            console.print(section.nothing)


def make_table(section: Section) -> Table:
    table = Table(
        title=Text(section.title),
        title_justify="left",
        title_style="bold",
        caption=Text(section.note) if section.note else None,
        caption_justify="left",
        show_lines=True,
        box=rich.box.HORIZONTALS,
    )
    for head, width in zip(section.head, section.widths, strict=True):
        table.add_column(head, overflow="fold", ratio=width)
    for row in section.rows:
        table.add_row(*map(Text, row), style=COLOURS.get(row[0]))
    return table
