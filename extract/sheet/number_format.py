"""Number formats of spreadsheets, as far as they change what a person sees of a stored number."""

import re
from decimal import Decimal
from functools import lru_cache

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|[_*].|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<number>General|G/通用格式|[0#?][0#?,.]*)|(?P<percent>%)|(?P<other>.)"
)
_COLOUR = re.compile(r"(?:[A-Z][a-z]+|Color\d+|颜色\d+|[红黑蓝绿白黄]色?|\$[^\]]*)")
_PLAIN_CHARACTERS = frozenset(" -+()¥￥$")
_SAMPLES = (Decimal(0), Decimal("12345.5"), Decimal("-12345.5"))

CHANGED = "单元格的数字格式改变了显示的内容"

Shown = tuple[str, tuple[str, ...]]
"""The text a person sees, unrounded, and doubts about it (Chinese)."""


def plain(number: Decimal) -> str:
    """Digits without exponent and without closing zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def show(code: str, number: Decimal) -> Shown:
    """A number as its format shows it, but for rounding and grouping."""
    sections = code.split(";")
    if number < 0 and len(sections) > 1:
        text, doubts = _render(sections[1], -number, signs="+")
        has_sign = "-" in text or text.startswith("(")
        return text, doubts if has_sign else (*doubts, "负数没有显示负号")
    if number == 0 and len(sections) > 2:
        return _render(sections[2], number)
    return _render(sections[0], number)


@lru_cache(maxsize=500)
def matters(code: str) -> bool:
    """Does a format show numbers as anything but their own digits."""
    return any(show(code, number) != (plain(number), ()) for number in _SAMPLES)


def _currency(bracket: str) -> str:
    """The sign of money in [$¥-804]; a place without one has none."""
    return bracket[1:].split("-")[0] if bracket.startswith("$") else ""


def _render(section: str, number: Decimal, signs: str = "+-") -> Shown:
    """`signs` are those that a section may not add to a number."""
    percent = "%" in re.sub(r'"[^"]*"|\\.', "", section)
    parts, doubts, numbered = [], [], False
    for token in _TOKEN.finditer(section):
        if token["number"]:
            parts.append(plain(number * 100 if percent else number))
            doubts += ["单元格的数字格式把数值缩小了显示"] if token["number"].endswith(",") else []
            doubts += [CHANGED] if numbered else []
            numbered = True
        elif token["bracket"] is not None:
            doubts += [] if _COLOUR.fullmatch(token["bracket"]) else [CHANGED]
            parts.append(_currency(token["bracket"]))
        else:
            literal = token["quoted"] or token["escaped"] or token["percent"] or token["other"] or ""
            known = token["other"] is None or token["other"] in _PLAIN_CHARACTERS
            doubts += [] if known and not re.search(rf"[\d{signs}]", literal) else [CHANGED]
            parts.append(literal)
    if not numbered:
        doubts.append(CHANGED)
    return "".join(parts).strip(), tuple(dict.fromkeys(doubts))
