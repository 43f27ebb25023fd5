"""How fast old Word files are converted, beside one plain call of LibreOffice on the same files."""

import hashlib
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from corpora.dossiers import make_cases
from corpora.pdf import TIME_LIMIT, OfficeMissingError
from corpora.speed import clock, list_files
from extract.files.legacy import convert_files, find_office
from policy import load_policy

FILES = 100
ROUNDS = 3
SEED = 20230316


@dataclass(frozen=True, slots=True)
class LegacyRace:
    """Seconds for all files, the best of the rounds."""

    files: int
    convert: float
    plain: float

    @property
    def ratio(self) -> float:
        return self.convert / self.plain


def race_legacy(count: int = FILES, rounds: int = ROUNDS) -> LegacyRace:
    """Both in turn, so that a busy machine is busy for both. Raises OfficeMissingError."""
    with tempfile.TemporaryDirectory() as temp:
        folder = Path(temp)
        files = make_old_files(count, folder)
        asked = [(file, "doc", hashlib.sha256(file.read_bytes()).hexdigest()) for file in files]
        best = [float("inf"), float("inf")]
        for turn in range(rounds):
            made, plain = folder / f"made-{turn}", folder / f"plain-{turn}"
            convert = clock(partial(convert_files, asked, made, TIME_LIMIT))
            best = [min(best[0], convert), min(best[1], clock(partial(call_plain, files, "docx", plain)))]
            if len(list_files(made, ".docx")) != count or len(list_files(plain, ".docx")) != count:
                raise OfficeMissingError("not every file was converted")
    return LegacyRace(count, *best)


def make_old_files(count: int, folder: Path) -> list[Path]:
    """`count` different dossiers as .doc files."""
    cases = make_cases(SEED, "word", "retyped", count, folder / "cases", load_policy())
    words = [file for case in cases for file in list_files(case.path, ".docx")][:count]
    numbered = folder / "numbered"
    numbered.mkdir()
    for number, file in enumerate(words):
        (numbered / f"{number:03d}.docx").write_bytes(file.read_bytes())
    call_plain(sorted(numbered.iterdir()), "doc", folder / "old")
    return sorted((folder / "old").iterdir())


def call_plain(files: Sequence[Path], made: str, folder: Path) -> None:
    """What anybody would type: one call, a fresh profile."""
    office = find_office()
    if office is None:
        raise OfficeMissingError("soffice is not installed")
    with tempfile.TemporaryDirectory() as profile:
        command = [str(office), f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", made]
        command += ["--outdir", str(folder), *map(str, files)]
        subprocess.run(command, check=True, timeout=TIME_LIMIT, capture_output=True)


def main() -> None:
    race = race_legacy()
    sys.stdout.write(
        f"{race.files} .doc: {race.convert:.2f} s, plain {race.plain:.2f} s, ratio {race.ratio:.2f}\n"
    )


if __name__ == "__main__":
    main()
