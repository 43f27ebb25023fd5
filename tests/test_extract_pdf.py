"""PDF files: tables over pages, numbers wrapped by narrow cells, text that is not what it seems."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from made_up_pdf import HEIGHT, WIDTH, Sheet, write_pdf

from dossier import FieldReading, NamedCount, Page
from dossier.errors import UnreadableSource
from extract.form.labels import LabelIndex
from extract.form.reading import read_form
from extract.pdf.document import read_pdf
from extract.text import squeeze
from policy.form import ApplicationForm

FORM = ApplicationForm.model_validate(
    {
        "titles": ["示例车间登记表"],
        "data_year": 2020,
        "title_years": [2020],
        "remark": "数据为2020年底数据",
        "clause": "X-1",
        "fields": [
            {"id": name, "row": row, "clause": "X-1", **rest}
            for row, (name, rest) in enumerate(
                {
                    "casting": {"label": "铸造车间数量", "kind": "int", "units": ["家"]},
                    "forging": {"label": "锻压车间数量", "kind": "int", "units": ["家"]},
                    "welding": {"label": "焊接车间数量", "kind": "int", "units": ["家"]},
                    "growth": {"label": "车间产值年增速（%）", "kind": "pct", "units": ["%"]},
                    "tempering": {"label": "热处理车间数量及名称", "kind": "count_names", "units": ["家"]},
                }.items(),
                1,
            )
        ],
    }
)
XS = [60.0, 260.0, 520.0]
Fields = dict[str, FieldReading]


@pytest.fixture
def read_fields(tmp_path: Path) -> Callable[..., Fields]:
    """Reads the form from drawn pages; every piece of evidence must quote what stands in its box."""

    def read(*sheets: Sheet) -> Fields:
        path = write_pdf(tmp_path / "a.pdf", *sheets)
        form, _, _ = read_form([read_pdf(path, "a.pdf")], FORM, LabelIndex(FORM))
        return form.fields

    return read


@pytest.fixture
def read_page(tmp_path: Path) -> Callable[[Sheet], Page]:
    return lambda sheet: read_pdf(write_pdf(tmp_path / "a.pdf", sheet), "a.pdf").pages[0]


def form_sheet(
    rows: list[list[str]], top: float = 100, title: str = "示例车间登记表", high: float = 40
) -> Sheet:
    sheet = Sheet()
    if title:
        sheet.write(230, 60, title, size=16)
    sheet.grid(XS, [top + high * n for n in range(len(rows) + 1)], rows)
    return sheet


WHOLE = [
    ["铸造车间数量", "25345家"],
    ["锻压车间数量", "28"],
    ["焊接车间数量", "无"],
    ["车间产值年增速（%）", "8.6%"],
    ["热处理车间数量及名称", "2家：甲山车间、乙水车间"],
]


def test_a_form_on_one_page(read_fields: Callable[..., Fields], tmp_path: Path) -> None:
    fields = read_fields(form_sheet(WHOLE))
    assert {name: (r.status, r.value) for name, r in fields.items()} == {
        "casting": ("accepted", 25345),
        "forging": ("accepted", 28),
        "welding": ("accepted", 0),
        "growth": ("accepted", 8.6),
        "tempering": ("accepted", NamedCount(count=2, names=("甲山车间", "乙水车间"))),
    }
    check_boxes(fields, tmp_path / "a.pdf")


def check_boxes(fields: Fields, path: Path) -> None:
    """Every box lies on its page, and what pdfium finds in it is the quote."""
    document = pdfium.PdfDocument(path)
    for name, reading in fields.items():
        assert reading.evidence, name
        for evidence in reading.evidence:
            assert evidence.page is not None
            assert evidence.box is not None
            x0, y0, x1, y1 = evidence.box
            assert 0 <= x0 < x1 <= WIDTH
            assert 0 <= y0 < y1 <= HEIGHT
            page = document[evidence.page - 1].get_textpage()
            there = page.get_text_bounded(left=x0, bottom=HEIGHT - y1, right=x1, top=HEIGHT - y0)
            assert squeeze(there) == squeeze(evidence.quote), name
    document.close()


def test_a_table_over_two_pages(read_fields: Callable[..., Fields], tmp_path: Path) -> None:
    fields = read_fields(form_sheet(WHOLE[:2], top=700), form_sheet(WHOLE[2:], top=80, title=""))
    assert [r.status for r in fields.values()] == ["accepted"] * 5
    pages = [[e.page for e in r.evidence] for r in fields.values()]
    assert pages == [[1], [1], [2], [2], [2]]
    check_boxes(fields, tmp_path / "a.pdf")


def test_a_heading_row_repeated_on_the_second_page(read_fields: Callable[..., Fields]) -> None:
    head = ["项目", "数值"]
    fields = read_fields(
        form_sheet([head, *WHOLE[:2]], top=660), form_sheet([head, *WHOLE[2:]], top=80, title="")
    )
    assert [r.status for r in fields.values()] == ["accepted"] * 5


def test_a_list_cut_by_the_page_break_is_mended(read_fields: Callable[..., Fields], tmp_path: Path) -> None:
    upper = form_sheet([*WHOLE[:4], ["热处理车间数量及名称", "3家：甲山车间、乙水"]], top=580)
    lower = form_sheet([["", "车间、丙川车间"]], top=80, title="")
    reading = read_fields(upper, lower)["tempering"]
    assert reading.status == "accepted"
    assert reading.value == NamedCount(count=3, names=("甲山车间", "乙水车间", "丙川车间"))
    assert [e.page for e in reading.evidence] == [1, 2]
    check_boxes({"tempering": reading}, tmp_path / "a.pdf")


def test_a_label_cut_by_the_page_break_is_mended(read_fields: Callable[..., Fields]) -> None:
    upper = form_sheet([*WHOLE[:4], ["热处理车间", "2家：甲山车间、"]], top=580)
    lower = form_sheet([["数量及名称", "乙水车间"]], top=80, title="")
    assert read_fields(upper, lower)["tempering"].value == NamedCount(count=2, names=("甲山车间", "乙水车间"))


def test_a_number_cut_by_the_page_break_is_not_believed(read_fields: Callable[..., Fields]) -> None:
    for rest in ([["", "45家"]], [["", "45家"], *WHOLE[1:]]):
        upper = form_sheet([*WHOLE[3:], ["铸造车间数量", "253"]], top=660)
        reading = read_fields(upper, form_sheet(rest, top=80, title=""))["casting"]
        assert reading.status == "review", rest


def narrow_form(text: str, width: float) -> Sheet:
    """The first value stands in a column of that width, with nothing beside it."""
    sheet = Sheet()
    sheet.write(230, 60, "示例车间登记表", size=16)
    rows = [[label, value] for label, value in WHOLE]
    rows[0][1] = text
    rows[4][1] = "0"
    sheet.grid([60, 260, 260 + width], [100, 160, 200, 240, 280, 320], rows)
    return sheet


def test_a_number_wrapped_by_a_narrow_cell_is_whole(read_fields: Callable[..., Fields]) -> None:
    """Four digits of 5 points fill a cell of 28 points that keeps 4 on each side."""
    reading = read_fields(narrow_form("2534\n5", 28))["casting"]
    assert (reading.status, reading.value) == ("accepted", 25345)


@pytest.mark.parametrize("width", [60.0, 100.0, 200.0])
def test_a_number_broken_where_there_was_room_is_not_believed(
    read_fields: Callable[..., Fields], width: float
) -> None:
    assert read_fields(narrow_form("2534\n5", width))["casting"].status == "review"


def with_more(draw: Callable[[Sheet], None]) -> Sheet:
    """The whole form, and something drawn into its first value's cell: 25345家 begins there at (264, 113)."""
    sheet = form_sheet(WHOLE)
    draw(sheet)
    return sheet


