"""Which pages of a PDF are read as text and which as pictures, and what comes of both.

Recognition itself is made up here: it sees what another, typed PDF says.
"""

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from made_up_pdf import HEIGHT, WIDTH, Sheet, write_pdf

from dossier import Cell, Document, Page, Seal
from dossier.errors import UnreadableSource
from extract.pdf.agreement import DISAGREES, PICTURE_IN_CELL
from extract.pdf.document import read_pdf
from extract.pdf.page import PageLook, look_at_page
from extract.scan.pictures import Picture

XS, YS = [60.0, 260.0, 520.0], [100.0, 140.0, 180.0]
ROWS = [["铸造车间数量", "25345家"], ["锻压车间数量", "28家"]]
SENTENCE = "本县认真组织中小企业申报，各部门分工负责，材料真实有效，数据来自统计部门，特此说明。"


@dataclass
class Eyes:
    """Recognises what `sheets` say, one for each page from the first; keeps the pictures it was shown."""

    folder: Path
    sheets: Sequence[Sheet]
    pictures: list[Picture] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)

    def __call__(self, pictures: Sequence[Picture], source: str, first_number: int) -> tuple[Page, ...]:
        typed = read_pdf(write_pdf(self.folder / "seen.pdf", *self.sheets), source).pages
        self.pictures += pictures
        self.numbers += [first_number + n for n in range(len(pictures))]
        return tuple(replace(typed[number - 1], method="ocr") for number in self.numbers[-len(pictures) :])


def blind(pictures: Sequence[Picture], source: str, first_number: int) -> tuple[Page, ...]:
    return tuple(Page(first_number + n, "ocr", p.width, p.height) for n, p in enumerate(pictures))


def unused(pictures: Sequence[Picture], source: str, first_number: int) -> tuple[Page, ...]:
    raise AssertionError("a page of plain text was taken for a picture")


def form_sheet(rows: Sequence[Sequence[str]] = ROWS) -> Sheet:
    sheet = Sheet()
    sheet.grid(XS, YS, [list(row) for row in rows])
    return sheet


def text_sheet(text: str = SENTENCE, look: str = "") -> Sheet:
    sheet = Sheet()
    for number in range(4):
        sheet.write(60, 100 + 20 * number, text, look=look)
    return sheet


def drawn_letters(sheet: Sheet, x: float, y: float) -> None:
    """What letters become when a program draws their outlines: no text, but many small curves."""
    for n in range(4):
        left = x + 9 * n
        points = " ".join(f"{left + dx} {HEIGHT - y + dy} l" for dx, dy in _STEPS)
        sheet.parts.append(f"{left} {HEIGHT - y} m {points} h f")


_STEPS = [
    (0, 8),
    (7, 8),
    (7, 6),
    (2, 6),
    (2, 5),
    (6, 5),
    (6, 3),
    (2, 3),
    (2, 2),
    (7, 2),
    (7, 1),
    (3, 1),
    (3, 0),
]


@pytest.fixture
def look(tmp_path: Path) -> "Look":
    return Look(tmp_path)


@dataclass
class Look:
    folder: Path

    def __call__(self, sheet: Sheet) -> PageLook:
        document = pdfium.PdfDocument(write_pdf(self.folder / "a.pdf", sheet))
        document.init_forms()
        try:
            return look_at_page(document[0], 1)
        finally:
            document.close()


def pictured(text: Sheet | None = None) -> Sheet:
    sheet = Sheet()
    sheet.picture()
    sheet.parts += text.parts if text else []
    return sheet


def with_ink(sheet: Sheet) -> Sheet:
    drawn_letters(sheet, 300, 400)
    return sheet


def with_picture(sheet: Sheet, *, blank: bool = False, color: tuple[int, int, int] = (0, 0, 0)) -> Sheet:
    sheet.picture(100, 400, 150, 120, blank=blank, color=color)
    return sheet


def private(text: str) -> str:
    """The same through a font whose codes mean nothing outside it."""
    return "".join(chr(0xE000 + ord(c) % 0x1000) for c in text)


def misread(text: str) -> str:
    """Chinese bytes taken for Western letters."""
    return text.encode("gb18030").decode("latin-1")


def shifted(text: str) -> str:
    """Each code one glyph off, as by a wrong table in the file."""
    return "".join(chr(ord(c) + 1311) if c > "\u4e00" else c for c in text)


def with_page_number() -> Sheet:
    sheet = Sheet()
    for n in range(30):
        drawn_letters(sheet, 60, 100 + 20 * n)
    sheet.write(290, 810, "3")
    return sheet


def with_note(kind: str) -> Sheet:
    sheet = text_sheet()
    sheet.note(kind, 300, 400, "二万五千三百")
    return sheet


