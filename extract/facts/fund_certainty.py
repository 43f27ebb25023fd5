"""Whether all that is said around an amount of the fund is understood: of what year it is, whose money, set
aside or spent. An amount beside words that the reader does not know keeps a doubt."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.facts.fund_amounts import FundAmount
from extract.facts.fund_words import Token, Word
from extract.facts.quantities import Amount
from extract.facts.years import YearMark

UNREAD = "这一句里的“{}”没有读懂，请核对这笔资金是哪一级的、哪一年的、是预算还是支出"
UNREAD_LABEL = "表头里的“{}”没有读懂，请核对这一格是不是本级专项资金、是哪一年的"
OF_ABOVE = "同一句里说到上级或者别的资金，请核对这一笔是不是本级的专项资金"
JOINT = "这一句说的是几级或者几家合在一起的资金，请核对本级专项资金是多少"
PART_OF_YEAR = "这一句说的只是一年里的几个月或者其中一批，请核对全年是多少"
NO_YEAR = "没有写明是哪一年的资金，请核对"

_BREAK = re.compile(r"[,;。:()!](?!\d{3}(?!\d))")
_FOR = re.compile(
    r"对[^,;。:()]{2,30}?(?:进行|给予|予以|实施)(?:补助|奖励|贴息|补贴|奖补|扶持)|(?:主要|全部|专项|重点|专门|集中|均|将)*(?:用于|用作|用在|投向|支持|扶持|补助|奖励|资助|奖补|补贴)"
)
"""What stands from here on says what the money was for."""
_FOR_WHAT = re.compile(r"(?:用于|支持|扶持|促进|鼓励|引导|推动)[^,;。:()\d]{2,24}?的?(?=专项资金|资金)")
_APPROVED = re.compile(r"经[^,;。:()\d]{2,20}?(?:批准|审议|同意|审定|研究|通过|决定|批复)(?:通过|同意|决定)?")
_AMID = re.compile(r"在[^,;。:()\d]{2,30}(?:情况|形势|背景|条件|压力|前提|基础)[之]?[下上]")
_COUNTS = re.compile(
    r"(?:共|向|对|为|给|惠及|涉及)*\d+(?:余|多)?(?:个|家|户|项|批|笔|次|名|人|类|条)(?:企业|项目|单位)?"
    r"|\d+(?:\.\d+)?%|百分之[一-鿿]+|[上中下]旬|\d{1,2}月(?:\d{1,2}日|份|底|初)?(?:前|起)?|第?[一二三四五六]批"
)
_MARKS = re.compile(
    r"单位|\([万亿]?元\)|[,:]|^[(]?[\d一二三四五六七八九十]{1,2}(?:[.、)][\d、.]*)|[①-⑳●◆■▲★◇□○→|/\-—“”、·]"
)
_THOSE = re.compile(r"[两三四五]个?年度?")
"""Behind several years: "2019、2020两年"."""
_JOINED = re.compile(
    r"[两三]级|各级财政|共同(?:出资|安排|设立|筹|承担)|[省市][、和与及]?[县区](?![城域])|财政[、和与及][^,;。]{0,6}财政"
)
_PARTLY = re.compile(
    r"\d{1,2}月?(?:至|-|—|~|到)\d{1,2}月|[上下]半年|前?[一二三四]个?季度|前\d{1,2}个月|(?:第[一二三四五六]|首)批"
)
_ABOVE = ("higher", "other", "denied")
_OWN = ("fund", "bare", "local")
_KNOWN = ("higher", "other", "denied", "purse")
"""Kinds of words that are known, but name no money of the fund."""


def with_certainty(
    one: FundAmount,
    plains: Sequence[str],
    tokens: Sequence[Sequence[Token]],
    explained: re.Pattern[str],
) -> FundAmount:
    """With the doubts that the words around it leave; `explained` are those that say nothing else."""
    if one.part:
        above = _is_of_above(one, tokens[one.number])
        return replace(one, doubts=(*one.doubts, OF_ABOVE)) if above else one
    undated = () if one.year or one.annual else (NO_YEAR,)
    doubts = [*_of_words(one, plains[one.number], tokens[one.number], explained), *undated]
    return replace(one, doubts=(*one.doubts, *doubts)) if doubts else one


def _is_of_above(one: FundAmount, tokens: Sequence[Token]) -> bool:
    """Is money from above spoken of right ahead of what went to one use."""
    floor = max([t.end for t in tokens if isinstance(t, Amount) and t.end <= one.start], default=0)
    return any(isinstance(t, Word) and t.kind == "higher" and floor <= t.start < one.start for t in tokens)


def _of_words(
    one: FundAmount, plain: str, tokens: Sequence[Token], explained: re.Pattern[str]
) -> Iterator[str]:
    start, end = _own_words(one, plain, tokens)
    rest = _unexplained(plain, start, end, tokens, one, explained)
    if rest:
        yield UNREAD.format(rest)
    floor = max([t.end for t in tokens if isinstance(t, Amount) and t.end <= one.start], default=0)
    ahead = [t for t in tokens if isinstance(t, Word) and floor <= t.start < one.start]
    own = max((t.start for t in ahead if t.kind in _OWN), default=-1)
    if any(t.kind in _ABOVE and t.start > own for t in ahead):
        yield OF_ABOVE
    if _PARTLY.search(plain[floor : one.start]):
        yield PART_OF_YEAR
    if _JOINED.search(plain[floor : one.start]) and "分别" not in plain:
        yield JOINT


def unread_of_label(label: str, tokens: Sequence[Token], explained: re.Pattern[str]) -> tuple[str, ...]:
    """The doubt that the words above and beside a figure of a table leave."""
    text = list(label)
    for token in tokens:
        if isinstance(token, Word) and token.kind in _KNOWN:
            continue
        text[token.start : token.end] = " " * (token.end - token.start)
    rest = _without_known("".join(text), explained)
    return (UNREAD_LABEL.format(rest),) if rest else ()


def _own_words(one: FundAmount, plain: str, tokens: Sequence[Token]) -> tuple[int, int]:
    """The part of the sentence between pauses and other amounts in which it stands."""
    breaks = [match.end() for match in _BREAK.finditer(plain)]
    others = [t for t in tokens if isinstance(t, Amount) and (t.end <= one.start or t.start >= one.end)]
    owned = max((t.end for t in tokens if isinstance(t, Word) and t.kind in _OWN), default=0)
    # a label or what stands ahead of a bracket goes for an amount that does not say whose it is
    breaks_ahead = [b for b in breaks if b <= one.start and (plain[b - 1] not in "(:" or b < owned)]
    start = max([*breaks_ahead, *(t.end for t in others if t.end <= one.start), 0])
    end = min(
        [b - 1 for b in breaks if b > one.end]
        + [t.start for t in others if t.start >= one.end]
        + [len(plain)]
    )
    return start, max(end, one.end)


def _unexplained(
    plain: str, start: int, end: int, tokens: Sequence[Token], one: FundAmount, explained: re.Pattern[str]
) -> str:
    """What is left of the words around an amount when all that is known is taken away."""
    purpose = _FOR.match(plain, one.end) or _FOR.search(plain, one.end, end)
    end = purpose.start() if purpose else end
    text = list(plain[start:end])
    for token in tokens:
        if isinstance(token, Word) and token.kind in _KNOWN and token.start < one.start:
            continue
        those = _THOSE.match(plain, token.end) if isinstance(token, YearMark) else None
        for at in range(max(token.start, start), min(those.end() if those else token.end, end)):
            text[at - start] = " "
    return _without_known("".join(text), explained)


def _without_known(text: str, explained: re.Pattern[str]) -> str:
    for pattern in (_FOR_WHAT, _APPROVED, _AMID, _COUNTS, _MARKS, explained):
        text = pattern.sub(" ", text)
    return "".join(text.split())
