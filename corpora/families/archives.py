"""Dossiers as they are sent: packed, packed again, in folders of folders, with what systems leave behind."""

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath

import py7zr

from corpora.dossiers import Case
from corpora.families.papers import Papers, draw_papers
from policy import Policy

Files = Mapping[str, bytes]
"""The files of a dossier by their paths inside it."""

_UTF8 = 0x800
_TIME = (2021, 3, 15, 9, 0, 0)


class GbkEntry(zipfile.ZipInfo):
    """An entry whose name is written as Windows in China writes it: in GBK, without saying so."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802
        return self.filename.encode("gbk"), self.flag_bits & ~_UTF8


def make_archive_cases(seed: int, count: int, folder: Path, policy: Policy) -> list[Case]:
    """`count` dossiers of each way of packing."""
    return [
        make_archive_case(seed, name, number, folder, policy) for name in PACKINGS for number in range(count)
    ]


def make_archive_case(seed: int, name: str, number: int, folder: Path, policy: Policy) -> Case:
    papers = draw_papers(f"{seed}/archive/{name}", number, policy)
    files = write_files(papers, folder / "unpacked" / f"{name}-{number:02d}")
    path = PACKINGS[name](files, folder / f"archive-{name}-{number:02d}")
    return papers.case("archive", name, path)


def write_files(papers: Papers, room: Path) -> dict[str, bytes]:
    """Form and narrative, in folders or side by side."""
    names = papers.rng.choice(
        (
            ("申报表.xlsx", "申报资料.docx"),
            ("1.申报表/申报表.docx", "2.申报资料/申报资料（定稿）.docx"),
            ("附件2：申报表.docx", "申报资料.docx"),
        )
    )
    form, narrative = (f"{papers.county.place.name}/{name}" for name in names)
    papers.write_form(room / form)
    papers.write_narrative(room / narrative)
    return {name: (room / name).read_bytes() for name in (form, narrative)}


def with_rubbish(files: Files) -> dict[str, bytes]:
    """What office programs and systems leave beside the files."""
    rubbish: dict[str, bytes] = {}
    for name in files:
        path = PurePosixPath(name)
        rubbish[str(path.with_name(f"~${path.name[2:]}"))] = b"\x06office".ljust(162, b"\0")
        rubbish[str(path.with_name("Thumbs.db"))] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(1024, b"\0")
        rubbish[str(path.with_name(".DS_Store"))] = b"\0\0\0\1Bud1".ljust(512, b"\0")
        rubbish[f"__MACOSX/{path.with_name('._' + path.name)}"] = b"\0\5\x16\7\0\2\0\0Mac OS X".ljust(
            200, b"\0"
        )
    return {**files, **rubbish}


def zip_files(files: Files, *, gbk: bool) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            entry = GbkEntry(name, _TIME) if gbk else zipfile.ZipInfo(name, _TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, content)
    return buffer.getvalue()


def pack_gbk(files: Files, target: Path) -> Path:
    return write_bytes(target.with_suffix(".zip"), zip_files(files, gbk=True))


def pack_mac(files: Files, target: Path) -> Path:
    return write_bytes(target.with_suffix(".zip"), zip_files(with_rubbish(files), gbk=False))


def pack_nested(files: Files, target: Path) -> Path:
    """Each file zipped, and the zips zipped."""
    inner = {
        f"{PurePosixPath(name).stem}.zip": zip_files({name: content}, gbk=True)
        for name, content in files.items()
    }
    return write_bytes(target.with_suffix(".zip"), zip_files(inner, gbk=True))


def pack_7z(files: Files, target: Path) -> Path:
    path = target.with_suffix(".7z")
    with py7zr.SevenZipFile(path, "w") as package:
        for name, content in with_rubbish(files).items():
            package.writestr(content, name)
    return path


def pack_beside(files: Files, target: Path) -> Path:
    """A folder with the form as it is and the narrative zipped."""
    (form, content), (narrative, story) = files.items()
    write_bytes(target / form, content)
    write_bytes(target / "申报资料.zip", zip_files({narrative: story}, gbk=True))
    return target


def lay_in_folders(files: Files, target: Path) -> Path:
    """Folders in folders, each with what systems leave behind."""
    for name, content in with_rubbish(files).items():
        write_bytes(target / "报送材料" / "2021年" / name, content)
    return target


def write_bytes(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


PACKINGS: dict[str, Callable[[Files, Path], Path]] = {
    "zip, GBK names": pack_gbk,
    "zip with rubbish": pack_mac,
    "zip in zip": pack_nested,
    "7z with rubbish": pack_7z,
    "zip in folder": pack_beside,
    "folders, rubbish": lay_in_folders,
}
