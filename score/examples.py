"""The examples of a programme worked out: does what the rules give fit what is expected?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pydantic import JsonValue

from policy import Policy
from policy.base import PolicyError
from policy.examples import Example, Given
from score.batch_situations import BATCH_KEYS, judge_batch
from score.point_situations import ANSWER_KEYS, EXPERT_KEYS, judge_answers, judge_experts
from score.procedure import STEP_KEYS, judge_steps
from score.situations import DOSSIER_KEYS, judge_dossier
from score.year_situations import GRADE_KEYS, REPORT_KEYS, TOTAL_KEYS, judge_grades, judge_report, judge_total

Answers = Mapping[str, JsonValue]
"""What came of a situation, by name."""

IN_SHORT = "outcome"
"""The one of an answer's parts that is meant where the example expects a plain value."""

IN_WORDS = frozenset({"said", "needs", "note"})
"""Parts of an answer that are sentences: the example gives words that must stand in them."""


@dataclass(frozen=True, slots=True)
class Situation:
    """One kind of situation: `keys` are what may be given, `required` what always is."""

    keys: frozenset[str]
    required: frozenset[str]
    answer: Callable[[Given, Policy], Answers]


SITUATIONS: tuple[Situation, ...] = (
    Situation(DOSSIER_KEYS, frozenset({"form"}), judge_dossier),
    Situation(BATCH_KEYS, frozenset({"batch"}), judge_batch),
    Situation(STEP_KEYS, frozenset({"done"}), judge_steps),
    Situation(EXPERT_KEYS, frozenset({"experts"}), judge_experts),
    Situation(ANSWER_KEYS, frozenset({"answers"}), judge_answers),
    Situation(GRADE_KEYS, frozenset({"grades"}), judge_grades),
    Situation(TOTAL_KEYS, frozenset({"total"}), judge_total),
    Situation(REPORT_KEYS, frozenset({"report"}), judge_report),
)


def check_example(example: Example, policy: Policy) -> tuple[str, ...]:
    """What came out otherwise than expected, in Chinese; empty where all fits. Raises PolicyError where
    the situation is of no kind that there is."""
    answers = find_situation(example.given).answer(example.given, policy)
    return tuple(
        difference
        for name, wanted in example.expect.items()
        for difference in compare(name, wanted, answers.get(name, "（没有这一项结果）"))
    )


def find_situation(given: Given) -> Situation:
    for situation in SITUATIONS:
        if situation.required <= set(given) <= situation.keys:
            return situation
    raise PolicyError(f"given 中的项目凑不成一种情况：{'、'.join(given)}")


def compare(name: str, wanted: JsonValue, came: JsonValue) -> tuple[str, ...]:
    """An answer of several parts is compared by the parts that the example names."""
    if isinstance(came, dict) and not isinstance(wanted, dict):
        return compare(name, wanted, came.get(IN_SHORT))
    if isinstance(wanted, dict) and isinstance(came, dict):
        pairs = [compare_part(f"{name}.{part}", part, each, came.get(part)) for part, each in wanted.items()]
        return tuple(difference for pair in pairs for difference in pair)
    return () if wanted == came else (say_difference(name, wanted, came),)


def compare_part(name: str, part: str, wanted: JsonValue, came: JsonValue) -> tuple[str, ...]:
    if part in IN_WORDS and isinstance(wanted, str):
        return () if wanted in str(came) else (say_difference(name, wanted, came),)
    return compare(name, wanted, came)


def say_difference(name: str, wanted: JsonValue, came: JsonValue) -> str:
    return f"{name}：应为“{wanted}”，得出的是“{came}”"
