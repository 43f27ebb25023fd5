"""Slots about money, activities and growth."""

from collections.abc import Iterator
from functools import partial

from corpora.narrative.money import write_money
from corpora.narrative.teller import Scope, Teller, count_words, fixed
from corpora.writing.written import plain_number, to_chinese


def slot_fund(teller: Teller, part: str, style: str) -> str:
    """`{fund.now}`, `{fund.before}`, `{fund.older}` were budgeted, `{fund.each}` is a yearly sum. `:bare`
    is a figure without unit, `:open` leaves open whether it was budgeted or spent; `:bare+open` is both."""
    amount = pick_year(teller, part)
    year = None if part == "each" else year_of(teller, part)
    teller.tell("fund", year, amount)
    if "open" in style or part == "each":
        teller.allow("fund kind", year, amount, "budgeted")
        teller.allow("fund kind", year, amount, "spent")
    else:
        teller.tell("fund kind", year, amount, "budgeted")
    return plain_number(amount) if "bare" in style else write_money(teller.rng, amount)


def slot_spent(teller: Teller, part: str, style: str) -> str:
    year = year_of(teller, part)
    amount = teller.tale.spent[year]
    teller.tell("fund", year, amount)
    teller.tell("fund kind", year, amount, "spent")
    return plain_number(amount) if style == "bare" else write_money(teller.rng, amount)


def slot_total(teller: Teller, part: str, style: str) -> str:
    """What was budgeted in two years together, which is no year's fund."""
    return plain_number(pick_year(teller, "before") + pick_year(teller, "now"))


def pick_year(teller: Teller, part: str) -> float:
    return teller.tale.fund[teller.tale.county.data_year if part == "each" else year_of(teller, part)]


def year_of(teller: Teller, part: str) -> int:
    return teller.tale.county.data_year - {"now": 0, "before": 1, "older": 2}[part]


def over_years(teller: Teller) -> Iterator[Scope]:
    year = teller.tale.county.data_year
    for index, (each, part) in enumerate(((year - 1, "before"), (year, "now")), 1):
        yield {
            "i": fixed(str(index)),
            "fund_year": fixed(str(each)),
            "budget": partial(slot_fund, teller, part),
            "spending": partial(slot_spent, teller, part),
        }


def over_uses(teller: Teller) -> Iterator[Scope]:
    for index, (purpose, amount) in enumerate(teller.tale.uses, 1):
        teller.tell("use", purpose, amount)
        yield {
            "i": fixed(str(index)),
            "numeral": fixed(f"{to_chinese(index)}"),
            "purpose": fixed(purpose),
            "amount": fixed(write_money(teller.rng, amount)),
            "bare": fixed(plain_number(amount)),
        }


def slot_served(teller: Teller, part: str, style: str) -> str:
    teller.tell("fund enterprises", teller.tale.served)
    return str(teller.tale.served)


def slot_absent(teller: Teller, part: str, style: str) -> str:
    """Stands in a sentence that says there is no fund, and writes nothing."""
    teller.tell("fund absent")
    return ""


def slot_count(teller: Teller, part: str, style: str) -> str:
    teller.tell("activity", part, teller.tale.activities[part])
    return count_words(teller.rng, teller.tale.activities[part])


def slot_sum(teller: Teller, part: str, style: str) -> str:
    """`:maybe` is a sum that need not be taken for what the events brought."""
    amount = teller.tale.sums[part]
    say = teller.allow if style == "maybe" else teller.tell
    say("activity sum", part, amount)
    return plain_number(amount) if style == "bare" else write_money(teller.rng, amount, large=True)


def over_activities(teller: Teller) -> Iterator[Scope]:
    for index, kind in enumerate(teller.tale.activities, 1):
        yield {
            "i": fixed(str(index)),
            "activity": fixed(teller.tale.activity_names[kind]),
            "n": partial(slot_count, teller, kind),
            "sum": fixed("—") if kind == "service_institutions" else partial(slot_sum, teller, kind),
        }


def slot_grow(teller: Teller, part: str, style: str) -> str:
    """增长5.6%; of what falls 下降1.3% or 增长-1.3%. With `:rate` only the rate, with its sign."""
    value = teller.tale.growth[part]
    teller.tell("growth", part, value)
    if style == "rate":
        return f"{plain_number(value)}%"
    if style == "bare":
        return plain_number(value)
    verbs = ("增长", "增长", "增加") if value >= 0 else ("下降", "下降", "减少", "增长-")
    return f"{teller.rng.choice(verbs)}{plain_number(abs(value))}%"
