"""The numbers that Word puts in front of paragraphs by itself: they stand in numbering.xml and on the
printed page, not in the text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from lxml import etree

from extract.word.ordinals import write_ordinal
from extract.word.properties import (
    OF_PARAGRAPH,
    OF_RUN,
    VAL,
    Properties,
    W,
    is_end_gone,
    is_on,
    read_properties,
    style_of,
)

_DEEPEST = 9
_LONGEST_CHAIN = 20
_PLACEHOLDER = re.compile(r"%([1-9])")
_NUMBER_OF = W + "numPr"
_NUMBER_ID, _DEPTH = W + "numId", W + "ilvl"
_NONE = "0"
"""The numId that takes a style's numbering away."""
_CLOSED = re.compile(r"[、。，：）】〕」．]$")
_RUNS_ON = re.compile(r"[.．\dA-Za-z]$")


@dataclass(frozen=True, slots=True)
class AutoNumber:
    """A number as it is printed, "（一）" or "1."; `spaced`: a tab or a blank follows it."""

    text: str
    spaced: bool = True

    def before(self, text: str) -> str:
        """The paragraph with its number. 3. in front of 10亿元 is written 3、10亿元, so that nobody reads
        it as 3.10亿元."""
        text = text.lstrip()
        if text[:1].isdigit() and _RUNS_ON.search(self.text):
            return f"{self.text.rstrip('.．')}、{text}"
        return self.text + (" " if self.spaced and not _CLOSED.search(self.text) else "") + text


@dataclass(frozen=True, slots=True)
class _Level:
    """`style` numbers its paragraphs on this level; `restart` is the level (from 1) whose numbers start
    this one anew, 0 for none; `legal`: all numbers are written with digits."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    spaced: bool = True
    restart: int | None = None
    legal: bool = False
    hidden: bool = False
    style: str | None = None


@dataclass(frozen=True, slots=True)
class _List:
    """A w:num. Those of one `family` (w:abstractNum) count on; `restarted` levels start anew where the
    list is first used."""

    family: str
    levels: dict[int, _Level]
    restarted: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _StyleNumbering:
    number: str | None = None
    depth: int | None = None
    styles: tuple[str, ...] = ()


@dataclass
class Numbering:
    """The lists of one document and how far each has counted; ask for each paragraph once, in order."""

    nums: dict[str, etree._Element] = field(default_factory=dict)
    abstracts: dict[str, etree._Element] = field(default_factory=dict)
    styles: dict[str, etree._Element] = field(default_factory=dict)
    default: str | None = None
    _lists: dict[str, _List | None] = field(default_factory=dict)
    _by_style: dict[str, _StyleNumbering] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _used: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, package: Any) -> "Numbering":
        """`package` is a python-docx document; one without lists has no numbers."""
        try:
            root = package.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).element
            styles = package.part.styles.element
        except (KeyError, AttributeError):
            return cls()
        by_id = {str(e.get(W + "styleId")): e for e in styles.iterchildren(W + "style")}
        default = next(
            (i for i, e in by_id.items() if e.get(W + "default") in ("1", "true") and _is_for_paragraphs(e)),
            None,
        )
        nums = {str(e.get(_NUMBER_ID)): e for e in root.iterchildren(W + "num")}
        abstracts = {str(e.get(W + "abstractNumId")): e for e in root.iterchildren(W + "abstractNum")}
        return cls(nums, abstracts, by_id, default)

    def number_of(self, properties: Properties) -> AutoNumber | None:
        """The number in front of a paragraph with some properties, or None. Paragraphs whose end is hidden
        or marked as deleted are not counted."""
        if not self.nums:
            return None
        number, depth = self._place(properties)
        if number is None:
            return None
        numbered = self._list(number)
        if numbered is None or depth not in numbered.levels or _does_not_count(properties):
            return None
        counts = self._count(number, numbered, depth)
        return _printed(numbered, depth, counts)

    def _place(self, properties: Properties) -> tuple[str | None, int]:
        """The list and the level of a paragraph: its own, or its style's."""
        number, depth = _read_place(properties)
        style = style_of(properties)
        if style is None:
            style = self.default
        inherited = self._numbering_of_style(style) if style else _StyleNumbering()
        number = number or inherited.number
        if number is None or number == _NONE:
            return None, 0
        if depth is None:
            depth = self._depth_by_style(number, inherited)
        return number, depth

    def _depth_by_style(self, number: str, inherited: _StyleNumbering) -> int:
        """The level that names the style, else the one that the style names."""
        numbered = self._list(number)
        levels = numbered.levels if numbered else {}
        for style in inherited.styles:
            for depth, level in levels.items():
                if level.style == style:
                    return depth
        return inherited.depth or 0

    def _numbering_of_style(self, style: str, chain: int = 0) -> _StyleNumbering:
        if style in self._by_style:
            return self._by_style[style]
        element = self.styles.get(style)
        if element is None or chain > _LONGEST_CHAIN:
            return _StyleNumbering()
        parent = element.find(W + "basedOn")
        base = self._numbering_of_style(parent.get(VAL) or "", chain + 1) if parent is not None else None
        number, depth = _read_place(read_properties(element, OF_PARAGRAPH))
        if base is not None:
            number, depth = number or base.number, base.depth if depth is None else depth
        found = _StyleNumbering(number, depth, (style, *(base.styles if base else ())))
        self._by_style[style] = found
        return found

    def _list(self, number: str | None, chain: int = 0) -> _List | None:
        if number is None or chain > _LONGEST_CHAIN:
            return None
        if number not in self._lists:
            self._lists[number] = self._read_list(number, chain)
        return self._lists[number]

    def _read_list(self, number: str, chain: int) -> _List | None:
        num = self.nums.get(number)
        family = _value(num, "abstractNumId") if num is not None else None
        abstract = self.abstracts.get(family or "")
        if num is None or family is None or abstract is None:
            return None
        link = _value(abstract, "numStyleLink")
        if link is not None:
            base = self._list(self._numbering_of_style(link).number, chain + 1)
        else:
            base = _List(family, _read_levels(abstract.iterchildren(W + "lvl")))
        return _overridden(base, num) if base else None

    def _count(self, number: str, numbered: _List, depth: int) -> dict[int, int]:
        """The counts of a list behind its next number on a level."""
        counts = self._counts.setdefault(numbered.family, {})
        if number not in self._used:
            self._used.add(number)
            for level in numbered.restarted:
                counts.pop(level, None)
        counts[depth] = counts[depth] + 1 if depth in counts else numbered.levels[depth].start
        for deeper in [level for level in counts if level > depth]:
            restart = numbered.levels[deeper].restart if deeper in numbered.levels else None
            if restart is None or depth < restart:
                del counts[deeper]
        return counts


