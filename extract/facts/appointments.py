"""Who heads which of the groups that a sentence names: "由…任组长的…和由…任组长的…"."""

import re
from collections.abc import Sequence
from itertools import groupby

from extract.facts.groups import GroupName
from extract.facts.heads import Head

_OTHER_BODY = re.compile(r"的[^,;。、]{0,24}?(?:委员会|指挥部|小组|领导组|专班|联席会议|工作组)")
_PARTS = re.compile(
    r"[三四五六七八九十\d]+个(?!领导)[一-鿿]{0,4}?(?:小组|专班|工作组|专项组|组)(?!长)|(?:专项|工作)(?:小组|专班|组),分别由"
)
"""Parts of a group, which have heads of their own."""
_BREAK = re.compile(r"[、,;。:]")
_BOTH = re.compile(r"(?:均|都|一并)(?:由|为|是|任|担任|兼任)")

Appointed = tuple[GroupName | None, list[Head]]
"""None: of the group last spoken of."""


def share_out(plain: str, heads: Sequence[Head], names: Sequence[GroupName]) -> list[Appointed]:
    """The heads of each group; those of other bodies and of parts of a group are left out."""
    own = [name for name in names if not (name.foreign or name.bare)]
    phrases = [list(of_one) for _, of_one in groupby(heads, key=lambda head: (head.start, head.end))]
    if len(own) > 1 and len(phrases) == 1:
        if _BOTH.search(plain) or (len(heads) == 1 and "均" in plain):
            return [(name, list(heads)) for name in own]
        if "分别" in plain and len(heads) == len(own):
            return [(name, [head]) for name, head in zip(own, heads, strict=True)]
    shares: list[Appointed] = []
    for phrase in phrases:
        name = _group_of(plain, phrase[0], names)
        if (name and name.foreign) or _is_elsewhere(plain, phrase[0], name, names):
            continue
        if own and _is_of_unnamed(plain, phrase[0], names, own):
            continue
        shares.append((name, phrase))
    return shares


def _is_elsewhere(plain: str, head: Head, name: GroupName | None, names: Sequence[GroupName]) -> bool:
    """Is it the head of a body that is no leading group, or of a part of one."""
    behind = plain[head.end :]
    own = any(one.bare and one.start == head.end + 1 for one in names)
    direct = name is not None and name.start >= head.end
    return (not (direct or own) and _OTHER_BODY.match(behind) is not None) or (
        not direct and _PARTS.search(plain[: head.end]) is not None
    )


def _is_of_unnamed(plain: str, head: Head, names: Sequence[GroupName], own: Sequence[GroupName]) -> bool:
    """Is it the head of "…的工作专班", where the group that the sentence names is a 领导小组."""
    behind = (name for name in names if name.start >= head.end and plain.startswith("的", head.end))
    direct = next((name for name in behind if not _BREAK.search(plain[head.end : name.start])), None)
    return direct is not None and direct.bare and not any(one.name.endswith(direct.name) for one in own)


def _group_of(plain: str, head: Head, names: Sequence[GroupName]) -> GroupName | None:
    """The group that is named right behind the head ("任组长的…"), else within the words that name it ("任…
    组长"), else last before it, else first behind it."""
    named = [name for name in names if not name.bare]
    behind = [name for name in named if name.start >= head.end]
    if plain.startswith("的", head.end):
        direct = [name for name in behind if not _BREAK.search(plain[head.end : name.start])]
        if direct:
            return direct[0]
    inside = [name for name in named if head.start <= name.start and name.end <= head.end]
    before = [name for name in named if name.start < head.start]
    return next(iter([*inside[-1:], *before[-1:], *behind[:1]]), None)
