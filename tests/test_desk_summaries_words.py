"""What the reports call things, and where they say a thing stands."""

import pytest
from made_up_reviews import (
    cell,
    make_complete_review,
    make_review,
    make_unreadable_review,
    on_page,
    sheet_cell,
)

from desk.review import Review
from desk.summaries.conclusion import sum_up
from desk.summaries.digest import find_applicant, judge_dossier, list_requests, name_applicants
from desk.summaries.names import link_to
from desk.summaries.places import Places, name_places, say_spot
from desk.summaries.words import (
    clean,
    say_clause,
    say_distance,
    say_gate,
    say_gate_briefly,
    say_number,
    say_range,
    say_subject,
    say_value,
    shorten,
)
from dossier import CellPlace, Dossier, Evidence, NamedCount, Source
from policy import load_policy
from score.scorecard import GateResult, Outcome

POLICY = load_policy()


@pytest.mark.parametrize(
    ("number", "said"),
    [(25345, "25345"), (8.6, "8.6"), (89000.0, "89000"), (0.0, "0"), (-1.3, "-1.3"), (1e15, "1" + "0" * 15)],
)
def test_numbers_are_plain_digits(number: int | float, said: str) -> None:
    assert say_number(number) == said


def test_a_value_is_said_with_its_unit() -> None:
    assert say_value(8.6, "%") == "8.6%"
    assert say_value(None) == ""
    assert say_value(NamedCount(count=2, names=("甲", "乙"))) == "2：甲、乙"
    assert say_value(NamedCount(count=0)) == "0"


def test_clean_keeps_words_and_shows_what_cannot_be_printed() -> None:
    assert clean("控\x00制\x0b字\x1f符\ufffe尾\ud800") == "控�制�字�符�尾�"
    assert clean("左\u202e右\u200f标\u2066记\u2069") == "左右标记"
    assert clean("一\n二\t三") == "一\n二\t三"


def test_shorten_keeps_to_the_length() -> None:
    assert shorten("一二三四五", 5) == "一二三四五"
    assert shorten("一二三四五六", 5) == "一二三四…"


def test_a_place_is_said_as_a_clerk_looks_for_it() -> None:
    assert say_spot(cell(9, 1, "x")) == "第1个表第10行"
    assert say_spot(sheet_cell(9, 27, "x")) == "第1张表AB10"
    assert say_spot(on_page(3, "x")) == "第3页"
    assert say_spot(Evidence(source="a.docx", paragraph=11, quote="x", method="word")) == "“x”处"
    assert say_spot(Evidence(source="a.docx", quote="x", method="word")) == ""