def _printed(numbered: _List, depth: int, counts: dict[int, int]) -> AutoNumber | None:
    level = numbered.levels[depth]
    if level.hidden or level.form == "bullet":
        return None

    def sign(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        shown = numbered.levels.get(at, _Level())
        form = "decimal" if level.legal and shown.form not in ("none", "bullet") else shown.form
        return write_ordinal(counts.get(at, shown.start), form)

    text = _PLACEHOLDER.sub(sign, level.text).strip()
    return AutoNumber(text, level.spaced) if text else None


def _read_levels(elements: Iterable[etree._Element]) -> dict[int, _Level]:
    levels = {}
    for element in elements:
        depth = _whole(element.get(_DEPTH), -1)
        if 0 <= depth < _DEEPEST:
            levels[depth] = _read_level(element)
    return levels


def _read_level(element: etree._Element) -> _Level:
    look = element.find(OF_RUN)
    restart = _value(element, "lvlRestart")
    return _Level(
        start=_whole(_value(element, "start"), 0),
        form=_form_of(element),
        text=_value(element, "lvlText") or "",
        spaced=_value(element, "suff") != "nothing",
        restart=_whole(restart, 0) if restart is not None else None,
        legal=is_on(element, "isLgl"),
        hidden=look is not None and is_on(look, "vanish"),
        style=_value(element, "pStyle"),
    )


def _form_of(element: etree._Element) -> str:
    """A form of its own (001, 002) stands beside the nearest old one."""
    forms = [form.get(VAL) for form in element.iter(W + "numFmt")]
    return next((form for form in forms if form and form != "custom"), "decimal")


def _overridden(base: _List, num: etree._Element) -> _List:
    levels, restarted = dict(base.levels), set(base.restarted)
    for override in num.iterchildren(W + "lvlOverride"):
        depth = _whole(override.get(_DEPTH), -1)
        own = override.find(W + "lvl")
        if own is not None and 0 <= depth < _DEEPEST:
            levels[depth] = _read_level(own)
        start = _value(override, "startOverride")
        if start is not None and depth in levels:
            levels[depth] = replace(levels[depth], start=_whole(start, 1))
            restarted.add(depth)
    return _List(base.family, levels, frozenset(restarted))


def _read_place(properties: Properties) -> tuple[str | None, int | None]:
    numbering = properties.get(_NUMBER_OF)
    if numbering is None:
        return None, None
    depth = _value(numbering, "ilvl")
    return _value(numbering, "numId"), _whole(depth, 0) if depth is not None else None


def _does_not_count(properties: Properties) -> bool:
    mark = properties.get(OF_RUN)
    return mark is not None and (is_on(mark, "vanish") or is_end_gone(properties))


def _is_for_paragraphs(style: etree._Element) -> bool:
    return bool(style.get(W + "type") == "paragraph")


def _value(element: etree._Element, name: str) -> str | None:
    child = element.find(W + name)
    return child.get(VAL) if child is not None else None


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text is not None and re.fullmatch(r"-?\d{1,9}", text) else otherwise
