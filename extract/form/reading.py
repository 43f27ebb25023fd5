"""The application form of a dossier: one reading for each field of the policy."""

import re
from collections.abc import Iterator, Sequence
from functools import reduce

from dossier import Document, FieldReading, FieldStatus, Form, Problem
from extract.form.copies import FormCopy, find_copies
from extract.form.illegible import find_illegible
from extract.form.labels import LabelIndex
from extract.form.merged_cells import find_merged
from extract.form.opinions import find_opinion_lines
from extract.form.slots import Slot
from extract.form.values import CellContext, ParsedValue, parse_value
from extract.scan.confidence import UNREAD_TEXT, calibrated
from extract.scan.number_ink import STOP
from extract.text import squeeze
from policy.form import ApplicationForm, FormField

NOT_FOUND = "没有找到申报表"
ILLEGIBLE = "申报表扫描得看不清，没有读出来"

_SEAL_PLACE = re.compile(r"章\s*[)）]")
_CONFIDENCE = {"accepted": 1.0, "review": 0.5, "blank": 1.0, "missing": 1.0}


def read_form(
    documents: Sequence[Document], form: ApplicationForm, index: LabelIndex
) -> tuple[Form, list[FormCopy], list[Problem]]:
    """The form, the copies it was read from (best first), and what a clerk should know about them."""
    copies = find_copies(documents, form, index)
    if not copies:
        seen = find_illegible(documents, form)
        reasons = (ILLEGIBLE if seen else NOT_FOUND,)
        missing = FieldReading(status="missing", confidence=1.0, reasons=reasons, evidence=seen)
        return Form(fields={field.id: missing for field in form.fields}), [], []
    first = copies[0]
    others = [c for c in copies[1:] if c.filled > len(c.slots) // 4 and bool(c.doubts) == bool(first.doubts)]
    readings = _read_copy(first, form, index)
    problems = _several_applicants(copies, form, index)
    for other in others:
        readings = _compare(readings, _read_copy(other, form, index), other)
        problems.append(_note(other, f"有不止一份填好的申报表，以“{first.source}”为准，已逐项比对"))
    return Form(data_year=_data_year(first), fields=readings), copies, problems


def _several_applicants(
    copies: Sequence[FormCopy], form: ApplicationForm, index: LabelIndex
) -> list[Problem]:
    """Forms of several applicants are no one dossier; the first field of a form names its applicant."""
    if len(copies) < 2:
        return []
    field = form.fields[0]
    found: dict[str, str] = {}
    for copy in copies:
        reading = _read_copy(copy, form, index)[field.id]
        if reading.status == "accepted":
            found.setdefault(str(reading.value), copy.source)
    if len(found) < 2:
        return []
    told = "、".join(f"{name}（{source}）" for name, source in found.items())
    message = f"里面有{len(found)}个申报单位的申报表：{told}。请一个单位一个文件夹，再重新审查"
    return [Problem(source=next(iter(found.values())), severity="error", message=message)]


def _note(copy: FormCopy, message: str) -> Problem:
    return Problem(source=copy.source, severity="note", message=message)


def _data_year(copy: FormCopy) -> int | None:
    """The year the form states, else that of the column read; None where neither says one."""
    column = {slot.year for slot in copy.slots if slot.year}
    years = {period.year for period in copy.stated} or column
    return years.pop() if len(years) == 1 else None


def _read_copy(copy: FormCopy, form: ApplicationForm, index: LabelIndex) -> dict[str, FieldReading]:
    by_field: dict[str, list[Slot]] = {}
    for slot in copy.slots:
        by_field.setdefault(slot.label.field, []).append(slot)
    return {
        field.id: _read_field(field, by_field.get(field.id, []), copy, form, index) for field in form.fields
    }


def _read_field(
    field: FormField, slots: list[Slot], copy: FormCopy, form: ApplicationForm, index: LabelIndex
) -> FieldReading:
    if not slots:
        return FieldReading(status="missing", confidence=1.0, reasons=("申报表里没有找到这一栏",))
    readings = [_read_slot(field, slot, copy, form, index) for slot in slots]
    filled = [reading for reading in readings if reading.status != "blank"] or readings[:1]
    first = filled[0]
    if len({(reading.raw or "").strip() for reading in readings}) > 1:
        raws = "”“".join(squeeze(reading.raw or "")[:20] or "空白" for reading in readings)
        first = doubted(first, f"表中有{len(readings)}处填写这一栏，写法不同：“{raws}”")
        first = first.model_copy(update={"evidence": tuple(e for r in readings for e in r.evidence)})
    return first


def _read_slot(
    field: FormField, slot: Slot, copy: FormCopy, form: ApplicationForm, index: LabelIndex
) -> FieldReading:
    if slot.cell is None and field.seal and _SEAL_PLACE.search(slot.label_cell.text):
        unread = tuple(dict.fromkeys(doubt for _, doubt in slot.label_cell.line_doubts))
        empty = FieldReading(status="blank", raw="", confidence=1.0, evidence=slot.label_cell.evidence)
        return reduce(doubted, unread, empty)
    text, of_lines = _written(field, slot)
    pictured = slot.cell is not None and slot.cell.evidence[0].method == "ocr"
    # A unit that the form prints in the label and that was not read there must not be taken from a note.
    lost = pictured and field.unit is not None and slot.label.unit is None
    context = CellContext(
        data_year=form.data_year,
        label=slot.label.unit,
        column=slot.column_unit,
        note=copy.money_unit if field.kind == "money" and not lost else None,
        soft_breaks=copy.grids[0].soft_breaks,
        pictured=pictured,
        bare_end=_ends_bare(text, slot),
        remark=slot.remark.text if slot.remark else "",
    )
    parsed = parse_value(field, text, context)
    merged = tuple(_merged(field, slot, parsed, index))
    if _must_have_a_point(field, text, context, parsed):
        of_lines = tuple(doubt for doubt in of_lines if doubt != STOP)
    reasons = [*(merged or parsed.reasons), *slot.doubts, *of_lines]
    reasons += copy.doubts if parsed.status != "blank" else ()
    if slot.year and slot.year != form.data_year:
        reasons.append(f"读到的是{slot.year}年的数据，本次要求{form.data_year}年")
    return _reading(parsed, reasons, slot)


def _must_have_a_point(field: FormField, text: str, context: CellContext, parsed: ParsedValue) -> bool:
    """Would the number be more than the field can have if its point were a comma, or dirt."""
    if parsed.status != "accepted" or field.range is None or text.count(".") != 1:
        return False
    whole = parse_value(field, text.replace(".", ""), context).value
    return isinstance(whole, int | float) and whole > field.range[1]


def _merged(field: FormField, slot: Slot, parsed: ParsedValue, index: LabelIndex) -> Iterator[str]:
    """Words of the form in the cell. A figure that was read whole needs none of them."""
    if slot.cell and (field.kind in ("text", "count_names") or parsed.status == "review"):
        label = slot.label_cell.text if slot.label_cell is not slot.cell else ""
        yield from find_merged(field, label, slot.text, index, pictured=slot.cell.pictured)


def _written(field: FormField, slot: Slot) -> tuple[str, tuple[str, ...]]:
    """The text of a slot, and the doubts about its lines; of an opinion on a picture only its own lines,
    without what is stamped and written by hand below."""
    if slot.cell is None:
        return slot.text, ()
    text, doubts = slot.text, slot.cell.line_doubts
    if field.seal and slot.cell.evidence[0].method == "ocr" and slot.cell.text.endswith(text):
        own = find_opinion_lines(text)
        if own is None:  # what was not read may be the opinion
            return text, tuple(doubt for _, doubt in doubts)
        before = slot.cell.text.removesuffix(text).count("\n")
        text = "\n".join(text.split("\n")[:own])
        doubts = tuple((line, doubt) for line, doubt in doubts if line < before + own)
    end = slot.cell.text.count("\n") + 1
    return text, tuple(
        doubt for line, doubt in doubts if line < end or (doubt == UNREAD_TEXT and not field.seal)
    )


def _ends_bare(text: str, slot: Slot) -> bool:
    """Is bare paper seen behind the last line of what begins like the text of a slot."""
    if slot.cell is None or not slot.cell.text.endswith(slot.text):
        return False
    before = slot.cell.text.removesuffix(slot.text).count("\n")
    return before + text.count("\n") in slot.cell.bare_ends


def _reading(parsed: ParsedValue, reasons: Sequence[str], slot: Slot) -> FieldReading:
    status = "review" if reasons or slot.cell is None else parsed.status
    return FieldReading(
        status=status,
        value=parsed.value,
        raw=slot.text,
        unit=parsed.unit,
        confidence=_confidence(status, parsed, slot),
        reasons=tuple(dict.fromkeys(reasons)),
        evidence=(slot.cell or slot.label_cell).evidence,
    )


def _confidence(status: FieldStatus, parsed: ParsedValue, slot: Slot) -> float:
    """A value from a picture is trusted as far as values like it have been right."""
    if slot.cell and slot.cell.evidence[0].method == "ocr" and parsed.value is not None:
        return calibrated(slot.cell.certainty, doubted=status == "review")
    return _CONFIDENCE[status]


def doubted(reading: FieldReading, reason: str) -> FieldReading:
    """The reading for a person to look at, with one more reason in Chinese."""
    confidence = min(reading.confidence, _CONFIDENCE["review"])
    return reading.model_copy(
        update={"status": "review", "confidence": confidence, "reasons": (*reading.reasons, reason)}
    )


def _compare(
    readings: dict[str, FieldReading], others: dict[str, FieldReading], copy: FormCopy
) -> dict[str, FieldReading]:
    """A value that another filled copy contradicts, or has alone, or has not, is doubtful. A scan without
    the cell, of one page of two, says nothing."""
    result = {}
    for name, reading in readings.items():
        other = others[name]
        written = [r for r in (reading, other) if r.status in ("accepted", "review")]
        agree = reading.value == other.value and reading.value is not None
        agree = agree or (other.status == "missing" and copy.pictured)
        if written and not agree:
            told = f"写的是“{squeeze(other.raw or '')[:30]}”" if other in written else "没有填"
            reading = doubted(reading, f"另一份申报表“{copy.source}”上这一栏{told}")
            reading = reading.model_copy(update={"evidence": reading.evidence + other.evidence})
        result[name] = reading
    return result
