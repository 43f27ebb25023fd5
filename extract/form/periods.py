"""The year, or part of a year, that a text says its figures are of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_HAN = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0", "Ｏ": "0"}
_HAN_YEAR = re.compile(r"[二][〇零○Ｏ][〇零○一二三四五六七八九]{2}(?=年)")
_MONTHS = r"(?P<first>\d{1,2})月?(?:份)?(?:[-—~至到](?P<last>\d{1,2})月?(?:份)?)?(?:\d{1,2}日)?"
_PART = rf"(?P<part>上半年|下半年|[一二三四1-4]季度|前[一二三1-3]季度|{_MONTHS})"
_PERIOD = re.compile(
    rf"(?<!\d)(?P<year>20\d\d|\d\d(?=年(?:底|末|度)))(?:年度?|(?=\.\d)\.?)(?:{_PART})?(?:年?[底末]|止)?"
)

_LABELLED = re.compile(r"年[度份]?[:：]?(20\d\d)(?!年|\d)")
"""填报年度：2019"""

PERIOD_HEAD = re.compile(
    r"(?:截[至止]|到)?((?:20\d\d)年?(?:度|全年)?(?:[^年]{0,8}?(?:月|季度|半年)(?:份)?)?(?:年?[底末])?)"
    r"(?:的?(?:数据|数值|实际|完成|情况|实绩|数|值))*"
)
"""The head of a column that holds the figures of one period."""


@dataclass(frozen=True, slots=True)
class Period:
    """`whole` is false for a part of a year that does not end with it; `words` is how it is written."""

    year: int
    whole: bool
    words: str


def find_periods(text: str) -> Iterator[Period]:
    """All periods named in a half-width text without white space, in order."""
    line = _LABELLED.sub(r"\1年", text)
    line = _HAN_YEAR.sub(lambda m: "".join(_HAN.get(c, "2") for c in m.group()), line)
    for match in _PERIOD.finditer(line):
        year = int(match["year"])
        yield Period(year if year > 99 else 2000 + year, _is_whole(match), match.group())


def _is_whole(match: re.Match[str]) -> bool:
    part = match["part"]
    if part is None:
        return True
    last = match["last"] or match["first"]
    return last is not None and int(last) == 12
