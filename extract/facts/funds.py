"""What the applicant itself set aside and spent, year by year, and what for."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dossier import Evidence
from dossier.facts import FundKind
from extract.facts.assertions import is_of_elsewhere, is_planned
from extract.facts.fund_words import FundWords, Token, Word
from extract.facts.quantities import Amount
from extract.facts.sentences import Sentence
from extract.facts.years import Timeline, YearMark, find_years
from extract.narrative.blocks import Setting, TextBlock

VAGUE = "正文写的是“{}”，不是确数"
_FOR = re.compile(r"(?:主要|全部|专项)?(?:用于|用作|支持|补助|奖励|扶持|奖补)")
_PURPOSE = re.compile(
    r"(?:(?<!奖励)(?<!补助)(?:补贴|补助|奖励|奖补|贴息|资助|扶持|培训|建设|改造|项目|服务|升级|平台))(?:资金)?(?:支出|安排|投入|各)?$"
)
"""An item of a list of what was paid for."""
_LISTED_USE = re.compile(
    r"[(\d①-⑳一二三四五六七八九十、.)]+[一-鿿]{3,20}?(?:资金)?[:,]?\d[\d,.]*[万亿]?元[。;]?$"
)
"""An item of a list of uses that is a paragraph of its own."""
_SUBJECTS = ("fund", "bare", "other")
FUND = "special_fund"
"""The material that tells of it."""
_CLOSE = 8
"""Characters between what belongs together."""
_LISTED = re.compile(r"[一二三四五六七八九十]是|其中|[(①-⑳\d]")
_LIMITS = ("最高", "最多", "上限", "不超过", "不高于", "多达", "以内", "以下")
RELATIVE = "正文写的是“今年”，请核对是哪一年"


@dataclass(frozen=True, slots=True)
class FundAmount:
    """An amount of the fund as one sentence gives it. `part`: it went to one use. `start` and `end` are its
    place in the sentence."""

    year: int | None
    amount: float
    kind: FundKind | None
    annual: bool
    part: bool
    initial: bool
    sentence: Sentence
    start: int
    end: int
    doubts: tuple[str, ...]

    def evidence(self) -> Evidence:
        return self.sentence.evidence()


def read_fund_amounts(blocks: Iterable[TextBlock], words: FundWords, *, city: bool) -> Iterator[FundAmount]:
    """All amounts of the fund that the paragraphs state, in order."""
    for block in blocks:
        if any("元" in s.plain or "亿" in s.plain for s in block.sentences):
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
        self._named = False
        self._kind: FundKind | None = None
        self._part = self._total = self._initial = self._change = self._higher = False
        self._direct: YearMark | None = None
        self._waiting: list[int] = []
        self._known: list[float] = []
        self._ended, self._seen = True, set[int]()
        self._about = self._verb = self._foreign = self._said = False

    def read(self, sentences: Sequence[Sentence]) -> Iterator[FundAmount]:
        for sentence in sentences:
            if not is_of_elsewhere(sentence.plain):
                self._begin(sentence)
                yield from self._read_sentence(sentence)

    def _begin(self, sentence: Sentence) -> None:
        """What a new sentence forgets."""
        self._total = self._initial = self._change = self._higher = False
        self._direct, self._time.annual = None, False
        if not self._home and not self._named:
            self._is_fund = False
        elif not self._part:
            self._is_fund = True
        if self._ended and not _LISTED.match(sentence.plain):
            self._part = False
        self._ended = sentence.text.endswith("。")

    def _read_sentence(self, sentence: Sentence) -> Iterator[FundAmount]:
        plain = sentence.plain
        tokens = self._words.tokens(plain, city=self._city)
        first = next((t.kind for t in tokens if isinstance(t, Word) and t.kind in _SUBJECTS), "other")
        named_other = (t for t in tokens if isinstance(t, Word) and t.kind == "other")
        self._foreign = self._foreign or any("专项" in plain[t.start : t.end] for t in named_other)
        self._about = self._home or self._named or "企业" in plain or not self._foreign
        self._is_fund = self._is_fund or first == "fund" or (first == "bare" and self._about)
        uses = _find_uses(plain, tokens)
        if (
            self._home
            and (one := _LISTED_USE.match(plain))
            and not any(isinstance(t, YearMark) for t in tokens)
        ):
            self._part = self._is_fund = one is not None
        self._verb = False
        self._said = any(isinstance(t, Word) and t.kind in ("fund", "bare") for t in tokens)
        for at, token in enumerate(tokens):
            if isinstance(token, YearMark):
                self._go(token, plain)
            elif isinstance(token, Word):
                self._take(token)
            elif self._is_of_fund(plain, tokens, at) and not self._is_no_level(plain, token):
                found = [
                    self._found(sentence, tokens, at, year, at in uses)
                    for year in self._years_of(plain, tokens, at, at in uses)
                ]
                self._known += [one.amount for one in found]
                yield from found

    def _go(self, mark: YearMark, plain: str) -> None:
        self._time.go(mark)
        self._direct = mark
        self._waiting = list(mark.years) if mark.kind == "list" else []
        if plain[mark.start : mark.end] == "年均":
            # an average is no amount of any year
            self._time.annual, self._time.spanned = False, True
        if plain[: mark.start].endswith(("截至", "截止", "截止到", "截至到")):
            self._time.spanned = True
        if not mark.compared and mark.kind != "last":
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
            case "local":
                self._higher = False
                self._is_fund = self._is_fund or self._home or self._named
            case "higher":
                self._higher, self._is_fund = True, False
            case "budget" | "spent":
                self._kind = "budgeted" if word.kind == "budget" else "spent"
                self._verb = True
            case "part":
                self._part = bool(self._known) or self._home
            case "comma":
                self._change = self._total = self._initial = self._higher = False
                self._direct = None
            case "stop" | "use":
                pass
            case flag:
                setattr(self, f"_{flag}", True)

    def _is_of_fund(self, plain: str, tokens: Sequence[Token], at: int) -> bool:
        """What stands right behind an amount says what it is, else what was last spoken of does."""
        amount, after = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else None
        if (
            isinstance(after, YearMark)
            and after.start - amount.end <= 1
            and plain[amount.end : after.start] == "的"
        ):
            self._go(after, plain)
            after = tokens[at + 2] if at + 2 < len(tokens) else None
        if isinstance(after, Word) and after.kind in _SUBJECTS and after.start - amount.end <= 2 * _CLOSE:
            self._take(after)
        near = self._direct is not None and amount.start - self._direct.end <= _CLOSE
        return self._is_fund and (self._verb or near or self._part)

    def _is_no_level(self, plain: str, amount: Amount) -> bool:
        """Is it no amount set aside or spent: a change, a limit, a share of each, a sum of years, a plan."""
        limit = amount.hedge is not None and amount.hedge.startswith(_LIMITS)
        summed = self._total or (self._time.spanned and not self._time.annual)
        return (
            self._change
            or limit
            or amount.each
            or (summed and not self._part)
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
        if self._time.annual and not len(self._time.years) > 1:
            return [None]
        if len(self._time.years) > 1:
            return self._years_of_list(plain, tokens, at)
        return [self._time.year] if self._time.year or self._said or self._part or use else []

    def _year_before(self) -> int | None:
        return self._time.year - 1 if self._time.year else None

    def _years_of_list(self, plain: str, tokens: Sequence[Token], at: int) -> list[int | None]:
        """ "2019年、2020年分别…": one for each; "均": the same for all; else it is their sum."""
        if any(word in plain[: tokens[at].start] for word in ("均", "每年", "都", "各")):
            return list(self._time.years)
        amounts = sum(isinstance(token, Amount) for token in tokens[at:])
        if self._waiting and amounts >= len(self._waiting):
            return [self._waiting.pop(0)]
        return []

    def _found(
        self, sentence: Sentence, tokens: Sequence[Token], at: int, year: int | None, use: bool
    ) -> FundAmount:
        amount, after = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else None
        assert isinstance(amount, Amount)
        used = isinstance(after, Word) and after.kind == "use" and after.start - amount.end <= 2
        part = self._part or use or (used and any(known > amount.value for known in self._known))
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
            start=amount.start,
            end=amount.end,
            doubts=(*doubts, RELATIVE) if self._time.relative else doubts,
        )


def _find_uses(plain: str, tokens: Sequence[Token]) -> frozenset[int]:
    """The places of amounts that are each said to be for something, where there are several."""
    found = []
    for at, token in enumerate(tokens):
        if isinstance(token, Amount) and not token.each:
            before, after = plain[max(0, token.start - 14) : token.start], plain[token.end : token.end + 6]
            if _FOR.match(after) or _PURPOSE.search(before):
                found.append(at)
    return frozenset(found) if len(found) > 1 else frozenset()
