"""How clerks write a sum of money. Sums are in 万元."""

import random
from decimal import Decimal

from corpora.writing.written import WIDE, Expected, Manner, Written, draw_text, plain_number

YI = 10000
"""万 in an 亿."""


def write_money(rng: random.Random, amount: float, unit: str | None, year: int, usual: float) -> Written:
    """In a way that says exactly `amount`. `unit` is the one that the form gives for the cell, if any."""
    if unit is None:
        manner, text = draw_text(rng, certain_manners(amount, year), "yi", usual)
        return Written(text, manner, Expected("accepted", amount))
    bare = plain_number(amount / scale_of(unit))
    manners = {"plain": lambda rng: bare, **bare_manners(bare), **certain_manners(amount, year)}
    manner, text = draw_text(rng, manners, "plain", usual)
    number = float(bare) if manner == "plain" else None
    return Written(text, manner, Expected("accepted", amount), number)


def write_doubtful_money(rng: random.Random, amount: float, unit: str | None) -> Written:
    manner, text = draw_text(rng, doubtful_manners(amount, unit), "about", 0.1)
    return Written(text, manner, Expected("review"))


def scale_of(unit: str) -> float:
    return {"元": 0.0001, "万元": 1, "亿元": YI}[unit]


def bare_manners(bare: str) -> dict[str, Manner]:
    number = Decimal(bare)
    return {
        "thousands": lambda rng: f"{number:,}" if number > 999 else None,
        "wide": lambda rng: bare.translate(WIDE),
        "two_decimals": lambda rng: f"{number:.2f}" if number * 100 == int(number * 100) else None,
    }


def certain_manners(amount: float, year: int) -> dict[str, Manner]:
    wan, yi, yuan = plain_number(amount), plain_number(amount / YI), f"{round(amount * YI)}"
    large = amount >= 5000
    return {
        "yi": lambda rng: f"{yi}亿元" if large else f"{wan}万元",
        "wan": lambda rng: f"{wan}万元",
        "yi_space": lambda rng: f"{yi} 亿元" if large else None,
        "yi_short": lambda rng: f"{yi}亿" if large else None,
        "yi_wide": lambda rng: yi.translate(WIDE) + "亿元" if large else None,
        "wan_thousands": lambda rng: f"{Decimal(wan):,}万元" if amount > 999 else None,
        "yuan": lambda rng: rng.choice((f"{yuan}元", f"{int(yuan):,}元")),
        "mixed": lambda rng: mixed_units(amount) if large and rng.random() < 0.5 else None,
        "currency": lambda rng: f"人民币{wan}万元",
        "reached": lambda rng: f"完成{yi}亿元" if large else f"共{wan}万元",
        "year_sentence": lambda rng: f"{year}年{wan}万元",
        "full_stop": lambda rng: f"{wan}万元。",
    }


def doubtful_manners(amount: float, unit: str | None) -> dict[str, Manner]:
    word, size = ("亿元", amount / YI) if amount >= YI else ("万元", amount)
    whole, exact = int(size), plain_number(size)
    bare = plain_number(amount)
    return {
        "about": lambda rng: rng.choice((f"约{whole}{word}", f"{whole}{word}左右", f"大约{exact}{word}")),
        "over": lambda rng: rng.choice(
            (f"{whole}余{word}", f"{whole}多{word}", f"{whole}{word}以上", f"超过{whole}{word}")
        ),
        "near": lambda rng: f"近{whole + 1}{word}",
        "range": lambda rng: f"{whole}-{whole + 10}{word}",
        "no_unit": lambda rng: rng.choice((bare, f"{Decimal(bare):,}", exact)) if unit is None else None,
        "wrong_unit": lambda rng: rng.choice((f"{bare}家", f"{bare}人", f"{exact}%")),
        "line_break": lambda rng: (
            f"{bare[:-2]}\n{bare[-2:]}{'万元' if unit is None else ''}" if len(bare) > 4 else None
        ),
        "decimal_full_stop": lambda rng: exact.replace(".", "。") + word if "." in exact else None,
        "elsewhere": lambda rng: rng.choice(("详见附件", "正在统计", "以财政决算为准")),
        "two_sums": lambda rng: f"{exact}{word}/{plain_number(size * 1.1, 2)}{word}",
        "dollars": lambda rng: f"{exact}万美元" if rng.random() < 0.3 else None,
    }


def mixed_units(amount: float) -> str | None:
    """23亿5800万元."""
    yi, wan = divmod(round(amount), YI)
    if wan == 0 or abs(amount - round(amount)) > 1e-9:
        return None
    return f"{yi}亿{wan}万元"
