"""Glyphs to lines, lines to paragraphs: what a page's geometry says of its text."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from dossier import Box, Line, Paragraph
from extract.layout.beginnings import begins_anew, is_centered, is_full_title, is_open, is_wide_title
from extract.layout.margins import Margins, find_columns, find_margins
from extract.layout.page_numbers import is_page_number
from extract.layout.type_sizes import is_larger, is_of_other_size
from extract.narrative.contents import is_contents_line
from extract.narrative.numbering import RUN_IN, find_number, numbering_level

_BOUND = re.compile(r".[%％。，、；：）)》”.．,]*")
"""A character with those behind it that may not begin a line."""
_ITEM = 4
"""The level of numbering (1.) from which paragraphs are items rather than headings."""
_UNBREAKABLE = re.compile(r"[（(〔［【\[《“]?[A-Za-z0-9〔〕［］【】\[\].,%／/\-]+.?|[（(〔［【《“].")
"""What a line cannot be broken within: it moves whole to the next line."""
_TOGETHER = re.compile(r"(?:\d+|.)(?:[、，][0-9.]+)+")
"""A mark keeps what is before it and the number behind it together."""
_NEVER_FIRST = re.compile(
    r"[〔［【\[（(][^《》）)]{0,12}(?:19|20)\d\d\s*[〕］】\])）]?\s*\d{1,4}\s*号|[。，、；：》”）〕]|号[）)，。、]"
)
"""What a paragraph does not begin with: the number of a paper or the end of one, a mark that closes."""
_MOST, _FAR = 0.6, 0.8
"""How much of the room a line takes that such a line may follow, or one that is set out to the margin."""
_ROUGHLY, _NEARLY = 1.2, 0.3
"""How much room is left, in heights of text, of what had no room on the line."""
_ENDS = ("。", "！", "？", "；", "：", ":", ".")
_NARROW, _BLANK_OF_MARK = ".,．，", 0.6
"""Marks of which little is seen in their square, and how much of it is blank."""
_ENTRY = re.compile(r"^\s*[第\d一二三四五六七八九十（(].*[^\d\s.，。]\s+\d{1,3}$")
"""A line of the contents whose page stands behind one space: a number, words, a number."""
_LABEL = re.compile(r"[一-鿿“”]{2,8}[：:]\s*\S")
_NUMERIC = re.compile(r"[\d.,．，０-９]")


class Glyph(NamedTuple):
    """A character with its box and the height of its baseline, in points from the top left."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float


def compose_lines(glyphs: Iterable[Glyph]) -> tuple[Line, ...]:
    """Lines from top to bottom; a space of the file or a wide gap becomes one space. A glyph printed twice
    (bold by overprinting) is taken once."""
    lines: list[Line] = []
    for row in rows_of(glyphs):
        written = [glyph for glyph in row if glyph.text != " "]
        if not written:
            continue
        parts, last, spaced = [written[0].text], written[0], False
        for glyph in row[row.index(written[0]) + 1 :]:
            if glyph.text == " ":
                spaced = True
            elif glyph.text != last.text or abs(glyph.x0 - last.x0) >= 0.25 * (glyph.bottom - glyph.top):
                parts += [" ", glyph.text] if spaced or _is_apart(last, glyph) else [glyph.text]
                last, spaced = glyph, False
        lines.append(Line("".join(parts), bounding_box(written)))
    return tuple(lines)


def _is_apart(last: Glyph, glyph: Glyph) -> bool:
    """Digits of one number stand close; other characters may be set a little apart."""
    size = max(glyph.bottom - glyph.top, 1.0)
    widest = 0.15 if last.text.isdigit() and glyph.text.isdigit() else 0.3
    return glyph.x0 - last.x1 > widest * size


def compose_text(glyphs: Iterable[Glyph], width: float = 0.0) -> str:
    """The text of a cell: its lines, with a line break between. `width` is the room for text in the cell:
    a number that goes on in the next line because not one more digit fitted is made whole again."""
    return join_lines(compose_lines(glyphs), width)


def join_lines(lines: Iterable[Line], width: float) -> str:
    """The same of lines that are there already, from the top."""
    text = ""
    last: Line | None = None
    for line in lines:
        wrapped = last is not None and _breaks_number(last, line) and _is_full(last, line, width)
        text += line.text if last is None or wrapped else "\n" + line.text
        last = line
    return text


def _breaks_number(last: Line, line: Line) -> bool:
    return _NUMERIC.match(last.text[-1]) is not None and _NUMERIC.match(line.text[0]) is not None


