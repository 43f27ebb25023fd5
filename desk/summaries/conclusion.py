"""The result of a review in a few sentences: first what hinders, then what to do, then the counts."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from desk.review import Review
from desk.summaries.decisions import find_minimum, list_decisions
from desk.summaries.digest import NOT_FOUND, list_requests, read_field, say_severities
from desk.summaries.words import (
    CONDITION_OUTCOMES,
    FIELD_STATUSES,
    MATERIAL_STATUSES,
    one_line,
    say_gate,
    say_gate_end,
    say_number,
)
from dossier import Dossier, NamedCount
from policy import Policy
from policy.rules import Minimum
from score.scorecard import ConditionResult, RequirementResult, Scorecard

T = TypeVar("T")

NO_HINDRANCE = "没有发现不符合申报条件的情况"

UNIT = re.compile(r"[（(]([^（）()]{1,3})[）)]$")
"""The unit that a label ends with: （家）."""

NAMES = re.compile(r"及[^及]{0,6}名称$")
"""What the label of a count with names says of its names."""


def sum_up(review: Review, policy: Policy) -> str:
    """The conclusion, then the counts. Of a dossier that could not be read, why."""
    if review.dossier is None or review.scorecard is None:
        return f"申报资料未能读取：{one_line(review.failure or '原因不明').rstrip('。')}。"
    return f"{conclude(review, policy)}。{count_up(review, review.dossier, review.scorecard, policy)}。"


def conclude(review: Review, policy: Policy) -> str:
    """What a reviewer acts on: conditions not met with their figures, what the county must supply, what
    is left to decide."""
    if review.dossier is None or review.scorecard is None:
        return ""
    asked, decisions = len(list_requests(review)), len(list_decisions(review, policy))
    unmet = [item for item in review.scorecard.conditions if item.outcome == "not_met"]
    failed = "；".join(say for item in unmet for say in say_unmet(item, review.dossier, policy))
    unknown = count_unknown(review.scorecard)
    parts = [
        f"不符合申报条件{len(unmet)}项：{failed}" if unmet else NO_HINDRANCE,
        f"{unknown}项申报条件的数据没有读到或尚待核实，还不能判断" if unknown else "",
        f"须申报单位补正{asked}处" if asked else "没有须申报单位补正的内容",
        f"待审查人判定{decisions}件（第六部分）" if decisions else "没有待审查人判定的事项",
    ]
    return "；".join(part for part in parts if part)


def count_unknown(scorecard: Scorecard) -> int:
    """Conditions that hang on a cell of the form; those that a person judges anyway do not count."""
    return sum(
        any(each.field is not None and each.outcome == "undetermined" for each in item.requirements)
        for item in scorecard.conditions
        if item.outcome == "undetermined"
    )


def say_unmet(condition: ConditionResult, dossier: Dossier, policy: Policy) -> Iterator[str]:
    """ "市场主体数量15000家，要求不低于20000家"."""
    for requirement in condition.requirements:
        if requirement.outcome == "not_met":
            minimum = find_minimum(policy, condition, requirement)
            yield (
                f"{condition.name}（{requirement.reason}）"
                if minimum is None
                else say_shortfall(minimum, requirement, dossier, policy)
            )


def say_shortfall(minimum: Minimum, requirement: RequirementResult, dossier: Dossier, policy: Policy) -> str:
    field = policy.field(minimum.field)
    value = read_field(dossier, field).value
    figure = value.count if isinstance(value, NamedCount) else value
    if not isinstance(figure, int | float):
        return requirement.reason
    label = NAMES.sub("", field.label) if field.kind == "count_names" else field.label
    found = UNIT.search(label)
    unit = found[1] if found else ""
    least = f"{say_number(minimum.minimum)}{unit}"
    if minimum.reduced is not None:
        least += f"（{minimum.status_name or minimum.status}{say_number(minimum.reduced)}{unit}）"
    return f"{UNIT.sub('', label)}{say_number(figure)}{unit}，要求不低于{least}"


def count_up(review: Review, dossier: Dossier, scorecard: Scorecard, policy: Policy) -> str:
    """The counts, part by part."""
    return "；".join(
        [
            f"查出{say_severities(review)}",
            sum_up_form(dossier, policy),
            sum_up_materials(dossier, policy),
            sum_up_conditions(scorecard),
            f"{say_gate(scorecard.gate)}，{say_gate_end(scorecard.gate)}",
        ]
    )


def sum_up_form(dossier: Dossier, policy: Policy) -> str:
    statuses = [read_field(dossier, field).status for field in policy.form.fields]
    return f"申报表{len(statuses)}项内容中{say_tally(statuses, FIELD_STATUSES)}"


def sum_up_materials(dossier: Dossier, policy: Policy) -> str:
    required = [material.id for material in policy.materials if material.required]
    statuses = [dossier.materials.get(material, NOT_FOUND).status for material in required]
    if all(status == "present" for status in statuses):
        return f"规定的{len(required)}项申报材料都有"
    return f"规定的{len(required)}项申报材料中{say_tally(statuses, MATERIAL_STATUSES)}"


def sum_up_conditions(scorecard: Scorecard) -> str:
    outcomes = [condition.outcome for condition in scorecard.conditions]
    return f"{len(outcomes)}项申报条件中{say_tally(outcomes, CONDITION_OUTCOMES)}"


def say_tally(statuses: Sequence[T], words: Mapping[T, str]) -> str:
    """ "采用41项、待核3项": in the order of `words`, without those that do not occur."""
    return "、".join(
        f"{word}{statuses.count(status)}项" for status, word in words.items() if status in statuses
    )
