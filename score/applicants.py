"""What the register says of the applicant, as rules ask for it."""

from policy import Policy
from policy.register import Registry, Status
from score.standing import Standing
from validate.applicant import Applicant

ZONE = "开发区是否按所在县算，由人决定"
NOT_LISTED = "不在已核实的名单上，名单还没有凑足{total}个"
UNVERIFIED = "名单上注明没有核实：{source}"


def make_standing(applicant: Applicant, policy: Policy) -> Standing:
    """Nothing is said of the statuses of an applicant of whom nobody is sure who it is; of a zone neither,
    as they are counties'."""
    registry = policy.registry
    statuses: dict[str, bool] = {}
    doubts: dict[str, str] = {}
    sources: list[str] = []
    for status in registry.statuses:
        doubt = doubt_applicant(applicant)
        held, told = (None, doubt) if doubt else look_up(registry, status, applicant.code or "")
        if held is None:
            doubts[status.id] = told
        else:
            statuses[status.id] = held
            sources.append(told)
    return Standing(
        name=applicant.name,
        kind=applicant.kind if applicant.sure else None,
        city=applicant.city if applicant.sure else None,
        statuses=statuses,
        doubts=doubts,
        source="；".join(dict.fromkeys(sources)),
        evidence=applicant.evidence,
    )


def doubt_applicant(applicant: Applicant) -> str:
    if applicant.sure and applicant.kind == "zone":
        return ZONE
    return "" if applicant.sure and applicant.kind == "county" else applicant.reason


def look_up(registry: Registry, status: Status, code: str) -> tuple[bool | None, str]:
    """Whether the county has the status, and where that stands; None where nobody knows, and why."""
    members = list(registry.list_members(status))
    for county, each in members:
        if county.code == code:
            told = each.source if each.certain else UNVERIFIED.format(source=each.source)
            return (each.holds if each.certain else None), told
    certain = sum(each.certain and each.holds for _, each in members)
    if status.total is not None and certain >= status.total:
        return False, f"不在{status.name}名单上，名单共{status.total}个"
    return None, NOT_LISTED.format(total=status.total) if status.total else "不在名单上，名单没有注明是否完整"
