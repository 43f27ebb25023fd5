"""Marks of running text that were passed over, and are seen in the ink."""

import pytest
from made_up_pages import NO_FONT, has_font, write_line

from extract.scan.ocr import Reading
from extract.scan.strokes import Strokes
from extract.scan.unread_marks import with_unread_marks

pytestmark = pytest.mark.skipif(not has_font(), reason=NO_FONT)


def reread(printed: str, passed_over: str) -> str:
    """What becomes of a line of which all signs of a kind were passed over."""
    line = write_line(printed)
    reading = Reading(tuple(c for c in line.reading.characters if c.text != passed_over))
    return with_unread_marks(reading, Strokes(line.dark, reading)).text


@pytest.mark.parametrize(
    "printed",
    ["小升规、规改股、股上市工作的实施意见", "七、企业上市挂牌情况", "2019年、2020年分别安排专项资金"],
)
def test_a_mark_that_was_passed_over_stands_again(printed: str) -> None:
    assert reread(printed, "、") == printed


@pytest.mark.parametrize(
    "printed", ["组长　张明　县长", "“放管服”改革", "共有企业128家", "第一部分 基本情况", "小川三二一"]
)
def test_where_no_mark_is_printed_none_is_read(printed: str) -> None:
    assert reread(printed, "、") == printed
    assert reread(printed, "　") == printed.replace("　", "")


def test_quotation_marks_that_were_passed_over_are_no_such_marks() -> None:
    assert reread("深化“放管服”改革", "“") == "深化放管服”改革"
