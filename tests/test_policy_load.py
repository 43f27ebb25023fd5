"""Wrong policy files: each is refused in Chinese, with the file and the line to mend."""

import shutil
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from policy import DEFAULT_PROGRAMME, load_policy
from policy.base import PolicyError
from policy.load import MOST_FAULTS, PROGRAMMES, load_folder

FAULTS = YAML(typ="safe").load(Path(__file__).parent / "examples" / "policy_faults.yaml")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the programme that a test may spoil."""
    return Path(shutil.copytree(PROGRAMMES / DEFAULT_PROGRAMME, tmp_path / "copy"))


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def line_of(path: Path, words: str) -> int:
    """The line, from 1, on which `words` first begin."""
    text = path.read_text(encoding="utf-8")
    return text[: text.index(words)].count("\n") + 1


def refuse(folder: Path) -> list[str]:
    """What is told, line by line."""
    with pytest.raises(PolicyError) as caught:
        load_folder(folder)
    assert caught.value.exit_code == 2
    return str(caught.value).split("\n")


@pytest.mark.parametrize("fault", FAULTS, ids=[fault["says"] for fault in FAULTS])
def test_a_wrong_rule_is_refused(folder: Path, fault: dict[str, str]) -> None:
    change(folder / fault["file"], fault["change"], fault["to"])
    told_of = fault.get("in", fault["file"])
    line = line_of(folder / told_of, fault.get("at", fault["to"]).rstrip())
    told = refuse(folder)
    assert any(each.startswith(f"{told_of} 第{line}行: ") and fault["told"] in each for each in told), told


def test_a_copy_loads_like_the_original(folder: Path) -> None:
    """Of the files as they are now: they may have been written since the policy was first loaded."""
    assert load_folder(folder) == load_folder(PROGRAMMES / DEFAULT_PROGRAMME)


def test_a_raised_target_is_taken(folder: Path) -> None:
    change(folder / "indicators.yaml", "{ kind: at_least, value: 1000 }", "{ kind: at_least, value: 1001 }")
    target = load_folder(folder).indicators.indicators[0].targets.year_1
    assert target.kind == "at_least"
    assert target.value == 1001


def test_a_default_with_edits_changes_the_rules(folder: Path) -> None:
    change(folder / "readings.yaml", "default: former", "default: nobody")
    condition = next(each for each in load_folder(folder).conditions if each.id == "C5")
    assert [requirement.kind for requirement in condition.requirements] == ["minimum"]
    assert getattr(condition.requirements[0], "reduced", 0) is None


@pytest.mark.parametrize("name", ["form.yaml", "calendar.yaml"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert refuse(folder)[0].startswith(f"缺少文件 {name}")


@pytest.mark.parametrize("name", ["indicator.yaml", "form.yml"])
def test_a_file_that_is_no_part_is_refused(folder: Path, name: str) -> None:
    (folder / name).write_text("[]", encoding="utf-8")
    assert refuse(folder)[0].startswith(f"不认识的文件 {name}")


@pytest.mark.parametrize("text", ["", "- 甲\n- 乙\n", "只有一句话\n"])
def test_a_file_of_another_shape_is_refused(folder: Path, text: str) -> None:
    (folder / "form.yaml").write_text(text, encoding="utf-8")
    assert refuse(folder) == ["form.yaml 第1行: “form”应当由若干“名称: 值”组成"]


@pytest.mark.parametrize(
    ("text", "line"),
    [("titles: [一\nfields: 2\n", 2), ("titles: '一\n", 2), ("a: 1\n b: 2\n", 2), ("a: 1\n\tb: 2\n", 2)],
)
def test_a_slip_of_yaml_is_told_with_its_line(folder: Path, text: str, line: int) -> None:
    (folder / "form.yaml").write_text(text, encoding="utf-8")
    told = refuse(folder)[0]
    assert told.startswith(f"form.yaml 第{line}行: 格式有误"), told


def test_another_encoding_is_told(folder: Path) -> None:
    (folder / "facts.yaml").write_bytes("leadership: 领导小组".encode("gb18030"))
    assert refuse(folder) == ["facts.yaml: 不是 UTF-8 编码，请另存为 UTF-8。"]


def test_many_faults_are_told_in_part(folder: Path) -> None:
    path = folder / "form.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("kind: int", "kind: integer"), encoding="utf-8")
    told = refuse(folder)
    assert len(told) == MOST_FAULTS + 1
    assert told[-1] == f"……共有25处错误，先改正以上{MOST_FAULTS}处。"


def test_no_such_folder(tmp_path: Path) -> None:
    assert refuse(tmp_path / "没有")[0].startswith("没有政策文件夹")


def test_no_such_programme() -> None:
    with pytest.raises(PolicyError, match="没有名为“hebei-sme-2020”的政策。现有：shanxi-sme-2020。"):
        load_policy("hebei-sme-2020")
