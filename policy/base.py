"""The one base of every rule."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class Rule(BaseModel):
    """Frozen, and unknown keys are refused: a typing error in a rule must not go unseen."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Id = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_.-]*$")]
"""An identifier: ASCII, as it is named in JSON and in settings."""

ClauseId = Id
"""The id of a clause in clauses.yaml."""
