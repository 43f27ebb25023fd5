"""What the narrative says: who leads, which policies, what money, which activities.

`doubts` of a fact says, in Chinese and for a clerk, why it may not be so; none means that it is sure.
"""

from typing import Literal

from dossier.base import Record
from dossier.evidence import Evidence

GroupKind = Literal["development", "creation"]
"""促进中小企业发展工作领导小组, or 创建工作领导小组 (D99 三(三)1 asks for both)."""

FundKind = Literal["budgeted", "spent"]
GrowthKind = Literal["number", "revenue", "tax", "staff"]
GrowthBasis = Literal["gross", "net"]


class Leader(Record):
    """The head of a leading group. `principal` is whether the title is that of a 主要负责人; None where the
    title is not known."""

    name: str | None = None
    title: str | None = None
    principal: bool | None = None
    evidence: tuple[Evidence, ...] = ()
    doubts: tuple[str, ...] = ()


class LeadershipDocument(Record):
    """A document that founded a leading group."""

    title: str | None = None
    number: str | None = None
    evidence: tuple[Evidence, ...] = ()


class LeadingGroup(Record):
    """One leading group. `founded` is a date as far as it is known ("2020-05-08", "2020-05" or "2020"),
    `office` is where its office stands."""

    name: str
    kind: GroupKind | None = None
    leaders: tuple[Leader, ...] = ()
    document: LeadershipDocument | None = None
    founded: str | None = None
    office: str | None = None
    evidence: tuple[Evidence, ...] = ()
    doubts: tuple[str, ...] = ()


class Count(Record):
    count: int
    evidence: tuple[Evidence, ...] = ()
    doubts: tuple[str, ...] = ()


class Leadership(Record):
    """`leader` is the first head named, `documents` all that founded a group; `staff` counts those who work
    for small and medium enterprises, `meetings` those that the groups held."""

    leader: Leader | None = None
    documents: tuple[LeadershipDocument, ...] = ()
    groups: tuple[LeadingGroup, ...] = ()
    staff: Count | None = None
    meetings: Count | None = None


class PolicyDocument(Record):
    """A policy the county issued. `title` is without its title marks 《》. `number` has its year in 〔〕;
    `raw_number` is as written, and stands alone where it is broken. `year` is that of the number, else that
    of issue. `since`: whether it is one of the years asked for."""

    title: str
    number: str | None = None
    raw_number: str | None = None
    issuer: str | None = None
    year: int | None = None
    since: bool | None = None
    evidence: tuple[Evidence, ...] = ()
    doubts: tuple[str, ...] = ()


class FundYear(Record):
    """The special fund of one year, in 万元. `year` is None where the text says "每年" (then `annual`) or no
    year."""

    year: int | None = None
    amount: float
    unit: Literal["万元"] = "万元"
    kind: FundKind | None = None
    annual: bool = False
    evidence: tuple[Evidence, ...] = ()
    doubts: tuple[str, ...] = ()


class FundUse(Record):
    """What a part of the fund was for; `amount` in 万元 where it is given."""

    purpose: str
    amount: float | None = None
    year: int | None = None
    evidence: tuple[Evidence, ...] = ()
    doubts: tuple[str, ...] = ()


class Headline(Record):
    """One measure, problem or suggestion by the words that head it."""

    text: str
    evidence: tuple[Evidence, ...] = ()


class Measures(Record):
    headlines: tuple[Headline, ...] = ()
    problems: tuple[Headline, ...] = ()
    suggestions: tuple[Headline, ...] = ()


class Activity(Record):
    """How many activities of one kind were held (or, for service institutions, exist), and the sum that
    they brought, in 万元 (signed, credit, loans, sales). `amount_doubts` are those of the `doubts` that are
    about the sum alone."""

    count: int | None = None
    amount: float | None = None
    evidence: tuple[Evidence, ...] = ()
    doubts: tuple[str, ...] = ()
    amount_doubts: tuple[str, ...] = ()


class Activities(Record):
    industry_university: Activity | None = None
    financing: Activity | None = None
    exhibitions: Activity | None = None
    startup_events: Activity | None = None
    service_institutions: Activity | None = None


class GrowthRate(Record):
    """A yearly growth of the enterprises' number, revenue, tax or staff in percent (8.6 for 8.6%).
    `basis`: of what was added (新增) or of what was left after closures (净增), where the text says so."""

    kind: GrowthKind
    value: float
    year: int | None = None
    basis: GrowthBasis | None = None
    evidence: tuple[Evidence, ...] = ()
    doubts: tuple[str, ...] = ()


class Mention(Record):
    """A figure of the form that the narrative states too. `field` is the form field's id; `value` is in
    the field's own unit (money in 万元)."""

    field: str
    value: int | float
    evidence: tuple[Evidence, ...] = ()
