"""Picture files: what scanners and telephones make, as pages that stand upright and have a size.

Only the TIFF of a scanner or a fax has several pages; further pictures in other formats are moving
pictures, previews and depths, which no person sees as pages.
"""

import math
import struct
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import numpy as np
from PIL import Image as Pillow
from PIL import ImageOps, UnidentifiedImageError

from dossier import Document, Page
from dossier.errors import UnreadableSource
from extract.files.papers import index_pages
from extract.scan.pictures import Picture

ReadPictures = Callable[[Sequence[Picture], str, int], tuple[Page, ...]]
"""Pictures, the file they are from and the number of the first, to pages as in `extract.scan.page`."""

_DAMAGED = "图片已损坏，打不开，请向申报单位索取完好的文件"
_NO_PAGE = "图片太小或只有一种颜色，不像是一页材料，没有读取；如是申报材料，请重新扫描或拍照后提交"
_TOO_MANY = "图片里的页太多，没有读取，请分成几个文件后重新提交"

_MOST_PIXELS = 178_000_000
"""More than any scanner makes of one page; what a small file may unpack to is bounded by it."""
_MOST_PAGES = 500
_SMALLEST = 300
"""Pixels: smaller pictures are signs and logos."""
_PLAIN = 12
"""Levels of brightness that the noise of one colour spans."""

_POINTS = 72
_ENOUGH_PER_INCH = 300
_A4_LONG = 841.89
_SHORT_SIDES, _LONG_SIDES = (280.0, 870.0), (400.0, 1230.0)
"""Points of the sides of pages from A6 to A3, a little more for edges that were scanned too."""

_ORIENTATION, _SUBFILE, _PHOTOMETRIC = 0x0112, 254, 262
_LYING = frozenset({5, 6, 7, 8})
"""Orientations of EXIF that turn width into height."""
_CLEAR = frozenset({"LA", "PA", "RGBA", "La", "RGBa"})


def read_picture_file(path: Path, source: str, read: ReadPictures | None = None) -> Document:
    """The pages of a picture file. Raises UnreadableSource for damaged files, and as skipped where no
    picture can hold a page."""
    read = read or recognise
    pages: list[Page] = []
    for number, picture in enumerate(load_pictures(path), 1):
        if holds_page(picture):
            pages += read([picture], source, number)
    if not pages:
        raise UnreadableSource(_NO_PAGE, skipped=True)
    silent = "、".join(str(page.number) for page in pages if not page.lines)
    notes = (f"第{silent}页没有读出文字，请看原件",) if silent else ()
    return Document(source=source, reader="picture", paged=True, pages=index_pages(pages), notes=notes)


def recognise(pictures: Sequence[Picture], source: str, first_number: int) -> tuple[Page, ...]:
    """Recognition is loaded only where there is a picture."""
    from extract.scan.page import read_pictures

    return read_pictures(pictures, source, first_number)


def load_pictures(path: Path) -> Iterator[Picture]:
    """Every picture of a file that stands for a page, in order, decoded when it is asked for; also such as
    hold no page, so that pages can be counted. Raises UnreadableSource."""
    with path.open("rb") as file:
        yield from decode_pictures(file)


def decode_pictures(file: IO[bytes]) -> Iterator[Picture]:
    """The same from an open file."""
    with _refusing_damage():
        image = Pillow.open(file)
    with image:
        number = 0
        while number < _MOST_PAGES:
            with _refusing_damage():
                preview = image.format == "TIFF" and bool(int(image.tag_v2.get(_SUBFILE, 0)) & 1)  # type: ignore[attr-defined]
                picture = None if preview else _picture(image)
            if picture is not None:
                yield picture
            number += 1
            if image.format != "TIFF" or not _turn_to(image, number):
                return
    raise UnreadableSource(_TOO_MANY)


def holds_page(picture: Picture) -> bool:
    """May it be a page: not tiny, and not of one colour."""
    height, width = picture.pixels.shape[:2]
    if min(height, width) < _SMALLEST:
        return False
    return int(picture.pixels.max()) - int(picture.pixels.min()) > _PLAIN


