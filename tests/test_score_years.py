"""Grades of up to three years: what is open stays open, and every reading is told where it differs."""

from datetime import date
from itertools import product

import pytest

from policy import load_policy
from policy.rereading import reread
from policy.scheme import lay_over, load_scheme
from score.annual_report import ReportPart, check_report, find_day, find_year
from score.awards import compare_awards, find_consequences, work_out
from score.entries import GradeEntry, Grades
from score.grades import parse_grade
from score.years import assess_years

POLICY = load_policy()
GRADES = [grade.id for grade in POLICY.assessment.grades]
ROWS = list(product(GRADES, repeat=3))
EXAMPLE = lay_over(POLICY, load_scheme("example", POLICY))


def enter(*entries: GradeEntry, approved: int | None = None) -> Grades:
    years = {} if approved is None else {"甲县": approved}
    return Grades(policy=POLICY.id, approved=years, entries=entries)


def entry(number: int, grade: str | None = None, **more: object) -> GradeEntry:
    name = next((each.name for each in POLICY.assessment.grades if each.id == grade), None)
    data = {"applicant": "甲县", "number": number, "grade": grade, "raw": name, **more}
    return GradeEntry.model_validate(data)


@pytest.mark.parametrize(("option", "differing"), [("D", 7), ("B", 16)])
def test_how_often_another_reading_pays_otherwise(option: str, differing: int) -> None:
    def differs(row: tuple[str, ...]) -> bool:
        _, others = compare_awards(POLICY, row)
        return option in {other.option for other in others}

    assert sum(map(differs, ROWS)) == differing


@pytest.mark.parametrize("option", "ABCDE")
def test_an_open_grade_is_the_range_of_what_it_may_be(option: str) -> None:
    for row in product([*GRADES, None], repeat=3):
        ways = [way for way in ROWS if all(g in (None, w) for g, w in zip(row, way, strict=True))]
        sums = [work_out(POLICY, option, way).lowest for way in ways]
        award = work_out(POLICY, option, row)
        assert (award.lowest, award.highest) == (min(sums), max(sums))


def test_the_sum_of_the_years_is_the_total() -> None:
    for row in ROWS:
        award = work_out(POLICY, "A", row)
        assert sum(year.lowest for year in award.years) == award.lowest == award.highest


def test_consequences_are_certain_only_where_every_way_ends_so() -> None:
    possible = {
        (each.consequence, each.number): each.certain
        for each in find_consequences(POLICY, ["unqualified", None, "unqualified"])
    }
    assert possible == {
        ("criticism", 1): True,
        ("criticism", 2): False,
        ("criticism", 3): True,
        ("removal", 3): False,
    }


def test_every_award_cites_its_clause_in_the_words_of_the_notice() -> None:
    award = work_out(POLICY, "A", ["excellent", "good"])
    quotes = "".join(clause.quote for clause in award.years[0].trace.clauses)
    assert "奖励100万元" in quotes
    assert "核减20%" in quotes
    assert award.years[1].trace.arithmetic == "良好，核减20%：100×（1－20%）＝80万元"


@pytest.mark.parametrize(
    ("word", "grade"),
    [
        ("优秀", "excellent"),
        ("优", "excellent"),
        (" 良 好 ", "good"),
        ("“及格”", "qualified"),
        ("合格", "qualified"),
        ("不及格", "unqualified"),
        ("不合格。", "unqualified"),
        ("优良", None),
        ("基本合格", None),
        ("", None),
    ],
)
def test_a_grade_by_every_word_for_it(word: str, grade: str | None) -> None:
    parsed = parse_grade(word, POLICY.assessment)
    assert (parsed.id if parsed else None) == grade


def test_a_written_grade_keeps_its_raw_word_and_its_person() -> None:
    grades = enter(entry(1, "qualified", raw="及格", confirmed_by="示例处"), approved=2021)
    result = assess_years(POLICY, grades, "甲县")
    year = result.years[0]
    assert (year.name, year.raw, year.year, year.confirmed) == ("合格", "及格", 2022, True)
    assert result.final
    assert result.award.lowest == 50


def test_a_year_that_was_skipped_is_open() -> None:
    result = assess_years(POLICY, enter(entry(2, "excellent", confirmed_by="示例处")), "甲县")
    assert [year.grade for year in result.years] == [None, "excellent"]
    assert (result.award.years[1].lowest, result.award.years[1].highest) == (100, 300)
    assert not result.final
    assert any("第1次考核的等次还没有评定" in note for note in result.notes)


