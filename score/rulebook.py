"""A policy opened at the targets of one assessment, under one set of readings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from dossier.errors import WrongUse
from policy import Policy
from policy.base import PolicyError
from policy.calendar import Column
from policy.rereading import reread
from policy.rules import AtLeast, Blank
from score.columns import find_column
from score.goals import Goal, find_goal_at_least, target_of
from score.trace import Citation, cite

Settings = Mapping[str, str]
"""Reading id -> option id, for the readings that are not to be taken as the policy takes them."""

Number = Literal[1, 2, 3]
"""The number of the yearly assessment."""

AS_FILED = "stock"
"""The option of the gate's `basis` reading under which what there is counts, as the form asks for it."""

PROPORTIONAL = "proportional"
LEFT_OUT = frozenset({"left_out", PROPORTIONAL})
"""The options of the gate's `blank_targets` reading under which blank targets are not counted."""

BOTH = "both"
"""The option of the gate's `entry` reading under which it binds at either stage."""

Stage = Literal["entry", "yearly"]
"""Whether an application is weighed, or a year of creation. The options of the gate's `entry` reading under
which it binds at that stage alone are called the same."""


@dataclass(frozen=True, slots=True, eq=False)
class Rulebook:
    """`policy` is read as the settings say. `column` are the targets that apply; `blank` says of each
    indicator whether its target is empty, `counting` whether it counts at all. `goals` are those, by the
    indicator's id, that are the same for every applicant."""

    policy: Policy
    number: Number
    stage: Stage
    column: Column
    blank_option: str
    stock: bool
    binding: bool
    blank: tuple[bool, ...]
    counting: tuple[bool, ...]
    goals: Mapping[str, Goal]
    _citations: dict[str, tuple[Citation, ...]] = field(default_factory=dict, compare=False)

    def cite(self, rule: str, clauses: tuple[str, ...]) -> tuple[Citation, ...]:
        """The clauses of a rule with their words, looked up once."""
        if rule not in self._citations:
            self._citations[rule] = cite(self.policy, clauses)
        return self._citations[rule]


def open_rulebook(policy: Policy, settings: Settings, number: Number = 1, stage: Stage = "entry") -> Rulebook:
    """Raises WrongUse for a reading or an option that there is not, or that cannot be taken."""
    return _open(policy, tuple(sorted(settings.items())), number, stage)


@lru_cache(maxsize=64)
def _open(policy: Policy, settings: tuple[tuple[str, str], ...], number: Number, stage: Stage) -> Rulebook:
    try:
        read = reread(policy, dict(settings)) if settings else policy
    except PolicyError as error:
        raise WrongUse(str(error)) from error
    gate = read.indicators.gate
    column, blank_option = find_column(read, number), read.reading(gate.blank_targets).default
    blank = tuple(isinstance(target_of(each, column), Blank) for each in read.indicators.indicators)
    return Rulebook(
        policy=read,
        number=number,
        stage=stage,
        column=column,
        blank_option=blank_option,
        stock=gate.basis is None or read.reading(gate.basis).default == AS_FILED,
        binding=read.reading(gate.entry).default in (stage, BOTH),
        blank=blank,
        counting=tuple(not (is_blank and blank_option in LEFT_OUT) for is_blank in blank),
        goals={
            each.id: find_goal_at_least(target, each.unit)
            for each in read.indicators.indicators
            if isinstance(target := target_of(each, column), AtLeast)
        },
    )
