"""The bench: fresh dossiers and traps, read and compared with the truth; and how fast.

`python -m corpora.bench` exits with 1 where there is any silent error.
"""

import json
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console
from rich.table import Table

from corpora.dossiers import Case, Family, Medium, make_cases
from corpora.families import make_families
from corpora.measure import CaseMeasure, compare_forms, measure_case
from corpora.narrative.reading import NarrativeBench, measure_narratives
from corpora.narrative.reporting import render_narratives, show_narratives
from corpora.pdf import has_office
from corpora.pdf_race import race_long_pdf
from corpora.report import (
    render_json,
    show_differences,
    show_facts,
    show_fields,
    show_misses,
    show_silent,
)
from corpora.scans import make_containers, make_scans
from corpora.scans.race import ScanRace, Volume, measure_volume, race_scans
from corpora.scans.reading import ScanReading, read_scans, tell
from corpora.scans.report import render_scans, show_pace, show_scanned, show_slips, show_volume
from corpora.scoring import measure_scoring
from corpora.speed import Race, race_long_word, race_pdf, race_word
from corpora.traps import make_traps
from extract.files.intake import find_sources
from extract.files.opening import convert_ahead
from extract.pipeline import extract_dossier
from policy import Policy, load_policy

SEED = 20211108
PER_FAMILY = 10
PER_KIND = 8
PER_LEVEL, PER_MANNER = 7, 3
NARRATIVES = 40
MEDIA: tuple[Medium, ...] = ("word", "sheet", "pdf")
FAMILIES: tuple[Family, ...] = ("official", "retyped")


@dataclass(frozen=True, slots=True)
class Typed:
    """What was measured on dossiers that were typed, not scanned."""

    dossiers: Sequence[CaseMeasure] = ()
    families: Sequence[CaseMeasure] = ()
    traps: Sequence[CaseMeasure] = ()
    races: Sequence[Race] = ()

    @property
    def all(self) -> list[CaseMeasure]:
        return [*self.dossiers, *self.families, *self.traps]


@dataclass(frozen=True, slots=True)
class Scanned:
    readings: Sequence[ScanReading] = ()
    race: ScanRace | None = None
    volume: Volume | None = None

    @property
    def all(self) -> list[CaseMeasure]:
        return [reading.fields for reading in self.readings]


def main(
    seed: Annotated[int, typer.Option(help="Another seed makes other dossiers.")] = SEED,
    count: Annotated[int, typer.Option(help="Dossiers of each medium and family.")] = PER_FAMILY,
    folder: Annotated[Path | None, typer.Option(help="Keep the dossiers here.")] = None,
    json_file: Annotated[Path | None, typer.Option("--json", help="Write the measure here too.")] = None,
    families: Annotated[int, typer.Option(help="Dossiers of each way in which offices make them hard.")] = (
        PER_KIND
    ),
    scans: Annotated[
        int, typer.Option(help="Scanned dossiers of each level, and scanned narratives; 0 leaves scans out.")
    ] = PER_LEVEL,
    narratives: Annotated[
        int, typer.Option(help="Narratives in Word and in PDF; 0 leaves them out, but those scanned.")
    ] = NARRATIVES,
    only: Annotated[
        Literal["typed", "narrative", "scans"] | None, typer.Option(help="Measure only these.")
    ] = None,
    traps: Annotated[bool, typer.Option(help="Set the traps.")] = True,
    speed: Annotated[bool, typer.Option(help="Race the plain libraries.")] = True,
    volume: Annotated[bool, typer.Option(help="Read a volume of 300 scanned pages; very slow.")] = False,
    misses: Annotated[bool, typer.Option(help="List every value not accepted, and why.")] = False,
) -> None:
    """Measure reading on dossiers whose truth is known."""
    policy = load_policy()
    console = Console(width=None if sys.stdout.isatty() else 180)
    if not has_office():
        console.print("LibreOffice is not installed: no PDFs and no scans in this run", style="yellow")
        scans = 0
    with tempfile.TemporaryDirectory() as scratch:
        root = folder or Path(scratch)
        typed, scanned = Typed(), Scanned()
        told = NarrativeBench()
        if only in (None, "narrative") and narratives + scans > 0:
            told = measure_narratives(seed, narratives, root / "narratives", policy, scans=scans, speed=speed)
        if only in (None, "typed"):
            typed = measure_typed(seed, count, families, root, policy, traps=traps, speed=speed)
        if only in (None, "scans") and scans > 0:
            scanned = measure_scanned(seed, scans, root / "scans", policy, speed=speed, volume=volume)
    show_all(console, typed, scanned, misses=misses)
    show_narratives(console, told, misses=misses)
    if speed and only is None:
        console.print(measure_scoring(policy).say())
    if json_file is not None:
        collected = collect(seed, typed, scanned) | {"narratives": render_narratives(told)}
        json_file.write_text(json.dumps(collected, ensure_ascii=False, indent=1))
    silent = sum(len(measure.silent) for measure in (*typed.all, *scanned.all)) + told.silent
    console.print(f"seed {seed}: {silent} silent errors", style="bold red" if silent else "bold green")
    raise typer.Exit(1 if silent else 0)


