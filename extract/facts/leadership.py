"""The leading groups: who heads them, by which document and when they were founded, where their office is."""

import re
from collections.abc import Sequence
from dataclasses import replace

from dossier import Leader, Leadership, LeadershipDocument
from extract.facts.appointments import share_out
from extract.facts.assertions import is_of_others, is_planned, told_before_plans
from extract.facts.founding_papers import FoundingPapers
from extract.facts.groups import GroupName, find_founding, find_office, group_words
from extract.facts.headcounts import find_meetings, find_staff
from extract.facts.heads import Head, head_words
from extract.facts.holders import Holders, with_names
from extract.facts.known_groups import KnownGroup, Told
from extract.facts.leader_certainty import with_certainty
from extract.facts.people import is_principal
from extract.facts.sentences import Sentence, make_plain
from extract.facts.table_rows import row_sentences
from extract.facts.titles import with_titles
from extract.facts.told_tables import statements
from extract.narrative.blocks import Narrative, Setting, TableBlock, TextBlock
from extract.text import squeeze
from policy.form import LeadershipWords

WHOSE_ROSTER = "名单没有写明是哪个领导小组的，请核对"
_RENAMED = re.compile(r"(?:更名|改名)为")
_REPLACED = re.compile(
    r"组长(?:一职)?[^,;。]{0,6}?(?:调整|变更|更换|改任|改)(?:为|由)|第[一二三四五\d]+次(?:进行)?(?:调整|充实)|升格|改由|接任|接替|换届|现任|现由|现组长"
    r"|20\d\d年(?:\d{1,2}月)?(?:起|至今)|(?:人事|工作|职务|岗位|人员|领导)[^,;。]{0,4}(?:变动|调整|变化)"
)
UNSURE_NAME = "姓名“{}”是从职务后面读出的，请核对"
_YEAR = re.compile(r"(20\d\d)年")
_ALL_OFFICES = re.compile(r"办公室(?:均|都)")
_SHORT = 40
"""Characters of a line of a list of members."""
_PAIR = 2
_NEAR = 2
"""Paragraphs between the title of a document that founds a group and its number on a line of its own."""
_OWN = re.compile(r"我[县区市]|本[县区]")
LEADERSHIP = "leadership"
"""The material that tells of it."""


def find_leadership(narrative: Narrative, words: LeadershipWords, year: int, *, city: bool) -> Leadership:
    """All groups in the order in which they are first told of."""
    teller = _Teller(words, city=city)
    for block in narrative.texts:
        teller.read(block)
    for table in narrative.tables:
        teller.read_table(table)
    told = [group.record() for group in teller.groups if group.tells]
    holders = Holders(words)
    holders.read(narrative.sentences())
    titled = with_names(with_titles(told, narrative.sentences(), words.principal_titles), holders)
    groups = with_certainty(titled, narrative.sentences(), words, holders)
    leaders = [leader for group in groups for leader in group.leaders]
    return Leadership(
        leader=leaders[0] if leaders else None,
        documents=teller.documents,
        groups=groups,
        staff=find_staff(narrative, words),
        meetings=find_meetings(narrative, words, year),
    )


