"""Archives as archivers and mischief write them. No free tool writes RAR, so it is built byte by byte."""

import io
import stat
import struct
import zipfile
import zlib
from typing import Any

import py7zr


def zip_of(*files: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as package:
        for name, content in files:
            info = zipfile.ZipInfo(name) if isinstance(name, str) else name
            package.writestr(info, content, method)
    return buffer.getvalue()


def old_zip(names: dict[bytes, bytes], extra: bytes = b"") -> bytes:
    """A zip whose names are raw bytes without the UTF-8 flag, as Chinese Windows writes them."""
    body, directory = b"", b""
    for name, content in names.items():
        crc, size = zlib.crc32(content), len(content)
        fields = struct.pack("<HHHHHLLLHH", 20, 0, 0, 0, 33, crc, size, size, len(name), len(extra))
        central = b"PK\1\2\x14\0" + fields + struct.pack("<HHHLL", 0, 0, 0, 0, len(body))
        directory += central + name + extra
        body += b"PK\3\4" + fields + name + extra + content
    count = len(names)
    return (
        body
        + directory
        + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, len(directory), len(body), 0)
    )


def vint(number: int) -> bytes:
    out = b""
    while number > 0x7F:
        out += bytes([number & 0x7F | 0x80])
        number >>= 7
    return out + bytes([number])


def rar_block(kind: int, body: bytes, data: bytes = b"", extra: bytes = b"") -> bytes:
    flags = (1 if extra else 0) | (2 if data else 0)
    head = vint(kind) + vint(flags)
    head += (vint(len(extra)) if extra else b"") + (vint(len(data)) if data else b"")
    head = vint(len(head + body + extra)) + head + body + extra
    return struct.pack("<L", zlib.crc32(head)) + head + data


def rar_file(
    name: str,
    data: bytes,
    *,
    crc: int | None = None,
    size: int | None = None,
    mode: int = stat.S_IFREG | 0o644,
    extra: bytes = b"",
) -> bytes:
    folder = 1 if stat.S_ISDIR(mode) else 0
    body = vint(4 | folder) + vint(len(data) if size is None else size) + vint(mode)
    body += struct.pack("<L", zlib.crc32(data) if crc is None else crc) + vint(0) + vint(1)
    raw = name.encode()
    return rar_block(2, body + vint(len(raw)) + raw, data, extra)


def rar_extra(kind: int, content: bytes) -> bytes:
    return vint(len(vint(kind) + content)) + vint(kind) + content


RAR_HEAD = b"Rar!\x1a\x07\x01\x00"
RAR_END = rar_block(5, vint(0))


def rar_of(*blocks: bytes, main: int = 0) -> bytes:
    return RAR_HEAD + rar_block(1, vint(main)) + b"".join(blocks) + RAR_END


def old_rar_of(*files: tuple[bytes, bytes]) -> bytes:
    """An archive of the format before RAR 5, with raw names, stored."""

    def block(kind: int, flags: int, body: bytes) -> bytes:
        head = struct.pack("<BHH", kind, flags, 7 + len(body)) + body
        return struct.pack("<H", zlib.crc32(head) & 0xFFFF) + head

    out = b"Rar!\x1a\x07\x00" + block(0x73, 0, bytes(6))
    for name, data in files:
        fields = struct.pack(
            "<LLBLLBBHL", len(data), len(data), 2, zlib.crc32(data), 33 << 16, 20, 0x30, len(name), 0x20
        )
        out += block(0x74, 0x8000, fields + name) + data
    return out + block(0x7B, 0x4000, b"")


def seven_zip_of(
    files: list[tuple[str, bytes]], *, password: str | None = None, hide: bool = False, filters: Any = None
) -> bytes:
    buffer = io.BytesIO()
    with py7zr.SevenZipFile(
        buffer, "w", filters=filters, password=password, header_encryption=hide
    ) as package:
        package.set_encoded_header_mode(hide)  # a plain header can be tampered with
        for name, content in files:
            package.writestr(content, name)
    return buffer.getvalue()


def renamed_7z(content: bytes, old: str, new: str) -> bytes:
    """The archive with another name of the same length, such as py7zr refuses to write."""
    return sealed_7z(content.replace(old.encode("utf-16-le"), new.encode("utf-16-le")))


def sealed_7z(content: bytes) -> bytes:
    """Makes the checksums of the header right again."""
    offset, size = struct.unpack_from("<QQ", content, 12)
    header = content[32 + offset : 32 + offset + size]
    start = content[12:28] + struct.pack("<L", zlib.crc32(header))
    return content[:8] + struct.pack("<L", zlib.crc32(start)) + start + content[32:]
