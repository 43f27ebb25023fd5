"""Tables of contents: typed or made by Word, with leaders or without, with page numbers or without."""

import re
from collections.abc import Sequence

from dossier import Paragraph
from extract.narrative.numbering import find_number
from extract.text import squeeze, to_halfwidth

_TITLE = re.compile(r"目[录次錄]|总目录|材料目录|申报(?:材料|资料)目录|contents", re.IGNORECASE)
_LEADER = re.compile(
    r"(?:[.…·．․‥。]{2,}|[.…·．—_-]{3,}|(?:[.…·]\s){2,}|\t|\s{2,})\s*[-—]?\s*\d{1,3}\s*[-—]?\s*$"
)
_PAGE = re.compile(r"[\s.…·．—_(（-]*\d{1,3}[)）\s—-]*$")
_SPACED_PAGE = re.compile(r"[^\d\s.]\s+\d{1,3}$")
_LONGEST = 70
_SENTENCE_END = ("。", "；", ";", "！")
_SHORTEST_CORE, _FEWEST, _MOST_UNKNOWN = 4, 3, 2


def is_contents_line(text: str) -> bool:
    """A heading, dots or a wide gap, and the number of a page."""
    line = text.rstrip()
    last = line[-1:]
    return (
        (last.isdecimal() or last in ("-", "—")) and len(line) < _LONGEST * 2 and bool(_LEADER.search(line))
    )


def find_contents(paragraphs: Sequence[Paragraph]) -> frozenset[int]:
    """The places of the paragraphs that are a table of contents or its title."""
    cores = [_core(paragraph.text) for paragraph in paragraphs]
    last = {core: at for at, core in enumerate(cores)}
    entries = {at for at, paragraph in enumerate(paragraphs) if _is_entry(paragraph)}
    found = set(entries)
    for at, paragraph in enumerate(paragraphs):
        if at not in found and _TITLE.fullmatch(squeeze(paragraph.text)):
            found |= {at, *_follow(paragraphs, cores, last, entries, at + 1)}
    found |= _find_untitled(paragraphs, cores, last)
    return frozenset(found)


def _is_entry(paragraph: Paragraph) -> bool:
    style = (paragraph.style or "").lower()
    return style.startswith(("toc", "目录")) or is_contents_line(paragraph.text)


def _core(text: str) -> str:
    """What is the same in a heading and in its line of the contents; empty for what can be neither."""
    if len(text) > 2 * _LONGEST:
        return ""
    line = _PAGE.sub("", to_halfwidth(text).strip()) or text
    number = find_number(line)
    return squeeze(line[number.length :] if number else line).rstrip(".…·:-")


def _follow(
    paragraphs: Sequence[Paragraph],
    cores: Sequence[str],
    last: dict[str, int],
    entries: set[int],
    start: int,
) -> set[int]:
    """The lines below the title, up to where the first of them stands again: that is the text itself."""
    found: set[int] = set()
    seen: set[str] = set()
    unknown: list[int] = []
    for at in range(start, len(paragraphs)):
        text, core = paragraphs[at].text.rstrip(), cores[at]
        paged = at in entries or _SPACED_PAGE.search(text) is not None
        if not core or text.endswith(_SENTENCE_END) or (core in seen and not paged):
            break
        if paged or _recurs(core, at, last):
            found |= {at, *unknown}
            unknown = []
        elif len(unknown) == _MOST_UNKNOWN:
            break
        else:
            unknown.append(at)
        seen.add(core)
    return found


def _find_untitled(paragraphs: Sequence[Paragraph], cores: Sequence[str], last: dict[str, int]) -> set[int]:
    """Lines one below the other, each of which stands again further down."""
    found: set[int] = set()
    run: list[int] = []
    for at, core in enumerate(cores):
        known = {cores[n] for n in run}
        if core and core not in known and _recurs(core, at, last) and _is_line(paragraphs[at].text):
            run.append(at)
            continue
        if len(run) >= _FEWEST and core in known:
            found.update(run)
        run = []
    return found


def _is_line(text: str) -> bool:
    return len(text) <= _LONGEST and not text.rstrip().endswith(_SENTENCE_END)


def _recurs(core: str, at: int, last: dict[str, int]) -> bool:
    return len(core) >= _SHORTEST_CORE and last.get(core, -1) > at
