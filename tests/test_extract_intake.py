"""What a county hands in: every file is read or has a reason that a clerk can act on."""

import hashlib
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
import xlsxwriter
from made_up_pdf import Sheet, write_pdf

from dossier import Dossier, Source
from dossier.errors import WrongUse
from extract.files.intake import find_sources
from extract.files.kinds import find_kind
from extract.files.legacy import find_office
from extract.pipeline import extract_dossier, read_documents
from policy import Policy

OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504)
NEXT_STEP = re.compile(r"请")


def write_word(path: Path) -> None:
    package = docx.Document()
    package.add_paragraph("关于申报的报告")
    package.save(str(path))


def write_book(path: Path) -> None:
    book = xlsxwriter.Workbook(str(path))
    book.add_worksheet().write(0, 0, "甲")
    book.close()


def write_scan(path: Path) -> None:
    sheet = Sheet()
    sheet.picture()
    write_pdf(path, sheet)


def write_text_pdf(path: Path) -> None:
    sheet = Sheet()
    sheet.write(60, 60, "关于申报的报告")
    write_pdf(path, sheet)


def write_locked_pdf(path: Path) -> None:
    write_pdf(path, Sheet(), locked=True)


def write_archive(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("甲.txt", "甲")


def write_slides(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("ppt/presentation.xml", "<p/>")


def write_empty_package(path: Path) -> None:
    """A zip that calls itself a Word file and is none."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<broken")


def content(data: bytes) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_bytes(data)

    return write


def write_cut_word(path: Path) -> None:
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    path.write_bytes(buffer.getvalue()[:3000])


STREAM = {name: OLE + name.encode("utf-16-le") + bytes(64) for name in ("WordDocument", "EncryptedPackage")}

MAKERS: dict[str, tuple[str, Callable[[Path], None]]] = {
    "word": ("docx", write_word),
    "book": ("xlsx", write_book),
    "text pdf": ("pdf", write_text_pdf),
    "scan": ("pdf", write_scan),
    "locked pdf": ("pdf", write_locked_pdf),
    "damaged pdf": ("pdf", content(b"%PDF-1.4 and no more")),
    "old word": ("doc", content(STREAM["WordDocument"])),
    "locked office": ("locked", content(STREAM["EncryptedPackage"])),
    "archive": ("zip", write_archive),
    "slides": ("pptx", write_slides),
    "cut word": ("damaged", write_cut_word),
    "false word": ("docx", write_empty_package),
    "empty": ("empty", content(b"")),
    "zeros": ("empty", content(bytes(2000))),
    "rtf": ("rtf", content(b"{\\rtf1\\ansi hello}")),
    "picture": ("png", content(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(20))),
}
READABLE = {"word", "book", "text pdf", *(["rtf"] if find_office() else [])}


@pytest.mark.parametrize("name", MAKERS)
@pytest.mark.parametrize("called", ["甲.docx", "甲.pdf", "甲"])
def test_the_kind_is_what_the_bytes_say(tmp_path: Path, name: str, called: str) -> None:
    kind, make = MAKERS[name]
    made = tmp_path / ("x.xlsx" if name == "book" else "x")
    make(made)
    path = made.rename(tmp_path / called)
    assert find_kind(path) == kind


@pytest.mark.parametrize("name", sorted(set(MAKERS) - READABLE))
def test_every_refusal_says_why_and_what_to_do(tmp_path: Path, name: str) -> None:
    MAKERS[name][1](tmp_path / "甲.docx")
    sources, documents = read_documents(tmp_path / "甲.docx")
    assert documents == []
    assert {source.status for source in sources} == {"failed"}
    for source in sources:
        check_reason(source)


def check_reason(source: Source) -> None:
    assert source.reason
    assert NEXT_STEP.search(source.reason), source.reason
    plain = re.sub(r"Word|WPS|Excel|PDF|RTF|ODT|docx|xlsx|[（(][A-Za-z]+[)）]", "", source.reason)
    assert not re.search(r"[A-Za-z]", plain), source.reason


def test_one_bad_file_does_not_stop_the_rest(tmp_path: Path, policy: Policy) -> None:
    folder = tmp_path / "某县"
    folder.mkdir()
    for number, (name, (_, make)) in enumerate(MAKERS.items()):
        made = folder / f"{number:02d}{'.xlsx' if name == 'book' else '.bin'}"
        make(made)
    dossier = extract_dossier(folder, policy)
    handed_in = [s for s in dossier.sources if "/" not in s.path]
    assert [s.path for s in handed_in] == sorted(path.name for path in folder.iterdir())
    read = {name for name, s in zip(MAKERS, handed_in, strict=True) if s.status == "read"}
    assert read == READABLE
    failed = [s.path for s in dossier.sources if s.status == "failed"]
    assert failed == [p.source for p in dossier.problems if p.source in failed]
    assert Dossier.model_validate_json(dossier.model_dump_json()) == dossier


def test_files_of_office_programs_and_systems_are_left_aside(tmp_path: Path) -> None:
    write_word(tmp_path / "申报资料.docx")
    for name in (
        "~$申报资料.docx",
        ".DS_Store",
        "Thumbs.db",
        "desktop.ini",
        "._申报资料.docx",
        ".~申报.docx",
    ):
        (tmp_path / name).write_bytes(b"x" * 50)
    (tmp_path / "__MACOSX").mkdir()
    write_word(tmp_path / "__MACOSX" / "申报资料.docx")
    sources, documents = read_documents(tmp_path)
    assert [document.source for document in documents] == ["申报资料.docx"]
    assert {s.status for s in sources if s.path != "申报资料.docx"} == {"skipped"}
    assert all(s.reason for s in sources if s.status == "skipped")


def test_links_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "别处.docx"
    write_word(secret)
    folder = tmp_path / "某县"
    folder.mkdir()
    (folder / "链接.docx").symlink_to(secret)
    (folder / "断了.docx").symlink_to(tmp_path / "没有.docx")
    (folder / "外面").symlink_to(tmp_path, target_is_directory=True)
    sources, documents = read_documents(folder)
    assert documents == []
    assert {s.path for s in sources if s.status == "skipped"} >= {"链接.docx", "断了.docx"}


def test_names_fingerprints_and_order(tmp_path: Path) -> None:
    for name in ("b/2.docx", "b/10.docx", "a.docx", "甲/乙/丙.docx"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    found = find_sources(tmp_path)
    assert [f.name for f in found] == ["a.docx", "b/10.docx", "b/2.docx", "甲/乙/丙.docx"]
    assert all(f.sha256 == hashlib.sha256(f.path.read_bytes()).hexdigest() for f in found)
    assert all(f.bytes == len(f.name.encode()) for f in found)


def test_nothing_there_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="没有找到"):
        find_sources(tmp_path / "没有")


def test_an_empty_folder_is_an_empty_dossier(tmp_path: Path, policy: Policy) -> None:
    dossier = extract_dossier(tmp_path, policy)
    assert dossier.sources == ()
    assert {r.status for r in dossier.form.fields.values()} == {"missing"}
    assert {r.status for r in dossier.materials.values()} == {"missing"}
