"""What a file is by its bytes, whatever its name says."""

import codecs
import re
import struct
import zlib
from pathlib import Path
from zipfile import BadZipFile, ZipFile

import puremagic

from extract.picture_kinds import find_picture_kind

_HEAD = 65_536
_SMALL = 1 << 20

KIND_NAMES = {
    "doc": "旧版Word或WPS文件",
    "docm": "带宏的Word文件或Word模板",
    "docx-strict": "Word文件",
    "wps": "微软Works文件",
    "wordml": "Word文件",
    "flat-opc": "Word文件",
    "html": "网页",
    "mhtml": "网页",
    "xls": "旧版表格文件",
    "xlsb": "表格文件",
    "xlsx-strict": "表格文件",
    "excelml": "表格文件",
    "rtf": "RTF文件",
    "odt": "ODT文件",
    "fodt": "ODT文件",
    "ods": "开放格式的表格文件",
    "fods": "开放格式的表格文件",
    "odp": "演示文稿",
    "ofd": "OFD版式文件",
    "txt": "文本文件",
    "zip": "压缩包",
    "rar": "压缩包",
    "7z": "压缩包",
    "gz": "压缩包",
    "tar": "压缩包",
    "jpg": "图片",
    "png": "图片",
    "tif": "图片",
    "bmp": "图片",
    "gif": "图片",
    "webp": "图片",
    "jp2": "图片",
    "heic": "HEIC图片",
    "avif": "AVIF图片",
    "emf": "矢量图",
    "wmf": "矢量图",
    "pptx": "演示文稿",
    "ppt": "演示文稿",
    "msg": "邮件",
}


