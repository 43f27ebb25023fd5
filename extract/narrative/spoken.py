"""Which material a text speaks of by its words, and says something of."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extract.facts.assertions import heads_plans
from extract.narrative.hollow import says
from extract.narrative.placeholders import is_filled
from extract.narrative.sections import Body, Section
from extract.narrative.topics import TopicIndex
from extract.text import squeeze
from policy.form import MaterialSpec
from policy.words import Words

_LONG = 60
"""Characters of a text that tells something even where its words are few."""


@dataclass(frozen=True, slots=True)
class Run:
    """Paragraphs next to each other that speak of one material. `clear`: more than is asked; `faint`: they
    only tend to it."""

    material: str
    section: Section
    clear: bool
    faint: bool = False


class SpokenIndex:
    """The words of the materials, made ready once."""

    def __init__(self, words: Words, specs: Iterable[MaterialSpec]) -> None:
        self._topics = TopicIndex(words)
        self._specs = {spec.id: spec for spec in specs}
        self._required = frozenset(name for name, spec in self._specs.items() if spec.required)

    def find_headed(self, heading: str) -> str | None:
        """The material that the words of a heading name clearly."""
        topic = self._topics.find_heading_topic(self._topics.find_words(heading))
        return topic if topic in self._specs else None

    def find_among(self, section: Section, guesses: Sequence[str]) -> str | None:
        """The one of some materials that the text of a section speaks of most, however little."""
        return self._topics.find_topic(self._topics.find_words(_text_of(section.own)), guesses)

    def find_material(self, section: Section) -> str | None:
        """The material that the text of a section speaks of clearly and says something of."""
        heading, text = self._topics.find_words(section.heading), _text_of(section.own)
        topic = self._topics.find_sure_topic(self._topics.find_words(text), heading)
        return topic if topic and self.says(topic, text) else None

    def find_tendency(self, section: Section) -> str | None:
        """The material that most words of a section speak of, if that is asked for and something is said of
        it."""
        text = _text_of(section.own)
        return self._find_tendency(f"{section.heading}\n{text}", text)

    def find_speech(self, section: Section) -> str | None:
        """The material that a section speaks of clearly in words that tell nothing; not one of which much is
        said everywhere."""
        text = _text_of(section.own)
        topic = self._topics.find_sure_topic(self._topics.find_words(f"{section.heading}\n{text}"))
        return topic if topic in self._required and not self._specs[topic].general else None

    def find_runs(self, section: Section, *, strict: bool) -> Iterator[Run]:
        """Paragraphs next to each other that speak of one material: within a section that is named for
        another (`strict`) only of what is required, and more clearly."""
        for body in self._part(section.own):
            text = _text_of(body)
            page, first = body[0]
            place = section.document.paragraph_evidence(page, first)
            part = Section("", section.level + 1, place, body, body, (), section.document, ())
            if topic := self._find_topic(text, section.table_text, strict=strict):
                clear = self._topics.find_sure_topic(self._topics.find_words(text), strict=True) == topic
                yield Run(topic, part, clear=clear)
            elif not (strict or section.heading) and len(squeeze(text)) >= _LONG:
                yield from self._tend(text, part)
        if not (strict or section.heading):
            for page, table in section.tables:
                place = section.document.cell_evidence(page, table, table.cells[0])
                alone = ((page, table),)
                part = Section("", section.level + 1, place, (), (), (), section.document, alone)
                yield from self._tend(part.table_text, part)

    def _tend(self, text: str, part: Section) -> Iterator[Run]:
        """What stands under no heading and speaks of something in few words."""
        if tended := self._find_tendency(text, text):
            yield Run(tended, part, clear=True, faint=True)

    def says(self, material: str, text: str) -> bool:
        return material in self._specs and says(self._specs[material], text)

    def _find_tendency(self, words: str, text: str) -> str | None:
        topic = self._topics.find_topic(self._topics.find_words(words))
        return topic if topic in self._required and self.says(topic, text) else None

    def _find_topic(self, text: str, tables: str, *, strict: bool) -> str | None:
        words = self._topics.find_words(text)
        topic = self._topics.find_sure_topic(words, strict=strict)
        if topic is None and not is_filled(text):
            topic = self._topics.find_heading_topic(words, lead=1)
        asked = topic in self._required or (topic in self._specs and not strict)
        return topic if topic and asked and self._says_or_lacks(topic, text, tables) else None

    def _part(self, body: Body) -> Iterator[Body]:
        """Parts of a text that speak of one thing each, filled in or not; a paragraph that speaks of nothing
        goes with the one before."""
        part: list[int] = []
        topic: str | None = None
        for at, (_, paragraph) in enumerate(body):
            planned = heads_plans(paragraph.text[:24])
            other = self._topics.find_topic(self._topics.find_words(paragraph.text))
            blank = bool(part) and is_filled(paragraph.text) != is_filled(body[part[-1]][1].text)
            if part and (planned or blank or (other is not None and other != topic)):
                yield tuple(body[n] for n in part)
                part, topic = [], None
            if not planned:
                part.append(at)
                topic = topic or other
        if part:
            yield tuple(body[n] for n in part)

    def _says_or_lacks(self, material: str, text: str, tables: str) -> bool:
        """Does it say something of its kind, alone or with the tables beside it, or is it not filled in."""
        return any(self.says(material, part) for part in (text, f"{text}\n{tables}")) or not is_filled(text)


def _text_of(body: Body) -> str:
    return "\n".join(paragraph.text for _, paragraph in body)
