"""Grades, totals and yearly reports as examples give them, and what comes of them."""

from collections.abc import Mapping
from datetime import date
from typing import cast

from pydantic import JsonValue

from policy import Policy
from policy.base import PolicyError
from policy.examples import Given
from policy.rereading import reread
from score.annual_report import ReportPart, check_report
from score.awards import find_consequences, work_out
from score.grades import parse_grade, propose_grade, say_grades
from score.scorecard import Outcome
from score.statistics import fraction

GRADE_KEYS = frozenset({"grades", "readings"})
"""grades: the words of the years in order, "未评" where there is none yet."""

TOTAL_KEYS = frozenset({"total", "cutoffs", "gate", "readings"})
"""total: a number or "没有"; cutoffs: lowest totals by grade; gate: 达到, 达不到 or 待定."""

REPORT_KEYS = frozenset({"report", "year", "day"})
"""report: headings with the text below each; year: that it reports on; day: handed in."""

OPEN = "未评"
NONE = "没有"
GATE: Mapping[str, Outcome] = {"达到": "met", "达不到": "not_met", "待定": "undetermined"}
FOUND: Mapping[Outcome, str] = {"met": "有", "not_met": NONE, "undetermined": "须看"}
IN_TIME: Mapping[Outcome, str] = {"met": "按时", "not_met": "迟了", "undetermined": "待定"}


def judge_grades(given: Given, policy: Policy) -> Mapping[str, JsonValue]:
    """The awards under the reading taken, with the totals under every other; each consequence with how
    often it follows; the grades' own names."""
    policy = reread(policy, cast("dict[str, str]", given.get("readings", {})))
    grades = [find_grade(word, policy) for word in cast("list[str]", given["grades"])]
    reading = policy.reading(policy.assessment.awards.reading)
    results = {option.id: work_out(policy, option.id, grades) for option in reading.options}
    taken = results[reading.default]
    names = {grade.id: grade.name for grade in policy.assessment.grades}
    follows = find_consequences(policy, grades)
    return {
        "grades": [OPEN if grade is None else names[grade] for grade in grades],
        "awards": {
            "years": [say_range(year.lowest, year.highest) for year in taken.years],
            "total": say_range(taken.lowest, taken.highest),
            **{option: say_range(each.lowest, each.highest) for option, each in results.items()},
        },
        **{
            rule.id: {
                "outcome": say_certainty([each.certain for each in follows if each.consequence == rule.id]),
                "times": sum(each.consequence == rule.id for each in follows),
                "said": rule.approval or "",
            }
            for rule in policy.assessment.consequences
        },
    }


def say_range(lowest: float, highest: float) -> JsonValue:
    return lowest if lowest == highest else [lowest, highest]


def say_certainty(hits: list[bool]) -> str:
    return NONE if not hits else "有" if any(hits) else "可能有"


def find_grade(word: str, policy: Policy) -> str | None:
    if word == OPEN:
        return None
    grade = parse_grade(word, policy.assessment)
    if grade is None:
        raise PolicyError(f"没有“{word}”这个等次，只有 {say_grades(policy.assessment)}")
    return grade.id


def judge_total(given: Given, policy: Policy) -> Mapping[str, JsonValue]:
    """The grade proposed."""
    policy = reread(policy, cast("dict[str, str]", given.get("readings", {})))
    cutoffs = {
        find_grade(word, policy): line
        for word, line in cast("dict[str, float]", given.get("cutoffs", {})).items()
    }
    assessment = policy.assessment.model_copy(update={"cutoffs": cutoffs})
    total = given["total"]
    proposal = propose_grade(
        policy.model_copy(update={"assessment": assessment}),
        None if total == NONE else fraction(cast(float, total)),
        GATE[cast(str, given["gate"])] if "gate" in given else None,
    )
    names = {grade.id: grade.name for grade in assessment.grades}
    grade = NONE if proposal.grade is None else names[proposal.grade]
    return {"assessment": {"outcome": grade, "said": proposal.trace.arithmetic}}


def judge_report(given: Given, policy: Policy) -> Mapping[str, JsonValue]:
    """Whether each content is there, and whether the report came in time."""
    texts = cast("dict[str, str]", given["report"])
    parts = [ReportPart(heading=head, characters=len(text), text=text) for head, text in texts.items()]
    day = given.get("day")
    result = check_report(
        policy,
        parts,
        year=cast("int | None", given.get("year")),
        day=None if day is None else date.fromisoformat(cast(str, day)),
    )
    return {
        **{each.topic: {"outcome": FOUND[each.outcome], "said": each.reason} for each in result.topics},
        "annual_report": {"outcome": IN_TIME[result.in_time], "said": result.trace.arithmetic},
    }
