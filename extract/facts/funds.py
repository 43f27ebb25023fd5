"""What the applicant itself set aside and spent, year by year, and what for."""

import re
from collections.abc import Collection, Iterator, Sequence

from dossier.facts import FundKind
from extract.facts.assertions import is_of_elsewhere, is_planned
from extract.facts.fund_amounts import (
    AS_OF,
    DENIED,
    LAST,
    RELATIVE,
    VAGUE,
    WHICH_YEAR,
    FundAmount,
    is_limit,
    with_mixed,
)
from extract.facts.fund_certainty import with_certainty
from extract.facts.fund_items import begins_item, goes_on_with_list, heads_uses, is_led, is_listed_use
from extract.facts.fund_sums import Place, Sums, find_sums
from extract.facts.fund_time import CLOSE, FundTime
from extract.facts.fund_uses import find_purpose, find_uses, is_gift, is_labelled, is_taken_from, names_object
from extract.facts.fund_words import (
    SUBJECTS,
    FundWords,
    Token,
    Word,
    first_subject,
    is_behind_amount,
    kind_of_heading,
)
from extract.facts.quantities import Amount
from extract.facts.sentences import Sentence
from extract.facts.years import YearMark, find_years
from extract.narrative.blocks import Setting

FUND = "special_fund"  # the material that tells of it
_GOES_WITH = re.compile(rf"[^、,;:和及与]{{0,{2 * CLOSE}}}")
"""Between an amount and the money that it is of."""
_OF_YEAR = re.compile(r"/年|的20\d\d年度?")
"""The year of an amount, right behind it."""
_SET_UP = re.compile(r",(?:用于|专门|专项|用来)?(?:设立|设置|建立)了?(?:20\d\d年度?)?(?:[县区市]级|本级)?的?")
_LABEL = 12  # characters of a sentence that only heads the next
_COPULA = re.compile(r"(?:变成了?|变为|升至|增[加至到]{1,2}|提高[到至]|达到?|为|是)$")
_REACHED = re.compile(r"(?:达到|增[加长]?[到至]|提高[到至]|升至)$")
_OF_YEARS = re.compile(r"[,(]?其中:?20\d\d年")
"""Behind a sum over years up to some day, of which one year's part is told."""


