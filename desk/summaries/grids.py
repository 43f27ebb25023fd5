"""The sheets of counties by cells of the form, and of counties by indicators."""

from collections.abc import Sequence

from xlsxwriter.utility import xl_range, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from desk.review import Review
from desk.summaries.book import A3, Book, Column, Entry
from desk.summaries.digest import count_outcomes, read_field
from desk.summaries.lists import Named
from desk.summaries.places import Places, name_places
from desk.summaries.shown_places import pick_places
from desk.summaries.tones import FIELD_TONES, find_gate_tone
from desk.summaries.words import (
    EMPTY,
    FIELD_STATUSES,
    GATE_OUTCOMES,
    INDICATOR_OUTCOMES,
    NOT_BINDING,
    UNITS,
    VERDICTS,
    join_reasons,
    one_line,
    say_department,
    say_gate_briefly,
    say_range,
    shorten,
)
from dossier import FieldReading, NamedCount
from policy import Policy
from policy.form import FormField
from score.scorecard import IndicatorResult, Scorecard

LONGEST_QUOTE = 200


def write_values(book: Book, named: Named, policy: Policy) -> None:
    """Every county by every cell of the form; a count with names takes two columns."""
    sheet = book.add_sheet("申报表数据", A3, pages=3)
    columns = [Column("申报单位", 18)]
    for field in policy.form.fields:
        columns.extend(list_columns(field))
    book.write_list(sheet, columns, (list_values(*pair, policy) for pair in named))


def list_columns(field: FormField) -> list[Column]:
    """The columns of one cell of the form. Headings say the unit in which the values are held."""
    unit = UNITS.get(field.kind, "")
    label = one_line(field.label)
    if unit and unit not in label:
        label += f"（{unit}）"
    if field.kind == "count_names":
        return [Column(f"{label}：数量", 11), Column(f"{label}：名称", 56)]
    return [Column(label, 22 if field.kind == "text" else 12)]


def list_values(applicant: str, review: Review, policy: Policy) -> list[Entry]:
    entries = [Entry(applicant)]
    if review.dossier is None:
        return [*entries, Entry(VERDICTS["unreadable"], "bad", note=review.failure)]
    places = name_places(review.dossier)
    for field in policy.form.fields:
        entries.extend(list_value(field, read_field(review.dossier, field), places))
    return entries


def list_value(field: FormField, reading: FieldReading, places: Places) -> list[Entry]:
    """The value, coloured by its status; where there is none, what stands in the cell or the status."""
    tone = FIELD_TONES[reading.status]
    note = say_source(reading, places)
    stand_in = reading.raw if reading.status == "review" else FIELD_STATUSES[reading.status]
    value = stand_in if reading.value is None else reading.value
    if isinstance(value, NamedCount):
        return [Entry(value.count, tone, note, centred=True), Entry("、".join(value.names), tone)]
    first = Entry(value, tone, note, centred=field.kind != "text")
    return [first, Entry(None, tone)] if field.kind == "count_names" else [first]


def say_source(reading: FieldReading, places: Places) -> str | None:
    """Where the value stands and what stands there, after why a person must look; None where there is no
    such cell."""
    lines = [f"{FIELD_STATUSES[reading.status]}：{join_reasons(reading.reasons)}"] if reading.reasons else []
    for evidence in pick_places(reading.evidence)[:2]:
        lines.append(f"位置：{places.say(evidence)}")
        lines.append(f"原文：{shorten(evidence.quote, LONGEST_QUOTE) or EMPTY}")
    return "\n".join(lines) or None


TALLY = (
    Column("达标", 6.5),
    Column("未达标", 6.5),
    Column("待定", 6.5),
    Column("达标范围", 9),
    Column("需要", 6.5),
    Column("达标现状（参考）", 24),
)
HEAD_ROWS = ("获取部门", "目标", "达标县数", "未达标县数", "待定县数")
"""Lines between the indicators' names and the counties."""


def write_indicators(book: Book, named: Named, policy: Policy) -> None:
    """Every county by every indicator, counted by formulas: whoever fills in what was undetermined sees
    the count change."""
    scored = [(applicant, review.scorecard) for applicant, review in named if review.scorecard is not None]
    sheet = book.add_sheet("指标达标", A3)
    indicators = policy.indicators.indicators
    names = [Column(f"{item.number}. {item.name}", 7.5) for item in indicators]
    book.write_head(sheet, [Column("申报单位", 18), *names, *TALLY])
    sheet.set_row(0, 150)
    first, last = 1 + len(HEAD_ROWS), len(HEAD_ROWS) + len(scored)
    write_head_rows(book, sheet, policy, [scorecard for _, scorecard in scored], first, max(first, last))
    for row, (applicant, scorecard) in enumerate(scored, start=first):
        write_county(book, sheet, row, applicant, scorecard)
    if scored:
        binding = any(scorecard.gate.binding for _, scorecard in scored)
        colour_outcomes(book, sheet, first, last, len(indicators), binding=binding)
    sheet.freeze_panes(first, 1)
    sheet.repeat_rows(0, first - 1)


