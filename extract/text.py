"""How characters are made comparable, without making two different things equal.

Not NFKC: it turns ① into 1 and ㎡ into m2, which would invent digits.
"""

import re
import unicodedata

_HALF = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)}
_SAME = {
    0x3000: " ",
    0x00A0: " ",
    0x2002: " ",
    0x2003: " ",
    0x2009: " ",
    0x202F: " ",
    0x2212: "-",
    0x2013: "-",
    0xFE63: "-",
    0xFE59: "(",
    0xFE5A: ")",
    0xFE55: ":",
    0x2236: ":",
    0xFE6A: "%",
    0x200B: None,
    0x200C: None,
    0x200D: None,
    0xFEFF: None,
    0x00AD: None,
}
_TABLE: dict[int, int | str | None] = {**_HALF, **_SAME}
_LAYOUT = {code: to for code, to in _SAME.items() if code not in (0xFE59, 0xFE5A, 0xFE55)}
_BRACKETS = (0xFF08, 0xFF09, 0xFE59, 0xFE5A)
_TABLE_WITH_BRACKETS = {code: to for code, to in _TABLE.items() if code not in _BRACKETS}

# Of the radicals supplement, those that are whole characters; Unicode gives them no normal form.
_RADICALS = str.maketrans(
    "⺟⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
    "母虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
)

_HAN = r"㐀-鿿豈-﫿〇"
_WIDE = _HAN + r"、。，；：！？（）《》〈〉“”‘’【】〔〕%"
_LAYOUT_SPACE = re.compile(rf"(?<=[{_WIDE}(\[])\s+|\s+(?=[{_WIDE})\]])")
_WRAPPED_HYPHEN = re.compile(r"([-—－])\n|\n([-—－])")
_SPACES = re.compile(r"\s+")


def to_halfwidth(text: str) -> str:
    """Full-width letters, digits, signs and spaces become their ASCII forms; zero-width characters go."""
    return text.translate(_TABLE)


def to_halfwidth_keeping_brackets(text: str) -> str:
    """The same, but brackets stay as they are written: they are part of companies' names."""
    return text.translate(_TABLE_WITH_BRACKETS)


def fold_radicals(text: str) -> str:
    """Kangxi radicals and compatibility ideographs, which some PDFs deliver, as the characters they show."""
    return "".join(
        unicodedata.normalize("NFKC", c) if _is_variant(c) else c for c in text.translate(_RADICALS)
    )


def _is_variant(character: str) -> bool:
    return "\u2e80" <= character <= "\u2fdf" or "\uf900" <= character <= "\ufaff"


def squeeze(text: str) -> str:
    """All white space removed."""
    return "".join(text.split())


def without_layout(text: str) -> str:
    """The text with the white space that only lays it out removed: around Chinese characters and
    punctuation. Between Latin words and digits one space stays."""
    joined = _WRAPPED_HYPHEN.sub(lambda m: m[1] or m[2], text.translate(_LAYOUT))
    return _SPACES.sub(" ", _LAYOUT_SPACE.sub("", joined)).strip()
