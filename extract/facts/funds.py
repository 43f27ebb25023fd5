"""What the applicant itself set aside and spent, year by year, and what for."""

import re
from collections.abc import Iterable, Iterator, Sequence

from dossier.facts import FundKind
from extract.facts.assertions import is_of_elsewhere, is_planned
from extract.facts.fund_amounts import AS_OF, RELATIVE, VAGUE, FundAmount, with_mixed
from extract.facts.fund_sums import Place, Sums, find_sums
from extract.facts.fund_uses import find_purpose, find_uses, names_object
from extract.facts.fund_words import FundWords, Token, Word
from extract.facts.quantities import Amount
from extract.facts.sentences import Sentence
from extract.facts.years import Timeline, YearMark, find_years
from extract.narrative.blocks import Setting, TextBlock

_MARK = r"[(\d①-⑳一二三四五六七八九十、.)]"
_LISTED_USE = re.compile(rf"{_MARK}+[一-鿿]{{3,20}}?(?:资金)?[:,]?\d[\d,.]*[万亿]?元[。;]?$")
"""An item of a list of uses that is a paragraph of its own."""
_LED = re.compile(rf"{_MARK}*[一-鿿“”]{{2,20}}(?:资金|基金)[。:]")
"""The words that head a paragraph, where they name a pot of money."""
_ITEM = re.compile(r"[(][\d一二三四五六七八九十]+[)]|\d{1,2}[.、](?!\d)|[①-⑳]|[一二三四五六七八九十][是、]")
_SUBJECTS = ("fund", "bare", "other", "denied", "purse")
FUND = "special_fund"
"""The material that tells of it."""
_CLOSE = 8
"""Characters between what belongs together."""
_IN_TURN = re.compile(r"分别|依次")
_MANY = {"两": 2, "三": 3, "四": 4, "五": 5}
_FROM = re.compile(r"[由从]$")
_UP_TO = re.compile(r"(?:逐年|逐步)?(?:增加|提高|增长|扩大|上升|提升|减少|下降|降低|调整|增|升|降)?(?:到|至)")
""" "由150万元增加到300万元": the first is of the year before."""
_MONTH = re.compile(r"\d{1,2}月")
_GOES_WITH = re.compile(rf"[^、,;:和及与]{{0,{2 * _CLOSE}}}")
"""Between an amount and the money that it is of."""
_LISTED = re.compile(r"[一二三四五六七八九十]是|其中|[(①-⑳\d]")
_LIMITS = ("最高", "最多", "上限", "不超过", "不高于", "多达", "以内", "以下")
_PROMISED = re.compile(r"(?:兑现|兑付|补发|清算|用于)(?:了)?$")
"""A year right behind it is the one of which something was promised, not the one in which it was paid."""


def read_fund_amounts(blocks: Iterable[TextBlock], words: FundWords, *, city: bool) -> Iterator[FundAmount]:
    """All amounts of the fund that the paragraphs state, in order."""
    for block in blocks:
        if any(set("元亿万") & set(s.plain) for s in block.sentences):
            yield from _Reader(words, block.setting, city=city).read(block.sentences)


