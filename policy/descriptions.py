"""Any rule of a policy in plain Chinese, with the words of the notices it rests on."""

import re
from collections.abc import Iterable, Iterator

from policy.checks import Check
from policy.form import FormField, MaterialSpec
from policy.later_rules import list_later_rules
from policy.model import Policy
from policy.rules import (
    AboveReference,
    AtLeast,
    Blank,
    Clause,
    Condition,
    Filled,
    Indicator,
    Judgement,
    Minimum,
    Option,
    Reading,
    Requirement,
    Target,
    Told,
    YearlyGrowth,
)

_WORDS = re.compile(r"\{\w+\}")

KINDS = {"int": "整数", "pct": "百分数", "money": "金额（万元）", "count_names": "数量及名称", "text": "文字"}
SEALS = {"city_department": "市级中小企业主管部门", "city_government": "市级政府"}
BASES = {"cumulative": "累计数", "annual": "当年数", "stock": "年末数", "rate": "比率"}
SEVERITIES = {"error": "应更正", "warning": "请核实", "note": "提示"}
AFFECTED = {
    "gate": "达标项数",
    "conditions": "申报条件",
    "fields": "申报表",
    "materials": "申报资料",
    "calendar": "时间",
    "award": "奖励",
    "scoring": "打分和评定",
    "none": "不影响结果",
}


def describe(policy: Policy, wanted: str) -> list[str]:
    """Every rule called `wanted`, each as a text of several lines; empty where there is none."""
    return ["\n".join(lines) for name, lines in describe_rules(policy) if name == wanted]


def list_ids(policy: Policy) -> list[str]:
    """Every id that `describe` knows, in the order of the policy's parts."""
    return list(dict.fromkeys(name for name, _ in describe_rules(policy)))


def describe_rules(policy: Policy) -> Iterator[tuple[str, Iterable[str]]]:
    """The id of each rule and the lines that describe it."""
    for notice in policy.notices:
        yield (
            notice.id,
            (
                f"文件 {notice.id}：{notice.number}",
                f"  《{notice.title}》",
                f"  {notice.issuer}，{notice.issued}",
                f"  {notice.role}",
            ),
        )
    for clause in policy.clauses:
        yield clause.id, [f"条款 {clause.id}", *quote_clause(policy, clause)]
    for field in policy.form.fields:
        yield field.id, describe_field(policy, field)
    for material in policy.materials:
        yield material.id, describe_material(policy, material)
    for condition in policy.conditions:
        yield condition.id, describe_condition(policy, condition)
    for indicator in policy.indicators.indicators:
        yield indicator.id, describe_indicator(policy, indicator)
    for check in policy.checks:
        yield check.id, describe_check(policy, check)
    for reading in policy.readings:
        yield reading.id, describe_reading(policy, reading)
    for rule in list_later_rules(policy):
        told = [f"  {line}" for line in rule.lines]
        yield rule.id, [f"{rule.kind} {rule.id}：{rule.name}", *told, *quote_clauses(policy, rule.clauses)]


def quote_clause(policy: Policy, clause: Clause) -> Iterator[str]:
    number = next(notice.number for notice in policy.notices if notice.id == clause.document)
    yield f"  {number} {clause.article}：“{clause.quote}”"


def quote_clauses(policy: Policy, clauses: Iterable[str]) -> Iterator[str]:
    found = [policy.clause(clause) for clause in clauses]
    if found:
        yield "依据："
    for clause in found:
        yield from quote_clause(policy, clause)


def describe_field(policy: Policy, field: FormField) -> Iterator[str]:
    yield f"申报表格子 {field.id}：{field.label}"
    yield f"  第{field.row}行，填{KINDS[field.kind]}"
    if field.unit:
        yield f"  表上印的单位：{field.unit}"
    if field.units:
        yield f"  可以写的单位：{'、'.join(field.units)}"
    if field.range:
        yield f"  可能范围：{field.range[0]:g} 至 {field.range[1]:g}"
    if field.hint:
        yield f"  常见范围：{field.hint[0]:g} 至 {field.hint[1]:g}"
    if field.pattern:
        yield "  写法有规定，不合的转人工，见 form.yaml"
    if field.seal:
        yield f"  应有印章：{SEALS[field.seal]}"
    if field.variants:
        yield f"  各县的写法：{'；'.join(field.variants)}"
    if field.mentions:
        yield f"  正文中的说法：{'；'.join(field.mentions)}"
    yield from quote_clauses(policy, [field.clause])


