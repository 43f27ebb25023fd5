"""One look at a PDF page by pdfium: its characters, its ruled lines, its pictures, and whether to believe
its text. Most pages are done in a few milliseconds; only those that give a reason are rendered."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pypdfium2 as pdfium

from dossier import Box, Line
from extract.layout.columns import compose_page
from extract.layout.paragraphs import Glyph, compose_lines
from extract.pdf.drawing import NO_INK, Drawing, Image, Ink, read_drawing
from extract.pdf.glyphs import GARBLED, Layer, find_place, place_box, read_layer, read_shapes
from extract.pdf.trust import GARBLED as GARBLED_CODES
from extract.pdf.trust import Trust, Verdict, has_odd_codes, judge_page

_LARGE = 0.15
"""From this share of the page on, text on a picture may be what a program recognised in it."""
_ON_PICTURE = 0.05
_CLOSE = 0.08
"""Of a line's height: narrower than any gap that is seen."""
_MOSTLY = 0.3
_UNKNOWN = "\ufffd"
_ENOUGH = 80
"""Characters on a page by which its codes can be judged."""
_OWN_DENSITY = 200 / 72
"""Of a page without pictures."""


@dataclass(frozen=True, slots=True)
class PageLook:
    """`number` from 1; sizes in points, of the page turned by `turn` degrees so that its text stands upright.
    `ruled`: it may hold a table with lines. `glyphs` are what a person sees of the text, `unseen` the rest;
    `spoilt` glyphs by what speaks against them, `shapes` letters in place of codes that mean nothing. `bare`:
    where ink stands that no text says; `red`: some of it is red. `density`: pixels to a point of its
    pictures."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    unseen: tuple[Glyph, ...]
    spoilt: dict[str, list[Glyph]]
    shapes: tuple[Glyph, ...]
    lines: tuple[Line, ...]
    ruled: bool
    trust: Trust
    bare: tuple[Box, ...]
    red: bool
    density: float
    turn: int

    def readable_lines(self) -> tuple[Line, ...]:
        """Its text with a mark for each character that has no code; nothing where most have none."""
        garbled = {id(glyph) for glyph in self.spoilt.get(GARBLED, ())}
        if has_odd_codes(self.glyphs) or len(garbled) > _MOSTLY * len(self.glyphs):
            return ()
        return compose_lines(g._replace(text=_UNKNOWN) if id(g) in garbled else g for g in self.glyphs)

    def without_glyphs(self) -> "PageLook":
        """For pages of which only the lines are needed: the characters of a long file fill the memory."""
        return replace(self, glyphs=(), unseen=(), spoilt={})


def look_at_page(page: pdfium.PdfPage, number: int) -> PageLook:
    """Turns `page` itself where its text lies on its side."""
    drawing = read_drawing(page)
    if drawing.covered - drawing.unseen:
        _uncover(page, drawing)
    layer = read_layer(page, drawing)
    turn = layer.turn
    if turn:
        page.set_rotation((page.get_rotation() + turn) % 360)
        layer = read_layer(page, drawing)
    return _look(page, number, drawing, layer, turn)


def _uncover(page: pdfium.PdfPage, drawing: Drawing) -> None:
    """Text is seen through a picture that lets it through."""
    from extract.pdf.ink import is_opaque

    if not any(is_opaque(page, image) for image in drawing.images if image.large):
        drawing.covered.clear()


def _look(page: pdfium.PdfPage, number: int, drawing: Drawing, layer: Layer, turn: int) -> PageLook:
    ink, trust = _judge(page, drawing, layer)
    glyphs = _without_void_spaces(layer.glyphs)
    return PageLook(
        number=number,
        width=page.get_width(),
        height=page.get_height(),
        glyphs=glyphs,
        unseen=layer.unseen,
        spoilt=layer.spoilt,
        shapes=read_shapes(page) if trust.witness == "shapes" else (),
        lines=_compose_text(glyphs, down=layer.down, ruled=drawing.ruled),
        ruled=drawing.ruled,
        trust=trust,
        bare=ink.bare,
        red=ink.red,
        density=max((image.density for image in drawing.images), default=_OWN_DENSITY),
        turn=turn,
    )


def _judge(page: pdfium.PdfPage, drawing: Drawing, layer: Layer) -> tuple[Ink, Trust]:
    """What is seen on a small rendering, where there is a reason for one, and the verdict."""
    area = page.get_width() * page.get_height()
    pictured = sum(_area(image.box) for image in drawing.images) > _LARGE * area
    ink, over = NO_INK, False
    if (layer.glyphs and drawing.odd) or (not pictured and not layer.glyphs and drawing.anything):
        # Reading pixels needs a library that pages of text do without.
        from extract.pdf.ink import find_ink

        ink = find_ink(page, drawing, layer.glyphs)
        over = pictured and _lies_on_picture(page, drawing.images, layer.glyphs)
    bare = len(ink.bare) or int(not layer.glyphs and (ink.red or pictured))
    garbled = len(layer.spoilt[GARBLED])
    return ink, judge_page(layer, garbled=garbled, over_picture=over, bare_ink=bare)


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _lies_on_picture(page: pdfium.PdfPage, images: Sequence[Image], glyphs: Sequence[Glyph]) -> bool:
    """Does text stand on pictures that show writing of their own."""
    from extract.pdf.ink import shows_writing

    place, on = find_place(page), 0
    for image in images:
        box = place_box(place, image.box)
        inside = sum(_holds(box, glyph) for glyph in glyphs)
        on += inside if inside and shows_writing(page, image) else 0
    return on > _ON_PICTURE * len(glyphs)


def _holds(box: Box, glyph: Glyph) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _without_void_spaces(glyphs: tuple[Glyph, ...]) -> tuple[Glyph, ...]:
    """Some programs write a space after every character and set the next one over it: nobody sees those."""
    return tuple(
        glyph
        for before, glyph, after in zip(glyphs[:1] + glyphs, glyphs, glyphs[1:] + glyphs[-1:], strict=False)
        if glyph.text != " " or not _is_void(before, after)
    )


def _is_void(before: Glyph, after: Glyph) -> bool:
    same_line = abs(before.base - after.base) < 0.2 * (before.bottom - before.top)
    return same_line and -1 < (after.x0 - before.x1) / max(1.0, before.bottom - before.top) < _CLOSE


def _compose_text(glyphs: Sequence[Glyph], *, down: bool, ruled: bool) -> tuple[Line, ...]:
    """The columns of a ruled table are none of the page."""
    if down:
        return _compose_downwards(glyphs)
    return compose_lines(glyphs) if ruled else compose_page(glyphs)


def _compose_downwards(glyphs: Sequence[Glyph]) -> tuple[Line, ...]:
    """Lines of text that is written downwards, from the right: the page laid on its side and read so."""
    laid = [Glyph(g.text, g.top, -g.x1, g.bottom, -g.x0, -g.x0) for g in glyphs]
    lines = []
    for line in compose_lines(laid):
        assert line.box
        top, right, bottom, left = line.box
        lines.append(Line(line.text, (-left, top, -right, bottom)))
    return tuple(lines)


def distrust_short(looks: Sequence[PageLook]) -> list[PageLook]:
    """In a file with garbled pages no page is believed that is too short to tell: it has the same fonts."""
    if not any(look.trust.reason == GARBLED_CODES for look in looks):
        return list(looks)
    return [
        _distrusted(look) if look.trust.verdict in (Verdict.TEXT, Verdict.MIXED) else look for look in looks
    ]


def _distrusted(look: PageLook) -> PageLook:
    short = sum(len(line.text) for line in look.lines) < _ENOUGH
    return replace(look, trust=Trust(Verdict.LYING, GARBLED_CODES, "nothing")) if short else look
