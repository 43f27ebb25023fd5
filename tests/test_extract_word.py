"""Word files: what a person sees on the page is read once, and nothing else is."""

from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from made_up_word import CHANGE, SPACES, cell, control, paragraph, row, run, table

from dossier import Cell, Document, Page
from dossier.errors import UnreadableSource
from extract.word.document import read_word


class Reader:
    """Writes a body of given blocks and reads it back."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "a.docx"

    def document(self, *blocks: str) -> Document:
        package: Any = docx.Document()
        body = package.element.body
        for number, block in enumerate(blocks):
            body.insert(number, parse_xml(block.replace(">", f" {SPACES}>", 1)))
        package.save(self.path)
        return read_word(self.path, "a.docx")

    def page(self, *blocks: str) -> Page:
        return self.document(*blocks).pages[0]

    def texts(self, *blocks: str) -> list[str]:
        return [p.text for p in self.page(*blocks).paragraphs]

    def cells(self, *rows: str) -> list[Cell]:
        return list(self.page(table(*rows)).tables[0].cells)

    def cell(self, *content: str) -> Cell:
        return self.cells(row(cell(*content)))[0]


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    return Reader(tmp_path)


# Content controls


def test_inline_and_block_content_controls(reader: Reader) -> None:
    assert reader.texts(paragraph(run("共"), control(run("35")), run("家"))) == ["共35家"]
    assert reader.texts(control(paragraph(run("共35家")))) == ["共35家"]
    assert reader.cell(control(paragraph(run("35")))).text == "35"


def test_a_whole_cell_and_a_whole_row_in_a_control(reader: Reader) -> None:
    cells = reader.cells(row("甲", control(cell("35"))), control(row("乙", "28")))
    assert [(c.row, c.column, c.text) for c in cells] == [
        (0, 0, "甲"),
        (0, 1, "35"),
        (1, 0, "乙"),
        (1, 1, "28"),
    ]


def test_a_whole_table_in_a_control(reader: Reader) -> None:
    (one,) = reader.page(control(table(row("甲", "35")))).tables
    assert [c.text for c in one.cells] == ["甲", "35"]


# Tracked changes


def test_inserted_text_stands_and_deleted_text_does_not(reader: Reader) -> None:
    old = f"<w:del {CHANGE}><w:r><w:delText>999</w:delText></w:r></w:del>"
    new = f"<w:ins {CHANGE}>{run('35')}</w:ins>"
    assert reader.cell(paragraph(old, new)).text == "35"


def test_moved_text_stands_where_it_went(reader: Reader) -> None:
    away = f"<w:moveFrom {CHANGE}>{run('999')}</w:moveFrom>"
    here = f"<w:moveTo {CHANGE}>{run('35')}</w:moveTo>"
    assert reader.texts(paragraph(run("甲"), away), paragraph(run("乙"), here)) == ["甲", "乙35"]


def test_a_deleted_row_is_gone_and_an_inserted_one_is_there(reader: Reader) -> None:
    gone = row("甲", "999", properties=f"<w:del {CHANGE}/>")
    new = row("甲", "35", properties=f"<w:ins {CHANGE}/>")
    assert [c.text for c in reader.cells(gone, new)] == ["甲", "35"]


def test_a_deleted_cell_is_gone_or_doubtful(reader: Reader) -> None:
    cells = reader.cells(row("甲", cell("999", properties=f"<w:cellDel {CHANGE}/>"), "35"))
    assert all(c.text != "999" or c.doubts for c in cells)


# Text boxes


def text_box(text: str) -> str:
    content = f"<w:txbxContent>{paragraph(run(text))}</w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        f"{content}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{content}</v:textbox>"
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_a_text_box_is_read_once(reader: Reader) -> None:
    assert reader.texts(paragraph(run("正文"), text_box("框内"))) == ["正文", "框内"]
    assert reader.cell(paragraph(run("35"), text_box("注"))).text == "35\n注"


def test_an_old_text_box_without_a_choice(reader: Reader) -> None:
    content = f"<w:txbxContent>{paragraph(run('框内'))}</w:txbxContent>"
    box = f"<w:r><w:pict><v:textbox>{content}</v:textbox></w:pict></w:r>"
    assert reader.texts(paragraph(run("正文"), box)) == ["正文", "框内"]


# Hidden and doubtful text


def test_hidden_text_is_not_read_but_told(reader: Reader) -> None:
    document = reader.document(table(row(cell(paragraph(run("35"), run("7", "<w:vanish/>"))))))
    (one,) = document.pages[0].tables[0].cells
    assert one.text == "35"
    assert any("隐藏" in doubt for doubt in one.doubts)
    assert any("隐藏" in note for note in document.notes)


def test_a_flag_that_is_off_is_off(reader: Reader) -> None:
    for value in ("0", "false"):
        one = reader.cell(paragraph(run("35", f"<w:vanish w:val='{value}'/><w:strike w:val='{value}'/>")))
        assert (one.text, one.doubts) == ("35", ())


@pytest.mark.parametrize(
    ("look", "says"),
    [
        ("<w:color w:val='FFFFFF'/>", "白色"),
        ("<w:color w:val='FEFEFE'/>", "白色"),
        ("<w:color w:val='auto' w:themeColor='background1'/>", "白色"),
        ("<w:position w:val='12'/>", ""),
        ("<w:vertAlign w:val='superscript'/>", "上标"),
        ("<w:vertAlign w:val='subscript'/>", "下标"),
        ("<w:strike/>", "划掉"),
        ("<w:dstrike/>", "划掉"),
    ],
)
def test_text_that_may_not_count_is_doubtful(reader: Reader, look: str, says: str) -> None:
    """`says` is empty where any doubt will do."""
    one = reader.cell(paragraph(run("35"), run("1", look)))
    assert any(says in doubt for doubt in one.doubts)


def test_plain_text_is_not_doubtful(reader: Reader) -> None:
    one = reader.cell(paragraph(run("35", "<w:color w:val='000000'/><w:b/><w:vertAlign w:val='baseline'/>")))
    assert (one.text, one.doubts) == ("35", ())


@pytest.mark.parametrize(
    "style",
    [
        "<w:rPr><w:vanish/></w:rPr>",
        "<w:rPr><w:strike/></w:rPr>",
        "<w:rPr><w:color w:val='FFFFFF'/></w:rPr>",
        "<w:rPr><w:vertAlign w:val='superscript'/></w:rPr>",
    ],
)
@pytest.mark.parametrize("kind", ["character", "paragraph"])
def test_a_style_hides_as_well(reader: Reader, style: str, kind: str) -> None:
    package: Any = docx.Document()
    mark = f"<w:style w:type='{kind}' w:styleId='Mark' {SPACES}><w:name w:val='Mark'/>{style}</w:style>"
    package.styles.element.append(parse_xml(mark))
    inline = paragraph(run("35"), run("7", "<w:rStyle w:val='Mark'/>"))
    whole = paragraph(run("357"), properties="<w:pStyle w:val='Mark'/>")
    body = table(row(cell(inline if kind == "character" else whole)))
    package.element.body.insert(0, parse_xml(body.replace(">", f" {SPACES}>", 1)))
    package.save(reader.path)
    (one,) = read_word(reader.path, "a.docx").pages[0].tables[0].cells
    assert one.doubts


# Grids


def test_spans(reader: Reader) -> None:
    begins, goes_on = "<w:vMerge w:val='restart'/>", "<w:vMerge/>"
    cells = reader.cells(
        row(cell("甲", properties="<w:gridSpan w:val='2'/>"), cell("乙", properties=begins)),
        row("丙", "丁", cell("", properties=goes_on)),
        row("戊", "己", cell("庚", properties=begins)),
    )
    assert [(c.row, c.column, c.row_span, c.column_span, c.text) for c in cells] == [
        (0, 0, 1, 2, "甲"),
        (0, 2, 2, 1, "乙"),
        (1, 0, 1, 1, "丙"),
        (1, 1, 1, 1, "丁"),
        (2, 0, 1, 1, "戊"),
        (2, 1, 1, 1, "己"),
        (2, 2, 1, 1, "庚"),
    ]


def test_a_row_that_begins_further_right(reader: Reader) -> None:
    cells = reader.cells(row("甲", "乙"), row("丙", properties="<w:gridBefore w:val='1'/>"))
    assert [(c.row, c.column) for c in cells] == [(0, 0), (0, 1), (1, 1)]


def test_a_nested_table_is_a_table_of_its_own(reader: Reader) -> None:
    page = reader.page(table(row("甲", cell("35", table(row("内", "28")), "<w:p/>"))))
    outer, inner = page.tables
    assert [c.text for c in outer.cells] == ["甲", "35"]
    assert [c.text for c in inner.cells] == ["内", "28"]
    assert (outer.index, inner.index) == (0, 1)


def test_tables_know_the_paragraph_before_them(reader: Reader) -> None:
    page = reader.page(table(row("甲")), paragraph(run("一")), paragraph(run("二")), table(row("乙")))
    assert [one.after for one in page.tables] == [-1, 1]


# Text


def test_tabs_breaks_and_hyphens(reader: Reader) -> None:
    inside = (
        "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>0340</w:t><w:noBreakHyphen/><w:t>26</w:t></w:r>"
    )
    assert reader.cell(paragraph(inside)).text == "甲\t乙\n0340-26"
    assert reader.cell(paragraph(run("253")), paragraph(run("45"))).text == "253\n45"


def test_the_result_of_a_field_not_its_instruction(reader: Reader) -> None:
    parts = "".join(
        [
            "<w:r><w:fldChar w:fldCharType='begin'/></w:r>",
            "<w:r><w:instrText>=SUM(999)</w:instrText></w:r>",
            "<w:r><w:fldChar w:fldCharType='separate'/></w:r>",
            run("35"),
            "<w:r><w:fldChar w:fldCharType='end'/></w:r>",
        ]
    )
    assert reader.cell(paragraph(parts)).text == "35"
    assert reader.cell(paragraph(f"<w:fldSimple w:instr='=999'>{run('35')}</w:fldSimple>")).text == "35"


def test_phonetic_guides_and_links(reader: Reader) -> None:
    above, base = (f"<w:r><w:t>{text}</w:t></w:r>" for text in ("jiā", "家"))
    ruby = f"<w:ruby><w:rt>{above}</w:rt><w:rubyBase>{base}</w:rubyBase></w:ruby>"
    assert reader.cell(paragraph(f"<w:r>{ruby}</w:r>")).text == "家"
    assert reader.cell(paragraph(f"<w:hyperlink>{run('35')}</w:hyperlink>")).text == "35"


def test_a_fraction_is_not_the_digits_of_its_two_numbers(reader: Reader) -> None:
    math = "xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'"
    one, other = (f"<m:r><m:t>{number}</m:t></m:r>" for number in ("35", "2"))
    fraction = f"<m:f><m:num>{one}</m:num><m:den>{other}</m:den></m:f>"
    assert reader.cell(paragraph(f"<m:oMath {math}>{fraction}</m:oMath>")).doubts
    plain = reader.cell(paragraph(f"<m:oMath {math}>{one}</m:oMath>"))
    assert (plain.text, plain.doubts) == ("35", ())


# Looks


def test_styles_give_outline_levels(reader: Reader) -> None:
    page = reader.page(
        paragraph(run("甲"), properties="<w:pStyle w:val='Heading1'/>"),
        paragraph(run("乙"), properties="<w:pStyle w:val='Heading2'/>"),
        paragraph(run("丙"), properties="<w:outlineLvl w:val='2'/>"),
        paragraph(run("丁"), properties="<w:pStyle w:val='Heading1'/><w:outlineLvl w:val='9'/>"),
        paragraph(run("戊", "<w:b/>"), properties="<w:jc w:val='center'/>"),
    )
    assert [p.outline for p in page.paragraphs] == [1, 2, 3, None, None]
    last = page.paragraphs[-1]
    assert (last.bold, last.centered) == (True, True)
    assert [p.index for p in page.paragraphs] == [0, 1, 2, 3, 4]


def test_evidence_points_to_the_cell_and_quotes_it(reader: Reader) -> None:
    document = reader.document(paragraph(run("一")), table(row("甲", "35家")))
    page = document.pages[0]
    found = document.cell_evidence(page, page.tables[0], page.tables[0].cells[1])
    assert found.cell is not None
    assert (found.cell.table, found.cell.row, found.cell.column) == (0, 0, 1)
    assert (found.page, found.box, found.quote, found.method) == (None, None, "35家", "word")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 and no more", b"not a package"])
def test_a_damaged_file_says_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(content)
    with pytest.raises(UnreadableSource, match="损坏"):
        read_word(path, "a.docx")
