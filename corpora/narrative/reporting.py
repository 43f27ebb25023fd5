"""The measure of narratives as tables."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.table import Table

from corpora.narrative.measuring import NarrativeMeasure, Tally, sum_tallies
from corpora.narrative.pace import LIMIT, Pace
from corpora.narrative.reading import NarrativeBench
from corpora.story import SECTIONS

STATUSES = ("present", "hollow", "missing")


def show_narratives(console: Console, bench: NarrativeBench, *, misses: bool) -> None:
    for medium, group in by_medium(bench.measures).items():
        show_materials(console, medium, group)
        show_told(console, f"{medium}: facts", sum_tallies(one.facts for one in group))
        defects = sum_tallies(one.defects for one in group)
        show_told(console, f"{medium}: defects planted, false alarms", defects)
    if bench.pairs != Tally():
        show_told(console, "pairs: copied paragraphs", {"copied": bench.pairs})
    show_paces(console, bench.paces)
    if misses:
        lines = [f"{one.case.name}: {slip}" for one in bench.measures for slip in one.slips]
        for line in (*lines, *bench.slips):
            console.print(line, markup=False, highlight=False, soft_wrap=True)


def by_medium(measures: Iterable[NarrativeMeasure]) -> dict[str, list[NarrativeMeasure]]:
    groups: dict[str, list[NarrativeMeasure]] = {}
    for one in measures:
        groups.setdefault(one.case.medium, []).append(one)
    return groups


def show_paces(console: Console, paces: Sequence[Pace]) -> None:
    """Seconds a dossier: reading the file apart from what is measured against the limit."""
    if not paces:
        return
    table = Table(title=f"Narratives: seconds a dossier (limit {LIMIT} for 30 pages)", title_justify="left")
    for name in (
        "pages",
        "dossiers",
        "reading",
        "form, sections, facts",
        "shared passages",
        "without reading",
    ):
        table.add_column(name, justify="right")
    for pace in paces:
        figures = (pace.reading, pace.understanding, pace.sharing, pace.understanding + pace.sharing)
        table.add_row(str(pace.pages), str(pace.dossiers), *(f"{seconds:.3f}" for seconds in figures))
    console.print(table)


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
    for name in ("right", "absent", "wrong", "wrong, no flag", "recall", "precision", "of the sure"):
        table.add_column(name, justify="right")
    for kind, tally in (*tallies.items(), ("all", sum(tallies.values(), Tally()))):
        recall = percent(tally.right, tally.right + tally.absent)
        precision = percent(tally.right, tally.right + tally.wrong)
        cells = (tally.right, tally.absent, tally.wrong, tally.silent)
        sure = percent(tally.right, tally.right + tally.silent)
        table.add_row(kind, *map(str, cells), recall, precision, sure)
    console.print(table)


def percent(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "—"


def render_narratives(bench: NarrativeBench) -> dict[str, Any]:
    """For comparing runs."""
    return {
        "media": {medium: render_group(group) for medium, group in by_medium(bench.measures).items()},
        "pairs": asdict(bench.pairs),
        "seconds": [asdict(pace) for pace in bench.paces],
    }


def render_group(group: Sequence[NarrativeMeasure]) -> dict[str, Any]:
    materials = {
        f"{material}: {right} as {got}": number
        for (material, right, got), number in sorted(sum_materials(group).items())
    }
    facts = sum_tallies(one.facts for one in group)
    defects = sum_tallies(one.defects for one in group)
    return {
        "materials": materials,
        "facts": {kind: asdict(tally) for kind, tally in facts.items()},
        "defects": {kind: asdict(tally) for kind, tally in defects.items()},
    }
