"""What is drawn on a PDF page beside its text, asked object by object: rules, pictures, outlines, and which
texts nobody sees."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from dossier import Box

_INVISIBLE = frozenset({pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium_c.FPDF_TEXTRENDERMODE_CLIP})
_UNSEEN_NOTES = frozenset({pdfium_c.FPDF_ANNOT_LINK, pdfium_c.FPDF_ANNOT_POPUP})
_SIMPLE = 12
"""Up to so many points a path is a rule, a box or a tick; letters drawn as outlines have more."""
_THIN, _SMALL, _FEW = 2.5, 30.0, 5
_WHITE, _DARK, _CLEAR = 240, 130, 20
_DEPTH = 4

Matrix = tuple[float, float, float, float, float, float]
_UPRIGHT: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Image:
    """A picture: its box, and how many of its pixels go to a point. `large`: it may be the page itself."""

    box: Box
    density: float
    large: bool
    raw: Any


@dataclass(frozen=True, slots=True)
class Ink:
    """`bare`: boxes on the page, a few points wide each, where something like writing stands that no text
    says. `red`: there is red ink that is no text."""

    bare: tuple[Box, ...]
    red: bool


NO_INK = Ink((), red=False)


@dataclass(slots=True)
class Drawing:
    """Boxes are PDF user space: left, bottom, right, top. `texts` are all texts, each with its matrix;
    `unseen` and `white` hold the addresses of such as are; `covered` of those beneath a large picture; `cut`
    the part that is left of a text. `notes` counts annotations."""

    across: int = 0
    down: int = 0
    outlines: int = 0
    shades: int = 0
    notes: int = 0
    images: list[Image] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    texts: list[tuple[Any, Matrix]] = field(default_factory=list)
    unseen: set[int] = field(default_factory=set)
    white: set[int] = field(default_factory=set)
    covered: set[int] = field(default_factory=set)
    cut: dict[int, Box] = field(default_factory=dict)

    @property
    def ruled(self) -> bool:
        """May it hold a table with lines."""
        return self.across >= 2 and self.down >= 2

    @property
    def odd(self) -> bool:
        """Is anything drawn that may show what no text says."""
        return bool(self.images or self.shades or self.notes or self.outlines > _FEW)

    @property
    def anything(self) -> bool:
        return self.odd or bool(self.boxes)


def read_drawing(page: pdfium.PdfPage) -> Drawing:
    drawing = Drawing(notes=_count_notes(page))
    size = page.get_width() * page.get_height()
    for thing, matrix in _walk(page.raw, pdfium_c.FPDFPage_CountObjects, pdfium_c.FPDFPage_GetObject):
        kind = pdfium_c.FPDFPageObj_GetType(thing)
        if kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
            _note_text(thing, matrix, drawing)
        elif kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            _note_path(thing, matrix, drawing)
        elif kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            _note_image(thing, matrix, drawing, size)
        elif kind == pdfium_c.FPDF_PAGEOBJ_SHADING:
            drawing.shades += 1
    if drawing.ruled:  # text is cut off where it is too long for its cell
        for thing, matrix in drawing.texts:
            _note_cut(thing, matrix, drawing)
    return drawing


def find_dark_grounds(page: pdfium.PdfPage) -> list[Box]:
    """Filled areas on which white text is seen."""
    found = []
    for thing, matrix in _walk(page.raw, pdfium_c.FPDFPage_CountObjects, pdfium_c.FPDFPage_GetObject):
        kind = pdfium_c.FPDFPageObj_GetType(thing)
        coloured = kind in (pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_SHADING)
        if coloured or (kind == pdfium_c.FPDF_PAGEOBJ_PATH and _is_dark(_color(thing))):
            found.append(_bounds(thing, matrix))
    return [box for box in found if min(box[2] - box[0], box[3] - box[1]) > _THIN]


def address(thing: Any) -> int:
    """What tells one object of a page from another; 0 for none."""
    return ctypes.addressof(thing.contents) if thing else 0


def _count_notes(page: pdfium.PdfPage) -> int:
    """Annotations that show something: stamps, typed comments, fields to fill in."""
    found = 0
    for index in range(pdfium_c.FPDFPage_GetAnnotCount(page.raw)):
        note = pdfium_c.FPDFPage_GetAnnot(page.raw, index)
        found += pdfium_c.FPDFAnnot_GetSubtype(note) not in _UNSEEN_NOTES
        pdfium_c.FPDFPage_CloseAnnot(note)
    return found


def _walk(
    parent: Any, count: Any, get: Any, matrix: Matrix = _UPRIGHT, depth: int = 0
) -> Iterator[tuple[Any, Matrix]]:
    """All objects, those in forms too, each with the matrix from its own space to the page's."""
    for index in range(count(parent)):
        thing = get(parent, index)
        if pdfium_c.FPDFPageObj_GetType(thing) == pdfium_c.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
            inner = _times(_matrix(thing), matrix)
            yield from _walk(
                thing, pdfium_c.FPDFFormObj_CountObjects, pdfium_c.FPDFFormObj_GetObject, inner, depth + 1
            )
        else:
            yield thing, matrix


