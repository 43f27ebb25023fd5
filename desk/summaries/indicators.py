"""The indicators in the summary: the groups at a glance, each indicator against its target, what to ask."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from docx.document import Document

from desk.summaries.chart import LEGEND, GroupBar, draw_distance, draw_group, lay_out_bar, say_difference
from desk.summaries.digest import GroupResult, group_by_department, group_indicators, say_counts
from desk.summaries.official import Style, add_group_row, add_picture, add_row, add_table, add_text
from desk.summaries.words import (
    INDICATOR_OUTCOMES,
    say_department,
    say_gate,
    say_gate_end,
    say_indicator_outcome,
    say_number,
)
from dossier import Dossier
from policy import Policy
from score.scorecard import IndicatorResult, Scorecard

TEXT, CENTRED = Style.TABLE_TEXT, Style.TABLE_CENTRED

UNKNOWN = "—"

MEANING = f"一格是一项指标，{LEGEND}；下表中竖线处是目标，横条是填报的数。"

OPEN = INDICATOR_OUTCOMES["undetermined"]

FREE_BRIEFLY, FREE = "不要求", "不作要求（算达标）"


def add_indicators(paper: Document, scorecard: Scorecard, dossier: Dossier, policy: Policy) -> None:
    """The count they come to, the indicators by group, and what would decide the undecided ones."""
    gate = scorecard.gate
    groups = group_indicators(scorecard, policy)
    add_text(paper, "四、达标指标", Style.HEADING)
    add_text(paper, f"{say_gate(gate)}，{say_gate_end(gate)}。", Style.TABLE_LEAD)
    add_chart(paper, [lay_out_bar(group) for group in groups])
    add_text(paper, MEANING, Style.FINE)
    add_targets(paper, groups)
    for note in list_notes(scorecard, dossier):
        if note:
            add_text(paper, note, Style.FINE)


def add_chart(paper: Document, bars: Sequence[GroupBar]) -> None:
    """Two groups a row, each with its bar."""
    table = add_table(paper, ["指标组", "达标情况"] * 2, [33, 45] * 2)
    longest = max((bar.total for bar in bars), default=0)
    half = (len(bars) + 1) // 2
    for left, right in zip_longest(bars[:half], bars[half:]):
        shown = [bar for bar in (left, right) if bar is not None]
        cells = add_row(table, [""] * 4, [TEXT] * 4).cells
        for number, bar in enumerate(shown):
            cells[2 * number].paragraphs[0].text = bar.name
            add_picture(cells[2 * number + 1], draw_group(bar, longest), bar.count)


def add_targets(paper: Document, groups: Sequence[GroupResult]) -> None:
    head = ["序号", "指标", "数据", "目标", "与目标相差", "结果"]
    table = add_table(paper, head, [9.6, 52.6, 17, 38.4, 25.1, 13.3])
    for group in groups:
        add_group_row(table, f"{group.group.name}（{say_counts(group.indicators)}）")
        for result in group.indicators:
            cells = add_row(
                table, list_indicator(result), [CENTRED, TEXT, CENTRED, CENTRED, TEXT, CENTRED]
            ).cells
            if (drawing := draw_distance(result)) is not None:
                add_picture(cells[4], drawing, say_difference(result))


def list_indicator(result: IndicatorResult) -> list[str]:
    value = UNKNOWN if result.value is None else say_number(result.value) + result.unit
    difference = say_difference(result) or UNKNOWN
    return [
        str(result.number),
        result.name,
        value,
        result.target,
        difference,
        FREE_BRIEFLY if (outcome := say_indicator_outcome(result)) == FREE else outcome,
    ]


def list_notes(scorecard: Scorecard, dossier: Dossier) -> Iterator[str]:
    """What counts as met without a target, the way to the number required, other readings, and what would
    decide the open ones: cells to be looked at, and figures of the departments."""
    gate = scorecard.gate
    free = [each for each in scorecard.indicators if say_indicator_outcome(each) == FREE]
    counted = f"第{say_numbers(free)}项{FREE}。" if free else ""
    way = f"要有{gate.required}项达标：{gate.way.said}" if gate.way and gate.way.said else ""
    yield (gate.reason if gate.binding else "") + counted + way
    if gate.other_readings:
        yield f"按通知的其他理解，数目会不同：{''.join(gate.other_readings)}"
    yield "".join(list_asks(scorecard, dossier))


def list_asks(scorecard: Scorecard, dossier: Dossier) -> Iterator[str]:
    """What decides the open indicators; each of them is named."""
    opened = [result for result in scorecard.indicators if result.outcome == "undetermined"]
    if unread := [result for result in opened if hangs_on_cell(result, dossier)]:
        yield f"第{say_numbers(unread)}项要先核实或补填申报表（见第六部分和补正通知）。"
    if asked := [result for result in opened if result not in unread or result.target_value is None]:
        said = "；".join(
            f"{say_department(department)}提供第{say_numbers(results)}项的数据"
            for department, results in group_by_department(asked)
        )
        yield f"{OPEN}的指标，请{said}。各要什么数，列在汇总表“待核数据”。"


def say_numbers(results: Iterable[IndicatorResult]) -> str:
    return "、".join(str(result.number) for result in results)


def hangs_on_cell(result: IndicatorResult, dossier: Dossier) -> bool:
    """Whether the cell of the form that it is counted by has no value that was accepted."""
    if result.field is None:
        return False
    reading = dossier.form.fields.get(result.field)
    return reading is None or reading.status != "accepted"
