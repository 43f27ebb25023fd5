"""Leading groups as they are put together while the narrative is read."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from dossier import Evidence, Leader, LeadershipDocument, LeadingGroup
from dossier.facts import GroupKind
from extract.facts.groups import GroupName
from extract.facts.people import is_principal

SEVERAL = "正文里写有几位组长：{}，请核对现在是哪一位"


@dataclass(frozen=True, slots=True)
class Told:
    """A head as one sentence tells it, by which word; `listed`: in a list of members."""

    leader: Leader
    word: str
    listed: bool


@dataclass
class KnownGroup:
    """A group as it is put together sentence by sentence."""

    name: str
    kind: GroupKind | None
    named: bool
    short: bool = False
    heads: list[Told] = field(default_factory=list)
    document: LeadershipDocument | None = None
    founded: str | None = None
    office: str | None = None
    evidence: list[Evidence] = field(default_factory=list)

    @property
    def leaders(self) -> list[Leader]:
        """Where sentences name different people by the same word, and no list has both, each has a doubt."""
        return [_with_doubt(one, [o for o in self.heads if _contradicts(o, one)]) for one in self.heads]

    @property
    def rostered(self) -> bool:
        """Its head is known from a list of members, which may stand ahead of its name."""
        return any(one.listed for one in self.heads)

    def take(self, heads: Sequence[Told], *, instead: bool) -> None:
        """What one sentence tells; `instead` of those who were told before, if it names somebody. An office
        without a name and somebody who holds it are one."""
        words = {one.word for one in heads if one.leader.name} if instead else set()
        shared = any("双" in one.word for one in (*heads, *self.heads))
        self.heads = [known for known in self.heads if not words or (known.word not in words and not shared)]
        for one in heads:
            if any(_is_covered(one.leader, known.leader) for known in self.heads):
                continue
            self.heads = [known for known in self.heads if not _is_covered(known.leader, one.leader)]
            self.heads.append(one)

    def record(self) -> LeadingGroup:
        return LeadingGroup(
            name=self.name,
            kind=self.kind,
            leaders=tuple(self.leaders),
            document=self.document,
            founded=self.founded,
            office=self.office,
            evidence=tuple(dict.fromkeys(self.evidence)),
        )

    @property
    def tells(self) -> bool:
        return self.named or bool(self.heads or self.office)

    def is_called(self, name: GroupName, *, founds: bool) -> bool:
        """Is it the group of a name: the one known by it or by a longer one, or one without a name. `founds`:
        the sentence founds a group, which is another than the one whose head is told already."""
        if not self.named:
            return self.rostered or not (self.heads and founds)
        alike = self.short or name.short or self.name.endswith(name.name) or name.name.endswith(self.name)
        return self.kind == name.kind and alike


def _is_covered(one: Leader, other: Leader) -> bool:
    """Does another say as much: the same, or the name of who holds the office."""
    if one.name is not None:
        return (one.name, one.title) == (other.name, other.title)
    return one.title == other.title or is_principal(other.title, [one.title or "-"]) is True


def _contradicts(other: Told, one: Told) -> bool:
    apart = other.leader.name and one.leader.name and other.leader.name != one.leader.name
    places = other.leader.evidence != one.leader.evidence
    return bool(apart) and places and other.word == one.word and not (other.listed and one.listed)


def _with_doubt(one: Told, others: Sequence[Told]) -> Leader:
    if not others:
        return one.leader
    names = "、".join(dict.fromkeys(str(each.leader.name) for each in (one, *others)))
    return one.leader.model_copy(update={"doubts": (*one.leader.doubts, SEVERAL.format(names))})