def _matrix(thing: Any) -> Matrix:
    raw = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFPageObj_GetMatrix(thing, raw):
        return _UPRIGHT
    return raw.a, raw.b, raw.c, raw.d, raw.e, raw.f


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


_EDGES = tuple(ctypes.c_float() for _ in range(4))


def _bounds(thing: Any, matrix: Matrix) -> Box:
    left, bottom, right, top = _EDGES
    pdfium_c.FPDFPageObj_GetBounds(thing, left, bottom, right, top)
    box = (left.value, bottom.value, right.value, top.value)
    return box if matrix is _UPRIGHT else _moved(box, matrix)


def _moved(box: Box, matrix: Matrix) -> Box:
    a, b, c, d, e, f = matrix
    corners = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs, ys = [a * x + c * y + e for x, y in corners], [b * x + d * y + f for x, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


_PARTS = tuple(ctypes.c_uint() for _ in range(4))


def _color(thing: Any) -> tuple[int, int, int, int] | None:
    """What it is filled with: red, green, blue and how dense; None where no plain colour is named."""
    red, green, blue, alpha = _PARTS
    if not pdfium_c.FPDFPageObj_GetFillColor(thing, red, green, blue, alpha):
        return None
    return red.value, green.value, blue.value, alpha.value


def _is_dark(color: tuple[int, int, int, int] | None) -> bool:
    return color is not None and color[3] > 0 and min(color[:3]) < _DARK


def _note_text(thing: Any, matrix: Matrix, drawing: Drawing) -> None:
    drawing.texts.append((thing, matrix))
    color = _color(thing)
    if pdfium_c.FPDFTextObj_GetTextRenderMode(thing) in _INVISIBLE or (color and color[3] < _CLEAR):
        drawing.unseen.add(address(thing))
    elif color and min(color[:3]) > _WHITE:
        drawing.white.add(address(thing))


def _note_cut(thing: Any, matrix: Matrix, drawing: Drawing) -> None:
    clip = pdfium_c.FPDFPageObj_GetClipPath(thing)
    if clip and pdfium_c.FPDFClipPath_CountPaths(clip) > 0:
        seen, whole = _clip_box(clip), _bounds(thing, _UPRIGHT)
        if seen and (whole[0] < seen[0] - 1 or whole[2] > seen[2] + 1 or _is_halved(seen, whole)):
            drawing.cut[address(thing)] = _moved(seen, matrix)


def _is_halved(seen: Box, whole: Box) -> bool:
    lost = max(0.0, seen[1] - whole[1]) + max(0.0, whole[3] - seen[3])
    return lost > 0.3 * (whole[3] - whole[1])


def _clip_box(clip: Any) -> Box | None:
    """The box that all its paths leave open."""
    box: Box | None = None
    x, y = ctypes.c_float(), ctypes.c_float()
    for path in range(pdfium_c.FPDFClipPath_CountPaths(clip)):
        xs, ys = [], []
        for index in range(max(0, pdfium_c.FPDFClipPath_CountPathSegments(clip, path))):
            segment = pdfium_c.FPDFClipPath_GetPathSegment(clip, path, index)
            if pdfium_c.FPDFPathSegment_GetPoint(segment, x, y):
                xs.append(x.value)
                ys.append(y.value)
        if xs:
            own = (min(xs), min(ys), max(xs), max(ys))
            box = own if box is None else _common(box, own)
    return box


def _common(one: Box, other: Box) -> Box:
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def _note_path(thing: Any, matrix: Matrix, drawing: Drawing) -> None:
    box = _bounds(thing, matrix)
    wide, high = box[2] - box[0], box[3] - box[1]
    drawing.across += (wide > 20) * (2 if high > 5 else 1)
    drawing.down += (high > 5) * (2 if wide > 20 else 1)
    if pdfium_c.FPDFPath_CountSegments(thing) > _SIMPLE:
        drawing.outlines += _FEW + 1
        return
    drawing.boxes.append(box)
    drawing.outlines += _THIN < wide < _SMALL and _THIN < high < _SMALL


def _note_image(thing: Any, matrix: Matrix, drawing: Drawing, size: float) -> None:
    box = _bounds(thing, matrix)
    wide, high = ctypes.c_uint(), ctypes.c_uint()
    pdfium_c.FPDFImageObj_GetImagePixelSize(thing, wide, high)
    area = (box[2] - box[0]) * (box[3] - box[1])
    if area <= 0:
        return
    large = area > 0.5 * size
    drawing.images.append(Image(box, (wide.value * high.value / area) ** 0.5, large, thing))
    if large:
        drawing.covered.update(address(text) for text, _ in drawing.texts)
