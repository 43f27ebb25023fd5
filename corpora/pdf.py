"""Files put through LibreOffice: PDFs as an office prints them, and the formats of older programs."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

TIME_LIMIT = 540
FIXED_DATE = b"20210315090000"


class OfficeMissingError(RuntimeError):
    """LibreOffice is not on this machine, or did not do its work."""


def has_office() -> bool:
    return shutil.which("soffice") is not None


def print_pdfs(files: Sequence[Path], folder: Path) -> list[Path]:
    """One PDF in `folder` for each Word file, under the same stem, in one call of LibreOffice."""
    made = save_as(files, folder, "pdf")
    for path in made:
        fix_bytes(path)
    return made


def save_as(files: Sequence[Path], folder: Path, form: str) -> list[Path]:
    """Each file saved anew in `folder`, under the same stem, in one call of LibreOffice. `form` is the new
    ending, with the filter behind a colon where the ending alone does not say it."""
    office = shutil.which("soffice")
    if office is None:
        raise OfficeMissingError("soffice is not installed")
    folder.mkdir(parents=True, exist_ok=True)
    if not files:
        return []  # LibreOffice without a file to convert waits for ever
    with tempfile.TemporaryDirectory() as profile:
        command = [office, f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", form]
        command += ["--outdir", str(folder), *map(str, files)]
        environment = {**os.environ, "SOURCE_DATE_EPOCH": "1615798800"}
        subprocess.run(command, check=True, timeout=TIME_LIMIT, capture_output=True, env=environment)
    ending = form.partition(":")[0]
    made = [folder / f"{file.stem}.{ending}" for file in files]
    if lost := [path.name for path in made if not path.exists()]:
        raise OfficeMissingError(f"not made: {', '.join(lost)}")
    return made


def fix_bytes(path: Path) -> None:
    """Replaces dates and identifiers by fixed ones of the same length, so that offsets stay right."""
    data = path.read_bytes()
    data = re.sub(rb"\(D:\d{14}", b"(D:" + FIXED_DATE, data)
    data = re.sub(rb"(<|\s)([0-9A-F]{32})(?=>)", lambda match: match.group(1) + b"0" * 32, data)
    data = re.sub(rb"/DocChecksum /[0-9A-F]{32}", b"/DocChecksum /" + b"0" * 32, data)
    path.write_bytes(data)
