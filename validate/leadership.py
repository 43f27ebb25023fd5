"""Who leads: the head of the leading group must be one of the county's principals."""

import re
from collections.abc import Iterator

from dossier import Leader, Leadership, MaterialReading
from policy.form import MaterialSpec
from policy.text_checks import GroupsCheck
from validate.finding import Finding
from validate.submission import Submission
from validate.verdict import Verdict

LEADERSHIP = "leadership"
"""The material that tells of it."""


def check_leadership(submission: Submission) -> Iterator[Finding]:
    """Not asked where the material itself is not there: that is a finding of its own."""
    spec = next((spec for spec in submission.policy.materials if spec.id == LEADERSHIP), None)
    reading = submission.dossier.materials.get(LEADERSHIP)
    if spec is None or reading is None or reading.status == "missing":
        return
    leadership = submission.dossier.facts.leadership
    words = submission.policy.facts.leadership
    if leadership.leader is None or leadership.leader.title is None:
        yield find_no_leader(spec, reading, words.head[0])
    for leaders in list_heads(leadership):
        titles = [leader.title for leader in leaders if leader.title is not None]
        if titles and not any(is_principal(title, words.principal_titles) for title in titles):
            yield find_other_leader(spec, leaders[0], words.head[0])


def list_heads(leadership: Leadership) -> list[tuple[Leader, ...]]:
    """The heads of each group, each set of heads once: one of two heads may be no principal."""
    heads = [group.leaders for group in leadership.groups if group.leaders]
    known = {leader for leaders in heads for leader in leaders}
    if leadership.leader is not None and leadership.leader not in known:
        heads.insert(0, (leadership.leader,))
    told: dict[tuple[tuple[str | None, str | None], ...], tuple[Leader, ...]] = {}
    for leaders in heads:
        told.setdefault(tuple((leader.name, leader.title) for leader in leaders), leaders)
    return list(told.values())


def judge_groups(check: GroupsCheck, submission: Submission) -> Iterator[Verdict]:
    groups = submission.dossier.facts.leadership.groups
    kinds = {group.kind for group in groups if group.kind is not None}
    missing = [name for kind, name in check.called.items() if kind not in kinds]
    yield Verdict(
        check,
        LEADERSHIP,
        broken=bool(missing) if kinds and all(group.kind for group in groups) else None,
        words={
            "missing": "、".join(missing),
            "found": "、".join(name for kind, name in check.called.items() if kind in kinds),
        },
        evidence=tuple(place for group in groups for place in group.evidence),
    )


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
