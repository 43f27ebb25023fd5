"""The rules of what follows on the gate, for people to read: points, survey, grades, awards, dates."""

from collections.abc import Iterator
from typing import NamedTuple

from policy.assessment import AwardScheme
from policy.model import Policy
from policy.scoring import ByFigure, ByMaterial, ByPerson, BySurvey, ScoringItem


class LaterRule(NamedTuple):
    """`kind` and `name` are Chinese; `lines` say what the rule does."""

    id: str
    kind: str
    name: str
    lines: tuple[str, ...]
    clauses: tuple[str, ...]


def list_later_rules(policy: Policy) -> Iterator[LaterRule]:
    yield from list_points(policy)
    yield from list_survey(policy)
    yield from list_grades(policy)
    yield from list_report(policy)
    yield from list_dates(policy)


def list_points(policy: Policy) -> Iterator[LaterRule]:
    scoring = policy.scoring
    terms = "＋".join(f"{part.weight:g}×{part.name}" for part in scoring.parts)
    items = (
        f"分值表：{scoring.version}，{len(scoring.items)}项" if scoring.items else "没有分值表，不计算得分"
    )
    yield LaterRule("scoring", "打分", "总分", (f"总分＝{terms}", items), scoring.clauses)
    for part in scoring.parts:
        weight = f"权重{part.weight * 100:g}%，满分{part.full:g}"
        yield LaterRule(part.id, "打分部分", part.name, (weight,), part.clauses)
    for item in scoring.items:
        clauses = next(part.clauses for part in scoring.parts if part.id == item.part)
        lines = (f"满分{item.points:g}，{say_way(item)}", *([item.standard] if item.standard else []))
        yield LaterRule(item.id, "打分项目", item.name, lines, clauses)


def say_way(item: ScoringItem) -> str:
    match item.by:
        case ByPerson():
            return "由专家打分"
        case BySurvey(topic=topic):
            return f"按调查内容{topic}的得分折算"
        case ByMaterial(hollow=hollow):
            return f"有这项材料得满分，有标题无内容得{hollow:g}分"
        case ByFigure(steps=steps):
            return "分档：" + "、".join(f"{step.least:g}起{step.points:g}分" for step in steps)


def list_survey(policy: Policy) -> Iterator[LaterRule]:
    survey = policy.scoring.survey
    words = "、".join(
        each.word
        + ("（不计入平均）" if not each.counted else "" if each.points is None else f"{each.points:g}分")
        for each in survey.answers
    )
    lines = (
        f"方式：{'、'.join(survey.methods)}",
        f"答案：{words or '没有列出'}",
        f"打分：{survey.numbers[0]:g}至{survey.numbers[1]:g}",
        f"有效答卷少于{survey.fewest_answers}份、企业少于{survey.least_enterprises:g}%的提醒",
    )
    yield LaterRule("survey", "调查", survey.subject or "企业调查", lines, survey.clauses)
    for topic in survey.topics:
        said = [topic.question] if topic.question else []
        said += ["反向内容，越少越好"] if topic.negative else []
        yield LaterRule(topic.id, "调查内容", topic.name, tuple(said), survey.clauses)


def list_grades(policy: Policy) -> Iterator[LaterRule]:
    assessment = policy.assessment
    held = f"考核{assessment.years}年，从批准次年{assessment.from_month}月起"
    lines = (
        "、".join(f"{grade}{line:g}分" for grade, line in assessment.cutoffs.items()) or "没有，等次由人评定"
    )
    yield LaterRule("assessment", "考核", "年度考核", (held, f"分数线：{lines}"), assessment.clauses)
    for grade in assessment.grades:
        also = (f"又写作：{'、'.join(grade.synonyms)}",) if grade.synonyms else ()
        yield LaterRule(grade.id, "等次", grade.name, also, grade.clauses)
    names = {grade.id: grade.name for grade in assessment.grades}
    for rule in assessment.consequences:
        when = f"连续{rule.years}年{names[rule.grade]}" if rule.years > 1 else f"当年{names[rule.grade]}"
        asks = f"，须经{rule.approval}同意" if rule.approval else ""
        yield LaterRule(rule.id, "处置", rule.name, (f"{when}{asks}",), rule.clauses)
    awards = assessment.awards
    tiers = "、".join(f"{tier:g}" for tier in awards.tiers)
    cuts = "、".join(f"{names[cut.grade]}核减{cut.percent:g}%" for cut in awards.cuts)
    ways = tuple(f"读法{scheme.option}：{say_scheme(scheme)}" for scheme in awards.schemes)
    told = (f"{names[awards.full_grade]}依次{tiers}万元；{cuts}", *ways)
    yield LaterRule("awards", "奖励", "资金奖励", told, awards.clauses)


def say_scheme(scheme: AwardScheme) -> str:
    tier = "按连续几年定档" if scheme.tier_by == "streak" else "按第几次考核定档"
    cut = "从第一档核减" if scheme.cut_from == "base" else "从当年那一档核减"
    rest = "，后一档包含前一档" if scheme.inclusive else ""
    late = f"，第{scheme.first_paid}次考核起才奖励" if scheme.first_paid > 1 else ""
    return f"{tier}，{cut}{rest}{late}"


def list_report(policy: Policy) -> Iterator[LaterRule]:
    report = policy.assessment.annual_report
    said = (f"每年{report.due}前报{report.receiver}",)
    yield LaterRule("annual_report", "年度报告", "年度报告", said, report.clauses)
    for topic in report.topics:
        words = (f"标题的写法：{'；'.join(topic.headings)}",) if topic.headings else ()
        yield LaterRule(topic.id, "报告内容", topic.name, words, report.clauses)


def list_dates(policy: Policy) -> Iterator[LaterRule]:
    calendar = policy.calendar
    for deadline in calendar.deadlines:
        copies = f"，{deadline.copies}份" if deadline.copies else ""
        said = (
            f"{deadline.sender}报{deadline.receiver}{copies}",
            f"原文“{deadline.printed}”，按{deadline.date}算",
        )
        yield LaterRule(deadline.id, "期限", deadline.name, said, deadline.clauses)
    for step in calendar.steps:
        to = f"，报{step.receiver}" if step.receiver else ""
        yield LaterRule(step.id, "步骤", step.name, (f"{step.actor}{to}",), step.clauses)