def find_kind(path: Path) -> str:
    """docx, xlsx, pdf, doc, xls, txt, zip, ...; a document inside another format by its own name: "wordml"
    and "excelml" (XML of 2003), "flat-opc" (a .docx as one XML), "docx-strict", "xlsx-strict", "docm";
    "locked" for an Office file with a password, "damaged", "empty", "unknown"."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head.strip(b"\0"):
        return "empty"
    if head.startswith(b"PK"):
        return _zip_kind(path)
    if head.startswith(_OLE):
        return _ole_kind(path.read_bytes())
    if picture := find_picture_kind(head):
        return picture
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if re.match(rb"(?:\xef\xbb\xbf)?\s*\{\\rtf", head):
        return "rtf"
    text = decode_head(head)
    return _magic_kind(head) if text is None else _text_kind(text)


# Packages: a zip with a table of contents that says what it is

_MAIN_PARTS = {
    "wordprocessingml.document.main+xml": "docx",
    "ms-word.document.macroEnabled.main+xml": "docm",
    "wordprocessingml.template.main+xml": "docm",
    "ms-word.template.macroEnabledTemplate.main+xml": "docm",
    "ms-excel.sheet.binary.macroEnabled.main": "xlsb",
    "spreadsheetml.sheet.main+xml": "xlsx",
    "spreadsheetml.template.main+xml": "xlsx",
    "ms-excel.sheet.macroEnabled.main+xml": "xlsx",
    "ms-excel.template.macroEnabled.main+xml": "xlsx",
    "presentationml.": "pptx",
    "ms-powerpoint.": "pptx",
}
_NAMED_PARTS = {
    "word/document.xml": "docx",
    "xl/workbook.xml": "xlsx",
    "xl/workbook.bin": "xlsb",
    "ppt/presentation.xml": "pptx",
    "OFD.xml": "ofd",
}
_OPEN_DOCUMENTS = {"text": "odt", "spreadsheet": "ods", "presentation": "odp"}
_TYPES = "[Content_Types].xml"
_STRICT = b"http://purl.oclc.org/ooxml/"


def _zip_kind(path: Path) -> str:
    try:
        with ZipFile(path) as package:
            return _package_kind(package)
    except (BadZipFile, OSError, NotImplementedError, RuntimeError, zlib.error, EOFError, ValueError):
        return "damaged"


def _package_kind(package: ZipFile) -> str:
    names = set(package.namelist())
    if "mimetype" in names and (kind := _open_document_kind(package, names)):
        return kind
    types = _read_start(package, _TYPES).decode("latin-1") if _TYPES in names else ""
    kind = next((kind for part, kind in _MAIN_PARTS.items() if part in types), None)
    kind = kind or next((kind for part, kind in _NAMED_PARTS.items() if part in names), "zip")
    main = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}.get(kind)
    if main in names and _STRICT in _read_start(package, main)[:_HEAD]:
        return f"{kind}-strict"
    return kind


def _open_document_kind(package: ZipFile, names: set[str]) -> str | None:
    mimetype = _read_start(package, "mimetype").decode("latin-1").strip()
    match = re.match(r"application/vnd\.oasis\.opendocument\.([a-z]+)", mimetype)
    if match is None:
        return None
    manifest = "META-INF/manifest.xml"
    if manifest in names and b"encryption-data" in _read_start(package, manifest):
        return "locked"
    return _OPEN_DOCUMENTS.get(match[1], "unknown")


def _read_start(package: ZipFile, part: str) -> bytes:
    """Never more than a little of a part, whatever size it unpacks to."""
    with package.open(part) as stream:
        return stream.read(_SMALL)


# OLE: a small file system, whose root says what it is; embedded objects lie deeper

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
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


def _ole_kind(content: bytes) -> str:
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
    streams: dict[str, bytes] = {}
    open_entries, seen = [_number(directory, 76)], set[int]()
    while open_entries:
        place = open_entries.pop()
        if place in seen or place >= _END:
            continue
        seen.add(place)
        entry = directory[place * 128 : place * 128 + 128]
        length: int = struct.unpack_from("<H", entry, 64)[0]
        name = entry[: max(0, length - 2)].decode("utf-16-le", "replace")
        streams[name] = _sector(content, _number(entry, 116), size)
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


# Texts: XML, web pages and plain text

_NO_TEXT = re.compile(r"[\0-\x08\x0e-\x19\x1b-\x1f\ufffd]")
_STRANGE = re.compile(r"[^\0-\x7f\u00b0-\u00d7\u2000-\u9fff\uff00-\uffef]")
_PROLOG = re.compile(
    r"(?:\s+|\ufeff|<\?.*?\?>|<!--.*?-->|<!\[.*?\]>|<!DOCTYPE[^>]*>)", re.DOTALL | re.IGNORECASE
)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)")
_PAGE_TAGS = frozenset(
    ["html", "head", "body", "table", "div", "p", "meta", "style", "title", "span", "font"]
)
_MARKS = {
    ("wordDocument", "schemas.microsoft.com/office/word/2003/wordml"): "wordml",
    ("Workbook", "urn:schemas-microsoft-com:office:spreadsheet"): "excelml",
    ("package", "/word/"): "flat-opc",
    ("document", "application/vnd.oasis.opendocument.text"): "fodt",
    ("document", "application/vnd.oasis.opendocument.spreadsheet"): "fods",
}


def decode_head(head: bytes) -> str | None:
    """The start of a text in UTF-8, UTF-16 with its mark, or GB18030; None where it is no text. A character
    cut in two at the end does no harm."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        codings = ["utf-16"]
    else:
        codings = ["utf-8-sig", "gb18030"]
    for coding in codings:
        try:
            text = codecs.getincrementaldecoder(coding)().decode(head)
        except UnicodeDecodeError:
            continue
        strange = len(_STRANGE.findall(text)) * 10 > len(text) and coding == "gb18030"
        return None if strange or _NO_TEXT.search(text) else text
    return None


def _text_kind(text: str) -> str:
    start = text[:4096].lower()
    if re.match(r"\s*[\w-]+:", start) and "mime-version:" in start and "multipart/related" in start:
        return "mhtml"
    place = 0
    while match := _PROLOG.match(text, place):
        place = match.end()
    is_xml = text.lstrip("\ufeff \r\n\t").startswith("<?xml")
    root = _ROOT.match(text, place)
    if root is None:
        return "xml" if is_xml else "txt"
    found = (kind for (name, mark), kind in _MARKS.items() if name == root[1] and mark in text)
    if kind := next(found, None):
        return kind
    if root[1].lower() in _PAGE_TAGS:
        return "html"
    return "xml" if is_xml else "txt"


def _magic_kind(head: bytes) -> str:
    try:
        return puremagic.from_string(head).lstrip(".") or "unknown"
    except (puremagic.PureError, ValueError):
        return "unknown"
