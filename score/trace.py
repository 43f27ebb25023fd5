"""How a result came about, so that it can be worked out again by hand."""

from collections.abc import Iterable
from typing import Literal

from dossier import Evidence
from dossier.base import Record
from policy import Policy

Outcome = Literal["met", "not_met", "undetermined"]


class Citation(Record):
    """A clause and its words. `place` is the notice's number and the place in it."""

    clause: str
    place: str
    quote: str


class Input(Record):
    """Something that went into a result. `evidence` says where it stands; empty for what was typed in."""

    name: str
    value: str
    evidence: tuple[Evidence, ...] = ()


class Trace(Record):
    """`rule` is the id of the rule in the policy's files; `arithmetic` is a line of Chinese."""

    rule: str
    clauses: tuple[Citation, ...] = ()
    inputs: tuple[Input, ...] = ()
    arithmetic: str


def cite(policy: Policy, clause_ids: Iterable[str]) -> tuple[Citation, ...]:
    """The clauses with their words, each once. Raises KeyError for one that there is not."""
    numbers = {notice.id: notice.number for notice in policy.notices}
    clauses = [policy.clause(clause_id) for clause_id in dict.fromkeys(clause_ids)]
    return tuple(
        Citation(clause=each.id, place=f"{numbers[each.document]} {each.article}".strip(), quote=each.quote)
        for each in clauses
    )