def write_head_rows(
    book: Book, sheet: Worksheet, policy: Policy, scorecards: Sequence[Scorecard], first: int, last: int
) -> None:
    """Department, target and the counts of each indicator over the counties of rows `first` to `last`."""
    head = book.format(role="head")
    for row, title in enumerate(HEAD_ROWS, start=1):
        sheet.write_string(row, 0, title, head)
    sheet.set_row(1, 48)
    sheet.set_row(2, 75)
    for column, item in enumerate(policy.indicators.indicators, start=1):
        results = [find_result(scorecard, item.id) for scorecard in scorecards]
        targets = [result.target for result in results if result is not None]
        book.write(sheet, 1, column, Entry(say_department(item.department), centred=True))
        book.write(sheet, 2, column, Entry(targets[0] if targets else "", centred=True))
        counts = count_outcomes(result.outcome for result in results if result is not None)
        cells = xl_range(first, column, last, column)
        for row, (outcome, count) in enumerate(counts.items(), start=3):
            formula = f'=COUNTIF({cells},"{INDICATOR_OUTCOMES[outcome]}")'
            sheet.write_formula(row, column, formula, book.format(centred=True), count)


def write_county(book: Book, sheet: Worksheet, row: int, applicant: str, scorecard: Scorecard) -> None:
    book.write(sheet, row, 0, Entry(applicant))
    for column, result in enumerate(scorecard.indicators, start=1):
        book.write(sheet, row, column, Entry(INDICATOR_OUTCOMES[result.outcome], centred=True))
    width = len(scorecard.indicators)
    counts = count_outcomes(result.outcome for result in scorecard.indicators)
    cells = xl_range(row, 1, row, width)
    centred = book.format(centred=True)
    for column, (outcome, count) in enumerate(counts.items(), start=width + 1):
        formula = f'=COUNTIF({cells},"{INDICATOR_OUTCOMES[outcome]}")'
        sheet.write_formula(row, column, formula, centred, count)
    write_judgement(book, sheet, row, width + 1, scorecard)


def write_judgement(book: Book, sheet: Worksheet, row: int, column: int, scorecard: Scorecard) -> None:
    """The range of the count, what is needed, and whether it is reached; `column` holds the count met."""
    gate = scorecard.gate
    met, opened, needed = (xl_rowcol_to_cell(row, column + offset) for offset in (0, 2, 4))
    centred = book.format(centred=True)
    spread = f'=IF({opened}=0,{met}&"",{met}&"—"&({met}+{opened}))'
    sheet.write_formula(row, column + 3, spread, centred, say_range(gate.lowest, gate.highest))
    sheet.write_number(row, column + 4, gate.required, centred)
    reached, missed, unknown = (GATE_OUTCOMES[outcome] for outcome in ("met", "not_met", "undetermined"))
    judged = f'=IF({met}>={needed},"{reached}",IF({met}+{opened}<{needed},"{missed}","{unknown}"))'
    if not gate.binding:
        judged = f'="{NOT_BINDING}（现状"&{xl_rowcol_to_cell(row, column + 3)}&"项）"'
    sheet.write_formula(row, column + 5, judged, centred, say_gate_briefly(gate))


def colour_outcomes(
    book: Book, sheet: Worksheet, first: int, last: int, width: int, *, binding: bool
) -> None:
    """Colours that follow the word in the cell, and a list of the words to choose from."""
    for outcome in INDICATOR_OUTCOMES:
        tone = find_gate_tone(outcome, binding)
        rule = {
            "type": "cell",
            "criteria": "==",
            "value": f'"{INDICATOR_OUTCOMES[outcome]}"',
            "format": book.format(tone, role="colour"),
        }
        sheet.conditional_format(first, 1, last, width, rule)
    choices = {"validate": "list", "source": list(INDICATOR_OUTCOMES.values())}
    sheet.data_validation(first, 1, last, width, choices)


def find_result(scorecard: Scorecard, indicator: str) -> IndicatorResult | None:
    return next((result for result in scorecard.indicators if result.indicator == indicator), None)
