"""Two reviews side by side: what differs in the dossiers, their findings, conditions and indicators."""

from dataclasses import dataclass
from typing import Literal

from dossier import Dossier
from dossier.base import Record
from policy import Policy
from score.scorecard import ConditionResult, GateResult, IndicatorResult, Outcome, Scorecard
from validate.applicant import Applicant
from validate.comparison import (
    FieldChange,
    FileChange,
    MaterialChange,
    SealChange,
    compare_fields,
    compare_files,
    compare_materials,
    compare_seals,
    tidy,
)
from validate.finding import Finding
from validate.settled import FindingChange, compare_findings
from validate.submission import lay_out

Relation = Literal["resubmission", "other_year", "unknown"]
"""resubmission: figures of the same year; unknown: one of the forms does not say its year."""


class Side(Record):
    """Which dossier it is. `applicant` is the name that it applies under."""

    name: str
    applicant: str | None
    data_year: int | None


class ConditionChange(Record):
    condition: str
    name: str
    old: Outcome
    new: Outcome
    old_reason: str
    new_reason: str


class IndicatorChange(Record):
    """`difference` is new - old in the indicator's unit, None where one of them is unknown."""

    indicator: str
    number: int
    name: str
    unit: str
    target: str
    old: Outcome
    new: Outcome
    old_value: float | None
    new_value: float | None
    difference: float | None
    reason: str


class GateChange(Record):
    """The counts of indicators met, from and to, and the targets both were held against. Not `binding`: it
    rejects nobody yet."""

    required: int
    total: int
    targets: str
    binding: bool
    old_lowest: int
    old_highest: int
    old: Outcome
    new_lowest: int
    new_highest: int
    new: Outcome


class Comparison(Record):
    """`fields` and `files` hold all there are, also those that are the same; everything else only what
    differs. `same_applicant` is None where one of the two is not known for sure."""

    schema_version: Literal["1"] = "1"
    policy: str
    old: Side
    new: Side
    relation: Relation
    same_applicant: bool | None
    fields: tuple[FieldChange, ...]
    materials: tuple[MaterialChange, ...]
    seals: tuple[SealChange, ...]
    files: tuple[FileChange, ...]
    conditions: tuple[ConditionChange, ...]
    indicators: tuple[IndicatorChange, ...]
    gate: GateChange
    findings: tuple[FindingChange, ...]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One side as it was reviewed."""

    name: str
    dossier: Dossier
    findings: tuple[Finding, ...]
    scorecard: Scorecard
    applicant: Applicant


def compare_reviews(old: Reviewed, new: Reviewed, policy: Policy) -> Comparison:
    """Both must have been read and scored by `policy`, against the same targets."""
    before, after = lay_out(old.dossier, policy), lay_out(new.dossier, policy)
    keys = old.applicant.key, new.applicant.key
    return Comparison(
        policy=policy.id,
        old=describe_side(old),
        new=describe_side(new),
        relation=find_relation(old.dossier.form.data_year, new.dossier.form.data_year),
        same_applicant=None if None in keys else keys[0] == keys[1],
        fields=compare_fields(before, after),
        materials=compare_materials(old.dossier, new.dossier, policy.materials),
        seals=compare_seals(old.dossier, new.dossier),
        files=compare_files(old.dossier, new.dossier),
        conditions=compare_conditions(old.scorecard, new.scorecard),
        indicators=compare_indicators(old.scorecard, new.scorecard),
        gate=compare_gates(old.scorecard.gate, new.scorecard.gate),
        findings=compare_findings(old.findings, new.findings, before, after),
    )


def describe_side(side: Reviewed) -> Side:
    year = side.dossier.form.data_year
    return Side(name=side.name, applicant=side.applicant.name, data_year=year)


def find_relation(old: int | None, new: int | None) -> Relation:
    if old is None or new is None:
        return "unknown"
    return "resubmission" if old == new else "other_year"


def compare_conditions(old: Scorecard, new: Scorecard) -> tuple[ConditionChange, ...]:
    """Those that end differently."""
    before = {each.condition: each for each in old.conditions}
    return tuple(
        ConditionChange(
            condition=each.condition,
            name=each.name,
            old=before[each.condition].outcome,
            new=each.outcome,
            old_reason=say_requirements(before[each.condition]),
            new_reason=say_requirements(each),
        )
        for each in new.conditions
        if before[each.condition].outcome != each.outcome
    )


def say_requirements(result: ConditionResult) -> str:
    return "；".join(each.reason.rstrip("。；") for each in result.requirements)


def compare_indicators(old: Scorecard, new: Scorecard) -> tuple[IndicatorChange, ...]:
    """Those that end differently, or have another value."""
    before = {each.indicator: each for each in old.indicators}
    return tuple(
        compare_indicator(before[each.indicator], each)
        for each in new.indicators
        if (before[each.indicator].outcome, before[each.indicator].value) != (each.outcome, each.value)
    )


def compare_indicator(old: IndicatorResult, new: IndicatorResult) -> IndicatorChange:
    known = old.value is not None and new.value is not None
    return IndicatorChange(
        indicator=new.indicator,
        number=new.number,
        name=new.name,
        unit=new.unit,
        target=new.target,
        old=old.outcome,
        new=new.outcome,
        old_value=old.value,
        new_value=new.value,
        difference=tidy((new.value or 0) - (old.value or 0)) if known else None,
        reason=new.reason,
    )


def compare_gates(old: GateResult, new: GateResult) -> GateChange:
    return GateChange(
        required=new.required,
        total=new.total,
        targets=new.targets,
        binding=new.binding,
        old_lowest=old.lowest,
        old_highest=old.highest,
        old=old.outcome,
        new_lowest=new.lowest,
        new_highest=new.highest,
        new=new.outcome,
    )
