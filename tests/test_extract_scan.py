"""Pictures of pages to pages, with the recogniser: however they lie, whatever is on them."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from made_up_pages import NO_FONT, Ruled, Shown, draw_page, has_font, one_bit
from made_up_seals import Press, draw_seal, press

from dossier import Cell, Page
from extract.scan import looks
from extract.scan import page as scan
from extract.scan.ocr import Character, Reading, score_lines
from extract.scan.page import read_pictures
from extract.scan.pen_marks import PEN
from extract.scan.picture_files import load_pictures
from extract.scan.pictures import Image, Picture
from extract.scan.upright import Upright
from extract.text import squeeze, to_halfwidth

pytestmark = pytest.mark.skipif(not has_font(), reason=NO_FONT)

REAL = Path(os.environ.get("SHENBAO_REAL_FILES", "")) / "seals" / "squeeze_error.jpeg"
NO_REAL = "没有设置SHENBAO_REAL_FILES / SHENBAO_REAL_FILES names no folder with this scan"

TABLE = Ruled(
    [80, 330, 480, 720, 820],
    [160, 220, 280, 340, 470],
    {
        (0, 0): "企业数量（家）",
        (0, 1): "1147",
        (0, 2): "营业收入（万元）",
        (0, 3): "42",
        (1, 0): "联系人",
        (1, 1): "张示例",
        (1, 2): "年增速（%）",
        (1, 3): "8.6",
        (2, 0): "主要产业名称",
        (2, 1): "铸造、玻璃器皿",
        (3, 0): "市级意见",
        (3, 1): "情况属实，同意推荐。",
    },
    merged=[(2, 1, 1, 3), (3, 1, 1, 3)],
)
PAGE = draw_page(TABLE, lines=[(300, 80, "示例县情况申报表"), (80, 500, "注：以年末数为准")], size=(900, 620))


def sealed(shown: Shown) -> Shown:
    """With a red seal over the opinion and a number."""
    pixels = press(shown.pixels, draw_seal("云川县人民政府", wide=190), Press(420, 300, 8))
    return replace(shown, pixels=pixels)


def shaded(shown: Shown) -> Shown:
    """With the light of a window from one side, and soft."""
    light = np.linspace(1.0, 0.62, shown.pixels.shape[1])[None, :, None]
    soft = cv2.GaussianBlur(shown.pixels, (0, 0), 0.7) * light
    return replace(shown, pixels=soft.astype(np.uint8))


TURNED = [sealed(PAGE).turned(quarters) for quarters in range(4)]
PHOTOGRAPHED = shaded(PAGE.bent(7).tilted(0.012).leaning(2))
BLANK = draw_page(size=(900, 620))


@pytest.fixture(scope="module")
def pages() -> tuple[Page, ...]:
    """Read once: four turns, a photograph, a blank page."""
    shown = [*TURNED, PHOTOGRAPHED, BLANK]
    return read_pictures((one.picture() for one in shown), "扫描件.pdf", 5)


def texts(page: Page) -> dict[tuple[int, int], str]:
    """By row and column, whatever width the recogniser gives to brackets."""
    (table,) = page.tables
    return {(cell.row, cell.column): squeeze(to_halfwidth(cell.text)) for cell in table.cells}


def doubted(page: Page) -> dict[tuple[int, int], tuple[object, ...]]:
    (table,) = page.tables
    return {(c.row, c.column): (*c.doubts, *c.line_doubts) for c in table.cells if c.doubts or c.line_doubts}


@pytest.mark.parametrize("turn", [0, 1, 2, 3, "photographed"])
def test_a_form_is_read_however_it_lies(pages: tuple[Page, ...], turn: int | str) -> None:
    """Also the values below the seal; only what stands in the midst of it may be doubted."""
    page = pages[turn if isinstance(turn, int) else 4]
    assert texts(page) == {place: squeeze(to_halfwidth(text)) for place, text in TABLE.texts.items()}
    assert [(c.row, c.column, c.row_span, c.column_span) for c in page.tables[0].cells] == TABLE.places()
    assert set(doubted(page)) <= ({(2, 1)} if page.seals else set())
    assert sum(cell.certainty > 0.9 for cell in page.tables[0].cells) >= len(TABLE.texts) - 1
    assert [to_halfwidth(p.text) for p in page.paragraphs] == ["示例县情况申报表", "注:以年末数为准"]


@pytest.mark.parametrize("n", range(5))
def test_cells_are_where_the_picture_shows_them(pages: tuple[Page, ...], n: int) -> None:
    shown = [*TURNED, PHOTOGRAPHED][n]
    scale = 595 / shown.pixels.shape[1]
    for cell in pages[n].tables[0].cells:
        box = shown.place(TABLE.box(cell.row, cell.column))
        assert cell.box == pytest.approx([edge * scale for edge in box], abs=(3 if n < 4 else 6) * scale)


@pytest.mark.parametrize("n", range(5))
def test_lines_are_where_the_picture_shows_them(pages: tuple[Page, ...], n: int) -> None:
    shown = [*TURNED, PHOTOGRAPHED][n]
    scale = 595 / shown.pixels.shape[1]
    true = [shown.place((*quad[0], *quad[2])) for quad in PAGE.texts[-2:]]
    lines = [pages[n].lines[0], pages[n].lines[-1]]
    assert [to_halfwidth(line.text) for line in lines] == ["示例县情况申报表", "注:以年末数为准"]
    for line, box in zip(lines, true, strict=True):
        assert line.box == pytest.approx([edge * scale for edge in box], abs=9 * scale)


def test_pages_tables_and_paragraphs_are_counted_through(pages: tuple[Page, ...]) -> None:
    assert [page.number for page in pages] == [5, 6, 7, 8, 9, 10]
    assert {page.method for page in pages} == {"ocr"}
    assert [table.index for page in pages for table in page.tables] == [0, 1, 2, 3, 4]
    assert [table.after for page in pages for table in page.tables] == [0, 2, 4, 6, 8]
    assert [p.index for page in pages for p in page.paragraphs] == list(range(10))
    edges = [(x - TABLE.xs[0]) / (TABLE.xs[-1] - TABLE.xs[0]) for x in TABLE.xs]
    for page in pages[:5]:
        assert page.tables[0].column_edges == pytest.approx(edges, abs=0.006)


def test_the_seal_is_seen_on_every_turn(pages: tuple[Page, ...]) -> None:
    assert [len(page.seals) for page in pages] == [1, 1, 1, 1, 0, 0]


def test_a_blank_page_is_an_empty_page(pages: tuple[Page, ...]) -> None:
    blank = pages[-1]
    assert (blank.lines, blank.paragraphs, blank.tables, blank.seals) == ((), (), (), ())
    assert (blank.width, blank.height) == (595, round(595 * 620 / 900, 2))


# Looks that agree, and looks that do not: the recogniser is played


ONE_CELL = Ruled([100, 300, 500], [100, 160], {(0, 1): "128"})


def read_one(
    monkeypatch: pytest.MonkeyPatch,
    said: Sequence[str],
    sure: float = 0.99,
    shown: Shown | None = None,
    answer: Callable[[Image, str, float], Reading] | None = None,
) -> Cell:
    """The cell of a page, the only text of which is read as `said`, look by look."""
    shown = shown or draw_page(ONE_CELL, size=(600, 300))
    answers = list(said)
    high, wide = shown.pixels.shape[:2]

    def read(lines: Sequence[Image]) -> list[Reading]:
        return [(answer or answer_truly)(line, answers.pop(0), sure) for line in lines]

    upright = Upright(np.array([[1.0, 0, 0], [0, 1, 0]]), wide, high, tuple(shown.seen_texts))
    monkeypatch.setattr(scan, "find_upright", lambda grey: upright)
    monkeypatch.setattr(looks, "read_lines", read)
    (page,) = read_pictures([shown.picture()], "x")
    return next(cell for cell in page.tables[0].cells if cell.column == 1)


def answer_truly(line: Image, text: str, sure: float) -> Reading:
    """Each character in the middle of its stroke."""
    middles = find_middles(line)
    return Reading(tuple(Character(t, m, sure) for t, m in zip(text, middles, strict=True)))


def find_middles(line: Image) -> list[float]:
    dark = looks.dark_of(line).any(axis=0)
    edges = np.flatnonzero(np.diff(dark.astype(np.int8), prepend=0, append=0))
    return [float(middle) for middle in (edges[::2] + edges[1::2]) / 2 / line.shape[1]]


def test_two_looks_that_agree_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    cell = read_one(monkeypatch, ["128", "128"])
    assert (cell.text, cell.line_doubts) == ("128", ())
    assert cell.certainty == pytest.approx(0.99)


@pytest.mark.parametrize("said", [["126", "128", "128"], ["128", "126", "128"]])
def test_a_third_look_settles_it(monkeypatch: pytest.MonkeyPatch, said: list[str]) -> None:
    cell = read_one(monkeypatch, said)
    assert (cell.text, cell.line_doubts) == ("128", ())


def test_three_looks_that_differ_are_doubted(monkeypatch: pytest.MonkeyPatch) -> None:
    cell = read_one(monkeypatch, ["128", "126", "123"])
    assert cell.text == "128"
    assert cell.line_doubts


def test_two_unsure_looks_do_not_outvote_a_third(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = draw_page(Ruled(ONE_CELL.xs, ONE_CELL.ys, {(0, 1): "ABE"}), size=(600, 300))
    unsure = read_one(monkeypatch, ["ABE", "ABF", "ABF"], 0.94, shown)
    assert unsure.text == "ABE"
    assert unsure.line_doubts
    assert read_one(monkeypatch, ["ABE", "ABF", "ABF"], 0.99, shown).line_doubts == ()


def test_all_looks_that_drop_a_digit_are_belied_by_the_ink(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is certain, and they agree."""

    def answer_short(line: Image, text: str, sure: float) -> Reading:
        first, _, last = find_middles(line)
        return Reading((Character(text[0], first, sure), Character(text[1], last, sure)))

    cell = read_one(monkeypatch, ["18"] * 3, answer=answer_short)
    assert cell.text == "18"
    assert cell.line_doubts


