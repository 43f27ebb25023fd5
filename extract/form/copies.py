"""Which tables of a dossier are the application form, in how many copies, and of which year."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz

from dossier import Document
from extract.form.cautions import SAMPLE, UNMAKING_TITLE
from extract.form.grids import Grid, find_grids
from extract.form.labels import UNIT, LabelIndex
from extract.form.periods import Period, find_periods
from extract.form.slots import Slot, find_slots
from extract.form.values import money_factor
from extract.text import squeeze, to_halfwidth
from policy.form import ApplicationForm

_ENOUGH, _ENOUGH_WITH_TITLE = 0.5, 0.25
"""Shares of the form's fields that must be found to take tables for the form."""

_SAME, _MISREAD = 100.0, 85.0
"""How alike, of 100, a line and the form's title must be; on a picture some signs may be misread."""
_WRONG, _LONG_ENOUGH = 0.25, 12
"""The share of a long title's signs that may be misread one by one; another form has other words."""
_ABOUT_DATA = re.compile(r"数据|数字|截[至止]|年[底末]|月[底末]|时点|口径|统计|年度|报告期|全年|所属期")
_YEAR = re.compile(r"(20\d\d)年")
_NOT_OF_THE_FORM = re.compile(r"以来|至今|起$|〔20\d\d〕|\[20\d\d\]|\(20\d\d\)\d")
_TITLE = re.compile(r"(?:表|书)(?:\(.{1,12}\))?$")
_SENTENCE_END = re.compile(r"[。；;]|(?=填[表报]人|填[表报]日期|填报单位|联系人)")
_NOTE = re.compile(r"^(?:备注|注|说明|附注|填表说明|\*|※)|^\(.*\)$|数据|数字")
_OTHER_TABLE = re.compile(r"附表|附件|联络|联系表|通讯|明细|名单|汇总|[^报]表$")
_TITLE_LINES, _LONG_TITLE = 3, 8
_UNIT_NOTE = re.compile(r"单位:([^\s。;)]{1,30})")


@dataclass(frozen=True)
class FormCopy:
    """One filled-in (or blank) copy of the form. `titles` are the lines that name it, `stated` the periods
    it says its figures are of; `money_unit` is the unit of money that a note on it names. `doubts` are
    Chinese and hold for all its values."""

    document: Document
    grids: tuple[Grid, ...]
    slots: tuple[Slot, ...]
    titles: tuple[str, ...]
    stated: tuple[Period, ...]
    money_unit: str | None
    doubts: tuple[str, ...]

    @property
    def source(self) -> str:
        """The file that it begins in."""
        return self.grids[0].cells[0].evidence[0].source

    @property
    def pictured(self) -> bool:
        """Was some of it read from a picture: then the rest may not have been scanned."""
        return any(place.method == "ocr" for grid in self.grids for place in grid.cells[0].evidence)

    @property
    def filled(self) -> int:
        """In how many of its cells something stands."""
        return sum(bool(squeeze(slot.text)) for slot in self.slots)


def find_copies(documents: Sequence[Document], form: ApplicationForm, index: LabelIndex) -> list[FormCopy]:
    """All copies of the form, the fullest of the right year first; ties in the order of the documents."""
    sealed = frozenset(field.id for field in form.fields if field.seal)
    copies = [copy for document in documents for copy in _copies_of(document, form, index, sealed)]
    return sorted(copies, key=lambda c: (bool(c.doubts), -c.filled))


def _copies_of(
    document: Document, form: ApplicationForm, index: LabelIndex, sealed: frozenset[str]
) -> list[FormCopy]:
    """Tables are taken one by one; one that adds only new fields right after a part of the form belongs to
    it, one that repeats fields is something else or another copy."""
    found = [(grid, find_slots(grid, index, sealed, form.data_year)) for grid in find_grids(document, index)]
    groups: list[list[tuple[Grid, list[Slot]]]] = []
    for grid, slots in found:
        own = {slot.label.field for slot in slots}
        if not own:
            continue
        known = {slot.label.field for _, s in groups[-1] for slot in s} if groups else set()
        if groups and not own & known and _close(groups[-1][-1][0], grid):
            groups[-1].append((grid, slots))
        else:
            groups.append([(grid, slots)])
    return [copy for group in groups if (copy := _copy(document, group, form))]


def _close(one: Grid, other: Grid) -> bool:
    """Does nothing but a line or two, and no title of another table, stand between two tables."""
    between = one.gap_to(other)
    titled = any(_OTHER_TABLE.search(squeeze(line)) for line in other.before[:between])
    return between <= 2 and not titled


