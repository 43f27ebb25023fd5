"""Sums in running text, as offices write them."""

import random

from corpora.writing.written import plain_number


def write_money(rng: random.Random, amount: float, *, large: bool = False) -> str:
    """`amount` is in 万元. Mostly written in 万元; large sums, where `large` ones are usual, in 亿元."""
    chance = rng.random()
    if amount >= 10000 and chance < (0.8 if large else 0.5):
        return f"{plain_number(round(amount / 10000, 4))}亿元"
    if not large and amount >= 1000 and chance < 0.08:
        return f"{plain_number(round(amount / 10000, 6))}亿元"
    if amount >= 1000 and chance < 0.2:
        return f"{int(amount):,}万元" if amount == int(amount) else f"{plain_number(amount)}万元"
    if not large and amount == int(amount) and chance > 0.97:
        return f"{int(amount) * 10000}元"
    return f"{plain_number(amount)}{rng.choice(('', '', '', '', ' '))}万元"
