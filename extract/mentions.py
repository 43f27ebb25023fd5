"""Figures of the form that the narrative states too, in its own words."""

import re
from collections.abc import Iterator, Sequence

from dossier import Evidence
from dossier.facts import Mention
from extract.assertions import is_asserted, is_of_others
from extract.sentences import Sentence
from extract.text import to_halfwidth
from extract.values import CellContext, parse_value
from policy import Policy
from policy.form import FormField

_FIGURE = (
    r"(?:数量|总数|数)?(?:已|就)?(?:达到|达|为|有|共有|共|发展到|实现|完成|:)?"
    r"(?P<figure>-?\d[\d,.]*\s*(?:万|亿)?(?:元|%|家|户|个|人|名)?)(?P<next>.?)"
)
_ELSEWHERE = re.compile(r"园区内|开发区内|其中|目标|规划|到20\d\d年|比上年|上年|同比")
_BOUNDARY = re.compile(r"(?:^|[,。;、:()\s]|[县区市年底]|[有为是共达]|依托|目前|现有)$")
_END = frozenset(",。;、) ")
_YEAR = re.compile(r"(20\d\d)\s*年")


def find_mentions(sentences: Sequence[Sentence], policy: Policy) -> tuple[Mention, ...]:
    """Exact figures only, of the form's year or of no stated year; each field, value and place once."""
    fields = [field for field in policy.form.fields if field.mentions]
    found: dict[tuple[str, float], Mention] = {}
    for sentence in sentences:
        if not re.search(r"\d", sentence.text):
            continue
        text = to_halfwidth(sentence.text)
        for field, value, quote in _mentions_in(text, fields, policy):
            evidence: tuple[Evidence, ...] = (sentence.evidence(quote),)
            found.setdefault((field.id, value), Mention(field=field.id, value=value, evidence=evidence))
    return tuple(found.values())


def _mentions_in(
    text: str, fields: Sequence[FormField], policy: Policy
) -> Iterator[tuple[FormField, float, str]]:
    increase = tuple(policy.facts.increase_words)
    for field in fields:
        for match in _figures_of(field, text):
            ahead = text[: match.start()]
            clause = re.split(r"[,。;]", ahead)[-1]
            years = _YEAR.findall(ahead)
            if years and int(years[-1]) != policy.form.data_year:
                continue
            if clause.endswith(increase) or _ELSEWHERE.search(clause):
                continue
            if is_of_others(clause) or not is_asserted(clause):
                continue
            parsed = parse_value(field, match["figure"], CellContext(policy.form.data_year))
            if parsed.status == "accepted" and isinstance(parsed.value, int | float):
                yield field, parsed.value, match.group().rstrip(",。;、) ")


def _figures_of(field: FormField, text: str) -> Iterator[re.Match[str]]:
    """Where a phrase of the field stands by itself, with a figure behind it that ends there."""
    for phrase in sorted(field.mentions, key=len, reverse=True):
        for match in re.finditer(re.escape(phrase) + _FIGURE, text):
            ends = not match["next"] or match["next"] in _END
            if ends and _BOUNDARY.search(text[: match.start()]):
                yield match
