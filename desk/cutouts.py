"""Cut-outs of the pages that values were read from, so that nobody has to open the file to compare.

They are made where a dossier is read, and depend on its files, the rules and the program alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image as Pillow
from PIL import ImageDraw
from pydantic import BaseModel

from desk.store import write_whole
from desk.summaries.names import CUTOUTS, name_cutout
from desk.summaries.shown_places import pick_places
from dossier import Box, Dossier, Evidence
from dossier.errors import UnreadableSource
from extract.files.intake import find_sources
from extract.files.opening import Opened, open_all
from extract.files.page_pictures import load_page_pictures
from extract.scan.pictures import Picture
from policy import Policy
from validate.check import check_dossier

MOST_CUTOUTS = 600
"""Of one dossier."""

MARGIN = (90.0, 12.0)
"""Points around what was read: some of what stands beside it, so that a person finds it on the paper."""
LEAST_WIDTH = 300.0
"""Points."""
WIDEST = 1000
"""Pixels; a whole page is shown smaller."""
FRAME, FRAME_WIDTH = (29, 78, 137), 2
QUALITY, EFFORT = 55, 4
"""Of WebP; more effort makes files little smaller and takes much longer."""

Wanted = dict[str, dict[int, list[Evidence]]]
"""Evidence by file and page."""


def save_cutouts(path: Path, dossier: Dossier, policy: Policy, folder: Path, converted: Path | None) -> None:
    """Writes a cut-out for each place on a page that a reviewer is shown into `folder`. A file that cannot be
    shown goes without: its words are quoted."""
    wanted = sort_places(list_places(dossier, policy))
    if not wanted:
        return
    with TemporaryDirectory(prefix="shenbao-") as room:
        for opened in open_all(find_sources(path), Path(room), converted):
            for evidence, cutout in cut_all(opened, wanted.get(opened.file.name, {})):
                write_whole(folder / CUTOUTS / name_cutout(evidence), partial(save, cutout))


def list_places(dossier: Dossier, policy: Policy) -> Iterator[Evidence]:
    """The places on pages that the report of the dossier shows, each once."""
    shown = (
        *dossier.form.fields.values(),
        *dossier.materials.values(),
        dossier.facts,
        *dossier.seals,
        *dossier.handwriting,
        *check_dossier(dossier, policy),
    )
    places = (place for record in shown for place in find_places(record) if place.page and place.box)
    return islice({name_cutout(place): place for place in places}.values(), MOST_CUTOUTS)


def find_places(record: BaseModel) -> Iterator[Evidence]:
    """The evidence in a record and in those inside it, the first few of each."""
    for name in type(record).model_fields:
        held = getattr(record, name)
        if isinstance(held, tuple):
            if name == "evidence":
                yield from pick_places(held)
                continue
            for each in held:
                yield from find_places(each) if isinstance(each, BaseModel) else ()
        elif isinstance(held, BaseModel):
            yield from find_places(held)


def sort_places(places: Iterable[Evidence]) -> Wanted:
    wanted: Wanted = defaultdict(lambda: defaultdict(list))
    for place in places:
        if place.page is not None:
            wanted[place.source][place.page].append(place)
    return wanted


def cut_all(opened: Opened, wanted: dict[int, list[Evidence]]) -> Iterator[tuple[Evidence, Pillow.Image]]:
    try:
        for number, picture in load_page_pictures(opened, wanted):
            page = Pillow.fromarray(picture.pixels)
            for place in wanted[number]:
                if place.box is not None:
                    yield place, cut(page, picture, place.box)
    except UnreadableSource:
        return


def cut(page: Pillow.Image, picture: Picture, box: Box) -> Pillow.Image:
    """The part of the page around the box, with a frame around what was read."""
    across, down = page.width / picture.width, page.height / picture.height
    x0, y0, x1, y1 = box
    beside = max(MARGIN[0], (LEAST_WIDTH - (x1 - x0)) / 2)
    left, right = max(0, round((x0 - beside) * across)), min(page.width, round((x1 + beside) * across))
    top, bottom = max(0, round((y0 - MARGIN[1]) * down)), min(page.height, round((y1 + MARGIN[1]) * down))
    part = page.crop((left, top, max(right, left + 1), max(bottom, top + 1))).convert("RGB")
    place = (x0 * across - left - 3, y0 * down - top - 3, x1 * across - left + 3, y1 * down - top + 3)
    ImageDraw.Draw(part).rectangle(place, outline=FRAME, width=FRAME_WIDTH)
    if part.width > WIDEST:
        part = part.resize(
            (WIDEST, max(1, round(part.height * WIDEST / part.width))), Pillow.Resampling.LANCZOS
        )
    return part


def save(cutout: Pillow.Image, path: Path) -> None:
    cutout.save(path, "WEBP", quality=QUALITY, method=EFFORT)
