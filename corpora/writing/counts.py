"""How clerks write a whole number."""

import random

from corpora.writing.written import WIDE, Expected, Manner, Written, draw_text, plain_number, to_chinese


def write_count(
    rng: random.Random, count: int, unit: str, year: int, usual: float, *, stock: bool
) -> Written:
    """In a way that says exactly `count`, which is a stock, of which some are new, or itself of new ones."""
    manners = zero_manners() if count == 0 else certain_manners(count, unit, year)
    if not stock:
        manners.pop("of_which", None)
    manner, text = draw_text(rng, manners, "plain", usual)
    number = float(count) if manner == "plain" else None
    return Written(text, manner, Expected("accepted", count), number)


def write_doubtful_count(rng: random.Random, count: int, unit: str) -> Written:
    """In a way that leaves open how many."""
    manner, text = draw_text(rng, doubtful_manners(max(count, 12), unit), "about", 0.1)
    return Written(text, manner, Expected("review"))


def zero_manners() -> dict[str, Manner]:
    return {
        "plain": lambda rng: "0",
        "none": lambda rng: "无",
        "zero_unit": lambda rng: rng.choice(("0家", "0个", "0户")),
        "wide": lambda rng: "０",
    }


def certain_manners(count: int, unit: str, year: int) -> dict[str, Manner]:
    plain = str(count)
    return {
        "plain": lambda rng: plain,
        "unit": lambda rng: plain + unit,
        "unit_space": lambda rng: f"{plain} {unit}",
        "other_unit": lambda rng: plain + (rng.choice("家个户") if unit != "人" else rng.choice("人名")),
        "thousands": lambda rng: f"{count:,}" if count > 999 else None,
        "thousands_unit": lambda rng: f"{count:,}{unit}" if count > 999 else None,
        "thousands_wide": lambda rng: f"{count:,}".replace(",", "，") if count > 999 else None,
        "wide": lambda rng: plain.translate(WIDE),
        "wide_unit": lambda rng: plain.translate(WIDE) + unit,
        "total": lambda rng: f"共{plain}{unit}",
        "ten_thousands": lambda rng: f"{plain_number(count / 10000)}万{unit}" if fits_wan(count) else None,
        "chinese": lambda rng: chinese_count(count, unit),
        "sentence": lambda rng: f"截至{year}年底，全县共有{plain}{unit}",
        "as_of": lambda rng: f"{plain}{unit}（截至{year}年12月底）",
        "reached": lambda rng: f"达到{plain}{unit}",
        "of_which": lambda rng: (
            f"{plain}{unit}，其中省级以上{max(1, count // 9)}{unit}" if count > 8 else None
        ),
        "full_stop": lambda rng: f"{plain}{unit}。",
        "padded": lambda rng: f"  {plain} ",
        "decimal_zero": lambda rng: f"{plain}.0" if count < 100 and rng.random() < 0.3 else None,
    }


def doubtful_manners(count: int, unit: str) -> dict[str, Manner]:
    tens = count // 10 * 10
    plain = str(count)
    return {
        "about": lambda rng: rng.choice((f"约{tens}{unit}", f"大约{tens}{unit}", f"{tens}{unit}左右")),
        "near": lambda rng: rng.choice((f"近{tens + 10}{unit}", f"接近{tens + 10}{unit}")),
        "over": lambda rng: rng.choice(
            (f"{tens}余{unit}", f"{tens}多{unit}", f"{tens}{unit}以上", f"超过{tens}{unit}")
        ),
        "rounded_wan": lambda rng: f"{count / 10000:.1f}万余{unit}" if count > 9999 else None,
        "range": lambda rng: rng.choice(
            (f"{tens}-{tens + 10}{unit}", f"{tens}～{tens + 10}", f"{tens}至{tens + 10}{unit}")
        ),
        "line_break": lambda rng: f"{plain[:-2]}\n{plain[-2:]}" if count > 999 else None,
        "missing_digit": lambda rng: (
            rng.choice((f"{plain[:-1]}×", f"{plain[:-1]}□", f"{plain[0]}*{plain[2:]}"))
            if count > 99
            else None
        ),
        "letter_o": lambda rng: plain.replace("0", "O") + unit if "0" in plain else None,
        "elsewhere": lambda rng: rng.choice(("详见附件", "见附表", "同上", "正在统计", "待核实")),
        "per_cent": lambda rng: f"{plain}%",
        "decimal_comma": lambda rng: f"{plain[:-1]},{plain[-1]}" if 99 < count < 1000 else None,
        "two_numbers": lambda rng: f"{plain}/{count + 3}",
    }


def chinese_count(count: int, unit: str) -> str | None:
    """三家, 十二家, 两家: small numbers in Chinese numerals."""
    numeral = to_chinese(count)
    if numeral is None or count > 20:
        return None
    return ("两" if count == 2 else numeral) + unit


def fits_wan(count: int) -> bool:
    """Whether 万 with two decimals says it exactly."""
    return count >= 10000 and count % 100 == 0
