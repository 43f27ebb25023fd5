"""How numbers, fields and values are put into words; the sentences of findings and scores share it."""

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from dossier import FieldReading, NamedCount, Value
from policy.form import FormField

LONGEST_TEXT = 40

COLUMNS = {1: "一栏", 2: "两栏"}


def exact(number: int | float) -> Decimal:
    """The number as it was written (0.1 is a tenth), so that a threshold is never missed by a hair."""
    return Decimal(number) if isinstance(number, int) else Decimal(repr(number))


@lru_cache(maxsize=1 << 16)
def say_number(number: Decimal | int | float) -> str:
    """Plain digits: no exponent, no trailing zeros, no separators."""
    plain = number if isinstance(number, Decimal) else exact(number)
    text = format(plain, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def say_field(spec: FormField) -> str:
    """How a clerk finds the cell: by its label. Its row differs between the form as issued and as handed
    in, so that a number would mislead."""
    return f"申报表“{spec.label}”一栏"


def say_fields(specs: Iterable[FormField]) -> str:
    labels = [f"“{spec.label}”" for spec in specs]
    return f"申报表{'、'.join(labels)}{COLUMNS.get(len(labels), '各栏')}"


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
