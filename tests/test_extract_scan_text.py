"""Lines of pictures to paragraphs: leaning margins, sizes, lost marks, running heads."""

from dataclasses import replace

import pytest

from dossier import Box, Cell, Document, Line, Page, Paragraph, Table
from extract.layout.continued_tables import carry_heads
from extract.layout.lost_marks import restore_marks, settle_marks
from extract.layout.margins import find_margins
from extract.layout.paragraphs import find_paragraphs
from extract.layout.type_sizes import USUAL, with_type_sizes
from extract.narrative.flow import compose_flow

FULL = "我县坚持把中小企业作为转型发展的生力军，大胆探索"
REST = "先行先试。"
SIZE = 10.0


def line(text: str, x: float, y: float, size: float = SIZE) -> Line:
    return Line(text, (x, y, x + size * len(text), y + size))


def page_of(texts: list[tuple[str, float]], lean: float = 0.0, size: float = SIZE) -> list[Line]:
    """Lines below each other, each with its indent in characters."""
    return [
        line(text, 60 + size * indent + lean * 20 * n, 100 + 20 * n, size)
        for n, (text, indent) in enumerate(texts)
    ]


BODY = [(FULL, 2.0), (REST, 0.0)]


@pytest.mark.parametrize("lean", [0.0, 0.04, -0.04])
def test_wrapped_lines_are_one_paragraph_at_any_lean(lean: float) -> None:
    texts = [(FULL, 2.0), (FULL + "干", 1.0 - 1.0), (REST, 0.0)] * 8
    lines = [replace(one, text=one.text) for one in page_of(texts, lean)]
    paragraphs = find_paragraphs(lines, (), 842, 0, scanned=True)
    assert [p.text for p in paragraphs] == [FULL + FULL + "干" + REST] * 8


def test_a_line_far_beyond_short_ones_shows_where_the_margin_is() -> None:
    texts = ("一、组织领导", "见附件一。", "二、扶持政策", "见附件二。", "三、专项资金")
    short = [(text, 0.0) for text in texts]
    lines = page_of([*short, (FULL, 0.0), *short])
    said = [p.text for p in find_paragraphs(lines, (), 842, 0, scanned=True)]
    assert said == [text for text, _ in (*short, (FULL, 0.0), *short)]


def test_print_has_upright_margins() -> None:
    margins = find_margins(page_of(BODY * 8, 0.04))
    assert margins.left.lean == margins.right.lean == 0


def test_a_short_rest_of_lower_ink_goes_on() -> None:
    first, rest = page_of([(FULL, 0.0), ("元。", 0.0)])
    assert rest.box
    low = replace(rest, box=(rest.box[0], rest.box[1], rest.box[2], rest.box[3] - 3))
    assert len(find_paragraphs([first, low], (), 842, 0, scanned=True)) == 1


@pytest.mark.parametrize("rest", ["〔2020〕12号）；", "（榆政发〔2020〕12号）", "》的通知。"])
def test_a_number_of_a_paper_begins_no_paragraph(rest: str) -> None:
    lines = page_of([("一、《关于支持民营经济发展的若干意见》", 0.0), (rest, 0.0), (FULL, 0.0)])
    assert find_paragraphs(lines, (), 842, 0)[0].text.endswith(rest)


@pytest.mark.parametrize(("end", "paragraphs"), [("万", 2), ("。", 3)])
def test_a_line_out_at_the_margin_goes_on_what_has_not_ended(end: str, paragraphs: int) -> None:
    lines = page_of([(FULL, 2.0), (FULL[:-5] + end, 2.0), ("元，2019年四百万元。", 0.0)])
    assert len(find_paragraphs(lines, (), 842, 0)) == paragraphs


@pytest.mark.parametrize("mark", ["-2-", "— 3 —", "第4页", "第 2 页 共 9 页", "-.2-", "一 5 一", "- 12 -·"])
def test_a_marked_page_number_is_none_of_the_text(mark: str) -> None:
    lines = [*page_of(BODY * 3), line(mark, 200, 320)]
    assert all(mark not in p.text for p in find_paragraphs(lines, (), 842, 0))


@pytest.mark.parametrize("mark", [".5", "3", "2/6", "第3页，共9页", "·12·", "—l—"])
def test_at_the_foot_of_a_page_a_bare_number_is_its_own(mark: str) -> None:
    lines = [*page_of(BODY * 3), line(mark, 290, 800)]
    assert [p.text for p in find_paragraphs(lines, (), 842, 0)] == [FULL + REST] * 3


