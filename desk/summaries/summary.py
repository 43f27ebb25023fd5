"""审查摘要.docx: the review of one dossier on a few pages, for a reviewer to decide on and sign."""

from collections.abc import Sequence
from pathlib import Path

from docx.document import Document

from desk.review import Review
from desk.summaries.conclusion import sum_up
from desk.summaries.dates import list_condition_ends, list_dates
from desk.summaries.decisions import Decision, list_decisions
from desk.summaries.digest import (
    NOT_FOUND,
    find_applicant,
    group_by_department,
    group_indicators,
    list_contacts,
    list_failures,
    list_questions,
    list_weighty_readings,
    say_counts,
    say_severities,
)
from desk.summaries.official import Style, add_group_row, add_row, add_table, add_text, open_paper, save_paper
from desk.summaries.places import OPENING, Places, name_places
from desk.summaries.points import add_points
from desk.summaries.words import (
    CONDITION_OUTCOMES,
    SEVERITIES,
    SOURCE_STATUSES,
    join_reasons,
    one_line,
    quote_words,
    say_clauses,
    say_department,
    say_gate,
    say_gate_end,
    say_indicator_outcome,
    say_material_status,
    say_number,
    say_program,
    say_value,
    shorten,
)
from dossier import Dossier, MaterialReading, Source
from policy import Policy
from score.scorecard import IndicatorResult, RequirementResult, Scorecard
from validate.finding import Finding

TEXT, CENTRED = Style.TABLE_TEXT, Style.TABLE_CENTRED

LONGEST_QUOTE = 40

NO_PAGES = "—"
"""Of files that have no pages until they are printed."""

MANY_FILES = 12
"""Of more files than these, those that were read are only counted."""

SIGNATURE = "审查人：＿＿＿＿＿＿　复核人：＿＿＿＿＿＿\n　　　　年　　月　　日"


def render_summary(review: Review, policy: Policy, path: Path) -> None:
    """Writes the summary; one of a dossier that could not be read says so and why."""
    title = f"{find_applicant(review, policy)}申报资料审查摘要"
    paper = open_paper(title)
    add_text(paper, title, Style.TITLE)
    add_text(paper, f"（{policy.programme.title}）", Style.SUBTITLE)
    add_text(paper, sum_up(review, policy))
    if review.dossier is not None and review.scorecard is not None:
        places = name_places(review.dossier)
        add_sources(paper, review.dossier, policy)
        add_materials(paper, review.dossier, policy, places)
        add_conditions(paper, review.scorecard)
        add_indicators(paper, review.scorecard, policy)
        if review.total is not None:
            add_points(paper, review.total)
        add_failures(paper, review, policy, places)
        add_decisions(paper, list_decisions(review, policy), places)
        add_signatures(paper, "七、审查意见")
        add_readings(paper, review.scorecard, policy)
    else:
        add_signatures(paper, "审查意见")
    add_text(paper, say_program(), Style.FINE)
    save_paper(paper, path)


def add_sources(paper: Document, dossier: Dossier, policy: Policy) -> None:
    """Who applies and what was handed in, with what was read of it or why not."""
    add_text(paper, "一、申报单位和收到的文件", Style.HEADING)
    contacts = [
        f"{field.label}：{one_line(say_value(reading.value)) or '未读到'}"
        for field, reading in list_contacts(dossier, policy)
    ]
    add_text(paper, "；".join(contacts) + "。", Style.TABLE_LEAD)
    table = add_table(paper, ["序号", "文件", "页数", "读取情况"], [7, 49, 8, 36])
    for number, row in enumerate(list_sources(dossier.sources), start=1):
        add_row(table, [str(number), *row], [CENTRED, TEXT, CENTRED, TEXT])


def list_sources(sources: Sequence[Source]) -> list[list[str]]:
    """Name, pages and state of each file; many files that were read take one line."""
    many = len(sources) > MANY_FILES
    rows = [
        [source.path, NO_PAGES if source.pages is None else str(source.pages), say_source(source)]
        for source in sources
        if source.status != "read" or not many
    ]
    if many and (read := [source for source in sources if source.status == "read"]):
        pages = sum(source.pages or 0 for source in read)
        rows.insert(
            0, [f"{read[0].path}等{len(read)}个文件", str(pages or NO_PAGES), SOURCE_STATUSES["read"]]
        )
    return rows


