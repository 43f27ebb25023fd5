"""Which sections serve which material: by their headings, and by what their text speaks of."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from dossier import Document, SectionReading
from extract.assertions import heads_plans
from extract.headings import HeadingIndex
from extract.hollow import says
from extract.sections import Body, Section, TableKey, find_sections
from extract.topics import TopicIndex
from policy import Policy

_WHOLE = 3
"""A paper whose headings name so many materials is no paper on one of them, whatever its title says."""
_ATTACHMENT = re.compile(r"附\s*[件表录]")
_FILE_NUMBER = re.compile(r"^(?:附[件表]?)?\s*[\d.、()（）\-_—一二三四五六七八九十 ]*")


@dataclass(frozen=True, slots=True)
class Share:
    """A section and a material that it serves. `named`: its heading says so; else its words do, and then its
    text says something of the material's kind. `attached`: it stands in an attachment."""

    material: str
    section: Section
    named: bool
    attached: bool = False

    @property
    def within_attachment(self) -> bool:
        """It is a part of an attachment, not the whole."""
        return self.attached and not _ATTACHMENT.match(self.section.heading)


@dataclass(frozen=True, slots=True)
class Sharing:
    """The sections of a dossier, and what they serve: also runs of paragraphs in them that by their words
    serve another material than the section does."""

    sections: tuple[Section, ...]
    shares: tuple[Share, ...]

    @property
    def all_sections(self) -> tuple[Section, ...]:
        """The sections, then the runs."""
        known = {id(section) for section in self.sections}
        return (*self.sections, *(share.section for share in self.shares if id(share.section) not in known))

    @property
    def by_material(self) -> dict[str, list[Section]]:
        found: dict[str, list[Section]] = {}
        for share in self.shares:
            found.setdefault(share.material, []).append(share.section)
        return found

    def read_sections(self) -> tuple[SectionReading, ...]:
        """The outline as the dossier tells it."""
        served: dict[int, list[str]] = {}
        for share in self.shares:
            served.setdefault(id(share.section), []).append(share.material)
        return tuple(section.read(served.get(id(section), ())) for section in self.sections)


class SharingIndex:
    """How sections are told to serve materials; prepared once for a policy."""

    def __init__(self, policy: Policy) -> None:
        self.headings = HeadingIndex(policy.materials)
        self.topics = TopicIndex(policy.words)
        self._specs = {spec.id: spec for spec in policy.materials if spec.source == "narrative"}

    def share_all(self, documents: Sequence[Document], not_narrative: frozenset[TableKey]) -> Sharing:
        """The sections of all documents. Tables in `not_narrative` (the form's) belong to none."""
        each = [self.find_sections(document, not_narrative) for document in documents]
        return Sharing(
            tuple(section for sections in each for section in sections),
            tuple(share for sections in each for share in self.share_out(sections)),
        )

    def find_sections(self, document: Document, not_narrative: frozenset[TableKey]) -> list[Section]:
        """The sections of a document; one of tables alone is a section under the name of its file."""
        sections = find_sections(document, not_narrative, self.headings.knows)
        name = _FILE_NUMBER.sub("", PurePosixPath(document.source).stem)
        titled = any(s.level == 0 and self.headings.match(s.heading) for s in sections)
        if titled or not self.headings.match(name):
            return sections
        whole = _whole_document(document, name, not_narrative)
        return [whole, *sections] if whole else sections

    def share_out(self, sections: Sequence[Section]) -> list[Share]:
        """The shares of one document's sections, in order. What stands under a plan for the future serves
        none."""
        shares: list[Share] = []
        plan: Section | None = None
        attachment: Section | None = None
        whole = self._is_whole(sections)
        for section in sections:
            if plan and section.level <= plan.level:
                plan = None
            if attachment and section.level <= attachment.level:
                attachment = None
            if plan is None and section.level > 0 and heads_plans(section.heading):
                plan = section
            if attachment is None and _ATTACHMENT.match(section.heading):
                attachment = section
            if plan is None and not (section.level == 0 and whole):
                shares += self._share(section, attached=attachment is not None)
        return shares

    def _is_whole(self, sections: Sequence[Section]) -> bool:
        named = {m for section in sections if section.level > 0 for m in self.headings.match(section.heading)}
        return len(named & {name for name, spec in self._specs.items() if spec.required}) >= _WHOLE

    def _share(self, section: Section, *, attached: bool) -> Iterator[Share]:
        named = self.headings.match(section.heading) if section.heading else frozenset[str]()
        for material in self._specs:
            if material in named:
                yield Share(material, section, named=True, attached=attached)
        if section.level == 0:
            return
        if not named and section.heading and (spoken := self._by_words(section)):
            heading = self.topics.find_heading_topic(self.topics.find_words(section.heading))
            yield Share(spoken, section, named=heading == spoken, attached=attached)
            named = frozenset({spoken})
        for run, material in self._find_runs(section):
            if material not in named:
                yield Share(material, run, named=False, attached=attached)

    def _by_words(self, section: Section) -> str | None:
        """The material of a section whose heading is none of the known ones."""
        heading = self.topics.find_words(section.heading)
        topic = self.topics.find_heading_topic(heading)
        if topic in self._specs:
            return topic
        text = _text_of(section.own)
        spoken = self.topics.find_sure_topic(self.topics.find_words(text), heading)
        return spoken if spoken and self._says(spoken, text) else None

    def _find_runs(self, section: Section) -> Iterator[tuple[Section, str]]:
        """Paragraphs next to each other that speak of one material."""
        for run in self._part(section.own):
            text = _text_of(run)
            topic = self.topics.find_sure_topic(self.topics.find_words(text))
            if topic and self._says(topic, text):
                page, first = run[0]
                place = section.document.paragraph_evidence(page, first)
                yield Section("", section.level + 1, place, run, run, (), section.document, ()), topic

    def _part(self, body: Body) -> Iterator[Body]:
        """Parts of a text that speak of one thing each; a paragraph that speaks of nothing goes with the one
        before."""
        part: list[int] = []
        topic: str | None = None
        for at, (_, paragraph) in enumerate(body):
            planned = heads_plans(paragraph.text[:24])
            other = self.topics.find_topic(self.topics.find_words(paragraph.text))
            if part and (planned or (other is not None and other != topic)):
                yield tuple(body[n] for n in part)
                part, topic = [], None
            if not planned:
                part.append(at)
                topic = topic or other
        if part:
            yield tuple(body[n] for n in part)

    def _says(self, material: str, text: str) -> bool:
        return material in self._specs and says(self._specs[material], text)


def _text_of(body: Body) -> str:
    return "\n".join(paragraph.text for _, paragraph in body)


def _whole_document(document: Document, name: str, not_narrative: frozenset[TableKey]) -> Section | None:
    """All of a document under the name of its file; None where there is nothing in it."""
    body = tuple((page, paragraph) for page in document.pages for paragraph in page.paragraphs)
    tables = tuple(
        (page, table)
        for page in document.pages
        for table in page.tables
        if (document.source, table.index) not in not_narrative and table.cells
    )
    if body:
        evidence = document.paragraph_evidence(*body[0])
    elif tables:
        page, table = tables[0]
        evidence = document.cell_evidence(page, table, table.cells[0])
    else:
        return None
    return Section(name, 0, evidence, body, (), (), document, tables)