@pytest.mark.parametrize("above", ["2021-03-2809:09 FROM: 0340-2321832 P.08", "FAX:2321832 P.3"])
def test_what_a_fax_machine_prints_is_no_text(above: str) -> None:
    lines = [line(above, 60, 20), *page_of(BODY * 3)]
    assert [p.text for p in find_paragraphs(lines, (), 842, 0)] == [FULL + REST] * 3


def test_figures_of_the_text_are_no_page_numbers() -> None:
    lines = [*page_of(BODY * 3), line("12.5", 290, 800)]
    assert find_paragraphs(lines, (), 842, 0)[-1].text == "12.5"


@pytest.mark.parametrize(
    ("head", "paragraphs"),
    [
        ("4.2 推动项目落地", 2),
        ("3.1突出绿色发展", 2),
        ("5 服务活动", 2),
        ("七企业上市挂牌情况", 2),
        ("其中", 2),
        ("3.5亿元。", 1),
        ("12 户企业。", 1),
        ("市场主体增长。", 1),
        ("一是加快发展。", 1),
    ],
)
def test_below_a_sentence_that_ends_with_its_line_a_heading_begins(head: str, paragraphs: int) -> None:
    full = FULL[:-1] + "。"
    lines = page_of([(full, 2.0), (full, 0.0), (head, 0.0)])
    assert len(find_paragraphs(lines, (), 842, 0, scanned=True)) == paragraphs


@pytest.mark.parametrize(
    ("indent", "room", "paragraphs"), [(0.0, 0, 1), (0.0, 1, 1), (0.0, 2, 2), (2.0, 2, 1), (2.0, 4, 2)]
)
def test_where_nothing_is_indented_a_sentence_that_ends_before_its_line_ends_its_paragraph(
    indent: float, room: int, paragraphs: int
) -> None:
    full = FULL + "大胆"
    ended = full[: len(full) - room - round(indent) - 1] + "。"
    lines = page_of(
        [(full, 0.0), (REST, 0.0), (ended, indent), ("为落实部署，我县从财政方面给予支持。", 0.0)]
    )
    assert len(find_paragraphs(lines, (), 842, 0, scanned=True)) == 1 + paragraphs


def test_a_character_goes_to_the_next_line_with_the_marks_behind_it() -> None:
    lines = page_of([(FULL, 0.0), (FULL[:-3], 0.0), ("用”）的原则。", 0.0)])
    assert len(find_paragraphs(lines, (), 842, 0, scanned=True)) == 1


@pytest.mark.parametrize("below", ["目前我区专项资金由财政安排，", "20XX年，我县成立了工作专班，"])
def test_a_line_in_the_middle_is_whole(below: str) -> None:
    lines = [*page_of(BODY * 2), line("3.设立专项资金，支持企业发展壮大", 108, 200), line(below, 60, 220)]
    assert find_paragraphs(lines, (), 842, 0, scanned=True)[-2].text.startswith("3.设立专项资金")
    assert find_paragraphs(lines, (), 842, 0, scanned=True)[-1].text == below


def test_a_wide_heading_in_the_middle_goes_on_neither_in_text_nor_in_a_caption() -> None:
    heading = line("第二部分 加大财政投入，设好用好专项资金", 90, 60)
    for below in (line("中小企业发展专项资金由县财政局管理，", 60, 80), line("2020年主要指标", 155, 80)):
        lines = [heading, below, *page_of(BODY * 2)]
        assert find_paragraphs(lines, (), 842, 0, scanned=True)[0].text == heading.text


@pytest.mark.parametrize(("room", "paragraphs"), [(0, 1), (1, 1), (3, 2)])
def test_a_numbered_heading_with_room_at_its_end_does_not_go_on(room: int, paragraphs: int) -> None:
    heading = "第五部分 创新转型、高质量发展的实践"
    first = line(heading, 320 - 10 * (len(heading) + room), 60)
    lines = [first, line("我县立足产业基础，实施技改项目40项。", 60, 80), *page_of(BODY * 2)]
    assert len(find_paragraphs(lines, (), 842, 0, scanned=True)) == 2 + paragraphs


def test_a_line_in_which_a_title_opens_goes_on() -> None:
    item = line("1.《示例县关于加快发展全县民营经济的实施", 86, 60)
    lines = [item, line("办法》，从税费方面推出扶持举措。", 60, 80), *page_of(BODY * 2)]
    assert find_paragraphs(lines, (), 842, 0, scanned=True)[0].text.endswith("扶持举措。")


def test_a_title_longer_than_a_line_is_one() -> None:
    wide, rest = line("云岫区申报省级中小企业高质量发展示", 62, 60, 15.0), line("范县材料汇编", 145, 80, 15.0)
    assert (
        find_paragraphs([wide, rest, *page_of(BODY)], (), 842, 0, scanned=True)[0].text
        == wide.text + rest.text
    )


