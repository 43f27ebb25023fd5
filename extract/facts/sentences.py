"""Sentences of the narrative, each with its place, as written and made comparable."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dossier import Evidence
from extract.text import squeeze, to_halfwidth

_SENTENCE = re.compile(r"[●◆■▲]?[^。；;！？\n●◆■▲]+[。；;！？]?")
_ASKS = re.compile(
    r"(?:[吗呢么]|什么|哪[些里个]|怎[么样]|如何|是否|有没有|有无|能否|多少|几[个项次]|谁|何).*[？?]$"
)
_LETTER = re.compile(r"(?<=^[（(])\s*(?P<letter>[a-hA-H])\s*(?=[)）])")
"""An item of a list may be (a)."""
_TORN = re.compile(r"(?<=[^\n])\n(?=\s*[〔﹝［\[]\s*(?:19|20)\d\d)|(?<=\d)\n(?=\d{0,3}\s*号)")
"""The end of a line within the number of a document."""
_SEGMENT = re.compile(r"(?:[^,:。;!()]|(?<=\d),(?=\d{3}(?!\d)))+")
_CLAUSE = re.compile(r"[^，,：:。；;！\n]+")
_ALSO_HELD = re.compile(r"\(兼任?\)")
_NUMBER_AND_YEAR = re.compile(r"(?<=\d)\s+(?=20\d\d\s*年)")
"""Between the number of an item and a year: "2.2 2019年"."""
_HAN_YEAR = re.compile(r"二[〇零○Ｏ][〇零○一二三四五六七八九]{2}(?=年)")
_HAN_DIGIT = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0", "Ｏ": "0"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text` is as written; `plain` is half-width, without white space, with years in digits. `place` gives
    the evidence for some words of the paragraph it stands in; few are asked for. `doubts` are of what a
    recogniser was not sure of."""

    text: str
    plain: str
    place: Callable[[str], Evidence]
    doubts: tuple[str, ...] = ()

    def evidence(self, quote: str | None = None) -> Evidence:
        return self.place((quote or self.text).strip())

    def segments(self) -> Iterator[tuple[int, str]]:
        """The parts between commas and brackets of the plain text, each with where it ends."""
        for match in _SEGMENT.finditer(self.plain):
            yield match.end(), match.group()

    def clauses(self) -> list[str]:
        """The parts between commas, as written."""
        return _CLAUSE.findall(self.text)


def split_sentences(
    text: str, place: Callable[[str], Evidence], doubts: tuple[str, ...] = ()
) -> Iterator[Sentence]:
    """The sentences of a paragraph but questions; a semicolon ends one too, and so does the mark of the next
    item."""
    for part in _SENTENCE.findall(_LETTER.sub(_as_digit, _TORN.sub("", text))):
        if part.strip() and not _ASKS.search(part.strip()):
            yield Sentence(part.strip(), make_plain(part), place, doubts)


def _as_digit(match: re.Match[str]) -> str:
    return str(ord(match["letter"].lower()) - ord("a") + 1)


def make_plain(text: str) -> str:
    """Half-width, without white space, years in digits."""
    line = _ALSO_HELD.sub("", squeeze(_NUMBER_AND_YEAR.sub("、", to_halfwidth(text))))
    return _HAN_YEAR.sub(lambda m: "".join(_HAN_DIGIT.get(c, "2") for c in m.group()), line)