def _is_full(last: Line, line: Line, width: float) -> bool:
    """Was there no room for what begins the next line: a character, and those that may not stand first."""
    assert last.box
    bound = _BOUND.match(line.text)
    taken = len(bound.group()) if bound else 1
    seen = len(last.text) - (_BLANK_OF_MARK if last.text[-1] in _NARROW else 0.0)
    pitch = (last.box[2] - last.box[0]) / seen
    return width > 0 and pitch * (len(last.text) + taken) > width


def bounding_box(glyphs: Sequence[Glyph]) -> Box:
    """The smallest box around them, to a hundredth of a point."""
    return (
        round(min(g.x0 for g in glyphs), 2),
        round(min(g.top for g in glyphs), 2),
        round(max(g.x1 for g in glyphs), 2),
        round(max(g.bottom for g in glyphs), 2),
    )


def rows_of(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Glyphs of one baseline are a row, small raised ones with it; from the top, from the left."""
    rows: list[list[Glyph]] = []
    base = 0.0
    for glyph in sorted(glyphs, key=lambda g: (g.base, g.x0)):
        if rows and glyph.base - base < 0.45 * max(glyph.bottom - glyph.top, 1.0):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
            base = glyph.base
    return [sorted(row, key=lambda g: g.x0) for row in rows]


def has_overlap(glyphs: Sequence[Glyph]) -> bool:
    """Do two different characters stand on one place."""
    for row in rows_of(glyphs):
        for one, other in pairwise([glyph for glyph in row if glyph.text != " "]):
            wide = min(one.x1 - one.x0, other.x1 - other.x0)
            if one.text != other.text and one.x1 - other.x0 > 0.5 * max(wide, 0.1):
                return True
    return False


def has_raised_digit(glyphs: Sequence[Glyph]) -> bool:
    """Do two neighbouring digits differ in size or height: one is a note's mark, not of the number."""
    for row in rows_of(glyphs):
        written = [glyph for glyph in row if glyph.text != " "]
        for one, other in pairwise(written):
            if one.text.isdigit() and other.text.isdigit():
                small, large = sorted((one.bottom - one.top, other.bottom - other.top))
                if small < 0.85 * large or abs(one.base - other.base) > 0.12 * large:
                    return True
    return False


def find_paragraphs(
    lines: Sequence[Line], tables: Sequence[Box], height: float, first_index: int, *, scanned: bool = False
) -> tuple[Paragraph, ...]:
    """The running text of a page: lines outside tables, without page numbers, joined where one goes on
    in the next."""
    body = [line for line in lines if line.box and not lies_in(line.box, tables)]
    body = [line for line in body if not is_page_number(line, body, height)]
    groups: list[tuple[list[Line], Margins]] = []
    for column in find_columns(body):
        margins = find_margins(column, leaning=scanned)
        runs_over = bool(groups) and _runs_over(*groups[-1], column[0], margins)
        for line in column:
            first = line is column[0]
            if runs_over if first else _goes_on(groups[-1][0], line, margins, scanned=scanned):
                groups[-1][0].append(line)
            else:
                groups.append(([line], margins))
    return tuple(_paragraph(group, first_index + n, margins) for n, (group, margins) in enumerate(groups))


def _runs_over(group: Sequence[Line], margins: Margins, line: Line, onto: Margins) -> bool:
    """Does a paragraph that fills its column go on at the top of the next."""
    last = group[-1]
    if numbering_level(line.text) is not None or begins_anew(last.text, line, onto.right.at(line)):
        return False
    return runs_on(last, line, margins.at(last), onto.left.at(line))


def _goes_on(group: Sequence[Line], line: Line, margins: Margins, *, scanned: bool) -> bool:
    """Does `line` continue a paragraph: the last line is filled, this one is not indented. Not so in what may
    be a heading, nor below a line of a table of contents."""
    last = group[-1]
    assert last.box and line.box
    size = line.box[3] - line.box[1]
    apart = line.box[1] - last.box[3] > 2 * size
    if apart or numbering_level(line.text) is not None or is_contents_line(last.text):
        return False
    if (_ENTRY.search(last.text) and _ENTRY.search(line.text)) or _is_next(group[0].text, line.text):
        return False
    stretched = margins.right.at(last) - last.box[2] < size
    if is_of_other_size(last, line, scanned=scanned):
        return False
    if not (scanned or stretched) and is_larger(last, line):
        return False
    if len(group) == 1 and is_full_title(last, *margins.at(last)) and _is_title(line, margins):
        return True
    if begins_anew(last.text, line, margins.right.at(line)):
        return False
    left = margins.left.at(line)
    may_be_heading = (numbering_level(group[0].text) or _ITEM) < _ITEM
    if _NEVER_FIRST.match(line.text) and last.box[2] - left > _MOST * (margins.right.at(last) - left):
        return line.box[0] <= left + 1.2 * size
    if len(group) == 1 and _is_title(last, margins) and not is_open(last.text):
        return False
    if not (may_be_heading and _has_room(last, line, margins)) and _is_hanging(group, line, margins):
        return True
    ended = last.text.endswith(_ENDS) and not _is_indented(group[0], margins)
    return runs_on(last, line, margins.at(last), left, breakable=may_be_heading, ended=ended)


def _is_next(text: str, below: str) -> bool:
    """Is the lower line the next item of a list: by its number, or by what heads it ("展会：7次")."""
    labelled = _LABEL.match(text) is not None and _LABEL.match(below) is not None
    return labelled or _counts_on(text, below)


def _counts_on(text: str, below: str) -> bool:
    """Does the number before the lower line follow that before the upper one: 1 甲, 2 乙."""
    one, other = find_number(text), find_number(below)
    if one is None or other is None or one.kind != other.kind or one.kind == RUN_IN:
        return False
    return one.ordinal is not None and other.ordinal == one.ordinal + 1


def _is_title(line: Line, margins: Margins) -> bool:
    """A line in the middle, as headings are set, is whole."""
    assert line.box
    size = line.box[3] - line.box[1]
    return any(is_set(line.box, *margins.at(line), size) for is_set in (is_centered, is_wide_title))


def _has_room(last: Line, line: Line, margins: Margins) -> bool:
    """Would what begins `line` have found room on the last one, as below a heading that is nearly full."""
    assert last.box and line.box
    size = line.box[3] - line.box[1]
    return margins.right.at(last) - last.box[2] > (_length_of_first(line.text) + _NEARLY) * size


def _is_hanging(group: Sequence[Line], line: Line, margins: Margins) -> bool:
    """Below a paragraph that began indented and has not ended, is `line` set out to the margin."""
    first, last = group[0], group[-1]
    assert first.box and last.box and line.box
    size = line.box[3] - line.box[1]
    left, right = margins.at(last)
    at_margin = line.box[0] - margins.left.at(line) < 0.6 * size
    far = last.box[2] - left > _FAR * (right - left)
    return _is_indented(first, margins) and at_margin and far and not last.text.endswith(_ENDS)


def _is_indented(line: Line, margins: Margins) -> bool:
    assert line.box
    return line.box[0] - margins.left.at(line) > 1.5 * (line.box[3] - line.box[1])


def runs_on(
    last: Line,
    line: Line,
    edges: tuple[float, float],
    left: float,
    *,
    breakable: bool = False,
    ended: bool = False,
) -> bool:
    """Is `last` filled, between the `edges` of its text, and `line` not indented from `left`. A short last
    line counts as filled where what follows could not be broken, unless everything is `breakable`. Where
    its sentence has `ended` and nothing is indented, it must be filled up to the last character."""
    assert last.box and line.box
    size = line.box[3] - line.box[1]
    whole = 1.0 if breakable else _length_of_first(line.text)
    if not (breakable or last.text.endswith(_ENDS)) and (together := _TOGETHER.match(line.text)):
        whole = max(whole, len(together.group()))
    filled = last.box[2] > edges[1] - (whole + (_NEARLY if ended else _ROUGHLY)) * size
    return filled and line.box[0] <= left + 1.2 * size


def _length_of_first(text: str) -> int:
    """How many characters stand together at the beginning, on whichever line."""
    unbreakable, bound = _UNBREAKABLE.match(text), _BOUND.match(text)
    return max(1 + len(unbreakable.group()) if unbreakable else 1, len(bound.group()) if bound else 1)


def _paragraph(group: list[Line], index: int, margins: Margins) -> Paragraph:
    boxes = [line.box for line in group if line.box]
    box = (min(b[0] for b in boxes), boxes[0][1], max(b[2] for b in boxes), boxes[-1][3])
    size = boxes[0][3] - boxes[0][1]
    centered = is_centered(box, *margins.at(group[0]), size)
    text = "".join(line.text for line in group)
    least = min(line.certainty for line in group)
    return Paragraph(text, index, centered=centered, box=box, size=round(size, 1), certainty=least)


def lies_in(box: Box, tables: Sequence[Box]) -> bool:
    """Is its middle in one of the `tables`."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(t[0] - 1 <= x <= t[2] + 1 and t[1] - 1 <= y <= t[3] + 1 for t in tables)
