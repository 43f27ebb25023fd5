"""The narrative as its facts are read from: paragraphs and tables in order, each with where it stands.

A fact may stand anywhere, but not everything tells of the applicant today: what stands under a plan for the
future is left out, and so is the form.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from dossier import Document, Evidence, Page, Paragraph, Spot, Table
from extract.facts.assertions import heads_plans
from extract.facts.sentences import Sentence, split_sentences
from extract.narrative.captions import stands_above
from extract.narrative.numbering import numbering_level
from extract.narrative.sections import Section, TableKey

_TITLE = re.compile(
    r"^(?!.*(?:情况|建立|出台))[^《》、，]{2,30}(?:关于[^《》]{4,40})?(?:的(?:实施|若干)?(?:意见|通知|措施|方案|决定|规定)|(?:若干措施|办法|细则|方案|条例))(?:[（(](?:试行|暂行)[)）])?$"
)
"""The title of a document, standing as a heading."""
_FOUNDS = re.compile(r"成立|组建|调整.*(?:小组|成员|专班)")
UNSURE = "这一段是从图片上识别的，有的字看不清，请对照原件"
_SURE = 0.9
"""The least certainty of a character at which running text is taken as it was read."""
_UNFILLED = re.compile(r"[×＊*]{2,}|[_＿]{2,}|[xX]{2,}(?=[年月万家次名个县局同])|某某")
_ARTICLE = re.compile(r"^\s*第[一二三四五六七八九十百]+[条章]")
_OPENS_RULES = re.compile(r"(?:制定|提出|出台|形成)(?:了)?(?:如下|以下|本)[^，。；《》]{0,10}[。：:]\s*$")
_ENDS_RULES = re.compile(
    r"^\s*(?:[^。《》]{0,8}本[^。《》]{1,8})?自[^。《》]{0,12}(?:发布|印发|公布|下发|日)(?:之日)?起[^。]{0,6}(?:施行|实施|执行)"
)
_Key = tuple[str, int, int, str, Spot | None]
"""Source, page, index and kind of a paragraph or table, and where in a table it stands."""

_Place = tuple[str, int | None, int | None, object, object]


@dataclass(frozen=True, slots=True)
class Setting:
    """The headings above a block, the highest first, and the materials that its sections serve."""

    headings: tuple[str, ...] = ()
    materials: frozenset[str] = frozenset()

    @property
    def planned(self) -> bool:
        return any(heads_plans(heading) for heading in self.headings)

    @property
    def attached(self) -> bool:
        """Under the title of a document that is attached whole: what it orders is no fact, unless it founds
        a group."""
        titles = [
            heading
            for heading in self.headings[1:]
            if numbering_level(heading) is None
            and _TITLE.search(heading.strip())
            and not _FOUNDS.search(heading)
        ]
        return bool(titles) and self.materials <= {"policies"}


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A paragraph. `heading`: it is one, or begins with one."""

    sentences: tuple[Sentence, ...]
    setting: Setting
    heading: str | None = None


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table, with the paragraph before it, which may be its title or say its unit."""

    document: Document
    page: Page
    table: Table
    caption: str
    setting: Setting


@dataclass(frozen=True, slots=True)
class Narrative:
    texts: tuple[TextBlock, ...]
    tables: tuple[TableBlock, ...]

    def sentences(self) -> Iterator[Sentence]:
        for block in self.texts:
            yield from block.sentences


def find_narrative(
    documents: Sequence[Document],
    sections: Sequence[Section],
    by_material: Mapping[str, Sequence[Section]],
    not_narrative: frozenset[TableKey] = frozenset(),
) -> Narrative:
    """All paragraphs and tables of the documents but plans and the tables in `not_narrative`."""
    settings = _find_settings(sections, by_material)
    headings: dict[_Place, list[str]] = {}
    for section in sections:
        if section.heading:
            headings.setdefault(_place_key(section.evidence), []).append(section.heading)
    texts: list[TextBlock] = []
    tables: list[TableBlock] = []
    for document in documents:
        for page in document.pages:
            paragraphs = list(page.paragraphs)
            texts += _text_blocks(document, page, paragraphs, settings, headings)
            for block in _table_blocks(document, page, paragraphs, settings, not_narrative):
                goes_on = block.table.continued and tables
                tables.append(replace(block, caption=tables[-1].caption) if goes_on else block)
    return Narrative(tuple(texts), tuple(tables))


def _text_blocks(
    document: Document,
    page: Page,
    paragraphs: Sequence[Paragraph],
    settings: Mapping[_Key, Setting],
    headings: Mapping[_Place, Sequence[str]],
) -> Iterator[TextBlock]:
    quoted = _find_quoted(paragraphs)
    for paragraph in paragraphs:
        setting = settings.get(_paragraph_key(document, page, paragraph), Setting())
        foreign = (
            id(paragraph) in quoted or setting.planned or setting.attached or heads_plans(paragraph.text[:24])
        )
        if not foreign and not _ARTICLE.match(paragraph.text):
            place = partial(document.paragraph_evidence, page, paragraph)
            heading = _heading_of(paragraph, headings.get(_place_key(place()), ()))
            doubts = (UNSURE,) if paragraph.certainty < _SURE else ()
            told = split_sentences(paragraph.text, place, doubts)
            if sentences := tuple(s for s in told if not _UNFILLED.search(s.text)):
                yield TextBlock(sentences, setting, heading)


def _heading_of(paragraph: Paragraph, headings: Sequence[str]) -> str | None:
    """Which of the headings at one place a paragraph is: all lines of a cell stand at that of the cell."""
    alone = len(headings) == 1 and paragraph.spot is None
    return next((each for each in headings if alone or paragraph.text.strip().startswith(each)), None)


def _find_quoted(paragraphs: Sequence[Paragraph]) -> frozenset[int]:
    """The body of rules that are attached whole, from the words that open it to those that put it in force:
    what it orders is no fact."""
    opened: int | None = None
    found: set[int] = set()
    for at, paragraph in enumerate(paragraphs):
        if _OPENS_RULES.search(paragraph.text):
            opened = at
        elif opened is not None and _ENDS_RULES.search(paragraph.text):
            found.update(id(other) for other in paragraphs[opened : at + 1])
            opened = None
    return frozenset(found)


def _table_blocks(
    document: Document,
    page: Page,
    paragraphs: Sequence[Paragraph],
    settings: Mapping[_Key, Setting],
    not_narrative: frozenset[TableKey],
) -> Iterator[TableBlock]:
    for table in page.tables:
        setting = settings.get(_table_key(document, page, table), Setting())
        if (document.source, table.index) not in not_narrative and not (setting.planned or setting.attached):
            caption = _caption(table, paragraphs, page.tables)
            yield TableBlock(document, page, table, caption, setting)


def _caption(table: Table, paragraphs: Sequence[Paragraph], tables: Sequence[Table]) -> str:
    """The last two short paragraphs before a table, below any other table."""
    others = [other for other in tables if other.index < table.index]
    above = [p for p in paragraphs if stands_above(p, table)][-2:]
    above = [p for p in above if not any(stands_above(p, other) for other in others)]
    return "\n".join(p.text for p in above if len(p.text) < 60)


def _find_settings(
    sections: Sequence[Section], by_material: Mapping[str, Sequence[Section]]
) -> dict[_Key, Setting]:
    served = _served(by_material)
    settings: dict[_Key, Setting] = {}
    for section in sections:
        materials = served.get(id(section), set())
        for key in _keys_of(section):
            above = settings.get(key, Setting())
            headings = (*above.headings, section.heading) if section.heading else above.headings
            settings[key] = Setting(headings, above.materials | materials)
    return settings


def _served(by_material: Mapping[str, Sequence[Section]]) -> dict[int, set[str]]:
    """The materials of each section."""
    served: dict[int, set[str]] = {}
    for material, shared in by_material.items():
        for section in shared:
            served.setdefault(id(section), set()).add(material)
    return served


def _keys_of(section: Section) -> Iterator[_Key]:
    document = section.document
    for page, paragraph in section.body:
        yield _paragraph_key(document, page, paragraph)
    for page, table in section.tables:
        yield _table_key(document, page, table)


def _place_key(place: Evidence) -> _Place:
    return place.source, place.page, place.paragraph, place.box, place.cell


def _paragraph_key(document: Document, page: Page, paragraph: Paragraph) -> _Key:
    return document.source, page.number, paragraph.index, "paragraph", paragraph.spot


def _table_key(document: Document, page: Page, table: Table) -> _Key:
    return document.source, page.number, table.index, "table", None
