"""The one base of every record of a dossier."""

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """Frozen, and unknown keys are refused: a record says what it says."""

    model_config = ConfigDict(frozen=True, extra="forbid")
