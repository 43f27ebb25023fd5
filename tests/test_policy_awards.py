"""The award clause as data: each of its readings worked out on sequences of grades.

The sums were worked out by hand from the clause, for every way to read it.
"""

import pytest

from policy import load_policy
from score.awards import work_out

POLICY = load_policy()
GRADES = {"优": "excellent", "良": "good", "合": "qualified", "不": "unqualified"}

SUMS = {
    # grades: A, D, B, C, E in 万元
    "优优优": (900, 500, 900, 900, 800),
    "优优良": (480, 380, 800, 800, 380),
    "优优不": (400, 300, 400, 400, 300),
    "优良优": (280, 280, 440, 840, 180),
    "优良良": (260, 260, 420, 740, 160),
    "优合不": (150, 150, 250, 250, 50),
    "优不优": (200, 200, 200, 600, 100),
    "良优优": (480, 380, 480, 880, 400),
    "良良良": (240, 240, 240, 720, 160),
    "合优合": (200, 200, 300, 600, 150),
    "不优优": (400, 300, 400, 800, 400),
    "不优良": (180, 180, 340, 700, 180),
    "不合优": (150, 150, 150, 650, 150),
    "不不良": (80, 80, 80, 400, 80),
    "不不不": (0, 0, 0, 0, 0),
}


@pytest.mark.parametrize(("grades", "sums"), SUMS.items())
@pytest.mark.parametrize(("column", "option"), list(enumerate("ADBCE")))
def test_sums(grades: str, sums: tuple[float, ...], column: int, option: str) -> None:
    award = work_out(POLICY, option, [GRADES[each] for each in grades])
    assert award.lowest == award.highest == sums[column]


def test_grades_keep_both_words_of_the_notice() -> None:
    words = {grade.name: grade.synonyms for grade in POLICY.assessment.grades}
    assert "及格" in words["合格"]
    assert "不及格" in words["不合格"]


def test_consequences_of_three_years() -> None:
    after = {(each.grade, each.years): each.approval for each in POLICY.assessment.consequences}
    assert after == {("excellent", 3): "省政府", ("unqualified", 1): None, ("unqualified", 3): None}
