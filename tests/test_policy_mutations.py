"""Policy files spoilt in many places: each slip is refused, with the file and the line it stands on."""

import io
import random
import shutil
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from policy import DEFAULT_PROGRAMME
from policy.base import PolicyError
from policy.files import read_files
from policy.load import PROGRAMMES, check_parts
from policy.references import REFERRERS

SOUND = read_files(PROGRAMMES / DEFAULT_PROGRAMME)
FILES = tuple(name for name, part in SOUND.items() if part and name != "words")
"""But the table of words and their weights, which is learnt and nobody edits."""

TRIES = 3
"""Of each kind of slip in each file."""

DUMPER = YAML(typ="safe")
DUMPER.allow_unicode = True
DUMPER.default_flow_style = False

Path_ = tuple[int | str, ...]

FREE = {"aliases", "edits", "cutoffs", "activities", "words", "weights"}
"""Keys below which names and values are free."""

COUNTS = {("indicators", "basis"), ("indicators", "filed")}
"""Keys that are called like references and are none."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("spoilt") / "copy"
    return Path(shutil.copytree(PROGRAMMES / DEFAULT_PROGRAMME, home))


def walk(node: Any, place: Path_ = ()) -> Iterator[tuple[Path_, Any]]:
    """Every mapping, list and value with its place, but what is free."""
    yield place, node
    if isinstance(node, dict):
        for key, value in node.items():
            if key not in FREE:
                yield from walk(value, (*place, key))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from walk(value, (*place, index))


def pick(name: str, kind: str, places: list[Path_]) -> list[Path_]:
    return random.Random(f"{name} {kind}").sample(places, min(TRIES, len(places)))


def spoil(part: Any, place: Path_, value: object) -> Any:
    """A copy with another value at that place; a new key where the last part of the place is none."""
    spoilt = deepcopy(part)
    node = spoilt
    for key in place[:-1]:
        node = node[key]
    node[place[-1]] = value
    return spoilt


def refuse(folder: Path, name: str, spoilt: Any, mark: str) -> str:
    """What is told of the file with `spoilt` in it, on the line where `mark` stands."""
    written = io.StringIO()
    DUMPER.dump(spoilt, written)
    text = written.getvalue()
    path = folder / f"{name}.yaml"
    kept = path.read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    lines = [number for number, line in enumerate(text.split("\n"), 1) if mark in line]
    try:
        with pytest.raises(PolicyError) as caught:
            check_parts(folder, {**SOUND, name: spoilt})
    finally:
        path.write_text(kept, encoding="utf-8")
    told = [
        each
        for each in str(caught.value).split("\n")
        if any(each.startswith(f"{name}.yaml 第{line}行: ") for line in lines)
    ]
    assert told, f"{caught.value}（应在第{lines}行）"
    return told[0]


@pytest.mark.parametrize("name", FILES)
def test_an_unknown_key_is_refused(folder: Path, name: str) -> None:
    places = [place for place, node in walk(SOUND[name]) if isinstance(node, dict)]
    for place in pick(name, "key", places):
        told = refuse(folder, name, spoil(SOUND[name], (*place, "zzz"), 1), "zzz:")
        assert "不认识的项目“zzz”" in told


@pytest.mark.parametrize("name", FILES)
def test_a_dangling_name_is_refused(folder: Path, name: str) -> None:
    places = [
        place
        for place, node in walk(SOUND[name])
        if isinstance(node, str)
        and (key := next((part for part in reversed(place) if isinstance(part, str)), "")) in REFERRERS
        and (place[0], key) not in COUNTS
    ]
    for place in pick(name, "name", places):
        told = refuse(folder, name, spoil(SOUND[name], place, "NO-SUCH"), "NO-SUCH")
        assert "NO-SUCH" in told


@pytest.mark.parametrize("name", FILES)
def test_an_impossible_number_is_refused(folder: Path, name: str) -> None:
    places = [
        place
        for place, node in walk(SOUND[name])
        if isinstance(node, int | float) and not isinstance(node, bool)
    ]
    for place in pick(name, "number", places):
        refuse(folder, name, spoil(SOUND[name], place, "许多"), "许多")


@pytest.mark.parametrize("name", FILES)
def test_a_word_that_became_a_list_is_refused(folder: Path, name: str) -> None:
    places = [
        place for place, node in walk(SOUND[name]) if isinstance(node, str) and isinstance(place[-1], str)
    ]
    for place in pick(name, "word", places):
        refuse(folder, name, spoil(SOUND[name], place, ["甲", "乙"]), f"{place[-1]}:")


@pytest.mark.parametrize("name", FILES)
def test_a_missing_key_is_refused_or_not_needed(folder: Path, name: str) -> None:
    """Without a key the file is refused at the mapping, or the key has a default and the rest still fits."""
    places = [place for place, node in walk(SOUND[name]) if place and isinstance(place[-1], str)]
    for place in pick(name, "missing", places):
        spoilt = deepcopy(SOUND[name])
        node: Any = spoilt
        for key in place[:-1]:
            node = node[key]
        del node[place[-1]]
        try:
            check_parts(folder, {**SOUND, name: spoilt})
        except PolicyError as error:
            assert ".yaml 第" in str(error)
