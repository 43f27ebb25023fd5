"""The text of a Word paragraph as a reader of the printed page sees it."""

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
VAL = W + "val"
BOX_TEXT = W + "txbxContent"
HIDDEN = "有隐藏文字"

_R, _T, _SDT = W + "r", W + "t", W + "sdt"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_CHARACTERS = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
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


def read_text(
    paragraph: etree._Element, hidden_styles: frozenset[str] = frozenset()
) -> tuple[str, frozenset[str]]:
    """What a reader of the printed page sees of a paragraph, and why that may not be certain (Chinese).
    Text in one of `hidden_styles` is not seen."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    if style is not None and style.get(VAL) in hidden_styles:
        return "", frozenset({HIDDEN} if any(t.text for t in paragraph.iter(_T)) else ())
    parts: list[str] = []
    doubts: set[str] = set()
    _gather(paragraph, parts, doubts, hidden_styles)
    return "".join(parts), frozenset(doubts)


def _gather(element: etree._Element, parts: list[str], doubts: set[str], hidden: frozenset[str]) -> None:
    for child in element:
        tag = child.tag
        if tag in (_T, _MATH_TEXT):
            parts.append(child.text or "")
        elif tag in _CHARACTERS:
            parts.append(_CHARACTERS[tag])
        elif tag in UNSEEN or tag == BOX_TEXT or _is_prompt(child):
            if tag in _NOTED:
                doubts.add(_NOTED[tag])
        elif tag == _R:
            _gather_run(child, parts, doubts, hidden)
        elif tag == W + "sym":
            parts.append(_symbol(child))
        else:
            _gather(child, parts, doubts, hidden)


def _is_prompt(element: etree._Element) -> bool:
    """A content control that still shows its prompt ("单击此处输入文字") holds nothing."""
    return element.tag == _SDT and element.find(f"{W}sdtPr/{W}showingPlcHdr") is not None


def _gather_run(run: etree._Element, parts: list[str], doubts: set[str], hidden: frozenset[str]) -> None:
    """A run's text, unless it is hidden; white, struck and raised text is doubtful."""
    look = run.find(W + "rPr")
    said: list[str] = []
    _gather(run, said, doubts, hidden)
    text = "".join(said)
    if look is None or not text.strip():
        parts.append(text)
    elif _is_on(look, "vanish") or _style_of(look) in hidden:
        doubts.add(HIDDEN)
    else:
        parts.append(text)
        color, raised = look.find(W + "color"), look.find(W + "vertAlign")
        if color is not None and (color.get(VAL) or "").upper() == "FFFFFF":
            doubts.add("有白色的文字，纸面上看不见")
        if raised is not None and raised.get(VAL) in ("superscript", "subscript"):
            doubts.add("有上标或下标的小字（可能是注释号）")
        if _is_on(look, "strike") or _is_on(look, "dstrike"):
            doubts.add("有划掉的文字")


def _style_of(look: etree._Element) -> str | None:
    style = look.find(W + "rStyle")
    return style.get(VAL) if style is not None else None


def _is_on(look: etree._Element, name: str) -> bool:
    flag = look.find(W + name)
    return flag is not None and flag.get(VAL) not in ("0", "false", "off", "none")


# Wingdings and Wingdings 2: the boxes that forms are ticked with.
_BOXES = {
    "F0FE": "☑",
    "F0A8": "□",
    "F06F": "□",
    "F0FD": "☒",
    "F052": "☑",
    "F0A3": "□",
    "F0FC": "√",
    "F050": "√",
}


def _symbol(element: etree._Element) -> str:
    code = (element.get(W + "char") or "").upper()
    return _BOXES.get(code, "\ufffd")
