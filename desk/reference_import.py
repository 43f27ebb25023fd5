"""The filled-in workbooks of reference data, read cell by cell into one book."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import starmap
from pathlib import Path

from desk.grids import Faults, Grid, find_grid, find_head, read_grids
from desk.reference_columns import (
    BASIS,
    CITY,
    HOST,
    NAME,
    OFFERED,
    REMARK,
    SOURCE,
    WORDS,
    YEAR,
    ZONE,
    ZONES,
    Figure,
    SheetPlan,
    list_sheet_names,
    make_year_field,
    plan_sheets,
)
from dossier.errors import WrongUse
from extract.form.values import CellContext, parse_value
from policy import Policy
from policy.form import FormField
from policy.rules import Basis
from score.reference_book import Host, ReferenceBook, ReferenceFigure
from validate.placenames import Place, find_places, narrow, strip_name
from validate.wording import say_number

Taken = tuple[str, str | None, int, Basis]
"""What a figure is of: subject, applicant, year, and what it counts."""


@dataclass(slots=True)
class Reading:
    """What was read so far. `notes` say what was not read; `unknown` are names that the register has not,
    with the cell of each; `seen` says where each figure stands."""

    policy: Policy
    faults: Faults = field(default_factory=Faults)
    notes: list[str] = field(default_factory=list)
    unknown: dict[str, str] = field(default_factory=dict)
    figures: list[ReferenceFigure] = field(default_factory=list)
    hosts: list[Host] = field(default_factory=list)
    seen: dict[Taken, tuple[float, str]] = field(default_factory=dict)


def read_reference(paths: Sequence[Path], policy: Policy) -> tuple[ReferenceBook, tuple[str, ...]]:
    """All figures of all workbooks, and what a clerk should know of them. Raises WrongUse with every fault
    and its cell."""
    reading = Reading(policy)
    for path in sorted(paths, key=lambda path: path.name):
        grids = read_grids(path, reading.notes)
        refuse_strangers(grids, reading)
        for plan in plan_sheets(policy):
            grid = find_grid(grids, plan.name, needed=False)
            if grid is not None and grid.rows:
                read_plan(grid, plan, reading)
        zones = find_grid(grids, ZONES, needed=False)
        if zones is not None and zones.rows:
            read_zones(zones, reading)
    reading.faults.refuse("参考数据")
    if not reading.figures and not reading.hosts:
        raise WrongUse("参考数据里还没有填一个数，没有导入")
    return close(reading), (*reading.notes, *starmap(say_unknown, reading.unknown.items()))


def say_unknown(name: str, place: str) -> str:
    return f"{place}：名册中没有“{name}”，只有申报表上也这样写的单位才用得上这些数"


def close(reading: Reading) -> ReferenceBook:
    """In an order of its own, so that the order of files and sheets makes no difference."""
    subjects = [figure.subject for plan in plan_sheets(reading.policy) for figure in plan.figures]

    def order(figure: ReferenceFigure) -> tuple[str, int, int, str]:
        return figure.applicant or "", figure.year, subjects.index(figure.subject), figure.basis or ""

    return ReferenceBook(
        policy=reading.policy.id,
        figures=tuple(sorted(reading.figures, key=order)),
        hosts=tuple(sorted(reading.hosts, key=lambda host: host.zone)),
    )


def refuse_strangers(grids: Sequence[Grid], reading: Reading) -> None:
    """A sheet that was renamed would be lost without a word."""
    known = list_sheet_names(reading.policy)
    for grid in grids:
        if grid.name.strip() not in known and any(not grid.is_empty(row) for row in range(grid.rows)):
            reading.faults.add(
                grid, 0, 0, f"不认识“{grid.name}”这张表，应是{'、'.join(known)}；请改回名称，或删去这张表"
            )


def read_plan(grid: Grid, plan: SheetPlan, reading: Reading) -> None:
    head, places = find_head(grid, plan.heads)
    refuse_columns(grid, head, plan.heads, reading)
    year_field = make_year_field(reading.policy)
    for row in range(head + 1, grid.rows):
        filled = [figure for figure in plan.figures if is_filled(grid, row, places[figure.title])]
        if not filled:
            continue
        year = read_cell(grid, row, places[YEAR], year_field, reading)
        if not grid.text(row, places[YEAR]):
            reading.faults.add(grid, row, places[YEAR], "没有写年份，应写四位数，如2020")
        place = None if plan.of_province else read_place(grid, row, places[NAME], places[CITY], reading)
        if year is None or (place is None and not plan.of_province):
            continue
        for figure in filled:
            basis = read_basis(grid, row, places, figure, reading)
            value = read_cell(grid, row, places[figure.title], figure.field, reading)
            if value is not None and basis is not None:
                take(grid, row, places[figure.title], (figure, place, int(year), basis, value), reading)


def refuse_columns(grid: Grid, head: int, heads: Sequence[str], reading: Reading) -> None:
    """A column under another heading, or twice under one, would be lost without a word."""
    seen: set[str] = set()
    for column in range(grid.columns):
        title = grid.text(head, column)
        filled = any(grid.text(row, column) for row in range(head + 1, grid.rows))
        if filled and title not in (*heads, SOURCE, REMARK):
            reading.faults.add(grid, head, column, f"不认识“{title}”这一列；附注请写在“{REMARK}”列")
        if title and title in seen:
            reading.faults.add(grid, head, column, f"“{title}”写了两列，请删去一列")
        seen.add(title)


def is_filled(grid: Grid, row: int, column: int) -> bool:
    """A formula whose result is not there looks empty, and is not."""
    cell = grid.cells.get((row, column))
    return cell is not None and bool(cell.text.strip() or cell.doubts)


def read_cell(grid: Grid, row: int, column: int, spec: FormField, reading: Reading) -> float | None:
    """The number of a cell, read as one of the form is; None where it is empty, or wrong and told."""
    cell, text = grid.cells.get((row, column)), grid.text(row, column)
    parsed = parse_value(spec, text, CellContext(data_year=reading.policy.form.data_year))
    doubts = (*parsed.reasons, *(cell.doubts if cell is not None else ()))
    if parsed.status == "blank" and not doubts:
        return None
    if parsed.status != "accepted" or doubts or not isinstance(parsed.value, int | float):
        told = "；".join(doubts) or "看不出是多少"
        said = f"写的是“{text}”" if text else "看上去空着"
        reading.faults.add(grid, row, column, f"{said}，{told.rstrip('。')}，请改成一个确定的数")
        return None
    return parsed.value


def read_basis(
    grid: Grid, row: int, places: dict[str, int], figure: Figure, reading: Reading
) -> Basis | None:
    if figure.counts is not None:
        return figure.counts
    text = grid.text(row, places[BASIS])
    basis = WORDS.get(text)
    if basis is None:
        said = f"写的是“{text}”" if text else "空着"
        reading.faults.add(
            grid, row, places[BASIS], f"{said}，“{figure.title}”要说明口径，应选{'、'.join(OFFERED)}"
        )
    return basis


def read_place(grid: Grid, row: int, name: int, city: int, reading: Reading) -> Place | None:
    """Who the row is of. A name that the register has not is taken as it stands, with a note."""
    written, home = grid.text(row, name), grid.text(row, city)
    if not written:
        reading.faults.add(grid, row, name, "这一行填了数，没有写申报单位")
        return None
    places = find_places(reading.policy.registry, written)
    if home:
        full = home if home.endswith("市") else home + "市"
        places = narrow(reading.policy.registry, places, [full]) or keep_homeless(places)
        if not places and find_places(reading.policy.registry, written):
            reading.faults.add(grid, row, city, f"写的是“{home}”，名册中“{written}”不属于这个市")
            return None
    if len(places) > 1:
        called = "、".join(f"{place.city}{place.name}" for place in places)
        reading.faults.add(grid, row, name, f"“{written}”可能是{called}，请在“{CITY}”一栏写明是哪个市")
        return None
    if places:
        return places[0]
    if reading.policy.registry.cities:
        reading.unknown.setdefault(written, grid.say(row, name))
    return Place("county", strip_name(written), None, None, written)


def keep_homeless(places: Sequence[Place]) -> tuple[Place, ...]:
    """Those of which the register does not know the city."""
    return tuple(place for place in places if place.city is None)


def take(
    grid: Grid, row: int, column: int, found: tuple[Figure, Place | None, int, Basis, float], reading: Reading
) -> None:
    """One figure; the same one may stand in several places, another one in its place may not."""
    figure, place, year, basis, value = found
    key = place.key if place is not None else None
    taken: Taken = (figure.subject, key, year, basis)
    here = grid.say(row, column)
    if taken in reading.seen:
        before, where = reading.seen[taken]
        if before != value:
            reading.faults.add(
                grid, row, column, f"填的是{say_number(value)}，{where}填的是{say_number(before)}"
            )
        return
    reading.seen[taken] = (value, here)
    reading.figures.append(
        ReferenceFigure(
            subject=figure.subject,
            applicant=key,
            name=place.name if place is not None else "",
            year=year,
            basis=basis,
            value=value,
            evidence=grid.evidence(row, column),
        )
    )


def read_zones(grid: Grid, reading: Reading) -> None:
    head, places = find_head(grid, (ZONE, CITY, HOST))
    for row in range(head + 1, grid.rows):
        if not grid.text(row, places[HOST]):
            continue
        zone = read_place(grid, row, places[ZONE], places[CITY], reading)
        host = read_place(grid, row, places[HOST], places[CITY], reading)
        for place, kind, column in ((zone, "zone", ZONE), (host, "county", HOST)):
            if place is not None and place.kind != kind:
                wanted = "开发区" if kind == "zone" else "县（市、区）"
                reading.faults.add(grid, row, places[column], f"“{place.written}”不是{wanted}，请核对名称")
        if zone is not None and host is not None and zone.kind == "zone" and host.kind == "county":
            evidence = grid.evidence(row, places[HOST])
            reading.hosts.append(Host(zone=zone.key, county=host.key, name=host.name, evidence=evidence))
