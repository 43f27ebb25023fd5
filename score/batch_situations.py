"""Several dossiers of a batch as an example gives them, and what they share."""

from collections.abc import Mapping
from typing import cast

from pydantic import JsonValue

from dossier import Dossier, Evidence, Passage
from policy import Policy
from policy.examples import Given
from validate.shared import find_shared

BATCH_KEYS = frozenset({"batch"})
"""batch: the paragraphs of each dossier, by its name."""


def judge_batch(given: Given, policy: Policy) -> Mapping[str, JsonValue]:
    """Under "shared", who has each text that is not everybody's own."""
    batch = [
        (name, Dossier(policy=policy.id, passages=tuple(make_passage(name, text) for text in paragraphs)))
        for name, paragraphs in cast("dict[str, list[str]]", given["batch"]).items()
    ]
    found = [each for each in find_shared(batch, policy) if not each.common]
    return {"shared": [[member.name for member in each.members] for each in found]}


def make_passage(name: str, text: str) -> Passage:
    return Passage(evidence=Evidence(source=name, quote=text, method="text"))
