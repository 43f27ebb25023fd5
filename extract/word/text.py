"""The text of a Word paragraph as a reader of the printed page sees it."""

import re
from collections.abc import Callable
from copy import deepcopy

from lxml import etree

from extract.word.properties import OF_RUN, VAL, Properties, W, is_on, read_properties, style_of
from extract.word.symbols import UNKNOWN, is_symbol_font, read_symbol, read_symbols

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
BOX_TEXT = W + "txbxContent"
HIDDEN = "有隐藏文字"
_UNREADABLE = "有认不出的符号，请看原件"
_PRIVATE = re.compile(f"[\ue000-\uf8ff{UNKNOWN}]")
_VOLATILE = re.compile(r"^\s*(?:DATE|TIME|SAVEDATE|PRINTDATE|CREATEDATE|EDITTIME|FILENAME)\b", re.IGNORECASE)
_SOFT_HYPHEN = "\xad"
_PALE = 0xF0

_COLOR, _VERTICAL, _POSITION = W + "color", W + "vertAlign", W + "position"
_RAISED = "有上标或下标的小字（可能是注释号）"
_MARKS_BY_TAG = {
    W + "vanish": HIDDEN,
    W + "strike": "有划掉的文字",
    W + "dstrike": "有划掉的文字",
    _COLOR: "有白色的文字，纸面上看不见",
    _VERTICAL: _RAISED,
    _POSITION: _RAISED,
}
_NO_MARKS: frozenset[str] = frozenset()

Marks = Callable[[str], frozenset[str]]
"""What a style, by its id, says against its text (Chinese)."""

_R, _T, _SDT = W + "r", W + "t", W + "sdt"
_SYMBOL, _FONTS, _ASCII_FONT, _RUN_STYLE = W + "sym", W + "rFonts", W + "ascii", W + "rStyle"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MATH_TEXT = _MATH + "t"
_BUILT_UP = frozenset(_MATH + tag for tag in ("f", "rad", "sSup", "sSub", "sSubSup", "sPre", "m", "eqArr"))
"""Formulas whose parts do not stand in one line: a fraction is not the digits of both its numbers."""
_INSTRUCTION, _FIELD_PART = W + "instrText", W + "fldChar"
_CHARACTERS = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-", W + "ptab": "\t"}
_NOTED = {
    W + "commentReference": "格子有批注，请看原件",
    W + "footnoteReference": "格子有脚注，请看原件",
    W + "endnoteReference": "格子有尾注，请看原件",
}
# Deleted and moved-away text, instructions of fields, properties, notes in the margin: not what stands there.
UNSEEN = frozenset(
    [W + tag for tag in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "sdtPr", "sdtEndPr", "rt")]
    + [_MC + "Fallback", *_NOTED]
)


def read_text(paragraph: etree._Element, properties: Properties, marks: Marks) -> tuple[str, frozenset[str]]:
    """What a reader of the printed page sees of a paragraph with some properties, and why that may not be
    certain (Chinese). `marks` says what the styles do to their text."""
    parts: list[str] = []
    doubts: set[str] = set()
    style = style_of(properties)
    own = marks(style) if style is not None else _NO_MARKS
    if volatile := _volatile_runs(paragraph):
        doubts.add("有自动更新的日期或文件名，没有当作内容读取")
        paragraph = _without_runs(paragraph, volatile)
    _gather(paragraph, parts, doubts, marks)
    text = "".join(parts).replace(_SOFT_HYPHEN, "")
    if _PRIVATE.search(text):
        doubts.add(_UNREADABLE)
    if not own or not text.strip():
        return text, frozenset(doubts)
    return ("" if HIDDEN in own else text), frozenset(doubts | own)


def _gather(element: etree._Element, parts: list[str], doubts: set[str], marks: Marks) -> None:
    for child in element:
        tag = child.tag
        if tag == _R:
            _gather_run(child, parts, doubts, marks)
        elif tag in (_T, _MATH_TEXT):
            parts.append(child.text or "")
        elif tag in _CHARACTERS:
            parts.append(_CHARACTERS[tag])
        elif tag in UNSEEN or tag == BOX_TEXT or is_prompt(child):
            if tag in _NOTED:
                doubts.add(_NOTED[tag])
        elif tag == _SYMBOL:
            parts.append(read_symbol(child.get(W + "font") or "", child.get(W + "char") or ""))
        elif tag == W + "ffData":
            _gather_form_field(child, parts, doubts)
        else:
            if tag in _BUILT_UP:
                doubts.add("有分数、指数一类的公式，请看原件")
            _gather(child, parts, doubts, marks)


