"""The shortest way to the number of indicators that the gate requires."""

from collections.abc import Sequence
from decimal import Decimal

from score.scorecard import IndicatorResult, Shortfall, WayThrough
from validate.wording import exact, say_number

MOST_SAID = 5
"""So many of the nearest are said in a sentence; all stand in the list."""


def find_way(counted: Sequence[IndicatorResult], required: int, lowest: int, highest: int) -> WayThrough:
    nearest = sorted((measure(each) for each in counted if each.outcome == "not_met"), key=rank)
    open_ones = tuple(each.number for each in counted if each.outcome == "undetermined")
    sure, at_best = max(0, required - lowest), max(0, required - highest)
    return WayThrough(
        sure=sure,
        at_best=at_best,
        nearest=tuple(nearest),
        open=open_ones,
        said=say_way(sure, at_best, nearest, open_ones),
    )


def rank(shortfall: Shortfall) -> tuple[bool, float, int]:
    """Nearest first; those whose gap no figure tells come last."""
    return shortfall.percent is None, shortfall.percent or 0, shortfall.number


def measure(result: IndicatorResult) -> Shortfall:
    gap = None if result.difference is None else -exact(result.difference)
    target = None if result.target_value is None else exact(result.target_value)
    percent = None
    if gap is not None and target is not None and target > 0:
        percent = gap * 100 / target
    return Shortfall(
        indicator=result.indicator,
        number=result.number,
        name=result.name,
        unit=result.unit,
        gap=None if gap is None else float(gap),
        percent=None if percent is None else round(float(percent), 2),
        said=say_gap(result, gap, percent),
    )


def say_gap(result: IndicatorResult, gap: Decimal | None, percent: Decimal | None) -> str:
    """ "第9项科技型中小企业差1家（目标的1.25%）"."""
    if gap is None:
        return f"第{result.number}项{result.name}"
    unit = "个百分点" if result.unit == "%" else result.unit
    share = "" if percent is None else f"（目标的{say_number(round(percent, 2))}%）"
    short = f"差{say_number(gap)}{unit}" if gap else "与目标相等，须高于"
    return f"第{result.number}项{result.name}{short}{share if gap else ''}"


def say_way(sure: int, at_best: int, nearest: Sequence[Shortfall], open_ones: Sequence[int]) -> str:
    if not sure:
        return ""
    opened = f"待定的{len(open_ones)}项如都达标，" if open_ones else ""
    need = f"{opened}还差{at_best}项" if at_best else f"{opened}就够了；如都不达标，还差{sure}项"
    said = "；".join(each.said for each in nearest[:MOST_SAID])
    return f"{need}。" + (f"最接近达标的是：{said}。" if said else "")