def test_a_total_proposes_a_grade_only_with_cut_offs_and_nobody_is_bound_by_it() -> None:
    grades = enter(entry(1, total=90.0))
    assert assess_years(POLICY, grades, "甲县").years[0].grade is None
    proposed = assess_years(EXAMPLE, grades, "甲县")
    assert (proposed.years[0].grade, proposed.years[0].confirmed) == ("excellent", False)
    assert any("没有人确认" in note for note in proposed.notes)


def test_a_name_without_a_grade_confirms_nothing() -> None:
    result = assess_years(EXAMPLE, enter(entry(1, total=90.0, confirmed_by="示例处")), "甲县")
    assert not result.years[0].confirmed


def test_a_grade_that_differs_from_the_proposal_stands_and_is_told() -> None:
    grades = enter(entry(1, "good", total=95.0, confirmed_by="示例处"))
    year = assess_years(EXAMPLE, grades, "甲县").years[0]
    assert year.grade == "good"
    assert "建议评为优秀" in year.trace.arithmetic
    assert "与填写的不同" in year.trace.arithmetic


def test_a_missed_gate_proposes_what_the_reading_says() -> None:
    grades = enter(entry(1, total=95.0, gate="not_met"))
    assert assess_years(EXAMPLE, grades, "甲县").years[0].grade == "unqualified"
    other = reread(EXAMPLE, {"A32": "no_grade"})
    assert assess_years(other, grades, "甲县").years[0].grade is None


def test_another_reading_changes_what_is_paid() -> None:
    grades = enter(entry(1, "excellent"), entry(2, "excellent"))
    assert assess_years(POLICY, grades, "甲县").award.lowest == 400
    other = reread(POLICY, {"A43": "D"})
    result = assess_years(other, grades, "甲县")
    assert (result.award.option, result.award.lowest) == ("D", 300)
    assert ("A43", "D") in {(each.id, each.option) for each in result.readings}


def test_a_changed_tier_changes_the_award() -> None:
    awards = POLICY.assessment.awards.model_copy(update={"tiers": (120, 300, 500)})
    assessment = POLICY.assessment.model_copy(update={"awards": awards})
    policy = POLICY.model_copy(update={"assessment": assessment})
    assert work_out(policy, "A", ["excellent", "good"]).lowest == 120 + 96


# The yearly report


def part(heading: str, characters: int = 200) -> ReportPart:
    return ReportPart(heading=heading, characters=characters)


def test_the_last_day_of_may_is_in_time_and_the_next_is_not() -> None:
    days = [date(2022, 5, 30), date(2022, 5, 31), date(2022, 6, 1), None]
    results = [check_report(POLICY, [], year=2021, day=day).in_time for day in days]
    assert results == ["met", "met", "not_met", "undetermined"]
    assert check_report(POLICY, [], year=None, day=date(2022, 5, 1)).in_time == "undetermined"


def test_contents_that_share_a_heading_are_all_there() -> None:
    parts = [part("一、2021年工作进展情况"), part("二、主要措施、特点"), part("三、存在问题及下一步打算")]
    found = {each.topic: each.outcome for each in check_report(POLICY, parts, year=2021, day=None).topics}
    assert found == {
        "progress": "met",
        "performance": "not_met",
        "measures": "met",
        "features": "met",
        "problems": "met",
        "plans": "met",
    }


def test_a_content_in_running_text_alone_is_for_a_person_to_see() -> None:
    text = ReportPart(heading="", characters=60, text="存在的主要问题是融资难。")
    topics = check_report(POLICY, [text], year=2021, day=None).topics
    assert {each.topic: each.outcome for each in topics}["problems"] == "undetermined"


@pytest.mark.parametrize(
    ("title", "year"),
    [("2021年度创建工作报告", 2021), ("2021年和2022年工作报告", None), ("创建工作报告", None)],
)
def test_the_year_of_a_title(title: str, year: int | None) -> None:
    assert find_year(title) == year


def test_the_date_of_a_report_is_the_last_that_stands_alone() -> None:
    lines = ["2020年1月2日", "我县于2021年3月4日成立领导小组", "甲县人民政府", "2022年5月20日"]
    assert find_day(lines) == date(2022, 5, 20)
    assert find_day(["2022年5月32日"]) is None
    assert find_day(["2022年5月"]) is None
