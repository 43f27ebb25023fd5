"""The required parts of the narrative: not there, or a heading with nothing under it."""

from collections.abc import Iterator

from dossier import MaterialReading
from policy.form import MaterialSpec
from validate.finding import Finding, Severity
from validate.submission import Submission
from validate.wording import join_clauses

NOT_ASKED = "（不作要求，不用补正）"

NOT_IN_DOSSIER = MaterialReading(status="missing")


def check_materials(submission: Submission) -> Iterator[Finding]:
    """The form itself is `check_fields`' own matter."""
    for spec in submission.policy.materials:
        if spec.source == "form":
            continue
        reading = submission.dossier.materials.get(spec.id, NOT_IN_DOSSIER)
        if reading.status == "missing":
            yield find_missing(spec, reading)
        elif reading.status == "hollow":
            yield find_hollow(spec, reading)


def find_missing(spec: MaterialSpec, reading: MaterialReading) -> Finding:
    if spec.required:
        message = join_clauses(f"申报资料缺少{say_material(spec)}", *reading.reasons)
    else:
        message = f"没有单列{say_material(spec)}{NOT_ASKED}。"
    return material_finding(
        "MATERIAL-MISSING", "error" if spec.required else "note", spec, reading, message, "请补报"
    )


def find_hollow(spec: MaterialSpec, reading: MaterialReading) -> Finding:
    headings = "、".join(f"“{heading}”" for heading in reading.headings)
    where = f"（标题为{headings}）" if headings else ""
    asked = "" if spec.required else NOT_ASKED
    message = join_clauses(f"{say_material(spec)}没有具体内容{where}{asked}", *reading.reasons)
    return material_finding(
        "MATERIAL-HOLLOW", "warning" if spec.required else "note", spec, reading, message, "请充实"
    )


def say_material(spec: MaterialSpec) -> str:
    return f"“{spec.title}”" if spec.number is None else f"第{spec.number}项“{spec.title}”"


def material_finding(
    rule: str, severity: Severity, spec: MaterialSpec, reading: MaterialReading, message: str, verb: str
) -> Finding:
    """What is not required is noted and not asked for."""
    return Finding(
        rule=rule,
        outcome="fail",
        severity=severity,
        subject=spec.id,
        message=message,
        request=f"{verb}{say_material(spec)}：{spec.expects}" if spec.required else None,
        clauses=spec.clauses,
        evidence=reading.evidence,
    )
