"""The yearly assessments of one applicant: grades, what follows from them, and the money."""

from collections.abc import Iterator, Sequence

from dossier.base import Record
from policy import Policy
from score.awards import AwardResult, ConsequenceResult, compare_awards, find_consequences
from score.entries import GradeEntry, Grades
from score.grades import propose_grade
from score.scorecard import ReadingTaken
from score.statistics import fraction
from score.trace import Input, Trace, cite

UNKNOWN = "等次还没有评定"


class YearGrade(Record):
    """The grade of assessment `number`, held in the calendar year `year` where the approval is known.

    `grade` is None where nobody gave one and none can be proposed. `raw` is as written. `confirmed`: a
    person answers for it; without that it is a proposal.
    """

    number: int
    year: int | None
    grade: str | None
    name: str | None
    raw: str | None
    confirmed: bool
    confirmed_by: str | None = None
    trace: Trace


class YearsResult(Record):
    """`award` is under the reading taken; `other_awards` are the readings that pay otherwise. `final`:
    every grade is confirmed. `notes` are what a reader must know."""

    applicant: str
    years: tuple[YearGrade, ...]
    consequences: tuple[ConsequenceResult, ...]
    award: AwardResult
    other_awards: tuple[AwardResult, ...]
    final: bool
    notes: tuple[str, ...]
    readings: tuple[ReadingTaken, ...]


def assess_years(policy: Policy, grades: Grades, applicant: str) -> YearsResult:
    """The assessments entered for one applicant, up to the last one that was; those before it that were
    not entered are open."""
    entries = {each.number: each for each in grades.entries if each.applicant == applicant}
    held = range(1, max(entries, default=0) + 1)
    approved = grades.approved.get(applicant)
    years = tuple(read_year(policy, number, entries.get(number), approved) for number in held)
    row = [year.grade for year in years]
    award, others = compare_awards(policy, row)
    return YearsResult(
        applicant=applicant,
        years=years,
        consequences=find_consequences(policy, row),
        award=award,
        other_awards=others,
        final=all(year.confirmed for year in years),
        notes=tuple(list_notes(policy, years, award, others)),
        readings=tuple(list_readings_taken(policy)),
    )


def list_applicants(grades: Grades) -> tuple[str, ...]:
    """In the order in which they were entered."""
    return tuple(dict.fromkeys(entry.applicant for entry in grades.entries))


def read_year(policy: Policy, number: int, entry: GradeEntry | None, approved: int | None) -> YearGrade:
    """The grade as entered, else as the cut-offs or a missed gate propose it."""
    grade, trace = settle(policy, entry)
    names = {each.id: each.name for each in policy.assessment.grades}
    return YearGrade(
        number=number,
        year=None if approved is None else approved + number,
        grade=grade,
        name=None if grade is None else names[grade],
        raw=entry.raw if entry else None,
        confirmed=grade is not None and entry is not None and bool(entry.confirmed_by and entry.grade),
        confirmed_by=entry.confirmed_by if entry else None,
        trace=trace,
    )


def settle(policy: Policy, entry: GradeEntry | None) -> tuple[str | None, Trace]:
    clauses = cite(policy, policy.assessment.clauses)
    if entry is None:
        return None, Trace(rule="assessment", clauses=clauses, arithmetic=UNKNOWN)
    total = None if entry.total is None else fraction(entry.total)
    proposal = propose_grade(policy, total, entry.gate)
    if entry.grade is None:
        return proposal.grade, proposal.trace
    names = {each.id: each.name for each in policy.assessment.grades}
    said = f"填写的是“{entry.raw}”，为{names[entry.grade]}"
    if proposal.grade not in (None, entry.grade):
        said = f"{said}；{proposal.trace.arithmetic}，与填写的不同"
    inputs = (Input(name="等次", value=entry.raw or names[entry.grade], evidence=entry.evidence),)
    return entry.grade, Trace(rule=entry.grade, clauses=clauses, inputs=inputs, arithmetic=said)


def list_notes(
    policy: Policy, years: Sequence[YearGrade], award: AwardResult, others: Sequence[AwardResult]
) -> Iterator[str]:
    still_open = [str(year.number) for year in years if year.grade is None]
    if still_open:
        yield f"第{'、'.join(still_open)}次考核的等次还没有评定，奖励和称号按各种可能列出"
    proposed = [str(year.number) for year in years if year.grade is not None and not year.confirmed]
    if proposed:
        yield f"第{'、'.join(proposed)}次考核的等次还没有人确认，以下结果只供参考"
    if len(years) > policy.assessment.years:
        yield f"通知只安排{policy.assessment.years}次考核，多出的没有依据"
    if others:
        reading = policy.reading(policy.assessment.awards.reading)
        yield f"“{reading.title}”通知没有写清，改按其他读法奖励会不同，请省局明确；现按：{award.text}"


def list_readings_taken(policy: Policy) -> Iterator[ReadingTaken]:
    """Those that bear on grades and awards, as they are taken."""
    for reading in policy.readings:
        option = reading.find_option(reading.default)
        if "award" in reading.affects and option is not None:
            yield ReadingTaken(id=reading.id, title=reading.title, option=option.id, text=option.text)
