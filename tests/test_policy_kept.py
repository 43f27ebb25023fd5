"""What is kept of the policy's files between runs: never anything but what they say."""

import json
import shutil
from pathlib import Path

import pytest

from policy import DEFAULT_PROGRAMME, load_policy
from policy.files import read_files, read_or_recall
from policy.load import PROGRAMMES, check_parts

ORIGINAL = PROGRAMMES / DEFAULT_PROGRAMME


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which things are kept, not there yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "shenbao"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ORIGINAL, tmp_path / "copy"))


def test_the_second_time_says_the_same(kept: Path, folder: Path) -> None:
    first = read_or_recall(folder)
    assert len(list(kept.iterdir())) == 1
    assert read_or_recall(folder) == first == read_files(folder)
    assert check_parts(folder, read_or_recall(folder)) == load_policy()


def test_it_is_really_recalled(kept: Path, folder: Path) -> None:
    read_or_recall(folder)
    place = next(kept.iterdir())
    parts = json.loads(place.read_text(encoding="utf-8"))
    parts["programme"]["title"] = "改过的名称"
    place.write_text(json.dumps(parts), encoding="utf-8")
    programme = read_or_recall(folder)["programme"]
    assert isinstance(programme, dict)
    assert programme["title"] == "改过的名称"


def test_an_edit_is_seen_and_replaces_what_was_kept(kept: Path, folder: Path) -> None:
    read_or_recall(folder)
    path = folder / "programme.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("山西省小企业", "某省小企业"), encoding="utf-8")
    assert read_or_recall(folder) == read_files(folder)
    assert len(list(kept.iterdir())) == 1


@pytest.mark.parametrize("rubbish", [b"", b"{", b"[]", b"{}", b"\xff\xfe"])
def test_rubbish_is_read_over(kept: Path, folder: Path, rubbish: bytes) -> None:
    expected = read_or_recall(folder)
    next(kept.iterdir()).write_bytes(rubbish)
    assert read_or_recall(folder) == expected


def test_a_folder_others_can_write_to_is_not_trusted(kept: Path, folder: Path) -> None:
    read_or_recall(folder)
    place = next(kept.iterdir())
    place.write_text(json.dumps(dict.fromkeys(read_files(folder))), encoding="utf-8")
    kept.chmod(0o777)
    assert read_or_recall(folder) == read_files(folder)


def test_where_nothing_can_be_kept_the_files_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert read_or_recall(ORIGINAL) == read_files(ORIGINAL)


def test_what_json_cannot_say_is_not_kept(kept: Path, folder: Path) -> None:
    path = folder / "programme.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "2020: 年\n", encoding="utf-8")
    assert read_or_recall(folder) == read_files(folder)
    assert not kept.exists()
