"""What a file of the old Office formats is. OLE is a small file system, whose root says it; embedded objects
lie deeper."""

import re
import struct

OLE_START = bytes.fromhex("D0CF11E0A1B11AE1")
_OLE_STREAMS = {
    "EncryptedPackage": "locked",
    "WordDocument": "doc",
    "Workbook": "xls",
    "Book": "xls",
    "PowerPoint Document": "ppt",
    "MatOST": "wps",
    "__properties_version1.0": "msg",
}
_END = 0xFFFFFFFA
_ENCRYPTED = 0x0100
_PIECE = 64
"""Bytes in which small streams are laid out."""


def find_ole_kind(content: bytes) -> str:
    """doc, xls, ppt, ...; "locked" for a file with a password, "damaged", "unknown"."""
    try:
        streams = _root_streams(content)
    except (struct.error, IndexError):
        streams = {}
    if not streams:
        # A damaged table of contents: Office may still open it, so the names are looked for in the bytes.
        streams = {name: b"" for name in _OLE_STREAMS if _has_entry(content, name)}
    if not streams:
        return "damaged"
    kind = next((kind for name, kind in _OLE_STREAMS.items() if name in streams), "unknown")
    if kind == "doc" and len(start := streams["WordDocument"]) >= 12:
        flags: int = struct.unpack_from("<H", start, 10)[0]
        return "locked" if flags & _ENCRYPTED else kind
    return kind


def _has_entry(content: bytes, name: str) -> bool:
    """Does an entry of this name stand anywhere: entries are 128 bytes and begin at multiples of that."""
    found = re.finditer(re.escape(f"{name}\0".encode("utf-16-le")), content)
    return any(match.start() % 128 == 0 for match in found)


def _root_streams(content: bytes) -> dict[str, bytes]:
    """The names at the root, each with the first bytes of its stream."""
    size = 1 << struct.unpack_from("<H", content, 30)[0]
    table = _sector_table(content, size)
    directory = b"".join(_sector(content, n, size) for n in _chain(table, _number(content, 48)))
    # Streams of less than this many bytes lie together in one that the root entry holds.
    least, together = _number(content, 56), _number(directory, 116)
    small = b"".join(_sector(content, n, size) for n in _chain(table, together)) if together < _END else b""
    streams: dict[str, bytes] = {}
    open_entries, seen = [_number(directory, 76)], set[int]()
    while open_entries:
        place = open_entries.pop()
        if place in seen or place >= _END:
            continue
        seen.add(place)
        entry = directory[place * 128 : place * 128 + 128]
        letters: int = struct.unpack_from("<H", entry, 64)[0]
        name = entry[: max(0, letters - 2)].decode("utf-16-le", "replace")
        start, length = _number(entry, 116), _number(entry, 120)
        held = small[start * _PIECE : (start + 1) * _PIECE] if length < least else b""
        streams[name] = held or _sector(content, start, size)
        open_entries += [_number(entry, 68), _number(entry, 72)]
    return streams


def _sector_table(content: bytes, size: int) -> list[int]:
    """For each sector the next one of its chain."""
    parts = list(struct.unpack_from("<109I", content, 76))
    more, seen = _number(content, 68), set[int]()
    while more < _END and more not in seen:
        seen.add(more)
        *numbers, more = struct.unpack(f"<{size // 4}I", _sector(content, more, size))
        parts += numbers
    held = b"".join(_sector(content, part, size) for part in parts if part < _END)
    return list(struct.unpack(f"<{len(held) // 4}I", held[: len(held) // 4 * 4]))


def _chain(table: list[int], first: int) -> list[int]:
    chain = [first]
    while table[chain[-1]] < _END:
        chain.append(table[chain[-1]])
        if len(chain) > len(table):
            raise IndexError(first)
    return chain


def _sector(content: bytes, number: int, size: int) -> bytes:
    return content[(number + 1) * size : (number + 2) * size]


def _number(content: bytes, offset: int) -> int:
    number: int = struct.unpack_from("<I", content, offset)[0]
    return number
