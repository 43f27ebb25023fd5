"""What scans are handed in as: PDFs of pictures, picture files, pictures in a Word file."""

import io
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import docx
from docx.shared import Cm, Pt
from PIL import Image as Pillow

from corpora.scans.drafts import ScanDraft
from corpora.scans.files import PicturePage, store_fax, store_jpeg, write_picture_pdf
from corpora.scans.light import compress, is_grey
from corpora.scans.lying import LAYER_FONT, garble_pdf, write_layer, write_sealed_text
from corpora.scans.making import Filed, Paper, number_pages, scan_papers, tell_truth
from corpora.scans.pages import Device, Level, ScannedPage, choose_device
from corpora.scans.shot import turn
from corpora.scans.truth import ScanCase
from corpora.word import save_word
from extract.scan.pictures import Image

A4_LONG = 841.89
EXIF_ORIENTATION = 0x0112
STORED_TURNS = {1: 0, 3: 180, 6: 270, 8: 90}
"""By the orientation a camera writes, how far what it stores is turned clockwise from what one sees."""


@dataclass(frozen=True, slots=True)
class Work:
    """A dossier whose papers lie ready to be scanned."""

    draft: ScanDraft
    papers: Sequence[Paper]
    rng: random.Random

    @property
    def case(self) -> ScanCase:
        return self.draft.case

    def device(self, level: Level | None = None) -> Device:
        return choose_device(level or self.draft.level, self.rng)

    def file(self, name: str) -> Path:
        """Inside the dossier's folder; or the dossier itself, where it is a single file."""
        return self.case.path / name if self.draft.beside else self.case.path


@dataclass(frozen=True, slots=True)
class Manner:
    """`levels` in turn; `write` writes the files. `ending` is that of a dossier of one file, none where it
    is always a folder."""

    levels: tuple[Level, ...]
    write: Callable[[Work], ScanCase]
    ending: str = ".pdf"


def write_pdf(work: Work) -> ScanCase:
    """A picture a page."""
    pages = scan_papers(work.papers, work.device(), work.rng)
    return file_pdf(work, pages, [store_page(page) for page in pages])


def file_pdf(work: Work, pages: Sequence[ScannedPage], stored: Sequence[PicturePage]) -> ScanCase:
    file = work.file("申报表（盖章扫描件）.pdf")
    write_picture_pdf(file, stored)
    return tell_truth(work.case, number_pages(pages, file.name))


def store_page(page: ScannedPage) -> PicturePage:
    if page.jpeg is None:
        return store_fax(page.shot.pixels, *page.size)
    return store_jpeg(page.jpeg, *page.size)


def write_mixed_pdf(work: Work) -> ScanCase:
    """Every page from another machine, of another size; some stored lying and turned by the viewer."""
    pages: list[ScannedPage] = []
    stored: list[PicturePage] = []
    levels: tuple[Level, ...] = ("clean", "telephone", "copier", "fax", "clean")
    for number, paper in enumerate(work.papers):
        device = work.device(levels[(number + len(work.case.name)) % len(levels)])
        page = scan_papers([paper], device, work.rng)[0]
        pages.append(page)
        stored.append(store_turned(page, work.rng) if page.jpeg is not None else store_page(page))
    return file_pdf(work, pages, stored)


def store_turned(page: ScannedPage, rng: random.Random) -> PicturePage:
    """At times the picture is stored turned back by what the page asks a viewer to turn it."""
    rotate = rng.choice((0, 90, 180, 270))
    if rotate == 0:
        return store_page(page)
    jpeg, _ = compress(turn(page.shot, 360 - rotate).pixels, 85)
    width, height = page.size if rotate == 180 else (page.size[1], page.size[0])
    return replace(store_jpeg(jpeg, width, height), rotate=rotate)


def write_twice(work: Work) -> ScanCase:
    """One sheet went through the scanner twice."""
    device, place = work.device(), work.rng.randrange(len(work.papers))
    papers = [*work.papers[: place + 1], *work.papers[place:]]
    pages = scan_papers(papers, device, work.rng)
    return file_pdf(work, pages, [store_page(page) for page in pages])