@contextmanager
def _refusing_damage() -> Iterator[None]:
    """What Pillow raises for files that are cut, wrong or made to harm."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except Pillow.DecompressionBombError as error:
        raise UnreadableSource(_too_large()) from error
    except (
        UnidentifiedImageError,
        OSError,
        SyntaxError,
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        ArithmeticError,
        EOFError,
        struct.error,
    ) as error:
        raise UnreadableSource(_DAMAGED) from error


def _too_large(size: tuple[int, int] | None = None) -> str:
    shown = f"（{size[0]}×{size[1]}点）" if size else ""
    return f"图片太大{shown}，为安全没有打开，请另存为A4大小、每英寸300点的图片后重新提交"


def _turn_to(image: Pillow.Image, number: int) -> bool:
    """Is there another picture: then `image` is it."""
    with _refusing_damage():
        try:
            image.seek(number)
        except EOFError:
            return False
    return True


def _picture(image: Pillow.Image) -> Picture:
    if image.width * image.height > _MOST_PIXELS:
        raise UnreadableSource(_too_large(image.size))
    lying = image.getexif().get(_ORIENTATION) in _LYING
    # Of a TIFF, Pillow gives the size of the turned picture from the start, but the resolution as stored.
    stored = (image.height, image.width) if lying and image.format == "TIFF" else image.size
    width, height = _size_in_points(stored, _declared_resolution(image))
    needed = _pixels_needed(stored, width, height)
    image.draft(None, needed)
    image.load()
    if lying:
        (width, height), needed = (height, width), (needed[1], needed[0])
    ImageOps.exif_transpose(image, in_place=True)
    flat = _flattened(image)
    if flat.size != needed:
        flat = flat.resize(needed, Pillow.Resampling.LANCZOS, reducing_gap=3.0)
    return Picture(np.array(flat.convert("RGB"), dtype=np.uint8), round(width, 2), round(height, 2))


def _size_in_points(size: tuple[int, int], resolution: tuple[float, float]) -> tuple[float, float]:
    """By the declared resolution, where that makes a page that people hand in; else of the length of A4."""
    across, down = resolution
    if across > 0 and down > 0:
        width, height = size[0] / across * _POINTS, size[1] / down * _POINTS
        short, long = sorted((width, height))
        if _SHORT_SIDES[0] <= short <= _SHORT_SIDES[1] and _LONG_SIDES[0] <= long <= _LONG_SIDES[1]:
            return width, height
    scale = _A4_LONG / max(size)
    return size[0] * scale, size[1] * scale


def _declared_resolution(image: Pillow.Image) -> tuple[float, float]:
    """Pixels per inch across and down; zeros where the file does not say, or nonsense."""
    declared = image.info.get("dpi", (0, 0))
    try:
        across, down = (float(number) for number in declared)
    except (TypeError, ValueError, ZeroDivisionError):
        return 0.0, 0.0
    return (across, down) if math.isfinite(across) and math.isfinite(down) else (0.0, 0.0)


def _pixels_needed(size: tuple[int, int], width: float, height: float) -> tuple[int, int]:
    """As many as there are, but no more than 300 an inch, and as many across as down: a fax has half as
    many down."""
    finest = max(size[0] / width, size[1] / height)
    density = min(finest, _ENOUGH_PER_INCH / _POINTS)
    wide, high = max(1, round(width * density)), max(1, round(height * density))
    close = abs(wide - size[0]) <= 0.02 * size[0] and abs(high - size[1]) <= 0.02 * size[1]
    return size if close else (wide, high)


def _flattened(image: Pillow.Image) -> Pillow.Image:
    """On white paper, in red, green and blue or in grey."""
    if image.mode in ("I", "F") or image.mode.startswith("I;16"):
        return _from_deep_grey(image)
    if image.mode in _CLEAR or "transparency" in image.info:
        paper = Pillow.new("RGBA", image.size, "white")
        paper.alpha_composite(image.convert("RGBA"))
        return paper.convert("RGB")
    return image.convert("L" if image.mode in ("1", "L") else "RGB")


def _from_deep_grey(image: Pillow.Image) -> Pillow.Image:
    """Pillow would cut off what is brighter than 255 instead of scaling it."""
    grey = np.nan_to_num(np.asarray(image, dtype=np.float32))
    brightest = float(grey.max(initial=0))
    full = next((top for top in (1.0, 255.0, 4095.0, 65535.0) if brightest <= top), brightest)
    grey = np.clip(grey / full, 0, 1)
    if getattr(image, "tag_v2", {}).get(_PHOTOMETRIC) == 0:
        grey = 1 - grey
    return Pillow.fromarray((grey * 255).astype(np.uint8))
