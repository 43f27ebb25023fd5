"""How a Word paragraph looks: its style, its outline level, bold, centred."""

from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from dossier import Paragraph
from extract.word.properties import OF_PARAGRAPH, OF_RUN, VAL, Properties, W, read_properties, style_of
from extract.word.text import marks_of

_LONGEST_BOLD = 60
_OUTLINE, _ALIGNMENT, _BOLD = W + "outlineLvl", W + "jc", W + "b"
_RUN, _TEXT, _RUN_PROPERTIES, _SIZE = W + "r", W + "t", W + "rPr", W + "sz"


@dataclass(frozen=True, slots=True)
class Look:
    """`outline` counts from 1; None for body text. `size` is in points, None where only the document's own
    default says it."""

    style: str | None = None
    outline: int | None = None
    bold: bool = False
    centered: bool = False
    size: float | None = None

    def paragraph(self, text: str, index: int) -> Paragraph:
        return Paragraph(text, index, self.style, self.outline, self.bold, self.centered, size=self.size)


_PLAIN = Look()


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
        return cls({str(e.get(W + "styleId")): e for e in root.iterchildren(W + "style")})

    def marks_of(self, style_id: str, depth: int = 0) -> frozenset[str]:
        """What a style says against its text (Chinese)."""
        if style_id in self.marks:
            return self.marks[style_id]
        element = self.elements.get(style_id)
        if element is None or depth > 20:
            return frozenset()
        own, parent = marks_of(read_properties(element, OF_RUN)), element.find(W + "basedOn")
        inherited = self.marks_of(parent.get(VAL) or "", depth + 1) if parent is not None else frozenset()
        self.marks[style_id] = own | inherited
        return own | inherited

    def look_of(self, paragraph: etree._Element, properties: Properties, text: str) -> Look:
        """`text` is what the paragraph says; whether a long one is bold is nobody's question."""
        style = style_of(properties)
        base = self._look_of_style(style) if style is not None else _PLAIN
        return Look(
            style=base.style,
            outline=_outline(properties, base.outline),
            bold=len(text) <= _LONGEST_BOLD and _all_bold(paragraph, base.bold),
            centered=_centered(properties, base.centered),
            size=_size_of_runs(paragraph, base.size),
        )

    def _look_of_style(self, style_id: str, depth: int = 0) -> Look:
        if style_id in self.looks:
            return self.looks[style_id]
        element = self.elements.get(style_id)
        if element is None or depth > 20 or element.get(W + "type") != "paragraph":
            return _PLAIN
        parent = element.find(W + "basedOn")
        base = self._look_of_style(parent.get(VAL) or "", depth + 1) if parent is not None else _PLAIN
        name = element.find(W + "name")
        properties = read_properties(element, OF_PARAGRAPH)
        look = Look(
            style=name.get(VAL) if name is not None else style_id,
            outline=_outline(properties, base.outline),
            bold=_is_bold(read_properties(element, OF_RUN), base.bold),
            centered=_centered(properties, base.centered),
            size=_size(element.find(_RUN_PROPERTIES), base.size),
        )
        self.looks[style_id] = look
        return look


def _outline(properties: Properties, inherited: int | None) -> int | None:
    level = properties.get(_OUTLINE)
    if level is None:
        return inherited
    number = int(level.get(VAL) or 9)
    return number + 1 if number < 9 else None


def _centered(properties: Properties, inherited: bool) -> bool:
    align = properties.get(_ALIGNMENT)
    return align.get(VAL) == "center" if align is not None else inherited


def _all_bold(paragraph: etree._Element, inherited: bool) -> bool:
    written = False
    for run in paragraph.iter(_RUN):
        if any((text.text or "").strip() for text in run.iter(_TEXT)):
            if not _is_bold(read_properties(run, OF_RUN), inherited):
                return False
            written = True
    return written


def _size_of_runs(paragraph: etree._Element, inherited: float | None) -> float | None:
    """That of the first run with text."""
    for run in paragraph.iter(_RUN):
        if any((text.text or "").strip() for text in run.iter(_TEXT)):
            return _size(run.find(_RUN_PROPERTIES), inherited)
    return inherited


def _size(properties: etree._Element | None, inherited: float | None) -> float | None:
    """Word counts in halves of a point."""
    size = properties.find(_SIZE) if properties is not None else None
    value = size.get(VAL) if size is not None else None
    return int(value) / 2 if value and value.isdecimal() else inherited


def _is_bold(look: Properties, inherited: bool) -> bool:
    bold = look.get(_BOLD)
    return inherited if bold is None else bold.get(VAL) not in ("0", "false", "off")
