"""Lines that may head text: what they are made of."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from dossier import Paragraph
from extract.narrative.levels import Kind
from extract.narrative.numbering import find_number
from extract.text import squeeze

Known = Callable[[str], bool]
"""Is it the heading of something that is asked for."""

LONGEST, LONGEST_SHORT = 45, 24
UNFINISHED = re.compile(r"[、，和与及的暨以]$|[（(《“][^）)》”]*$")
YEARS = re.compile(r"(?:20\d\d\s*[-—~至]+\s*)?20\d\d年(?:度|以来)?")
"""The figures that a heading may have: "2019年以来"."""
_ENDS_SENTENCE = ("。", "；", "，", ";", ",", "、", "！", "？", "：", ":")


@dataclass(frozen=True, slots=True)
class HeadingLine:
    """`rest` is the text that runs on behind the heading in its paragraph."""

    kind: Kind
    heading: str
    rest: str = ""


def is_line(text: str, longest: int) -> bool:
    """Is it no more than a line, and no sentence."""
    line = squeeze(text)
    return 2 <= len(line) <= longest and not ends_sentence(line)


def ends_sentence(text: str) -> bool:
    return text.endswith(_ENDS_SENTENCE)


def without_stop(text: str) -> str:
    """A heading without the stop that some put behind it."""
    return text.rstrip("。:：")


def kind_of(paragraph: Paragraph) -> str | None:
    """The kind of its number."""
    number = find_number(paragraph.text)
    return number.kind if number else None
