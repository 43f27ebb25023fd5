"""All that comes of a dossier that an example gives."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import cast

from pydantic import JsonValue, TypeAdapter

from dossier import Dossier
from policy import Policy
from policy.examples import Given
from policy.rereading import reread
from policy.rules import Basis
from score.given_dossiers import make_dossier
from score.reference import Figure, ReferenceData
from score.reference import Given as FigureGiven
from score.rulebook import Number, Stage
from score.score import score_dossier
from score.scorecard import Change, Scorecard
from score.standing import Ruling, Standing
from validate.check import check_dossier
from validate.check import judge_dossier as judge_dossier_checks

DOSSIER_KEYS = frozenset(
    {
        *("form", "materials", "mentions", "narrative", "chapters", "facts", "tallies", "seals"),
        *("standing", "rulings"),
        *("year", "stage", "readings", "figures", "last_year", "supplied", "bases"),
        *("data_year", "received"),
    }
)
"""form: what stands in the cells, by label or id; mentions: what the narrative says of them; narrative: its
paragraphs; chapters: those under the heading of a material, by its id; facts, tallies: as dossier.json has
them; seals: whose were seen; materials: present, hollow or missing (all present where not said); figures,
last_year, supplied, bases: what the departments gave; standing: who applies; rulings: what a person decided;
stage: entry or yearly; readings: other options; data_year: the year on the form; received: the day of
receipt."""

RULINGS = TypeAdapter(dict[str, Ruling])

OUTCOMES = {"met": "达到", "not_met": "达不到", "undetermined": "待定"}
VERDICTS = {"fail": "不符", "review": "须核实", "pass": "相符", "not_applicable": "无从核对"}
"""Heaviest first."""
NOT_FOUND = "没有发现"


def judge_dossier(given: Given, policy: Policy) -> Mapping[str, JsonValue]:
    """Conditions, indicators, the gate and the cross checks by their ids, and under "findings" the rules
    that found something, each with what it is about."""
    settings = cast("dict[str, str]", given.get("readings", {}))
    read = reread(policy, settings)
    dossier = make_dossier(given, read)
    card = score_dossier(
        dossier,
        policy,
        year=cast(Number, given.get("year", 1)),
        stage=cast(Stage, given.get("stage", "entry")),
        standing=Standing.model_validate(given.get("standing", {})),
        rulings=RULINGS.validate_python(given.get("rulings", {})),
        settings=settings,
        reference=make_reference(given),
        received=date.fromisoformat(str(given["received"])) if "received" in given else None,
    )
    return {
        **judge_checks(dossier, read),
        **dict(list_findings(dossier, read)),
        **dict(list_requests(dossier, read)),
        "other_ends": dict(list_ends(card)),
        **dict(list_results(card)),
        **dict(list_dates(card)),
    }


def judge_checks(dossier: Dossier, policy: Policy) -> dict[str, JsonValue]:
    """The heaviest word of each cross check on this dossier."""
    outcomes = [(verdict.check.id, verdict.outcome) for verdict in judge_dossier_checks(dossier, policy)]
    order = list(VERDICTS)
    heaviest = {
        rule: min((outcome for each, outcome in outcomes if each == rule), key=order.index)
        for rule, _ in outcomes
    }
    found = {rule: VERDICTS[outcome] for rule, outcome in heaviest.items()}
    return {check.id: found.get(check.id, NOT_FOUND) for check in policy.checks}


def list_findings(dossier: Dossier, policy: Policy) -> Iterator[tuple[str, JsonValue]]:
    """Under "findings" the rules that found something, by the field or material it is about."""
    found = check_dossier(dossier, policy)
    subjects = dict.fromkeys(each.subject or "" for each in found)
    yield (
        "findings",
        {
            subject: "、".join(dict.fromkeys(each.rule for each in found if (each.subject or "") == subject))
            for subject in subjects
        },
    )


def list_requests(dossier: Dossier, policy: Policy) -> Iterator[tuple[str, JsonValue]]:
    asked = {each.subject or "" for each in check_dossier(dossier, policy) if each.request}
    subjects = {field.id for field in policy.form.fields} | {each.id for each in policy.materials}
    yield "requests", {subject: "要补正" if subject in asked else "不要补正" for subject in sorted(subjects)}


def list_ends(card: Scorecard) -> Iterator[tuple[str, JsonValue]]:
    """By reading, option and rule: 达不到→达到."""
    for reading in dict.fromkeys(end.reading for end in card.other_ends):
        ends = [end for end in card.other_ends if end.reading == reading]
        yield reading, {end.option: {each.rule: say_change(each) for each in end.changes} for end in ends}


def say_change(change: Change) -> str:
    return f"{OUTCOMES[change.taken]}→{OUTCOMES[change.other]}"


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
            "targets": gate.targets,
            "way": gate.way.said if gate.way else "",
        },
    )


def list_dates(card: Scorecard) -> Iterator[tuple[str, JsonValue]]:
    """The deadlines by id, and under "calendar" the round and the assessments."""
    if card.calendar is None:
        return
    for each in card.calendar.deadlines:
        yield (
            each.deadline,
            {
                "outcome": OUTCOMES[each.outcome],
                "day": each.day.isoformat(),
                "copies": each.copies,
                "said": each.reason,
                "note": each.note or "",
            },
        )
    yield (
        "calendar",
        {
            "outcome": card.calendar.application_year,
            "said": card.calendar.said,
            "deadlines": [each.deadline for each in card.calendar.deadlines],
            "assessments": [each.said for each in card.calendar.assessments],
        },
    )


def make_reference(given: Given) -> ReferenceData:
    figures = cast("dict[str, JsonValue]", given.get("figures", {}))
    return ReferenceData(
        figures={name: make_figure(each) for name, each in figures.items()},
        last_year=cast("dict[str, float]", given.get("last_year", {})),
        supplied=cast("dict[str, float]", given.get("supplied", {})),
        bases=cast("dict[str, Basis]", given.get("bases", {})),
    )


def make_figure(written: JsonValue) -> Figure:
    """A number, or {value, host} for one of the county that a zone lies in."""
    if isinstance(written, dict):
        return FigureGiven(cast(float, written["value"]), host=cast("str | None", written.get("host")))
    return cast(float, written)
