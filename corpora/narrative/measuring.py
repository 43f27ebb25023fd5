"""Compares the narrative that was read with what it tells."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from corpora.measure import normalise, normalise_number
from corpora.narrative.cases import NarrativeCase
from corpora.narrative.planting import CHECKS, DOUBT, Planted
from dossier import Dossier
from policy import Policy
from validate.finding import Finding

FLAGGED = ("leader", "policy number", "fund")
"""Kinds that are never to be wrong without a flag."""


@dataclass(frozen=True, slots=True)
class Found:
    """A fact as read. `doubtful` where the reading says itself that it may not be so."""

    kind: str
    key: tuple[object, ...]
    doubtful: bool
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """`silent`: wrong, and read without a doubt."""

    right: int = 0
    absent: int = 0
    wrong: int = 0
    silent: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.right + other.right,
            self.absent + other.absent,
            self.wrong + other.wrong,
            self.silent + other.silent,
        )


def sum_tallies(parts: Iterable[Mapping[str, Tally]]) -> dict[str, Tally]:
    tallies: dict[str, Tally] = {}
    for part in parts:
        for kind, tally in part.items():
            tallies[kind] = tallies.get(kind, Tally()) + tally
    return dict(sorted(tallies.items()))


@dataclass(frozen=True, slots=True)
class NarrativeMeasure:
    """`materials` counts (material, what is right, what was said); `defects` by what was planted."""

    case: NarrativeCase
    seconds: float
    materials: Counter[tuple[str, str, str]]
    facts: dict[str, Tally]
    defects: dict[str, Tally] = field(default_factory=dict)
    slips: tuple[str, ...] = field(default=())


def measure_narrative(
    case: NarrativeCase, dossier: Dossier, findings: Sequence[Finding], policy: Policy, seconds: float
) -> NarrativeMeasure:
    slips: list[str] = []
    materials: Counter[tuple[str, str, str]] = Counter()
    for material, right in case.materials.items():
        reading = dossier.materials.get(material)
        got = reading.status if reading else "missing"
        materials[material, right, got] += 1
        if got != right:
            manner = case.plan.manners.get(material, "")
            slips.append(f"material {material}: {got}, not {right} ({manner}; {show_plan(case)})")
    facts = dict(compare_facts(case, list(find_facts(dossier)), slips))
    defects = sum_tallies([{kind: tally} for kind, tally in compare_findings(case, findings, policy, slips)])
    return NarrativeMeasure(case, seconds, materials, facts, defects, tuple(slips))


def show_plan(case: NarrativeCase) -> str:
    plan, outline = case.plan, case.outline
    marks = [outline.look, "".join(outline.numbering)]
    marks += [
        f"{name} {getattr(plan, name)}" for name in ("merged", "spread", "moved") if getattr(plan, name)
    ]
    return ", ".join(marks)


def compare_facts(case: NarrativeCase, found: list[Found], slips: list[str]) -> Iterator[tuple[str, Tally]]:
    told = {(fact.kind, plain_key(fact.key)): fact for fact in case.told}
    allowed = {(fact.kind, plain_key(fact.key)) for fact in case.allowed}
    read: dict[tuple[str, tuple[object, ...]], Found] = {}
    for one in found:
        key = (one.kind, plain_key(one.key))
        if key not in read or read[key].doubtful:
            read[key] = one
    pair_loosely(told, read)
    for kind in sorted({kind for kind, _ in (*told, *read)}):
        wanted = {key for key in told if key[0] == kind}
        got = {key for key in read if key[0] == kind}
        if kind == "mention":
            wanted = got & allowed  # nobody has to repeat a figure, but what is repeated can be right
        wrong = got - wanted - allowed
        silent = {key for key in wrong if not read[key].doubtful}
        absent = wanted - got
        yield kind, Tally(len(wanted & got), len(absent), len(wrong), len(silent))
        slips += [f"{kind} absent: {key[1]}" for key in sorted(absent, key=str)]
        for key in sorted(wrong, key=str):
            mark = "" if key in silent else " (doubtful)"
            slips.append(f"{kind} wrong{mark}: {key[1]} from {read[key].quote[:90]!r}")


def compare_findings(
    case: NarrativeCase, findings: Sequence[Finding], policy: Policy, slips: list[str]
) -> Iterator[tuple[str, Tally]]:
    """What was planted and found; a finding of the same kinds about anything else is a false alarm."""
    kinds: dict[str, str] = {check.id: check.kind for check in policy.checks}
    kinds[DOUBT] = DOUBT
    watched = {kind for kinds_of in CHECKS.values() for kind in kinds_of}
    raised = [one for one in findings if one.outcome != "pass" and kinds.get(one.rule) in watched]
    explained: list[Finding] = []
    for planted in case.planted:
        about = [
            one for one in raised if kinds[one.rule] in CHECKS[planted.defect] and is_about(one, planted)
        ]
        explained += about
        yield f"planted: {planted.defect}", Tally(right=bool(about), absent=not about)
        if not about:
            slips.append(f"planted {planted.defect} not found: {planted.marks}")
    for alarm in [one for one in raised if one not in explained and one.rule != DOUBT]:
        yield f"alarm: {kinds[alarm.rule]}", Tally(wrong=1, silent=1)
        slips.append(f"false alarm {kinds[alarm.rule]}: {alarm.message}")


def is_about(finding: Finding, planted: Planted) -> bool:
    said = normalise("\n".join((finding.message, *(place.quote for place in finding.evidence))))
    return any(all(normalise(mark) in said.replace(",", "") for mark in marks) for marks in planted.marks)


def plain_key(key: tuple[object, ...]) -> tuple[object, ...]:
    return tuple(plain(part) for part in key)


def plain(part: object) -> object:
    if isinstance(part, float) or (isinstance(part, int) and not isinstance(part, bool)):
        return round(float(part), 4)
    if isinstance(part, str):
        return normalise_number(part)
    return part


LOOSE = ("headline", "problem", "suggestion", "use", "office")
"""Kinds whose words may be read longer or shorter than they were meant."""


def pair_loosely(
    told: Mapping[tuple[str, tuple[object, ...]], object], read: dict[tuple[str, tuple[object, ...]], Found]
) -> None:
    """Reads whose words hold those told, or are held by them, count as the same."""
    for kind, key in [one for one in read if one[0] in LOOSE and one not in told]:
        for wanted in [one for one in told if one[0] == kind and one not in read]:
            if holds(str(wanted[1][0]), str(key[0])) and wanted[1][1:] == key[1:]:
                read[wanted] = read.pop((kind, key))
                break


def holds(one: str, other: str) -> bool:
    shorter, longer = sorted((one.strip("。，；：、"), other.strip("。，；：、")), key=len)
    return len(shorter) >= 2 and shorter in longer


def find_facts(dossier: Dossier) -> Iterator[Found]:
    """Everything that was read, in the words of the truth."""
    yield from find_leadership(dossier)
    yield from find_policies(dossier)
    yield from find_money(dossier)
    yield from find_measures(dossier)
    for kind in type(dossier.facts.activities).model_fields:
        activity = getattr(dossier.facts.activities, kind)
        if activity is not None and activity.count is not None:
            yield Found("activity", (kind, activity.count), bool(activity.doubts), quote(activity.evidence))
        if activity is not None and activity.amount is not None:
            yield Found(
                "activity sum",
                (kind, float(activity.amount)),
                bool(activity.doubts),
                quote(activity.evidence),
            )
    for mention in dossier.facts.mentions:
        yield Found("mention", (mention.field, float(mention.value)), False, quote(mention.evidence))
    for rate in dossier.facts.growth:
        yield Found("growth", (rate.kind, float(rate.value)), bool(rate.doubts), quote(rate.evidence))


def quote(evidence: Iterable[object]) -> str:
    return next((str(getattr(one, "quote", "")) for one in evidence), "")


def find_leadership(dossier: Dossier) -> Iterator[Found]:
    leadership = dossier.facts.leadership
    people = [leadership.leader] if leadership.leader else []
    for group in leadership.groups:
        doubtful, words = bool(group.doubts), quote(group.evidence)
        people += group.leaders
        if group.kind:
            yield Found("group", (group.kind,), doubtful, words)
        for leader in group.leaders:
            if group.kind and leader.name:
                yield Found(
                    "group leader", (group.kind, leader.name), bool(leader.doubts), quote(leader.evidence)
                )
        if group.kind and group.founded:
            yield Found("founded", (group.kind, group.founded), doubtful, words)
        if group.office:
            yield Found("office", (group.office,), doubtful, words)
        if group.document and group.document.number:
            yield Found("founding", (group.document.number,), doubtful, quote(group.document.evidence))
    for leader in people:
        if leader.name:
            words = quote(leader.evidence)
            yield Found("leader", (leader.name,), bool(leader.doubts), words)
            if leader.principal is not None:
                yield Found("leader rank", (leader.name, leader.principal), bool(leader.doubts), words)
    for paper in leadership.documents:
        if paper.number:
            yield Found("founding", (paper.number,), False, quote(paper.evidence))
    for name, count in (("staff", leadership.staff), ("meetings", leadership.meetings)):
        if count is not None:
            yield Found(name, (count.count,), bool(count.doubts), quote(count.evidence))


def find_policies(dossier: Dossier) -> Iterator[Found]:
    for paper in dossier.facts.policies:
        doubtful, words = bool(paper.doubts), quote(paper.evidence)
        title = normalise(paper.title)
        yield Found("policy", (title,), doubtful, words)
        if paper.number:
            yield Found("policy number", (title, paper.number), doubtful, words)
        elif paper.raw_number:
            yield Found("broken number", (title,), doubtful, words)
        if paper.issuer:
            yield Found("policy issuer", (title, paper.issuer), doubtful, words)
        if paper.since is not None:
            yield Found("policy since", (title, paper.since), doubtful, words)


def find_money(dossier: Dossier) -> Iterator[Found]:
    facts = dossier.facts
    for fund in facts.special_fund:
        doubtful, words = bool(fund.doubts), quote(fund.evidence)
        yield Found("fund", (fund.year, float(fund.amount)), doubtful, words)
        if fund.kind:
            yield Found("fund kind", (fund.year, float(fund.amount), fund.kind), doubtful, words)
    for use in facts.fund_uses:
        if use.amount is not None:
            yield Found("use", (use.purpose, float(use.amount)), bool(use.doubts), quote(use.evidence))
    if facts.fund_enterprises:
        count = facts.fund_enterprises
        yield Found("fund enterprises", (count.count,), bool(count.doubts), quote(count.evidence))
    if facts.fund_absent:
        yield Found("fund absent", (), False, quote(facts.fund_absent))


def find_measures(dossier: Dossier) -> Iterator[Found]:
    measures = dossier.facts.measures
    for kind, lines in (
        ("headline", measures.headlines),
        ("problem", measures.problems),
        ("suggestion", measures.suggestions),
    ):
        for line in lines:
            yield Found(kind, (normalise(line.text),), False, quote(line.evidence))
