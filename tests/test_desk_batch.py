"""The main job on real files: results, same bytes, resuming, and what fails without stopping the rest."""

import json
import multiprocessing
import os
import shutil
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from pebble import ProcessPool

from desk.batch import DIED, Limits, review_inbox, wait_for
from desk.review import Review
from desk.work import TOO_LARGE
from dossier.errors import WrongUse
from policy import load_policy

SAMPLES = Path(__file__).parent.parent / "corpora" / "inbox"
POLICY = load_policy()


def review(inbox: Path, out: Path, limits: Limits | None = None) -> tuple[list[Review], list[str]]:
    """The reviews, and the names of the dossiers that were read anew."""
    fresh: list[str] = []

    def report(name: str, is_fresh: bool) -> None:
        if is_fresh:
            fresh.append(name)

    reviews = review_inbox(inbox, out, POLICY, limits or Limits(), report, lambda total, underway: None)
    return reviews, sorted(fresh)


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    review(SAMPLES, out, Limits(workers=2))
    return out


def test_the_samples_give_all_results(reviewed: Path) -> None:
    names = sorted(path.stem if path.is_file() else path.name for path in SAMPLES.iterdir())
    written = {path.name for path in reviewed.iterdir() if path.name[0] != "."}
    assert written - {"雷同段落.html"} == {*names, "index.html", "汇总表.xlsx"}
    for name in names:
        record = json.loads((reviewed / name / "dossier.json").read_text("utf-8"))
        assert len(record["form"]["fields"]) == 45
        assert (reviewed / name / "审查摘要.docx").stat().st_size > 10_000
    assert (reviewed / "02 青槐县" / "补正通知.docx").exists()
    assert not (reviewed / "01 云川县" / "补正通知.docx").exists()


def test_one_worker_or_two_and_twice_give_the_same_bytes(reviewed: Path, tmp_path: Path) -> None:
    review(SAMPLES, tmp_path / "one", Limits(workers=1))
    assert contents(tmp_path / "one") == contents(reviewed)


def test_a_second_run_does_only_what_changed(tmp_path: Path) -> None:
    inbox, out = tmp_path / "inbox", tmp_path / "out"
    inbox.mkdir()
    for name in ("02 青槐县.docx", "03 鹿鸣县.docx"):
        shutil.copy(SAMPLES / name, inbox)
    assert review(inbox, out)[1] == ["02 青槐县", "03 鹿鸣县"]
    before = contents(out)
    assert review(inbox, out)[1] == []
    assert contents(out) == before
    shutil.copy(SAMPLES / "04 柏崖县.docx", inbox / "02 青槐县.docx")
    assert review(inbox, out)[1] == ["02 青槐县"]


def test_a_killed_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    inbox, out = tmp_path / "inbox", tmp_path / "out"
    inbox.mkdir()
    for name in ("02 青槐县.docx", "03 鹿鸣县.docx"):
        shutil.copy(SAMPLES / name, inbox)
    review(inbox, out)
    whole = contents(out)
    (out / ".shenbao" / "03 鹿鸣县.json").unlink()
    (out / "03 鹿鸣县" / "审查摘要.docx").write_bytes(b"half a fi")
    assert review(inbox, out)[1] == ["03 鹿鸣县"]
    assert contents(out) == whole


def test_what_cannot_be_read_is_listed_and_the_rest_goes_on(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    shutil.copy(SAMPLES / "02 青槐县.docx", inbox)
    (inbox / "damaged.docx").write_bytes((SAMPLES / "02 青槐县.docx").read_bytes()[:9000])
    (inbox / "empty.pdf").touch()
    (inbox / "cut.pdf").write_bytes((SAMPLES / "06 苇泽县.pdf").read_bytes()[:700])
    (inbox / "unknown.dat").write_bytes(bytes(range(256)) * 20)
    (inbox / "~$lock.docx").write_bytes(b"owner")
    (inbox / "empty folder").mkdir()
    reviews, _ = review(inbox, tmp_path / "out")
    failures = {item.name: item.failure for item in reviews}
    assert sorted(failures) == ["02 青槐县", "cut", "damaged", "empty", "empty folder", "unknown"]
    assert failures.pop("02 青槐县") is None
    for name, failure in failures.items():
        assert (failure and "请" in failure) or name == "empty folder", (name, failure)
        assert (tmp_path / "out" / name / "审查摘要.docx").exists()


def test_forms_of_two_applicants_are_no_one_dossier(tmp_path: Path) -> None:
    both = tmp_path / "inbox" / "全市"
    both.mkdir(parents=True)
    for name in ("02 青槐县.docx", "03 鹿鸣县.docx"):
        shutil.copy(SAMPLES / name, both)
    ((mixed,), _) = review(tmp_path / "inbox", tmp_path / "out")
    assert mixed.failure and "青槐县" in mixed.failure and "鹿鸣县" in mixed.failure
    assert not (tmp_path / "out" / "全市" / "补正通知.docx").exists()


def test_results_of_an_earlier_run_are_no_dossier(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    shutil.copy(SAMPLES / "02 青槐县.docx", inbox)
    review(inbox, inbox / "first")
    reviews, _ = review(inbox, inbox / "second")
    assert [item.name for item in reviews] == ["02 青槐县"]


def test_where_nothing_can_be_written_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(WrongUse, match="是一个文件"):
        review(SAMPLES, tmp_path / "file")


def test_a_dossier_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    reviews, _ = review(SAMPLES, tmp_path, Limits(seconds=0.01))
    assert all(item.failure and "0.01秒" in item.failure for item in reviews)
    assert (tmp_path / "index.html").exists()


def test_a_dossier_that_grows_too_large_is_stopped(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    shutil.copy(SAMPLES / "02 青槐县.docx", inbox)
    swell(SAMPLES / "02 青槐县.docx", inbox / "swollen.docx", paragraphs=15_000_000)
    reviews, _ = review(inbox, tmp_path / "out", Limits(workers=1, megabytes=900))
    failures = {item.name: item.failure for item in reviews}
    assert failures["02 青槐县"] is None
    assert failures["swollen"] and ("内存" in failures["swollen"] or failures["swollen"] == DIED)


def swell(sample: Path, target: Path, *, paragraphs: int) -> None:
    """A small file that needs much memory: a document of very many paragraphs."""
    with ZipFile(sample) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                part = part.replace(b"<w:body>", b"<w:body>" + b"<w:p/>" * paragraphs, 1)
            new.writestr(name, part)


def test_a_worker_that_dies_is_said_to_have_died() -> None:
    context = multiprocessing.get_context("spawn")
    with ProcessPool(max_workers=1, context=context) as pool:
        assert wait_for(pool.schedule(os._exit, args=[3]), Limits()) == DIED


def test_memory_is_named_in_what_the_clerk_reads() -> None:
    assert "--memory" in TOO_LARGE
    assert "--memory" in DIED
