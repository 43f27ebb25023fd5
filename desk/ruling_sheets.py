"""判定表: what the rules leave to a person and the days of receipt, to be filled in; and reading it back."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from desk.entered import Applicant, find_name, say_names
from desk.grids import Faults, Grid, find_grid, find_head, read_grids
from desk.summaries.binding import write_book
from desk.summaries.book import A3, A4, Book, Column, Entry
from dossier import Evidence
from dossier.errors import WrongUse
from policy import Policy
from policy.conditions import Judgement, Told
from score.days import parse_days
from score.entries import Decisions, Receipt, RulingEntry
from score.scorecard import Scorecard

SHEET, ARRIVALS, NOTES = "判定", "收件", "说明"

FOLDER, NAME, RULE, TITLE, WHY, RULED, REASON, BY = (
    "申报资料",
    "申报单位",
    "编号",
    "事项",
    "为什么待定",
    "判定",
    "理由",
    "判定人",
)
COLUMNS = (
    Column(FOLDER, 16),
    Column(NAME, 14),
    Column(RULE, 7),
    Column(TITLE, 24),
    Column(WHY, 50),
    Column(RULED, 9),
    Column(REASON, 30),
    Column(BY, 11),
)
DAY = "收件日期"
ARRIVAL_COLUMNS = (Column(FOLDER, 24), Column(NAME, 24), Column(DAY, 16))

WORDS: Mapping[str, Literal["met", "not_met"]] = {"达到": "met", "达不到": "not_met"}

HOW = (
    (SHEET, "每个待定的事项一行。能定的写“达到”或“达不到”，写明理由和判定人；还不能定的空着。"),
    ("数字", "申报表和部门的数已经能定的，判定不起作用；数有误的，请改正资料或参考数据，再审查一次。"),
    (DAY, "收到申报资料的日期，如 2021-04-28；没有登记的空着。"),
    ("其他", "申报资料和编号不要改；行可以删。再次导入会替换上一次的。"),
)

_DAY = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?")


@dataclass(frozen=True, slots=True)
class OpenMatter:
    """A condition or an indicator of one applicant that a person may decide."""

    applicant: str
    rule: str
    title: str
    why: str


def list_open(name: str, scorecard: Scorecard, policy: Policy) -> Iterator[OpenMatter]:
    """What is open, and a person's to decide: of a condition, what no figure of the form decides."""
    asked = {each.id: each.requirements for each in policy.conditions}
    for result in scorecard.conditions:
        pairs = zip(asked[result.condition], result.requirements, strict=True)
        reasons = [
            told.reason
            for each, told in pairs
            if isinstance(each, Judgement | Told) and told.outcome == "undetermined"
        ]
        if reasons:
            yield OpenMatter(name, result.condition, result.name, "；".join(reasons))
    for row in scorecard.indicators:
        if row.outcome == "undetermined":
            why = "；".join(part for part in (row.reason, row.needs) if part)
            yield OpenMatter(name, row.indicator, f"{row.number}. {row.name}", why)


def write_ruling_sheet(
    path: Path,
    applicants: Sequence[Applicant],
    matters: Sequence[OpenMatter],
    decisions: Decisions | None,
    policy: Policy,
) -> None:
    """What was decided before stands in it already."""
    said = {each.name: each.said for each in applicants}
    known = decisions or Decisions(policy=policy.id)
    ruled = {(each.applicant, each.rule): each for each in known.rulings}
    rows = [
        list_cells(each, said.get(each.applicant), ruled.get((each.applicant, each.rule))) for each in matters
    ]

    def fill(book: Book) -> None:
        sheet = book.add_sheet(SHEET, A3)
        book.write_list(sheet, COLUMNS, rows)
        column = [each.title for each in COLUMNS].index(RULED)
        choose = {"validate": "list", "source": list(WORDS), "error_type": "information"}
        sheet.data_validation(1, column, max(len(rows), 1), column, choose)
        days = [
            [Entry(each.name), Entry(each.said), Entry(say_day(known.received(each.name)))]
            for each in applicants
        ]
        book.write_list(book.add_sheet(ARRIVALS, A4, upright=True), ARRIVAL_COLUMNS, days)
        notes = [[Entry(title), Entry(text)] for title, text in HOW]
        columns = (Column("栏目", 14), Column("怎样填写", 72))
        book.write_list(book.add_sheet(NOTES, A4, upright=True), columns, notes)

    write_book(path, f"{policy.programme.title}判定表", fill)


