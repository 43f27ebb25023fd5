"""Which field a label cell names: exactly, or with one typing error that changes no meaning."""

import re
from dataclasses import dataclass, replace
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from extract.form.slips import is_misread, is_slip
from extract.narrative.numbering import without_numbering
from extract.text import squeeze, to_halfwidth
from policy.form import ApplicationForm

UNIT = re.compile(r"(?:单位:?)?((?:百|千|万|亿|百万|千万)?(?:元|家|户|个|人|名|件|项|枚|%)|万|亿|百分比)")
_BRACKET = re.compile(r"\(([^()]*)\)$")
_YEAR = re.compile(r"^\(?(20\d\d)年(?:度|底|末)?\)?|\((20\d\d)年(?:度|底|末)?(?:数据)?\)$")
_INNER_UNIT = re.compile(r"\(((?:[万亿])?[家户个人名件%])\)(?=及|和|与)")
_MARKS = re.compile(r"[\"'“”‘’「」『』*＊★☆◆●·]")
_COUNTED = re.compile(r"(?:数量|总数|个数|户数|家数|数)(?=$|及)")
_LISTED = re.compile(r"及(企业|基地)?名单$")
_RUNNING_NUMBER = re.compile(r"^\d{1,2}(?=[一-鿿])(?![亿万千百十元家户个年月日])")
"""A number typed before a label without a mark between; not the 10 of 10亿元."""
_CERTAIN, _NEAR = 1, 2
_MISREAD = 2
_SPECKS = re.compile(r"[.,·'`|…。]")
_DIRT = re.compile(r"^[^一-鿿\d]+|(?<!\()%\)$|[^一-鿿)\d]+$|\([^一-鿿]*\)?$|\([一-鿿]\)$|\($")
_LIKE_ABOVE = re.compile(r"(?<=[以规])[土士止]")
"""What 以上 and 规上 are read as in small print; no word begins so. Where a label with 下 is another
field's, it is not told which of them was printed."""
_SHORTEST_FUZZY = 6


@dataclass(frozen=True, slots=True)
class LabelMatch:
    """A label cell. `unit` and `year` are what it says of them; `doubts` are Chinese."""

    field: str
    unit: str | None = None
    year: int | None = None
    doubts: tuple[str, ...] = ()


