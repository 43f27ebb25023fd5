"""By which documents the leading groups were founded: titles with their numbers, and numbers alone."""

import re
from collections.abc import Sequence

from dossier import LeadershipDocument
from extract.facts.documents import find_numbers, find_titled, is_followed
from extract.facts.groups import GroupWords
from extract.facts.known_groups import KnownGroup
from extract.facts.sentences import Sentence

_NUMBERED = re.compile(
    r"[^一-鿿]{0,4}(?:成立|组建|设立|领导小组)?(?:文号|发文字号|文件号|文件|依据)(?:依据)?[:为]?(?!分别|依次)"
)
_BESIDE = re.compile(r"(?:小组|领导组|专班|[印下]发(?:了)?(?:通知|文件)|担任|任组长|为组长)\(")
_PUBLISHED = re.compile(r"以[^,;。]{4,20}号(?:文件?)?(?:予以|正式)?(?:公布|印发|明确|下发)")
"""How a paper is told of behind the sentence on the group that it founds."""
_MAKES = re.compile(r"成立|组建|建立|调整|充实|设立|明确|任命|更名|改名")


class FoundingPapers:
    """`documents` are all that were told of; each group keeps its own."""

    def __init__(self, names: GroupWords) -> None:
        self._names = names
        self.documents: list[LeadershipDocument] = []

    def note_titles(self, sentence: Sentence, words: Sequence[str], group: KnownGroup | None) -> None:
        for one in find_titled(sentence.text):
            if any(word in one.title for word in words):
                number = one.number.number if one.number else None
                document = LeadershipDocument(title=one.title, number=number, evidence=(sentence.evidence(),))
                self.documents.append(document)
                if group and group.document is None:
                    group.document = document

    def is_alone(self, sentence: Sentence) -> bool:
        """Does a sentence say nothing but which number a paper has."""
        return _NUMBERED.match(sentence.plain) is not None and any(find_numbers(sentence.text))

    def note_number(
        self,
        sentence: Sentence,
        told: Sequence[KnownGroup],
        named: bool,
        here: KnownGroup | None,
        before: KnownGroup | None,
    ) -> None:
        """A number without a title, in the sentence that founds or changes a group or on its own behind: of
        the group told of in it, `here` in its paragraph or `before`; `named`: the sentence names one."""
        numbered = _NUMBERED.match(sentence.plain) or _BESIDE.search(sentence.plain)
        numbered = numbered or (_PUBLISHED.search(sentence.plain) if here else None)
        group = told[0] if told else here or (before if numbered else None)
        waits = numbered and group and group.document and group.document.number is None
        if (
            group is None
            or (group.document and not waits)
            or not (numbered or (named and _MAKES.search(sentence.plain)))
        ):
            return
        number = next(
            (one for one in find_numbers(sentence.text) if not is_followed(sentence.text, one)), None
        )
        if number and number.number:
            self._give(group, number.number, sentence)

    def note_number_of_each(self, sentence: Sentence, groups: Sequence[KnownGroup]) -> None:
        """ "成立…（示办发〔2018〕5号）和…（示政办发〔2020〕8号）": each right behind its name."""
        plain = sentence.plain
        for number in find_numbers(plain):
            name = next(
                (n for n in self._names.find(plain) if plain[n.end : number.start] in ("(", "")), None
            )
            group = next((g for g in groups if name and g.is_called(name, founds=False)), None)
            if group and number.number and not (name and name.foreign):
                self._give(group, number.number, sentence)

    def note_numbers_in_turn(self, sentence: Sentence, groups: Sequence[KnownGroup]) -> None:
        """ "成立文件分别为…": one for each group, in the order in which they were named."""
        numbers = [one.number for one in find_numbers(sentence.text) if one.number]
        named = [group for group in groups if group.named]
        if "分别" in sentence.plain and len(numbers) == len(named) > 1:
            for group, number in zip(named, numbers, strict=True):
                self._give(group, number, sentence)

    def note_lone_number(self, sentences: Sequence[Sentence], group: KnownGroup) -> None:
        """A number on a line of its own below the title of the document that founds a group."""
        text = "".join(sentence.text for sentence in sentences)
        number = next(find_numbers(text), None)
        if number and number.number and (number.start, number.end) == (0, len(text.strip("（）() "))):
            self._give(group, number.number, sentences[0])

    def _give(self, group: KnownGroup, number: str | None, sentence: Sentence) -> None:
        known = group.document
        if known is None:
            group.document = LeadershipDocument(number=number, evidence=(sentence.evidence(),))
        elif known.number is None:
            places = (*known.evidence, sentence.evidence())
            group.document = known.model_copy(update={"number": number, "evidence": places})
            self.documents = [group.document if one == known else one for one in self.documents]
