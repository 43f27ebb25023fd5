"""Who leads: the head of the leading group must be one of the county's principals."""

import re
from collections.abc import Iterator

from dossier import Leader, MaterialReading
from policy.form import MaterialSpec
from validate.finding import Finding
from validate.submission import Submission

LEADERSHIP = "leadership"
"""The material that tells of it."""


def check_leadership(submission: Submission) -> Iterator[Finding]:
    """Not asked where the material itself is not there: that is a finding of its own."""
    spec = next((spec for spec in submission.policy.materials if spec.id == LEADERSHIP), None)
    reading = submission.dossier.materials.get(LEADERSHIP)
    if spec is None or reading is None or reading.status == "missing":
        return
    leader = submission.dossier.facts.leadership.leader
    words = submission.policy.facts.leadership
    if leader is None or leader.title is None:
        yield find_no_leader(spec, reading, words.head[0])
    elif not is_principal(leader.title, words.principal_titles):
        yield find_other_leader(spec, leader, words.head[0])


def is_principal(title: str, principals: tuple[str, ...]) -> bool:
    """Whether one of the offices held is a principal's: "县委副书记、县长" is, "副县长" is not."""
    offices = re.split(r"[、，,/；;\s]+", title)
    return any(
        office.endswith(principal) and not office.endswith("副" + principal)
        for office in offices
        for principal in principals
    )


def find_no_leader(spec: MaterialSpec, reading: MaterialReading, head: str) -> Finding:
    return Finding(
        rule="LEADER-UNKNOWN",
        outcome="review",
        severity="note",
        subject=spec.id,
        message=f"“{spec.title}”中没有读出{head}是谁、任什么职务，请对照原件核实。",
        clauses=spec.clauses,
        evidence=reading.evidence,
    )


def find_other_leader(spec: MaterialSpec, leader: Leader, head: str) -> Finding:
    return Finding(
        rule="LEADER-TITLE",
        outcome="fail",
        severity="warning",
        subject=spec.id,
        message=f"{head}{leader.name or ''}的职务是“{leader.title}”，不是主要负责人。",
        request=f"请说明是否由主要负责人任{head}，并附成立文件。",
        clauses=spec.clauses,
        evidence=leader.evidence,
    )
