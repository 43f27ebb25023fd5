"""How sure a character is when its rival is weighed: by its form, by the words it makes, by the page."""

import pytest

from extract.scan.lexicon import stands_in_word
from extract.scan.looks import without_dirt
from extract.scan.ocr import Character, Reading
from extract.scan.rivals import certainties, is_same, sure_pairs, with_likelier_rivals


def line(text: str, **unsure: tuple[float, str, float]) -> tuple[Character, ...]:
    """`unsure`: for a character its probability, its rival, and the probability of that."""
    return tuple(Character(c, n / len(text), *unsure.get(c, (0.999, "", 0.0))) for n, c in enumerate(text))


def least(text: str, **unsure: tuple[float, str, float]) -> float:
    return min(certainties(line(text, **unsure)))


@pytest.mark.parametrize(
    ("one", "other"),
    [("税", "稅"), ("况", "況"), ("(", "（"), ("-", "—"), ("0", "O"), ("~", "～"), ("1", "|")],
)
def test_the_same_to_the_eye(one: str, other: str) -> None:
    assert is_same(one, other)
    assert is_same(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("晴", "睛"), ("件", "仁"), ("3", "8"), ("1", "7"), ("栗", "粟"), ("未", "末"), ("哲", "折")],
)
def test_other_characters_are_not(one: str, other: str) -> None:
    assert not is_same(one, other)


def test_an_old_form_is_no_rival() -> None:
    assert least("情况属实同意推荐", 况=(0.85, "況", 0.14)) >= 0.99
    assert least("周静", 静=(0.17, "靜", 0.825)) >= 0.99


def test_a_word_speaks_for_a_character_whose_rival_makes_none() -> None:
    assert least("煤机配件有限公司", 件=(0.9, "仁", 0.08)) >= 0.99


def test_a_rival_that_makes_a_word_too_is_a_rival() -> None:
    assert stands_in_word("部门", 0)
    assert stands_in_word("邮门", 0) is False
    assert least("东人西天南北中发", 人=(0.9, "入", 0.08)) == pytest.approx(0.9)
    assert least("本末倒置的工作", 末=(0.9, "未", 0.08)) > 0.99
    assert least("未来的月亮", 未=(0.9, "末", 0.08)) > 0.99
    assert least("周末的月亮", 末=(0.9, "刊", 0.08)) == pytest.approx(0.9)


def test_a_name_that_is_no_word_stays_unsure() -> None:
    assert least("山西管仁甲乙丙丁", 仁=(0.9, "件", 0.08)) == pytest.approx(0.9)


def test_the_page_speaks_for_a_pair_that_is_read_for_sure_elsewhere() -> None:
    pairs = sure_pairs([line("栗川县")])
    unsure = line("栗川华岭光伏", 栗=(0.93, "粟", 0.06))
    assert min(certainties(unsure)) == pytest.approx(0.93)
    assert min(certainties(unsure, pairs)) >= 0.99


def test_a_pair_is_sure_only_where_both_its_characters_are() -> None:
    assert "栗川" not in sure_pairs([line("栗川县", 栗=(0.98, "粟", 0.01))]).seen
    assert "川县" in sure_pairs([line("栗川县", 栗=(0.98, "粟", 0.01))]).sure


@pytest.mark.parametrize("rival", ["7", "/", "4"])
def test_a_digit_with_a_rival_that_can_stand_there_stays_unsure(rival: str) -> None:
    assert least("152户", **{"1": (0.8, rival, 0.19)}) == pytest.approx(0.8)


def test_a_letter_is_no_rival_of_a_digit() -> None:
    assert least("157户", **{"5": (0.8, "S", 0.19)}) == pytest.approx(0.99)


def test_a_lone_stroke_is_as_sure_as_it_was_read() -> None:
    """The rest of a ruled line is read as 1 too."""
    assert least("1", **{"1": (0.8, "|", 0.19)}) == pytest.approx(0.8)


def test_specks_at_the_ends_do_not_make_a_line_unsure() -> None:
    assert least("·西泊经济", **{"·": (0.5, ".", 0.3)}) > 0.99
    assert least("12.8", **{".": (0.5, ",", 0.3)}) == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("read", "character", "rival", "probability", "meant"),
    [
        ("上缴稅金", "稅", "税", 0.3, "上缴税金"),
        ("新三板企上数量", "上", "业", 0.36, "新三板企业数量"),
        ("宏昇陶瓷", "昇", "异", 0.3, "宏昇陶瓷"),
        ("宏昇陶瓷", "昇", "升", 0.01, "宏昇陶瓷"),
        ("山西管仁公司", "仁", "任", 0.4, "山西管仁公司"),
    ],
)
def test_a_rival_takes_its_place_only_as_its_form_or_in_a_word(
    read: str, character: str, rival: str, probability: float, meant: str
) -> None:
    reading = Reading(line(read, **{character: (0.6, rival, probability)}))
    assert with_likelier_rivals(reading).text == meant


def test_a_point_within_a_name_is_weighed_and_kept() -> None:
    assert least("买买提·艾力", **{"·": (0.9, "、", 0.08)}) == pytest.approx(0.9)
    assert without_dirt("买买提·艾力") == "买买提·艾力"


def test_a_word_may_be_broken_between_two_lines() -> None:
    unsure = line("存。", 存=(0.9, "荐", 0.08))
    assert min(certainties(unsure)) < 0.99
    assert with_likelier_rivals(Reading(line("存。", 存=(0.6, "荐", 0.3))), ("同意推", "")).text == "荐。"
    assert min(certainties(line("元", 元=(0.87, "兀", 0.12)), around=("12.95亿", ""))) > 0.99


def test_a_sure_character_is_doubted_where_only_its_rival_makes_a_word() -> None:
    assert min(certainties(line("存", 存=(0.99, "荐", 0.009)), around=("同意推", "。"))) < 0.96
    assert least("晋坤存仓", 存=(0.99, "荐", 0.009)) == pytest.approx(0.99)


def test_what_counts_after_a_figure_is_a_word() -> None:
    assert least("85家", 家=(0.9, "冢", 0.09)) > 0.99
    assert least("东家", 家=(0.9, "冢", 0.09)) > 0.99
    assert least("甲家", 家=(0.9, "冢", 0.09)) == pytest.approx(0.9)


def test_a_pair_that_is_read_both_ways_on_a_page_is_not_sure() -> None:
    lines = [line("否林湾"), line("杏林湾", 杏=(0.65, "否", 0.34))]
    assert "否林" not in sure_pairs(lines).sure
    assert "林湾" in sure_pairs(lines).sure


def test_a_name_that_is_read_otherwise_elsewhere_on_the_page_speaks_against_a_character() -> None:
    """A stroke is lost in one of many places: 沟 reads 勾 with ease."""
    read = line("石桥勾众邦公司", 勾=(0.992, "沟", 0.005))
    assert min(certainties(read)) >= 0.99
    assert min(certainties(read, sure_pairs([line("石桥沟县"), read]))) >= 0.99, "both stand on the page"
    assert min(certainties(read, sure_pairs([line("石桥沟县")]))) < 0.97
