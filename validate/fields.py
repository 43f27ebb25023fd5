"""The cells of the form: not found, left empty, or read with a doubt."""

from collections.abc import Iterator

from dossier import FieldReading
from policy import Policy
from policy.form import FormField
from policy.rules import Filled, Minimum
from validate.finding import Finding, Severity
from validate.requests import ask_about_doubt, ask_to_add, ask_to_fill
from validate.submission import Submission
from validate.wording import join_clauses, say_field, say_value

NO_FORM = "没有找到申报表，或文件中的表格不是规定的申报表，各项数据均未读到。"
ILLEGIBLE_FORM = "申报表的扫描件看不清，各项数据均未读到，请先对照原件；原件也看不清的，请申报单位重新扫描。"
EMPTY_FORM = "申报表没有填写，各栏都是空的。"
UNSEEN_ON_SCAN = "本件为扫描件，可能是没有识别出来，请先对照原件"
CHANGED_FORM = "表格可能被改动过"


def check_fields(submission: Submission) -> Iterator[Finding]:
    """A form that is not there, or wholly empty, is one finding and not one for every cell."""
    readings = [submission.reading(field_id) for field_id in submission.specs]
    if all(reading.status == "missing" for reading in readings):
        yield find_no_form(submission.policy, readings)
    elif all(reading.status in ("missing", "blank") for reading in readings):
        yield find_empty_form(submission.policy, readings)
    else:
        deciding = find_deciding(submission.policy)
        scanned = submission.is_scanned()
        for spec, reading in zip(submission.specs.values(), readings, strict=True):
            finding = check_field(spec, reading, decides=spec.id in deciding, scanned=scanned)
            if finding is not None:
                yield finding


def find_deciding(policy: Policy) -> frozenset[str]:
    """The fields on which a condition, an indicator or a seal rests."""
    required = {
        requirement.field
        for condition in policy.conditions
        for requirement in condition.requirements
        if isinstance(requirement, Minimum | Filled)
    }
    measured = {item.field for item in policy.indicators.indicators if item.field is not None}
    sealed = {spec.id for spec in policy.form.fields if spec.seal is not None}
    return frozenset(required | measured | sealed)


def check_field(spec: FormField, reading: FieldReading, *, decides: bool, scanned: bool) -> Finding | None:
    """The finding on one cell, None where its value is accepted. What `decides` weighs more."""
    match reading.status:
        case "accepted":
            return None
        case "missing":
            return find_missing(spec, reading, "error" if decides else "warning", scanned=scanned)
        case "blank":
            return find_blank(spec, reading, "error" if decides else "warning")
        case "review":
            return find_doubtful(spec, reading, "warning" if decides else "note")


def find_missing(spec: FormField, reading: FieldReading, severity: Severity, *, scanned: bool) -> Finding:
    """On a scan the cell may stand there unseen, so the office looks before it asks the county."""
    absent = f"申报表缺少“{spec.label}”一栏（规定格式的第{spec.row}行）"
    return Finding(
        rule="FIELD-MISSING",
        outcome="review" if scanned else "fail",
        severity=severity,
        subject=spec.id,
        message=join_clauses(absent, UNSEEN_ON_SCAN if scanned else CHANGED_FORM, *reading.reasons),
        request=None if scanned else ask_to_add(spec),
        clauses=(spec.clause,),
        evidence=reading.evidence,
    )


def find_blank(spec: FormField, reading: FieldReading, severity: Severity) -> Finding:
    stands = " ".join((reading.raw or "").split())
    empty = f"{say_field(spec)}没有填写" + (f"（栏内为“{stands}”）" if stands else "")
    return Finding(
        rule="FIELD-BLANK",
        outcome="fail",
        severity=severity,
        subject=spec.id,
        message=join_clauses(empty, *reading.reasons),
        request=ask_to_fill(spec),
        clauses=(spec.clause,),
        evidence=reading.evidence,
    )


def find_doubtful(spec: FormField, reading: FieldReading, severity: Severity) -> Finding:
    if reading.value is None:
        read = f"{say_field(spec)}没有读出（栏内为“{say_value(reading.raw or '')}”）"
    else:
        read = f"{say_field(spec)}读作“{say_value(reading.value)}”，须对照原件核实"
    return Finding(
        rule="FIELD-REVIEW",
        outcome="review",
        severity=severity,
        subject=spec.id,
        message=join_clauses(read, *reading.reasons),
        request=ask_about_doubt(spec, reading),
        clauses=(spec.clause,),
        evidence=reading.evidence,
    )


def find_no_form(policy: Policy, readings: list[FieldReading]) -> Finding:
    """A form whose title alone could be read was handed in: the office looks before it asks the county."""
    titles = next((reading.evidence for reading in readings if reading.evidence), ())
    asked = f"申报表（“{policy.form.titles[0]}”）"
    return Finding(
        rule="FORM-ILLEGIBLE" if titles else "FORM-MISSING",
        outcome="review" if titles else "fail",
        severity="error",
        message=ILLEGIBLE_FORM if titles else NO_FORM,
        request=f"请将{asked}重新扫描清楚（灰度或彩色，300 dpi）后报送。"
        if titles
        else f"请按规定格式填报{asked}并随申报资料报送。",
        clauses=(policy.form.clause,),
        evidence=titles,
    )


def find_empty_form(policy: Policy, readings: list[FieldReading]) -> Finding:
    return Finding(
        rule="FORM-EMPTY",
        outcome="fail",
        severity="error",
        message=EMPTY_FORM,
        request="请填写申报表各栏后重新报送。",
        clauses=(policy.form.clause,),
        evidence=next((reading.evidence for reading in readings if reading.evidence), ()),
    )
