"""Lines that sign a paper or stand on its cover: its number, offices, dates, who made it."""

import re
from collections.abc import Sequence

_FILLED = r"[\d〇○零一二三四五六七八九十元正xX×ｘＸ_＿\s]{0,6}"
_DATE = re.compile(
    rf"[（(]?\s*(?:20\d\d|[二2][〇○零0Oo一二\d]{{3}})\s*年(?:度|{_FILLED}月?(?:{_FILLED}日?))\s*[）)]?"
)
_OFFICE = re.compile(
    r"[^，。；]{2,24}(?:人民政府|管委会|管理委员会|委员会|(?<![格布大全开结时])局|办公室|领导小组|中心)"
    r"(?:文件|[（(].{1,6}[）)])?"
)
_COVER = re.compile(r".{0,8}(?:单位|部门|时间|日期|联系人|电话|地址)\s*[:：].{0,40}")
_PAPER_NUMBER = re.compile(r"[㐀-鿿]{1,12}\s*[〔﹝\[［（(【]\s*20\d\d\s*[〕﹞\]］）)】]\s*第?\s*\d{1,4}\s*号")


def is_signature(text: str) -> bool:
    return any(pattern.fullmatch(text.strip()) for pattern in (_DATE, _OFFICE, _COVER, _PAPER_NUMBER))


def find_signatures(lines: Sequence[str]) -> set[int]:
    """Dates that stand alone, and the offices above and below them."""
    dates = {at for at, line in enumerate(lines) if _DATE.fullmatch(line)}
    near = {beside for at in dates for beside in (at - 2, at - 1, at + 1) if 0 <= beside < len(lines)}
    return dates | {at for at in near if _OFFICE.fullmatch(lines[at])}
