"""PDF files. pdfium looks at every page and judges whether its text is what a person sees; pdfplumber finds
tables where lines are ruled; pages whose text is not to be believed, or that have none, are recognised.

The first two read the same page independently: a table cell whose two readings differ is doubtful. What is
recognised is held against the text layer where there is one.
pdfium is not thread-safe: one process reads one file at a time.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from dossier import Document, Page, Paragraph, Seal, Table
from dossier.errors import UnreadableSource
from extract.layout.paragraphs import find_paragraphs
from extract.pdf.agreement import hold_against, join_pages
from extract.pdf.page import PageLook, distrust_short, look_at_page
from extract.pdf.tables import read_tables
from extract.pdf.trust import Verdict

if TYPE_CHECKING:
    from extract.pdf.pictures import FindSeals
    from extract.scan.picture_files import ReadPictures

_TURNED = "文字是横放或倒放的，已转正后读取"


def read_pdf(
    path: Path,
    source: str,
    read: "ReadPictures | None" = None,
    find_seals: "FindSeals | None" = None,
) -> Document:
    """Pages with lines, paragraphs, tables and seals. `read` recognises pictures, seals and all; `find_seals`
    looks for seals on pages of text. Recognition is loaded only where a page needs it. Raises
    UnreadableSource for damaged and locked files, and where no page has any text."""
    with open_pdf(path) as document:
        looks = distrust_short([_look(document, n) for n in range(len(document))])
        seen = _recognise(document, looks, source, read)
        seals = _seals(document, looks, source, find_seals)
        tables = read_tables(
            _upright(document, path, looks), [look for look in looks if _may_hold_table(look)]
        )
    pages = [
        _page(look, tables.get(look.number, ()), seals.get(look.number, ()), seen.get(look.number))
        for look in looks
    ]
    if not any(page.lines for page in pages):
        raise UnreadableSource(_why_nothing(looks))
    return Document(source=source, reader="pdf", paged=True, pages=tuple(_count_through(pages)))


@contextmanager
def open_pdf(path: Path) -> Iterator[pdfium.PdfDocument]:
    """Raises UnreadableSource, also for what fails while it is open."""
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if error.err_code == pdfium_c.FPDF_ERR_PASSWORD:
            raise UnreadableSource("文件有打开密码，请去掉密码后重新提交") from error
        raise UnreadableSource("PDF文件已损坏，打不开，请向申报单位索取完好的文件") from error
    try:
        if document.get_formtype() != pdfium_c.FORMTYPE_NONE:
            document.init_forms()
        yield document
    except pdfium.PdfiumError as error:
        raise UnreadableSource("PDF文件中有损坏的页，请向申报单位索取完好的文件") from error
    finally:
        document.close()


def _look(document: pdfium.PdfDocument, index: int) -> PageLook:
    page = document[index]
    try:
        look = look_at_page(page, index + 1)
    finally:
        page.close()
    return look if look.ruled or look.trust.needs_picture else look.without_glyphs()


def _may_hold_table(look: PageLook) -> bool:
    return look.ruled and bool(look.lines) and look.trust.verdict in (Verdict.TEXT, Verdict.MIXED)


def _recognise(
    document: pdfium.PdfDocument, looks: Sequence[PageLook], source: str, read: "ReadPictures | None"
) -> Mapping[int, Page]:
    """What is recognised on the pages that need it; no picture library is loaded for a file without."""
    pictured = [look for look in looks if look.trust.needs_picture]
    if not pictured:
        return {}
    from extract.pdf.pictures import read_pictured
    from extract.scan.picture_files import recognise

    return read_pictured(document, pictured, source, read or recognise)


def _seals(
    document: pdfium.PdfDocument,
    looks: Sequence[PageLook],
    source: str,
    find_seals: "FindSeals | None",
) -> Mapping[int, tuple[Seal, ...]]:
    if not any(look.red for look in looks):
        return {}
    from extract.pdf.pictures import find_seals_on
    from extract.seals.page import read_seals

    return find_seals_on(document, looks, source, find_seals or read_seals)


def _upright(document: pdfium.PdfDocument, path: Path, looks: Sequence[PageLook]) -> Path | BytesIO:
    """The file, with pages turned as they were looked at."""
    if not any(look.turn for look in looks):
        return path
    turned = BytesIO()
    document.save(turned)
    turned.seek(0)
    return turned


def _page(look: PageLook, tables: Sequence[Table], seals: tuple[Seal, ...], seen: Page | None) -> Page:
    if seen is not None and look.trust.verdict is not Verdict.MIXED:
        return hold_against(seen, look) if seen.lines else _unseen_page(seen, look)
    boxes = [table.box for table in tables if table.box]
    page = Page(
        number=look.number,
        method="pdf-text",
        width=round(look.width, 2),
        height=round(look.height, 2),
        lines=look.lines,
        paragraphs=find_paragraphs(look.lines, boxes, look.height, 0),
        tables=tuple(tables),
        seals=seals,
        doubts=(_TURNED,) if look.turn else (),
    )
    return page if seen is None else join_pages(page, seen, look)


def _unseen_page(seen: Page, look: PageLook) -> Page:
    """Nothing was recognised: what the text layer says is shown, without any table."""
    lines = look.readable_lines()
    reason = (look.trust.reason,) if look.trust.reason else ()
    return replace(
        seen,
        method="pdf-text" if lines else seen.method,
        lines=lines,
        paragraphs=find_paragraphs(lines, (), look.height, 0),
        doubts=(*seen.doubts, *reason),
    )


def _count_through(pages: Sequence[Page]) -> Iterator[Page]:
    """Tables and paragraphs counted through the file, whoever read the page."""
    tables = paragraphs = 0
    for page in pages:
        moved = paragraphs - (page.paragraphs[0].index if page.paragraphs else 0)
        yield replace(
            page,
            tables=tuple(_counted(table, tables + n, moved) for n, table in enumerate(page.tables)),
            paragraphs=tuple(_moved(paragraph, moved) for paragraph in page.paragraphs),
        )
        tables += len(page.tables)
        paragraphs += len(page.paragraphs)


def _counted(table: Table, index: int, moved: int) -> Table:
    after = table.after + moved if table.after >= 0 else table.after
    return replace(table, index=index, after=after)


def _moved(paragraph: Paragraph, moved: int) -> Paragraph:
    return replace(paragraph, index=paragraph.index + moved)


def _why_nothing(looks: Sequence[PageLook]) -> str:
    if all(look.trust.verdict is Verdict.EMPTY for look in looks):
        return "没有可读的内容，各页都是空白，请提供完整的文件"
    return "是扫描件，没有识别出文字，请重新扫描，或提供电子版（Word或由Word另存的PDF）"
