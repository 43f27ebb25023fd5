"""What a county's narrative tells: who leads, which papers, what money, how many events."""

import random
from collections.abc import Mapping
from dataclasses import dataclass

from corpora.places import Place
from dossier import MaterialStatus, Value

SECTIONS = ("leadership", "policies", "special_fund", "measures", "service_activities")
"""The sections of a narrative that the notice asks for."""


@dataclass(frozen=True, slots=True)
class LeaderTruth:
    name: str
    title: str


@dataclass(frozen=True, slots=True)
class PaperTruth:
    """A document: `number` is its 文号, or None where it has none."""

    title: str
    number: str | None
    year: int


@dataclass(frozen=True, slots=True)
class FundTruth:
    """Yearly amounts in 万元, and what they were spent on in the last year."""

    years: Mapping[int, float]
    uses: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class NarrativeTruth:
    """`materials` says how each section was written; sections that are not present hold no facts."""

    materials: Mapping[str, MaterialStatus]
    leaders: tuple[LeaderTruth, ...]
    deputies: tuple[str, ...]
    founding: tuple[PaperTruth, ...]
    policies: tuple[PaperTruth, ...]
    fund: FundTruth
    activities: Mapping[str, int]


def make_narrative(
    rng: random.Random, place: Place, people: tuple[str, ...], values: Mapping[str, Value], year: int
) -> NarrativeTruth:
    letter, name = place.letter, place.name
    number = rng.randint(3, 60)
    issuer = f"{letter}开管办发" if place.kind == "zone" else f"{letter}政办发"
    group = rng.choice(("促进中小企业发展工作领导小组", "中小企业高质量发展示范创建工作领导小组"))
    founding = PaperTruth(f"关于成立{name}{group}的通知", f"{issuer}〔{year}〕{number}号", year)
    secretary = "党工委书记" if place.kind == "zone" else f"{place.we}委书记"
    leaders = [LeaderTruth(people[0], place.head)]
    if rng.random() < 0.15:
        leaders.insert(0, LeaderTruth(people[1], secretary))
    return NarrativeTruth(
        materials={"application_form": "present", **dict.fromkeys(SECTIONS, "present")},
        leaders=tuple(leaders),
        deputies=people[2:],
        founding=(founding,),
        policies=make_papers(rng, place, year),
        fund=make_fund(rng, values, year),
        activities={
            "industry_university": rng.randint(2, 14),
            "financing": rng.randint(2, 16),
            "exhibitions": rng.randint(2, 15),
            "startup_events": rng.randint(2, 12),
            "service_institutions": rng.randint(3, 28),
        },
    )


_PAPERS = (
    ("{name}关于支持中小企业高质量发展的若干措施", "政发"),
    ("{name}促进中小企业发展扶持办法（试行）", "政办发"),
    ("关于印发{name}小升规企业培育三年行动方案的通知", "政办发"),
    ("{name}中小企业发展专项资金管理办法", "政办发"),
    ("{name}“专精特新”中小企业培育工作方案", "工信发"),
    ("关于进一步优化营商环境支持民营经济发展的实施意见", "发"),
    ("{name}县级领导包联重点企业工作机制", "办发"),
    ("关于应对疫情支持中小企业共渡难关的十条措施", "政办发"),
    ("{name}科技创新奖励办法", "政发"),
    ("关于清理拖欠民营企业中小企业账款的工作方案", "政办函"),
    ("{name}企业家培训三年计划（2020—2022年）", "工信发"),
    ("{name}入企服务常态化工作制度", "政办函"),
)


def make_papers(rng: random.Random, place: Place, year: int) -> tuple[PaperTruth, ...]:
    """Policies of the county of the two years up to the data year; a few of them without a number."""
    papers: list[PaperTruth] = []
    for title, series in rng.sample(_PAPERS, rng.randint(3, 8)):
        issued = rng.choice((year - 1, year))
        number = f"{place.letter}{series}〔{issued}〕{rng.randint(1, 98)}号"
        papers.append(PaperTruth(title.format(name=place.name), number, issued))
    return tuple(sorted(papers, key=lambda paper: (paper.year, paper.number or "")))


def make_fund(rng: random.Random, values: Mapping[str, Value], year: int) -> FundTruth:
    """The last year's amount is the form's; its uses add up to it."""
    now = values["special_fund"]
    if not isinstance(now, float):
        raise TypeError("special_fund")
    before = rng.choice([share for share in (0.5, 0.6, 0.8, 1.0) if (now * share) % 10 == 0])
    purposes = ("小升规企业奖励", "技术改造项目贴息", "“专精特新”企业奖励", "企业家培训", "双创基地建设补助")
    kinds = rng.sample(purposes, 3)
    first, second = round(now * 0.4, 1), round(now * 0.35, 1)
    uses = zip(kinds, (first, second, round(now - first - second, 1)), strict=True)
    return FundTruth({year - 1: round(now * before, 1), year: now}, tuple(uses))
