"""The files of a dossier made ready for the readers: archives opened, old formats converted."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dossier.errors import UnreadableSource
from extract.files.archives import Budget, unpack
from extract.files.intake import SourceFile, describe_file
from extract.files.legacy import CONVERTED, LOSES_LOOKS, convert_files

ARCHIVES = frozenset({"zip", "rar", "7z"})
_LOOKS = re.compile(
    rb"w:vanish|strike|vertAlign|aml:annotation|line-through|display\s*:\s*none|visibility\s*:\s*hidden|mso-hide"
    rb"|<del\b|<s>|<su[bp]\b|vertical-align\s*:\s*su[bp]|color\s*(?:w:val)?[:=]\s*[\"']?(?:white|#?F{3}\b|#?F{6})",
    re.IGNORECASE,
)
"""Marks of hidden, struck, white and raised text, and of tracked changes, in Word XML and web pages."""
LOST_LOOKS = "由网页或XML格式转换而来，看不出隐藏、划掉或白色的文字，请看原件"
_CONVERSION_SECONDS, _SECONDS_A_FILE = 120.0, 10.0


@dataclass(frozen=True, slots=True)
class Opened:
    """A file as the county named it, and what a reader is to open: the file itself or what it was
    converted to. `refused` says, in Chinese, why there is nothing to open; `doubt` why nothing read from it
    is certain."""

    file: SourceFile
    path: Path
    kind: str
    refused: str | None = None
    doubt: str | None = None


def open_all(files: Sequence[SourceFile], room: Path, converted: Path | None = None) -> list[Opened]:
    """Every file, those inside archives after their archive. Unpacked files lie in `room`; what was
    converted lies in `converted`, where an earlier conversion is used again."""
    budget = Budget()
    opened = [each for file in files for each in _open(file, room, budget, depth=1)]
    return _convert(opened, converted or room / "converted")


def convert_ahead(files: Sequence[SourceFile], converted: Path) -> None:
    """Converts the old formats among files of many dossiers in one go; what fails is told when the file
    is read."""
    _convert([Opened(file, file.path, file.kind) for file in files if not file.ignored], converted)


def _open(file: SourceFile, room: Path, budget: Budget, depth: int) -> Iterator[Opened]:
    if file.ignored or file.kind not in ARCHIVES:
        yield Opened(file, file.path, file.kind)
        return
    inside = room / f"{len(list(room.iterdir()))}"
    inside.mkdir()
    try:
        entries = unpack(file.path, file.kind, inside, budget, depth)
    except UnreadableSource as error:
        yield Opened(file, file.path, file.kind, str(error))
        return
    yield Opened(file, file.path, file.kind)
    seen: Counter[str] = Counter()
    for entry in entries:
        seen[entry.name] += 1
        again = f"（第{seen[entry.name]}个同名文件）" if seen[entry.name] > 1 else ""
        name = f"{file.name}/{entry.name}{again}"
        if entry.path is None:
            lost = SourceFile(file.path, name, "unknown", "", 0)
            yield Opened(lost, file.path, "unknown", entry.refused)
        else:
            yield from _open(describe_file(entry.path, name), room, budget, depth + 1)


def _convert(opened: Sequence[Opened], folder: Path) -> list[Opened]:
    old = [(each.path, each.kind, each.file.sha256) for each in opened if _is_old(each)]
    seconds = _CONVERSION_SECONDS + _SECONDS_A_FILE * len(old)
    failures = convert_files(old, folder, seconds) if old else {}
    return [_made_readable(each, folder, failures) if _is_old(each) else each for each in opened]


def _is_old(each: Opened) -> bool:
    return each.kind in CONVERTED and not each.refused and not each.file.ignored


def _made_readable(each: Opened, folder: Path, failures: dict[str, str]) -> Opened:
    if reason := failures.get(each.file.sha256):
        return replace(each, refused=reason)
    made = CONVERTED[each.kind]
    doubt = LOST_LOOKS if each.kind in LOSES_LOOKS and _has_looks(each) else None
    return replace(each, path=folder / f"{each.file.sha256}.{made}", kind=made, doubt=doubt)


def _has_looks(each: Opened) -> bool:
    """May the conversion have dropped what speaks against a text. A packed web page does not show it."""
    return each.kind == "mhtml" or _LOOKS.search(each.path.read_bytes()) is not None