def _volatile_runs(paragraph: etree._Element) -> list[int]:
    """The runs, by their number, that show the result of a field which changes with the day or the file:
    what stands there now is not what the county saw."""
    if not any(_VOLATILE.search(code.text or "") for code in paragraph.iter(_INSTRUCTION)):
        return []
    found, volatile, shows, depth = [], False, False, 0
    for number, run in enumerate(paragraph.iter(_R)):
        for part in run:
            kind = part.get(W + "fldCharType") if part.tag == _FIELD_PART else None
            if kind == "begin":
                depth += 1
            elif part.tag == _INSTRUCTION and _VOLATILE.search(part.text or ""):
                volatile = True
            elif kind == "separate":
                shows = volatile
            elif kind == "end":
                depth -= 1
                volatile, shows = (volatile, shows) if depth else (False, False)
        if shows:
            found.append(number)
    return found


def _without_runs(paragraph: etree._Element, runs: list[int]) -> etree._Element:
    """The paragraph without some of its runs; the file's own tree stays as it is."""
    copied = deepcopy(paragraph)
    for run in [run for number, run in enumerate(copied.iter(_R)) if number in runs]:
        parent = run.getparent()
        if parent is not None:
            parent.remove(run)
    return copied


def is_prompt(element: etree._Element) -> bool:
    """A content control that still shows its prompt ("单击此处输入文字") holds nothing."""
    properties = element.find(W + "sdtPr") if element.tag == _SDT else None
    return properties is not None and is_on(properties, "showingPlcHdr")


def _gather_form_field(element: etree._Element, parts: list[str], doubts: set[str]) -> None:
    """Old form fields draw their check box or their choice themselves."""
    box, choices = element.find(W + "checkBox"), element.find(W + "ddList")
    if box is not None:
        checked = "checked" if box.find(W + "checked") is not None else "default"
        parts.append("☒" if is_on(box, checked) else "☐")
    elif choices is not None:
        doubts.add("有下拉框，请看原件")
        at = [choices.find(W + tag) for tag in ("result", "default")]
        chosen = next((element.get(VAL) or "" for element in at if element is not None), "0")
        entries = [entry.get(VAL) or "" for entry in choices.iterchildren(W + "listEntry")]
        parts.append(entries[int(chosen)] if chosen.isdecimal() and int(chosen) < len(entries) else "")


def _gather_run(run: etree._Element, parts: list[str], doubts: set[str], marks: Marks) -> None:
    """A run's text, unless it is hidden; white, struck and raised text is doubtful."""
    look = read_properties(run, OF_RUN)
    said: list[str] = []
    _gather(run, said, doubts, marks)
    text = "".join(said)
    if is_symbol_font(_font_of(look)) and run.find(_SYMBOL) is None:
        text = read_symbols(_font_of(look), text)
    own = marks_of(look) | marks(_style_of(look))
    if not own or not text.strip():
        parts.append(text)
    elif HIDDEN in own:
        doubts.add(HIDDEN)
    else:
        parts.append(text)
        doubts |= own


def marks_of(look: Properties) -> frozenset[str]:
    """What run properties say against their text (Chinese)."""
    if _MARKS_BY_TAG.keys().isdisjoint(look):
        return _NO_MARKS
    return frozenset(mark for tag, mark in _MARKS_BY_TAG.items() if tag in look and _says_so(look[tag]))


def _says_so(part: etree._Element) -> bool:
    """Is a property of text, of those that speak against it, switched on."""
    value = part.get(VAL)
    if part.tag == _COLOR:
        return _is_white(part)
    if part.tag == _VERTICAL:
        return value in ("superscript", "subscript")
    return value not in ("0", "false", "off", "none") and not (part.tag == _POSITION and value is None)


def _is_white(color: etree._Element) -> bool:
    if color.get(W + "themeColor") in ("background1", "light1", "bg1"):
        return True
    value = color.get(VAL) or ""
    return re.fullmatch(r"[0-9A-Fa-f]{6}", value) is not None and min(bytes.fromhex(value)) >= _PALE


def _style_of(look: Properties) -> str:
    style = look.get(_RUN_STYLE)
    return style.get(VAL) or "" if style is not None else ""


def _font_of(look: Properties) -> str:
    fonts = look.get(_FONTS)
    return fonts.get(_ASCII_FONT) or "" if fonts is not None else ""