def _copy(document: Document, group: list[tuple[Grid, list[Slot]]], form: ApplicationForm) -> FormCopy | None:
    slots = tuple(slot for _, own in group for slot in own)
    share = len({slot.label.field for slot in slots}) / len(form.fields)
    context = [squeeze(to_halfwidth(line)) for grid, own in group for line in _context(grid, own)]
    pictured = group[0][0].cells[0].evidence[0].method == "ocr"
    titles = _titles(context, form, _MISREAD if pictured else _SAME)
    if share < (_ENOUGH_WITH_TITLE if titles else _ENOUGH):
        return None
    stated = [p for line in context if line not in titles for p in _periods_stated(line, form)]
    return FormCopy(
        document=document,
        grids=tuple(grid for grid, _ in group),
        slots=slots,
        titles=tuple(titles),
        stated=tuple(dict.fromkeys(stated)),
        money_unit=_money_note(context),
        doubts=tuple(dict.fromkeys(_doubts(context, titles, stated, form))),
    )


def _periods_stated(line: str, form: ApplicationForm) -> list[Period]:
    """The periods a line near the form gives for its figures. The year of the round alone, as in the date
    of filling in, is none."""
    if _NOT_OF_THE_FORM.search(line):
        return []
    return [
        period
        for sentence in _SENTENCE_END.split(line)
        for period in find_periods(sentence)
        if _ABOUT_DATA.search(sentence)
        or period.year == form.data_year
        or period.year not in form.title_years
    ]


def _doubts(
    context: Sequence[str], titles: Sequence[str], stated: Sequence[Period], form: ApplicationForm
) -> Iterator[str]:
    """Why a copy may not be the form asked for: another year, another form, a target or a sample."""
    for period in stated:
        if period.year != form.data_year or not period.whole:
            yield f"表上写的是{period.words}的数据，本次要求{form.data_year}年底"
    for line in titles:
        for year in {int(y) for y in _YEAR.findall(line)} - set(form.title_years):
            yield f"表题写的是{year}年，不是本次申报的表"
        if match := UNMAKING_TITLE.search(_without_titles(line, form)):
            yield f"表题里有“{match.group()}”，不是正式填报的表"
    others = [line for line in context if _TITLE.search(line) and len(line) >= _LONG_TITLE]
    if others and not titles:
        yield f"表题是“{others[0][:40]}”，不是本次申报的表"
    for line in context:
        unmade = SAMPLE.search(line) or (UNMAKING_TITLE.search(line) if _NOTE.search(line) else None)
        if line not in titles and (match := unmade):
            yield f"表上写着“{line[:40]}”（{match.group()}）"


def _without_titles(line: str, form: ApplicationForm) -> str:
    for title in sorted(form.titles, key=len, reverse=True):
        line = line.replace(squeeze(to_halfwidth(title)), "")
    return line


def names_the_form(line: str, form: ApplicationForm) -> bool:
    """Does a line of a picture, squeezed and of half width, hold the form's title."""
    return bool(_titles([line], form, _MISREAD))


def _titles(context: Sequence[str], form: ApplicationForm, alike: float) -> list[str]:
    """The lines that hold the form's title; one that runs over lines is put together (they come from
    below)."""
    words = [_letters(title) for title in form.titles]
    for length in range(1, _TITLE_LINES + 1):
        joined = ["".join(reversed(context[at : at + length])) for at in range(len(context) - length + 1)]
        found = [line for line in joined if any(_names(line, word, alike) for word in words)]
        if found:
            return found
    return []


def _names(line: str, title: str, alike: float) -> bool:
    letters = _letters(line)
    if title in letters or fuzz.partial_ratio(title, letters) >= alike:
        return True
    return alike < _SAME and len(title) >= _LONG_ENOUGH and _is_misread(letters, title)


def _is_misread(letters: str, title: str) -> bool:
    """Does a title stand in a line with some of its signs misread, never two that follow each other."""
    for at in range(len(letters) - len(title) + 1):
        wrong = [n for n, (one, sign) in enumerate(zip(letters[at:], title, strict=False)) if one != sign]
        if len(wrong) <= _WRONG * len(title) and all(b - a > 1 for a, b in pairwise(wrong)):
            return True
    return False


def _letters(text: str) -> str:
    """Without brackets and other signs, which are typed, and recognised, in many ways."""
    return "".join(c for c in text if c.isalnum())


def _context(grid: Grid, slots: Sequence[Slot]) -> list[str]:
    """Lines around a table, and its rows that hold one text and neither a label nor a value."""
    used = {slot.label_cell.row for slot in slots} | {slot.cell.row for slot in slots if slot.cell}
    rows = [[c.text for c in grid.row_cells(row) if c.text] for row in range(grid.rows) if row not in used]
    return [*grid.before, *grid.after, *(texts[0] for texts in rows if len(texts) == 1)]


def _money_note(context: Sequence[str]) -> str | None:
    """The unit of money of "单位：万元"; None where no note names one, or notes differ."""
    units = {
        unit.group()
        for line in context
        for note in _UNIT_NOTE.finditer(line)
        for part in re.split(r"[、,/和]", note[1])
        if (unit := UNIT.fullmatch(part)) and money_factor(unit.group()) is not None
    }
    return units.pop() if len(units) == 1 else None