VERDICTS = {
    "plain text": (text_sheet(), "text"),
    "a form": (form_sheet(), "text"),
    "nothing": (Sheet(), "empty"),
    "a picture": (pictured(), "scan"),
    "outlines of letters and no text": (with_ink(Sheet()), "scan"),
    "a picture, and its text unseen": (pictured(text_sheet(look="3 Tr")), "lying"),
    "text on a picture with writing": (pictured(text_sheet()), "lying"),
    "codes for private use": (text_sheet(private(SENTENCE)), "lying"),
    "bytes of Chinese taken for letters": (text_sheet(misread(SENTENCE)), "lying"),
    "codes that are one off": (text_sheet(shifted(SENTENCE)), "lying"),
    "unseen text alone": (text_sheet(look="3 Tr"), "empty"),
    "white text alone": (text_sheet(look="1 g"), "empty"),
    "text and outlines of letters": (with_ink(text_sheet()), "mixed"),
    "text and a picture with writing": (with_picture(text_sheet()), "mixed"),
    "a page number on a page of outlines": (with_page_number(), "scan"),
    "text and a typed comment": (with_note("FreeText"), "mixed"),
    "text and a stamp": (with_note("Stamp"), "mixed"),
    "text and a field filled in": (with_note("Widget"), "mixed"),
    "text and a link": (with_note("Link"), "text"),
    "text and a plain picture": (with_picture(text_sheet(), blank=True), "text"),
    "text and a red seal": (with_picture(text_sheet(), color=(255, 60, 60)), "text"),
}


@pytest.mark.parametrize("what", VERDICTS)
def test_a_page_gets_a_verdict(look: Look, what: str) -> None:
    sheet, verdict = VERDICTS[what]
    assert look(sheet).trust.verdict == verdict


def test_a_plain_picture_under_text_is_no_scan(look: Look) -> None:
    sheet = Sheet()
    sheet.picture(blank=True)
    sheet.parts += text_sheet().parts
    assert look(sheet).trust.verdict == "text"


def test_a_logo_does_not_make_a_background_a_scan(look: Look) -> None:
    sheet = Sheet()
    sheet.picture(blank=True)
    sheet.picture(500, 20, 60, 30)
    sheet.parts += text_sheet().parts
    assert look(sheet).trust.verdict == "mixed"


def test_text_under_a_picture_is_not_seen(look: Look) -> None:
    sheet = text_sheet()
    sheet.picture()
    seen = look(sheet)
    assert seen.trust.verdict == "lying"
    assert not seen.lines


def test_text_under_a_watermark_is_seen(look: Look) -> None:
    sheet = text_sheet()
    sheet.picture(mask=True)
    seen = look(sheet)
    assert seen.trust.verdict == "text"
    assert len(seen.lines) == 4


def test_white_text_on_a_dark_ground_is_seen(look: Look) -> None:
    sheet = Sheet()
    sheet.fill(50, 80, 500, 100, "0 0 0.5 rg")
    sheet.parts += text_sheet(look="1 g").parts
    seen = look(sheet)
    assert seen.trust.verdict == "text"
    assert len(seen.lines) == 4


def test_red_ink_is_told(look: Look) -> None:
    assert look(with_picture(text_sheet(), color=(255, 60, 60))).red
    assert not look(with_picture(text_sheet())).red


def test_a_scan_is_recognised(tmp_path: Path) -> None:
    eyes = Eyes(tmp_path, [form_sheet()])
    document = read_pdf(write_pdf(tmp_path / "a.pdf", pictured()), "a.pdf", eyes)
    assert cells(document)["25345家"].doubts == ()
    assert document.pages[0].method == "ocr"
    (picture,) = eyes.pictures
    assert (picture.width, picture.height) == (WIDTH, HEIGHT)
    assert picture.pixels.shape == (1755, 1240, 3)


def test_pages_keep_their_numbers_and_tables_count_through(tmp_path: Path) -> None:
    sheets = [form_sheet(), pictured(), pictured(), text_sheet(), pictured()]
    eyes = Eyes(tmp_path, [form_sheet()] * 5)
    document = read_pdf(write_pdf(tmp_path / "a.pdf", *sheets), "a.pdf", eyes)
    assert eyes.numbers == [2, 3, 5]
    assert [page.method for page in document.pages] == ["pdf-text", "ocr", "ocr", "pdf-text", "ocr"]
    assert [table.index for page in document.pages for table in page.tables] == [0, 1, 2, 3]
    paragraphs = [p.index for page in document.pages for p in page.paragraphs]
    assert paragraphs == list(range(len(paragraphs)))


def test_a_scan_that_cannot_be_recognised_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="扫描件"):
        read_pdf(write_pdf(tmp_path / "a.pdf", pictured()), "a.pdf", blind)


