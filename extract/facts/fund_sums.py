"""Amounts that add up to another: what they are parts of, and from whom they come."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from extract.facts.fund_uses import find_purpose
from extract.facts.fund_words import Token, Word
from extract.facts.quantities import Amount
from extract.facts.years import YearMark

Place = tuple[int, int]
"""A sentence of a paragraph, and where in it an amount begins."""

_TOTAL = re.compile(
    r"(?:合计|共计|总计|总额|累计)[^,;。:\d]{0,6}$|(?<!公)共(?:支出|拨付|安排|兑现|投入|下达|发放|使用|拨款)?(?:资金)?$"
)
_IN_TURN = re.compile(
    r"第[一二三四五]批|[首二三]批|[一二三四]期|预算内|预备费|[上下]半年|年[初中末]追加|\d月"
)
_MORE = "多少增净减"
_GIVEN = re.compile(r"(?:补助|奖励|补贴|贴息|奖补|资助)$")
"""What was given for something may name other money: "贷款担保补助120万元"."""
_FEWEST, _NEAR = 2, 16


@dataclass(frozen=True, slots=True)
class Sums:
    """`parts` went to one use each; `wholes` are sums given behind their parts; `mixed` are sums of which a
    part is another fund, or came from above, `pots` those other funds beside the applicant's; `shares` are
    what different purses of the applicant gave."""

    parts: frozenset[Place] = frozenset()
    wholes: frozenset[Place] = frozenset()
    mixed: frozenset[Place] = frozenset()
    pots: frozenset[Place] = frozenset()
    shares: frozenset[Place] = frozenset()


@dataclass(frozen=True, slots=True)
class _Step:
    """An amount in its turn. `years` are those last named: parts are all of one year."""

    place: Place
    value: float
    years: object
    use: bool
    fund: bool
    """It stands right behind the name of the fund."""
    local: bool
    """It is said to come from the applicant, and nothing else."""
    turn: bool
    """It is one of several that were paid in turn."""
    upper: bool
    """It came from above, or is of another pot."""
    listed: bool
    """Another item of the same list follows."""


def find_sums(
    plains: Sequence[str], tokens: Sequence[Sequence[Token]], known: Collection[float] = ()
) -> Sums:
    """Of a paragraph's amounts, those that exactly add up to the one before or behind them; or, where each
    went to some use, to one told before, be it in another paragraph (`known`)."""
    steps = list(_steps(plains, tokens))
    parts: set[Place] = set()
    wholes: set[Place] = set()
    mixed: set[Place] = set()
    pots: set[Place] = set()
    shares: set[Place] = set()
    for at, step in enumerate(steps):
        behind = steps[at + 1 :]
        run = [] if step.listed else _adding_up(step, behind)
        if not (run or step.listed or step.upper):
            run = _adding_up(step, [one for one in behind if not one.upper])
        if not run and _TOTAL.search(plains[step.place[0]][: step.place[1]]):
            run = _adding_up(step, steps[:at][::-1])
            wholes |= {step.place} if run and all(one.use for one in run) else set()
        if any(one.fund or one.upper for one in run):
            mixed.add(step.place)
            pots |= {one.place for one in run if any(o.fund for o in run) and not (one.fund or one.local)}
        elif any(one.local for one in run) or (run and all(one.turn for one in run)):
            shares |= {one.place for one in run}
        elif all(one.use for one in run):
            parts |= {one.place for one in run}
    parts |= {one.place for run in _runs_of_uses(steps, known) for one in run} - mixed - shares
    return Sums(frozenset(parts), frozenset(wholes), frozenset(mixed), frozenset(pots), frozenset(shares))


def _runs_of_uses(steps: Sequence[_Step], known: Collection[float]) -> Iterator[Sequence[_Step]]:
    """Uses next to each other, from the first, that add up to an amount told before them."""
    for at, step in enumerate(steps):
        if not step.use or (at and steps[at - 1].use and steps[at - 1].place[0] == step.place[0]):
            continue
        told = {*known, *(one.value for one in steps[:at])}
        rest = 0.0
        for end, one in enumerate(steps[at:], at + 1):
            if not one.use or one.fund:
                break
            rest = round(rest + one.value, 4)
            if rest in told and end - at >= _FEWEST and (end == len(steps) or not _goes_on(steps, end)):
                yield steps[at:end]
                break


def _goes_on(steps: Sequence[_Step], end: int) -> bool:
    """Is the next one a use in the same sentence."""
    return steps[end].use and steps[end].place[0] == steps[end - 1].place[0]


def _steps(plains: Sequence[str], tokens: Sequence[Sequence[Token]]) -> list[_Step]:
    steps: list[_Step] = []
    years: object = None
    for number, (plain, found) in enumerate(zip(plains, tokens, strict=True)):
        for at, token in enumerate(found):
            if isinstance(token, YearMark) and not token.compared:
                years = token.years or token
            if isinstance(token, Amount) and _is_level(plain, token, found, at):
                use = find_purpose(plain, token.start, token.end) is not None
                kinds = _kinds_of_clause(plain, found, at)
                fund, local = "fund" in kinds, "local" in kinds and not use
                turn = _IN_TURN.search(plain[max(0, token.start - _NEAR) : token.start]) is not None
                parted = any(isinstance(t, Word) and t.kind == "part" for t in found[:at])
                given = _GIVEN.search(plain, 0, token.start) is not None
                above = {"higher"} if use and (parted or given) else {"higher", "other"}
                upper = bool(kinds & above) and not fund
                listed = plain.startswith("、", token.end)
                steps.append(
                    _Step((number, token.start), token.value, years, use, fund, local, turn, upper, listed)
                )
    return steps


def _is_level(plain: str, amount: Amount, tokens: Sequence[Token], at: int) -> bool:
    """Is it how much there is, not how much of each, about how much, or how much more."""
    before = tokens[at - 1] if at else None
    change = isinstance(before, Word) and before.kind == "change" and plain[before.start] in _MORE
    change = change and before is not None and before.end == amount.start
    return not (amount.each or change) and amount.hedge is None


def _kinds_of_clause(plain: str, tokens: Sequence[Token], at: int) -> set[str]:
    """Of what the clause speaks in which an amount stands, before it."""
    clause = tokens[at].start - len(_clause_of(plain, tokens[at].start))
    start = max((token.end for token in tokens[:at] if isinstance(token, Amount)), default=0)
    words = (token for token in tokens[:at] if isinstance(token, Word))
    return {word.kind for word in words if word.start >= max(clause, start)}


def _clause_of(plain: str, end: int) -> str:
    """The words of a clause up to a place in it."""
    return re.split(r"[,;:、(]", plain[:end])[-1]


def _adding_up(whole: _Step, others: Sequence[_Step]) -> list[_Step]:
    """The next ones, if there are some that add up to the whole."""
    run: list[_Step] = []
    rest = whole.value
    for step in others:
        rest -= step.value
        if step.years != whole.years or rest < -0.005:
            return []
        run.append(step)
        if abs(rest) < 0.005:
            return run if len(run) >= _FEWEST else []
    return []
