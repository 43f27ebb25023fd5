"""Which passages stand under which material."""

from bisect import bisect_right
from collections.abc import Iterator
from operator import itemgetter

from dossier import Dossier, Evidence, Passage

Spot = tuple[int, float]
"""Page and height on it; in a file without pages, the number of the paragraph."""


def list_chapter(dossier: Dossier, material: str) -> tuple[Passage, ...]:
    """The passages under the sections that serve a material, in order."""
    return tuple(passage for passage, materials in assign(dossier) if material in materials)


def assign(dossier: Dossier) -> Iterator[tuple[Passage, tuple[str, ...]]]:
    """Each passage with the materials that the last heading before it in its file serves."""
    headings: dict[str, list[tuple[Spot, tuple[str, ...]]]] = {}
    for section in dossier.sections:
        if section.evidence:
            place = section.evidence[0]
            headings.setdefault(place.source, []).append((find_spot(place), section.materials))
    for each in headings.values():
        each.sort(key=itemgetter(0))
    for passage in dossier.passages:
        spot = find_spot(passage.evidence)
        listed = headings.get(passage.evidence.source, [])
        above = bisect_right(listed, spot, key=itemgetter(0))
        yield passage, listed[above - 1][1] if above else ()


def find_spot(place: Evidence) -> Spot:
    height = place.box[1] if place.box else float(place.paragraph or 0)
    return place.page or 0, height
