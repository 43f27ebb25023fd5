"""Which tables of a dossier are the application form, in how many copies, and of which year."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dossier import Document
from extract.grids import Grid, find_grids
from extract.labels import UNIT, LabelIndex
from extract.periods import Period, find_periods
from extract.slots import Slot, find_slots
from extract.text import squeeze, to_halfwidth
from extract.values import money_factor
from policy.form import ApplicationForm

_ENOUGH, _ENOUGH_WITH_TITLE = 0.5, 0.25
"""Shares of the form's fields that must be found to take tables for the form."""

_ABOUT_DATA = re.compile(r"数据|数字|截[至止]|年[底末]|月[底末]|时点|口径|统计")
_YEAR = re.compile(r"(20\d\d)年")
_TITLE_LINES = 3
_UNIT_NOTE = re.compile(r"单位:([^\s。;)]{1,30})")


@dataclass(frozen=True)
class FormCopy:
    """One filled-in (or blank) copy of the form. `titles` are the lines that name it, `stated` the periods
    it says its figures are of, `title_years` the years in its title; `money_unit` is that of a note on it."""

    document: Document
    grids: tuple[Grid, ...]
    slots: tuple[Slot, ...]
    titles: tuple[str, ...]
    stated: tuple[Period, ...]
    title_years: tuple[int, ...]
    money_unit: str | None

    @property
    def filled(self) -> int:
        """In how many of its cells something stands."""
        return sum(bool(squeeze(slot.text)) for slot in self.slots)


def find_copies(documents: Sequence[Document], form: ApplicationForm, index: LabelIndex) -> list[FormCopy]:
    """All copies of the form, the fullest of the right year first; ties in the order of the documents."""
    sealed = frozenset(field.id for field in form.fields if field.seal)
    copies = [copy for document in documents for copy in _copies_of(document, form, index, sealed)]
    return sorted(copies, key=lambda c: (not _of_year(c, form), -c.filled))


def _of_year(copy: FormCopy, form: ApplicationForm) -> bool:
    stated = {period.year for period in copy.stated}
    return stated <= {form.data_year} and set(copy.title_years) <= set(form.title_years)


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
    """Does nothing but a few short lines stand between two tables."""
    return one.gap_to(other) <= 2


def _copy(document: Document, group: list[tuple[Grid, list[Slot]]], form: ApplicationForm) -> FormCopy | None:
    slots = tuple(slot for _, own in group for slot in own)
    share = len({slot.label.field for slot in slots}) / len(form.fields)
    context = [squeeze(to_halfwidth(line)) for grid, own in group for line in _context(grid, own)]
    titles = _titles(context, form)
    if share < (_ENOUGH_WITH_TITLE if titles else _ENOUGH):
        return None
    stated = [p for line in context if _ABOUT_DATA.search(line) for p in find_periods(line)]
    in_title = {int(year) for line in titles for year in _YEAR.findall(line)} - {p.year for p in stated}
    return FormCopy(
        document=document,
        grids=tuple(grid for grid, _ in group),
        slots=slots,
        titles=tuple(titles),
        stated=tuple(dict.fromkeys(stated)),
        title_years=tuple(sorted(in_title)),
        money_unit=_money_note(context),
    )


def _titles(context: Sequence[str], form: ApplicationForm) -> list[str]:
    """The lines that hold the form's title; one that runs over lines is put together (they come from
    below)."""
    words = [squeeze(to_halfwidth(title)) for title in form.titles]
    for length in range(1, _TITLE_LINES + 1):
        joined = ["".join(reversed(context[at : at + length])) for at in range(len(context) - length + 1)]
        found = [line for line in joined if any(word in line for word in words)]
        if found:
            return found
    return []


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
