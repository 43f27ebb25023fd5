"""`shenbao watch`: what is copied in is taken up once it is whole, and only what changed is read."""

import fcntl
import io
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import py7zr
import pytest

from desk.arrivals import Arrivals, find_changed, is_complete
from desk.batch import Limits
from desk.inbox import list_entries
from desk.watch import Watcher
from dossier.errors import WrongUse
from policy import Policy

SAMPLES = Path(__file__).parent.parent / "corpora" / "inbox"
SAMPLE = SAMPLES / "03 鹿鸣县.docx"
SHENBAO = Path(sys.executable).with_name("shenbao")


def look(arrivals: Arrivals, inbox: Path, now: float) -> tuple[list[str], list[str]]:
    whole, waiting = arrivals.look(list_entries(inbox, inbox.with_name("out")), now)
    return sorted(whole), [entry.name for entry in waiting]


def test_a_file_that_grows_is_waited_for(tmp_path: Path) -> None:
    inbox, arrivals = tmp_path / "in", Arrivals(quiet=5, patience=60)
    inbox.mkdir()
    (inbox / "甲县.txt").write_bytes(b"1")
    assert look(arrivals, inbox, 0) == ([], ["甲县"])
    (inbox / "甲县.txt").write_bytes(b"12")
    assert look(arrivals, inbox, 4) == ([], ["甲县"])
    assert look(arrivals, inbox, 8) == ([], ["甲县"])
    assert look(arrivals, inbox, 9) == (["甲县"], [])


def test_a_folder_is_whole_when_all_of_it_is(tmp_path: Path) -> None:
    inbox, arrivals = tmp_path / "in", Arrivals(quiet=5, patience=60)
    (inbox / "甲县").mkdir(parents=True)
    (inbox / "甲县" / "1.txt").write_bytes(b"1")
    look(arrivals, inbox, 0)
    (inbox / "甲县" / "2.txt").write_bytes(b"2")
    assert look(arrivals, inbox, 6) == ([], ["甲县"])
    assert look(arrivals, inbox, 11) == (["甲县"], [])
    (inbox / "甲县" / "3.txt.part").write_bytes(b"3")
    look(arrivals, inbox, 12)
    assert look(arrivals, inbox, 30) == ([], ["甲县"])


def test_a_document_without_its_end_is_waited_for_but_not_for_ever(tmp_path: Path) -> None:
    inbox, arrivals = tmp_path / "in", Arrivals(quiet=5, patience=60)
    inbox.mkdir()
    (inbox / "鹿鸣县.docx").write_bytes(SAMPLE.read_bytes()[:20_000])
    look(arrivals, inbox, 0)
    assert look(arrivals, inbox, 30) == ([], ["鹿鸣县"])
    assert look(arrivals, inbox, 60) == (["鹿鸣县"], [])


def make_seven_zip(path: Path) -> bytes:
    with py7zr.SevenZipFile(path, "w") as archive:
        archive.writestr("内容" * 500, "a.txt")
    return path.read_bytes()


def make_zip(path: Path) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "内容" * 500)
    return buffer.getvalue()


def make_pdf(path: Path) -> bytes:
    return b"%PDF-1.4\n" + b"x" * 4000 + b"\n%%EOF\n"


@pytest.mark.parametrize("make", [make_zip, make_seven_zip, make_pdf])
def test_archives_and_pdfs_say_where_they_end(make: Callable[[Path], bytes], tmp_path: Path) -> None:
    path = tmp_path / "甲县.file"
    whole = make(path)
    path.write_bytes(whole)
    assert is_complete(path)
    path.write_bytes(whole[:-100])
    assert not is_complete(path)


def test_what_is_empty_locked_or_named_unfinished_is_not_complete(tmp_path: Path) -> None:
    path = tmp_path / "甲县.txt"
    path.write_bytes(b"")
    assert not is_complete(path)
    path.write_bytes(b"1")
    assert is_complete(path)
    with path.open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert not is_complete(path)
    assert not is_complete(path.rename(tmp_path / "甲县.docx.crdownload"))


def test_what_is_new_or_different_is_changed() -> None:
    one, other = (("a", 1, 1),), (("a", 2, 2),)
    assert find_changed({"甲": one, "乙": other, "丙": one}, {"甲": one, "乙": one}) == ["乙", "丙"]


def test_only_what_changed_is_read_and_copies_under_way_stay_out(tmp_path: Path, policy: Policy) -> None:
    inbox, out, said = tmp_path / "in", tmp_path / "out", list[str]()
    inbox.mkdir()
    watcher = Watcher(inbox, out, policy, Limits(workers=1), Arrivals(quiet=5, patience=60), said.append)
    watcher.open()
    watcher.look(0)
    assert watcher.rounds == 0
    shutil.copy(SAMPLE, inbox)
    (inbox / "04 柏崖县.docx").write_bytes((SAMPLES / "04 柏崖县.docx").read_bytes()[:20_000])
    for now in (1, 7):
        watcher.look(now)
    assert watcher.rounds == 1
    assert (out / "03 鹿鸣县" / "审查摘要.docx").exists()
    assert not (out / "04 柏崖县").exists()
    assert any("等待复制完成：04 柏崖县" in line for line in said)
    shutil.copy(SAMPLES / "04 柏崖县.docx", inbox)
    said.clear()
    for now in (8, 14, 15, 16):
        watcher.look(now)
    assert watcher.rounds == 2
    assert [line for line in said if line.startswith("已读完")] == ["已读完：04 柏崖县"]
    (inbox / "04 柏崖县.docx").unlink()
    watcher.look(20)
    assert watcher.rounds == 3
    assert "共1份" in said[-1]


def test_an_inbox_that_goes_away_is_waited_for(tmp_path: Path, policy: Policy) -> None:
    inbox, said = tmp_path / "in", list[str]()
    watcher = Watcher(inbox, tmp_path / "out", policy, Limits(), Arrivals(), said.append)
    with pytest.raises(WrongUse):
        watcher.open()
    inbox.mkdir()
    watcher.open()
    inbox.rmdir()
    watcher.look(0)
    watcher.look(1)
    assert [line for line in said if "没有找到收件文件夹" in line] == said[-1:]


def test_a_review_that_cannot_be_written_is_tried_again_later(
    tmp_path: Path, policy: Policy, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox, tried = tmp_path / "in", list[int]()
    inbox.mkdir()
    (inbox / "甲县.txt").write_bytes(b"1")

    def fail(*arguments: object) -> None:
        tried.append(1)
        raise WrongUse("正被打开，没有写成")

    monkeypatch.setattr("desk.batch.review_inbox", fail)
    watcher = Watcher(inbox, tmp_path / "out", policy, Limits(), Arrivals(quiet=5), lambda text: None)
    watcher.open()
    counts = []
    for now in (0, 5, 7, 20, 36, 38):
        watcher.look(now)
        counts.append(len(tried))
    assert counts == [0, 1, 1, 1, 2, 2]


def test_the_command_ends_cleanly(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    command = [str(SHENBAO), "watch", str(tmp_path / "in"), "--out", str(tmp_path / "out"), "--every", "0.1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert "正在看着" in process.stdout.readline()
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        said, errors = process.communicate(timeout=30)
    assert (process.returncode, errors) == (0, "")
    assert "已停止" in said