def say_source(source: Source) -> str:
    status = SOURCE_STATUSES[source.status]
    return f"{status}：{source.reason}" if source.reason else status


def add_materials(paper: Document, dossier: Dossier, policy: Policy, places: Places) -> None:
    """The materials asked for, and of the others those that are there."""
    add_text(paper, "二、申报材料", Style.HEADING)
    table = add_table(paper, ["序号", "材料", "情况", "标题和位置"], [7, 37, 10, 46])
    for material in policy.materials:
        reading = dossier.materials.get(material.id, NOT_FOUND)
        if material.required or reading.status != "missing":
            number = "" if material.number is None else str(material.number)
            title = material.title if material.required else f"{material.title}（不作要求）"
            status = say_material_status(reading.status, material.required)
            row = [number, title, status, say_material(reading, places)]
            add_row(table, row, [CENTRED, TEXT, CENTRED, TEXT])


def say_material(reading: MaterialReading, places: Places) -> str:
    """The heading it stands under and where, and why it is not there."""
    heading = f"“{shorten(reading.headings[0], LONGEST_QUOTE)}”" if reading.headings else ""
    more = f"等{len(reading.headings)}处" if len(reading.headings) > 1 else ""
    where = say_file(reading, places)
    found = heading + more + (f"（{where}）" if heading and where else where)
    return "\n".join(part for part in (found, join_reasons(reading.reasons)) if part)


def say_file(reading: MaterialReading, places: Places) -> str:
    """The place of the heading; where the heading itself is all there is to say of it, its file."""
    if not reading.evidence:
        return ""
    place = reading.evidence[0]
    if reading.headings and place.paragraph is not None:
        return places.name(place.source)
    return places.say(place)


def add_conditions(paper: Document, scorecard: Scorecard) -> None:
    add_text(paper, "三、申报条件", Style.HEADING)
    table = add_table(paper, ["序号", "条件", "结果", "理由"], [7, 37, 10, 46])
    for number, condition in enumerate(scorecard.conditions, start=1):
        reasons = "\n".join(dict.fromkeys(map(say_requirement, condition.requirements)))
        outcome = CONDITION_OUTCOMES[condition.outcome]
        add_row(table, [str(number), condition.name, outcome, reasons], [CENTRED, TEXT, CENTRED, TEXT])
    for line in (*list_condition_ends(scorecard), *list_dates(scorecard)):
        add_text(paper, line, Style.FINE)


def say_requirement(requirement: RequirementResult) -> str:
    """The arithmetic; what no cell of the form can tell is asked among the decisions."""
    is_judgement = requirement.field is None and requirement.outcome == "undetermined"
    return "须由人判断，见第六部分。" if is_judgement else requirement.reason


def add_indicators(paper: Document, scorecard: Scorecard, policy: Policy) -> None:
    """The indicators by group, the count they come to, and what would decide the undecided ones."""
    gate = scorecard.gate
    add_text(paper, "四、达标指标", Style.HEADING)
    add_text(paper, f"{say_gate(gate)}，{say_gate_end(gate)}。{say_open(scorecard)}", Style.TABLE_LEAD)
    table = add_table(paper, ["序号", "指标", "本县数据", "目标", "结果"], [7, 44, 13, 22, 14])
    for group in group_indicators(scorecard, policy):
        add_group_row(table, f"{group.group.name}（{say_counts(group.indicators)}）")
        for result in group.indicators:
            add_row(table, list_indicator(result), [CENTRED, TEXT, CENTRED, CENTRED, CENTRED])
    if gate.binding:
        add_text(paper, gate.reason, Style.FINE)
    if gate.way and gate.way.said:
        add_text(paper, f"要有{gate.required}项达标：{gate.way.said}", Style.FINE)
    if gate.other_readings:
        add_text(paper, f"按通知的其他理解，数目会不同：{''.join(gate.other_readings)}", Style.FINE)
    add_missing_data(paper, scorecard)


def list_indicator(result: IndicatorResult) -> list[str]:
    value = "—" if result.value is None else say_number(result.value) + result.unit
    return [str(result.number), result.name, value, result.target, say_indicator_outcome(result)]


def say_open(scorecard: Scorecard) -> str:
    numbers = [str(result.number) for result in scorecard.indicators if result.outcome == "undetermined"]
    return f"待定的是第{'、'.join(numbers)}项。" if numbers else ""


