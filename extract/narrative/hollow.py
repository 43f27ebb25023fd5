"""Does a section say anything of its kind, and if not, why not."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from dossier import Evidence
from extract.facts.assertions import is_asserted
from extract.facts.measures import MATERIAL
from extract.narrative.attachments import Attachment
from extract.narrative.headings import HeadingIndex
from extract.narrative.placeholders import PLACEHOLDER
from extract.narrative.pointers import POINTER, number_of
from extract.narrative.sections import Section
from extract.text import squeeze
from policy.form import MaterialSpec

HOLLOW_EMPTY = "只有标题，没有内容"
HOLLOW_WORDS = "只有原则性的表述，没有具体的事实"
HOLLOW_ATTACHED = "写的是“见附件”，没有正文，请核对附件"
HOLLOWPLACEHOLDERS = "内容里还有没有填写的空位"

_NAMELESS = re.compile(r"[xX×ＸｘＸ*＊某]{1,3}(?=(?:有限)?公司|企业|集团)")
"""Companies that are not named."""
_FEW = 8
_ENOUGH = 30
"""Characters that make an attachment more than a title."""
_SENTENCES = re.compile(r"(?<=[。；;！\n])")
_CLAUSES = re.compile(r"(?<=[，,：:])")
_FOLLOWED = re.compile(
    r"(?:学习|贯彻|落实|根据|按照|依据|对照|执行|遵照)[^《，。；]{0,12}《[^》]*》(?:[（(][^（）()]*[)）])?(?:[、和及]《[^》]*》(?:[（(][^（）()]*[)）])?)*"
)
"""Documents of others that are followed."""


class HollowJudge:
    """What would fill a section: its own words, facts that were found in it, an attachment that it names."""

    def __init__(self, headings: HeadingIndex, attachments: Sequence[Attachment]) -> None:
        self._headings = headings
        self._attachments = attachments

    def find_reason(self, spec: MaterialSpec, section: Section, told: Sequence[Evidence]) -> str | None:
        """Why it is hollow (Chinese); None where the section says something of its kind, or the attachment
        does that it points to."""
        text = f"{section.text}\n{section.table_text}"
        headed = "\n".join((text, *section.below))
        here = [place for place in told if stands_in(place, section)]
        if says(spec, headed) or (here and not (spec.id == MATERIAL and _is_all(here, text))):
            return None
        if POINTER.search(f"{section.heading}\n{text}"):
            return HOLLOW_ATTACHED
        if not squeeze(text):
            return HOLLOW_EMPTY
        return HOLLOWPLACEHOLDERS if PLACEHOLDER.search(text) else HOLLOW_WORDS

    def find_attachment(self, spec: MaterialSpec, section: Section) -> Attachment | None:
        """The attachment that a section points to, if it is there and says something of the kind."""
        lines = (section.heading, *section.text.splitlines())
        pointers = [line for line in lines if POINTER.search(line)]
        numbers = {number_of(line) for line in pointers} - {None}
        fitting = (a for a in self._attachments if self._fits(spec, section, a, numbers))
        return next(fitting, None) if pointers else None

    def _fits(
        self, spec: MaterialSpec, section: Section, attachment: Attachment, numbers: set[int | None]
    ) -> bool:
        """By its number an attachment is what the section says; without one it must show that itself."""
        if attachment.evidence == section.evidence or section.text in attachment.text:
            return False
        if numbers and attachment.number:
            enough = len(squeeze("".join(_filled(attachment.text)))) >= _ENOUGH
            return attachment.number in numbers and (enough or says(spec, attachment.text))
        return spec.id in self._headings.match(attachment.name) and says(spec, attachment.text)


def _is_all(places: Sequence[Evidence], text: str) -> bool:
    """Is there nothing else in a text than the words that head its items."""
    rest = squeeze(text)
    for quote in sorted({squeeze(place.quote) for place in places}, key=len, reverse=True):
        rest = rest.replace(quote, "")
    return len(re.sub(r"[^㐀-鿿]|[一二三四五六七八九十]", "", rest)) < _FEW


def says(spec: MaterialSpec, text: str) -> bool:
    """Is there one fact of its kind in a text: not planned, not denied, not left to be filled in."""
    if not spec.facts:
        return bool(squeeze("".join(_filled(text))))
    stated = _FOLLOWED.sub("", "".join(_filled(text)))
    return _any_of(spec.facts).search(stated) is not None or (
        bool(spec.denials) and _any_of(spec.denials).search(text) is not None
    )


def _filled(text: str) -> Iterator[str]:
    for sentence in _SENTENCES.split(_NAMELESS.sub("", text)):
        if not PLACEHOLDER.search(sentence):
            clauses = _CLAUSES.split(sentence)
            yield from (part for part in clauses if is_asserted(part) and not POINTER.search(part))


@lru_cache(maxsize=64)
def _any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


def stands_in(place: Evidence, section: Section) -> bool:
    """Was a fact read from a section: are its words there, be they of one row of a table."""
    if place.source != section.evidence.source:
        return False
    text = f"{section.text}\n{section.table_text}"
    return place.quote in text or all(part in text for part in place.quote.split("  "))
