"""What the narrative says: who leads, which policies, what money, which activities.

Only sentences of a plain build are read. A fact that could be read in two ways is left out or has no
number: the reviewer still has the section.
"""

import re
from collections.abc import Sequence

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
from extract.sentences import Sentence, find_sentences
from extract.text import squeeze, to_halfwidth
from policy import Policy
from policy.form import ActivityWords, LeadershipWords

_NUMBER = r"[一-鿿]{1,12}\s*[〔\[［（(【]\s*(?:19|20)\d{2}\s*[〕\]］)）】]\s*第?\s*\d{1,4}\s*号"
_TITLED = re.compile(
    rf"《(?P<title>[^《》]{{4,90}}(?:〈[^〉]*〉[^《》]*)?)》[^《。；]{{0,4}}?(?:[（(]\s*)?(?P<number>{_NUMBER})?"
)
_YEAR_OF_NUMBER = re.compile(r"[〔\[［（(【]\s*((?:19|20)\d{2})")
_AMOUNT = re.compile(r"\d[\d,.]*\s*(?:万|亿)?元")
_YEAR = re.compile(r"(20\d{2})\s*年")
_PROVIDES = re.compile(r"安排|设立|列支|列入|预算|筹措|规模|投入")
_SPENDS = re.compile(
    r"拨付|兑现|支出|使用|奖励|补助|补贴|贴息|发放|下达|用于|其中|累计|合计|共计|争取|上级|省级|市级|中央"
)
_VAGUE = re.compile(r"约|近|余|多|左右|以上|超过|累计|不少于|力争|计划|目标")


def find_facts(documents: Sequence[Document], by_material: dict[str, list[Section]], policy: Policy) -> Facts:
    """`by_material` gives the sections of each material."""
    sentences = list(find_sentences(documents))
    in_section = {name: _inside(sentences, sections) for name, sections in by_material.items()}
    return Facts(
        leadership=_find_leadership(in_section.get("leadership", []), policy.facts.leadership),
        policies=_find_policies(in_section.get("policies", [])),
        special_fund=_find_fund(in_section.get("special_fund", []), policy.facts.special_fund.names),
        activities=_find_activities(in_section.get("service_activities", []), policy.facts.activities),
        mentions=find_mentions(sentences, policy),
    )


def _inside(sentences: Sequence[Sentence], sections: Sequence[Section]) -> list[Sentence]:
    places = {(s.document.source, p.index) for s in sections for p in s.paragraphs}
    places |= {
        (s.document.source, s.evidence.paragraph) for s in sections if s.evidence.paragraph is not None
    }
    return [s for s in sentences if (s.document.source, s.paragraph.index) in places]


def _find_leadership(sentences: Sequence[Sentence], words: LeadershipWords) -> Leadership:
    titles = "|".join(
        map(re.escape, sorted((*words.principal_titles, *words.other_titles), key=len, reverse=True))
    )
    heads = "|".join(map(re.escape, words.head))
    named = re.compile(
        rf"(?P<title>{titles})(?P<name>[㐀-鿿]{{2,3}}?)?(?:同志)?(?:任|担任|为|兼任|出任)[^，。；]{{0,12}}?(?:{heads})"
        rf"|(?:{heads})\s*[:：]\s*(?P<name2>[㐀-鿿]{{2,3}})\s*[（(，,\s]\s*[^，。；）)]{{0,12}}?(?P<title2>{titles})"
    )
    leader, documents = None, []
    for sentence in sentences:
        match = named.search(sentence.text)
        if match and leader is None and "副组长" not in match.group():
            name, title = match["name"] or match["name2"], match["title"] or match["title2"]
            leader = Leader(name=name, title=title, evidence=(sentence.evidence(),))
        for found in _TITLED.finditer(sentence.text):
            if any(group in found["title"] for group in words.groups):
                number = _normal_number(found["number"])
                documents.append(
                    LeadershipDocument(
                        title=squeeze(found["title"]), number=number, evidence=(sentence.evidence(),)
                    )
                )
    return Leadership(leader=leader, documents=tuple(documents))


def _find_policies(sentences: Sequence[Sentence]) -> tuple[PolicyDocument, ...]:
    """Each titled document once, with its number where one follows it whole."""
    found: dict[str, PolicyDocument] = {}
    for sentence in sentences:
        for match in _TITLED.finditer(sentence.text):
            title, number = squeeze(match["title"]), _normal_number(match["number"])
            known = found.get(title)
            if known is None or (known.number is None and number):
                year = _YEAR_OF_NUMBER.search(number) if number else None
                found[title] = PolicyDocument(
                    title=title,
                    number=number,
                    year=int(year[1]) if year else None,
                    evidence=(sentence.evidence(match.group()),),
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
        if not any(name in sentence.text for name in names):
            continue
        for clause in sentence.clauses():
            amounts, years = _AMOUNT.findall(clause), set(_YEAR.findall(clause))
            if len(amounts) != 1 or len(years) > 1 or not _PROVIDES.search(clause):
                continue
            if _SPENDS.search(clause) or _VAGUE.search(clause) or not (years or "每年" in clause):
                continue
            quantity = parse_quantity(amounts[0])
            if quantity is None or quantity.doubts:
                continue
            year = int(years.pop()) if years else None
            amount = float(quantity.value / 10_000)
            found.setdefault(
                (year, amount), FundYear(year=year, amount=amount, evidence=(sentence.evidence(),))
            )
    return tuple(found.values())


def _find_activities(sentences: Sequence[Sentence], kinds: dict[str, ActivityWords]) -> Activities:
    return Activities(**{kind: _find_activity(sentences, words) for kind, words in kinds.items()})


def _find_activity(sentences: Sequence[Sentence], words: ActivityWords) -> Activity | None:
    """The count stated beside the words; without a number where several counts are stated."""
    names = "|".join(map(re.escape, sorted(words.words, key=len, reverse=True)))
    units = "|".join(map(re.escape, words.units))
    after = re.compile(rf"(?:{names})[^\d，。；]{{0,8}}?(\d+)\s*(?:{units})")
    ahead = re.compile(rf"(\d+)\s*(?:{units})[^\d，。；]{{0,8}}?(?:{names})")
    counts: dict[int, Sentence] = {}
    for sentence in sentences:
        for clause in map(to_halfwidth, sentence.clauses()):
            match = after.search(clause) or ahead.search(clause)
            if match and not _VAGUE.search(clause):
                counts.setdefault(int(match[1]), sentence)
    if not counts:
        return None
    evidence = tuple(sentence.evidence() for sentence in counts.values())
    return Activity(count=next(iter(counts)) if len(counts) == 1 else None, evidence=evidence)