def test_a_mark_below_an_opinion_doubts_its_own_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Line 0 is certain, line 1 is not."""
    shown = draw_page(Ruled([100, 300, 500], [100, 220], {(0, 1): "12\n34"}), size=(600, 300))
    cell = read_one(monkeypatch, ["12", "34", "12", "54", "84"], shown=shown)
    assert cell.text == "12\n34"
    assert {line for line, _ in cell.line_doubts} == {1}


def test_a_page_of_one_bit_is_read_with_soft_edges(monkeypatch: pytest.MonkeyPatch) -> None:
    tones: list[int] = []

    def answer_and_count(line: Image, text: str, sure: float) -> Reading:
        tones.append(len(np.unique(line)))
        return answer_truly(line, text, sure)

    shown = one_bit(draw_page(ONE_CELL, size=(600, 300)))
    assert read_one(monkeypatch, ["128"] * 3, shown=shown, answer=answer_and_count).text == "128"
    assert min(tones) > 20


# A scan of strangers


@pytest.fixture(scope="module")
def real() -> Page:
    if not REAL.is_file():
        pytest.skip(NO_REAL)
    (page,) = read_pictures(load_pictures(REAL), "scan")
    return page


REAL_ROWS = {
    (4, 1): [
        "塔类",
        "4443",
        "6%",
        "4894780.79",
        "",
        "4890063.81",
        "4890063.81",
        "0.00",
        "293403.83",
        "5183467.64",
    ],
    (5, 1): [
        "室分类",
        "108",
        "9%",
        "119476.19",
        "",
        "119476.19",
        "119476.19",
        "0.00",
        "10752.86",
        "130229.05",
    ],
    (6, 1): ["传输类", "4", "13%", "3649.03", "", "3649.03", "3649.03", "0.00", "474.37", "4123.40"],
    (7, 1): ["微站", "22", "6%", "36283.65", "", "36283.65", "36283.65", "0.00", "2177.02", "38460.67"],
    (12, 3): ["6%", "119569.40", "", "119569.40", "119569.40", "0.00", "7174.16", "126743.56"],
    (14, 4): ["5173759.06", "", "5169042.08", "5169042.08", "0.00", "313982.24", "5483024.32"],
}


def test_a_real_scan_has_the_numbers_that_a_person_reads(real: Page) -> None:
    read = texts(real)
    assert (real.tables[0].rows, real.tables[0].columns) == (20, 11)
    for (row, first), line in REAL_ROWS.items():
        assert [read[row, first + n] for n in range(len(line))] == line


def test_the_cells_of_a_real_scan(real: Page) -> None:
    """A heading over three columns, a label over six rows; what is written by hand is never certain."""
    cells = {(c.row, c.column): c for c in real.tables[0].cells}
    assert (cells[1, 6].column_span, cells[4, 0].row_span) == (3, 6)
    assert texts(real)[4, 0] == "服务费(不含维护费、场租费、油机发电费等)"
    written = cells[18, 6]
    assert written.line_doubts
    sure = sum(not (c.doubts or c.line_doubts) for c in cells.values() if c.text)
    assert sure > 0.75 * sum(bool(c.text) for c in cells.values())


def test_the_seals_of_a_real_scan(real: Page) -> None:
    assert len(real.seals) == 2
    for seal, (x, y) in zip(real.seals, ((287, 505), (613, 506)), strict=True):
        x0, y0, x1, y1 = seal.evidence[0].box or (0, 0, 0, 0)
        assert ((x0 + x1) / 2, (y0 + y1) / 2) == pytest.approx((x, y), abs=10)


def test_pictures_are_taken_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """A volume is never held whole: each page is read before the next picture is loaded."""
    done: list[str] = []

    def pictures() -> Iterator[Picture]:
        for _ in range(3):
            done.append("loaded")
            yield BLANK.picture()

    def read(picture: Picture, number: int, *_: object) -> Page:
        done.append("read")
        return Page(number, "ocr")

    monkeypatch.setattr(scan, "read_picture", read)
    assert [page.number for page in read_pictures(pictures(), "x")] == [1, 2, 3]
    assert done == ["loaded", "read"] * 3


def test_the_scores_of_long_lines_are_held_a_few_at_a_time() -> None:
    """A line across the page has millions of scores."""
    wide, narrow = np.full((48, 1500), 255, np.uint8), np.full((48, 90), 255, np.uint8)
    held = {
        n: scores.base.nbytes if scores.base is not None else 0
        for n, scores, _ in score_lines([wide, narrow] * 7)
    }
    assert sorted(held) == list(range(14))
    assert 0 < max(held.values()) < 40_000_000


def test_red_writing_that_is_of_no_seal_is_told() -> None:
    """A red pen through a value; a value in red alone in its cell, which is taken away before reading."""
    emptied = replace(TABLE, texts={place: text for place, text in TABLE.texts.items() if place != (0, 3)})
    pixels = draw_page(emptied, size=(900, 620)).pixels.copy()
    cv2.line(pixels, (360, 195), (450, 185), (200, 20, 30), 3)
    cv2.putText(pixels, "42", (745, 200), cv2.FONT_HERSHEY_SIMPLEX, 0.9, (200, 20, 30), 2)
    (page,) = read_pictures([replace(PAGE, pixels=pixels).picture()], "x")
    told = {place for place, reasons in doubted(page).items() if (0, PEN) in reasons}
    assert told == {(0, 1), (0, 3)}


def test_a_sign_like_yuan_alone_below_a_large_number_is_one() -> None:
    texts = {(0, 0): "营业收入", (0, 1): "198.8亿\n兀", (1, 0): "从业人数", (1, 1): "42\n兀"}
    shown = draw_page(Ruled([80, 330, 480], [160, 260, 360], texts), size=(600, 420))
    (page,) = read_pictures([shown.picture()], "1.png")
    cells = [squeeze(cell.text) for cell in page.tables[0].cells]
    assert cells[1] == "198.8亿元"
    assert cells[3] != "42元"