def write_over(sheet: Sheet) -> None:
    """As with correction fluid."""
    sheet.fill(262, 103, 60, 14, "1 g")
    sheet.write(264, 113, "9")


SPOILT: dict[str, Callable[[Sheet], None]] = {
    "white text": lambda sheet: sheet.write(299, 113, "7", look="1 g"),
    "white text in red, green and blue": lambda sheet: sheet.write(299, 113, "7", look="1 1 1 rg"),
    "struck out": lambda sheet: sheet.rule(263, 109.5, 300, 109.5),
    "struck out by a slash": lambda sheet: sheet.rule(263, 117, 295, 103),
    "invisible text": lambda sheet: sheet.write(299, 113, "7", look="3 Tr"),
    "two numbers, one over the other": lambda sheet: sheet.write(264, 113, "999"),
    "a white box over its end": lambda sheet: sheet.fill(284, 103, 60, 14, "1 g"),
    "a black box over it": lambda sheet: sheet.fill(262, 103, 60, 14, "0 g"),
    "a white box and another number": write_over,
    "another number below": lambda sheet: sheet.write(264, 133, "25346家"),
    "a digit that goes on outside": lambda sheet: sheet.write(515, 113, "345"),
}


@pytest.mark.parametrize("how", SPOILT)
def test_a_spoilt_cell_is_not_believed(read_fields: Callable[..., Fields], how: str) -> None:
    fields = read_fields(with_more(SPOILT[how]))
    assert fields["casting"].status == "review"
    assert fields["forging"].status == "accepted"


def test_a_raised_mark_is_not_a_digit(read_fields: Callable[..., Fields]) -> None:
    rows = [["铸造车间数量", "25345"], *WHOLE[1:]]
    sheet = form_sheet(rows)
    sheet.write(289, 109, "1", size=6)
    reading = read_fields(sheet)["casting"]
    assert reading.status == "review"


