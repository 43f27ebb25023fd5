"""What a file is by its bytes, whatever its name says."""

import codecs
import re
import zlib
from pathlib import Path
from zipfile import BadZipFile, ZipFile

import puremagic

from extract.files.ole_kinds import OLE_START, find_ole_kind
from extract.files.picture_kinds import find_picture_kind

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
    if head.startswith(OLE_START):
        return find_ole_kind(path.read_bytes())
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