def test_empty_pages_say_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="空白"):
        read_pdf(write_pdf(tmp_path / "a.pdf", Sheet(), Sheet()), "a.pdf", unused)


def test_plain_text_is_never_rendered_for_recognition(tmp_path: Path) -> None:
    document = read_pdf(write_pdf(tmp_path / "a.pdf", form_sheet(), text_sheet(), Sheet()), "a.pdf", unused)
    assert cells(document)["25345家"].doubts == ()


def test_an_unseen_layer_is_held_against_the_picture(tmp_path: Path) -> None:
    """Another program recognised 25846 where 25345 stands."""
    layer = Sheet()
    for n, (label, value) in enumerate(ROWS):
        layer.write(XS[0] + 4, YS[n] + 13, label, look="3 Tr")
        layer.write(XS[1] + 4, YS[n] + 13, value.replace("25345", "25846"), look="3 Tr")
    document = read_pdf(
        write_pdf(tmp_path / "a.pdf", pictured(layer)), "a.pdf", Eyes(tmp_path, [form_sheet()])
    )
    assert cells(document)["25345家"].doubts == (DISAGREES,)
    assert cells(document)["28家"].doubts == ()
    assert document.pages[0].doubts


def test_a_garbled_layer_counts_for_nothing(tmp_path: Path) -> None:
    sheet = form_sheet([[private(text) for text in row] for row in ROWS])
    document = read_pdf(write_pdf(tmp_path / "a.pdf", sheet), "a.pdf", Eyes(tmp_path, [form_sheet()]))
    assert {text: cell.doubts for text, cell in cells(document).items()} == {
        text: () for row in ROWS for text in row
    }


@pytest.mark.parametrize(
    ("seen", "doubted"),
    [
        (["25345家", "28家"], []),
        (["25345家", "23家"], ["25345家", "23家"]),
        (["25345家", "1家"], ["1家"]),
        (["2534S家", "28家"], ["2534S家"]),
        (["25345家家", "28家"], ["25345家家"]),
    ],
)
def test_garbled_codes_are_the_same_for_the_same_character(
    tmp_path: Path, seen: list[str], doubted: list[str]
) -> None:
    """Nobody knows what they mean, but what is recognised must not contradict itself."""
    values = ["25345家", "28家", "55家", "5家"]
    labels = ["铸造车间数量", "锻压车间数量", "焊接车间数量", "热处理车间数量"]
    real, told = Sheet(), Sheet()
    for sheet, texts in ((real, values), (told, [*seen, *values[2:]])):
        rows = [list(row) for row in zip(labels, texts, strict=True)]
        coded = [[private(text) for text in row] for row in rows] if sheet is real else rows
        sheet.grid(XS, [100.0 + 40 * n for n in range(5)], coded)
    document = read_pdf(write_pdf(tmp_path / "a.pdf", real), "a.pdf", Eyes(tmp_path, [told]))
    assert [text for text, cell in cells(document).items() if DISAGREES in cell.doubts] == doubted


def test_digits_that_are_others_than_the_file_says(tmp_path: Path) -> None:
    """25348 is seen, the file says 36459."""
    path = write_pdf(tmp_path / "a.pdf", form_sheet([["铸造车间数量", "25348家"], ROWS[1]]), digits_off=True)
    eyes = Eyes(tmp_path, [form_sheet([["铸造车间数量", "25348家"], ROWS[1]])])
    document = read_pdf(path, "a.pdf", eyes)
    assert cells(document)["25348家"].doubts == ()
    assert document.pages[0].method == "ocr"


def test_a_short_page_of_a_garbled_file_is_not_believed(tmp_path: Path) -> None:
    short = Sheet()
    short.write(60, 100, "8家")
    sheets = [text_sheet(shifted(SENTENCE)), short]
    eyes = Eyes(tmp_path, [text_sheet(), text_sheet()])
    document = read_pdf(write_pdf(tmp_path / "a.pdf", *sheets), "a.pdf", eyes)
    assert [page.method for page in document.pages] == ["ocr", "ocr"]


def test_seals_are_looked_for_where_there_is_red_ink(tmp_path: Path) -> None:
    asked = []

    def find_seals(picture: Picture, source: str, number: int) -> tuple[Seal, ...]:
        asked.append(number)
        return (Seal(owner="unknown"),)

    sheets = [text_sheet(), with_picture(text_sheet(), color=(255, 60, 60))]
    document = read_pdf(write_pdf(tmp_path / "a.pdf", *sheets), "a.pdf", unused, find_seals)
    assert asked == [2]
    assert [len(page.seals) for page in document.pages] == [0, 1]


