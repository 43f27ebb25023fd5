"""Passages that dossiers of a batch share: every text is compared with all others, in linear time.

An index of hashed shingles names the few pairs of passages that may be alike; only those are compared.
What the notices themselves say, stock phrases and articles of regulations do not count.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from dossier import Dossier, Passage
from policy import Policy
from policy.text_checks import SharedCheck
from validate.own_names import find_own_name, list_own_names
from validate.pairing import find_candidates
from validate.shingles import Hashes, count_characters, hash_texts, strip_text

_ARTICLE = re.compile(r"^\s*第[一二三四五六七八九十百零〇\d]+[条章节]")


@dataclass(frozen=True, slots=True)
class Member:
    """A passage of the dossier of that name."""

    name: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class Link:
    """Two members, by their places among all, and how many characters they have in common."""

    left: int
    right: int
    characters: int


@dataclass(frozen=True, slots=True)
class SharedText:
    """Passages that are one text, in the order of the batch. `common`: so many dossiers have it that it is
    likely nobody's own."""

    members: tuple[Member, ...]
    links: tuple[Link, ...]
    common: bool

    @property
    def characters(self) -> int:
        return max(link.characters for link in self.links)


@dataclass(frozen=True, slots=True)
class Text:
    """A passage that can be compared. `owner` is the number of its applicant, `least` how many characters
    of it make it a copy."""

    owner: int
    member: Member
    hashes: Hashes
    least: int


def find_shared(batch: Sequence[tuple[str, Dossier]], policy: Policy) -> tuple[SharedText, ...]:
    """The texts that dossiers share, longest first. `batch` are dossiers by name; two of one applicant are
    not compared."""
    check = next((check for check in policy.checks if isinstance(check, SharedCheck)), None)
    if check is None or len(batch) < 2:
        return ()
    texts = list_texts(batch, check, policy)
    owners = np.array([text.owner for text in texts], np.int64)
    candidates = find_candidates([text.hashes for text in texts], owners, check.characters // 3)
    links = [link for left, right in candidates if (link := compare(texts, left, right, check))]
    found = [gather(group, texts, check, len(batch)) for group in join_links(links, len(texts))]
    return tuple(sorted(found, key=lambda text: (text.common, -text.characters, text.members[0].name)))


def list_texts(batch: Sequence[tuple[str, Dossier]], check: SharedCheck, policy: Policy) -> list[Text]:
    """The passages long enough to tell something, without what is the notices' own or a stock phrase."""
    offices = list_offices(policy)
    known = [clause.quote for clause in policy.clauses] + list(check.phrases)
    stock = np.unique(np.concatenate(hash_texts([strip_text(text, offices) for text in known])))
    owners = number_applicants(batch, policy)
    members: list[tuple[int, Member]] = []
    bare: list[str] = []
    for (name, dossier), owner in zip(batch, owners, strict=True):
        names = (*offices, *list_own_names(dossier, policy))
        for passage in dossier.passages:
            if not _ARTICLE.match(passage.text):
                members.append((owner, Member(name, passage)))
                bare.append(strip_text(passage.text, names))
    texts = (
        Text(
            owner, member, np.setdiff1d(hashes, stock, assume_unique=True), count_least(member, check, policy)
        )
        for (owner, member), hashes in zip(members, hash_texts(bare), strict=True)
    )
    return [text for text in texts if count_characters(len(text.hashes)) >= text.least]


def list_offices(policy: Policy) -> tuple[str, ...]:
    """The names of the offices that every dossier writes to or speaks of, longer ones first."""
    names = {policy.programme.office, *(notice.issuer for notice in policy.notices)}
    for name, others in policy.programme.aliases.items():
        names.update((name, *others))
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


def count_least(member: Member, check: SharedCheck, policy: Policy) -> int:
    """A passage that cites a notice of the programme is about the application, which is put alike by all."""
    text = member.passage.text
    cites = any(notice.title in text or notice.number in text for notice in policy.notices)
    return check.characters * (2 if cites else 1)


def number_applicants(batch: Sequence[tuple[str, Dossier]], policy: Policy) -> list[int]:
    """A number for each dossier's applicant; two dossiers of one applicant have the same."""
    numbers: dict[str, int] = {}
    named = [find_own_name(dossier, policy) or f"\n{name}" for name, dossier in batch]
    return [numbers.setdefault(name, len(numbers)) for name in named]


def compare(texts: Sequence[Text], left: int, right: int, check: SharedCheck) -> Link | None:
    """The link between two texts, of which most of the shorter one, or very much, must be the same."""
    one, other = texts[left].hashes, texts[right].hashes
    same = len(np.intersect1d(one, other, assume_unique=True))
    characters = count_characters(same)
    alike = same >= check.similarity * min(len(one), len(other))
    if not alike and characters < 2 * max(texts[left].least, texts[right].least):
        return None
    return Link(left, right, characters)


def join_links(links: Iterable[Link], count: int) -> list[list[Link]]:
    """Links that hang together."""
    parents = list(range(count))

    def find(node: int) -> int:
        while parents[node] != node:
            parents[node] = parents[parents[node]]
            node = parents[node]
        return node

    kept = list(links)
    for link in kept:
        parents[find(link.right)] = find(link.left)
    groups: dict[int, list[Link]] = defaultdict(list)
    for link in kept:
        groups[find(link.left)].append(link)
    return list(groups.values())


def gather(group: list[Link], texts: Sequence[Text], check: SharedCheck, size: int) -> SharedText:
    """A group of links as one text. Of one that few dossiers have, every two passages are compared."""
    places = sorted({place for link in group for place in (link.left, link.right)})
    owners = {texts[place].owner for place in places}
    common = len(owners) > max(check.few, check.share * size)
    if not common:
        group = [
            link
            for index, left in enumerate(places)
            for right in places[index + 1 :]
            if texts[left].owner != texts[right].owner and (link := compare(texts, left, right, check))
        ]
    order = {place: index for index, place in enumerate(places)}
    links = tuple(Link(order[link.left], order[link.right], link.characters) for link in group)
    return SharedText(tuple(texts[place].member for place in places), links, common)
