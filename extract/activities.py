"""How many events and institutions of each kind the narrative states."""

import re
from collections.abc import Sequence

from dossier import Activities, Activity
from extract.assertions import is_asserted, is_of_others
from extract.numbers import parse_quantity
from extract.sentences import Sentence
from extract.text import to_halfwidth
from policy.form import ActivityWords

_COUNT = r"(?<![\d第.])(\d+|[一二两三四五六七八九十百]+)"
_BETWEEN = (
    r"(?:等?活动|对接会|会议|会|了|共计?|累计|达到?|达|有|为|数量?"
    r"|举办|开展|组织|召开|参加|发展到|现有|:|\s){0,4}"
)
_AHEAD = r"(?:的|次|各类|各种|大型|专场|县级|以上|\s){0,3}"
_VAGUE = re.compile(r"约|近|余|多|左右|以上|超过|不少于|目标")
_YEAR = re.compile(r"(20\d\d)年(?!以来|至)")


def find_activities(
    sentences: Sequence[Sentence], kinds: dict[str, ActivityWords], data_year: int
) -> Activities:
    """By kind; a count is given only where one, and no other, is stated."""
    named = re.compile("|".join(_names(words) for words in kinds.values()))
    telling = [sentence for sentence in sentences if named.search(sentence.text)]
    return Activities(**{kind: _find_activity(telling, words, data_year) for kind, words in kinds.items()})


def _names(words: ActivityWords) -> str:
    return "|".join(map(re.escape, sorted(words.words, key=len, reverse=True)))


def _find_activity(sentences: Sequence[Sentence], words: ActivityWords, data_year: int) -> Activity | None:
    names = _names(words)
    units = "|".join(map(re.escape, words.units))
    named = re.compile(names)
    after = re.compile(rf"(?:{names}){_BETWEEN}{_COUNT}\s*(?:{units})")
    ahead = re.compile(rf"{_COUNT}\s*(?:{units}){_AHEAD}(?:{names})(?!的)")
    counts: dict[int, Sentence] = {}
    for sentence in sentences:
        for clause in sentence.clauses() if named.search(sentence.text) else ():
            text = to_halfwidth(clause)
            match = after.search(text) or ahead.search(text)
            quantity = parse_quantity(match[1]) if match and _is_plain(text, data_year) else None
            if quantity:
                counts.setdefault(int(quantity.value), sentence)
    if not counts:
        return None
    evidence = tuple(sentence.evidence() for sentence in counts.values())
    return Activity(count=next(iter(counts)) if len(counts) == 1 else None, evidence=evidence)


def _is_plain(clause: str, data_year: int) -> bool:
    """Exact, of the year asked for, of the applicant, and no plan."""
    other_year = any(int(year) != data_year for year in _YEAR.findall(clause))
    return not (other_year or is_of_others(clause) or not is_asserted(clause) or _VAGUE.search(clause))