class _Teller:
    """Reads on and knows which group is being spoken of."""

    def __init__(self, words: LeadershipWords, *, city: bool) -> None:
        self._words, self._city = words, city
        self._names, self._heads = group_words(words), head_words(words)
        self.groups: list[KnownGroup] = []
        self._papers = FoundingPapers(self._names)
        self._current: KnownGroup | None = None
        self._here: KnownGroup | None = None
        self._foreign = self._waits = self._goes_on = False
        self._year: str | None = None
        self._blocks = self._told_at = 0

    @property
    def documents(self) -> tuple[LeadershipDocument, ...]:
        return tuple(self._papers.documents)

    def read(self, block: TextBlock) -> None:
        self._foreign, self._here, self._year = False, None, None
        self._blocks += 1
        if self._current and 0 < self._blocks - self._told_at <= _NEAR:
            self._papers.note_lone_number(block.sentences, self._current)
        if len(block.sentences) == 1 and block.heading and block.heading.rstrip().endswith("情况"):
            return
        for sentence in block.sentences:
            if not is_of_others(sentence.plain, city=self._city) or _OWN.search(sentence.plain):
                self._read_sentence(sentence, block.setting)

    def read_table(self, block: TableBlock) -> None:
        """A roster: a row with the word for the head, a name and offices, or a row a group."""
        if self._has_column_of_heads(block):
            for sentence in statements(block):
                self._here = None
                self._read_sentence(sentence, block.setting)
            return
        for row in row_sentences(block):
            cells = row.text.split("  ")
            words = [cell for cell in cells if self._heads.word.fullmatch("".join(cell.split()))]
            person = (
                self._heads.person_of_line(" ".join(c for c in cells if c not in words)) if words else None
            )
            heads = (
                [self._heads.of_line(person, row.plain)] if person else self._heads.find(row.text, row.plain)
            )
            for name in self._names.find(row.plain):
                if not (name.foreign or name.bare):
                    self._turn_to(name, row)
            if heads and (self._is_home(block.setting) or self._current):
                group, doubts = self._group_of_roster(heads, block)
                self._lead(heads, row, group, doubts, listed=True)

    def _has_column_of_heads(self, block: TableBlock) -> bool:
        heads = (cell for cell in block.table.cells if cell.row == 0 and cell.column > 0)
        return block.table.columns > _PAIR and any(self._heads.word.fullmatch(squeeze(c.text)) for c in heads)

    def _read_sentence(self, sentence: Sentence, setting: Setting) -> None:
        told_first = told_before_plans(sentence.plain)
        if told_first:
            sentence = replace(sentence, plain=told_first)
        plain = sentence.plain
        names = list(self._names.find(plain))
        own = [n for n in names if not (n.foreign or n.bare or is_planned(plain[: n.start]))]
        turned = {name: self._turn_to(name, sentence) for name in own}
        told = list(turned.values())
        if _RENAMED.search(plain) and len(self.groups) > 1 and self._blocks == self._told_at:
            self._merge_renamed()
            turned, told = {}, [self.groups[-1]]
        self._foreign = not told and (self._foreign or any(name.foreign for name in names))
        self._papers.note_titles(sentence, self._words.groups, None if self._foreign else self._current)
        if self._foreign or not told_first:
            return
        heads = self._find_heads(sentence)
        listed = bool(heads) and self._heads.lists(sentence.text)
        near = self._is_home(setting) or self._current or told or any(name.bare for name in names)
        if not (near or listed):
            return
        for name, shared in share_out(plain, heads, names):
            named = turned.get(name) if name else None
            group = named or (told[0] if told else self._group_at(setting))
            self._lead(shared, sentence, group, listed=listed or self._goes_on)
        self._note_place(sentence, names, setting)
        if len(told) > 1:
            self._papers.note_number_of_each(sentence, self.groups)
        self._papers.note_number(
            sentence, told, bool(names), self._here, self._group_of_number(sentence, setting)
        )
        self._papers.note_numbers_in_turn(sentence, self.groups)

    def _merge_renamed(self) -> None:
        """The group last named is the one before it under a new name."""
        new, old = self.groups.pop(), self.groups.pop()
        old.name, old.kind = new.name, new.kind
        old.evidence += new.evidence
        self.groups.append(old)
        self._current = self._here = old

    def _find_heads(self, sentence: Sentence) -> list[Head]:
        """Those of a sentence; also the one of a line below "组长：", and the next ones of a list whose lines
        do not say again what they are."""
        waits, goes_on = self._waits, self._goes_on
        self._waits = self._heads.is_alone(sentence.text)
        self._goes_on = waits or self._heads.lists(sentence.text)
        if waits or (goes_on and not self._goes_on and len(sentence.plain) <= _SHORT):
            person = self._heads.person_of_line(sentence.text)
            first = is_principal(person.title, self._words.principal_titles) if person else False
            if person and person.name and (waits or (first and "。" not in sentence.plain)):
                self._goes_on = True
                return [self._heads.of_line(person, sentence.plain)]
        return self._heads.find(sentence.text, sentence.plain)

    def _turn_to(self, name: GroupName, sentence: Sentence) -> KnownGroup:
        """The group of a name: the one known by it or by a longer one, or by the same kind without a name."""
        founds = find_founding(sentence.plain, self._words) is not None
        known = next((g for g in self.groups if g.is_called(name, founds=founds)), None)
        if known is None:
            known = KnownGroup(name.name, name.kind, True, name.short)
            self.groups.append(known)
        if not known.named or len(name.name) > len(known.name):
            known.name, known.kind, known.named, known.short = name.name, name.kind, True, name.short
        known.evidence.append(sentence.evidence())
        self._told_at = self._blocks
        self._current = self._here = known
        return known

    def _group_at(self, setting: Setting) -> KnownGroup:
        """The group last spoken of; else that of the headings; else one without a name of its own."""
        if self._current is None:
            found = [name for heading in setting.headings for name in self._names.find(heading)]
            own = [name for name in found if not name.foreign]
            name = own[-1] if own else None
            self._current = KnownGroup(
                name.name if name else self._words.groups[0], name.kind if name else None, False
            )
            self._current.named = name is not None and not name.bare
            self.groups.append(self._current)
        return self._current

    def _group_of_number(self, sentence: Sentence, setting: Setting) -> KnownGroup | None:
        """The group that a number on its own is of, where the text is about groups."""
        if not self._is_home(setting):
            return None
        alone = self._papers.is_alone(sentence) and self._current is None
        return self._group_at(setting) if alone else self._current

    def _is_home(self, setting: Setting) -> bool:
        groups = (word in heading for heading in setting.headings for word in self._words.groups)
        return LEADERSHIP in setting.materials or any(groups)

    def _group_of_roster(
        self, heads: Sequence[Head], block: TableBlock
    ) -> tuple[KnownGroup, tuple[str, ...]]:
        """The group that a table of members is of: the one named above it, the one that the same person
        heads, the only one without a head."""
        above = make_plain("".join((*block.setting.headings, block.caption)))
        names = {head.person.name for head in heads}
        groups = [group for group in self.groups if group.named]
        for fitting in (
            [group for group in groups if make_plain(group.name) in above],
            [group for group in groups if names & {leader.name for leader in group.leaders}],
            [group for group in groups if not group.leaders],
        ):
            if len(fitting) == 1:
                return fitting[0], ()
        return self._group_at(block.setting), (WHOSE_ROSTER,) if len(groups) > 1 else ()

    def _lead(
        self,
        heads: Sequence[Head],
        sentence: Sentence,
        group: KnownGroup,
        doubts: tuple[str, ...] = (),
        *,
        listed: bool,
    ) -> None:
        group.evidence.append(sentence.evidence())
        instead = _REPLACED.search(sentence.plain) is not None
        if instead:
            heads = [head for head in heads if head.start == heads[-1].start]
        told = [Told(self._as_leader(head, sentence, doubts), head.word, listed) for head in heads]
        group.take(told, instead=instead)

    def _as_leader(self, head: Head, sentence: Sentence, doubts: tuple[str, ...]) -> Leader:
        person = head.person
        unsure = () if person.sure else (UNSURE_NAME.format(person.name),)
        return Leader(
            name=person.name,
            title=person.title,
            principal=is_principal(person.title, self._words.principal_titles),
            evidence=(sentence.evidence(),),
            doubts=(*sentence.doubts, *unsure, *doubts),
        )

    def _note_place(self, sentence: Sentence, names: Sequence[GroupName], setting: Setting) -> None:
        """Founding and office of the group that a sentence speaks of."""
        under = setting.headings[-1].rstrip() if setting.headings else ""
        seat = (
            "办公室"
            if under.endswith("办公室") and sentence.plain.startswith(("设在", "设于", "设置在"))
            else ""
        )
        office = find_office(seat + sentence.plain)
        founding = find_founding(sentence.plain, self._words, self._year)
        self._year = next(iter(_YEAR.findall(sentence.plain)[-1:]), self._year)
        if office is None and not (founding and (names or self._is_home(setting))):
            return
        group = self._group_at(setting)
        offices = (
            [one for one in self.groups if one.named] if _ALL_OFFICES.search(sentence.plain) else [group]
        )
        for one in offices:
            one.office = one.office or office
        group.evidence.append(sentence.evidence())
        if founding:
            group.founded = group.founded or founding.date
