"""The entries of an inbox: each file or folder in it is one dossier."""

from dataclasses import dataclass
from pathlib import Path

from desk.store import STATE
from dossier.errors import WrongUse
from extract.files.intake import is_left_aside


@dataclass(frozen=True, slots=True)
class Entry:
    """`name` is unique in the batch and becomes the name of the dossier's folder under OUT."""

    name: str
    path: Path


def find_entries(inbox: Path, out: Path) -> list[Entry]:
    """The dossiers of an inbox in the order of their names; OUT itself is none. Raises WrongUse."""
    check_inbox(inbox, out)
    entries = list_entries(inbox, out)
    if not entries:
        raise WrongUse(f"收件文件夹“{inbox}”里没有申报资料，请先放入再审查")
    return entries


def check_inbox(inbox: Path, out: Path) -> None:
    """Raises WrongUse where there is no folder, or OUT is above it."""
    if inbox.is_file():
        raise WrongUse(f"“{inbox}”是一个文件；这里要的是文件夹，只看一份请用 shenbao extract")
    if not inbox.is_dir():
        raise WrongUse(f"没有找到收件文件夹“{inbox}”，请检查路径是否写对")
    if inbox.resolve().is_relative_to(out.resolve()):
        raise WrongUse("结果文件夹不能是收件文件夹本身或它的上级，请另选一个文件夹")


def list_entries(inbox: Path, out: Path) -> list[Entry]:
    """As `find_entries`, but there may be none. Raises WrongUse where nobody may look into the inbox."""
    try:
        found = sorted(inbox.iterdir(), key=lambda p: p.name)
    except OSError as error:
        raise WrongUse(f"打不开收件文件夹“{inbox}”（没有权限），请检查权限") from error
    paths = [
        path
        for path in found
        if not is_left_aside(path.name) and path.resolve() != out.resolve() and not _holds_results(path)
    ]
    stems = [path.stem if path.is_file() else path.name for path in paths]
    return [
        Entry(stem if _is_free(stem, stems) else path.name, path)
        for stem, path in zip(stems, paths, strict=True)
    ]


def _holds_results(path: Path) -> bool:
    """Is it the OUT of an earlier run."""
    return path.is_dir() and (path / STATE).is_dir()


def _is_free(stem: str, stems: list[str]) -> bool:
    """Case and file system apart, a name that two entries would share is none."""
    return sum(other.casefold() == stem.casefold() for other in stems) == 1
