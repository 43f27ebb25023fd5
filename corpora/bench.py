"""The bench: fresh dossiers and traps, read and compared with the truth; and how fast.

`python -m corpora.bench` exits with 1 where there is any silent error.
"""

import json
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from corpora.dossiers import Case, Family, Medium, make_cases
from corpora.families import make_families
from corpora.measure import CaseMeasure, compare_forms, measure_case
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
from corpora.speed import Race, race_long_word, race_pdf, race_word
from corpora.traps import make_traps
from extract.intake import find_sources
from extract.opening import convert_ahead
from extract.pipeline import extract_dossier
from policy import Policy, load_policy

SEED = 20211108
PER_FAMILY = 10
PER_KIND = 8
MEDIA: tuple[Medium, ...] = ("word", "sheet", "pdf")
FAMILIES: tuple[Family, ...] = ("official", "retyped")


def main(
    seed: Annotated[int, typer.Option(help="Another seed makes other dossiers.")] = SEED,
    count: Annotated[int, typer.Option(help="Dossiers of each medium and family.")] = PER_FAMILY,
    folder: Annotated[Path | None, typer.Option(help="Keep the dossiers here.")] = None,
    json_file: Annotated[Path | None, typer.Option("--json", help="Write the measure here too.")] = None,
    families: Annotated[int, typer.Option(help="Dossiers of each way in which offices make them hard.")] = (
        PER_KIND
    ),
    traps: Annotated[bool, typer.Option(help="Set the traps.")] = True,
    speed: Annotated[bool, typer.Option(help="Race the plain libraries.")] = True,
    misses: Annotated[bool, typer.Option(help="List every value not accepted, and why.")] = False,
) -> None:
    """Measure reading on dossiers whose truth is known."""
    policy = load_policy()
    console = Console(width=None if sys.stdout.isatty() else 180)
    office = has_office()
    if not office:
        console.print("LibreOffice is not installed: no PDFs in this run", style="yellow")
    with tempfile.TemporaryDirectory() as scratch:
        root = folder or Path(scratch)
        cases = make_all(seed, count, root, policy, printed=office)
        measures = [measure_one(case, policy) for case in cases]
        hard = measure_families(
            make_families(seed, families, root / "families", policy, printed=office), policy
        )
        set_traps = make_traps(root / "traps", policy, printed=office) if traps else []
        trapped = [measure_one(case, policy) for case in set_traps]
        races = run_races(cases, policy) if speed else []
    show_fields(console, measures)
    show_facts(console, measures)
    if hard:
        show_fields(console, hard, "Families")
        show_differences(console, hard)
    if trapped:
        show_fields(console, trapped, "Traps")
    show_races(console, races)
    if misses:
        show_misses(console, [*measures, *hard])
    show_silent(console, [*measures, *hard, *trapped])
    if json_file is not None:
        json_file.write_text(
            json.dumps(collect(seed, measures, hard, trapped, races), ensure_ascii=False, indent=1)
        )
    silent = sum(len(measure.silent) for measure in (*measures, *hard, *trapped))
    console.print(f"seed {seed}: {silent} silent errors", style="bold red" if silent else "bold green")
    raise typer.Exit(1 if silent else 0)


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


def collect(
    seed: int,
    measures: Sequence[CaseMeasure],
    hard: Sequence[CaseMeasure],
    trapped: Sequence[CaseMeasure],
    races: Sequence[Race],
) -> dict[str, object]:
    return {
        "seed": seed,
        "dossiers": render_json(measures),
        "families": render_json(hard),
        "traps": render_json(trapped),
        "speed": {
            race.name: {"extract": race.extract, "library": race.library, "ratio": race.ratio}
            for race in races
        },
    }


if __name__ == "__main__":
    typer.run(main)
