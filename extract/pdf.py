"""PDF files with a text layer. pdfium looks at every page; pdfplumber finds tables where lines are ruled.

The two read the same page independently: a table cell whose two readings differ is doubtful.
pdfium is not thread-safe: one process reads one file at a time.
"""

from collections.abc import Sequence
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from dossier import Document, Page, Table
from dossier.errors import UnreadableSource
from extract.layout import find_paragraphs
from extract.pdf_page import PageLook, look_at_page
from extract.pdf_tables import read_tables


def read_pdf(path: Path, source: str) -> Document:
    """Pages with lines, paragraphs and tables. Raises UnreadableSource for damaged and locked files, and
    where no page has any text."""
    looks = _look_at_pages(path)
    if not any(look.lines for look in looks):
        raise UnreadableSource("是扫描件，没有可读的文字，请提供电子版（Word或由Word另存的PDF），或人工录入")
    tables = read_tables(path, [look for look in looks if look.lines and look.ruled])
    pages: list[Page] = []
    index = 0
    for look in looks:
        pages.append(_page(look, tables.get(look.number, ()), index))
        index += len(pages[-1].paragraphs)
    scanned = [str(look.number) for look in looks if not look.lines]
    notes = (f"第{'、'.join(scanned)}页没有可读的文字（图片或空白页），请人工查看",) if scanned else ()
    return Document(source=source, reader="pdf", paged=True, pages=tuple(pages), notes=notes)


def _look_at_pages(path: Path) -> list[PageLook]:
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if error.err_code == pdfium_c.FPDF_ERR_PASSWORD:
            raise UnreadableSource("文件有打开密码，请去掉密码后重新提交") from error
        raise UnreadableSource("PDF文件已损坏，打不开，请向申报单位索取完好的文件") from error
    try:
        return [look_at_page(document[n], n + 1) for n in range(len(document))]
    except pdfium.PdfiumError as error:
        raise UnreadableSource("PDF文件中有损坏的页，请向申报单位索取完好的文件") from error
    finally:
        document.close()


def _page(look: PageLook, tables: Sequence[Table], first_index: int) -> Page:
    boxes = [table.box for table in tables if table.box]
    return Page(
        number=look.number,
        method="pdf-text",
        width=round(look.width, 2),
        height=round(look.height, 2),
        lines=look.lines,
        paragraphs=find_paragraphs(look.lines, boxes, look.height, first_index),
        tables=tuple(tables),
        doubts=look.doubts,
    )