@pytest.mark.parametrize(("column", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_of_a_sheet_have_letters(column: int, letters: str) -> None:
    place = Evidence(
        source="a", cell=CellPlace(table=0, row=0, column=column), page=2, quote="", method="sheet"
    )
    assert say_spot(place) == f"第2张表{letters}1"


def test_files_of_the_same_name_are_told_apart_by_their_folders() -> None:
    sources = tuple(
        Source(path=path, sha256="", bytes=0, kind="docx", status="read")
        for path in ("甲/表.docx", "乙/表.docx", "一/丙/文.docx", "二/丁/表.docx", "三/丁/表.docx", "单.docx")
    )
    names = name_places(Dossier(policy=POLICY.id, sources=sources))
    assert names.say(Evidence(source="甲/表.docx", quote="", method="word")) == "甲/表.docx"
    assert names.say(Evidence(source="一/丙/文.docx", quote="", method="word")) == "丙/文.docx"


def test_a_file_keeps_as_much_of_its_path_as_tells_it_apart() -> None:
    paths = ("二/丁/表.docx", "三/丁/表.docx", "单.docx")
    sources = tuple(Source(path=path, sha256="", bytes=0, kind="docx", status="read") for path in paths)
    places = name_places(Dossier(policy=POLICY.id, sources=sources))
    assert [places.name(path) for path in paths] == list(paths)


def test_many_places_are_counted() -> None:
    said = Places({}).say_all([on_page(page, "x") for page in (1, 2, 3, 4, 4)])
    assert said == "申报材料/云川县申报报告.pdf 第1页、第2页、第3页等4处"
    two = Places({}).say_all([sheet_cell(0, 0, "x"), on_page(1, "x"), sheet_cell(1, 0, "x")])
    assert two == "附表/专精特新企业名单.xlsx 第1张表A1、第1张表A2；申报材料/云川县申报报告.pdf 第1页"


def make_gate(lowest: int, highest: int, outcome: Outcome) -> GateResult:
    return GateResult(
        year=1,
        required=24,
        total=26,
        lowest=lowest,
        highest=highest,
        outcome=outcome,
        binding=False,
        reason="",
    )


def test_the_gate_is_said_as_a_range() -> None:
    assert say_gate(make_gate(23, 25, "undetermined")) == "指标达标23—25项（共26项，年度考核要求24项）"
    assert say_range(24, 24) == "24"
    assert say_gate_briefly(make_gate(15, 22, "not_met")) == "申报时不要求（现状15—22项）"
    binding = make_gate(15, 22, "not_met").model_copy(update={"binding": True})
    assert say_gate(binding) == "指标达标15—22项（共26项，要求24项）"
    assert say_gate_briefly(binding) == "未达到要求"


def test_the_distance_to_the_gate() -> None:
    assert say_distance(make_gate(24, 26, "met")) == "已经达到"
    assert say_distance(make_gate(23, 25, "undetermined")) == "还差1项，待定2项"
    assert say_distance(make_gate(12, 20, "not_met")) == "至少还差4项"


def test_a_field_and_a_material_of_one_id_are_told_apart_by_the_clause() -> None:
    findings = make_review(POLICY).findings
    about_field = next(f for f in findings if f.subject == "special_fund" and f.rule == "FIELD-BLANK")
    about_material = next(f for f in findings if f.subject == "special_fund" and f.rule == "MATERIAL-HOLLOW")
    assert say_subject(POLICY, about_field) == POLICY.field("special_fund").label
    assert say_subject(POLICY, about_material) == POLICY.material("special_fund").title


def test_a_clause_is_said_by_notice_and_place() -> None:
    clause = POLICY.clause("D95-3-4")
    assert say_clause(POLICY, "D95-3-4") == f"晋企发〔2020〕95号 {clause.article}"


def test_the_applicant_is_named_by_the_form_and_else_by_the_inbox() -> None:
    assert find_applicant(make_complete_review(POLICY), POLICY) == "云溪区"
    assert find_applicant(make_unreadable_review(), POLICY) == "云台县.zip"


def test_two_dossiers_of_one_applicant_are_told_apart() -> None:
    reviews = [make_complete_review(POLICY), make_complete_review(POLICY), make_review(POLICY)]
    reviews[1] = Review("云溪区（二）", reviews[1].dossier, (), reviews[1].scorecard)
    assert [name for name, _ in name_applicants(reviews, POLICY)] == [
        "云溪区（云溪区）",
        "云溪区（云溪区（二））",
        "云川县",
    ]


def test_verdicts() -> None:
    assert judge_dossier(make_review(POLICY)) == "incomplete"
    assert judge_dossier(make_complete_review(POLICY)) == "complete"
    assert judge_dossier(make_unreadable_review()) == "unreadable"


def test_requests_stand_once_and_heaviest_first() -> None:
    review = make_review(POLICY)
    requests = list_requests(review)
    assert len(requests) == len({request.text for request in requests}) == 5
    assert [request.findings[0].severity for request in requests] == ["error"] * 3 + ["warning"] * 2


def test_the_review_in_one_sentence() -> None:
    said = sum_up(make_review(POLICY), POLICY)
    assert said.startswith("不符合申报条件1项：")
    assert "；须申报单位补正5处；待审查人判定6件（第六部分）。查出错误3个、警告3个、提示1个；" in said
    assert "申报表45项内容中采用38项、待核4项、空白2项、缺项1项；" in said
    assert "规定的6项申报材料中有4项、有标题无内容1项、缺1项；" in said
    assert "7项申报条件中符合5项、不符合1项、待定1项；" in said
    assert said.endswith("指标达标15—25项（共26项，年度考核要求24项），申报时不要求，只作参考。")
    assert sum_up(make_unreadable_review(), POLICY).startswith("申报资料未能读取：压缩包有密码")


def test_links_hold_what_has_a_meaning_in_addresses() -> None:
    review = make_unreadable_review("云台 县#1%?.zip")
    assert link_to(review, "审查摘要.docx") == "云台%20县%231%25%3F.zip/审查摘要.docx"
    assert link_to(make_unreadable_review("javascript:x"), "a") == "javascript%3Ax/a"
    assert link_to(make_unreadable_review("\udce4\ud800"), "a") == "%E4%3F/a"
