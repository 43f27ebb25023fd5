"""What is wrong with a rule, in Chinese: pydantic and the YAML reader speak English."""

from collections.abc import Iterable

from pydantic_core import ErrorDetails
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import YAMLError

from policy.places import Fault, Place

SENTENCES = {
    "missing": "缺少“{key}”",
    "extra_forbidden": "不认识的项目“{key}”，请检查拼写",
    "literal_error": "“{key}”的值{input}不在允许的范围内，只能是 {expected}",
    "union_tag_invalid": "kind 的值“{tag}”不认识，只能是 {expected_tags}",
    "union_tag_not_found": "缺少“kind”",
    "string_type": "“{key}”应当是文字，现在是{input}；数字和日期请加引号",
    "string_pattern_mismatch": "“{key}”的值{input}写法不对",
    "int_type": "“{key}”应当是整数，现在是{input}",
    "int_parsing": "“{key}”应当是整数，现在是{input}",
    "int_from_float": "“{key}”应当是整数，现在是{input}",
    "float_type": "“{key}”应当是数字，现在是{input}",
    "float_parsing": "“{key}”应当是数字，现在是{input}",
    "bool_type": "“{key}”应当是 true 或 false，现在是{input}",
    "bool_parsing": "“{key}”应当是 true 或 false，现在是{input}",
    "tuple_type": "“{key}”应当是清单（每项前加“-”）",
    "dict_type": "“{key}”应当由若干“名称: 值”组成",
    "model_type": "“{key}”应当由若干“名称: 值”组成",
    "model_attributes_type": "“{key}”应当由若干“名称: 值”组成",
    "too_short": "“{key}”至少要有 {min_length} 项",
    "greater_than_equal": "“{key}”的值{input}太小，不能小于 {ge}",
    "greater_than": "“{key}”的值{input}太小，应大于 {gt}",
    "less_than_equal": "“{key}”的值{input}太大，不能大于 {le}",
    "finite_number": "“{key}”应当是普通的数字",
    "value_error": "{error}",
}
"""By pydantic's type of error. Types that none of our models can raise are not here."""


def describe_fault(fault: ErrorDetails) -> str:
    """One validation error as a sentence for the person who edits the file."""
    context = fault.get("ctx", {})
    words = {
        **context,
        "expected": list_words(context.get("expected", "")),
        "expected_tags": list_words(context.get("expected_tags", "")),
        "key": next((part for part in reversed(fault["loc"]) if isinstance(part, str)), ""),
        "input": f"“{fault['input']}”" if isinstance(fault["input"], str | int | float) else "（空或清单）",
    }
    return SENTENCES.get(fault["type"], "“{key}”的值{input}不合要求").format(**words)


def list_faults(errors: Iterable[ErrorDetails]) -> list[Fault]:
    """The errors with their places, but a list that is short only because of what is wrong in it."""
    found = list(errors)
    places = [fault["loc"] for fault in found]
    return [
        (place_of(fault), describe_fault(fault))
        for fault in found
        if fault["type"] != "too_short" or not any(is_within(place, fault["loc"]) for place in places)
    ]


def place_of(fault: ErrorDetails) -> Place:
    """A kind that there is not stands under `kind`."""
    place = tuple(fault["loc"])
    return (*place, "kind") if fault["type"] == "union_tag_invalid" else place


def is_within(place: Place, whole: Place) -> bool:
    return len(place) > len(whole) and place[: len(whole)] == whole


def list_words(expected: str) -> str:
    """ "'a', 'b' or 'c'" as a Chinese list."""
    return expected.replace("'", "").replace(" or ", "、").replace(", ", "、")


def describe_syntax(error: YAMLError) -> str:
    """Why a file is no YAML, in one sentence."""
    if isinstance(error, DuplicateKeyError):
        return "同一个项目写了两次"
    return "格式有误：请检查本行和上一行的缩进、冒号、引号和括号"
