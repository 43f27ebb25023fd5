"""Compares what was read with what is true."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from typing import Literal

from corpora.dossiers import Case
from corpora.story import NarrativeTruth
from corpora.writing import Expected
from dossier import Dossier, FieldReading, NamedCount, Value

Verdict = Literal["accepted", "right in review", "wrong in review", "absent", "held", "empty", "silent"]
"""accepted: right and accepted; absent: a written value was not found; held: written so that nobody can be
sure, and not accepted; empty: an empty cell taken as empty; silent: accepted, and wrong or doubtful."""

VERDICTS: tuple[Verdict, ...] = (
    "accepted",
    "right in review",
    "wrong in review",
    "absent",
    "held",
    "empty",
    "silent",
)
TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class FieldMeasure:
    field: str
    verdict: Verdict
    expected: Expected
    status: str
    value: Value | None
    raw: str | None
    reasons: tuple[str, ...]
    evidence: bool


@dataclass(frozen=True, slots=True)
class CaseMeasure:
    """`facts` counts by kind and outcome ("policies right"); `slips` are sentences on what is wrong with
    materials, facts and year, `differences` on what was read otherwise than from the plain file."""

    case: Case
    seconds: float
    fields: tuple[FieldMeasure, ...]
    materials: tuple[int, int]
    facts: Counter[str] = field(default_factory=Counter)
    slips: tuple[str, ...] = ()
    differences: tuple[str, ...] = ()

    @property
    def silent(self) -> tuple[FieldMeasure, ...]:
        return tuple(item for item in self.fields if item.verdict == "silent")

    def count(self, verdict: Verdict) -> int:
        return sum(item.verdict == verdict for item in self.fields)

    @property
    def without_evidence(self) -> int:
        """Accepted values that point to nothing."""
        return sum(item.status == "accepted" and not item.evidence for item in self.fields)


def measure_case(case: Case, dossier: Dossier, seconds: float) -> CaseMeasure:
    fields = tuple(
        measure_field(name, expected, dossier.form.fields.get(name), dossier)
        for name, expected in case.expected.items()
    )
    slips: list[str] = []
    if case.data_year is not None and dossier.form.data_year not in (None, case.data_year):
        slips.append(f"data year {dossier.form.data_year}, not {case.data_year}")
    if case.county is None:
        return CaseMeasure(case, seconds, fields, (0, 0), Counter(), tuple(slips))
    story = case.county.narrative
    right = count_materials(story, dossier, slips)
    facts = count_facts(story, case.county.values, dossier, slips)
    return CaseMeasure(case, seconds, fields, (right, len(story.materials)), facts, tuple(slips))


def compare_forms(plain: Dossier, other: Dossier) -> tuple[str, ...]:
    """The fields whose value or status differ, each with both readings."""
    return tuple(
        f"{name}: {show_reading(one)}, from the plain file {show_reading(reading)}"
        for name, reading in plain.form.fields.items()
        if not same_reading(reading, one := other.form.fields.get(name, FieldReading(status="missing")))
    )


def same_reading(one: FieldReading, other: FieldReading) -> bool:
    return one.status == other.status and same_value(one.value, other.value)


def show_reading(reading: FieldReading) -> str:
    return " ".join((reading.status, repr(reading.value), repr(reading.raw), *reading.reasons))


def measure_field(
    name: str, expected: Expected, reading: FieldReading | None, dossier: Dossier
) -> FieldMeasure:
    if reading is None:
        reading = FieldReading(status="missing")
    sources = {source.path for source in dossier.sources}
    evidence = any(item.quote.strip() and item.source in sources for item in reading.evidence)
    verdict = judge(expected, reading)
    return FieldMeasure(
        name, verdict, expected, reading.status, reading.value, reading.raw, reading.reasons, evidence
    )


def judge(expected: Expected, reading: FieldReading) -> Verdict:
    right = same_value(expected.value, reading.value)
    if reading.status == "accepted":
        return "accepted" if expected.status == "accepted" and right else "silent"
    if expected.status == "review":
        return "held"
    if expected.status in ("blank", "missing"):
        return "wrong in review" if reading.status == "review" else "empty"
    if reading.status == "review":
        return "right in review" if right else "wrong in review"
    return "absent"


def same_value(expected: Value | None, got: Value | None) -> bool:
    """Numbers exactly (to a billionth), names one by one, text as people see it."""
    if expected is None or got is None:
        return expected is got
    if isinstance(expected, NamedCount) or isinstance(got, NamedCount):
        if not (isinstance(expected, NamedCount) and isinstance(got, NamedCount)):
            return False
        names = [normalise(name) for name in expected.names]
        return expected.count == got.count and names == [normalise(name) for name in got.names]
    if isinstance(expected, str) or isinstance(got, str):
        return isinstance(expected, str) and isinstance(got, str) and normalise(expected) == normalise(got)
    return abs(expected - got) <= TOLERANCE * max(1.0, abs(expected))


def normalise(text: str) -> str:
    """Full and half width alike, without whitespace."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def normalise_number(number: str | None) -> str | None:
    """A 文号 with one kind of brackets."""
    if number is None:
        return None
    plain = normalise(number)
    for bracket in "[【(":
        plain = plain.replace(bracket, "〔")
    for bracket in "]】)":
        plain = plain.replace(bracket, "〕")
    return plain


