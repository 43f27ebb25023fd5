"""Who is said to hold each of the principals' offices, wherever the narrative names them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from dossier import Leader, LeadingGroup
from extract.facts.people import CHIEFS, find_name, offices_of
from extract.facts.sentences import Sentence
from policy.form import LeadershipWords

NAMED_ELSEWHERE = "正文写的是“{}”任组长，姓名和职务是从别处读出的，请核对"
_FIRSTS = {
    "县委|党政": "县委书记",
    "区委|党政": "区委书记",
    "市委": "市委书记",
    "县政府|党政": "县长",
    "区政府|党政": "区长",
    "市政府": "市长",
    "党工委|党政": "党工委书记",
    "管委会|党政": "管委会主任",
}
"""The office of the first of each body."""
_FORMER = re.compile(r"(?:原|前|时任|历任|上任|老|副|现|曾任)$")


class Holders:
    """`find` gives the one who holds an office, with the sentence that says so."""

    def __init__(self, words: LeadershipWords) -> None:
        titles = "|".join(sorted(map(re.escape, words.principal_titles), key=len, reverse=True))
        self._held = re.compile(rf"(?P<title>{titles})(?:[:(]|为|是)?")
        self._names: dict[str, dict[str, Sentence]] = defaultdict(dict)

    def read(self, sentences: Iterable[Sentence]) -> None:
        for sentence in sentences:
            for match in self._held.finditer(sentence.plain):
                former = _FORMER.search(sentence.plain[: match.start()].removesuffix("现任"))
                name = find_name(sentence.plain[match.end() :])
                if name and not former and not name.startswith("任"):
                    self._names[match["title"].removeprefix("代")].setdefault(name, sentence)

    def names_of(self, office: str) -> dict[str, Sentence]:
        """All who are said to hold it."""
        if "副" in office:
            return {}
        held = (names for title, names in self._names.items() if office.endswith(title))
        return next(held, {})


def with_names(groups: Sequence[LeadingGroup], holders: Holders) -> tuple[LeadingGroup, ...]:
    """Heads of whom only the office is told get the name of the one who holds it; "主要负责同志" are those of
    the bodies that are named, if these are told."""
    return tuple(
        group.model_copy(
            update={"leaders": tuple(one for head in group.leaders for one in _with_names(head, holders))}
        )
        for group in groups
    )


def _with_names(head: Leader, holders: Holders) -> Iterator[Leader]:
    if head.name or not head.principal or not head.title:
        yield head
    elif CHIEFS.fullmatch(head.title):
        offices = [office for body, office in _FIRSTS.items() if re.search(body, head.title)]
        found = [one for office in offices if (one := _named(head, office, holders, office))]
        doubt = NAMED_ELSEWHERE.format(head.title)
        yield from (one.model_copy(update={"doubts": (*one.doubts, doubt)}) for one in found)
    else:
        found = [
            one for office in offices_of(head.title) if (one := _named(head, office, holders, head.title))
        ]
        yield from found[:1] or [head]


def _named(head: Leader, office: str, holders: Holders, title: str) -> Leader | None:
    names = holders.names_of(office)
    if len(names) != 1:
        return None
    ((name, sentence),) = names.items()
    places = tuple(dict.fromkeys((*head.evidence, sentence.evidence())))
    return head.model_copy(update={"name": name, "title": title, "evidence": places})
