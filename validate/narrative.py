"""The narrative against the form and the notices: money, figures, dates of policies, who leads."""

import re
from collections.abc import Iterator

from dossier import Evidence, FundYear
from policy.rules import FundCheck, MentionCheck, PolicyDateCheck
from validate.finding import Finding
from validate.rounding import is_same_figure
from validate.submission import Figure, Submission
from validate.verdict import Verdict
from validate.wording import exact, say_field, say_number

POLICIES = "policies"
LEADERSHIP = "leadership"
"""The materials that hold the facts of the same name."""


def judge_fund(check: FundCheck, submission: Submission) -> Iterator[Verdict]:
    """The amount of the data year; where the text names none, an amount without a year may be meant,
    which only a person can say."""
    figure = submission.figure(check.field)
    year = submission.policy.form.data_year
    funds = submission.dossier.facts.special_fund
    of_year = [fund for fund in funds if fund.year == year]
    candidates = of_year or [fund for fund in funds if fund.year is None]
    if figure is None or not candidates:
        yield Verdict(check, check.field, broken=None)
        return
    same = any(is_same_amount(figure, fund) for fund in candidates)
    yield Verdict(
        check,
        check.field,
        broken=not same,
        sure=figure.sure and bool(of_year),
        words={
            "label": submission.label(check.field),
            "form": say_number(figure.value),
            "narrative": "、".join(dict.fromkeys(say_number(fund.amount) for fund in candidates)),
        },
        request=ask_to_agree(submission, check.field),
        evidence=(*figure.evidence, *(place for fund in candidates for place in fund.evidence)),
    )


def is_same_amount(figure: Figure, fund: FundYear) -> bool:
    return is_same_figure(figure.value, exact(fund.amount), quotes_of(fund.evidence), "money")


def judge_mention(check: MentionCheck, submission: Submission) -> Iterator[Verdict]:
    for mention in submission.dossier.facts.mentions:
        figure = submission.figure(mention.field) if mention.field in submission.specs else None
        if figure is None:
            yield Verdict(check, mention.field, broken=None)
            continue
        spec = submission.specs[mention.field]
        stated = exact(mention.value)
        yield Verdict(
            check,
            mention.field,
            broken=not is_same_figure(figure.value, stated, quotes_of(mention.evidence), spec.kind),
            sure=figure.sure,
            words={
                "label": spec.label,
                "form": say_number(figure.value),
                "narrative": say_number(stated),
            },
            request=ask_to_agree(submission, mention.field),
            evidence=(*figure.evidence, *mention.evidence),
        )


def judge_policy_date(check: PolicyDateCheck, submission: Submission) -> Iterator[Verdict]:
    for document in submission.dossier.facts.policies:
        broken = None if document.year is None else document.year < check.since
        yield Verdict(
            check,
            POLICIES,
            broken=broken,
            words={"title": document.title, "year": str(document.year), "since": str(check.since)},
            evidence=document.evidence,
        )


def check_leader(submission: Submission) -> Iterator[Finding]:
    """The head of the leading group must be one of the county's principals."""
    leader = submission.dossier.facts.leadership.leader
    words = submission.policy.facts.leadership
    if leader is None or leader.title is None or is_principal(leader.title, words.principal_titles):
        return
    wanted = "、".join(words.principal_titles)
    yield Finding(
        rule="LEADER-TITLE",
        outcome="fail",
        severity="warning",
        subject=LEADERSHIP,
        message=f"{words.head[0]}{leader.name or ''}的职务为“{leader.title}”，不是主要负责人（{wanted}）。",
        request=f"请说明领导小组是否由主要负责人任{words.head[0]}，并附成立文件。",
        clauses=next((m.clauses for m in submission.policy.materials if m.id == LEADERSHIP), ()),
        evidence=leader.evidence,
    )


def is_principal(title: str, principals: tuple[str, ...]) -> bool:
    """Whether one of the offices held is a principal's: "县委副书记、县长" is, "副县长" is not."""
    offices = re.split(r"[、，,/；;\s]+", title)
    return any(
        office.endswith(principal) and not office.endswith("副" + principal)
        for office in offices
        for principal in principals
    )


def ask_to_agree(submission: Submission, field_id: str) -> str:
    return f"请核对{say_field(submission.specs[field_id])}与申报资料正文，改为一致。"


def quotes_of(evidence: tuple[Evidence, ...]) -> tuple[str, ...]:
    return tuple(place.quote for place in evidence)
