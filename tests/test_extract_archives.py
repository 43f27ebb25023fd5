"""Archives: what is in them comes out whole and by name, or has a reason that a clerk can act on."""

import io
import re
import shutil
import stat
import struct
import tempfile
import time
import warnings
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import py7zr
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_archives import (
    RAR_HEAD,
    old_rar_of,
    old_zip,
    rar_block,
    rar_extra,
    rar_file,
    rar_of,
    renamed_7z,
    sealed_7z,
    seven_zip_of,
    vint,
    zip_of,
)

from dossier.errors import UnreadableSource
from extract.files import rar
from extract.files.archives import Budget, Entry, Limits, unpack
from extract.files.kinds import find_kind

NEXT_STEP = re.compile(r"请|需要")
needs_unar = pytest.mark.skipif(shutil.which("unar") is None, reason="unar is not installed")
KINDS = ["zip", "7z", pytest.param("rar", marks=needs_unar)]
MAKERS: dict[str, Callable[[list[tuple[str, bytes]]], bytes]] = {
    "zip": lambda files: zip_of(*files),
    "7z": seven_zip_of,
    "rar": lambda files: rar_of(*(rar_file(name, data) for name, data in files)),
}
Told = list[tuple[str, bytes | str]]


def unpack_into(folder: Path, content: bytes, kind: str, budget: Budget | None = None) -> Told:
    """Name and content of each entry, or its refusal."""
    archive, room = folder / "archive", folder / "room"
    archive.write_bytes(content)
    room.mkdir(exist_ok=True)
    entries = unpack(archive, kind, room, budget or Budget())
    check_room(folder, entries)
    return [(entry.name, entry.path.read_bytes() if entry.path else str(entry.refused)) for entry in entries]


def check_room(folder: Path, entries: list[Entry]) -> None:
    """Nothing but the listed files lies in the room, and nothing outside it."""
    kept = [entry.path for entry in entries if entry.path]
    assert sorted(kept) == sorted((folder / "room").iterdir())
    assert sorted(path.name for path in folder.iterdir()) == ["archive", "room"]
    for entry in entries:
        assert (entry.path is None) != (entry.refused is None)
        assert entry.refused is None or NEXT_STEP.search(entry.refused)


def refusals(told: Told, words: str) -> list[str]:
    return [name for name, content in told if isinstance(content, str) and words in content]


@pytest.mark.parametrize("kind", KINDS)
def test_files_come_out_in_the_order_of_their_names(tmp_path: Path, kind: str) -> None:
    files = [("申报表.docx", b"a" * 300), ("材料/附件 1.pdf", b"b" * 5000), ("材料/空.txt", b"")]
    told = unpack_into(tmp_path, MAKERS[kind](files), kind)
    assert find_kind(tmp_path / "archive") == kind
    assert told == sorted(files)


@pytest.mark.parametrize("kind", KINDS)
def test_namesakes_are_both_kept(tmp_path: Path, kind: str) -> None:
    files = [("表.docx", b"two"), ("表.docx", b"one")]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zipfile warns when it writes the second
        content = MAKERS[kind](files)
    assert unpack_into(tmp_path, content, kind) == files


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "name", ["../甲.docx", "a/../../甲.docx", "/etc/甲.docx", "C:/甲.docx", "..\\甲.docx"]
)
def test_names_that_lead_out_are_refused_and_the_others_unpacked(
    tmp_path: Path, kind: str, name: str
) -> None:
    written = "Z" * len(name) if kind == "7z" else name
    content = MAKERS[kind]([(written, b"x"), ("乙.docx", b"y")])
    if kind == "7z":
        content = renamed_7z(content, written, name)
    told = unpack_into(tmp_path, content, kind)
    assert refusals(told, "为安全") == [name.replace("\\", "/")]
    assert ("乙.docx", b"y") in told


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("示范县申报表.docx".encode("gbk"), "示范县申报表.docx"),
        ("联通.docx".encode("gbk"), "联通.docx"),
        ("示范县申报表.docx".encode(), "示范县申报表.docx"),
        ("材料\\附件.pdf".encode("gbk"), "材料/附件.pdf"),
        (b"report.docx", "report.docx"),
        (b"caf\x82.txt", "caf\xe9.txt"),
        ("甲\u202excod.exe".encode("gb18030"), "甲\ufffdxcod.exe"),
        ("甲\n乙.txt".encode("gbk"), "甲\ufffd乙.txt"),
    ],
)
def test_names_without_the_flag_are_chinese(tmp_path: Path, raw: bytes, name: str) -> None:
    assert unpack_into(tmp_path, old_zip({raw: b"x"}), "zip") == [(name, b"x")]


