"""What the applicant itself set aside, year by year."""

import re
from collections.abc import Sequence

from dossier import FundYear
from extract.assertions import is_asserted, is_of_others
from extract.numbers import parse_quantity
from extract.sentences import Sentence

_AMOUNT = re.compile(r"\d[\d,.]*\s*(?:万|亿)?元")
_YEAR = re.compile(r"(20\d{2})\s*年")
_SPAN = re.compile(r"20\d{2}\s*年?\s*[-—~至到]\s*20\d{2}|以来|[两三四五]年|连续")
_ADJUSTED = re.compile(r"调整|调减|调增")
_PROVIDES = re.compile(r"安排|设立|列支|列入|预算|筹措|规模|投入")
_OTHERWISE = re.compile(
    r"拨付|兑现|支出|使用|奖励|补助|补贴|贴息|发放|下达|用于|累计|合计|共计|争取|省级|市级|[较比]|增加|增长|减少|追加|调整|分别"
    r"|约|近|余|多|左右|以上|超过|不少于|目标|\d、\s*\d"
)
_BARE_NAME = r"(?:^|[，,。；;：:的了项级立排支元])"


def find_fund(sentences: Sequence[Sentence], names: Sequence[str]) -> tuple[FundYear, ...]:
    """Amounts set aside, one a clause; what was spent, planned, added or given by others is another thing.
    `names` are the names of the fund; the shortest must not be part of another fund's name."""
    found: dict[tuple[int | None, float], FundYear] = {}
    for sentence in sentences:
        if not _names_the_fund(sentence.text, names) or _ADJUSTED.search(sentence.text):
            continue
        year: int | None = None
        spanned = False
        for clause in sentence.clauses():
            years = _YEAR.findall(clause)
            year, spanned = (int(years[-1]), False) if years else (year, spanned)
            spanned = spanned or _SPAN.search(clause) is not None
            amount = _amount_provided(clause) if len(years) <= 1 and not spanned else None
            part = "其中" in clause and not years
            if amount is None or part or not (year or "每年" in clause):
                continue
            stated = None if "每年" in clause else year
            provided = FundYear(year=stated, amount=amount, evidence=(sentence.evidence(),))
            found.setdefault((stated, amount), provided)
    return tuple(found.values())


def _names_the_fund(text: str, names: Sequence[str]) -> bool:
    shortest = min(names, key=len)
    return any(name in text for name in names if name != shortest) or (
        re.search(_BARE_NAME + re.escape(shortest), text) is not None
    )


def _amount_provided(clause: str) -> float | None:
    """The one amount of a clause that says that money was set aside, in 万元; None in any other clause."""
    amounts = _AMOUNT.findall(clause)
    plain = is_asserted(clause) and not is_of_others(clause) and not _SPAN.search(clause)
    if len(amounts) != 1 or not plain or not _PROVIDES.search(clause) or _OTHERWISE.search(clause):
        return None
    quantity = parse_quantity(amounts[0])
    return None if quantity is None or quantity.doubts else float(quantity.value / 10_000)
