"""The year, or part of a year, that figures are of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.form.periods import PERIOD_HEAD, find_periods


@pytest.mark.parametrize(
    ("text", "year", "whole"),
    [
        ("所有数据填报2020年底数据", 2020, True),
        ("截至2020年12月31日", 2020, True),
        ("截止2020年12月底数据", 2020, True),
        ("2020年度数据", 2020, True),
        ("二〇二〇年底数据", 2020, True),
        ("二零一九年末", 2019, True),
        ("20年底数据", 2020, True),
        ("数据截至2020.12", 2020, True),
        ("2020年1-12月", 2020, True),
        ("截至2020年6月底数据", 2020, False),
        ("2020年上半年数据", 2020, False),
        ("2020年1-6月", 2020, False),
        ("2020年三季度末", 2020, False),
        ("2020年前三季度", 2020, False),
        ("2020年11月", 2020, False),
    ],
)
def test_one_period(text: str, year: int, whole: bool) -> None:
    (period,) = find_periods(text)
    assert (period.year, period.whole) == (year, whole)


def test_several_periods_in_order() -> None:
    found = list(find_periods("数据为2019年底数据，部分为2020年底数据"))
    assert [period.year for period in found] == [2019, 2020]


@pytest.mark.parametrize("text", ["", "所有数据填报年底数据", "12020345", "第20号", "三年"])
def test_no_period(text: str) -> None:
    assert list(find_periods(text)) == []


@pytest.mark.parametrize(
    ("head", "is_one"),
    [
        ("2020年", True),
        ("2020年底数", True),
        ("截至2020年底", True),
        ("2020年1-6月", True),
        ("2020年上半年完成情况", True),
        ("比2019年增长", False),
        ("2020年目标", False),
        ("备注", False),
    ],
)
def test_heads_of_columns(head: str, is_one: bool) -> None:
    assert (PERIOD_HEAD.fullmatch(head) is not None) == is_one


@given(st.text() | st.text(alphabet="20年19度底末1-6月至到上下半年三季前截止二〇零."))
def test_nothing_is_raised_on_any_text(text: str) -> None:
    for period in find_periods(text):
        assert 2000 <= period.year <= 2099