@needs_unar
def test_old_rar_names_are_chinese(tmp_path: Path) -> None:
    content = old_rar_of(("县申报表.docx".encode("gbk"), b"x"), ("附件\\乙.pdf".encode("gbk"), b"y"))
    assert unpack_into(tmp_path, content, "rar") == [("县申报表.docx", b"x"), ("附件/乙.pdf", b"y")]
    assert find_kind(tmp_path / "archive") == "rar"


@pytest.mark.parametrize(("crc", "name"), [(zlib.crc32(b"x.docx"), "甲.docx"), (1, "x.docx")])
def test_the_unicode_path_field_wins_only_for_its_own_name(tmp_path: Path, crc: int, name: str) -> None:
    path = struct.pack("<BL", 1, crc) + "甲.docx".encode()
    content = old_zip({b"x.docx": b"x"}, struct.pack("<HH", 0x7075, len(path)) + path)
    assert unpack_into(tmp_path, content, "zip") == [(name, b"x")]


def zip_entry(name: str, mode: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = mode << 16
    return info


def test_links_devices_and_folders_of_a_zip(tmp_path: Path) -> None:
    files = [
        (zip_entry("link", stat.S_IFLNK | 0o777), b"/etc/passwd"),
        (zip_entry("pipe", stat.S_IFIFO | 0o600), b""),
        (zip_entry("folder/", stat.S_IFDIR | 0o755), b""),
        (zip_entry("file", stat.S_IFREG | 0o644), b"x"),
    ]
    told = unpack_into(tmp_path, zip_of(*files), "zip")
    assert [name for name, _ in told] == ["file", "link", "pipe"]
    assert (refusals(told, "链接"), refusals(told, "设备")) == (["link"], ["pipe"])


@needs_unar
def test_links_devices_and_folders_of_a_rar(tmp_path: Path) -> None:
    target = b"/etc/passwd"
    content = rar_of(
        rar_file("folder", b"", mode=stat.S_IFDIR | 0o755),
        rar_file("link", b"", extra=rar_extra(5, vint(1) + vint(0) + vint(len(target)) + target)),
        rar_file("copy", b"", extra=rar_extra(5, vint(5) + vint(0) + vint(4) + b"file")),
        rar_file("pipe", b"", mode=stat.S_IFIFO | 0o600),
        rar_file("file", b"x"),
    )
    told = unpack_into(tmp_path, content, "rar")
    assert [name for name, _ in told] == ["copy", "file", "link", "pipe"]
    assert (refusals(told, "链接"), refusals(told, "设备")) == (["copy", "link"], ["pipe"])
    assert ("file", b"x") in told


def test_links_of_a_7z(tmp_path: Path) -> None:
    # 0x8000 says that a Unix mode stands in the upper half of the attributes
    link = 0x8020 | (stat.S_IFLNK | 0o777) << 16
    content = seven_zip_of([("link", b"/etc/passwd"), ("file", b"x")])
    with py7zr.SevenZipFile(io.BytesIO(content)) as package:
        attributes: dict[str, Any] = {**package.files[0].file_properties()}
    old = struct.pack("<L", attributes["attributes"])
    told = unpack_into(tmp_path, sealed_7z(content.replace(old, struct.pack("<L", link), 1)), "7z")
    assert (refusals(told, "链接"), told[0]) == (["link"], ("file", b"x"))


def encrypted_zip() -> bytes:
    content = bytearray(zip_of(("锁.docx", b"x" * 40)))
    content[6] |= 1
    content[content.index(b"PK\1\2") + 8] |= 1
    return bytes(content)


def test_locked_files_say_to_take_the_password_off(tmp_path: Path) -> None:
    assert refusals(unpack_into(tmp_path, encrypted_zip(), "zip"), "去掉密码") == ["锁.docx"]
    shutil.rmtree(tmp_path / "room")
    content = seven_zip_of([("锁.docx", b"x"), ("锁2.docx", b"y"), ("空", b"")], password="县")
    told = unpack_into(tmp_path, content, "7z")
    assert (refusals(told, "去掉密码"), told[0]) == (["锁.docx", "锁2.docx"], ("空", b""))


def test_methods_whose_decoders_cannot_be_held_back_are_not_tried(tmp_path: Path) -> None:
    told = unpack_into(tmp_path, zip_of(("甲", b"x"), method=zipfile.ZIP_BZIP2), "zip")
    assert refusals(told, "zip格式") == ["甲"]
    for method in ({"id": py7zr.FILTER_PPMD, "order": 6, "mem": 24}, {"id": py7zr.FILTER_DEFLATE}):
        told = unpack_into(tmp_path, seven_zip_of([("甲", b"x")], filters=[method]), "7z")
        assert refusals(told, "zip格式") == ["甲"]


@needs_unar
def test_a_locked_file_of_a_rar_leaves_the_others(tmp_path: Path) -> None:
    lock = rar_extra(1, vint(0) + vint(0) + b"\x0f" + bytes(32))
    told = unpack_into(
        tmp_path, rar_of(rar_file("锁", bytes(16), size=9, extra=lock), rar_file("开", b"x")), "rar"
    )
    assert (refusals(told, "去掉密码"), told[0]) == (["锁"], ("开", b"x"))


HIDDEN_RAR = RAR_HEAD + rar_block(4, vint(0) + vint(0) + b"\x0f" + bytes(16)) + bytes(64)


@pytest.mark.parametrize(
    ("kind", "content", "words"),
    [
        ("7z", seven_zip_of([("锁", b"x")], password="县", hide=True), "去掉密码"),
        pytest.param("rar", HIDDEN_RAR, "去掉密码", marks=needs_unar),
        pytest.param("rar", rar_of(rar_file("a", b"x"), main=1), "分卷", marks=needs_unar),
        pytest.param("rar", RAR_HEAD + b"nonsense" * 9, "损坏", marks=needs_unar),
        ("7z", seven_zip_of([("a", b"x" * 99)])[:-9], "损坏"),
        ("zip", zip_of(("a", b"x" * 99))[:-9], "损坏"),
    ],
)
def test_archives_that_cannot_be_opened(tmp_path: Path, kind: str, content: bytes, words: str) -> None:
    with pytest.raises(UnreadableSource, match=words) as caught:
        unpack_into(tmp_path, content, kind)
    assert NEXT_STEP.search(str(caught.value))


def test_without_unar_a_rar_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnreadableSource, match="sudo apt-get install unar"):
        unpack_into(tmp_path, rar_of(rar_file("a", b"x")), "rar")


