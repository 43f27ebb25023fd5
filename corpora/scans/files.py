"""PDFs made of pictures, a page each, as scanners and fax machines write them. Always the same bytes."""

import io
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image as Pillow
from PIL import TiffImagePlugin

from corpora.scans.light import is_grey
from extract.scan.pictures import Image

HEAD = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"


@dataclass(frozen=True, slots=True)
class PicturePage:
    """One page: the picture as it is stored, and its size in points. `colours` is the colour space's name,
    `rotate` what the page asks a viewer to turn it by, `text` a content stream drawn after the picture,
    which writes in the font /F1."""

    data: bytes
    filter: str
    across: int
    down: int
    bits: int
    colours: str
    width: float
    height: float
    rotate: int = 0
    text: bytes = b""


def store_jpeg(data: bytes, width: float, height: float) -> PicturePage:
    """A JPEG as it is."""
    with Pillow.open(io.BytesIO(data)) as picture:
        colours = "/DeviceGray" if picture.mode == "L" else "/DeviceRGB"
        return PicturePage(data, "/DCTDecode", *picture.size, 8, colours, width, height)


def store_fax(pixels: Image, width: float, height: float) -> PicturePage:
    """Black and white in fax coding, group 4."""
    picture = Pillow.fromarray(np.where(pixels[:, :, 0] < 128, 255, 0).astype(np.uint8)).convert("1")
    buffer = io.BytesIO()
    # One strip only: the PDF holds the code of the whole page in one piece.
    strip, TiffImagePlugin.STRIP_SIZE = TiffImagePlugin.STRIP_SIZE, 1 << 30
    try:
        picture.save(buffer, "TIFF", compression="group4")
    finally:
        TiffImagePlugin.STRIP_SIZE = strip
    buffer.seek(0)
    with Pillow.open(buffer) as written:
        assert isinstance(written, TiffImagePlugin.TiffImageFile)
        (start,), (length,) = written.tag_v2[273], written.tag_v2[279]
    data = buffer.getvalue()[start : start + length]
    return PicturePage(data, "/CCITTFaxDecode", *picture.size, 1, "/DeviceGray", width, height)


def store_exactly(pixels: Image, width: float, height: float) -> PicturePage:
    """Without loss."""
    plain = np.ascontiguousarray(pixels[:, :, 0] if is_grey(pixels) else pixels)
    colours = "/DeviceGray" if plain.ndim == 2 else "/DeviceRGB"
    data = zlib.compress(plain.tobytes(), 6)
    return PicturePage(data, "/FlateDecode", pixels.shape[1], pixels.shape[0], 8, colours, width, height)


def write_picture_pdf(path: Path, pages: Sequence[PicturePage], font: Sequence[bytes] = ()) -> None:
    """`font` are the bodies of the objects of /F1, the first of which may refer to the next ones by
    numbers from 3."""
    objects: list[bytes] = [b"<</Type/Catalog/Pages 2 0 R>>", b"", *font]
    kids = []
    for page in pages:
        number = len(objects) + 1
        kids.append(number)
        objects += write_page(page, number, fonted=bool(font))
    listed = " ".join(f"{kid} 0 R" for kid in kids)
    objects[1] = f"<</Type/Pages/Kids[{listed}]/Count {len(kids)}>>".encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(join_objects(objects))


def write_page(page: PicturePage, number: int, *, fonted: bool) -> list[bytes]:
    """The page, its picture, its content."""
    resources = f"/XObject<</Im0 {number + 1} 0 R>>" + ("/Font<</F1 3 0 R>>" if fonted else "")
    body = (
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {page.width:.2f} {page.height:.2f}]"
        f"/Rotate {page.rotate}/Resources<<{resources}>>/Contents {number + 2} 0 R>>"
    )
    extra = ""
    if page.filter == "/CCITTFaxDecode":
        extra = f"/DecodeParms<</K -1/Columns {page.across}/Rows {page.down}/BlackIs1 false>>"
    head = (
        f"/Type/XObject/Subtype/Image/Width {page.across}/Height {page.down}/BitsPerComponent {page.bits}"
        f"/ColorSpace{page.colours}/Filter{page.filter}{extra}"
    )
    content = f"q {page.width:.2f} 0 0 {page.height:.2f} 0 0 cm /Im0 Do Q\n".encode() + page.text
    return [body.encode(), make_stream(head, page.data), make_stream("", content)]


def make_stream(head: str, data: bytes) -> bytes:
    return f"<<{head}/Length {len(data)}>>\nstream\n".encode() + data + b"\nendstream"


def join_objects(objects: Sequence[bytes], root: int = 1) -> bytes:
    """The file: head, objects numbered from 1, the table of where they are. `root` is the catalog."""
    parts, places, length = [HEAD], [], len(HEAD)
    for number, body in enumerate(objects, 1):
        written = f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
        places.append(length)
        length += len(written)
        parts.append(written)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    count = len(objects) + 1
    found = f"xref\n0 {count}\n0000000000 65535 f \n{table}"
    end = f"{found}trailer\n<</Size {count}/Root {root} 0 R>>\nstartxref\n{length}\n%%EOF\n"
    return b"".join([*parts, end.encode()])
