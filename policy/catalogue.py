"""Every rule of a programme under its id, with the clauses it rests on."""

from collections.abc import Iterator
from dataclasses import dataclass

from policy.model import Policy


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """`kind` is the part of the policy in which the rule stands. Parts of which there is one are called
    by its name: gate, scoring, survey, assessment, awards, annual_report, calendar."""

    id: str
    kind: str
    clauses: tuple[str, ...]


def list_rules(policy: Policy) -> tuple[RuleEntry, ...]:
    return (
        *list_of_the_application(policy),
        *list_of_the_scoring(policy),
        *list_of_the_assessment(policy),
        *list_of_the_calendar(policy),
        *(RuleEntry(reading.id, "reading", reading.clauses) for reading in policy.readings),
    )


def list_of_the_application(policy: Policy) -> Iterator[RuleEntry]:
    for field in policy.form.fields:
        yield RuleEntry(field.id, "field", (field.clause,))
    for material in policy.materials:
        yield RuleEntry(material.id, "material", material.clauses)
    for condition in policy.conditions:
        yield RuleEntry(condition.id, "condition", condition.clauses)
    for indicator in policy.indicators.indicators:
        yield RuleEntry(indicator.id, "indicator", indicator.clauses)
    yield RuleEntry("gate", "gate", policy.indicators.gate.clauses)
    for check in policy.checks:
        yield RuleEntry(check.id, "check", check.clauses)


def list_of_the_scoring(policy: Policy) -> Iterator[RuleEntry]:
    scoring = policy.scoring
    yield RuleEntry("scoring", "scoring", scoring.clauses)
    for part in scoring.parts:
        yield RuleEntry(part.id, "part", part.clauses)
    yield RuleEntry("survey", "survey", scoring.survey.clauses)
    for topic in scoring.survey.topics:
        yield RuleEntry(topic.id, "topic", scoring.survey.clauses)


def list_of_the_assessment(policy: Policy) -> Iterator[RuleEntry]:
    assessment = policy.assessment
    yield RuleEntry("assessment", "assessment", assessment.clauses)
    for grade in assessment.grades:
        yield RuleEntry(grade.id, "grade", grade.clauses)
    for consequence in assessment.consequences:
        yield RuleEntry(consequence.id, "consequence", consequence.clauses)
    yield RuleEntry("awards", "awards", assessment.awards.clauses)
    yield RuleEntry("annual_report", "report", assessment.annual_report.clauses)
    for topic in assessment.annual_report.topics:
        yield RuleEntry(topic.id, "report", assessment.annual_report.clauses)


def list_of_the_calendar(policy: Policy) -> Iterator[RuleEntry]:
    calendar = policy.calendar
    yield RuleEntry("calendar", "calendar", calendar.clauses)
    for deadline in calendar.deadlines:
        yield RuleEntry(deadline.id, "deadline", deadline.clauses)
    for step in calendar.steps:
        yield RuleEntry(step.id, "step", step.clauses)
