"""What a rule says of a dossier."""

from typing import Literal

from dossier import Evidence
from dossier.base import Record

Outcome = Literal["pass", "fail", "review", "not_applicable"]
"""review: cannot be decided from what is known."""

Severity = Literal["error", "warning", "note"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
"""From heavy to light."""


class Finding(Record):
    """One rule's word on one dossier.

    `subject` is the id of the field, material or file it is about. `message` is a Chinese sentence for a
    clerk; `request` what the county should do about it, None where there is nothing for it to do.
    """

    rule: str
    outcome: Outcome
    severity: Severity
    subject: str | None = None
    message: str
    request: str | None = None
    clauses: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
