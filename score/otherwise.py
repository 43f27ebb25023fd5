"""What would end differently if an ambiguous rule were read another way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from policy import Policy
from policy.rules import Option, Reading
from score.case import Case
from score.conditions import SAY_OUTCOME, all_of, score_requirements
from score.gate import GATE, Tally, count, say_tally
from score.indicators import decide_indicator
from score.rulebook import Rulebook, open_rulebook
from score.scorecard import Change, ConditionResult, IndicatorResult, OtherEnd, Outcome

BEARING = frozenset({"gate", "conditions", "calendar"})
"""The results that a scorecard holds, as readings name what they affect."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """One option not taken, the rulebook it makes, and the positions of what it changes in it."""

    reading: Reading
    option: Option
    book: Rulebook
    indicators: tuple[int, ...]
    conditions: tuple[int, ...]


def find_other_ends(
    case: Case,
    book: Rulebook,
    conditions: Sequence[ConditionResult],
    indicators: Sequence[IndicatorResult],
) -> tuple[OtherEnd, ...]:
    taken = [result.outcome for result in indicators]
    tally = count(taken, book)
    ends = (
        compare_ends(each, case, book, conditions, indicators, taken, tally)
        for each in list_alternatives(book)
    )
    return tuple(end for end in ends if end is not None)


def compare_ends(
    alternative: Alternative,
    case: Case,
    book: Rulebook,
    conditions: Sequence[ConditionResult],
    indicators: Sequence[IndicatorResult],
    taken: list[Outcome],
    tally: Tally,
) -> OtherEnd | None:
    """None where all ends as it does now."""
    other, outcomes = alternative.book, list(taken)
    changes: list[Change] = []
    for position in alternative.conditions:
        result = conditions[position]
        ruled = score_requirements(other.policy.conditions[position], case)
        outcome = all_of([each.outcome for each in ruled])
        changes += find_change(result.condition, result.name, result.outcome, outcome)
    for position in alternative.indicators:
        row = indicators[position]
        indicator = other.policy.indicators.indicators[position]
        outcomes[position] = decide_indicator(indicator, case, other)
        if other.counting[position]:
            changes += find_change(row.indicator, row.name, row.outcome, outcomes[position])
    other_tally = count(outcomes, other)
    gate = say_gate(tally, other_tally, book, other)
    if gate is not None:
        changes += find_change(GATE, "达标项数", tally.outcome, other_tally.outcome)
    if not changes and gate is None:
        return None
    return describe(alternative, tuple(changes), gate)


def find_change(rule: str, name: str, taken: Outcome, other: Outcome) -> list[Change]:
    return [] if taken == other else [Change(rule=rule, name=name, taken=taken, other=other)]


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
                if indicators or conditions or book.binding != other.binding:
                    yield Alternative(reading, option, other, indicators, conditions)


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
