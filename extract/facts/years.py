"""Which year a running text is speaking of, as it goes on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

_Y = r"20\d\d"
_AND = r"[、,和及与]|以及"
_MARK = re.compile(
    rf"(?P<list>{_Y}年?度?(?:(?:{_AND}){_Y}年?度?)*(?:{_AND}){_Y}(?:年度?|(?=[两三四五]个?年)))"
    rf"|(?P<span>(?<!\d){_Y}年?度?(?:-|—|~|～|至|到)+(?:20)?\d\d年度?)"
    rf"|(?P<since>(?<!\d){_Y}年度?(?:\d{{1,2}}月)?(?:以来|之后|至今))"
    rf"|(?P<from>(?<!\d){_Y}年度?(?:\d{{1,2}}月)?(?:起|开始))"
    rf"|(?<!\d)(?P<year>{_Y})(?:年度?(?:底|末|初|全年)?|(?=(?:预算|安排|支出)))"
    r"|(?P<loose>近[一二三四五六七八九几两\d]年|[两三四五]年(?=来|间|共|累计|总|合计|合共|以来|(?:实际)?(?:分别|依次)|(?:实际)?(?:支出|安排|拨付|预算)分别)|十[二三四]五|历年|连续[两三四五]年|近年来)"
    r"|(?P<each>每年|逐年|年均|/年)"
    r"|(?P<nth>第[一二三四五]年|首年|次年|翌年)"
    r"|(?P<this>今年)"
    r"|(?P<same>(?<!\d)本年)"
    r"|(?P<last>去年|上一?年度?)"
)
_FOUR = re.compile(_Y)
_TIMES_THAT = re.compile(r"(?:年度?)?的?[\d.]+倍|的[一二两三四五六七八九十]+倍")
"""How many times the year before it: "是2015年的1.8倍"."""
_BEFORE = re.compile(r"(?:比|较|同|与|相比|对比|比照|相较|高于|低于)$")

MarkKind = Literal["year", "list", "span", "since", "from", "loose", "each", "nth", "this", "same", "last"]


@dataclass(frozen=True, slots=True)
class YearMark:
    """`years` are those named; `compared`: another year is held against it; `nth`: it is so many years behind
    the one where what is told began, or, if negative, behind the one last named."""

    start: int
    end: int
    kind: MarkKind
    years: tuple[int, ...]
    compared: bool
    nth: int = 0


_NTH = {"第一年": 0, "首年": 0, "第二年": 1, "第三年": 2, "第四年": 3, "第五年": 4, "次年": -1, "翌年": -1}


def find_years(plain: str) -> Iterator[YearMark]:
    """All words of a half-width text without white space that say of when it speaks."""
    if "年" not in plain and "20" not in plain and "五" not in plain:
        return
    for match in _MARK.finditer(plain):
        kind = match.lastgroup
        years = tuple(map(int, _FOUR.findall(match.group())))
        compared = (
            _BEFORE.search(plain, max(0, match.start() - 3), match.start()) is not None
            or _TIMES_THAT.match(plain, match.end()) is not None
        )
        nth = _NTH.get(match.group(), 0)
        yield YearMark(match.start(), match.end(), kind, years, compared, nth)  # type: ignore[arg-type]


class Timeline:
    """The years that the text speaks of at the place where it has been read to. `years` are several where
    it names several at once, `spanned` where what is said is of several years together, `annual` of each
    year; `relative`: it says 今年, which depends on when it was written."""

    def __init__(self, years: tuple[int, ...] = ()) -> None:
        self.years = years
        self.spanned = self.annual = self.relative = False
        self._began: int | None = None

    def go(self, mark: YearMark) -> None:
        """Reads on past a mark. A year that another is held against changes nothing."""
        if mark.compared or mark.kind == "last":
            return
        if mark.kind == "each":
            self.annual = True
            return
        if mark.kind == "same" and self.years:
            return
        if mark.kind == "nth":
            self._count(mark.nth)
            return
        self.annual = False
        self.relative = mark.kind in ("this", "same")
        self.spanned = mark.kind in ("span", "since", "loose")
        if mark.kind in ("year", "list", "from"):
            self.years = mark.years
            self._began = mark.years[0] if len(mark.years) == 1 else None
        elif self.relative or self.spanned:
            self.years = ()

    def _count(self, nth: int) -> None:
        """ "第二年", "次年": the year is known only where the one is that it is counted from."""
        base = self.year if nth < 0 else self._began
        self.annual = self.relative = False
        self.years, self.spanned = ((base + abs(nth),), False) if base else ((), True)

    def spread(self, many: int) -> tuple[int, ...]:
        """The years from the one where what is told began, so many; none where that is not known."""
        return tuple(range(self._began, self._began + many)) if self._began else ()

    @property
    def year(self) -> int | None:
        """The one year; None where there is none or several."""
        return self.years[0] if len(self.years) == 1 and not self.spanned else None


def years_within(mark: YearMark) -> tuple[int, ...]:
    """All years of a span, or those that are named."""
    return tuple(range(mark.years[0], mark.years[-1] + 1)) if mark.kind == "span" else mark.years


def split_by_year(segment: str) -> list[str]:
    """ "2019年4次、2020年6次" are two parts."""
    years = len([mark for mark in find_years(segment) if mark.kind == "year" and not mark.compared])
    return segment.split("、") if years > 1 else [segment]
