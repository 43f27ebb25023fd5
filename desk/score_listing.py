"""Totals, surveys, rulings and years on the terminal."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from desk.summaries.places import name_places
from desk.summaries.words import say_number
from policy import Policy
from score.annual_report import ReportResult
from score.entries import Decisions
from score.survey import SurveyResult
from score.total import ItemScore, Total
from score.years import YearsResult

OUTCOMES = {"scored": "已计算", "undetermined": "待定", "not_scored": "不参加打分"}
OPEN = "待定"
REPORT_OUTCOMES = {"met": "有", "not_met": "没有", "undetermined": "须看"}
RULINGS = {"met": "达到", "not_met": "达不到"}
IN_TIME = {"met": "按时", "not_met": "迟了", "undetermined": "待定"}


def make_console() -> Console:
    return Console(highlight=False, markup=False, soft_wrap=False)


def make_table(title: str, *heads: str) -> Table:
    table = Table(title=Text(title), title_justify="left", title_style="bold")
    for head in heads:
        table.add_column(head, overflow="fold")
    return table


def add_row(table: Table, *cells: str) -> None:
    table.add_row(*map(Text, cells))


def say_points(points: float | None) -> str:
    return OPEN if points is None else say_number(points)


def print_totals(totals: Sequence[tuple[str, Total]], policy: Policy) -> None:
    """One line an applicant, then the items of each."""
    console = make_console()
    table = make_table(
        f"打分结果（{policy.scoring.version}）",
        "申报资料",
        *(f"{part.name}（×{part.weight:g}）" for part in policy.scoring.parts),
        "总分",
        "说明",
    )
    for name, total in totals:
        parts = [say_points(part.points) for part in total.parts] or [OPEN] * len(policy.scoring.parts)
        said = "；".join([total.trace.arithmetic, *total.notes])
        add_row(table, name, *parts, say_points(total.points), said)
    console.print(table)
    for name, total in totals:
        if total.parts:
            console.print(list_items(name, total))
    if not policy.scoring.items:
        console.print("省里定出分值以后，填入 scoring.yaml 的 items；试算可以加 --scheme example。")


def list_items(name: str, total: Total) -> Table:
    table = make_table(f"{name}：各项得分", "编号", "项目", "满分", "得分", "专家打分", "标准差", "怎样得来")
    for part in total.parts:
        for item in part.items:
            spread = item.panel.spread if item.panel else None
            add_row(
                table,
                item.item,
                item.name,
                say_number(item.full),
                say_points(item.points),
                say_panel(item),
                "" if spread is None else say_number(spread),
                item.trace.arithmetic,
            )
    return table


def say_panel(item: ItemScore) -> str:
    if item.panel is None:
        return ""
    return "、".join(
        f"{each.expert}：{say_number(each.points)}" + ("（去掉）" if each.dropped else "")
        for each in item.panel.experts
    )


def print_surveys(surveys: Sequence[tuple[str, SurveyResult]], policy: Policy) -> None:
    console = make_console()
    table = make_table("发展环境调查", "申报资料", "发放", "收回", "有效", "企业占比", "提醒")
    for name, survey in surveys:
        sent = "没有填" if survey.sent is None else str(survey.sent)
        share = "" if survey.share is None else f"{say_number(survey.share)}%"
        said = "；".join([*([survey.reason] if survey.reason else []), *survey.flags])
        add_row(table, name, sent, str(survey.received), str(survey.valid), share, said)
    console.print(table)
    for name, survey in surveys:
        if survey.topics:
            console.print(list_topics(name, survey))
    if not any(answer.points is not None for answer in policy.scoring.survey.answers):
        console.print("答案的分值还没有设（scoring.yaml 的 survey.answers），用答案作答的内容不计算得分。")


def list_topics(name: str, survey: SurveyResult) -> Table:
    table = make_table(
        f"{name}：各内容得分", "编号", "内容", "得分", "标准差", "计分", "不计入", "各答案", "怎样得来"
    )
    for topic in survey.topics:
        other = f"；反向内容，如分数反过来计为{say_number(topic.other)}" if topic.other is not None else ""
        add_row(
            table,
            topic.topic,
            topic.name,
            say_points(topic.mean),
            "" if topic.spread is None else say_number(topic.spread),
            str(topic.counted),
            str(topic.unknown),
            "、".join(f"{word}{count}" for word, count in topic.words.items()),
            topic.reason + other,
        )
    return table


def print_years(results: Sequence[YearsResult], policy: Policy) -> None:
    console = make_console()
    for result in results:
        console.print(list_years(result))
        console.print(list_readings(result, policy))
        for follow in result.consequences:
            certain = "" if follow.certain else "（要看没有评定的等次）"
            approval = f"，须经{follow.approval}同意" if follow.approval else ""
            console.print(f"第{follow.number}次考核：{follow.name}{approval}{certain}")
        for note in result.notes:
            console.print(f"注意：{note}。")
        console.print("")


def list_years(result: YearsResult) -> Table:
    table = make_table(
        f"{result.applicant}：年度考核", "考核", "等次", "是否确认", "奖励（万元）", "怎样得来"
    )
    for year, award in zip(result.years, result.award.years, strict=True):
        held = f"第{year.number}次" + (f"（{year.year}年）" if year.year else "")
        confirmed = f"{year.confirmed_by}确认" if year.confirmed else "没有确认"
        said = f"{year.trace.arithmetic}；{award.trace.arithmetic}"
        add_row(table, held, year.name or OPEN, confirmed, say_range(award.lowest, award.highest), said)
    return table


def list_readings(result: YearsResult, policy: Policy) -> Table:
    """The total under the reading taken, and under every other that differs."""
    table = make_table("奖励合计", "读法", "合计（万元）", "这样理解")
    taken = result.award
    add_row(table, f"{taken.option}（采用）", say_range(taken.lowest, taken.highest), taken.text)
    for other in result.other_awards:
        add_row(table, other.option, say_range(other.lowest, other.highest), other.text)
    if not result.other_awards:
        add_row(table, "其他读法", "相同", policy.reading(policy.assessment.awards.reading).title)
    return table


def say_range(lowest: float, highest: float) -> str:
    return say_number(lowest) if lowest == highest else f"{say_number(lowest)}—{say_number(highest)}"


def print_decisions(decisions: Decisions) -> None:
    console, places = make_console(), name_places(None)
    if decisions.rulings:
        table = make_table("人的判定", "申报资料", "编号", "判定", "理由", "判定人", "登记在")
        for each in decisions.rulings:
            words = (RULINGS[each.outcome], each.reason, each.person)
            add_row(table, each.applicant, each.rule, *words, places.say_all(each.evidence))
        console.print(table)
    if decisions.receipts:
        table = make_table("收件日期", "申报资料", "收件日期", "登记在")
        for day in decisions.receipts:
            add_row(table, day.applicant, day.day.isoformat(), places.say_all(day.evidence))
        console.print(table)


def print_report(result: ReportResult) -> None:
    console = make_console()
    table = make_table("年度报告", "内容", "结果", "说明")
    for topic in result.topics:
        add_row(table, topic.name, REPORT_OUTCOMES[topic.outcome], topic.reason)
    add_row(table, "报告时间", IN_TIME[result.in_time], result.trace.arithmetic)
    console.print(table)
