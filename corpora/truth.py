"""A made-up county: the true value of every field of the form, and what its narrative tells."""

import random
from collections.abc import Mapping
from dataclasses import dataclass

from corpora.places import (
    Place,
    make_bases,
    make_companies,
    make_industries,
    make_people,
    make_phone,
    make_place,
)
from dossier import MaterialStatus, NamedCount, Value
from policy import Policy

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


@dataclass(frozen=True, slots=True)
class County:
    """`values` has every field of the form by its id, money in 万元, per cent in points."""

    seed: int
    place: Place
    data_year: int
    values: Mapping[str, Value]
    narrative: NarrativeTruth

    def number(self, field_id: str) -> float:
        value = self.values[field_id]
        if isinstance(value, NamedCount):
            return value.count
        if isinstance(value, str):
            raise TypeError(field_id)
        return value

    def text(self, field_id: str) -> str:
        return str(self.values[field_id])


def make_county(seed: int, policy: Policy) -> County:
    """The county of that seed: always the same one."""
    rng = random.Random(seed)
    place = make_place(rng)
    people = make_people(rng, 8)
    values: dict[str, Value] = {}
    values |= make_identity(rng, place, people[0])
    values |= make_counts(rng)
    values |= make_rates(rng)
    values |= make_money(rng, int_of(values, "sme_count"))
    values |= make_named_counts(rng, place, values)
    values |= make_opinions(rng, place)
    ordered = {item.id: values[item.id] for item in policy.form.fields}
    narrative = make_narrative(rng, place, people[1:], ordered, policy.form.data_year)
    return County(seed, place, policy.form.data_year, ordered, narrative)


def int_of(values: Mapping[str, Value], field_id: str) -> int:
    value = values[field_id]
    if not isinstance(value, int):
        raise TypeError(field_id)
    return value


def make_identity(rng: random.Random, place: Place, person: str) -> dict[str, Value]:
    rank = place.we if place.kind != "zone" else ""
    office = rng.choice(
        ("工业和信息化局", "工业和信息化局", "中小企业发展促进中心", "经济和信息化局", "企业服务局")
    )
    sme_office = rng.choice(
        (
            "中小企业发展促进中心",
            "中小企业服务中心",
            "小企业发展促进局",
            "民营经济发展中心",
            "中小企业发展服务中心",
        )
    )
    nature = rng.choice(
        (
            "行政机关",
            "公益一类事业单位",
            "全额拨款事业单位",
            "参照公务员法管理的事业单位",
            "事业单位",
            "财政拨款事业单位",
        )
    )
    return {
        "applicant_name": rng.choice((place.name, place.name, place.government)),
        "lead_department": (place.short + rank if rank else place.name) + office,
        "contact_person": person,
        "contact_phone": make_phone(rng),
        "sme_department_name": (place.short + rank if rank else place.name) + sme_office,
        "sme_department_nature": nature,
        "sme_department_staff": rng.randint(4, 26),
    }


