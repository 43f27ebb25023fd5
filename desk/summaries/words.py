"""What the reports call things: statuses, outcomes and values in plain office Chinese."""

import re
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from typing import Final, Literal

from dossier import Evidence, FieldStatus, MaterialStatus, Method, NamedCount, SealOwner, Value
from dossier.handwriting import HandKind, Presence
from policy import Policy
from policy.form import FieldKind
from score import scorecard
from score.goals import NO_TARGET
from validate import finding
from validate.applicant import Applicant

Verdict = Literal["complete", "incomplete", "unreadable"]
"""complete: nothing to ask of the county; incomplete: something; unreadable: nothing could be read."""

VERDICTS: Final[Mapping[Verdict, str]] = {
    "complete": "资料齐全",
    "incomplete": "需补正",
    "unreadable": "未能读取",
}
FIELD_STATUSES: Final[Mapping[FieldStatus, str]] = {
    "accepted": "采用",
    "review": "待核",
    "blank": "空白",
    "missing": "缺项",
}
MATERIAL_STATUSES: Final[Mapping[MaterialStatus, str]] = {
    "present": "有",
    "hollow": "有标题无内容",
    "missing": "缺",
}
OPTIONAL_STATUSES: Final[Mapping[MaterialStatus, str]] = {
    "present": "有",
    "hollow": "没有具体内容",
    "missing": "没有单列",
}
"""Of materials that are not asked for."""
SOURCE_STATUSES: Final[Mapping[str, str]] = {"read": "已读取", "skipped": "略过", "failed": "无法读取"}
FINDING_OUTCOMES: Final[Mapping[finding.Outcome, str]] = {
    "pass": "符合",
    "fail": "不符合",
    "review": "待核",
    "not_applicable": "不适用",
}
SEVERITIES: Final[Mapping[finding.Severity, str]] = {"error": "错误", "warning": "警告", "note": "提示"}
CONDITION_OUTCOMES: Final[Mapping[scorecard.Outcome, str]] = {
    "met": "符合",
    "not_met": "不符合",
    "undetermined": "待定",
}
INDICATOR_OUTCOMES: Final[Mapping[scorecard.Outcome, str]] = {
    "met": "达标",
    "not_met": "未达标",
    "undetermined": "待定",
}
GATE_OUTCOMES: Final[Mapping[scorecard.Outcome, str]] = {
    "met": "达到要求",
    "not_met": "未达到要求",
    "undetermined": "尚待确定",
}
SEAL_OWNERS: Final[Mapping[SealOwner, str]] = {
    "city_department": "市级主管部门",
    "city_government": "市级人民政府",
    "applicant": "申报单位",
    "unknown": "未能确定",
}
HANDS: Final[Mapping[HandKind, str]] = {"signature": "签字", "date": "日期"}
PRESENCES: Final[Mapping[Presence, str]] = {"written": "有手写", "none": "没有手写", "unclear": "看不清"}
NOT_BINDING = "申报时不要求"
EMPTY = "（空白）"
"""What stands in an empty cell."""
METHODS: Final[Mapping[Method, str]] = {
    "word": "Word 文档",
    "sheet": "电子表格",
    "pdf-text": "PDF 文字",
    "ocr": "扫描识别",
    "text": "纯文本",
}
UNITS: Final[Mapping[FieldKind, str]] = {"pct": "%", "money": "万元"}
"""The units in which the values of a kind are held, whatever the form prints."""

# What XML refuses, and lone halves of a character pair, which UTF-8 refuses.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# Marks that turn the writing direction round and so could make a text look like another.
DIRECTION_MARKS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """Text that every output can hold: unprintable characters shown as �, direction marks left out."""
    return DIRECTION_MARKS.sub("", UNPRINTABLE.sub("\ufffd", text))


def one_line(text: str) -> str:
    """Clean text on one line."""
    return " ".join(clean(text).split())


def shorten(text: str, length: int) -> str:
    """Clean text on one line of at most `length` characters."""
    line = one_line(text)
    return line if len(line) <= length else line[: length - 1] + "…"


def say_number(number: int | float) -> str:
    """A number without needless zeros and never in powers of ten."""
    if isinstance(number, int):
        return str(number)
    text = f"{number:.6f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def say_value(value: Value | None, unit: str = "") -> str:
    """A value with its unit; an empty string where there is none."""
    if value is None:
        return ""
    if isinstance(value, NamedCount):
        count = f"{value.count}{unit}"
        return f"{count}：{one_line('、'.join(value.names))}" if value.names else count
    if isinstance(value, str):
        return clean(value)
    return say_number(value) + unit


