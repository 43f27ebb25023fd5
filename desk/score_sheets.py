"""评分表: what experts fill in, one row an applicant and item, one column an expert; and reading it back."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desk.entered import Applicant, find_name, say_names
from desk.grids import Faults, Grid, find_grid, find_head, read_grids, read_number
from desk.summaries.binding import write_book
from desk.summaries.book import A3, A4, Book, Column, Entry
from dossier.errors import WrongUse
from policy import Policy
from policy.scheme import Scheme
from policy.scoring import ScoringItem
from score.entries import ExpertScore, Scores

SHEET, NOTES, TABLE = "评分", "说明", "分值表"

FOLDER, NAME, PART, ITEM, TITLE, STANDARD, FULL = (
    "申报资料",
    "申报单位",
    "部分",
    "项目编号",
    "评分项目",
    "评分标准",
    "满分",
)
COLUMNS = (
    Column(FOLDER, 16),
    Column(NAME, 14),
    Column(PART, 18),
    Column(ITEM, 9),
    Column(TITLE, 26),
    Column(STANDARD, 34),
    Column(FULL, 7),
)

HOW = (
    "每位专家一列，列名改成专家姓名；几位专家也可以各填一份，导入时一起写上。",
    "每一格填0至满分的数，可以有小数。没有评这一个单位的，这个单位的各格都空着。",
    "申报资料、项目编号和列名不要改；行可以删，不要加。",
)


@dataclass(frozen=True, slots=True)
class Expert:
    """An expert's column of one sheet."""

    name: str
    column: int


def list_judged(policy: Policy) -> tuple[ScoringItem, ...]:
    """The items that people judge. Raises WrongUse where the office has set no points."""
    if not policy.scoring.items:
        raise WrongUse(
            "还没有设分值，没有可以评的项目。请先填写 scoring.yaml 的 items，或用 --scheme 选一份打分办法"
            "（试一试可以写 --scheme example）"
        )
    return tuple(item for item in policy.scoring.items if item.by.kind == "person")


def write_score_sheet(path: Path, applicants: Sequence[Applicant], policy: Policy, experts: int) -> None:
    items = list_judged(policy)
    columns = (*COLUMNS, *(Column(f"专家{number}", 10) for number in range(1, experts + 1)))
    parts = {part.id: part.name for part in policy.scoring.parts}

    def fill(book: Book) -> None:
        sheet = book.add_sheet(SHEET, A3)
        rows = [(each, item) for each in applicants for item in items]
        book.write_list(
            sheet, columns, [list_cells(each, item, parts[item.part]) for each, item in rows], frozen=5
        )
        for row, (_, item) in enumerate(rows, start=1):
            limits = {
                "validate": "decimal",
                "criteria": "between",
                "minimum": 0,
                "maximum": item.points,
                "error_title": "分数不对",
                "error_message": f"应填0至{item.points:g}的数",
            }
            sheet.data_validation(row, len(COLUMNS), row, len(columns) - 1, limits)
        write_notes(book, policy)

    write_book(path, f"{policy.programme.title}评分表", fill)


def list_cells(applicant: Applicant, item: ScoringItem, part: str) -> list[Entry]:
    return [
        Entry(applicant.name),
        Entry(applicant.said),
        Entry(part),
        Entry(item.id, centred=True),
        Entry(item.name),
        Entry(item.standard),
        Entry(item.points, centred=True),
    ]


def write_notes(book: Book, policy: Policy) -> None:
    sheet = book.add_sheet(NOTES, A4, upright=True)
    columns = (Column("事项", 16), Column("说明", 70))
    rows = [(Entry(TABLE), Entry(policy.scoring.version))]
    rows += [(Entry("填写"), Entry(line)) for line in HOW]
    book.write_list(sheet, columns, rows)


