"""Lines that may be headings: by their style, their number (generated or typed), or their look."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dossier import Document, Paragraph
from extract.narrative.captions import find_above_tables, is_caption
from extract.narrative.levels import ATTACHMENT, CENTRED, Kind
from extract.narrative.numbering import CHAPTER, HEADING_KINDS, RUN_IN, Number, find_number, is_article
from extract.narrative.signatures import is_signature
from extract.text import squeeze

Known = Callable[[str], bool]
"""Is it the heading of something that is asked for."""

LONGEST, LONGEST_SHORT = 45, 24
UNFINISHED = re.compile(r"[、，和与及的暨以]$|[（(《“][^）)》”]*$")
ATTACHMENT_TITLE = re.compile(r"附\s*[件表录]\s*[\d一二三四五六七八九十]*\s*[-—]?\d*\s*[:：.、]?\s*")
_LONGEST_LOOK, _LONG = 32, 40
_RUN_IN = re.compile(r"^(.{2,28}?)[。:：](?=.)")
_ENDS_SENTENCE = ("。", "；", "，", ";", ",", "、", "！", "？", "：", ":")
_PAPER_NUMBER = re.compile(r"[〔\[（(【]\s*20\d\d\s*[〕\]）)】]\s*第?\s*\d{1,4}\s*号")
_BIGGER, _DEFAULT_SIZE = 1.12, 12.0
_SHORT_LINE = "short line"
_USUAL = 3
"""So many short lines that name what is asked for show that a paper's headings are such lines."""


@dataclass(frozen=True, slots=True)
class HeadingLine:
    kind: Kind
    heading: str
    rest: str = ""


def find_heading_lines(
    document: Document, paragraphs: Sequence[Paragraph], known: Known
) -> dict[int, HeadingLine]:
    size = _body_size(paragraphs)
    above_tables = find_above_tables(document)
    found: dict[int, HeadingLine] = {}
    for at, paragraph in enumerate(paragraphs):
        following = paragraphs[at + 1] if at + 1 < len(paragraphs) else None
        candidate = _find_candidate(paragraph, following, size)
        caption = id(paragraph) in above_tables and is_caption(paragraph.text)
        if candidate and (not caption or candidate.kind.certain):
            found[at] = candidate
    lines = _find_short_lines(paragraphs, found, above_tables)
    named = {at: line for at, line in lines.items() if known(line.heading)}
    bare = {
        at: line
        for at, line in lines.items()
        if at + 1 < len(paragraphs) and is_line(paragraphs[at].text, LONGEST_SHORT)
    }
    usual = len(named) >= _USUAL or not any(_is_strong(c.kind) for c in found.values())
    return found | (bare if usual else {}) | named


def _is_strong(kind: Kind) -> bool:
    """Does it show that a paper marks its headings."""
    return kind.outline is not None or kind.name in HEADING_KINDS or not kind.certain


def _body_size(paragraphs: Sequence[Paragraph]) -> float:
    """The size in which most of the text is set."""
    counted: Counter[float] = Counter()
    for paragraph in paragraphs:
        counted[paragraph.size or _DEFAULT_SIZE] += len(paragraph.text)
    return counted.most_common(1)[0][0] if counted else _DEFAULT_SIZE


def _find_candidate(paragraph: Paragraph, following: Paragraph | None, size: float) -> HeadingLine | None:
    text = paragraph.text.strip()
    if _is_attachment(text):
        return HeadingLine(Kind(ATTACHMENT), text)
    number = find_number(text)
    if number is None and is_article(text):
        return None
    if number is not None:
        return _numbered(paragraph, text, number, following)
    look = _look_of(paragraph, size)
    if (look or paragraph.outline is not None) and not re.search(r"[，；。：:\d].", text):
        text = without_stop(text)
    if not is_line(text, LONGEST):
        return None
    if paragraph.outline is not None:
        return HeadingLine(Kind("style", None, paragraph.outline), text)
    if look and is_line(text, _LONGEST_LOOK) and not is_signature(text) and following is not None:
        return HeadingLine(Kind(look), text)
    return None


