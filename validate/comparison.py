"""Two dossiers of one applicant side by side: values, materials, seals and files.

The later may be a resubmission, or that of another year. Nothing is judged here but what differs, and
whether that is sure.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal, get_args

from dossier import Dossier, Evidence, FieldReading, MaterialStatus, NamedCount, Seal, SealOwner, Source
from dossier.base import Record
from policy.form import FormField, MaterialSpec
from validate.submission import Submission

FieldChangeKind = Literal["same", "changed", "given", "gone", "status"]
"""changed: another value; given: a value where none was read; gone: none where one was; status: the same
value, but now sure or no longer sure, or a cell that came or went."""

FileChangeKind = Literal["same", "changed", "moved", "added", "removed"]


class FieldChange(Record):
    """One field in both. `sure`: neither reading waits for a person. `difference` is new - old, where both
    are numbers, and `percent` that in percent of the old; `added` and `removed` are names."""

    field: str
    kind: FieldChangeKind
    sure: bool
    old: FieldReading
    new: FieldReading
    difference: float | None = None
    percent: float | None = None
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


class MaterialChange(Record):
    material: str
    old: MaterialStatus
    new: MaterialStatus
    old_evidence: tuple[Evidence, ...] = ()
    new_evidence: tuple[Evidence, ...] = ()


class SealChange(Record):
    """The seals of one owner, where their names or number differ."""

    owner: SealOwner
    old: tuple[Seal, ...]
    new: tuple[Seal, ...]


class FileChange(Record):
    """`path` is that of the new file, or of the old one where it is gone; `was` its old path."""

    path: str
    kind: FileChangeKind
    was: str | None = None


def compare_fields(old: Submission, new: Submission) -> tuple[FieldChange, ...]:
    """All fields of the form, in its order."""
    return tuple(
        compare_field(spec, old.reading(spec.id), new.reading(spec.id)) for spec in new.specs.values()
    )


def compare_field(spec: FormField, old: FieldReading, new: FieldReading) -> FieldChange:
    before, after = count_of(old), count_of(new)
    difference = None if before is None or after is None else tidy(after - before)
    earlier, later = names_of(old), names_of(new)
    named = old.value is not None and new.value is not None
    return FieldChange(
        field=spec.id,
        kind=name_change(old, new),
        sure=old.status != "review" and new.status != "review",
        old=old,
        new=new,
        difference=difference,
        percent=tidy(difference / abs(before) * 100) if difference is not None and before else None,
        added=tuple((Counter(later) - Counter(earlier)).elements()) if named else (),
        removed=tuple((Counter(earlier) - Counter(later)).elements()) if named else (),
    )


def name_change(old: FieldReading, new: FieldReading) -> FieldChangeKind:
    if is_same_value(old, new):
        return "same" if old.status == new.status else "status"
    if old.value is None:
        return "given"
    return "gone" if new.value is None else "changed"


def is_same_value(old: FieldReading, new: FieldReading) -> bool:
    """The order in which names are listed means nothing."""
    if isinstance(old.value, NamedCount) and isinstance(new.value, NamedCount):
        return old.value.count == new.value.count and sorted(old.value.names) == sorted(new.value.names)
    return old.value == new.value


def count_of(reading: FieldReading) -> int | float | None:
    value = reading.value.count if isinstance(reading.value, NamedCount) else reading.value
    return None if isinstance(value, str) else value


def names_of(reading: FieldReading) -> tuple[str, ...]:
    return reading.value.names if isinstance(reading.value, NamedCount) else ()


def tidy(number: float) -> float:
    """Without the dust of binary fractions."""
    return round(number, 6)


def compare_materials(
    old: Dossier, new: Dossier, specs: Sequence[MaterialSpec]
) -> tuple[MaterialChange, ...]:
    """Those whose state differs."""
    changes = []
    for spec in specs:
        before, after = old.materials.get(spec.id), new.materials.get(spec.id)
        change = MaterialChange(
            material=spec.id,
            old=before.status if before else "missing",
            new=after.status if after else "missing",
            old_evidence=before.evidence if before else (),
            new_evidence=after.evidence if after else (),
        )
        if change.old != change.new:
            changes.append(change)
    return tuple(changes)


def compare_seals(old: Dossier, new: Dossier) -> tuple[SealChange, ...]:
    return tuple(find_seal_changes(old.seals, new.seals))


def find_seal_changes(old: Sequence[Seal], new: Sequence[Seal]) -> Iterator[SealChange]:
    for owner in get_args(SealOwner):
        before = tuple(seal for seal in old if seal.owner == owner)
        after = tuple(seal for seal in new if seal.owner == owner)
        if tell_seals(before) != tell_seals(after):
            yield SealChange(owner=owner, old=before, new=after)


def tell_seals(seals: Sequence[Seal]) -> Counter[tuple[str | None, bool]]:
    return Counter((seal.text, seal.certain) for seal in seals)


def compare_files(old: Dossier, new: Dossier) -> tuple[FileChange, ...]:
    """Every file of both, by what is in it and what it is called."""
    before = {source.path: source for source in old.sources}
    free = {source.sha256: source.path for source in old.sources if is_free(source, new)}
    changes = []
    for source in new.sources:
        if source.path in before:
            same = before[source.path].sha256 == source.sha256
            changes.append(FileChange(path=source.path, kind="same" if same else "changed"))
        elif source.sha256 in free:
            changes.append(FileChange(path=source.path, kind="moved", was=free.pop(source.sha256)))
        else:
            changes.append(FileChange(path=source.path, kind="added"))
    met = {change.path for change in changes} | {change.was for change in changes}
    gone = [FileChange(path=path, kind="removed") for path in before if path not in met]
    return (*changes, *gone)


def is_free(source: Source, new: Dossier) -> bool:
    """Whether nothing in the new dossier has its path, so that it may have been moved. What could not be
    read has no fingerprint."""
    return bool(source.sha256) and source.path not in {each.path for each in new.sources}
