"""The steps of the procedure: which is next, and whose turn it is."""

from collections.abc import Collection, Mapping
from typing import cast

from pydantic import JsonValue

from policy import Policy
from policy.calendar import Deadline, Step
from policy.examples import Given
from policy.rereading import reread

STEP_KEYS = frozenset({"done", "readings"})
"""done: the steps that have been taken."""


def find_next(policy: Policy, done: Collection[str]) -> Step | None:
    """The first step that must be taken and has not been, in the order of the policy; None after the last."""
    return next((step for step in policy.calendar.steps if step.id not in done and not step.optional), None)


def find_deadline(policy: Policy, step: Step) -> Deadline | None:
    return next((each for each in policy.calendar.deadlines if each.id == step.deadline), None)


def judge_steps(given: Given, policy: Policy) -> Mapping[str, JsonValue]:
    """As examples ask it: the next step, its name, whose it is, and its last day."""
    policy = reread(policy, cast("dict[str, str]", given.get("readings", {})))
    step = find_next(policy, cast("list[str]", given["done"]))
    if step is None:
        return {"next": {"outcome": "没有了"}}
    deadline = find_deadline(policy, step)
    return {
        "next": {
            "outcome": step.id,
            "said": step.name,
            "actor": step.actor,
            "receiver": step.receiver,
            "printed": deadline.printed if deadline else None,
        }
    }
