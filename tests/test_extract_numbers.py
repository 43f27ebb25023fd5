"""Numbers in short texts: every certain spelling reads back exactly, every doubtful one says why."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extract.form.frames import strip_frame
from extract.numbers import parse_han_number, parse_quantity
from extract.text import squeeze, to_halfwidth, without_layout

ODDMENTS = "0123456789０１２.,，．' 　\n\t-—~+%％万亿千百十点零〇一二两九约余家个元(（)）①²"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("25345", 25345),
        ("0", 0),
        ("25,345", 25345),
        ("1,234,567", 1234567),
        ("25 345", 25345),
        ("２５３４５", 25345),
        ("２５，３４５", 25345),
        (" 25345\n", 25345),
        ("2.5万", 25000),
        ("2.5345万户", 25345),
        ("23.658亿元", Decimal("2365800000")),
        ("16亿9800万", 1698000000),
        ("8.6%", Decimal("8.6")),
        ("-1.3", Decimal("-1.3")),
        ("－1.3", Decimal("-1.3")),
        ("+8.6", Decimal("8.6")),
        ("十二", 12),
        ("二十三家", 23),
        ("一百零五", 105),
        ("一千二百三十四", 1234),
        ("两千零五", 2005),
        ("一万零五百", 10500),
        ("三万五千", 35000),
        ("八点六", Decimal("8.6")),
    ],
)
def test_a_certain_number(text: str, value: int | Decimal) -> None:
    quantity = parse_quantity(text)
    assert quantity is not None
    assert quantity.value == value
    assert quantity.doubts == ()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("253\n45", "换行"),
        ("253\t45", "换行"),
        ("1\n2.6", "换行"),
        ("25,34", "分节"),
        ("2,53,45", "分节"),
        ("25 3 45", "分节"),
        ("25 34", "分节"),
        ("025345", "以0开头"),
        ("8.6.1", "小数点"),
        ("8。6", "小数点"),
        ("236·58", "小数点"),
        ("35/28", "不止一个数字"),
        ("35（28）", "不止一个数字"),
        ("35→36", "不止一个数字"),
        ("50-55", "范围"),
        ("50～55", "范围"),
        ("约25000", "约"),
        ("2.5万余户", "余"),
        ("25000以上", "以上"),
        ("近3万", "近"),
        (">500", ">"),
        ("—1.3", "负号"),
        ("35.", "少了一位"),
    ],
)
def test_a_doubtful_number(text: str, says: str) -> None:
    quantity = parse_quantity(text)
    assert quantity is not None
    assert any(says in doubt for doubt in quantity.doubts), quantity


@pytest.mark.parametrize("text", ["", " ", "\n", "无", "见附件", "①", "㎡", "二三", "一百二", "一二三四"])
def test_no_certain_number(text: str) -> None:
    assert parse_quantity(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("〇", 0),
        ("十", 10),
        ("十九", 19),
        ("九十九", 99),
        ("一百一十", 110),
        ("一千零一", 1001),
        ("一万", 10000),
        ("一万二千", 12000),
        ("九万九千九百九十九", 99999),
        ("一亿零五百万", 105_000_000),
        ("一万二", None),
        ("一百二", None),
        ("二三", None),
        ("百", None),
        ("一十百", None),
        ("万", None),
    ],
)
def test_chinese_numerals(text: str, value: int | None) -> None:
    assert parse_han_number(text) == value


def spell_han(number: int) -> str:
    """In Chinese numerals, as they are spoken; up to 99 999."""
    digits, units = "零一二三四五六七八九", ("", "十", "百", "千", "万")
    said = ""
    for place, figure in zip(range(len(str(number)) - 1, -1, -1), str(number), strict=True):
        if figure != "0":
            said += digits[int(figure)] + units[place]
        elif said and not said.endswith("零"):
            said += "零"
    said = said.rstrip("零") or "零"
    return said.removeprefix("一") if said.startswith("一十") else said


@given(st.integers(0, 99_999))
@example(10).via("十, not 一十")
@example(10_005).via("one zero for three")
def test_chinese_numerals_read_back(number: int) -> None:
    assert parse_han_number(spell_han(number)) == number


@given(st.integers(0, 10**12))
def test_spellings_read_back(number: int) -> None:
    plain, wan = str(number), f"{Decimal(number) / 10_000:f}万"
    wide = plain.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    for text in (plain, f"{number:,}", f"{number:,}".replace(",", " "), wide, wan, f"共 {plain} 家"):
        quantity = parse_quantity(text)
        assert quantity is not None
        assert quantity.value == number, text
        assert not quantity.doubts, text


@given(st.integers(10, 10**9), st.data())
def test_a_line_break_between_digits_is_always_doubted(number: int, data: st.DataObject) -> None:
    text = str(number)
    cut = data.draw(st.integers(1, len(text) - 1))
    gap = data.draw(st.sampled_from(["\n", "\r\n", "\t", " \n ", "\n\n", "\v"]))
    quantity = parse_quantity(text[:cut] + gap + text[cut:])
    assert quantity is not None
    assert quantity.doubts


@given(st.text() | st.text(alphabet=ODDMENTS))
def test_nothing_is_raised_on_any_text(text: str) -> None:
    parse_quantity(text)
    strip_frame(text, "新增企业数量", 2020)
    without_layout(text)


@given(st.text(alphabet="零〇一二两三四五六七八九十百千万亿点", min_size=1))
def test_any_row_of_numerals_is_a_number_or_none(text: str) -> None:
    fraction = text.partition("点")[2]
    if "点" not in fraction and not set(fraction) & set("两十百千万亿"):
        number = parse_han_number(text)
        assert number is None or number >= 0


@given(st.text())
def test_half_width_never_makes_digits_of_signs(text: str) -> None:
    """① and ² stay what they are: only full-width digits become digits."""
    before = sum(c in "0123456789０１２３４５６７８９" for c in text)
    assert sum(c in "0123456789" for c in to_halfwidth(text)) == before
    assert squeeze(squeeze(text)) == squeeze(text)
