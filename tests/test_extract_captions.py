"""What stands above a table: by boxes in print, by the order of reading in pictures."""

from dossier import Cell, Document, Page, Paragraph, Table
from extract.narrative.captions import find_above_tables, stands_above

CAPTION = Paragraph("专项资金使用情况表（单位：万元）", 4, box=(105, 253, 402, 276))
BELOW = Paragraph("受益企业达25家。", 5, box=(108, 383, 477, 407))


def table(after: int) -> Table:
    return Table(1, 1, (Cell(0, 0, 1, 1, "金额"),), 0, after, box=(74, 271, 517, 383))


def test_a_caption_that_leans_over_the_edge_of_its_table_stands_above_it() -> None:
    assert stands_above(CAPTION, table(4))
    assert not stands_above(BELOW, table(4))
    page = Page(2, "ocr", 595, 842, paragraphs=(CAPTION, BELOW), tables=(table(4),))
    assert find_above_tables(Document("a.pdf", "scan", True, (page,))) == {id(CAPTION)}


def test_in_print_the_boxes_tell() -> None:
    assert not stands_above(CAPTION, table(-1))
    assert stands_above(Paragraph("专项资金使用情况表", 4, box=(105, 250, 402, 272)), table(-1))
