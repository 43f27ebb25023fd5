"""The special fund by the narrative alone: whether there is one, and what it was used for."""

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
    for year, uses in group_uses(facts.fund_uses, facts.special_fund):
        funds = [fund for fund in facts.special_fund if fund.year == year and year is not None]
        if funds:
            yield judge(check, uses, funds)


def group_uses(
    uses: Sequence[FundUse], funds: Sequence[FundYear]
) -> Iterator[tuple[int | None, list[FundUse]]]:
    """Uses of one year at one place. A use without a year is of the only year there is, if there is one."""
    years = {fund.year for fund in funds}
    only = years.pop() if len(years) == 1 else None
    groups: dict[tuple[int | None, object], list[FundUse]] = defaultdict(list)
    for use in uses:
        if use.amount is not None and use.evidence:
            year = use.year if use.year is not None else only
            place = use.evidence[0]
            where = place.cell.table if place.cell else place.paragraph
            groups[year, (place.source, place.page, where)].append(use)
    for (year, _), found in groups.items():
        yield year, found


def judge(check: FundUsesCheck, uses: list[FundUse], funds: list[FundYear]) -> Verdict:
    """More than the largest amount told of the year is too much, whichever is meant."""
    amounts = [exact(fund.amount) for fund in funds]
    total = sum((exact(use.amount) for use in uses if use.amount is not None), Decimal(0))
    more = total > max(amounts)
    short = total not in amounts and all(is_short_of(total, amount, len(uses)) for amount in amounts)
    return Verdict(
        check,
        MATERIAL,
        broken=more or short,
        sure=more and not any(use.doubts for use in uses) and not any(fund.doubts for fund in funds),
        words={
            "year": str(funds[0].year),
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


def is_short_of(parts: Decimal, total: Decimal, count: int) -> bool:
    """Whether several parts nearly, but not quite, make up a total."""
    return count >= FEWEST and NEARLY_ALL * total <= parts < total
