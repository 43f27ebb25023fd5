"""Dossiers of a county that does not exist, as read: no document stands behind them."""

from collections.abc import Mapping

from dossier import (
    CellPlace,
    Dossier,
    Evidence,
    Facts,
    FieldReading,
    Form,
    MaterialReading,
    Method,
    NamedCount,
    Problem,
    Seal,
    Source,
    Value,
)
from policy import Policy, load_policy

POLICY = load_policy()

Readings = Mapping[str, FieldReading]


def named(count: int, *names: str) -> NamedCount:
    return NamedCount(count=count, names=names)


def listed(count: int) -> NamedCount:
    """So many, with as many different names."""
    return named(count, *(f"示例企业{number}" for number in range(1, count + 1)))


SOUND: Mapping[str, Value] = {
    "applicant_name": "岚山县",
    "lead_department": "岚山县工业和信息化局",
    "contact_person": "张示例",
    "contact_phone": "0350-1234567",
    "market_entities": 25345,
    "industrial_below_scale": 812,
    "industrial_above_scale": 58,
    "leading_industries_count": 1,
    "leading_industries_names": "法兰锻造",
    "startup_bases": named(2, "岚山双创基地", "云岭孵化园"),
    "specialized_smes": listed(12),
    "sme_department_name": "岚山县中小企业服务中心",
    "sme_department_nature": "事业单位",
    "sme_department_staff": 9,
    "sme_count": 3100,
    "sme_revenue": 280806,
    "sme_tax": 12650.5,
    "sme_employees": 31200,
    "special_fund": 500,
    "sme_revenue_growth": 8.6,
    "sme_gdp_share": 52.3,
    "above_scale_enterprises": 66,
    "newly_above_scale": 16,
    "industrial_over_100m": 12,
    "industrial_over_1b": named(2, "岚山锻造集团", "云岭重工"),
    "provincial_tech_centers": 3,
    "tech_smes": 85,
    "high_tech_enterprises": 28,
    "provincial_little_giants": 2,
    "national_little_giants": 0,
    "non_coal_share": 81.4,
    "cluster_output_growth": 9.1,
    "modern_services_share": 51.0,
    "joint_stock_reforms": 16,
    "fourth_board_listed": 6,
    "neeq_listed": 1,
    "main_board_listed": 0,
    "entrepreneurs_trained": 120,
    "famous_trademarks": 11,
    "incubated_micro": 36,
    "incubated_over_5m": 11,
    "zone_new_above_scale": 5,
    "platform_served": 640,
    "city_department_opinion": "情况属实，同意推荐。",
    "city_government_opinion": "同意推荐。",
}
"""A form with nothing to object to, that meets whatever a form can show of the first year's targets."""


def evidence(quote: str, method: Method = "word") -> Evidence:
    return Evidence(
        source="申报表.docx", cell=CellPlace(table=0, row=1, column=1), quote=quote, method=method
    )


def accepted(value: Value, *, unit: str | None = None, method: Method = "word") -> FieldReading:
    return FieldReading(
        status="accepted",
        value=value,
        raw=str(value),
        unit=unit,
        confidence=1.0,
        evidence=(evidence(str(value), method),),
    )


def review(
    value: Value | None,
    *reasons: str,
    raw: str | None = None,
    unit: str | None = None,
    method: Method = "word",
) -> FieldReading:
    stands = str(value) if raw is None else raw
    return FieldReading(
        status="review",
        value=value,
        raw=stands,
        unit=unit,
        confidence=0.5,
        reasons=reasons or ("字迹不清",),
        evidence=(evidence(stands, method),),
    )


def blank(raw: str = "") -> FieldReading:
    return FieldReading(status="blank", raw=raw, evidence=(evidence(raw),))


def missing() -> FieldReading:
    return FieldReading(status="missing")


def sound_fields(method: Method = "word") -> dict[str, FieldReading]:
    return {field: accepted(value, unit="万元", method=method) for field, value in SOUND.items()}


def sound_materials(policy: Policy = POLICY) -> dict[str, MaterialReading]:
    return {spec.id: MaterialReading(status="present", headings=(spec.title,)) for spec in policy.materials}


def make_dossier(
    changes: Readings | None = None,
    *,
    fields: Readings | None = None,
    materials: Mapping[str, MaterialReading] | None = None,
    facts: Facts | None = None,
    seals: tuple[Seal, ...] = (),
    sources: tuple[Source, ...] = (),
    problems: tuple[Problem, ...] = (),
    data_year: int | None = None,
) -> Dossier:
    """The sound dossier with some fields changed, or with other `fields` altogether."""
    readings = dict(sound_fields() if fields is None else fields)
    readings.update(changes or {})
    return Dossier(
        policy=POLICY.id,
        sources=sources,
        form=Form(data_year=data_year, fields=readings),
        materials=dict(sound_materials() if materials is None else materials),
        facts=facts or Facts(),
        seals=seals,
        problems=problems,
    )