def test_a_damaged_file_leaves_the_others(tmp_path: Path) -> None:
    content = zip_of(("甲", b"one1"), ("乙", b"two2"), ("丙", b"six6"), method=zipfile.ZIP_STORED)
    told = unpack_into(tmp_path, content.replace(b"two2", b"twoX"), "zip")
    assert (refusals(told, "损坏"), len(told)) == (["乙"], 3)
    shutil.rmtree(tmp_path / "room")
    content = seven_zip_of([("甲", b"one1"), ("乙", b"two2"), ("丙", b"six6")])
    crc = struct.pack("<L", zlib.crc32(b"two2"))
    told = unpack_into(tmp_path, sealed_7z(content.replace(crc, bytes(4))), "7z")
    assert (refusals(told, "损坏"), len(told)) == (["乙"], 3)


@needs_unar
def test_a_damaged_file_of_a_rar_leaves_the_others(tmp_path: Path) -> None:
    files = [
        rar_file("1", b"one"),
        rar_file("2 wrong checksum", b"two", crc=1),
        rar_file("3", b"three"),
        rar_file("4 more than declared", b"0123456789", size=4),
        rar_file("5 less than declared", b"0123456789", size=40),
        rar_file("6", b"six"),
    ]
    told = unpack_into(tmp_path, rar_of(*files), "rar")
    assert [name[0] for name in refusals(told, "损坏")] == ["2", "4", "5"]
    assert [content for _, content in told if isinstance(content, bytes)] == [b"one", b"three", b"six"]
    shutil.rmtree(tmp_path / "room")
    told = unpack_into(tmp_path, RAR_HEAD + rar_block(1, vint(0)) + files[0] + files[2][:9], "rar")
    assert (told[0], refusals(told, "后面的文件列不出来")) == (("1", b"one"), ["（压缩包的其余部分）"])


