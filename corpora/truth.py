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
from corpora.story import NarrativeTruth, make_narrative
from dossier import NamedCount, Value
from policy import Policy


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
