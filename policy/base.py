"""The one base of every rule, and the one error of this room."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class PolicyError(Exception):
    """The policy's files contradict themselves or cannot be read. `str(error)` names file and line and
    is a sentence for a clerk."""

    exit_code = 2


class Rule(BaseModel):
    """Frozen, and unknown keys are refused: a typing error in a rule must not go unseen."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Id = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_.-]*$")]
"""An identifier: ASCII, as it is named in JSON and in settings."""

ClauseId = Id
"""The id of a clause in clauses.yaml."""
