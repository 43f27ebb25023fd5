"""答卷汇总表: the answers of a survey, one row a respondent; and reading them back."""

import re
from collections.abc import Sequence
from pathlib import Path

from desk.entered import Applicant, find_name, say_names
from desk.grids import Faults, Grid, find_grid, find_head, read_grids, read_number, read_whole
from desk.summaries.binding import write_book
from desk.summaries.book import A3, A4, Book, Column, Entry
from dossier.errors import WrongUse
from policy import Policy
from policy.scoring import AnswerWord, Survey, SurveyTopic
from score.entries import Answer, AnswerSheet, SurveyAnswers

SHEET, SENT_SHEET, NOTES = "答卷", "发放", "说明"

NAME, NUMBER, WHO, SENT = "申报资料", "答卷编号", "是否企业", "发放份数"

OPINION = "意见和建议"

YES = frozenset({"是", "企业", "√", "1", "Y", "y"})
NO = frozenset({"否", "其他", "不是", "个人", "非企业", "×", "0", "N", "n"})

MOST_SENT = 1_000_000

_MARKS = re.compile(r"[\s\W_]+")


def write_survey_sheet(path: Path, applicants: Sequence[Applicant], policy: Policy, rows: int) -> None:
    """An empty sheet of `rows` rows, with the answers to choose from."""
    survey = policy.scoring.survey
    topics = [Column(f"{topic.id} {topic.name}", 13) for topic in survey.topics]
    columns = (Column(NAME, 18), Column(NUMBER, 10), Column(WHO, 9), *topics, Column(OPINION, 30))
    names = [each.name for each in applicants]

    def fill(book: Book) -> None:
        sheet = book.add_sheet(SHEET, A3)
        only = names[0] if len(names) == 1 else None
        book.write_list(sheet, columns, [[Entry(only)] for _ in range(rows)], frozen=3)
        words = [answer.word for answer in survey.answers]
        for first, last, choices in (
            (0, 0, names),
            (2, 2, ["是", "否"]),
            (3, 2 + len(topics), words),
        ):
            # Excel takes at most 255 characters of choices.
            if choices and len(",".join(choices)) <= 255:
                rule = {"validate": "list", "source": choices, "error_type": "information"}
                sheet.data_validation(1, first, rows, last, rule)
        counts = book.add_sheet(SENT_SHEET, A4, upright=True)
        sent = (Column(NAME, 30), Column(SENT, 12))
        book.write_list(counts, sent, [[Entry(name)] for name in names])
        write_notes(book, survey)

    write_book(path, f"{policy.programme.title}发展环境调查答卷", fill)


def write_notes(book: Book, survey: Survey) -> None:
    sheet = book.add_sheet(NOTES, A4, upright=True)
    words = "、".join(answer.word for answer in survey.answers)
    low, high = survey.numbers
    lines = [
        ("答卷", "一份答卷一行；申报资料写审查结果中的名称，答卷编号不能重复。"),
        ("是否企业", "填是或否；不填的不算企业。"),
        ("各内容", f"填 {words} 中的一个，或{low:g}至{high:g}的数，越满意越高；没有回答的空着。"),
        ("发放", "发放了多少份问卷，不知道的空着。"),
        *((topic.id, topic.question or topic.name) for topic in survey.topics),
    ]
    rows = [[Entry(title), Entry(text)] for title, text in lines]
    book.write_list(sheet, (Column("事项", 12), Column("说明", 74)), rows)


def read_survey_sheets(
    paths: Sequence[Path], applicants: Sequence[Applicant], policy: Policy
) -> SurveyAnswers:
    """All answers of all workbooks. Raises WrongUse with every fault and its cell."""
    faults = Faults()
    sheets: list[AnswerSheet] = []
    sent: dict[str, int] = {}
    seen: dict[tuple[str, str], str] = {}
    for path in paths:
        grids = read_grids(path)
        if (counts := find_grid(grids, SENT_SHEET, needed=False)) is not None:
            sent |= read_sent(counts, applicants, faults)
        grid = find_grid(grids, SHEET)
        if grid is not None:
            sheets += read_answers(grid, applicants, policy.scoring.survey, faults, seen)
    faults.refuse("答卷")
    if not sheets:
        raise WrongUse("答卷表里还没有一份答卷，没有导入")
    return SurveyAnswers(policy=policy.id, sent=sent, sheets=tuple(sheets))