def add_missing_data(paper: Document, scorecard: Scorecard) -> None:
    """What to ask of which department."""
    departments = group_by_department(scorecard.indicators)
    if not departments:
        return
    add_text(paper, "待定指标还需取得下列数据：", Style.TABLE_LEAD)
    table = add_table(paper, ["获取部门", "还需要什么"], [25, 75])
    for department, results in departments:
        for result in results:
            asked = f"第{result.number}项：{result.needs or result.reason}"
            add_row(table, [say_department(department), asked], [CENTRED, TEXT])


def add_failures(paper: Document, review: Review, policy: Policy, places: Places) -> None:
    """The count of all, then what is sure: errors and warnings in a table, notes in small print. What is
    to be verified stands among the decisions."""
    failures = list_failures(review)
    add_text(paper, "五、查出的问题", Style.HEADING)
    add_text(paper, f"共查出{say_severities(review)}{say_elsewhere(review)}。", Style.TABLE_LEAD)
    grave = [finding for finding in failures if finding.severity != "note"]
    if grave:
        table = add_table(paper, ["序号", "程度", "问题和依据", "位置"], [7, 8, 57, 28])
        for number, finding in enumerate(grave, start=1):
            told = say_failure(finding, policy)
            row = [str(number), SEVERITIES[finding.severity], told, places.say_all(finding.evidence)]
            add_row(table, row, [CENTRED, CENTRED, TEXT, TEXT])
    if notes := [finding for finding in failures if finding.severity == "note"]:
        told = "".join(f"（{number}）{say_note(note, places)}" for number, note in enumerate(notes, start=1))
        add_text(paper, f"{SEVERITIES['note']}：{told}", Style.FINE)


def say_elsewhere(review: Review) -> str:
    """How many of them are listed in part six."""
    asked = [finding.severity for finding in list_questions(review)]
    counts = [f"{word}{asked.count(key)}个" for key, word in SEVERITIES.items() if key in asked]
    return f"；其中{'、'.join(counts)}须由审查人核实，列在第六部分" if counts else ""


def say_note(finding: Finding, places: Places) -> str:
    where = places.say_all(finding.evidence)
    return f"{finding.message}（{where}）" if where else finding.message


def say_failure(finding: Finding, policy: Policy) -> str:
    basis = say_clauses(policy, finding.clauses)
    return f"{finding.message}（依据：{basis}）" if basis else finding.message


def add_decisions(paper: Document, decisions: Sequence[Decision], places: Places) -> None:
    """What a person must decide, with room to write the decision."""
    add_text(paper, "六、须由审查人判定的事项", Style.HEADING)
    if not decisions:
        add_text(paper, "没有须由审查人判定的事项。")
        return
    table = add_table(paper, ["序号", "事项", "位置和原文", "判定意见"], [7, 50, 29, 14])
    for number, decision in enumerate(decisions, start=1):
        where = "\n".join(part for part in (places.say_all(decision.evidence), quote(decision)) if part)
        add_row(table, [str(number), decision.matter, where, ""], [CENTRED, TEXT, TEXT, TEXT])


def quote(decision: Decision) -> str:
    """The words at the first place, unless they are the name of that place already."""
    first = decision.evidence[0] if decision.evidence else None
    if first is not None and first.paragraph is not None and len(first.quote) <= OPENING:
        return ""
    return quote_words(decision.evidence, LONGEST_QUOTE)


def add_signatures(paper: Document, heading: str) -> None:
    add_text(paper, heading, Style.HEADING)
    add_text(paper, SIGNATURE, Style.SIGNATURE)


def add_readings(paper: Document, scorecard: Scorecard, policy: Policy) -> None:
    """What the review rests on, in small print."""
    notices = "、".join(notice.number for notice in policy.notices)
    add_text(paper, f"审查依据：{notices}。", Style.FINE)
    readings = [f"{taken.title}——{taken.text}" for taken in list_weighty_readings(scorecard, policy)]
    if readings:
        numbered = "；".join(f"（{number}）{reading}" for number, reading in enumerate(readings, start=1))
        add_text(
            paper,
            f"通知中没有写清、与上述待定和不符合有关的地方，本次审查这样理解：{numbered}。其余见汇总表“说明”。",
            Style.FINE,
        )
