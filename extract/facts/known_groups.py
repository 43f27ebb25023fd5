"""Leading groups as they are put together while the narrative is read."""

from dataclasses import dataclass, field

from dossier import Evidence, Leader, LeadershipDocument, LeadingGroup
from dossier.facts import GroupKind
from extract.facts.groups import GroupName


@dataclass
class KnownGroup:
    """A group as it is put together sentence by sentence."""

    name: str
    kind: GroupKind | None
    named: bool
    leaders: list[Leader] = field(default_factory=list)
    document: LeadershipDocument | None = None
    founded: str | None = None
    office: str | None = None
    evidence: list[Evidence] = field(default_factory=list)
    rostered: bool = False
    """Its head is known from a list of members, which may stand ahead of its name."""

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
        return self.named or bool(self.leaders or self.office)

    def is_called(self, name: GroupName, *, founds: bool) -> bool:
        """Is it the group of a name: the one known by it or by a longer one, or one without a name. `founds`:
        the sentence founds a group, which is another than the one whose head is told already."""
        if not self.named:
            return self.rostered or not (self.leaders and founds)
        return self.kind == name.kind and (self.name.endswith(name.name) or name.name.endswith(self.name))
