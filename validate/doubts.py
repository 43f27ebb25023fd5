"""Facts of the narrative that may not be so: what was doubtful when they were read goes to a person."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from dossier import Evidence, Facts
from validate.finding import Finding, Severity
from validate.submission import Submission

WEIGHTY = frozenset({"leadership", "policies", "special_fund"})
"""What a reviewer would repeat in a report of his own: who leads, which document, how much money."""

Doubt = tuple[str, str, Sequence[str], tuple[Evidence, ...]]
"""The material, what was read, why it is doubtful, and where it stands."""


def check_doubts(submission: Submission) -> Iterator[Finding]:
    """One finding for what is doubtful for one reason under one material."""
    found: dict[tuple[str, str], list[tuple[str, tuple[Evidence, ...]]]] = defaultdict(list)
    for material, read, doubts, evidence in list_doubts(submission.dossier.facts):
        for doubt in doubts:
            found[material, doubt.rstrip("。；")].append((read, evidence))
    clauses = {spec.id: spec.clauses for spec in submission.policy.materials}
    for (material, doubt), items in found.items():
        weight: Severity = "warning" if material in WEIGHTY else "note"
        read = "、".join(dict.fromkeys(each for each, _ in items))
        yield Finding(
            rule="FACT-REVIEW",
            outcome="review",
            severity=weight,
            subject=material if material in clauses else None,
            message=f"申报资料正文读到的{read}须对照原文核实：{doubt}。",
            clauses=clauses.get(material, ()),
            evidence=tuple(dict.fromkeys(place for _, evidence in items for place in evidence)),
        )


def list_doubts(facts: Facts) -> Iterator[Doubt]:
    yield from list_leadership_doubts(facts)
    for document in facts.policies:
        number = document.number or document.raw_number or ""
        yield "policies", f"《{document.title}》{number}", document.doubts, document.evidence
    for fund in facts.special_fund:
        year = f"{fund.year}年" if fund.year else ""
        yield "special_fund", f"{year}专项资金{fund.amount:g}万元", fund.doubts, fund.evidence
    for use in facts.fund_uses:
        amount = "" if use.amount is None else f"{use.amount:g}万元"
        yield "special_fund", f"资金用途“{use.purpose}”{amount}", use.doubts, use.evidence
    if (served := facts.fund_enterprises) is not None:
        yield "special_fund", f"资金支持企业{served.count}家", served.doubts, served.evidence
    for name in type(facts.activities).model_fields:
        activity = getattr(facts.activities, name)
        if activity is not None:
            told = "" if activity.count is None else f"“{activity.count}”"
            yield "service_activities", f"服务活动数{told}", activity.doubts, activity.evidence
    for rate in facts.growth:
        yield "growth", f"增长率{rate.value:g}%", rate.doubts, rate.evidence


def list_leadership_doubts(facts: Facts) -> Iterator[Doubt]:
    leadership = facts.leadership
    for group in leadership.groups:
        yield "leadership", f"“{group.name}”", group.doubts, group.evidence
        for leader in group.leaders:
            if leader != leadership.leader:
                yield "leadership", f"负责人“{leader.name or ''}”", leader.doubts, leader.evidence
    if (head := leadership.leader) is not None:
        yield "leadership", f"负责人“{head.name or ''}”", head.doubts, head.evidence
    for name, count in (("工作人员数", leadership.staff), ("会议次数", leadership.meetings)):
        if count is not None:
            yield "leadership", f"{name}{count.count}", count.doubts, count.evidence