def list_cells(matter: OpenMatter, said: str | None, ruling: RulingEntry | None) -> list[Entry]:
    words = {outcome: word for word, outcome in WORDS.items()}
    return [
        Entry(matter.applicant),
        Entry(said),
        Entry(matter.rule, centred=True),
        Entry(matter.title),
        Entry(matter.why),
        Entry(words[ruling.outcome] if ruling else None, centred=True),
        Entry(ruling.reason if ruling else None),
        Entry(ruling.person if ruling else None),
    ]


def say_day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def read_ruling_sheets(paths: Sequence[Path], applicants: Sequence[Applicant], policy: Policy) -> Decisions:
    """All rulings and days of all workbooks. Raises WrongUse with every fault and its cell."""
    faults = Faults()
    rulings: dict[tuple[str, str], RulingEntry] = {}
    receipts: dict[str, Receipt] = {}
    for path in paths:
        grids = read_grids(path)
        sheet, arrivals = find_grid(grids, SHEET), find_grid(grids, ARRIVALS, needed=False)
        if sheet is not None:
            read_rulings(sheet, applicants, policy, faults, rulings)
        if arrivals is not None:
            read_receipts(arrivals, applicants, faults, receipts)
    faults.refuse("判定表")
    if not rulings and not receipts:
        raise WrongUse(
            "判定表里还没有一个判定或收件日期，没有导入；要撤销以前的，请删除“录入”里的“判定.json”"
        )
    return Decisions(policy=policy.id, rulings=tuple(rulings.values()), receipts=tuple(receipts.values()))


def read_rulings(
    grid: Grid,
    applicants: Sequence[Applicant],
    policy: Policy,
    faults: Faults,
    rulings: dict[tuple[str, str], RulingEntry],
) -> None:
    """Adds what was decided to `rulings`."""
    head, places = find_head(grid, (FOLDER, RULE, RULED, REASON, BY))
    known = {each.id for each in policy.conditions} | {each.id for each in policy.indicators.indicators}
    for row in range(head + 1, grid.rows):
        if not any(grid.text(row, places[each]) for each in (RULED, REASON, BY)):
            continue
        name = read_name(grid, row, places[FOLDER], applicants, faults)
        rule, word = grid.text(row, places[RULE]), grid.text(row, places[RULED])
        if rule not in known:
            faults.add(grid, row, places[RULE], f"没有编号为“{rule}”的申报条件或指标")
        if word not in WORDS:
            said = f"写的是“{word}”" if word else "空着"
            faults.add(grid, row, places[RULED], f"{said}，应填 {'、'.join(WORDS)} 中的一个")
        for column in (REASON, BY):
            if not grid.text(row, places[column]):
                faults.add(grid, row, places[column], f"空着，有判定的要写{column}")
        if name is None or word not in WORDS:
            continue
        if (name, rule) in rulings:
            faults.add(grid, row, places[RULE], f"{name}的{rule}判定了两次")
        rulings[name, rule] = RulingEntry(
            applicant=name,
            rule=rule,
            outcome=WORDS[word],
            reason=grid.text(row, places[REASON]),
            person=grid.text(row, places[BY]),
            evidence=(grid.evidence(row, places[RULED]),),
        )


def read_receipts(
    grid: Grid, applicants: Sequence[Applicant], faults: Faults, receipts: dict[str, Receipt]
) -> None:
    """Adds the days to `receipts`."""
    head, places = find_head(grid, (FOLDER, DAY))
    for row in range(head + 1, grid.rows):
        text = grid.text(row, places[DAY])
        if not text:
            continue
        name, day = read_name(grid, row, places[FOLDER], applicants, faults), parse_day(text)
        if day is None:
            faults.add(grid, row, places[DAY], f"写的是“{text}”，应填日期，如 2021-04-28")
        elif name is not None and name in receipts:
            faults.add(grid, row, places[DAY], f"{name}写了两次{DAY}")
        elif name is not None:
            place: Evidence = grid.evidence(row, places[DAY])
            receipts[name] = Receipt(applicant=name, day=day, evidence=(place,))


def read_name(
    grid: Grid, row: int, column: int, applicants: Sequence[Applicant], faults: Faults
) -> str | None:
    text = grid.text(row, column)
    name = find_name(applicants, text)
    if name is None:
        faults.add(grid, row, column, f"没有“{text}”这份资料，有的是：{say_names(applicants)}")
    return name


def parse_day(text: str) -> date | None:
    """The day that a cell holds and nothing beside it; 2021-04-31 is none."""
    match = _DAY.fullmatch(text.strip())
    if match is None:
        return next(parse_days(text), None)
    try:
        return date(*(int(part) for part in match.groups()))
    except ValueError:
        return None
