"""Papers of several pictures: pages in the order of their numbers, each read once, each with its own file."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from corpora.dossiers import Case
from dossier import Cell, Document, FieldReading, Form, Line, Page, Paragraph, Table
from extract.files.papers import find_papers
from extract.form.labels import LabelIndex
from extract.form.reading import read_form
from extract.pipeline import read_documents
from policy import Policy

COLUMN, ROW, TOP = 60.0, 20.0, 80.0


def picture(source: str, *tables: Table, words: Sequence[str] = ()) -> Document:
    """A picture of one page, as its reader gives it."""
    texts = [*words, *(cell.text for table in tables for cell in table.cells if cell.text)]
    page = Page(
        number=1,
        method="ocr",
        width=595,
        height=842,
        lines=tuple(Line(text, (60.0, 60.0, 200.0, 70.0)) for text in texts),
        paragraphs=tuple(
            Paragraph(text, n, box=(60, 40 + 10 * n, 300, 49 + 10 * n)) for n, text in enumerate(words)
        ),
        tables=tables,
    )
    return Document(source=source, reader="picture", paged=True, pages=(page,))


def sources_of(papers: Sequence[Document]) -> list[list[str]]:
    return [[paper.origin_of(page).source for page in paper.pages] for paper in papers]


@pytest.mark.parametrize(
    "in_order",
    [
        ["IMG_1.jpg", "IMG_2.jpg", "IMG_10.jpg"],
        ["扫描0001.jpg", "扫描0002.jpg", "扫描0010.jpg"],
        ["第1页.png", "第2页.png", "第10页.png"],
        ["第九页.png", "第十页.png", "第二十一页.png"],
        ["申报表1.jpg", "申报表2.png"],
        ["申报表.jpg", "申报表 (1).jpg", "申报表 (2).jpg"],
        ["表(第1页,共3页).jpg", "表(第3页,共3页).jpg"],
        ["9.jpg", "10.jpg"],
        ["微信图片_20211109101530.jpg", "微信图片_202111091015301.jpg", "微信图片_20211109101602.jpg"],
        ["某县/申报表/2.jpg", "某县/申报表/11.jpg"],
        ["2020年申报表1.jpg", "2020年申报表2.jpg"],
    ],
)
def test_pages_of_one_paper_stand_in_the_order_of_their_numbers(in_order: list[str]) -> None:
    papers = find_papers([picture(name) for name in sorted(in_order, reverse=True)])
    assert sources_of(papers) == [in_order]
    assert [page.number for page in papers[0].pages] == list(range(1, len(in_order) + 1))


@pytest.mark.parametrize(
    "names",
    [
        ["申报表.jpg", "领导小组文件.jpg"],
        ["甲/1.jpg", "乙/2.jpg"],
        ["申报表2019.jpg", "申报表2020.jpg"],
        ["附件1申报表.jpg", "附件2报告.jpg"],
    ],
)
def test_other_names_are_other_papers(names: list[str]) -> None:
    assert sources_of(find_papers([picture(name) for name in names])) == [[name] for name in names]


def test_a_paper_stands_where_its_first_file_stood() -> None:
    word = Document("报告.docx", "word", False, (Page(1, "word"),))
    papers = find_papers([picture("1.jpg"), word, picture("2.jpg"), picture("附图.jpg")])
    assert sources_of(papers) == [["1.jpg", "2.jpg"], ["报告.docx"], ["附图.jpg"]]


def test_a_number_left_out_is_told() -> None:
    (paper,) = find_papers([picture(f"{number}.jpg") for number in (1, 2, 5)])
    assert [note for note in paper.notes if "缺第3、4张" in note and "请核实" in note]
    (camera,) = find_papers([picture(f"IMG_{number}.jpg") for number in (4031, 4040)])
    assert camera.notes == ()


def test_paragraphs_and_tables_count_on_through_all_pages() -> None:
    table = Table(1, 1, (Cell(0, 0, 1, 1, "甲"),), 0)
    (paper,) = find_papers([picture(f"{n}.jpg", table, words=("一行", "又一行")) for n in (1, 2)])
    assert [p.index for page in paper.pages for p in page.paragraphs] == [0, 1, 2, 3]
    assert [t.index for page in paper.pages for t in page.tables] == [0, 1]


# A form over two pictures


@pytest.fixture(scope="module")
def form_table(written_cases: list[Case]) -> Table:
    """The form of a county as it stands in its Word file."""
    case = next(case for case in written_cases if case.layout == "official")
    _, documents = read_documents(case.path)
    tables = [table for document in documents for page in document.pages for table in page.tables]
    return max(tables, key=lambda table: len(table.cells))


def cut(table: Table, change: Callable[[str], str] = str) -> tuple[Table, Table]:
    """The two halves of a table, with places on their pages, every text run through `change`."""
    spans = {row for cell in table.cells for row in range(cell.row + 1, cell.row + cell.row_span)}
    middle = next(row for row in range(table.rows // 2, table.rows) if row not in spans)
    return _part(table, 0, middle, change), _part(table, middle, table.rows, change)


def _part(table: Table, first: int, end: int, change: Callable[[str], str]) -> Table:
    cells = [replace(c, row=c.row - first, text=change(c.text)) for c in table.cells if first <= c.row < end]
    boxes = [
        (
            COLUMN * (c.column + 1),
            TOP + ROW * c.row,
            COLUMN * (c.column + 1 + c.column_span),
            TOP + ROW * (c.row + c.row_span),
        )
        for c in cells
    ]
    placed = tuple(replace(c, box=box) for c, box in zip(cells, boxes, strict=True))
    around = (COLUMN, TOP, COLUMN * (table.columns + 1), TOP + ROW * (end - first))
    return Table(end - first, table.columns, placed, 0, -1, around)


def form_of(policy: Policy, labels: LabelIndex, *documents: Document) -> Form:
    return read_form(find_papers(documents), policy.form, labels)[0]


def values(form: Form) -> dict[str, object]:
    return {name: (reading.status, reading.value) for name, reading in form.fields.items()}


def files(reading: FieldReading) -> set[tuple[str, int | None]]:
    return {(place.source, place.page) for place in reading.evidence}


def test_a_form_over_two_pictures_is_one_form(policy: Policy, labels: LabelIndex, form_table: Table) -> None:
    upper, lower = cut(form_table)
    whole = form_of(policy, labels, picture("表.jpg", _part(form_table, 0, form_table.rows, str)))
    form = form_of(policy, labels, picture("表10.jpg", lower), picture("表9.jpg", upper))
    assert values(form) == values(whole)
    assert sum(reading.status == "accepted" for reading in form.fields.values()) > 30
    assert files(form.fields["applicant_name"]) == {("表9.jpg", 1)}
    assert files(form.fields["platform_served"]) == {("表10.jpg", 1)}


@pytest.mark.parametrize("again", [0, 1])
def test_half_a_form_scanned_twice_is_read_once(
    policy: Policy, labels: LabelIndex, form_table: Table, again: int
) -> None:
    halves = cut(form_table)
    order = [halves[0], *([halves[0]] if again == 0 else []), halves[1], *([halves[1]] if again else [])]
    whole = form_of(policy, labels, *(picture(f"{n}.jpg", half) for n, half in enumerate(halves, 1)))
    form = form_of(policy, labels, *(picture(f"{n}.jpg", half) for n, half in enumerate(order, 1)))
    assert values(form) == values(whole)


@pytest.mark.parametrize("name", ["3.jpg", "重扫.jpg"])
def test_two_scans_of_a_page_that_differ_are_doubted(
    policy: Policy, labels: LabelIndex, form_table: Table, name: str
) -> None:
    upper, lower = cut(form_table)
    whole = form_of(policy, labels, picture("1.jpg", upper), picture("2.jpg", lower))
    value = whole.fields["market_entities"].raw or ""
    other, _ = cut(form_table, lambda text: text.replace(value, value[:-1] + "X"))
    pages = [picture("1.jpg", upper), picture("2.jpg", lower), picture(name, other)]
    form = form_of(policy, labels, *pages)
    changed = {field for field, told in values(form).items() if told != values(whole)[field]}
    assert changed == {"market_entities"}
    doubted = form.fields["market_entities"]
    assert doubted.status == "review"
    assert any(name in reason and "X" in reason for reason in doubted.reasons)


def test_a_last_page_with_little_on_it_is_known_by_its_words(policy: Policy, labels: LabelIndex) -> None:
    opinion = Table(
        1, 2, (Cell(0, 0, 1, 1, "市级政府意见"), Cell(0, 1, 1, 1, "经研究，同意推荐。（盖章）")), 0
    )
    note = ("备注：所有数据填报2020年底数据，请各县认真填写，不得漏项",)
    dated, misread = (
        replace(opinion, cells=(*opinion.cells, Cell(0, 2, 1, 1, d))) for d in ("2021.4.15", "202.4")
    )
    (paper,) = find_papers([picture("1.jpg", dated, words=note), picture("2.jpg", misread, words=note)])
    assert len(paper.pages) == 1
    assert [bool(cell.doubts) for cell in paper.pages[0].tables[0].cells] == [False, False, True]


def test_the_form_of_another_year_is_another_page(form_table: Table) -> None:
    other = str.maketrans("1234567890", "2345678901")
    upper, _ = cut(form_table)
    later, _ = cut(form_table, lambda text: text.translate(other))
    (paper,) = find_papers([picture("1.jpg", upper), picture("2.jpg", later)])
    assert len(paper.pages) == 2
