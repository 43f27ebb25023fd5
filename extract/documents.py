"""Documents named in 《》 with their numbers, and which of them the applicant issued."""

import re
from collections.abc import Iterator, Sequence

from dossier import PolicyDocument
from extract.assertions import is_asserted
from extract.sentences import Sentence
from extract.text import squeeze

_OPEN, _CLOSE = r"[〔﹝\[［（(【]", r"[〕﹞\]］)）】]"
_NUMBER = rf"[一-鿿]{{1,12}}\s*{_OPEN}\s*(?:19|20)\d{{2}}\s*{_CLOSE}\s*第?\s*\d{{1,4}}\s*号"
_TITLED = re.compile(
    rf"《(?P<title>[^《》]{{4,90}}(?:〈[^〉]*〉[^《》]*)?)》(?:[^《。；]{{0,4}}?[（(]?\s*(?P<number>{_NUMBER}))?"
)
_NUMBER_AHEAD = re.compile(rf"(?P<number>{_NUMBER})[^《。；，]{{0,12}}$")
_YEAR = re.compile(rf"{_OPEN}\s*((?:19|20)\d{{2}})")
_ISSUED = re.compile(r"(?:印发|出台|制定|下发|发布|颁布|实施)(?:了)?[^《]{0,6}$")
_FOLLOWED = re.compile(r"(?:根据|按照|依据|贯彻|落实|执行|学习|转发|对照)[^《，。；]{0,24}$")
_RUNNING_TEXT = re.compile(r"^.*(?:[和与及以了据照的为]|下发|印发|出台|文件)(?=[一-鿿]{2,}[〔﹝\[［（(【])")


def titled_documents(text: str) -> Iterator[tuple[str, str | None]]:
    """Titles with their document number, which stands behind or before them."""
    for match in _TITLED.finditer(text):
        yield squeeze(match["title"]), _number_of(match, text)


def number_alone(text: str) -> str | None:
    """The first document number of a text."""
    match = re.search(_NUMBER, text)
    return _normal(match.group()) if match else None


def find_policies(sentences: Sequence[Sentence]) -> tuple[PolicyDocument, ...]:
    """Documents that have a number or are said to be issued, not those of others that are followed; each
    title once."""
    found: dict[str, PolicyDocument] = {}
    for sentence in sentences:
        for match in _TITLED.finditer(sentence.text):
            ahead = sentence.text[: match.start()]
            clause = re.split(r"[，；。]", ahead)[-1]
            title, number = squeeze(match["title"]), _number_of(match, sentence.text)
            known = found.get(title)
            if _FOLLOWED.search(ahead) or not is_asserted(clause):
                continue
            if (number is None and not _ISSUED.search(ahead)) or (known and (known.number or not number)):
                continue
            year = _YEAR.search(number) if number else None
            found[title] = PolicyDocument(
                title=title,
                number=number,
                year=int(year[1]) if year else None,
                evidence=(sentence.evidence(),),
            )
    return tuple(found.values())


def _number_of(match: re.Match[str], text: str) -> str | None:
    number = match["number"]
    if number is None and (ahead := _NUMBER_AHEAD.search(text[: match.start()])):
        number = ahead["number"]
    return _normal(number) if number else None


def _normal(number: str) -> str:
    """A document number with its year in 〔〕, without the words that ran into it."""
    bare = squeeze(number)
    if run := _RUNNING_TEXT.match(bare):
        bare = bare[run.end() :]
    return re.sub(rf"{_OPEN}((?:19|20)\d{{2}}){_CLOSE}第?", r"〔\1〕", bare)
