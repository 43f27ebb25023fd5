"""Old and foreign formats: what LibreOffice makes of them reads like the original."""

import hashlib
import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from conftest import NO_OFFICE as SKIPPED
from conftest import Room

from corpora.dossiers import Case, make_cases
from extract.files import legacy
from extract.files.kinds import find_kind
from extract.files.legacy import CONVERTED, NO_OFFICE, convert_files, find_office
from extract.pipeline import extract_dossier
from extract.word.document import read_word
from policy import Policy

REAL = os.environ.get("SHENBAO_REAL_FILES", "")
SECONDS = 120.0
SAVED = {"word": ("doc", "rtf"), "sheet": ("xls",)}
PAGE = (
    '<html><head><meta charset="gb2312"><script>x()</script></head><body>'
    "<p>申报<del>甲</del></p><p style='display:none'>看不见</p>"
    '<table><tr><td>数量</td><td><img src="http://192.0.2.1/a.png"></td></tr></table></body></html>'
)
ARCHIVE = (
    b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B\r\n\r\n--B\r\n"
    b'Content-Type: text/html; charset="gb2312"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n'
)
PKG = "http://schemas.microsoft.com/office/2006/xmlPackage"


def asked(path: Path) -> tuple[Path, str, str]:
    return path, find_kind(path), hashlib.sha256(path.read_bytes()).hexdigest()


def made_of(path: Path, folder: Path) -> Path:
    _, kind, sha256 = asked(path)
    return folder / f"{sha256}.{CONVERTED[kind]}"


def save_as(files: list[Path], ending: str, folder: Path) -> None:
    profile = (folder / "profile").as_uri()
    command = [str(find_office()), f"-env:UserInstallation={profile}", "--headless", "--convert-to", ending]
    command += ["--outdir", str(folder / "old"), *map(str, files)]
    subprocess.run(command, check=True, timeout=SECONDS, capture_output=True)


@pytest.fixture(scope="session")
def converted(room: Room, policy: Policy) -> list[Case]:
    """One dossier of each medium saved in old formats, and converted back into the folder `made`."""
    if find_office() is None:
        pytest.skip(SKIPPED)

    def make(folder: Path) -> list[Case]:
        cases = [
            next(c for c in make_cases(31, medium, "official", 8, folder, policy) if c.path.is_file())
            for medium in ("word", "sheet")
        ]
        for case in cases:
            for ending in SAVED[case.medium]:
                save_as([case.path], ending, folder)
        (folder / "old" / "page.doc").write_bytes(PAGE.encode("gb18030"))
        (folder / "old" / "mht.doc").write_bytes(ARCHIVE + PAGE.encode("gb18030") + b"\r\n--B--\r\n")
        old = [asked(path) for path in sorted((folder / "old").iterdir())]
        assert convert_files(old, folder / "made", SECONDS) == {}
        return cases

    return room.made_once("converted", make)


@pytest.mark.parametrize(("medium", "ending"), [(m, e) for m, endings in SAVED.items() for e in endings])
def test_a_converted_dossier_reads_like_the_original(
    converted: list[Case], policy: Policy, medium: str, ending: str
) -> None:
    case = next(case for case in converted if case.medium == medium)
    folder = case.path.parent
    made = made_of(folder / "old" / f"{case.path.stem}.{ending}", folder / "made")
    before, after = (extract_dossier(path, policy) for path in (case.path, made))
    for name, reading in before.form.fields.items():
        other = after.form.fields[name]
        assert (other.status, other.value) == (reading.status, reading.value), name
    assert {k: m.status for k, m in after.materials.items()} == {
        k: m.status for k, m in before.materials.items()
    }


@pytest.mark.parametrize("name", ["page.doc", "mht.doc"])
def test_a_web_page_called_doc_is_read(converted: list[Case], name: str) -> None:
    folder = converted[0].path.parent
    (page,) = read_word(made_of(folder / "old" / name, folder / "made"), name).pages
    assert [line.text for line in page.lines] == ["申报"]
    label, picture = page.tables[0].cells
    assert (label.text, picture.text) == ("数量", "")
    assert picture.doubts, "a picture is no empty cell"