def test_headings_of_scans_are_seen_to_be_larger() -> None:
    body = page_of(BODY * 4)
    heading = line("突出政策供给", 80, 60, 13.0)
    paragraphs = find_paragraphs([heading, *body], (), 842, 0, scanned=True)
    sizes = [p.size for p in with_type_sizes(paragraphs, [heading, *body])]
    assert sizes == [16.0, USUAL, USUAL, USUAL, USUAL]


def test_a_page_with_hardly_any_text_tells_no_sizes() -> None:
    lines = [line("申报材料", 80, 60, 20.0)]
    assert with_type_sizes(find_paragraphs(lines, (), 842, 0), lines)[0].size is None


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("股上市”·工作的实施意见", "股上市”工作的实施意见"),
        ("（2020—2022年)·》；", "（2020—2022年)》；"),
        ("截至.2020年底", "截至2020年底"),
        ("发放贷款6.1.亿元", "发放贷款6.1亿元"),
        ("（开管发〔2020〕:5号)", "（开管发〔2020〕5号)"),
        ("当年安排480方元", "当年安排480万元"),
        ("2.产学研", "2.产学研"),
        ("开展合作交流12.次，融资需求2260.万元", "开展合作交流12次，融资需求2260万元"),
        ("服务机构4·家，累计安排·1520万元", "服务机构4家，累计安排1520万元"),
        (
            "（麻政办：发〔2020〕78号）和（鹿开管发：(2019)99号）",
            "（麻政办发〔2020〕78号）和（鹿开管发(2019)99号）",
        ),
        ("2.场地建设，12.人才引进", "2.场地建设，12.人才引进"),
        ("（云政办函〔2019〕·.64.号", "（云政办函〔2019〕64号"),
        ("2020:年9月，202.0年", "2020年9月，2020年"),
        ("2020年末:实现,54户", "2020年末：实现，54户"),
        ("一.2020年工作", "一.2020年工作"),
        ("增长4.37%，", "增长4.37%，"),
        ("阿不都·热合曼", "阿不都·热合曼"),
        ("东政办发\n「2020]26号，〔2020.〕45号", "东政办发\n〔2020]26号，〔2020〕45号"),
        ("（2020—2022年)：》（东政发〔2020〕68号）", "（2020—2022年)》（东政发〔2020〕68号）"),
        ("青政办医【2020】15号、青卫医〔2020〕5号", "青政办函【2020】15号、青卫医〔2020〕5号"),
        ("融资对接活动1.0次，服务企业12.35户次", "融资对接活动10次，服务企业1235户次"),
        (".[2020] 25号)", "[2020] 25号)"),
        ("2.13家企业挂牌；3.5户", "2.13家企业挂牌；3.5户"),
        ("平均缩短3.个月，2021年3.月", "平均缩短3个月，2021年3月"),
        ("（2019一2021年）", "（2019—2021年）"),
        ("县长任组长．副县长任副组长．2020年", "县长任组长，副县长任副组长，2020年"),
        ("一．基本情况，十二．有关建议", "一．基本情况，十二．有关建议"),
        ("2019年2020年分别安排", "2019年、2020年分别安排"),
        ("（2020—20.22年）", "（2020—2022年）"),
    ],
)
def test_specks_are_no_signs(read: str, printed: str) -> None:
    assert settle_marks(read) == printed


def restored(texts: list[str], method: str = "ocr") -> list[str]:
    paragraphs = tuple(Paragraph(text, n) for n, text in enumerate(texts))
    page = replace(Page(1, "ocr"), paragraphs=paragraphs)
    return [p.text for p in restore_marks([page])[0].paragraphs]


def test_a_numeral_that_is_due_gets_its_mark_again() -> None:
    texts = ["一、概况", FULL + "。", "二聚焦政策供给", "四季度工作", "三 强化保障", "四服务体系建设"]
    assert restored(texts)[2] == "二、聚焦政策供给"
    assert restored(texts)[3] == "四季度工作"
    assert restored(texts)[5] == "四、服务体系建设"


def test_a_unit_that_begins_the_next_line_is_seen_in_its_paragraph() -> None:
    assert restored(["当年安排480方元。"]) == ["当年安排480万元。"]


def test_a_digit_that_is_due_gets_its_mark_again() -> None:
    texts = ["5、坚持改革引领。", "6突出规范管理，引导股改上市。", "7家企业上市。", "7、坚持项目为王。"]
    assert restored(texts) == [texts[0], "6、突出规范管理，引导股改上市。", *texts[2:]]


