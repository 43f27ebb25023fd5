"""The running text of a document as one flow: without running heads and tables of contents, and with
paragraphs whole that a page break cuts."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from dossier import Cell, Document, Line, Page, Paragraph, Tail
from extract.layout.beginnings import begins_anew
from extract.layout.continued_tables import carry_heads
from extract.layout.lost_marks import restore_marks
from extract.layout.margins import find_margins
from extract.layout.paragraphs import find_paragraphs, lies_in, runs_on
from extract.narrative.contents import find_contents, is_contents_line
from extract.narrative.numbering import find_number, is_article
from extract.text import squeeze

_EDGE = 0.13
"""Of a page's height, at its top and its foot."""
_NEAR = 0.012
_OUTER, _TOP, _FOOT = 2, 0, 1000
"""How many lines of a picture may be running heads at either end, and the places these are given."""
_DIGITS = re.compile(r"(?<![件表录])[\d一二三四五六七八九十〇零]+")
"""What differs from page to page; not the number of an attachment, with which each page may begin."""
_ATTACHMENT = re.compile(r"附\s*[件表录]\s*[\d一二三四五六七八九十]*\s*[:：.、]?")
_SIGNS = re.compile(r"[^\w#]+")
_SHARE, _FEWEST = 0.25, 3
_LONGEST_HEAD = 60
_ALIKE, _SHORTEST_LIKE, _MISREAD = 75.0, 6, 1
"""How like to a running head of so many characters or more a misread one is, and by how many it is longer."""
_FEW, _ENDS = 3, ("。", "；", "！")
"""Lines by which nobody knows yet how wide a page is set."""
_Key = tuple[str, int]


def compose_flow(document: Document) -> Document:
    """The document with the paragraphs of its running text only. Lines and tables stay as they are."""
    pages = list(document.pages)
    if document.paged:
        pages = carry_heads(list(_join_cut(_without_running_heads(pages))))
        pages = [_with_line_doubts(page) for page in restore_marks(pages)]
    placed = [(page, paragraph) for page in pages for paragraph in page.paragraphs]
    contents = find_contents([paragraph for _, paragraph in placed])
    if contents:
        gone = {id(placed[at][1]) for at in contents}
        pages = [
            replace(page, paragraphs=tuple(p for p in page.paragraphs if id(p) not in gone)) for page in pages
        ]
    return replace(document, pages=tuple(pages))


def _with_line_doubts(page: Page) -> Page:
    """A doubt of one line of a cell is one of whatever a narrative's table says in it."""
    tables = tuple(
        replace(table, cells=tuple(_with_own_line_doubts(cell) for cell in table.cells))
        for table in page.tables
    )
    return replace(page, tables=tables)


def _with_own_line_doubts(cell: Cell) -> Cell:
    if not cell.line_doubts:
        return cell
    doubts = dict.fromkeys((*cell.doubts, *(doubt for _, doubt in cell.line_doubts)))
    return replace(cell, doubts=tuple(doubts))


def _without_running_heads(pages: Sequence[Page]) -> list[Page]:
    """The same line at the same height of many pages is no text of theirs."""
    counted = Counter(key for page in pages for key in {key for _, key in _edge_lines(page)})
    paged = sum(page.paged for page in pages)
    least = 2 if paged <= 3 else max(_FEWEST, _SHARE * paged)
    running = {key for key in counted if _count_near(counted, key) >= least}
    running |= {key for key in counted if any(_is_misread(key, other) for other in running)}
    return [_without(page, {id(line) for line, key in _edge_lines(page) if key in running}) for page in pages]


def _edge_lines(page: Page) -> Iterator[tuple[Line, _Key]]:
    """The lines at the top and the foot, by their words without digits and their height on the page. Of a
    picture it is not known how much paper it shows: what counts are the first and the last of its lines."""
    if not page.paged or not page.height:
        return
    outermost = {id(line) for line in (*page.lines[:_OUTER], *page.lines[-_OUTER:])}
    for line in page.lines:
        if line.box and len(line.text) <= _LONGEST_HEAD:
            middle = (line.box[1] + line.box[3]) / 2 / page.height
            words = _DIGITS.sub("#", squeeze(line.text))
            bare = _SIGNS.sub("", words)
            if page.method == "ocr" and id(line) in outermost and not words.endswith(_ENDS):
                yield line, (bare, _TOP if middle < 0.5 else _FOOT)
            elif page.method != "ocr" and (middle < _EDGE or middle > 1 - _EDGE):
                yield line, (words, round(middle / _NEAR))


