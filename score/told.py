"""What the narrative tells of a number that the form does not ask for."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache

from dossier import Evidence, Passage
from policy.conditions import Told

SENTENCE = re.compile(r"[^。；！？;!?]+")


@dataclass(frozen=True, slots=True)
class TellingCount:
    """A number and the sentence it stands in."""

    value: Decimal
    sentence: str
    evidence: Evidence


def find_told(requirement: Told, passages: Iterable[Passage]) -> Iterator[TellingCount]:
    """Every number the patterns find, but in sentences with one of the words that make it another one."""
    patterns = [compiled(pattern) for pattern in requirement.patterns]
    for passage in passages:
        for sentence in SENTENCE.findall(passage.text):
            if any(word in sentence for word in requirement.unless):
                continue
            for pattern in patterns:
                for match in pattern.finditer(sentence):
                    value = parse_count(match["count"])
                    if value is not None:
                        yield TellingCount(value, sentence.strip(), passage.evidence)


def parse_count(text: str) -> Decimal | None:
    try:
        return Decimal(text.replace(",", "").replace("，", "").strip())
    except InvalidOperation:
        return None


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