def test_decimal_numbers_get_their_space_again() -> None:
    texts = ["3.1突出梯度培育", "3.2 链式招商补短板", "3.3突出数字转型", "6.5亿元的项目", "8.1万户。"]
    assert restored(texts) == ["3.1 突出梯度培育", texts[1], "3.3 突出数字转型", *texts[3:]]


def test_the_stop_behind_a_headline_that_was_read_as_a_point() -> None:
    texts = ["三是做优集群·打造法兰、玛钢产业集群。", "（二）买买提·艾力任组长。", "创客中国·山西赛区"]
    assert restored(texts)[0] == "三是做优集群。打造法兰、玛钢产业集群。"
    assert restored(texts)[2] == texts[2]


def test_dashes_of_a_list_that_were_read_as_one() -> None:
    texts = ["一突出品牌引领。全县新增", "一坚持规划先行。编制", "一批企业上市"]
    assert restored(texts) == ["—突出品牌引领。全县新增", "—坚持规划先行。编制", "一批企业上市"]
    assert restored(texts[1:]) == texts[1:]


def test_running_heads_of_pictures_that_show_different_parts_of_the_paper() -> None:
    """One of them is misread."""
    pages = []
    for number, top, words in ((1, 30.0, "工作"), (2, 90.0, "工作"), (3, 30.0, "工怍")):
        head = line(f"示范县创建{words}汇报材料", 200, top)
        body = [replace(one, text=f"{number}{one.text}") for one in page_of(BODY * 3)]
        lines = (head, *body)
        paragraphs = find_paragraphs(lines, (), 842, 10 * number, scanned=True)
        pages.append(Page(number, "ocr", 595, 842, lines=lines, paragraphs=paragraphs))
    flow = compose_flow(Document("a.pdf", "scan", True, tuple(pages)))
    assert all("汇报材料" not in p.text for page in flow.pages for p in page.paragraphs)
    assert [len(page.paragraphs) for page in flow.pages] == [3, 3, 3]


def table_of(rows: list[list[str]], box: Box) -> Table:
    cells = [Cell(r, c, 1, 1, text) for r, texts in enumerate(rows) for c, text in enumerate(texts)]
    return Table(len(rows), len(rows[0]), tuple(cells), 0, box=box)


HEADS = ["序号", "文件名称", "文号"]
FIRST = [HEADS, ["1", "《关于支持民营经济的意见》", "云政发〔2019〕4号"]]
SECOND = [["2", "《优化营商环境行动方案》", "云政发〔2020〕5号"]]


def pages_with(first: list[list[str]], second: list[list[str]], *, text_above: bool = False) -> list[Page]:
    above = (Paragraph("政策见下表。", 3, box=(60, 50, 200, 62)),) if text_above else ()
    return [
        Page(1, "pdf-text", 595, 842, tables=(table_of(first, (60, 600, 500, 780)),)),
        Page(2, "pdf-text", 595, 842, paragraphs=above, tables=(table_of(second, (60, 70, 500, 200)),)),
    ]


def test_the_heads_of_a_table_stand_above_its_second_part() -> None:
    table = carry_heads(pages_with(FIRST, SECOND))[1].tables[0]
    assert (table.rows, table.continued) == (2, True)
    assert [cell.text for cell in table.cells] == [*HEADS, *SECOND[0]]
    assert [cell.row for cell in table.cells] == [0, 0, 0, 1, 1, 1]


def test_heads_that_stand_there_or_are_of_another_table_are_not_carried() -> None:
    for pages in (
        pages_with(FIRST, [HEADS, *SECOND]),
        pages_with(FIRST, SECOND, text_above=True),
        pages_with(FIRST[1:] + SECOND, SECOND),
        pages_with(FIRST, [["合计", "500"]]),
    ):
        assert carry_heads(pages) == pages


def test_a_doubt_of_a_line_is_one_of_what_a_table_tells() -> None:
    cell = Cell(0, 0, 1, 1, "70", doubts=("甲",), line_doubts=((0, "乙"), (0, "甲")))
    page = Page(1, "ocr", 595, 842, tables=(Table(1, 1, (cell,), 0, box=(60, 600, 500, 780)),))
    flow = compose_flow(Document("a.pdf", "scan", True, (page,)))
    assert flow.pages[0].tables[0].cells[0].doubts == ("甲", "乙")


def test_what_stands_together_goes_to_the_next_line_whole() -> None:
    """A mark and the number behind it, the end of a paper's number: the line before is short, not ended."""
    for last, rest in (
        (FULL[:-3] + "企", "业，120万元用于贷款贴息。"),
        (FULL[:-12] + "〔2020〕10", "号），实施两年。"),
    ):
        lines = page_of([(FULL, 0.0), (last, 0.0), (rest, 0.0)])
        assert len(find_paragraphs(lines, (), 842, 0)) == 1
