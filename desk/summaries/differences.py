"""How a field of the form differs between two dossiers, in words."""

from collections.abc import Iterator, Sequence

from desk.summaries.words import EMPTY, FIELD_STATUSES, UNITS, one_line, say_number, say_value, shorten
from dossier import FieldReading, NamedCount
from policy.form import FormField
from validate.comparison import FieldChange

LONGEST_VALUE = 40
MANY_NAMES = 3
NO_CELL = "（没有此栏）"
NOT_READ = "（没有读出）"


def say_reading(reading: FieldReading, spec: FormField) -> str:
    if reading.status == "missing":
        return NO_CELL
    if reading.value is None:
        return EMPTY if reading.status == "blank" else NOT_READ
    value = reading.value.count if isinstance(reading.value, NamedCount) else reading.value
    said = shorten(say_value(value, UNITS.get(spec.kind, "")), LONGEST_VALUE)
    return f"{said}（{FIELD_STATUSES['review']}）" if reading.status == "review" else said


def say_change(change: FieldChange, spec: FormField) -> str:
    """ "增加120（3.2%）"; "新列：甲公司；不再列：乙公司"; "补填"."""
    said = "；".join(say_parts(change, spec))
    return said if change.sure or change.kind == "status" else f"{said}（须对照原件）"


def say_parts(change: FieldChange, spec: FormField) -> Iterator[str]:
    match change.kind:
        case "same":
            yield "没有变化"
        case "given":
            yield "这次填了"
        case "gone":
            yield "这次没有了"
        case "status":
            yield f"由{FIELD_STATUSES[change.old.status]}变为{FIELD_STATUSES[change.new.status]}"
        case "changed":
            yield from say_difference(change, spec)


def say_difference(change: FieldChange, spec: FormField) -> Iterator[str]:
    if change.difference:
        yield say_amount(change.difference, change.percent, spec)
    if change.added:
        yield f"新列：{say_names(change.added)}"
    if change.removed:
        yield f"不再列：{say_names(change.removed)}"
    if not (change.difference or change.added or change.removed):
        yield "文字有改动"


def say_amount(difference: float, percent: float | None, spec: FormField) -> str:
    amount = say_number(abs(difference))
    if spec.kind == "pct":
        return f"{'提高' if difference > 0 else '降低'}{amount}个百分点"
    share = "" if percent is None else f"（{say_number(round(abs(percent), 1))}%）"
    return f"{'增加' if difference > 0 else '减少'}{amount}{UNITS.get(spec.kind, '')}{share}"


def say_names(names: Sequence[str]) -> str:
    """The first few; all of them stand in the JSON."""
    said = one_line("、".join(names[:MANY_NAMES]))
    return f"{said}等{len(names)}个" if len(names) > MANY_NAMES else said
