"""What the narrative says: who leads, which policies, what money, which activities.

Only sentences of a plain build are read. A fact that could be read in two ways is left out or has no
number: the reviewer still has the section.
"""

import re
from collections.abc import Iterator, Sequence

from dossier import (
    Activities,
    Activity,
    Document,
    FundYear,
    Leader,
    Leadership,
    LeadershipDocument,
    PolicyDocument,
)
from dossier.dossier import Facts
from extract.mentions import find_mentions
from extract.numbers import parse_quantity
from extract.sections import Section
from extract.sentences import Sentence, find_sentences, sentences_of
from extract.text import squeeze, to_halfwidth
from policy import Policy
from policy.form import ActivityWords, LeadershipWords

_NUMBER = r"[一-鿿]{1,12}\s*[〔\[［（(【]\s*(?:19|20)\d{2}\s*[〕\]］)）】]\s*第?\s*\d{1,4}\s*号"
_TITLED = re.compile(
    rf"《(?P<title>[^《》]{{4,90}}(?:〈[^〉]*〉[^《》]*)?)》(?:[^《。；]{{0,4}}?[（(]?\s*(?P<number>{_NUMBER}))?"
)
_NUMBER_AHEAD = re.compile(rf"(?P<number>{_NUMBER})[^《。；，]{{0,12}}$")
_ISSUED = re.compile(r"(?:印发|出台|制定|下发|发布|颁布|实施)(?:了)?[^《]{0,6}《?$")
_YEAR_OF_NUMBER = re.compile(r"[〔\[［（(【]\s*((?:19|20)\d{2})")
_AMOUNT = re.compile(r"\d[\d,.]*\s*(?:万|亿)?元")
_YEAR = re.compile(r"(20\d{2})\s*年")
_PROVIDES = re.compile(r"安排|设立|列支|列入|预算|筹措|规模|投入")
_SPENDS = re.compile(
    r"拨付|兑现|支出|使用|奖励|补助|补贴|贴息|发放|下达|用于|累计|合计|共计|争取|上级|省级|市级|中央"
)
_VAGUE = re.compile(r"约|近|余|多|左右|以上|超过|累计|不少于|力争|计划|目标")


def find_facts(documents: Sequence[Document], by_material: dict[str, list[Section]], policy: Policy) -> Facts:
    """`by_material` gives the sections of each material."""
    words = policy.facts
    told = {name: list(sentences_of(sections)) for name, sections in by_material.items()}
    return Facts(
        leadership=_find_leadership(told.get("leadership", []), words.leadership),
        policies=_find_policies(told.get("policies", [])),
        special_fund=_find_fund(told.get("special_fund", []), words.special_fund.names),
        activities=_find_activities(told.get("service_activities", []), words.activities),
        mentions=find_mentions(list(find_sentences(documents)), policy),
    )


def _find_leadership(sentences: Sequence[Sentence], words: LeadershipWords) -> Leadership:
    """The first head named, and the documents that found a group."""
    named = _head_pattern(words)
    leader, documents = None, []
    for sentence in sentences:
        if leader is None and (match := named.search(sentence.text)):
            name, title = match["name"] or match["name2"], match["title"] or match["title2"]
            leader = Leader(name=name, title=title, evidence=(sentence.evidence(),))
        for title, number in _titled_documents(sentence.text):
            if any(group in title for group in words.groups):
                found = LeadershipDocument(title=title, number=number, evidence=(sentence.evidence(),))
                documents.append(found)
    return Leadership(leader=leader, documents=tuple(documents))


def _head_pattern(words: LeadershipWords) -> re.Pattern[str]:
    """ "由县长某某任组长" and "组长：某某  县长"; never a deputy."""
    known = sorted((*words.principal_titles, *words.other_titles), key=len, reverse=True)
    titles = "|".join(map(re.escape, known))
    heads = "|".join(r"\s*".join(map(re.escape, head)) for head in words.head)
    head = rf"(?:第一|双)?(?<!副)(?:{heads})"
    return re.compile(
        rf"(?<!副)(?P<title>{titles})(?P<name>[㐀-鿿]{{2,3}}?)?(?:同志)?(?:亲自)?(?:任|担任|为|兼任|出任){head}"
        rf"|(?<!副){head}\s*[:：]\s*(?P<name2>[㐀-鿿]{{2,3}})[\s（(，,、]+[^，。；）)]{{0,12}}?(?<!副)(?P<title2>{titles})"
    )