def read_sent(grid: Grid, applicants: Sequence[Applicant], faults: Faults) -> dict[str, int]:
    head, places = find_head(grid, (NAME, SENT))
    sent: dict[str, int] = {}
    for row in range(head + 1, grid.rows):
        if not grid.text(row, places[SENT]):
            continue
        name = read_name(grid, row, places[NAME], applicants, faults)
        count = read_whole(grid, row, places[SENT], faults, 0, MOST_SENT)
        if name is not None and count is not None:
            sent[name] = count
    return sent


def read_name(
    grid: Grid, row: int, column: int, applicants: Sequence[Applicant], faults: Faults
) -> str | None:
    said = grid.text(row, column)
    name = find_name(applicants, said)
    if name is None:
        told = f"没有“{said}”这份资料" if said else "空着"
        faults.add(grid, row, column, f"{told}，有的是：{say_names(applicants)}")
    return name


def read_answers(
    grid: Grid,
    applicants: Sequence[Applicant],
    survey: Survey,
    faults: Faults,
    seen: dict[tuple[str, str], str],
) -> list[AnswerSheet]:
    """The sheets of one workbook; rows in which nobody answered anything are no sheets."""
    head, places = find_head(grid, (NAME, NUMBER, WHO))
    topics = find_topics(grid, head, survey, faults)
    sheets = []
    for row in range(head + 1, grid.rows):
        if not any(grid.text(row, column) for column in (*topics, places[NUMBER])):
            continue
        name = read_name(grid, row, places[NAME], applicants, faults)
        number = grid.text(row, places[NUMBER]) or f"第{row + 1}行"
        answers = [
            answer
            for column, topic in topics.items()
            if (answer := read_answer(grid, row, column, topic, survey, faults)) is not None
        ]
        if name is not None:
            if (name, number) in seen:
                told = f"{name}的答卷编号“{number}”用过了，另一份在{seen[name, number]}"
                faults.add(grid, row, places[NUMBER], told)
            seen.setdefault((name, number), grid.say(row, places[NUMBER]))
            who = read_who(grid, row, places[WHO], faults)
            sheets.append(AnswerSheet(applicant=name, number=number, enterprise=who, answers=tuple(answers)))
    return sheets


def find_topics(grid: Grid, head: int, survey: Survey, faults: Faults) -> dict[int, SurveyTopic]:
    """The columns of the topics, by id, name or question. Raises WrongUse where one is missing."""
    found: dict[int, SurveyTopic] = {}
    for column in range(grid.columns):
        topic = next((each for each in survey.topics if names_topic(grid.text(head, column), each)), None)
        if topic is not None and topic in found.values():
            faults.add(grid, head, column, f"“{topic.id} {topic.name}”写了两列")
        elif topic is not None:
            found[column] = topic
    missing = [f"{topic.id} {topic.name}" for topic in survey.topics if topic not in found.values()]
    if missing:
        raise WrongUse(f"“{grid.source}”的“{grid.name}”表没有这些内容的列：{'、'.join(missing)}")
    return found


def names_topic(head: str, topic: SurveyTopic) -> bool:
    bare = _MARKS.sub("", head)
    names = [_MARKS.sub("", name) for name in (topic.name, topic.question) if name]
    return bare == topic.id or any(bare.removeprefix(topic.id) == name for name in names)


def read_who(grid: Grid, row: int, column: int, faults: Faults) -> bool | None:
    """Whether an enterprise answered; None where the cell is empty."""
    said = grid.text(row, column)
    if not said:
        return None
    if said not in YES | NO:
        faults.add(grid, row, column, f"写的是“{said}”，应填“是”或“否”")
    return said in YES


def read_answer(
    grid: Grid, row: int, column: int, topic: SurveyTopic, survey: Survey, faults: Faults
) -> Answer | None:
    """A word or a number; None where nothing was answered, or what is no answer."""
    said = "".join(grid.text(row, column).split())
    if not said:
        return None
    place = (grid.evidence(row, column),)
    word = find_word(said, survey.answers)
    if word is not None:
        return Answer(topic=topic.id, word=word, evidence=place)
    if not re.search(r"\d", said):
        words = "、".join(answer.word for answer in survey.answers)
        faults.add(grid, row, column, f"写的是“{said}”，应填 {words} 中的一个，或一个数")
        return None
    number = read_number(grid, row, column, faults, *survey.numbers)
    return None if number is None else Answer(topic=topic.id, number=float(number), evidence=place)


def find_word(said: str, answers: Sequence[AnswerWord]) -> str | None:
    return next((each.word for each in answers if said in (each.word, *each.synonyms)), None)
