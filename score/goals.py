"""What an indicator has to reach in a year, as a number where it can be one."""

from dataclasses import dataclass
from decimal import Decimal

from policy.rules import AboveReference, AtLeast, Indicator, Target, YearlyGrowth
from score.reference import ReferenceData
from validate.wording import exact, say_number

NO_LAST_YEAR = "缺少上一年的数"
ZERO_LAST_YEAR = "上一年为0，算不出增长率，须由人判断"


@dataclass(frozen=True, slots=True)
class Goal:
    """`text` is the target in words. `value` is what the indicator is held against, None where that is
    not known: `gap` then says why. `strict`: it must be more. `grows_from_zero`: last year's was 0, so
    that a 0 this year is no growth and anything else is for a person to judge."""

    text: str
    value: Decimal | None = None
    strict: bool = False
    gap: str | None = None
    grows_from_zero: bool = False


def find_goal(
    target: AtLeast | AboveReference | YearlyGrowth, indicator: Indicator, reference: ReferenceData
) -> Goal:
    match target:
        case AtLeast():
            value = exact(target.value)
            return Goal(f"≥ {say_number(value)}{indicator.unit}", value)
        case AboveReference():
            return find_goal_above(target, reference)
        case YearlyGrowth():
            return find_goal_of_growth(target, indicator, reference)


def find_goal_above(target: AboveReference, reference: ReferenceData) -> Goal:
    text = target.label or "高于参照的增速"
    figure = reference.figures.get(target.reference)
    if figure is None:
        return Goal(text, strict=target.strict, gap="缺少用来比较的数")
    return Goal(text, exact(figure) + exact(target.margin), target.strict)


def find_goal_of_growth(target: YearlyGrowth, indicator: Indicator, reference: ReferenceData) -> Goal:
    """(this year - last year) / last year >= percent, as a number of this year's."""
    text = f"比上年增长{say_number(target.percent)}%以上"
    last = reference.last_year.get(indicator.id)
    if last is None:
        return Goal(text, gap=NO_LAST_YEAR)
    if last == 0:
        return Goal(text, gap=ZERO_LAST_YEAR, grows_from_zero=True)
    return Goal(text, exact(last) * (100 + exact(target.percent)) / 100)


def target_of(indicator: Indicator, year: int) -> Target:
    """The target of the first, second or third year of assessment."""
    targets = indicator.targets
    return {1: targets.year_1, 2: targets.year_2, 3: targets.year_3}[year]
