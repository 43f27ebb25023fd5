"""How numbers, fields and values are put into words; the sentences of findings and scores share it."""

from collections.abc import Iterable
from decimal import Decimal

from dossier import FieldReading, NamedCount, Value
from policy.form import FormField

LONGEST_TEXT = 40


def exact(number: int | float) -> Decimal:
    """The number as it was written (0.1 is a tenth), so that a threshold is never missed by a hair."""
    return Decimal(number) if isinstance(number, int) else Decimal(repr(number))


def say_number(number: Decimal | int | float) -> str:
    """Plain digits: no exponent, no trailing zeros, no separators."""
    plain = number if isinstance(number, Decimal) else exact(number)
    text = format(plain, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def say_field(spec: FormField) -> str:
    """Where a clerk finds the cell: its row on the form and its label."""
    return f"申报表第{spec.row}行“{spec.label}”"


def say_fields(specs: Iterable[FormField]) -> str:
    return "申报表" + "、".join(f"第{spec.row}行“{spec.label}”" for spec in specs)


def say_value(value: Value) -> str:
    if isinstance(value, NamedCount):
        return f"{value.count}（列名 {len(value.names)} 个）"
    if isinstance(value, str):
        return value if len(value) <= LONGEST_TEXT else value[:LONGEST_TEXT] + "……"
    return say_number(value)


def say_unknown(spec: FormField, reading: FieldReading) -> str:
    """Why a field has no value to go by."""
    match reading.status:
        case "missing":
            return f"申报表中没有找到“{spec.label}”"
        case "blank":
            return f"“{spec.label}”没有填写"
        case _:
            return f"“{spec.label}”没有读出，尚待核实"


def join_clauses(*parts: str) -> str:
    """Parts of a message as one sentence; reasons come with or without their own full stop."""
    return "；".join(part.rstrip("。；") for part in parts if part) + "。"
