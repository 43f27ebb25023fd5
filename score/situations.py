"""A dossier as an example gives it, and all that comes of it."""

from collections.abc import Iterator, Mapping
from typing import Literal, cast

from pydantic import JsonValue

from dossier import Dossier, Evidence, Facts, FieldReading, Form, MaterialReading, NamedCount, Value
from policy import Policy
from policy.base import PolicyError
from policy.examples import Given
from policy.references import strip_label
from score.reference import ReferenceData
from score.score import score_dossier
from score.scorecard import Scorecard
from validate.check import check_dossier
from validate.check import judge_dossier as judge_checks

DOSSIER_KEYS = frozenset({"form", "materials", "year", "readings", "figures", "last_year", "supplied"})
"""form: what stands in the cells, by label or id; materials: present, hollow or missing (all present
where not said); figures, last_year, supplied: what the departments gave; readings: other options."""

OUTCOMES = {"met": "达到", "not_met": "达不到", "undetermined": "待定"}
VERDICTS = {"pass": "相符", "fail": "不符", "review": "须核实", "not_applicable": "无从核对"}
FILE = "申报表"
EMPTY = "空着"
ABSENT = "没有这一栏"


def judge_dossier(given: Given, policy: Policy) -> Mapping[str, JsonValue]:
    """Conditions, indicators, the gate and the cross checks by their ids, and under "findings" the rules
    that found something, each with what it is about."""
    dossier = make_dossier(given, policy)
    card = score_dossier(
        dossier,
        policy,
        year=cast(Literal[1, 2, 3], given.get("year", 1)),
        settings=cast("dict[str, str]", given.get("readings", {})),
        reference=make_reference(given),
    )
    verdicts = {verdict.check.id: verdict.outcome for verdict in judge_checks(dossier, policy)}
    return {
        **{rule: VERDICTS[outcome] for rule, outcome in verdicts.items()},
        "findings": [f"{f.rule} {f.subject or ''}".strip() for f in check_dossier(dossier, policy)],
        **dict(list_results(card)),
    }


def list_results(card: Scorecard) -> Iterator[tuple[str, JsonValue]]:
    for condition in card.conditions:
        parts: list[JsonValue] = [OUTCOMES[each.outcome] for each in condition.requirements]
        said = "；".join(each.reason for each in condition.requirements)
        yield condition.condition, {"outcome": OUTCOMES[condition.outcome], "parts": parts, "said": said}
    for result in card.indicators:
        yield (
            result.indicator,
            {
                "outcome": OUTCOMES[result.outcome],
                "target": result.target_value,
                "difference": result.difference,
                "said": result.reason,
                "needs": result.needs or "",
            },
        )
    gate = card.gate
    yield (
        "gate",
        {
            "outcome": OUTCOMES[gate.outcome],
            "range": [gate.lowest, gate.highest],
            "required": gate.required,
            "total": gate.total,
            "binding": gate.binding,
            "said": gate.reason,
            "note": "".join(gate.other_readings),
        },
    )


def make_reference(given: Given) -> ReferenceData:
    return ReferenceData(
        figures=cast("dict[str, float]", given.get("figures", {})),
        last_year=cast("dict[str, float]", given.get("last_year", {})),
        supplied=cast("dict[str, float]", given.get("supplied", {})),
    )


def make_dossier(given: Given, policy: Policy) -> Dossier:
    form = cast("dict[str, JsonValue]", given["form"])
    told = cast("dict[str, Literal['present', 'hollow', 'missing']]", given.get("materials", {}))
    return Dossier(
        policy=policy.id,
        form=Form(fields={find_field(label, policy): make_reading(cell) for label, cell in form.items()}),
        materials={
            spec.id: MaterialReading(status=told.get(spec.id, "present")) for spec in policy.materials
        },
        facts=Facts(),
    )


def find_field(label: str, policy: Policy) -> str:
    """The field of that label or id. Raises PolicyError where there is none."""
    for field in policy.form.fields:
        if label == field.id or strip_label(label) == strip_label(field.label):
            return field.id
    raise PolicyError(f"申报表没有“{label}”这一栏")


def make_reading(cell: JsonValue) -> FieldReading:
    """What stands in a cell: a number or a text; 空着 or 没有这一栏; {count, names} or only how many;
    {unsure: …} for what was read with a doubt."""
    if cell == ABSENT:
        return FieldReading(status="missing")
    places = (Evidence(source=FILE, quote=str(cell), method="text"),)
    if cell == EMPTY:
        return FieldReading(status="blank", raw="", evidence=places)
    if isinstance(cell, dict) and "unsure" in cell:
        value = make_value(cell["unsure"])
        return FieldReading(status="review", value=value, reasons=("字迹不清",), evidence=places)
    return FieldReading(status="accepted", value=make_value(cell), confidence=1, evidence=places)


def make_value(cell: JsonValue) -> Value:
    if isinstance(cell, dict):
        return NamedCount.model_validate(cell)
    if isinstance(cell, int | float | str):
        return cell
    raise PolicyError(f"格子里写的看不懂：{cell}")