def describe_material(policy: Policy, material: MaterialSpec) -> Iterator[str]:
    number = "" if material.number is None else f"第{material.number}项 "
    yield f"申报资料 {material.id}：{number}{material.title}"
    yield f"  {'必需，缺少要补正' if material.required else '可选，缺少只作提示'}"
    yield f"  应写明：{material.expects}"
    if material.headings:
        yield f"  标题的写法：{'；'.join(material.headings)}"
    if material.facts:
        yield f"  看有没有实事的写法：{len(material.facts)}种，见 materials.yaml"
    yield from quote_clauses(policy, material.clauses)


def describe_condition(policy: Policy, condition: Condition) -> Iterator[str]:
    yield f"申报条件 {condition.id}：{condition.name}"
    for requirement in condition.requirements:
        yield f"  {say_requirement(policy, requirement)}"
    yield from quote_clauses(policy, condition.clauses)


def say_requirement(policy: Policy, requirement: Requirement) -> str:
    match requirement:
        case Minimum():
            label = policy.field(requirement.field).label
            said = f"“{label}”不低于{requirement.minimum:g}"
            if requirement.reduced is None:
                return said
            return f"{said}（{requirement.status_name or requirement.status}不低于{requirement.reduced:g}）"
        case Filled():
            return f"“{policy.field(requirement.field).label}”已填写"
        case Told():
            least = f"{requirement.minimum:g}{requirement.unit}"
            return f"申报资料正文写到的数不低于{least}；{requirement.question}"
        case Judgement():
            return f"由人判断：{requirement.question}"


def describe_indicator(policy: Policy, indicator: Indicator) -> Iterator[str]:
    group = next(group.name for group in policy.indicators.groups if group.id == indicator.group)
    targets = indicator.targets
    yield f"指标 {indicator.id}：第{indicator.number}项 {indicator.name}（{indicator.unit}）"
    yield f"  一级指标：{group}；获取部门：{indicator.department}；口径：{BASES[indicator.basis]}"
    for year, target in (
        ("第一年", targets.year_1),
        ("第二年", targets.year_2),
        ("第三年", targets.year_3),
        ("2025年", targets.year_2025),
    ):
        yield f"  {year}：{say_target(target, indicator.unit)}"
    cell = "没有这一格" if indicator.field is None else f"“{policy.field(indicator.field).label}”"
    yield f"  申报表：{cell}"
    if indicator.asks:
        yield f"  还需要：{indicator.asks}"
    yield from quote_clauses(policy, indicator.clauses)


def say_target(target: Target, unit: str) -> str:
    match target:
        case AtLeast():
            return f"不低于{target.value:g}{unit}"
        case AboveReference():
            return target.label or f"高于{target.reference}"
        case YearlyGrowth():
            return f"比上年增长{target.percent:g}%以上"
        case Blank():
            return "通知没有填写"


def describe_check(policy: Policy, check: Check) -> Iterator[str]:
    yield f"核对 {check.id}（{SEVERITIES[check.severity]}）"
    yield f"  不符时提示：{say_message(check)}"
    yield from quote_clauses(policy, check.clauses)


def say_message(check: Check) -> str:
    """The message without the words that only a dossier can fill in."""
    return _WORDS.sub("…", check.message)


def describe_reading(policy: Policy, reading: Reading) -> Iterator[str]:
    yield f"读法 {reading.id}：{reading.title}"
    yield f"  问题：{reading.problem}"
    for option in reading.options:
        yield f"  {option.id}：{option.text}{say_standing(reading, option)}"
    yield f"  理由：{reading.reason}"
    yield f"  影响：{'、'.join(AFFECTED[result] for result in reading.affects)}"
    yield from quote_clauses(policy, reading.clauses)


def say_standing(reading: Reading, option: Option) -> str:
    if option.id == reading.default:
        return "（现在按这一种）"
    return "" if option.supported else "（程序还不会按这一种计算）"
