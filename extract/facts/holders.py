"""Who is said to hold each of the principals' offices, wherever the narrative names them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from dossier import Leader, LeadingGroup
from extract.facts.people import is_name, offices_of
from extract.facts.sentences import Sentence
from policy.form import LeadershipWords

_NAME = (
    r"(?P<name>[一-鿿]{2,4}?)(?=同志|担?任|为|亲自|主持|带队|带领|率|多次|先后|召开|深入|牵头|[,、。;()]|$)"
)
_FORMER = re.compile(r"(?:原|前|时任|历任|上任|老|副|现|曾任)$")


class Holders:
    """`find` gives the one who holds an office, with the sentence that says so."""

    def __init__(self, words: LeadershipWords) -> None:
        titles = "|".join(sorted(map(re.escape, words.principal_titles), key=len, reverse=True))
        self._held = re.compile(rf"(?P<title>{titles})(?:[:(]|为|是)?{_NAME}")
        self._names: dict[str, dict[str, Sentence]] = defaultdict(dict)

    def read(self, sentences: Iterable[Sentence]) -> None:
        for sentence in sentences:
            for match in self._held.finditer(sentence.plain):
                former = _FORMER.search(sentence.plain[: match.start()].removesuffix("现任"))
                if is_name(match["name"]) and not former and not match["name"].startswith("任"):
                    title = match["title"].removeprefix("代")
                    self._names[title].setdefault(match["name"], sentence)

    def names_of(self, office: str) -> dict[str, Sentence]:
        """All who are said to hold it."""
        if "副" in office:
            return {}
        held = (names for title, names in self._names.items() if office.endswith(title))
        return next(held, {})


def with_names(groups: Sequence[LeadingGroup], holders: Holders) -> tuple[LeadingGroup, ...]:
    """Heads of whom only the office is told get the name of the one who holds it."""
    return tuple(
        group.model_copy(update={"leaders": tuple(_with_name(head, holders) for head in group.leaders)})
        for group in groups
    )


def _with_name(head: Leader, holders: Holders) -> Leader:
    if head.name or not head.principal:
        return head
    for office in offices_of(head.title or ""):
        names = holders.names_of(office)
        if len(names) == 1:
            ((name, sentence),) = names.items()
            places = tuple(dict.fromkeys((*head.evidence, sentence.evidence())))
            return head.model_copy(update={"name": name, "evidence": places})
    return head
