"""The offices of people whom the sentence on a leading group only names."""

import re
from collections.abc import Iterable, Sequence

from dossier import Leader, LeadingGroup
from extract.facts.people import is_principal, parse_people
from extract.facts.sentences import Sentence

_HEADS = re.compile(
    r"[、兼][^、]{0,24}(?:小组|领导组|专班|联席会议|指挥部)(?:第一)?(?:组长|总?召集人|总指挥)$"
)
"""What somebody is besides the office: "县长、…领导小组组长"."""
_LEFT = re.compile(r"[由以的:了请是系]|[县区市]委、")


def with_titles(
    groups: Sequence[LeadingGroup], sentences: Iterable[Sentence], principals: Sequence[str]
) -> tuple[LeadingGroup, ...]:
    """Heads without an office get the one that they have in another group, else the one that some sentence
    names them by."""
    heads = [head for group in groups for head in group.leaders]
    titles = {head.name: head.title for head in heads if head.name and head.title}
    wanted = {head.name for head in heads if head.name and not head.title} - titles.keys()
    for sentence in sentences if wanted else ():
        for name in wanted - titles.keys():
            if name and name in sentence.plain and (title := _find_title(name, sentence.plain)):
                titles[name] = title
    return tuple(
        group.model_copy(update={"leaders": tuple(_with_title(h, titles, principals) for h in group.leaders)})
        for group in groups
    )


def _with_title(head: Leader, titles: dict[str, str], principals: Sequence[str]) -> Leader:
    if head.title or head.name not in titles:
        return head
    title = titles[head.name]
    return head.model_copy(update={"title": title, "principal": is_principal(title, principals)})


def _find_title(name: str, plain: str) -> str | None:
    """The office right before the name, where it is not said to be held no more."""
    ahead = re.split(r"[,;。()]", plain[: plain.index(name)])[-1]
    ahead = _HEADS.sub("", ahead)
    cuts = [match.end() for match in _LEFT.finditer(ahead)]
    people = parse_people(ahead[cuts[-1] if cuts else 0 :] + name)
    return next((one.title for one in people if one.name == name and one.title), None)