class _Reader:
    """Goes through a paragraph and knows at each amount what was last spoken of."""

    def __init__(self, words: FundWords, setting: Setting, *, city: bool) -> None:
        self._words, self._city = words, city
        self._home = FUND in setting.materials or any(
            "专项资金" in heading or words.names_fund(heading) for heading in setting.headings
        )
        heads = [mark.years for heading in setting.headings for mark in find_years(heading)]
        single = [years for years in heads if len(years) == 1]
        self._time = Timeline(single[-1] if single and "以来" not in setting.headings[-1] else ())
        self._is_fund = self._home
        self._named = self._elsewhere = False
        self._kind: FundKind | None = None
        self._part = self._total = self._initial = self._change = self._higher = False
        self._direct: YearMark | None = None
        self._waiting: list[int] = []
        self._versus: int | None = None
        self._known: list[float] = []
        self._upper: list[Place] = []
        self._sums, self._number = Sums(), 0
        self._ended, self._seen = True, set[int]()
        self._about = self._verb = self._foreign = self._said = self._acted = self._fiscal = self._as_of = (
            False
        )

    def read(self, sentences: Sequence[Sentence]) -> Iterator[FundAmount]:
        told = [sentence for sentence in sentences if not is_of_elsewhere(sentence.plain)]
        plains = [sentence.plain for sentence in told]
        tokens = [self._words.tokens(plain, city=self._city) for plain in plains]
        self._sums = find_sums(plains, tokens)
        found: list[FundAmount] = []
        for self._number, sentence in enumerate(told):
            self._begin(sentence, tokens[self._number])
            found += self._read_sentence(sentence, tokens[self._number])
        yield from (with_mixed(one, self._upper, plains) for one in found)

    def _begin(self, sentence: Sentence, tokens: Sequence[Token]) -> None:
        """What a new sentence forgets; an item may be headed by the name of another pot."""
        if self._number == 0 or _ITEM.match(sentence.plain):
            led = _LED.match(sentence.plain) is not None
            self._elsewhere = led and _first(tokens) not in ("fund", "bare")
            self._named = self._named and not self._elsewhere
        self._total = self._initial = self._change = self._higher = False
        self._direct, self._time.annual = None, False
        if self._ended and not _LISTED.match(sentence.plain):
            self._part = False
        if not self._named and (self._elsewhere or not self._home):
            self._is_fund = False
        elif not self._part:
            self._is_fund = True
        self._ended = sentence.text.endswith("。")

    def _read_sentence(self, sentence: Sentence, tokens: Sequence[Token]) -> Iterator[FundAmount]:
        plain = sentence.plain
        first = _first(tokens)
        named_other = (t for t in tokens if isinstance(t, Word) and t.kind == "other")
        self._foreign = self._foreign or any("专项" in plain[t.start : t.end] for t in named_other)
        self._about = self._home or self._named or "企业" in plain or not self._foreign
        self._is_fund = self._is_fund or first == "fund" or (first == "bare" and self._about)
        uses = find_uses(plain, tokens)
        dated = any(isinstance(token, YearMark) for token in tokens)
        if self._home and not self._elsewhere and not dated and _LISTED_USE.match(plain):
            self._part = self._is_fund = True
        self._verb = self._acted = self._fiscal = self._as_of = False
        self._said = any(isinstance(t, Word) and t.kind in ("fund", "bare") for t in tokens)
        for at, token in enumerate(tokens):
            if isinstance(token, YearMark):
                self._go(token, plain)
            elif isinstance(token, Word):
                colon = plain[token.start] == ":" and self._direct and token.start == self._direct.end
                if not colon:
                    self._take(token)
            elif self._is_of_fund(plain, tokens, at) and not self._is_no_level(plain, token):
                for year in self._years_of(plain, tokens, at, at in uses):
                    one = self._found(sentence, tokens, at, year, at in uses)
                    self._known.append(one.amount)
                    yield one
            elif self._higher:
                self._upper.append((self._number, token.start))

    def _go(self, mark: YearMark, plain: str) -> None:
        ahead = plain[: mark.start]
        near = self._direct is not None and ahead[self._direct.end :] in ("", "的")
        if mark.kind == "each" and near and self._direct and self._direct.kind == "year":
            return  # "2020年的每年…" is of that year
        if self._fiscal and _MONTH.match(plain, mark.end):
            return  # "2020年度…于2021年3月下达"
        self._fiscal = self._fiscal or plain[mark.start : mark.end].endswith("年度")
        if mark.kind == "year" and mark.years[0] < (self._time.year or 0) and _PROMISED.search(ahead):
            return
        self._time.go(mark)
        self._direct = mark
        self._waiting = list(mark.years) if mark.kind == "list" else []
        if mark.kind == "span" and len(mark.years) == 2 and _IN_TURN.search(plain[mark.end : mark.end + 24]):
            self._waiting = list(range(mark.years[0], mark.years[1] + 1))
            self._time.years, self._time.spanned = tuple(self._waiting), False
        many = _MANY.get(plain[mark.start], 0) if mark.kind == "loose" else 0
        if many and _IN_TURN.search(plain[mark.end : mark.end + 12]) and self._time.spread(many):
            self._waiting = list(self._time.spread(many))
            self._time.years, self._time.spanned = tuple(self._waiting), False
        if plain[mark.start : mark.end] == "年均":
            # an average is no amount of any year
            self._time.annual, self._time.spanned = False, True
        self._as_of = ahead.endswith(("截至", "截止", "截止到", "截至到"))
        if mark.compared or mark.kind == "last":
            self._versus = mark.years[0] if mark.years else self._year_before()
        else:
            self._seen.update(mark.years)
            self._part = self._initial = False

    def _take(self, word: Word) -> None:
        match word.kind:
            case "fund" | "bare" if self._higher:
                self._is_fund = False
            case "fund":
                self._is_fund, self._named, self._part, self._verb = True, True, False, True
            case "bare" if self._about:
                self._is_fund, self._part, self._verb = True, False, True
            case "other" | "bare":
                self._is_fund = False
            case "purse":
                self._is_fund = self._is_fund and self._part
            case "denied":
                self._is_fund, self._elsewhere, self._named = False, True, False
            case "local":
                self._higher = False
                self._is_fund = self._is_fund or (self._home and not self._elsewhere) or self._named
            case "higher":
                self._higher, self._is_fund = True, False
            case "budget" | "spent":
                self._kind = "budgeted" if word.kind == "budget" else "spent"
                self._verb = self._acted = True
            case "grant":
                self._kind = self._kind if self._acted else "spent"
                self._verb = True
            case "part":
                self._part = bool(self._known) or self._home or self._is_fund
            case "comma":
                self._change = self._total = self._initial = self._higher = self._acted = False
                self._direct = None
            case "stop" | "use":
                pass
            case flag:
                setattr(self, f"_{flag}", True)

    def _is_of_fund(self, plain: str, tokens: Sequence[Token], at: int) -> bool:
        """What stands right behind an amount says what it is, else what was last spoken of does."""
        amount, after = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else None
        if isinstance(after, YearMark) and plain[amount.end : after.start] == "的":
            self._go(after, plain)
            after = tokens[at + 2] if at + 2 < len(tokens) else None
        between = plain[amount.end : after.start] if after else ""
        if isinstance(after, Word) and after.kind in _SUBJECTS and _GOES_WITH.fullmatch(between):
            self._take(after)
        near = self._direct is not None and amount.start - self._direct.end <= _CLOSE
        place = self._number, amount.start
        if place in self._sums.parts | self._sums.wholes and not self._higher and (self._home or self._named):
            return not self._elsewhere
        return self._is_fund and (self._verb or near or self._part or bool(self._waiting))

    def _is_no_level(self, plain: str, amount: Amount) -> bool:
        """Is it none set aside or spent: a change, a limit, a share of each, a sum of years, a plan."""
        limit = amount.hedge is not None and amount.hedge.startswith(_LIMITS)
        summed = self._total or (self._time.spanned and not self._time.annual)
        return (
            self._change
            or limit
            or amount.each
            or (summed and not self._part)
            or (self._number, amount.start) in self._sums.mixed | self._sums.shares
            or is_planned(plain[: amount.start])
        )

    def _years_of(self, plain: str, tokens: Sequence[Token], at: int, use: bool) -> list[int | None]:
        amount = tokens[at]
        if (near := self._direct) and (near.compared or near.kind == "last"):
            between = plain[near.end : amount.start]
            if len(between) <= _CLOSE and not any(
                isinstance(t, Amount) for t in tokens[tokens.index(near) : at]
            ):
                return [near.years[0] if near.years else self._year_before()]
        if _FROM.search(plain[: amount.start]) and _UP_TO.match(plain, amount.end):
            return [self._versus] if self._versus else []
        if self._time.annual and not len(self._time.years) > 1:
            return [None]
        if len(self._time.years) > 1:
            return self._years_of_list(plain, tokens, at)
        summed = (self._number, amount.start) in self._sums.parts | self._sums.wholes
        return [self._time.year] if self._time.year or self._said or self._part or use or summed else []

    def _year_before(self) -> int | None:
        return self._time.year - 1 if self._time.year else None

    def _years_of_list(self, plain: str, tokens: Sequence[Token], at: int) -> list[int | None]:
        """ "2019年、2020年分别…": one for each; "均": the same for all; else it is their sum."""
        ends = [token.end for token in tokens[:at] if isinstance(token, YearMark | Amount)]
        since = plain[ends[-1] if ends else 0 : tokens[at].start]
        if any(word in since for word in ("均", "每年", "都", "各")):
            return list(self._time.years)
        if not self._waiting and _IN_TURN.search(since):
            self._waiting = list(self._time.years)
        amounts = sum(isinstance(token, Amount) for token in tokens[at:])
        if self._waiting and amounts >= len(self._waiting):
            return [self._waiting.pop(0)]
        return []

    def _found(
        self, sentence: Sentence, tokens: Sequence[Token], at: int, year: int | None, use: bool
    ) -> FundAmount:
        amount = tokens[at]
        assert isinstance(amount, Amount)
        part = self._is_part(sentence.plain, tokens, at, use)
        if part and year and year != max(self._seen, default=year):
            # what the parts are of is not sure where the text went back to an earlier year before them
            year = None
        doubts = (*sentence.doubts, *((VAGUE.format(amount.hedge),) if amount.hedge else ()))
        return FundAmount(
            year=year,
            amount=amount.value,
            kind=self._kind,
            annual=self._time.annual and year is None,
            part=part,
            initial=self._initial,
            sentence=sentence,
            number=self._number,
            start=amount.start,
            end=amount.end,
            doubts=(
                *doubts,
                *((AS_OF,) if self._as_of else ()),
                *((RELATIVE,) if self._time.relative else ()),
            ),
        )

    def _is_part(self, plain: str, tokens: Sequence[Token], at: int, use: bool) -> bool:
        """Did it go to one use, which is said, and is not all that the list of uses adds up to."""
        amount, after = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else None
        place = self._number, amount.start
        if place in self._sums.wholes or find_purpose(plain, amount.start, amount.end) is None:
            return False
        used = isinstance(after, Word) and after.kind == "use" and after.start - amount.end <= 2
        larger = isinstance(amount, Amount) and any(known > amount.value for known in self._known)
        listed = self._part or use or (used and larger) or place in self._sums.parts
        return listed or names_object(plain, tokens, at)


def _first(tokens: Sequence[Token]) -> str:
    """What a sentence speaks of first."""
    return next((t.kind for t in tokens if isinstance(t, Word) and t.kind in _SUBJECTS), "other")
