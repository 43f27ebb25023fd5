"""The narrative against the form and the notices: money, figures, dates of policies."""

import re
from collections.abc import Iterator

from dossier import Evidence, FundYear
from policy.rules import FundCheck, MentionCheck, PolicyDateCheck
from policy.text_checks import StaffCheck
from validate.rounding import is_same_figure
from validate.submission import Figure, Submission
from validate.verdict import UNSURE_TEXT, Verdict
from validate.wording import exact, say_field, say_number

POLICIES = "policies"
"""The material that holds the policies listed."""

MANY_TIMES = 5
"""A staff so many times larger is another one."""

OTHER_STAFF = re.compile(r"乡镇|街道|村|社区|服务站|专班|抽调|借调|兼职|志愿|专员|网格|从业人员|企业家")
"""Words of people who are not the department's own."""


def judge_fund(check: FundCheck, submission: Submission) -> Iterator[Verdict]:
    """The amount of the data year; where the text names none, an amount without a year may be meant,
    which only a person can say."""
    figure = submission.figure(check.field)
    year = submission.policy.form.data_year
    funds = [fund for fund in submission.dossier.facts.special_fund if fund.kind != "spent"]
    of_year = [fund for fund in funds if fund.year == year]
    candidates = leave_out_doubtful(of_year or [fund for fund in funds if fund.year is None])
    if figure is None or not candidates:
        yield Verdict(check, check.field, broken=None)
        return
    same = any(is_same_amount(figure, fund) for fund in candidates)
    yield Verdict(
        check,
        check.field,
        broken=not same,
        sure=figure.sure and bool(of_year) and not any(fund.doubts for fund in candidates),
        words={
            "label": submission.label(check.field),
            "form": say_number(figure.value),
            "narrative": "、".join(dict.fromkeys(say_number(fund.amount) for fund in candidates)),
        },
        request=ask_to_agree(submission, check.field),
        evidence=(*figure.evidence, *(place for fund in candidates for place in fund.evidence)),
    )


def leave_out_doubtful(funds: list[FundYear]) -> list[FundYear]:
    """Amounts without doubt, or the only one there is; several that are all doubtful tell nothing."""
    sure = [fund for fund in funds if not fund.doubts]
    return sure or (funds if len({fund.amount for fund in funds}) == 1 else [])


def is_same_amount(figure: Figure, fund: FundYear) -> bool:
    """Money that was set aside is known exactly; a text that rounds it says so."""
    quotes = quotes_of(fund.evidence)
    return is_same_figure(figure.value, exact(fund.amount), quotes, "money", hedged_only=True)


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


def judge_staff(check: StaffCheck, submission: Submission) -> Iterator[Verdict]:
    """Those who work there may be more or fewer than the posts that there are: only a person can say
    whether the two should agree, unless the text calls its number by the form's own word."""
    staff = submission.dossier.facts.leadership.staff
    figure = submission.figure(check.field)
    if staff is None or figure is None:
        yield Verdict(check, check.field, broken=None)
        return
    quotes = quotes_of(staff.evidence)
    called = any(word in quote for quote in quotes for word in check.words_for)
    other = staff.count > MANY_TIMES * (figure.value + MANY_TIMES) or any(map(OTHER_STAFF.search, quotes))
    if other and not called:
        yield Verdict(check, check.field, broken=None)
        return
    yield Verdict(
        check,
        check.field,
        broken=not is_same_figure(figure.value, exact(staff.count), quotes, "int"),
        sure=figure.sure and called and not staff.doubts,
        words={
            "label": submission.label(check.field),
            "form": say_number(figure.value),
            "narrative": str(staff.count),
        },
        request=ask_to_agree(submission, check.field),
        evidence=(*figure.evidence, *staff.evidence),
        unsure=UNSURE_TEXT,
    )


def ask_to_agree(submission: Submission, field_id: str) -> str:
    return f"请核对{say_field(submission.specs[field_id])}与申报资料正文，改为一致。"


def quotes_of(evidence: tuple[Evidence, ...]) -> tuple[str, ...]:
    return tuple(place.quote for place in evidence)
