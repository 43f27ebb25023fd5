"""The signs that symbol fonts draw: a letter in Wingdings is a ticked box on the page."""

UNKNOWN = "\ufffd"
"""Stands where a sign is drawn that is not known here."""

_PRIVATE = 0xF000
"""Word keeps the 256 signs of a symbol font from here on as well."""

_CIRCLED = {0x80 + n: sign for n, sign in enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩")}
_FILLED = {0x8B + n: sign for n, sign in enumerate("⓿❶❷❸❹❺❻❼❽❾❿")}
_WINGDINGS = {
    **_CIRCLED,
    **_FILLED,
    **{0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖"},
    **{0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "□", 0xAB: "★", 0xD8: "➢"},
    **{0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xFB: "×", 0xFC: "√", 0xFD: "☒", 0xFE: "☑"},
}
_WINGDINGS_2 = {0x4F: "×", 0x50: "√", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□"}
_WEBDINGS = {0x61: "√", 0x63: "□", 0x67: "■", 0x72: "×"}
_UPPER_GREEK = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"
_LOWER_GREEK = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"
_SYMBOL = {
    **{ord(sign): sign for sign in "0123456789!#%&()+,./:;<=>?[]{}|_"},
    **{0x41 + n: sign for n, sign in enumerate(_UPPER_GREEK)},
    **{0x61 + n: sign for n, sign in enumerate(_LOWER_GREEK)},
    **{0x2A: "∗", 0x2D: "−", 0xA2: "′", 0xA3: "≤", 0xA5: "∞", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓"},
    **{0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠"},
    **{0xBB: "≈", 0xBC: "…", 0xD6: "√", 0xD7: "⋅"},
}
_FONTS = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": dict[int, str](),
    "webdings": _WEBDINGS,
    "symbol": _SYMBOL,
}


def read_symbol(font: str, code: str) -> str:
    """The sign of a w:sym; `code` is hexadecimal. An ordinary font draws ordinary characters."""
    try:
        number = int(code, 16)
    except ValueError:
        return UNKNOWN
    signs = _FONTS.get(font.strip().lower())
    if signs is not None:
        return signs.get(number - _PRIVATE if number >= _PRIVATE else number, UNKNOWN)
    is_character = 0x20 < number < 0xD800 or 0xF900 <= number < 0xFFFD
    return chr(number) if is_character else UNKNOWN


def is_symbol_font(font: str) -> bool:
    """Does a font draw signs in place of letters?"""
    return font.strip().lower() in _FONTS


def read_symbols(font: str, text: str) -> str:
    """The signs that letters show in a symbol font; text in any other font is as it was. Chinese
    characters are never drawn by such a font."""
    signs = _FONTS.get(font.strip().lower())
    return "".join(_read_letter(signs, letter) for letter in text) if signs is not None else text


def _read_letter(signs: dict[int, str], letter: str) -> str:
    number = ord(letter)
    if _PRIVATE <= number <= _PRIVATE + 0xFF:
        number -= _PRIVATE
    return signs.get(number, UNKNOWN) if 0x20 < number <= 0xFF else letter
