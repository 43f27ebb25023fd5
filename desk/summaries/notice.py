"""补正通知.docx: what the county is asked to supply or make clear. A draft for the office to issue."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from docx.document import Document

from desk.review import Review
from desk.summaries.digest import Request, find_applicant, list_requests
from desk.summaries.official import Style, add_row, add_table, add_text, open_paper, save_paper
from desk.summaries.places import MANY, Places, name_places, say_spot
from desk.summaries.words import EMPTY, is_about_material, join_reasons, one_line, say_clauses, shorten
from dossier import Evidence
from policy import Policy

TITLE = "关于补正申报资料的通知"
HEADINGS = ("需要补报的材料", "申报表中需要补填或更正的内容", "其他需要补正的内容")
OF_FORM = HEADINGS[1]
NUMERALS = "一二三"

FEW = 3
"""As many cells are asked for one by one, more of them in a table."""

EMPTY_CELLS = ("FIELD-BLANK", "FIELD-MISSING")
"""Rules of findings whose request says all."""

LONGEST_QUOTE = 40

IN_TEXT = "申报资料正文"

ROW = re.compile(r" 第\d+行(?=、|$)")
"""The row of the form as issued; it would not be the row of the county's own file."""


@dataclass(frozen=True, slots=True)
class CountyPlaces:
    """Says places to the county that wrote the file. A file is named only where it sent several."""

    places: Places
    files: int

    def say_all(self, evidence: Sequence[Evidence]) -> str:
        """Each place once; the quote that follows tells which paragraph is meant."""
        said = list(dict.fromkeys(said for place in evidence if (said := self.say(place))))
        return "；".join(said[:MANY]) + (f"等{len(said)}处" if len(said) > MANY else "")

    def say(self, evidence: Evidence) -> str:
        spot = IN_TEXT if evidence.paragraph is not None else say_spot(evidence)
        if evidence.method == "word" and evidence.cell is not None:
            spot = f"所报表格第{evidence.cell.row + 1}行"
        return spot if self.files <= 1 else f"{self.places.name(evidence.source)} {spot}".strip()


def lay_out_places(review: Review) -> CountyPlaces:
    return CountyPlaces(name_places(review.dossier), len(review.dossier.sources) if review.dossier else 0)


def render_notice(review: Review, policy: Policy, path: Path) -> bool:
    """Writes the notice. Where there is nothing to ask of the county, writes nothing and returns False."""
    requests = list_requests(review)
    if not requests:
        return False
    paper = open_paper(TITLE)
    add_opening(paper, find_applicant(review, policy), policy, len(requests))
    add_requests(paper, requests, policy, lay_out_places(review))
    add_closing(paper, policy)
    save_paper(paper, path)
    return True


def add_opening(paper: Document, applicant: str, policy: Policy, asked: int) -> None:
    add_text(paper, TITLE, Style.TITLE)
    add_text(paper, f"（{policy.programme.title}）", Style.SUBTITLE)
    add_text(paper, f"{applicant}：", Style.ADDRESSEE)
    add_text(paper, f"你单位报送的申报资料收悉。经审查，下列{asked}项内容不全或不清，请逐项补充、更正。")


def add_requests(
    paper: Document, requests: tuple[Request, ...], policy: Policy, places: CountyPlaces
) -> None:
    """All requests, numbered throughout, under a heading for each kind of thing asked for."""
    number = 0
    for numeral, (heading, asked) in zip(NUMERALS, sort_requests(requests, policy).items(), strict=False):
        add_text(paper, f"{numeral}、{heading}", Style.HEADING)
        if heading == OF_FORM and len(asked) > FEW:
            add_cells(paper, asked, number, policy, places)
            number += len(asked)
            continue
        for request in asked:
            number += 1
            last = number == len(requests)
            add_text(
                paper,
                f"{number}. {end_sentence(one_line(request.text))}",
                Style.KEPT_BODY if last else Style.BODY,
            )
            if details := say_details(request, policy, places):
                add_text(paper, details, Style.SMALL_KEPT if last else Style.SMALL)


