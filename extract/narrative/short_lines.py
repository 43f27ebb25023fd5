"""Short lines right above text: the headings of a paper that marks them by nothing else."""

import re
from collections.abc import Mapping, Sequence

from dossier import Paragraph
from extract.narrative.captions import is_caption
from extract.narrative.levels import Kind
from extract.narrative.lines import (
    LONGEST,
    LONGEST_SHORT,
    UNFINISHED,
    YEARS,
    HeadingLine,
    Known,
    is_line,
    without_stop,
)
from extract.narrative.numbering import HEADING_KINDS, RUN_IN, find_number
from extract.narrative.pointers import POINTER
from extract.narrative.signatures import is_signature
from extract.narrative.slogans import is_slogan

_KIND = Kind("short line")
_LONG = 40
_USUAL = 2
"""So many short lines that name what is asked for show that a paper's headings are such lines."""
_EMPTY = 3
"""How many headings of which nothing is told stand one below the other at most."""
_COMMA = re.compile("[，,]")
_TELLS = re.compile(r"了|[我本][县市区]|^为|[以如]下")
"""What stands in a sentence rather than in a heading."""
_PAPER = re.compile("[《》]|关于|通知")
"""What stands in the title of a document."""
_LABEL = re.compile(r"\s*([^，。；：:（(]{2,24})[：:](?=.)")
_SUM = re.compile(r"\s*\d[\d.,]*\s*[万亿]?元\s*[。；;]?\s*$")
"""An item of money heads nothing."""
_ASPECT = re.compile(
    r"\s*(?:(?:在|从)?([^，。；：:\d]{2,14}(?<![一两各多另])方面)|在([^，。；：:\d]{2,14})上)[，,：:](?=.)"
)


def find_short_lines(
    paragraphs: Sequence[Paragraph],
    found: Mapping[int, HeadingLine],
    above_tables: frozenset[int],
    known: Known,
) -> dict[int, HeadingLine]:
    """Those that name what is asked for; all of them where that is how the paper marks its headings.
    `found` are the headings that are marked otherwise."""
    marked = any(_marks(line, known) for line in found.values())
    lines = _find_lines(paragraphs, found, above_tables, known, marked=marked)
    named = {at: line for at, line in lines.items() if known(line.heading)}
    others = sum(known(line.heading) for line in found.values())
    if marked and len(named) < max(_USUAL, others + 1):
        return named
    colons = sum(not _is_bare(paragraphs[at]) for at in named) >= _USUAL
    above = {at: line for at, line in lines.items() if at + 1 < len(paragraphs)}
    bare = {at: line for at, line in above.items() if colons or _is_bare(paragraphs[at])}
    return bare | named | ({} if marked else _find_run_in(paragraphs, {*found, *bare, *named}, known))


def _marks(line: HeadingLine, known: Known) -> bool:
    """Does a heading show that its paper marks its headings: a look may be that of a title only."""
    kind, heading = line.kind, line.heading
    named = kind.name != RUN_IN and known(heading)
    return kind.outline is not None or kind.name in HEADING_KINDS or named


def _is_bare(paragraph: Paragraph) -> bool:
    return not paragraph.text.rstrip().endswith((":", "："))


def _find_run_in(paragraphs: Sequence[Paragraph], taken: set[int], known: Known) -> dict[int, HeadingLine]:
    """What heads its own paragraph in a paper of nothing but text: "专项资金：……", "组织领导方面，……"."""
    lines: dict[int, HeadingLine] = {}
    for at, paragraph in enumerate(paragraphs):
        match = _ASPECT.match(paragraph.text) or _LABEL.match(paragraph.text)
        if match is None or at in taken or _SUM.match(paragraph.text, match.end()):
            continue
        head = next(filter(None, match.groups()))
        if not (_TELLS.search(head) or is_caption(head)) and (head.endswith("方面") or known(head)):
            lines[at] = HeadingLine(_KIND, head, paragraph.text[match.end() :].strip())
    return lines


def _find_lines(
    paragraphs: Sequence[Paragraph],
    found: Mapping[int, HeadingLine],
    above_tables: frozenset[int],
    known: Known,
    *,
    marked: bool,
) -> dict[int, HeadingLine]:
    """From the last to the first, as one that names what is asked for may stand above another: then it is all
    there is of its section. It may stand above the first of its parts too."""
    lines: dict[int, HeadingLine] = {}
    for at in reversed(range(len(paragraphs))):
        paragraph, text = paragraphs[at], without_stop(paragraphs[at].text.strip())
        if id(paragraph) in above_tables and not marked and known(text) and not is_caption(text):
            lines[at] = HeadingLine(_KIND, text)
        if at in found or id(paragraph) in above_tables or not _is_plain(paragraph.text.strip(), text, known):
            continue
        below = paragraphs[at + 1].text if at + 1 < len(paragraphs) else ""
        parted = at + 1 in found and found[at + 1].kind.ordinal == 1
        alone = not marked or parted or at + 1 in lines or paragraph.text.rstrip().endswith((":", "："))
        heads = at + 1 in lines and _stands_below_text(paragraphs, at)
        names = known(text) or heads or ((parted or at + 1 in lines) and is_slogan(text))
        if not below or _is_text(below) or (alone and names):
            lines[at] = HeadingLine(_KIND, text)
            above = paragraphs[at - 1].text.strip() if at else ""
            unnumbered = len(above) <= LONGEST_SHORT and find_number(above) is None
            if unnumbered and UNFINISHED.search(above) and at - 1 not in found:
                lines[at - 1] = HeadingLine(_KIND, above)
    return lines


def _stands_below_text(paragraphs: Sequence[Paragraph], at: int) -> bool:
    """Is what stands above a line a sentence that has ended, be it above another such line: so do headings of
    which nothing is told."""
    above = [paragraph.text.rstrip() for paragraph in paragraphs[max(0, at - _EMPTY) : at]]
    ended = [text.endswith(("。", "；", "！")) for text in above]
    return any(
        end and all(is_line(text, LONGEST_SHORT) for text in above[n + 1 :]) for n, end in enumerate(ended)
    )


def _is_plain(written: str, text: str, known: Known) -> bool:
    """Words without any punctuation but a comma and a colon."""
    if find_number(text) or is_signature(text) or POINTER.search(text) or is_caption(text):
        return False
    full = not _PAPER.search(text) and known(text)
    if written.endswith("。") or "《" in text or not is_line(text, LONGEST if full else LONGEST_SHORT):
        return False
    if re.search(r"[。；：:！？]|\d{3}", YEARS.sub("", text)) or (written != text and _TELLS.search(text)):
        return False
    return len(_COMMA.split(text)) <= (3 if written == text or is_slogan(text) else 1)


def _is_text(text: str) -> bool:
    """Does it tell something: a long paragraph, a sentence, figures or the titles of papers."""
    told = re.search(r"[，、].*\d|\d.*[，、]|《", text) is not None
    return told or len(text) > _LONG or text.rstrip().endswith(("。", "；", "！"))
