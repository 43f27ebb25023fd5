"""What a file is by its bytes, whatever its name says."""

from pathlib import Path
from zipfile import BadZipFile, ZipFile

import puremagic

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_NAMED_PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_OLE_STREAMS = {"WordDocument": "doc", "Workbook": "xls", "Book": "xls"}

KIND_NAMES = {
    "doc": "旧版Word或WPS文件",
    "xls": "旧版表格文件",
    "rtf": "RTF文件",
    "odt": "ODT文件",
    "zip": "压缩包",
    "rar": "压缩包",
    "7z": "压缩包",
    "jpg": "图片",
    "jpeg": "图片",
    "jfif": "图片",
    "png": "图片",
    "tif": "图片",
    "tiff": "图片",
    "bmp": "图片",
    "gif": "图片",
    "pptx": "演示文稿",
}


def find_kind(path: Path) -> str:
    """docx, xlsx, pdf, doc, xls, zip, ...; "locked" for an encrypted Office file, "empty", "unknown"."""
    with path.open("rb") as file:
        head = file.read(4096)
    if not head.strip(b"\0"):
        return "empty"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK"):
        return _zip_kind(path)
    if head.startswith(_OLE):
        return _ole_kind(path)
    return _other_kind(head)


def _zip_kind(path: Path) -> str:
    try:
        with ZipFile(path) as package:
            names = set(package.namelist())
            if "mimetype" in names and package.read("mimetype").startswith(b"application/vnd.oasis"):
                return "odt"
    except (BadZipFile, OSError, NotImplementedError, RuntimeError):
        return "damaged"
    return next((kind for part, kind in _NAMED_PARTS.items() if part in names), "zip")


def _ole_kind(path: Path) -> str:
    content = path.read_bytes()
    if _LOCKED in content:
        return "locked"
    for stream, kind in _OLE_STREAMS.items():
        if stream.encode("utf-16-le") in content:
            return kind
    return "doc"


def _other_kind(head: bytes) -> str:
    try:
        return puremagic.from_string(head).lstrip(".") or "unknown"
    except (puremagic.PureError, ValueError):
        return "unknown"
