"""Pairs of dossiers of which one has copied from the other, with its own name put in."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpora.blocks import Paragraph
from corpora.measure import normalise
from corpora.narrative.bank import load_bank
from corpora.narrative.cases import Draft, NarrativeCase, draft_narrative, write_draft
from corpora.narrative.measuring import Tally
from corpora.truth import County
from extract.pipeline import extract_dossier
from policy import Policy
from validate.shared import SharedText, find_shared

LONG = 90
"""Characters of a paragraph that is worth copying."""


@dataclass(frozen=True, slots=True)
class Pair:
    """`copied` are paragraphs of the first one as the second one has them."""

    first: NarrativeCase
    second: NarrativeCase
    copied: tuple[str, ...]


def make_pair(seed: int, number: int, folder: Path, policy: Policy) -> Pair:
    """Written with different phrases, so that what they have in common is what was copied; every third
    pair has nothing."""
    rng = random.Random(f"{seed}/pair/{number}")
    own, other = load_bank("measure"), load_bank("learn")
    first = draft_narrative(seed, "word", 10_000 + 2 * number, policy, own)
    second = draft_narrative(seed, "word", 10_001 + 2 * number, policy, other)
    long = list_long(first)
    chosen = rng.sample(long, min(len(long), rng.randint(1, 3))) if number % 3 else []
    copied = tuple(rename(text, first.county, second.county) for text in chosen)
    if second.chapters:
        rng.choice(second.chapters).blocks.extend(Paragraph(text) for text in copied)
    return Pair(write_draft(first, folder, policy, own), write_draft(second, folder, policy, other), copied)


def list_long(draft: Draft) -> list[str]:
    """The paragraphs of measures that are worth copying."""
    return [
        block.text
        for chapter in draft.chapters
        for block in chapter.blocks
        if "measures" in chapter.materials and isinstance(block, Paragraph) and len(block.text) >= LONG
    ]


def rename(text: str, first: County, second: County) -> str:
    """With the other county's names, as far as whoever copied it took care."""
    return text.replace(first.place.name, second.place.name).replace(first.place.short, second.place.short)


def measure_pairs(seed: int, count: int, folder: Path, policy: Policy) -> tuple[Tally, tuple[str, ...]]:
    """Copied paragraphs found, not found, and texts that were called shared and are not."""
    tally = Tally()
    slips: list[str] = []
    for number in range(count):
        pair = make_pair(seed, number, folder, policy)
        batch = [(case.name, extract_dossier(case.path, policy)) for case in (pair.first, pair.second)]
        tally += compare_pair(pair, find_shared(batch, policy), slips)
    return tally, tuple(slips)


def compare_pair(pair: Pair, texts: Sequence[SharedText], slips: list[str]) -> Tally:
    found = [normalise(member.passage.text) for text in texts for member in text.members]
    right = [one for one in pair.copied if any(normalise(one) in text for text in found)]
    wrong = [
        text for text in texts if not any(is_copied(member.passage.text, pair) for member in text.members)
    ]
    slips += [f"{pair.second.name}: copy not found: {one}" for one in pair.copied if one not in right]
    slips += [f"{pair.second.name}: called shared: {text.members[0].passage.text}" for text in wrong]
    return Tally(len(right), len(pair.copied) - len(right), len(wrong), len(wrong))


def is_copied(text: str, pair: Pair) -> bool:
    return any(normalise(one) in normalise(text) for one in pair.copied)
