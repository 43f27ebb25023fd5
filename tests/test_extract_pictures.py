"""Picture files: every way in which scanners and telephones store a page gives the same upright page."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from made_up_seals import NO_FONT, font, has_font
from PIL import Image as Pillow
from PIL import ImageDraw

from dossier import Line, Page, Paragraph
from dossier.errors import UnreadableSource
from extract.files.kinds import find_kind
from extract.pipeline import read_documents
from extract.scan.picture_files import holds_page, load_pictures, read_picture_file
from extract.scan.pictures import Picture

SIZE = (620, 877)
DPI = (75, 75)
ORIENTATION = 0x0112
LYING_LEFT = 6
"""The camera was turned: a person sees the picture turned by a quarter to the right."""

Write = Callable[[Pillow.Image, Path], None]


def draw_page(size: tuple[int, int] = SIZE) -> Pillow.Image:
    """White, with a dark red mark in the top left corner."""
    page = Pillow.new("RGB", size, "white")
    ImageDraw.Draw(page).rectangle((9, 9, size[0] // 3, size[1] // 8), fill=(170, 0, 0))
    return page


def marks_top_left(picture: Picture) -> bool:
    dark = picture.pixels.astype(int).sum(axis=2) < 600
    high, wide = dark.shape
    return bool(dark[high // 16, wide // 6]) and int(dark.sum()) == int(dark[: high // 4, : wide // 2].sum())


def grey16(page: Pillow.Image) -> Pillow.Image:
    return Pillow.fromarray(np.asarray(page.convert("L")).astype(np.uint16) * 257)


def clear(page: Pillow.Image) -> Pillow.Image:
    """Only the mark is there; the paper can be seen through, and is black beneath."""
    mark = page.convert("L").point(lambda level: 255 if level < 200 else 0)
    see_through = Pillow.composite(page, Pillow.new("RGB", page.size, "black"), mark)
    see_through.putalpha(mark)
    return see_through


def turned(page: Pillow.Image) -> Pillow.Image:
    return page.rotate(90, expand=True)


def turned_exif() -> Pillow.Exif:
    exif = Pillow.Exif()
    exif[ORIENTATION] = LYING_LEFT
    return exif


WAYS: dict[str, Write] = {
    "jpg": lambda page, path: page.save(path, "JPEG", dpi=DPI),
    "png": lambda page, path: page.save(path, "PNG", dpi=DPI),
    "bmp": lambda page, path: page.save(path, "BMP", dpi=DPI),
    "gif": lambda page, path: page.convert("P").save(path, "GIF"),
    "webp": lambda page, path: page.save(path, "WEBP"),
    "tif": lambda page, path: page.save(path, "TIFF", dpi=DPI),
    "jpg, turned": lambda page, path: turned(page).save(path, "JPEG", dpi=DPI, exif=turned_exif()),
    "png, turned": lambda page, path: turned(page).save(path, "PNG", dpi=DPI, exif=turned_exif()),
    "tif, turned": lambda page, path: turned(page).save(path, "TIFF", dpi=DPI, exif=turned_exif()),
    "jpg, cmyk": lambda page, path: page.convert("CMYK").save(path, "JPEG", dpi=DPI),
    "tif, cmyk": lambda page, path: page.convert("CMYK").save(path, "TIFF", dpi=DPI),
    "tif, one bit": lambda page, path: page.convert("1").save(path, "TIFF", compression="group4", dpi=DPI),
    "tif, grey of 16 bits": lambda page, path: grey16(page).save(path, "TIFF", dpi=DPI),
    "png, grey of 16 bits": lambda page, path: grey16(page).save(path, "PNG", dpi=DPI),
    "png, palette": lambda page, path: page.convert("P").save(path, "PNG", dpi=DPI),
    "png, clear": lambda page, path: clear(page).save(path, "PNG", dpi=DPI),
    "tif, clear": lambda page, path: clear(page).save(path, "TIFF", dpi=DPI),
}


@pytest.mark.parametrize("way", WAYS)
def test_every_way_to_store_a_page_gives_the_page(tmp_path: Path, way: str) -> None:
    WAYS[way](draw_page(), path := tmp_path / "页.bin")
    assert find_kind(path) == way.split(",")[0]
    (picture,) = load_pictures(path)
    assert picture.pixels.shape == (SIZE[1], SIZE[0], 3)
    assert picture.pixels.dtype == np.uint8
    assert (picture.width, picture.height) == pytest.approx((595, 842), abs=1)
    assert marks_top_left(picture)
    assert holds_page(picture)


def test_all_pages_of_a_scanner_s_file(tmp_path: Path) -> None:
    pages = [draw_page(), draw_page().convert("1"), draw_page().convert("CMYK"), Pillow.new("L", SIZE, 250)]
    pages[0].save(tmp_path / "四页.tif", save_all=True, append_images=pages[1:], dpi=DPI)
    pictures = list(load_pictures(tmp_path / "四页.tif"))
    assert [holds_page(picture) for picture in pictures] == [True, True, True, False]
    assert all(marks_top_left(picture) for picture in pictures[:3])


@pytest.mark.parametrize(
    ("dpi", "size"),
    [(None, (595, 842)), ((72, 72), (620, 877)), ((300, 300), (595, 842)), ((1, 1), (595, 842))],
)
def test_a_resolution_that_makes_no_page_is_not_believed(
    tmp_path: Path, dpi: tuple[int, int] | None, size: tuple[int, int]
) -> None:
    draw_page().save(tmp_path / "页.png", "PNG", dpi=dpi or (0, 0))
    (picture,) = load_pictures(tmp_path / "页.png")
    assert (picture.width, picture.height) == pytest.approx(size, abs=1)


def test_a_fax_has_half_as_many_dots_down(tmp_path: Path) -> None:
    fax = draw_page((1728, 1143)).convert("1")
    fax.save(tmp_path / "传真.tif", compression="group3", dpi=(204, 98))
    (picture,) = load_pictures(tmp_path / "传真.tif")
    assert (picture.width, picture.height) == pytest.approx((610, 840), abs=1)
    assert picture.pixels.shape[:2] == pytest.approx((2379, 1728), abs=1)
    assert marks_top_left(picture)


def test_more_dots_than_recognition_needs_are_put_together(tmp_path: Path) -> None:
    draw_page((4960, 7016)).save(tmp_path / "细.jpg", dpi=(600, 600))
    (picture,) = load_pictures(tmp_path / "细.jpg")
    assert picture.pixels.shape == (3508, 2480, 3)
    assert marks_top_left(picture)


@pytest.mark.parametrize("way", ["jpg", "png", "bmp", "webp", "tif", "tif, one bit"])
def test_a_file_cut_short_is_damaged(tmp_path: Path, way: str) -> None:
    WAYS[way](draw_page(), path := tmp_path / "页.bin")
    path.write_bytes(
        path.read_bytes()[:-60] if way == "jpg" else path.read_bytes()[: path.stat().st_size // 2]
    )
    with pytest.raises(UnreadableSource, match="已损坏"):
        list(load_pictures(path))


def test_a_picture_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    Pillow.new("1", (20_000, 10_000)).save(tmp_path / "大.png")
    assert (tmp_path / "大.png").stat().st_size < 1 << 20
    with pytest.raises(UnreadableSource, match=r"图片太大.*请"):
        list(load_pictures(tmp_path / "大.png"))


@pytest.mark.parametrize("size", [(200, 280), (1200, 200), (299, 299)])
def test_a_sign_is_no_page(tmp_path: Path, size: tuple[int, int]) -> None:
    draw_page(size).save(tmp_path / "标志.png")
    (picture,) = load_pictures(tmp_path / "标志.png")
    assert not holds_page(picture)


# Files as documents


def read_number(pictures: Sequence[Picture], source: str, first: int) -> tuple[Page, ...]:
    """Stands for recognition: a page says its number, and has one paragraph."""
    return tuple(
        Page(n, "ocr", p.width, p.height, None, (Line(f"{n}"),), (Paragraph(f"{n}", 0),))
        for n, p in enumerate(pictures, first)
    )


def read_nothing(pictures: Sequence[Picture], source: str, first: int) -> tuple[Page, ...]:
    return tuple(Page(n, "ocr", p.width, p.height) for n, p in enumerate(pictures, first))


def test_an_empty_page_counts_but_is_not_read(tmp_path: Path) -> None:
    pages = [draw_page(), Pillow.new("RGB", SIZE, "white"), draw_page()]
    pages[0].save(tmp_path / "三页.tif", save_all=True, append_images=pages[1:], dpi=DPI)
    document = read_picture_file(tmp_path / "三页.tif", "三页.tif", read_number)
    assert (document.reader, document.paged) == ("picture", True)
    assert [(page.number, page.lines[0].text) for page in document.pages] == [(1, "1"), (3, "3")]
    assert [p.index for page in document.pages for p in page.paragraphs] == [0, 1]


def test_a_file_that_shows_no_page_is_left_aside(tmp_path: Path) -> None:
    draw_page((200, 200)).save(tmp_path / "标志.png")
    with pytest.raises(UnreadableSource, match=r"不像是一页.*请") as refused:
        read_picture_file(tmp_path / "标志.png", "标志.png", read_number)
    assert refused.value.skipped


def test_a_page_on_which_nothing_is_seen_is_told(tmp_path: Path) -> None:
    draw_page().save(tmp_path / "页.png")
    document = read_picture_file(tmp_path / "页.png", "页.png", read_nothing)
    assert [note for note in document.notes if "第1页" in note and "请" in note]


@pytest.mark.parametrize("brand", [b"heic", b"mif1", b"avif"])
def test_what_telephones_store_in_their_own_way_is_told(tmp_path: Path, brand: bytes) -> None:
    (tmp_path / "IMG_1.jpg").write_bytes(b"\0\0\0\x18ftyp" + brand + bytes(200))
    (source,), documents = read_documents(tmp_path / "IMG_1.jpg")
    assert documents == []
    assert source.status == "failed"
    assert "另存为JPG" in (source.reason or "")


@pytest.mark.skipif(not has_font(), reason=NO_FONT)
def test_a_photograph_taken_with_the_camera_turned(tmp_path: Path) -> None:
    page = Pillow.new("RGB", (900, 1273), "white")
    written = ["岚山县中小企业发展情况", "规上工业企业58家", "从业人员31200人"]
    for at, text in enumerate(written):
        ImageDraw.Draw(page).text((90, 120 + 60 * at), text, font=font(32), fill="black")
    turned(page).save(tmp_path / "IMG_1.jpg", exif=turned_exif())
    (source,), (document,) = read_documents(tmp_path / "IMG_1.jpg")
    assert (source.status, source.pages, source.reader) == ("read", 1, "picture")
    assert [line.text for line in document.pages[0].lines] == written