def say_distance(gate: scorecard.GateResult) -> str:
    """How far the count is from what is required."""
    lacking = gate.required - gate.lowest
    if lacking <= 0:
        return "已经达到"
    if gate.highest < gate.required:
        return f"至少还差{gate.required - gate.highest}项"
    return f"还差{lacking}项，待定{gate.highest - gate.lowest}项"


def say_range(lowest: int, highest: int) -> str:
    """ "23" or "23—25"."""
    return str(lowest) if lowest == highest else f"{lowest}—{highest}"


def say_gate(gate: scorecard.GateResult) -> str:
    """ "指标达标23—25项（共26项，要求24项）"; where the gate rejects nobody yet, whom it will."""
    asks = "要求" if gate.binding else "年度考核要求"
    return f"指标达标{say_range(gate.lowest, gate.highest)}项（共{gate.total}项，{asks}{gate.required}项）"


def say_gate_end(gate: scorecard.GateResult) -> str:
    """How the count compares with what is required, where that decides anything."""
    return GATE_OUTCOMES[gate.outcome] if gate.binding else "申报时不要求，只作参考"


def say_gate_briefly(gate: scorecard.GateResult) -> str:
    """The same for a column: "达到要求", or "申报时不要求（现状15—22项）"."""
    if gate.binding:
        return GATE_OUTCOMES[gate.outcome]
    return f"{NOT_BINDING}（现状{say_range(gate.lowest, gate.highest)}项）"


def say_indicator_outcome(result: scorecard.IndicatorResult) -> str:
    """What the notice sets no target for counts as met, but nobody has reached anything."""
    if result.target == NO_TARGET and result.outcome == "met":
        return "不作要求（算达标）"
    return INDICATOR_OUTCOMES[result.outcome]


def say_department(department: str) -> str:
    return f"{department}主管部门"


def say_finding_outcome(found: finding.Finding) -> str:
    """What is only noted fails nothing."""
    return "提醒" if (found.outcome, found.severity) == ("fail", "note") else FINDING_OUTCOMES[found.outcome]


def say_material_status(status: MaterialStatus, required: bool) -> str:
    return MATERIAL_STATUSES[status] if required else OPTIONAL_STATUSES[status]


def quote_words(evidence: Sequence[Evidence], length: int) -> str:
    """The words at the first place, in quotation marks; an empty string where there is no place."""
    if not evidence:
        return ""
    words = shorten(evidence[0].quote, length)
    return f"“{words}”" if words else EMPTY


def say_subject(policy: Policy, about: finding.Finding) -> str:
    """The label of what a finding is about; a file's name stands for itself.

    A field and a material may have the same id; the clauses of the finding tell which is meant.
    """
    if about.subject is None:
        return ""
    fields = {field.id: field.label for field in policy.form.fields}
    materials = {material.id: material.title for material in policy.materials}
    if about.subject in materials and (about.subject not in fields or is_about_material(policy, about)):
        return materials[about.subject]
    indicators = {indicator.id: indicator.name for indicator in policy.indicators.indicators}
    conditions = {condition.id: condition.name for condition in policy.conditions}
    return (conditions | indicators | fields).get(about.subject, clean(about.subject))


def is_about_material(policy: Policy, about: finding.Finding) -> bool:
    """Whether the finding cites a clause by which the material of its subject is asked for."""
    asked = {clause for item in policy.materials if item.id == about.subject for clause in item.clauses}
    return bool(asked.intersection(about.clauses))


def say_clauses(policy: Policy, clause_ids: Iterable[str]) -> str:
    """The clauses by notice and place, each once."""
    return "、".join(dict.fromkeys(say_clause(policy, clause_id) for clause_id in clause_ids))


def say_clause(policy: Policy, clause_id: str) -> str:
    """The number of the notice and the place in it, as "晋企发〔2020〕95号 三"."""
    clause = policy.clause(clause_id)
    numbers = {notice.id: notice.number for notice in policy.notices}
    return f"{numbers.get(clause.document, clause.document)} {clause.article}".strip()


def join_reasons(reasons: Iterable[str]) -> str:
    """Reasons come with or without a full stop of their own."""
    said = "；".join(reason.rstrip("。；") for reason in reasons if reason)
    return f"{said}。" if said else ""


def say_home(applicant: Applicant | None) -> str:
    """ "忻州市 140921": where the applicant lies by the register; why nobody knows, where nobody does."""
    if applicant is None:
        return ""
    if not applicant.sure or applicant.kind is None:
        return applicant.reason
    return " ".join(part for part in (applicant.city, applicant.code) if part)


def say_program() -> str:
    """Which program wrote the report."""
    return f"本件由申报资料审查程序 shenbao {version('shenbao')} 生成，供审查参考；以审查人签名的意见为准。"
