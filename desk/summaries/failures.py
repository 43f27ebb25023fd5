"""What is wrong and what a person must decide, in the summary: grouped, in order of weight, with places."""

from collections.abc import Sequence

from docx.document import Document

from desk.review import Review
from desk.summaries.alike import Alike, gather_alike
from desk.summaries.decisions import Decision, list_decisions
from desk.summaries.digest import list_failures, list_questions, say_severities
from desk.summaries.doubts import add_doubts, list_doubts
from desk.summaries.official import Style, add_row, add_table, add_text
from desk.summaries.places import Places
from desk.summaries.words import SEVERITIES, quote_words
from policy import Policy

TEXT, CENTRED = Style.TABLE_TEXT, Style.TABLE_CENTRED

LONGEST_QUOTE = 14

MOST_NOTES = 6
"""So many notes are said; of more, only their number."""

ALIKE_SHOWN = 3
"""So many decisions of one rule are said one by one."""


def add_failures(paper: Document, review: Review, policy: Policy, places: Places) -> None:
    """The count of all, then what is sure: errors and warnings in a table, notes in small print. What is
    to be verified stands among the decisions."""
    failures = gather_alike(list_failures(review), policy)
    add_text(paper, "五、查出的问题", Style.HEADING)
    grave = [alike for alike in failures if alike.findings[0].severity != "note"]
    lead = Style.TABLE_LEAD if grave else Style.DETAIL
    add_text(paper, f"共查出{say_severities(review)}{say_elsewhere(review)}。", lead)
    if grave:
        table = add_table(paper, ["序号", "程度", "问题和依据", "位置"], [9.6, 9.6, 96.8, 40])
        for number, alike in enumerate(grave, start=1):
            weight = SEVERITIES[alike.findings[0].severity]
            row = [str(number), weight, say_failure(alike, policy), places.say_all(alike.evidence)]
            add_row(table, row, [CENTRED, CENTRED, TEXT, TEXT])
    notes = [alike for alike in failures if alike.findings[0].severity == "note"]
    if notes:
        add_text(paper, f"{SEVERITIES['note']}：{say_notes(notes, places)}", Style.FINE)


def say_elsewhere(review: Review) -> str:
    """How many of them are listed in part six."""
    asked = len(list_questions(review))
    return f"；其中须由审查人核实的{asked}个列在第六部分" if asked else ""


def say_failure(alike: Alike, policy: Policy) -> str:
    basis = say_basis(alike.clauses, policy)
    return f"{alike.said}（依据：{basis}）" if basis else alike.said


def say_basis(clause_ids: Sequence[str], policy: Policy) -> str:
    """The clauses by notice, its number once."""
    places: dict[str, list[str]] = {}
    for clause_id in clause_ids:
        clause = policy.clause(clause_id)
        places.setdefault(clause.document, []).append(clause.article)
    numbers = {notice.id: notice.number for notice in policy.notices}
    return "；".join(
        f"{numbers.get(document, document)} {'、'.join(dict.fromkeys(articles))}".strip()
        for document, articles in places.items()
    )


def say_notes(notes: Sequence[Alike], places: Places) -> str:
    said = []
    for number, note in enumerate(notes[:MOST_NOTES], start=1):
        where = places.say_all(note.evidence)
        said.append(f"（{number}）{note.said}" + (f"（{where}）" if where else ""))
    more = len(notes) - MOST_NOTES
    return "".join(said) + (f"另有{more}个，见汇总表“问题清单”。" if more > 0 else "")


def add_decisions(paper: Document, review: Review, policy: Policy, places: Places) -> None:
    """What a person must decide, with room to write it: doubtful cells in one table, all else in another."""
    decisions = list_decisions(review, policy)
    add_text(paper, "六、须由审查人判定的事项", Style.HEADING)
    if review.dossier is None or review.scorecard is None or not decisions:
        add_text(paper, "没有须由审查人判定的事项。", Style.DETAIL)
        return
    doubts = list_doubts(decisions, review.dossier, review.scorecard, policy)
    others = [decision for decision in decisions if decision.field is None]
    if doubts:
        add_doubts(paper, doubts, places)
    if others:
        also = "此外" if doubts else "下列"
        add_text(paper, f"{also}{len(others)}件事项请审查人判定：", Style.TABLE_LEAD)
        add_matters(paper, others, places)


def add_matters(paper: Document, decisions: Sequence[Decision], places: Places) -> None:
    table = add_table(paper, ["序号", "事项", "位置和原文", "判定意见"], [9.6, 91.4, 38, 17])
    for number, decision in enumerate(shorten_list(decisions), start=1):
        where = "\n".join(part for part in (places.say_all(decision.evidence), quote(decision)) if part)
        add_row(table, [str(number), decision.matter, where, ""], [CENTRED, TEXT, TEXT, TEXT])


def shorten_list(decisions: Sequence[Decision]) -> list[Decision]:
    """Of many that come from one rule the first few, and how many more there are."""
    kinds: dict[object, list[Decision]] = {}
    for number, decision in enumerate(decisions):
        kinds.setdefault(decision.rule or number, []).append(decision)
    said: list[Decision] = []
    for kind in kinds.values():
        shown = kind if len(kind) <= ALIKE_SHOWN + 1 else kind[:ALIKE_SHOWN]
        said += shown
        if rest := kind[len(shown) :]:
            places = tuple(place for decision in rest for place in decision.evidence)
            said.append(
                Decision(f"另有同类事项{len(rest)}件，逐件列在汇总表“问题清单”，请一并核实。", places)
            )
    return said


def quote(decision: Decision) -> str:
    """The words at the first place; of a paragraph its first words are the name of that place already."""
    first = decision.evidence[0] if decision.evidence else None
    if first is not None and first.paragraph is not None and first.page is None:
        return ""
    if first is None or not first.quote.strip():
        return ""
    return quote_words(decision.evidence, LONGEST_QUOTE)
