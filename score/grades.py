"""Yearly grades: as written by a person, or proposed by the office's cut-offs for a person to confirm."""

from fractions import Fraction

from dossier.base import Record
from policy import Policy
from policy.assessment import Assessment, Grade
from score.scorecard import Outcome
from score.trace import Trace, cite
from validate.wording import exact, say_number


class Proposal(Record):
    """`grade` is None where nothing can be proposed; the trace says why."""

    grade: str | None
    trace: Trace


def parse_grade(text: str, assessment: Assessment) -> Grade | None:
    """The grade that a person wrote, by its name or another word for it; None where it is none."""
    word = "".join(text.split()).strip("“”\"'《》。")
    for grade in assessment.grades:
        if word in (grade.name, grade.id, *grade.synonyms):
            return grade
    return None


def say_grades(assessment: Assessment) -> str:
    """What may be written, for an error message."""
    return "、".join(grade.name for grade in assessment.grades)


def propose_grade(policy: Policy, total: Fraction | None, gate: Outcome | None) -> Proposal:
    """The grade that the total comes to; the lowest where the gate was missed, if the policy reads it so."""
    assessment = policy.assessment
    if gate == "not_met":
        return propose_unscored(policy)
    proposed = assessment.proposed_by and policy.reading(assessment.proposed_by).default == "by_cutoffs"
    if not assessment.cutoffs or not proposed:
        return decline(policy, "没有分数线，等次由人评定")
    if gate == "undetermined":
        return decline(policy, "指标达标项数还没有确定，不能建议等次")
    if total is None:
        return decline(policy, "没有总分，不能建议等次")
    grade, arithmetic = grade_of(assessment, total)
    return Proposal(grade=grade.id, trace=explain(policy, f"{arithmetic}，建议评为{grade.name}，由人确认"))


def propose_unscored(policy: Policy) -> Proposal:
    assessment, indicators = policy.assessment, policy.indicators
    said = f"{len(indicators.indicators)}项指标达标不到{indicators.gate.required}项，不参加打分"
    reading = assessment.unscored
    if reading is not None and policy.reading(reading).default == "propose_unqualified":
        worst = assessment.grades[-1]
        return Proposal(grade=worst.id, trace=explain(policy, f"{said}；建议评为{worst.name}，由人决定"))
    return decline(policy, f"{said}，不评等次")


def grade_of(assessment: Assessment, total: Fraction) -> tuple[Grade, str]:
    """The best grade whose cut-off the total reaches; the last grade needs none."""
    said = say_total(total)
    for grade in assessment.grades[:-1]:
        cutoff = exact(assessment.cutoffs[grade.id])
        if total >= Fraction(cutoff):
            return grade, f"总分{said}≥{say_number(cutoff)}"
    return assessment.grades[-1], f"总分{said}低于{say_number(min(assessment.cutoffs.values()))}"


def say_total(total: Fraction) -> str:
    """To two places, or to as many as tell it from the two places around it."""
    for places in (2, 4, 6):
        text = f"{float(round(total, places)):.{places}f}"
        if Fraction(text) == total or places == 6:
            break
    return text.rstrip("0").rstrip(".") if "." in text else text


def decline(policy: Policy, why: str) -> Proposal:
    return Proposal(grade=None, trace=explain(policy, why))


def explain(policy: Policy, arithmetic: str) -> Trace:
    clauses = cite(policy, policy.assessment.clauses)
    return Trace(rule="assessment", clauses=clauses, arithmetic=arithmetic)
