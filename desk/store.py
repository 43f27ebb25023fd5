"""What a batch keeps under OUT, so that a second run does only what changed and a killed one goes on.

OUT/<name>/dossier.json and the Word files are for people; OUT/.shenbao/<name>.json says which
fingerprint they were made of. It is written last: what it vouches for is complete.
"""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from desk.summaries.names import CUTOUTS, DETAIL, NOTICE, RECORD, SUMMARY
from dossier import Dossier
from dossier.errors import WrongUse

STATE = ".shenbao"
FILES = (RECORD, SUMMARY, NOTICE, DETAIL)
"""Of each dossier, beside its cut-outs."""


def is_current(out: Path, name: str, fingerprint: str) -> bool:
    """Was this dossier already reviewed in just this state."""
    try:
        state = json.loads(_state_file(out, name).read_text("utf-8"))
    except (OSError, ValueError):
        return False
    folder = out / name
    return bool(
        state.get("fingerprint") == fingerprint
        and all((folder / file).is_file() for file in state.get("files", ["missing"]))
    )


def mark_current(out: Path, name: str, fingerprint: str, shared: str | None = "") -> None:
    """Says that all files of a dossier are written. `shared` stamps what its papers say of other dossiers
    of the batch; None where that is being written anew."""
    folder = out / name
    files = sorted(file for file in FILES if (folder / file).is_file())
    files += sorted(f"{CUTOUTS}/{cutout.name}" for cutout in (folder / CUTOUTS).glob("*.webp"))
    state = json.dumps({"fingerprint": fingerprint, "files": files, "shared": shared}, ensure_ascii=False)
    _state_file(out, name).parent.mkdir(parents=True, exist_ok=True)
    write_whole(_state_file(out, name), lambda path: _write_text(path, state))


def says_of_others(out: Path, name: str, shared: str) -> bool:
    """Whether the papers of a dossier say of the others what they should."""
    try:
        state = json.loads(_state_file(out, name).read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return bool(state.get("shared") == shared)


def forget(out: Path, name: str) -> None:
    """A dossier that is being reviewed anew vouches for nothing and keeps nothing of the last review."""
    _state_file(out, name).unlink(missing_ok=True)
    for file in FILES:
        (out / name / file).unlink(missing_ok=True)
    shutil.rmtree(out / name / CUTOUTS, ignore_errors=True)


def load_dossier(out: Path, name: str) -> Dossier:
    return Dossier.model_validate_json((out / name / RECORD).read_bytes())


def save_dossier(out: Path, name: str, dossier: Dossier) -> None:
    text = dossier.model_dump_json(indent=2) + "\n"
    write_whole(out / name / RECORD, lambda path: _write_text(path, text))


def write_whole(path: Path, write: Callable[[Path], object]) -> None:
    """A file is there whole or not at all, also where the program is killed while writing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        write(part)
        if part.exists():
            part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def check_free(path: Path) -> None:
    """Raises WrongUse where something stands at `path` already, which somebody may have filled in, or
    where nothing can be written there."""
    if path.exists():
        raise WrongUse(f"已经有“{path}”了，没有覆盖；请换一个文件名，或先把它移走")
    if not path.absolute().parent.is_dir():
        raise WrongUse(f"没有“{path.parent}”这个文件夹，请先新建，或换一个位置")


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _state_file(out: Path, name: str) -> Path:
    return out / STATE / f"{name}.json"
