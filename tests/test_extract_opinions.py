"""Opinions without the seal's place, the signature and the date."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.form.opinions import find_opinion_lines, parse_opinion
from extract.form.values import CellContext, ParsedValue, parse_value
from policy.form import FormField

FIELD = FormField(id="opinion", row=1, label="某局意见", kind="text", seal="city_department", clause="X-1")


def read(text: str) -> ParsedValue:
    return parse_value(FIELD, text, CellContext(data_year=2020))


@pytest.mark.parametrize(
    ("text", "opinion"),
    [
        ("同意推荐。", "同意推荐。"),
        ("同意推荐。（盖章）", "同意推荐。"),
        ("同意推荐\n\n（盖 章）\n2021年3月15日", "同意推荐"),
        ("同意推荐。\n（公章）\n二〇二一年三月十五日", "同意推荐。"),
        ("同意推荐。    年  月  日", "同意推荐。"),
        ("同意推荐。\n负责人（签字）：\n（盖章）\n    年    月    日", "同意推荐。"),
        ("：情况属实，同意\n上报。（盖章）", "情况属实，同意上报。"),
        ("同意推荐该县2021年申报。（盖章）", "同意推荐该县2021年申报。"),
        ("经审核，该县已盖章的材料齐全，同意上报。", "经审核，该县已盖章的材料齐全，同意上报。"),
    ],
)
def test_the_words_alone(text: str, opinion: str) -> None:
    assert (read(text).status, read(text).value) == ("accepted", opinion)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "（盖章）",
        "(盖章)\n年 月 日",
        "    年    月    日",
        "盖章：",
        "（公章）\n2021年3月15日",
        "负责人（签字）：",
    ],
)
def test_printed_words_are_no_opinion(text: str) -> None:
    assert read(text).status == "blank"


@given(st.text() | st.text(alphabet="同意推荐。（）()盖章公签字年月日0123 \n：:_负责人"))
def test_nothing_is_raised_and_twice_is_once(text: str) -> None:
    once = read(text)
    assert isinstance(once.value, str | None)
    if once.status == "accepted":
        assert once.value
        assert read(once.value).value == once.value


# Opinions read from pictures


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("同意推荐。", 1),
        ("同意推荐。\n（盖章）\n2021年3月15日", 1),
        ("经审核，情况属实，\n同意推荐。\n仪十乞\n21.3.5", 2),
        ("情况属实，同意推荐该县\n申报示范县。\n公草", 2),
        ("同意\n（盖章）", 1),
        ("同意推荐\n  年  月  日", 1),
        ("仪十乞\n公草", None),
        ("", None),
    ],
)
def test_an_opinion_ends_above_what_is_stamped_and_written(text: str, lines: int | None) -> None:
    """None where no line judges: what the opinion is does not show."""
    assert find_opinion_lines(text) == lines


@pytest.mark.parametrize("text", ["同意推荐", "情况属实，同意推荐该", "同意推荐、"])
def test_an_opinion_on_a_picture_without_its_end_is_doubted(text: str) -> None:
    assert parse_opinion(text, pictured=True)[1]
    assert parse_opinion(text)[1] == []


@pytest.mark.parametrize("text", ["同意推荐。", "情况属实，同意上报！", "同意（已公示）"])
def test_an_opinion_on_a_picture_with_its_end_is_not(text: str) -> None:
    assert parse_opinion(text, pictured=True) == (text, [])


@given(st.text(alphabet="同意推荐。（）()盖章年月日0123 \n：负责人不予"))
def test_an_opinion_takes_lines_of_its_cell(text: str) -> None:
    lines = find_opinion_lines(text)
    assert lines is None or 1 <= lines <= text.count("\n") + 1


@pytest.mark.parametrize(
    "text",
    [
        "情况属实、同意推荐。",
        "情况属实。，同意推荐。",
        "情况属实/同意推荐。",
        "经初审、该县材料齐全，同意推荐。",
        "经审核，符合申报条件，同意上报\n（盖章） 2021.3.13 实",
    ],
)
def test_what_nobody_writes_is_doubted_on_a_picture(text: str) -> None:
    assert parse_opinion(text, pictured=True)[1]


def test_a_date_in_figures_above_the_blank_of_the_form_is_no_part_of_it() -> None:
    text = "经审核，符合申报条件，同意上报。\n（盖章） 2021.3.13\n年月日"
    assert parse_opinion(text, pictured=True) == ("经审核，符合申报条件，同意上报。", [])


def test_narrow_marks_of_a_picture_are_wide_ones() -> None:
    assert parse_opinion("情况属实,同意推荐。", pictured=True) == ("情况属实，同意推荐。", [])


@pytest.mark.parametrize(
    "below", ["年4021.3.27", "(盖章)天", "(公章) 2021.3.26\n2021年月", "7 2021/3/1", "御昆"]
)
def test_what_was_written_by_hand_below_a_finished_opinion_is_no_part_of_it(below: str) -> None:
    assert find_opinion_lines("情况属实，同意推荐。\n" + below) == 1


def test_a_second_sentence_below_an_opinion_is_kept() -> None:
    assert find_opinion_lines("同意推荐。\n请省局尽快办理为盼。") is None


@pytest.mark.parametrize("below", ["作废", "待补材料", "暂缓"])
def test_words_below_an_opinion_are_no_scrawl(below: str) -> None:
    assert find_opinion_lines("同意推荐。\n" + below) is None
    assert parse_opinion("同意推荐。\n" + below, pictured=True)[1]


# Signs that were lost


@pytest.mark.parametrize(
    "text",
    [
        "意上报。",  # 同
        "司意推荐。",
        "同推荐。",  # 意
        "推荐。",  # 不予
        "予推荐。",
        "上报。",  # 不同意
        "属实，同意推荐。",  # 不
        "过初审，同意推荐。",
        "暂同意申报。",  # 不
        "情况属实，意推荐。",
        "经审核，予推荐，请予支持。",
        "，同意推荐。",
    ],
)
def test_an_opinion_on_a_picture_that_begins_within_a_word_is_doubted(text: str) -> None:
    """What was lost may be the word that refuses."""
    assert "意见的开头看不清" in parse_opinion(text, pictured=True)[1]


@pytest.mark.parametrize(
    "text",
    [
        "同意推荐。",
        "拟同意推荐。",
        "该县申报材料齐全，同意推荐。",
        "经市政府研究，同意推荐该县申报。",
        "我局已审核，所报数据真实，予以推荐。",
        "榆川县符合申报条件，同意上报。",
        "特此推荐，请予审核。",
        "准予推荐。",
        "原则同意。",
        "不同意推荐。",
        "不予推荐。",
        "《申报书》材料真实，同意推荐。",
    ],
)
def test_an_opinion_on_a_picture_that_begins_with_a_word_is_not(text: str) -> None:
    assert parse_opinion(text, pictured=True)[1] == []


@pytest.mark.parametrize(
    "text", ["同意推荐)", "同意推荐\n)", "同意（推荐。", "同意推荐\n。", "情况属实”，同意推荐。"]
)
def test_a_bracket_without_its_other_or_a_lone_sign_at_the_end_is_doubted(text: str) -> None:
    assert parse_opinion(text, pictured=True)[1]


REFUSALS = (
    "不同意推荐。",
    "经审核，不符合条件，不予推荐。",
    "情况不属实，不同意上报。",
    "未通过审核，暂不推荐。",
)


@pytest.mark.parametrize("refusal", REFUSALS)
@pytest.mark.parametrize("pictured", [True, False])
def test_a_refusal_is_never_taken_for_consent(refusal: str, pictured: bool) -> None:
    """As it stands, with any line break, and with what may be printed below."""
    for at in range(len(refusal)):
        for below in ("", "\n（盖章）\n2021年3月15日", "\n市工业和信息化局"):
            opinion, doubts = parse_opinion(refusal[:at] + "\n" + refusal[at:] + below, pictured=pictured)
            assert doubts or opinion == refusal


@pytest.mark.parametrize(
    "text",
    [
        "同意推荐。（待补充材料后盖章）",
        "同意推荐。（请补充填写第5栏后再报）",
        "同意推荐。\n但不同意上报省局",
        "情况属实。\n建议暂缓报省政府",
        "同意推荐（未公示，暂不盖章）",
        "情况属实。 不推荐给省局",
    ],
)
@pytest.mark.parametrize("pictured", [True, False])
def test_a_condition_below_is_not_cut_off_with_the_seal(text: str, pictured: bool) -> None:
    opinion, doubts = parse_opinion(text, pictured=pictured)
    assert doubts or len(opinion) >= len(text.replace("\n", "").replace(" ", ""))
