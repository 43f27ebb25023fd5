"""What every check has.

A message is a Chinese sentence with named places in braces, which whoever runs the check fills in. Each
kind's docstring lists the places it offers; any other is refused when the policy is loaded.
"""

from string import Formatter
from typing import ClassVar, Literal

from pydantic import field_validator

from policy.base import ClauseId, Id, Rule

Severity = Literal["error", "warning", "note"]


class AnyCheck(Rule):
    """What every check has. `words` are the places a message of the kind may hold."""

    words: ClassVar[frozenset[str]] = frozenset()

    id: Id
    severity: Severity
    message: str
    clauses: tuple[ClauseId, ...] = ()

    @field_validator("message")
    @classmethod
    def holds_known_places(cls, message: str) -> str:
        return keep_known_places(message, cls.words)


def keep_known_places(message: str, known: frozenset[str]) -> str:
    """The message, if whoever runs the check can fill it in. Raises ValueError for any other."""
    try:
        places = {name for _, name, _, _ in Formatter().parse(message) if name is not None}
    except ValueError:
        raise ValueError("message 中的花括号不成对") from None
    if unknown := sorted(places - known):
        words = "、".join(f"{{{word}}}" for word in sorted(known))
        raise ValueError(f"message 中的 {{{unknown[0]}}} 不认识，可用的有 {words}")
    return message
