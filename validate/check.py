"""The whole check of a dossier: every finding there is, in one order."""

from collections.abc import Iterator

from dossier import Dossier
from policy import Policy
from policy.rules import (
    Check,
    CompareCheck,
    FundCheck,
    HintCheck,
    MentionCheck,
    NamesCheck,
    PolicyDateCheck,
    RangeCheck,
    RatioCheck,
    YearCheck,
)
from policy.text_checks import (
    ActivityYearCheck,
    FundAbsentCheck,
    FundUsesCheck,
    GroupsCheck,
    ListedNamesCheck,
    OtherPlaceCheck,
    RepeatCheck,
    SharedCheck,
    StaffCheck,
    StaleYearCheck,
    TallyCheck,
    TextCheck,
    WrongDateCheck,
)
from validate.doubts import check_doubts
from validate.fields import check_fields
from validate.finding import SEVERITIES, Finding
from validate.fund_uses import judge_fund_absent, judge_fund_uses
from validate.leadership import check_leadership, judge_groups
from validate.listed_names import judge_listed_names
from validate.materials import check_materials
from validate.narrative import judge_fund, judge_mention, judge_policy_date, judge_staff
from validate.other_places import judge_other_place
from validate.relations import (
    judge_compare,
    judge_hint,
    judge_names,
    judge_range,
    judge_ratio,
    judge_year,
)
from validate.repeats import judge_repeat
from validate.seals import check_seals
from validate.sources import check_sources
from validate.submission import Submission, lay_out
from validate.tallies import judge_tally
from validate.verdict import Verdict, find_breach
from validate.years import judge_activity_year, judge_stale_year, judge_wrong_date


def check_dossier(dossier: Dossier, policy: Policy) -> tuple[Finding, ...]:
    """What is wrong or doubtful, heaviest first, then by rule, then as fields and materials are listed."""
    submission = lay_out(dossier, policy)
    findings = [
        *check_sources(submission),
        *check_fields(submission),
        *check_materials(submission),
        *check_leadership(submission),
        *check_doubts(submission),
        *check_seals(submission),
        *find_breaches(submission),
    ]
    return sort_findings(findings, submission)


def judge_dossier(dossier: Dossier, policy: Policy) -> tuple[Verdict, ...]:
    """What every cross check says, those that hold and those that cannot be asked included."""
    return tuple(judge_all(lay_out(dossier, policy)))


def find_breaches(submission: Submission) -> Iterator[Finding]:
    for verdict in judge_all(submission):
        finding = None if is_said(verdict) else find_breach(verdict)
        if finding is not None:
            yield finding


def is_said(verdict: Verdict) -> bool:
    """The finding on a doubtful cell already says that its count and its names disagree."""
    return isinstance(verdict.check, NamesCheck) and not verdict.sure


def judge_all(submission: Submission) -> Iterator[Verdict]:
    for check in submission.policy.checks:
        yield from judge(check, submission)


def judge(check: Check, submission: Submission) -> Iterator[Verdict]:
    """One check's verdicts: one for every subject it speaks of."""
    match check:
        case CompareCheck():
            return judge_compare(check, submission)
        case NamesCheck():
            return judge_names(check, submission)
        case RangeCheck():
            return judge_range(check, submission)
        case RatioCheck():
            return judge_ratio(check, submission)
        case HintCheck():
            return judge_hint(check, submission)
        case FundCheck():
            return judge_fund(check, submission)
        case MentionCheck():
            return judge_mention(check, submission)
        case PolicyDateCheck():
            return judge_policy_date(check, submission)
        case YearCheck():
            return judge_year(check, submission)
        case _:
            return judge_text(check, submission)


def judge_text(check: TextCheck, submission: Submission) -> Iterator[Verdict]:
    """The same for a check of what the narrative says; what a batch shares only the batch can tell."""
    match check:
        case GroupsCheck():
            return judge_groups(check, submission)
        case StaffCheck():
            return judge_staff(check, submission)
        case ListedNamesCheck():
            return judge_listed_names(check, submission)
        case FundAbsentCheck():
            return judge_fund_absent(check, submission)
        case FundUsesCheck():
            return judge_fund_uses(check, submission)
        case TallyCheck():
            return judge_tally(check, submission)
        case RepeatCheck():
            return judge_repeat(check, submission)
        case StaleYearCheck():
            return judge_stale_year(check, submission)
        case ActivityYearCheck():
            return judge_activity_year(check, submission)
        case WrongDateCheck():
            return judge_wrong_date(check, submission)
        case OtherPlaceCheck():
            return judge_other_place(check, submission)
        case SharedCheck():
            return iter(())


def sort_findings(findings: list[Finding], submission: Submission) -> tuple[Finding, ...]:
    subjects = (*submission.specs, *(spec.id for spec in submission.policy.materials))
    places = {subject: place for place, subject in enumerate(subjects)}

    def order(finding: Finding) -> tuple[int, str, int, str, str]:
        subject = finding.subject or ""
        return (
            SEVERITIES.index(finding.severity),
            finding.rule,
            places.get(subject, len(places)),
            subject,
            finding.message,
        )

    return tuple(sorted(findings, key=order))
