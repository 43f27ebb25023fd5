"""The seals on the picture of a page, each with its place and the name on its ring."""

from collections.abc import Sequence

from dossier import Evidence, Seal
from extract.scan.ocr import parse_scores, score_lines
from extract.scan.pictures import Image, Picture
from extract.seals.rings import read_ring
from extract.seals.shapes import SeenSeal, find_seals
from extract.seals.signs import LOOKS_APART, Look, RingSeal, find_signs

_SURE = 0.6
"""How sure the least certain character of a name must be, in one of the looks that agree, for the name to be
told."""

_FLAT = 0.78
"""Flatter than a round seal on a photograph taken from aside; oval ones are pressed flatter still."""


def read_seals(picture: Picture, source: str, number: int) -> tuple[Seal, ...]:
    """The official seals on a page, from top to bottom; whose they are, the page alone does not say. Chops
    of persons are none. Recognition is loaded only where there is a seal."""
    seals = [seal for seal in find_seals(picture.pixels) if seal.kind != "chop"]
    return tuple(_read_seal(seal, seals, picture, source, number) for seal in seals)


def _read_seal(seal: SeenSeal, seals: Sequence[SeenSeal], picture: Picture, source: str, number: int) -> Seal:
    others = [other for other in seals if other is not seal]
    name = read_ring(picture.pixels, seal, _recognise, others)
    across = picture.width / picture.pixels.shape[1]
    down = picture.height / picture.pixels.shape[0]
    x0, y0, x1, y1 = seal.box
    place = Evidence(
        source=source,
        page=number,
        box=(round(x0 * across, 2), round(y0 * down, 2), round(x1 * across, 2), round(y1 * down, 2)),
        quote=LOOKS_APART.join(look.text for look in name.looks) if name else "",
        method="ocr",
    )
    text = name.text if name and name.score > _SURE else None
    looks = name.looks if name else ()
    return RingSeal(
        owner="unknown",
        text=text,
        certain=seal.certain,
        evidence=(place,),
        looks=looks,
        cut=seal.cut,
        oval=seal.outline.short < _FLAT * seal.outline.long,
    )


def _recognise(lines: Sequence[Image]) -> list[tuple[Look, float]]:
    looks = [(Look("", ()), 1.0)] * len(lines)
    for n, scores, share in score_lines(lines):
        reading = parse_scores(scores, share)
        looks[n] = Look(reading.text, find_signs(scores, share)), reading.certainty
    return looks