def test_text_that_crosses_a_rule_is_not_believed(read_fields: Callable[..., Fields]) -> None:
    """The value begins in its cell and ends in the next, as text in a workbook spills over."""
    sheet = Sheet()
    sheet.write(230, 60, "示例车间登记表", size=16)
    rows = [[label, "" if label == "铸造车间数量" else "0"] for label, _ in WHOLE]
    sheet.grid([60, 260, 300], [100, 140, 180, 220, 260, 300], rows)
    sheet.write(285, 113, "25345")
    assert read_fields(sheet)["casting"].status != "accepted"


@pytest.mark.parametrize("matrix", ["-1 0 0 -1", "-1 0 0 1"])
def test_turned_and_mirrored_digits_are_not_believed(read_fields: Callable[..., Fields], matrix: str) -> None:
    """68 stands on its head in a cell."""
    sheet = form_sheet([["铸造车间数量", ""], *WHOLE[1:]])
    sheet.parts.append(f"BT /F1 10 Tf {matrix} 300 {HEIGHT - 113} Tm <00360038> Tj ET")
    reading = read_fields(sheet)["casting"]
    assert reading.status != "accepted" or reading.value == 68


def test_two_readings_of_one_cell(read_fields: Callable[..., Fields]) -> None:
    """The file shows one number and says that it stands for another."""
    sheet = form_sheet([["铸造车间数量", ""], *WHOLE[1:]])
    sheet.write(264, 113, "25345", told="99999")
    reading = read_fields(sheet)["casting"]
    assert reading.status == "review"
    assert any("两种读法" in reason for reason in reading.reasons)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_never_misread(
    read_fields: Callable[..., Fields], read_page: Callable[[Sheet], Page], turn: int
) -> None:
    """Drawn upright and then turned: a person would turn it back."""
    sheet = form_sheet(WHOLE)
    sheet.rotation = turn
    right = {name: r.value for name, r in read_fields(form_sheet(WHOLE)).items()}
    for name, reading in read_fields(sheet).items():
        assert reading.status != "accepted" or reading.value == right[name]
    page = read_page(sheet)
    assert page.width is not None
    assert page.height is not None
    found = [line.box for line in page.lines] + [c.box for t in page.tables for c in t.cells]
    boxes = [box for box in found if box]
    assert boxes
    for x0, y0, x1, y1 in boxes:
        assert -1 <= x0 < x1 <= page.width + 1
        assert -1 <= y0 < y1 <= page.height + 1


def test_lines_and_paragraphs(read_page: Callable[[Sheet], Page]) -> None:
    sheet = Sheet()
    sheet.write(220, 60, "关于示例的报告", size=18)
    first = "一二三四五六七八九十" * 4
    sheet.write(90, 120, first)
    sheet.write(70, 136, "甲乙丙丁戊己庚辛。")
    sheet.write(90, 170, "另起一段。")
    sheet.write(290, 810, "- 1 -")
    page = read_page(sheet)
    assert len(page.lines) == 5
    texts = [p.text for p in page.paragraphs]
    assert texts[0] == "关于示例的报告"
    assert texts[-1] == "另起一段。"
    assert not any("- 1 -" in text for text in texts)


def test_a_locked_file_says_so(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", form_sheet(WHOLE), locked=True)
    with pytest.raises(UnreadableSource, match="去掉密码"):
        read_pdf(path, "a.pdf")


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4 and no more", b"%PDF-1.7\n" + b"\x00\xff" * 500])
def test_a_damaged_file_says_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    with pytest.raises(UnreadableSource, match="损坏"):
        read_pdf(path, "a.pdf")


def test_a_file_cut_short_is_read_or_refused(tmp_path: Path) -> None:
    """A copy that broke off half way: what is read of it is right."""
    path = write_pdf(tmp_path / "a.pdf", form_sheet(WHOLE), form_sheet(WHOLE))
    whole = path.read_bytes()
    for share in (0.3, 0.6, 0.9, 0.99):
        path.write_bytes(whole[: int(len(whole) * share)])
        try:
            document = read_pdf(path, "a.pdf")
        except UnreadableSource as error:
            assert str(error)
        else:
            assert all(page.number for page in document.pages)


def test_a_minus_at_the_end_of_a_line_stays(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.write(60, 100, "上缴税金同比增长-")
    sheet.write(60, 116, "2.73%，电话0351-")
    sheet.write(60, 132, "1234567。")
    write_pdf(tmp_path / "a.pdf", sheet)
    (page,) = read_pdf(tmp_path / "a.pdf", "a.pdf").pages
    assert squeeze("".join(line.text for line in page.lines)) == "上缴税金同比增长-2.73%，电话0351-1234567。"
