"""Which paragraphs of a document are headings, titles or covers, and which are text.

A heading is told by its style, its number (generated or typed) or its look: bold, centred, larger, or a
short line above text where the paper has nothing better.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dossier import Document, Page, Paragraph
from extract.narrative.captions import find_above_tables
from extract.narrative.heading_lines import ATTACHMENT_TITLE, find_heading_lines
from extract.narrative.levels import Kind, find_levels
from extract.narrative.lines import (
    LONGEST,
    LONGEST_SHORT,
    UNFINISHED,
    HeadingLine,
    Known,
    is_line,
    kind_of,
    without_stop,
)
from extract.narrative.numbering import find_number
from extract.narrative.placeholders import PLACEHOLDER
from extract.narrative.signatures import find_signatures, is_signature
from extract.text import squeeze

_GOES_ON = re.compile(r"^[、和与及暨]|^的|^情况|^以及")
_SYSTEM = 3
"""So many headings of one kind are a system of their own, and none the other half of another."""
_AS_LARGE = 0.1
"""How much the sizes differ, as a part, of two lines that look the same: prints are measured."""
_LISTED = re.compile(r"附\s*[件表]\s*[:：]\s*(?:1\s*[.．、,]|《)")


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


def find_outline(document: Document, known: Known) -> list[Placed]:
    """All paragraphs of a document in order, each in its part."""
    placed = [Placed(page, paragraph) for page in document.pages for paragraph in page.paragraphs]
    found = find_heading_lines(document, [item.paragraph for item in placed], known)
    asides = _join_broken(found, placed, known, find_above_tables(document))
    asides |= _drop_lists(found, placed)
    asides |= find_signatures([item.paragraph.text.strip() for item in placed])
    title = _find_title(found, placed, asides, known)
    headings = sorted(at for at in found if at != title)
    for at, level in zip(headings, find_levels([found[at].kind for at in headings]), strict=True):
        placed[at] = replace(placed[at], heading=found[at].heading, level=level, rest=found[at].rest)
    if title is not None:
        placed[title] = replace(placed[title], heading=found[title].heading)
    for at in asides:
        placed[at] = replace(placed[at], aside=True)
    return placed


def _join_broken(
    found: dict[int, HeadingLine], placed: Sequence[Placed], known: Known, above_tables: frozenset[int]
) -> set[int]:
    """Headings whose second half stands in a line of its own take it in; returns those lines."""
    taken: set[int] = set()
    for at in sorted(found):
        following = at + 1
        if at in taken or following >= len(placed) or found[at].rest:
            continue
        caption = id(placed[following].paragraph) in above_tables
        if not (caption and not ATTACHMENT_TITLE.fullmatch(found[at].heading)) and _belongs(
            found, at, placed, known
        ):
            heading = found[at].heading + without_stop(placed[following].paragraph.text.strip())
            found[at] = replace(found[at], heading=heading)
            found.pop(following, None)
            taken.add(following)
        elif found[at].heading.endswith(("、", "，")):
            del found[at]
    return taken


def _belongs(found: dict[int, HeadingLine], at: int, placed: Sequence[Placed], known: Known) -> bool:
    """Is the line below a heading its other half."""
    heading, following = found[at].heading, placed[at + 1].paragraph
    text = without_stop(following.text.strip())
    whole = heading + text
    if find_number(text) or not is_line(text, LONGEST) or len(squeeze(whole)) > LONGEST + 20:
        return False
    if ATTACHMENT_TITLE.fullmatch(heading):
        return True
    if UNFINISHED.search(heading) or _GOES_ON.search(text):
        return True
    numbered = found[at].kind.numbered
    other = found.get(at + 1)
    if numbered and other and _same_look(placed[at].paragraph, following):
        return True
    cut = numbered and len(text) <= LONGEST_SHORT and not re.search(r"。$|\d", following.text.rstrip())
    alike = sum(other.kind == line.kind for line in found.values()) if other else 0
    return cut and alike < _SYSTEM and known(whole) and not known(heading)


def _same_look(one: Paragraph, other: Paragraph) -> bool:
    looks = [(p.outline, p.bold, p.centered) for p in (one, other)]
    as_large = one.size == other.size or abs((one.size or 0) - (other.size or 0)) < _AS_LARGE * (
        one.size or 0
    )
    return looks[0] == looks[1] and as_large and (one.outline is not None or one.bold or one.centered)


def _drop_lists(found: dict[int, HeadingLine], placed: Sequence[Placed]) -> set[int]:
    """The lines of a list of attachments (附件：1. ... 2. ...) head nothing."""
    dropped: set[int] = set()
    for at, item in enumerate(placed):
        if not _LISTED.match(item.paragraph.text.strip()):
            continue
        dropped.add(at)
        for below in range(at + 1, len(placed)):
            text = placed[below].paragraph.text.strip()
            if (
                kind_of(placed[below].paragraph) not in ("digits", "digits-brackets")
                or len(text) > 2 * LONGEST
            ):
                break
            dropped.add(below)
    for at in dropped:
        found.pop(at, None)
    return dropped


def _find_title(
    found: dict[int, HeadingLine], placed: Sequence[Placed], asides: set[int], known: Known
) -> int | None:
    """Where the title stands, of which `found` then has the words; lines of the cover become asides."""
    lead = list(_lead(found, placed, known))
    if lead and _is_heading_below(lead, found):
        lead.pop()
    words = [at for at in lead if not _is_beside_title(placed[at].paragraph.text.strip())]
    if not lead:
        return None
    asides |= set(lead)
    for at in lead:
        found.pop(at, None)
    if not words:
        return None
    title = "".join(placed[at].paragraph.text.strip() for at in words)
    asides.discard(words[0])
    found[words[0]] = HeadingLine(Kind("title"), title)
    return words[0]


def _is_beside_title(text: str) -> bool:
    """Does it sign the paper or say whom it is for."""
    return is_signature(text) or text.endswith(("：", ":"))


def _lead(found: dict[int, HeadingLine], placed: Sequence[Placed], known: Known) -> Iterator[int]:
    """The short lines that a document begins with, before any text and any certain heading, or one that names
    what is asked for and looks like others."""
    looks = Counter(candidate.kind for candidate in found.values())
    for at, item in enumerate(placed):
        candidate = found.get(at)
        if candidate and (candidate.kind.certain or (looks[candidate.kind] > 1 and known(candidate.heading))):
            return
        text = item.paragraph.text.strip()
        listed = text.startswith("《") and at > 0
        gap = PLACEHOLDER.search(text) is not None and not is_signature(text)
        if listed or gap or len(squeeze(text)) > LONGEST or text.endswith(("。", "；", "，", "！")):
            return
        yield at


def _is_heading_below(lead: Sequence[int], found: dict[int, HeadingLine]) -> bool:
    """Is the last of the leading lines the first heading: others further down look like it."""
    last = found.get(lead[-1])
    if last is None:
        return False
    alike = [at for at, candidate in found.items() if at > lead[-1] and candidate.kind == last.kind]
    first = found.get(lead[0])
    return bool(alike) and (len(lead) > 1 or first is None or len(alike) > 1)
