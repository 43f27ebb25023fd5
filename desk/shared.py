"""Passages that dossiers of one batch share: only the desk, which sees them all, can tell."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from desk.review import Review
from desk.summaries.places import name_places
from desk.summaries.words import shorten
from policy import Policy
from policy.text_checks import SharedCheck
from validate.check import sort_findings
from validate.finding import Finding
from validate.shared import Member, SharedText, find_shared
from validate.submission import lay_out

LONGEST_QUOTE = 30

Meeting = tuple[Member, Member, int]
"""One's own passage, the other's, and how many characters they have in common."""


def compare_batch(reviews: Sequence[Review], policy: Policy) -> tuple[SharedText, ...]:
    return find_shared([(each.name, each.dossier) for each in reviews if each.dossier], policy)


def add_findings(
    reviews: Sequence[Review], texts: Sequence[SharedText], policy: Policy
) -> tuple[Review, ...]:
    """The reviews with a finding for each other dossier that theirs shares passages with."""
    check = next((check for check in policy.checks if isinstance(check, SharedCheck)), None)
    if check is None:
        return tuple(reviews)
    by_name = {review.name: review for review in reviews}
    meetings = list_meetings(texts)
    return tuple(
        add_to(
            review, [word(check, met, by_name[other]) for other, met in meetings[review.name].items()], policy
        )
        if review.name in meetings
        else review
        for review in reviews
    )


def list_meetings(texts: Sequence[SharedText]) -> Mapping[str, dict[str, list[Meeting]]]:
    """For each dossier the others that have passages of it, longest passages first. What is common
    property is nobody's."""
    meetings: dict[str, dict[str, list[Meeting]]] = defaultdict(dict)
    for text in texts:
        for link in () if text.common else text.links:
            left, right = text.members[link.left], text.members[link.right]
            meetings[left.name].setdefault(right.name, []).append((left, right, link.characters))
            meetings[right.name].setdefault(left.name, []).append((right, left, link.characters))
    return meetings


def add_to(review: Review, findings: list[Finding], policy: Policy) -> Review:
    if review.dossier is None:
        return review
    every = sort_findings([*review.findings, *findings], lay_out(review.dossier, policy))
    return replace(review, findings=every)


def word(check: SharedCheck, meetings: list[Meeting], other: Review) -> Finding:
    """Only a person can say who wrote it first; the county is asked nothing before."""
    met = sorted(meetings, key=lambda meeting: -meeting[2])
    longest = met[0][1].passage.evidence
    message = check.message.format_map(
        {
            "other": other.name,
            "count": str(len(met)),
            "characters": str(sum(characters for _, _, characters in met)),
            "quote": shorten(met[0][0].passage.text, LONGEST_QUOTE),
            "place": name_places(other.dossier).say(longest),
        }
    )
    return Finding(
        rule=check.id,
        outcome="review",
        severity=check.severity,
        message=message,
        clauses=check.clauses,
        evidence=tuple(dict.fromkeys(own.passage.evidence for own, _, _ in met)),
    )


def stamp_shared(review: Review, policy: Policy) -> str:
    """What the papers of a dossier say of other dossiers; papers that say something else are out of date."""
    rules = {check.id for check in policy.checks if isinstance(check, SharedCheck)}
    said = [finding.model_dump_json() for finding in review.findings if finding.rule in rules]
    return hashlib.sha256("\n".join(said).encode()).hexdigest() if said else ""