def make_counts(rng: random.Random) -> dict[str, Value]:
    """Whole numbers that agree with each other: parts are no more than what they are parts of."""
    industrial = rng.randint(21, 130)
    above = industrial + rng.randint(0, 70)
    over_100m = rng.randint(6, max(7, industrial // 2))
    smes = rng.randint(1800, 9800)
    provincial_giants = rng.randint(0, 4)
    entities = rng.randint(20100, 68000)
    zone_above = rng.randint(0, 9)
    return {
        "market_entities": round(entities, -2) if rng.random() < 0.3 else entities,
        "industrial_below_scale": rng.randint(205, 960),
        "industrial_above_scale": industrial,
        "above_scale_enterprises": above,
        "newly_above_scale": min(above, zone_above + rng.randint(3, 16)),
        "industrial_over_100m": over_100m,
        "sme_count": round(smes, -2) if rng.random() < 0.2 else smes,
        "sme_employees": smes * rng.randint(8, 16) + rng.randint(0, 900),
        "provincial_tech_centers": rng.randint(0, 9),
        "tech_smes": rng.randint(12, 120),
        "high_tech_enterprises": rng.randint(3, 60),
        "provincial_little_giants": provincial_giants,
        "national_little_giants": rng.randint(0, min(2, provincial_giants)),
        "joint_stock_reforms": rng.randint(1, 40),
        "fourth_board_listed": rng.randint(0, 16),
        "neeq_listed": rng.randint(0, 3),
        "main_board_listed": rng.choice((0, 0, 0, 1)),
        "entrepreneurs_trained": rng.randint(60, 620),
        "famous_trademarks": rng.randint(0, 24),
        "incubated_micro": rng.randint(15, 160),
        "incubated_over_5m": rng.randint(1, 14),
        "zone_new_above_scale": zone_above,
        "platform_served": rng.randint(120, 2600),
    }


def make_rates(rng: random.Random) -> dict[str, Value]:
    digits = rng.choice((1, 1, 1, 2))
    growth = rng.choices((rng.uniform(3.1, 14.8), rng.uniform(-4.9, -0.3)), (8, 2))[0]
    return {
        "sme_revenue_growth": round(growth, digits),
        "sme_gdp_share": round(rng.uniform(38, 68), rng.choice((0, 1, 1, 2))),
        "non_coal_share": round(rng.uniform(34, 88), digits),
        "cluster_output_growth": round(rng.uniform(4.2, 19.5), digits),
        "modern_services_share": round(rng.uniform(36, 62), rng.choice((0, 1, 1))),
    }


def make_money(rng: random.Random, smes: int) -> dict[str, Value]:
    """万元. Mostly such sums as can be written in 亿元 with two decimals, as offices round them."""
    revenue = round(smes * rng.uniform(380, 1400), -2)
    tax = round(revenue * rng.uniform(0.018, 0.052), -2)
    if rng.random() < 0.3:
        revenue += rng.randint(1, 99)
        tax += rng.randint(1, 99)
    fund = rng.choice((100, 200, 260, 300, 380, 500, 500, 650, 800, 1000, 1250, 2000))
    return {"sme_revenue": float(revenue), "sme_tax": float(tax), "special_fund": float(fund)}


def make_named_counts(rng: random.Random, place: Place, values: Mapping[str, Value]) -> dict[str, Value]:
    bases = make_bases(rng, place, rng.randint(1, 4))
    industries = make_industries(rng, rng.randint(1, 4))
    big = min(int_of(values, "industrial_over_100m"), rng.choice((0, 1, 1, 2, 3)))
    giants = int_of(values, "provincial_little_giants") + int_of(values, "national_little_giants")
    specialized = make_companies(rng, place, max(giants, rng.choice((2, 3, 5, 6, 7, 8, 10, 12, 15))))
    return {
        "leading_industries_count": len(industries),
        "leading_industries_names": "、".join(industries),
        "startup_bases": NamedCount(count=len(bases), names=bases),
        "specialized_smes": NamedCount(count=len(specialized), names=specialized),
        "industrial_over_1b": NamedCount(count=big, names=make_companies(rng, place, big)),
    }


def make_opinions(rng: random.Random, place: Place) -> dict[str, Value]:
    department = rng.choice(
        (
            "情况属实，同意推荐。",
            "经初审，该县申报材料齐全，数据真实，符合申报条件，同意推荐。",
            "经审核，符合申报条件，同意上报。",
            "同意申报。",
            "经初审，材料真实有效，同意推荐上报。",
        )
    )
    government = rng.choice(
        (
            "同意推荐。",
            "同意上报。",
            f"同意推荐{place.name}申报。",
            "经研究，同意推荐。",
            "情况属实，同意推荐上报。",
        )
    )
    return {"city_department_opinion": department, "city_government_opinion": government}


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