def test_what_is_there_is_not_made_again(converted: list[Case], monkeypatch: pytest.MonkeyPatch) -> None:
    folder = converted[0].path.parent
    old = [asked(path) for path in (folder / "old").iterdir()]
    monkeypatch.setattr(legacy, "find_office", lambda: None)
    assert convert_files(old, folder / "made", SECONDS) == {}


def test_without_office_every_file_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(legacy, "find_office", lambda: None)
    (tmp_path / "甲.rtf").write_bytes(b"{\\rtf1 x}")
    file = asked(tmp_path / "甲.rtf")
    assert convert_files([file], tmp_path / "made", SECONDS) == {file[2]: NO_OFFICE}


def test_a_flat_package_needs_no_office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(legacy, "find_office", lambda: None)
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    rel = "http://schemas.openxmlformats.org/package/2006/relationships"
    doc = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    path = tmp_path / "甲.xml"
    path.write_text(
        f'<?xml version="1.0"?><pkg:package xmlns:pkg="{PKG}">'
        f'<pkg:part pkg:name="/_rels/.rels" pkg:contentType="{rels}"><pkg:xmlData>'
        f'<Relationships xmlns="{rel}"><Relationship Id="a" Type="{kind}" Target="word/document.xml"/>'
        "</Relationships></pkg:xmlData></pkg:part>"
        f'<pkg:part pkg:name="/word/document.xml" pkg:contentType="{doc}"><pkg:xmlData><w:document '
        f'xmlns:w="{w}"><w:body><w:p><w:r><w:t>申报</w:t></w:r></w:p></w:body></w:document>'
        "</pkg:xmlData></pkg:part></pkg:package>",
        encoding="utf-8",
    )
    assert convert_files([asked(path)], tmp_path / "made", SECONDS) == {}
    (page,) = read_word(made_of(path, tmp_path / "made"), "甲").pages
    assert [line.text for line in page.lines] == ["申报"]


def stub_office(tmp_path: Path, on_bad: str) -> Callable[[], Path]:
    """A LibreOffice that makes a .docx of any file, but for a bad one."""
    good = tmp_path / "good.docx"
    docx.Document().save(str(good))
    program = tmp_path / "soffice"
    program.write_text(
        '#!/bin/bash\nout=; for a in "$@"; do\n'
        '[ "$last" = --outdir ] && out="$a"; last="$a"\n'
        'case "$a" in *.rtf) if grep -q bad "$a"; then ' + on_bad + "; else "
        f'cp {good} "$out/$(basename "${{a%.rtf}}").docx"; fi;; esac\ndone\n'
    )
    program.chmod(0o755)
    return lambda: program


@pytest.mark.parametrize(
    ("on_bad", "said"), [("kill -9 $$", "打不开"), ("sleep 300 & sleep 300", "时限"), ("true", "打不开")]
)
def test_one_bad_file_does_not_sink_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, on_bad: str, said: str
) -> None:
    monkeypatch.setattr(legacy, "find_office", stub_office(tmp_path, on_bad))
    for number in range(6):
        (tmp_path / f"{number}.rtf").write_text(f"{{\\rtf1 {'bad' if number == 3 else 'good'} {number}}}")
    files = [asked(tmp_path / f"{number}.rtf") for number in range(6)]
    failures = convert_files(files, tmp_path / "made", 8)
    assert list(failures) == [files[3][2]]
    assert said in failures[files[3][2]]
    assert sorted(path.stem for path in (tmp_path / "made").iterdir()) == sorted(
        sha256 for _, _, sha256 in files if sha256 != files[3][2]
    )


def test_the_group_ends_with_its_children() -> None:
    office = subprocess.Popen(["sleep", "100"], start_new_session=True)
    legacy._end_group(office)
    assert office.returncode == -signal.SIGKILL


@pytest.mark.skipif(
    not REAL or find_office() is None, reason="SHENBAO_REAL_FILES is not set, or no LibreOffice"
)
def test_real_files_are_converted(tmp_path: Path) -> None:
    files = [asked(path) for path in sorted(Path(REAL).rglob("*")) if path.is_file()]
    old = [file for file in files if file[1] in CONVERTED]
    assert convert_files(old, tmp_path, SECONDS) == {}
    for path, kind, _ in old:
        if CONVERTED[kind] == "docx":
            assert read_word(made_of(path, tmp_path), path.name).pages[0].lines
