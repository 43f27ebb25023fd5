"""Texts of single lines with numbers in them, and what a reader of figures must say of them."""

import random

from extract.scan.figures import OTHER, SIGNS

_UNITS = (
    "家",
    "户",
    "人",
    "个",
    "项",
    "名",
    "件",
    "场",
    "次",
    "万元",
    "亿元",
    "万元/年",
    "个百分点",
    "平方米",
    "",
)
_LEADS = ("", "", "", "达到", "共", "共有", "约", "其中", "新增", "累计", "全年", "合计", "现有")
_TAILS = (
    "",
    "",
    "",
    "",
    "（截至2020年12月底）",
    "，同比增长",
    "以上",
    "（含个体）",
    "（全县）",
    "左右",
    "。",
)
_FIRST, _LAST = 0xB0, 0xD7
"""The rows of GB 2312 that hold the commonest characters."""


def make_text(rng: random.Random) -> str:
    """A number in one of the ways in which it is written, or a line without any."""
    way = rng.choices(
        (_quantity, _rate, _date, _phone, _list, _words, _document, _lone), (40, 12, 7, 8, 8, 8, 3, 14)
    )
    return way[0](rng)


def label_of(character: str) -> str:
    """What the reader says of a printed character: signs of both widths are one, all but figures is
    `OTHER`."""
    plain = _PLAIN.get(character, character)
    return plain if plain in SIGNS else OTHER


_PLAIN = {
    "（": "(",
    "）": ")",
    "，": ",",
    "：": ":",
    "—": "-",
    "－": "-",
    "–": "-",
    "．": ".",
    "％": "%",
    "〔": "(",
    "〕": ")",
}


def words(rng: random.Random, count: int) -> str:
    return "".join(_character(rng) for _ in range(count))


def _character(rng: random.Random) -> str:
    return bytes((rng.randint(_FIRST, _LAST), rng.randint(0xA1, 0xF9))).decode("gb2312")


def number(rng: random.Random) -> str:
    digits = rng.choices((1, 2, 3, 4, 5, 6, 7, 8), (14, 18, 18, 18, 12, 10, 6, 4))[0]
    whole = str(rng.randint(0 if digits == 1 else 10 ** (digits - 1), 10**digits - 1))
    if rng.random() < 0.12:
        whole = rng.choice("123456789") * digits
    if len(whole) > 3 and rng.random() < 0.3:
        whole = f"{int(whole):,}"
        if rng.random() < 0.2:
            whole = whole.replace(",", "，")
    if rng.random() < 0.4:
        whole += "." + "".join(rng.choice("0123456789") for _ in range(rng.choice((1, 2, 2, 2, 3, 4))))
    return whole


def _quantity(rng: random.Random) -> str:
    return rng.choice(_LEADS) + number(rng) + rng.choice(_UNITS) + rng.choice(_TAILS)


def _lone(rng: random.Random) -> str:
    """Short ones, where a single sign is all there is to see."""
    figures = rng.choice(("1", rng.choice("0123456789"), str(rng.randint(10, 99))))
    return figures + rng.choice(("", "", "", *_UNITS, "。"))


def _rate(rng: random.Random) -> str:
    sign = rng.choice(("", "", "", "-", "－", "增长", "下降", "+"))
    places = rng.choice((1, 2, 2, 2, 3))
    rate = rng.uniform(0, rng.choice((10, 100, 300)))
    return f"{sign}{rate:.{places}f}{rng.choice('%%%％')}{rng.choice(_TAILS)}"


def _date(rng: random.Random) -> str:
    year, month, day = rng.randint(2012, 2026), rng.randint(1, 12), rng.randint(1, 31)
    ways = (
        f"{year}年{month}月{day}日",
        f"{year}.{month}.{day}",
        f"{year}年{month}月",
        f"{year}-{month:02}-{day:02}",
        f"{year}年",
    )
    return rng.choice(("", "", "截至", "自", "于")) + rng.choice(ways) + rng.choice(("", "", "底", "止"))


def _phone(rng: random.Random) -> str:
    tail = "".join(rng.choice("0123456789") for _ in range(rng.choice((7, 7, 8))))
    if rng.random() < 0.4:
        return "1" + rng.choice("35789") + "".join(rng.choice("0123456789") for _ in range(9))
    return f"0{rng.randint(310, 999)}{rng.choice(('-', '—', '－', '–', ''))}{tail}"


def _list(rng: random.Random) -> str:
    head = rng.choice(
        (
            f"{rng.randint(1, 30)}家：",
            f"{rng.randint(1, 9)}个：",
            f"{rng.randint(1, 20)}.",
            f"（{rng.randint(1, 9)}）",
            "①",
            "",
        )
    )
    return head + "、".join(words(rng, rng.randint(2, 7)) for _ in range(rng.randint(1, 2)))


def _words(rng: random.Random) -> str:
    if rng.random() < 0.25:
        return ""
    return words(rng, rng.randint(1, 12)) + rng.choice(("", "", "。", "；", f"{number(rng)}%"))


def _document(rng: random.Random) -> str:
    left, right = rng.choice(("〔〕", "[]", "（）"))
    return f"{words(rng, rng.randint(2, 3))}发{left}{rng.randint(2009, 2025)}{right}{rng.randint(1, 200)}号"