class LabelIndex:
    """All spellings of all labels of a form."""

    def __init__(self, form: ApplicationForm) -> None:
        self._fields = form.fields
        self._seen: dict[str, LabelMatch | None] = {}

    @cached_property
    def _spellings(self) -> dict[str, str | None]:
        """Bare label to field id; None where two fields would share it."""
        found: dict[str, str | None] = {}
        for field in self._fields:
            for label in (field.label, *field.variants):
                bare = _bare(label)[0]
                for spelling in _spellings_of(bare):
                    found[spelling] = field.id if found.get(spelling, field.id) == field.id else None
        for field in self._fields:
            found[_bare(field.label)[0]] = field.id
        return found

    @cached_property
    def _printed(self) -> dict[str, str]:
        return {_bare(field.label)[0]: field.id for field in self._fields}

    def match(self, text: str) -> LabelMatch | None:
        """The field a cell's text names, or None. Never a guess between two fields."""
        if text not in self._seen:
            self._seen[text] = self._match(text)
        return self._seen[text]

    def match_specked(self, text: str) -> LabelMatch | None:
        """The same for a text in which specks may have been read as signs."""
        below = self.match(_LIKE_ABOVE.sub("下", text))
        if below is None or below.doubts:
            text = _LIKE_ABOVE.sub("上", text)
        found = self.match(text)
        if found and not found.doubts:
            return found
        again = self.match(_without_dirt(text))
        return self._without_strange_unit(again) if again and not again.doubts else found

    def match_pictured(self, text: str) -> LabelMatch | None:
        """The same for a text that recognition is not sure of: signs at its ends may be dirt, and one
        character, or two of a long label, may be mistaken for others, but none that carries the meaning."""
        found = self.match_specked(text)
        if found and not found.doubts:
            return self._without_strange_unit(found)
        bare, unit, year = _bare(_without_dirt(text))
        allowed = _MISREAD if len(bare) >= 2 * _SHORTEST_FUZZY else 1
        near = process.extract(
            bare, self._spellings.keys(), scorer=OSA.distance, score_cutoff=allowed + 1, limit=None
        )
        if len(bare) < _SHORTEST_FUZZY or not near:
            return found
        spelling, distance, _ = near[0]
        field = self._spellings[spelling]
        others = {self._spellings[s] for s, d, _ in near if d <= distance + 1}
        if field is None or others != {field} or distance > allowed or not is_misread(bare, spelling):
            return found
        return self._without_strange_unit(LabelMatch(field, unit, year))

    def find_within(self, text: str, field: str, *, printed: bool) -> str | None:
        """The longest label of another field that a text without white space holds; of the labels as the
        form prints them, or of all spellings that are long enough to be no other words."""
        long = {s: owner for s, owner in self._spellings.items() if owner and len(s) >= _SHORTEST_FUZZY}
        known = self._printed if printed else {**long, **self._printed}
        others = [s for s, owner in known.items() if owner != field and s in text]
        return max(others, key=lambda s: (len(s), s), default=None)

    def is_spelt_out(self, text: str) -> bool:
        """Is it a label letter by letter, without a word for a number that other labels are known without."""
        return self._spellings.get(_bare(text)[0]) is not None

    def _without_strange_unit(self, match: LabelMatch) -> LabelMatch:
        """A unit other than the printed one may itself be misread, and would change the value."""
        printed = next(field.unit for field in self._fields if field.id == match.field)
        return match if match.unit == printed else replace(match, unit=None)

    def _match(self, text: str) -> LabelMatch | None:
        bare, unit, year = _bare(text)
        if not 2 <= len(bare) <= 45:
            return None
        for written in (bare, _RUNNING_NUMBER.sub("", bare)):
            for spelling in _spellings_of(written):
                if field := self._spellings.get(spelling):
                    return LabelMatch(field, unit, year)
        return self._match_misspelt(_RUNNING_NUMBER.sub("", bare), unit, year)

    def _match_misspelt(self, bare: str, unit: str | None, year: int | None) -> LabelMatch | None:
        if len(bare) < _SHORTEST_FUZZY:
            return None
        near = process.extract(
            bare, self._spellings.keys(), scorer=OSA.distance, score_cutoff=_NEAR, limit=None
        )
        fields = {self._spellings[spelling] for spelling, _, _ in near}
        if len(fields) != 1 or None in fields:
            return None
        spelling, distance, _ = near[0]
        if distance > _CERTAIN and len(bare) < 2 * _SHORTEST_FUZZY:
            return None
        field = self._spellings[spelling]
        assert field
        sure = distance <= _CERTAIN and is_slip(bare, spelling)
        doubts = () if sure else (f"标签写的是“{bare}”，与表样的“{spelling}”不一致",)
        return LabelMatch(field, unit, year, doubts)


def _without_dirt(text: str) -> str:
    return _DIRT.sub("", _SPECKS.sub("", squeeze(to_halfwidth(text))))


def _bare(label: str) -> tuple[str, str | None, int | None]:
    """The label without white space, numbering, quotation marks, year and unit; the unit; the year."""
    text = squeeze(without_numbering(_MARKS.sub("", to_halfwidth(label)))).rstrip(":;。")
    text = text.replace("[", "(").replace("]", ")").replace("【", "(").replace("】", ")")
    text = text.replace("〔", "(").replace("〕", ")")
    year = None
    if match := _YEAR.search(text):
        year = int(match[1] or match[2])
        text = text[: match.start()] + text[match.end() :]
    unit = None
    if (match := _INNER_UNIT.search(text)) and UNIT.fullmatch(match[1]):
        unit = match[1]
        text = text[: match.start()] + text[match.end() :]
    while match := _BRACKET.search(text):
        inside = match[1]
        if UNIT.fullmatch(inside):
            unit = unit or inside.removeprefix("单位").lstrip(":")
        elif inside not in ("盖章", "公章", "签章"):
            break
        text = text[: match.start()]
    return text.rstrip(":"), "%" if unit == "百分比" else unit, year


def _spellings_of(bare: str) -> tuple[str, ...]:
    """A label as it is, with one word for the many that mean a number, and without that word where enough
    is left to be unmistakable."""
    counted = _LISTED.sub(r"及\1名称", _COUNTED.sub("数量", bare))
    rest = _COUNTED.sub("", bare)
    return (bare, counted, rest) if len(rest) >= _SHORTEST_FUZZY else (bare, counted)