def _count_near(counted: Counter[_Key], key: _Key) -> int:
    words, place = key
    return sum(counted[words, near] for near in (place - 1, place, place + 1))


def _is_misread(key: _Key, running: _Key) -> bool:
    """Is it a line of a picture, without a number, at the same end of its page, that hardly differs from a
    running head."""
    words, place = running
    like = place in (_TOP, _FOOT) and place == key[1] and len(words) >= _SHORTEST_LIKE
    as_long = abs(len(key[0]) - len(words)) <= _MISREAD
    return like and as_long and not key[0].startswith("#") and fuzz.ratio(key[0], words) >= _ALIKE


def _without(page: Page, gone: set[int]) -> Page:
    """The page with its paragraphs made anew from the other lines. Those of a picture were made where its
    lines lay straight, so that they are only freed of what is gone."""
    if not gone:
        return page
    if page.method == "ocr":
        cut = [line for line in page.lines if id(line) in gone]
        freed = [_freed(paragraph, cut) for paragraph in page.paragraphs]
        return replace(page, paragraphs=tuple(paragraph for paragraph in freed if paragraph.text))
    lines = [line for line in page.lines if id(line) not in gone]
    first = page.paragraphs[0].index if page.paragraphs else 0
    boxes = [table.box for table in page.tables if table.box]
    return replace(page, paragraphs=find_paragraphs(lines, boxes, page.height or 0, first))


def _freed(paragraph: Paragraph, gone: Sequence[Line]) -> Paragraph:
    for line in gone:
        if line.box and paragraph.box and lies_in(line.box, [paragraph.box]):
            text = paragraph.text
            at_end = text.endswith(line.text) and not text.startswith(line.text)
            kept = text.removesuffix(line.text) if at_end else text.removeprefix(line.text)
            paragraph = replace(paragraph, text=kept)
    return paragraph


def _join_cut(pages: Sequence[Page]) -> Iterator[Page]:
    """A paragraph that goes on at the top of the next page stands whole on the first."""
    before: Page | None = None
    for page in pages:
        if before is None:
            before = page
            continue
        if _is_cut(before, page):
            first, rest = page.paragraphs[0], page.paragraphs[1:]
            before = replace(before, paragraphs=(*before.paragraphs[:-1], _joined(before, page)))
            page = replace(page, paragraphs=rest) if first else page
        yield before
        before = page
    if before is not None:
        yield before


def _joined(before: Page, page: Page) -> Paragraph:
    last, first = before.paragraphs[-1], page.paragraphs[0]
    tail = last.tail or Tail(len(last.text), page.number, first.box)
    least = min(last.certainty, first.certainty)
    return replace(last, text=last.text + first.text, tail=tail, certainty=least)


def _is_cut(before: Page, page: Page) -> bool:
    """Is the last line of a page full, and the first of the next neither indented nor numbered."""
    if not (before.paged and page.paged and before.paragraphs and page.paragraphs):
        return False
    last, first = before.paragraphs[-1], page.paragraphs[0]
    numbered = find_number(first.text) or is_article(first.text) or _ATTACHMENT.fullmatch(first.text.strip())
    if first.centered or last.centered or numbered or is_contents_line(last.text):
        return False
    foot, head = _body_lines(before), _body_lines(page)
    if len(foot) < _FEW and last.text.endswith(_ENDS):
        return False
    if not foot or not head or _tables_stand_between(before, page, foot[-1], head[0]):
        return False
    first_left, first_right = find_margins(foot, leaning=before.method == "ocr").at(foot[-1])
    left, right = find_margins(head, leaning=page.method == "ocr").at(head[0])
    if len(head) >= _FEW and begins_anew(last.text, head[0], right):
        return False
    if len(foot) < _FEW:
        first_right = max(first_right, right)
    return runs_on(foot[-1], head[0], (first_left, first_right), left)


def _body_lines(page: Page) -> list[Line]:
    """The lines of the page's paragraphs, from the top."""
    boxes = [paragraph.box for paragraph in page.paragraphs if paragraph.box]
    return [line for line in page.lines if line.box and lies_in(line.box, boxes)]


def _tables_stand_between(before: Page, page: Page, foot: Line, head: Line) -> bool:
    assert foot.box and head.box
    below = any(table.box and table.box[1] > foot.box[1] for table in before.tables)
    return below or any(table.box and table.box[1] < head.box[1] for table in page.tables)