def add_cells(
    paper: Document, requests: Sequence[Request], number: int, policy: Policy, places: CountyPlaces
) -> None:
    """Many cells of the form in a table, numbered on from `number`; the clauses that ask for them once."""
    table = add_table(paper, ["序号", "请补填或更正", "现在所填", "位置"], [11, 75, 34, 36])
    styles = [Style.TABLE_CENTRED, *[Style.TABLE_TEXT] * 3]
    for row, request in enumerate(requests, start=number + 1):
        evidence = [place for finding in request.findings for place in finding.evidence]
        asked = end_sentence(one_line(request.text))
        empty = all(finding.rule in EMPTY_CELLS for finding in request.findings)
        wrong = "" if empty else say_wrong(request, policy).rstrip("。")
        told = f"{asked}（{wrong}）" if wrong else asked
        add_row(table, [str(row), told, quote_first(evidence) or EMPTY, places.say_all(evidence)], styles)
    if basis := say_basis(requests, policy):
        add_text(paper, f"依据：{basis}。", Style.SMALL_KEPT)


def sort_requests(requests: tuple[Request, ...], policy: Policy) -> dict[str, list[Request]]:
    """The requests by what they are about: materials, cells of the form, all else. No empty kind."""
    kinds: dict[str, list[Request]] = {heading: [] for heading in HEADINGS}
    for request in requests:
        kinds[find_heading(request, policy)].append(request)
    return {heading: asked for heading, asked in kinds.items() if asked}


def find_heading(request: Request, policy: Policy) -> str:
    subject = request.findings[0].subject
    is_material = subject in {material.id for material in policy.materials}
    is_field = subject in {field.id for field in policy.form.fields}
    if is_material and not (is_field and not is_about_material(policy, request.findings[0])):
        return HEADINGS[0]
    return HEADINGS[1] if is_field else HEADINGS[2]


def say_details(request: Request, policy: Policy, places: CountyPlaces) -> str:
    """What is wrong, where, what stands there, and the clause that asks for it. What only our reading
    of a cell doubts is not held against the county."""
    evidence = [place for finding in request.findings for place in finding.evidence]
    quote = quote_first(evidence)
    basis = say_basis([request], policy)
    wrong = say_wrong(request, policy)
    said = [
        f"审查情况：{wrong}" if wrong else "",
        f"位置：{where}。" if (where := places.say_all(evidence)) else "",
        f"原文：“{quote}”。" if quote else "",
        f"依据：{basis}。" if basis else "",
    ]
    return "".join(said)


def say_wrong(request: Request, policy: Policy) -> str:
    fields = {field.id for field in policy.form.fields}
    certain = [item for item in request.findings if item.outcome == "fail" or item.subject not in fields]
    return join_reasons(dict.fromkeys(one_line(item.message) for item in certain))


def quote_first(evidence: Sequence[Evidence]) -> str:
    """The words at the first place that has any."""
    quotes = (shorten(place.quote, LONGEST_QUOTE) for place in evidence)
    return next((quote for quote in quotes if quote), "")


def say_basis(requests: Sequence[Request], policy: Policy) -> str:
    findings = [finding for request in requests for finding in request.findings]
    clauses = dict.fromkeys(clause for finding in findings for clause in finding.clauses)
    places = [ROW.sub("", say_clauses(policy, [clause])) for clause in clauses]
    return "、".join(dict.fromkeys(places))


def add_closing(paper: Document, policy: Policy) -> None:
    """Day, person and number are left for the office to fill in."""
    office = policy.programme.office
    asked = f"请于　　　　年　　月　　日前将补正后的资料报送{office}，并逐项说明补正情况。"
    add_text(paper, asked, Style.KEPT_BODY)
    add_text(paper, "联系人：　　　　　　　联系电话：　　　　　　　", Style.KEPT_BODY)
    add_text(paper, "", Style.ADDRESSEE)
    add_text(paper, f"{office}\n　　　　年　　月　　日", Style.SIGNATURE)


def end_sentence(text: str) -> str:
    return text if not text or text.endswith(("。", "！", "？")) else f"{text}。"