class FundReader:
    """Goes through a paragraph and knows at each amount what was last spoken of."""

    def __init__(
        self, words: FundWords, setting: Setting, *, city: bool, told: Collection[float] = ()
    ) -> None:
        """`told` are the amounts of the fund that were told before."""
        self._words, self._city = words, city
        named = any("专项资金" in heading or words.names_fund(heading) for heading in setting.headings)
        self._home = FUND in setting.materials or named
        heads = [mark.years for heading in setting.headings for mark in find_years(heading)]
        single = [years for years in heads if len(years) == 1]
        self._time = FundTime(single[-1] if single and "以来" not in setting.headings[-1] else ())
        self._is_fund, self._denied = self._home, False
        self._uses = any(heads_uses(heading) for heading in setting.headings[-1:])
        self._named = self._elsewhere = False
        self._kind: FundKind | None = None
        self._kind_here = kind_of_heading(words, setting.headings, city=city)
        self._part = self._total = self._initial = self._change = self._higher = False
        self._known: list[float] = []
        self._told_before = told
        self._year_of: dict[float, int] = {}
        self._upper: list[tuple[Place, float]] = []
        self._sums, self._number = Sums(), 0
        self._ended = self._told = True
        self._about = self._verb = self._foreign = self._said = self._acted = False

    @property
    def years(self) -> Sequence[int]:
        """All that the money was said to be of."""
        return sorted(self._time.seen)

    def go_on(self, years: Sequence[int]) -> None:
        """The fund is spoken of without being named, in the one year that was spoken of before."""
        self._home = self._is_fund = True
        if len(years) == 1:
            self._time = FundTime(tuple(years))

    def read(self, sentences: Sequence[Sentence]) -> Iterator[FundAmount]:
        told = [sentence for sentence in sentences if not is_of_elsewhere(sentence.plain)]
        plains = [sentence.plain for sentence in told]
        tokens = [self._words.tokens(plain, city=self._city) for plain in plains]
        self._sums = find_sums(plains, tokens, self._told_before)
        found: list[FundAmount] = []
        for self._number, sentence in enumerate(told):
            found += self._read_sentence(sentence, tokens[self._number])
        for one in found:
            sure = with_certainty(one, plains, tokens, self._words.explained(city=self._city))
            yield with_mixed(sure, self._upper, plains)

    def _begin(self, sentence: Sentence, tokens: Sequence[Token]) -> None:
        """What a new sentence forgets; an item may be headed by the name of another pot."""
        if self._number == 0 or begins_item(sentence.plain):
            led = is_led(sentence.plain)
            self._elsewhere = led and first_subject(tokens) not in ("fund", "bare")
            self._named = self._named and not self._elsewhere
        self._total = self._initial = self._change = self._higher = False
        self._time.begin()
        if self._ended and not goes_on_with_list(sentence.plain):
            self._part = False
        if not self._named and (self._elsewhere or not self._home):
            self._is_fund = False
        elif not self._part:
            self._is_fund = True
        self._ended = sentence.text.endswith("。")
        self._kind = self._kind if self._told else None
        self._told = len(sentence.plain) <= _LABEL

    def _read_sentence(self, sentence: Sentence, tokens: Sequence[Token]) -> Iterator[FundAmount]:
        self._begin(sentence, tokens)
        plain, first = sentence.plain, first_subject(tokens)
        others = (t for t in tokens if isinstance(t, Word) and t.kind == "other")
        self._foreign = self._foreign or any("专项" in plain[t.start : t.end] for t in others)
        self._about = self._home or self._named or "企业" in plain or not self._foreign
        self._is_fund = self._is_fund or first == "fund" or (first == "bare" and self._about)
        uses = find_uses(plain, tokens)
        dated = any(isinstance(token, YearMark) for token in tokens)
        listed = self._uses or (not dated and is_listed_use(plain))
        if self._home and not self._elsewhere and listed:
            self._part = self._is_fund = True
        self._verb = self._acted = False
        self._said = any(isinstance(t, Word) and t.kind in ("fund", "bare") for t in tokens)
        last = None
        for at, token in enumerate(tokens):
            if isinstance(token, YearMark):
                self._go(token, plain)
            elif isinstance(token, Word):
                direct = self._time.direct
                colon = plain[token.start] == ":" and direct and token.start == direct.end
                if not colon:
                    self._take(token, plain[token.start], is_behind_amount(tokens, at))
            elif self._is_of_fund(plain, tokens, at) and not self._is_no_level(plain, token):
                self._go_back_to(token.value)
                for year in self._years_of(plain, tokens, at, at in uses):
                    one = last = self._found(sentence, tokens, at, year, at in uses)
                    self._known.append(one.amount)
                    if year and one.kind != "spent":
                        self._year_of.setdefault(one.amount, year)
                    self._told = True
                    yield one
            elif self._higher:
                self._upper.append(((self._number, token.start), token.value))
        self._kind = last.kind if last else self._kind  # what stands behind the last amount is not carried

    def _go_back_to(self, value: float) -> None:
        """ "380万元专项资金实际使用374万元": an amount that was told of another year, where the sentence says
        of none, is of that year, and so is what follows."""
        year = self._year_of.get(value)
        if year and not self._time.dated and len(self._time.seen) > 1:
            self._time.line.years, self._time.dated = (year,), True

    def _go(self, mark: YearMark, plain: str) -> None:
        if self._time.go(mark, plain):
            self._part = self._initial = False

    def _take(self, word: Word, first: str = "", behind: bool = False) -> None:
        match word.kind:
            case "fund" | "bare" if self._higher:
                self._is_fund = False
            case "fund":
                self._denied = False
                self._is_fund, self._named, self._part, self._verb = True, True, False, True
            case "bare" if self._about:
                self._is_fund, self._part, self._verb, self._denied = True, False, True, False
            case "other" | "bare":
                self._is_fund = False
            case "purse":
                self._is_fund = self._is_fund and self._part
            case "denied":
                self._is_fund, self._named, self._denied = False, False, True
            case "local":
                self._higher = False
                self._is_fund = self._is_fund or (self._home and not self._elsewhere) or self._named
            case "higher":
                self._higher, self._is_fund = True, False
            case "budget" if self._denied and self._time.direct:
                # there was none before, and then there was
                self._is_fund, self._kind, self._verb, self._acted = True, "budgeted", True, True
            case "budget" | "spent":
                self._kind = "budgeted" if word.kind == "budget" else "spent"
                self._verb = self._acted = True
            case "grant":
                self._kind = self._kind if self._acted else "spent"
                self._verb = True
            case "part":
                self._part = bool(self._known) or self._home or self._is_fund
                self._kind = "spent" if first in ("使", "支") else self._kind  # "使用：", "支出情况："
            case "comma":
                self._change = self._total = self._initial = self._higher = self._acted = False
                self._time.pause(first, behind)
            case "stop" | "use":
                pass
            case flag:
                setattr(self, f"_{flag}", True)

    def _is_of_fund(self, plain: str, tokens: Sequence[Token], at: int) -> bool:
        """What stands right behind an amount says what it is, else what was last spoken of does."""
        self._time.look_ahead(plain, tokens, at)
        amount, after = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else None
        if self._is_named_behind(plain, tokens, at):
            return True
        if isinstance(after, YearMark) and _OF_YEAR.fullmatch(plain, amount.end, after.end):
            self._go(after, plain)
            after = tokens[at + 2] if at + 2 < len(tokens) else None
        between = plain[amount.end : after.start] if after else ""
        if isinstance(after, Word) and after.kind in SUBJECTS and _GOES_WITH.fullmatch(between):
            self._take(after)
        direct = self._time.direct
        near = direct is not None and amount.start - direct.end <= CLOSE
        near = near or (self._time.dated and _COPULA.search(plain, 0, amount.start) is not None)
        place = self._number, amount.start
        if place in self._sums.parts | self._sums.wholes and not self._higher and (self._home or self._named):
            return not self._elsewhere
        return self._is_fund and (self._verb or near or self._part or bool(self._time.waiting))

    def _is_named_behind(self, plain: str, tokens: Sequence[Token], at: int) -> bool:
        """ "挤出资金380万元，设立了2020年度中小企业发展专项资金"."""
        set_up = _SET_UP.match(plain, tokens[at].end)
        fund = next((t for t in tokens[at:] if isinstance(t, Word) and t.kind == "fund"), None)
        if not (set_up and fund and fund.start == set_up.end()):
            return False
        for mark in tokens[at : tokens.index(fund)]:
            if isinstance(mark, YearMark):
                self._go(mark, plain)
        self._kind = "budgeted"
        return True

    def _is_no_level(self, plain: str, amount: Amount) -> bool:
        """Is it none set aside or spent: a change, a limit, a share of each, a sum of years, a plan."""
        summed = self._total or (self._time.line.spanned and not self._time.line.annual)
        return (
            (self._change and _REACHED.search(plain, 0, amount.start) is None)
            or is_limit(amount)
            or amount.each
            or (self._time.as_of and _OF_YEARS.match(plain, amount.end) is not None)
            or (summed and not self._part and (self._number, amount.start) not in self._sums.wholes)
            or (self._number, amount.start) in self._sums.mixed | self._sums.pots | self._sums.shares
            or is_planned(plain[: amount.start])
        )

    def _years_of(self, plain: str, tokens: Sequence[Token], at: int, use: bool) -> list[int | None]:
        amount = tokens[at]
        summed = (self._number, amount.start) in self._sums.parts | self._sums.wholes
        return self._time.years_of(plain, tokens, at, told=self._said or self._part or use or summed)

    def _found(
        self, sentence: Sentence, tokens: Sequence[Token], at: int, year: int | None, use: bool
    ) -> FundAmount:
        amount = tokens[at]
        assert isinstance(amount, Amount)
        place, part = (self._number, amount.start), self._is_part(sentence.plain, tokens, at, use)
        if part and year and year != max(self._time.seen, default=year):
            # what the parts are of is not sure where the text went back to an earlier year before them
            year = None
        doubts = (*sentence.doubts, *((VAGUE.format(amount.hedge),) if amount.hedge else ()))
        return FundAmount(
            year=year,
            amount=amount.value,
            kind=self._kind or self._kind_here,
            annual=self._time.line.annual and year is None,
            part=part,
            initial=self._initial,
            sentence=sentence,
            number=self._number,
            start=amount.start,
            end=amount.end,
            doubts=(
                *doubts,
                *((AS_OF,) if self._time.as_of and place not in self._sums.parts else ()),
                *((RELATIVE,) if self._time.line.relative else ()),
                *((LAST,) if self._time.is_of_last(year) else ()),
                *((WHICH_YEAR,) if year and self._time.is_carried and place not in self._sums.parts else ()),
                *((DENIED,) if self._denied else ()),
            ),
        )

    def _is_part(self, plain: str, tokens: Sequence[Token], at: int, use: bool) -> bool:
        """Did it go to one use, which is said, and is not all that the list of uses adds up to."""
        amount, after = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else None
        place = self._number, amount.start
        purpose = find_purpose(plain, amount.start, amount.end)
        if place in self._sums.wholes or purpose is None:
            return False
        if is_gift(purpose) and self._time.is_first_of_year(tokens, at):
            return False
        used = isinstance(after, Word) and after.kind == "use" and after.start - amount.end <= 2
        larger = isinstance(amount, Amount) and any(known > amount.value for known in self._known)
        labelled = is_labelled(plain) and first_subject(tokens) not in ("fund", "bare")
        listed = self._part or use or labelled or (used and larger) or place in self._sums.parts
        return listed or is_taken_from(plain[: amount.start]) or names_object(plain, tokens, at)