def _is_attachment(text: str) -> bool:
    match = ATTACHMENT_TITLE.match(text)
    return match is not None and len(text) <= LONGEST and not text.endswith(("。", "；", "，"))


def _numbered(
    paragraph: Paragraph, text: str, number: Number, following: Paragraph | None
) -> HeadingLine | None:
    kind = Kind(number.kind, number.ordinal, paragraph.outline)
    bare = text[number.length :]
    ruled = number.kind == CHAPTER and following is not None and is_article(following.text)
    if ruled or bare.startswith("《") or _PAPER_NUMBER.search(text):
        return None
    if number.kind == RUN_IN or len(text) > LONGEST // 2 or "。" in bare[:-1]:
        match = _RUN_IN.match(bare)
        if match and not re.search(r"\d", match[1]) and not match[1].startswith("《"):
            return HeadingLine(kind, text[: number.length] + match[1], bare[match.end() :].strip())
    if number.kind == RUN_IN or not bare:
        return None
    if text.endswith(_ENDS_SENTENCE) and not _stops_short(text, bare, number.kind, following):
        return None
    return HeadingLine(kind, without_stop(text)) if len(squeeze(text)) <= LONGEST else None


def _stops_short(text: str, bare: str, kind: str, following: Paragraph | None) -> bool:
    """Is a line with a stop a heading all the same: plain words above something else than its like, or cut
    off by the end of the line."""
    if following is None or len(text) > _LONGEST_LOOK:
        return False
    if text[-1] in "。:：":
        return not re.search(r"[，；\d]", bare) and kind_of(following) != kind
    cut_off = text[-1] in "、，" and kind in HEADING_KINDS
    return cut_off and is_line(following.text, LONGEST_SHORT) and kind_of(following) is None


def without_stop(text: str) -> str:
    """A heading without the stop that some put behind it."""
    return text.rstrip("。:：")


def kind_of(paragraph: Paragraph) -> str | None:
    number = find_number(paragraph.text)
    return number.kind if number else None


def is_line(text: str, longest: int) -> bool:
    line = squeeze(text)
    return 2 <= len(line) <= longest and not line.endswith(_ENDS_SENTENCE)


def _look_of(paragraph: Paragraph, size: float) -> str | None:
    bigger = paragraph.size is not None and size > 0 and paragraph.size > _BIGGER * size
    signs = [name for name, true in (("bold", paragraph.bold), (CENTRED, paragraph.centered)) if true]
    if bigger:
        signs.append(f"size {paragraph.size:.0f}")
    return " ".join(signs) or None


def _find_short_lines(
    paragraphs: Sequence[Paragraph], found: dict[int, HeadingLine], above_tables: frozenset[int]
) -> dict[int, HeadingLine]:
    """Short lines without any punctuation, each right above text: in a paper without other headings."""
    lines = {}
    for at, paragraph in enumerate(paragraphs):
        text = without_stop(paragraph.text.strip())
        plain = is_line(text, LONGEST_SHORT) and not re.search(r"[，。；：:！？]|\d{3}", text)
        free = at not in found and id(paragraph) not in above_tables and not is_signature(text)
        above_text = at + 1 == len(paragraphs) or _is_text(paragraphs[at + 1].text)
        if plain and free and above_text and find_number(text) is None:
            lines[at] = HeadingLine(Kind(_SHORT_LINE), text)
            above = paragraphs[at - 1].text.strip() if at else ""
            if len(above) <= LONGEST_SHORT and UNFINISHED.search(above) and at - 1 not in found:
                lines[at - 1] = HeadingLine(Kind(_SHORT_LINE), above)
    return lines


def _is_text(text: str) -> bool:
    return len(text) > _LONG or text.rstrip().endswith(("。", "；", "！"))
