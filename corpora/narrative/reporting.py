"""The measure of narratives as tables."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from corpora.narrative.measuring import NarrativeMeasure, Tally, sum_tallies
from corpora.story import SECTIONS

STATUSES = ("present", "hollow", "missing")


def show_narratives(console: Console, measures: Sequence[NarrativeMeasure], *, misses: bool) -> None:
    for medium in dict.fromkeys(one.case.medium for one in measures):
        group = [one for one in measures if one.case.medium == medium]
        show_materials(console, medium, group)
        show_told(console, f"{medium}: facts", sum_tallies(one.facts for one in group))
        show_told(
            console, f"{medium}: defects planted, false alarms", sum_tallies(one.defects for one in group)
        )
    if misses:
        for one in measures:
            for slip in one.slips:
                text = f"{one.case.name}: {slip}"
                console.print(text, markup=False, highlight=False, soft_wrap=True)


def show_materials(console: Console, medium: str, measures: Sequence[NarrativeMeasure]) -> None:
    """Of each material: how often right, and what was taken for what ("hollow as missing")."""
    counts = sum_materials(measures)
    title = (
        f"Narratives, {medium}: materials ({len(measures)} dossiers, {share_right(measures)} wholly right)"
    )
    table = Table(title=title, title_justify="left")
    table.add_column("material", no_wrap=True)
    pairs = [(right, got) for right in STATUSES for got in STATUSES]
    for right, got in pairs:
        table.add_column(right if right == got else f"{right} as {got}", justify="right", min_width=7)
    table.add_column("right", justify="right")
    for material in dict.fromkeys(key[0] for key in counts):
        cells = [counts[material, right, got] for right, got in pairs]
        good = sum(counts[material, status, status] for status in STATUSES)
        table.add_row(material, *(str(cell or "") for cell in cells), percent(good, sum(cells)))
    console.print(table)


def sum_materials(measures: Iterable[NarrativeMeasure]) -> Counter[tuple[str, str, str]]:
    return sum((one.materials for one in measures), Counter())


def is_wholly_right(measure: NarrativeMeasure) -> bool:
    """All materials that the notice asks for."""
    return all(right == got for material, right, got in measure.materials if material in SECTIONS)


def share_right(measures: Sequence[NarrativeMeasure]) -> str:
    return percent(sum(map(is_wholly_right, measures)), len(measures))


def show_told(console: Console, title: str, tallies: Mapping[str, Tally]) -> None:
    table = Table("kind", title=f"Narratives, {title}", title_justify="left")
    for name in ("right", "absent", "wrong", "wrong, no flag", "recall", "precision"):
        table.add_column(name, justify="right")
    for kind, tally in (*tallies.items(), ("all", sum(tallies.values(), Tally()))):
        recall = percent(tally.right, tally.right + tally.absent)
        precision = percent(tally.right, tally.right + tally.wrong)
        cells = (tally.right, tally.absent, tally.wrong, tally.silent)
        table.add_row(kind, *map(str, cells), recall, precision)
    console.print(table)


def percent(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "—"


def render_narratives(measures: Sequence[NarrativeMeasure]) -> dict[str, Any]:
    """For comparing runs."""
    return {
        medium: {
            "materials": {
                f"{material}: {right} as {got}": number
                for (material, right, got), number in sorted(sum_materials(group).items())
            },
            "facts": {
                kind: {"right": one.right, "absent": one.absent, "wrong": one.wrong, "silent": one.silent}
                for kind, one in sum_tallies(each.facts for each in group).items()
            },
            "defects": {
                kind: {"right": one.right, "absent": one.absent, "wrong": one.wrong}
                for kind, one in sum_tallies(each.defects for each in group).items()
            },
        }
        for medium in dict.fromkeys(one.case.medium for one in measures)
        for group in [[one for one in measures if one.case.medium == medium]]
    }
