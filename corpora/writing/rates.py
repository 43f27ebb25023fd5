"""How clerks write a rate of growth or a share, in per cent."""

import random

from corpora.writing.written import WIDE, Expected, Manner, Written, draw_text, plain_number


def write_rate(rng: random.Random, points: float, *, growth: bool, usual: float) -> Written:
    """In a way that says exactly `points` per cent."""
    manners = falling_manners(points) if points < 0 else certain_manners(points, growth)
    manner, text = draw_text(rng, manners, "plain" if rng.random() < 0.5 else "per_cent", usual)
    number, number_format = native_rate(manner, points)
    return Written(text, manner, Expected("accepted", points), number, number_format)


def native_rate(manner: str, points: float) -> tuple[float | None, str | None]:
    """As a workbook holds it: 8.6, or 0.086 shown as 8.6%."""
    if manner == "plain":
        return points, None
    if manner == "per_cent":
        decimals = len(plain_number(points).partition(".")[2])
        return round(points / 100, 8), "0%" if decimals == 0 else f"0.{'0' * decimals}%"
    return None, None


def write_doubtful_rate(rng: random.Random, points: float, *, growth: bool) -> Written:
    manner, text = draw_text(rng, doubtful_manners(abs(points), growth), "about", 0.1)
    return Written(text, manner, Expected("review"))


def certain_manners(points: float, growth: bool) -> dict[str, Manner]:
    plain = plain_number(points)
    return {
        "plain": lambda rng: plain,
        "per_cent": lambda rng: f"{plain}%",
        "per_cent_wide": lambda rng: f"{plain}％",
        "per_cent_space": lambda rng: f"{plain} %",
        "all_wide": lambda rng: f"{plain}%".translate(WIDE),
        "trailing_zero": lambda rng: f"{points:.2f}%",
        "spoken": lambda rng: f"百分之{spoken(plain)}" if rng.random() < 0.3 else None,
        "grew": lambda rng: (
            rng.choice((f"增长{plain}%", f"同比增长{plain}%", f"比上年增长{plain}%")) if growth else None
        ),
        "plus": lambda rng: f"+{plain}%" if growth else None,
        "share_of": lambda rng: (
            rng.choice((f"占比{plain}%", f"占{plain}%", f"达到{plain}%")) if not growth else None
        ),
        "full_stop": lambda rng: f"{plain}%。",
    }


def falling_manners(points: float) -> dict[str, Manner]:
    size = plain_number(abs(points))
    return {
        "plain": lambda rng: f"-{size}",
        "per_cent": lambda rng: f"-{size}%",
        "wide_minus": lambda rng: rng.choice((f"－{size}%", f"－{size}％", f"−{size}%")),
        "fell": lambda rng: rng.choice((f"下降{size}%", f"同比下降{size}%", f"降低{size}%")),
        "grew_negative": lambda rng: rng.choice((f"增长-{size}%", f"同比增长-{size}%")),
        "negative_growth": lambda rng: f"负增长{size}%",
    }


def doubtful_manners(points: float, growth: bool) -> dict[str, Manner]:
    whole, plain = int(points), plain_number(points)
    return {
        "about": lambda rng: rng.choice((f"约{plain}%", f"{whole}%左右", f"大约{whole}%")),
        "near": lambda rng: f"近{whole + 1}%",
        "over": lambda rng: rng.choice((f"{whole}%以上", f"超过{whole}%", f"{whole}%多", f"不低于{whole}%")),
        "range": lambda rng: rng.choice(
            (f"{whole}-{whole + 2}%", f"{whole}%～{whole + 2}%", f"{whole}%至{whole + 2}%")
        ),
        "ratio": lambda rng: f"0.{whole:02d}" if not growth and whole > 9 else None,
        "slipped_point": lambda rng: (
            f"{round(points * 10 + 0.4) * 10}%" if growth else f"{round(points * 10)}%"
        ),
        "decimal_comma": lambda rng: plain.replace(".", ",") + "%" if "." in plain else None,
        "decimal_full_stop": lambda rng: plain.replace(".", "。") + "%" if "." in plain else None,
        "two_points": lambda rng: plain.replace(".", "..") + "%" if "." in plain else None,
        "line_break": lambda rng: plain.replace(".", ".\n") + "%" if "." in plain else None,
        "relative": lambda rng: rng.choice(
            (f"提高{plain}个百分点", f"高于全省增速{whole % 5 + 1}个百分点", "翻一番")
        ),
        "per_mille": lambda rng: f"{plain}‰",
        "money": lambda rng: f"{plain}亿元",
        "elsewhere": lambda rng: rng.choice(("详见附件", "高于全省平均水平", "完成", "达标")),
        "two_years": lambda rng: f"{plain}%/{plain_number(points + 1.2)}%",
    }


def spoken(plain: str) -> str:
    """8.6 as 八点六, 52 as 五十二."""
    whole, _, decimals = plain.partition(".")
    digits = "零一二三四五六七八九"
    tens, ones = divmod(int(whole), 10)
    text = (
        digits[ones]
        if tens == 0
        else ("" if tens == 1 else digits[tens]) + "十" + (digits[ones] if ones else "")
    )
    return text + ("点" + "".join(digits[int(digit)] for digit in decimals) if decimals else "")
