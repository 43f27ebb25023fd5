"""How the seals of scanned dossiers were seen, and whether values are said to stand where they stand."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from rich.console import Console
from rich.table import Table

from corpora.scans.truth import ScanCase, SealTruth
from dossier import Dossier, Evidence, Seal
from dossier.evidence import Box
from policy import Policy

SAME = 0.2
"""The least share of two boxes in what they cover together, to be of the same seal."""
COLUMNS = (
    "certain",
    "certain found",
    "others",
    "others found",
    "owner right",
    "owner unknown",
    "owner wrong",
    "false seals",
    "presence right",
    "presence missed",
    "presence wrong",
    "hands right",
    "hands unclear",
    "hands wrong",
    "places hit",
    "places missed",
)


@dataclass(frozen=True, slots=True)
class ScanMeasure:
    """`counts`, by the names in `COLUMNS`. Owners are counted of the seals found. "presence": is the seal
    of that office on the dossier or not, asked once for each opinion: "missed" is there and not said, "wrong"
    is said and not there. "hands": is an opinion signed, is it dated by hand. "places": of values that have
    evidence, does it point into the value's own cell. `slips` says each of what is wrong."""

    case: ScanCase
    counts: Counter[str]
    slips: tuple[str, ...] = field(default=())


def measure_scan(case: ScanCase, dossier: Dossier, policy: Policy) -> ScanMeasure:
    counts: Counter[str] = Counter()
    slips = [
        *measure_seals(case, dossier, counts),
        *measure_presence(case, dossier, policy, counts),
        *measure_hands(case, dossier, counts),
        *measure_places(case, dossier, counts),
    ]
    return ScanMeasure(case, counts, tuple(slips))


def measure_seals(case: ScanCase, dossier: Dossier, counts: Counter[str]) -> Iterator[str]:
    """Chops of persons and seals lost in a fax are neither asked for nor false."""
    pairs, unmatched = match_seals(case.seals, dossier.seals)
    for truth in case.seals:
        kind = "certain" if truth.certain else "others"
        seen = pairs.get(id(truth))
        if not must_be_seen(truth, case, pairs) and (seen is None or seen.owner in ("unknown", truth.owner)):
            continue
        counts[kind] += 1
        if seen is None:
            yield f"{kind} seal not seen: {describe(truth)}"
            continue
        counts[f"{kind} found"] += 1
        outcome = "right" if seen.owner == truth.owner else "unknown" if seen.owner == "unknown" else "wrong"
        counts[f"owner {outcome}"] += 1
        if outcome != "right":
            yield f"owner {outcome}: {describe(truth)}, read {seen.owner} {seen.text!r}"
    counts["false seals"] += len(unmatched)
    for seal in unmatched:
        yield f"no such seal: {seal.owner} {seal.text!r} {[(e.source, e.page, e.box) for e in seal.evidence]}"


def must_be_seen(truth: SealTruth, case: ScanCase, pairs: dict[int, Seal]) -> bool:
    """Of a page scanned twice one scan is enough."""
    if truth.kind == "chop" or truth.pressing == "lost":
        return False
    twins = [one for one in case.seals if one is not truth and one.name == truth.name]
    return not (case.family == "scanned twice" and any(id(twin) in pairs for twin in twins))


def match_seals(truths: Sequence[SealTruth], seals: Sequence[Seal]) -> tuple[dict[int, Seal], list[Seal]]:
    """The seal seen for each true one, by its id; the best pairs first. And those that are nowhere."""
    scores = [
        (max((overlap(truth, place) for place in seal.evidence), default=0.0), first, second)
        for first, truth in enumerate(truths)
        for second, seal in enumerate(seals)
    ]
    pairs: dict[int, Seal] = {}
    taken: set[int] = set()
    for score, first, second in sorted(scores, key=lambda one: (-one[0], one[1], one[2])):
        if score >= SAME and id(truths[first]) not in pairs and second not in taken:
            pairs[id(truths[first])] = seals[second]
            taken.add(second)
    return pairs, [seal for number, seal in enumerate(seals) if number not in taken]


