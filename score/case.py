"""All that is known of one application when its rules are worked out."""

from dataclasses import dataclass, field

from policy.rules import Blank, Indicator
from score.figures import Known, find_known
from score.goals import NO_GOAL, Goal, find_goal, target_of
from score.reference import NO_REFERENCE, ReferenceData
from score.rulebook import Rulebook
from score.standing import NO_RULINGS, NOBODY, Rulings, Standing
from validate.submission import Submission


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """What is looked up once is kept: the same is asked under many readings."""

    submission: Submission
    reference: ReferenceData = NO_REFERENCE
    standing: Standing = NOBODY
    rulings: Rulings = field(default_factory=lambda: NO_RULINGS)
    _known: dict[tuple[object, ...], tuple[Known, ...]] = field(default_factory=dict)
    _goals: dict[int, Goal] = field(default_factory=dict)

    def known(self, indicator: Indicator) -> tuple[Known, ...]:
        """The figures there are for the indicator."""
        key = (indicator.id, indicator.field, indicator.filed, indicator.basis)
        if key not in self._known:
            self._known[key] = find_known(indicator, self.submission, self.reference)
        return self._known[key]

    def goal(self, indicator: Indicator, book: Rulebook) -> Goal:
        """What the indicator has to reach; NO_GOAL where the notice leaves that empty."""
        fixed = book.goals.get(indicator.id)
        if fixed is not None:
            return fixed
        target = target_of(indicator, book.column)
        if isinstance(target, Blank):
            return NO_GOAL
        key = id(target)
        if key not in self._goals:
            self._goals[key] = find_goal(target, indicator, self.reference, self.standing)
        return self._goals[key]