def as_file(page: ScannedPage) -> ScannedPage:
    """Of the size that a picture file has: by its resolution, or, where it has none, as long as A4."""
    if page.dpi:
        return page
    scale = A4_LONG / max(page.shot.width, page.shot.height)
    return replace(page, size=(page.shot.width * scale, page.shot.height * scale))


def write_photographs(work: Work) -> ScanCase:
    """IMG_1.jpg and so on; the camera writes down how it was held. More than nine show who counts right."""
    device, first = work.device(), work.rng.choice((1, 8, 1043))
    pages = [as_file(page) for page in scan_papers(work.papers, device, work.rng, turned=0.1)]
    pattern = work.rng.choice(("IMG_{}.jpg", "微信图片_{}.jpg", "IMG_{}.JPG", "{}.jpg", "扫描{}.jpeg"))
    filed: list[Filed] = []
    for number, page in enumerate(pages, first):
        path = work.case.path / pattern.format(number)
        save_photograph(page, path, work.rng.choice((1, 1, 6, 8, 3)), device.quality)
        filed.append((page, path.name, 1))
    return tell_truth(work.case, filed)


def save_photograph(page: ScannedPage, path: Path, orientation: int, quality: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    picture = to_picture(turn(page.shot, STORED_TURNS[orientation]).pixels)
    exif = Pillow.Exif()
    exif[EXIF_ORIENTATION] = orientation
    resolution = {"dpi": (page.dpi, page.dpi)} if page.dpi else {}
    picture.save(path, "JPEG", quality=max(quality, 60), exif=exif, **resolution)


def to_picture(pixels: Image) -> Pillow.Image:
    picture = Pillow.fromarray(pixels)
    return picture.convert("L") if is_grey(pixels) else picture


def write_picture_files(work: Work) -> ScanCase:
    """A scanner's folder: every page a file, in whatever format."""
    device = work.device()
    filed: list[Filed] = []
    endings = work.rng.choice((("png",), ("tif",), ("bmp",), ("png", "tif", "jpg"), ("bmp", "png")))
    for number, page in enumerate(scan_papers(work.papers, device, work.rng), 1):
        ending = endings[number % len(endings)]
        path = work.case.path / f"申报表_{number:03d}.{ending}"
        path.parent.mkdir(parents=True, exist_ok=True)
        save_picture(page, path)
        filed.append((as_file(page), path.name, 1))
    return tell_truth(work.case, filed)


def save_picture(page: ScannedPage, path: Path) -> None:
    picture = to_picture(page.shot.pixels)
    if page.jpeg is None:
        picture = picture.convert("1")
    options: dict[str, object] = {"dpi": (page.dpi, page.dpi)} if page.dpi else {}
    if path.suffix == ".tif":
        options["compression"] = "group4" if page.jpeg is None else "tiff_lzw"
    elif path.suffix == ".jpg":
        options["quality"] = 85
    picture.save(path, **options)  # type: ignore[arg-type]


def write_tiff(work: Work) -> ScanCase:
    """All pages in one TIFF, as fax machines and copiers send them by mail."""
    file = work.file("申报表.tif")
    file.parent.mkdir(parents=True, exist_ok=True)
    pages = scan_papers(work.papers, work.device(), work.rng)
    pictures = [to_picture(page.shot.pixels) for page in pages]
    fax = pages[0].jpeg is None
    if fax:
        pictures = [picture.convert("1") for picture in pictures]
    options: dict[str, object] = {"compression": "group4"} if fax else {"compression": "jpeg", "quality": 80}
    options["dpi"] = (pages[0].dpi, pages[0].dpi)
    pictures[0].save(file, "TIFF", save_all=True, append_images=pictures[1:], **options)
    return tell_truth(work.case, number_pages(pages, file.name))


def write_in_word(work: Work) -> ScanCase:
    """Pictures pasted into a Word file one below the other, shown smaller than the paper."""
    file = work.file("申报表（扫描件）.docx")
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    if work.rng.random() < 0.4:
        document.add_paragraph(work.rng.choice(("附件2：申报表（盖章扫描件）", "附：申报表扫描件")))
    pages = []
    for page in scan_papers(work.papers, work.device(), work.rng, turned=0.1):
        width = 16 * 72 / 2.54
        height = width * page.shot.height / page.shot.width
        shrink = min(1.0, 22.5 * 72 / 2.54 / height)
        size = (width * shrink, height * shrink)
        document.add_picture(io.BytesIO(save_for_word(page)), width=Pt(size[0]), height=Pt(size[1]))
        pages.append(replace(page, size=size))
    save_word(document, file)
    return tell_truth(work.case, number_pages(pages, file.name))


def save_for_word(page: ScannedPage) -> bytes:
    if page.jpeg is not None:
        return page.jpeg
    buffer = io.BytesIO()
    to_picture(page.shot.pixels).save(buffer, "PNG")
    return buffer.getvalue()


def write_lying_layer(work: Work, *, garbled: bool = False) -> ScanCase:
    """Pictures with the invisible text of another program's recognition over them, wrong in places."""
    pages = scan_papers(work.papers, work.device(), work.rng, turned=0)
    stored = [replace(store_page(page), text=write_layer(page, work.rng, garbled=garbled)) for page in pages]
    file = work.file("申报表（可搜索）.pdf")
    write_picture_pdf(file, stored, LAYER_FONT)
    return tell_truth(work.case, number_pages(pages, file.name))


def write_garbled_layer(work: Work) -> ScanCase:
    return write_lying_layer(work, garbled=True)


def write_garbled_text(work: Work) -> ScanCase:
    """A printed PDF that looks right, whose codes mean other characters, or none."""
    return write_printed(work, garble=True)


def write_text_sealed(work: Work) -> ScanCase:
    """A printed PDF into which seals were put as pictures."""
    return write_printed(work, garble=False)


def write_printed(work: Work, *, garble: bool) -> ScanCase:
    filed: list[Filed] = []
    several = len({paper.sheet.pdf for paper in work.papers}) > 1
    for number, pdf in enumerate(dict.fromkeys(paper.sheet.pdf for paper in work.papers), 1):
        file = work.case.path / (f"{number}.pdf" if several else "申报表.pdf")
        file.parent.mkdir(parents=True, exist_ok=True)
        papers = [paper for paper in work.papers if paper.sheet.pdf == pdf]
        if garble:
            file.write_bytes(garble_pdf(pdf.read_bytes(), work.rng))
            papers = [replace(paper, stamps=()) for paper in papers]
        else:
            write_sealed_text(file, papers, work.rng)
        filed += number_pages([untouched(paper) for paper in papers], file.name)
    return tell_truth(work.case, filed)


def untouched(paper: Paper) -> ScannedPage:
    """A page that was never scanned: everything is where it was printed."""
    size = (paper.sheet.width, paper.sheet.height)
    return ScannedPage(paper.sheet, paper.sheet.render(72), None, 72, True, paper.stamps, (), size)


MANNERS: dict[str, Manner] = {
    "mixed PDF": Manner(("clean",), write_mixed_pdf),
    "scanned twice": Manner(("clean", "copier"), write_twice),
    "photographs": Manner(("telephone", "old-telephone", "copier"), write_photographs, ""),
    "picture files": Manner(("clean", "copier", "fax"), write_picture_files, ""),
    "TIFF": Manner(("fax", "copier"), write_tiff, ".tif"),
    "in Word": Manner(("telephone", "clean", "copier"), write_in_word, ".docx"),
    "wrong layer": Manner(("copier", "clean"), write_lying_layer),
    "garbled layer": Manner(("clean", "copier"), write_garbled_layer),
    "garbled text": Manner(("clean",), write_garbled_text, ""),
    "text sealed": Manner(("clean",), write_text_sealed, ""),
}
"""Ways in which offices hand in pictures, and PDFs whose text lies."""