def overlap(truth: SealTruth, evidence: Evidence) -> float:
    """What both boxes cover, of what either covers."""
    if (evidence.source, evidence.page) != (truth.source, truth.page) or evidence.box is None:
        return 0.0
    x0, y0 = max(truth.box[0], evidence.box[0]), max(truth.box[1], evidence.box[1])
    x1, y1 = min(truth.box[2], evidence.box[2]), min(truth.box[3], evidence.box[3])
    both = max(0.0, x1 - x0) * max(0.0, y1 - y0)
    return both / (area(truth.box) + area(evidence.box) - both) if both else 0.0


def area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def measure_presence(case: ScanCase, dossier: Dossier, policy: Policy, counts: Counter[str]) -> Iterator[str]:
    """Where all that is there of a seal is uncertain, not to see it is right too."""
    for item in policy.form.fields:
        if item.seal is None:
            continue
        there = [seal for seal in case.seals if seal.owner == item.seal]
        said = any(seal.owner == item.seal for seal in dossier.seals)
        sure = any(seal.certain for seal in there)
        outcome = "missed" if sure and not said else "wrong" if said and not there else "right"
        counts[f"presence {outcome}"] += 1
        if outcome != "right":
            yield f"seal of {item.seal} {outcome}"


def measure_hands(case: ScanCase, dossier: Dossier, counts: Counter[str]) -> Iterator[str]:
    """Asked of each opinion that was found, on the pages that its cell is on."""
    for hand in dossier.handwriting:
        cells = dossier.form.fields[hand.field].evidence
        there = any(
            hand.kind == writing.kind
            and (cell.source, cell.page) == (writing.source, writing.page)
            and cell.box is not None
            and holds(cell.box, writing.box)
            for writing in case.writings
            for cell in cells
        )
        outcome = "right" if there == (hand.presence == "written") else "wrong"
        outcome = "unclear" if hand.presence == "unclear" else outcome
        counts[f"hands {outcome}"] += 1
        if outcome == "wrong":
            where = [one.box for one in hand.evidence]
            yield f"{hand.kind} on {hand.field} said to be {hand.presence}: {where}"


def measure_places(case: ScanCase, dossier: Dossier, counts: Counter[str]) -> Iterator[str]:
    """The middle of the evidence must lie in the cell of the value, or in one of its parts."""
    for name, reading in dossier.form.fields.items():
        cells = [place for place in case.places if place.field == name]
        if reading.status not in ("accepted", "review") or not reading.evidence or not cells:
            continue
        hit = any(
            (place.source, place.page) == (evidence.source, evidence.page) and holds(place.box, evidence.box)
            for evidence in reading.evidence
            for place in cells
        )
        counts["places hit" if hit else "places missed"] += 1
        if not hit:
            shown = [(one.source, one.page, one.box) for one in reading.evidence]
            yield f"{name} is not at {shown}, but at {[(one.source, one.page, one.box) for one in cells]}"


def holds(cell: Box, box: Box | None) -> bool:
    if box is None:
        return False
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return cell[0] <= x <= cell[2] and cell[1] <= y <= cell[3]


def describe(truth: SealTruth) -> str:
    place = f"{truth.source} {truth.page} {truth.box}"
    return f"{truth.owner} {truth.name} ({truth.kind}, {truth.pressing}), {place}"


def show_scans(console: Console, measures: Iterable[ScanMeasure]) -> None:
    """A line for each level or container: seals and places."""
    table = Table(title="Seals and places on scans", title_justify="left")
    table.add_column("family", no_wrap=True)
    for name in COLUMNS:
        table.add_column(name, justify="right")
    groups: dict[str, Counter[str]] = {}
    for measure in measures:
        groups.setdefault(measure.case.family, Counter()).update(measure.counts)
    for family, counts in (*groups.items(), ("all", sum(groups.values(), Counter()))):
        wrong = counts["owner wrong"] or counts["presence wrong"] or counts["hands wrong"]
        table.add_row(family, *(str(counts[name]) for name in COLUMNS), style="bold red" if wrong else None)
    console.print(table)
