"""Which entries of an inbox are there whole: files that are still being copied are waited for.

Polling, not the notices of the file system: a share on another machine gives none.
"""

import fcntl
import os
import struct
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from desk.inbox import Entry
from extract.files.intake import is_left_aside

QUIET = 5.0
"""Seconds without any change after which an entry is taken to be whole."""

PATIENCE = 60.0
"""Seconds after which a file that breaks off, is empty or cannot be opened is taken as it is: the review says
then what is wrong with it."""

UNFINISHED = (".part", ".partial", ".crdownload", ".download", ".filepart", ".tmp", ".!ut")
"""What copying and downloading programs call a file until it is complete."""

ZIP, PDF, SEVEN_ZIP = b"PK\x03\x04", b"%PDF-", b"7z\xbc\xaf\x27\x1c"
PDF_END, PDF_TAIL = b"%%EOF", 2048

Snapshot = tuple[tuple[str, int, int], ...]
"""Every file of an entry with its size and the nanosecond of its last change."""


@dataclass(slots=True)
class Sight:
    """An entry as it was last seen, and since when it has been so (seconds of any steady clock)."""

    snapshot: Snapshot
    since: float


@dataclass(slots=True)
class Arrivals:
    """Remembers what was seen of each entry. `quiet` and `patience` are in seconds."""

    quiet: float = QUIET
    patience: float = PATIENCE
    _seen: dict[str, Sight] = field(default_factory=dict)

    def look(self, entries: list[Entry], now: float) -> tuple[dict[str, Snapshot], list[Entry]]:
        """The entries that are whole, by name with what they consist of, and those that are waited for."""
        self._seen = {entry.name: self._see(entry, now) for entry in entries}
        waiting = [entry for entry in entries if not self._is_whole(entry, now)]
        unripe = {entry.name for entry in waiting}
        return {name: sight.snapshot for name, sight in self._seen.items() if name not in unripe}, waiting

    def _see(self, entry: Entry, now: float) -> Sight:
        snapshot, before = take_snapshot(entry.path), self._seen.get(entry.name)
        return before if before and before.snapshot == snapshot else Sight(snapshot, now)

    def _is_whole(self, entry: Entry, now: float) -> bool:
        sight = self._seen[entry.name]
        if now - sight.since < self.quiet:
            return False
        return now - sight.since >= self.patience or all(map(is_complete, list_files(entry.path)))


def take_snapshot(path: Path) -> Snapshot:
    states = ((file, find_state(file)) for file in list_files(path))
    return tuple((str(file), state.st_size, state.st_mtime_ns) for file, state in states if state)


def list_files(path: Path) -> list[Path]:
    """The files of an entry but those that office software leaves behind, in the order of their names."""
    if path.is_file():
        return [path]
    found = [Path(folder) / name for folder, _, names in os.walk(path) for name in names]
    return sorted(file for file in found if not is_left_aside(file.name))


def find_state(path: Path) -> os.stat_result | None:
    """None for what went away since it was listed."""
    try:
        return path.stat()
    except OSError:
        return None


def is_complete(path: Path) -> bool:
    """Whether nothing says that a file is still being written: its name, a lock, a missing end."""
    if path.name.lower().endswith(UNFINISHED):
        return False
    try:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            head = file.read(32)
            return bool(head) and has_end(path, head)
    except OSError:
        return False


def has_end(path: Path, head: bytes) -> bool:
    """Of the kinds of file that say where they end, whether they do."""
    if head.startswith(ZIP):
        return zipfile.is_zipfile(path)
    if head.startswith(PDF):
        return PDF_END in read_tail(path, PDF_TAIL)
    if head.startswith(SEVEN_ZIP):
        return len(head) == 32 and path.stat().st_size >= find_length(head)
    return True


def read_tail(path: Path, length: int) -> bytes:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - length))
        return file.read()


def find_length(head: bytes) -> int:
    """The bytes of a 7z archive, by its first 32: the list of its contents stands last."""
    offset, size = struct.unpack_from("<QQ", head, 12)
    return 32 + int(offset) + int(size)


def find_changed(whole: Mapping[str, Snapshot], known: Mapping[str, Snapshot]) -> list[str]:
    """The names that are new or different."""
    return [name for name, snapshot in whole.items() if known.get(name) != snapshot]
