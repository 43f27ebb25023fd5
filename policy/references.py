"""Whether every name in a policy names one thing: nothing that is not there, nothing twice.

Each fault comes with its place, for `places.find_line`.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from policy.model import Policy
from policy.places import Fault, Place

REFERRERS: Mapping[str, str] = {
    "clause": "clauses",
    "clauses": "clauses",
    "document": "notices",
    "field": "fields",
    "fields": "fields",
    "left": "fields",
    "right": "fields",
    "numerator": "fields",
    "denominator": "fields",
    "group": "groups",
    "reading": "readings",
    "blank_targets": "readings",
    "entry": "readings",
    "basis": "readings",
    "material": "materials",
    "part": "parts",
    "grade": "grades",
    "full_grade": "grades",
    "deadline": "deadlines",
    "reference": "references",
    "topic": "topics",
    "proposed_by": "readings",
    "unscored": "readings",
}
"""What a key names, if its value is the name of something else. A key says the same in every rule."""

CALLED: Mapping[str, str] = {
    "clauses": "条款",
    "notices": "文件",
    "fields": "格子",
    "groups": "一级指标",
    "readings": "读法",
    "materials": "材料",
    "parts": "打分部分",
    "grades": "等次",
    "deadlines": "期限",
    "references": "参照数",
    "topics": "调查内容",
}

_TRAILING_UNIT = re.compile(r"\([^()]{1,3}\)$")
_MARKS = re.compile(r"[\s\"'“”‘’]")


def find_dangling(policy: Policy) -> Iterator[Fault]:
    """Names of things that are not there."""
    known = list_known(policy)
    for place, value in walk(policy.model_dump(), ()):
        key = next((part for part in reversed(place) if isinstance(part, str)), "")
        if not isinstance(value, str) or key not in REFERRERS or is_kind_of_count(place):
            continue
        target = REFERRERS[key]
        if value not in known[target]:
            yield place, f"没有编号为“{value}”的{CALLED[target]}"


def list_known(policy: Policy) -> Mapping[str, frozenset[str]]:
    """The ids there are, by what they are ids of."""
    return {
        "clauses": frozenset(item.id for item in policy.clauses),
        "notices": frozenset(item.id for item in policy.notices),
        "fields": frozenset(item.id for item in policy.form.fields),
        "references": frozenset(item.id for item in policy.indicators.references),
        "groups": frozenset(item.id for item in policy.indicators.groups),
        "readings": frozenset(item.id for item in policy.readings),
        "materials": frozenset(item.id for item in policy.materials),
        "parts": frozenset(item.id for item in policy.scoring.parts),
        "grades": frozenset(item.id for item in policy.assessment.grades),
        "deadlines": frozenset(item.id for item in policy.calendar.deadlines),
        "topics": frozenset(item.id for item in policy.scoring.survey.topics),
    }


def is_kind_of_count(place: Place) -> bool:
    """An indicator's `basis` is a kind of count; only the gate's names a reading."""
    return place[:2] == ("indicators", "indicators") and place[-1] == "basis"


def find_twins(policy: Policy) -> Iterator[Fault]:
    """Two of a list under one id, and words that name two fields or two materials."""
    for place, value in walk(policy.model_dump(), ()):
        if isinstance(value, list | tuple) and all(isinstance(item, dict) and "id" in item for item in value):
            ids = [((*place, index, "id"), item["id"], item["id"]) for index, item in enumerate(value)]
            yield from find_shared(ids, "编号")
    yield from find_shared(list_labels(policy), "格子名称")
    yield from find_shared(list_mentions(policy), "mentions 的说法")
    yield from find_shared(list_headings(policy), "标题")


def find_shared(named: list[tuple[Place, str, str]], what: str) -> Iterator[Fault]:
    """`named` are places, words and their owners. A word with two owners is a fault at the second; an id
    is its own owner and must simply not come again."""
    owners: dict[str, str] = {}
    for place, word, owner in named:
        bare = strip_label(word)
        if bare in owners and (owners[bare] != owner or word == owner):
            yield place, f"{what}“{word}”写了两次，已用于“{owners[bare]}”"
        owners.setdefault(bare, owner)


def strip_label(label: str) -> str:
    """What two spellings of one label have in common: no width, spaces, quotation marks or unit."""
    return _TRAILING_UNIT.sub("", _MARKS.sub("", unicodedata.normalize("NFKC", label)))


def list_labels(policy: Policy) -> list[tuple[Place, str, str]]:
    labels: list[tuple[Place, str, str]] = []
    for index, field in enumerate(policy.form.fields):
        labels.append((("form", "fields", index, "label"), field.label, field.id))
        for number, variant in enumerate(field.variants):
            labels.append((("form", "fields", index, "variants", number), variant, field.id))
    return labels


def list_mentions(policy: Policy) -> list[tuple[Place, str, str]]:
    return [
        (("form", "fields", index, "mentions", number), phrase, field.id)
        for index, field in enumerate(policy.form.fields)
        for number, phrase in enumerate(field.mentions)
    ]


def list_headings(policy: Policy) -> list[tuple[Place, str, str]]:
    return [
        (("materials", index, "headings", number), heading, material.id)
        for index, material in enumerate(policy.materials)
        for number, heading in enumerate(material.headings)
    ]


def walk(node: Any, place: Place) -> Iterator[tuple[Place, Any]]:
    """Every list and every plain value below `node`, with its place."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from walk(value, (*place, key))
        return
    yield place, node
    if isinstance(node, list | tuple):
        for index, value in enumerate(node):
            yield from walk(value, (*place, index))
