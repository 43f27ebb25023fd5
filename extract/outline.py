"""Which paragraphs of a document are headings, titles or covers, and which are text.

A heading is told by its style, its number (generated or typed) or its look: bold, centred, larger, or a
short line above text where the paper has nothing better.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from dossier import Document, Page, Paragraph
from extract.captions import find_above_tables, is_caption
from extract.levels import ATTACHMENT, Kind, find_levels
from extract.numbering import HEADING_KINDS, RUN_IN, Number, find_number, is_article
from extract.text import squeeze

Known = Callable[[str], bool]
"""Is it the heading of something that is asked for."""

LONGEST = 45
_LONGEST_LOOK, _LONGEST_SHORT, _LONG = 32, 24, 40
_RUN_IN = re.compile(r"^(.{2,28}?)[。:：](?=.)")
_ENDS_SENTENCE = ("。", "；", "，", ";", ",", "、", "！", "？", "：", ":")
_UNFINISHED = re.compile(r"[、，和与及的暨以]$|[（(《“][^）)》”]*$")
_GOES_ON = re.compile(r"^[、和与及暨]|^的|^情况|^以及")
_ATTACHMENT = re.compile(r"附\s*[件表录]\s*[\d一二三四五六七八九十]*\s*[-—]?\d*\s*[:：.、]?\s*")
_LISTED = re.compile(r"附\s*[件表]\s*[:：]\s*(?:1\s*[.．、,]|《)")
_DATE = re.compile(r"[（(]?\s*(?:20\d\d|[二2][〇○零0Oo一二\d]{3})\s*年.{0,12}[）)]?")
_OFFICE = re.compile(
    r".{2,24}(?:人民政府|管委会|管理委员会|委员会|局|办公室|领导小组)(?:文件|[（(].{1,6}[）)])?"
)
_COVER = re.compile(r".{0,8}(?:单位|部门|时间|日期|联系人|电话|地址)\s*[:：].{0,40}")
_BIGGER = 1.12
_SHORT_LINE = "short line"


@dataclass(frozen=True, slots=True)
class Placed:
    """A paragraph in its part: a heading with its `level` (from 1; 0 is the title of the paper), text
    (`heading` None), or `aside`: the rest of a broken heading, a line of the cover, a list of attachments.
    `rest` is the text that runs on behind a heading in the same paragraph."""

    page: Page
    paragraph: Paragraph
    heading: str | None = None
    level: int = 0
    rest: str = ""
    aside: bool = False

    @property
    def is_title(self) -> bool:
        return self.heading is not None and self.level == 0


@dataclass(frozen=True, slots=True)
class _Candidate:
    kind: Kind
    heading: str
    rest: str = ""


def find_outline(document: Document, known: Known) -> list[Placed]:
    """All paragraphs of a document in order, each in its part."""
    placed = [Placed(page, paragraph) for page in document.pages for paragraph in page.paragraphs]
    found = _find_candidates(document, [item.paragraph for item in placed], known)
    asides = _join_broken(found, placed, known)
    asides |= _drop_lists(found, placed)
    title = _find_title(found, placed, asides, known)
    headings = sorted(at for at in found if at != title)
    for at, level in zip(headings, find_levels([found[at].kind for at in headings]), strict=True):
        placed[at] = replace(placed[at], heading=found[at].heading, level=level, rest=found[at].rest)
    if title is not None:
        placed[title] = replace(placed[title], heading=found[title].heading)
    for at in asides:
        placed[at] = replace(placed[at], aside=True)
    return placed


def _find_candidates(
    document: Document, paragraphs: Sequence[Paragraph], known: Known
) -> dict[int, _Candidate]:
    size = _body_size(paragraphs)
    above_tables = find_above_tables(document)
    found: dict[int, _Candidate] = {}
    for at, paragraph in enumerate(paragraphs):
        following = paragraphs[at + 1] if at + 1 < len(paragraphs) else None
        candidate = _find_candidate(paragraph, following, size)
        caption = id(paragraph) in above_tables and is_caption(paragraph.text)
        if candidate and (not caption or candidate.kind.numbered or known(candidate.heading)):
            found[at] = candidate
    if not any(c.kind.numbered or c.kind.outline for c in found.values()):
        found |= _find_short_lines(paragraphs, found, above_tables)
    return found


def _body_size(paragraphs: Sequence[Paragraph]) -> float:
    """The size in which most of the text is set; 0 where nobody knows."""
    counted: Counter[float] = Counter()
    for paragraph in paragraphs:
        if paragraph.size:
            counted[paragraph.size] += len(paragraph.text)
    return counted.most_common(1)[0][0] if counted else 0.0


def _find_candidate(paragraph: Paragraph, following: Paragraph | None, size: float) -> _Candidate | None:
    text = paragraph.text.strip()
    if _is_attachment(text):
        return _Candidate(Kind(ATTACHMENT), text)
    number = find_number(text)
    if number is None and is_article(text):
        return None
    if number is not None:
        return _numbered(paragraph, text, number, following)
    if not _is_line(text, LONGEST):
        return None
    if paragraph.outline is not None:
        return _Candidate(Kind("style", None, paragraph.outline), text)
    look = _look_of(paragraph, size)
    if look and _is_line(text, _LONGEST_LOOK) and not _is_signature(text) and following is not None:
        return _Candidate(Kind(look), text)
    return None


def _is_attachment(text: str) -> bool:
    match = _ATTACHMENT.match(text)
    return match is not None and len(text) <= LONGEST and not text.endswith(("。", "；", "，"))


def _numbered(
    paragraph: Paragraph, text: str, number: Number, following: Paragraph | None
) -> _Candidate | None:
    kind = Kind(number.kind, number.ordinal, paragraph.outline)
    bare = text[number.length :]
    if number.kind == RUN_IN or len(text) > LONGEST // 2 or "。" in bare[:-1]:
        match = _RUN_IN.match(bare)
        if match and not re.search(r"\d", match[1]) and not match[1].startswith("《"):
            return _Candidate(kind, text[: number.length] + match[1], bare[match.end() :].strip())
    if number.kind == RUN_IN or not bare:
        return None
    ends = text.endswith(_ENDS_SENTENCE)
    if ends and number.kind in HEADING_KINDS and text[-1] in "。:：" and len(text) <= _LONGEST_LOOK:
        plain = not re.search(r"[，；\d]", bare)
        ends = not plain or following is None or _kind_of(following) == number.kind
    if ends and not (text[-1] in "、，" and number.kind in HEADING_KINDS and paragraph.text != ""):
        return None
    if ends and not (following and _is_line(following.text, _LONGEST_SHORT) and not _kind_of(following)):
        return None
    return _Candidate(kind, text.rstrip("。:：")) if len(squeeze(text)) <= LONGEST else None


def _kind_of(paragraph: Paragraph) -> str | None:
    number = find_number(paragraph.text)
    return number.kind if number else None


def _is_line(text: str, longest: int) -> bool:
    line = squeeze(text)
    return 2 <= len(line) <= longest and not line.endswith(_ENDS_SENTENCE)


def _look_of(paragraph: Paragraph, size: float) -> str | None:
    bigger = paragraph.size is not None and size > 0 and paragraph.size > _BIGGER * size
    signs = [name for name, true in (("bold", paragraph.bold), ("centred", paragraph.centered)) if true]
    if bigger:
        signs.append(f"size {paragraph.size:.0f}")
    return " ".join(signs) or None


def _is_signature(text: str) -> bool:
    return any(pattern.fullmatch(text.strip()) for pattern in (_DATE, _OFFICE, _COVER))


def _find_short_lines(
    paragraphs: Sequence[Paragraph], found: dict[int, _Candidate], above_tables: frozenset[int]
) -> dict[int, _Candidate]:
    """Short lines without any punctuation, each right above text: in a paper without other headings."""
    lines = {}
    for at, paragraph in enumerate(paragraphs[:-1]):
        text = paragraph.text.strip()
        plain = _is_line(text, _LONGEST_SHORT) and not re.search(r"[，。；：:！？]|\d{3}", text)
        free = at not in found and id(paragraph) not in above_tables and not _is_signature(text)
        if plain and free and _is_text(paragraphs[at + 1].text):
            lines[at] = _Candidate(Kind(_SHORT_LINE), text)
    return lines


def _is_text(text: str) -> bool:
    return len(text) > _LONG or text.rstrip().endswith(("。", "；", "！"))


def _join_broken(found: dict[int, _Candidate], placed: Sequence[Placed], known: Known) -> set[int]:
    """Headings whose second half stands in a line of its own take it in; returns those lines."""
    taken: set[int] = set()
    for at in sorted(found):
        following = at + 1
        if at in taken or following >= len(placed) or found[at].rest:
            continue
        if _belongs(found, at, placed, known):
            heading = found[at].heading + placed[following].paragraph.text.strip()
            found[at] = replace(found[at], heading=heading)
            found.pop(following, None)
            taken.add(following)
        elif found[at].heading.endswith(("、", "，")):
            del found[at]
    return taken


def _belongs(found: dict[int, _Candidate], at: int, placed: Sequence[Placed], known: Known) -> bool:
    """Is the line below a heading its other half."""
    heading, following = found[at].heading, placed[at + 1].paragraph
    text = following.text.strip()
    whole = heading + text
    if find_number(text) or not _is_line(text, LONGEST) or len(squeeze(whole)) > LONGEST + 20:
        return False
    if _ATTACHMENT.fullmatch(heading):
        return True
    if _UNFINISHED.search(heading) or _GOES_ON.search(text):
        return True
    numbered = found[at].kind.numbered
    other = found.get(at + 1)
    if numbered and other and _same_look(placed[at].paragraph, following):
        return True
    return numbered and len(text) <= _LONGEST_SHORT and known(whole) and not known(heading)


def _same_look(one: Paragraph, other: Paragraph) -> bool:
    looks = [(p.outline, p.bold, p.centered, p.size) for p in (one, other)]
    return looks[0] == looks[1] and (one.outline is not None or one.bold or one.centered)


def _drop_lists(found: dict[int, _Candidate], placed: Sequence[Placed]) -> set[int]:
    """The lines of a list of attachments (附件：1. ... 2. ...) head nothing."""
    dropped: set[int] = set()
    for at, item in enumerate(placed):
        if not _LISTED.match(item.paragraph.text.strip()):
            continue
        dropped.add(at)
        for below in range(at + 1, len(placed)):
            text = placed[below].paragraph.text.strip()
            if (
                _kind_of(placed[below].paragraph) not in ("digits", "digits-brackets")
                or len(text) > 2 * LONGEST
            ):
                break
            dropped.add(below)
    for at in dropped:
        found.pop(at, None)
    return dropped


def _find_title(
    found: dict[int, _Candidate], placed: Sequence[Placed], asides: set[int], known: Known
) -> int | None:
    """Where the title stands, of which `found` then has the words; lines of the cover become asides."""
    lead = list(_lead(found, placed))
    if lead and _is_heading_below(lead, found):
        lead.pop()
    words = [at for at in lead if not _is_signature(placed[at].paragraph.text)]
    if not lead:
        return None
    asides |= set(lead)
    for at in lead:
        found.pop(at, None)
    if not words:
        return None
    title = "".join(placed[at].paragraph.text.strip() for at in words)
    asides.discard(words[0])
    found[words[0]] = _Candidate(Kind("title"), title)
    return words[0]


def _lead(found: dict[int, _Candidate], placed: Sequence[Placed]) -> Iterator[int]:
    """The short lines that a document begins with, before any text and any certain heading."""
    for at, item in enumerate(placed):
        candidate = found.get(at)
        if candidate and candidate.kind.certain:
            return
        text = item.paragraph.text.strip()
        if len(squeeze(text)) > LONGEST or text.endswith(("。", "；", "，", "！")):
            return
        yield at


def _is_heading_below(lead: Sequence[int], found: dict[int, _Candidate]) -> bool:
    """Is the last of the leading lines the first heading: others further down look like it."""
    last = found.get(lead[-1])
    if last is None:
        return False
    alike = [at for at, candidate in found.items() if at > lead[-1] and candidate.kind == last.kind]
    first = found.get(lead[0])
    return bool(alike) and (len(lead) > 1 or first is None or len(alike) > 1)