def _titled_documents(text: str) -> Iterator[tuple[str, str | None]]:
    """Titles in 《》 with their document number, which stands behind or before them."""
    for match in _TITLED.finditer(text):
        number = match["number"]
        if number is None and (ahead := _NUMBER_AHEAD.search(text[: match.start()])):
            number = ahead["number"]
        yield squeeze(match["title"]), _normal_number(number)


def _find_policies(sentences: Sequence[Sentence]) -> tuple[PolicyDocument, ...]:
    """Documents with a number, or said to be issued here; each title once."""
    found: dict[str, PolicyDocument] = {}
    for sentence in sentences:
        for title, number in _titled_documents(sentence.text):
            issued = _ISSUED.search(sentence.text.split(title[:4])[0])
            known = found.get(title)
            if (number is None and not issued) or (known and (known.number or not number)):
                continue
            year = _YEAR_OF_NUMBER.search(number) if number else None
            found[title] = PolicyDocument(
                title=title,
                number=number,
                year=int(year[1]) if year else None,
                evidence=(sentence.evidence(),),
            )
    return tuple(found.values())


def _normal_number(number: str | None) -> str | None:
    """A document number with its year in 〔〕."""
    if number is None:
        return None
    bare = squeeze(number)
    return re.sub(r"[〔\[［（(【]((?:19|20)\d{2})[〕\]］)）】]第?", r"〔\1〕", bare)


def _find_fund(sentences: Sequence[Sentence], names: Sequence[str]) -> tuple[FundYear, ...]:
    """Amounts provided, one a clause; what was spent, or given by others, is another thing."""
    found: dict[tuple[int | None, float], FundYear] = {}
    for sentence in sentences:
        year: int | None = None
        if not any(name in sentence.text for name in names):
            continue
        for clause in sentence.clauses():
            years = _YEAR.findall(clause)
            year = int(years[-1]) if years else year
            amount = _amount_provided(clause) if len(years) <= 1 else None
            if amount is None or not (year or "每年" in clause):
                continue
            stated = None if "每年" in clause else year
            provided = FundYear(year=stated, amount=amount, evidence=(sentence.evidence(),))
            found.setdefault((stated, amount), provided)
    return tuple(found.values())


def _amount_provided(clause: str) -> float | None:
    """The one amount of a clause that says that money was set aside; None in any other clause."""
    amounts = _AMOUNT.findall(clause)
    if len(amounts) != 1 or not _PROVIDES.search(clause) or _SPENDS.search(clause) or _VAGUE.search(clause):
        return None
    quantity = parse_quantity(amounts[0])
    return None if quantity is None or quantity.doubts else float(quantity.value / 10_000)


def _find_activities(sentences: Sequence[Sentence], kinds: dict[str, ActivityWords]) -> Activities:
    return Activities(**{kind: _find_activity(sentences, words) for kind, words in kinds.items()})


def _find_activity(sentences: Sequence[Sentence], words: ActivityWords) -> Activity | None:
    """The count stated beside the words; without a number where several counts are stated."""
    names = "|".join(map(re.escape, sorted(words.words, key=len, reverse=True)))
    units = "|".join(map(re.escape, words.units))
    count = r"(\d+|[一二两三四五六七八九十百]+)"
    after = re.compile(rf"(?:{names})[^\d，。；]{{0,8}}?{count}\s*(?:{units})")
    ahead = re.compile(rf"{count}\s*(?:{units})[^\d，。；]{{0,8}}?(?:{names})")
    counts: dict[int, Sentence] = {}
    for sentence in sentences:
        for clause in map(to_halfwidth, sentence.clauses()):
            match = after.search(clause) or ahead.search(clause)
            quantity = parse_quantity(match[1]) if match else None
            if quantity and not _VAGUE.search(clause):
                counts.setdefault(int(quantity.value), sentence)
    if not counts:
        return None
    evidence = tuple(sentence.evidence() for sentence in counts.values())
    return Activity(count=next(iter(counts)) if len(counts) == 1 else None, evidence=evidence)
