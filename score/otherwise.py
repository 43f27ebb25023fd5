"""What would end differently if an ambiguous rule were read another way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from policy import Policy
from policy.rules import Option, Reading
from score.case import Case
from score.conditions import SAY_OUTCOME, decide_condition
from score.gate import GATE, Tally, count, say_tally
from score.indicators import decide_indicator
from score.rulebook import Rulebook, open_rulebook
from score.scorecard import Change, ConditionResult, IndicatorResult, OtherEnd, Outcome

BEARING = frozenset({"gate", "conditions", "calendar"})
"""The results that a scorecard holds, as readings name what they affect."""


GATE_NAME = "达标项数"

Outcomes = dict[int, Outcome]
"""By position among the policy's indicators or conditions, where they are others than the ones taken."""

Move = tuple[str, str, Outcome, Outcome]
"""A rule's id and name, what it comes to, and what it would."""


@dataclass(frozen=True, slots=True, eq=False)
class Alternative:
    """One option not taken, the rulebook it makes, and the positions of what it changes in it. `recounts`:
    the gate counts or binds otherwise. Alternatives of one `effect` end alike."""

    reading: Reading
    option: Option
    book: Rulebook
    indicators: tuple[int, ...]
    conditions: tuple[int, ...]
    recounts: bool
    effect: tuple[object, ...]


def find_other_ends(
    case: Case,
    book: Rulebook,
    conditions: Sequence[ConditionResult],
    indicators: Sequence[IndicatorResult],
) -> tuple[OtherEnd, ...]:
    taken = [result.outcome for result in indicators]
    tally = count(taken, book)
    ends: list[OtherEnd] = []
    tried: dict[tuple[object, ...], tuple[Outcomes, Outcomes]] = {}
    for each in list_alternatives(book):
        if each.effect not in tried:
            tried[each.effect] = try_out(each, case, conditions, taken)
        judged, rows = tried[each.effect]
        if judged or rows or each.recounts:
            moves = list_moves(each.book, conditions, indicators, judged, rows)
            there = count([rows.get(at, outcome) for at, outcome in enumerate(taken)], each.book)
            end = describe_end(each, book, moves, tally, there)
            ends += [] if end is None else [end]
    return tuple(ends)


def try_out(
    alternative: Alternative, case: Case, conditions: Sequence[ConditionResult], taken: Sequence[Outcome]
) -> tuple[Outcomes, Outcomes]:
    """The conditions and the indicators that come out otherwise."""
    book = alternative.book
    judged, rows = book.policy.conditions, book.policy.indicators.indicators
    decided: Outcomes = {}
    counted: Outcomes = {}
    for at in alternative.conditions:
        if (outcome := decide_condition(judged[at], case)) != conditions[at].outcome:
            decided[at] = outcome
    for at in alternative.indicators:
        if (outcome := decide_indicator(rows[at], case, book)) != taken[at]:
            counted[at] = outcome
    return decided, counted


def list_moves(
    other: Rulebook,
    conditions: Sequence[ConditionResult],
    indicators: Sequence[IndicatorResult],
    judged: Outcomes,
    rows: Outcomes,
) -> tuple[Move, ...]:
    moves: list[Move] = []
    for at, outcome in judged.items():
        condition = conditions[at]
        moves.append((condition.condition, condition.name, condition.outcome, outcome))
    for at, outcome in rows.items():
        if other.counting[at]:
            row = indicators[at]
            moves.append((row.indicator, row.name, row.outcome, outcome))
    return tuple(moves)


@lru_cache(maxsize=4096)
def describe_end(
    alternative: Alternative, book: Rulebook, moves: tuple[Move, ...], tally: Tally, there: Tally
) -> OtherEnd | None:
    """None where all ends as it does now. Many dossiers end alike, so that what was said is kept."""
    changes = [Change(rule=rule, name=name, taken=taken, other=other) for rule, name, taken, other in moves]
    gate = say_gate(tally, there, book, alternative.book)
    if gate is not None and there.outcome != tally.outcome:
        changes.append(Change(rule=GATE, name=GATE_NAME, taken=tally.outcome, other=there.outcome))
    return describe(alternative, tuple(changes), gate) if changes or gate is not None else None


def say_gate(tally: Tally, other_tally: Tally, book: Rulebook, other: Rulebook) -> str | None:
    """What the gate comes to, where that is something else; that it binds matters where it is missed."""
    if other_tally.outcome != tally.outcome:
        return say_tally(other_tally)
    if book.binding != other.binding and tally.outcome == "not_met":
        return f"{say_tally(other_tally)}，{'须达到' if other.binding else '只作参考'}"
    return None


def describe(alternative: Alternative, changes: tuple[Change, ...], gate: str | None) -> OtherEnd:
    reading, option = alternative.reading, alternative.option
    rows = [each for each in changes if each.rule != GATE]
    said = [f"{each.name}由{SAY_OUTCOME[each.taken]}变为{SAY_OUTCOME[each.other]}" for each in rows]
    ends = "；".join([*([gate] if gate else []), *said])
    return OtherEnd(
        reading=reading.id,
        title=reading.title,
        option=option.id,
        text=option.text,
        changes=changes,
        gate=gate,
        said=f"{say_otherwise(reading, option)}：{ends}。",
    )


def say_otherwise(reading: Reading, option: Option) -> str:
    return f"“{reading.title}”如改按“{option.text}”"


def list_gate_ends(ends: Sequence[OtherEnd]) -> tuple[str, ...]:
    """A sentence for each under which the gate ends differently."""
    return tuple(f"“{end.title}”如改按“{end.text}”：{end.gate}。" for end in ends if end.gate is not None)


@lru_cache(maxsize=64)
def list_alternatives(book: Rulebook) -> tuple[Alternative, ...]:
    """The options not taken that change anything which is scored."""
    return tuple(find_alternatives(book))


def find_alternatives(book: Rulebook) -> Iterator[Alternative]:
    for reading in book.policy.readings:
        if not BEARING & set(reading.affects):
            continue
        for option in reading.options:
            if option.supported and option.id != reading.default:
                other = open_rulebook(book.policy, {reading.id: option.id}, book.number, book.stage)
                indicators = find_changed_indicators(book, other)
                conditions = find_changed_conditions(book.policy, other.policy)
                recounts = book.binding != other.binding or book.counting != other.counting
                if indicators or conditions or recounts:
                    effect = (other.column, other.blank_option, other.stock, *find_parts(book, other))
                    yield Alternative(reading, option, other, indicators, conditions, recounts, effect)


def find_parts(book: Rulebook, other: Rulebook) -> tuple[int | None, int | None]:
    """What tells the rules of two rulebooks apart; None where they are the same."""
    mine, theirs = book.policy, other.policy
    return (
        None if mine.indicators == theirs.indicators else id(theirs.indicators),
        None if mine.conditions == theirs.conditions else id(theirs.conditions),
    )


def find_changed_indicators(book: Rulebook, other: Rulebook) -> tuple[int, ...]:
    """Those whose rule, target, blank or count is another one."""
    pairs = zip(book.policy.indicators.indicators, other.policy.indicators.indicators, strict=True)
    return tuple(
        position
        for position, (mine, theirs) in enumerate(pairs)
        if mine != theirs
        or book.column != other.column
        or (book.stock != other.stock and mine.basis == "cumulative")
        or (book.blank_option != other.blank_option and book.blank[position])
    )


def find_changed_conditions(policy: Policy, other: Policy) -> tuple[int, ...]:
    pairs = zip(policy.conditions, other.conditions, strict=True)
    return tuple(position for position, (mine, theirs) in enumerate(pairs) if mine != theirs)
