"""Totals of the narrative against their parts."""

from collections.abc import Iterator
from decimal import Decimal

from dossier import Evidence, Tally
from policy.text_checks import FundUsesCheck, TallyCheck
from validate.fund_uses import is_short_of
from validate.submission import Submission
from validate.verdict import UNSURE_TEXT, Verdict
from validate.wording import exact, say_number


def judge_tally(check: TallyCheck, submission: Submission) -> Iterator[Verdict]:
    """What is the matter of the check on the fund's uses is not said twice."""
    spoken_of = list_use_places(submission)
    for tally in submission.dossier.tallies:
        if spoken_of.isdisjoint(map(place_of, tally.evidence)):
            yield judge(check, tally)


def list_use_places(submission: Submission) -> set[tuple[object, ...]]:
    if not any(isinstance(check, FundUsesCheck) for check in submission.policy.checks):
        return set()
    return {place_of(place) for use in submission.dossier.facts.fund_uses for place in use.evidence}


def place_of(evidence: Evidence) -> tuple[object, ...]:
    """The paragraph or the table that it is in."""
    table = evidence.cell.table if evidence.cell else None
    return evidence.source, evidence.page, evidence.paragraph, table, None if evidence.cell else evidence.box


def judge(check: TallyCheck, tally: Tally) -> Verdict:
    total, parts = exact(tally.total), sum(map(exact, tally.parts), Decimal(0))
    more = parts - total > leeway(tally)
    less = total - parts > leeway(tally) and (tally.complete or is_short_of(parts, total, len(tally.parts)))
    return Verdict(
        check,
        None,
        broken=more or less,
        sure=more or tally.complete,
        words={
            "label": tally.label,
            "total": say_number(total) + (tally.unit or ""),
            "sum": say_number(parts) + (tally.unit or ""),
            "relation": "大于" if more else "小于",
        },
        request="请核对申报资料正文中这一处的总数和分项，改为一致。",
        evidence=tally.evidence,
        unsure=UNSURE_TEXT,
    )


def leeway(tally: Tally) -> Decimal:
    """What rounding each number may come to; whole numbers are exact."""
    if tally.digits == 0:
        return Decimal(0)
    return Decimal(1).scaleb(-tally.digits) / 2 * (len(tally.parts) + 1)
