"""Tables of points that are chosen for a run: the one shipped, and wrong ones."""

from pathlib import Path

import pytest

from policy import load_policy
from policy.base import PolicyError
from policy.load import DEFAULT_PROGRAMME, PROGRAMMES
from policy.scheme import lay_over, load_scheme

POLICY = load_policy()
SHIPPED = PROGRAMMES / DEFAULT_PROGRAMME / "schemes" / "example.yaml"


def write(folder: Path, old: str = "", new: str = "") -> Path:
    """The shipped scheme with its first `old` replaced."""
    text = SHIPPED.read_text(encoding="utf-8")
    assert old in text
    path = folder / "办法.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def test_the_shipped_scheme_is_an_example_and_not_in_use() -> None:
    scheme = load_scheme("example", POLICY)
    assert scheme.example
    assert "示例" in scheme.version
    assert POLICY.scoring.items == ()
    assert POLICY.assessment.cutoffs == {}
    assert not any(answer.points for answer in POLICY.scoring.survey.answers)


def test_a_scheme_changes_the_points_and_nothing_else() -> None:
    laid = lay_over(POLICY, load_scheme("example", POLICY))
    assert sum(item.points for item in laid.scoring.items) == 200
    assert laid.scoring.example
    assert laid.assessment.cutoffs == {"excellent": 90, "good": 80, "qualified": 60}
    points = {answer.word: answer.points for answer in laid.scoring.survey.answers}
    assert points == {"非常满意": 100, "满意": 80, "基本满意": 60, "不满意": 0, "不了解": None}
    assert laid.scoring.parts == POLICY.scoring.parts
    assert laid.model_copy(update={"scoring": POLICY.scoring, "assessment": POLICY.assessment}) == POLICY


def test_a_scheme_of_ones_own_is_a_file(tmp_path: Path) -> None:
    path = write(tmp_path, "version: 示例分值表（举例，不是省里的规定）\nexample: true", "version: 甲表")
    scheme = load_scheme(str(path), POLICY)
    assert (scheme.version, scheme.example) == ("甲表", False)


@pytest.mark.parametrize(
    ("old", "new", "at", "told"),
    [
        ("points: 15, material", "points: 14, material", "items:", "各项分值之和应为100，现在是99"),
        ("part: measures", "part: measure", "- { id: M1", "没有编号为“measure”的打分部分"),
        ("material: leadership", "material: leaders", "- { id: M1", "没有编号为“leaders”的材料"),
        ("topic: S1", "topic: S0", "- { id: E1", "没有编号为“S0”的调查内容"),
        ("topic: S2", "topic: S1", "- { id: E2", "调查内容“S1”已有一项计分"),
        ("id: M3", "id: M1", "- { id: M1, part: measures, name: 扶持政策、", "编号“M1”写了两次"),
        ("field: special_fund", "field: contact_phone", "- id: M4", "kind 是 text"),
        ("field: special_fund", "fact: none, field: special_fund", "by: { kind: steps, fact: none", "fact"),
        ("{ least: 1000, points: 10 }", "{ least: 1000, points: 11 }", "- id: M4", "超过了满分10"),
        ("{ least: 500, points: 7 }", "{ least: 50, points: 7 }", "by: { kind: steps, field", "从小到大"),
        ("hollow: 1", "hollow: 6", "- id: M8", "hollow 超过了满分5"),
        ("fewest: 3", "fewest: 0", "judging:", "太小"),
        ("kind: material", "kind: materials", "by: { kind: materials", "不认识"),
        ("非常满意: 100, ", "", "answers:", "没有填 points"),
        ("基本满意: 60", "还可以: 60", "answers:", "没有“还可以”这个计分的答案"),
        ("非常满意: 100", "非常满意: 101", "answers:", "不能大于 100"),
        ("good: 80", "good: 95", "cutoffs:", "一等比一等低"),
        (", qualified: 60", "", "cutoffs:", "分数线应当有"),
        ("judging:", "juding:", "juding:", "不认识的项目“juding”"),
    ],
)
def test_a_wrong_scheme_is_refused_with_its_line(
    tmp_path: Path, old: str, new: str, at: str, told: str
) -> None:
    path = write(tmp_path, old, new)
    text = path.read_text(encoding="utf-8")
    line = text[: text.index(at)].count("\n") + 1
    with pytest.raises(PolicyError) as caught:
        load_scheme(str(path), POLICY)
    assert any(
        each.startswith(f"办法.yaml 第{line}行: ") and told in each for each in str(caught.value).split("\n")
    ), (line, str(caught.value))


def test_no_such_scheme_names_those_there_are() -> None:
    with pytest.raises(PolicyError) as caught:
        load_scheme("甲", POLICY)
    assert str(caught.value) == "没有打分办法“甲”。可以写一个文件（.yaml），或程序带的：example。"
