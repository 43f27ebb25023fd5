"""The one base of every rule, the types that rules share, and the one error of this room."""

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field


class PolicyError(Exception):
    """The policy's files contradict themselves or cannot be read. `str(error)` names file and line and
    is a sentence for a clerk."""

    exit_code = 2


class Rule(BaseModel):
    """Frozen; unknown keys are refused, as a typing error in a rule must not go unseen; so is a number
    that is none, as nothing compares with it."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


Id = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_.-]*$")]
"""An identifier: ASCII, as it is named in JSON and in settings."""

ClauseId = Id
"""The id of a clause in clauses.yaml."""

Clauses = Annotated[tuple[ClauseId, ...], Field(min_length=1)]
"""What a rule rests on."""


def keep_order(band: tuple[float, float]) -> tuple[float, float]:
    if band[0] > band[1]:
        raise ValueError(f"范围写反了：{band[0]:g} 大于 {band[1]:g}")
    return band


def keep_compilable(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"正则表达式写错了（第{(error.pos or 0) + 1}个字附近）") from None
    return pattern


Band = Annotated[tuple[float, float], AfterValidator(keep_order)]
"""Lowest and highest value, both included."""

Pattern = Annotated[str, AfterValidator(keep_compilable)]
"""A regular expression."""