def count_materials(story: NarrativeTruth, dossier: Dossier, slips: list[str]) -> int:
    right = 0
    for material, status in story.materials.items():
        reading = dossier.materials.get(material)
        got = reading.status if reading else "missing"
        right += got == status
        if got != status:
            slips.append(f"material {material}: {got}, not {status}")
    return right


def count_facts(
    story: NarrativeTruth, values: Mapping[str, Value], dossier: Dossier, slips: list[str]
) -> Counter[str]:
    """Only the facts of sections that are there; where a section is not, any fact of it is wrong."""
    counts: Counter[str] = Counter()
    present = {material for material, status in story.materials.items() if status == "present"}
    facts = dossier.facts
    leader = facts.leadership.leader
    wanted = {(normalise(one.name), one.title) for one in story.leaders} if "leadership" in present else set()
    got = {(normalise(leader.name or ""), leader.title)} if leader else set()
    add_outcome(
        counts, slips, "leader", {name for name, _ in wanted}, {name for name, _ in got}, any_one=True
    )
    papers = {(normalise(one.title), normalise_number(one.number)) for one in story.policies}
    read = {(normalise(one.title), normalise_number(one.number)) for one in facts.policies}
    add_outcome(counts, slips, "policies", papers if "policies" in present else set(), read)
    years = set(story.fund.years.items()) if "special_fund" in present else set()
    add_outcome(counts, slips, "fund", years, {(one.year, one.amount) for one in facts.special_fund})
    events = set(story.activities.items()) if "service_activities" in present else set()
    add_outcome(counts, slips, "activities", events, set(read_activities(dossier)))
    for mention in facts.mentions:
        value = values.get(mention.field)
        stated = value.count if isinstance(value, NamedCount) else value
        same = same_value(stated, mention.value)
        counts[f"mentions {'right' if same else 'wrong'}"] += 1
        if not same:
            slips.append(f"mention of {mention.field}: {mention.value}, form {stated}")
    return counts


def read_activities(dossier: Dossier) -> Iterable[tuple[str, int]]:
    for kind in type(dossier.facts.activities).model_fields:
        activity = getattr(dossier.facts.activities, kind)
        if activity is not None and activity.count is not None:
            yield kind, activity.count


def add_outcome(
    counts: Counter[str],
    slips: list[str],
    kind: str,
    wanted: Set[object],
    got: Set[object],
    *,
    any_one: bool = False,
) -> None:
    """Adds right, wrong (read, not true) and absent (true, not read). `any_one`: one of `wanted` is all."""
    right, wrong, absent = len(wanted & got), len(got - wanted), len(wanted - got)
    if any_one and right:
        absent = 0
    counts[f"{kind} right"] += right
    counts[f"{kind} wrong"] += wrong
    counts[f"{kind} absent"] += absent
    slips.extend(f"{kind} wrong: {item}" for item in sorted(map(str, got - wanted)))
    if absent:
        slips.extend(f"{kind} absent: {item}" for item in sorted(map(str, wanted - got)))
