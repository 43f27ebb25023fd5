"""An amount of the special fund as one sentence states it, and what the words behind it say of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dossier import Evidence
from dossier.facts import FundKind
from extract.facts.fund_sums import Place
from extract.facts.quantities import Amount
from extract.facts.sentences import Sentence

_MIXED_IN = re.compile(r"其中|组成|包括|含|来源")
VAGUE = "正文写的是“{}”，不是确数"
RELATIVE = "正文写的是“今年”，请核对是哪一年"
_LIMITS = ("最高", "最多", "上限", "不超过", "不高于", "多达", "以内", "以下")
LAST = "正文写的是“去年”，请核对是哪一年"
AS_OF = "正文写的是“截至”某时的数，请核对是不是当年的数"
WHICH_YEAR = "前文说到几个年份，这一句没有写明是哪一年，请核对"
DENIED = "前文说没有设立专项资金，请核对这一笔是不是专项资金"
MIXED = "这一笔里还有上级的或者别的资金，请核对本级专项资金是多少"


@dataclass(frozen=True, slots=True)
class FundAmount:
    """An amount of the fund as one sentence gives it. `part`: it went to one use. `start` and `end` are its
    place in the sentence, `number` is which sentence of its paragraph that is."""

    year: int | None
    amount: float
    kind: FundKind | None
    annual: bool
    part: bool
    initial: bool
    sentence: Sentence
    number: int
    start: int
    end: int
    doubts: tuple[str, ...]

    def evidence(self) -> Evidence:
        return self.sentence.evidence()


def is_limit(amount: Amount) -> bool:
    """Is it the most that may be given."""
    return amount.hedge is not None and amount.hedge.startswith(_LIMITS)


def with_mixed(one: FundAmount, upper: Sequence[tuple[Place, float]], plains: Sequence[str]) -> FundAmount:
    """With a doubt where the words behind say that a part of it came from above; `upper` are the places of
    what came from there, and how much that was."""
    for (number, start), amount in upper if not one.part else ():
        if (
            amount < one.amount
            and one.number <= number <= one.number + 1
            and (number, start) > (one.number, one.start)
        ):
            behind = plains[one.number][one.end :] if number > one.number else ""
            if _MIXED_IN.search(behind + plains[number][one.end if number == one.number else 0 : start]):
                return replace(one, doubts=(*one.doubts, MIXED))
    return one