def test_spaces_that_take_no_room_are_not_seen(look: Look) -> None:
    """A space after each character, and the next one set over it."""
    sheet = Sheet()
    for n, character in enumerate("数量"):
        sheet.write(60 + 10 * n, 100, character + " ")
    sheet.write(85, 100, "家")
    assert [line.text for line in look(sheet).lines] == ["数量 家"]


def test_a_value_that_is_drawn_is_shown_and_doubted(tmp_path: Path) -> None:
    """The second value is a picture pasted into the cell."""
    sheet = form_sheet([ROWS[0], [ROWS[1][0], ""]])
    sheet.picture(XS[1] + 4, YS[1] + 5, 60, 20)
    document = read_pdf(write_pdf(tmp_path / "a.pdf", sheet), "a.pdf", Eyes(tmp_path, [form_sheet()]))
    assert cells(document)["28家"].doubts == (PICTURE_IN_CELL,)
    assert cells(document)["25345家"].doubts == ()


def test_a_pasted_table_is_read_beside_the_text(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.write(60, 80, SENTENCE)
    sheet.picture(XS[0], YS[0], XS[-1] - XS[0], YS[-1] - YS[0])
    document = read_pdf(write_pdf(tmp_path / "a.pdf", sheet), "a.pdf", Eyes(tmp_path, [form_sheet()]))
    (page,) = document.pages
    assert page.lines[0].text == SENTENCE
    assert [p.text for p in page.paragraphs] == [SENTENCE]
    assert list(cells(document)) == [text for row in ROWS for text in row]


def test_text_cut_by_its_cell_is_doubted(tmp_path: Path) -> None:
    """As programs print a column that is too narrow: the text goes on, but a person sees a part of it."""
    sheet = form_sheet([["铸造车间数量", ""], ROWS[1]])
    x, y = XS[1], HEIGHT - YS[1]
    sheet.parts.append(f"q {x} {y} 18 40 re W n")
    sheet.write(XS[1] + 4, YS[0] + 13, "25345")
    sheet.parts.append("Q")
    document = read_pdf(write_pdf(tmp_path / "a.pdf", sheet), "a.pdf", unused)
    (cut,) = [cell for cell in cells(document).values() if cell.text.startswith("25")]
    assert cut.text != "25345"
    assert any("裁掉" in doubt for doubt in cut.doubts)
    assert cells(document)["28家"].doubts == ()


def test_what_is_cut_off_whole_is_missed_in_its_own_cell(tmp_path: Path) -> None:
    """The unit is a text of its own; nothing of it is seen, and where it would stand is the next cell."""
    sheet = Sheet()
    sheet.grid([60, 260, 296, 520], YS, [["铸造车间数量", "25345", "甲"], [*ROWS[1], "乙"]])
    sheet.parts.append(f"q 260 {HEIGHT - YS[1]} 36 40 re W n")
    sheet.write(292, YS[0] + 13, "万家")
    sheet.parts.append("Q")
    document = read_pdf(write_pdf(tmp_path / "a.pdf", sheet), "a.pdf", unused)
    assert any("裁掉" in doubt for doubt in cells(document)["25345"].doubts)
    assert not any("裁掉" in doubt for doubt in cells(document)["甲"].doubts)


@pytest.mark.parametrize("turn", [90, 180, 270])
@pytest.mark.parametrize("sheet", [form_sheet(), text_sheet()], ids=["form", "text"])
def test_a_page_that_lies_on_its_side_is_read_upright(tmp_path: Path, sheet: Sheet, turn: int) -> None:
    upright = read_pdf(write_pdf(tmp_path / "a.pdf", sheet), "a.pdf", unused)
    turned = read_pdf(write_pdf(tmp_path / "b.pdf", replace(sheet, rotation=turn)), "a.pdf", unused)
    assert [line.text for line in turned.pages[0].lines] == [line.text for line in upright.pages[0].lines]
    assert {t: c.doubts for t, c in cells(turned).items()} == {t: c.doubts for t, c in cells(upright).items()}
    assert (turned.pages[0].width, turned.pages[0].height) == (WIDTH, HEIGHT)
    assert any("转正" in doubt for doubt in turned.pages[0].doubts)


def cells(document: Document) -> dict[str, Cell]:
    return {cell.text: cell for page in document.pages for table in page.tables for cell in table.cells}


def test_plain_text_loads_nothing_that_reads_pictures(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", form_sheet(), text_sheet())
    code = (
        "import sys; from pathlib import Path; from extract.pdf.document import read_pdf\n"
        f"assert read_pdf(Path({str(path)!r}), 'a.pdf').pages[0].tables\n"
        "heavy = ('numpy', 'cv2', 'onnxruntime', 'extract.scan.page')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
