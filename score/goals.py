"""What an indicator has to reach, as a number where it can be one."""

from decimal import Decimal
from typing import NamedTuple

from policy.calendar import Column
from policy.rules import AboveReference, AtLeast, Indicator, Target, YearlyGrowth
from score.reference import Given, ReferenceData
from score.standing import Standing
from score.trace import Input
from validate.wording import exact, say_number

NO_LAST_YEAR = "缺少上一年的数"
NO_LAST_TOTAL = "缺少上一年的累计数"
ZERO_LAST_YEAR = "上一年为0，算不出增长率，须由人判断"
ZONE_HAS_NONE = "开发区没有自己的这个数，用哪个数须由人决定"


class Goal(NamedTuple):
    """`text` is the target in words. `value` is what the indicator is held against, None where that is
    not known: `gap` then says why. `strict`: it must be more. `grows_from_zero`: last year's was 0, so
    that a 0 this year is no growth and anything else is for a person to judge. `floor`: where the value
    is not known, it is at least this much. `inputs` are the figures it was worked out from."""

    text: str
    value: Decimal | None = None
    strict: bool = False
    gap: str | None = None
    grows_from_zero: bool = False
    floor: Decimal | None = None
    inputs: tuple[Input, ...] = ()


NO_TARGET = "通知未定目标"
NO_GOAL = Goal(NO_TARGET)


def find_goal(
    target: AtLeast | AboveReference | YearlyGrowth,
    indicator: Indicator,
    reference: ReferenceData,
    standing: Standing,
) -> Goal:
    match target:
        case AtLeast():
            return find_goal_at_least(target, indicator.unit)
        case AboveReference():
            return find_goal_above(target, reference, standing)
        case YearlyGrowth():
            return find_goal_of_growth(target, indicator, reference)


def find_goal_at_least(target: AtLeast, unit: str) -> Goal:
    value = exact(target.value)
    return Goal(f"≥ {say_number(value)}{unit}", value)


def find_goal_above(target: AboveReference, reference: ReferenceData, standing: Standing) -> Goal:
    text = target.label or "高于参照的增速"
    given = reference.find_figure(target.reference) if target.figure is None else Given(target.figure)
    own = given is not None and given.host is None
    if target.of_county and standing.kind == "zone" and not target.of_host and not own:
        return Goal(text, strict=target.strict, gap=ZONE_HAS_NONE)
    if given is None:
        return Goal(text, strict=target.strict, gap="缺少用来比较的数")
    value = exact(given.value) * exact(target.factor) + exact(target.margin)
    host = f"（{given.host}）" if given.host else ""
    used = Input(name=f"用来比较的数{host}", value=say_number(exact(given.value)), evidence=given.evidence)
    return Goal(text, value, target.strict, inputs=(used,))


def find_goal_of_growth(target: YearlyGrowth, indicator: Indicator, reference: ReferenceData) -> Goal:
    """(this year - last year) / last year >= percent, as a number of this year's.

    Of accumulated figures the year's own must be that share of what there was; last year's own figure is
    no more than that.
    """
    text = f"比上年增长{say_number(target.percent)}%以上"
    given = reference.find_last_year(indicator.id)
    if given is None:
        return Goal(text, gap=NO_LAST_YEAR)
    last = exact(given.value)
    said = f"{say_number(last)}{indicator.unit}"
    used = (Input(name="上一年的数", value=said, evidence=given.evidence),)
    share = exact(target.percent) / 100
    if target.of == "cumulative":
        return Goal(text, gap=NO_LAST_TOTAL, floor=last * share, inputs=used)
    if last == 0:
        return Goal(text, gap=ZERO_LAST_YEAR, grows_from_zero=True, inputs=used)
    return Goal(text, last * (1 + share), inputs=used)


def target_of(indicator: Indicator, column: Column) -> Target:
    target: Target = getattr(indicator.targets, column)
    return target
