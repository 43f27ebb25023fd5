"""A county's yearly report: its contents, the year it speaks of, and its date."""

import re
from collections.abc import Sequence
from datetime import date

from dossier import Evidence
from dossier.base import Record
from policy import Policy
from policy.assessment import ReportTopic
from score.scorecard import Outcome
from score.trace import Citation, Trace, cite


class ReportPart(Record):
    """A heading of the report, and how many characters stand below it before the next one."""

    heading: str
    characters: int
    text: str = ""
    evidence: tuple[Evidence, ...] = ()


class TopicResult(Record):
    """Whether one of the contents is there; undetermined where its words stand in the text without a
    heading, or its heading without a text."""

    topic: str
    name: str
    outcome: Outcome
    reason: str
    evidence: tuple[Evidence, ...] = ()
    clauses: tuple[Citation, ...] = ()


class ReportResult(Record):
    """`day` is when the report was handed in or, where that is not known, the date it carries."""

    topics: tuple[TopicResult, ...]
    due: date | None
    day: date | None
    in_time: Outcome
    trace: Trace


SHORTEST = 20
"""Characters that a content has to have."""

_TITLE = re.compile(r"(?:报告|汇报|总结)[）)]?\s*$")
"""How the title of a whole report ends."""

_MARKS = re.compile(r"[\s\W_]+")
_WRITTEN = re.compile(r"(20\d{2})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")


def check_report(
    policy: Policy, parts: Sequence[ReportPart], *, year: int | None, day: date | None
) -> ReportResult:
    """`parts` are the report's headings in order, text before the first under an empty heading. `year` is
    the year it reports on, `day` when it was handed in; where they are None they are unknown."""
    report = policy.assessment.annual_report
    due = None if year is None else find_due(report.due, year)
    return ReportResult(
        topics=tuple(check_topic(policy, topic, parts) for topic in report.topics),
        due=due,
        day=day,
        in_time=compare_days(day, due),
        trace=Trace(
            rule="annual_report", clauses=cite(policy, report.clauses), arithmetic=say_days(day, due)
        ),
    )


def find_due(due: str, year: int) -> date:
    """The last day for the report on `year`: in the year after."""
    return date.fromisoformat(f"{year + 1}-{due}")


def compare_days(day: date | None, due: date | None) -> Outcome:
    if day is None or due is None:
        return "undetermined"
    return "met" if day <= due else "not_met"


def say_days(day: date | None, due: date | None) -> str:
    if due is None:
        return "不知道报告的是哪一年，定不了期限"
    if day is None:
        return f"应在{due:%Y-%m-%d}前报告，没有找到报告日期"
    if day <= due:
        return f"{day:%Y-%m-%d}，没有超过{due:%Y-%m-%d}"
    return f"{day:%Y-%m-%d}，超过{due:%Y-%m-%d}，迟了{(day - due).days}天"


def check_topic(policy: Policy, topic: ReportTopic, parts: Sequence[ReportPart]) -> TopicResult:
    headed = [part for part in parts if speaks_of(topic, part.heading) and not _TITLE.search(part.heading)]
    told = [part for part in parts if not part.heading and speaks_of(topic, part.text)]
    filled = [part for part in headed if part.characters >= SHORTEST]
    outcome: Outcome = "not_met"
    found: Sequence[ReportPart] = ()
    reason = "报告中没有找到"
    if filled:
        outcome, found, reason = "met", filled[:1], f"见“{filled[0].heading}”"
    elif headed:
        outcome, found, reason = "undetermined", headed[:1], f"“{headed[0].heading}”下面没有写出内容"
    elif told:
        outcome, found, reason = "undetermined", told[:1], "正文提到了，没有单列标题，请看内容是否齐全"
    return TopicResult(
        topic=topic.id,
        name=topic.name,
        outcome=outcome,
        reason=reason,
        evidence=tuple(place for part in found for place in part.evidence[:1]),
        clauses=cite(policy, policy.assessment.annual_report.clauses),
    )


def speaks_of(topic: ReportTopic, text: str) -> bool:
    bare = _MARKS.sub("", text)
    return any(_MARKS.sub("", word) in bare for word in (topic.name, *topic.headings))


def find_year(title: str) -> int | None:
    """The year that a report's title names, if it names one."""
    years = set(re.findall(r"(20\d{2})\s*年", title))
    return int(years.pop()) if len(years) == 1 else None


def find_day(lines: Sequence[str]) -> date | None:
    """The last date that stands alone on a line: that of the signature."""
    for line in reversed(lines):
        match = _WRITTEN.fullmatch(line.strip())
        if match:
            try:
                return date(int(match[1]), int(match[2]), int(match[3]))
            except ValueError:
                return None
    return None
