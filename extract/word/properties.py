"""What Word says of a paragraph, a run, a row or a cell: w:pPr, w:rPr, w:trPr, w:tcPr.

Every look-up in the tree costs about as much as reading all properties of an element, and many questions
are asked of each: so they are read once, into a mapping.
"""

from collections.abc import Mapping

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = W + "val"
OF_PARAGRAPH, OF_RUN, OF_ROW, OF_CELL = W + "pPr", W + "rPr", W + "trPr", W + "tcPr"
"""Below a paragraph's own properties OF_RUN is the look of its end."""

_STYLE, _DELETED, _MOVED = W + "pStyle", W + "del", W + "moveFrom"
_OFF = ("0", "false", "off", "none")

Properties = Mapping[str, etree._Element]
"""By their tags; of two alike the first counts."""

NO_PROPERTIES: Properties = {}


def read_properties(element: etree._Element, kind: str) -> Properties:
    """The properties of one kind; empty where an element has none."""
    for properties in element.iterchildren(kind):
        return {part.tag: part for part in properties.iterchildren(reversed=True)}
    return NO_PROPERTIES


def style_of(paragraph: Properties) -> str | None:
    """The id of the style that a paragraph names."""
    style = paragraph.get(_STYLE)
    return style.get(VAL) or "" if style is not None else None


def is_on(element: etree._Element, name: str) -> bool:
    """Is a flag that stands below an element set and not switched off?"""
    flag = element.find(W + name)
    return flag is not None and flag.get(VAL) not in _OFF


def is_end_gone(paragraph: Properties) -> bool:
    """Is the end of the paragraph marked as deleted or moved away, so that what is left of it runs on into
    the next one?"""
    mark = paragraph.get(OF_RUN)
    return mark is not None and next(mark.iterchildren(_DELETED, _MOVED), None) is not None
