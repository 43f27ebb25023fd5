"""What a county handed in: the files of one dossier, each with its kind and its fingerprint."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from dossier.errors import WrongUse
from extract.files.kinds import find_kind

_LEFT_ASIDE = frozenset({"thumbs.db", ".ds_store", "desktop.ini"})
_PREFIXES = ("~$", "._", ".~", "~wrl")
_FOLDERS = frozenset({"__MACOSX"})


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of a dossier. `name` is its path inside the dossier, with `/`; `ignored` says, in Chinese,
    why it is left aside by its name."""

    path: Path
    name: str
    kind: str
    sha256: str
    bytes: int
    ignored: str | None = None


def find_sources(path: Path) -> list[SourceFile]:
    """The files of a dossier (a file or a folder), in the order of their names. Raises WrongUse where
    there is nothing at `path`."""
    if path.is_file():
        return [describe_file(path, path.name)]
    if not path.is_dir():
        raise WrongUse(f"没有找到“{path}”，请检查路径是否写对")
    files = [Path(folder) / name for folder, _, names in os.walk(path) for name in names]
    named = sorted((file.relative_to(path).as_posix(), file) for file in files)
    return [describe_file(file, name) for name, file in named]


def describe_file(path: Path, name: str) -> SourceFile:
    """The file at `path`, which the dossier calls `name`. Never raises."""
    if path.is_symlink() or not path.is_file():
        return SourceFile(path, name, "link", "", 0, "是快捷方式或链接，不是文件本身")
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
        size, kind = path.stat().st_size, find_kind(path)
    except OSError:
        return SourceFile(path, name, "unreachable", "", 0, _why_ignored(name))
    return SourceFile(path, name, kind, digest.hexdigest(), size, _why_ignored(name))


def _why_ignored(name: str) -> str | None:
    *folders, last = name.split("/")
    if is_left_aside(last) or _FOLDERS & set(folders):
        return "是办公软件或系统的临时文件"
    return None


def is_left_aside(name: str) -> bool:
    """Is it the name of a file that office software or a system leaves behind."""
    lower = name.lower()
    return lower in _LEFT_ASIDE or lower.startswith(_PREFIXES) or name in _FOLDERS
