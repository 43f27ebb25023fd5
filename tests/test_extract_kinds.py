"""What a file is by its bytes: packages, OLE files and texts that are called something else."""

import struct
import zipfile
from pathlib import Path

import pytest

from extract.files.kinds import find_kind

OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504)
TYPE = "application/vnd.openxmlformats-officedocument."


def package(path: Path, parts: dict[str, str]) -> None:
    with zipfile.ZipFile(path, "w") as made:
        for name, text in parts.items():
            made.writestr(name, text)


PACKAGES = {
    "docx": {"[Content_Types].xml": TYPE + "wordprocessingml.document.main+xml", "word/document2.xml": ""},
    "docm": {"[Content_Types].xml": "application/vnd.ms-word.document.macroEnabled.main+xml"},
    "docx-strict": {
        "word/document.xml": '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml"/>'
    },
    "xlsx-strict": {"xl/workbook.xml": '<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"/>'},
    "xlsx": {"[Content_Types].xml": TYPE + "spreadsheetml.sheet.main+xml", "xl/workbook.xml": ""},
    "xlsb": {"xl/workbook.bin": ""},
    "pptx": {"[Content_Types].xml": TYPE + "presentationml.presentation.main+xml"},
    "odt": {"mimetype": "application/vnd.oasis.opendocument.text"},
    "ods": {"mimetype": "application/vnd.oasis.opendocument.spreadsheet"},
    "locked": {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "META-INF/manifest.xml": "<manifest:encryption-data/>",
    },
    "ofd": {"OFD.xml": ""},
    "zip": {"县/word/document.xml": ""},
}

TEXTS: list[tuple[str, str, str]] = [
    ("txt", "utf-8", "申报材料，共3份"),
    ("txt", "gb18030", "申报材料，共3份"),
    ("txt", "utf-16", "申报材料，共3份"),
    ("txt", "gb18030", "附件：申" + "报" * 40_000),
    ("html", "gb18030", "<html xmlns:w='x'><body>申报</body></html>"),
    ("html", "utf-8-sig", "<!-- 由系统导出 -->\n<TABLE><tr><td>申报</td></tr></TABLE>"),
    ("mhtml", "utf-8", "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=B\n\n--B\n"),
    ("rtf", "ascii", "{\\rtf1\\ansi x}"),
    (
        "wordml",
        "utf-8",
        "<?xml version='1.0'?><?mso-application progid='Word.Document'?>"
        "<w:wordDocument xmlns:w='http://schemas.microsoft.com/office/word/2003/wordml'/>",
    ),
    ("flat-opc", "utf-8", "<?xml version='1.0'?><pkg:package><pkg:part pkg:name='/word/document.xml'/>"),
    (
        "excelml",
        "utf-8",
        "<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>",
    ),
    (
        "fodt",
        "utf-8",
        "<office:document office:mimetype='application/vnd.oasis.opendocument.text'/>",
    ),
    ("xml", "utf-8", "<?xml version='1.0'?><别的/><a/>"),
]


@pytest.mark.parametrize("kind", PACKAGES)
def test_packages(tmp_path: Path, kind: str) -> None:
    package(tmp_path / "甲.doc", PACKAGES[kind])
    assert find_kind(tmp_path / "甲.doc") == kind


@pytest.mark.parametrize(("kind", "coding", "text"), TEXTS)
def test_texts(tmp_path: Path, kind: str, coding: str, text: str) -> None:
    (tmp_path / "甲.doc").write_bytes(text.encode(coding))
    assert find_kind(tmp_path / "甲.doc") == kind


@pytest.mark.parametrize(
    ("kind", "head"),
    [
        ("rar", b"Rar!\x1a\x07\x01\x00" + bytes(range(200))),
        ("7z", b"7z\xbc\xaf\x27\x1c\x00\x04" + bytes(range(200))),
        ("unknown", bytes(range(256)) * 4),
    ],
)
def test_other_bytes(tmp_path: Path, kind: str, head: bytes) -> None:
    (tmp_path / "甲.docx").write_bytes(head)
    assert find_kind(tmp_path / "甲.docx") == kind


@pytest.mark.parametrize(
    ("kind", "name"), [("doc", "WordDocument"), ("xls", "Workbook"), ("ppt", "PowerPoint Document")]
)
def test_ole_files(tmp_path: Path, kind: str, name: str) -> None:
    (tmp_path / "甲.docx").write_bytes(OLE + name.encode("utf-16-le") + bytes(128))
    assert find_kind(tmp_path / "甲.docx") == kind


def test_words_in_a_damaged_file_are_not_its_kind(tmp_path: Path) -> None:
    (tmp_path / "甲.doc").write_bytes(OLE + bytes(10) + "MacBook".encode("utf-16-le") + bytes(128))
    assert find_kind(tmp_path / "甲.doc") == "damaged"


@pytest.mark.parametrize(("kind", "flags"), [("locked", 0x0100), ("doc", 0)])
def test_a_small_word_file_says_whether_it_is_locked(tmp_path: Path, kind: str, flags: int) -> None:
    """A file of a few words, or of pictures alone, keeps its words among the small streams."""
    free, end = 0xFFFFFFFF, 0xFFFFFFFE
    numbers = {30: 9, 44: 1, 48: 1, 56: 4096, 60: end, 68: end, 76: 0}
    header = bytearray(OLE[:8] + bytes(504))
    for place, number in {**numbers, **{76 + 4 * n: free for n in range(1, 109)}}.items():
        struct.pack_into("<I", header, place, number)
    table = struct.pack("<128I", 0xFFFFFFFD, end, end, *[free] * 125)
    directory = _entry("Root Entry", child=1, start=2, size=128) + _entry("WordDocument", start=1, size=64)
    small = bytes(64) + bytes(10) + struct.pack("<H", flags) + bytes(52)
    sectors = [bytes(header), table, directory, small]
    (tmp_path / "甲.doc").write_bytes(b"".join(sector.ljust(512, b"\0") for sector in sectors))
    assert find_kind(tmp_path / "甲.doc") == kind


def _entry(name: str, *, start: int, size: int, child: int = 0xFFFFFFFF) -> bytes:
    letters = name.encode("utf-16-le")
    head = letters.ljust(64, b"\0") + struct.pack("<HBB", len(letters) + 2, 5, 1)
    return head + struct.pack("<3I36xIQ", 0xFFFFFFFF, 0xFFFFFFFF, child, start, size)
