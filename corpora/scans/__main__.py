"""Makes scanned dossiers to look at: `python -m corpora.scans --seed 1 --count 2 --folder FOLDER`."""

import time
from pathlib import Path
from typing import Annotated

import typer

from corpora.scans import LEVELS, make_containers, make_scans
from policy import load_policy


def main(
    folder: Annotated[Path, typer.Option(help="Where the dossiers go.")],
    seed: Annotated[int, typer.Option(help="Another seed makes other dossiers.")] = 1,
    count: Annotated[int, typer.Option(help="Dossiers of each level.")] = 1,
    level: Annotated[list[str] | None, typer.Option(help="Only these levels.")] = None,
    containers: Annotated[bool, typer.Option(help="Also picture files, TIFF, Word, lying PDFs.")] = False,
) -> None:
    """Make dossiers of scans, each level in a folder, and list the seals on them."""
    start = time.perf_counter()
    chosen = [one for one in LEVELS if level is None or one in level]
    policy = load_policy()
    cases = make_scans(seed, count, folder, policy, chosen)
    if containers:
        cases += make_containers(seed, count, folder / "containers", policy)
    for case in cases:
        typer.echo(f"{case.path.name} [{case.layout}] {case.pages} pages")
        for seal in case.seals:
            sure = "certain" if seal.certain else seal.pressing
            typer.echo(
                f"    {seal.source} {seal.page} {seal.owner} {seal.name} {seal.kind} {sure} {seal.box}"
            )
    seconds, pages = time.perf_counter() - start, sum(case.pages for case in cases)
    typer.echo(f"{pages} pages in {seconds:.1f} s")


if __name__ == "__main__":
    typer.run(main)
