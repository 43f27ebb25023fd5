"""审查摘要.docx: the review of one dossier on a few pages, for a reviewer to decide on and sign.

What is alike is said together; every doubtful cell and finding stands in the workbook and on the page.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from docx.document import Document

from desk.review import Review
from desk.summaries.conclusion import conclude, count_up
from desk.summaries.dates import list_condition_ends, list_dates
from desk.summaries.decisions import find_minimum
from desk.summaries.digest import NOT_FOUND, find_applicant, list_contacts, list_weighty_readings
from desk.summaries.failures import add_decisions, add_failures
from desk.summaries.indicators import add_indicators
from desk.summaries.official import (
    Style,
    add_plain_table,
    add_row,
    add_table,
    add_text,
    add_wide_row,
    open_paper,
    save_paper,
)
from desk.summaries.places import Places, name_places
from desk.summaries.points import add_points
from desk.summaries.words import (
    CONDITION_OUTCOMES,
    SOURCE_STATUSES,
    join_reasons,
    one_line,
    say_home,
    say_material_status,
    say_program,
    say_value,
    shorten,
)
from dossier import Dossier, MaterialReading, Source
from policy import Policy
from score.scorecard import ConditionResult, Scorecard

TEXT, CENTRED, LABEL = Style.TABLE_TEXT, Style.TABLE_CENTRED, Style.TABLE_HEAD

LONGEST_HEADING = 14
LONGEST_VALUE = 40

MANY_READINGS = 5
"""Of more readings than these, those under which something would end differently come first."""

MANY_FILES = 6
"""Of more files than these, those that were read are only counted, and so are those that were not."""

SIGNATURE = "审查人：＿＿＿＿　复核人：＿＿＿＿　　年　月　日"


def render_summary(review: Review, policy: Policy, path: Path) -> None:
    """Writes the summary; one of a dossier that could not be read says so and why."""
    title = f"{find_applicant(review, policy)}申报资料审查摘要"
    paper = open_paper(title)
    add_text(paper, title, Style.TITLE)
    add_text(paper, f"（{policy.programme.title}）", Style.SUBTITLE)
    if review.dossier is not None and review.scorecard is not None:
        places = name_places(review.dossier)
        add_head(paper, review, review.dossier, policy)
        add_result(paper, review, review.dossier, review.scorecard, policy)
        add_materials(paper, review.dossier, policy, places)
        add_conditions(paper, review.scorecard, policy)
        add_indicators(paper, review.scorecard, review.dossier, policy)
        if review.total is not None:
            add_points(paper, review.total)
        add_failures(paper, review, policy, places)
        add_decisions(paper, review, policy, places)
        add_signatures(paper, "七、审查意见")
        basis = say_readings(review.scorecard, policy)
    else:
        add_text(paper, f"申报资料未能读取：{one_line(review.failure or '原因不明').rstrip('。')}。")
        add_signatures(paper, "审查意见")
        basis = ""
    add_text(paper, basis + say_program(), Style.FINE)
    save_paper(paper, path)


def add_head(paper: Document, review: Review, dossier: Dossier, policy: Policy) -> None:
    """Who applies, from where and when, and what was handed in: two facts a row."""
    facts = [
        ("申报单位", find_applicant(review, policy)),
        ("所在市", say_home(review.applicant)),
        *((field.label, say_value(reading.value)) for field, reading in list_contacts(dossier, policy)[1:]),
        ("申报轮次", say_round(review.scorecard)),
    ]
    table = add_plain_table(paper, [22, 56, 22, 56])
    for left, right in pair([(label, shorten(value, LONGEST_VALUE) or "未读到") for label, value in facts]):
        add_row(table, [*left, *right], [LABEL, TEXT, LABEL, TEXT])
    add_wide_row(table, "收到的文件", "\n".join(list_sources(dossier.sources)), LABEL, TEXT)


def say_round(scorecard: Scorecard | None) -> str:
    """ "2021年（2020年数据）"; in full where there is no such round."""
    calendar = scorecard.calendar if scorecard else None
    if calendar is None or calendar.application_year is None:
        return calendar.said if calendar else ""
    return f"{calendar.application_year}年（{calendar.base_year}年数据）"


def pair(facts: Sequence[tuple[str, str]]) -> Iterable[tuple[tuple[str, str], tuple[str, str]]]:
    """Two by two; an empty one where the last is alone."""
    filled = [*facts, ("", "")] if len(facts) % 2 else facts
    return zip(filled[::2], filled[1::2], strict=True)


def list_sources(sources: Sequence[Source]) -> list[str]:
    """A line of what was read, then a line each of what was not, and why."""
    read = [source for source in sources if source.status == "read"]
    unread = [source for source in sources if source.status != "read"]
    shown = unread if len(unread) <= MANY_FILES else unread[: MANY_FILES - 1]
    lines = [f"{SOURCE_STATUSES['read']}：{say_read_files(read)}"] if read else []
    lines += [
        f"{SOURCE_STATUSES[source.status]}：{source.path}（{source.reason or '原因不明'}）"
        for source in shown
    ]
    if more := unread[len(shown) :]:
        lines.append(f"另有{len(more)}个文件没有读取，列在汇总表“问题清单”")
    return lines


def say_read_files(sources: Sequence[Source]) -> str:
    """ "申报表.pdf（2页）、附表.xlsx"."""
    if len(sources) > MANY_FILES:
        pages = sum(source.pages or 0 for source in sources)
        return f"{sources[0].path}等{len(sources)}个文件" + (f"（共{pages}页）" if pages else "")
    return "、".join(source.path + (f"（{source.pages}页）" if source.pages else "") for source in sources)


def add_result(
    paper: Document, review: Review, dossier: Dossier, scorecard: Scorecard, policy: Policy
) -> None:
    """The result in a sentence, then the counts."""
    add_text(paper, "一、审查结果", Style.HEADING)
    add_text(paper, f"{conclude(review, policy)}。")
    add_text(paper, f"{count_up(review, dossier, scorecard, policy)}。", Style.SMALL)


def add_materials(paper: Document, dossier: Dossier, policy: Policy, places: Places) -> None:
    """The materials asked for; of the others a line says which are there."""
    add_text(paper, "二、申报材料", Style.HEADING)
    table = add_table(paper, ["序号", "材料", "情况", "标题和位置"], [9.6, 79.4, 10, 57])
    others = []
    for material in policy.materials:
        reading = dossier.materials.get(material.id, NOT_FOUND)
        if material.required:
            number = "" if material.number is None else str(material.number)
            status = say_material_status(reading.status, material.required)
            row = [number, material.title, status, say_material(reading, places)]
            add_row(table, row, [CENTRED, TEXT, CENTRED, TEXT])
        elif reading.status != "missing":
            others.append(f"{material.title}（{say_material_status(reading.status, material.required)}）")
    if others:
        add_text(paper, f"不作要求的材料：{'、'.join(others)}。", Style.FINE)


def say_material(reading: MaterialReading, places: Places) -> str:
    """Where it stands, and why it is not there. Where no page can be named, its heading tells the place."""
    found = ""
    if reading.evidence:
        first = reading.evidence[0]
        found = places.say(first)
        if reading.headings and first.page is None and first.cell is None:
            found = f"{places.name(first.source)} “{shorten(reading.headings[0], LONGEST_HEADING)}”"
        found += f"等{len(reading.headings)}处" if len(reading.headings) > 1 else ""
    return "\n".join(part for part in (found, join_reasons(reading.reasons)) if part)


def add_conditions(paper: Document, scorecard: Scorecard, policy: Policy) -> None:
    add_text(paper, "三、申报条件", Style.HEADING)
    table = add_table(paper, ["序号", "条件", "结果", "理由"], [9.6, 57.4, 13.3, 75.7])
    for number, condition in enumerate(scorecard.conditions, start=1):
        outcome = CONDITION_OUTCOMES[condition.outcome]
        row = [str(number), condition.name, outcome, say_reasons(condition, policy)]
        add_row(table, row, [CENTRED, TEXT, CENTRED, TEXT])
    for line in (*list_condition_ends(scorecard), *list_dates(scorecard)):
        add_text(paper, line, Style.FINE)


def say_reasons(condition: ConditionResult, policy: Policy) -> str:
    """What each requirement comes to, each once. What is to be looked at stands among the decisions."""
    labels = {field.id: field.label for field in policy.form.fields}
    said: list[str] = []
    unsure: list[str] = []
    for requirement in condition.requirements:
        is_open = requirement.outcome == "undetermined"
        if is_open and requirement.field is None:
            said.append("须由人判断，见第六部分")
        elif is_open and requirement.field and find_minimum(policy, condition, requirement) is None:
            unsure.append(f"“{labels.get(requirement.field, requirement.field)}”")
        else:
            said.append(requirement.reason.rstrip("。"))
    if unsure:
        said.append(f"{'、'.join(unsure)}没有读到或尚待核实")
    return "；".join(dict.fromkeys(said))


def add_signatures(paper: Document, heading: str) -> None:
    add_text(paper, heading, Style.HEADING)
    add_text(paper, SIGNATURE, Style.SIGNATURE)


def say_readings(scorecard: Scorecard, policy: Policy) -> str:
    """The notices, and how what they leave open was understood; of many readings the weightiest."""
    said = f"审查依据：{'、'.join(notice.number for notice in policy.notices)}。"
    weighty = list_weighty_readings(scorecard, policy)
    if not weighty:
        return said
    if len(weighty) > MANY_READINGS:
        deciding = {end.reading for end in scorecard.other_ends}
        weighty = tuple(sorted(weighty, key=lambda taken: taken.id not in deciding)[:MANY_READINGS])
    numbered = "；".join(
        f"（{number}）{each.title}——{each.text}" for number, each in enumerate(weighty, start=1)
    )
    return f"{said}通知中没有写清、与待定和不符合有关的地方，这样理解：{numbered}。其余见汇总表“说明”。"
