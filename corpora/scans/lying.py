"""PDFs whose text layer is not what one sees: another program's recognition, wrong tables of codes; and
printed PDFs with seals put in as pictures, whose text is right."""

import random
import re
import zlib
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image as Pillow

from corpora.pdf import fix_bytes
from corpora.scans.files import join_objects, make_stream
from corpora.scans.making import Paper
from corpora.scans.pages import ScannedPage, place_box
from corpora.scans.paper import Sheet
from corpora.scans.press import REDS, Stamp, turn_ink
from dossier.evidence import Box

MISREAD = {
    **dict(zip("0123456789", "8745658130", strict=True)),
    **dict(zip("一二三人入大日未县业企市工上下", "—三二入人太曰末具亚金巿土土不", strict=True)),
}
"""How another program's recognition goes wrong."""
WRONG, LOST = 0.05, 0.01
SEAL_DPI = 200

LAYER_FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
    b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/FontDescriptor 5 0 R/DW 1000"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>>>",
    b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]"
    b"/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>",
)
"""A font that is not in the file, as programs for recognition write it: codes are characters."""


def write_layer(page: ScannedPage, rng: random.Random, *, garbled: bool) -> bytes:
    """Invisible text over the picture, line by line; `garbled`: in codes that mean nothing."""
    parts = ["BT 3 Tr"]
    for box, text in list_lines(page.sheet):
        text = garble_text(text) if garbled else misread(text, rng)
        if not text:
            continue
        x0, y0, x1, y1 = place_box(page, box)
        size = max(4.0, y1 - y0)
        stretch = 100 * (x1 - x0) / (len(text) * size)
        codes = text.encode("utf-16-be").hex().upper()
        baseline = page.size[1] - y1 + 0.2 * size
        parts.append(f"/F1 {size:.1f} Tf {stretch:.1f} Tz 1 0 0 1 {x0:.1f} {baseline:.1f} Tm <{codes}> Tj")
    return "\n".join([*parts, "ET\n"]).encode()


def list_lines(sheet: Sheet) -> list[tuple[Box, str]]:
    """The printed words of a sheet, in runs."""
    document = pypdfium2.PdfDocument(sheet.pdf)
    try:
        text = document[sheet.index].get_textpage()
        lines = []
        for index in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(index)
            words = text.get_text_bounded(left, bottom, right, top).strip()
            lines.append(((left, sheet.height - top, right, sheet.height - bottom), words))
    finally:
        document.close()
    return [(box, words) for box, words in lines if words and "\n" not in words]


def misread(text: str, rng: random.Random) -> str:
    read = []
    for character in text:
        chance = rng.random()
        if chance < WRONG:
            character = MISREAD.get(character, character)
        if chance < 1 - LOST:
            read.append(character)
    return "".join(read)


def garble_text(text: str) -> str:
    return "".join(chr(0xE000 + ord(character) % 0x1800) for character in text)


def garble_pdf(data: bytes, rng: random.Random) -> bytes:
    """A PDF printed by LibreOffice with other tables of codes: it looks the same, and copies as nonsense."""
    manner, shift = rng.choice(("private", "shifted", "dropped")), rng.choice((1, 3, 29, 753))
    objects: dict[int, bytes] = {}
    for match in re.finditer(rb"(?<=\n)(\d+) 0 obj\n(.*?)\nendobj\n", data, re.DOTALL):
        body = match.group(2)
        if manner == "dropped":
            body = re.sub(rb"/ToUnicode \d+ 0 R", b"", body)
        objects[int(match.group(1))] = garble_codes(body, manner, shift)
    root = re.search(rb"/Root (\d+) 0 R", data)
    if root is None or sorted(objects) != list(range(1, len(objects) + 1)):
        raise ValueError("not a PDF as LibreOffice prints it")
    return join_objects([objects[number] for number in sorted(objects)], root=int(root.group(1)))


def garble_codes(body: bytes, manner: str, shift: int) -> bytes:
    """One object of the PDF; others than tables of codes stay as they are. A small shift leaves what looks
    like writing at a glance."""
    head, found, rest = body.partition(b">>\nstream\n")
    if not found or b"/Length1" in head:
        return body
    try:
        codes = zlib.decompress(rest.removesuffix(b"\nendstream"))
    except zlib.error:
        return body
    if b"beginbfchar" not in codes:
        return body

    def other(match: re.Match[bytes]) -> bytes:
        code = int(match.group(2), 16)
        moved = 0xE000 + code % 0x1800 if manner == "private" else (code + shift) % 0xD800
        return match.group(1) + b"<%04X>" % moved

    changed = re.sub(rb"(<[0-9A-F]{2,4}> )<([0-9A-F]{4})>", other, codes)
    return make_stream("/Filter/FlateDecode", zlib.compress(changed))


def write_sealed_text(file: Path, papers: Iterable[Paper], rng: random.Random) -> None:
    """Copies the printed PDF of these papers with their seals as pictures that let through what is below."""
    chosen = list(papers)
    document = pypdfium2.PdfDocument(chosen[0].sheet.pdf)
    try:
        for paper in chosen:
            page = document[paper.sheet.index]
            for stamp in paper.stamps:
                insert_seal(document, page, stamp, paper.sheet, rng)
            page.gen_content()
        file.parent.mkdir(parents=True, exist_ok=True)
        document.save(file)
    finally:
        document.close()
    fix_bytes(file)


def insert_seal(
    document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, stamp: Stamp, sheet: Sheet, rng: random.Random
) -> None:
    x0, y0, x1, y1 = stamp.box
    scale = SEAL_DPI / 72
    size = (round((x1 - x0) * scale), round((y1 - y0) * scale))
    ink = np.clip(turn_ink(stamp, scale, size) * rng.uniform(0.75, 1.0), 0, 1)
    pixels = np.zeros((size[1], size[0], 4), np.uint8)
    pixels[:, :, :3] = rng.choice(REDS)
    pixels[:, :, 3] = (ink * 255).astype(np.uint8)
    image = pypdfium2.PdfImage.new(document)
    image.set_bitmap(pypdfium2.PdfBitmap.from_pil(Pillow.fromarray(pixels, "RGBA")))
    matrix = pypdfium2.PdfMatrix().scale(x1 - x0, y1 - y0).translate(x0, sheet.height - y1)
    image.set_matrix(matrix)
    page.insert_obj(image)