def read_score_sheets(
    paths: Sequence[Path], applicants: Sequence[Applicant], policy: Policy, scheme: Scheme | None
) -> Scores:
    """All points of all workbooks. Raises WrongUse with every fault and its cell."""
    faults, scores, places = Faults(), [], dict[tuple[str, str, str], str]()
    items = {item.id: item for item in list_judged(policy)}
    for path in paths:
        grids = read_grids(path)
        check_version(grids, policy)
        grid = find_grid(grids, SHEET)
        if grid is None:
            continue
        for score in read_sheet_scores(grid, applicants, items, faults):
            key = (score.applicant, score.item, score.expert)
            here = score.evidence[0]
            said = f"“{here.source}”第{(here.cell.row if here.cell else 0) + 1}行"
            if key in places:
                faults.told.append(
                    f"{said}：{score.expert}给{score.applicant}的“{items[score.item].name}”打了两次分，"
                    f"另一次在{places[key]}"
                )
            places.setdefault(key, said)
            scores.append(score)
    faults.refuse("评分表")
    if not scores:
        raise WrongUse("评分表里还没有一个分数，没有导入")
    scores.sort(key=lambda each: (each.applicant, each.expert))
    return Scores(policy=policy.id, version=policy.scoring.version, scheme=scheme, scores=tuple(scores))


def check_version(grids: Sequence[Grid], policy: Policy) -> None:
    """Raises WrongUse where the sheet was made for another table of points."""
    notes = find_grid(grids, NOTES, needed=False)
    if notes is None:
        return
    for row in range(notes.rows):
        version = notes.text(row, 1)
        if notes.text(row, 0) == TABLE and version != policy.scoring.version:
            raise WrongUse(
                f"“{notes.source}”是按“{version}”做的，现在用的是“{policy.scoring.version}”；"
                "请用 --scheme 选同一份打分办法，或重新生成评分表"
            )


def read_sheet_scores(
    grid: Grid, applicants: Sequence[Applicant], items: dict[str, ScoringItem], faults: Faults
) -> list[ExpertScore]:
    head, places = find_head(grid, (FOLDER, ITEM, FULL))
    experts = find_experts(grid, head, places[FULL], faults)
    rows: dict[str, list[tuple[int, ScoringItem]]] = {}
    for row in range(head + 1, grid.rows):
        if grid.is_empty(row):
            continue
        name = find_name(applicants, grid.text(row, places[FOLDER]))
        item = items.get(grid.text(row, places[ITEM]))
        if name is None:
            said = grid.text(row, places[FOLDER])
            faults.add(grid, row, places[FOLDER], f"没有“{said}”这份资料，有的是：{say_names(applicants)}")
        if item is None:
            said = grid.text(row, places[ITEM])
            faults.add(grid, row, places[ITEM], f"没有编号为“{said}”、由专家打分的项目")
        if name is not None and item is not None:
            rows.setdefault(name, []).append((row, item))
    return [
        score
        for name, lines in rows.items()
        for expert in experts
        for score in read_expert(grid, name, lines, expert, faults)
    ]


def find_experts(grid: Grid, head: int, full: int, faults: Faults) -> list[Expert]:
    """The columns behind the full score that have a heading or anything in them."""
    experts: list[Expert] = []
    for column in range(full + 1, grid.columns):
        name = grid.text(head, column)
        filled = any(grid.text(row, column) for row in range(head + 1, grid.rows))
        if not filled:
            continue
        if not name:
            faults.add(grid, head, column, "这一列有分数，没有写专家姓名")
        elif name in {each.name for each in experts}:
            faults.add(grid, head, column, f"专家“{name}”写了两列")
        else:
            experts.append(Expert(name, column))
    return experts


def read_expert(
    grid: Grid, name: str, lines: Sequence[tuple[int, ScoringItem]], expert: Expert, faults: Faults
) -> list[ExpertScore]:
    """The points of one expert for one applicant: all of them, or none."""
    if not any(grid.text(row, expert.column) for row, _ in lines):
        return []
    scores = []
    for row, item in lines:
        points = read_number(grid, row, expert.column, faults, 0, item.points)
        if points is not None:
            place = grid.evidence(row, expert.column)
            scores.append(
                ExpertScore(
                    applicant=name, item=item.id, expert=expert.name, points=float(points), evidence=(place,)
                )
            )
    return scores
