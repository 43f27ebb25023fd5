"""Which sections serve which material: by their headings, and by what their text speaks of."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from dossier import Document, SectionReading
from extract.facts.assertions import heads_plans
from extract.narrative.captioned_tables import find_captioned
from extract.narrative.headings import HeadingIndex
from extract.narrative.numbering import RUN_IN, find_number, is_article
from extract.narrative.sections import Section, TableKey, find_sections
from extract.narrative.spoken import SpokenIndex
from policy import Policy

_WHOLE = 3
"""A paper whose headings name so many materials is no paper on one of them, whatever its title says."""
_ITEMS = 2
"""So many items that tend to one material are about it."""
_CLOSED = frozenset({"problems_and_suggestions"})
"""What is told of this serves nothing else: "资金投入不足" tells of no fund."""
_RULES = re.compile(r"(?:办法|措施|意见|方案|规定|细则|条例)(?:[（(].{2,8}[)）])?$")
_ATTACHMENT = re.compile(r"附\s*[件表录]")
_FILE_NUMBER = re.compile(r"^(?:附[件表]?)?\s*[\d.、()（）\-_—一二三四五六七八九十 ]*")


@dataclass(frozen=True, slots=True)
class Share:
    """A section and a material that it serves. `named`: its heading says so; else its words do, and then its
    text says something of the material's kind. `attached`: it stands in an attachment; `beside`: in a
    section of another material. `clear`: its words speak of the material more than is asked. `faint`: they
    only tend to it, which counts where nothing else serves that."""

    material: str
    section: Section
    named: bool
    attached: bool = False
    beside: bool = False
    clear: bool = True
    faint: bool = False


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


@dataclass(frozen=True, slots=True)
class _Above:
    """What a heading says to all that stands below it. `closed`: nothing there serves a material, as it is a
    plan for the future, a complaint, or rules that are attached whole."""

    level: int
    named: frozenset[str]
    closed: bool
    attachment: bool


class SharingIndex:
    """How sections are told to serve materials; prepared once for a policy."""

    def __init__(self, policy: Policy) -> None:
        self.headings = HeadingIndex(policy.materials)
        self._specs = {spec.id: spec for spec in policy.materials if spec.source == "narrative"}
        self._required = frozenset(name for name, spec in self._specs.items() if spec.required)
        self.spoken = SpokenIndex(policy.words, self._specs.values())

    def share_all(self, documents: Sequence[Document], not_narrative: frozenset[TableKey]) -> Sharing:
        """The sections of all documents. Tables in `not_narrative` (the form's) belong to none."""
        each = [self.find_sections(document, not_narrative) for document in documents]
        shares = [share for sections in each for share in self.share_out(sections)]
        return Sharing(
            tuple(section for sections in each for section in sections), tuple(_without_needless(shares))
        )

    def find_sections(self, document: Document, not_narrative: frozenset[TableKey]) -> list[Section]:
        """The sections of a document; one of tables alone is a section under the name of its file."""
        sections = find_sections(document, not_narrative, self.headings.knows)
        name = _FILE_NUMBER.sub("", PurePosixPath(document.source).stem)
        titled = any(s.level == 0 and self.headings.match(s.heading) for s in sections)
        if titled or not self.headings.match(name):
            return sections
        below = tuple(section.heading for section in sections if section.heading)
        whole = _whole_document(document, name, below, not_narrative)
        return [whole, *sections] if whole else sections

    def share_out(self, sections: Sequence[Section]) -> Iterator[Share]:
        """The shares of one document's sections, in order."""
        above: list[_Above] = []
        items = self._heads_by_items(sections)
        for section in sections:
            while above and section.level <= above[-1].level:
                above.pop()
            inside = any(other.named or other.attachment for other in above)
            here = self._look_at(section, within=inside or (_is_item(section.heading) and not items))
            if not any(other.closed for other in above) and not self._plans(section):
                yield from self._share(section, here, above)
            above.append(here)

    def _look_at(self, section: Section, *, within: bool) -> _Above:
        if _is_rules(section):
            return _Above(section.level, frozenset(), closed=True, attachment=True)
        titled = self.headings.is_title(section.heading)
        whole = self._is_whole(section) or (titled and self._is_whole(section, at_most=True))
        attachment = _is_attachment(section) and not self._is_whole(section, at_most=True)
        named = frozenset[str]() if whole else self.headings.match(section.heading)
        if not (named or whole or within or attachment or section.level == 0) and section.heading:
            named = self._by_parts(section) or self._by_heading(section)
        return _Above(section.level, named, self._plans(section) or named == _CLOSED, attachment)

    def _heads_by_items(self, sections: Sequence[Section]) -> bool:
        """Are the parts of a paper headed 一是, 二是: those of several materials."""
        items = (self.headings.match(section.heading) for section in sections if _is_item(section.heading))
        return len({material for named in items for material in named} & self._required) >= _WHOLE

    def _plans(self, section: Section) -> bool:
        return section.level > 0 and heads_plans(section.heading)

    def _is_whole(self, section: Section, *, at_most: bool = False) -> bool:
        """Does it hold sections of so many materials that it is none's own; `at_most`: also by headings that
        only point to them."""
        if len(section.below) < _WHOLE:
            return False
        each = [
            self.headings.match(heading) or (self.headings.guess(heading) if at_most else ())
            for heading in section.below
        ]
        return len({material for named in each for material in named} & self._required) >= _WHOLE

    def _share(self, section: Section, here: _Above, above: Sequence[_Above]) -> Iterator[Share]:
        """By its heading; where that names nothing, by its words; and by those of its paragraphs. An
        attachment is what its headings say."""
        attached = here.attachment or any(other.attachment for other in above)
        within = any(other.named for other in above)
        for material in self._specs:
            if material in here.named:
                yield Share(material, section, named=True, attached=attached)
        if section.level == 0 or attached or here.closed:
            return
        bare = section.heading and not here.named and not within and not self._is_whole(section)
        bare = bare and not self.headings.is_title(section.heading)
        pointed = self.headings.guess_each(section.heading)
        if bare and (spoken := self.spoken.find_material(section)):
            yield Share(spoken, section, named=False)
        elif bare and _is_item(section.heading) and (item := self._by_item(section, pointed)):
            yield Share(item, section, named=False, faint=True)
        elif bare and (tended := self.spoken.find_tendency(section)):
            yield Share(tended, section, named=False, faint=True)
        elif bare and not _is_item(section.heading) and (hollow := self.spoken.find_speech(section)):
            yield Share(hollow, section, named=True, faint=True)
        strict = bool(here.named) or within
        for table in find_captioned(section, self.headings.match):
            for material in sorted(self.headings.match(table.heading) - here.named):
                if self.spoken.says(material, f"{table.heading}\n{table.table_text}"):
                    yield Share(material, table, named=False)
        for run in self.spoken.find_runs(section, strict=strict):
            beside = strict and run.material not in pointed
            if run.material not in here.named:
                yield Share(
                    run.material, run.section, named=False, beside=beside, clear=run.clear, faint=run.faint
                )

    def _by_item(self, section: Section, pointed: frozenset[str]) -> str | None:
        """The one material that the head of an item points to, if the item tells something of it."""
        material = next(iter(pointed)) if len(pointed) == 1 else ""
        return material if self.spoken.says(material, section.text) else None

    def _by_parts(self, section: Section) -> frozenset[str]:
        """Where each part of a short heading points to another material ("办法与经验"), those of which its
        text says something."""
        each = [self.headings.guess(part) for part in self.headings.parts(section.heading)]
        pointed = frozenset(guesses[0] for guesses in each if len(guesses) == 1)
        if not len(pointed) == len(each) > 1:
            return frozenset()
        return frozenset(one for one in pointed if self.spoken.says(one, section.text))

    def _by_heading(self, section: Section) -> frozenset[str]:
        """The material that the words of its heading speak of; where they only point to some, the one of
        these that its text speaks of, or any other of which that says something clearly."""
        if topic := self.spoken.find_headed(section.heading):
            return frozenset({topic})
        guesses = self.headings.guess(section.heading)
        if not guesses or self.headings.is_only_hint(section.heading):
            return frozenset(guesses)
        spoken = self.spoken.find_material(section)
        instead = spoken in self._required or self._required.isdisjoint(guesses)
        if spoken and spoken not in guesses and instead:
            return frozenset({spoken})
        return frozenset({self.spoken.find_among(section, guesses) or guesses[0]})


def _without_needless(shares: Sequence[Share]) -> Iterator[Share]:
    """Without what tends to a material that something else serves. Paragraphs that do count only in a paper
    none of whose headings names what is asked for, and one item of a text says nothing."""
    served = {share.material for share in shares if not share.faint}
    named = any(share.named for share in shares if not share.faint)
    items = Counter(share.material for share in shares if share.faint and _is_item(share.section.heading))
    for share in shares:
        lost = share.material in served or (named and not share.section.heading)
        single = _is_item(share.section.heading) and items[share.material] < _ITEMS
        if not (share.faint and (lost or single)):
            yield share


def _is_item(heading: str) -> bool:
    """一是 heads an item of a text, and hardly a part of it."""
    number = find_number(heading)
    return number is not None and number.kind == RUN_IN


def _is_attachment(section: Section) -> bool:
    return _ATTACHMENT.match(section.heading) is not None


def _is_rules(section: Section) -> bool:
    """Is it a paper that orders something, handed in whole: it tells nothing of what was done."""
    if _RULES.search(section.heading.strip()) is None:
        return False
    ordered = section.level == 0 and any(is_article(p.text) for p in section.paragraphs)
    return ordered or _is_attachment(section)


def _whole_document(
    document: Document, name: str, below: tuple[str, ...], not_narrative: frozenset[TableKey]
) -> Section | None:
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
    return Section(name, 0, evidence, body, (), below, document, tables)
