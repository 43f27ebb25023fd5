"""Where pictures stand in a Word file, and what of each a person sees: its size, cut and turn.

Only the tree is looked at; no picture is opened.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from lxml import etree

from extract.word.properties import OF_RUN, W

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_V = "{urn:schemas-microsoft-com:vml}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_BLIP, _IMAGE_DATA = _A + "blip", _V + "imagedata"
_CHOICE, _FALLBACK = (_MC + tag for tag in ("Choice", "Fallback"))
_HOLDERS = (_WP + "inline", _WP + "anchor")
_GONE = (W + "del", W + "moveFrom")
_GROUPS = ("}wgp", "}grpSp", "}wpc")
_RUN = W + "r"
_EMU = 12_700
"""English metric units in a point."""
_WHOLE, _DEGREE, _FIXED = 100_000, 60_000, 65_536
_LENGTH = re.compile(r"([\d.]+)\s*(pt|in|cm|mm|px)?")
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "px": 0.75, None: 0.75}
_A4 = (595.3, 841.9)
_PAGE_SIZED = 0.5

BlockEnd = tuple[int, int]
"""How many paragraphs and tables of the flow stand up to the end of a block."""
CellAt = tuple[int, int, int]
"""Table, row and column."""
Blocks = Mapping[etree._Element, BlockEnd]
Cells = Mapping[etree._Element, CellAt]


@dataclass(frozen=True, slots=True)
class Shown:
    """How a picture is shown: `width` and `height` in points, None where the file does not say; the parts
    cut off left, top, right and below, of one; quarters that it is turned to the right."""

    width: float | None
    height: float | None
    crop: tuple[float, float, float, float]
    turn: int

    def covers(self, share: float, page: tuple[float, float]) -> bool:
        """Does it take up this share of a page, as far as can be known."""
        if self.width is None or self.height is None:
            return True
        return self.width * self.height >= share * page[0] * page[1]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture, the block of the flow that it stands in, and its cell where it stands in a table.
    `content` is None where it lies outside the file."""

    content: bytes | None
    block: BlockEnd
    cell: CellAt | None
    shown: Shown


def find_drawings(package: Any, ends: Blocks, cells: Cells) -> list[Drawing]:
    """All pictures in the order of the text; of those in headers and footers, which stand first, only such
    as fill half a page. `ends` says where each paragraph and table ends, `cells` which cell is which."""
    found = [drawing for part in _margins(package) for drawing in _drawings(part, part.element, {}, {})]
    page = page_size(package)
    found = [d for d in found if d.shown.width is not None and d.shown.covers(_PAGE_SIZED, page)]
    if any(relation.reltype == RELATIONSHIP_TYPE.IMAGE for relation in package.part.rels.values()):
        found += _drawings(package.part, package.element.body, ends, cells)
    return found


def page_size(package: Any) -> tuple[float, float]:
    """The width and height of the first section's pages in points; A4 where it does not say."""
    section = package.sections[0] if len(package.sections) else None
    if section is None or not section.page_width or not section.page_height:
        return _A4
    return section.page_width / _EMU, section.page_height / _EMU


def _margins(package: Any) -> list[Any]:
    """The headers and footers with pictures in them."""
    kinds = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)
    parts = [r.target_part for r in package.part.rels.values() if r.reltype in kinds and not r.is_external]
    return [part for part in parts if any(r.reltype == RELATIONSHIP_TYPE.IMAGE for r in part.rels.values())]


def _drawings(part: Any, root: etree._Element, ends: Blocks, cells: Cells) -> Iterator[Drawing]:
    for element in root.iter(_BLIP, _IMAGE_DATA):
        above = list(element.iterancestors())
        key = element.get(_R + "embed") or element.get(_R + "id") or element.get(_R + "link")
        relation = part.rels.get(key) if key else None
        if relation is None or not _is_shown(above):
            continue
        yield Drawing(
            content=None if relation.is_external else relation.target_part.blob,
            # The outermost block: a text box or a cell stands inside a paragraph or a table of the flow.
            block=next((ends[a] for a in reversed(above) if a in ends), (0, 0)),
            cell=next((cells[a] for a in above if a in cells), None),
            shown=_shown_blip(element, above) if element.tag == _BLIP else _shown_vml(element, above),
        )


def _is_shown(above: list[etree._Element]) -> bool:
    """Not deleted, not hidden, and not the spare version of what stands there in another way too."""
    for element in above:
        if element.tag in _GONE:
            return False
        if element.tag == _FALLBACK and _has_choice(element):
            return False
        if element.tag == _RUN and element.find(f"{OF_RUN}/{W}vanish") is not None:
            return False
        if element.tag in _HOLDERS:
            properties = element.find(_WP + "docPr")
            if properties is not None and properties.get("hidden") in ("1", "true"):
                return False
    return True


def _has_choice(fallback: etree._Element) -> bool:
    alternatives = fallback.getparent()
    choices = [] if alternatives is None else alternatives.findall(_CHOICE)
    return any(next(choice.iter(_BLIP, _IMAGE_DATA), None) is not None for choice in choices)


def _shown_blip(blip: etree._Element, above: list[etree._Element]) -> Shown:
    """A picture of its own has the size of its frame in the text; one in a group has its own."""
    cut = above[0].find(_A + "srcRect")
    crop = [_number(cut, side) / _WHOLE for side in "ltrb"] if cut is not None else [0.0] * 4
    shape = next(above[1].iter(_A + "xfrm"), None) if len(above) > 1 else None
    frame = next((a.find(_WP + "extent") for a in above if a.tag in _HOLDERS), None)
    grouped = any(a.tag.endswith(_GROUPS) for a in above)
    extent = shape.find(_A + "ext") if shape is not None and (grouped or frame is None) else frame
    width, height = (_number(extent, side) / _EMU if extent is not None else 0.0 for side in ("cx", "cy"))
    turn = round(_number(shape, "rot") / _DEGREE / 90) % 4 if shape is not None else 0
    return _shown(width, height, crop, turn)


def _shown_vml(image: etree._Element, above: list[etree._Element]) -> Shown:
    style = (above[0].get("style") or "").replace(" ", "").lower()
    said = dict(part.split(":", 1) for part in style.split(";") if ":" in part)
    crop = [_fraction(image.get(f"crop{side}")) for side in ("left", "top", "right", "bottom")]
    turned = re.match(r"-?\d+", said.get("rotation", ""))
    turn = round(int(turned.group()) / 90) % 4 if turned else 0
    return _shown(_length(said.get("width", "")), _length(said.get("height", "")), crop, turn)


def _shown(width: float, height: float, crop: list[float], turn: int) -> Shown:
    left, top, right, bottom = (min(0.95, max(0.0, part)) for part in crop)
    if left + right >= 1 or top + bottom >= 1:
        left = top = right = bottom = 0.0
    if turn % 2:
        width, height = height, width
    known = width > 0 and height > 0
    return Shown(width if known else None, height if known else None, (left, top, right, bottom), turn)


def _number(element: etree._Element, name: str) -> float:
    value = element.get(name) or ""
    return float(value) if re.fullmatch(r"-?\d+(?:\.\d+)?", value) else 0.0


def _length(text: str) -> float:
    match = _LENGTH.fullmatch(text)
    return float(match[1]) * _POINTS[match[2]] if match and match[1].count(".") < 2 else 0.0


def _fraction(text: str | None) -> float:
    match = re.fullmatch(r"(-?[\d.]+)(f?)", text or "")
    if match is None or match[1].count(".") > 1 or match[1] in (".", "-", "-."):
        return 0.0
    return float(match[1]) / _FIXED if match[2] else float(match[1])
