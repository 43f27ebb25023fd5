"""What the county is asked to do about a cell of the form."""

import re

from dossier import FieldReading, NamedCount
from policy.form import FormField
from validate.submission import lacks_unit
from validate.wording import exact, say_field

ROUND_WORDS = ("约", "近", "余", "多", "左右", "上下", "以上", "超", "不足", "～", "~", "至")
"""Words in a number's cell that keep it from being a number."""

UP_TO = "截至"
"""Says of which day a number is, not that it is rough."""


def ask_to_add(spec: FormField) -> str:
    """For a cell that the county's form does not have."""
    return f"请按规定格式的申报表补填第{spec.row}行“{spec.label}”{say_how(spec)}。"


def ask_to_fill(spec: FormField) -> str:
    """For a cell left empty."""
    if spec.seal is not None:
        return f"请在{say_field(spec)}签署意见并盖章。"
    return f"请在{say_field(spec)}补填{say_how(spec)}。"


def ask_about_doubt(spec: FormField, reading: FieldReading) -> str | None:
    """What the county can mend. Where the doubt is only about our reading, the office looks first: None."""
    match spec.kind:
        case "text":
            return ask_about_text(spec, reading)
        case "count_names":
            return ask_about_names(spec, reading)
        case "money" if lacks_unit(spec, reading):
            return f"请在{say_field(spec)}注明单位（万元）。"
        case _:
            return ask_about_number(spec, reading)


def say_how(spec: FormField) -> str:
    match spec.kind:
        case "money" if spec.unit is None:
            return "，并注明单位（万元）"
        case "int":
            return "，没有的填“0”"
        case "count_names":
            return "数量和名称，没有的填“无”"
        case _:
            return ""


def ask_about_text(spec: FormField, reading: FieldReading) -> str | None:
    """Text that cannot be right as it stands in the file, such as a telephone number short of a digit."""
    misshapen = spec.pattern is not None and re.fullmatch(spec.pattern, str(reading.value or "")) is None
    return f"请核对{say_field(spec)}，有误的请更正。" if misshapen and not is_scanned(reading) else None


def ask_about_names(spec: FormField, reading: FieldReading) -> str | None:
    """On a scan a mark between two names may be misread."""
    if is_scanned(reading) or not isinstance(reading.value, NamedCount):
        return None
    if reading.value.count != len(reading.value.names):
        return f"请核对{say_field(spec)}的数量与所列名称，并改为一致。"
    return None


def ask_about_number(spec: FormField, reading: FieldReading) -> str | None:
    if is_written_unclearly(reading):
        return f"请在{say_field(spec)}填写确切的数字。"
    if is_scanned(reading):
        return None
    if is_out_of_range(spec, reading) or looks_like_a_fraction(spec, reading):
        return f"请核对{say_field(spec)}的数字和单位，有误的请更正。"
    return None


def is_written_unclearly(reading: FieldReading) -> bool:
    """A cell that says "近3000人", or no number at all. An unread scan says nothing of the county."""
    raw = reading.raw or ""
    if any(word in raw.replace(UP_TO, "") for word in ROUND_WORDS):
        return True
    says_no_number = reading.value is None or not any(letter.isnumeric() for letter in raw)
    return says_no_number and not is_scanned(reading)


def is_scanned(reading: FieldReading) -> bool:
    return any(evidence.method == "ocr" for evidence in reading.evidence)


def is_out_of_range(spec: FormField, reading: FieldReading) -> bool:
    if spec.range is None or not isinstance(reading.value, int | float):
        return False
    low, high = spec.range
    return not exact(low) <= exact(reading.value) <= exact(high)


def looks_like_a_fraction(spec: FormField, reading: FieldReading) -> bool:
    """0.52 without a sign, where 52% may be meant."""
    if spec.kind != "pct" or not isinstance(reading.value, int | float):
        return False
    return 0 < abs(reading.value) < 1 and not set("%％") & set(reading.raw or "")
