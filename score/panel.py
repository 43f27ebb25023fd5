"""Several experts' points for the items that people judge: each kept, some dropped, the rest averaged."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from dossier import Evidence
from dossier.base import Record
from policy.scoring import Judging, ScoringItem
from score.entries import ExpertScore
from score.statistics import find_mean, find_spread, fraction, say_points


class ExpertPoints(Record):
    """What one expert gave. `dropped` says which: as the highest or the lowest."""

    expert: str
    points: float
    dropped: str | None = None
    evidence: tuple[Evidence, ...] = ()


class Panel(Record):
    """What the experts gave one item. `spread` is of all of them, before any is dropped."""

    experts: tuple[ExpertPoints, ...]
    spread: float | None


Drops = Mapping[str, str]
"""Expert to why his points are left out."""

HIGHEST, LOWEST = "最高", "最低"

IN_ALL = "总分"
"""Before the others, where whole experts are dropped by their sums."""


def find_drops(judging: Judging, points: Mapping[str, Fraction]) -> Drops:
    """The experts with the lowest and the highest points. Which of equals goes changes no mean."""
    ranked = sorted(points, key=lambda expert: points[expert])
    lowest = ranked[: judging.drop_lowest]
    rest = ranked[judging.drop_lowest :]
    highest = rest[len(rest) - judging.drop_highest :] if judging.drop_highest else []
    return {**dict.fromkeys(lowest, LOWEST), **dict.fromkeys(highest, HIGHEST)}


def drop_whole_experts(
    judging: Judging, items: Sequence[ScoringItem], scores: Sequence[ExpertScore]
) -> Drops | None:
    """By what each gave all of the items. None where someone left an item out: no sums can be compared."""
    if not judging.drop_highest and not judging.drop_lowest:
        return {}
    wanted = {item.id for item in items}
    given: dict[str, dict[str, Fraction]] = {}
    for score in scores:
        if score.item in wanted:
            given.setdefault(score.expert, {})[score.item] = fraction(score.points)
    if any(set(points) != wanted for points in given.values()):
        return None
    sums = {expert: sum(points.values(), Fraction(0)) for expert, points in given.items()}
    return {expert: f"{IN_ALL}{why}" for expert, why in find_drops(judging, sums).items()}


def join_points(scores: Sequence[ExpertScore], drops: Drops) -> Panel:
    """All points given one item, with what is dropped of them."""
    experts = tuple(
        ExpertPoints(
            expert=each.expert,
            points=each.points,
            dropped=drops.get(each.expert),
            evidence=each.evidence,
        )
        for each in scores
    )
    return Panel(experts=experts, spread=find_spread([fraction(each.points) for each in scores]))


def find_panel_mean(panel: Panel, judging: Judging) -> tuple[Fraction | None, str]:
    """The mean of what is left, and the arithmetic; None and why where too few are left."""
    left = [fraction(each.points) for each in panel.experts if each.dropped is None]
    dropped = [f"{each.dropped}的{each.expert}（{each.points:g}）" for each in panel.experts if each.dropped]
    said = f"去掉{'、'.join(dropped)}，" if dropped else ""
    mean = find_mean(left)
    if mean is None or len(left) < judging.fewest:
        return None, f"{said}剩{len(left)}位专家的分，至少要有{judging.fewest}位"
    terms = "＋".join(say_points(value) for value in left)
    sum_ = f"（{terms}）" if len(left) > 1 else terms
    return mean, f"{said}{sum_}÷{len(left)}＝{say_points(round(mean, 4))}"