def measure_typed(
    seed: int, count: int, families: int, root: Path, policy: Policy, *, traps: bool, speed: bool
) -> Typed:
    office = has_office()
    cases = make_all(seed, count, root, policy, printed=office)
    measures = [measure_one(case, policy) for case in cases]
    hard = make_families(seed, families, root / "families", policy, printed=office)
    set_traps = make_traps(root / "traps", policy, printed=office) if traps else []
    return Typed(
        measures,
        measure_families(hard, policy),
        [measure_one(case, policy) for case in set_traps],
        run_races(cases, policy) if speed else [],
    )


def measure_scanned(
    seed: int, count: int, root: Path, policy: Policy, *, speed: bool, volume: bool
) -> Scanned:
    """Each level, then each way in which pictures are handed in, of which there are fewer."""
    tell(f"scans: making {count} dossiers of each level, which takes a while")
    scans = make_scans(seed, count, root, policy)
    contained = make_containers(seed, min(count, PER_MANNER), root / "containers", policy)
    return Scanned(
        read_scans([*scans, *contained], policy),
        race_scans(scans, policy) if speed else None,
        measure_volume(scans, policy) if volume else None,
    )


def show_all(console: Console, typed: Typed, scanned: Scanned, *, misses: bool) -> None:
    show_typed(console, typed)
    show_races(console, [*typed.races, *([scanned.race] if scanned.race else [])])
    show_scans_read(console, scanned)
    if misses:
        show_misses(console, [*typed.dossiers, *typed.families, *scanned.all])
        show_slips(console, scanned.readings)
    show_silent(console, [*typed.all, *scanned.all])


def show_typed(console: Console, typed: Typed) -> None:
    if typed.dossiers:
        show_fields(console, typed.dossiers)
        show_facts(console, typed.dossiers)
    if typed.families:
        show_fields(console, typed.families, "Families")
        show_differences(console, typed.families)
    if typed.traps:
        show_fields(console, typed.traps, "Traps")


def show_scans_read(console: Console, scanned: Scanned) -> None:
    if scanned.readings:
        show_scanned(console, scanned.readings)
        show_pace(console, scanned.race, scanned.readings)
    if scanned.volume is not None:
        show_volume(console, scanned.volume)


def make_all(seed: int, count: int, root: Path, policy: Policy, *, printed: bool) -> list[Case]:
    """`count` of each medium and family; no PDFs unless `printed`."""
    return [
        case
        for medium in MEDIA
        if printed or medium != "pdf"
        for family in FAMILIES
        for case in make_cases(seed, medium, family, count, root, policy)
    ]


def measure_one(case: Case, policy: Policy) -> CaseMeasure:
    start = time.perf_counter()
    dossier = extract_dossier(case.path, policy)
    return measure_case(case, dossier, time.perf_counter() - start)


def measure_families(cases: Sequence[Case], policy: Policy) -> list[CaseMeasure]:
    """Old formats are converted all at once before, as in a batch; that is not in the seconds."""
    with tempfile.TemporaryDirectory() as folder:
        converted = Path(folder)
        convert_ahead([file for case in cases if case.plain for file in find_sources(case.path)], converted)
        return [measure_hard(case, policy, converted) for case in cases]


def measure_hard(case: Case, policy: Policy, converted: Path) -> CaseMeasure:
    start = time.perf_counter()
    dossier = extract_dossier(case.path, policy, converted)
    measure = measure_case(case, dossier, time.perf_counter() - start)
    if case.plain is None:
        return measure
    return replace(measure, differences=compare_forms(extract_dossier(case.plain, policy), dossier))


def run_races(cases: Sequence[Case], policy: Policy) -> list[Race]:
    """A workbook has no race: its narrative is a Word file again."""
    words = [case for case in cases if case.medium == "word"]
    pdfs = [case for case in cases if case.medium == "pdf"]
    races = [race_word(words, policy), race_long_word(words, policy)]
    return [*races, *([race_pdf(pdfs, policy), race_long_pdf(pdfs, policy)] if pdfs else [])]


def show_races(console: Console, races: Sequence[Race]) -> None:
    if not races:
        return
    table = Table("race", "files", "extract s", "library s", "ratio", title="Speed", title_justify="left")
    for race in races:
        table.add_row(
            race.name, str(race.files), f"{race.extract:.2f}", f"{race.library:.2f}", f"{race.ratio:.2f}"
        )
    console.print(table)


def collect(seed: int, typed: Typed, scanned: Scanned) -> dict[str, object]:
    races = [*typed.races, *([scanned.race] if scanned.race else [])]
    return {
        "seed": seed,
        "dossiers": render_json(typed.dossiers),
        "families": render_json(typed.families),
        "traps": render_json(typed.traps),
        "scans": render_scans(scanned.readings, scanned.race),
        "speed": {
            race.name: {"extract": race.extract, "library": race.library, "ratio": race.ratio}
            for race in races
        },
    }


if __name__ == "__main__":
    typer.run(main)
