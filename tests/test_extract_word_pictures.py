"""Pictures pasted into Word files: what shows a page is a page, in its place in the text."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
import numpy as np
import pytest
from docx.oxml import parse_xml
from docx.shared import Pt
from made_up_seals import NO_FONT, Press, draw_seal, has_font, press
from PIL import Image as Pillow
from PIL import ImageDraw

from dossier import Document, Evidence, Line, Page, Paragraph, Seal
from extract.scan.picture_files import ReadPictures
from extract.scan.pictures import Picture
from extract.word.document import read_word

SCAN = (620, 877)
SHOWN = (400.0, 566.0)
SPACES = " ".join(
    f'xmlns:{name}="{space}"'
    for name, space in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "v": "urn:schemas-microsoft-com:vml",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    }.items()
)


def scan(mark: int, size: tuple[int, int] = SCAN) -> io.BytesIO:
    """A page that can be told from others by the grey of its top left corner; below left it is black."""
    page = Pillow.new("RGB", size, "white")
    draw = ImageDraw.Draw(page)
    draw.rectangle((0, 0, size[0] // 8, size[1] // 8), fill=(mark, mark, mark))
    draw.rectangle((0, size[1] * 7 // 8, size[0] // 8, size[1]), fill="black")
    page.save(file := io.BytesIO(), "PNG")
    file.seek(0)
    return file


def seal() -> io.BytesIO:
    """A seal on nothing, as it is kept to be pasted."""
    side = 280
    paper = np.full((side, side, 3), 255, np.uint8)
    pressed = press(paper, draw_seal("岚山县示例局", wide=125), Press(side // 2, side // 2))
    picture = Pillow.fromarray(pressed)
    picture.putalpha(
        Pillow.fromarray(255 - pressed.min(axis=2)).point(lambda level: 255 if level > 30 else 0)
    )
    picture.save(file := io.BytesIO(), "PNG")
    file.seek(0)
    return file


def told(number: int) -> str:
    return f"图上的字{number}"


def read_corner(pictures: Sequence[Picture], source: str, first: int) -> tuple[Page, ...]:
    """Stands for recognition: every page says the grey of its corner."""
    return tuple(
        Page(
            number=number,
            method="ocr",
            width=picture.width,
            height=picture.height,
            lines=(Line(told(int(picture.pixels[5, 5, 0])), (0, 0, 50, 10)),),
            paragraphs=(Paragraph(told(int(picture.pixels[5, 5, 0])), 0, box=(0, 0, 50, 10)),),
            seals=(Seal(owner="unknown", text="某局", evidence=(_somewhere(source, number),)),),
        )
        for number, picture in enumerate(pictures, first)
    )


def _somewhere(source: str, number: int) -> Evidence:
    return Evidence(source=source, page=number, box=(0, 0, 9, 9), quote="某局", method="ocr")


def read_nothing(pictures: Sequence[Picture], source: str, first: int) -> tuple[Page, ...]:
    return tuple(Page(number, "ocr", p.width, p.height) for number, p in enumerate(pictures, first))


class Paper:
    """A Word file being written."""

    def __init__(self) -> None:
        self.package: Any = docx.Document()

    def say(self, text: str) -> None:
        self.package.add_paragraph(text)

    def paste(self, picture: io.BytesIO, size: tuple[float, float] = SHOWN) -> Any:
        return self.package.add_picture(picture, Pt(size[0]), Pt(size[1]))

    def store(self, picture: io.BytesIO) -> str:
        """Only puts a picture into the file."""
        key, _ = self.package.part.get_or_add_image(picture)
        return str(key)

    def add(self, xml: str) -> None:
        body = self.package.element.body
        body.insert(len(body) - 1, parse_xml(xml.replace(">", f" {SPACES}>", 1)))

    def read(self, folder: Path, read: ReadPictures = read_corner) -> Document:
        self.package.save(str(folder / "文.docx"))
        return read_word(folder / "文.docx", "文.docx", read)


def said(document: Document) -> list[list[str]]:
    return [[paragraph.text for paragraph in page.paragraphs] for page in document.pages]


def vml(key: str, style: str = "width:400pt;height:566pt", more: str = "") -> str:
    return f'<w:pict><v:shape style="{style}"><v:imagedata r:id="{key}" {more}/></v:shape></w:pict>'


def test_a_file_of_scans_is_their_pages(tmp_path: Path) -> None:
    paper = Paper()
    for mark in (10, 20):
        paper.paste(scan(mark))
    document = paper.read(tmp_path)
    assert document.paged
    assert said(document) == [[told(10)], [told(20)]]
    assert [(p.number, p.method, p.width, p.height) for p in document.pages] == [
        (1, "ocr", *SHOWN),
        (2, "ocr", *SHOWN),
    ]
    second = document.pages[1]
    place = document.paragraph_evidence(second, second.paragraphs[0])
    assert (place.source, place.page, place.box, place.paragraph) == ("文.docx", 2, (0, 0, 50, 10), None)


def test_a_scan_stands_between_the_text_before_and_after(tmp_path: Path) -> None:
    paper = Paper()
    paper.say("一、领导小组")
    paper.paste(scan(10))
    paper.say("二、专项资金")
    paper.package.add_table(1, 1).cell(0, 0).text = "500万元"
    paper.paste(scan(20))
    document = paper.read(tmp_path)
    assert said(document) == [["一、领导小组"], [told(10)], ["二、专项资金"], [told(20)]]
    assert [page.number for page in document.pages] == [1, 2, 3, 4]
    assert [len(page.tables) for page in document.pages] == [0, 0, 1, 0]
    places = [document.paragraph_evidence(page, page.paragraphs[0]) for page in document.pages]
    assert [place.page for place in places] == [None, 1, None, 2]
    assert [place.paragraph for place in places] == [0, None, 1, None]
    assert [place.method for place in places] == ["word", "ocr", "word", "ocr"]
    indexes = [paragraph.index for page in document.pages for paragraph in page.paragraphs]
    assert len(set(indexes)) == len(indexes)


def test_pictures_in_cells_text_boxes_and_old_drawings_are_seen_once(tmp_path: Path) -> None:
    paper = Paper()
    cell = paper.package.add_table(1, 1).cell(0, 0)
    cell.paragraphs[0].add_run().add_picture(scan(10), Pt(400), Pt(566))
    key, spare = paper.store(scan(20)), paper.store(scan(30))
    box = f"<w:txbxContent><w:p><w:r>{vml(key)}</w:r></w:p></w:txbxContent>"
    shape = f'<w:pict><v:shape style="width:9pt"><v:textbox>{box}</v:textbox></v:shape></w:pict>'
    paper.add(f"<w:p><w:r>{shape}</w:r></w:p>")
    both = f"<mc:Choice Requires='wps'>{vml(spare)}</mc:Choice><mc:Fallback>{vml(key)}</mc:Fallback>"
    paper.add(f"<w:p><w:r><mc:AlternateContent>{both}</mc:AlternateContent></w:r></w:p>")
    paper.add(f"<w:p><w:del><w:r>{vml(paper.store(scan(40)))}</w:r></w:del></w:p>")
    paper.add(f"<w:p><w:r><w:rPr><w:vanish/></w:rPr>{vml(paper.store(scan(50)))}</w:r></w:p>")
    assert said(paper.read(tmp_path)) == [[told(10)], [told(20)], [told(30)]]


def test_what_is_cut_off_is_not_read_and_what_is_turned_is_turned(tmp_path: Path) -> None:
    paper = Paper()
    crop = 'cropright=".2" croptop="13107f"'
    paper.add(f"<w:p><w:r>{vml(paper.store(scan(10)), more=crop)}</w:r></w:p>")
    paper.add(f"<w:p><w:r>{vml(paper.store(scan(20)), 'width:20cm;height:10cm;rotation:180')}</w:r></w:p>")
    turned = paper.paste(scan(30), (500, 300))
    turned._inline.graphic.graphicData.pic.spPr.find(
        "{http://schemas.openxmlformats.org/drawingml/2006/main}xfrm"
    ).set("rot", "5400000")
    document = paper.read(tmp_path)
    corners = [255, 255, 0]
    assert said(document) == [[told(corner)] for corner in corners]
    sizes = [(page.width, page.height) for page in document.pages]
    assert sizes == [pytest.approx(s, abs=0.1) for s in [SHOWN, (566.9, 283.5), (300, 500)]]


def test_the_same_picture_twice_is_read_once(tmp_path: Path) -> None:
    paper = Paper()
    paper.paste(scan(10))
    paper.paste(scan(10))
    assert said(paper.read(tmp_path)) == [[told(10)]]


@pytest.mark.parametrize(("pixels", "shown"), [((200, 200), SHOWN), (SCAN, (90.0, 127.0))])
def test_a_sign_is_no_page(tmp_path: Path, pixels: tuple[int, int], shown: tuple[float, float]) -> None:
    paper = Paper()
    paper.say("正文")
    paper.paste(scan(10, pixels), shown)
    document = paper.read(tmp_path)
    assert said(document) == [["正文"]]
    assert (document.paged, document.notes, document.pages[0].seals) == (False, (), ())


def test_in_headers_only_what_fills_the_page(tmp_path: Path) -> None:
    paper = Paper()
    paper.say("正文")
    header = paper.package.sections[0].header
    header.paragraphs[0].add_run().add_picture(scan(10), Pt(200), Pt(280))
    assert said(paper.read(tmp_path)) == [["正文"]]
    header.add_paragraph().add_run().add_picture(scan(20), Pt(560), Pt(790))
    assert said(paper.read(tmp_path)) == [[told(20)], ["正文"]]


@pytest.mark.skipif(not has_font(), reason=NO_FONT)
def test_a_seal_as_a_picture_stands_in_its_cell(tmp_path: Path) -> None:
    paper = Paper()
    table = paper.package.add_table(2, 2)
    table.cell(1, 1).text = "同意推荐。（盖章）"
    table.cell(1, 1).paragraphs[0].add_run().add_picture(seal(), Pt(113), Pt(113))
    (page,) = paper.read(tmp_path).pages
    (found,) = page.seals
    (place,) = found.evidence
    assert place.cell is not None
    assert (place.cell.table, place.cell.row, place.cell.column, place.page) == (0, 1, 1, None)
    assert found.text == "某局"


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    paper = Paper()
    paper.say("正文")
    whole = scan(10).getvalue()
    keys = [paper.store(io.BytesIO(scan(mark).getvalue())) for mark in (10, 20)]
    parts = [paper.package.part.rels[key].target_part for key in keys]
    parts[0]._blob = b"\1\0\0\0" + bytes(36) + b" EMF" + bytes(40)
    parts[1]._blob = whole[: len(whole) // 2]
    away = paper.package.part.relate_to(
        "http://example.invalid/1.png",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image",
        is_external=True,
    )
    for key in (*keys, away):
        paper.add(f"<w:p><w:r>{vml(key)}</w:r></w:p>")
    document = paper.read(tmp_path)
    assert said(document) == [["正文"]]
    assert len(document.notes) == 3
    for note, word in zip(document.notes, ["矢量", "链接", "损坏"], strict=True):
        assert word in note
        assert "请" in note


def test_a_photograph_without_words_is_no_page_but_is_told(tmp_path: Path) -> None:
    paper = Paper()
    paper.say("正文")
    paper.paste(scan(10))
    document = paper.read(tmp_path, read_nothing)
    assert said(document) == [["正文"]]
    assert [note for note in document.notes if "没有读出文字" in note]
