"""Findings of one kind said together, so that many alike do not bury the others."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from desk.summaries.words import say_subject
from dossier import Evidence
from policy import Policy
from validate.finding import Finding

FEW = 2
"""As many alike are said one by one."""

SHOWN = 3
"""Of more alike that no sentence joins, so many are said in full."""

TOGETHER: Final[Mapping[str, str]] = {
    "FIELD-BLANK": "申报表有{count}栏没有填写：{cells}。",
    "FIELD-MISSING": "申报表缺少下列{count}栏，表格可能被改动过：{cells}。",
    "MATERIAL-MISSING": "申报资料缺少下列{count}项材料，没有找到标题，正文里也没有读到有关的事实：{cells}。",
    "MATERIAL-HOLLOW": "下列{count}项材料只有标题，没有具体内容：{cells}。",
}
"""What joins findings on cells of the form and on materials, by their rule."""

NOTED: Final[Mapping[str, str]] = {
    "MATERIAL-MISSING": "没有单列不作要求的{count}项材料（不用补正）：{cells}。",
}
"""The same for what is only noted."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Findings of one rule and weight, in a sentence for all."""

    findings: tuple[Finding, ...]
    said: str

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        return tuple(dict.fromkeys(place for finding in self.findings for place in finding.evidence))

    @property
    def clauses(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(clause for finding in self.findings for clause in finding.clauses))


def gather_alike(findings: Sequence[Finding], policy: Policy) -> tuple[Alike, ...]:
    """All findings in their order, those of one rule and weight where the first of them stands."""
    kinds: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        kinds.setdefault((finding.rule, finding.severity), []).append(finding)
    return tuple(group for kind in kinds.values() for group in join(kind, policy))


def join(kind: Sequence[Finding], policy: Policy) -> Iterator[Alike]:
    sentence = (NOTED if kind[0].severity == "note" else TOGETHER).get(kind[0].rule)
    if len(kind) <= FEW or (sentence is None and len(kind) <= SHOWN + 1):
        yield from (Alike((finding,), finding.message) for finding in kind)
    elif sentence is not None:
        yield Alike(tuple(kind), sentence.format(count=len(kind), cells=name_cells(kind, policy)))
    else:
        yield from (Alike((finding,), finding.message) for finding in kind[:SHOWN])
        rest = kind[SHOWN:]
        subjects = "、".join(
            dict.fromkeys(f"“{said}”" for each in rest if (said := say_subject(policy, each)))
        )
        about = f"（{subjects}）" if subjects else ""
        yield Alike(tuple(rest), f"另有同类问题{len(rest)}个{about}，逐个列在汇总表“问题清单”。")


def name_cells(findings: Sequence[Finding], policy: Policy) -> str:
    """ "第4行“市场主体数量（家）”、第5行“…”"; of materials their titles."""
    rows = {field.id: f"第{field.row}行" for field in policy.form.fields}
    of_form = findings[0].rule.startswith("FIELD-")
    return "、".join(
        f"{rows.get(each.subject or '', '') if of_form else ''}“{say_subject(policy, each)}”"
        for each in findings
    )
