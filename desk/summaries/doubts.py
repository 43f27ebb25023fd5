"""The cells of the form that a person must compare with the paper, those of one reason together."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from docx.document import Document

from desk.summaries.decisions import Decision
from desk.summaries.digest import read_field
from desk.summaries.official import Style, add_group_row, add_row, add_table, add_text
from desk.summaries.places import Places, say_spot
from desk.summaries.words import EMPTY, one_line, say_value, shorten
from dossier import Dossier, Evidence, FieldReading, NamedCount
from policy import Policy
from policy.form import FormField
from score.scorecard import Scorecard

MOST = 8
"""So many cells are listed one by one; those on which no condition and no indicator rests give way first."""

LONGEST_VALUE = 10
LONGEST_REASON = 34

NO_REASON = "须对照原件核实"
UNSEEN = "没有找到这一栏，可能是扫描件上没有识别出来"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A doubtful cell. `bears` names the conditions and indicators that rest on it."""

    field: FormField
    reading: FieldReading
    bears: str

    @property
    def place(self) -> Evidence | None:
        return self.reading.evidence[0] if self.reading.evidence else None


def list_doubts(
    decisions: Sequence[Decision], dossier: Dossier, scorecard: Scorecard, policy: Policy
) -> tuple[Doubt, ...]:
    """The doubtful cells among the decisions, in the order of the form."""
    asked = {decision.field for decision in decisions}
    return tuple(
        Doubt(field, read_field(dossier, field), say_bearing(field, scorecard))
        for field in policy.form.fields
        if field.id in asked
    )


def say_bearing(field: FormField, scorecard: Scorecard) -> str:
    """ "条件6、指标11"; an empty string where nothing rests on it."""
    conditions = [
        f"条件{number}"
        for number, condition in enumerate(scorecard.conditions, start=1)
        if any(each.field == field.id for each in condition.requirements)
    ]
    indicators = [f"指标{result.number}" for result in scorecard.indicators if result.field == field.id]
    return "、".join(conditions + indicators)


def add_doubts(paper: Document, doubts: Sequence[Doubt], places: Places) -> None:
    """A table of the weightiest with room for the right value, and a line of the rest."""
    listed, rest = choose(doubts)
    sources = {place.source for doubt in listed if (place := doubt.place)}
    single = next(iter(sources)) if len(sources) == 1 else None
    where = f"，都在“{places.name(single)}”中" if single is not None else ""
    add_text(paper, f"申报表下列{len(listed)}栏须对照原件核实{where}：", Style.TABLE_LEAD)
    table = add_table(paper, ["栏目", "读作", "关系到", "位置", "核实为"], [70, 30, 22, 18, 16])
    styles = [Style.TABLE_TEXT, Style.TABLE_TEXT, *[Style.TABLE_CENTRED] * 3]
    for reason, group in group_by_reason(listed):
        add_group_row(table, f"{shorten(reason, LONGEST_REASON)}（{len(group)}栏）")
        for doubt in group:
            spot = say_place(doubt, places, single)
            add_row(table, [say_cell(doubt.field), say_read(doubt.reading), doubt.bears, spot, ""], styles)
    if rest:
        named = "、".join(say_cell(doubt.field) for doubt in rest)
        evidence = [place for doubt in rest if (place := doubt.place)]
        where = f"（{said}）" if (said := places.say_all(evidence)) else ""
        add_text(paper, f"另有{len(rest)}栏也须核实：{named}{where}。逐栏见汇总表“申报表数据”。", Style.FINE)


def choose(doubts: Sequence[Doubt]) -> tuple[tuple[Doubt, ...], tuple[Doubt, ...]]:
    """Those to list, and the rest; both in the order of the form."""
    ranked = sorted(doubts, key=lambda doubt: not doubt.bears)[:MOST]
    listed = {doubt.field.id for doubt in ranked}
    return (
        tuple(doubt for doubt in doubts if doubt.field.id in listed),
        tuple(doubt for doubt in doubts if doubt.field.id not in listed),
    )


def group_by_reason(doubts: Iterable[Doubt]) -> list[tuple[str, list[Doubt]]]:
    """Each cell under that of its reasons which most cells have; the largest group first."""
    left = list(doubts)
    groups = []
    while left:
        counts = Counter(reason for doubt in left for reason in list_reasons(doubt))
        reason = max(counts, key=lambda each: counts[each])  # of equals the first that was met
        groups.append((reason, [doubt for doubt in left if reason in list_reasons(doubt)]))
        left = [doubt for doubt in left if reason not in list_reasons(doubt)]
    return groups


def list_reasons(doubt: Doubt) -> list[str]:
    said = [one_line(reason).rstrip("。；") for reason in doubt.reading.reasons]
    otherwise = UNSEEN if doubt.reading.status == "missing" else NO_REASON
    return list(dict.fromkeys(reason for reason in said if reason)) or [otherwise]


def say_cell(field: FormField) -> str:
    return f"第{field.row}行{field.label}"


def say_read(reading: FieldReading) -> str:
    """The value, of a count with names the count and how many names there are; what stands there where
    nothing could be made of it."""
    if isinstance(reading.value, NamedCount):
        return f"{reading.value.count}（名称{len(reading.value.names)}个）"
    read = say_value(reading.value) or reading.raw or ""
    return shorten(read, LONGEST_VALUE) if read.strip() else EMPTY


def say_place(doubt: Doubt, places: Places, single: str | None) -> str:
    if doubt.place is None:
        return ""
    return say_spot(doubt.place) if doubt.place.source == single else places.say(doubt.place)
