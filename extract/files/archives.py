"""Archives opened with nothing in them trusted: no name, no size, no promise of an end."""

import lzma
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from dossier.errors import UnreadableSource
from extract.files.members import (
    DAMAGED,
    LOCKED,
    METHOD,
    WHOLE_DAMAGED,
    Budget,
    Entry,
    Limits,
    Member,
    Refusal,
    Store,
    decode_name,
    read_member,
    why_no_file,
)

__all__ = ["Budget", "Entry", "Limits", "unpack"]

# Python's decoders of bzip2 and LZMA give all that a block of input holds at once: 4 KB of LZMA are at most
# 30 MB, of bzip2 some GB.
_BLOCK = 4096
_METHODS = (ZIP_STORED, ZIP_DEFLATED, ZIP_LZMA)
_ENCRYPTED = 0x1
_FOLDER = 0x10
_NAME_IS_UTF8 = 0x800
_UNICODE_PATH = 0x7075

# What zipfile is known to raise on bytes that no archiver wrote.
_ZIP_ERRORS = (
    BadZipFile,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    TypeError,
    ValueError,
    lzma.LZMAError,
    struct.error,
    zlib.error,
)


def unpack(archive: Path, kind: str, room: Path, budget: Budget, depth: int = 1) -> list[Entry]:
    """All files of a "zip", "rar" or "7z" archive, in the order of their names, unpacked into the folder
    `room` under numbers for names, or with the reason why not. `depth` counts from 1 for an archive that
    lies in no other. Raises UnreadableSource where the archive as a whole cannot be opened."""
    if depth > budget.limits.depth:
        raise UnreadableSource(
            f"压缩包套压缩包超过{budget.limits.depth}层，没有打开，请人工解压到文件夹后再读取"
        )
    return _UNPACK[kind](archive, room, budget)


def _unpack_zip(archive: Path, room: Path, budget: Budget) -> list[Entry]:
    try:
        package = ZipFile(archive)
    except (*_ZIP_ERRORS, NotImplementedError) as error:
        raise UnreadableSource(WHOLE_DAMAGED) from error
    with package:
        infos = [info for info in package.infolist() if not _is_zip_folder(info)]
        members = [_zip_member(index, info) for index, info in enumerate(infos)]
        store = Store(archive, room, budget, members)
        for member in store.admit(members):
            store.save(member, _zip_blocks(package, infos[member.index]))
    return store.entries()


def _zip_member(index: int, info: ZipInfo) -> Member:
    refused = LOCKED if info.flag_bits & _ENCRYPTED else why_no_file(info.external_attr >> 16)
    if info.compress_type not in _METHODS:
        refused = refused or METHOD
    return read_member(index, _zip_name(info), info.file_size, info.CRC, refused)


def _is_zip_folder(info: ZipInfo) -> bool:
    named = _zip_name(info).endswith(("/", "\\"))
    return info.file_size == 0 and (named or bool(info.external_attr & _FOLDER))


def _zip_name(info: ZipInfo) -> str:
    if info.flag_bits & _NAME_IS_UTF8:
        return info.orig_filename
    raw = info.orig_filename.encode("cp437")
    return _unicode_path(info.extra, zlib.crc32(raw)) or decode_name(raw)


def _unicode_path(extra: bytes, name_crc: int) -> str | None:
    """The name in Info-ZIP's Unicode Path field, None where there is none or it is of another name."""
    while len(extra) >= 4:
        field, length = struct.unpack_from("<HH", extra)
        content = extra[4 : 4 + length]
        if field == _UNICODE_PATH and content[:5] == struct.pack("<BL", 1, name_crc):
            try:
                return content[5:].decode("utf-8")
            except UnicodeDecodeError:
                return None
        extra = extra[4 + length :]
    return None


def _zip_blocks(package: ZipFile, info: ZipInfo) -> Iterator[bytes]:
    try:
        with package.open(info) as stream:
            while block := stream.read(_BLOCK):
                yield block
    except NotImplementedError as error:
        raise Refusal(METHOD) from error
    except _ZIP_ERRORS as error:
        raise Refusal(DAMAGED) from error


def _unpack_7z(archive: Path, room: Path, budget: Budget) -> list[Entry]:
    from extract.files.seven_zip import unpack_7z

    return unpack_7z(archive, room, budget)


def _unpack_rar(archive: Path, room: Path, budget: Budget) -> list[Entry]:
    from extract.files.rar import unpack_rar

    return unpack_rar(archive, room, budget)


# A process that meets no archive of a kind never loads its library.
_UNPACK = {"zip": _unpack_zip, "7z": _unpack_7z, "rar": _unpack_rar}
