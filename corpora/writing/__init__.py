"""The many ways in which clerks write a value down, each with what should be read from it."""

import random
from dataclasses import dataclass

from corpora.truth import County
from corpora.writing.counts import write_count, write_doubtful_count
from corpora.writing.money import write_doubtful_money, write_money
from corpora.writing.named import write_doubtful_named, write_named
from corpora.writing.rates import write_doubtful_rate, write_rate
from corpora.writing.texts import BLANKS, write_blank, write_empty_opinion, write_opinion, write_text
from corpora.writing.written import Expected, Written
from dossier import NamedCount
from policy.form import FormField

__all__ = ["BLANKS", "TIDY", "Expected", "Hand", "Written", "write_certain", "write_doubtful", "write_field"]

PEOPLE = ("sme_department_staff", "sme_employees", "entrepreneurs_trained")
FLOWS = (
    "newly_above_scale",
    "joint_stock_reforms",
    "entrepreneurs_trained",
    "incubated_micro",
    "incubated_over_5m",
    "zone_new_above_scale",
    "platform_served",
)
"""Counts of what was new in the year."""
GROWTH = ("sme_revenue_growth", "cluster_output_growth")


@dataclass(frozen=True, slots=True)
class Hand:
    """A clerk's habits: how often a value is written in the usual way, doubtfully, or not at all, and
    where the words for the seal stand."""

    usual: float = 0.55
    doubtful: float = 0.03
    blank: float = 0.03
    empty_opinions: float = 0.2
    seal_in_cell: bool = True


TIDY = Hand(usual=1, doubtful=0, blank=0, empty_opinions=0)


def write_field(
    rng: random.Random, county: County, field: FormField, hand: Hand, unit: str | None = None
) -> Written:
    """The county's value of `field`, in that hand. `unit` is the money unit that the form gives."""
    if field.seal is not None:
        return write_opinion_field(rng, county, field, hand)
    chance = rng.random()
    if chance < hand.blank:
        return write_blank(rng)
    if chance < hand.blank + hand.doubtful:
        return write_doubtful(rng, county, field, unit)
    return write_certain(rng, county, field, hand.usual, unit)


def write_opinion_field(rng: random.Random, county: County, field: FormField, hand: Hand) -> Written:
    if rng.random() < hand.empty_opinions:
        return write_empty_opinion(rng, seal_in_cell=hand.seal_in_cell)
    text = county.text(field.id)
    return write_opinion(rng, text, county.data_year, seal_in_cell=hand.seal_in_cell)


def write_certain(
    rng: random.Random, county: County, field: FormField, usual: float = 1, unit: str | None = None
) -> Written:
    """In a way that leaves no doubt."""
    value = county.values[field.id]
    if isinstance(value, NamedCount):
        return write_named(rng, value, rng.choice("家个"), usual)
    if isinstance(value, str):
        return write_text(rng, value, usual)
    if field.kind == "money":
        return write_money(rng, value, unit, county.data_year, usual)
    if field.kind == "pct":
        return write_rate(rng, value, growth=field.id in GROWTH, usual=usual)
    stock = field.id not in FLOWS
    return write_count(rng, int(value), count_word(rng, field), county.data_year, usual, stock=stock)


def write_doubtful(rng: random.Random, county: County, field: FormField, unit: str | None = None) -> Written:
    """In a way that must not be accepted. Words cannot be doubtful: they are written as they are."""
    value = county.values[field.id]
    if isinstance(value, NamedCount):
        return write_doubtful_named(rng, value, rng.choice("家个"))
    if isinstance(value, str):
        return write_text(rng, value, 1)
    if field.kind == "money":
        return write_doubtful_money(rng, value, unit)
    if field.kind == "pct":
        return write_doubtful_rate(rng, value, growth=field.id in GROWTH)
    return write_doubtful_count(rng, int(value), count_word(rng, field))


def count_word(rng: random.Random, field: FormField) -> str:
    return "人" if field.id in PEOPLE else rng.choice("家家家个户")
