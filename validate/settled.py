"""What became of the findings on one dossier in a later one: settled, still there, new, or not to be told.

That a finding is no longer made settles nothing by itself: what it rested on may not have been handed in
again, or may be doubtful now. Only what can be looked at again can be settled.
"""

from collections.abc import Iterator, Sequence
from typing import Literal

from rapidfuzz import fuzz

from dossier.base import Record
from validate.check import judge_dossier
from validate.comparison import is_same_value
from validate.finding import Finding
from validate.submission import Submission
from validate.verdict import Verdict

Fate = Literal["settled", "stays", "new", "open"]
"""open: the finding is not made any more, but nobody can say that its cause is gone."""

ALIKE = 75.0
"""Two messages of one rule about nothing in particular mean the same from so much likeness on (of 100)."""

NO_FORM = "新的一份里没有找到申报表"
NO_CELL = "新的一份里没有找到这一栏"
NO_FILE = "新的一份里没有这个文件"
NO_TEXT = "新的一份里没有正文材料"
NO_DATA = "新的一份里没有可供核对的数据"
NOT_SURE = "新的一份里有关数据尚待核实"
NOT_SEEN = "新的一份里这类情况看不出来"
UNTOUCHED = "这一栏没有变化，但这次没有可以对照的数据"


class FindingChange(Record):
    """`why` says of an open one, in Chinese, what is missing."""

    fate: Fate
    old: Finding | None = None
    new: Finding | None = None
    why: str = ""


def compare_findings(
    old: Sequence[Finding], new: Sequence[Finding], before: Submission, after: Submission
) -> tuple[FindingChange, ...]:
    """Settled, open, those that stay, then new ones; each in the order of its findings."""
    checks = {check.id for check in after.policy.checks}
    pairs = pair_findings(old, new, checks)
    told = {id(later): FindingChange(fate="stays", old=earlier, new=later) for earlier, later in pairs}
    known = {id(earlier) for earlier, _ in pairs}
    verdicts = judge_dossier(after.dossier, after.policy)
    gone = []
    for finding in old:
        if id(finding) not in known:
            why = why_open(finding, new, before, after, verdicts, is_check=finding.rule in checks)
            gone.append(FindingChange(fate="open" if why else "settled", old=finding, why=why))
    gone.sort(key=lambda change: change.fate != "settled")
    stays = [told[id(finding)] for finding in new if id(finding) in told]
    fresh = [FindingChange(fate="new", new=finding) for finding in new if id(finding) not in told]
    return (*gone, *stays, *fresh)


def pair_findings(
    old: Sequence[Finding], new: Sequence[Finding], checks: set[str]
) -> list[tuple[Finding, Finding]]:
    """Which finding of the later dossier says again what one of the earlier said: the likest first."""
    likenesses = [
        (likeness, -place, earlier, later)
        for place, earlier in enumerate(old)
        for later in new
        if (likeness := measure_likeness(earlier, later, checks)) > 0
    ]
    likenesses.sort(key=lambda each: each[:2], reverse=True)
    pairs: list[tuple[Finding, Finding]] = []
    taken: set[int] = set()
    for _, _, earlier, later in likenesses:
        if id(earlier) not in taken and id(later) not in taken:
            taken |= {id(earlier), id(later)}
            pairs.append((earlier, later))
    return pairs


def measure_likeness(old: Finding, new: Finding, checks: set[str]) -> float:
    """0: they speak of different matters. A cell that was blank and is now doubtful is one matter."""
    if old.subject != new.subject:
        return 0
    alike = 1 + fuzz.ratio(old.message, new.message)
    if old.rule == new.rule:
        return 1000 + alike if old.subject is not None or alike > ALIKE else 0
    same_family = not {old.rule, new.rule} & checks and family_of(old) == family_of(new)
    return alike if same_family and old.subject is not None else 0


def family_of(finding: Finding) -> str:
    return finding.rule.split("-", 1)[0]


def why_open(
    finding: Finding,
    new: Sequence[Finding],
    before: Submission,
    after: Submission,
    verdicts: Sequence[Verdict],
    *,
    is_check: bool,
) -> str:
    """Why it cannot be said that the matter is settled; empty where it is."""
    about_form = is_about_field(finding, after)
    if about_form and not after.has_form():
        return NO_FORM
    if about_form and after.reading(finding.subject or "").status == "missing":
        return NO_CELL
    if is_check:
        return why_unjudged(finding, after, verdicts)
    return next(why_unseen(finding, new, before, after), "")


def why_unjudged(finding: Finding, after: Submission, verdicts: Sequence[Verdict]) -> str:
    """Of a cross check: what it says of the same subject now."""
    about = [each for each in verdicts if (each.check.id, each.subject) == (finding.rule, finding.subject)]
    if any(each.outcome == "pass" for each in about):
        return ""
    if not about:
        return "" if after.dossier.passages or after.dossier.sections else NO_TEXT
    return NOT_SURE if any(each.outcome == "review" for each in about) else NO_DATA


def why_unseen(
    finding: Finding, new: Sequence[Finding], before: Submission, after: Submission
) -> Iterator[str]:
    """Of all other rules: whether what they look at is there to be looked at."""
    if any(each.subject is None and family_of(each) == family_of(finding) for each in new):
        yield NOT_SEEN
    subject = finding.subject or ""
    if subject in {source.path for source in before.dossier.sources}:
        if subject not in {source.path for source in after.dossier.sources}:
            yield NO_FILE
    elif is_about_field(finding, after):
        earlier, later = before.reading(subject), after.reading(subject)
        if is_same_value(earlier, later) and earlier.status == later.status and not shows_more(finding):
            yield UNTOUCHED
    elif had_text(before) and not had_text(after):
        yield NO_TEXT


def is_about_field(finding: Finding, submission: Submission) -> bool:
    """A field and a material may have the same id: the clauses that are cited tell which is meant."""
    materials = [spec for spec in submission.policy.materials if spec.id == finding.subject]
    asked = {clause for spec in materials for clause in spec.clauses}
    return finding.subject in submission.specs and not asked.intersection(finding.clauses)


def shows_more(finding: Finding) -> bool:
    """A seal may have been added and nothing else be changed."""
    return family_of(finding) == "SEAL"


def had_text(submission: Submission) -> bool:
    return bool(submission.dossier.passages or submission.dossier.sections)
