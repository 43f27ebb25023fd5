"""Lines that may be headings: by their style, their number (generated or typed), or their look."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dossier import Document, Paragraph
from extract.narrative.captions import find_above_tables, is_caption
from extract.narrative.levels import ATTACHMENT, CENTRED, LARGE, Kind
from extract.narrative.lines import (
    LONGEST,
    LONGEST_SHORT,
    YEARS,
    HeadingLine,
    Known,
    ends_sentence,
    is_line,
    kind_of,
    without_stop,
)
from extract.narrative.numbering import CHAPTER, HEADING_KINDS, PART, RUN_IN, Number, find_number, is_article
from extract.narrative.pointers import POINTER
from extract.narrative.short_lines import find_short_lines
from extract.narrative.signatures import is_signature
from extract.narrative.slogans import is_slogan
from extract.text import squeeze

ATTACHMENT_TITLE = re.compile(r"附\s*[件表录]\s*[\d一二三四五六七八九十]*\s*[-—]?\d*\s*[:：.、]?\s*")
_LONGEST_LOOK = 32
_HIGHEST = (PART, CHAPTER, "section")
_RUN_IN = re.compile(r"^(.{2,28}?)[。:：](?=.)")
_PAPER_NUMBER = re.compile(
    r"[〔﹝\[［（(【]\s*20\d\d\s*[〕﹞\]］）)】]\s*第?\s*\d{1,4}\s*号|[〔﹝\[［]\s*20\d\d"
)
_BIGGER, _AS_LARGE, _DEFAULT_SIZE = 1.12, 1.1, 12.0
_TELLS = re.compile(r"[；。：:\d].|了|[我本][县市区]")
"""What stands in a sentence rather than in a heading that has a stop."""
_LONGEST_PART = 14
_USUAL = 2
"""So many lines that name what is asked for show that headings are numbered as they are."""


@dataclass(frozen=True, slots=True)
class _Paper:
    """What the lines of a paper are judged by: the size of its text, what is asked for, the kinds of number
    that stand before its headings, and the larger sizes, from the smallest."""

    size: float
    known: Known
    system: frozenset[str]
    sizes: tuple[float, ...]


def find_heading_lines(
    document: Document, paragraphs: Sequence[Paragraph], known: Known
) -> dict[int, HeadingLine]:
    size = _body_size(paragraphs)
    above_tables = find_above_tables(document)
    paper = _Paper(size, known, _find_system(paragraphs, known), _find_sizes(paragraphs, size))
    found: dict[int, HeadingLine] = {}
    for at, paragraph in enumerate(paragraphs):
        following = paragraphs[at + 1] if at + 1 < len(paragraphs) else None
        candidate = _find_candidate(paragraph, following, paper)
        caption = id(paragraph) in above_tables and is_caption(paragraph.text)
        if candidate and (not caption or candidate.kind.certain):
            found[at] = candidate
    found |= dict(_find_gaps(paragraphs, found))
    return found | find_short_lines(paragraphs, found, above_tables, known)


def _find_gaps(
    paragraphs: Sequence[Paragraph], found: Mapping[int, HeadingLine]
) -> Iterator[tuple[int, HeadingLine]]:
    """Plain lines whose number stands between those of two headings: 五、 between 四、 and 六、."""
    last: dict[str, int | None] = {}
    for at, paragraph in enumerate(paragraphs):
        kind = found[at].kind if at in found else None
        text = paragraph.text.strip()
        number = find_number(text) if kind is None and len(text) <= LONGEST else None
        if number and number.ordinal and last.get(number.kind) == number.ordinal - 1:
            later = (found[n].kind for n in sorted(found) if n > at and found[n].kind.name == number.kind)
            following = next(later, None)
            between = following is not None and (following.ordinal or 0) > number.ordinal
            bare = text[number.length :]
            if between and bare and not bare.startswith("《") and _is_plain(bare, marked=True):
                kind = Kind(number.kind, number.ordinal, paragraph.outline)
                yield at, HeadingLine(kind, without_stop(text))
        if kind is not None:
            last[kind.name] = kind.ordinal


def _find_system(paragraphs: Sequence[Paragraph], known: Known) -> frozenset[str]:
    """The kinds of numbers that stand before headings: by their nature, or because several lines that name
    what is asked for have them."""
    named: Counter[str] = Counter()
    for paragraph in paragraphs:
        line = without_stop(paragraph.text.strip())
        number = find_number(line) if is_line(line, LONGEST) else None
        if number and number.kind != RUN_IN and known(line):
            named[number.kind] += 1
    return HEADING_KINDS | {kind for kind, count in named.items() if count >= _USUAL}


def _body_size(paragraphs: Sequence[Paragraph]) -> float:
    """The size in which most of the text is set."""
    counted: Counter[float] = Counter()
    for paragraph in paragraphs:
        counted[paragraph.size or _DEFAULT_SIZE] += len(paragraph.text)
    return counted.most_common(1)[0][0] if counted else _DEFAULT_SIZE


def _find_sizes(paragraphs: Sequence[Paragraph], size: float) -> tuple[float, ...]:
    """The sizes larger than the text; those that hardly differ are one, as prints are measured."""
    larger = sorted({p.size for p in paragraphs if p.size and p.size > _BIGGER * size})
    found: list[float] = []
    for each in larger:
        if not found or each > _AS_LARGE * found[-1]:
            found.append(each)
    return tuple(found)


def _find_candidate(paragraph: Paragraph, following: Paragraph | None, paper: _Paper) -> HeadingLine | None:
    text = paragraph.text.strip()
    if _is_attachment(text):
        return HeadingLine(Kind(ATTACHMENT), text)
    number = find_number(text)
    if number is None and (is_article(text) or POINTER.search(text)):
        return None
    if number is not None:
        return _numbered(paragraph, text, number, following, paper)
    look = _look_of(paragraph, paper)
    if (look or paragraph.outline is not None) and not _TELLS.search(text):
        text = without_stop(text)
    styled = paragraph.outline is not None and not re.search(r"[。；].", text)
    if not is_line(text, LONGEST) and not (styled and len(text) <= LONGEST):
        return None
    if paragraph.outline is not None:
        return HeadingLine(Kind("style", None, paragraph.outline), text)
    short = is_line(text, _LONGEST_LOOK) or paper.known(text)
    if look and short and not is_signature(text) and following is not None:
        return HeadingLine(Kind(look), text)
    return None


def _is_attachment(text: str) -> bool:
    match = ATTACHMENT_TITLE.match(text)
    return match is not None and len(text) <= LONGEST and not text.endswith(("。", "；", "，"))


def _numbered(
    paragraph: Paragraph, text: str, number: Number, following: Paragraph | None, paper: _Paper
) -> HeadingLine | None:
    kind = Kind(number.kind, number.ordinal, paragraph.outline)
    bare = text[number.length :]
    ruled = number.kind == CHAPTER and following is not None and is_article(following.text)
    papers = number.kind != RUN_IN and _PAPER_NUMBER.search(text) is not None
    if ruled or bare.startswith("《") or papers:
        return None
    if number.kind == RUN_IN or len(text) > LONGEST // 2 or "。" in bare[:-1]:
        match = _RUN_IN.match(bare)
        if match and not re.search(r"[\d《]", match[1]):
            return HeadingLine(kind, text[: number.length] + match[1], bare[match.end() :].strip())
    alone = number.kind == RUN_IN and is_line(text, LONGEST_SHORT) and paper.known(text)
    if alone and following is not None and kind_of(following) != number.kind:
        return HeadingLine(kind, without_stop(text))
    if number.kind == RUN_IN or not bare or len(squeeze(text)) > LONGEST:
        return None
    looks = paragraph.bold or paragraph.centered or paragraph.outline is not None
    marked = looks or number.kind in paper.system
    named = marked and (paper.known(text) or is_slogan(without_stop(text)))
    if ends_sentence(text) and not _heads_all_the_same(
        bare, number.kind, following, marked=marked, named=named
    ):
        return None
    return HeadingLine(kind, without_stop(text))


def _heads_all_the_same(
    bare: str, kind: str, following: Paragraph | None, *, marked: bool, named: bool
) -> bool:
    """Is a line with a stop a heading: plain words, not one item of a list of its like, or words that the
    end of the line cuts off."""
    if following is None:
        return False
    if bare[-1] in "。:：":
        alone = kind_of(following) != kind or kind in _HIGHEST or named
        return alone and _is_plain(bare, marked=marked)
    rest = without_stop(following.text.strip())
    cut = bare[-1] in "、，" and kind_of(following) is None and is_line(rest, LONGEST_SHORT)
    return cut and (marked or not following.text.rstrip().endswith("。"))


def _is_plain(bare: str, *, marked: bool) -> bool:
    """Words without figures; parted by a comma only where the line is marked as a heading."""
    if re.search(r"[；\d]", YEARS.sub("", bare)):
        return False
    parts = re.split("[，,]", bare)
    balanced = len(parts) <= 3 and max(map(len, parts)) <= _LONGEST_PART
    return len(parts) == 1 or (marked and balanced)


def _look_of(paragraph: Paragraph, paper: _Paper) -> str | None:
    signs = [name for name, true in (("bold", paragraph.bold), (CENTRED, paragraph.centered)) if true]
    if paragraph.size and paper.sizes and paragraph.size >= paper.sizes[0]:
        signs.append(f"{LARGE} {bisect_right(paper.sizes, paragraph.size)}")
    return " ".join(signs) or None