def test_a_size_that_lies_is_found_out(tmp_path: Path) -> None:
    content = zip_of(("甲", bytes(100_000)))
    real = struct.pack("<L", 100_000)
    for lie in (10, 1_000_000):
        told = unpack_into(tmp_path, content.replace(real, struct.pack("<L", lie)), "zip")
        assert refusals(told, "损坏") == ["甲"]


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA])
def test_a_bomb_is_stopped_while_it_unfolds(tmp_path: Path, method: int) -> None:
    content = zip_of(("a", bytes(30 << 20)), ("b", b"small"), method=method)
    budget = Budget(Limits(ratio=10, ratio_floor=1 << 20))
    told = unpack_into(tmp_path, content, "zip", budget)
    assert refusals(told, "10倍以上") == ["a", "b"]
    assert budget.bytes < 2 << 20


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_past_a_limit_is_refused(tmp_path: Path, kind: str) -> None:
    files = [("1", b"a" * 900), ("2", b"b" * 2000), ("3", b"c" * 900), ("4", b"d" * 900)]
    budget = Budget(Limits(bytes=2200, file_bytes=1000))
    told = unpack_into(tmp_path, MAKERS[kind](files), kind, budget)
    assert (refusals(told, "分成几个文件"), refusals(told, "总共超过")) == (["2"], told_from(told, kind))
    assert budget.entries == 4
    with pytest.raises(UnreadableSource, match="文件太多"):
        unpack(tmp_path / "archive", kind, tmp_path / "room", Budget(Limits(entries=3)))
    with pytest.raises(UnreadableSource, match="超过3层"):
        unpack(tmp_path / "archive", kind, tmp_path / "room", Budget(), depth=4)


def told_from(told: Told, kind: str) -> list[str]:
    """In a solid block the file that is too big must be read past, and counts."""
    return ["3", "4"] if kind == "7z" else ["4"]


@needs_unar
def test_the_tool_gets_only_so_much_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = tmp_path / "slow"
    slow.write_text("#!/bin/sh\nexec sleep 60\n")
    slow.chmod(0o755)
    monkeypatch.setattr(rar, "_TOOL", str(slow))
    folder = tmp_path / "folder"
    folder.mkdir()
    begin = time.monotonic()
    told = unpack_into(
        folder, rar_of(rar_file("a", b"x"), rar_file("b", b"y")), "rar", Budget(Limits(seconds=0.2))
    )
    assert refusals(told, "时间过长") == ["a", "b"]
    assert time.monotonic() - begin < 20


def test_one_room_serves_many_archives(tmp_path: Path) -> None:
    budget = Budget()
    room = tmp_path / "room"
    room.mkdir()
    (tmp_path / "archive").write_bytes(zip_of(("a", b"x"), ("b", b"y")))
    paths = [entry.path for _ in range(3) for entry in unpack(tmp_path / "archive", "zip", room, budget)]
    assert len(set(paths)) == 6
    assert None not in paths


names = st.text(
    st.one_of(
        st.sampled_from("./\\:~ C甲"), st.characters(exclude_categories=["Cs"], exclude_characters="\0")
    ),
    min_size=1,
    max_size=40,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(names, max_size=6))
def test_any_name_comes_out_or_is_refused(listed: list[str]) -> None:
    files = [(name, f"content {n}".encode()) for n, name in enumerate(listed)]
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        told = unpack_into(Path(folder), zip_of(*files), "zip")
        assert len(told) == len(files)
        for name, content in files:
            plain = "/".join(part for part in name.replace("\\", "/").split("/") if part not in ("", "."))
            came_out = [shown for shown, what in told if what == content]
            assert came_out or refusals(told, "没有解压")
            assert all(len(shown) == len(plain) for shown in came_out)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_bytes_break_it(data: st.DataObject) -> None:
    """Whatever is changed in an archive, its files come out as they were, are refused, or it is."""
    files = [("甲.docx", b"one " * 50), ("乙/丙.pdf", b"two " * 90), ("丁", b"")]
    kind = data.draw(st.sampled_from(["zip", "7z", *(["rar"] if shutil.which("unar") else [])]))
    content = bytearray(MAKERS[kind](files))
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=4)):
        content[place] = data.draw(st.integers(0, 255))
    changed = (
        sealed_7z(bytes(content))
        if kind == "7z" and content[12:20] == MAKERS[kind](files)[12:20]
        else content
    )
    with tempfile.TemporaryDirectory() as folder:
        try:
            unpack_into(Path(folder), bytes(changed), kind)
        except UnreadableSource as error:
            assert NEXT_STEP.search(str(error))
