"""How a Word paragraph looks: its style, its outline level, bold, centred."""

from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from extract.word_text import marks_of

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LONGEST_BOLD = 60
_VAL = _W + "val"


@dataclass(frozen=True, slots=True)
class Look:
    """`outline` counts from 1; None for body text."""

    style: str | None = None
    outline: int | None = None
    bold: bool = False
    centered: bool = False


@dataclass
class Styles:
    """The styles of a document by their ids, with what they inherit."""

    elements: dict[str, etree._Element]
    looks: dict[str, Look] = field(default_factory=dict)
    marks: dict[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, package: Any) -> "Styles":
        """`package` is a python-docx document; one without styles has none."""
        try:
            root = package.part.styles.element
        except KeyError:
            return cls({})
        return cls({str(e.get(_W + "styleId")): e for e in root.iterchildren(_W + "style")})

    def marks_of(self, style_id: str, depth: int = 0) -> frozenset[str]:
        """What a style says against its text (Chinese)."""
        if style_id in self.marks:
            return self.marks[style_id]
        element = self.elements.get(style_id)
        if element is None or depth > 20:
            return frozenset()
        look, parent = element.find(_W + "rPr"), element.find(_W + "basedOn")
        own = marks_of(look) if look is not None else frozenset[str]()
        inherited = self.marks_of(parent.get(_VAL) or "", depth + 1) if parent is not None else frozenset()
        self.marks[style_id] = own | inherited
        return own | inherited

    def look_of(self, paragraph: etree._Element, text: str) -> Look:
        """`text` is what the paragraph says; whether a long one is bold is nobody's question."""
        properties = paragraph.find(_W + "pPr")
        base = Look()
        if properties is not None:
            style = properties.find(_W + "pStyle")
            if style is not None:
                base = self._look_of_style(style.get(_VAL) or "")
        return Look(
            style=base.style,
            outline=_outline(properties, base.outline),
            bold=len(text) <= _LONGEST_BOLD and _all_bold(paragraph, base.bold),
            centered=_centered(properties, base.centered),
        )

    def _look_of_style(self, style_id: str, depth: int = 0) -> Look:
        if style_id in self.looks:
            return self.looks[style_id]
        element = self.elements.get(style_id)
        if element is None or depth > 20 or element.get(_W + "type") != "paragraph":
            return Look()
        parent = element.find(_W + "basedOn")
        base = self._look_of_style(parent.get(_VAL) or "", depth + 1) if parent is not None else Look()
        name = element.find(_W + "name")
        properties = element.find(_W + "pPr")
        look = Look(
            style=name.get(_VAL) if name is not None else style_id,
            outline=_outline(properties, base.outline),
            bold=_flag(element.find(f"{_W}rPr/{_W}b"), base.bold),
            centered=_centered(properties, base.centered),
        )
        self.looks[style_id] = look
        return look


def _outline(properties: etree._Element | None, inherited: int | None) -> int | None:
    level = properties.find(_W + "outlineLvl") if properties is not None else None
    if level is None:
        return inherited
    number = int(level.get(_VAL) or 9)
    return number + 1 if number < 9 else None


def _centered(properties: etree._Element | None, inherited: bool) -> bool:
    align = properties.find(_W + "jc") if properties is not None else None
    return align.get(_VAL) == "center" if align is not None else inherited


def _all_bold(paragraph: etree._Element, inherited: bool) -> bool:
    written = False
    for run in paragraph.iter(_W + "r"):
        if any((text.text or "").strip() for text in run.iter(_W + "t")):
            if not _flag(run.find(f"{_W}rPr/{_W}b"), inherited):
                return False
            written = True
    return written


def _flag(element: etree._Element | None, inherited: bool) -> bool:
    return inherited if element is None else element.get(_VAL) not in ("0", "false", "off")
