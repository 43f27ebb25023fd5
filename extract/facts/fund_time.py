"""Of which year a paragraph on the fund speaks at the place where it has been read to."""

import re
from collections.abc import Sequence

from extract.facts.fund_words import Token
from extract.facts.quantities import Amount
from extract.facts.years import Timeline, YearMark

CLOSE = 8
"""Characters between what belongs together."""
_IN_TURN = re.compile(r"分别|依次")
_MANY = {"两": 2, "三": 3, "四": 4, "五": 5}
_FROM = re.compile(r"[由从]$")
_UP_TO = re.compile(r"(?:逐年|逐步)?(?:增加|提高|增长|扩大|上升|提升|减少|下降|降低|调整|增|升|降)?(?:到|至)")
""" "由150万元增加到300万元": the first is of the year before."""
_MONTH = re.compile(r"\d{1,2}月")
_PROMISED = re.compile(r"(?:兑现|兑付|补发|清算|用于)(?:了)?$")
"""A year right behind it is the one of which something was promised, not the one in which it was paid."""
_FEW = 2
_JOINS = re.compile(r"[、,和及与]|以及|")
_ALL_ALIKE = ("均", "每年", "都", "各")


class FundTime:
    """`seen` are the years that the money was said to be of, `direct` is the mark that this part of the
    sentence began with."""

    def __init__(self, years: tuple[int, ...]) -> None:
        self.line = Timeline(years)
        self.direct: YearMark | None = None
        self.waiting: list[int] = []
        self.seen = set[int]()
        self.as_of = False
        self._versus: int | None = None
        self._together: tuple[int, ...] = ()
        self._fiscal = self.dated = self._afar = False
        self._outside: tuple[int, ...] = ()

    def begin(self) -> None:
        """A new sentence."""
        self.direct, self.line.annual = None, False
        self._fiscal = self.as_of = self.dated = False
        self._outside = ()

    def pause(self, mark: str, behind: bool) -> None:
        """A comma or bracket. The years within a bracket `behind` an amount are not those of what goes on."""
        self.direct = None
        if mark == "(" and behind:
            self._outside = () if self.line.spanned else self.line.years
        elif mark == ")" and self._outside:
            self.line.years, self.line.spanned = self._outside, False
            self._outside = ()

    @property
    def is_carried(self) -> bool:
        """Is the year one of several that earlier sentences named."""
        return not self.dated and len(self.seen) > 1

    def is_of_last(self, year: int | None) -> bool:
        """Is the year only known as the one before one of another sentence: "去年"."""
        direct = self.direct
        last = direct is not None and direct.kind == "last" and not direct.compared
        return last and self._afar and year == self._versus

    def is_first_of_year(self, tokens: Sequence[Token], at: int) -> bool:
        """Is an amount the first behind the year that its part of the sentence begins with."""
        mark = self.direct
        between = tokens[tokens.index(mark) : at] if mark in tokens[:at] else [tokens[at]]
        return not any(isinstance(token, Amount) for token in between)

    def go(self, mark: YearMark, plain: str) -> bool:
        """Reads on past a mark; whether another year is spoken of from here."""
        ahead = plain[: mark.start]
        near = self.direct is not None and ahead[self.direct.end :] in ("", "的")
        if mark.kind == "each" and near and self.direct and self.direct.kind == "year":
            return False  # "2020年的每年…" is of that year
        if self._fiscal and _MONTH.match(plain, mark.end):
            return False  # "2020年度…于2021年3月下达"
        self._fiscal = self._fiscal or plain[mark.start : mark.end].endswith("年度")
        if mark.kind == "year" and mark.years[0] < (self.line.year or 0) and _PROMISED.search(ahead):
            return False
        self.line.go(mark)
        self._afar = mark.kind == "last" and not self.dated
        self.direct, self.dated = mark, True
        self._await(mark, plain)
        if plain[mark.start : mark.end] == "年均":
            # an average is no amount of any year
            self.line.annual, self.line.spanned = False, True
        self.as_of = ahead.endswith(("截至", "截止", "截止到", "截至到"))
        if mark.compared or mark.kind == "last":
            self._versus = mark.years[0] if mark.years else self.year_before
            return False
        self.seen.update(() if self._outside else self.line.years if mark.kind == "nth" else mark.years)
        return True

    def _await(self, mark: YearMark, plain: str) -> None:
        """Several years at once, whose amounts follow in turn."""
        self.waiting = list(mark.years) if mark.kind == "list" else []
        span = mark.kind == "span" and len(mark.years) == 2
        if span or mark.kind == "list":
            self._together = tuple(range(mark.years[0], mark.years[-1] + 1)) if span else mark.years
        if span and _IN_TURN.search(plain[mark.end : mark.end + 24]):
            self._spread(range(mark.years[0], mark.years[1] + 1))
        many = _MANY.get(plain[mark.start], 0) if mark.kind == "loose" else 0
        if many and _IN_TURN.search(plain[mark.end : mark.end + 12]):
            seen = sorted(self.seen)
            years = seen if len(seen) == many else self.line.spread(many) if len(seen) < _FEW else ()
            self._spread(years) if years else None

    def look_ahead(self, plain: str, tokens: Sequence[Token], at: int) -> None:
        """ "2017—2020年共…，各年度分别为…": as many amounts in turn as the years that were named together."""
        others = [t for t in tokens[:at] if isinstance(t, YearMark | Amount)]
        since = plain[others[-1].end if others else 0 : tokens[at].start]
        if self.waiting or len(self._together) < _FEW or not _IN_TURN.search(since):
            return
        run, end = 0, tokens[at].start
        for token in tokens[at:]:
            if isinstance(token, Amount) and _JOINS.fullmatch(plain[end : token.start]):
                run, end = run + 1, token.end
        if run == len(self._together):
            self._spread(self._together)

    def _spread(self, years: Sequence[int]) -> None:
        self.waiting = list(years)
        self.line.years, self.line.spanned = tuple(years), False

    @property
    def year_before(self) -> int | None:
        return self.line.year - 1 if self.line.year else None

    def years_of(self, plain: str, tokens: Sequence[Token], at: int, *, told: bool) -> list[int | None]:
        """Those of an amount: one, or each of several; none where it cannot be of any. `told`: something says
        that it is the fund's, so that it is one of no stated year where none is known."""
        amount = tokens[at]
        if (near := self.direct) and (near.compared or near.kind == "last"):
            between = plain[near.end : amount.start]
            later = tokens[tokens.index(near) : at]
            if len(between) <= CLOSE and not any(isinstance(t, Amount) for t in later):
                return [near.years[0] if near.years else self.year_before]
        if _FROM.search(plain[: amount.start]) and _UP_TO.match(plain, amount.end):
            return [self._versus] if self._versus else []
        if self.line.annual and not len(self.line.years) > 1:
            return [None]
        if len(self.line.years) > 1:
            return self._years_of_list(plain, tokens, at)
        return [self.line.year] if self.line.year or told else []

    def _years_of_list(self, plain: str, tokens: Sequence[Token], at: int) -> list[int | None]:
        """ "2019年、2020年分别…": one for each; "均": the same for all; else it is their sum."""
        ends = [token.end for token in tokens[:at] if isinstance(token, YearMark | Amount)]
        since = plain[ends[-1] if ends else 0 : tokens[at].start]
        if any(word in since for word in _ALL_ALIKE) and not _IN_TURN.search(since):
            return list(self.line.years)
        if _IN_TURN.search(since):
            self.dated = True
            self.waiting = self.waiting or list(self.line.years)
        amounts = sum(isinstance(token, Amount) for token in tokens[at:])
        if self.waiting and amounts >= len(self.waiting):
            return [self.waiting.pop(0)]
        return []
