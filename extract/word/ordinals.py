"""How Word writes the numbers that it counts: 一 (chineseCounting), ① (decimalEnclosedCircle), iv."""

from collections.abc import Callable

_HAN = "〇一二三四五六七八九"
_HAN_OF_TEN, _FORMAL_OF_TEN = "十百千", "拾佰仟"
_FORMAL, _FORMAL_OLD = "零壹贰叁肆伍陆柒捌玖", "零壹貳參肆伍陸柒捌玖"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


def write_ordinal(number: int, form: str) -> str:
    """`form` is a w:numFmt of Word; one that is not known here is written with digits, as is a number for
    which a form has no sign (the 51st circle)."""
    if form in ("bullet", "none"):
        return ""
    write = _FORMS.get(form)
    return (write(number) if write else "") or str(number)


def _by_place(number: int) -> str:
    """二〇, digit by digit."""
    return "".join(_HAN[int(digit)] for digit in str(number))


def _counted(number: int) -> str:
    """Tens are counted, 二十; from a hundred on the digits stand side by side."""
    return _by_thousands(number) if number < 100 else _by_place(number)


def _by_thousands(
    number: int, digits: str = "零" + _HAN[1:], tens: str = _HAN_OF_TEN, *, bare_ten: bool = True
) -> str:
    """一百零一. `bare_ten`: ten is 十, not 一十."""
    if not 0 < number < 10_000:
        return _by_place(number)
    parts: list[str] = []
    for place, digit in enumerate(reversed(str(number))):
        if digit != "0":
            parts.append(digits[int(digit)] + (tens[place - 1] if place else ""))
        elif parts and parts[-1] != digits[0]:
            parts.append(digits[0])
    text = "".join(reversed(parts))
    return text[1:] if bare_ten and number < 20 and text[1:2] == tens[0] else text


def _japanese(number: int) -> str:
    """百一: no zeros, and no one before ten, hundred, thousand."""
    if not 0 < number < 10_000:
        return _by_place(number)
    parts = []
    for place, digit in reversed(list(enumerate(reversed(str(number))))):
        if digit != "0":
            parts.append(
                ("" if digit == "1" and place else _HAN[int(digit)]) + "-十百千"[place] * bool(place)
            )
    return "".join(parts)


def _formal(number: int) -> str:
    return _by_thousands(number, _FORMAL, _FORMAL_OF_TEN, bare_ten=False)


def _formal_old(number: int) -> str:
    return _by_thousands(number, _FORMAL_OLD, _FORMAL_OF_TEN, bare_ten=False)


def _signs(first: int, count: int) -> Callable[[int], str]:
    """Signs that stand side by side in Unicode, one for each number from 1."""
    return lambda number: chr(first + number - 1) if 1 <= number <= count else ""


def _circled(number: int) -> str:
    if number == 0:
        return "⓪"
    for below, last, sign in ((0, 20, "①"), (20, 35, "㉑"), (35, 50, "㊱")):
        if below < number <= last:
            return chr(ord(sign) + number - below - 1)
    return ""


def _fullwidth(number: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))


def _letter(number: int) -> str:
    """a to z, then aa, bb."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else ""


def _roman(number: int) -> str:
    text = ""
    for size, sign in _ROMAN:
        text += sign * (number // size)
        number %= size
    return text


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)] if number > 0 else ""


_FORMS: dict[str, Callable[[int], str]] = {
    "chineseCounting": _counted,
    "taiwaneseCounting": _counted,
    "chineseCountingThousand": _by_thousands,
    "taiwaneseCountingThousand": _by_thousands,
    "japaneseCounting": _japanese,
    "koreanDigital2": _by_place,
    "ideographDigital": _by_place,
    "japaneseDigitalTenThousand": _by_place,
    "taiwaneseDigital": _by_place,
    "chineseLegalSimplified": _formal,
    "ideographLegalTraditional": _formal_old,
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "ideographEnclosedCircle": _signs(ord("㊀"), 10),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _signs(ord("⑴"), 20),
    "decimalEnclosedFullstop": _signs(ord("⒈"), 20),
    "decimalFullWidth": _fullwidth,
    "decimalFullWidth2": _fullwidth,
    "decimalZero": lambda number: f"{number:02d}",
    "numberInDash": lambda number: f"- {number} -",
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}
