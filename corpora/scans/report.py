"""The measure of scanned dossiers as tables on a terminal and as JSON."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from corpora.measure import VERDICTS
from corpora.report import print_line, render_json, summarise
from corpora.scans.measure import show_scans
from corpora.scans.race import PACE, PEAK, ScanRace, Volume
from corpora.scans.reading import ScanReading

TIMES = ("s a page", "cpu s a page")
COLUMNS = ("dossiers", "pages", "fields", *VERDICTS, "share", "no evidence", "in place", *TIMES)
SHARES = ("share", "in place")
"""`share`: accepted of those that should be; `in place`: evidence that points into the value's own cell."""


def show_scanned(console: Console, readings: Sequence[ScanReading]) -> None:
    """A line for each level and for each way of handing pictures in: fields; then seals."""
    table = Table(title="Scans", title_justify="left")
    table.add_column("family", no_wrap=True)
    for name in COLUMNS:
        table.add_column(name, justify="right")
    for name, row in summarise_scans(readings).items():
        style = "bold red" if row["silent"] else None
        table.add_row(name, *(show_figure(one, row[one]) for one in COLUMNS), style=style)
    console.print(table)
    show_scans(console, [reading.scan for reading in readings])


def summarise_scans(readings: Sequence[ScanReading]) -> dict[str, dict[str, Any]]:
    groups: dict[str, list[ScanReading]] = {}
    for reading in readings:
        groups.setdefault(reading.case.family, []).append(reading)
    return {name: summarise_group(group) for name, group in (*groups.items(), ("all", list(readings)))}


def summarise_group(group: Sequence[ScanReading]) -> dict[str, Any]:
    counts: Counter[str] = sum((reading.scan.counts for reading in group), Counter())
    placed = counts["places hit"] + counts["places missed"]
    pages = sum(reading.case.pages for reading in group)
    row = summarise([reading.fields for reading in group])
    return {
        **row,
        "pages": pages,
        "s a page": round(row["seconds"] / pages, 2) if pages else None,
        "cpu s a page": round(sum(reading.worked for reading in group) / pages, 2) if pages else None,
        "in place": round(counts["places hit"] / placed, 4) if placed else None,
        "seals": dict(sorted(counts.items())),
    }


def show_figure(name: str, figure: float | None) -> str:
    if figure is None:
        return "—"
    return f"{figure:.1%}" if name in SHARES else str(figure)


def show_slips(console: Console, readings: Iterable[ScanReading]) -> None:
    for reading in readings:
        for slip in reading.scan.slips:
            print_line(console, f"{'scan':16} {reading.case.name}: {slip}")


def show_pace(console: Console, race: ScanRace | None, readings: Sequence[ScanReading]) -> None:
    """Pages a minute of all processes together, beside RapidOCR; and the memory of one process."""
    if race is not None:
        ours, theirs = race.pace(race.extract), race.pace(race.library)
        words = (
            f"scans: {ours:.1f} pages a minute, RapidOCR alone {theirs:.1f}: {race.share:.2f} of its pace, "
            f"{race.worked:.2f} by time of the processor (at least {PACE:.2f})"
        )
        print_line(console, words, None if race.share >= PACE else "bold red")
    if readings:
        peak = max(reading.peak for reading in readings)
        words = f"scans: at most {peak} MB a process (limit {PEAK})"
        print_line(console, words, None if peak <= PEAK else "bold red")


def show_volume(console: Console, volume: Volume) -> None:
    kept = ", ".join(f"{held} MB after page {page}" for page, held in volume.held.items())
    words = f"volume of {volume.pages} pages: {kept}, at most {volume.peak} MB; {volume.seconds:.0f} s"
    print_line(console, words, None if volume.peak <= PEAK else "bold red")


def render_scans(readings: Sequence[ScanReading], race: ScanRace | None) -> dict[str, Any]:
    return {
        **render_json([reading.fields for reading in readings]),
        "families": summarise_scans(readings),
        "slips": {reading.case.name: reading.scan.slips for reading in readings if reading.scan.slips},
        "peak": max((reading.peak for reading in readings), default=None),
        "pace": None if race is None else {"share": race.share, "worked": race.worked},
    }
