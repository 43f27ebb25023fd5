"""What the narrative says, fact by fact, as a reviewer would note it down."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desk.summaries.words import clean, say_number
from dossier import Activity, Count, Evidence, Facts, LeadingGroup
from policy import Policy


@dataclass(frozen=True, slots=True)
class Fact:
    """`what` it is about, what it `says`, and why that may not be so."""

    what: str
    says: str
    doubts: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


def list_facts(facts: Facts, policy: Policy) -> tuple[Fact, ...]:
    return (
        *list_leadership(facts),
        *list_policies(facts),
        *list_fund(facts),
        *list_measures(facts),
        *list_activities(facts, policy),
        *list_growth(facts),
        *list_mentions(facts, policy),
    )


def list_leadership(facts: Facts) -> Iterator[Fact]:
    for group in facts.leadership.groups:
        yield Fact("领导机构", say_group(group), group.doubts, group.evidence)
        for leader in group.leaders:
            named = " ".join(part for part in (leader.title, leader.name) if part) or "没有写明"
            yield Fact("负责人", named, leader.doubts, leader.evidence)
    for document in facts.leadership.documents:
        yield Fact("成立文件", say_document(document.title, document.number), (), document.evidence)
    yield from list_counts(
        (("工作人员", facts.leadership.staff, "名"), ("会议", facts.leadership.meetings, "次"))
    )


def say_group(group: LeadingGroup) -> str:
    founded = f"{group.founded}成立" if group.founded else ""
    office = f"办公室设在{group.office}" if group.office else ""
    return "，".join(part for part in (group.name, founded, office) if part)


def say_document(title: str | None, number: str | None) -> str:
    return "".join((f"《{title}》" if title else "", f"（{number}）" if number and title else number or ""))


def list_counts(counts: Sequence[tuple[str, Count | None, str]]) -> Iterator[Fact]:
    for what, count, unit in counts:
        if count is not None:
            yield Fact(what, f"{count.count}{unit}", count.doubts, count.evidence)


def list_policies(facts: Facts) -> Iterator[Fact]:
    for document in facts.policies:
        said = say_document(document.title, document.number or document.raw_number)
        year = f"，{document.year}年" if document.year else ""
        old = "，不在要求的年份内" if document.since is False else ""
        yield Fact("扶持政策", f"{said}{year}{old}", document.doubts, document.evidence)


def list_fund(facts: Facts) -> Iterator[Fact]:
    for fund in facts.special_fund:
        year = "每年" if fund.annual else f"{fund.year}年" if fund.year else "没有写年份"
        kind = {"budgeted": "安排", "spent": "支出", None: ""}[fund.kind]
        said = f"{year}{kind}{say_number(fund.amount)}{fund.unit}"
        yield Fact("专项资金", said, fund.doubts, fund.evidence)
    for use in facts.fund_uses:
        amount = "" if use.amount is None else f"：{say_number(use.amount)}万元"
        yield Fact("资金用途", f"{use.purpose}{amount}", use.doubts, use.evidence)
    yield from list_counts((("资金支持企业", facts.fund_enterprises, "家"),))
    if facts.fund_absent:
        yield Fact("专项资金", "正文写明没有设立", (), facts.fund_absent)


def list_measures(facts: Facts) -> Iterator[Fact]:
    parts = (
        ("主要做法", facts.measures.headlines),
        ("存在问题", facts.measures.problems),
        ("意见建议", facts.measures.suggestions),
    )
    for what, headlines in parts:
        for headline in headlines:
            yield Fact(what, headline.text, (), headline.evidence)


def list_activities(facts: Facts, policy: Policy) -> Iterator[Fact]:
    """By the words that the policy has for each kind."""
    for kind in type(facts.activities).model_fields:
        activity: Activity | None = getattr(facts.activities, kind)
        if activity is None:
            continue
        words = policy.facts.activities[kind]
        count = "" if activity.count is None else f"{activity.count}{words.units[0]}"
        amount = "" if activity.amount is None else f"{say_number(activity.amount)}万元"
        said = "，".join(part for part in (count, amount) if part) or "没有写明次数"
        yield Fact(words.words[0], said, activity.doubts, activity.evidence)


def list_growth(facts: Facts) -> Iterator[Fact]:
    kinds = {"number": "企业数量", "revenue": "营业收入", "tax": "税金", "staff": "人员"}
    for rate in facts.growth:
        year = f"{rate.year}年" if rate.year else ""
        net = {"gross": "（新增）", "net": "（净增）", None: ""}[rate.basis]
        said = f"{year}增长{say_number(rate.value)}%{net}"
        yield Fact(f"{kinds[rate.kind]}增长", said, rate.doubts, rate.evidence)


def list_mentions(facts: Facts, policy: Policy) -> Iterator[Fact]:
    for mention in facts.mentions:
        label = clean(policy.field(mention.field).label)
        yield Fact("表内数据在正文中", f"{label}：{say_number(mention.value)}", (), mention.evidence)
