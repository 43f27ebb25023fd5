"""The measure as tables on a terminal and as JSON."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from corpora.measure import VERDICTS, CaseMeasure, FieldMeasure
from dossier import NamedCount, Value

SHOWN = 4
"""Silent errors of one dossier printed in full."""
FACTS = ("leader", "policies", "fund", "activities", "mentions")


def group_measures(measures: Iterable[CaseMeasure]) -> dict[str, list[CaseMeasure]]:
    groups: dict[str, list[CaseMeasure]] = {}
    for measure in measures:
        groups.setdefault(f"{measure.case.medium} {measure.case.family}", []).append(measure)
    return groups


def show_fields(console: Console, measures: Sequence[CaseMeasure], title: str = "Fields") -> None:
    """A line for each medium and family; counts of fields. `share`: accepted of those that should be."""
    table = Table(title=title, title_justify="left")
    table.add_column("family", no_wrap=True)
    for name in ("dossiers", "fields", *VERDICTS, "share", "no evidence", "materials", "seconds"):
        table.add_column(name, justify="right")
    groups = group_measures(measures)
    for name, group in (*groups.items(), ("all", list(measures))):
        row = summarise(group)
        shown = [str(row[key]) for key in ("dossiers", "fields", *VERDICTS)]
        shown += ["—" if row["share"] is None else f"{row['share']:.1%}", str(row["no evidence"])]
        materials = f"{row['materials right']}/{row['materials']}"
        style = "bold red" if row["silent"] else None
        table.add_row(name, *shown, materials, f"{row['seconds']:.2f}", style=style)
    console.print(table)


def show_differences(console: Console, measures: Sequence[CaseMeasure]) -> None:
    """A line for each format: the fields read otherwise than from the plain file; then each of them."""
    saved = [measure for measure in measures if measure.case.plain]
    if not saved:
        return
    table = Table("family", title="Saved in other formats, beside the plain file", title_justify="left")
    for name in ("dossiers", "fields", "different"):
        table.add_column(name, justify="right")
    for name, group in group_measures(saved).items():
        different = sum(len(item.differences) for item in group)
        table.add_row(name, str(len(group)), str(sum(len(item.fields) for item in group)), str(different))
    console.print(table)
    for measure in saved:
        for difference in measure.differences[:SHOWN]:
            print_line(console, f"DIFFERENT {name_case(measure)} {difference}")


def show_facts(console: Console, measures: Sequence[CaseMeasure]) -> None:
    """Facts of the narrative: right / wrong / absent."""
    table = Table(title="Facts (right / wrong / absent)", title_justify="left")
    table.add_column("family")
    for name in FACTS:
        table.add_column(name, justify="right")
    for name, group in (*group_measures(measures).items(), ("all", list(measures))):
        counts: Counter[str] = sum((item.facts for item in group), Counter())
        cells = [
            f"{counts[f'{fact} right']} / {counts[f'{fact} wrong']} / {counts[f'{fact} absent']}"
            for fact in FACTS
        ]
        table.add_row(name, *cells)
    console.print(table)


def summarise(group: Sequence[CaseMeasure]) -> dict[str, Any]:
    row: dict[str, Any] = {"dossiers": len(group), "fields": sum(len(item.fields) for item in group)}
    for verdict in VERDICTS:
        row[verdict] = sum(item.count(verdict) for item in group)
    sure = sum(one.expected.status == "accepted" for item in group for one in item.fields)
    row["share"] = round(row["accepted"] / sure, 4) if sure else None
    row["no evidence"] = sum(item.without_evidence for item in group)
    row["materials right"] = sum(item.materials[0] for item in group)
    row["materials"] = sum(item.materials[1] for item in group)
    row["seconds"] = round(sum(item.seconds for item in group), 3)
    return row


def show_silent(console: Console, measures: Iterable[CaseMeasure]) -> None:
    """Every silent error: file, field, what is right, what was accepted, what stands there. Where a
    whole form is wrong, the first few are enough; the others are named."""
    for measure in measures:
        for item in measure.silent[:SHOWN]:
            print_line(console, f"SILENT {describe(measure, item)}", "red")
        others = [item.field for item in measure.silent[SHOWN:]]
        if others:
            print_line(
                console, f"SILENT {name_case(measure)} and {len(others)} more: {', '.join(others)}", "red"
            )


def show_misses(console: Console, measures: Iterable[CaseMeasure]) -> None:
    """Values not found or sent to a person needlessly, and slips in the narrative."""
    for measure in measures:
        for item in measure.fields:
            if item.verdict in ("absent", "wrong in review", "right in review"):
                print_line(console, f"{item.verdict:16} {describe(measure, item)} {'; '.join(item.reasons)}")
        for slip in measure.slips:
            print_line(console, f"{'narrative':16} {measure.case.name}: {slip}")


def describe(measure: CaseMeasure, item: FieldMeasure) -> str:
    expected = item.expected
    right = show_value(expected.value) if expected.status == "accepted" else expected.status
    return (
        f"{name_case(measure)} {item.field}: expected {right}, "
        f"got {item.status} {show_value(item.value)}, raw {item.raw!r}"
    )


def name_case(measure: CaseMeasure) -> str:
    return f"{measure.case.path.name} [{measure.case.layout}]"


def print_line(console: Console, text: str, style: str | None = None) -> None:
    console.print(text, style=style, markup=False, highlight=False, soft_wrap=True)


def show_value(value: Value | None) -> str:
    if isinstance(value, NamedCount):
        return f"{value.count} {list(value.names)}"
    return repr(value)


def render_json(measures: Sequence[CaseMeasure]) -> dict[str, Any]:
    """All of it, for comparing runs."""
    return {
        "families": {name: summarise(group) for name, group in group_measures(measures).items()},
        "all": summarise(measures),
        "facts": dict(sorted(sum((item.facts for item in measures), Counter()).items())),
        "silent": [
            {
                "case": measure.case.name,
                "layout": measure.case.layout,
                "field": item.field,
                "expected": show_value(item.expected.value),
                "got": show_value(item.value),
                "raw": item.raw,
            }
            for measure in measures
            for item in measure.silent
        ],
    }
