"""The special fund by the narrative alone: whether there is one, and what it was used for."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from dossier import FundUse, FundYear
from policy.text_checks import FundAbsentCheck, FundUsesCheck
from validate.submission import Submission
from validate.verdict import UNSURE_TEXT, Verdict
from validate.wording import exact, say_number

MATERIAL = "special_fund"

NEARLY_ALL = Decimal("0.9")
"""Parts that come to so much of the total were likely meant to make it up."""

FEWEST = 2

BESIDE = re.compile(r"[与同跟][^，。；、]{0,10}专项资金")
"""Money that goes together with the fund is none of it."""


def judge_fund_absent(check: FundAbsentCheck, submission: Submission) -> Iterator[Verdict]:
    """Not sure where the narrative gives amounts all the same: one of the two is of something else."""
    facts = submission.dossier.facts
    if facts.fund_absent:
        yield Verdict(
            check,
            MATERIAL,
            broken=True,
            sure=not facts.special_fund,
            request="请说明专项资金的设立情况，已设立的附预算安排文件。",
            evidence=facts.fund_absent,
            unsure=UNSURE_TEXT,
        )


def judge_fund_uses(check: FundUsesCheck, submission: Submission) -> Iterator[Verdict]:
    """Uses told at one place, in a list or a table, are added up by themselves: another place may tell
    them again."""
    facts = submission.dossier.facts
    sure = [fund for fund in facts.special_fund if not fund.doubts]
    expected = submission.policy.form.data_year
    for year, uses in group_uses(facts.fund_uses):
        funds = [fund for fund in sure if year is None or fund.year == year]
        total = sum((exact(use.amount) for use in uses if use.amount is not None), Decimal(0))
        doubted = {exact(fund.amount) for fund in facts.special_fund if fund.doubts and fund.year == year}
        if total not in doubted and any(fund.year in (year, expected) for fund in funds):
            yield judge(check, uses, funds)


def group_uses(uses: Sequence[FundUse]) -> Iterator[tuple[int | None, list[FundUse]]]:
    """Uses of one year at one place; of some the year is not told. Where every one is doubted, nothing is
    added up: the doubts are told by themselves."""
    groups: dict[tuple[int | None, object], list[FundUse]] = defaultdict(list)
    for use in uses:
        if use.amount is not None and use.evidence and not BESIDE.search(use.evidence[0].quote):
            place = use.evidence[0]
            where = (place.cell.table,) if place.cell else (place.paragraph, place.box)
            groups[use.year, (place.source, place.page, where)].append(use)
    for (year, _), found in groups.items():
        if not all(use.doubts for use in found):
            yield year, found


def judge(check: FundUsesCheck, uses: list[FundUse], funds: list[FundYear]) -> Verdict:
    """More than the largest amount told of the year, or of any, is too much, whichever is meant."""
    amounts = [exact(fund.amount) for fund in funds]
    total = sum((exact(use.amount) for use in uses if use.amount is not None), Decimal(0))
    possible = amounts if uses[0].year else [*amounts, *sums_of_years(funds)]
    more = total > max(possible)
    short = total not in possible and all(is_short_of(total, amount, len(uses)) for amount in possible)
    return Verdict(
        check,
        MATERIAL,
        broken=more or short,
        sure=not short and not any(use.doubts for use in uses),
        words={
            "year": "、".join(dict.fromkeys(f"{fund.year}年" if fund.year else "每年" for fund in funds)),
            "amount": "、".join(say_number(amount) for amount in dict.fromkeys(amounts)),
            "total": say_number(total),
            "uses": "、".join(f"{use.purpose}{say_number(exact(use.amount or 0))}万元" for use in uses),
            "relation": "大于" if more else "小于",
        },
        request="请核对专项资金的安排数和各项用途的金额，改为一致。",
        evidence=(
            *(place for fund in funds for place in fund.evidence),
            *(place for use in uses for place in use.evidence),
        ),
        unsure=UNSURE_TEXT,
    )


def sums_of_years(funds: Sequence[FundYear]) -> Iterator[Decimal]:
    """What all years come to together, set aside and spent: uses without a year may be of all of them."""
    by_kind: dict[str | None, dict[int, Decimal]] = defaultdict(dict)
    for fund in funds:
        if fund.year:
            by_kind[fund.kind][fund.year] = exact(fund.amount)
    yield from (sum(years.values(), Decimal(0)) for years in by_kind.values())


def is_short_of(parts: Decimal, total: Decimal, count: int) -> bool:
    """Whether several parts nearly, but not quite, make up a total."""
    return count >= FEWEST and NEARLY_ALL * total <= parts < total
