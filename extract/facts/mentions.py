"""Figures of the form that the narrative states too, in its own words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from dossier import Evidence
from dossier.facts import Mention
from extract.facts.assertions import is_asserted, is_of_others
from extract.facts.sentences import Sentence
from extract.form.values import CellContext, parse_value
from extract.text import to_halfwidth
from policy import Policy
from policy.form import FormField

_FIGURE = (
    r"(?:数量|总数|数)?(?:已|就)?(?:达到|达|为|有|共有|共|发展到|实现|完成|:)?"
    r"(?P<figure>-?\d[\d,.]*\s*(?:万|亿)?(?:元|%|家|户|个|人|名)?)(?P<next>.?)"
)
_COUNTED = (
    r"(?:[全本我][县区市]|辖区|县内|区内|市内)(?:现有|共有|拥有|已有|有)?(?:各类)?"
    r"(?P<number>\d[\d,]*)\s*(?:家|户|个)(?P<counted>{phrases})(?=中|[,。;、)]|$)"
)
"""The figure before what is counted, of the whole county: "全县23家高新技术企业"."""
_ELSEWHERE = re.compile(
    r"园区|开发区内|集群|产业链|基地|乡镇|行业|入驻|其中|目标|规划|到20\d\d年|比上年|上年|同比"
)
_BOUNDARY = re.compile(r"(?:^|[,。;、:()\s]|[县区市年底]|[有为是共达]|依托|目前|现有|累计|完成)$")
_DIGIT = re.compile(r"\d")
_END = frozenset(",。;、) ")
_YEAR = re.compile(r"(20\d\d)\s*年")


def find_mentions(sentences: Sequence[Sentence], policy: Policy) -> tuple[Mention, ...]:
    """Exact figures only, of the form's year or of no stated year; each field, value and place once."""
    phrases = _phrases(policy.form.fields)
    found: dict[tuple[str, float], Mention] = {}
    for sentence in sentences:
        if not _DIGIT.search(sentence.text):
            continue
        text = to_halfwidth(sentence.text)
        for match in phrases.pattern.finditer(text):
            field = phrases.fields[match["phrase"] or match["counted"]]
            value = _value(match, text, field, policy)
            if value is not None and (field.id, value) not in found:
                place: tuple[Evidence, ...] = (sentence.evidence(match.group().rstrip(",。;、) ")),)
                found[field.id, value] = Mention(field=field.id, value=value, evidence=place)
    return tuple(found.values())


@dataclass(frozen=True)
class _Phrases:
    """One pattern for the phrases of all fields, the longest first, and the field of each."""

    pattern: re.Pattern[str]
    fields: dict[str, FormField]


@lru_cache(maxsize=4)
def _phrases(fields: tuple[FormField, ...]) -> _Phrases:
    known = {phrase: field for field in fields for phrase in field.mentions}
    words = "|".join(map(re.escape, sorted(known, key=len, reverse=True)))
    either = rf"(?P<phrase>{words}){_FIGURE}|{_COUNTED.format(phrases=words)}"
    return _Phrases(re.compile(either if known else r"(?!)"), known)


def _value(match: re.Match[str], text: str, field: FormField, policy: Policy) -> int | float | None:
    """The figure, where the phrase stands by itself, the figure ends there, and both are of the form's
    quantity, year and applicant; else None."""
    ahead = text[: match.start()]
    clause = re.split(r"[,。;]", ahead)[-1]
    years = _YEAR.findall(ahead)
    whole = (match["next"] or ",") in _END and (match["counted"] or _BOUNDARY.search(ahead))
    if not whole:
        return None
    if years and int(years[-1]) != policy.form.data_year:
        return None
    if clause.endswith(tuple(policy.facts.increase_words)) or _ELSEWHERE.search(clause):
        return None
    if is_of_others(clause) or not is_asserted(clause):
        return None
    plain = field.model_copy(update={"kind": "int"}) if field.kind == "count_names" else field
    parsed = parse_value(plain, match["figure"] or match["number"], CellContext(policy.form.data_year))
    if parsed.status != "accepted" or not isinstance(parsed.value, int | float):
        return None
    return parsed.value
